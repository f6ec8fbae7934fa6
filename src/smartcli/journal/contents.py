"""What lies in the files of a journal, opened where it is sealed."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from smartcli.errors import Damaged
from smartcli.home import disk
from smartcli.home.seal.keys import Locked, Missing
from smartcli.journal import sealing, segment_names
from smartcli.journal.files import Files, linked, too_large, unopened, unreadable
from smartcli.journal.line import PLAIN, begin_usual

if TYPE_CHECKING:
    from smartcli.journal.accepted import Rows

KEPT = 1 << 24  # bytes of a journal that are held for whoever goes through it twice


class Contents:
    """The lines of segments, read for one look into the journal."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._kept: dict[Path, bytes] = {}
        self._room = KEPT
        self._is_strict = files.is_strict()
        self._accepted: Rows | None = None
        self.unnoted: OSError | None = None  # why it cannot be looked up which of them count
        self._usual: dict[Path, bool] = {}  # what `begin_usual` said of each
        self.strangers: dict[Path, int] = {}  # plain lines that count for nothing, by segment

    def of(self, file: Path, *, keep: bool = False) -> bytes:
        """The lines of a segment. keep: they will be asked for again. Damaged: it cannot be read, or not opened."""
        if file in self._kept:
            return self._kept[file]
        there, data = self._found_again(file)
        if segment_names.is_packed(there.name):
            data = self._unpacked(file, data)
        elif data and not data.endswith(b"\n"):  # torn, or just being written: look again when nobody writes
            with disk.locked(self._files.lock, self._files.patience, self._files.system):
                data = self._read(file)
        if self._is_strict and not segment_names.is_packed(there.name):
            data = self._that_counts(file, there, data)
        self._usual[file] = begin_usual(data)
        try:
            plain = sealing.opened(data, self._files.keys, is_plain=self._usual[file])
        except (Missing, Locked) as error:
            if PLAIN not in data or (isinstance(error, Locked) and self._files.keys.is_set_up):
                raise
            plain = data  # the sealed ones among them are counted
        if took_long := plain is not data:  # each of its lines was opened alone
            self._usual[file] = begin_usual(plain)
        if keep and (took_long or len(plain) <= self._room):
            self._room -= len(plain)
            self._kept[file] = plain
        return plain

    def parts(self, file: Path, places: Sequence[tuple[int, int]]) -> list[bytes] | None:
        """Some of the bytes of a segment, without reading all of it; None where only that will do, or tells why not."""
        if self._is_strict or segment_names.is_packed(file.name):
            return None
        try:
            return disk.parts(file, places, self._files.system)
        except OSError:
            return None

    def begin_usual(self, file: Path) -> bool:
        """Whether all lines of a segment, as they were given last, begin as a plain one of ours does."""
        return self._usual.get(file, False)

    def _unpacked(self, file: Path, data: bytes) -> bytes:
        """What is in a packed segment."""
        try:
            return self._files.keys.open(data) if data else b""
        except sealing.Unopened as error:
            raise unopened(file, is_foreign=isinstance(error, sealing.Foreign)) from error

    def _that_counts(self, file: Path, there: Path, data: bytes) -> bytes:
        """A segment of a sealed journal without the plain lines that nobody has taken; they are counted."""
        from smartcli.journal import accepted  # which only a sealed journal needs

        if self._accepted is None:
            try:
                self._accepted = accepted.whole(self._files) if self._files.takes_noted else {}
            except OSError as error:  # so some of it is taken for nobody's, which is said
                self._accepted, self.unnoted = {}, error
        data, strangers = accepted.apart(data, self._accepted.get(accepted.name_of(there), ()))
        if strangers:
            self.strangers[file] = len(strangers)
        return data

    def _found_again(self, file: Path) -> tuple[Path, bytes]:
        """A segment's bytes, and where they were: it may have been packed, or opened, since it was listed."""
        try:
            return file, self._read(file)
        except Damaged as gone:
            twin = file.with_name(segment_names.twin(file.name))
            if not isinstance(gone.__cause__, FileNotFoundError) or not os.path.exists(twin):
                raise
            return twin, self._read(twin)

    def _read(self, file: Path) -> bytes:
        try:
            return disk.read(file, self._files.system, follow=False)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.EISDIR):
                raise linked(file) from error
            raise (too_large(file) if error.errno == errno.EOVERFLOW else unreadable(file, error)) from error
