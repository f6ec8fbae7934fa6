"""What belongs in a backup: everything that cannot be made anew, byte for byte as it lies."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from smartcli.home import carriers, disk, layout
from smartcli.home.disk import System
from smartcli.home.filenames import DEVICE, HALF, JOURNAL, KEY, LOCK
from smartcli.home.reasons import why
from smartcli.home.seal.keys import lacking
from smartcli.journal.files import missing
from smartcli.journal.segment_names import is_segment
from smartcli.keeping.backups import names
from smartcli.record import Record

# Of a folder that may lead to all of a disk: more than anybody needs.
NAMES = 10_000
BYTES = 64 << 20

Looked = TypeVar("Looked")

PATIENCE = 5.0  # seconds that another smartcli that is writing is waited for


class LeftOut(Record):
    """A file that could not be taken along: its path in the home folder, and whether that is because it is a link.

    is_much: it and all after it in its folder are left out, since there is more than anybody needs.
    is_missing: it is not there, and should be.
    why: what the system said, as half a sentence; "" = nothing.
    """

    path: str
    is_link: bool = False
    is_much: bool = False
    is_missing: bool = False
    why: str = ""


class Gathered(Record):
    """The files by their names in the archive, and what had to be left out."""

    files: dict[str, bytes]
    left: tuple[LeftOut, ...]


class _Basket:
    def __init__(self, home: Path, system: System) -> None:
        self.home = home
        self.system = system
        self.files: dict[str, bytes] = {}
        self.left: list[LeftOut] = []
        self._taken: set[str] = set()
        self._is_bounded = False
        self._names = self._bytes = 0  # of the folder that is taken now

    def take(self, path: str, *, follow: bool) -> None:
        try:
            data = _twice(lambda: disk.read(self.home / path, self.system, follow=follow))
        except FileNotFoundError:
            if os.path.islink(self.home / path):  # else it went away in this moment, as drafts do
                self.left.append(LeftOut(path=path, is_link=True))
            return
        except OSError as error:
            self.left.append(LeftOut(path=path, why=why(error)))
            return
        self._bytes += len(data)
        name = names.packed(path, self._taken)
        self._taken.add(names.folded(name))
        self.files[name] = data

    def take_row(self, folder: str, *, follow: bool, only: tuple[str, ...]) -> None:
        """All files in a folder of the home and below; where it leads to whatever there is, within bounds.

        What is above the home is never looked into. follow: a link to a file is read, too.
        """
        is_link = os.path.islink(self.home / folder)
        self._is_bounded = follow or (is_link and folder != JOURNAL)  # a journal may be large
        place, home = (os.path.join(os.path.realpath(one), "") for one in (self.home / folder, self.home))
        if (follow or is_link) and home.startswith(place):
            self.left.append(LeftOut(path=folder, is_link=True))
            return
        self._names = self._bytes = 0
        self._take_folder(folder, follow=follow, only=only)

    def _take_folder(self, folder: str, *, follow: bool, only: tuple[str, ...]) -> None:
        for found in self._scan(folder):
            path = f"{folder}/{found.name}"
            self._names += 1
            if self._is_bounded and (self._names > NAMES or self._bytes > BYTES):
                self.left.append(LeftOut(path=path, is_much=True))
                return
            if (away := carriers.taken(found.name)) and _belongs(away, folder, only):  # it cannot be read
                self.left.append(LeftOut(path=f"{folder}/{away}", why=why(OSError(errno.EREMOTE, ""))))
            if found.name.startswith(".") or found.name.endswith(HALF):
                continue
            try:
                is_file = _twice(partial(disk.leads_to_file, found.path, self.system))
                is_folder = not is_file and _twice(partial(disk.leads_to_folder, found.path, self.system))
            except OSError as error:
                self.left.append(LeftOut(path=path, why=why(error)))
                continue
            if found.is_symlink() and not (follow and is_file):
                self.left.append(LeftOut(path=path, is_link=True))
            elif is_folder:
                self._take_folder(path, follow=follow, only=only)
            elif not found.name.endswith(only):
                continue
            elif is_file:
                self.take(path, follow=follow)
            else:  # to open a device may set something off
                self.left.append(LeftOut(path=path))

    def miss(self, paths: Iterable[str]) -> None:
        """What should be there and is not; what is there and could not be taken along was said before."""
        said = {one.path for one in self.left}
        self.left += [LeftOut(path=path, is_missing=True) for path in paths if path not in said]

    def _scan(self, folder: str) -> Iterator[os.DirEntry[str]]:
        place = os.fspath(self.home / folder)
        try:
            yield from sorted(_twice(lambda: self.system.scan(place)), key=lambda found: found.name)
        except FileNotFoundError:
            if os.path.lexists(place):  # a link to a disk that is not there now
                self.left.append(LeftOut(path=folder, is_link=True))
        except OSError as error:
            self.left.append(LeftOut(path=folder, why=why(error)))


def _in_key(path: str) -> str:
    """The part of the key that it is, "" for any other file."""
    folder, _slash, name = path.partition("/")
    return name if folder == KEY else ""


def _belongs(name: str, folder: str, only: tuple[str, ...]) -> bool:
    return is_segment(name) if folder.split("/")[0] == JOURNAL else name.endswith(only)


def _twice(look: Callable[[], Looked]) -> Looked:
    """What is left out of a backup may be missed for good: what fails once is tried again."""
    try:
        return look()
    except FileNotFoundError:
        raise
    except OSError:
        return look()


def check_journal(home: Path, gathered: Gathered) -> None:
    """Away: the journal is not where it was, so what was gathered is none of what somebody wrote."""
    for left in gathered.left:
        if left.path == JOURNAL and not left.why and not os.path.exists(home / JOURNAL):
            raise missing(home / JOURNAL)


def gather(home: Path, system: System) -> Gathered:
    """Read it all, while no other smartcli writes. Without the lock it goes on: half a line is no harm to a reader."""
    basket = _Basket(home, system)
    with disk.locked(home / LOCK, PATIENCE, system):
        for row in layout.taken().values():
            follow = row.backup == layout.LINKS_FOLLOWED
            if row.is_folder:
                basket.take_row(row.name, follow=follow, only=row.only)
            else:
                basket.take(row.name, follow=follow)
        if DEVICE in basket.files:
            try:
                os.lstat(home / JOURNAL)
            except FileNotFoundError:
                basket.left.append(LeftOut(path=JOURNAL))
            except OSError as error:
                basket.left.append(LeftOut(path=JOURNAL, why=why(error)))
        basket.miss(f"{KEY}/{name}" for name in lacking([*map(_in_key, basket.files)]))
    return Gathered(files=basket.files, left=tuple(basket.left))
