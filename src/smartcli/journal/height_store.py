"""Where the marks lie: a file a segment, under names that tell nothing, and how all segments looked from outside."""

from __future__ import annotations

import errno
import os
from _blake2 import blake2b  # hashlib has it too, and takes as long to load as all that is done here
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from smartcli.home import disk
from smartcli.home.filenames import HEIGHTS
from smartcli.journal.files import Files
from smartcli.journal.height import Height, Mark
from smartcli.journal.line import decode, encode

Signs = dict[str, list[int]]  # how segments look from outside, by the names of their marks

VERSION = 1
SUFFIX = ".height"
SALTED = 16  # bytes of it
SALT = "salt"  # makes the hashes ours: nobody without it can try what a line may have been
NONE = b"none"  # while there is no salt yet
SEEN = "seen"  # how segments looked from outside when they were marked; its time says when all of it was there
ACCEPTED = "accepted"  # what is gone, and the person knows


def is_mark(name: str) -> bool:
    """Whether a file is called as one of ours is."""
    stem = name.removesuffix(SUFFIX)
    return name in (SALT, SEEN, ACCEPTED) or (name != stem and len(stem) == 16 and set(stem) <= set("0123456789abcdef"))


class Unusable(OSError):
    """A mark is there, and what is in it is none: it cannot be told what stood in its segment."""


