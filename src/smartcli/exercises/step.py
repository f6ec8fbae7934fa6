"""One step of an exercise: what every kind shares. A step reads its own answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Self

from smartcli.errors import InvalidAnswer
from smartcli.record import EMPTY, Record
from smartcli.text.language import _

Answer = None | str | bool | int | float | list[str] | list[dict[str, Any]]
Answers = Mapping[str, Answer]


def number(answer: object) -> int | float | None:
    """The answer where it is a number; a tick is none."""
    return answer if isinstance(answer, int | float) and not isinstance(answer, bool) else None


def rows_of(answer: object) -> list[Mapping[str, Any]]:
    """The rows of a table; what an older version wrote in its place is none."""
    return [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else []


class Comparison(Record):
    """What an answer must be like: is, is_not, at_least, at_most, includes. Everything named must hold."""

    tests: tuple[tuple[str, Any], ...]

    def holds(self, answer: Answer) -> bool:
        return all(COMPARE[name](answer, wanted) for name, wanted in self.tests)


def _is(answer: Answer, wanted: Any) -> bool:
    return type(answer) is type(wanted) and bool(answer == wanted)


def _is_not(answer: Answer, wanted: Any) -> bool:
    """Any other answer, and none."""
    return not _is(answer, wanted)


def _at_least(answer: Answer, wanted: Any) -> bool:
    return (value := number(answer)) is not None and bool(value >= wanted)


def _at_most(answer: Answer, wanted: Any) -> bool:
    return (value := number(answer)) is not None and bool(value <= wanted)


def _includes(answer: Answer, wanted: Any) -> bool:
    return isinstance(answer, list) and wanted in answer


COMPARE: Mapping[str, Callable[[Answer, Any], bool]] = {
    "is": _is,
    "is_not": _is_not,
    "at_least": _at_least,
    "at_most": _at_most,
    "includes": _includes,
}


class Condition(Record):
    """A step's only_if: the key of an earlier step, and what its answer must be like."""

    key: str
    comparison: Comparison


class Safety(Record):
    """A card that is shown after the step, always or for some answers."""

    card: str
    comparison: Comparison | None = None


class Step(Record):
    """One thing asked or told. A subclass is one kind."""

    kind: ClassVar[str] = ""
    asks: ClassVar[bool] = True

    key: str
    ask: str = ""
    help: str = ""
    required: bool = False
    only_if: Condition | None = None
    recall: tuple[str, ...] = ()  # "exercise.key": what the person wrote there before is offered
    prefill: bool = (
        False  # the last entry's answer is the starting value; until there is one, a choice has the recall's
    )
    pin: bool = False  # the answer stays in sight during the later steps
    card: str = ""  # the answer is kept at hand as a card of this kind
    private: bool = False  # left out of exports unless named
    measure: str = ""  # what insights look for
    safety: tuple[Safety, ...] = ()

    def applies(self, answers: Answers) -> bool:
        """Whether this step is asked after these answers."""
        return self.only_if is None or self.only_if.comparison.holds(answers.get(self.only_if.key))

    @property
    def hint(self) -> str:
        """What can be typed, in a few words."""
        return ""

    def read(self, raw: object) -> Answer:
        """Turn a typed line or a JSON value into an answer, or say what is wrong.

        Nothing, or nothing but blanks, is a skipped step: None, never 0.
        Raises InvalidAnswer with a sentence for the person.
        """
        is_empty = raw is None or (isinstance(raw, str) and not raw.strip()) or (isinstance(raw, list) and not raw)
        answer = None if is_empty else self.parse(raw)
        if answer is None and self.required:
            raise InvalidAnswer(_("This one needs an answer before you can go on."))
        return answer

    def parse(self, raw: object) -> Answer:
        """The kind's own rule, for what is not empty. None where there was nothing in it after all (", ,")."""
        raise NotImplementedError(self.kind)

    def show(self, answer: Answer) -> str:
        """The answer as the person would write it; nothing for a skipped one."""
        if answer is None:
            return ""
        if isinstance(answer, list):
            return in_a_row([str(one) for one in answer])
        return str(answer)

    def said(self, answer: Answer, asked: Mapping[str, str] = EMPTY) -> str:
        """The answer for whoever reads it later; asked: how the fields of a table were worded, by their keys."""
        return self.show(answer)

    def edit(self, answer: Answer) -> str:
        """The answer as text to start typing from."""
        return self.show(answer)

    def offering(self, own: Sequence[str]) -> Self:
        """The same step with the person's own earlier words in what it offers."""
        return self

    def on(self, today: date) -> Self:
        """The same step on a day; only dates care."""
        return self

    def at(self, key: str) -> Self:
        """The same step in one row of a table, under the row's key."""
        return self.but(key=key)

    def cards_for(self, answer: Answer) -> Iterator[str]:
        """The ids of the safety cards that this answer calls for."""
        return (safety.card for safety in self.safety if safety.comparison is None or safety.comparison.holds(answer))


def in_a_row(texts: Sequence[str]) -> str:
    """Texts one after the other, with commas between; where one ends as a sentence does, without."""
    if not texts:
        return ""
    *others, last = texts
    return "".join(f"{text} " if text.endswith((".", "!", "?", "…")) else f"{text}, " for text in others) + last


def texts(answer: Answer) -> list[str]:
    """The words in an answer, one by one; numbers and ticks hold none."""
    if isinstance(answer, str):
        return [answer]
    if isinstance(answer, list):
        return [text for part in answer for text in (texts_of_row(part) if isinstance(part, dict) else [str(part)])]
    return []


def texts_of_row(row: Mapping[str, Any]) -> list[str]:
    return [text for answer in row.values() for text in texts(answer)]
