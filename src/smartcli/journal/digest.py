"""What a segment holds, in numbers: enough to count without reading it again, and to know when it must be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from smartcli.home.clock import is_day
from smartcli.journal.entry import Entry, entry_or_change
from smartcli.journal.line import CHANGE, PLACE, Table, usual
from smartcli.record import Record

_MARK = 10  # letters at the end of an id: chance alone
_RARE = 64  # entries of an exercise in a segment: of no more it is kept where they lie
_OF_A_CHANGE = ("id", "op", "of", "undoes", "day")  # what tells which entries it is about, and whether they count

Seen = tuple[str, str, str, bool]  # of an entry: its id, its exercise, its day, whether it was written of it later


class Digest(Record):
    """None of the person's words: days, exercises, and places.

    first, last: the least and the greatest id of its entries; "" where there is none. is_whole: all its lines can be
    read, and no id stands for two of its entries. done: how many entries, by exercise and day.
    later: how many, by day, were written of it later. changes: the lines that change another, without what was
    written in them; each with its place, from which byte to which. marks: the ends of the ids of its entries, one after
    the other. places: where the entries of exercises lie of which it has few, one after the other: from, to, from, to.
    """

    first: str
    last: str
    is_whole: bool
    done: Mapping[str, Mapping[str, int]]
    later: Mapping[str, int]
    changes: tuple[Table, ...]
    marks: str
    places: Mapping[str, Sequence[int]]

    def may_hold(self, id: str) -> bool:
        """Whether an entry of this id may be in it: surely not, or very likely."""
        return self.first <= id <= self.last and id[-_MARK:] in self.marks

    def may_share(self, other: Digest) -> bool:
        """Whether there may be an entry in both."""
        overlaps = self.first <= other.last and other.first <= self.last
        return overlaps and not self._each_mark.isdisjoint(other._each_mark)

    @property
    def count(self) -> int:
        """How many entries are in it."""
        return sum(sum(days.values()) for days in self.done.values())

    @property
    def edges(self) -> list[str]:
        """How far the ids in the segment reach, of entries and of changes: the greatest and the least."""
        ids = [*filter(None, (self.first, self.last)), *(str(change["id"]) for change in self.changes)]
        return [max(ids), min(ids)] if ids else []

    def before(self, day: str) -> int:
        """How many of its entries were written on an earlier day, and of it."""
        every = sum(count for days in self.done.values() for one, count in days.items() if one < day)
        return every - sum(count for one, count in self.later.items() if one < day)

    def those_of(self, days: Collection[str]) -> set[str]:
        """Those of these days of which it has an entry."""
        return {day for by_day in self.done.values() for day in days if day in by_day}

    def places_of(self, exercises: Iterable[str]) -> list[tuple[int, int]] | None:
        """Where all entries of these exercises lie, from which byte to which; None where that is not kept."""
        found: list[tuple[int, int]] = []
        for id in exercises:
            if id not in self.done:
                continue
            if id not in self.places:
                return None
            flat = self.places[id]
            found += zip(flat[::2], flat[1::2], strict=True)
        return sorted(found)

    def lines_that_change(self, data: bytes) -> Iterator[bytes]:
        """data: the segment."""
        return (data[slice(*change[PLACE])] for change in self.changes)

    @cached_property
    def _each_mark(self) -> set[str]:
        return {self.marks[place : place + _MARK] for place in range(0, len(self.marks), _MARK)}

    def as_table(self) -> Table:
        """For a file. What is known of each change stands there one after the other: so it is read in no time."""
        flat = [part for one in self.changes for part in (*map(one.get, _OF_A_CHANGE), *one[PLACE])]
        return {**{name: getattr(self, name) for name in self._names}, "changes": flat}

    @classmethod
    def from_table(cls, table: Table) -> Digest:
        """Out of a table that as_table made."""
        flat, many = table["changes"], len(_OF_A_CHANGE) + 2
        changes = tuple(_change(flat[start : start + many]) for start in range(0, len(flat), many))
        return cls(**{**{name: table[name] for name in cls._names}, "changes": changes})


def _change(parts: Sequence[object]) -> Table:
    *known, start, end = parts
    told = zip(_OF_A_CHANGE, known, strict=True)
    return {**{name: part for name, part in told if part is not None}, PLACE: (start, end)}


def digest_of(data: bytes) -> Digest | None:
    """The digest of a segment; None where another program wrote something in it that only a reading understands."""
    lines = data.split(b"\n") if CHANGE in data else []
    seen = _seen(b"".join(line + b"\n" for line in lines if CHANGE not in line and line.strip()) if lines else data)
    if seen is not None and not lines:
        return _digest(seen, lambda: [place for _line, place in _placed_lines(data.split(b"\n"))], (), is_whole=True)
    placed = [*_placed_lines(lines or data.split(b"\n"))]
    entries = [] if seen is None else [place for line, place in placed if CHANGE not in line]
    is_whole, changes, others = True, [], list(seen or ())
    for line, place in placed:
        if seen is None or CHANGE in line:
            try:
                said = entry_or_change(line)
            except ValueError:
                is_whole = False
                continue
            if not _is_as_usual(line, said):
                return None
            if isinstance(said, Entry):
                others.append((said.id, said.exercise, said.day, said.happened is not None))
                entries.append(place)
            else:
                changes.append(_placed(said, *place))
    return _digest(others, lambda: entries, tuple(changes), is_whole=is_whole)


def _placed_lines(lines: Iterable[bytes]) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Those in which something stands, each with its place: from which byte to which."""
    start = 0
    for line in lines:
        if line.strip():
            yield line, (start, start + len(line))
        start += len(line) + 1


