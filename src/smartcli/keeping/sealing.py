"""All of a home put under the key, or back into the open: journal, drafts, quarantine, settings, cards at hand."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from smartcli.errors import SmartError
from smartcli.home import carriers, disk, layout, reasons, unpacked
from smartcli.home.disk import SYSTEM
from smartcli.home.filenames import (
    BACKUPS,
    CALENDAR,
    DRAFTS,
    HOMEWORK,
    JOURNAL,
    KEY,
    MARKS,
    QUARANTINE,
    RECIPIENT,
    SETTINGS,
)
from smartcli.home.seal.keys import Keys
from smartcli.journal import sealing
from smartcli.journal.line import between_sealed, has_sealed
from smartcli.keeping import backups, ours, remains
from smartcli.keeping.afterwards import tried
from smartcli.keeping.remains import Known, Remain, Unsealed
from smartcli.keeping.saving import follow_at_hand
from smartcli.keeping.tries import Tries
from smartcli.record import Record
from smartcli.stores import Stores
from smartcli.text.language import Later, _

AGE = ".age"


def seal_home(stores: Stores, kinds: str) -> list[Remain]:
    """Seal all there is, and look: what is left readable. The key is set up and open. kinds: what urge may show.

    What fails at one place stops no other. What was plain goes only after it was read back and compared.
    """
    tries = Tries()
    _choose(stores, kinds, tries)
    _write_fields(stores, tries)
    with tries.at(JOURNAL):
        stores.journal.seal_all()
    _seal_beside(stores, tries)
    follow_at_hand(stores)
    sweep(stores, patient=True)
    return remains.readable(stores.home, tries.reasons)


def seal_beside(stores: Stores) -> list[Remain]:
    """All but the journal, where the key is open; what is left readable in the whole home."""
    tries = Tries()
    in_the_open = {one.place for one in remains.readable(stores.home, {})}  # what is sealed stays byte for byte
    with tries.at(SETTINGS):
        if SETTINGS in in_the_open:
            stores.change_settings(lambda kept: kept)
    _write_fields(stores, tries, in_the_open)
    _seal_beside(stores, tries)
    sweep(stores)
    return remains.readable(stores.home, tries.reasons)


def _write_fields(stores: Stores, tries: Tries, places: Collection[str] = (MARKS, CALENDAR, HOMEWORK)) -> None:
    """Each in the form that holds now."""
    ways: dict[str, Callable[[Callable[[Any], Any]], object]] = {
        MARKS: stores.mark,
        CALENDAR: stores.note_calendar,
        HOMEWORK: stores.change_homework,
    }
    for place, change in ways.items():
        if place in places:
            with tries.at(place):
                change(lambda kept: kept)


def _seal_beside(stores: Stores, tries: Tries) -> None:
    """Drafts, and what was set aside because it could not be read."""
    with tries.at(DRAFTS):
        stores.drafts.rewrite()
    with tries.at(QUARANTINE):
        for file in _set_aside(stores):
            if file.suffix != AGE:
                with tries.at(QUARANTINE):
                    _seal_kept(file, stores.keys)


def _seal_kept(file: Path, keys: Keys) -> None:
    """Put under the key what can be read in quarantine. What is sealed there stays as it is, whose ever the key is."""
    data = disk.read(file)
    if remains.is_closed(data):
        return
    if has_sealed(sealing.opened(data, keys) if keys.is_open else data):
        disk.replace(file, sealing.line_by_line(data, {*between_sealed(data)}, keys))
    else:
        disk.replace(file.with_name(file.name + AGE), keys.seal(data))
        disk.erase(file)


def _open_kept(file: Path, keys: Keys) -> None:
    """Open what our key sealed in quarantine, a file or lines in it. ValueError: the file is another key's."""
    data = disk.read(file)
    plain = sealing.opened(keys.open(data) if file.suffix == AGE else data, keys)
    if file.suffix == AGE:
        disk.replace(file.with_suffix(""), plain)
        disk.erase(file)
    elif plain != data:
        disk.replace(file, plain)


def open_home(stores: Stores, kinds: str) -> list[Remain]:
    """All back to plain files, and a look: what is left sealed with our key. The key is open and turned off."""
    tries = Tries()
    _choose(stores, kinds, tries)
    _write_fields(stores, tries)
    with tries.at(JOURNAL):
        stores.journal.open_all()
    with tries.at(DRAFTS):
        stores.drafts.rewrite()
    with tries.at(QUARANTINE):
        for file in _set_aside(stores):
            with tries.at(QUARANTINE), suppress(ValueError):  # another key's: it stays as it is
                _open_kept(file, stores.keys)
    follow_at_hand(stores)
    sweep(stores, patient=True)
    return remains.closed(stores.home, stores.keys, tries.reasons)


def _choose(stores: Stores, kinds: str, tries: Tries) -> None:
    """Keep what may be seen without the passphrase, and the rest of the settings in the form that holds now.

    The look afterwards cannot see whether it is kept, so that is told at the end of the run.
    """
    try:
        stores.change_settings(lambda kept: kept.but(at_hand=kinds))
    except (SmartError, OSError, MemoryError) as error:
        tries.failed(SETTINGS, error)
        with tried(stores.so_far, _("But what urge may show without the passphrase is not kept.")):
            raise


def is_unfinished(stores: Stores) -> bool:
    """Whether something is still readable that should be sealed: a lock was cut off, or a window was open meanwhile."""
    return bool(remains.readable(stores.home))


