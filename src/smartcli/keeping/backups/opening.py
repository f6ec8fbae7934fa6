"""Opening a backup: nothing is taken from it before all of it was looked at. It may come from anywhere."""

from __future__ import annotations

import errno
import hashlib
import json
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from smartcli.errors import HERE, Damaged, SmartError
from smartcli.home import disk
from smartcli.home.disk import SYSTEM, System
from smartcli.home.reasons import why
from smartcli.keeping.backups import names, packs
from smartcli.keeping.backups.packs import MANIFEST, Pack, Unpacked, Zipped, around
from smartcli.record import Record
from smartcli.text.language import _, ngettext

SCHEMA = 1
MOST = 4 << 30  # bytes, of all files together
BIGGEST = 256 << 20  # bytes, of one
MANY = 100_000  # files
USUALLY = 20_000  # files; with more it takes long, and that is said
USUAL = 100 << 20  # bytes; up to here it does not matter how small they were packed
BEGINS, ENDS = b"PK", b"PK\5\6"  # a zip; the second stands in its last bytes, also where something stands before it
END = 22 + 0xFFFF  # bytes
TIGHTEST = 200  # times: text that a person wrote is never packed as small


class Archive(Record):
    """A backup in which every file is what was put in."""

    made: str
    entries: int | None  # that could be read when it was made, those in the trash too; None = not counted
    names: tuple[str, ...]  # of its files, the manifest left out
    size: int  # bytes in which it is packed
    passed_over: int  # files that lay beside them and are no part of it
    pack: Pack
    places: Mapping[str, str]  # the name of each file, and of the manifest, where it lies

    def read(self, name: str) -> bytes:
        return b"".join(self.pack.parts(self.places[name]))

    def files(self, part: str) -> list[str]:
        """The names of the files that lie in this part of a home."""
        return [name for name in self.names if name.split("/")[0] == part]


def load(path: Path, system: System = SYSTEM) -> Archive:
    """The backup in a file, or in the folder into which one was unpacked, looked at as a whole."""
    try:
        known = system.stat(str(path))
        if stat.S_ISDIR(known.st_mode):
            folder = Unpacked(path, MANY, system)
            return _whole(lambda: _checked(folder, sum(folder.sizes.values())))
        if known.st_size > USUAL:
            _glance(path, system)
        if known.st_size > MOST:
            raise too_big()
        data = disk.read(path, system, most=MOST)
    except FileNotFoundError:
        if disk.is_away(path):
            raise SmartError(
                _("The file cannot be read: {why}.").format(why=why(OSError(errno.EREMOTE, ""))), next=HERE
            ) from None
        raise SmartError(_("There is no such file."), next="smartcli where") from None
    except OSError as error:
        raise SmartError(_("The file cannot be read: {why}.").format(why=why(error)), next=HERE) from None
    return check(data)


def check(data: bytes) -> Archive:
    """The same of its bytes. Damaged: it is none, or was changed, or is none that we would have written."""
    if not (data.startswith(BEGINS) or ENDS in data[-END:]):
        raise foreign()
    try:
        return _whole(lambda: _zipped(data))
    except (RuntimeError, OSError):  # places that lie before the beginning
        raise torn() from None


def _zipped(data: bytes) -> Archive:
    pack = Zipped(data)
    return _checked(pack, pack.size)


def _glance(path: Path, system: System) -> None:
    """Raises SmartError where a file so big is no backup, which its end tells before all of it is read."""
    try:
        if around(packs.listed(path, system)) is None:
            raise foreign()
    except zipfile.BadZipFile:
        if disk.head(path, len(BEGINS), system, follow=True) != BEGINS:
            raise foreign() from None
        raise torn() from None
    except (ValueError, LookupError, NotImplementedError, RuntimeError):
        raise foreign() from None


def _whole(look: Callable[[], Archive]) -> Archive:
    """Damaged: it is cut off, or written as nobody writes it."""
    try:
        return look()
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, LookupError, NotImplementedError, RecursionError):
        raise torn() from None


