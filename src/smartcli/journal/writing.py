"""What "Saved." means: a line that is on the disk, in a file that nobody else writes."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from smartcli.errors import HELP, Damaged, InPart, SmartError
from smartcli.home import disk
from smartcli.home.disk import System, Torn, Unflushed
from smartcli.home.ids import id_time, new_id
from smartcli.home.seal.keys import Keys
from smartcli.journal import sealing, segment_names
from smartcli.journal.files import Files
from smartcli.journal.heights import Heights
from smartcli.journal.line import LONGEST, Table, decode, is_sealed, numbered, renumbered
from smartcli.journal.segment_names import is_device, is_segment, new_device
from smartcli.record import Record
from smartcli.text.language import _

FULL = 1 << 20  # bytes at which a new segment is begun
# Errors that a place gives, and not the disk: another place may well take it.
CLOSED = frozenset((errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.EOVERFLOW))
AHEAD = 7 * 86_400  # seconds that another machine's clock may well be ahead
SEALED_FULL = 1 << 18  # the same where lines are sealed: until it is packed, each is opened alone, which takes long


class NotSaved(SmartError):
    """Nothing was written. What the person wrote is still with whoever called, who says what becomes of it."""


class PieceLeft(NotSaved, InPart):
    """The same, but a piece of a line stands in the journal: the disk did not let it be taken away."""


class PartLeft(InPart):
    """Some of several lines are written, and a piece of the next: the disk did not let it be taken away."""


def not_saved(why: str, code: int, next: str | None = None) -> NotSaved:
    """why: half a sentence, a whole one, or nothing."""
    if not why or why.endswith("."):
        sentence = f"{_('Not saved yet.')} {why}".rstrip()
    else:
        sentence = _("Not saved yet ({why}).").format(why=why)
    return NotSaved(sentence, next=next or "smartcli where", code=code)


def _piece_left(error: Torn) -> PieceLeft | PartLeft:
    from smartcli.home.reasons import why

    if error.is_some:
        part = _("A part of it is saved, and the rest is not ({why}). A piece of a line stays in the journal, too.")
        return PartLeft(part.format(why=why(error)), next="smartcli doctor")
    sentence = _("Not saved yet ({why}).").format(why=why(error))
    piece = _("A piece of a line stays in the journal. It counts for nothing, and what you save next begins after it.")
    return PieceLeft(f"{sentence} {piece}", next="smartcli doctor")


def check(files: Files) -> None:
    """Damaged: nothing can be written as things are. Asked before somebody begins to write, and again when saving.

    Whether a journal is sealed is seen from its lines. One that is, and whose key is not here, takes nothing in the
    open: peers have put plain text behind sealed lines on a second machine.
    """
    keys = files.keys
    if keys.is_half:
        if not keys.knows_its_recipient:
            raise Damaged(_("A part of the key is missing."), next="smartcli lock")
        if not files.is_sealed_here():  # nothing is written in the open before the person has said so
            raise Damaged(_("A part of the key is missing."), next="smartcli repair")
        keys.put_right()
    is_new = files.is_new()
    if keys.lacks_identity and (is_new or not files.is_sealed_here()):
        # Nothing here was ever sealed with it: nobody can tell whose it is.
        raise Damaged(_("Only a part of a key is here, so nobody could open what you write."), next="smartcli repair")
    if is_new:
        from smartcli.home import ownership  # for the first line of all

        ownership.refuse(files.home, files.system)
    if keys.is_set_up:
        from smartcli.home.seal import age  # noqa: F401  NotInstalled where nothing can be sealed
    elif not is_new and not keys.is_there and files.is_sealed_here():
        raise Damaged(_("This journal is sealed, and its key is not here."), next="smartcli lock --from-paper")


def append(
    files: Files,
    tables: Sequence[Table],
    at: datetime,
    after: str = "",
    landed: Callable[[], None] = lambda: None,
    unflushed: Callable[[Unflushed], None] = lambda _error: None,
) -> list[Table]:
    """Write lines, all or none, and give them back with their ids. after: an id that theirs must be greater than.

    landed: called once they are on the disk, before any signal counts again. unflushed: called where they stand there,
    and cannot be flushed or taken back: to write them elsewhere too would make doubles.

    The device's segments have one writer at a time. Whoever cannot have the lock, or meets an error there, writes to
    a segment of its own rather than refusing to save.
    """
    try:
        check(files)
        for folder in (files.home, files.journal):
            disk.private_folder(folder, files.system)
        with disk.locked(files.lock, files.patience, files.system) as alone, disk.undisturbed():
            ready = _Pen(files=files, at=at, after=after, unflushed=unflushed).write(tables, alone=bool(alone))
            landed()
            return ready
    except Torn as error:
        raise _piece_left(error) from error
    except Damaged as error:
        raise not_saved(str(error), error.code, error.next) from error
    except OSError as error:
        from smartcli.home.reasons import why

        raise not_saved(why(error), NotSaved.code) from error


class _Pen(Record):
    files: Files
    at: datetime
    after: str
    unflushed: Callable[[Unflushed], None]

    def write(self, tables: Sequence[Table], *, alone: bool) -> list[Table]:
        folder = self.folder(keep_name=alone)
        ready: list[Table] = []
        there: Unflushed | Torn | None = None
        keys = self.files.keys
        seals = keys.is_set_up  # looked up before: after a line is written, nothing may fail any more
        if alone and not keys.lacks_identity:  # what nobody can open as things are is kept apart
            try:
                end = last_segment(folder, self.files.system, SEALED_FULL if seals else FULL, seals=seals)
                if end.has_a_double:
                    folder = self.new_folder(keep_name=True)
                    end = End(file=folder / segment_names.numbered(1), after=end.after)
                if not self._is_far_ahead(end.after):
                    ready = self.with_ids(tables, max(self.after, end.after))
                    Heights(self.files).renew(end.file)
                    disk.append(end.file, _bytes(ready, end.lines, keys), self.files.system)
                    if seals:
                        self._keep_time(end.file, ready[-1]["id"])
                    return ready
            except (Unflushed, Torn) as error:  # written elsewhere too, it counts once, and may be flushed there
                there = error
            except OSError:  # full, damaged, or not ours: perhaps another file can still be written
                pass
        ready = ready or self.with_ids(tables, self.after)
        name = new_id(datetime.fromtimestamp(0, UTC)) if seals else ready[0]["id"]  # tell no time when sealed
        try:
            self._rescue(folder, segment_names.rescue(name), _bytes(ready, 0, keys), keep_name=alone)
        except (OSError, Damaged) as error:  # the disk, or the key, which is looked at once more
            found = there or error
            if isinstance(found, Torn):
                raise found from error
            if not isinstance(found, Unflushed):
                raise
            self.unflushed(found)
        return ready

    def _is_far_ahead(self, after: str) -> bool:
        """Whether the id to come is so late that all after it in the row would be of that time, as ids grow there.

        It is where somebody made up an id, or a clock was wrong. Such a line gets a file of its own.
        """
        return self.after > after and id_time(self.after) > (self.at.timestamp() + AHEAD) * 1000

    def _rescue(self, folder: Path, name: str, data: bytes, *, keep_name: bool) -> None:
        """In a file of its own."""
        try:
            disk.append(folder / name, data, self.files.system)
        except Unflushed:
            raise
        except OSError as error:
            if error.errno not in CLOSED:
                raise
            self._beside(name, data, keep_name=keep_name)

    def _beside(self, rescue: str, data: bytes, *, keep_name: bool) -> None:
        """Where our folder takes nothing, write into a new one: it is ours from now on, once something is in it."""
        folder = self.new_folder(keep_name=False)
        try:
            disk.append(folder / rescue, data, self.files.system)
        except OSError:
            with suppress(OSError):
                self.files.system.remove_folder(os.fspath(folder))
            raise
        if keep_name:
            with suppress(OSError, Damaged):
                self._keep_name(folder)

    def _keep_time(self, file: Path, id: str) -> None:
        """See to it that a sealed segment was last changed no earlier than its last id says: see _latest_id.

        It is so already, unless the clock went back.
        """
        with suppress(OSError):
            if self.files.system.stat(str(file)).st_mtime * 1000 < id_time(id):
                self.files.system.touch(str(file), id_time(id))

    def folder(self, *, keep_name: bool) -> Path:
        """The folder that is ours to write in."""
        try:
            folder = self.files.own_folder()
            if folder is not None:
                disk.private_folder(folder, self.files.system)
                if keep_name and self.files.is_name_recovered():
                    self.files.keep_names(*filter(is_device, self.files.names()))
                return folder
        except Damaged:  # our name cannot be read: nothing is to take its place
            return self.new_folder(keep_name=False)
        except OSError as error:
            if error.errno not in CLOSED:
                raise
        return self.new_folder(keep_name=keep_name)

    def new_folder(self, *, keep_name: bool) -> Path:
        """A folder with a new name. The name is kept once the folder is there, by whoever has the lock.

        The old one stays among those that are ours to rewrite, also where a double has it too: if both let it go,
        nobody could mend it, or erase from it what was forgotten.
        """
        folder = self.files.journal / new_device()
        disk.private_folder(folder, self.files.system)
        if keep_name or disk.has_no_locks(self.files.lock, self.files.system):  # or each entry would get a folder
            with suppress(Damaged):  # whatever lies in the place of the names
                self._keep_name(folder)
        return folder

    def _keep_name(self, folder: Path) -> None:
        self.files.keep_names(folder.name, *filter(is_device, self.files.names()))

    def with_ids(self, tables: Sequence[Table], after: str) -> list[Table]:
        """Lines that are written as one carry the id of the first as their batch: one undo takes them back."""
        ready: list[Table] = []
        for table in tables:
            after = new_id(self.at, after, of_change="op" in table)
            batch = {"batch": ready[0]["id"] if ready else after} if len(tables) > 1 else {}
            ready.append({**table, "id": after, **batch})
        return ready


class End(Record):
    """Where the next line goes: the file, the id it comes after, and how many lines stand there."""

    file: Path
    after: str = ""
    lines: int = 0
    has_a_double: bool = False


def last_segment(folder: Path, system: System, full: int, *, seals: bool = False) -> End:
    """The end of a device's segments; full: bytes at which the next is begun. OSError: it cannot be told.

    seals: lines are sealed now, so a plain one has no say in where the next goes, or in what it is called.

    Numbers of lines that go backwards, and a copy that was made beside a segment, mean that a second machine writes
    under the same name (a restored or cloned disk); it has a double then. Going on there would make a copy at every
    sync, and Syncthing keeps ten of them.
    """
    names = {file.name for file in system.scan(str(folder))}
    names |= {
        f"{segment_names.plain(away)}{segment_names.PACKED}"
        for name in names
        if (away := segment_names.kept_away(name))
    }
    has_copies = any(map(segment_names.is_copy, names))
    numbers = segment_names.numbers(names)
    number = max(numbers, default=1)
    file = folder / segment_names.numbered(number)
    try:
        text = _content(file, system)
    except OSError as error:
        if error.errno not in CLOSED:
            raise
        after = _latest_id(folder, names, system)
        return End(file=folder / segment_names.numbered(number + 1), after=after, has_a_double=has_copies)
    lines = text.removesuffix(b"\n").split(b"\n") if text else []
    position, last = _last_readable(lines, seals=seals)
    after = last.get("id", "")
    if not last and number - 1 in numbers:
        before = _content(folder / segment_names.numbered(number - 1), system)
        after = _last_readable(before.split(b"\n"), seals=seals)[1].get("id", "")
    if not after:  # sealed: the id is inside. Whatever it is, it is no later than the last change of the file
        after = _latest_id(folder, names, system)
    if len(text) >= full or segment_names.packed(file.name) in names:
        return End(file=folder / segment_names.numbered(number + 1), after=after, has_a_double=has_copies)
    n = last.get("n", position)
    has_a_double = has_copies or n < position
    return End(file=file, after=after, lines=max(n, position) + len(lines) - position, has_a_double=has_a_double)


def _latest_id(folder: Path, names: Iterable[str], system: System) -> str:
    """An id of the last change to any of these files. A time that no clock tells is nobody's."""
    times = []
    for name in filter(is_segment, names):
        with suppress(OSError, ValueError, OverflowError):  # a link that leads nowhere, or round; no time
            times.append(datetime.fromtimestamp(system.stat(str(folder / name)).st_mtime + 0.001, UTC))
    return new_id(max(times)) if times else ""


