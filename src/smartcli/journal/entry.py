"""One finished exercise: what it holds, and what of it a line of the journal tells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from smartcli.errors import InvalidAnswer
from smartcli.exercises.step import Answer
from smartcli.home.clock import is_day
from smartcli.home.ids import is_entry_id
from smartcli.journal.line import (
    ID,
    VERSION,
    Table,
    decode,
    head,
    is_change,
    is_plain,
    shows_id,
    unread,
    usual,
    whole,
)
from smartcli.journal.line import as_json as written
from smartcli.record import EMPTY, Record
from smartcli.text.language import _


class Entry(Record):
    """One finished exercise.

    at: when it was written, ISO 8601 with microseconds and offset. day: the day the person means, on which it happened.
    happened: what more is known of when that was; None = it was when it was written (see happened.py). edited: when it
    was last changed. more: fields that a newer or another program wrote; they are kept as they are.
    """

    id: str = ""  # "" until the journal gives it one
    at: str
    zone: str
    day: str
    happened: str | None = None
    exercise: str
    version: int
    asked: Mapping[str, str]
    answers: Mapping[str, Answer]
    more: Mapping[str, Any] = EMPTY
    edited: str | None = None

    def as_json(self) -> Table:
        """The form of `--json` and of `export json`; from_json reads it back."""
        table: Table = {name: value for name in _IN_ORDER if (value := getattr(self, name)) is not None}
        table |= self.more
        if self.edited is not None:
            table["edited"] = self.edited
        return table

    def as_bytes(self) -> bytes:
        """as_json as JSON, in ASCII."""
        line = vars(self).get("_line")
        return written(self.as_json()) if line is None else unread(line)  # what nobody has read or changed goes on so

    @property
    def line(self) -> bytes | None:
        """The line it comes from, up to the check sum, where that is as we write it and nothing was changed."""
        found: bytes | None = vars(self).get("_line")
        return found

    def as_line(self) -> Table:
        """The form of a line, without its `n` and `crc`."""
        return {"v": VERSION, **self.as_json()}

    @classmethod
    def from_line(cls, table: Table) -> Entry:
        """The entry of a line that is known to be whole. ValueError: it is none, or of a kind we do not know."""
        return cls(**_fields(table))

    @classmethod
    def from_json(cls, table: object) -> Entry:
        """The entry that another journal wrote, checked; InvalidAnswer says what is wrong without repeating it."""
        if not isinstance(table, dict) or "op" in table:
            raise InvalidAnswer(_("This is not an entry."))
        missing = [name for name in _KINDS if name not in table]
        if missing:
            raise InvalidAnswer(_("An entry lacks its “{name}”.").format(name=missing[0]))
        if not is_entry_id(table["id"]):
            raise InvalidAnswer(_("An entry has no usable id."))
        if not _has_fields(table):
            raise InvalidAnswer(_("A part of an entry is of the wrong kind."))
        if not _has_dates(table):
            raise InvalidAnswer(_("An entry has a date that is none."))
        if not (is_plain(table) and all(isinstance(text, str) for text in table["asked"].values())):
            raise InvalidAnswer(_("An entry has an answer that cannot be read."))
        return cls.from_line(table)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """The rest of a line that has only been looked at, once it is wanted."""
            fields = self.__dict__
            if name not in _REST or "_line" not in fields:
                raise AttributeError(name)
            fields.update(_rest(fields["_line"]))
            return fields[name]


_KINDS: Mapping[str, type] = {
    "id": str, "at": str, "zone": str, "day": str, "exercise": str, "version": int, "asked": dict, "answers": dict,
}  # fmt: skip
_IN_ORDER = ("id", "at", "zone", "day", "happened", "exercise", "version", "asked", "answers")
_KNOWN = {*_KINDS, "v", "n", "crc", "edited"}
_REST = ("at", "zone", "version", "asked", "answers", "more", "edited")


def _fields(table: Table) -> Table:
    """All that an entry holds, out of the table of its line. ValueError: as from_line."""
    if not _has_fields(table) or not _has_dates(table):
        raise ValueError("a field is missing, or of another kind")
    if not is_entry_id(table["id"]):  # which could be taken for any other: the end of an id, a word
        raise ValueError("an id that is none")
    known = {name: table[name] for name in _KINDS}
    return known | {"happened": _happened(table), "more": _more(table), "edited": table.get("edited")}


def _more(table: Table) -> Table:
    """Fields we do not know. A version of the line that is not ours is one, too: what is newer stays so."""
    known = {*_KNOWN, "happened"} if _happened(table) else _KNOWN
    more = {name: value for name, value in table.items() if name not in known} if table.keys() - known else {}
    return more if table.get("v", VERSION) == VERSION else {"v": table["v"], **more}


def _happened(table: Table) -> str | None:
    """What is no text there is a field we do not know."""
    said = table.get("happened")
    return said if isinstance(said, str) and said else None


def _has_fields(table: Table) -> bool:
    edited = table.get("edited")
    if edited is not None and not isinstance(edited, str):
        return False
    for name, kind in _KINDS.items():  # noqa: SIM110  half the time of all(), and it is asked of every entry
        if type(table.get(name)) is not kind:
            return False
    return True


def _has_dates(table: Table) -> bool:
    edited = table.get("edited")
    return is_day(table["day"]) and _is_time(table["at"]) and (edited is None or _is_time(edited))


def _rest(line: bytes) -> Table:
    try:
        fields = _fields(whole(line))
    except ValueError:  # its check sum was right, so another program wrote it like this; it has no answers to show
        known = head(line)
        fields = {**vars(Entry(**{name: known.get(name, {}) for name in _KINDS}))}
    return {name: fields[name] for name in _REST}


# Times


def _is_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).utcoffset() is not None
    except ValueError:
        return False


# Out of lines

_NEW = Entry.__new__


def entry_or_change(line: bytes) -> Entry | Table:
    """What a line says: an entry, or the table of one that changes another. ValueError: neither, or it is torn."""
    for _id, entry in _looked_at(line):
        return entry
    table = decode(line)
    said = table if is_change(table) else Entry.from_line(table)
    if shows_id(line) and line[ID] != table["id"].encode():
        raise ValueError("two ids in one line")
    return said


def entries_in(data: bytes) -> list[tuple[bytes, Entry]] | None:
    """All entries with their ids, of lines that are nothing but entries as we write them; None for any other."""
    entries = _looked_at(data)
    return entries if len(entries) == data.count(b"\n") and data.endswith(b"\n") else None


def _looked_at(data: bytes) -> list[tuple[bytes, Entry]]:
    """Lines that are written as we do are only looked at: most are only counted, or written out again as they are."""
    found = usual(data)
    days = {day: day.decode() for day in {one[2] for one in found}}  # each stands in many lines
    names = {name: name.decode() for name in {one[4] for one in found}}
    odd = {day for day, text in days.items() if not is_day(text)}
    entries = []
    for line, id, day, happened, exercise, _check in found:
        if day not in odd:
            entry = _NEW(Entry)
            fields = entry.__dict__
            fields["id"] = id.decode()
            fields["day"] = days[day]
            fields["happened"] = happened.decode() or None
            fields["exercise"] = names[exercise]
            fields["_line"] = line
            entries.append((id, entry))
    return entries
