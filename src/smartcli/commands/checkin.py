"""The daily check-in: one minute."""

from __future__ import annotations

from contextlib import suppress

import typer

from smartcli.asking.answers_file import read_answers
from smartcli.commands.do import walk
from smartcli.commands.options import AnswersOption, JsonOption, OnDay, world_of
from smartcli.errors import SmartError
from smartcli.findings.today import CHECK_IN
from smartcli.text.language import typed
from smartcli.views.when_it_was import another_day
from smartcli.world import World


def checkin(ctx: typer.Context, answers: AnswersOption = None, day: OnDay = None, as_json: JsonOption = False) -> None:
    """Do today's check-in; Enter skips a question."""
    run(world_of(ctx), answers=answers, day=day, as_json=as_json)


def run(
    world: World,
    *,
    answers: str | None = None,
    day: str | None = None,
    as_json: bool = False,
    at_home: bool = False,
) -> None:
    """The check-in. Where it is asked and something is due, that is said first.

    day: what was typed of the day it is about.
    """
    with world.discreetly():
        _run(world, answers, day, as_json=as_json, at_home=at_home)


def _run(world: World, answers: str | None, day: str | None, *, as_json: bool, at_home: bool) -> None:
    on = another_day(world.stores, day, world.now())
    exercise = world.stores.library.load(CHECK_IN)
    given = read_answers(answers, world.read, typed("smartcli exercises show {id}", id=CHECK_IN))
    if given is None and on is None:
        from smartcli.commands.menu import due_words
        from smartcli.findings.upcoming import ahead

        with suppress(SmartError):  # what cannot be read keeps nobody from it
            world.screen.notes(due_words(world, ahead(world.stores, now=world.now())))
    entry = walk(world, exercise, answers=given, as_json=as_json, at_home=at_home, on=on)
    if entry and given is None and not as_json:
        from smartcli.commands import check_in_questions

        with suppress(SmartError):  # it is saved; this can wait
            check_in_questions.offer(world)
