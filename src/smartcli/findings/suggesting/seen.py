"""What a suggestion is made from: the entries, the library, the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache

from smartcli.exercises import path_file
from smartcli.exercises.exercise import POINTS
from smartcli.exercises.library import Library
from smartcli.exercises.offers import Offers
from smartcli.findings import hard_evening
from smartcli.findings.due import Due, IsAway, due, nothing_away
from smartcli.journal.entry import Entry
from smartcli.record import EMPTY, Record
from smartcli.views.days import Day, days_of
from smartcli.views.goal import Goals, Way

RESTS = 14  # days for which what was done is not offered again for a change
LATELY = 28  # days
A_WEEK = 7  # days after one of more than wanted, in which another is not brought up


class Suggestion(Record):
    """An exercise, and why it could be next. since: the day on which that reason came up; "" = it always holds.

    to_read: what was written in it is to be read, not written anew. leads: it comes before whatever else waits.
    also: the exercises that a no to it is meant for, too.
    """

    exercise: str
    why: str
    since: str = ""
    to_read: bool = False
    leads: bool = False
    also: tuple[str, ...] = ()


class Moment(Record):
    """That a row holds. since: the day on which its reason came up; "" = it is never new. values: for the reason.

    also: the exercises that a no to what it offers is meant for, too.
    """

    since: str = ""
    values: Mapping[str, object] = EMPTY
    also: tuple[str, ...] = ()


class Seen(Record):
    """What is looked at: the entries, newest first, the library, the day, and which plan cards are put away.

    left_hard: the day on which something was left early after a card for danger (hard_evening.when_left). own: the path
    where it is not ours. goals: what the person wants.
    """

    entries: Sequence[Entry]
    library: Library
    today: date
    is_away: IsAway = nothing_away
    left_hard: str = ""
    own: Offers | None = None
    goals: Goals = Goals()

    @property
    def is_undecided(self) -> bool:
        """Whether the person said that they are not sure yet. Whoever said nothing of it is not asked to decide."""
        return self.goals.newest.way is Way.UNSURE

    @property
    def path(self) -> Offers:
        """What is offered when."""
        return self.own or path_file.shipped()

    @cached_property
    def hard_day(self) -> str:
        """The last day that was hard, of today and yesterday, as YYYY-MM-DD; "" for none."""
        return max(self.left_hard, hard_evening.newest(self.entries, self.library.find, self.today))

    @property
    def is_hard_evening(self) -> bool:
        """Whether today is: then nothing is offered but the plan for hard times, and nothing is called due."""
        return self.hard_day == self.today.isoformat()

    @cached_property
    def told_of(self) -> date | None:
        """The day that was more than wanted, of today and yesterday, unless it lies in the week after another."""
        lately = self.of_last(2 * A_WEEK)
        if not any((self.today - on).days <= 1 for on in self._more(lately)):
            return None
        last: date | None = None
        for on in self._more(self.entries):  # only now are all of them read
            if last is None or (on - last).days >= A_WEEK:
                last = on
        return last if last and (self.today - last).days <= 1 else None

    @cached_property
    def newest(self) -> dict[str, int]:
        """The place of the newest entry of each exercise."""
        places: dict[str, int] = {}
        for place, entry in enumerate(self.entries):
            places.setdefault(entry.exercise, place)
        return places

    @cached_property
    def of_today(self) -> Sequence[tuple[int, Entry]]:
        """The entries of today, the newest first, each behind its place among all."""
        return [(place, entry) for place, entry in enumerate(self.entries) if self.within(entry, 1)]

    @cached_property
    def moments(self) -> dict[str, Moment | None]:
        """What was looked up already, by the name in the path: each point asks for the same."""
        return {}

    @cached_property
    def due(self) -> Sequence[Due]:
        """What is due, the newest first; on a hard evening it can wait."""
        return () if self.is_hard_evening else due(self.entries, self.today, self.is_away)

    def _more(self, entries: Sequence[Entry]) -> list[date]:
        """The days of these entries that were more than wanted, the oldest first."""
        days = days_of(entries, self.goals, self.library.find)
        return [on for on, day in days.items() if day is Day.MORE]

    def last(self, id: str) -> Entry | None:
        return self.entries[self.newest[id]] if id in self.newest else None

    def is_newer(self, id: str, than: str) -> bool:
        """Whether the one was done, and the other not since."""
        return id in self.newest and self.newest[id] < self.newest.get(than, len(self.entries))

    def within(self, entry: Entry | None, days: int) -> bool:
        """Whether it is an entry of the last so many days."""
        return entry is not None and entry.day > _day_before(self.today, days)

    def of_last(self, days: int) -> list[Entry]:
        """The entries of the last so many days, the newest first."""
        return [entry for entry in self.entries if self.within(entry, days)]

    def day_of(self, first: str) -> int:
        """The number of today, counted from a first day, which is 1."""
        return (self.today - date.fromisoformat(first)).days + 1

    def lately(self, id: str) -> bool:
        return self.within(self.last(id), LATELY)

    def is_just_done(self, id: str) -> bool:
        """Whether it is what was done last, today."""
        return self.newest.get(id) == 0 and self.within(self.last(id), 1)

    def is_declined(self, one: Suggestion, declined: Mapping[str, str]) -> bool:
        """Whether the person said no to it, and neither did it nor got a new reason for it after that day."""
        if one.exercise not in declined:
            return False
        last = self.last(one.exercise)
        return max(one.since, last.day if last else "") <= declined[one.exercise]

    def point(self, id: str) -> str:
        """The point an exercise belongs to: out of the head of its file, and where that is unusual out of all of it."""
        named = self.library.head(id).get("point")
        if named in POINTS:
            return str(named)
        found = self.library.find(id)
        return found.point if found else ""


@lru_cache(maxsize=16)
def _day_before(today: date, days: int) -> str:
    """The day before the last so many days; it is asked for of every entry."""
    return (today - timedelta(days=days)).isoformat()
