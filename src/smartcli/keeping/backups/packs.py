"""Where a backup's files lie: in a zip, whoever packed it, or in a folder into which it was unpacked.

Between the making of a backup and its day, people unpack it to look, and zip it again: then there are entries for
folders, one folder around all, what a desktop leaves in every folder, and names in another spelling. Which files
belong to the backup, the manifest says; nothing else is looked at.
"""

from __future__ import annotations

import io
import os
import stat
import unicodedata
import zipfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from smartcli.home import disk
from smartcli.home.disk import System

MANIFEST = "manifest.json"
PART = 1 << 20  # bytes read at once
LIST = 64 << 20  # bytes; the list of 100,000 files is a third of that
_UTF8 = 0x800  # a zip's mark for names in UTF-8; some programs write them so and leave it out
_UNIX = 3  # the number of the system it was packed on
_LOCKED = 0x1  # its mark for a file behind a password


class Pack(Protocol):
    """Files by their names: parts joined by /, in NFC."""

    @property
    def sizes(self) -> Mapping[str, int]: ...  # in bytes, as it says itself
    @property
    def odd(self) -> frozenset[str]: ...  # names of what is no plain file, or is there twice
    @property
    def closed(self) -> frozenset[str]: ...  # names of what is packed in a way that is not opened here

    def parts(self, name: str) -> Iterator[bytes]: ...


class Zipped:
    """The files in a zip, which is opened once. Raises what zipfile raises for what is none."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._heads: dict[str, zipfile.ZipInfo] = {}
        odd, closed = set(), set()
        heads = self._archive.infolist()
        self.size = len(data) - min((head.header_offset for head in heads), default=0)  # without what stands before it
        for head in heads:
            name = _name(head)
            if (not name or name.endswith("/")) and not head.file_size:  # a folder, also the one that all lies in
                continue
            if name in self._heads or not _is_plain(head):
                odd.add(name)
            if not _is_opened(head):
                closed.add(name)
            self._heads[name] = head
        self.sizes: Mapping[str, int] = {name: head.file_size for name, head in self._heads.items()}
        self.odd, self.closed = frozenset(odd), frozenset(closed)

    def parts(self, name: str) -> Iterator[bytes]:
        with self._archive.open(self._heads[name]) as file:
            while part := file.read(PART):
                yield part


def listed(path: Path, system: System) -> list[str]:
    """The names in a zip, of which its list alone is read. Raises OSError, and what zipfile raises for what is none."""
    with _opened(path, system) as archive:
        return [_name(head) for head in archive.infolist()]


def manifest_in(path: Path, system: System) -> bytes:
    """The manifest in a zip, for which its list alone is read; b"" = there is none. Raises the same."""
    with _opened(path, system) as archive:
        heads = {_name(head): head for head in archive.infolist()}
        before = around(heads)
        if before is None or heads[before + MANIFEST].file_size > LIST or not _is_opened(heads[before + MANIFEST]):
            return b""
        return archive.read(heads[before + MANIFEST])


@contextmanager
def _opened(path: Path, system: System) -> Iterator[zipfile.ZipFile]:
    with disk.Opened(path, system) as opened, _List(opened) as file, zipfile.ZipFile(file) as archive:
        yield archive


class _List(io.BufferedReader):
    """ValueError where more is to be read at once than the list of a zip can be that was a backup."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > LIST:
            raise ValueError
        return super().read(size)


class Unpacked:
    """The files in a folder. Links are none of them. Raises OSError where it cannot be looked into."""

    def __init__(self, folder: Path, most: int, system: System) -> None:
        self._folder, self._system = folder, system
        self._paths: dict[str, Path] = {}
        odd = set()
        sizes: dict[str, int] = {}
        waiting = [(folder, "")]
        while waiting and len(sizes) <= most:
            place, above = waiting.pop()
            for found in system.scan(os.fspath(place)):
                name = unicodedata.normalize("NFC", f"{above}{found.name}")
                if found.is_dir(follow_symlinks=False):
                    waiting.append((Path(found.path), f"{name}/"))
                    continue
                if name in sizes or not found.is_file(follow_symlinks=False):
                    odd.add(name)
                self._paths[name] = Path(found.path)
                sizes[name] = found.stat(follow_symlinks=False).st_size
        self.sizes: Mapping[str, int] = sizes
        self.odd, self.closed = frozenset(odd), frozenset[str]()

    def parts(self, name: str) -> Iterator[bytes]:
        yield disk.read(self._paths[name], self._system, follow=False, most=self.sizes[name])


def around(sizes: Collection[str]) -> str | None:
    """What stands before all names: "", or the one folder around all with its slash. None = there is no manifest."""
    if MANIFEST in sizes:
        return ""
    found = [name for name in sizes if name.count("/") == 1 and name.endswith(f"/{MANIFEST}")]
    found = [name for name in found if not name.startswith("__MACOSX/")]
    return found[0].removesuffix(MANIFEST) if len(found) == 1 else None


def _name(head: zipfile.ZipInfo) -> str:
    name = head.filename
    if not head.flag_bits & _UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    name = name.replace(
        "\\", "/"
    )  # as older programs of Windows join them; a backup of ours has no such sign in a name
    while name.startswith("./"):
        name = name[2:]
    return unicodedata.normalize("NFC", name)


def _is_plain(head: zipfile.ZipInfo) -> bool:
    """Whether it is a plain file under the name it says."""
    kind = stat.S_IFMT(head.external_attr >> 16) if head.create_system == _UNIX else 0  # others keep no modes there
    said, found = (name.replace("\\", "/") for name in (head.orig_filename, head.filename))
    return said == found and kind in (0, stat.S_IFREG)


def _is_opened(head: zipfile.ZipInfo) -> bool:
    """Whether it is packed in a way of ours. Others need more memory than anybody can tell beforehand."""
    return not head.flag_bits & _LOCKED and head.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
