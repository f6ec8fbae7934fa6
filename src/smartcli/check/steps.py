"""What is wrong with an exercise's steps: names leading nowhere, conditions nobody meets, nothing to pick from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from smartcli import content
from smartcli.check.reach import Wanted, can_hold
from smartcli.derived import DERIVED, SET_UP
from smartcli.exercise import Exercise, Problem
from smartcli.kinds import Choice, Items, Note, Number, Pace, Rank, Rows, Scale, YesNo
from smartcli.library import Library
from smartcli.step import Step
from smartcli.words import _


def _problem(step: Step, what: str, cure: str = "") -> Problem:
    return Problem(where=_("step “{key}”").format(key=step.key), what=what, cure=cure)


def problems(exercise: Exercise, library: Library) -> Iterator[Problem]:
    earlier: dict[str, Step] = {}
    for step in exercise.steps:
        yield from _condition(step, earlier)
        yield from _own_words(step, exercise, library)
        yield from _safety(step)
        yield from _from(step, earlier)
        yield from _asked(step)
        if isinstance(step, Rows):
            columns: dict[str, Step] = {}
            for column in step.columns:
                yield from _condition(column, {**earlier, **columns})
                yield from _own_words(column, exercise, library)
                yield from _safety(column)
                yield from _from(column, earlier)
                yield from _asked(column)
                columns[column.key] = column
        earlier[step.key] = step


def _asked(step: Step) -> Iterator[Problem]:
    """What a person would see of it."""
    if (step.asks and not step.ask.strip()) or (isinstance(step, Note) and not step.text.strip()):
        empty = "ask" if step.asks else "text"
        yield _problem(step, _("its “{name}” is empty.").format(name=empty), _("Please write what to say."))
    choices = getattr(step, "choices", ())
    for choice, times in Counter(choice.strip().casefold() for choice in choices).items():
        if times > 1 or not choice:
            what = _("a choice stands there {n} times.").format(n=times) if choice else _("a choice is empty.")
            yield _problem(step, what, _("Please take it out."))
            return


def unreached(exercise: Exercise) -> Iterator[Problem]:
    """Steps whose way contradicts itself, each condition being possible alone."""
    for path, step in exercise.every_step():
        table, _dot, field = path.partition(".")
        if field and isinstance(exercise.step(table), Pace):
            continue
        wanted = Wanted(exercise)
        wanted.path(path) if step.asks or field else wanted.before(step)
        if wanted.answers() is None:
            cure = _("Please look at the steps that its only_if comes from.")
            yield _problem(step, _("nobody can reach it: its only_if and those before it exclude each other."), cure)


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


def _own_words(step: Step, exercise: Exercise, library: Library) -> Iterator[Problem]:
    for path in step.recall:
        yield from _recalled(step, path, exercise, library)
    if step.recall and isinstance(step, Choice) and not step.other:
        yield _problem(step, _("it recalls own words but takes none."), _("Please add other = true."))


def _recalled(step: Step, path: str, exercise: Exercise, library: Library) -> Iterator[Problem]:
    if path in DERIVED or path == SET_UP:
        return
    which = f" “{path}”" if len(step.recall) > 1 else ""
    named = named_by(path, exercise, library)
    if isinstance(named, Scale | Number | YesNo | Pace):
        what = _("its recall{which} leads to an answer without words.").format(which=which)
        yield _problem(step, what, _("Please name a key with words."))
    elif named is None or not named.asks:
        cure = _("Please name an exercise and a key, as in “coping-plan.plans”.")
        yield _problem(step, _("its recall{which} leads nowhere.").format(which=which), cure)


def named_by(recall: str, exercise: Exercise, library: Library) -> Step | None:
    """The step, here or in another exercise, whose answers a recall shows."""
    id, _dot, path = recall.partition(".")
    source = exercise if id == exercise.id else library.find(id)
    return dict(source.every_step()).get(path) if source else None


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
