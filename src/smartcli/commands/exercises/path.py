"""A copy of the path, to say in it what is offered when."""

from __future__ import annotations

import os

import typer

from smartcli.commands.options import world_of
from smartcli.errors import SmartError
from smartcli.exercises import content, starter
from smartcli.home.filenames import PATH
from smartcli.text.language import _, quoted, typed
from smartcli.world import World


def path(ctx: typer.Context) -> None:
    """Write a file in which you say what is offered when."""
    run(world_of(ctx))


def run(world: World) -> None:
    """A copy of ours in the home. SmartError: there is one already."""
    file, ours = world.stores.home / PATH, content.find(PATH)
    if os.path.lexists(file):
        said = _("There is a file {name} already. You can see whether it can be used.")
        raise SmartError(said.format(name=PATH), next=typed("smartcli check {path}", path=quoted(file)))
    if ours is None:
        raise SmartError(_("The path is not in this installation."), next="smartcli doctor")
    starter.write(file, ours.read_text("utf-8"))
    world.stores.so_far.landed(_("The file is written."), "smartcli exercises")
    world.screen.say(_("Written:"))
    world.screen.whole(str(file))
    world.screen.say(_("Open it in a text editor. It takes the place of ours. To see whether all of it can be used:"))
    world.screen.whole(typed("smartcli check {path}", path=quoted(file)))
