"""What an outcome is: a function of the answers and of its own parameters, known by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from smartcli.asking.turn import Recall, nothing
from smartcli.exercises.exercise import Exercise, Outcome
from smartcli.exercises.step import Answers, Step, number, texts
from smartcli.record import Record
from smartcli.text.finding import Finding
from smartcli.text.language import typed


class Given(Record):
    """What an outcome looks at: the exercise, the answers, its own parameters, the answers of last time if any."""

    exercise: Exercise
    answers: Answers
    parameters: Mapping[str, Any]
    title: str = ""
    earlier: Answers | None = None
    recall: Recall = nothing  # what the person wrote elsewhere

    def number(self, name: str) -> int | float | None:
        """The numeric answer of the step that a parameter names; None when it was skipped."""
        return number(self.answers.get(self.parameters[name]))

    def numbers(self, name: str) -> list[int | float | None]:
        """The same in all entries, newest first, this one among them where it is saved."""
        return [number(value) for value in self.recall(f"{self.exercise.id}.{self.parameters[name]}")]

    def listed(self, name: str) -> list[str]:
        """What a parameter names, where it may be one, several or left out."""
        value = self.parameters.get(name, [])
        return [value] if isinstance(value, str) else list(value)

    @property
    def text(self) -> str:
        """What the author says to it, with commands as this person types them; "" where nothing is said."""
        return typed(self.parameters.get("text", ""))

    def step(self, name: str) -> Step:
        step = self.exercise.step(self.parameters[name])
        if step is None:
            raise KeyError(name)
        return step


Look = Callable[[Given], Finding | None]


class Kind(Record):
    """An outcome kind: the function, which parameters name steps or are needed, and whether it tells numbers."""

    look: Look
    needs: tuple[str, ...]
    keys: tuple[str, ...] = ()  # parameters whose value is a step's key, or a list of keys
    lists: tuple[str, ...] = ()  # parameters that may be a list of texts; all others are one text
    may: tuple[str, ...] = ()  # parameters that may be left out
    counts: bool = False  # what it says has counts or ratings in it

    def takes(self, name: str, value: object) -> bool:
        """Whether the value is of the shape that the parameter wants."""
        if isinstance(value, list) and name in self.lists:
            return all(isinstance(one, str) for one in value)
        return isinstance(value, str)


OUTCOMES: dict[str, Kind] = {}


def outcome(
    name: str,
    *needs: str,
    keys: Sequence[str] | None = None,
    lists: Sequence[str] = (),
    may: Sequence[str] = (),
    counts: bool = False,
) -> Callable[[Look], Look]:
    """Register an outcome kind; `needs` are its parameters, `keys` those of them that name steps (all by default).

    counts: it tells numbers, and is left out on a day on which none are told.
    """

    def register(look: Look) -> Look:
        named = tuple(needs if keys is None else keys)
        OUTCOMES[name] = Kind(look=look, needs=needs, keys=named, lists=tuple(lists), may=tuple(may), counts=counts)
        return look

    return register


def findings(
    exercise: Exercise, answers: Answers, earlier: Answers | None = None, recall: Recall = nothing
) -> list[Finding]:
    """What the exercise's outcomes say of these answers, in the exercise's order; nothing where there is nothing."""
    given = Given(exercise=exercise, answers=answers, parameters={}, earlier=earlier, recall=recall)
    found = (_look(one, given) for one in exercise.outcomes)
    return [finding for finding in found if finding]


def without_numbers(exercise: Exercise) -> Exercise:
    """The same with those of its outcomes alone that tell no numbers."""
    kept = (one for one in exercise.outcomes if one.kind in OUTCOMES and not OUTCOMES[one.kind].counts)
    return exercise.but(outcomes=tuple(kept))


def _look(one: Outcome, given: Given) -> Finding | None:
    kind = OUTCOMES.get(one.kind)
    if kind is None or not all(kind.takes(name, one.parameters.get(name)) for name in {*kind.needs, *one.parameters}):
        return None  # a file of the person's own that `check` has not seen: the answers are saved all the same
    return kind.look(given.but(parameters=one.parameters, title=one.title))


def cell(row: Mapping[str, Any], key: str) -> str:
    """The words in one cell of a table."""
    return ", ".join(texts(row.get(key)))


def is_rated(row: Mapping[str, Any], names: Iterable[str]) -> bool:
    return all(number(row.get(name)) is not None for name in names)
