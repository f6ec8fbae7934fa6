"""What a suggestion is made from: the entries, the library, the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property

from smartcli.entry import Entry
from smartcli.exercise import POINTS
from smartcli.library import Library
from smartcli.record import Record

RESTS = 14  # days for which what was declined is not offered again
LATELY = 28  # days


class Suggestion(Record):
    """An exercise, and why it could be next."""

    exercise: str
    why: str


class Seen(Record):
    """What is looked at: the entries, newest first, the library, the day."""

    entries: Sequence[Entry]
    library: Library
    today: date

    @cached_property
    def newest(self) -> dict[str, int]:
        """The place of the newest entry of each exercise."""
        places: dict[str, int] = {}
        for place, entry in enumerate(self.entries):
            places.setdefault(entry.exercise, place)
        return places

    def last(self, id: str) -> Entry | None:
        return self.entries[self.newest[id]] if id in self.newest else None

    def is_newer(self, id: str, than: str) -> bool:
        """Whether the one was done, and the other not since."""
        return id in self.newest and self.newest[id] < self.newest.get(than, len(self.entries))

    def within(self, entry: Entry | None, days: int) -> bool:
        """Whether it is an entry of the last so many days."""
        return entry is not None and entry.day > (self.today - timedelta(days=days)).isoformat()

    def point(self, id: str) -> str:
        """The point an exercise belongs to: out of the head of its file, and where that is unusual out of all of it."""
        named = self.library.head(id).get("point")
        if named in POINTS:
            return str(named)
        found = self.library.find(id)
        return found.point if found else ""
