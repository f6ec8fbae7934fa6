"""A line above the prompt of a shell while today is not written. The shell reads a small file, and starts nothing."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Annotated

import typer

from smartcli.commands.options import world_of
from smartcli.errors import SmartError, Usage
from smartcli.exercises import content
from smartcli.home import disk
from smartcli.home.filenames import PROMPT_LINE
from smartcli.home.reasons import why
from smartcli.keeping import prompting
from smartcli.text.language import _, typed
from smartcli.world import World

READ_BY = {"bash": "~/.bashrc", "zsh": "~/.zshrc", "fish": "~/.config/fish/config.fish"}  # each shell, at its start
OFF = "off"


def shell(
    ctx: typer.Context,
    which: Annotated[
        str | None, typer.Argument(help="bash, zsh or fish; off for no such line any more.", metavar="[PROMPT]")
    ] = None,
) -> None:
    """Print a hook for your shell. One neutral line stands above the prompt, once, while today is not written."""
    run(world_of(ctx), which)


def run(world: World, which: str | None = None) -> None:
    """which: without it the shell that is used here. From now on saving keeps the file for it up to date."""
    name = which or os.path.basename(world.environ.get("SHELL", ""))
    if name == OFF:
        _take_away(world)
        return
    if name not in READ_BY:
        known = ", ".join(READ_BY)
        raise Usage(_("There are: {shells}.").format(shells=known), next=typed("smartcli remind shell bash"))
    try:
        prompting.begin(world.stores, world.now())
    except OSError as error:
        said = _("The line for your prompt cannot be kept ({why}).").format(why=why(error))
        raise SmartError(said, next="smartcli where") from error
    world.screen.data(hook(name, world.stores.home / PROMPT_LINE))
    rows = READ_BY[name]
    world.screen.note(typed(_("To have it: smartcli remind shell {name} >> {rows}"), name=name, rows=rows))
    world.screen.note(typed(_("No longer: smartcli remind shell off, and take these lines out of {rows}."), rows=rows))


def hook(name: str, file: Path) -> bytes:
    """The lines for this shell, which look at that file."""
    path = os.fspath(file)
    quoted = _for_fish(path) if name == "fish" else shlex.quote(path)
    return content.data().joinpath("templates", "shell", name).read_bytes().replace(b"@FILE@", os.fsencode(quoted))


def _for_fish(path: str) -> str:
    escaped = path.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _take_away(world: World) -> None:
    place = world.stores.home / PROMPT_LINE
    if not os.path.lexists(place):
        world.screen.say(_("There is no line for a prompt here."))
        return
    try:
        disk.remove(place)
    except OSError as error:
        said = _("The line for your prompt cannot be taken away ({why}).").format(why=why(error))
        raise SmartError(said, next="smartcli where") from error
    world.screen.say(_("There is no line any more. The hook may stay: it shows nothing."), "good")
