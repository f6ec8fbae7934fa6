"""When no number is told: on a hard evening, and on a day of more than was wanted, by what is answered just now too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answers
from smartcli.findings import hard_evening
from smartcli.journal.entry import Entry
from smartcli.journal.recent import recent
from smartcli.stores import Stores
from smartcli.views.days import Day, days_of
from smartcli.views.goal import NOW, goals_of

A_WEEK = 7


def no_numbers(stores: Stores, exercise: Exercise, today: date, on: date | None = None) -> Callable[[Answers], bool]:
    """Whether none is told after the answers that were given so far, and what was written before on this day.

    on: another day that it is about; then none is told.
    """
    if on is not None or not any(step.counts for step in exercise.steps):
        return lambda _answers: True
    goals, find = goals_of(stores), stores.library.find
    written = [] if stores.is_closed else recent(stores.journal.latest(), today=today, days=A_WEEK)[0]
    hard = hard_evening.met(stores, today) if stores.is_closed else hard_evening.newest(written, find, today)
    is_hard = hard == today.isoformat()

    def told(answers: Answers) -> bool:
        now = Entry(
            id=NOW, at=f"{today}T12:00:00.000000+00:00", zone="", day=today.isoformat(), exercise=exercise.id,
            version=exercise.version, asked={}, answers=answers,
        )  # fmt: skip
        known = {exercise.id: exercise}
        went = days_of([now, *written], goals, lambda id: known.get(id) or find(id))
        return is_hard or hard_evening.is_hard(exercise, answers) or went.get(today) is Day.MORE

    return told
