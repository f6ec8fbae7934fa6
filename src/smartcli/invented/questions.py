"""The exercises as they are put before an invented person, in today's version and in the first one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answers

# What the first version of an exercise asked in another way. These words were never translated.
FIRST_RESPONSE = "What did you do, or what will you do now?"
FIRST_CHOICES = ("No", "Yes", "Rather not say")


class Questions:
    """One exercise: its choices by their places, and what is kept of its questions."""

    def __init__(self, find: Callable[[], Exercise]) -> None:
        self._find = find
        self._wordings: dict[tuple[str, ...], dict[str, str]] = {}

    @cached_property
    def exercise(self) -> Exercise:
        return self._find()

    @cached_property
    def _choices(self) -> dict[str, tuple[str, ...]]:
        return {step.key: tuple(step.choices) for step in self.exercise.steps if step.asks}

    def choice(self, key: str, place: int) -> str:
        return self._choices[key][place]

    def choices(self, key: str, places: Iterable[int]) -> list[str]:
        """Some of the choices; where there are fewer than the place says, they are counted round."""
        known = self._choices[key]
        return list(dict.fromkeys(known[place % len(known)] for place in places))

    def wording(self, answers: Answers, unit: str) -> dict[str, str]:
        """The questions that were put for these answers. unit: what the person counts, which is named with them."""
        known = (*answers, unit)
        if known not in self._wordings:
            self._wordings[known] = self._worded(answers, unit)
        return self._wordings[known]

    def _worded(self, answers: Answers, unit: str) -> dict[str, str]:
        before = {"response": FIRST_RESPONSE}
        found = {key: ask for key, ask in before.items() if key in answers}
        for path, ask in self.exercise.asked.items():
            key = path.partition(".")[0]
            if key in answers:
                step = self.exercise.step(path)
                found[path] = f"{ask} ({unit})" if unit and step and step.unit_from else ask
        return found
