"""Programs that carry folders to other machines, and how a folder of theirs is known: by its name, or by what is in it.

All of them keep, or can be told to keep, old versions of what they carried, or what was deleted for some weeks.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from smartcli.home import disk
from smartcli.home.filenames import AWAY
from smartcli.record import Record
from smartcli.text.language import _


class Carrier(Record):
    """A program that carries folders, by the name people know it by.

    folders: names that its folders have, in small letters. Capitals do not matter, and what follows must be no letter:
    “Dropbox (Personal)” and “OneDrive-Work” are such, “my Dropbox” and “Dropboxes” are not.
    exactly: the same for words that people use for folders of their own: all of the name, and as it is written here.
    marks: names of what it keeps in its folder, * is any text. leaves: what else of it can lie there.
    """

    name: str
    folders: tuple[str, ...] = ()
    exactly: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()

    def has(self, folder: str) -> bool:
        """Whether a folder of this name is one of its own."""
        small = folder.casefold()
        begins = (word for word in self.folders if small.startswith(word))
        return folder in self.exactly or any(not small[len(word) : len(word) + 1].isalpha() for word in begins)


# Where a mark is left by several, the folder's name decides, and without it the first of them here.
CARRIERS = (
    Carrier(name="Syncthing", folders=("syncthing",), marks=(".stfolder", ".stversions"), leaves=(".stignore",)),
    Carrier(name="Dropbox", folders=("dropbox",), marks=(".dropbox", ".dropbox.cache")),
    Carrier(
        name="Nextcloud",
        folders=("nextcloud",),
        marks=(".nextcloudsync.log", ".owncloudsync.log", ".sync_*.db", "._sync_*.db"),
    ),
    Carrier(name="ownCloud", folders=("owncloud",), marks=(".owncloudsync.log", ".sync_*.db", "._sync_*.db")),
    Carrier(name="OneDrive", folders=("onedrive",), marks=(".849C9593-D756-4E56-8D6E-42412F2A707B",)),
    Carrier(
        name="Google Drive",
        folders=("google drive", "googledrive"),
        marks=(".tmp.drivedownload", ".tmp.driveupload", ".shortcut-targets-by-id"),
    ),
    Carrier(name="iCloud", folders=("icloud", "iclouddrive", "mobile documents", "com~apple~clouddocs")),
    Carrier(name="pCloud", folders=("pcloud", "pclouddrive")),
    Carrier(name="MEGA", folders=("megasync",), exactly=("MEGA",), marks=(".megaignore", ".debris")),
    Carrier(name="Resilio", folders=("resilio", "btsync"), marks=(".sync",)),
    Carrier(name="Box", exactly=("Box", "Box Sync", "Box-Box")),
    Carrier(name="Tresorit", folders=("tresorit", "tresors"), marks=(".tresorit",)),
    Carrier(name="Seafile", folders=("seafile", "seadrive"), marks=(".seafile-data", "seafile-ignore.txt")),
    Carrier(
        name="Yandex Disk",
        folders=("yandex.disk", "yandexdisk", "yandex disk", "яндекс.диск", "яндекс диск"),
        marks=(".sync",),
    ),
    Carrier(name="Proton Drive", folders=("proton drive", "protondrive")),
    Carrier(
        name="Synology Drive",
        folders=("synology drive", "synologydrive"),
        marks=(".SynologyWorkingDirectory",),
    ),
    Carrier(name="git", marks=(".git",), leaves=(".gitignore", ".gitattributes")),
)

MARKS = tuple(dict.fromkeys(mark for one in CARRIERS for mark in one.marks))
LEAVES = frozenset(name for one in CARRIERS for name in one.leaves)
FILES = frozenset((".dropbox",))  # marks that are files: a folder of this name has the program's settings, in ~
OF_MACOS = "CloudStorage"  # in it, macOS has a folder for each program: Name-account


def of(folder: Path) -> list[str]:
    """The names of what seems to carry this folder, wherever a link to it may lie; none where nothing does."""
    real = Path(os.path.realpath(folder))
    found = {name for place in (real, *real.parents) for name in _in(place)}
    known = [one.name for one in CARRIERS if one.name in found]
    return [*known, *sorted(found.difference(known))]


def synced_by(file: Path) -> str:
    """The names of what seems to carry a file from where it lies; empty where nothing does."""
    return ", ".join(of(file.absolute().parent))


def in_words(file: Path) -> list[str]:
    """Who else may have a file that is written now, by the folder it lies in."""
    name = synced_by(file)
    carried = _("This folder looks as if {name} carries it to other machines.").format(name=name) if name else ""
    open_ = _("No file can be closed to others here: whoever uses this computer, or this disk, may be able to open it.")
    return [*filter(None, [carried, open_ if disk.is_open(file) else ""])]


def is_theirs(name: str) -> bool:
    """Whether this is what a carrier keeps for itself in a folder."""
    return name in LEAVES or any(fnmatchcase(name, mark) for mark in MARKS)


def is_placeholder(name: str) -> bool:
    return name.endswith(AWAY)


def taken(name: str) -> str:
    """The file that a cloud took from this computer, leaving a name of its own (.draft.json.icloud); else ""."""
    return name[1:].removesuffix(AWAY) if name.startswith(".") and is_placeholder(name) else ""


def _in(folder: Path) -> Iterator[str]:
    """What is known of this folder alone, not of those around it."""
    named = [one.name for one in CARRIERS if one.has(folder.name)]
    yield from named
    if folder.parent.name == OF_MACOS and not named:
        yield folder.name.partition("-")[0]
    for mark in _marks(folder):
        names = [one.name for one in CARRIERS if mark in one.marks]
        yield from () if set(names) & set(named) else names[:1]


def _marks(folder: Path) -> Iterator[str]:
    try:
        there = set(os.listdir(folder))
    except OSError:  # it may be entered, and not looked into
        there = {mark for mark in MARKS if os.path.lexists(folder / mark)}
    hidden = [name for name in there if name.startswith(".")]
    for mark in MARKS:
        has_it = any(fnmatchcase(name, mark) for name in hidden) if "*" in mark else mark in there
        if has_it and (mark not in FILES or os.path.isfile(folder / mark)):
            yield mark
