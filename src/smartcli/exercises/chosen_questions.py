"""Which questions of the check-in are asked: those that ship as usual, but for what the person left out or added.

What was chosen is kept as its difference from that, so that a question that comes later is asked: "-sleep +state".
"=" stands for having looked at it and changed nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Step

AS_IT_IS = "="
MOST = 9  # asked, so that the minute stays a minute


def names(exercise: Exercise) -> Mapping[str, list[Step]]:
    """The questions somebody can leave out, by their names; two of which only one is asked have the same.

    Not among them are those that follow an answer, and those that are needed.
    """
    found: dict[str, list[Step]] = {}
    for step in exercise.steps:
        if step.asks and step.only_if is None and not step.required:
            found.setdefault(step.short or step.ask.replace(",", ""), []).append(step)
    return found


def asked(exercise: Exercise, chosen: str) -> Exercise:
    """The exercise with the questions that are asked. chosen: as it is kept."""
    differs = {word[1:]: word[0] == "+" for word in chosen.split() if word[:1] in {"+", "-"}}
    free = {step.key for steps in names(exercise).values() for step in steps}
    steps = [step for step in exercise.steps if step.key not in free or differs.get(step.key, not step.extra)]
    return exercise if len(steps) == len(exercise.steps) else exercise.but(steps=tuple(steps))


def within_a_minute(exercise: Exercise, is_left_out: Callable[[Step], bool]) -> Exercise:
    """The exercise with no more than MOST questions, whatever is answered: the last ratings that open no card wait.

    is_left_out: whether a step is not asked today, whatever is answered.
    """
    by_key = {step.key: step for step in exercise.steps}

    def can_come(step: Step) -> bool:
        before = by_key.get(step.only_if.key) if step.only_if else None
        is_open = step.asks and not is_left_out(step)
        return is_open and (step.only_if is None or (before is not None and can_come(before)))

    over = sum(map(can_come, exercise.steps)) - MOST
    ratings = [step for step in exercise.steps if step.is_rating and not step.safety and can_come(step)]
    wait = {step.key for step in ratings[-over:]} if over > 0 else set()
    return exercise.but(steps=tuple(step for step in exercise.steps if step.key not in wait)) if wait else exercise


def on(exercise: Exercise, chosen: str) -> list[str]:
    """The names of those that are asked."""
    keys = {step.key for step in asked(exercise, chosen).steps}
    return [name for name, steps in names(exercise).items() if any(step.key in keys for step in steps)]


def kept(exercise: Exercise, wanted: Collection[str]) -> str:
    """What is kept where these are to be asked, by their names."""
    free = [(name in wanted, step) for name, steps in names(exercise).items() for step in steps]
    words = (("+" if is_wanted else "-") + step.key for is_wanted, step in free if is_wanted is step.extra)
    return " ".join(words) or AS_IT_IS