def _checked(pack: Pack, size: int) -> Archive:
    """size: bytes in which it is packed."""
    before = around(pack.sizes)
    if before is None:
        raise foreign()
    manifest = _manifest(pack, before + MANIFEST)
    named = manifest["files"]
    places = {name: before + unicodedata.normalize("NFC", name) for name in named}
    _look_over(pack, places, size)
    _compare(pack, places, named)
    entries = manifest.get("entries")
    others = pack.sizes.keys() - {before + MANIFEST, *places.values()}
    return Archive(
        made=str(manifest.get("made", "")),
        entries=entries if type(entries) is int else None,
        names=tuple(named),
        size=size,
        passed_over=len(others),
        pack=pack,
        places={**places, MANIFEST: before + MANIFEST},
    )


def foreign() -> SmartError:
    return SmartError(_("This file is not a backup of smartcli."), next="smartcli where")


def torn() -> Damaged:
    return Damaged(_("This backup is damaged: it is cut off, or was changed."), next="smartcli where")


def strange() -> Damaged:
    return Damaged(_("smartcli has not made this file as it is now. Nothing is taken from it."), next="smartcli where")


def closed() -> SmartError:
    said = _("Another program has packed this file, with a password or in its own way. Please unpack it into a folder.")
    return SmartError(said, next="smartcli restore FOLDER")


def too_big() -> Damaged:
    return Damaged(
        _("There is more in this file than a journal can be. Nothing is taken from it."), next="smartcli restore --help"
    )


def _look_over(pack: Pack, places: Mapping[str, str], size: int) -> None:
    """Whether these are names and sizes that a backup of ours can have, before anything is read."""
    there = [pack.sizes[place] for place in places.values() if place in pack.sizes]
    total = sum(there)
    if len(places) > MANY or total > MOST or any(one > BIGGEST for one in there):
        raise too_big()
    if total > USUAL and total > TIGHTEST * size:
        raise too_big()
    if not pack.closed.isdisjoint(places.values()):
        raise closed()
    if (
        MANIFEST in places
        or any(names.unpacked(name) is None for name in places)
        or not pack.odd.isdisjoint(places.values())
    ):
        raise strange()
    folded = {names.folded(name) for name in places}
    if not len(folded) == len({names.unpacked(name) for name in places}) == len(places):
        raise strange()


def _manifest(pack: Pack, place: str) -> Mapping[str, Any]:
    if place in pack.odd:
        raise strange()
    if place in pack.closed:
        raise closed()
    if pack.sizes[place] > BIGGEST:
        raise too_big()
    manifest = json.loads(b"".join(pack.parts(place)))
    if not isinstance(manifest, dict) or type(manifest.get("schema")) is not int:
        raise foreign()
    if manifest["schema"] > SCHEMA:
        raise SmartError(
            _("This backup comes from a newer smartcli. Please update first. Nothing was changed."),
            next="smartcli --version",
        )
    if not isinstance(manifest.get("files"), dict):
        raise foreign()
    return manifest


def _compare(pack: Pack, places: Mapping[str, str], named: Mapping[str, object]) -> None:
    """Every file that is named is there and is what it was."""
    missing = {name for name, place in places.items() if place not in pack.sizes}
    bad = len(missing) + sum(not _is_as_named(pack, places[name], named[name]) for name in named.keys() - missing)
    if bad:
        text = ngettext(
            "This backup is damaged: {n} of its files is missing or is not what was put in.",
            "This backup is damaged: {n} of its files are missing or are not what was put in.",
            bad,
        )
        raise Damaged(text.format(n=bad), next="smartcli where")


def _is_as_named(pack: Pack, place: str, named: object) -> bool:
    if not isinstance(named, dict) or named.get("size") != pack.sizes[place]:
        return False
    hashed, size = hashlib.sha256(), 0
    try:
        for part in pack.parts(place):
            hashed.update(part)
            size += len(part)
            if size > pack.sizes[place]:
                return False
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
        return False
    return size == pack.sizes[place] and hashed.hexdigest() == named.get("sha256")


def beside(made: Archive) -> list[str]:
    """What is to be said of the files that are no part of it, and of very many."""
    many = _("There are {n} files in this backup, far more than usual. Looking at them takes a while.")
    long = [many.format(n=len(made.names))] if len(made.names) > USUALLY else []
    text = ngettext(
        "{n} file beside it is no part of the backup, and was passed over.",
        "{n} files beside it are no part of the backup, and were passed over.",
        made.passed_over,
    )
    return [*long, *([text.format(n=made.passed_over)] if made.passed_over else [])]
