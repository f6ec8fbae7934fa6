"""An exercise as it is asked of this person: without the questions they left out, in the words of their way.

And without words about drugs where their change is about no substance.
"""

from __future__ import annotations

from datetime import date

from smartcli.exercises.chosen_questions import asked
from smartcli.exercises.exercise import LAPSE, Exercise
from smartcli.exercises.step import Step
from smartcli.first_aid.about import is_without_substances
from smartcli.stores import Stores
from smartcli.views.goal import Way, goal_of

CHECK_IN = "check-in"  # whose questions can be chosen


def as_asked(exercise: Exercise, stores: Stores, today: date) -> Exercise:
    """With the questions that are wanted, and as `fitting`."""
    chosen = stores.settings().check_in if exercise.id == CHECK_IN else ""
    return fitting(asked(exercise, chosen), stores, today)


def fitting(exercise: Exercise, stores: Stores, today: date) -> Exercise:
    """The same; that something happened is followed by the card of a lapse only where none of it is wanted.

    Where the way is not known the card is shown: it begins with safety. What is told about drugs is left out where no
    substance was named.
    """
    if any(step.substances for step in exercise.steps) and is_without_substances(stores.settings().about):
        exercise = exercise.but(steps=tuple(step for step in exercise.steps if not step.substances))
    if not exercise.speaks_of_lapses:
        return exercise
    goal = goal_of(stores)
    if goal.way is Way.UNSAID or goal.wants_none(today):
        return exercise
    return exercise.but(steps=tuple(map(_without, exercise.steps)))


def _without(step: Step) -> Step:
    kept = (safety for safety in step.safety if safety.card != LAPSE or not safety.comparison)
    return step.but(safety=tuple(kept)) if step.safety else step
