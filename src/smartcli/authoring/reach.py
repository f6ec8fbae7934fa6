"""Which answers lead to a step, a field or an outcome; none where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from smartcli.asking.play import prepared
from smartcli.asking.session import Session
from smartcli.errors import InvalidAnswer
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import A_DAY, named_in
from smartcli.exercises.step import Answer, Comparison, Step

Tests = tuple[tuple[str, Any], ...]

NEVER: Tests = (("is", ""),)  # no answer at all never fits this


def can_hold(step: Step, comparison: Comparison) -> bool:
    """Whether some answer of the step, or none, fits the comparison; and what it excludes is an answer at all."""
    possible = [*_possible(step, comparison.tests)]
    excluded = [Comparison(tests=(("is", wanted),)) for name, wanted in comparison.tests if name == "is_not"]
    if not all(any(one.holds(answer) for answer in possible) for one in excluded):
        return False
    return comparison.holds(None) or any(comparison.holds(answer) for answer in possible)


def _possible(step: Step, tests: Tests) -> Iterator[Answer]:
    return step.possible([wanted for _name, wanted in tests])


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
        if step.source:
            self.step(step.source)
        if step.only_recalled and (unit := self.exercise.above(step, step.looks_at)):
            self.step(unit.key, (("is_not", unit.none),) if unit.none else ())

    def field(self, table: Step, key: str, tests: Tests = ()) -> None:
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
        if field and step and step.is_table:
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
        if step.is_table:
            return None if tests else step.usual(text) or self._rows(step, before, text)
        if step.from_ and not tests:
            return named_in(before.get(step.from_))[:1] or list(step.choices[:1]) or None
        return fitting(step, tests, text)

    def _rows(self, table: Step, before: Mapping[str, Any], text: str) -> Any:
        cells = self.cells.get(table.key, {})
        first = table.columns[0]
        names = named_in(before.get(table.rows_from))
        row: dict[str, Any] = {first.key: names[0]} if names else {}
        for column in table.columns:
            if column.key in row:
                continue
            if column is first or column.key in cells or column.required:
                row[column.key] = fitting(column, cells.get(column.key, ()), text)
        least = 1 if names else max(table.at_least, 1)
        return None if None in row.values() else [row] * least


def fitting(step: Step, tests: Tests, text: str) -> Answer:
    """An answer of the step that fits the tests, or None."""
    if not tests:
        return step.usual(text)
    comparison = Comparison(tests=tests)
    return next((one for one in _possible(step, tests) if comparison.holds(one)), None)


def played(exercise: Exercise, given: Mapping[str, Any]) -> Mapping[str, Answer]:
    """The answers as the engine takes them; what does not fit is skipped."""
    session = Session(exercise, today=A_DAY, at_hand=given)
    while step := session.step:
        if not step.asks:
            session.told()
            continue
        try:
            session.answer(prepared(session.turn(), given))
        except InvalidAnswer:
            break
    return session.answers
