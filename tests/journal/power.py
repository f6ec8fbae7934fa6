"""A power cut, worked out: every state a disk may be in when it comes, given what was written and what was flushed.

Nothing is sure but what was flushed. What was written to a file since may be there, or not, or torn at any byte, or
the file has its new size with NULs in it. A name that was made, changed or taken away may be so or not, unless its
folder was flushed since.
"""

import os
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise, product
from math import prod
from pathlib import Path
from typing import Any

from smartcli.home.disk import System

MOST = 60  # states for each moment; a mutant that flushes nothing has millions

Names = dict[str, int]  # of a folder; what stands for a folder has the number 0
State = Mapping[str, bytes | None]  # path: the content; None for a folder


class Recorder(System):
    """A system that writes down what it does to a folder. Nothing is really flushed: that would only take time."""

    def __init__(self, root: Path) -> None:
        self.log: list[tuple[Any, ...]] = []
        self._files: dict[str, int] = {}  # the number of the file that has this name
        self._open: dict[int, tuple[int, bool, str]] = {}  # number, whether at the end, path
        self._count = 0
        for path in sorted(root.rglob("*")):
            if path.is_dir():
                self.log.append(("mkdir", str(path)))
            else:
                self.log += [("make", str(path), self._new(str(path))), ("write", self._count, 0, path.read_bytes())]
        self.log.append(("all is on the disk",))

    def _new(self, path: str) -> int:
        self._count += 1
        self._files[path] = self._count
        return self._count

    def open(self, path: str, flags: int) -> int:
        is_new = bool(flags & os.O_CREAT) and not os.path.exists(path)
        file = super().open(path, flags)
        if is_new:
            self.log.append(("make", path, self._new(path)))
        self._open[file] = (self._files.get(path, 0), bool(flags & os.O_APPEND), path)
        return file

    def write(self, file: int, data: bytes | memoryview) -> int:
        number, is_at_end, _path = self._open[file]
        place = os.fstat(file).st_size if is_at_end else os.lseek(file, 0, os.SEEK_CUR)
        taken = super().write(file, data)
        self.log.append(("write", number, place, bytes(data[:taken])))
        return taken

    def truncate(self, file: int, size: int) -> None:
        super().truncate(file, size)
        self.log.append(("cut", self._open[file][0], size))

    def flush(self, file: int) -> None:
        number, _is_at_end, path = self._open[file]
        self.log.append(("flush", number) if number else ("flush folder", path))

    def mkdir(self, path: str) -> None:
        super().mkdir(path)
        self.log.append(("mkdir", path))

    def swap(self, new: str, old: str) -> None:
        super().swap(new, old)
        self._files[old] = self._files.pop(new)
        self.log.append(("swap", new, old, self._files[old]))

    def remove(self, path: str) -> None:
        super().remove(path)
        self._files.pop(path, None)
        self.log.append(("remove", path))


# Mutants: each leaves out one thing


class FlushesNoFile(Recorder):
    def flush(self, file: int) -> None:
        if not self._open[file][0]:
            super().flush(file)


class FlushesNoFolder(Recorder):
    def flush(self, file: int) -> None:
        if self._open[file][0]:
            super().flush(file)


class EndsNoTornLine(Recorder):
    """Takes any last line for whole, so that the next one becomes a part of a torn one."""

    def read(self, file: int, size: int) -> bytes:
        return b"\n" if size == 1 else super().read(file, size)


# The disk at one moment


