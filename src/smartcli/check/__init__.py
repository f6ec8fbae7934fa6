"""Read content as its author's checker: every problem with its place and its cure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from smartcli import content
from smartcli.check import outcomes
from smartcli.check.reach import A_DAY, Wanted, can_hold
from smartcli.errors import InvalidAnswer
from smartcli.exercise import FIELDS, Exercise, Problem, meant
from smartcli.kinds import Choice, Items, Note, Number, Pace, Rank, Rows, Scale, YesNo
from smartcli.library import SUFFIX, Library
from smartcli.play import given_from, prepared, same_names
from smartcli.session import Session
from smartcli.step import Step
from smartcli.words import _


def check(exercise: Exercise, library: Library) -> list[Problem]:
    """What is wrong with an exercise that could be read: names leading nowhere, steps nobody reaches, a bad sample."""
    found = [*_head(exercise), *_steps(exercise, library), *_next(exercise, library)]
    found = found or list(_reached(exercise)) + list(outcomes.problems(exercise))
    return found or list(_sample(exercise))


def about_name(file: Path) -> list[Problem]:
    """What is wrong with a file's name, which is the exercise's id."""
    name = file.name.lower().removesuffix(".txt").removesuffix(SUFFIX)
    right = re.sub(r"[^a-z0-9]+", "-", name).strip("-") + SUFFIX
    if file.name == right:
        return []
    if not file.name.endswith(SUFFIX):
        what = _("smartcli looks only at files whose names end in .toml.")
    else:
        what = _("the name of the file is what people type: small letters, digits and - only.")
    return [Problem(where="", what=what, cure=_("Please call it {name}.").format(name=right))]


def _head(exercise: Exercise) -> Iterator[Problem]:
    if exercise.minutes < 1:
        what = _("an exercise takes at least one minute.")
        yield Problem(where="minutes", what=what, cure=_("Please write minutes = 1, or more."))
    if not exercise.title.strip():
        yield Problem(where="title", what=_("there is none."), cure=_("Please give it a few words."))
    if exercise.version < 1:
        yield Problem(where="version", what=_("versions begin with 1."), cure=_("Please write version = 1."))


def _problem(step: Step, what: str, cure: str = "") -> Problem:
    return Problem(where=_("step “{key}”").format(key=step.key), what=what, cure=cure)


def _steps(exercise: Exercise, library: Library) -> Iterator[Problem]:
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


def _reached(exercise: Exercise) -> Iterator[Problem]:
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
    if not step.recall:
        return
    id, _dot, path = step.recall.partition(".")
    source = exercise if id == exercise.id else library.find(id)
    named = dict(source.every_step()).get(path) if source else None
    if isinstance(named, Scale | Number | YesNo | Pace):
        yield _problem(step, _("its recall leads to an answer without words."), _("Please name a key with words."))
    elif named is None or not named.asks:
        yield _problem(
            step, _("its recall leads nowhere."), _("Please name an exercise and a key, as in “coping-plan.plans”.")
        )
    if isinstance(step, Choice) and not step.other:
        yield _problem(step, _("it recalls own words but takes none."), _("Please add other = true."))


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


def _next(exercise: Exercise, library: Library) -> Iterator[Problem]:
    for id in exercise.next:
        if id == exercise.id:
            yield Problem(where="next", what=_("it names itself."), cure=_("Please take it out."))
        elif id not in library.files:
            cure = meant(id, library.files, 0.8) or _("Please take it out, or write that exercise.")
            yield Problem(where="next", what=_("there is no exercise “{id}”.").format(id=id), cure=cure)


def _sample(exercise: Exercise) -> Iterator[Problem]:
    """The sample, played through the engine."""
    where = _("the sample")
    wrong = list(_sample_names(exercise)) + list(_sample_rows(exercise))
    if wrong:
        yield from (Problem(where=where, what=what, cure=cure) for what, cure in wrong)
        return
    session = Session(exercise, today=A_DAY)
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
    for key, value in given_from(exercise, exercise.sample).items():
        if value not in (None, "", []) and asked.get(key) is None:
            yield Problem(
                where=where,
                what=_("“{key}” is not asked with these answers.").format(key=key),
                cure=_("Please take it out."),
            )
    if all(answer is None for answer in session.answers.values()):
        yield Problem(where=where, what=_("it answers nothing."), cure=_("Please give one honest, invented run."))


def _sample_names(exercise: Exercise) -> Iterator[tuple[str, str]]:
    keys = [step.key for step in exercise.steps if step.asks]
    for key in exercise.sample:
        if key in keys:
            continue
        cure = meant(key, keys) or _("Please take it out.")
        if key in FIELDS:
            cure = _("If it is about the whole exercise, please put it above the first [[steps]].")
        yield _("no step has the key “{key}”.").format(key=key), cure


def _sample_rows(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Tables that are none, and rows of which one would be lost."""
    for step in exercise.steps:
        rows: object = exercise.sample.get(step.key)
        is_table = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
        if isinstance(step, Rows) and rows is not None and not is_table:
            what = _("“{key}” is a table.").format(key=step.key)
            yield what, _("Please write its rows below [[sample.{key}]].").format(key=step.key)
        elif not isinstance(step, Rows) and (isinstance(rows, dict) or (isinstance(rows, list) and is_table and rows)):
            what = _("“{key}” is no table.").format(key=step.key)
            yield what, _("Please write {key} = and its answer below [sample].").format(key=step.key)
    for path in same_names(exercise, exercise.sample):
        yield _("“{path}” has the name of a row above it.").format(path=path), _("Please give each row its own.")
