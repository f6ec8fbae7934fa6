"""All help there is, with numbers first. The short way is in `__main__`; this one is for its options and for home."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcli.commands.options import JsonOption, world_of
from smartcli.first_aid import pages
from smartcli.world import World


def help_now(
    ctx: typer.Context,
    sources: Annotated[bool, typer.Option("--sources", help="Where and when each number was read.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Help in a crisis: numbers, your people, your plan. Works without a journal."""
    run(world_of(ctx), sources=sources, as_json=as_json)


def run(world: World, *, sources: bool = False, as_json: bool = False) -> None:
    if as_json:
        world.screen.json({"schema": 1, "help": world.help_now(sources=sources)})
        return
    page = pages.sources if sources else pages.help_now
    pages.show(page(str(world.stores.home), world.environ, width=pages.columns(world.environ)))
