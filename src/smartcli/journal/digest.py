"""What a segment holds, in numbers: enough to count without reading it again, and to know when it must be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from smartcli.journal.entry import Entry, entries_in, entry_or_change
from smartcli.journal.line import AFTER_ID, CHANGE, ID, PLAIN, Table
from smartcli.record import Record

_LIKE_OURS = re.compile(r"[0-9A-Za-z]{26}", re.ASCII)  # an id
_MARK = 10  # letters at the end of an id: chance alone


class Digest(Record):
    """None of the person's words: days, exercises, and places.

    first, last: the least and the greatest id of its entries; "" where there is none. is_whole: all its lines can be
    read, and no id stands for two of its entries. done: how many entries, by exercise and day.
    later: how many, by day, were written of it later. changes: where the lines are that change another, from byte to
    byte. marks: the ends of the ids of its entries, one after the other.
    """

    first: str
    last: str
    is_whole: bool
    done: Mapping[str, Mapping[str, int]]
    later: Mapping[str, int]
    changes: tuple[tuple[int, int], ...]
    marks: str

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

    def before(self, day: str) -> int:
        """How many of its entries were written on an earlier day, and of it."""
        every = sum(count for days in self.done.values() for one, count in days.items() if one < day)
        return every - sum(count for one, count in self.later.items() if one < day)

    def has_any(self, days: Collection[str]) -> bool:
        """Whether one of its entries is of one of these days."""
        return any(day in by_day for by_day in self.done.values() for day in days)

    def lines_that_change(self, data: bytes) -> Iterator[bytes]:
        """data: the segment."""
        return (data[start:end] for start, end in self.changes)

    @cached_property
    def _each_mark(self) -> set[str]:
        return {self.marks[place : place + _MARK] for place in range(0, len(self.marks), _MARK)}

    def as_table(self) -> Table:
        return {name: getattr(self, name) for name in self._names}

    @classmethod
    def from_table(cls, table: Table) -> Digest:
        """Out of a table that as_table made."""
        changes = tuple((start, end) for start, end in table["changes"])
        return cls(**{**{name: table[name] for name in cls._names}, "changes": changes})


def digest_of(data: bytes) -> Digest | None:
    """The digest of a segment; None where another program wrote something in it that only a reading understands."""
    usual = entries_in(data) if CHANGE not in data else None
    if usual is not None:
        return _digest([entry for _id, entry in usual], (), is_whole=True)
    lines = data.split(b"\n")
    ends = [*accumulate(len(line) + 1 for line in lines)]
    usual = entries_in(b"".join(line + b"\n" for line in lines if CHANGE not in line and line.strip()))
    entries = [entry for _id, entry in usual or ()]
    is_whole, changes = True, []
    for line, end in zip(lines, ends, strict=True):
        if line.strip() and (usual is None or CHANGE in line):
            try:
                said = entry_or_change(line)
            except ValueError:
                is_whole = False
                continue
            if not _is_as_usual(line, said):
                return None
            if isinstance(said, Entry):
                entries.append(said)
            else:
                changes.append((end - 1 - len(line), end - 1))
    return _digest(entries, tuple(changes), is_whole=is_whole)


def _digest(entries: Sequence[Entry], changes: tuple[tuple[int, int], ...], *, is_whole: bool) -> Digest:
    ids = [entry.id for entry in entries]
    done: dict[str, dict[str, int]] = {}
    for (exercise, day), count in Counter((entry.exercise, entry.day) for entry in entries).items():
        done.setdefault(exercise, {})[day] = count
    return Digest(
        first=min(ids, default=""),
        last=max(ids, default=""),
        is_whole=is_whole and len({*ids}) == len(ids),
        done=done,
        later=Counter(entry.day for entry in entries if entry.happened is not None),
        changes=changes,
        marks="".join([id[-_MARK:] for id in ids]),
    )


def _is_as_usual(line: bytes, said: Entry | Table) -> bool:
    """Whether a look at the bytes shows what the line is: a change, or an entry of this id."""
    if not isinstance(said, Entry):
        return CHANGE in line
    is_plain = line.startswith(PLAIN) and line[AFTER_ID] == b'"'
    return _LIKE_OURS.fullmatch(said.id) is not None and (not is_plain or line[ID] == said.id.encode())
