"""Looks at what lies in a home and is no file or folder that can be used: each is named, with what to do about it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from smartcli.exercises.content import LARGEST, SUFFIX
from smartcli.home import disk, flat_toml, layout
from smartcli.home.filenames import BACKUPS, EXERCISES, JOURNAL, KEY, MOVING, UNPACKED
from smartcli.home.filenames import DEVICE as DEVICE_NAMES
from smartcli.home.layout import Stored
from smartcli.home.reasons import why
from smartcli.home.seal.keys import FILES as KEY_FILES
from smartcli.journal.segment_names import is_segment, may_hold_segments
from smartcli.keeping import ours
from smartcli.keeping.backups.opening import MOST
from smartcli.keeping.health.looking import DAMAGED, LOOK, Noticed, Surroundings, looks
from smartcli.record import Record
from smartcli.text.language import Later, _, ngettext

MANY = 20  # named one by one; of more, the rest is counted

PIPE, SOCKET, DEVICE, ROUND = "pipe", "socket", "device", "round"
NOWHERE, LINK, LINKED, FOLDER, FILE = "nowhere", "link", "linked", "folder", "file"
CLOSED, LARGE, UNKNOWN, READ_ONLY = "closed", "large", "unknown", "read-only"

SAID = {
    PIPE: Later("{place} is a pipe and no file, so it is not read."),
    SOCKET: Later("{place} is a socket and no file, so it is not read."),
    DEVICE: Later("{place} is a device and no file, so it is not read."),
    ROUND: Later("{place} is a link that leads back to itself."),
    NOWHERE: Later("{place} is a link that leads nowhere."),
    LINK: Later("{place} is a link to {why}, and it has to be a file of its own."),
    LINKED: Later("{place} is a link to {why}, and it has to be a folder of its own."),
    FOLDER: Later("{place} is a folder, and its name is one for a file."),
    FILE: Later("{place} is a file, and has to be a folder."),
    CLOSED: Later("{place} cannot be opened: {why}."),
    READ_ONLY: Later("{place} can be read, and nothing new can be put into it: {why}."),
    LARGE: Later("{place} has more than {n} MB, so it is not read."),
    UNKNOWN: Later("{place} cannot be looked at: {why}."),
}
_KINDS = {stat.S_IFIFO: PIPE, stat.S_IFSOCK: SOCKET, stat.S_IFCHR: DEVICE, stat.S_IFBLK: DEVICE}
MOVE = Later("Please move it away.")
CURES = {
    LINK: Later("Please put the file itself there."),
    LINKED: Later("Please put the folder itself there."),
    NOWHERE: Later("Plug in the disk it leads to, or move it away."),
    CLOSED: Later("See whether it belongs to you, and whether its disk is all right."),
    UNKNOWN: Later("See whether it belongs to you, and whether its disk is all right."),
    READ_ONLY: Later("See whether it belongs to you, and whether its disk can be written to."),
}


class Odd(Record):
    """Something that cannot be used. name: its path in the home. reason: half a sentence, or ""."""

    name: str
    kind: str
    reason: str = ""
    most: int = 0  # bytes of it that would be read
    is_needed: bool = False  # what the person wrote hangs on it

    @property
    def said(self) -> str:
        place = self.name.encode("utf-8", "replace").decode()
        return str(SAID[self.kind]).format(place=place, why=self.reason, n=max(1, self.most >> 20))


@looks("unusable", Later("what cannot be used"))
def odd(given: Surroundings) -> Iterator[Noticed]:
    found = sorted(odd_things(given), key=lambda one: not one.is_needed)
    for one in found[:MANY]:
        yield Noticed(
            result=DAMAGED if one.is_needed and one.kind != READ_ONLY else LOOK,
            said=one.said,
            next=str(CURES.get(one.kind, MOVE)),
            facts={one.kind: 1},
        )
    rest = len(found) - MANY
    if rest > 0:
        text = ngettext("{n} more is like these.", "{n} more are like these.", rest)
        yield Noticed(result=LOOK, said=text.format(n=rest), next=str(MOVE), facts={"more": rest})
    if not found:
        yield Noticed(said=_("None."), facts={"odd": 0})


def odd_things(given: Surroundings) -> Iterator[Odd]:
    """All of them, but for the files of the journal, which another look names."""
    for row in layout.those(is_one=True):
        place = given.home / row.name
        if not disk.is_there(place):
            continue
        if one := _odd(given, row, row.name, wants_folder=row.is_folder):
            yield one
        elif row.is_folder:
            yield from _inside(given, row)


def _inside(given: Surroundings, row: Stored) -> Iterator[Odd]:
    for found in _scan(given, row.name):
        name = f"{row.name}/{found.name}"
        if row.name == JOURNAL:
            if disk.is_folder(found) and may_hold_segments(found.name):
                if one := _odd(given, row, name, wants_folder=True):
                    yield one
                yield from _beside_segments(given, row, name)
            elif may_hold_segments(found.name) and (one := _odd(given, row, name, wants_folder=False)):
                yield one.but(is_needed=found.name in given.found.names)
        elif not _may_be_folder(row, found) and (one := _odd(given, row, name, wants_folder=False)):
            yield one


def _may_be_folder(row: Stored, found: os.DirEntry[str]) -> bool:
    """Whether it is a folder, and one that may lie there: older keys, what is being unpacked, drawers for exercises."""
    is_usual = (row.name == KEY and found.name not in KEY_FILES) or found.name.startswith((".", UNPACKED))
    is_drawer = row.name == EXERCISES and not found.name.endswith(SUFFIX)
    is_journal = row.name == MOVING
    return (is_usual or is_drawer or is_journal) and disk.is_folder(found)


def _beside_segments(given: Surroundings, row: Stored, folder: str) -> Iterator[Odd]:
    for found in _scan(given, folder):
        name = f"{folder}/{found.name}"
        if (
            not is_segment(found.name)
            and not found.name.startswith(".")
            and (one := _odd(given, row, name, wants_folder=False))
        ):
            yield one.but(is_needed=False)


def _scan(given: Surroundings, name: str) -> list[os.DirEntry[str]]:
    try:
        return sorted(given.system.scan(os.fspath(given.home / name)), key=lambda found: found.name)
    except OSError:  # said of the folder itself
        return []


def _odd(given: Surroundings, row: Stored, name: str, *, wants_folder: bool) -> Odd | None:
    """What is odd about what lies there; None where it can be used."""
    place, most = given.home / name, _most(row)
    kind, reason = kind_of(place, wants_folder=wants_folder, most=most)
    if not kind and place.is_symlink() and _has_to_lie_there(row, name, wants_folder=wants_folder):
        kind, reason = (LINKED if wants_folder else LINK), os.fspath(disk.Linked(place).to)
        is_needed = row.is_needed and row.name != KEY
        return Odd(name=name, kind=kind, reason=reason, is_needed=is_needed)
    if not kind or _is_said(row, name, kind):
        return None
    return Odd(name=name, kind=kind, reason=reason, most=most, is_needed=row.is_needed or bool(row.broken))


def _has_to_lie_there(row: Stored, name: str, *, wants_folder: bool) -> bool:
    """Whether it may not be a link: what is erased or sealed there would be left where that leads. The journal and the
    backups may lie elsewhere, and own exercises be linked; a linked segment is named by the look at the journal."""
    if name in (JOURNAL, BACKUPS) or row.sealed == layout.READABLE:
        return False
    return wants_folder if row.name == JOURNAL else ours.is_ours(name)


def _is_said(row: Stored, name: str, kind: str) -> bool:
    """Whether another look names it: that of the journal folder, of this machine's name, of a flat file."""
    if name == JOURNAL:
        return kind not in (UNKNOWN, READ_ONLY)
    if name == DEVICE_NAMES:
        return kind in (FOLDER, NOWHERE)
    return bool(row.broken) and kind not in (CLOSED, LARGE, UNKNOWN, READ_ONLY)


