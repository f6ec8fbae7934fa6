"""Answers written beforehand, by key: for tests, the demo, JSON on standard input and other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from smartcli.errors import InvalidAnswer, Usage
from smartcli.exercise import Exercise
from smartcli.kinds import Rows
from smartcli.play import prepared
from smartcli.safe import one_line
from smartcli.turn import Line, Turn
from smartcli.words import _


class AnswersPrompter:
    """Looks every answer up. A key that is not there is skipped; one that belongs to no step is refused."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = answers
        self.told: list[str] = []  # the safety cards met on the way, for whoever shows them
        self._asked = ""
        self._next = "smartcli exercises"

    def introduce(self, exercise: Exercise) -> None:
        self._next = f"smartcli exercises show {exercise.id}"
        strange = [one_line(path)[:60] for path in strangers(exercise, self.answers)]
        if strange:
            message = _("These keys are not in this exercise: {keys}.").format(keys=", ".join(strange))
            raise Usage(message, next=self._next)

    def tell(self, text: str, own: Sequence[str] = (), *, wait: bool = False) -> None:
        if wait:
            self.told.append(text)

    def ask(self, turn: Turn) -> object:
        place = turn.place
        self._asked = f"{place.table}.{place.row + 1}.{place.field}" if place else turn.step.key
        return prepared(turn, self.answers)

    def refuse(self, problem: InvalidAnswer) -> None:
        raise Usage(f"{self._asked}: {problem}", next=self._next)

    def review(self, lines: Sequence[Line]) -> str | None:
        return None

    def typed(self) -> str:
        return ""


def strangers(exercise: Exercise, answers: Mapping[str, Any]) -> Iterator[str]:
    """The paths of what was given and is no step, or no field, of the exercise."""
    for key, answer in answers.items():
        step = exercise.step(key)
        if step is None or not step.asks:
            yield key
        elif isinstance(step, Rows):
            known = {column.key for column in step.columns}
            for name in dict.fromkeys(name for __, row in _rows(answer) for name in row):
                if name not in known:
                    yield f"{key}.{name}"


def unused(exercise: Exercise, answers: Mapping[str, Any], result: Mapping[str, Any]) -> list[str]:
    """The paths of what was given and not asked for with these answers, so that nothing is dropped in silence."""
    return [path for path, found in _given(exercise, answers, result) if not found]


def _given(exercise: Exercise, answers: Mapping[str, Any], result: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Every cell that was given, and whether the walk took it."""
    for key, answer in answers.items():
        step = exercise.step(key)
        if not isinstance(step, Rows):
            if not _is_blank(answer):
                yield key, key in result
            continue
        taken = dict(_rows(result.get(key)))
        first = step.columns[0].key
        named = bool(getattr(step, "rows_from", ""))
        for number, row in _rows(answer):
            there = _row_named(taken, first, row) if named else taken.get(number, {})
            for name, cell in row.items():
                if not _is_blank(cell):
                    yield f"{key}.{number + 1}.{name}", name in there and not _is_blank(there[name])


def _row_named(taken: Mapping[int, Mapping[str, Any]], first: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
    return next((other for other in taken.values() if other.get(first) == row.get(first)), {})


def _rows(answer: object) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows of a table with their numbers; what is no row is passed over."""
    for number, row in enumerate(answer if isinstance(answer, list) else []):
        if isinstance(row, Mapping):
            yield number, row


def _is_blank(answer: object) -> bool:
    return answer is None or answer == [] or (isinstance(answer, str) and not answer.strip())
