"""All help there is, with numbers first. The short way is in first.py; this one is for --help and for home."""

from __future__ import annotations

import typer

from smartcli import first
from smartcli.world import World


def help_now(ctx: typer.Context) -> None:
    """Help in a crisis: numbers, your people, your plan. Works without a journal."""
    world: World = ctx.obj
    first.show(first.help_now(str(world.home), world.environ, width=first.columns(world.environ)))
