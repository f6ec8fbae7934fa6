"""What an insight after saving looks at, and the list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import number
from smartcli.journal.entry import Entry
from smartcli.journal.recent import recent
from smartcli.record import Record
from smartcli.text.finding import Finding
from smartcli.views.recall_sources import Find

WINDOW = 28  # days looked back
ENOUGH = 5  # days rated in a week before their average is said, and before two weeks are compared
WEEK = "week"  # the measure of a rating that looks back at a whole week
JOY = "joy"  # the measure of a rating of one thing that was tried


def unknown(_id: str) -> Exercise | None:
    """A library that holds nothing."""
    return None


class Lately(Record):
    """What an insight after saving looks at: the entries of the window, newest first, the day, the exercise just done.

    is_whole: there are no entries before the window. is_first: nothing else was ever written here. is_sure: all of the
    journal that was looked at could be read. find: the exercise of a name, or None.
    """

    entries: Sequence[Entry]
    today: date
    exercise: Exercise
    is_whole: bool
    is_first: bool = True
    is_sure: bool = True
    find: Find = unknown


def lately(newest_first: Iterable[Entry], *, today: date, exercise: Exercise, find: Find = unknown) -> Lately:
    """Take the window's entries and stop reading at its edge."""
    inside, is_whole = recent(newest_first, today=today, days=WINDOW)
    return Lately(entries=inside, today=today, exercise=exercise, is_whole=is_whole, find=find)


Insight = Callable[[Lately], Finding | None]
AFTER_SAVING: list[Insight] = []


def after_saving(insight: Insight) -> Insight:
    """Register what is said after an entry was saved. None = nothing to say."""
    AFTER_SAVING.append(insight)
    return insight


def feedback(seen: Lately) -> list[Finding]:
    return [finding for insight in AFTER_SAVING if (finding := insight(seen))]


def day(today: date, back: int) -> str:
    """So many days back, as YYYY-MM-DD."""
    return (today - timedelta(days=back)).isoformat()


class Ratings(Record):
    """What one step of one exercise was rated: of each day all of its ratings, the last first."""

    by_day: Mapping[str, Sequence[float]]

    def last(self, day: str) -> float | None:
        """The last rating of a day, which stands for the day in a line; None for a gap."""
        return self.by_day[day][0] if day in self.by_day else None

    def of(self, days: Iterable[str]) -> list[float]:
        """All ratings of these days: a low one does not go under because a better one came later."""
        return [value for day in days for value in self.by_day.get(day, ())]

    def rated(self, days: Iterable[str]) -> int:
        """How many of these days were rated."""
        return sum(day in self.by_day for day in days)

    def has_several(self, days: Iterable[str]) -> bool:
        return any(len(self.by_day.get(day, ())) > 1 for day in days)


def ratings(seen: Lately, exercise: str, key: str) -> Ratings:
    """The ratings that one step of one exercise was given, day by day."""
    found: dict[str, list[float]] = {}
    for entry in seen.entries:
        if entry.exercise != exercise:
            continue  # before its answers are looked at: they are read only then
        if (value := number(entry.answers.get(key))) is not None:
            found.setdefault(entry.day, []).append(value)
    return Ratings(by_day=found)
