"""What an insight after saving looks at, and the list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from smartcli.derived import Find
from smartcli.entry import Entry
from smartcli.exercise import Exercise
from smartcli.finding import Finding
from smartcli.recent import recent
from smartcli.record import Record
from smartcli.step import number

WINDOW = 28  # days looked back
ENOUGH = 5  # days rated in a week before their average is said, and before two weeks are compared
WEEK = "week"  # the measure of a rating that looks back at a whole week
JOY = "joy"  # the measure of a rating of one thing that was tried


def unknown(_id: str) -> Exercise | None:
    """A library that holds nothing."""
    return None


class Lately(Record):
    """What an insight after saving looks at: the entries of the window, newest first, the day, the exercise just done.

    is_whole: there are no entries before the window. find: the exercise of a name, or None.
    """

    entries: Sequence[Entry]
    today: date
    exercise: Exercise
    is_whole: bool
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


def by_day(seen: Lately, exercise: str, key: str) -> dict[str, float]:
    """The last rating of each day that one step of one exercise was given."""
    found: dict[str, float] = {}
    for entry in seen.entries:
        if entry.exercise != exercise:
            continue  # before its answers are looked at: they are read only then
        if (value := number(entry.answers.get(key))) is not None:
            found.setdefault(entry.day, value)
    return found
