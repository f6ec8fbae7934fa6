"""Folders in a home in which a backup lies unpacked for a moment. It may be readable: what was left there must go."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from smartcli.errors import InPart, SmartError
from smartcli.home import disk
from smartcli.home.disk import SYSTEM, System
from smartcli.home.filenames import BACKUPS, UNPACKED, UNPACKED_HELD
from smartcli.text.language import _


class StillUnpacked(InPart):
    """All else is done, and a backup that was unpacked for it could not be taken away again."""


OLD = 86_400  # seconds: what a killed smartcli left behind is taken away after that
SOON = 10  # seconds: and after that, where it can be told that nobody holds it


@contextmanager
def folder(home: Path, system: System = SYSTEM) -> Iterator[Path]:
    """A new one, held until the end, when it is taken away; and the home with it, where that was not there before.

    InPart: it is still there, whatever became of the rest.
    """
    is_new = not os.path.lexists(home)
    place = home / f"{UNPACKED}{os.urandom(8).hex()}"
    try:
        disk.private_folder(place, system)
    except OSError:
        _taken_away(place, is_new=is_new, system=system)  # there is nothing in it
        raise
    try:
        with disk.locked(place / UNPACKED_HELD, 0, system):
            yield place
    except (SmartError, OSError, MemoryError) as error:
        if trouble := _taken_away(place, is_new=is_new, system=system):
            raise _left(trouble, error) from error
        raise
    except BaseException:
        _taken_away(place, is_new=is_new, system=system)
        raise
    if trouble := _taken_away(place, is_new=is_new, system=system):
        raise _left(trouble, None) from trouble


def _taken_away(place: Path, *, is_new: bool, system: System) -> OSError | None:
    """The folder, and the home with it where it is new. Tried twice: it may be readable. Why it is still there."""
    trouble = disk.remove_all(place, system)
    if trouble:
        trouble = disk.remove_all(place, system)
    if is_new:
        with suppress(OSError):  # something else is in it now
            system.remove_folder(os.fspath(place.parent))
    return trouble if trouble and not _is_gone(place) else None


def _is_gone(place: Path) -> bool:
    """Whether it is not there, or was never made; what cannot be looked at may be there."""
    try:
        os.lstat(place)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def _left(trouble: OSError, problem: SmartError | OSError | MemoryError | None) -> InPart:
    """problem: what went wrong before that."""
    from smartcli.home.reasons import untold, why  # hardly ever

    said = _("A backup was unpacked to be tried, and could not be taken away again ({why}): others may read it.")
    said = f"{said.format(why=why(trouble))} {_('The next run of smartcli tries that again.')}"
    if isinstance(problem, SmartError):
        before = f"{problem} {untold(problem)}".rstrip()
    else:
        before = _("The reason: {why}.").format(why=why(problem)) if problem else _("All else is done.")
    kind = InPart if problem else StillUnpacked
    return kind(f"{before} {said}", next="smartcli doctor", code=getattr(problem, "code", None))


def left(home: Path) -> list[Path]:
    """Those that lie there, in use or not; an older smartcli made them among the backups, too."""
    return [*home.glob(f"{UNPACKED}*"), *(home / BACKUPS).glob(f"{UNPACKED}*")]


def is_held(place: Path, *, unsure: bool = True) -> bool:
    """Whether somebody uses it just now. unsure: what is said where the disk knows no locks."""
    held = place / UNPACKED_HELD
    if not held.is_file():
        return False
    with disk.locked(held, 0) as free:
        return unsure if free.why_not else not free


def sweep(home: Path) -> None:
    """Take away what a killed smartcli left behind; never what is in use, however old the disk's clock calls it.

    It is no reason to fail: the next run tries again.
    """
    found: list[Path] = []
    with suppress(OSError):
        found = left(home)
    for place in found:
        with suppress(OSError):
            age = time.time() - place.lstat().st_mtime
            is_old = age > OLD and not is_held(place, unsure=False)
            if is_old or (age > SOON and (place / UNPACKED_HELD).is_file() and not is_held(place)):
                disk.remove_all(place)
