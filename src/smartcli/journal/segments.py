"""The lines as they lie: a journal's files, as chains that are each in the order of their ids."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from heapq import merge
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from smartcli.errors import Damaged
from smartcli.home import disk
from smartcli.home.seal.keys import Locked, Missing
from smartcli.home.seal.passphrase import DamagedKey, WrongPassphrase
from smartcli.journal import segment_names
from smartcli.journal.contents import Contents
from smartcli.journal.digest_cache import DigestCache, Signs
from smartcli.journal.entry import Entry, entries_in, entry_or_change
from smartcli.journal.files import Files, unreadable
from smartcli.journal.line import CHANGE, ID, PLAIN, Placed, Table, as_said, decode, identity, is_sealed, shows_id
from smartcli.journal.prefilter import Found, Test, Worth, everything, lines_with, of_exercise
from smartcli.journal.read_problems import Troubles

if TYPE_CHECKING:
    from smartcli.journal.digest import Digest

# The id a line begins with, all of it (or the entry it says; nothing where it was not looked at), and whether it is
# worth reading. A line that changes another, or is not written the way we write one, always is.
Line = tuple[bytes, bytes | Entry, bool]

# The segments of one writer, one after the other: every id in one is greater than those in the one before.
Chain = tuple[Path, ...]

_ID = itemgetter(0)
AT_LEAST, PART = 2, 32  # digests that one run makes for the next: so many, or one of so many that are missing
_FEW = 20  # ids that are looked for in the bytes of every segment


class NotYetRead(NamedTuple):
    """A segment that is read only once its lines are wanted. last: no id in it is greater. read: the greatest first."""

    last: bytes
    read: Callable[[], Sequence[Line]]


class Held(NamedTuple):
    """How much of what is wanted a segment holds. places: where all of it lies, if that is known."""

    worth: Worth
    changed: Collection[bytes]
    places: Sequence[tuple[int, int]] | None = None


class Segments:
    """One look into the files of a journal."""

    def __init__(self, files: Files, troubles: Troubles, cache: DigestCache) -> None:
        self._files = files
        self._troubles = troubles
        self._cache = cache
        self._closed: set[Path] = set()  # segments to which no line will be added
        self._odd: list[
            Damaged
        ] = []  # one for each of the folders that cannot be looked into, and what lies in the place of one of ours
        self.chains = [] if files.is_away or files.is_new() else list(self._found())
        if self._odd and not self.chains:
            raise self._odd[0]
        self._without_changes: set[Path] = set()  # segments known to hold none
        self._told: set[Path] = set()  # segments whose changes are told by their digests, and all of which can be read
        self._picks: dict[Path, Sequence[Line]] = {}  # what was picked of a segment when its changes were looked for
        self._contents = Contents(files)
        self._missing: dict[Path, Signs | None] = {}  # closed segments of which no digest is kept, and their signs
        self.may_be_damaged = False  # whether to go on where all of it is damaged: what comes may bring it back

    def newest_first(
        self, exercise: str | None, forgotten: Collection[bytes], note: Callable[[Table], object]
    ) -> Iterator[Line]:
        """All lines by their ids, the greatest first; of an exercise, at least those that can be worth reading.

        Segments are read from the end, and only as far as asked for. forgotten: ids of entries that must be met where
        they still lie, as far as they are known by then. note: told of the changes in segments that need no reading,
        without what was written in them (`whole` gives it), before anything older.
        """
        worth = everything if exercise is None else of_exercise(exercise)

        def read(file: Path) -> Sequence[Line]:
            data = self._content(file)
            test = worth(data)
            if exercise is None or not self._contents.begin_usual(file):
                return self._lines(file, data, test)[::-1]
            ids = [line[ID] for line in data.removesuffix(b"\n").split(b"\n")]
            edges = ((id, b"", False) for id in (min(ids), max(ids)))  # how far they reach
            return sorted([*self._picked(file, data, test, ()), *edges], reverse=True)

        def backwards(chain: Chain) -> Iterator[Sequence[Line] | NotYetRead]:
            for file in reversed(chain):
                digest = self._kept(file, is_wanted=exercise is not None)
                if digest and digest.is_whole and exercise is None and digest.last:
                    yield NotYetRead(digest.edges[0].encode("utf-8", "surrogatepass"), partial(read, file))
                elif (
                    digest
                    and digest.is_whole
                    and exercise not in (None, *digest.done)
                    and not _holds(digest, forgotten)
                ):
                    for change in digest.changes:
                        note(Placed(change, file))
                    yield [(id.encode("utf-8", "surrogatepass"), b"", False) for id in digest.edges]
                else:
                    yield read(file)

        chains = (part for chain in self.chains for part in self._in_turn(chain))
        found = [_in_order(backwards(chain), reverse=True) for chain in chains]
        return found[0] if len(found) == 1 else merge(*found, key=_ID, reverse=True)

    def _in_turn(self, chain: Chain) -> Iterable[Chain]:
        """A chain as it is; where somebody renamed its segments, each alone, so that no change comes after its entry.

        How a segment begins tells. What begins with a sealed line does not; doctor and list say that it was replaced.
        """
        begins = [begin for file in chain if (begin := self._begin(file))] if len(chain) > 1 else []
        return [chain] if begins == sorted(begins) else [(file,) for file in chain]

    def _begin(self, file: Path) -> bytes:
        """The id that a segment begins with; nothing where that is not told by a look at its first bytes."""
        if segment_names.is_packed(file.name):
            return b""
        try:
            data = disk.head(file, ID.stop, self._files.system)
        except OSError:  # whoever reads it says so
            return b""
        return data[ID] if data.startswith(PLAIN) else b""

    def oldest_first(
        self,
        worth: Worth,
        changed: Collection[bytes],
        unread: Collection[Path] = (),
        held: Mapping[Path, Held] | None = None,
    ) -> Iterator[Line]:
        """The lines by their ids, the least first, but for those in segments that are not to be read.

        changed: ids of entries to be read even where nothing else is. held: how much of what is wanted there is in
        segments of which that is known.
        """

        def forwards(chain: Chain) -> Iterator[Sequence[Line]]:
            for file in (file for file in chain if file not in unread):
                if file in self._picks and not changed:
                    yield self._picks[file]
                    continue
                known = held[file] if held and file in held else Held(worth, changed)
                if known.places is not None and (lines := self._placed(file, known.places)) is not None:
                    yield lines
                    continue
                data, ids = self._content(file), known.changed
                test = known.worth(data)
                if worth is everything:
                    yield self._entries(file, data) or self._lines(file, data, test)
                elif test or len(ids) > _FEW or any(id in data for id in ids):
                    yield self._picked(file, data, test, ids, has_changes=file not in self._told)

        found = [_in_order(forwards(chain)) for chain in self.chains]
        return found[0] if len(found) == 1 else merge(*found, key=_ID)

    def lines(self) -> Iterator[tuple[bytes, bytes]]:
        """Every line that can be read, as its bytes, by the ids; the same line may come more than once."""

        def forwards(chain: Chain) -> Iterator[tuple[bytes, bytes]]:
            for file in chain:
                for id, line, _is_worth in self._lines(file, self._content(file), bool):
                    if isinstance(line, bytes) and self._is_whole(line):
                        yield id, line

        return merge(*map(forwards, self.chains))

    def about(self, ids: Collection[bytes]) -> Iterator[tuple[Path, bytes]]:
        """Every line that may be about an entry of these, or not be written the way we write one; and its segment."""
        for file in (file for chain in self.chains for file in chain):
            digest = self._kept(file)
            if digest and digest.is_whole and not _holds(digest, ids):
                yield from ((file, line) for line in self._changes(file, digest))
            else:
                lines = self._content(file, keep=True).split(b"\n")
                odd = (line for line in lines if line[ID] in ids or CHANGE in line or not shows_id(line))
                yield from ((file, line) for line in odd if line.strip())

    def there(self, ids: Collection[bytes]) -> set[bytes]:
        """Those of these ids of which there is an entry in the journal, whatever became of it."""
        found = set()
        for _file, line in self.about(ids):
            if not shows_id(line) or line[ID] in ids:
                with suppress(ValueError):  # counted when all lines are read
                    said = entry_or_change(line)
                    if isinstance(said, Entry) and (id := said.id.encode("utf-8", "surrogatepass")) in ids:
                        found.add(id)
        return found

    def written(self, file: Path, ids: Collection[bytes]) -> Iterator[tuple[bytes, Entry]]:
        """The entries of these ids as they were written in a segment, each with its id."""
        for line in self._content(file, keep=True).split(b"\n"):
            if line[ID] in ids or not shows_id(line):
                with suppress(ValueError):
                    said = entry_or_change(line)
                    if isinstance(said, Entry) and (id := said.id.encode("utf-8", "surrogatepass")) in ids:
                        yield id, said

    def _is_whole(self, line: bytes) -> bool:
        try:
            decode(line)
        except ValueError:
            self._troubles.unreadable(line)
            return False
        return True

    def digests(self) -> dict[Path, Digest]:
        """Of all segments. None at all where they are of no use: no segment is closed, or one is understood by nobody.

        Those of closed segments are kept ones, as far as there are some.
        """
        found: dict[Path, Digest] = {}
        for file in (file for chain in self.chains for file in chain) if self._closed else ():
            digest = self._kept(file)
            if digest is None:
                data = self._content(file, keep=file not in self._closed)
                digest = self._kept(file) or self._cache.made(data)  # reading may have asked for the passphrase
            if digest is None:
                return {}
            found[file] = digest
        return found

    def open(self) -> None:
        """Ask for the passphrase now, where one is wanted: for whoever reads the lines, but looks at digests first."""
        if self._closed and self._cache.is_closed:
            growing = (file for chain in self.chains for file in chain if file not in self._closed)
            self._content(max(growing, key=lambda file: file.name), keep=True)

    def kept(self) -> dict[Path, Digest]:
        """The digests that are kept, of closed segments."""
        return {file: digest for file in self._closed if (digest := self._kept(file))}

    def keep(self, digests: Mapping[Path, Digest], forgotten: Collection[bytes]) -> None:
        """Keep those that were made anew, for the next time; none that tells of an entry that is forgotten.

        digests: where they are of no use, those that are kept tell no less.
        """
        self._keep(digests or self.kept(), forgotten)
        self._sweep()

    def _keep(self, digests: Mapping[Path, Digest], forgotten: Collection[bytes]) -> None:
        for file, digest in digests.items():
            if _holds(digest, forgotten):
                self._cache.drop(file)
            elif file in self._missing and file not in self._troubles.files:
                self._cache.keep(file, digest, self._missing.pop(file))

    def make_missing(self, kept: Mapping[Path, Digest], forgotten: Collection[bytes]) -> None:
        """Make some of those that are not kept, and keep them: so far as there is room.

        Only some, as somebody waits for the end of this run: those of the newest segments, which are asked for most.
        kept: the others. None of either may tell of an entry that is forgotten.
        """
        self._keep(kept, forgotten)
        missing = sorted(self._missing, key=lambda file: file.name, reverse=True)
        for file in missing[: max(AT_LEAST, len(missing) // PART)]:
            digest = self._cache.made(self._content(file))
            if digest and not self._cache.is_full:
                self._keep({file: digest}, forgotten)
        self._cache.missed.clear()
        self._sweep()

    def _sweep(self) -> None:
        """Take away the digests of no segment, and those of segments that have changed since."""
        self._cache.sweep(self._closed.difference(self._missing))

    def _kept(self, file: Path, *, is_wanted: bool = True) -> Digest | None:
        """The digest of a closed segment, where one is kept. is_wanted: else it is made for the next time."""
        if file not in self._closed or not (is_wanted or self._cache.has(file)):
            return None
        signs = self._cache.signs(file)
        digest = self._cache.of(file, signs, is_wanted=is_wanted)
        if digest:
            self._missing.pop(file, None)
        elif is_wanted and not self._cache.is_closed:
            self._missing[file] = signs
        return digest

    def changes(self, digests: Mapping[Path, Digest] | None = None, worth: Worth | None = None) -> list[Table]:
        """The lines that change another, newest first.

        digests: as far as they are known; of what they tell no more is known, and `whole` gives the rest. worth: what
        `oldest_first` is to be asked for next, so that no segment is read twice for it.
        """
        found: dict[tuple[object, ...], list[Table]] = {}  # two that share an id, by chance or on purpose, are two
        for file in (file for chain in self.chains for file in chain):
            digest = digests.get(file) if digests else None
            if digest and digest.is_whole:
                self._without_changes |= set() if digest.changes else {file}
                self._told.add(file)
                for told in digest.changes:
                    self._add_change(found, Placed(told, file))
                continue
            data = self._content(file, keep=worth is None)
            lines = self._that_change(file, data)
            if worth:
                self._picks[file] = self._picked(file, data, worth(data), ())
            for line in lines:
                with suppress(ValueError):  # counted when all lines are read
                    change = entry_or_change(line)
                    if isinstance(change, dict):
                        self._add_change(found, change)
        every = (change for alike in found.values() for change in alike)
        return sorted(every, key=lambda change: str(change["id"]), reverse=True)

    def _add_change(self, found: dict[tuple[object, ...], list[Table]], change: Table) -> None:
        """A copy of one that is there counts once."""
        alike = found.setdefault(identity(change), [])
        if not alike or as_said(self.whole(change)) not in map(as_said, map(self.whole, alike)):
            alike.append(change)

    def whole(self, change: Table) -> Table:
        """A change with what was written in it. What cannot be read again says nothing."""
        if not isinstance(change, Placed):
            return change
        with suppress(ValueError):
            said = entry_or_change(self._content(change.file, keep=True)[change.start : change.end])
            return said if isinstance(said, dict) else {}
        return {}

    def _changes(self, file: Path, digest: Digest | None) -> Iterable[bytes]:
        """The lines of a segment that may change another."""
        if not (digest and digest.is_whole):
            return self._that_change(file, self._content(file, keep=True))
        if digest.changes:
            return digest.lines_that_change(self._content(file, keep=True))
        self._without_changes.add(file)
        return ()

    def _that_change(self, file: Path, data: bytes) -> Iterable[bytes]:
        """Those among the lines of a segment."""
        if CHANGE in data:
            return lines_with(CHANGE, data)
        self._without_changes.add(file)
        return ()

    def _found(self) -> Iterator[Chain]:
        """A device's numbered segments are one chain. Every other file in its folder is one alone.

        Those are what was written while the lock or the disk failed, and the copies that Syncthing, Nextcloud and
        their like make when two machines wrote at once.
        """
        for device in self._scan(self._files.journal):
            if not segment_names.may_hold_segments(device.name):
                continue
            folder = Path(device.path)
            if not disk.is_folder(device):
                if self._is_ours(folder):
                    self._note_odd(folder, unreadable(folder, NotADirectoryError(errno.ENOTDIR, "")))
            else:
                there = [file.name for file in self._inside(folder)]
                self._troubles.away |= {folder / away for name in there if (away := segment_names.kept_away(name))}
                names = sorted(name for name in there if segment_names.is_segment(name))
                # Beside copies there is no chain: two have written here, each in segments of its own.
                chain = [] if any(map(segment_names.is_copy, names)) else segment_names.chain(names)
                last = max(filter(None, map(segment_names.number, names)), default=0)
                if segment_names.is_device(device.name):
                    self._closed |= {folder / name for name in names if (segment_names.number(name) or last) < last}
                yield from [tuple(folder / name for name in chain)] if chain else []
                yield from [(folder / name,) for name in names if name not in chain]

    def _inside(self, folder: Path) -> list[os.DirEntry[str]]:
        """What lies in a writer's folder. One that is closed hides no other: it is counted."""
        try:
            return self._scan(folder)
        except Damaged as error:
            self._note_odd(folder, error)
            return []

    def _note_odd(self, place: Path, trouble: Damaged) -> None:
        self._odd.append(trouble)
        self._troubles.file(place, trouble)

    def _is_ours(self, folder: Path) -> bool:
        try:
            return folder.name in self._files.names()
        except Damaged:
            return False

    def _scan(self, folder: Path) -> list[os.DirEntry[str]]:
        try:
            return self._files.system.scan(os.fspath(folder))
        except OSError as error:
            raise unreadable(folder, error) from error

    def _content(self, file: Path, *, keep: bool = False) -> bytes:
        """The lines of a segment, opened where they were sealed.

        A file that cannot be read hides no other: it is counted. Where none can be read, that is an error; but what is
        under another key than ours is not ours to read, and is only counted.
        """
        try:
            data = self._contents.of(file, keep=keep)
            if (
                not data
                and file not in self._contents.strangers
                and (segment_names.number(file.name) or segment_names.is_packed(file.name))
            ):
                self._troubles.empty.add(file)
            self._troubles.unnoted = self._troubles.unnoted or self._contents.unnoted
            if file in self._contents.strangers:
                self._troubles.strangers[file] = self._contents.strangers[file]
            return data
        except WrongPassphrase:
            raise
        except Damaged as error:
            keys = self._files.keys
            # What is sealed where this machine seals nothing hides nothing of ours.
            if isinstance(error, Locked) and keys.is_set_up:
                raise
            if isinstance(error, DamagedKey) and keys.is_there:
                raise
            self._troubles.file(file, error)
            is_none = len(self._troubles.files) == sum(map(len, self.chains)) + len(self._odd)
            is_foreign = len(self._troubles.foreign_files) == len(self._troubles.files)
            is_beyond = (
                self.may_be_damaged and not isinstance(error, Missing) and not isinstance(error.__cause__, OSError)
            )
            if is_none and not is_beyond and (isinstance(error, Missing) or not is_foreign):
                raise (self._troubles.refused or error) from None
            return b""

    def _entries(self, file: Path, data: bytes) -> Sequence[Line]:
        """The lines of a segment in which all is as usual, by their ids, in half the time; else none."""
        changing: list[bytes] = []
        if file not in self._without_changes and CHANGE in data:
            if not self._contents.begin_usual(file):
                return []
            lines = data.removesuffix(b"\n").split(b"\n")
            changing = [line for line in lines if CHANGE in line]
            data = b"".join([line + b"\n" for line in lines if CHANGE not in line])
        found = [(id, entry, True) for id, entry in entries_in(data) or ()]
        if not found and data:
            return []
        ids = [id for id, _entry, _is_worth in found]
        if not changing and ids == sorted(ids):
            return found
        return sorted([*found, *((line[ID], line, True) for line in changing)], key=_ID)

    def _picked(
        self, file: Path, data: bytes, test: Test | None, changed: Collection[bytes], *, has_changes: bool = True
    ) -> Sequence[Line]:
        """The same as _lines, without those that are neither worth reading nor changed: no look at each is needed.

        has_changes: also the lines that change another.
        """
        if not self._contents.begin_usual(file):
            return self._lines(file, data, test)
        picked = {*(test if isinstance(test, Found) else filter(test, data.split(b"\n")))} if test else set()
        if has_changes and file not in self._without_changes:
            picked.update(lines_with(CHANGE, data))
        if changed:
            picked.update(line for line in data.split(b"\n") if line[ID] in changed)
        return sorted((line[ID], line, True) for line in picked)

    def _placed(self, file: Path, places: Sequence[tuple[int, int]]) -> Sequence[Line] | None:
        """The lines that lie there; None where others do by now."""
        found = self._contents.parts(file, places)
        if found is None or any(not line.startswith(PLAIN) or b"\n" in line for line in found):
            return None
        return sorted((line[ID], line, True) for line in found)

    def _lines(self, file: Path, data: bytes, test: Test | None) -> Sequence[Line]:
        """The lines of a segment in the order of their ids. They lie so, unless something merged two copies of it."""
        test = test or _no
        has_changes = file not in self._without_changes and CHANGE in data
        lines = data.removesuffix(b"\n").split(b"\n")
        usual = [(line[ID], line, test(line) or (has_changes and CHANGE in line)) for line in lines if shows_id(line)]
        others = self._unusual(lines) if len(usual) < len(lines) else ()
        return sorted([*usual, *others])

    def _unusual(self, lines: list[bytes]) -> Iterator[tuple[bytes, bytes, bool]]:
        for line in lines:
            if line.strip() and not shows_id(line):
                try:
                    table = decode(line)
                except ValueError:
                    self._troubles.unreadable(line)
                    continue
                if is_sealed(table):  # it is whole from outside
                    self._troubles.unopened(line)
                else:
                    yield str(table.get("id")).encode("utf-8", "surrogatepass"), line, True


def _in_order(segments: Iterable[Sequence[Line] | NotYetRead], *, reverse: bool = False) -> Iterator[Line]:
    """The lines of a chain by their ids, also where a segment overlaps the next.

    They do where a double of the machine went on in the old one. So each is held until the next is known.
    """
    held: Sequence[Line] = ()
    for segment in segments:
        if isinstance(segment, NotYetRead):
            if held and segment.last < held[-1][0]:
                yield from held
                held = ()
            lines = segment.read()
        else:
            lines = segment
        if held and lines and (lines[0][0] > held[-1][0] if reverse else lines[0][0] < held[-1][0]):
            held = sorted([*held, *lines], key=_ID, reverse=reverse)
        elif lines:
            yield from held
            held = lines
    yield from held


def _no(_line: bytes) -> bool:
    return False


def _holds(digest: Digest, ids: Iterable[bytes]) -> bool:
    return any(digest.may_hold(id.decode("utf-8", "surrogatepass")) for id in ids)