def _content(file: Path, system: System) -> bytes:
    try:
        return disk.read(file, system, follow=False)
    except FileNotFoundError:
        return b""


def _last_readable(lines: Sequence[bytes], *, seals: bool) -> tuple[int, Table]:
    """The last line that is whole, and which one it is, counted from 1."""
    for position in range(len(lines), 0, -1):
        try:
            table = decode(lines[position - 1])
        except ValueError:
            continue
        is_ours = is_sealed(table) or (isinstance(table.get("id"), str) and not seals)
        if isinstance(table.get("n", 0), int) and is_ours:
            return position, table
    return 0, {}


def _bytes(tables: Sequence[Table], before: int, keys: Keys) -> bytes:
    """The lines as they are written; before: how many stand in the file."""
    lines = [(numbered(table, n), n) for n, table in enumerate(tables, before + 1)]
    if any(len(line) > LONGEST for line, _n in lines):
        why = _("it is longer than {n} MB: please make several entries of it").format(n=LONGEST >> 20)
        raise not_saved(why, NotSaved.code, "smartcli journal")
    if keys.is_set_up:
        return b"".join(sealing.sealed(line[:-1], n, keys) + b"\n" for line, n in lines)
    return b"".join(line for line, _n in lines)


def segments(lines: Iterable[Table | bytes]) -> Iterator[bytes]:
    """Lines, or what is to become lines, cut into segments."""
    part: list[bytes] = []
    size = 0
    for line in lines:
        n = len(part) + 1
        part.append(renumbered(line, n) if isinstance(line, bytes) else numbered(line, n))
        if len(part[-1]) > LONGEST:
            sentence = _("One entry is longer than {n} MB, which is more than a journal takes. Nothing was added.")
            raise SmartError(sentence.format(n=LONGEST >> 20), next=HELP)
        size += len(part[-1])
        if size >= FULL:
            yield b"".join(part)
            part, size = [], 0
    if part:
        yield b"".join(part)


