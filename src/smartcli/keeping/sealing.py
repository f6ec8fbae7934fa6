"""All of a home put under the key, or back into the open: journal, drafts, quarantine, settings, cards at hand."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.first_aid import card_cache
from smartcli.home import disk, layout, marks
from smartcli.home.filenames import BACKUPS, DRAFTS, JOURNAL, KEY, RECIPIENT, UNPACKED
from smartcli.home.settings import Settings
from smartcli.keeping import backups
from smartcli.keeping.backups import drill, opening
from smartcli.keeping.saving import renew_at_hand
from smartcli.stores import Stores
from smartcli.text.language import _

AGE = ".age"


def seal_home(stores: Stores, chosen: Settings) -> None:
    """Seal all there is. The key is set up and open; what was plain goes only after it was read back and compared."""
    _safely(lambda: _seal(stores, chosen))


def open_home(stores: Stores, chosen: Settings) -> None:
    """All back to plain files. The key is open and turned off."""
    _safely(lambda: _open(stores, chosen))


def _seal(stores: Stores, chosen: Settings) -> None:
    stores.change_settings(lambda kept: kept.but(at_hand=chosen.at_hand))
    stores.mark(lambda kept: kept)
    stores.journal.seal_all()
    seal_beside(stores)
    renew_at_hand(stores)
    sweep(stores)


def seal_beside(stores: Stores) -> None:
    """Drafts, and what was set aside because it could not be read."""
    stores.drafts.rewrite()
    for file in _set_aside(stores):
        if file.suffix != AGE:
            disk.replace(file.with_name(file.name + AGE), stores.keys.seal(disk.read(file)))
            disk.remove(file)


def _open(stores: Stores, chosen: Settings) -> None:
    stores.change_settings(lambda kept: kept.but(at_hand=chosen.at_hand))
    stores.mark(lambda kept: kept)
    stores.journal.open_all()
    stores.drafts.rewrite()
    for file in _set_aside(stores):
        if file.suffix == AGE:
            try:
                disk.replace(file.with_suffix(""), stores.keys.open(disk.read(file)))
            except ValueError:  # another key's: it stays as it is
                continue
            disk.remove(file)
    renew_at_hand(stores)


def is_unfinished(stores: Stores) -> bool:
    """Whether something is still readable that should be sealed: a lock was cut off, or a window was open meanwhile."""
    kept = stores.settings()
    seen = {card.kind for card in card_cache.read(str(stores.home)).cards}
    return (
        stores.journal.has_plain()
        or (bool(kept.name or kept.change or kept.way) and not kept.sealed)
        or not marks.read(stores.home).is_empty
        or not seen <= set(kept.at_hand.split())
        or any(file.suffix == ".json" for file in files_in(stores.home / DRAFTS))
        or any(file.suffix != AGE for file in _set_aside(stores))
    )


def is_opened(stores: Stores) -> bool:
    """Whether nothing is sealed any more."""
    beside = [*files_in(stores.home / DRAFTS), *_set_aside(stores)]
    sealed = stores.journal.has_sealed() or stores.settings().sealed or stores.marks().sealed
    return not (sealed or any(file.suffix == AGE for file in beside))


def sweep(stores: Stores) -> None:
    """Take away what a smartcli that was killed has left half written, and nobody is writing any more."""
    ours = [*layout.names(erased=layout.ERASED, is_folder=True), *layout.names(erased=layout.OURS_ERASED)]
    folders = [stores.home, *(stores.home / name for name in ours)]
    folders += [folder for folder in (stores.home / JOURNAL).glob("*") if folder.is_dir()]
    for file in (file for folder in folders for file in files_in(folder)):
        if disk.is_temporary(file.name) and time.time() - file.stat().st_mtime > SOON:
            disk.remove(file)
    for folder in [*stores.home.glob(f"{UNPACKED}*"), *(stores.home / BACKUPS).glob(f"{UNPACKED}*")]:
        if time.time() - folder.stat().st_mtime > SOON:
            shutil.rmtree(folder, ignore_errors=True)


SOON = 10  # seconds; a file that is being written is younger


def _safely(work: Callable[[], None]) -> None:
    try:
        work()
    except OSError as error:
        why = _("It was not finished ({why}). Nothing is lost, and all can be read; the same command goes on.")
        raise SmartError(why.format(why=error.strerror or error.errno), next="smartcli doctor") from error


def _set_aside(stores: Stores) -> list[Path]:
    folders = [stores.home / name for name in layout.names(sealed=layout.FILES_SEALED)]
    return [file for folder in folders for file in files_in(folder) if not disk.is_temporary(file.name)]


def files_in(folder: Path) -> list[Path]:
    """The files in a folder, links to files too; none where there is no folder."""
    return sorted(file for file in folder.iterdir() if file.is_file()) if folder.is_dir() else []


def plain_backups(stores: Stores) -> list[Path]:
    """Backups of ours in the home with something in them that anybody can read."""
    return [file for file in _backups(stores) if _is_plain(file)]


def unknown_backups(stores: Stores) -> list[Path]:
    """What lies among the backups, and is none of ours, or damaged."""
    known = {file for file in _backups(stores) if _is_plain(file) is not None}
    return [file for file in files_in(stores.home / BACKUPS) if file.suffix == ".zip" and file not in known]


def _backups(stores: Stores) -> list[Path]:
    return [file for file in files_in(stores.home / BACKUPS) if backups.is_ours(file.name)]


def _is_plain(file: Path) -> bool | None:
    """None: it cannot be told."""
    try:
        archive = opening.load(file)
    except SmartError:
        return None
    parts = [*layout.names(sealed=layout.DRAFTS_SEALED), *layout.names(sealed=layout.FILES_SEALED)]
    beside = [name for part in parts for name in archive.files(part)]
    return (
        drill.has_open_lines(archive)
        or any(not name.endswith(AGE) for name in beside)
        or f"{KEY}/{RECIPIENT}" not in archive.names
    )
