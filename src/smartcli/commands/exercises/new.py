"""A file to begin an exercise of one's own with."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from smartcli.asking.turn import Turn
from smartcli.commands.options import world_of
from smartcli.errors import InvalidAnswer, NeedsTerminal, SmartError, Usage
from smartcli.exercises import starter
from smartcli.exercises.content import SUFFIX
from smartcli.exercises.kinds import Text
from smartcli.text.language import _, quoted, typed
from smartcli.world import World


def new(
    ctx: typer.Context,
    id: Annotated[
        str | None, typer.Argument(help="A short name of your own, such as my-evening.", metavar="NAME")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="What people read.")] = None,
    source: Annotated[
        str | None, typer.Option("--from", metavar="EXERCISE", help="Begin with a copy of this exercise.")
    ] = None,
) -> None:
    """Write a file to begin your own exercise with."""
    run(world_of(ctx), id, title=title, source=source)


def run(world: World, id: str | None, *, title: str | None = None, source: str | None = None) -> None:
    """A new file; its name is asked for where there is none. source: the exercise that it begins as a copy of."""
    id = starter.fitting(id) if id is not None else _asked_id(world)
    file = world.stores.library.own / f"{id}{SUFFIX}"
    if os.path.lexists(file) or (id in world.stores.library.files and id != source):
        raise SmartError(_("There is an exercise of this name."), next="smartcli exercises new ANOTHER-NAME")
    if source is None:
        text = starter.starter(title or _asked_title(world, id))
    else:
        text = starter.copied(world.stores.library, source)
        text = starter.titled(text, title) if title else text
    starter.write(file, text)
    world.stores.so_far.landed(_("The file is written."), "smartcli exercises")
    world.screen.say(_("Written:"))
    world.screen.whole(str(file))
    world.screen.say(_("Open it in a text editor. To look at it as it is:"))
    world.screen.whole(typed("smartcli exercises preview {id}", id=quoted(id)))


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
            return starter.fitting(typed_before)
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