def add_as_device(
    files: Files,
    lines: Sequence[Table | bytes],
    landed: Callable[[bool], None] = lambda _is_all: None,
    unflushed: Callable[[Unflushed], None] = lambda _error: None,
) -> None:
    """Write lines, in the order of their ids, as another device would have: in a folder of their own, which is ours.

    landed: called when a part of them is on the disk, with whether it is all of them. unflushed: called where a part
    stands there, and the disk does not say that it will stay.
    """
    keys = files.keys
    folder = files.journal / new_device()
    try:
        check(files)
        for place in (files.home, files.journal, folder):
            disk.private_folder(place, files.system)
        with disk.locked(files.lock, files.patience, files.system):
            files.keep_names(*filter(is_device, files.names()), folder.name)  # the first folder of all becomes our own
        parts = segments(lines)
        data, number = next(parts, None), 1
        while data is not None:
            name = segment_names.numbered(number)
            with disk.undisturbed():
                try:
                    if keys.is_set_up:
                        disk.replace(folder / segment_names.packed(name), keys.seal(data), files.system)
                    else:
                        disk.append(folder / name, data, files.system)
                except Unflushed as error:
                    unflushed(error)
                data, number = next(parts, None), number + 1
                landed(data is None)
    except Torn as error:
        from smartcli.home.reasons import why

        said = _("The import stopped ({why}). A piece of it stays in the journal; what is whole in it counts.")
        more = _("What was here is unchanged; import again to add the rest.")
        raise PartLeft(f"{said.format(why=why(error))} {more}", next="smartcli doctor") from error
    except OSError as error:
        from smartcli.home.reasons import why

        said = _("The import stopped ({why}). What was here is unchanged; import again to add the rest.")
        raise SmartError(said.format(why=why(error)), next="smartcli where") from error
