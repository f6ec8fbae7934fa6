"""All help there is, with numbers first. The short way is in first.py; this one is for --help and for home."""

from __future__ import annotations

import typer

from smartcli.commands.do import JsonOption
from smartcli.first_aid import pages
from smartcli.world import World


def help_now(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Help in a crisis: numbers, your people, your plan. Works without a journal."""
    world: World = ctx.obj
    if as_json:
        world.screen.json({"schema": 1, "help": world.help_now()})
        return
    pages.show(pages.help_now(str(world.stores.home), world.environ, width=pages.columns(world.environ)))
