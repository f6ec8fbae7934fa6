"""One look at a journal's files from outside, beside how they looked when marked; a closer one where they differ."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.home import disk
from smartcli.journal import segment_names
from smartcli.journal.files import Files
from smartcli.journal.height import PART, UNKNOWN, Height, Judged, Mark, Signer
from smartcli.journal.height_store import HeightStore, Signs, Unusable
from smartcli.journal.line import CHANGE, FORGETTING, SEALED, decode
from smartcli.record import Record

FIELDS = 4  # size, two times, number on the disk: how a segment looks from outside; then whether the key was open
# A segment that changed so shortly before it was looked at could change once more and look the same: some disks keep
# times no finer.
UNCERTAIN = 2_000_000_000  # nanoseconds
OFTEN = 3600  # seconds: how often it is noted anew that all is there


class Sighting(Record):
    """One look at the journal's files, beside their marks."""

    files: Files
    store: HeightStore

    @cached_property
    def own(self) -> frozenset[str]:
        return frozenset(filter(segment_names.is_device, self.files.names()))

    @cached_property
    def _first(self) -> str:
        """The folder that is ours to write in."""
        return next(iter(self.files.names()), "")

    @cached_property
    def unsettled(self) -> set[str]:
        """The names of marks that are to be looked at again the next time, however their segments look."""
        return set()

    @cached_property
    def found(self) -> dict[Path, list[int]]:
        """Every segment, and how it looks from outside."""
        return {Path(file.path): _signs_of(file) for file in self._entries if segment_names.is_segment(file.name)}

    @cached_property
    def _entries(self) -> list[os.DirEntry[str]]:
        found = []
        for folder in self.files.system.scan(os.fspath(self.files.journal)):
            if folder.is_dir() and segment_names.may_hold_segments(folder.name):
                try:
                    found += self.files.system.scan(folder.path)
                except OSError:
                    self._unreadable.add(folder.name)
        return found

    @cached_property
    def _unreadable(self) -> set[str]:
        """Folders that cannot be looked into: of what is in them nothing can be said."""
        return set()

    @cached_property
    def marks(self) -> set[str]:
        """The names of all marks. OSError: it cannot be told."""
        return self.store.marks()

    @cached_property
    def unread(self) -> set[str]:
        """The names of those that could not be read."""
        return set()

    @cached_property
    def signer(self) -> Signer:
        return Signer(salt=self.store.salt, keys=self.files.keys)

    @cached_property
    def signs(self) -> Signs:
        """What was known before of how segments look."""
        return self.store.seen()

    @cached_property
    def names(self) -> dict[str, Path]:
        """The segments by the names of their marks."""
        return {self.store.name(file.parent.name, file.name): file for file in self.found}

    @cached_property
    def suspects(self) -> list[str]:
        """The marks of segments that do not look as they did, or were marked while less could be seen."""
        return [name for name in sorted(self.marks) if not self._is_as_it_was(name)]

    def _is_as_it_was(self, name: str) -> bool:
        before = self.signs.get(name, [])
        is_opened = before[FIELDS:] == [1] or not self.files.keys.is_open
        return name in self.names and before[:FIELDS] == self.found[self.names[name]] and is_opened

    @cached_property
    def unmarked(self) -> list[Path]:
        return [file for name, file in self.names.items() if name not in self.marks]

    @property
    def is_changed(self) -> bool:
        """Whether there is something to mark."""
        return bool(self.suspects or self.unmarked)

    @cached_property
    def is_old(self) -> bool:
        """Whether it was long ago that all was noted to be there."""
        since = self.store.since()
        return since is None or abs(time.time() - since.timestamp()) > OFTEN

    def certain(self) -> Signs:
        """How segments look now, those left out that could change once more and look the same.

        Behind it, whether the key was open when they were looked into.
        """
        latest = time.time() * 1_000_000_000 - UNCERTAIN
        known: Signs = {}
        for name, file in self.names.items():
            signs = self.found[file]
            if name not in self.unsettled and max(signs[1:3]) < latest:
                was_open = self.files.keys.is_open or (self._is_as_it_was(name) and self.signs[name][FIELDS:] == [1])
                known[name] = [*signs, int(was_open)]
        return known

    # Comparing

    def judged(self) -> Iterator[Judged]:
        """The marks of segments that do not look as they did.

        One that is damaged says nothing. Where its segment is as it was marked, it counts as not there yet; else nobody
        can tell what is gone, now and later: it stays as it is, and so does what was seen of its segment.
        """
        for name in self.suspects:
            try:
                mark = self.store.read(name)
            except Unusable:
                if self.is_certain(name):
                    self.unmarked.append(self.names[name])
                else:
                    self._cannot_tell(name)
                continue
            except OSError:
                self._cannot_tell(name)
                continue
            with suppress(OSError):
                if mark and not self._is_out_of_reach(mark):
                    yield self._judge(name, mark)

    def _cannot_tell(self, name: str) -> None:
        self.unread.add(name)
        self.unsettled.add(name)

    def is_certain(self, name: str) -> bool:
        """Whether a segment is as it was when it was marked, which is known from outside, without its mark."""
        file = self.names.get(name)
        if file is None:
            return False
        signs = self.found[file]
        return self.signs.get(name, [])[:FIELDS] == signs or self.store.is_of(name, signs[1])

    def _judge(self, name: str, mark: Mark) -> Judged:
        file = self.files.journal / mark.folder / mark.name
        there = self.height(file, mark.heights) if file in self.found else None
        judged = [self._compared(name, mark, height, there) for height in mark.heights]
        return min(judged, key=lambda one: len(one.missing))

    def _compared(self, name: str, mark: Mark, height: Height, there: Height | None) -> Judged:
        here = {sign[:PART] for sign in there.lines} if there else set()
        missing = [sign for sign in (*height.lines, *height.gone) if sign[:PART] not in here]
        is_own = mark.folder in self.own
        if missing:
            missing = [sign for sign in missing if not self._is_elsewhere(sign, is_own=is_own)]
        is_sure = not missing or is_own or not self._is_shut(mark, there)
        return Judged(name=name, mark=mark, height=height, there=there, missing=tuple(missing), is_sure=is_sure)

    def _is_out_of_reach(self, mark: Mark) -> bool:
        """Whether nothing can be said of a segment: its folder cannot be read, or a sync has not brought it yet."""
        from smartcli.home import carriers

        self.found  # noqa: B018  which finds what cannot be read
        if mark.folder == self._first and not (self.files.journal / mark.folder).is_dir():
            return True  # which is said by whoever looks for the journal
        waiting = [file.name for file in self._entries if carriers.is_placeholder(file.name)]
        return mark.folder in self._unreadable or any(mark.name in name for name in waiting)

    def _is_shut(self, mark: Mark, there: Height | None) -> bool:
        """Whether what is missing of a segment may be in what cannot be looked into now."""
        twin = self.files.journal / mark.folder / segment_names.twin(mark.name)
        signs = [*(there.lines if there else ()), *(self.height(twin).lines if twin in self.found else ())]
        return any(UNKNOWN in sign for sign in signs)

    def height(self, file: Path, known: Sequence[Height] = ()) -> Height:
        """How high a segment stands now."""
        data = disk.read(file, self.files.system, follow=False)
        return self.signer.height(data, is_packed=segment_names.is_packed(file.name), known=known)

    def _is_elsewhere(self, sign: str, *, is_own: bool) -> bool:
        """Whether a line is in another place now, perhaps in another form, or was forgotten since.

        is_own: what another machine forgot is erased there alone, and here once the person agrees.
        """
        if sign[:PART] in self._outsides:
            return True
        inside, about = sign[PART : 2 * PART], sign[2 * PART :]
        forgotten = self._forgotten_here if is_own else self._forgotten
        return inside != UNKNOWN and (inside in self._insides or about in forgotten)

    @cached_property
    def _everything(self) -> list[str]:
        """The signs of all lines there are."""
        signs: list[str] = []
        for file in self.found:
            with suppress(OSError):
                signs += self.height(file).lines
        return signs

    @cached_property
    def _outsides(self) -> set[str]:
        return {sign[:PART] for sign in self._everything}

    @cached_property
    def _insides(self) -> set[str]:
        """Where the journal is sealed, what is not counts for nothing."""
        is_sealed = self.files.keys.is_set_up
        inside = ((sign[:PART], sign[PART : 2 * PART]) for sign in self._everything)
        return {inner for outer, inner in inside if not (is_sealed and inner == outer)}

    @cached_property
    def _forgotten(self) -> set[str]:
        """The hashes of ids that were forgotten, as far as that can be read."""
        return {self.signer.of(id) for file in self.found for id in self._forgotten_in(file)}

    @cached_property
    def _forgotten_here(self) -> set[str]:
        """The same, as far as a folder that was made here says so."""
        here = [file for file in self.found if file.parent.name in self.own]
        return {self.signer.of(id) for file in here for id in self._forgotten_in(file)}

    def _forgotten_in(self, file: Path) -> Iterator[str]:
        from smartcli.journal import sealing

        keys = self.files.keys
        try:
            data = disk.read(file, self.files.system, follow=False)
            if segment_names.is_packed(file.name):
                data = keys.open(data) if keys.is_open else b""
            elif keys.is_open or keys.is_set_up:
                sealed = [line for line in data.split(b"\n") if line.startswith(SEALED) or not keys.is_set_up]
                data = sealing.opened(b"\n".join(sealed), keys) if keys.is_open else b""
        except (OSError, ValueError, SmartError):
            return
        for line in data.split(b"\n"):
            if CHANGE in line:
                with suppress(ValueError):
                    table = decode(line)
                    if table.get("op") in FORGETTING:
                        yield str(table.get("of"))


def _signs_of(file: os.DirEntry[str]) -> list[int]:
    try:
        known = file.stat(follow_symlinks=False)
    except OSError:
        return [0, 0, 0, 0]
    return [known.st_size, known.st_mtime_ns, known.st_ctime_ns, known.st_ino]
