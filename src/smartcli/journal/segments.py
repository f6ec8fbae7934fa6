"""The lines as they lie: a journal's files, as chains that are each in the order of their ids."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import merge
from operator import itemgetter
from pathlib import Path

from smartcli.errors import Damaged
from smartcli.home.seal.keys import Locked
from smartcli.home.seal.passphrase import DamagedKey, WrongPassphrase
from smartcli.journal import segment_names
from smartcli.journal.contents import Contents
from smartcli.journal.entry import Entry, entries_in, entry_or_change
from smartcli.journal.files import Files, unreadable
from smartcli.journal.line import AFTER_ID, CHANGE, ID, PLAIN, Table, decode, is_sealed
from smartcli.journal.prefilter import Found, Test, Worth, everything, lines_with
from smartcli.journal.read_problems import Troubles

# The id a line begins with, all of it (or the entry it says), and whether it is worth reading. A line that changes
# another, or is not written the way we write one, always is.
Line = tuple[bytes, bytes | Entry, bool]

# The segments of one writer, one after the other: every id in one is greater than those in the one before.
Chain = tuple[Path, ...]

_ID = itemgetter(0)
_FEW = 20  # ids that are looked for in the bytes of every segment
_USUAL = re.compile(re.escape(PLAIN) + rb'[^\n]{26}"')  # how a line begins that is like ours
_UNUSUAL = re.compile(rb"\n(?!%b|\Z)" % _USUAL.pattern)  # before one that does not


class Segments:
    """One look into the files of a journal."""

    def __init__(self, files: Files, troubles: Troubles) -> None:
        self._files = files
        self._troubles = troubles
        self._chains = [] if files.is_new() else list(self._found())
        self._without_changes: set[Path] = set()  # segments known to hold none
        self._contents = Contents(files)

    def newest_first(self, worth: Worth) -> Iterator[Line]:
        """All lines by their ids, the greatest first. Segments are read from the end, and only as far as asked for."""

        def backwards(chain: Chain) -> Iterator[Sequence[Line]]:
            for file in reversed(chain):
                data = self._content(file)
                yield self._lines(file, data, worth(data))[::-1]

        found = [_in_order(backwards(chain), reverse=True) for chain in self._chains]
        return found[0] if len(found) == 1 else merge(*found, key=_ID, reverse=True)

    def oldest_first(self, worth: Worth, changed: Collection[bytes]) -> Iterator[Line]:
        """The lines by their ids, the least first. changed: ids of entries to be read even where nothing else is."""

        def forwards(chain: Chain) -> Iterator[Sequence[Line]]:
            for file in chain:
                data = self._content(file)
                if worth is everything:
                    yield self._entries(file, data) or self._lines(file, data, everything(data))
                elif (test := worth(data)) or len(changed) > _FEW or any(id in data for id in changed):
                    yield self._picked(file, data, test or _no, changed)

        found = [_in_order(forwards(chain)) for chain in self._chains]
        return found[0] if len(found) == 1 else merge(*found, key=_ID)

    def lines(self) -> Iterator[tuple[bytes, bytes]]:
        """Every line that can be read, as its bytes, by the ids; the same line may come more than once."""

        def forwards(chain: Chain) -> Iterator[tuple[bytes, bytes]]:
            for file in chain:
                for id, line, _is_worth in self._lines(file, self._content(file), bool):
                    if isinstance(line, bytes) and self._is_whole(line):
                        yield id, line

        return merge(*map(forwards, self._chains))

    def _is_whole(self, line: bytes) -> bool:
        try:
            decode(line)
        except ValueError:
            self._troubles.unreadable(line)
            return False
        return True

    def changes(self) -> list[Table]:
        """The lines that change another, newest first."""
        found: dict[str, Table] = {}
        for file in (file for chain in self._chains for file in chain):
            data = self._content(file, keep=True)
            if CHANGE not in data:
                self._without_changes.add(file)
                continue
            for line in lines_with(CHANGE, data):
                try:
                    change = entry_or_change(line)
                except ValueError:  # counted when all lines are read
                    continue
                if isinstance(change, dict):
                    found[change["id"]] = change
        return sorted(found.values(), key=lambda change: str(change["id"]), reverse=True)

    def _found(self) -> Iterator[Chain]:
        """A device's numbered segments are one chain. Every other file in its folder is one alone.

        Those are what was written while the lock or the disk failed, and the copies that Syncthing, Nextcloud and
        their like make when two machines wrote at once.
        """
        for device in self._scan(self._files.journal):
            if device.is_dir() and segment_names.may_hold_segments(device.name):
                folder = Path(device.path)
                names = sorted(file.name for file in self._scan(folder) if segment_names.is_segment(file.name))
                # Beside copies there is no chain: two have written here, each in segments of its own.
                chain = [] if any(map(segment_names.is_copy, names)) else segment_names.chain(names)
                yield from [tuple(folder / name for name in chain)] if chain else []
                yield from [(folder / name,) for name in names if name not in chain]

    def _scan(self, folder: Path) -> list[os.DirEntry[str]]:
        try:
            return self._files.system.scan(os.fspath(folder))
        except OSError as error:
            raise unreadable(folder) from error

    def _content(self, file: Path, *, keep: bool = False) -> bytes:
        """The lines of a segment, opened where they were sealed.

        A file that cannot be read hides no other: it is counted. Where none can be read, that is an error.
        """
        try:
            return self._contents.of(file, keep=keep)
        except (Locked, WrongPassphrase, DamagedKey):
            raise
        except Damaged:
            self._troubles.file(file)
            if len(self._troubles.files) == sum(map(len, self._chains)):
                raise
            return b""

    def _entries(self, file: Path, data: bytes) -> Sequence[Line]:
        """The lines of a segment in which all is as usual, in half the time; else none."""
        if file not in self._without_changes:
            return []
        found = entries_in(data) or []
        ids = [id for id, _entry in found]
        return [(id, entry, True) for id, entry in found] if ids == sorted(ids) else []

    def _picked(self, file: Path, data: bytes, test: Test, changed: Collection[bytes]) -> Sequence[Line]:
        """The same as _lines, without those that are neither worth reading nor changed: no look at each is needed."""
        if not _USUAL.match(data) or _UNUSUAL.search(data):
            return self._lines(file, data, test)
        picked = {*(test if isinstance(test, Found) else filter(test, data.split(b"\n")))}
        if file not in self._without_changes:
            picked.update(lines_with(CHANGE, data))
        if changed:
            picked.update(line for line in data.split(b"\n") if line[ID] in changed)
        return sorted((line[ID], line, True) for line in picked)

    def _lines(self, file: Path, data: bytes, test: Test | None) -> Sequence[Line]:
        """The lines of a segment in the order of their ids. They lie so, unless something merged two copies of it."""
        test = test or _no
        has_changes = file not in self._without_changes and CHANGE in data
        lines = data.removesuffix(b"\n").split(b"\n")
        usual = [
            (line[ID], line, test(line) or (has_changes and CHANGE in line))
            for line in lines
            if line.startswith(PLAIN) and line[AFTER_ID] == b'"'
        ]
        others = self._unusual(lines) if len(usual) < len(lines) else ()
        return sorted([*usual, *others])

    def _unusual(self, lines: list[bytes]) -> Iterator[tuple[bytes, bytes, bool]]:
        for line in lines:
            if line.strip() and not (line.startswith(PLAIN) and line[AFTER_ID] == b'"'):
                try:
                    table = decode(line)
                except ValueError:
                    self._troubles.unreadable(line)
                    continue
                if is_sealed(table):  # it is whole, and another key's
                    self._troubles.unopened(line)
                else:
                    yield str(table.get("id")).encode("utf-8", "surrogatepass"), line, True


def _in_order(segments: Iterable[Sequence[Line]], *, reverse: bool = False) -> Iterator[Line]:
    """The lines of a chain by their ids, also where a segment overlaps the next.

    They do where a double of the machine went on in the old one. So each is held until the next is known.
    """
    held: Sequence[Line] = ()
    for lines in segments:
        if held and lines and (lines[0][0] > held[-1][0] if reverse else lines[0][0] < held[-1][0]):
            held = sorted([*held, *lines], key=_ID, reverse=reverse)
        elif lines:
            yield from held
            held = lines
    yield from held


def _no(_line: bytes) -> bool:
    return False
