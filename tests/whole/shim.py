"""A system that fails or kills, under a whole process: each of its calls is counted, and one of them goes wrong.

It takes the place of the functions of `os`, of `open` and of `flock`, so that what does not go through smartcli's own
System (zip files, temporary folders, standard output, pathlib) meets it too.
"""

import _pyio  # type: ignore[import-not-found]  # typeshed has no stub
import builtins
import errno
import io
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

ERRORS = ("ENOSPC", "EDQUOT", "EIO", "EROFS", "EACCES", "EINTR", "EMFILE")
# Calls that change what lies on the disk: where a kill comes, and what a full or read-only disk refuses.
CHANGING = frozenset(
    {
        "make", "write", "pwrite", "fsync", "fdatasync", "ftruncate", "truncate", "mkdir", "rename", "replace",
        "remove", "unlink", "rmdir", "chmod", "fchmod", "utime", "link", "symlink", "copy_file_range", "sendfile",
    }
)  # fmt: skip
REMOVING = frozenset({"remove", "unlink", "rmdir"})
TAKES_SPACE = CHANGING - REMOVING - {"chmod", "fchmod", "utime", "ftruncate", "truncate"}
LISTING = frozenset({"scandir", "listdir", "lstat", "stat"})
OPENS = frozenset({"make", "open", "scandir", "listdir"})
READING = frozenset(
    {"open", "read", "pread", "stat", "lstat", "fstat", "scandir", "listdir", "readlink", "access", "statvfs"}
)
OTHERS = frozenset({"close", "lseek", "flock"})
CALLED = sorted((CHANGING | READING | OTHERS) - {"make", "flock"})


@dataclass(frozen=True)
class Plan:
    """What goes wrong at the call of this number, counted from 0; -1 = nothing does.

    error: the name of an errno; "" = the process is killed there. lasting: what is alike fails from then on. half: a
    write takes a half first.
    """

    number: int = -1
    error: str = ""
    lasting: bool = False
    half: bool = False

    def __str__(self) -> str:
        words = [self.error or "killed", "lasting" if self.lasting else "", "half" if self.half else ""]
        return f"call {self.number} {' '.join(filter(None, words))}"


class Shim:
    """Put over this process for good: only for one that ends soon. folder: what the command changes lies in it."""

    def __init__(self, plan: Plan, folder: str) -> None:
        self.plan, self.folder = plan, folder
        self.calls: list[tuple[str, str]] = []  # each with its path, or what stands for it
        self.refused: list[tuple[str, str]] = []  # those of them that went wrong
        self.is_reached = False
        self._failed = ("", "")
        self._has_half = False
        self._paths = {0: "<stdin>", 1: "<stdout>", 2: "<stderr>"}
        self._real = {name: getattr(os, name) for name in CALLED if hasattr(os, name)}

    def install(self, **opened: int) -> None:
        """opened: descriptors that the process has from the beginning, by their names."""
        sys.stdin, sys.stdout, sys.stderr = _text(0, "r"), _text(1, "w"), _text(2, "w")
        _pass_quickly()
        self._paths |= {number: f"<{name}>" for name, number in opened.items()}
        for name, real in self._real.items():
            setattr(os, name, self._wrapped(name, real))
        if sys.platform != "win32":
            import fcntl

            self._real["flock"] = fcntl.flock
            fcntl.flock = self._wrapped("flock", fcntl.flock)
        builtins.open = io.open = _pyio.open  # in Python: each of its calls is one of os

    def let_go(self) -> None:
        """From now on all is well, for what the harness itself has to say."""
        self.plan = Plan()

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            kind = "make" if name == "open" and args[1] & os.O_CREAT else name
            path = self._path(args[0] if args else ".", more.get("dir_fd"))
            if name == "close":
                self._paths.pop(args[0], None)
                real(*args)  # whatever it says, it is closed
            is_half = self._meets(kind, path)
            if name == "close":
                return None
            if is_half:
                args = (args[0], memoryview(args[1])[: max(1, len(args[1]) // 2)], *args[2:])
            result = real(*args, **more)
            if is_half and not self.plan.error:
                self._kill()
            if name == "open":
                self._paths[result] = path
            return result

        return call

    def _path(self, subject: Any, folder: int | None) -> str:
        if isinstance(subject, int):
            return self._paths.get(subject, f"<{subject}>")
        name = os.fsdecode(subject)
        return os.path.join(self._paths.get(folder, "") if folder is not None else self.folder, name)

    def _meets(self, kind: str, path: str) -> bool:
        """Count a call, and let it go wrong where it should. True: a half of it may pass first."""
        here = len(self.calls)
        self.calls.append((kind, path))
        plan = self.plan
        if plan.number < 0 or here < plan.number:
            return False
        if here == plan.number:
            self.is_reached = True
            self._failed = (kind, path)
            if plan.half and kind == "write":  # what chance decides, such as names, may bring another call here
                self._has_half = True
                return True
            if not plan.error:
                self._kill()
            raise self._error(kind, path)
        if self._has_half:
            self._has_half = False
            raise self._error(kind, path)
        if plan.lasting and self._is_alike(kind, path):
            raise self._error(kind, path)
        return False

    def _is_alike(self, kind: str, path: str) -> bool:
        """Whether what made one call fail makes this one fail as well."""
        first, where = self._failed
        if path.startswith("<") or where.startswith("<"):  # a stream, and no place on the disk
            return path == where and kind == first and self.plan.error != "EINTR"  # Python tries that again for ever
        match self.plan.error:
            case "ENOSPC" | "EDQUOT":
                return kind in TAKES_SPACE
            case "EROFS":
                return kind in CHANGING
            case "EIO":  # the disk was pulled out
                return kind != "close" and self._disk(path) == self._disk(where)
            case "EACCES":
                return path == where or os.path.dirname(path) == where
            case "EMFILE":
                return kind in OPENS
        return kind == first and path == where

    def _disk(self, path: str) -> str:
        return self.folder if path.startswith(self.folder) else path

    def _error(self, kind: str, path: str) -> OSError:
        self.refused.append((kind, path))
        number = getattr(errno, self.plan.error)
        return OSError(number, os.strerror(number), self._failed[1])

    def _kill(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


def _pass_quickly() -> None:
    """Waiting, for a lock or a terminal, takes no time; the clock that is waited by goes on as if it had."""
    monotonic, waited = time.monotonic, [0.0]

    def sleep(seconds: Any) -> None:
        waited[0] += seconds

    time.sleep = sleep
    time.monotonic = lambda: monotonic() + waited[0]


def _text(number: int, mode: str) -> io.TextIOWrapper:
    raw: Any = _pyio.FileIO(number, mode, closefd=False)
    buffered: Any = io.BufferedReader(raw) if mode == "r" else io.BufferedWriter(raw)
    return io.TextIOWrapper(buffered, encoding="utf-8", line_buffering=number == 2)
