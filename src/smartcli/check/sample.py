"""What is wrong with an exercise's sample: it is played through the engine."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.check.reach import A_DAY
from smartcli.cures import meant
from smartcli.errors import InvalidAnswer
from smartcli.exercise import FIELDS, Exercise, Problem
from smartcli.kinds import Rows
from smartcli.play import given_from, prepared, same_names
from smartcli.session import Session
from smartcli.words import _


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
        if isinstance(step, Rows) and rows is not None and not is_table:
            what = _("“{key}” is a table.").format(key=step.key)
            yield what, _("Please write its rows below [[sample.{key}]].").format(key=step.key)
        elif not isinstance(step, Rows) and (isinstance(rows, dict) or (isinstance(rows, list) and is_table and rows)):
            what = _("“{key}” is no table.").format(key=step.key)
            yield what, _("Please write {key} = and its answer below [sample].").format(key=step.key)
    for path in same_names(exercise, exercise.sample):
        yield _("“{path}” has the name of a row above it.").format(path=path), _("Please give each row its own.")
