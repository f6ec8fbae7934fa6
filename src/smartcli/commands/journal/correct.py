"""Correct what was written: edit an entry, put some in the trash, take that back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

import typer

from smartcli.asking.answers_file import read_answers
from smartcli.asking.play import given_from
from smartcli.asking.session import Session
from smartcli.commands.options import AnswersOption, IdArgument, JsonOption, OnDay, YesOption, world_of
from smartcli.commands.without_draft import asked_again
from smartcli.errors import SmartError, Usage
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answer, Step, rows_of
from smartcli.first_aid import card_cache
from smartcli.journal.entry import Entry
from smartcli.journal.happened import Happened, at_that_day, day_written, past_day
from smartcli.keeping.saving import asked, follow_at_hand
from smartcli.text.language import _, ngettext, typed
from smartcli.views.as_asked import fitting
from smartcli.views.summary import short_id
from smartcli.views.when_it_was import keys, without_asking
from smartcli.world import World


def edit(
    ctx: typer.Context,
    id: IdArgument,
    answers: AnswersOption = None,
    day: OnDay = None,
    as_json: JsonOption = False,
) -> None:
    """Change an entry: it is asked again with your answers filled in. What is not asked stays. --day moves it."""
    edit_entry(world_of(ctx), id, answers=answers, day=day, as_json=as_json)


def edit_entry(
    world: World, id: str, *, answers: str | None = None, day: str | None = None, as_json: bool = False
) -> None:
    """The one entry that has this id, asked again. answers: a file of what changes, or `-`.

    day: what was typed of the day it is about. Alone it changes that, and nothing is asked.
    """
    entry = world.stores.journal.find(id)
    exercise = _exercise_of(world, entry)
    patch = read_answers(answers, world.read, typed("smartcli journal show {id} --json", id=short_id(entry)))
    happened = _moved(world, entry, day)
    was = _as_it_was(exercise, {**entry.answers, **(patch if isinstance(patch, dict) else {})})
    was = without_asking(was)  # “yesterday” was another day then
    was = fitting(was, world.stores, date.fromisoformat(entry.day))
    given = given_from(was, entry.answers)
    session = Session(was, today=world.stores.settings().day(world.now()), given=given)
    changed = _patched(world, entry, session, patch) if patch is not None or day is None else {}
    if happened:
        changed |= {key: None for key in keys(exercise) if key in entry.answers}
    difference = {key: value for key, value in changed.items() if entry.answers.get(key) != value}
    if difference or happened:
        wording = asked(exercise, difference)
        entry = world.stores.journal.edit(entry.id, difference, asked=wording, at=world.now(), happened=happened)
        follow_at_hand(world.stores)
    elif card_cache.is_old(str(world.stores.home)):  # the same was done before, and this could not follow then
        follow_at_hand(world.stores)
    if as_json:
        world.screen.json({"schema": 1, "entry": entry.as_json()})
    elif happened and not difference:
        world.screen.say(typed(_("Saved. smartcli journal undo brings the day from before back.")), "good")
    elif difference:
        world.screen.say(typed(_("Saved. smartcli journal undo brings the old answers back.")), "good")
    else:
        world.screen.say(_("Nothing was changed."))


def _exercise_of(world: World, entry: Entry) -> Exercise:
    library = world.stores.library
    try:
        return library.load(entry.exercise)
    except SmartError as error:
        if library.is_gone(entry.exercise):
            said = _("The exercise of this entry is not there any more, so it cannot be asked again.")
            raise SmartError(said, next=typed("smartcli journal show {id}", id=short_id(entry))) from None
        raise SmartError(f"{error.what} {_('So this entry cannot be asked again.')}", next=error.next) from error


def _moved(world: World, entry: Entry, words: str | None) -> Happened | None:
    """When it was, where that is another day than was said. Usage: that day was still to come when it was written."""
    if words is None:
        return None
    day = world.stores.settings().day
    on, written = past_day(words, day(world.now())), day_written(entry, day)
    if on > written:
        said = _("It was written before that day. Please give the day it was written, or one before it.")
        raise Usage(said, next=typed("smartcli journal show {id}", id=short_id(entry)))
    if on.isoformat() == entry.day:
        return None
    return Happened(day=on.isoformat()) if on == written else at_that_day(on)


def _as_it_was(exercise: Exercise, answers: Mapping[str, Answer]) -> Exercise:
    """The exercise as it was answered: what hung on other entries then, and what another version asked for."""
    given = {key for key, answer in answers.items() if answer is not None}
    had_something = any(step.only_recalled and step.key in given for step in exercise.steps)
    usual = {step.key for step in exercise.steps if not step.waits or (step.only_unrecalled and not had_something)}
    asked = (step for step in exercise.steps if step.key in usual | given)
    return exercise.but(steps=tuple(_as_answered(step, answers) for step in asked))


def _as_answered(step: Step, answers: Mapping[str, Answer]) -> Step:
    """With room for what stands there: a choice that is no longer offered, a longer order, rows that nothing names."""
    answer = answers.get(step.key)
    step = step.but(only_recalled=False, only_unrecalled=False) if step.asks and step.waits else step
    if step.picks and isinstance(answer, str) and answer not in step.choices and not step.other:
        return step.but(choices=(*step.choices, answer))
    if step.orders and isinstance(answer, list) and 0 < step.top < len(answer):
        return step.but(top=len(answer))
    if step.rows_from and rows_of(answer) and answers.get(step.rows_from) is None:
        return step.but(rows_from="")
    return step


def _patched(world: World, entry: Entry, session: Session, patch: object) -> dict[str, Answer]:
    again = typed("smartcli journal edit {id}", id=short_id(entry))
    if isinstance(patch, dict):
        from smartcli.asking.prompts.answers import AnswersPrompter

        there = {key: answer for key, answer in entry.answers.items() if session.exercise.step(key)}
        return asked_again(world, session, AnswersPrompter({**there, **patch}), again)
    return asked_again(world, session, world.prompter(), again)


def delete(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(help="The entries' ids.", metavar="ID…")],
    _yes: YesOption = False,
) -> None:
    """Put entries in the trash; undo brings them back."""
    delete_entries(world_of(ctx), ids)


def delete_entries(world: World, ids: Sequence[str]) -> None:
    """The entries that have these ids go to the trash."""
    found = [world.stores.journal.alike(id)[0].id for id in ids]
    deleted = world.stores.journal.delete(found, at=world.now())
    follow_at_hand(world.stores)
    text = ngettext("{n} of {total} entry, in the trash.", "{n} of {total} entries, in the trash.", deleted.total)
    text = text.format(n=deleted.count, total=deleted.total)
    world.screen.say(f"{text} {typed(_('smartcli journal undo brings it back.'))}")


def undo(ctx: typer.Context, _yes: YesOption = False) -> None:
    """Take back the last deletion or change."""
    undo_last(world_of(ctx))


def undo_last(world: World) -> None:
    undone = world.stores.journal.undo(at=world.now())
    follow_at_hand(world.stores)
    if undone.op == "delete":
        said = ngettext("{n} entry is back.", "{n} entries are back.", len(undone.entries))
    else:
        said = _("The answers from before are back.")
    world.screen.say(said.format(n=len(undone.entries)), "good")