@dataclass
class File:
    """What is sure to be in a file, and what was done to it since."""

    sure: bytes = b""
    since: list[tuple[Any, ...]] = field(default_factory=list)

    def all_of_it(self, count: int | None = None) -> bytes:
        content = self.sure
        for what, _number, *more in self.since[:count]:
            if what == "cut":
                content = content[: more[0]].ljust(more[0], b"\0")
            else:
                place, data = more
                content = content[:place].ljust(place, b"\0") + data + content[place + len(data) :]
        return content

    def may_hold(self) -> list[bytes]:
        found = [self.all_of_it(count) for count in range(len(self.since) + 1)]
        for before, after in pairwise([*found]):
            added = len(after) - len(before)
            if added > 0:
                half = len(before) + added // 2
                places = {1, added - 2, added - 1, *range(0, added, max(1, added // 12))}
                found += [after[: len(before) + place] for place in sorted(places)]
                found += [before.ljust(len(after), b"\0"), after[:half].ljust(len(after), b"\0")]
                found += [before.ljust(half, b"\0") + after[half:]]
        return list(dict.fromkeys(found))


@dataclass
class Folder:
    """The names that are sure to be in a folder, and what became of names since."""

    sure: Names = field(default_factory=dict)
    since: list[Mapping[str, int | None]] = field(default_factory=list)

    def all_of_it(self, chosen: Iterable[Mapping[str, int | None]]) -> Names:
        names: dict[str, int | None] = {**self.sure}
        for change in chosen:
            names |= change
        return {name: number for name, number in names.items() if number is not None}

    def may_hold(self) -> list[Names]:
        few = self.since[-4:]
        always = self.since[:-4]
        return [
            self.all_of_it([*always, *chosen]) for size in range(len(few) + 1) for chosen in combinations(few, size)
        ]


class Disk:
    """What a log says, as far as it has been followed."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._files: dict[int, File] = {}
        self._folders: dict[str, Folder] = {self._root: Folder()}

    def follow(self, what: str, *more: Any) -> None:
        match what, more:
            case "make", (path, number):
                self._files[number] = File()
                self._name(path, number)
            case "mkdir", (path,):
                self._folders[path] = Folder()
                self._name(path, 0)
            case "write" | "cut", (number, *_rest):
                self._files[number].since.append((what, *more))
            case "swap", (new, old, number):
                folder = self._folders[os.path.dirname(new)]
                folder.since.append({os.path.basename(new): None, os.path.basename(old): number})
            case "remove", (path,):
                self._name(path, None)
            case "flush", (number,):
                self._files[number] = File(sure=self._files[number].all_of_it())
            case "flush folder", (path,) if path in self._folders:
                folder = self._folders[path]
                self._folders[path] = Folder(sure=folder.all_of_it(folder.since))
            case "all is on the disk", ():
                self._files = {number: File(sure=file.all_of_it()) for number, file in self._files.items()}
                for path, folder in self._folders.items():
                    self._folders[path] = Folder(sure=folder.all_of_it(folder.since))

    def _name(self, path: str, number: int | None) -> None:
        self._folders[os.path.dirname(path)].since.append({os.path.basename(path): number})

    def states(self, chance: random.Random) -> Iterator[State]:
        """The states it may be in after a power cut now; some of them, where they are very many."""
        folders = {path: folder.may_hold() for path, folder in self._folders.items()}
        files = {number: file.may_hold() for number, file in self._files.items()}
        every: list[list[Any]] = [*folders.values(), *files.values()]
        if prod(map(len, every)) <= MOST:
            picks: Iterable[tuple[Any, ...]] = product(*every)
        else:
            picks = (tuple(map(chance.choice, every)) for _ in range(MOST))
        for pick in picks:
            names = dict(zip(folders, pick, strict=False))
            contents = dict(zip(files, pick[len(folders) :], strict=True))
            yield dict(self._tree(self._root, names, contents))

    def _tree(
        self, folder: str, names: dict[str, Names], contents: dict[int, bytes]
    ) -> Iterator[tuple[str, bytes | None]]:
        for name, number in names[folder].items():
            path = f"{folder}/{name}"
            yield path, contents[number] if number else None
            if not number:
                yield from self._tree(path, names, contents)


def lay_out(state: State, root: Path, place: Path) -> None:
    """Make a state into real files in another place."""
    place.mkdir()
    for path, content in state.items():
        copy = place / Path(path).relative_to(root)
        if content is None:
            copy.mkdir(mode=0o700)
        else:
            copy.write_bytes(content)
            copy.chmod(0o600)
