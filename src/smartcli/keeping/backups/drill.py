"""A restore drill: unpack a backup into a private folder, read the whole journal there, take the folder away."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from smartcli.home import disk, layout
from smartcli.home.disk import SYSTEM, System
from smartcli.home.filenames import BACKUPS, HALF, JOURNAL, KEY, RECIPIENT, RECIPIENT_OFF, UNPACKED
from smartcli.home.seal.keys import Ask, Keys, Locked
from smartcli.journal import Journal
from smartcli.journal.line import PLAIN, decode, has_sealed
from smartcli.journal.segment_names import LINES, is_packed
from smartcli.keeping.backups import names
from smartcli.keeping.backups.opening import Archive, strange
from smartcli.record import Record

RECIPIENTS = (RECIPIENT, RECIPIENT_OFF)
OLD = 86_400  # seconds: what a killed smartcli left behind is taken away after that


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
    """A home folder with what is in the backup; it lies in the person's own home, where that exists."""
    folder = Path(tempfile.mkdtemp(prefix=UNPACKED, dir=_near(home)))
    try:
        disk.private_folder(folder / JOURNAL, system)
        for name in archive.names:
            parts = names.unpacked(name)
            # The device's name is left out: here nobody is that device, and nothing but reading happens.
            row = layout.taken().get(parts[0]) if parts else None
            if row and parts and row.restored != layout.NEVER and row.depth <= len(parts):
                _put(folder.joinpath(*parts), archive.read(name), system)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keys_in(folder: Path, ours: Keys, ask: Ask) -> Keys:
    """The keys that open an unpacked backup: ours, where it was sealed with them; else its own, with its passphrase."""
    theirs = {_content(folder / KEY / name) for name in RECIPIENTS} - {b""}
    if theirs and theirs & {_content(ours.folder / name) for name in RECIPIENTS}:
        return ours
    return Keys(folder, ask)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def count(folder: Path, keys: Keys) -> Count:
    """Read the journal in an unpacked backup. Sealed and not to be opened: only the lines' check sums are looked at."""
    journal = Journal(folder, keys=keys)
    try:
        entries, trash = len(journal.entries()), len(journal.trash())
    except Locked:
        bad = sum(_bad_lines(file) for file in (folder / JOURNAL).glob(f"*/*{LINES}"))
        return Count(entries=None, trash=0, unreadable=bad)
    return Count(entries=entries, trash=trash, unreadable=journal.unreadable)


def sweep(home: Path) -> None:
    """Take away what a killed smartcli left half-done."""
    folder = home / BACKUPS
    for left in [*home.glob(f"{UNPACKED}*"), *folder.glob(f"{UNPACKED}*"), *folder.glob(f".*{HALF}")]:
        with suppress(OSError):
            if time.time() - left.lstat().st_mtime > OLD:
                shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()


def _near(home: Path) -> Path | None:
    """The folder of backups, or the home; None (the system's own place) where neither is there to be written in."""
    near = (place for place in (home / BACKUPS, home) if place.is_dir() and os.access(place, os.W_OK))
    return next(near, None)


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
