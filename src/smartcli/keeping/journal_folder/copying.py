"""A journal copied file by file into another folder, compared byte by byte, and only then taken from the first.

What lies in the other folder is never replaced, but by what begins with all of it. Where it differs, ours goes beside
it, into a folder of its own that counts as made here: both are read, and what stands in both counts once.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from smartcli.errors import Damaged, SmartError
from smartcli.home import disk
from smartcli.home.disk import System
from smartcli.journal import segment_names
from smartcli.journal.files import Files
from smartcli.journal.own_names import NO_NAME
from smartcli.journal.segment_names import is_device, may_hold_segments
from smartcli.text.language import _

ROUNDS = 5  # looks at what came in meanwhile: who cannot have the lock writes without it


def names_in(journal: Path, system: System) -> list[str]:
    """The files of a journal, each FOLDER/FILE. Damaged: something lies there that cannot be copied. OSError."""
    found = []
    for folder in sorted(system.scan(os.fspath(journal)), key=lambda one: one.name):
        if not may_hold_segments(folder.name) or not folder.is_dir():
            continue
        for file in sorted(system.scan(folder.path), key=lambda one: one.name):
            if disk.is_temporary(file.name):
                continue
            if segment_names.kept_away(file.name):
                said = _("{place} is not on this computer just now: a cloud has taken it away.")
                raise _not_all(said.format(place=file.path))
            if file.is_symlink() or not disk.leads_to_file(file.path, system):
                raise _not_all(_("{place} is no plain file.").format(place=file.path))
            if file.name.startswith(".") and not folder.is_symlink():
                raise _not_all(_("{place} is not a part of the journal.").format(place=file.path))
            found.append(f"{folder.name}/{file.name}")
    return found


def _not_all(said: str) -> Damaged:
    so = _("The journal cannot be moved with it, so nothing was begun.")
    return Damaged(said, so=so, next="smartcli doctor")


class Copying:
    """From one folder into another. had: what lay in the other before, see Move; it is never taken away."""

    def __init__(self, files: Files, source: Path, place: Path, had: tuple[str, ...] = ()) -> None:
        self._files, self._source, self._place, self._had = files, source, place, frozenset(had)
        self._system = files.system
        self._beside: dict[str, str] = {}  # the folder for what differs, by the name of the first
        self.made: list[Path] = []

    def all(self) -> None:
        """Copy, until a look finds nothing that is not there. OSError, SmartError: not all of it is."""
        self._sweep()
        for _round in range(ROUNDS):
            if not [self._put(name, data) for name, data in self._left()]:
                return
        raise SmartError(
            _("Another smartcli is writing here just now. Please try again in a moment."),
            next="smartcli settings journal-folder",
        )

    def take_away(self) -> None:
        """Take the first away, file by file, each compared once more. OSError, SmartError: not all of it is gone."""
        if self._is_no_copy():
            raise OSError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(self._source))
        self.all()
        for name in names_in(self._source, self._system):
            self._take(name)
        for folder in self._system.scan(os.fspath(self._source)):
            if may_hold_segments(folder.name) and folder.is_dir() and not folder.is_symlink():
                for half in self._system.scan(folder.path):
                    if disk.is_temporary(half.name):
                        disk.remove(Path(half.path), self._system)
                self._system.remove_folder(folder.path)

    def _is_no_copy(self) -> bool:
        """Whether both are one folder. OSError: that cannot be told."""
        try:
            return os.path.samefile(self._source, self._place)
        except FileNotFoundError:
            return False

    def undo(self) -> list[Path]:
        """Take away the copies that were made, in this run or one that was cut off; those that are still there."""
        left: list[Path] = []
        if self._is_no_copy():
            return left
        with suppress(OSError, SmartError):
            self._sweep()
        for file in self._copies():
            try:
                disk.remove(file, self._system)
            except OSError:
                left.append(file)
        for folder in {*(file.parent for file in self.made), *(self._place / name for name in self._folders())}:
            with suppress(OSError):  # what is not empty stays
                self._system.remove_folder(os.fspath(folder))
        return left

    def _copies(self) -> list[Path]:
        found = dict.fromkeys(self.made)
        with suppress(OSError, SmartError):
            for name in names_in(self._source, self._system):
                if name not in self._had and disk.holds(self._place / name, self._read(name), self._system):
                    found[self._place / name] = None
        return list(found)

    def _folders(self) -> set[str]:
        before = {name.partition("/")[0] for name in self._had}
        with suppress(OSError, SmartError):
            return {name.partition("/")[0] for name in names_in(self._source, self._system)} - before
        return set()

    def _left(self) -> Iterator[tuple[str, bytes]]:
        """What is not there yet."""
        for name in names_in(self._source, self._system):
            data = self._read(name)
            if not self._is_there(name, data):
                yield name, data

    def _read(self, name: str) -> bytes:
        return disk.read(self._source / name, self._system, follow=False)

    def _is_there(self, name: str, data: bytes) -> bool:
        """Whether a file of this name has all of that, in the same folder, or in one of ours beside it."""
        folder, _slash, file = name.partition("/")
        places = [self._place / folder / file, *(self._place / one / file for one in self._ours())]
        found = (disk.read_if_any(place, self._system) for place in dict.fromkeys(places))
        return any(there is not None and there.startswith(data) for there in found)

    def _ours(self) -> list[str]:
        return [one for one in self._files.names() if is_device(one)]

    def _put(self, name: str, data: bytes) -> str:
        folder, _slash, file = name.partition("/")
        there = disk.read_if_any(self._place / name, self._system)
        if there is not None and not data.startswith(there):
            folder = self._another(folder)
        new = self._place / folder / file
        disk.private_folder(new.parent, self._system)
        if f"{folder}/{file}" not in self._had:
            self.made.append(new)
        disk.replace(new, data, self._system)
        if disk.read(new, self._system, follow=False) != data:
            raise OSError(errno.EIO, os.strerror(errno.EIO), os.fspath(new))
        with suppress(OSError):  # it tells people when it was written; nothing hangs on it
            self._system.keep_times(os.fspath(new), self._system.stat(os.fspath(self._source / name)))
        return name

    def _another(self, folder: str) -> str:
        """A folder for what differs. It is ours before anything lies in it, so that `forget` reaches that, too."""
        if folder not in self._beside:
            own, *others = self._files.names() or [NO_NAME]
            self._beside[folder] = segment_names.new_device()
            self._files.keep_names(own, *others, self._beside[folder])
        return self._beside[folder]

    @property
    def beside(self) -> int:
        """How many folders were made for what differs."""
        return len(self._beside)

    def _take(self, name: str) -> None:
        """A file that is there. What somebody without the lock adds in this moment is seen, and copied too."""
        path = os.fspath(self._source / name)
        file = self._system.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        try:
            self._system.remove(path)
            data = disk.bounded(_reading(self._system, file))
        finally:
            self._system.close(file)
        if not self._is_there(name, data):
            self._put(name, data)

    def _sweep(self) -> None:
        """What a killed run left half written in the place of ours. Nothing else that lies there is looked at."""
        names = names_in(self._source, self._system)
        for folder in {name.partition("/")[0] for name in names}:
            with suppress(OSError):
                for half in disk.listed(self._place / folder, self._system) or ():
                    whole = half.name[1:].rpartition(".")[0].rpartition(".")[0]
                    if disk.is_temporary(half.name) and f"{folder}/{whole}" in names:
                        self._system.remove(half.path)


def _reading(system: System, file: int) -> Callable[[int], bytes]:
    return lambda size: system.read(file, size)
