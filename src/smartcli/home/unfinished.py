"""What was begun in a home and takes several steps: written down before the first, taken out after the last look.

<home>/unfinished has a line for each: its word, and what is needed to go on, as base64. Where it stands there and
nobody is at work, the work was cut off.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from contextlib import suppress
from pathlib import Path

from smartcli.home import disk
from smartcli.home.disk import SYSTEM, System, Unflushed
from smartcli.home.filenames import MOVING, UNFINISHED

LOCK, NEW_KEY, UNLOCK, FORGET, EVERYTHING, MOVE = "lock", "new-key", "unlock", "forget", "everything", "move"
KINDS = (EVERYTHING, MOVE, FORGET, NEW_KEY, LOCK, UNLOCK)  # what is said first of several
_INSTEAD = ({LOCK, NEW_KEY, UNLOCK}, {FORGET}, {EVERYTHING}, {MOVE})  # of each, what is begun takes the others' place


def read(home: Path, system: System = SYSTEM) -> dict[str, bytes]:
    """What was begun and not finished, by its word, with what is needed to go on. OSError: it cannot be told."""
    try:
        lines = disk.read(home / UNFINISHED, system).decode("ascii", "replace").splitlines()
    except FileNotFoundError:
        return {}
    found = {}
    for line in lines:
        kind, _blank, rest = line.partition(" ")
        if kind in KINDS:
            try:
                found[kind] = b64decode(rest, validate=True)
            except ValueError:  # what was begun is known all the same
                found[kind] = b""
    return found


def is_clear(home: Path, system: System = SYSTEM) -> bool:
    """Whether all that stands there is understood. OSError: it cannot be told."""
    try:
        lines = disk.read(home / UNFINISHED, system).decode("ascii", "replace").splitlines()
    except FileNotFoundError:
        return True
    return bool(lines) and all(line.partition(" ")[0] in KINDS for line in lines)


def begin(home: Path, kind: str, needed: bytes = b"", system: System = SYSTEM) -> None:
    """Write down that this is begun. OSError: it could not be, so nothing may begin."""
    [group] = (group for group in _INSTEAD if kind in group)
    others = {name: data for name, data in read(home, system).items() if name not in group}
    _write(home, {**others, kind: needed}, system)


def end(home: Path, *kinds: str, system: System = SYSTEM) -> None:
    """All of it is done, and was looked at."""
    found = read(home, system)
    if any(kind in found for kind in kinds):
        _write(home, {kind: data for kind, data in found.items() if kind not in kinds}, system)


def put_right(home: Path, system: System = SYSTEM) -> None:
    """Leave what is understood there, and what can be seen to have been begun. Keep a copy of the file before."""
    found = read(home, system)
    if disk.is_there(home / MOVING):  # where to cannot be read any more
        found.setdefault(MOVE, b"")
    _write(home, found, system)


def _write(home: Path, found: dict[str, bytes], system: System) -> None:
    if found:
        lines = (f"{kind} {b64encode(data).decode('ascii')}\n" for kind, data in found.items())
        with suppress(Unflushed):  # it can be read, which is what it is for
            disk.replace(home / UNFINISHED, "".join(lines).encode("ascii"), system)
    else:
        disk.remove(home / UNFINISHED, system)
