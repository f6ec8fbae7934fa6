"""The files of a journal, looked at without a key and without changing anything: lines, numbers, what is odd."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from smartcli.errors import Damaged
from smartcli.home import carriers, disk
from smartcli.home.disk import System
from smartcli.home.filenames import DEVICE, JOURNAL, LOCK
from smartcli.home.ids import is_entry_id, is_id
from smartcli.home.reasons import beneath, why
from smartcli.home.seal.keys import Keys
from smartcli.journal import segment_names
from smartcli.journal.entry import Entry
from smartcli.journal.files import Files
from smartcli.journal.line import START, Table, TooLong, decode, is_age, is_change, is_sealed
from smartcli.journal.segment_names import is_device
from smartcli.record import Record

NOT_PLAIN, TOO_LARGE, UNREADABLE = "not plain", "too large", "unreadable"
TROUBLES = {errno.ELOOP: NOT_PLAIN, errno.EISDIR: NOT_PLAIN, errno.EOVERFLOW: TOO_LARGE}


class SegmentLine(Record):
    """A line: where it stands (from 1), its bytes, its number and id where it is whole."""

    place: int
    data: bytes
    n: int | None = None
    id: str = ""
    # entry, change, sealed, torn, long (not read), unknown (whole, of a kind we do not know), nameless (its id is none)
    kind: str = ""


class Segment(Record):
    """One file of lines. trouble: why there are none to read, or "". data: its bytes."""

    file: Path
    is_own: bool  # in a folder this machine writes
    trouble: str = ""
    why: str = ""  # what the system says of that, as half a sentence
    data: bytes = b""

    @property
    def name(self) -> str:
        """As a person may find it: the folder and the file."""
        return f"{self.file.parent.name}/{self.file.name}"

    @property
    def number(self) -> int | None:
        return segment_names.number(self.file.name)

    @property
    def is_packed(self) -> bool:
        return segment_names.is_packed(self.file.name)

    @property
    def is_sealed_whole(self) -> bool:
        """Whether it is sealed as a whole, as far as is seen without a key."""
        return self.is_packed and not self.is_called_packed

    @property
    def is_called_packed(self) -> bool:
        """Whether its name says that it is sealed as a whole, and what is in it is not. An empty one says nothing."""
        return self.is_packed and bool(self.data) and not is_age(self.data)

    @property
    def is_copy(self) -> bool:
        """Made by whatever carries the folder; or what was opened beside another, which may hold the same lines."""
        return segment_names.is_copy(self.file.name) or segment_names.is_unpacked(self.file.name)

    @cached_property
    def lines(self) -> Sequence[SegmentLine]:
        if self.is_packed or self.trouble:
            return ()
        parts = self.data.removesuffix(b"\n").split(b"\n")
        return [read_line(place, data) for place, data in enumerate(parts, 1) if data.strip()]

    @property
    def torn(self) -> list[SegmentLine]:
        return [line for line in self.lines if line.kind == "torn"]


class FolderFound(Record):
    """What lies in the journal folder.

    odd: files that are no part of a journal. waiting: placeholders of what a sync has not brought yet.
    """

    home: Path
    own: str  # the name of the folder this machine writes in; "" = it has none
    names: tuple[str, ...]  # of all folders this machine made
    segments: tuple[Segment, ...]
    odd: tuple[Path, ...]
    waiting: tuple[Path, ...]
    closed: Mapping[Path, str]  # folders that cannot be looked into, and the file of our names: why, as half a sentence
    folders: tuple[Path, ...]

    @property
    def whys(self) -> list[str]:
        """Why not all of it could be looked at just now, as half sentences; each once. Nothing where it could."""
        parts = [one.why for one in self.segments if one.trouble == UNREADABLE]
        return list(dict.fromkeys([*self.closed.values(), *parts]))


PATIENCE = 2.0  # seconds to wait for another smartcli that is writing


def find(home: Path, system: System, patience: float = PATIENCE) -> FolderFound:
    """patience: seconds to wait for another smartcli that is writing; 0 for whoever keeps all others from it."""
    closed: dict[Path, str] = {}
    own, names = device_names(home, system, closed)
    segments: list[Segment] = []
    odd: list[Path] = []
    waiting: list[Path] = []
    folders: list[Path] = []
    for entry in _scan(home / JOURNAL, system, closed):
        if not _is_folder(entry, closed):
            _sort_odd(Path(entry.path), odd, waiting)
        elif segment_names.may_hold_segments(entry.name):
            folders.append(Path(entry.path))
            for file in _scan(Path(entry.path), system, closed):
                place = Path(file.path)
                if segment_names.is_segment(file.name):
                    segments.append(_segment(place, home, system, patience, is_own=entry.name in names))
                else:
                    _sort_odd(place, odd, waiting)
    return FolderFound(
        home=home,
        own=own,
        names=names,
        segments=tuple(segments),
        odd=tuple(odd),
        waiting=tuple(waiting),
        closed=closed,
        folders=tuple(folders),
    )


def device_names(home: Path, system: System, closed: dict[Path, str]) -> tuple[str, tuple[str, ...]]:
    """The folder this machine writes in, and all that it made; none where that cannot be told, which goes to closed."""
    try:
        words = Files(home=home, system=system, patience=0, keys=Keys(home, system=system)).names()
    except Damaged as error:
        found = beneath(error)
        closed[home / DEVICE] = why(found) if found else str(error)
        return "", ()
    return next((name for name in words[:1] if is_device(name)), ""), tuple(filter(is_device, words))


def _sort_odd(place: Path, odd: list[Path], waiting: list[Path]) -> None:
    if carriers.is_placeholder(place.name):
        waiting.append(place)
    elif not (carriers.is_theirs(place.name) or disk.is_temporary(place.name)):
        odd.append(place)


def _scan(folder: Path, system: System, closed: dict[Path, str]) -> list[os.DirEntry[str]]:
    try:
        return sorted(system.scan(os.fspath(folder)), key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        closed[folder] = why(error)
        return []


def _is_folder(entry: os.DirEntry[str], closed: dict[Path, str]) -> bool:
    try:
        return disk.leads_to_folder(entry.path)
    except OSError as error:
        closed[Path(entry.path)] = why(error)
        return True


def _segment(file: Path, home: Path, system: System, patience: float, *, is_own: bool) -> Segment:
    try:
        data = disk.read(file, system, follow=False)
        # Torn, or just being written: look again when nobody writes. The lock is taken only where there is one.
        if data and not data.endswith(b"\n") and os.path.isfile(home / LOCK):
            with disk.locked(home / LOCK, patience, system):
                data = disk.read(file, system, follow=False)
    except OSError as error:
        trouble = TROUBLES.get(error.errno or 0, UNREADABLE)
        return Segment(file=file, is_own=is_own, trouble=trouble, why=why(error))
    return Segment(file=file, is_own=is_own, data=data)


def read_line(place: int, data: bytes) -> SegmentLine:
    try:
        table = decode(data)
    except TooLong:
        return SegmentLine(place=place, data=data, kind="long")
    except ValueError:
        return SegmentLine(place=place, data=data, kind="torn")
    n, id = table.get("n"), table.get("id")
    return SegmentLine(
        place=place,
        data=data,
        n=n if type(n) is int else None,
        id=id if isinstance(id, str) else "",
        kind=_kind(table),
    )


def _kind(table: Table) -> str:
    if is_sealed(table):
        return "sealed"
    try:
        if is_change(table):
            return "change"
        Entry.from_line(table)
    except ValueError:
        about = table.get("of", table.get("id"))
        return "unknown" if is_id(table.get("id")) and is_entry_id(about) else "nameless"
    return "entry"


class Gap(Record):
    """Lines that are missing between two places of a segment. after, before: the numbers of the lines around them."""

    segment: Segment
    count: int
    after: int
    before: int


def gaps(segment: Segment) -> Iterator[Gap]:
    """Where the numbers of lines leap further than the lines themselves. One that is torn may have been several."""
    n = between = 0
    for line in segment.lines:
        if line.n is None:
            between += max(1, line.data.count(START))
            continue
        missing = line.n - n - 1 - between
        if missing > 0:
            yield Gap(segment=segment, count=missing, after=n, before=line.n)
        if line.n > n:
            n, between = line.n, 0


def goes_back(segment: Segment) -> bool:
    """Whether a second machine wrote under the same name: a number stands twice, or after a greater one."""
    numbers = [line.n for line in segment.lines if line.n is not None]
    return any(after <= before for before, after in pairwise(numbers))
