"""Check exercise files for their authors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from smartcli import check as checker
from smartcli.errors import SmartError
from smartcli.library import read_file
from smartcli.words import ngettext
from smartcli.world import World


def check(
    ctx: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(help="Exercise files; without them, all that there are.")
    ] = None,
) -> None:
    """Check exercise files: each problem with its place and its cure."""
    world: World = ctx.obj
    sources = files or [world.library.files[id] for id in world.library.ids()]
    count = 0
    for source in sources:
        found, problems = read_file(source)
        problems = problems or (checker.check(found, world.library) if found else [])
        for problem in problems:
            world.screen.say(f"{source.name}: {problem}")
        count += len(problems)
    if count:
        text = ngettext("{n} problem found.", "{n} problems found.", count)
        raise SmartError(text.format(n=count))
    world.screen.say(ngettext("{n} file is fine.", "{n} files are fine.", len(sources)).format(n=len(sources)))
