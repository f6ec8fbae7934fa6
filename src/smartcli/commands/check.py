"""Check exercise files for their authors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from smartcli import check as checker
from smartcli import record
from smartcli.commands.do import JsonOption
from smartcli.errors import SmartError
from smartcli.exercise import Problem
from smartcli.library import read_file
from smartcli.words import ngettext
from smartcli.world import World


def check(
    ctx: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(help="Exercise files; without them, all that there are.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check exercise files: each problem with its place and its cure."""
    world: World = ctx.obj
    sources = files or [world.library.files[id] for id in world.library.ids()]
    found = [(source, problem) for source in sources for problem in _problems(world, source)]
    if as_json:
        rows = [{"file": source.name, **record.values(problem)} for source, problem in found]
        world.screen.json({"schema": 1, "problems": rows})
    else:
        for source, problem in found:
            world.screen.say(f"{source.name}: {problem}")
    if found:
        text = ngettext("{n} problem found.", "{n} problems found.", len(found))
        raise SmartError(text.format(n=len(found)))
    if not as_json:
        world.screen.say(ngettext("{n} file is fine.", "{n} files are fine.", len(sources)).format(n=len(sources)))


def _problems(world: World, source: Path) -> list[Problem]:
    found, problems = read_file(source)
    return problems or (checker.check(found, world.library) if found else [])
