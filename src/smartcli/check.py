"""Read content as its author's checker: every problem with its place and its cure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smartcli import content
from smartcli.derived import DERIVED
from smartcli.errors import InvalidAnswer
from smartcli.exercise import Exercise, Problem
from smartcli.kinds import Choice, Choices, Items, Lines, Note, Number, Rank, Rows, Scale, YesNo
from smartcli.library import Library
from smartcli.outcomes import OUTCOMES
from smartcli.play import given_from, prepared
from smartcli.session import Session
from smartcli.step import Answer, Comparison, Step
from smartcli.words import _

# Any day will do: a sample's relative dates only need one to count from.
SAMPLE_DAY = date(2026, 1, 1)


def check(exercise: Exercise, library: Library) -> list[Problem]:
    """What is wrong with an exercise that could be read: names leading nowhere, steps nobody reaches, a bad sample."""
    found = [*_steps(exercise, library), *_outcomes(exercise, library), *_next(exercise, library)]
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
    return any(comparison.holds(answer) for answer in _possible(step, comparison))


def _possible(step: Step, comparison: Comparison) -> Iterator[Answer]:
    """The answers there are; where the person is free, those that the comparison names."""
    named = [wanted for _name, wanted in comparison.tests]
    words = [wanted for wanted in named if isinstance(wanted, str)]
    if isinstance(step, Scale):
        yield from range(int(step.low), int(step.high) + 1)
    elif isinstance(step, YesNo):
        yield from (True, False)
    elif isinstance(step, Number):
        yield from (wanted for wanted in named if isinstance(wanted, int | float))
    elif isinstance(step, Choice | Rank):
        is_open = getattr(step, "other", False) or bool(getattr(step, "from_", ""))
        open_words = [*step.choices, *(words if is_open else ())]
        yield from ([one] for one in open_words) if isinstance(step, Choices | Rank) else open_words
    elif isinstance(step, Lines):
        yield from ([one] for one in words)
    elif not isinstance(step, Rows):
        yield from words


def _own_words(step: Step, exercise: Exercise, library: Library) -> Iterator[Problem]:
    if not step.recall:
        return
    if not _leads_somewhere(step.recall, exercise, library):
        yield _problem(
            step, _("its recall leads nowhere."), _("Please name an exercise and a key, as in “coping-plan.plans”.")
        )
    if isinstance(step, Choice) and not step.other:
        yield _problem(step, _("it recalls own words but takes none."), _("Please add other = true."))


def _leads_somewhere(recall: str, exercise: Exercise, library: Library) -> bool:
    """Whether it names something worked out from the entries, or an exercise and one of its keys."""
    id, _dot, path = recall.partition(".")
    source = exercise if id == exercise.id else library.find(id)
    return recall in DERIVED or (source is not None and path in dict(source.every_step()))


def _safety(step: Step) -> Iterator[Problem]:
    if step.safety and (isinstance(step, Rows) or not step.asks):
        yield _problem(step, _("it cannot show a safety card."), _("Please put it on a field, or on another step."))
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


def _outcomes(exercise: Exercise, library: Library) -> Iterator[Problem]:
    for number, outcome in enumerate(exercise.outcomes, 1):
        where = _("outcome {number}").format(number=number)
        kind = OUTCOMES.get(outcome.kind)
        if kind is None:
            known = ", ".join(OUTCOMES)
            yield Problem(where=where, what=_("this kind is not known."), cure=_("There are: {n}.").format(n=known))
            continue
        names = dict.fromkeys([*kind.needs, *outcome.parameters])
        for name in names:
            if name not in outcome.parameters:
                yield Problem(where=where, what=_("“{name}” is missing.").format(name=name))
            elif not kind.takes(name, outcome.parameters[name]):
                wanted = _("a text or a list of texts") if name in kind.lists else _("a text in quotes")
                yield Problem(where=where, what=_("“{name}” should be {kind}.").format(name=name, kind=wanted))
        if not all(kind.takes(name, outcome.parameters.get(name)) for name in names):
            continue
        for name in kind.keys:
            value = outcome.parameters[name]
            for key in [value] if isinstance(value, str) else value:
                if exercise.step(key) is None:
                    yield Problem(where=where, what=_("no step has the key “{key}”.").format(key=key))
        yield from _columns(exercise, number)
        yield from _elsewhere(exercise, number, library)


def _columns(exercise: Exercise, number: int) -> Iterator[Problem]:
    """The parameters that name a table's fields."""
    parameters = exercise.outcomes[number - 1].parameters
    tables = parameters.get("items", [])
    named = [parameters[name] for name in ("label", "importance", "satisfaction", "tag") if name in parameters]
    by = parameters.get("by", [])
    named += [by] if isinstance(by, str) else by
    for key in [tables] if isinstance(tables, str) else tables:
        table = exercise.step(key)
        columns = {column.key for column in table.columns} if isinstance(table, Rows) else set()
        for name in named:
            if name not in columns:
                where = _("outcome {number}").format(number=number)
                yield Problem(where=where, what=_("“{key}” has no field “{name}”.").format(key=key, name=name))


def _elsewhere(exercise: Exercise, number: int, library: Library) -> Iterator[Problem]:
    """The parameter that names what the person wrote before."""
    paths = exercise.outcomes[number - 1].parameters.get("recall", [])
    for path in [paths] if isinstance(paths, str) else paths:
        if not _leads_somewhere(path, exercise, library):
            where = _("outcome {number}").format(number=number)
            yield Problem(where=where, what=_("its recall “{path}” leads nowhere.").format(path=path))


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
    asked = given_from(exercise, session.answers)
    for key in exercise.sample:
        if exercise.step(key) is None:
            yield Problem(where=where, what=_("no step has the key “{key}”.").format(key=key))
    for key, value in given_from(exercise, exercise.sample).items():
        if value not in (None, "", []) and asked.get(key) is None:
            yield Problem(
                where=where,
                what=_("“{key}” is not asked with these answers.").format(key=key),
                cure=_("Please take it out."),
            )
    if all(answer is None for answer in session.answers.values()):
        yield Problem(where=where, what=_("it answers nothing."), cure=_("Please give one honest, invented run."))
