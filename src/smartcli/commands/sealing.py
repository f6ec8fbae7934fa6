"""All of a home put under the key, or back into the open: journal, drafts, quarantine, settings, cards at hand."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from smartcli import at_hand, backups, disk, settings
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
    seal_beside(world)
    renew_at_hand(world)
    sweep(world)


def seal_beside(world: World) -> None:
    """Drafts, and what was set aside because it could not be read."""
    world.drafts.rewrite()
    for file in _set_aside(world):
        if file.suffix != AGE:
            disk.replace(file.with_name(file.name + AGE), world.keys.seal(disk.read(file)))
            disk.remove(file)


def _open(world: World, chosen: Settings) -> None:
    settings.write(world.home, chosen, keys=world.keys)
    world.journal.open_all()
    world.drafts.rewrite()
    for file in _set_aside(world):
        if file.suffix == AGE:
            try:
                disk.replace(file.with_suffix(""), world.keys.open(disk.read(file)))
            except ValueError:  # another key's: it stays as it is
                continue
            disk.remove(file)
    renew_at_hand(world)


def is_unfinished(world: World) -> bool:
    """Whether something is still readable that should be sealed: a lock was cut off, or a window was open meanwhile."""
    kept = world.settings()
    seen = {card.kind for card in at_hand.read(str(world.home)).cards}
    return (
        world.journal.has_plain()
        or (bool(kept.name or kept.change or kept.way) and not kept.sealed)
        or not seen <= set(kept.at_hand.split())
        or any(file.suffix == ".json" for file in files_in(world.home / "drafts"))
        or any(file.suffix != AGE for file in _set_aside(world))
    )


def is_opened(world: World) -> bool:
    """Whether nothing is sealed any more."""
    beside = [*files_in(world.home / "drafts"), *_set_aside(world)]
    return not (world.journal.has_sealed() or world.settings().sealed or any(file.suffix == AGE for file in beside))


def sweep(world: World) -> None:
    """Take away what a smartcli that was killed has left half written, and nobody is writing any more."""
    folders = [world.home, *(world.home / name for name in ("drafts", "quarantine", "backups", "key"))]
    folders += [folder for folder in (world.home / "journal").glob("*") if folder.is_dir()]
    for file in (file for folder in folders for file in files_in(folder)):
        if disk.is_temporary(file.name) and time.time() - file.stat().st_mtime > SOON:
            disk.remove(file)
    for folder in [*world.home.glob(f"{drill.FOLDER}*"), *(world.home / "backups").glob(f"{drill.FOLDER}*")]:
        if time.time() - folder.stat().st_mtime > SOON:
            shutil.rmtree(folder, ignore_errors=True)


SOON = 10  # seconds; a file that is being written is younger


def _safely(work: Callable[[], None]) -> None:
    try:
        work()
    except OSError as error:
        why = _("It was not finished ({why}). Nothing is lost, and all can be read; the same command goes on.")
        raise SmartError(why.format(why=error.strerror or error.errno), next="smartcli doctor") from error


def _set_aside(world: World) -> list[Path]:
    return [file for file in files_in(world.journal.quarantine) if not disk.is_temporary(file.name)]


def files_in(folder: Path) -> list[Path]:
    """The files in a folder, links to files too; none where there is no folder."""
    return sorted(file for file in folder.iterdir() if file.is_file()) if folder.is_dir() else []


def plain_backups(world: World) -> list[Path]:
    """Backups of ours in the home with something in them that anybody can read."""
    return [file for file in _backups(world) if _is_plain(file)]


def unknown_backups(world: World) -> list[Path]:
    """What lies among the backups, and is none of ours, or damaged."""
    known = {file for file in _backups(world) if _is_plain(file) is not None}
    return [file for file in files_in(world.home / backups.FOLDER) if file.suffix == ".zip" and file not in known]


def _backups(world: World) -> list[Path]:
    return [file for file in files_in(world.home / backups.FOLDER) if backups.is_ours(file.name)]


def _is_plain(file: Path) -> bool | None:
    """None: it cannot be told."""
    try:
        archive = opening.load(file)
    except SmartError:
        return None
    beside = [name for part in ("drafts", "quarantine") for name in archive.files(part)]
    return (
        drill.has_open_lines(archive)
        or any(not name.endswith(AGE) for name in beside)
        or "key/recipient" not in archive.names
    )
