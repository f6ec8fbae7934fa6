"""Every path that is used."""

from __future__ import annotations

import os
from pathlib import Path

import typer

import smartcli
from smartcli.commands.options import JsonOption, world_of
from smartcli.exercises.content import data
from smartcli.home import layout
from smartcli.home.filenames import MOVING
from smartcli.home.layout import Stored
from smartcli.text.language import _
from smartcli.world import World


def where(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Show every path that smartcli uses."""
    run(world_of(ctx), as_json=as_json)


def run(world: World, *, as_json: bool = False) -> None:
    home = world.stores.home
    places = {
        "home": home,
        **{row.shown: home / row.name for row in layout.TABLE if _is_shown(row, home)},
        "content": data(),
        "program": Path(smartcli.__file__).parent,
    }
    if as_json:
        table = {name: {"path": str(path), "exists": _is_there(path)[0]} for name, path in places.items()}
        world.screen.json({"schema": 1, "version": smartcli.__version__, "where": table})
        return
    rows = [[name, _led(path), _is_there(path)[1]] for name, path in places.items()]
    world.screen.table([_("what"), _("where"), ""], rows)


def _led(path: Path) -> str:
    """With where it leads, where it is a link."""
    try:
        return f"{path} -> {os.readlink(path)}"
    except OSError:
        return str(path)


def _is_shown(row: Stored, home: Path) -> bool:
    """What lies there only in the middle of a move is named only then."""
    return bool(row.shown) and (row.name != MOVING or os.path.lexists(home / MOVING))


def _is_there(path: Path) -> tuple[bool | None, str]:
    """And what is said of it. None: it cannot be told, which is no reason not to name it."""
    try:
        os.stat(path)
    except FileNotFoundError:
        return False, _("not there yet")
    except OSError as error:
        from smartcli.home.reasons import why  # hardly ever

        return None, _("cannot be looked at ({why})").format(why=why(error))
    return True, ""


def show_version(world: World) -> None:
    world.screen.say(f"smartcli {smartcli.__version__}")
