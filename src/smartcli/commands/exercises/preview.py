"""Play an exercise file with its sample, wherever it is."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcli.commands.options import JsonOption, world_of
from smartcli.text.language import _
from smartcli.world import World


def preview(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help="A file anywhere, or the name of an exercise.", metavar="EXERCISE|FILE")],
    whole: Annotated[bool, typer.Option("--all", help="All of it as one text, without waiting for a key.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show an exercise file with its sample, step by step. Nothing is saved.

    Space goes on, b goes back, n shows the notes for whoever leads a group, l takes an answer of your own, q leaves.
    """
    run(world_of(ctx), file, whole=whole, as_json=as_json)


def run(world: World, file: str, *, whole: bool = False, as_json: bool = False) -> None:
    from smartcli.authoring.usable import usable  # only here: what lists exercises need not load them
    from smartcli.commands.demo import show

    otherwise = _("It can be played once this is mended.")
    say = world.screen.note if as_json else world.screen.say
    show(world, usable(world.stores.library, file, otherwise, say), whole=whole, as_json=as_json)
