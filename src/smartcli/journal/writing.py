"""What "Saved." means: a line that is on the disk, in a file that nobody else writes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from smartcli import disk
from smartcli.disk import System
from smartcli.entry import Table, decode, encode, new_id
from smartcli.errors import Damaged, SmartError
from smartcli.journal.files import Files, new_device
from smartcli.record import Record
from smartcli.words import _

FULL = 1 << 20  # bytes at which a new segment is begun


class NotSaved(SmartError):
    """Nothing was written. What the person wrote is still with whoever called."""


def not_saved(why: str, code: int) -> NotSaved:
    sentence = _("Not saved yet. Your words are still here.")
    return NotSaved(f"{sentence} ({why})" if why else sentence, next="smartcli where", code=code)


def append(files: Files, tables: Sequence[Table], at: datetime, after: str = "") -> list[Table]:
    """Write lines, all or none, and give them back with their ids. after: an id that theirs must be greater than.

    The device's segments have one writer at a time. Whoever cannot have the lock, or meets an error there, writes to
    a segment of its own rather than refusing to save.
    """
    try:
        files.is_new()
        for folder in (files.home, files.journal):
            disk.private_folder(folder, files.system)
        with disk.locked(files.lock, files.patience, files.system) as alone, disk.undisturbed():
            return _Pen(files=files, at=at, after=after).write(tables, alone=alone)
    except Damaged as error:
        raise not_saved(str(error), error.code) from error
    except OSError as error:
        raise not_saved(error.strerror or "", NotSaved.code) from error


class _Pen(Record):
    files: Files
    at: datetime
    after: str

    def write(self, tables: Sequence[Table], *, alone: bool) -> list[Table]:
        folder = self.folder(keep_name=alone)
        ready: list[Table] = []
        if alone:
            try:
                end = last_segment(folder, self.files.system)
                if end.has_a_double:
                    folder = self.new_folder(keep_name=True)
                    end = End(file=folder / "000001.jsonl", after=end.after)
                ready = self.with_ids(tables, max(self.after, end.after))
                disk.append(end.file, _bytes(ready, end.lines), self.files.system)
            except OSError:  # full, damaged, or not ours: perhaps another file can still be written
                pass
            else:
                return ready
        ready = ready or self.with_ids(tables, self.after)
        disk.append(folder / f"{ready[0]['id'].lower()}.jsonl", _bytes(ready, 0), self.files.system)
        return ready

    def folder(self, *, keep_name: bool) -> Path:
        """The folder that is ours to write in."""
        folder = self.files.own_folder()
        if folder is None:
            return self.new_folder(keep_name=keep_name)
        disk.private_folder(folder, self.files.system)
        return folder

    def new_folder(self, *, keep_name: bool) -> Path:
        """A folder with a new name. The name is kept once the folder is there, by whoever has the lock."""
        folder = self.files.journal / new_device()
        disk.private_folder(folder, self.files.system)
        if keep_name:
            disk.replace(self.files.device, f"{folder.name}\n".encode(), self.files.system)
        return folder

    def with_ids(self, tables: Sequence[Table], after: str) -> list[Table]:
        """Lines that are written as one carry the id of the first as their batch: one undo takes them back."""
        ready: list[Table] = []
        for table in tables:
            after = new_id(self.at, after)
            batch = {"batch": ready[0]["id"] if ready else after} if len(tables) > 1 else {}
            ready.append({**table, "id": after, **batch})
        return ready


class End(Record):
    """Where the next line goes: the file, the id it comes after, and how many lines stand there."""

    file: Path
    after: str = ""
    lines: int = 0
    has_a_double: bool = False


def last_segment(folder: Path, system: System) -> End:
    """The end of a device's segments. OSError: it cannot be told.

    Numbers of lines that go backwards mean that a second machine writes under the same name (a restored or cloned
    disk); it has a double then.
    """
    numbers = {int(found[0]) for file in system.scan(str(folder)) if (found := _NUMBER.match(file.name))}
    number = max(numbers, default=1)
    file = folder / f"{number:06}.jsonl"
    text = _content(file, system)
    lines = text.removesuffix(b"\n").split(b"\n") if text else []
    position, last = _last_readable(lines)
    after = last.get("id", "")
    if not last and number - 1 in numbers:
        after = _last_readable(_content(folder / f"{number - 1:06}.jsonl", system).split(b"\n"))[1].get("id", "")
    if len(text) >= FULL:
        return End(file=folder / f"{number + 1:06}.jsonl", after=after)
    n = last.get("n", position)
    return End(file=file, after=after, lines=max(n, position) + len(lines) - position, has_a_double=n < position)


_NUMBER = re.compile(r"[0-9]{6}(?![0-9a-z])")  # of a segment, or of a copy of one


def _content(file: Path, system: System) -> bytes:
    try:
        return disk.read(file, system, follow=False)
    except FileNotFoundError:
        return b""


def _last_readable(lines: Sequence[bytes]) -> tuple[int, Table]:
    """The last line that is whole, and which one it is, counted from 1."""
    for position in range(len(lines), 0, -1):
        try:
            table = decode(lines[position - 1])
        except ValueError:
            continue
        if isinstance(table.get("id"), str) and isinstance(table.get("n", 0), int):
            return position, table
    return 0, {}


def _bytes(tables: Sequence[Table], before: int) -> bytes:
    """The lines as they are written; before: how many stand in the file."""
    return b"".join(numbered(table, n) for n, table in enumerate(tables, before + 1))


def numbered(table: Table, n: int) -> bytes:
    """One line. v, id and n come first, so that a reader can tell lines apart by their first bytes."""
    return encode({"v": table["v"], "id": table["id"], "n": n, **table}) + b"\n"


def segments(tables: Sequence[Table]) -> Iterator[bytes]:
    """The lines cut into segments."""
    part: list[bytes] = []
    size = 0
    for table in tables:
        part.append(numbered(table, len(part) + 1))
        size += len(part[-1])
        if size >= FULL:
            yield b"".join(part)
            part, size = [], 0
    if part:
        yield b"".join(part)


def add_as_device(files: Files, tables: Sequence[Table]) -> None:
    """Write lines, in the order of their ids, as another device would have: in a folder of their own."""
    folder = files.journal / new_device()
    try:
        for place in (files.home, files.journal, folder):
            disk.private_folder(place, files.system)
        for number, data in enumerate(segments(tables), 1):
            with disk.undisturbed():
                disk.append(folder / f"{number:06}.jsonl", data, files.system)
    except OSError as error:
        why = _("The import stopped ({why}). What was here is unchanged; import again to add the rest.")
        raise SmartError(why.format(why=error.strerror), next="smartcli where") from error
