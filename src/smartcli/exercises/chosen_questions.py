"""Which questions of a daily exercise are asked: those that ship as usual, but for what the person left out or added.

What was chosen is kept as its difference from that, so that a question that comes later is asked: "-sleep +state".
"=" stands for having looked at it and changed nothing.
"""

from __future__ import annotations

from collections.abc import Collection

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Step

AS_IT_IS = "="


def can_be_left_out(exercise: Exercise) -> list[Step]:
    """The questions somebody can leave out: all but those that follow an answer, or are needed."""
    return [step for step in exercise.steps if step.asks and step.only_if is None and not step.required]


def asked(exercise: Exercise, chosen: str) -> Exercise:
    """The exercise with the questions that are asked. chosen: as it is kept."""
    differs = {word[1:]: word[0] == "+" for word in chosen.split() if word[:1] in {"+", "-"}}
    free = {step.key for step in can_be_left_out(exercise)}
    steps = [step for step in exercise.steps if differs.get(step.key, not step.extra) or step.key not in free]
    return exercise if len(steps) == len(exercise.steps) else exercise.but(steps=tuple(steps))


def kept(exercise: Exercise, wanted: Collection[str]) -> str:
    """What is kept where these are to be asked, by their keys."""
    free = can_be_left_out(exercise)
    words = (("+" if step.extra else "-") + step.key for step in free if (step.key in wanted) is step.extra)
    return " ".join(words) or AS_IT_IS
