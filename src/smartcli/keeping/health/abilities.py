"""What the disk below a home can do, tried: to write, flush, replace, lock, close, remove a file. Nothing is left."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from smartcli.home import disk
from smartcli.home.disk import System
from smartcli.record import Record

TRIAL = "trial"  # the name before that of a half replacement


class Abilities(Record):
    """What the disk answered to each; None = it works, or was not tried."""

    is_made: bool = False
    write: OSError | None = None
    flush: OSError | None = None
    swap: OSError | None = None
    lock: OSError | None = None
    close: OSError | None = None  # to others
    remove: OSError | None = None


def tried(home: Path, system: System) -> Abilities:
    """Try it with files that bear the name of a half replacement: what is left of a killed run is swept like one."""
    if not disk.leads_to_folder(home, system):
        return Abilities()
    known = home.stat()
    names = [disk.temporary(os.path.join(home, TRIAL)) for _ in range(2)]
    left: dict[str, OSError] = {}
    try:
        for name in names:
            file = system.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
            try:
                system.write(file, b"\n")
                flush = _answer(lambda: system.flush(file))  # noqa: B023  called at once
                lock = _answer(lambda: system.lock(file))  # noqa: B023
            finally:
                system.close(file)
        close = _answer(lambda: system.chmod(names[0], 0o600))
        if close is None and disk.is_open(Path(names[0]), system):
            close = OSError()  # it says yes, and does nothing
        swap = _answer(lambda: system.swap(*names))
        flush = flush or _answer(lambda: disk.flush_folder(os.fspath(home), system))
    except OSError as error:
        return Abilities(is_made=True, write=error)
    finally:
        for name in (*names, *names):  # what did not go at once may go the second time
            try:
                system.remove(name)
            except FileNotFoundError:
                left.pop(name, None)
            except OSError as error:
                left[name] = error
            else:
                left.pop(name, None)
        with suppress(OSError):  # whoever looks by its time whether something has changed here, is right
            system.keep_times(os.fspath(home), known)
    remove = next(iter(left.values()), None)
    return Abilities(is_made=True, flush=flush, swap=swap, lock=lock, close=close, remove=remove)


def _answer(call: Callable[[], object]) -> OSError | None:
    try:
        call()
    except OSError as error:
        return error
    return None
