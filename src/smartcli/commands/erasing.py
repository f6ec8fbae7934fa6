"""Where a forgotten entry may still lie beside the journal: drafts, quarantine, backups, and places out of reach."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Collection
from pathlib import Path

from smartcli import backups, disk
from smartcli.errors import SmartError
from smartcli.journal import sealing
from smartcli.words import _, ngettext
from smartcli.world import World

KEPT = "exercises"  # the person's own exercise files: they hold questions, not answers
HISTORIES = {".git": "git", ".stversions": "Syncthing", ".stfolder": "Syncthing", ".sync": "Resilio"}


def copies(world: World, ids: Collection[str], exercise: str) -> list[str]:
    """Erase what tells of these entries beside the journal; where copies may remain, as sentences.

    exercise: all of it was forgotten, and so its drafts go too.
    """
    for draft in world.drafts.every():
        if draft.exercise == exercise:
            world.drafts.drop(draft)
    left = []
    try:
        for file in _files(world.journal.quarantine):
            _erase_lines(world, file, ids, exercise)
        _renew_backups(world, ids, exercise)
    except (OSError, SmartError):
        left.append(_("In the backups and the quarantine here: not all of them could be rewritten."))
    unknown = _unknown(world)
    if unknown:
        text = ngettext("In {n} file here that cannot be opened.", "In {n} files here that cannot be opened.", unknown)
        left.append(text.format(n=unknown))
    return [*left, *out_of_reach(world)]


def _erase_lines(world: World, file: Path, ids: Collection[str], exercise: str) -> None:
    """What could not be read, without the lines that tell of these entries."""
    plain = _opened(world, file.name, disk.read(file))
    if plain is None:
        return
    kept = b"" if exercise and file.name.startswith(f"{exercise}-") else _without(world, plain, ids)
    if not kept.strip():
        disk.remove(file)
    elif kept != plain:
        disk.replace(file, world.keys.seal(kept) if file.name.endswith(sealing.PACKED) else kept)


def _without(world: World, plain: bytes, ids: Collection[str]) -> bytes:
    return b"\n".join(line for line in plain.split(b"\n") if not _tells(sealing.opened(line, world.keys), ids))


def _renew_backups(world: World, ids: Collection[str], exercise: str) -> None:
    """A new backup in the place of all those here that tell of these entries."""
    old = [file for file in _files(world.home / backups.FOLDER) if file.suffix == ".zip"]
    told = [file for file in old if _archive_tells(world, file, ids, exercise)]
    if told:
        backups.before(world.home, "forget", world.now())
        for file in told:
            disk.remove(file)


def _unknown(world: World) -> int:
    """Files in quarantine that the key does not open."""
    return sum(_opened(world, file.name, disk.read(file)) is None for file in _files(world.journal.quarantine))


def everything(world: World) -> list[str]:
    """Take away all that smartcli keeps, but for the person's own exercise files."""
    home = world.home
    journal = world.journal
    others = journal.has_others()
    if others:  # what other machines wrote is erased there, once they know
        journal.forget([entry.id for entry in [*journal.entries(), *journal.trash()]], at=world.now())
    kept = {KEPT, "lock", *(("journal", "device") if others else ())}
    left = []
    for place in sorted(home.iterdir()) if home.is_dir() else []:
        if place.name in kept:
            continue
        try:
            if place.is_dir() and not place.is_symlink():
                shutil.rmtree(place)
            elif place.name == "journal":  # a link: what it leads to goes, and the link stays
                _empty(place)
            else:
                disk.remove(place)
        except OSError:
            left.append(_("In {place}: it could not be removed.").format(place=place))
    if others:
        left.append(_("In what other machines wrote: it is erased when smartcli next runs there."))
    if (home / KEPT).is_dir():
        left.append(_("Your own exercise files are still in {place}.").format(place=home / KEPT))
    return [*left, *out_of_reach(world)]


def out_of_reach(world: World) -> list[str]:
    """Where this program cannot look, or cannot erase."""
    journal = Path(os.path.realpath(world.home / "journal"))
    around = [journal, *journal.parents]
    names = sorted({name for mark, name in HISTORIES.items() if any((place / mark).exists() for place in around)})
    lines = []
    if names:
        lines.append(_("In the old versions that {names} keeps of the folder.").format(names=", ".join(names)))
    return [
        *lines,
        _("In exports and backups you have put somewhere else."),
        _("In what a sync or backup program of this computer has copied."),
        _("On the disk itself, until it is written over."),
    ]


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.is_file()) if folder.is_dir() else []


def _empty(folder: Path) -> None:
    for place in folder.iterdir():
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            disk.remove(place)


def _archive_tells(world: World, file: Path, ids: Collection[str], exercise: str) -> bool:
    """Whether a backup tells of these entries; one of which it cannot be said does, as far as we know."""
    try:
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                if exercise and name.startswith("drafts/"):
                    return True
                if name.startswith(("journal/", "quarantine/")):
                    plain = _opened(world, name, archive.read(name))
                    if plain is None or _tells(sealing.opened(plain, world.keys), ids):
                        return True
    except (OSError, zipfile.BadZipFile):
        return True
    return False


def _opened(world: World, name: str, data: bytes) -> bytes | None:
    """What is in a file; None where our key does not open it."""
    try:
        return world.keys.open(data) if name.endswith(sealing.PACKED) else data
    except ValueError:
        return None


def _tells(plain: bytes, ids: Collection[str]) -> bool:
    return any(id.encode("utf-8", "replace") in plain for id in ids)
