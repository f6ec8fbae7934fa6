"""The folder that a journal is to lie in: what is there now, and whether it will do, before anything is begun."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from smartcli.errors import SmartError, Usage
from smartcli.home import disk, ownership
from smartcli.home.disk import SYSTEM, System
from smartcli.home.filenames import JOURNAL
from smartcli.home.reasons import why
from smartcli.home.seal.keys import Keys
from smartcli.journal import segment_names
from smartcli.journal.line import has_sealed
from smartcli.journal.segment_names import is_device, is_segment, may_hold_segments
from smartcli.keeping.health import abilities
from smartcli.record import Record
from smartcli.text.language import _, quoted, typed

BETTER = "smartcli-journal"  # what a folder is called that is proposed
FOLDER = "smartcli settings journal-folder FOLDER"


class Destination(Record):
    """place: the folder, whole. is_home: the one in the home. is_new: there is none yet.

    folders: those of machines that write there. is_open: others on this machine may look into what is written there.
    """

    place: Path
    is_home: bool = False
    is_new: bool = False
    folders: tuple[str, ...] = ()
    is_sealed: bool = False
    is_plain: bool = False
    is_open: bool = False


def home_of(home: Path) -> Destination:
    """The folder in the home itself."""
    return Destination(place=home / JOURNAL, is_home=True)


def whole(named: str) -> Path:
    """The folder that is meant. Usage: none is."""
    if not named.strip() or "\0" in named:
        raise Usage(_("Please name a folder."), next=FOLDER)
    return Path(os.path.abspath(os.path.expanduser(named)))


def look(home: Path, keys: Keys, place: Path, system: System = SYSTEM) -> Destination:
    """What is there. SmartError: it will not do, and why; nothing was begun."""
    try:
        found = _tried(_seen(home, place, system), system)
    except OSError as error:
        said = _("{place} cannot be used ({why}), so nothing was begun.").format(place=place, why=why(error))
        raise SmartError(said, next=FOLDER) from error
    if found.is_sealed and not keys.is_there:
        said = _("The journal in {place} is sealed, and its key is not here, so nothing was begun.")
        more = _("A backup of the machine that sealed it brings the key. First:")
        raise SmartError(f"{said.format(place=place)} {more}", next="smartcli restore FILE")
    return found


def is_same(one: Path, other: Path) -> bool:
    """Whether both lead to one folder. OSError: it cannot be told."""
    try:
        return os.path.realpath(one, strict=True) == os.path.realpath(other, strict=True)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _seen(home: Path, place: Path, system: System) -> Destination:
    is_new = not disk.is_there(place)
    if is_new and not disk.leads_to_folder(place.parent, system):
        said = _("There is no folder {place}, so nothing was begun. Is its disk plugged in?")
        raise SmartError(said.format(place=place.parent), next=FOLDER)
    if not is_new and not disk.leads_to_folder(place, system):
        if disk.is_link(place) and not os.path.exists(place):
            said = _("{place} is a link that leads nowhere, so nothing was begun.")
        else:
            said = _("{place} is no folder, so nothing was begun.")
        raise SmartError(said.format(place=place), next=FOLDER)
    real = os.path.realpath(place.parent, strict=True) + f"/{place.name}" if is_new else os.path.realpath(place)
    own = os.path.realpath(home)
    if f"{real}/".startswith(f"{own}/"):
        said = _("{place} lies in your home folder, and nothing but the journal may be carried. Nothing was begun.")
        raise SmartError(said.format(place=place), next=FOLDER)
    if any(f"{real}/".startswith(f"{one}/") for one in ownership.OF_THE_SYSTEM) and not real.startswith(
        f"{ownership.IN_MEMORY}/"
    ):
        said = _("{place} belongs to the system, so nothing was begun.")
        raise SmartError(said.format(place=place), next=FOLDER)
    if is_new:
        return Destination(place=place, is_new=True)
    if f"{own}/".startswith(f"{real.rstrip('/')}/"):
        raise _other_things(place)
    return _with_folders(place, system)


def _with_folders(place: Path, system: System) -> Destination:
    folders, is_sealed, is_plain = [], False, False
    for found in sorted(system.scan(os.fspath(place)), key=lambda one: one.name):
        if not may_hold_segments(found.name):  # what carries it has these
            continue
        if found.is_symlink() or not found.is_dir():
            raise _other_things(place)
        inside = sorted(one.name for one in system.scan(found.path) if not one.name.startswith((".", "~")))
        if not all(map(is_segment, inside)) or not (inside or is_device(found.name)):
            raise _other_things(place)
        folders.append(found.name)
        for name in inside:
            if segment_names.is_packed(name):
                is_sealed = True
            else:
                data = disk.read(place / found.name / name, system, follow=False)
                is_sealed = is_sealed or has_sealed(data)
                is_plain = is_plain or any(line.strip() and not has_sealed(line) for line in data.split(b"\n"))
    return Destination(place=place, folders=tuple(folders), is_sealed=is_sealed, is_plain=is_plain)


def _other_things(place: Path) -> SmartError:
    said = _("{place} holds other things. The journal needs a folder where nothing else lies; nothing was begun.")
    better = quoted(place / BETTER)
    return SmartError(said.format(place=place), next=typed("smartcli settings journal-folder {better}", better=better))


def _tried(found: Destination, system: System) -> Destination:
    """OSError: what is kept there would not be safe. Tried in the folder, or in the one where it is to be made."""
    folder = found.place.parent if found.is_new else found.place
    disk.sweep_halves(folder / abilities.TRIAL, system)
    can = abilities.tried(folder, system)
    if not can.is_made:
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    if error := can.write or can.flush or can.swap or can.remove:
        raise error
    return found.but(is_open=can.close is not None)
