"""What is in a backup and nowhere else any more: a line that a carrier took away, or that was damaged since.

Such a backup stays, however many there are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.home.disk import System
from smartcli.home.filenames import JOURNAL, KEY, RECIPIENT
from smartcli.home.seal.keys import Keys
from smartcli.journal.files import Files
from smartcli.journal.heights import Heights
from smartcli.journal.line import ID, has_sealed, is_whole, shows_id
from smartcli.journal.segment_names import is_packed
from smartcli.keeping.backups import opening
from smartcli.keeping.backups.opening import Archive

_OF = re.compile(rb'"of":"([^"\\]+)"')  # what a change, or the mark in the place of what was erased, is about


def needed(home: Path, old: Sequence[Path], new: Mapping[str, bytes], system: System) -> set[Path]:
    """Those of the older backups that have something which is nowhere else, or may have. new: what lies here now, by
    the names in a backup.

    While anything in the journal is gone or damaged, each may be the one that has it. What is sealed cannot be compared
    without the passphrase: there this, and the marks of what was seen, have to do.
    """
    journal = {name: data for name, data in new.items() if name.startswith(f"{JOURNAL}/")}
    if _is_amiss(home, journal, system):
        return set(old)
    if any(is_packed(name) or has_sealed(data) for name, data in journal.items()):
        return set()
    known = ids_in(journal.values())
    found = set()
    for file in old:
        with suppress(SmartError, OSError):  # damaged itself: nothing is to be had from it
            if count_others(opening.load(file, system), known):
                found.add(file)
    return found


def ids_in(segments: Iterable[bytes]) -> set[bytes]:
    """The ids of all plain lines that are whole, and of what they are about: erased or not, these are accounted for."""
    found: set[bytes] = set()
    for data in segments:
        lines = [line for line in data.split(b"\n") if shows_id(line) and is_whole(line)]
        found.update(line[ID] for line in lines)
        found.update(id for line in lines for id in _OF.findall(line))
    return found


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
