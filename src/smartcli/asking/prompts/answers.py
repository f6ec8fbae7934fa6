"""Answers written beforehand, by key: for tests, the demo, JSON on standard input and other programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from smartcli.asking.play import overfull, prepared, same_names
from smartcli.asking.turn import ReviewLine, Turn
from smartcli.errors import HERE, InvalidAnswer, NeedsTerminal, Usage
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Rows
from smartcli.text.language import _, ngettext, typed

if TYPE_CHECKING:
    from smartcli.asking.deck import Deck


class AnswersPrompter:
    """Looks every answer up. A key that is not there is skipped; one that belongs to no step is refused."""

    def __init__(self, answers: Mapping[str, Any], *, shows: str = "") -> None:
        """shows: what shows which answers there can be, where the questions are no exercise that can be shown."""
        self.answers = answers
        self.told: list[str] = []  # the safety cards met on the way, for whoever shows them
        self._asked = ""
        self._shows = shows
        self._next = "smartcli exercises"

    def introduce(self, exercise: Exercise, *, is_kept: bool | None = None) -> None:
        self._next = self._shows or typed("smartcli exercises show {id}", id=exercise.id)
        strange = list(strangers(exercise, self.answers))
        if strange:
            raise Usage(_refusal(strange), next=self._next)
        for path in shapeless(exercise, self.answers):
            raise Usage(f"{path}: {_('Please give a list of rows.')}", next=self._next)
        for path, most in overfull(exercise, self.answers):
            what = ngettext("This table takes {n} row at most.", "This table takes {n} rows at most.", most)
            raise Usage(f"{path}: {what.format(n=most)}", next=self._next)
        for path in same_names(exercise, self.answers):
            raise Usage(f"{path}: {_('Another row has this name. Please give each row its own.')}", next=self._next)

    def tell(self, text: str, own: Sequence[str] = (), *, wait: bool = False) -> None:
        if wait:
            self.told.append(text)

    def draw(self, lines: Sequence[str]) -> None:
        """Nobody looks here."""

    def pause(self, words: str) -> None:
        """Nobody reads here."""

    def ask(self, turn: Turn) -> object:
        place = turn.place
        self._asked = f"{place.table}.{place.row + 1}.{place.field}" if place else turn.step.key
        return prepared(turn, self.answers)

    def secret(self, ask: str) -> str:
        raise NeedsTerminal(
            _("This asks for a passphrase. The same command takes it from a file:"),
            next=f"{HERE} --passphrase-fd 3 3<FILE",
        )

    def refuse(self, problem: InvalidAnswer) -> None:
        raise Usage(f"{self._asked}: {problem}", next=self._next)

    def review(self, lines: Sequence[ReviewLine]) -> str | None:
        return None

    def typed(self) -> str:
        return ""

    def becomes_anothers(self, banner: str, help_now: Callable[[], str]) -> None:
        """Nobody looks here."""

    def present(self, deck: Deck) -> None:
        """Nobody looks here."""

    def leave_by_x(self) -> None:
        """Nobody is there to leave."""


def strangers(exercise: Exercise, answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The names of what was given and is no step, or no field, of the exercise, each with its path."""
    for key, answer in answers.items():
        step = exercise.step(key)
        if step is None or not step.asks:
            yield key, key
        elif isinstance(step, Rows):
            known = {column.key for column in step.columns}
            for name in dict.fromkeys(name for __, row in _rows(answer) for name in row):
                if name not in known:
                    yield name, f"{key}.{name}"


_KEY = re.compile(r"[a-z0-9_-]{1,40}")


def _refusal(strange: Sequence[tuple[str, str]]) -> str:
    """Keys are named; what cannot be one may be the person's own words, and is only counted."""
    named = [path for name, path in strange if _KEY.fullmatch(name)]
    parts = []
    if named:
        parts.append(_("These keys are not in this exercise: {keys}.").format(keys=", ".join(named)))
    if len(named) < len(strange):
        parts.append(_("Unknown names that cannot be keys: {n}.").format(n=len(strange) - len(named)))
    return " ".join(parts)


def shapeless(exercise: Exercise, answers: Mapping[str, Any]) -> Iterator[str]:
    """The paths of what stands in the place of a table, or of one of its rows, and is none."""
    for key, answer in answers.items():
        if not isinstance(exercise.step(key), Rows) or _is_blank(answer):
            continue
        if not isinstance(answer, list):
            yield key
            continue
        for number, row in enumerate(answer, 1):
            if not isinstance(row, Mapping):
                yield f"{key}.{number}"


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
        named = bool(step.rows_from)
        for number, row in _rows(answer):
            there = _row_named(taken, first, row) if named else taken.get(number, {})
            for name, cell in row.items():
                if not _is_blank(cell):
                    yield f"{key}.{number + 1}.{name}", name in there and not _is_blank(there[name])


def _row_named(taken: Mapping[int, Mapping[str, Any]], first: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
    return next((other for other in taken.values() if other.get(first) == row.get(first)), {})


def _rows(answer: object) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows of a table with their numbers; what is no row has been refused before."""
    for number, row in enumerate(answer if isinstance(answer, list) else []):
        if isinstance(row, Mapping):
            yield number, row


def _is_blank(answer: object) -> bool:
    return answer is None or answer == [] or (isinstance(answer, str) and not answer.strip())
