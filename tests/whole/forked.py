"""A whole process of smartcli for the price of a fork: argv and standard input in, exit code and what it said out.

All of smartcli is loaded once; each run is a child of its own, which calls `main()` as the program does. What differs
from a program that is started: the clock stands still, and a passphrase takes little of scrypt's work.
"""

import fcntl
import importlib
import json
import os
import pkgutil
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.person import NOON
from tests.whole.shim import Plan, Shim

import smartcli
from smartcli import __main__, world
from smartcli.home.seal.keys import Keys
from smartcli.stores import Stores

REAL = world.real  # in the suite none is to be had, and a child has a home of its own
LONGEST = 30  # seconds: whatever takes longer hangs, and is ended by SIGALRM
HANGS = -signal.SIGALRM
KILLED = -signal.SIGKILL
PASSPHRASE = 9  # the descriptor of --passphrase-fd


class QuickKeyStores(Stores):
    """What belongs to a person, with a passphrase that takes next to none of scrypt's work."""

    @cached_property
    def keys(self) -> Keys:
        return Keys(self.home, self.passphrase, work=1)


@dataclass(frozen=True)
class Ended:
    """How a process ended. code: as subprocess has it. raised: the class of what was told, and those above it."""

    code: int
    out: str
    err: str
    raised: tuple[str, ...] = ()
    is_reached: bool = False  # whether the call that was to go wrong was made
    calls: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()  # the calls that went wrong
    modules: tuple[str, ...] = field(default=(), compare=False)


def load_all() -> None:
    """Load all of smartcli, so that no child need do it."""
    for module in pkgutil.walk_packages(smartcli.__path__, "smartcli."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    load(("zipfile", "tempfile", "shutil", "icalendar", "pyrage"))


def load(names: Sequence[str]) -> None:
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError:
            continue


def run(
    folder: Path, argv: Sequence[str], *, stdin: bytes = b"", passphrase: bytes = b"", plan: Plan | None = None
) -> Ended:
    """One command line in <folder>/home. passphrase: what can be read from descriptor PASSPHRASE. plan: of the shim;
    without one there is none."""
    out, err, said = (_memory(name) for name in ("out", "err", "said"))
    given = {name: _memory(name) for name in ("stdin", "passphrase")}
    for name, data in (("stdin", stdin), ("passphrase", passphrase)):
        os.write(given[name], data)
        os.lseek(given[name], 0, os.SEEK_SET)
    child = os.fork()
    if child == 0:
        try:
            for number, target in ((given["passphrase"], PASSPHRASE), (given["stdin"], 0), (out, 1), (err, 2)):
                os.dup2(number, target)
            _be(folder, argv, plan, said)
        finally:
            os._exit(99)
    _pid, status = os.waitpid(child, 0)
    texts = [_content(number) for number in (out, err, said)]
    for number in (out, err, said, *given.values()):
        os.close(number)
    told: dict[str, Any] = json.loads(texts[2] or "{}")
    return Ended(
        code=os.waitstatus_to_exitcode(status),
        out=texts[0],
        err=texts[1],
        raised=tuple(told.get("raised", ())),
        is_reached=bool(told.get("reached")) or not told,
        calls=tuple((name, path) for name, path in told.get("calls", ())),
        refused=tuple((name, path) for name, path in told.get("refused", ())),
        modules=tuple(told.get("modules", ())),
    )


def _memory(name: str) -> int:
    """A file in memory, whose number is none of those that the process is to have."""
    made = os.memfd_create(name)
    moved = fcntl.fcntl(made, fcntl.F_DUPFD_CLOEXEC, PASSPHRASE + 1)
    os.close(made)
    return moved


def _content(number: int) -> str:
    os.lseek(number, 0, os.SEEK_SET)
    parts = []
    while part := os.read(number, 1 << 20):
        parts.append(part)
    return b"".join(parts).decode("utf-8", "replace")


def environ(folder: Path) -> Mapping[str, str]:
    return {
        "PATH": os.defpath,
        "HOME": str(folder),
        "SMARTCLI_HOME": str(folder / "home"),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }


def _be(folder: Path, argv: Sequence[str], plan: Plan | None, said: int) -> None:
    """Become the process. It ends here."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.alarm(LONGEST)
    os.environ.clear()
    os.environ.update(environ(folder))
    time.tzset()
    os.chdir(folder)
    vars(world)["real"] = REAL
    vars(world)["Stores"] = QuickKeyStores
    vars(world)["_now"] = NOON.astimezone
    raised: list[str] = []
    tell = __main__._tell

    def _tell(problem: BaseException, argv: Sequence[str]) -> int:
        raised[:] = [one.__name__ for one in type(problem).__mro__]
        return tell(problem, argv)

    __main__._tell = _tell
    before = set(sys.modules)
    shim = Shim(plan or Plan(), str(folder))
    sys.argv = ["smartcli", *argv]
    shim.install(passphrase=PASSPHRASE)
    code = __main__.main()
    shim.let_go()
    told = {"raised": raised, "reached": shim.is_reached, "refused": shim.refused}
    if plan is None:
        told |= {"calls": shim.calls, "modules": sorted(set(sys.modules) - before)}
    os.write(said, json.dumps(told).encode())
    os._exit(code)
