"""What is recalled: what was written before, and the week in numbers for whoever looks back at it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from smartcli.asking.turn import Recall
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answer
from smartcli.findings import after_saving, hard_evening
from smartcli.findings.after_saving.week import week_lines, weeks_of
from smartcli.findings.after_saving.window import Lately
from smartcli.stores import Stores
from smartcli.views.goal import goals_of
from smartcli.views.recall import recall
from smartcli.views.recall_sources import MY_WEEK, TOMORROW

if TYPE_CHECKING:
    from smartcli.text.pictures.shapes import Weeks


def with_my_week(stores: Stores, exercise: Exercise, *, today: date) -> Recall:
    """The recall of an exercise that may show the week before it asks about it."""
    written = recall(stores, today=today)

    def look(path: str) -> Sequence[Answer]:
        if path == TOMORROW:
            from smartcli.findings.tomorrow import hard_hour  # only where a plan is asked for

            return [hard_hour(stores, exercise, today)]
        return [_my_week(stores, exercise, today)] if path == MY_WEEK else written(path)

    return look


def my_weeks(stores: Stores, exercise: Exercise, *, today: date, begins: int) -> Weeks | None:
    """The last four weeks of the strongest urge of the day, or of the first thing that is rated every day.

    begins: the weekday a week begins with, 0 = Monday. None where the week is not told in numbers, or fewer than two
    days of these weeks have one.
    """
    seen = _seen(stores, exercise, today)
    return weeks_of(seen, begins) if seen else None


def _my_week(stores: Stores, exercise: Exercise, today: date) -> list[str]:
    seen = _seen(stores, exercise, today)
    return week_lines(seen) if seen else []


def _seen(stores: Stores, exercise: Exercise, today: date) -> Lately | None:
    """No number on a hard evening, or on a day that was more than wanted; nor while the journal is closed."""
    if stores.is_closed:
        return None
    goals, find = goals_of(stores), stores.library.find
    seen = after_saving.lately(stores.journal.latest(), today=today, exercise=exercise, find=find, goals=goals)
    is_hard = hard_evening.newest(seen.entries, find, today) == today.isoformat()
    return None if is_hard or seen.is_more or not seen.entries else seen
