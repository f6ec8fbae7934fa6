"""Digests of closed segments, kept beside the journal: made again at any time, and never the truth."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from smartcli.errors import SmartError
from smartcli.home import disk
from smartcli.home.seal.keys import padded
from smartcli.journal import segment_names
from smartcli.journal.files import Files
from smartcli.journal.line import decode, encode

if TYPE_CHECKING:
    from smartcli.journal.digest import Digest

Signs = list[int]  # what tells that a segment has not changed

VERSION = 5
SUFFIX = ".digest"
TAIL = 4096  # bytes at the end of a segment that are looked at
# A segment that changed so shortly before its digest was written could have changed once more and look the same: some
# disks keep times no finer.
UNCERTAIN = 2_000_000_000  # nanoseconds


def is_digest(name: str) -> bool:
    """Whether a file is called as a digest of ours is."""
    return segment_names.plain(name).endswith(SUFFIX) and segment_names.LINES in name


class DigestCache:
    """A file a segment, sealed where the journal is. Whatever is wrong with one, it counts as not there."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._known: dict[Path, tuple[Signs, Digest]] = {}
        self.missed: set[Path] = set()  # segments whose digest was asked for and not there
        self.is_full = False  # nothing more can be written

    def of(self, segment: Path, now: Signs | None, *, is_wanted: bool = True) -> Digest | None:
        """The digest of a segment with these signs, where there is one. No passphrase is asked for.

        is_wanted: one that is not there is missed.
        """
        if now is None or self.is_closed:
            return None
        if segment not in self._known or self._known[segment][0] != now:
            digest = self._read(segment, now)
            if digest is None:
                if is_wanted:
                    self.missed.add(segment)
                return None
            self._known[segment] = now, digest
        return self._known[segment][1]

    def has(self, segment: Path) -> bool:
        """Whether something lies there for it that can be looked into, as a look from outside tells."""
        if self.is_closed:
            return False
        try:
            self._files.system.stat(os.fspath(self._place(segment)))
        except OSError:
            return False
        return True

    def made(self, data: bytes) -> Digest | None:
        """A new one, of a segment with these lines; None where they can only be read."""
        from smartcli.journal.digest import digest_of  # a journal of one segment needs none

        return digest_of(data)

    def signs(self, segment: Path) -> Signs | None:
        """How a segment looks from outside; None where it cannot be told."""
        try:
            known, tail = disk.tail(segment, TAIL, self._files.system)
        except OSError:
            return None
        return [known.st_size, known.st_mtime_ns, known.st_ctime_ns, known.st_ino, crc32(tail)]

    def keep(self, segment: Path, digest: Digest, before: Signs | None) -> None:
        """Write one down, if that can be done. before: the signs of the segment when it was read."""
        self.missed.discard(segment)
        if self.is_closed or before is None or self.signs(segment) != before:
            return
        data = encode({"v": VERSION, "of": before, **digest.as_table()})
        try:
            if self._files.keys.is_set_up:
                data = self._files.keys.seal(padded(data))
            disk.private_folder(self._files.digests, self._files.system)
            disk.replace(self._place(segment), data, self._files.system, flush=False)
        except (OSError, SmartError):  # nothing is lost by it
            self.is_full = True

    def drop(self, segment: Path) -> None:
        """Take one away."""
        self.missed.discard(segment)
        self._known.pop(segment, None)
        with suppress(SmartError):
            name = self._place(segment).name
            self._remove(lambda found: found == name)

    def sweep(self, segments: Iterable[Path]) -> None:
        """Take away what is of none of these segments."""
        here = {*segments}
        self._known = {segment: known for segment, known in self._known.items() if segment in here}
        with suppress(SmartError):
            names = {self._place(segment).name for segment in here}
            self._remove(lambda found: found not in names)

    def close(self) -> None:
        """Where the journal is sealed, take away what is not."""
        self._known.clear()
        with suppress(SmartError):
            if self._files.keys.is_set_up:
                self._remove(lambda found: not segment_names.is_packed(found))

    def clear(self) -> None:
        """Take all of it away."""
        self._known.clear()
        self._remove(lambda _found: True)

    @property
    def is_closed(self) -> bool:
        """Whether none can be looked into before the passphrase is given, or at all: what seals cannot be looked at."""
        try:
            return self._files.keys.is_set_up and not self._files.keys.is_open
        except SmartError:  # which whoever needs the key says
            return True

    def _read(self, segment: Path, now: Signs) -> Digest | None:
        from smartcli.journal.digest import Digest

        place, keys = self._place(segment), self._files.keys
        try:
            data = disk.read(place, self._files.system, follow=False)
            if keys.is_set_up:
                data = keys.open(data).rstrip(b" ")
            written = self._files.system.stat(os.fspath(place)).st_mtime_ns
            table = decode(data)
            if table["v"] != VERSION or table["of"] != now or written - now[1] < UNCERTAIN:
                return None
            return Digest.from_table(table)
        except (OSError, ValueError, LookupError, TypeError, AttributeError):  # damaged, or another version's
            return None

    def _place(self, segment: Path) -> Path:
        name = f"{segment.parent.name}-{segment.name}{SUFFIX}"
        return self._files.digests / (segment_names.packed(name) if self._files.keys.is_set_up else name)

    def _remove(self, is_meant: Callable[[str], bool]) -> None:
        with suppress(OSError):
            for found in self._files.system.scan(os.fspath(self._files.digests)):
                if is_digest(found.name) and is_meant(found.name) and not disk.is_folder(found):
                    disk.remove(Path(found.path), self._files.system)
