"""Which answers lead to a step, a field or an outcome; none where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from smartcli.asking.play import prepared
from smartcli.asking.session import Session
from smartcli.errors import InvalidAnswer
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Choice, Choices, Date, Lines, Number, Pace, Rank, Rows, Scale, YesNo, named_in
from smartcli.exercises.step import Answer, Comparison, Step, number

Tests = tuple[tuple[str, Any], ...]

NEVER: Tests = (("is", ""),)  # no answer at all never fits this

# Any day will do: relative dates only need one to count from.
A_DAY = date(2026, 1, 1)


def can_hold(step: Step, comparison: Comparison) -> bool:
    """Whether some answer of the step, or none, fits the comparison; and what it excludes is an answer at all."""
    possible = [*_possible(step, comparison.tests)]
    excluded = [Comparison(tests=(("is", wanted),)) for name, wanted in comparison.tests if name == "is_not"]
    if not all(any(one.holds(answer) for answer in possible) for one in excluded):
        return False
    return comparison.holds(None) or any(comparison.holds(answer) for answer in possible)


def _possible(step: Step, tests: Tests) -> Iterator[Answer]:
    """The answers there are; where the person is free, those that the tests name."""
    words = [wanted for _name, wanted in tests if isinstance(wanted, str)]
    if isinstance(step, Scale):
        yield from range(int(step.low), int(step.high) + 1)
    elif isinstance(step, YesNo):
        yield from (True, False)
    elif isinstance(step, Number):
        yield from (one for _name, one in tests if number(one) is not None)
    elif isinstance(step, Choice | Rank):
        is_open = getattr(step, "other", False) or bool(getattr(step, "from_", ""))
        open_words = [*step.choices, *(words if is_open else ())]
        if isinstance(step, Choices | Rank):
            yield from ([one] for one in open_words)
            yield [one for one in dict.fromkeys(words) if one in open_words]
        else:
            yield from open_words
    elif isinstance(step, Lines):
        yield from ([one] for one in words)
        yield words
    elif not isinstance(step, Rows):
        yield from words


class Wanted:
    """What must have been answered on the way to some place: the steps, and the fields of one table."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.steps: dict[str, Tests] = {}
        self.cells: dict[str, dict[str, Tests]] = {}

    def step(self, key: str, tests: Tests = ()) -> None:
        """The step is answered, in a way that fits the tests; so are those that lead to it."""
        self.steps[key] = self.steps.get(key, ()) + tests
        if step := self.exercise.step(key):
            self.before(step)

    def before(self, step: Step) -> None:
        """The answers that lead to the step, not its own."""
        if step.only_if:
            self.step(step.only_if.key, step.only_if.comparison.tests)
        source = getattr(step, "rows_from", "") or getattr(step, "from_", "")
        if source:
            self.step(source)

    def field(self, table: Rows, key: str, tests: Tests = ()) -> None:
        """The same for a field of a table, in its first row."""
        self.step(table.key)
        cells = self.cells.setdefault(table.key, {})
        cells[key] = cells.get(key, ()) + tests
        field = table.column(key)
        if field is None or field.only_if is None:
            return
        other, wanted = field.only_if.key, field.only_if.comparison.tests
        if table.column(other):
            self.field(table, other, wanted)
        else:
            self.step(other, wanted)

    def path(self, path: str, tests: Tests = ()) -> None:
        """A step, or a field as table.field."""
        table, _dot, field = path.partition(".")
        step = self.exercise.step(table)
        if field and isinstance(step, Rows):
            self.field(step, field, tests)
        else:
            self.step(path, tests)

    def answers(self, text: str = "x") -> dict[str, Any] | None:
        """Answers that fit all of it, or None where none can. text: what is written where any words do."""
        found: dict[str, Any] = {}
        for step in self.exercise.steps:
            if step.asks and (step.key in self.steps or step.required):
                answer = self._answer(step, found, text)
                if answer is not None:
                    found[step.key] = answer
                elif step.required or not Comparison(tests=self.steps[step.key] or NEVER).holds(None):
                    return None
        return found

    def _answer(self, step: Step, before: Mapping[str, Any], text: str) -> Any:
        tests = self.steps.get(step.key, ())
        if isinstance(step, Rows):
            return None if tests else self._rows(step, before, text)
        if isinstance(step, Rank) and step.from_ and not tests:
            return named_in(before.get(step.from_))[:1] or list(step.choices[:1]) or None
        return fitting(step, tests, text)

    def _rows(self, table: Rows, before: Mapping[str, Any], text: str) -> Any:
        if isinstance(table, Pace):
            return [{"seconds": table.seconds, "rating": 5}] * 2 if table.rate else [{"seconds": table.seconds}]
        cells = self.cells.get(table.key, {})
        first = table.columns[0]
        names = named_in(before.get(getattr(table, "rows_from", "")))
        row: dict[str, Any] = {first.key: names[0]} if names else {}
        for column in table.columns:
            if column.key in row:
                continue
            if column is first or column.key in cells or column.required:
                row[column.key] = fitting(column, cells.get(column.key, ()), text)
        least = 1 if names else max(getattr(table, "at_least", 0), 1)
        return None if None in row.values() else [row] * least


def fitting(step: Step, tests: Tests, text: str) -> Answer:
    """An answer of the step that fits the tests, or None."""
    if not tests:
        return _usual(step, text)
    comparison = Comparison(tests=tests)
    return next((one for one in _possible(step, tests) if comparison.holds(one)), None)


def _usual(step: Step, text: str) -> Answer:
    """Any answer of the step."""
    match step:
        case Scale():
            return step.high
        case YesNo():
            return True
        case Number():
            return next((end for end in (step.low, step.high) if end is not None), 1)
        case Date():
            return A_DAY.isoformat()
        case Choices() | Rank():
            return [*step.choices[:1]] or [text]
        case Choice():
            return step.choices[0] if step.choices else text
        case Lines():
            return [text]
    return text


def played(exercise: Exercise, given: Mapping[str, Any]) -> Mapping[str, Answer]:
    """The answers as the engine takes them; what does not fit is skipped."""
    session = Session(exercise, today=A_DAY)
    while step := session.step:
        if not step.asks:
            session.told()
            continue
        try:
            session.answer(prepared(session.turn(), given))
        except InvalidAnswer:
            break
    return session.answers