def kind_of(place: Path, *, wants_folder: bool = False, most: int = disk.MOST) -> tuple[str, str]:
    """What is odd about a place, and why it cannot be opened where that is it; "" = nothing is. Nothing is opened."""
    try:
        known = os.stat(place)
    except OSError as error:
        if error.errno == errno.ELOOP:
            return ROUND, ""
        if isinstance(error, FileNotFoundError):
            return (NOWHERE, "") if os.path.islink(place) else ("", "")
        return UNKNOWN, why(error)
    mode = known.st_mode
    for is_one, kind in (
        (stat.S_ISFIFO, PIPE),
        (stat.S_ISSOCK, SOCKET),
        (stat.S_ISCHR, DEVICE),
        (stat.S_ISBLK, DEVICE),
    ):
        if is_one(mode):
            return kind, ""
    if stat.S_ISDIR(mode) != wants_folder:
        return (FILE if wants_folder else FOLDER), ""
    if not os.access(place, os.R_OK | os.X_OK if wants_folder else os.R_OK):
        return CLOSED, why(PermissionError(errno.EACCES, ""))
    if wants_folder and not os.access(place, os.W_OK):
        return READ_ONLY, why(OSError(errno.EROFS if disk.is_read_only(place) else errno.EACCES, ""))
    return (LARGE, "") if not wants_folder and known.st_size > most else ("", "")


def _most(row: Stored) -> int:
    """How many bytes of a file in it are read."""
    if row.name == BACKUPS:
        return MOST
    if row.name == EXERCISES:
        return LARGEST
    return disk.MOST if row.is_folder else flat_toml.LIMIT
