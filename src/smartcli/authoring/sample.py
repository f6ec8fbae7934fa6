"""What is wrong with an exercise's sample: it is played through the engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from smartcli.asking.play import given_from, overfull, prepared, same_names
from smartcli.asking.session import Session
from smartcli.authoring.compared import no_choice
from smartcli.errors import InvalidAnswer
from smartcli.exercises.did_you_mean import meant, near
from smartcli.exercises.exercise import Exercise, Problem
from smartcli.exercises.kinds import A_DAY
from smartcli.exercises.reader import FIELDS
from smartcli.exercises.step import Step
from smartcli.text.language import _, ngettext


def problems(exercise: Exercise) -> Iterator[Problem]:
    """The sample, played through the engine."""
    where = _("the sample")
    wrong = list(_names(exercise)) + list(_tables(exercise))
    if wrong:
        yield from (Problem(where=where, what=what, cure=cure) for what, cure in wrong)
        return
    session = Session(exercise, today=A_DAY)
    while step := session.step:
        if not step.asks:
            session.told()
            continue
        raw = prepared(session.turn(), exercise.sample)
        try:
            session.answer(raw)
        except InvalidAnswer as problem:
            what, cure = _refused(step, raw) or (f"{_field(step)}: {problem}", "")
            yield Problem(where=where + _row(exercise, step.key), what=what, cure=cure)
            return
    yield from _not_asked(exercise, session)
    if all(answer is None for answer in session.answers.values()):
        yield Problem(where=where, what=_("it answers nothing."), cure=_("Please give one honest, invented run."))


def _not_asked(exercise: Exercise, session: Session) -> Iterator[Problem]:
    """Answers that these answers do not lead to; or the mistyped one that keeps them from being asked."""
    asked = given_from(exercise, session.answers)
    lost = [
        key
        for key, value in given_from(exercise, exercise.sample).items()
        if value not in (None, "", []) and asked.get(key) is None
    ]
    typos = [said for step in exercise.steps if lost and (said := _mistyped(step, exercise.sample.get(step.key)))]
    if typos:
        yield from (Problem(where=_("the sample"), what=what, cure=cure) for what, cure in typos)
        return
    for key in lost:
        what = _("“{key}” is not asked with these answers.").format(key=key.rpartition(".")[2])
        yield Problem(where=_("the sample") + _row(exercise, key), what=what, cure=_("Please take it out."))


def _refused(step: Step, raw: object) -> tuple[str, str] | None:
    """Why a choice does not take an answer: in a file choices stand as words, not as numbers of a list."""
    if (step.picks or step.orders) and not step.other:
        strange = [one for one in _texts(raw) if one not in step.choices]
        return no_choice(step.at(_field(step)), strange[0]) if strange else None
    return None


def _mistyped(step: Step, answer: object) -> tuple[str, str] | None:
    """An own word that is nearly one of the choices."""
    known = {choice.casefold() for choice in step.choices}
    for one in _texts(answer):
        if one.casefold() not in known and (close := near(one, step.choices, 0.8)):
            return no_choice(step, one, close)
    return None


def _texts(answer: object) -> list[str]:
    return [one for one in (answer if isinstance(answer, list) else [answer]) if isinstance(one, str)]


def _field(step: Step) -> str:
    """The key of a step, in a table that of the field."""
    return step.key.rpartition(".")[2]


def _row(exercise: Exercise, path: str) -> str:
    """Which row of a table a path is about; nothing outside of tables."""
    key, _dot, rest = path.partition(".")
    table = exercise.step(key)
    if not rest or not table or not table.is_table:
        return ""
    name = rest.rpartition(".")[0]
    row = f"“{name}”" if table.rows_from else str(int(name) + 1)
    return _(", row {row} of “{table}”").format(row=row, table=key)


def _names(exercise: Exercise) -> Iterator[tuple[str, str]]:
    keys = [step.key for step in exercise.steps if step.asks]
    for key in exercise.sample:
        if key in keys:
            continue
        cure = meant(key, keys) or _("Please take it out.")
        if key in FIELDS:
            cure = _("If it is about the whole exercise, please put it above the first [[steps]].")
        yield _("no step has the key “{key}”.").format(key=key), cure


def _tables(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Tables that are none, and rows of which one would be lost."""
    for step in exercise.steps:
        rows: object = exercise.sample.get(step.key)
        is_table = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
        if step.is_table and rows is not None and not is_table:
            what = _("“{key}” is a table.").format(key=step.key)
            yield what, _("Please write its rows below [[sample.{key}]].").format(key=step.key)
        elif not step.is_table and (isinstance(rows, dict) or (isinstance(rows, list) and is_table and rows)):
            what = _("“{key}” is no table.").format(key=step.key)
            yield what, _("Please write {key} = and its answer below [sample].").format(key=step.key)
        elif step.is_table and isinstance(rows, list):
            yield from _rows(exercise, step, rows)
    for key, most in overfull(exercise, exercise.sample):
        what = ngettext("“{key}” takes {n} row at most.", "“{key}” takes {n} rows at most.", most)
        yield what.format(key=key, n=most), _("Please take some out, or raise its at_most.")
    for path in same_names(exercise, exercise.sample):
        yield _("“{path}” has the name of a row above it.").format(path=path), _("Please give each row its own.")


def _rows(exercise: Exercise, table: Step, rows: list[Any]) -> Iterator[tuple[str, str]]:
    """Rows with names that are no field, and those that end the table since their first field is empty."""
    known = [column.key for column in table.columns]
    for number, row in enumerate(rows, 1):
        for name in [name for name in row if name not in known]:
            cure = meant(name, known) or _("There are: {names}.").format(names=", ".join(known))
            if exercise.step(name):
                cure = _("If its step belongs to the table, please write [[steps.fields]] above it.")
            what = _("row {n} of “{key}” has “{name}”, which is none of its fields.")
            yield what.format(n=number, key=table.key, name=name), cure
            return
        if row and not row.get(known[0]):
            what = _("row {n} of “{key}” has no “{name}”, and so the table ends there.")
            yield what.format(n=number, key=table.key, name=known[0]), _("Please add it, or take the row out.")
            return
