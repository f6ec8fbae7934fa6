"""Play an exercise file with its sample, wherever it is."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcli.commands.options import world_of
from smartcli.text.language import _
from smartcli.world import World


def preview(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help="A file anywhere, or the name of an exercise.", metavar="EXERCISE|FILE")],
) -> None:
    """Play an exercise file with its sample, wherever it is. Nothing is saved."""
    run(world_of(ctx), file)


def run(world: World, file: str) -> None:
    from smartcli.authoring.usable import usable  # only here: what lists exercises need not load them
    from smartcli.commands.demo import play_sample

    otherwise = _("It can be played once this is mended.")
    play_sample(world, usable(world.stores.library, file, otherwise, world.screen.say))
