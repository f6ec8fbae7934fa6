"""When it was what somebody writes down, out of the steps that ask for it: those with the measure `when`.

A choice has four answers in this order: now, earlier today, yesterday evening, another day. A day is asked after the
last of them. docs/exercise-file.md says so to authors.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import WHEN
from smartcli.exercises.step import Answers
from smartcli.stores import Stores

if TYPE_CHECKING:
    from smartcli.journal.happened import Happened

CHOICES = 4
EARLIER, EVENING_BEFORE = 1, 2  # their places; the first and the last say nothing by themselves


def when_it_was(exercise: Exercise, answers: Answers, asked: datetime, today: date) -> Happened | None:
    """None = it was when it was written, or that was not said.

    asked: when it was asked, in the person's zone; yesterday evening is that of the calendar's day before, also for
    somebody whose own day (today) lasts into the night.
    """
    said = [(step, answers.get(step.key)) for step in exercise.measuring(WHEN)]
    if not any(answer for _step, answer in said):
        return None
    from smartcli.journal.happened import EVENING, at_that_day  # only where it was asked and said

    for step, answer in said:
        if step.is_day and isinstance(answer, str):
            day = date.fromisoformat(answer)
            return None if day == today else at_that_day(day)
        place = step.choices.index(answer) if isinstance(answer, str) and answer in step.choices else 0
        if place == EARLIER:
            return at_that_day(today)
        if place == EVENING_BEFORE:
            return at_that_day(asked.date() - timedelta(days=1), EVENING)
    return None


def another_day(stores: Stores, words: str | None, now: datetime) -> date | None:
    """The day that was typed; None for today, and for nothing. Usage: it is none, or to come."""
    if words is None:
        return None
    from smartcli.journal.happened import past_day  # only where a day was typed

    today = stores.settings().day(now)
    on = past_day(words, today)
    return None if on == today else on


def without_asking(exercise: Exercise) -> Exercise:
    """The exercise where it is known already when it was."""
    return exercise.but(steps=tuple(step for step in exercise.steps if step.measure != WHEN))


def keys(exercise: Exercise) -> frozenset[str]:
    return frozenset(step.key for step in exercise.measuring(WHEN))
