"""A zip of another program, read in memory: nothing is unpacked to the disk, and no more is read than bounds say."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cached_property

from smartcli.errors import SmartError
from smartcli.text.language import _

MANY = 20_000  # files
BIGGEST = 64 << 20  # bytes of one file that is read
MOST = 256 << 20  # bytes of all that are read
LONGEST = 1000  # characters of a name
_LOCKED = 0x1  # a zip's mark for a file behind a password


class Packed:
    """The files of a zip, by their names with / between the parts."""

    def __init__(self, raw: bytes) -> None:
        """SmartError: it is no zip that can be read, or more than there should be in one."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
            found = self._zip.infolist()
        except BROKEN:
            raise torn() from None
        if len(found) > MANY:
            raise too_much()
        if any(_leads_out(one.filename) for one in found):
            said = _("This file holds names that lead out of it. No program makes it like that. Nothing was imported.")
            raise SmartError(said, next="smartcli import --help")
        self._found = {one.filename: one for one in found if not one.is_dir()}
        self._room = MOST

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Without those that a desktop leaves in every folder."""
        return tuple(name for name in self._found if not _is_left_by_a_desktop(name))

    def read(self, name: str) -> bytes:
        """SmartError: it is damaged, closed, or larger than what is read. How large it is nobody is believed."""
        one = self._found[name]
        if one.flag_bits & _LOCKED:
            said = _("This file is closed with a password. Please unpack it, and pack it again without one.")
            raise SmartError(said, next="smartcli import --help")
        most = min(BIGGEST, self._room)
        try:
            with self._zip.open(one) as file:
                data = file.read(most + 1)
        except BROKEN:
            raise torn() from None
        if len(data) > most:
            raise too_much()
        self._room -= len(data)
        return data

    def reads(self, wanted: Callable[[str], bool]) -> Mapping[str, bytes]:
        """Those whose names are wanted, in the order of their names."""
        return {name: self.read(name) for name in sorted(filter(wanted, self.names))}


# What zipfile raises for bytes that are none, or were changed.
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, ValueError, LookupError, NotImplementedError, RuntimeError, OSError,
    MemoryError,
)  # fmt: skip


def torn() -> SmartError:
    said = _("This file is a damaged zip: it is cut off, or was changed. Nothing was imported.")
    return SmartError(said, next="smartcli import --help")


def too_much() -> SmartError:
    said = _("There is more in this file than smartcli reads. Nothing was imported. Please give the parts one by one.")
    return SmartError(said, next="smartcli import --help")


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or parts[0].endswith(":") or len(name) > LONGEST


def _is_left_by_a_desktop(name: str) -> bool:
    parts = name.split("/")
    return parts[0] == "__MACOSX" or parts[-1].startswith(".")
