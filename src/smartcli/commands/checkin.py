"""The daily check-in: one minute."""

from __future__ import annotations

from contextlib import suppress

import typer

from smartcli.commands.do import AnswersOption, JsonOption, read_answers, walk
from smartcli.errors import SmartError
from smartcli.findings.upcoming import ahead, due_lines
from smartcli.world import World

ID = "check-in"


def checkin(ctx: typer.Context, answers: AnswersOption = None, as_json: JsonOption = False) -> None:
    """Do today's check-in; Enter skips a question."""
    world: World = ctx.obj
    if answers is None:
        check_in(world, as_json=as_json)
    else:
        walk(world, world.stores.library.load(ID), answers=read_answers(world, answers), as_json=as_json)


def check_in(world: World, *, as_json: bool = False) -> None:
    """The check-in, asked; if something is due, it is said first."""
    exercise = world.stores.library.load(ID)
    with suppress(SmartError):  # what cannot be read keeps nobody from it
        for line in due_lines(ahead(world.stores, now=world.now())):
            world.screen.note(line)
    walk(world, exercise, as_json=as_json)
