"""Folders in a home in which a backup lies unpacked for a moment. It may be readable: what was left there must go."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from smartcli.home import disk
from smartcli.home.disk import SYSTEM, System
from smartcli.home.filenames import BACKUPS, UNPACKED, UNPACKED_HELD

OLD = 86_400  # seconds: what a killed smartcli left behind is taken away after that
SOON = 10  # seconds: and after that, where it can be told that nobody holds it


@contextmanager
def folder(home: Path, system: System = SYSTEM) -> Iterator[Path]:
    """A new one, held until the end, when it is taken away; and the home with it, where that was not there before."""
    is_new = not os.path.lexists(home)
    place = home / f"{UNPACKED}{os.urandom(8).hex()}"
    try:
        disk.private_folder(place, system)
        with disk.locked(place / UNPACKED_HELD, 0, system):
            yield place
    finally:
        disk.remove_all(place, system)
        if is_new:
            with suppress(OSError):  # something else is in it now
                system.remove_folder(os.fspath(home))


def left(home: Path) -> list[Path]:
    """Those that lie there, in use or not; an older smartcli made them among the backups, too."""
    return [*home.glob(f"{UNPACKED}*"), *(home / BACKUPS).glob(f"{UNPACKED}*")]


def is_held(place: Path) -> bool:
    """Whether somebody uses it just now, as far as can be told."""
    held = place / UNPACKED_HELD
    if not held.is_file():
        return False
    with disk.locked(held, 0) as free:
        return not free


def sweep(home: Path) -> None:
    """Take away what a killed smartcli left behind."""
    for place in left(home):
        with suppress(OSError):
            age = time.time() - place.lstat().st_mtime
            if age > OLD or (age > SOON and (place / UNPACKED_HELD).is_file() and not is_held(place)):
                disk.remove_all(place)
