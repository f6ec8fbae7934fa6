"""An exercise as it is asked of this person: without the questions they left out, in the words of their way.

And without words about drugs where their change is about no substance. What is told of a day that was more than wanted
is told where an amount says so, too.
"""

from __future__ import annotations

from datetime import date
from math import inf, nextafter

from smartcli.exercises.chosen_questions import asked
from smartcli.exercises.exercise import LAPSE, Exercise
from smartcli.exercises.step import Comparison, Condition, Step
from smartcli.first_aid.about import is_without_substances
from smartcli.stores import Stores
from smartcli.text.language import as_said, is_changed
from smartcli.views.goal import Way, goals_of

DAYS = 7  # of the week in which a limit is counted
CHECK_IN = "check-in"  # whose questions can be chosen


def as_asked(exercise: Exercise, stores: Stores, today: date) -> Exercise:
    """With the questions that are wanted, and as `fitting`."""
    chosen = stores.settings().check_in if exercise.id == CHECK_IN else ""
    return fitting(asked(exercise, chosen), stores, today)


def as_said_now(exercise: Exercise) -> Exercise:
    """In the words that are said just now (text/discreet.py). Choices stay, since they are answers."""
    if not is_changed():
        return exercise
    return exercise.but(steps=tuple(step.in_words(as_said) for step in exercise.steps))


def fitting(exercise: Exercise, stores: Stores, today: date) -> Exercise:
    """The same; that something happened is followed by the card of a lapse only where none of it is wanted.

    Where the way is not known the card is shown: it begins with safety. What is told about drugs is left out where no
    substance was named, and comes last in a list.
    """
    speaks_of_drugs = any(step.substances or step.no_substance for step in exercise.steps)
    if speaks_of_drugs and is_without_substances(stores.settings().about):
        exercise = exercise.but(steps=tuple(_drugs_last(step) for step in exercise.steps if not step.substances))
    if any(step.past_limit for step in exercise.steps):
        most = _most(stores, today)
        exercise = exercise.but(steps=tuple(one for step in exercise.steps if (one := _past(step, most))))
    if not exercise.speaks_of_lapses:
        return exercise
    goal = goals_of(stores).stood(today)
    if goal.way is Way.UNSAID or goal.wants_none(today):
        return exercise
    return exercise.but(steps=tuple(map(_without, exercise.steps)))


def _drugs_last(step: Step) -> Step:
    rest = (choice for choice in step.choices if choice != step.no_substance)
    return step.but(choices=(step.no_substance, *rest)) if step.no_substance else step


def _most(stores: Stores, today: date) -> float | None:
    """The most that is wanted on this day, by the limit of a day and of its week; None = nothing says so."""
    goals = goals_of(stores)
    goal = goals.stood(today)
    if goal.at_most_week is None:
        return goal.most(today)
    from smartcli.journal.recent import recent  # only where a week is counted
    from smartcli.views.days import amounts_of, monday

    first, end = monday(today).isoformat(), today.isoformat()
    lately, _is_whole = recent(stores.journal.latest(), today=today, days=DAYS)
    before = (entry for entry in lately if first <= entry.day < end)
    spent = amounts_of(before, goals, stores.library.find, unit=goal.unit)
    left = max(0, round(goal.at_most_week - sum(spent.values()), 6))
    most = goal.most(today)
    return left if most is None else min(left, most)


def _past(step: Step, most: float | None) -> Step | None:
    """The step where it is past the limit that it is told; None = it is not told at all."""
    if not step.past_limit:
        return step
    if most is None or step.only_if is None:
        return None
    more = Comparison(tests=(("at_least", nextafter(most, inf)),))
    return step.but(only_if=Condition(key=step.only_if.key, comparison=more))


def _without(step: Step) -> Step:
    kept = (safety for safety in step.safety if safety.card != LAPSE or not safety.comparison)
    return step.but(safety=tuple(kept)) if step.safety else step
