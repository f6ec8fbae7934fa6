"""The daily check-in: one minute."""

from __future__ import annotations

import typer

from smartcli.commands.do import AnswersOption, JsonOption, read_answers, walk
from smartcli.world import World

ID = "check-in"


def checkin(ctx: typer.Context, answers: AnswersOption = None, as_json: JsonOption = False) -> None:
    """Do today's check-in; Enter skips a question."""
    world: World = ctx.obj
    walk(world, world.library.load(ID), answers=read_answers(world, answers), as_json=as_json)
