"""Every path that is used."""

from __future__ import annotations

import os
from pathlib import Path

import typer

import smartcli
from smartcli.commands.options import JsonOption, world_of
from smartcli.exercises.content import data
from smartcli.home import layout
from smartcli.text.language import _
from smartcli.world import World


def where(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Show every path that smartcli uses."""
    run(world_of(ctx), as_json=as_json)


def run(world: World, *, as_json: bool = False) -> None:
    home = world.stores.home
    places = {
        "home": home,
        **{row.shown: home / row.name for row in layout.TABLE if row.shown},
        "content": data(),
        "program": Path(smartcli.__file__).parent,
    }
    if as_json:
        table = {name: {"path": str(path), "exists": _exists(path)} for name, path in places.items()}
        world.screen.json({"schema": 1, "version": smartcli.__version__, "where": table})
        return
    rows = [[name, str(path), "" if _exists(path) else _("not there yet")] for name, path in places.items()]
    world.screen.table([_("what"), _("where"), ""], rows)


def _exists(path: Path) -> bool:
    try:
        return os.path.exists(path)
    except OSError:  # it may not be looked into; that is no reason not to name it
        return False


def show_version(world: World) -> None:
    world.screen.say(f"smartcli {smartcli.__version__}")
