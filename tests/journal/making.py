"""Entries, faults and whole processes for the tests of what is kept on the disk."""

import errno
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from smartcli.disk import System
from smartcli.entry import Entry, stamp

NOON = datetime.fromisoformat("2026-03-10T12:00:00+01:00")
SOURCE = Path(__file__).parents[2] / "src"


def entry(trigger: str = "a row at work", *, minutes: int = 0, exercise: str = "urge-log", **more: Any) -> Entry:
    """An entry so many minutes after noon."""
    at = NOON + timedelta(minutes=minutes)
    given: dict[str, Any] = {
        "at": stamp(at),
        "zone": "Europe/Madrid",
        "day": at.date().isoformat(),
        "exercise": exercise,
        "version": 1,
        "asked": {"trigger": "What set it off?"},
        "answers": {"trigger": trigger, "strength": 7, "helper": None},
    }
    return Entry(**{**given, **more})


def triggers(entries: Any) -> list[str]:
    return [entry.answers["trigger"] for entry in entries]


def segments(home: Path) -> list[Path]:
    return sorted(home.glob("journal/*/*.jsonl"))


def lines(home: Path) -> list[bytes]:
    return [line for file in segments(home) for line in file.read_bytes().splitlines()]


class Faulty(System):
    """A system in which calls fail: {"write": [None, OSError]} lets the first write pass and the second fail.

    A number in the place of an error lets a write take only so many bytes. After the list, all is well again; a name
    with a bare error fails always. `calls` are the names of all calls made.
    """

    def __init__(self, faults: Mapping[str, Any]) -> None:
        self.calls: list[str] = []
        self._faults = {name: list(value) if isinstance(value, list) else value for name, value in faults.items()}

    def _next(self, name: str) -> Any:
        self.calls.append(name)
        fault = self._faults.get(name)
        if isinstance(fault, list):
            fault = fault.pop(0) if fault else None
        if isinstance(fault, BaseException):
            raise fault
        return fault

    def open(self, path: str, flags: int) -> int:
        self._next("open")
        return super().open(path, flags)

    def read(self, file: int, size: int) -> bytes:
        self._next("read")
        return super().read(file, size)

    def write(self, file: int, data: bytes | memoryview) -> int:
        most = self._next("write")
        return super().write(file, data[:most])

    def truncate(self, file: int, size: int) -> None:
        self._next("truncate")
        super().truncate(file, size)

    def flush(self, file: int) -> None:
        self._next("flush")
        super().flush(file)

    def stat(self, place: str | int) -> os.stat_result:
        self._next("stat")
        return super().stat(place)

    def chmod(self, path: str, mode: int) -> None:
        self._next("chmod")
        super().chmod(path, mode)

    def mkdir(self, path: str) -> None:
        self._next("mkdir")
        super().mkdir(path)

    def swap(self, new: str, old: str) -> None:
        self._next("swap")
        super().swap(new, old)

    def remove(self, path: str) -> None:
        self._next("remove")
        super().remove(path)

    def scan(self, folder: str) -> list[os.DirEntry[str]]:
        self._next("scan")
        return super().scan(folder)

    def lock(self, file: int) -> bool:
        return self._next("lock") is None and super().lock(file)


def fault(number: int) -> OSError:
    return OSError(number, os.strerror(number))


FULL_DISK = fault(errno.ENOSPC)
BROKEN_DISK = fault(errno.EIO)


def python(code: str, *arguments: object, stdin: int | None = None) -> subprocess.Popen[bytes]:
    """A process of its own that runs this code with smartcli at hand."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE if stdin is None else stdin,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), str(SOURCE.parent)])},
    )
