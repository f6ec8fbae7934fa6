"""One finished exercise: what it holds, and how it stands in a line of the journal."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zlib import crc32

from smartcli.errors import InvalidAnswer
from smartcli.exercises.step import Answer
from smartcli.home.ids import LENGTH, is_id
from smartcli.record import EMPTY, Record
from smartcli.text.language import _

Table = dict[str, Any]

VERSION = 1  # of a line
DEEPEST = 20  # tables within tables; an answer has two
SHORT = 500  # bytes; a line of so many cannot be deep enough to do harm


class Entry(Record):
    """One finished exercise.

    at: when, ISO 8601 with microseconds and offset. day: the day the person means. edited: when it was last changed.
    more: fields that a newer or another program wrote; they are kept as they are.
    """

    id: str = ""  # "" until the journal gives it one
    at: str
    zone: str
    day: str
    exercise: str
    version: int
    asked: Mapping[str, str]
    answers: Mapping[str, Answer]
    more: Mapping[str, Any] = EMPTY
    edited: str | None = None

    def as_json(self) -> Table:
        """The form of `--json` and of `export json`; from_json reads it back."""
        table: Table = {name: getattr(self, name) for name in _KINDS}
        table |= self.more
        if self.edited is not None:
            table["edited"] = self.edited
        return table

    def as_bytes(self) -> bytes:
        """as_json as JSON, in ASCII."""
        line = vars(self).get("_line")
        if line is None:
            return _write(self.as_json()).encode("ascii")
        # What comes out of a line unread and unchanged goes on so.
        return b"{%b%b}" % (line[_ID], line[line.index(_AT) :])

    def as_line(self) -> Table:
        """The form of a line, without its `n` and `crc`."""
        return {"v": VERSION, **self.as_json()}

    @classmethod
    def from_line(cls, table: Table) -> Entry:
        """The entry of a line that is known to be whole. ValueError: it is none, or of a kind we do not know."""
        if not _has_fields(table) or not _has_dates(table):
            raise ValueError("a field is missing, or of another kind")
        return cls(**{name: table[name] for name in _KINDS}, more=_more(table), edited=table.get("edited"))

    @classmethod
    def from_json(cls, table: object) -> Entry:
        """The entry that another journal wrote, checked; InvalidAnswer says what is wrong without repeating it."""
        if not isinstance(table, dict) or "op" in table:
            raise InvalidAnswer(_("This is not an entry."))
        missing = [name for name in _KINDS if name not in table]
        if missing:
            raise InvalidAnswer(_("An entry lacks its “{name}”.").format(name=missing[0]))
        if not is_id(table["id"]):
            raise InvalidAnswer(_("An entry has no usable id."))
        if not _has_fields(table):
            raise InvalidAnswer(_("A part of an entry is of the wrong kind."))
        if not _has_dates(table):
            raise InvalidAnswer(_("An entry has a date that is none."))
        if not (_is_plain(table, DEEPEST) and all(isinstance(text, str) for text in table["asked"].values())):
            raise InvalidAnswer(_("An entry has an answer that cannot be read."))
        return cls.from_line(table)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """The rest of a line that has only been looked at, once it is wanted."""
            fields = vars(self)
            if name not in _REST or "_line" not in fields:
                raise AttributeError(name)
            fields.update(_rest(fields["_line"]))
            return fields[name]


_KINDS: Mapping[str, type] = {
    "id": str, "at": str, "zone": str, "day": str, "exercise": str, "version": int, "asked": dict, "answers": dict,
}  # fmt: skip
_KNOWN = {*_KINDS, "v", "n", "crc", "edited"}
_REST = ("at", "zone", "version", "asked", "answers", "more", "edited")


def _more(table: Table) -> Table:
    """Fields we do not know. A version of the line that is not ours is one, too: what is newer stays so."""
    more = {name: value for name, value in table.items() if name not in _KNOWN}
    return more if table.get("v", VERSION) == VERSION else {"v": table["v"], **more}


def _has_fields(table: Table) -> bool:
    edited = table.get("edited")
    return all(type(table.get(name)) is kind for name, kind in _KINDS.items()) and isinstance(edited, str | None)


def _has_dates(table: Table) -> bool:
    edited = table.get("edited")
    return _is_day(table["day"]) and _is_time(table["at"]) and (edited is None or _is_time(edited))


def _rest(line: bytes) -> Table:
    try:
        entry = Entry.from_line(_table(line + b"}"))
    except ValueError:  # its check sum was right, so another program wrote it like this; it has no answers to show
        head = _table(line[: line.index(_ASKED)] + b"}")
        entry = Entry(**{name: head.get(name, {}) for name in _KINDS})
    return {name: vars(entry)[name] for name in _REST}


# Times


def _is_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).utcoffset() is not None
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_plain(value: object, deepest: int) -> bool:
    """Whether this can be written as JSON again."""
    if deepest == 0:
        return False
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(inner, deepest - 1) for key, inner in value.items())
    if isinstance(value, list):
        return all(_is_plain(inner, deepest - 1) for inner in value)
    return value is None or isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))


# Lines

_CHECK = len(',"crc":"01234567"}')
_ID = slice(len('{"v":1,'), len('{"v":1,"id":""') + LENGTH)
_AT = b',"at":'
_ASKED = b',"asked":'
_PLAIN = r"[ !#-\[\]-~]*+"  # a text in ASCII with nothing escaped in it
_DAY = r"[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{6}[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]"
_USUAL = (
    rf'^(\{{"v":1,"id":"([0-9A-Z]{{26}})","n":[0-9]+,"at":"{_DAY}T{_TIME}","zone":"{_PLAIN}",'
    rf'"day":"({_DAY})","exercise":"({_PLAIN})","version":[0-9]{{1,9}},"asked":\{{[ -~]*),"crc":"([0-9a-f]{{8}})"\}}$'
)
_LINE = re.compile(_USUAL.encode(), re.MULTILINE)
_IN_EVERY_MONTH = b"28"


def encode(table: Table) -> bytes:
    """A table as one line of ASCII, without its line break, ending in its check sum."""
    text = _write({name: value for name, value in table.items() if name != "crc"}).encode("ascii")
    return b'%b,"crc":"%08x"}' % (text[:-1], crc32(text))


def decode(line: bytes) -> Table:
    """The table of a line. ValueError: it is torn, or something in it has changed since it was written."""
    return _table(_checked(line))


def entry_or_change(line: bytes) -> Entry | Table:
    """What a line says: an entry, or the table of one that changes another. ValueError as above."""
    for _id, entry in _as_usual(line):
        return entry
    table = decode(line)
    if "op" not in table:
        return Entry.from_line(table)
    if not all(isinstance(table.get(name), str) for name in ("id", "op", "of")):
        raise ValueError("a change that names nothing")
    return table


def entries_in(data: bytes) -> list[tuple[bytes, Entry]] | None:
    """All entries with their ids, of lines that are nothing but entries as we write them; None for any other."""
    entries = list(_as_usual(data))
    return entries if len(entries) == data.count(b"\n") and data.endswith(b"\n") else None


def _as_usual(data: bytes) -> Iterator[tuple[bytes, Entry]]:
    """Lines that are written as we do are only looked at: most are only counted, or written out again as they are."""
    if b'"edited":' in data:  # where that is, is not told by a look
        return
    texts: dict[bytes, str] = {}  # a day and an exercise stand in many lines
    for found in _LINE.finditer(data):
        line, id, day, exercise, check = found.groups()
        if int(check, 16) == crc32(b"}", crc32(line)) and (day[8:] <= _IN_EVERY_MONTH or _is_day(day.decode())):
            entry = Entry.__new__(Entry)
            fields = vars(entry)
            fields["id"] = id.decode()
            fields["day"] = texts.get(day) or texts.setdefault(day, day.decode())
            fields["exercise"] = texts.get(exercise) or texts.setdefault(exercise, exercise.decode())
            fields["_line"] = line
            yield id, entry


def _checked(line: bytes) -> bytes:
    """A line that is as it was written."""
    if line[-_CHECK:] != b',"crc":"%08x"}' % crc32(b"}", crc32(line[:-_CHECK])):
        if not line.endswith(b"\r"):
            raise ValueError("the check sum does not fit")
        return _checked(line.rstrip(b"\r"))  # what carries the folder has changed the line ends
    return line


def _table(line: bytes) -> Table:
    text = line.decode("utf-8")
    try:
        table, end = _read(text, 0)
    except RecursionError:
        raise ValueError("too deep") from None
    if type(table) is not dict or end != len(text):
        raise ValueError("not one table")
    if len(text) > SHORT and text.count("[") + text.count("{") > DEEPEST and not _is_plain(table, DEEPEST):
        raise ValueError("too deep")
    return table


def _finite(text: str) -> float:
    """NaN, Infinity and 1e999 are no JSON, and could not be written again."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("not a number")
    return number


_read = json.JSONDecoder(parse_constant=_finite, parse_float=_finite).raw_decode
_write = json.JSONEncoder(separators=(",", ":"), allow_nan=False, default=dict).encode