def _seen(data: bytes) -> list[Seen] | None:
    """All entries, of lines that are nothing but entries as we write them; None for any other."""
    found = usual(data)
    if len(found) != data.count(b"\n") or not (data.endswith(b"\n") or not data):
        return None
    names = {name: name.decode() for name in {text for one in found for text in (one[2], one[4])}}
    if not all(map(is_day, {names[one[2]] for one in found})):
        return None
    return [(one[1].decode(), names[one[4]], names[one[2]], bool(one[3])) for one in found]


def _placed(change: Table, start: int, end: int) -> Table:
    known = {name: str(change[name]) for name in _OF_A_CHANGE if name in change}
    return {**known, PLACE: (start, end)}


def _digest(
    seen: Sequence[Seen], places: Callable[[], Sequence[tuple[int, int]]], changes: tuple[Table, ...], *, is_whole: bool
) -> Digest:
    """places: gives that of each entry that was seen, where they are wanted."""
    ids = [id for id, _exercise, _day, _is_later in seen]
    done: dict[str, dict[str, int]] = {}
    for (exercise, day), count in Counter((exercise, day) for _id, exercise, day, _is_later in seen).items():
        done.setdefault(exercise, {})[day] = count
    rare = {id for id, by_day in done.items() if sum(by_day.values()) <= _RARE}
    return Digest(
        first=min(ids, default=""),
        last=max(ids, default=""),
        is_whole=is_whole and len({*ids}) == len(ids),
        done=done,
        later=Counter(day for _id, _exercise, day, is_later in seen if is_later),
        changes=changes,
        marks="".join([id[-_MARK:] for id in ids]),
        places=_rare(seen, places(), rare) if rare else {},
    )


def _rare(
    seen: Sequence[Seen], places: Sequence[tuple[int, int]], exercises: Collection[str]
) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    for (_id, exercise, _day, _is_later), place in zip(seen, places, strict=True):
        if exercise in exercises:
            found.setdefault(exercise, []).extend(place)
    return found


def _is_as_usual(line: bytes, said: Entry | Table) -> bool:
    """Whether a look at the bytes shows what the line is: a change, or an entry."""
    return isinstance(said, Entry) or CHANGE in line
