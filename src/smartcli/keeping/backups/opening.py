"""Opening a backup: nothing is taken from it before all of it was looked at. It may come from anywhere."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from smartcli.errors import Damaged, SmartError
from smartcli.home import disk
from smartcli.home.disk import SYSTEM, System
from smartcli.keeping.backups import names
from smartcli.record import Record
from smartcli.text.language import _, ngettext

MANIFEST = "manifest.json"
SCHEMA = 1
MOST = 4 << 30  # bytes, of all files together
BIGGEST = 256 << 20  # bytes, of one
MANY = 100_000  # files
USUAL = 100 << 20  # bytes; up to here it does not matter how small they were packed
TIGHTEST = 200  # times: text that a person wrote is never packed as small


class Archive(Record):
    """A backup in which every file is what was put in."""

    made: str
    entries: int | None  # that could be read when it was made, those in the trash too; None = not counted
    names: tuple[str, ...]  # of its files, the manifest left out
    data: bytes

    def read(self, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return archive.read(name)

    def files(self, part: str) -> list[str]:
        """The names of the files that lie in this part of a home."""
        return [name for name in self.names if name.split("/")[0] == part]


def load(path: Path, system: System = SYSTEM) -> Archive:
    """The backup in a file, looked at as a whole."""
    try:
        if system.stat(str(path)).st_size > MOST:
            raise too_big()
        data = disk.read(path, system)
    except FileNotFoundError:
        raise SmartError(_("There is no such file."), next="smartcli where") from None
    except OSError as error:
        raise SmartError(_("The file cannot be read: {why}.").format(why=error.strerror)) from None
    return check(data)


def check(data: bytes) -> Archive:
    """The same of its bytes. Damaged: it is none, or was changed, or is none that we would have written."""
    if not data.startswith(b"PK"):
        raise Damaged(_("This file is not a backup of smartcli."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            heads = _heads(archive, len(data))
            manifest = _manifest(archive)
            _compare(archive, heads, manifest)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, LookupError, NotImplementedError, RecursionError):
        raise torn() from None
    except (RuntimeError, OSError):  # one that wants a password; places that lie before the beginning
        raise torn() from None
    entries = manifest.get("entries")
    return Archive(
        made=str(manifest.get("made", "")),
        entries=entries if type(entries) is int else None,
        names=tuple(name for name in heads if name != MANIFEST),
        data=data,
    )


def torn() -> Damaged:
    return Damaged(_("This backup is damaged: it is cut off, or was changed."), next="smartcli where")


def strange() -> Damaged:
    return Damaged(_("smartcli has not made this file as it is now. Nothing is taken from it."), next="smartcli where")


def too_big() -> Damaged:
    return Damaged(_("There is more in this file than a journal can be. Nothing is taken from it."))


def _heads(archive: zipfile.ZipFile, size: int) -> dict[str, zipfile.ZipInfo]:
    """What the archive says it holds, by name."""
    heads = archive.infolist()
    total = sum(head.file_size for head in heads)
    if len(heads) > MANY or total > MOST or any(head.file_size > BIGGEST for head in heads):
        raise too_big()
    if total > USUAL and total > TIGHTEST * size:
        raise too_big()
    if any(not _is_ours(head) for head in heads):
        raise strange()
    folded = {names.folded(head.filename) for head in heads}
    paths = {names.unpacked(head.filename) for head in heads}
    if not len(folded) == len(paths) == len(heads):
        raise strange()
    return {head.filename: head for head in heads}


def _is_ours(head: zipfile.ZipInfo) -> bool:
    """Whether it is a plain file with a name that stays inside."""
    kind = stat.S_IFMT(head.external_attr >> 16)
    return (
        head.orig_filename == head.filename
        and names.unpacked(head.filename) is not None
        and kind in (0, stat.S_IFREG)
        and not head.flag_bits & 1
        and head.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    )


def _manifest(archive: zipfile.ZipFile) -> Mapping[str, Any]:
    try:
        manifest = json.loads(archive.read(MANIFEST))
    except KeyError:
        raise Damaged(_("This file is not a backup of smartcli.")) from None
    if not isinstance(manifest, dict) or type(manifest.get("schema")) is not int:
        raise strange()
    if manifest["schema"] > SCHEMA:
        raise SmartError(_("This backup comes from a newer smartcli. Please update first. Nothing was changed."))
    if not isinstance(manifest.get("files"), dict):
        raise strange()
    return manifest


def _compare(archive: zipfile.ZipFile, heads: Mapping[str, zipfile.ZipInfo], manifest: Mapping[str, Any]) -> None:
    """Every file that is named is there and is what it was, and no other is."""
    named = manifest["files"]
    missing = named.keys() - heads.keys()
    if heads.keys() - named.keys() != {MANIFEST}:
        raise strange()
    bad = len(missing) + sum(not _is_as_named(archive, heads[name], named[name]) for name in named.keys() - missing)
    if bad:
        text = ngettext(
            "This backup is damaged: {n} of its files is missing or is not what was put in.",
            "This backup is damaged: {n} of its files are missing or are not what was put in.",
            bad,
        )
        raise Damaged(text.format(n=bad), next="smartcli where")


def _is_as_named(archive: zipfile.ZipFile, head: zipfile.ZipInfo, named: object) -> bool:
    if not isinstance(named, dict) or named.get("size") != head.file_size:
        return False
    hashed, size = hashlib.sha256(), 0
    try:
        with archive.open(head) as file:
            while part := file.read(1 << 20):
                hashed.update(part)
                size += len(part)
                if size > head.file_size:
                    return False
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return False
    return size == head.file_size and hashed.hexdigest() == named.get("sha256")
