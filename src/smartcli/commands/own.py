"""Exercises of one's own: a starter file to change, and a look at any file with its sample."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Annotated

import typer

from smartcli.asking.turn import Turn
from smartcli.errors import InvalidAnswer, NeedsTerminal, SmartError, Usage
from smartcli.exercises import content
from smartcli.exercises.content import SUFFIX
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.kinds import Text
from smartcli.exercises.library import read_file
from smartcli.exercises.lookup import id_of, none_of
from smartcli.home import disk
from smartcli.text.language import _, typed
from smartcli.text.sanitize import one_line
from smartcli.world import World

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 40


def new(
    ctx: typer.Context,
    id: Annotated[
        str | None, typer.Argument(help="A short name of your own, such as my-evening.", metavar="ID")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="What people read.")] = None,
    source: Annotated[
        str | None, typer.Option("--from", metavar="ID", help="Begin with a copy of this exercise.")
    ] = None,
) -> None:
    """Write a file to begin your own exercise with."""
    world: World = ctx.obj
    id = _fitting(id) if id is not None else _asked_id(world)
    file = world.stores.library.own / f"{id}{SUFFIX}"
    if os.path.lexists(file) or (id in world.stores.library.files and id != source):
        raise SmartError(_("There is an exercise of this name."), next="smartcli exercises new ANOTHER-NAME")
    text = _copied(world, source) if source is not None else _starter(title or _asked_title(world, id))
    if source is not None and title:
        text = _titled(text, title)
    _write(file, text)
    world.screen.say(_("Written:"))
    world.screen.whole(str(file))
    world.screen.say(_("Open it in a text editor. To look at it as it is:"))
    world.screen.whole(typed(f"smartcli exercises preview {id}"))


def _fitting(id: str) -> str:
    id = id.strip().removesuffix(SUFFIX)
    if not ID.fullmatch(id) or len(id) > LONGEST:
        raise Usage(
            _("A name has small letters, digits and -, and no blanks."), next="smartcli exercises new my-evening"
        )
    return id


def _asked_id(world: World) -> str:
    if not world.is_home_to_people:
        raise NeedsTerminal(_("It needs a name."), next="smartcli exercises new my-evening")
    prompter = world.prompter()
    ask = _("A short name of it, as people type it?")
    step = Text(key="id", ask=ask, help=_("Small letters, digits and -. For example: my-evening."), required=True)
    typed_before = ""
    while True:
        try:
            typed_before = str(step.read(prompter.ask(Turn(step=step, typed=typed_before, total=0))))
            return _fitting(typed_before)
        except Usage as problem:
            prompter.refuse(InvalidAnswer(str(problem)))
        except InvalidAnswer as problem:
            prompter.refuse(problem)


def _asked_title(world: World, id: str) -> str:
    """What people read; without an answer, or anybody to give one, the name in words."""
    usual = id.replace("-", " ").capitalize()
    if not world.is_home_to_people:
        return usual
    step = Text(
        key="title", ask=_("Its title, as people read it?"), help=_("Skip it for “{title}”.").format(title=usual)
    )
    return str(step.read(world.prompter().ask(Turn(step=step, total=0))) or usual)


def _starter(title: str) -> str:
    file = content.find("starter.toml")
    if file is None:
        raise SmartError(_("The starter is not in this installation."), next="smartcli doctor")
    return _titled(file.read_text("utf-8"), title)


def _copied(world: World, id: str) -> str:
    known = id_of(world.stores.library, id)
    if known is None:
        raise none_of(world.stores.library, id, _("There is no exercise of this name to begin with."))
    return world.stores.library.files[known].read_text("utf-8-sig")


def _titled(text: str, title: str) -> str:
    """The same with another title, in TOML's quotes, which are those of JSON."""
    quoted = json.dumps(one_line(title).strip(), ensure_ascii=False)
    return re.sub(r"(?m)^title = .*$", lambda _found: f"title = {quoted}", text, count=1)


def _write(file: Path, text: str) -> None:
    try:
        disk.private_folder(file.parent.parent)
        disk.private_folder(file.parent)
        disk.replace(file, text.encode("utf-8"))
    except OSError:
        raise SmartError(_("The file cannot be written there."), next="smartcli where") from None


def preview(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help="A file anywhere, or the name of an exercise.", metavar="FILE")],
) -> None:
    """Play an exercise file with its sample, wherever it is. Nothing is saved."""
    from smartcli.commands.demo import play_sample  # only here: what lists exercises need not load it

    world: World = ctx.obj
    play_sample(world, usable(world, file, _("It can be played once this is mended.")))


def usable(world: World, file: str, otherwise: str) -> Exercise:
    """The exercise of a file anywhere, or of this name. What `check` finds is said first, then `otherwise`."""
    from smartcli.authoring import about_name, check

    path = path_of(world, file)
    if not path.is_file():
        raise none_of(world.stores.library, file, _("There is no such file, and no exercise of this name."))
    found, problems = read_file(path)
    if found is not None:
        problems = [*about_name(path), *check(found, world.stores.library)]
    for problem in problems:
        world.screen.say(f"{path.name}: {problem}")
    if found is None or problems:
        raise SmartError(otherwise, next=f"smartcli check {path}")
    return found


def path_of(world: World, file: str) -> Path:
    """The file of an exercise's id, a file anywhere, or the file of an exercise's title."""
    path = world.stores.library.files.get(file, Path(file))
    known = None if path.is_file() else id_of(world.stores.library, file)
    return world.stores.library.files[known] if known else path
