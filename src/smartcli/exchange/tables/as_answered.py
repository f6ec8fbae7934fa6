"""What entries show of a question by itself: of what sort its answers are, and between which numbers they lie.

For questions that nobody can look up any more. Several kinds of step save answers of one sort, so it names no kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from smartcli.exercises.step import Step
from smartcli.text.language import Later, _


class Sort(Enum):
    """Of what sort an answer is, as it stands in a line of the journal."""

    NUMBER = "number"
    YES_NO = "yes-no"
    TEXT = "text"
    TEXTS = "texts"


WORDS = {
    Sort.NUMBER: Later("answered by a number"),
    Sort.YES_NO: Later("answered by yes or no"),
    Sort.TEXT: Later("answered by a text"),
    Sort.TEXTS: Later("answered by a list of texts"),
}


class AsAnswered:
    """The answers to one question, as they are gone through."""

    def __init__(self) -> None:
        self._sorts: set[Sort] = set()
        self._low: float | None = None
        self._high: float | None = None

    def note(self, answer: object) -> None:
        """What was skipped says nothing."""
        if (sort := _sort(answer)) is None:
            return
        self._sorts.add(sort)
        if sort is Sort.NUMBER and isinstance(answer, int | float):
            self._low = answer if self._low is None else min(self._low, answer)
            self._high = answer if self._high is None else max(self._high, answer)

    def fits(self, step: Step) -> bool:
        """Whether all of it can be an answer to this step: else another was asked, whatever its version says."""
        low, high = step.limits
        if low is None and high is None:
            return True
        is_below = low is not None and self._low is not None and self._low < low
        is_above = high is not None and self._high is not None and self._high > high
        return not (is_below or is_above or self._sorts - {Sort.NUMBER})

    @property
    def kind(self) -> str:
        """How it was answered, by a number, by a text …; "" where it was not."""
        return ", ".join(str(WORDS[sort]) for sort in Sort if sort in self._sorts)

    @property
    def range(self) -> str:
        """Between which numbers answers lie; more could have been answered. "" where there are none."""
        if self._low is None:
            return ""
        text = _("answers are {low}") if self._low == self._high else _("answers go from {low} to {high}")
        return text.format(low=self._low, high=self._high)


def each(answers: Iterable[tuple[str, object]]) -> Iterator[tuple[str, object]]:
    """Each answer by its path; of a table each cell, by "table.field"."""
    for key, answer in answers:
        rows = [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else []
        if rows:
            yield from ((f"{key}.{field}", value) for row in rows for field, value in row.items())
        else:
            yield key, answer


def _sort(answer: object) -> Sort | None:
    match answer:
        case bool():
            return Sort.YES_NO
        case int() | float():
            return Sort.NUMBER
        case str():
            return Sort.TEXT
        case [*items] if items and all(isinstance(item, str) for item in items):
            return Sort.TEXTS
    return None
