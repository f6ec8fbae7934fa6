"""Check exercise files, and the path, for their authors."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from smartcli import authoring as checker
from smartcli import record
from smartcli.authoring import danger, leftover, path, wording
from smartcli.commands.options import JsonOption, world_of
from smartcli.errors import SmartError
from smartcli.exercises.exercise import Problem
from smartcli.exercises.library import Library, read_file
from smartcli.exercises.lookup import meant, path_of
from smartcli.home import disk
from smartcli.home.filenames import PATH
from smartcli.text.language import _, ngettext
from smartcli.world import World


def check(
    ctx: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Exercise files, or names; without them, all that there are.", metavar="[EXERCISE|FILE]…"),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check exercise files: what is wrong, where, and the cure."""
    run(world_of(ctx), files or (), as_json=as_json)


def run(world: World, files: Sequence[Path] = (), *, as_json: bool = False) -> None:
    """These files; all that there are where there are none. Raises SmartError where one has a problem."""
    library = world.stores.library
    sources = [_meant(world, file) for file in files]
    sources = sources or [*(library.files[id] for id in library.ids()), *library.strays(), *_own_path(world)]
    seen = {source: _read(library, source) for source in sources}
    found = [(source, problem) for source, (problems, _hints) in seen.items() for problem in problems]
    hints = [(source, hint) for source, (_problems, hints) in seen.items() for hint in hints]
    if as_json:
        table = {"problems": [_row(*one) for one in found], "hints": [_row(*one) for one in hints]}
        world.screen.json({"schema": 1, **table})
    else:
        for source, problem in found:
            world.screen.say(f"{source.name}: {problem}")
        for source, hint in hints:
            world.screen.say(_("{file}: a hint: {hint}").format(file=source.name, hint=hint), "quiet")
    if found:
        text = ngettext("{n} problem found.", "{n} problems found.", len(found)).format(n=len(found))
        unread = library.unread()  # what was named may be where nobody could look
        raise SmartError(" ".join([text, *unread]), next="smartcli doctor" if unread else None)
    if not as_json:
        world.screen.say(ngettext("{n} file is fine.", "{n} files are fine.", len(sources)).format(n=len(sources)))


def _meant(world: World, file: Path) -> Path:
    """The file of this name. The own path goes by its name from wherever somebody stands, as exercises do."""
    own = _own_path(world) if str(file) == PATH and not os.path.lexists(file) else []
    return own[0] if own else path_of(world.stores.library, str(file))


def _own_path(world: World) -> list[Path]:
    file = world.stores.home / PATH
    return [file] if disk.is_there(file) else []


def _row(source: Path, problem: Problem) -> dict[str, object]:
    return {"file": source.name, **record.values(problem)}


def _read(library: Library, source: Path) -> tuple[list[Problem], list[Problem]]:
    """What is wrong with a file, and what could be better in one that can be read."""
    if source.name == PATH and source.parent != library.own:
        return path.problems(source, library), []
    found, problems = read_file(source)
    if not os.path.exists(source):
        problems = [problem.but(cure=meant(library, str(source))) for problem in problems]
    if os.path.isfile(source):
        problems = [*checker.about_name(source), *problems]
    if found is None:
        return problems, []
    return [*problems, *checker.check(found, library)], [
        *danger.hints(found),
        *wording.hints(found),
        *leftover.hints(found),
    ]
