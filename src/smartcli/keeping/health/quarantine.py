"""Quarantine: where a repair keeps, whole, every file it takes something out of."""

from __future__ import annotations

import os
from collections.abc import Iterator
from math import inf
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.home import disk, kept_names
from smartcli.home.disk import System
from smartcli.home.filenames import QUARANTINE
from smartcli.home.seal.keys import Keys
from smartcli.journal.line import SEALED, START
from smartcli.journal.segment_names import PACKED, is_packed
from smartcli.keeping.health.files import Gap, Segment, gaps
from smartcli.text.language import _

AGE = b"age-encryption.org/"  # how a sealed file begins


def keep(home: Path, name: str, data: bytes, keys: Keys, system: System) -> Path:
    """Put a whole file there under a name of its own, which tells nothing, and look that it is there.

    Where the journal is sealed, nothing goes into a file in the open.
    """
    name = kept_names.neutral(name, data)
    if keys.is_set_up and not _is_closed(data):
        data = keys.seal(data)
    folder = home / QUARANTINE
    disk.private_folder(folder, system)
    place = _free(folder, name, PACKED if data.startswith(AGE) else "")
    disk.replace(place, data, system)
    if disk.read(place, system) != data:
        raise SmartError(
            _("What was put into quarantine could not be read again. Nothing else was changed."), next="smartcli doctor"
        )
    return place


def _is_closed(data: bytes) -> bool:
    """Whether all lines in it are sealed, also those that are damaged since, or it is a sealed file itself."""
    lines = [line for line in data.split(b"\n") if line.strip()]
    return data.startswith(AGE) or (
        bool(lines) and all(line.startswith(SEALED) and line.count(START) == 1 for line in lines)
    )


def _free(folder: Path, name: str, end: str) -> Path:
    place = folder / f"{name}{end}"
    while os.path.lexists(place):  # the last eight signs before what a draft ends in are the ones that may change
        head, _dash, tail = name.rpartition("-")
        place = folder / f"{head}-{kept_names.chance()}{tail[8:]}{end}"
    return place


def telling(home: Path, system: System) -> list[Path]:
    """Files there whose names may tell something. OSError: it cannot be looked into."""
    try:
        found = system.scan(os.fspath(home / QUARANTINE))
    except FileNotFoundError:
        return []
    return [Path(one.path) for one in found if one.is_file(follow_symlinks=False) and kept_names.tells(one.name)]


def rename(file: Path, system: System) -> None:
    """Give a file there a name that tells nothing."""
    end = PACKED if is_packed(file.name) else ""
    name = kept_names.neutral(file.name.removesuffix(end), disk.read(file, system))
    system.swap(os.fspath(file), os.fspath(_free(file.parent, name, end)))


def explains(home: Path, gap: Gap, system: System) -> bool:
    """Whether a repair took the missing lines out: the file as it was before, which had no gap there, is kept."""
    return any(_had_them(data, gap) for data in _kept(home, gap.segment, system))


def _kept(home: Path, segment: Segment, system: System) -> Iterator[bytes]:
    """The files that were kept of a segment, as they lie there."""
    start = f"{segment.file.parent.name}-{segment.file.name}"
    try:
        names = sorted(entry.name for entry in system.scan(os.fspath(home / QUARANTINE)))
    except OSError:
        return
    for name in names:
        if name.startswith(f"{start}-"):
            try:
                yield disk.read(home / QUARANTINE / name, system, follow=False)
            except OSError:
                continue


def _had_them(data: bytes, gap: Gap) -> bool:
    """Whether lines that cannot be read stood there, and no fewer than are missing: in a sealed file all are such."""
    before = Segment(file=gap.segment.file, is_own=True, data=data)
    if any(gap.after <= other.after and other.before <= gap.before for other in gaps(before)):
        return False
    return any(first <= gap.after and gap.before <= last for first, last in _around_torn(before))


def _around_torn(segment: Segment) -> Iterator[tuple[int, float]]:
    """The numbers before and after each stretch of lines that cannot be read."""
    n, is_torn = 0, False
    for line in segment.lines:
        if line.n is None:
            is_torn = is_torn or line.kind == "torn"
            continue
        if is_torn:
            yield n, line.n
        n, is_torn = max(n, line.n), False
    if is_torn:
        yield n, inf
