"""Which questions of the check-in are asked: those that ship as usual, but for what the person left out or added.

What was chosen is kept as its difference from that, so that a question that comes later is asked: "-sleep +state".
"=" stands for having looked at it and changed nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

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


def on(exercise: Exercise, chosen: str) -> list[str]:
    """The names of those that are asked."""
    keys = {step.key for step in asked(exercise, chosen).steps}
    return [name for name, steps in names(exercise).items() if any(step.key in keys for step in steps)]


def kept(exercise: Exercise, wanted: Collection[str]) -> str:
    """What is kept where these are to be asked, by their names."""
    free = [(name in wanted, step) for name, steps in names(exercise).items() for step in steps]
    words = (("+" if is_wanted else "-") + step.key for is_wanted, step in free if is_wanted is step.extra)
    return " ".join(words) or AS_IT_IS
