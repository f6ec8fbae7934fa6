"""All help there is, with numbers first. The short way is in `__main__`; this one is for --help and for home."""

from __future__ import annotations

import typer

from smartcli.commands.options import JsonOption, world_of
from smartcli.first_aid import pages
from smartcli.world import World


def help_now(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Help in a crisis: numbers, your people, your plan. Works without a journal."""
    run(world_of(ctx), as_json=as_json)


def run(world: World, *, as_json: bool = False) -> None:
    if as_json:
        world.screen.json({"schema": 1, "help": world.help_now()})
        return
    pages.show(pages.help_now(str(world.stores.home), world.environ, width=pages.columns(world.environ)))
