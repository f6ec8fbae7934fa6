"""What is in a backup and nowhere else any more: a line that a carrier took away, or that was damaged since.

Such a backup stays, however many there are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.home.disk import System
from smartcli.home.filenames import DEVICE, JOURNAL, KEY, RECIPIENT
from smartcli.home.seal.keys import Keys
from smartcli.journal.files import Files
from smartcli.journal.heights import Heights
from smartcli.journal.line import FORGETTING, ID, is_whole, shows_id
from smartcli.journal.segment_names import is_packed
from smartcli.keeping.backups import opening
from smartcli.keeping.backups.opening import Archive

_FORGETS = re.compile(b'"op":"(?:%b)"' % "|".join(FORGETTING).encode())
_OF = re.compile(rb'"of":"([^"\\]+)"')  # what a change, or the mark in the place of what was erased, is about


def needed(home: Path, old: Sequence[Path], new: Mapping[str, bytes], system: System) -> set[Path]:
    """Those of the older backups that have something which is nowhere else, or may have. new: what lies here now, by
    the names in a backup.

    While anything that was written here is gone or damaged, each may be the one that has it. What is sealed cannot be
    compared without the passphrase: there this, and the marks of what was seen, have to do.
    """
    journal = {name: data for name, data in new.items() if name.startswith(f"{JOURNAL}/")}
    names = new.get(DEVICE, b"").decode("ascii", "replace").split()
    own = {name: data for name, data in journal.items() if name.split("/")[1] in names}
    if _is_amiss(home, own, system):
        return set(old)
    if f"{KEY}/{RECIPIENT}" in new:
        return set()
    known = _ids_in(journal.values()) | _forgotten_in(own.values())
    return {file for file in old if _has_more(file, known, system)}


def _has_more(file: Path, known: Collection[bytes], system: System) -> bool:
    try:
        return bool(count_others(opening.load(file, system), known))
    except (SmartError, OSError):  # nobody knows what is in it
        return True


def _ids_in(segments: Iterable[bytes]) -> set[bytes]:
    """The ids of all plain lines that are whole."""
    lines = (line for data in segments for line in data.split(b"\n"))
    return {line[ID] for line in lines if shows_id(line) and is_whole(line)}


def _forgotten_in(segments: Iterable[bytes]) -> set[bytes]:
    """The ids that lines of these say were forgotten, or erased in their place."""
    lines = (line for data in segments for line in data.split(b"\n") if _FORGETS.search(line) and is_whole(line))
    return {id for line in lines for id in _OF.findall(line)}


def count_others(made: Archive, known: Collection[bytes]) -> int:
    """How many plain lines of a backup have none of these ids, and are whole. Of a sealed journal none counts."""
    if f"{KEY}/{RECIPIENT}" in made.names:
        return 0
    lines = (line for name in made.files(JOURNAL) if not is_packed(name) for line in made.read(name).split(b"\n"))
    return sum(shows_id(line) and line[ID] not in known and is_whole(line) for line in lines)


def _is_amiss(home: Path, journal: Mapping[str, bytes], system: System) -> bool:
    files = Files(home=home, system=system, patience=0.0, keys=Keys(home, system=system))
    gone = Heights(files).gone()
    return (
        gone.is_any
        or gone.is_unknown
        or any(
            line.strip() and not is_whole(line.rstrip(b"\r"))
            for name, data in journal.items()
            if not is_packed(name)
            for line in data.split(b"\n")
        )
    )
