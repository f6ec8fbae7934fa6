"""All of a home put under the key, or back into the open: journal, drafts, quarantine, settings, cards at hand."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from smartcli import backups, disk, settings
from smartcli.backups import drill, opening
from smartcli.commands.saving import renew_at_hand
from smartcli.errors import SmartError
from smartcli.settings import Settings
from smartcli.words import _
from smartcli.world import World

AGE = ".age"


def seal_home(world: World, chosen: Settings) -> None:
    """Seal all there is. The key is set up and open; what was plain goes only after it was read back and compared."""
    _safely(lambda: _seal(world, chosen))


def open_home(world: World, chosen: Settings) -> None:
    """All back to plain files. The key is open and turned off."""
    _safely(lambda: _open(world, chosen))


def _seal(world: World, chosen: Settings) -> None:
    settings.write(world.home, chosen, keys=world.keys)
    world.journal.seal_all()
    world.drafts.rewrite()
    for file in _set_aside(world):
        if file.suffix != AGE:
            disk.replace(file.with_name(file.name + AGE), world.keys.seal(disk.read(file)))
            disk.remove(file)
    renew_at_hand(world)


def _open(world: World, chosen: Settings) -> None:
    world.journal.open_all()
    world.drafts.rewrite()
    for file in _set_aside(world):
        if file.suffix == AGE:
            try:
                disk.replace(file.with_suffix(""), world.keys.open(disk.read(file)))
            except ValueError:  # another key's: it stays as it is
                continue
            disk.remove(file)
    settings.write(world.home, chosen, keys=world.keys)
    renew_at_hand(world)


def _safely(work: Callable[[], None]) -> None:
    try:
        work()
    except OSError as error:
        why = _("It was not finished ({why}). Nothing is lost, and all can be read; the same command goes on.")
        raise SmartError(why.format(why=error.strerror), next="smartcli doctor") from error


def _set_aside(world: World) -> list[Path]:
    folder = world.journal.quarantine
    return [Path(file.path) for file in os.scandir(folder) if file.is_file()] if folder.is_dir() else []


def plain_backups(world: World) -> list[Path]:
    """Backups in the home that were made before the journal was sealed, and can be read by anybody."""
    folder = world.home / backups.FOLDER
    if not folder.is_dir():
        return []
    found = sorted(file for file in folder.iterdir() if file.suffix == ".zip" and file.is_file())
    return [file for file in found if _is_plain(file)]


def _is_plain(file: Path) -> bool:
    try:
        archive = opening.load(file)
        return "key/recipient" not in archive.names or drill.has_open_lines(archive)
    except SmartError:  # damaged: nobody can tell what is in it
        return True