def is_opened(stores: Stores) -> bool:
    """Whether nothing is sealed any more, with whatever key."""
    return not remains.closed(stores.home, None)


def sweep(stores: Stores, *, patient: bool = False) -> None:
    """Take away what a smartcli that was killed has left half written, and nobody is writing any more.

    patient: what is quite new is waited for until it is done, or cannot be any more. What does not go is left lying:
    whoever must know looks afterwards.
    """
    for _try in range(WAITS if patient else 1):
        young = [place for place in _half_done(stores.home) if not _swept(place, QUIET if patient else SOON)]
        if not young:
            return
        if patient:
            time.sleep(A_WHILE)


SOON = 10  # seconds; a file that is being written is younger
QUIET = 2.0  # seconds; one that did not grow for so long is written by nobody
A_WHILE = 0.1  # seconds between two looks
WAITS = 22  # looks; the last of them is after QUIET


def _half_done(home: Path) -> list[Path]:
    known = [home / name for name in layout.names(is_folder=True, is_one=True)]
    folders = [home, *(folder for place in known for folder in _folders_in(place))]
    half = []
    for folder in folders:
        with suppress(OSError):  # whoever must know looks afterwards
            half += [file for file in files_in(folder) if disk.is_temporary(file.name)]
    return [*half, *unpacked.left(home)]


def _folders_in(place: Path) -> Iterator[Path]:
    """A folder, which may be linked, and those in it; what begins with a dot belongs to whatever carries it."""
    for folder, inner, _files in os.walk(place):
        inner[:] = [name for name in inner if name[0] != "."]
        yield Path(folder)


def _swept(place: Path, age: float) -> bool:
    """Whether it was old enough to be taken away; whether that went well is not asked."""
    try:
        if time.time() - place.lstat().st_mtime <= age or (place.is_dir() and unpacked.is_held(place)):
            return False
    except OSError:  # it is gone
        return True
    with suppress(OSError):
        disk.remove(place) if place.is_symlink() else disk.remove_all(place)
    return True


def _set_aside(stores: Stores) -> list[Path]:
    folders = [stores.home / name for name in layout.names(sealed=layout.FILES_SEALED)]
    files = [file for folder in folders for file in files_in(folder) if not disk.is_temporary(file.name)]
    return [file for file in files if ours.is_ours(file.relative_to(stores.home).as_posix())]


def files_in(folder: Path) -> list[Path]:
    """The files in a folder, links to files too; none where there is no folder. OSError: it cannot be told."""
    return sorted(Path(one.path) for one in disk.listed(folder) or [] if disk.leads_to_file(one.path))


NOT_OURS = Later("they are not smartcli's")


def plain_backups(stores: Stores) -> list[Path]:
    """Backups of ours in the home with something in them that anybody can read."""
    return sorted_backups(stores).plain


class Sorted(Record):
    """Backups of ours, whatever they are called.

    plain: anybody can read something in them that is sealed here. elsewhere: only what is not to be sealed here, as
    another machine wrote it. unknown: of which nothing can be told, with the reason as half a sentence.
    """

    plain: list[Path]
    elsewhere: list[Path]
    unknown: dict[Path, str]


def sorted_backups(stores: Stores) -> Sorted:
    """OSError, SmartError: they cannot be looked for."""
    known = remains.known(stores.home)
    found = Sorted(plain=[], elsewhere=[], unknown=_away(stores))
    for file in _zips(stores):
        try:
            if not backups.is_one(file):
                if file.suffix == ".zip":
                    found.unknown[file] = str(NOT_OURS)
                continue
            unsealed = _unsealed(file, known)
            if unsealed.here:
                found.plain.append(file)
            elif unsealed.elsewhere:
                found.elsewhere.append(file)
        except (SmartError, OSError) as error:
            cause = reasons.beneath(error)
            found.unknown[file] = (
                _("they cannot be opened: {why}").format(why=reasons.why(cause))
                if cause
                else _("they cannot be opened")
            )
    return found


def _zips(stores: Stores) -> list[Path]:
    """What may be one, a folder too. OSError: it cannot be looked for, which is not the same as none."""
    found = [one for one in disk.listed(stores.home / BACKUPS) or [] if one.name[0] != "."]
    return sorted(Path(one.path) for one in found if disk.is_file(one) or disk.is_folder(one))


def _away(stores: Stores) -> dict[Path, str]:
    """The same that a cloud took from this computer, each under its own name, with the reason as half a sentence."""
    names = filter(None, (carriers.taken(one.name) for one in disk.listed(stores.home / BACKUPS) or []))
    why = reasons.why(OSError(errno.EREMOTE, ""))
    return {stores.home / BACKUPS / name: why for name in sorted(names) if name.endswith(".zip")}


def _unsealed(file: Path, known: Known) -> Unsealed:
    from smartcli.keeping.backups import opening

    made = opening.load(file)
    return remains.unsealed(made.names, made.read, known)


def unsealed_now(stores: Stores) -> Unsealed:
    """What anybody could read in a backup that is made now."""
    from smartcli.keeping.backups.gathering import gather

    files = gather(stores.home, SYSTEM).files
    if f"{KEY}/{RECIPIENT}" not in files:  # it cannot be read just now, so none is made
        return Unsealed()
    return remains.unsealed(files, files.__getitem__, remains.known(stores.home))