class HeightStore:
    """The files in heights/. A mark or the salt that is there and cannot be used is not the same as none."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._salt = b""

    @property
    def folder(self) -> Path:
        return self._files.home / HEIGHTS

    # Marks

    @property
    def salt(self) -> bytes:
        """What all hashes are made with; NONE where there is none that can be used. OSError: it cannot be read."""
        self._salt = self._salt or self._known_salt(new=False)
        return self._salt

    def begin(self) -> None:
        """Make the salt, where there is none yet. OSError: it could not be, or marks are there, made with another."""
        self._salt = self._known_salt(new=True)

    def _known_salt(self, *, new: bool) -> bytes:
        place = self.folder / SALT
        try:
            salt = disk.read(place, self._files.system, follow=False)
            if len(salt) >= SALTED:
                return salt[:64]
        except FileNotFoundError:
            pass
        if not new:
            return NONE
        if self.marks():
            raise Unusable(errno.EBADMSG, os.strerror(errno.EBADMSG), os.fspath(place))
        disk.private_folder(self.folder, self._files.system)
        salt = os.urandom(SALTED)
        disk.replace(place, salt, self._files.system)
        return salt

    def name(self, folder: str, name: str) -> str:
        """What the mark of a segment is called: it tells no more than that there is one."""
        place = os.fsencode(f"{folder}/{name}")
        return blake2b(place, key=self.salt, digest_size=8).hexdigest() + SUFFIX

    def read(self, name: str) -> Mark | None:
        """None = there is none. Unusable: it is damaged, or of another version. OSError: it cannot be read."""
        place = self.folder / name
        try:
            table = decode(disk.read(place, self._files.system, follow=False))
            heights = tuple(map(Height.from_table, table["heights"]))
            mark = Mark(folder=table["folder"], name=table["name"], heights=heights)
            if table["v"] == VERSION and heights and self.name(mark.folder, mark.name) == name:
                return mark
        except FileNotFoundError:
            return None
        except (ValueError, LookupError, TypeError):
            pass
        raise Unusable(errno.EBADMSG, os.strerror(errno.EBADMSG), os.fspath(place))

    def write(self, mark: Mark, *, flush: bool, changed: int = 0) -> None:
        """OSError: it was not written.

        changed: when its segment was last changed, in nanoseconds. The time of the mark says the same: where a power
        cut leaves a mark of nothing, that still tells whether the segment is as it was marked.
        """
        if self.salt == NONE:
            return
        tables = [height.as_table() for height in mark.heights]
        data = encode({"v": VERSION, "folder": mark.folder, "name": mark.name, "heights": tables})
        disk.private_folder(self.folder, self._files.system)
        disk.replace(self.folder / self.name(mark.folder, mark.name), data, self._files.system, flush=flush)
        if changed:
            self._files.system.touch(os.fspath(self.folder / self.name(mark.folder, mark.name)), _milliseconds(changed))

    def is_of(self, name: str, changed: int) -> bool:
        """Whether a mark was made of a segment that was last changed then: see write."""
        try:
            known = self._files.system.stat(os.fspath(self.folder / name)).st_mtime_ns
        except OSError:
            return False
        return _milliseconds(known) == _milliseconds(changed)

    def try_out(self) -> None:
        """Whether marks can be written. OSError: not. Where there is no folder of them, none is behind."""
        with suppress(FileNotFoundError, NotADirectoryError):
            place = Path(disk.temporary(os.fspath(self.folder / SEEN)))
            disk.replace(place, b"", self._files.system, flush=False)
            disk.remove(place, self._files.system)

    def is_closed(self) -> bool:
        """Whether the system would let nobody like us write there, as far as modes and owners say."""
        can = os.W_OK | os.X_OK  # where the home is closed too, others tell
        return self.folder.is_dir() and not os.access(self.folder, can) and os.access(self._files.home, can)

    def marks(self) -> set[str]:
        """The names of all marks. OSError: it cannot be told."""
        try:
            found = self._files.system.scan(os.fspath(self.folder))
        except FileNotFoundError:
            return set()
        return {one.name for one in found if one.name.endswith(SUFFIX) and is_mark(one.name)}

    def remove(self, name: str, *, flush: bool = False) -> None:
        """Take a mark away. OSError: it could not be."""
        disk.remove(self.folder / name, self._files.system)
        if flush:
            disk.flush_folder(os.fspath(self.folder), self._files.system)

    def forget(self) -> None:
        """Take all marks away, what was seen, and a salt that is none. OSError: not all of them went."""
        with suppress(FileNotFoundError):
            if self.salt == NONE:
                disk.remove(self.folder / SALT, self._files.system)
                self._salt = b""
            for found in self._files.system.scan(os.fspath(self.folder)):
                if found.name == SEEN or (found.name.endswith(SUFFIX) and is_mark(found.name)):
                    disk.remove(Path(found.path), self._files.system)

    # How it looked from outside

    def seen(self) -> Signs:
        """How the segments looked when they were last marked."""
        try:
            table = decode(disk.read(self.folder / SEEN, self._files.system, follow=False))
            return dict(table["signs"]) if table["v"] == VERSION else {}
        except (OSError, ValueError, LookupError, TypeError):
            return {}

    def keep_seen(self, signs: Signs, *, all_there: bool) -> None:
        """Write down how segments look. all_there: the time of the file says so. OSError: it was not written."""
        place = self.folder / SEEN
        before = self.since() if not all_there else None
        disk.replace(place, encode({"v": VERSION, "signs": signs}), self._files.system, flush=False)
        if not all_there:
            self._files.system.touch(os.fspath(place), int(before.timestamp() * 1000) if before else 0)

    def since(self) -> datetime | None:
        """When all was there; None where that is not known."""
        try:
            changed = self._files.system.stat(os.fspath(self.folder / SEEN)).st_mtime
            return datetime.fromtimestamp(changed).astimezone() if changed else None
        except (OSError, ValueError, OverflowError):
            return None

    # What the person knows

    def accept(self, gaps: Iterable[str]) -> None:
        """Note places where numbers are left out as known to the person. OSError: it was not written."""
        data = encode({"v": VERSION, "gaps": sorted(self.accepted().union(gaps))})
        disk.private_folder(self.folder, self._files.system)
        disk.replace(self.folder / ACCEPTED, data, self._files.system)

    def accepted(self) -> frozenset[str]:
        """The names of places where numbers are left out, and the person knows."""
        try:
            table = decode(disk.read(self.folder / ACCEPTED, self._files.system, follow=False))
            return frozenset(map(str, table["gaps"]))
        except (OSError, ValueError, LookupError, TypeError):
            return frozenset()


def _milliseconds(nanoseconds: int) -> int:
    return nanoseconds // 1_000_000
