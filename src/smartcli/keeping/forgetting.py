"""Where a forgotten entry may still lie beside the journal: drafts, quarantine, backups, and places out of reach."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from smartcli.asking.drafts import is_of
from smartcli.errors import SmartError
from smartcli.home import carriers, disk, layout
from smartcli.home.filenames import AT_HAND, BACKUPS, DRAFTS, ELSEWHERE, JOURNAL, LOCK, MARKS, QUARANTINE, SETTINGS
from smartcli.home.layout import Stored
from smartcli.home.marks import PACKED
from smartcli.journal import sealing
from smartcli.journal.entry import Entry
from smartcli.journal.segment_names import is_packed
from smartcli.keeping import backups
from smartcli.keeping.saving import renew_at_hand
from smartcli.keeping.sealing import files_in, sweep
from smartcli.stores import Stores
from smartcli.text.language import _, ngettext
from smartcli.views.own_cards import of_every_exercise


def entries(stores: Stores, found: Sequence[Entry], exercise: str, now: datetime) -> tuple[int, list[str]]:
    """Erase these entries: how many were, and where copies are left, in words. exercise: its drafts go too.

    Everything beside the journal first: should this be cut off, the same command goes on.
    """
    backups.before(stores.home, "forget", now)  # until it is done; then it too is written without them
    ids = {entry.id for entry in found}
    beside(stores, ids | stores.journal.forgotten(), exercise)
    done = stores.journal.forget([entry.id for entry in found], at=now)
    left = backed_up(stores, ids | stores.journal.forgotten(), exercise, now)
    remembered(stores, exercise)
    renew_at_hand(stores)
    if done.elsewhere:
        left.append(_("In what other machines wrote: it is erased when smartcli next runs there."))
    if lost := stores.journal.unreadable + len(stores.journal.lost_files):
        left.append(_("In {n} lines or files of the journal that cannot be read.").format(n=lost))
    return done.count, left


def beside(stores: Stores, ids: Collection[str], exercise: str) -> None:
    """Before the journal itself: what tells of these entries in drafts and quarantine, and what is at hand.

    exercise: all of it is forgotten, and so its drafts go too.
    """
    for draft in stores.drafts.every():
        if draft.exercise == exercise:
            stores.drafts.drop(draft)
    for file in files_in(stores.journal.quarantine):
        _erase_lines(stores, file, ids, exercise)
    disk.remove(stores.home / AT_HAND)  # made anew at the end


def backed_up(stores: Stores, ids: Collection[str], exercise: str, now: datetime) -> list[str]:
    """After the journal itself: the backups here, written anew without these entries; what could not be, in words."""
    left = []
    for file in files_in(stores.journal.quarantine):  # what was met on the way, once more
        _erase_lines(stores, file, ids, exercise)
    for file in files_in(stores.home / BACKUPS):
        if backups.is_ours(file.name):
            try:
                backups.change(file, lambda name, data: _changed(stores, name, data, ids, exercise), now)
            except SmartError:
                left.append(_("In {place}, which cannot be opened.").format(place=file))
    sweep(stores)
    unknown = sum(_opened(stores, file.name, disk.read(file)) is None for file in files_in(stores.journal.quarantine))
    if unknown:
        text = ngettext("In {n} file here that cannot be opened.", "In {n} files here that cannot be opened.", unknown)
        left.append(text.format(n=unknown))
    return left


_PACKED = tuple(f"{name} ".encode() for name in PACKED)


def remembered(stores: Stores, exercise: str) -> None:
    """After the journal: no mark stays of a card that is gone, and nothing of a forgotten exercise."""
    there = {mark for cards in of_every_exercise(stores) for card in cards for mark in (card.mark, card.away_mark)}
    stores.mark(
        lambda kept: kept.but(
            first=tuple(mark for mark in kept.first if mark in there),
            away=kept.away & there,
            declined={id: day for id, day in kept.declined.items() if id != exercise},
        )
    )
    for file in files_in(stores.journal.quarantine):
        if _are_marks(file.name):
            disk.remove(file)


def _are_marks(name: str) -> bool:
    """Whether a file, or what was kept of it in quarantine, holds marks: of any entry, so all of it goes."""
    return name.startswith(MARKS)


def _changed(stores: Stores, name: str, data: bytes, ids: Collection[str], exercise: str) -> bytes | None:
    """A file of a backup without what tells of these entries; None = it goes. SmartError: it cannot be opened."""
    part, _slash, file = name.partition("/")
    if _are_marks(part) or (part == QUARANTINE and _are_marks(file)):
        return None
    if part == SETTINGS:  # of an older smartcli
        return b"".join(line for line in data.splitlines(keepends=True) if not line.startswith(_PACKED))
    if part not in (JOURNAL, QUARANTINE, DRAFTS):
        return data
    plain = _opened(stores, name, data)
    if plain is None:
        raise SmartError(_("This cannot be opened."))
    if part == DRAFTS:
        return None if exercise and is_of(exercise, file, plain) else data
    if part == QUARANTINE and exercise and file.startswith(f"{exercise}-"):
        return None
    kept = _without(stores, plain, ids)
    if kept == plain:
        return data
    return stores.keys.seal(kept) if is_packed(name) else kept


def _erase_lines(stores: Stores, file: Path, ids: Collection[str], exercise: str) -> None:
    """What could not be read, without the lines that tell of these entries."""
    plain = _opened(stores, file.name, disk.read(file))
    if plain is None:
        return
    kept = b"" if exercise and file.name.startswith(f"{exercise}-") else _without(stores, plain, ids)
    if not kept.strip():
        disk.remove(file)
    elif kept != plain:
        disk.replace(file, stores.keys.seal(kept) if is_packed(file.name) else kept)


def _without(stores: Stores, plain: bytes, ids: Collection[str]) -> bytes:
    return b"\n".join(line for line in plain.split(b"\n") if not _tells(sealing.opened(line, stores.keys), ids))


def everything(stores: Stores, now: datetime) -> list[str]:
    """Take away all that smartcli keeps, and nothing else that lies in the folder; where something stays, in words."""
    home = stores.home
    journal = stores.journal
    others = journal.has_others()
    if others:  # what other machines wrote is erased there, once they know
        journal.forget([entry.id for entry in [*journal.entries(), *journal.trash()]], at=now)
    left = []
    both = layout.those(erased=layout.ERASED_ALONE)
    ours = [*layout.those(erased=layout.ERASED), *layout.those(erased=layout.OURS_ERASED)]
    for row in [*ours, *(() if others else reversed(both))]:  # the journal before the name of our folder in it
        try:
            _take_away(home / row.name, row)
        except OSError:
            left.append(_("In {place}: it could not be removed.").format(place=home / row.name))
    sweep(stores)
    stores.keys.let_go()
    if others:
        left.append(_("In what other machines wrote: it is erased when smartcli next runs there."))
    if home.is_dir() and any(place.name not in (LOCK, *(row.name for row in both)) for place in home.iterdir()):
        left.append(_("What is not ours was left alone, your own exercise files too: {place}").format(place=home))
    return left


def _take_away(place: Path, row: Stored) -> None:
    if row.erased == layout.OURS_ERASED:  # people may have put other things there
        for file in files_in(place):
            if backups.is_ours(file.name) or file.name == ELSEWHERE:
                disk.remove(file)
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()
    elif place.is_symlink() and place.is_dir():  # what it leads to goes, and the link stays
        for inner in place.iterdir():
            _take_away(inner, row)
    elif place.is_dir():
        shutil.rmtree(place)
    else:
        disk.remove(place)


def out_of_reach(stores: Stores) -> list[str]:
    """Where this program cannot look, or cannot erase."""
    names = carriers.of(stores.home / JOURNAL)
    lines = []
    if names:
        lines.append(_("In the old versions that {names} keeps of the folder.").format(names=", ".join(names)))
    return [
        *lines,
        _("In exports and backups you have put somewhere else."),
        _("In what a sync or backup program of this computer has copied."),
        _("On the disk itself, until it is written over."),
    ]


def _opened(stores: Stores, name: str, data: bytes) -> bytes | None:
    """What is in a file; None where our key does not open it."""
    try:
        return stores.keys.open(data) if is_packed(name) else data
    except ValueError:
        return None


def _tells(plain: bytes, ids: Collection[str]) -> bool:
    return any(id.encode("utf-8", "replace") in plain for id in ids)
