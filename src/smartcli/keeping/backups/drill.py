"""A restore drill: unpack a backup into a private folder, read the whole journal there, take the folder away."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from smartcli.errors import Damaged
from smartcli.home import disk, layout
from smartcli.home import unpacked as unpacked_
from smartcli.home.disk import SYSTEM, System
from smartcli.home.filenames import BACKUPS, HALF, JOURNAL, KEY, RECIPIENT, RECIPIENT_OFF
from smartcli.home.seal.keys import Ask, Keys, Locked
from smartcli.journal import Journal
from smartcli.journal.line import PLAIN, decode, has_sealed
from smartcli.journal.segment_names import LINES, is_packed
from smartcli.keeping.backups import names
from smartcli.keeping.backups.opening import Archive, strange
from smartcli.record import Record
from smartcli.text.language import _

RECIPIENTS = (RECIPIENT, RECIPIENT_OFF)


class Count(Record):
    """What could be read. entries: None where they are sealed and the key is not open."""

    entries: int | None
    trash: int
    unreadable: int


def is_sealed(archive: Archive) -> bool:
    """Whether any entry in it is."""
    journal = archive.files(JOURNAL)
    return any(map(is_packed, journal)) or any(has_sealed(archive.read(name)) for name in journal)


def has_open_lines(archive: Archive) -> bool:
    """Whether any entry in it can be read without a key, such as those of a machine that does not seal."""
    plain = (archive.read(name) for name in archive.files(JOURNAL) if name.endswith(LINES))
    return any(line.startswith(PLAIN) for data in plain for line in data.split(b"\n"))


@contextmanager
def unpacked(archive: Archive, home: Path, system: System = SYSTEM) -> Iterator[Path]:
    """A home folder with what is in the backup.

    It may be readable, so it lies in the person's own home and nowhere else, under a name that the next run takes away
    should this one be killed. OSError: there is no room for it.
    """
    with unpacked_.folder(home, system) as folder:
        disk.private_folder(folder / JOURNAL, system)
        for name in archive.names:
            parts = names.unpacked(name)
            # The device's name is left out: here nobody is that device, and nothing but reading happens.
            row = layout.taken().get(parts[0]) if parts else None
            if row and parts and row.restored != layout.NEVER and row.depth <= len(parts):
                _put(folder.joinpath(*parts), archive.read(name), system)
        yield folder


def keys_in(folder: Path, ours: Keys, ask: Ask) -> Keys:
    """The keys that open an unpacked backup: ours, where it was sealed with them; else its own, with its passphrase.

    Its own, too, where ours is half a one.
    """
    theirs = {_content(folder / KEY / name) for name in RECIPIENTS} - {b""}
    if ours.is_there and theirs and theirs & {_content(ours.folder / name) for name in RECIPIENTS}:
        return ours
    return Keys(folder, ask)


def seals(folder: Path) -> bool:
    """Whether the journal in an unpacked backup was one in which a plain line counts for nothing."""
    return (folder / KEY / RECIPIENT).exists()


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def count(folder: Path, keys: Keys) -> Count:
    """Read the journal in an unpacked backup. Sealed and not to be opened: only the lines' check sums are looked at."""
    journal = Journal(folder, keys=keys, takes_plain=not seals(folder))
    try:
        entries, trash = len(journal.entries()), len(journal.trash())
        journal.check_opened()
    except Locked:
        return unopened(folder)
    if whys := journal.why_lost:
        said = [_("Not all of this backup can be read just now.")]
        said += [_("The reason: {why}.").format(why=why) for why in whys]
        raise Damaged(" ".join(said), next="smartcli doctor")
    return Count(entries=entries, trash=trash, unreadable=journal.unreadable)


def unopened(folder: Path) -> Count:
    """What can be said of the journal in an unpacked backup that nobody opens."""
    bad = sum(_bad_lines(file) for file in (folder / JOURNAL).glob(f"*/*{LINES}"))
    return Count(entries=None, trash=0, unreadable=bad)


def sweep(home: Path) -> None:
    """Take away what a killed smartcli left half-done."""
    unpacked_.sweep(home)
    halves: list[Path] = []
    with suppress(OSError):
        halves = [*(home / BACKUPS).glob(f".*{HALF}")]
    for left in halves:
        with suppress(OSError):
            if time.time() - left.lstat().st_mtime > unpacked_.OLD:
                disk.remove_all(left)


def _put(path: Path, data: bytes, system: System) -> None:
    disk.private_folder(path.parent, system)
    if os.path.lexists(path):  # two names that are one on this system
        raise strange()
    disk.replace(path, data, system)


def _bad_lines(file: Path) -> int:
    bad = 0
    for line in file.read_bytes().split(b"\n"):
        try:
            decode(line) if line.strip() else None
        except ValueError:
            bad += 1
    return bad
