"""Read content as its author's checker: every problem with its place and its cure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smartcli import content
from smartcli.errors import InvalidAnswer
from smartcli.exercise import Exercise, Problem
from smartcli.kinds import Choice, Items, Note, Rank, Rows, Scale, YesNo
from smartcli.library import Library
from smartcli.outcomes import OUTCOMES
from smartcli.session import Session, prepared
from smartcli.step import Comparison, Step
from smartcli.words import _

# Any day will do: a sample's relative dates only need one to count from.
SAMPLE_DAY = date(2026, 1, 1)


def check(exercise: Exercise, library: Library) -> list[Problem]:
    """What is wrong with an exercise that could be read: names leading nowhere, steps nobody reaches, a bad sample."""
    found = [*_steps(exercise, library), *_outcomes(exercise), *_next(exercise, library)]
    return found or list(_sample(exercise))


def _problem(step: Step, what: str, cure: str = "") -> Problem:
    return Problem(where=_("step “{key}”").format(key=step.key), what=what, cure=cure)


def _steps(exercise: Exercise, library: Library) -> Iterator[Problem]:
    earlier: dict[str, Step] = {}
    for step in exercise.steps:
        yield from _condition(step, earlier)
        yield from _own_words(step, exercise, library)
        yield from _safety(step)
        yield from _from(step, earlier)
        if isinstance(step, Rows):
            columns: dict[str, Step] = {}
            for column in step.columns:
                yield from _condition(column, {**earlier, **columns})
                yield from _own_words(column, exercise, library)
                yield from _safety(column)
                columns[column.key] = column
        earlier[step.key] = step


def _condition(step: Step, earlier: dict[str, Step]) -> Iterator[Problem]:
    if step.only_if is None:
        return
    other = earlier.get(step.only_if.key)
    if other is None or isinstance(other, Note):
        yield _problem(
            step, _("its only_if names a key that no earlier step has."), _("Please use an earlier step's key.")
        )
    elif not can_hold(other, step.only_if.comparison):
        yield _problem(
            step, _("nobody can reach it: no answer fits its only_if."), _("Please compare with an answer that exists.")
        )


def can_hold(step: Step, comparison: Comparison) -> bool:
    """Whether some answer of the step fits the comparison."""
    if isinstance(step, Scale):
        return any(comparison.holds(number) for number in range(int(step.low), int(step.high) + 1))
    if isinstance(step, YesNo):
        return comparison.holds(True) or comparison.holds(False)
    if isinstance(step, Choice | Rank):
        open_ended = getattr(step, "other", False) or bool(getattr(step, "from_", ""))
        one_by_one = any(comparison.holds(choice) or comparison.holds([choice]) for choice in step.choices)
        return open_ended or one_by_one
    return True


def _own_words(step: Step, exercise: Exercise, library: Library) -> Iterator[Problem]:
    if not step.recall:
        return
    id, _dot, path = step.recall.partition(".")
    source = exercise if id == exercise.id else library.find(id)
    if source is None or path not in dict(source.every_step()):
        yield _problem(
            step, _("its recall leads nowhere."), _("Please name an exercise and a key, as in “coping-plan.plans”.")
        )
    if isinstance(step, Choice) and not step.other:
        yield _problem(step, _("it recalls own words but takes none."), _("Please add other = true."))


def _safety(step: Step) -> Iterator[Problem]:
    for safety in step.safety:
        if not content.card(safety.card):
            yield _problem(
                step, _("there is no safety card of this name."), _("See the folder cards/ for their names.")
            )
        if safety.comparison and not can_hold(step, safety.comparison):
            yield _problem(
                step, _("no answer calls for its safety card."), _("Please compare with an answer that exists.")
            )


def _from(step: Step, earlier: dict[str, Step]) -> Iterator[Problem]:
    name = step.rows_from if isinstance(step, Items) else step.from_ if isinstance(step, Rank) else ""
    if name and not (name in earlier and earlier[name].asks):
        yield _problem(step, _("it takes its rows from a key that no earlier step has."))
    if isinstance(step, Rank) and not step.choices and not name:
        yield _problem(step, _("there is nothing to put in order."), _('Please give choices, or from = "a key".'))
    if isinstance(step, Choice) and not step.choices and not step.recall:
        yield _problem(step, _("there is nothing to choose from."), _("Please give choices."))
    if isinstance(step, Scale) and step.low >= step.high:
        yield _problem(step, _("its low end is not below its high end."))
    if isinstance(step, Choice) and any("," in choice for choice in step.choices) and step.kind == "choices":
        yield _problem(step, _("a choice holds a comma, which parts choices when typed."), _("Please word it without."))


def _outcomes(exercise: Exercise) -> Iterator[Problem]:
    for number, outcome in enumerate(exercise.outcomes, 1):
        where = _("outcome {number}").format(number=number)
        kind = OUTCOMES.get(outcome.kind)
        if kind is None:
            names = ", ".join(OUTCOMES)
            yield Problem(where=where, what=_("this kind is not known."), cure=_("There are: {n}.").format(n=names))
            continue
        for name in kind.needs:
            if name not in outcome.parameters:
                yield Problem(where=where, what=_("“{name}” is missing.").format(name=name))
        for name in kind.keys:
            value = outcome.parameters.get(name, [])
            for key in [value] if isinstance(value, str) else value:
                if exercise.step(key) is None:
                    yield Problem(where=where, what=_("no step has the key “{key}”.").format(key=key))
        yield from _columns(exercise, number)


def _columns(exercise: Exercise, number: int) -> Iterator[Problem]:
    """The parameters that name a table's fields."""
    parameters = exercise.outcomes[number - 1].parameters
    tables = parameters.get("items", [])
    named = [parameters[name] for name in ("label", "importance", "satisfaction", "tag") if name in parameters]
    named += parameters.get("by", [])
    for key in [tables] if isinstance(tables, str) else tables:
        table = exercise.step(key)
        columns = {column.key for column in table.columns} if isinstance(table, Rows) else set()
        for name in named:
            if name not in columns:
                where = _("outcome {number}").format(number=number)
                yield Problem(where=where, what=_("“{key}” has no field “{name}”.").format(key=key, name=name))


def _next(exercise: Exercise, library: Library) -> Iterator[Problem]:
    for id in exercise.next:
        if id not in library.files:
            yield Problem(where="next", what=_("there is no exercise “{id}”.").format(id=id))


def _sample(exercise: Exercise) -> Iterator[Problem]:
    """The sample, played through the engine."""
    session = Session(exercise, today=SAMPLE_DAY)
    where = _("the sample")
    while step := session.step:
        if not step.asks:
            session.told()
            continue
        try:
            session.answer(prepared(session.turn(), exercise.sample))
        except InvalidAnswer as problem:
            yield Problem(where=where, what=f"{step.key}: {problem}")
            return
    answers = session.answers
    for key in exercise.sample:
        if exercise.step(key) is None:
            yield Problem(where=where, what=_("no step has the key “{key}”.").format(key=key))
        elif answers.get(key) is None:
            yield Problem(
                where=where,
                what=_("“{key}” is not asked with these answers.").format(key=key),
                cure=_("Please take it out."),
            )
    if not any(answers.values()):
        yield Problem(where=where, what=_("it answers nothing."), cure=_("Please give one honest, invented run."))
