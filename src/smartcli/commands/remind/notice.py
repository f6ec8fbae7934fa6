"""What a timer starts: a notice where today is not written, else silence."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from smartcli.commands.options import world_of
from smartcli.errors import SmartError
from smartcli.keeping.timers import notice as notices
from smartcli.text import hours
from smartcli.world import World


def notice(
    ctx: typer.Context,
    at: Annotated[str | None, typer.Option("--at", metavar="HOUR", help="Not before this hour of the day.")] = None,
) -> None:
    """For timers: a notice on the desktop if today is not written. Silent in every other case."""
    run(world_of(ctx), at=at)


def run(world: World, *, at: str | None = None) -> None:
    """Nothing is said, asked or logged, whatever goes wrong: nobody is there to read it."""
    with suppress(SmartError, OSError):
        if notices.is_wanted(world.stores, world.now(), hours.hour(at or "")):
            notices.send(world.environ)
