"""How a line of the journal looks as bytes: how it begins, what stands where in it, and its check sum at the end.

{"v":1,"id":"<26 letters>","n":12,"at":"…","zone":"…","day":"…","exercise":"…",…,"crc":"0123abcd"}   an entry
{"v":1,"id":"<26 letters>","n":13,"op":"edit","of":"<26 letters>",…,"crc":"0123abcd"}                a change
{"v":1,"n":14,"age":"<base64>","crc":"0123abcd"}                                                     sealed

docs/journal-format.md says what the fields mean. Other programs may write the same JSON in other ways: such a line is
read as well, only not as fast.
"""

from __future__ import annotations

import json
import math
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from zlib import crc32

from smartcli.home.ids import LENGTH, is_entry_id, is_id

if TYPE_CHECKING:
    from pathlib import Path

Table = dict[str, Any]

VERSION = 1
DEEPEST = 20  # tables within tables; an answer has two
LONGEST = 8 << 20  # bytes of a line; a sealed one may have twice as many, since it is wrapped and filled up
SHORT = 500  # bytes; a line of so many cannot be deep enough to do harm

# How they begin, and what stands in them: inside a text the quotation marks are escaped, so none of it can.
START = b'{"v":'  # every line
PLAIN = b'{"v":1,"id":"'  # one that anybody can read
SEALED = b'{"v":1,"n":'  # a sealed one, and no other
ID = slice(len(PLAIN), len(PLAIN) + LENGTH)  # of a plain one
AFTER_ID = slice(ID.stop, ID.stop + 1)  # a quotation mark, where the id is as long as ours
CHANGE = b'"op"'  # in every change
PLACE = "place"  # in what a digest tells of a change: from which byte to which
FORGETTING = ("forget", "gone")  # what says that an entry is to be erased; what stands where a line of it was

_CHECK = b',"crc":"%08x"}'
_CHECK_SIZE = len(_CHECK % 0)
_BEFORE_CHECK = _CHECK.partition(b"%")[0]
_CHECKED = re.compile(rb',"crc":"[0-9a-f]{8}"\}')
_PLACE = re.compile(rb'(\{"v":[0-9]+,"id":"[^"\\]*",)"n":[0-9]+')
_AGE = b',"age":"'
_BEGINS_SEALED = re.compile(re.escape(SEALED) + b"[0-9]+" + _AGE)
_SEALED = re.compile(
    b"^" + _BEGINS_SEALED.pattern + rb'([A-Za-z0-9+/]+={0,2})"' + _CHECKED.pattern + rb"\r?$", re.MULTILINE
)

_BEGINS_USUAL = re.compile(re.escape(PLAIN) + rb'[^\n]{26}"')
_BEGINS_OTHERWISE = re.compile(rb"\n(?!%b|\Z)" % _BEGINS_USUAL.pattern)  # before a line that does

_ID_FIELD = slice(len(b'{"v":1,'), ID.stop + 1)
_AT = b',"at":'
_ASKED = b',"asked":'
_ANSWERS = b'},"answers":'
_BEFORE_EXERCISE = re.compile(
    rb'\{"v":1,"id":"[^"]*+","n":[0-9]++,"at":"([^"]*+)","zone":"[^"]*+","day":"[^"]*+",(?="exercise")'
)
_EDITED = b'"edited":'
_HAPPENED = b'"happened":'
_TEXT = r"[ !#-\[\]-~]*+"  # in ASCII, with nothing escaped in it
_DAY = r"[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_ENTRY_ID = r"(?:[0-6][0-9A-HJKMNP-TV-Z]|7[0-6])[0-9A-HJKMNP-TV-Z]{24}"  # as home/ids.py tells them
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{6}[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]"
_FIELDS = (
    rf'\{{"v":1,"id":"({_ENTRY_ID})","n":[0-9]+,"at":"{_DAY}T{_TIME}","zone":"{_TEXT}","day":"({_DAY})",'
    rf'(?:"happened":"({_TEXT})",)?"exercise":"({_TEXT})","version":[0-9]{{1,9}},"asked":\{{[ -~]*'
)
_USUAL = re.compile(rf'^({_FIELDS}),"crc":"([0-9a-f]{{8}})"\}}$'.encode(), re.MULTILINE)


class TooLong(ValueError):
    """A line of more bytes than are read. Nobody can say whether it is whole, and it is no damaged one."""


def is_too_long(line: bytes) -> bool:
    return len(line) > (2 * LONGEST if line.startswith(SEALED) else LONGEST)


def shows_id(line: bytes) -> bool:
    """Whether a look at its bytes tells the id it has; else it is to be read."""
    return line.startswith(PLAIN) and line[AFTER_ID] == b'"'


# Writing


def encode(table: Table) -> bytes:
    """A table as one line of ASCII, without its line break, ending in its check sum."""
    text = as_json({name: value for name, value in table.items() if name != "crc"})
    return text[:-1] + _CHECK % crc32(text)


def numbered(table: Table, n: int) -> bytes:
    """One line with its line break. v, id and n come first, so that lines can be told apart by their first bytes."""
    return encode({"v": table["v"], "id": table["id"], "n": n, **table}) + b"\n"


def renumbered(line: bytes, n: int) -> bytes:
    """A line as it is, at another place; with its line break."""
    if found := _PLACE.match(line):
        text = b'%b"n":%d%b' % (found[1], n, line[found.end() : line.rindex(_CHECK[:8])])
        return text + _CHECK % crc32(text + b"}") + b"\n"
    return numbered({**decode(line), "n": n}, n)


def around(age: bytes, n: int) -> bytes:
    """A sealed line, without its line break: it says only where it stands. age: what is inside, closed."""
    return encode({"v": VERSION, "n": n, "age": b64encode(age).decode("ascii")})


def as_json(table: Table) -> bytes:
    """In ASCII, on one line."""
    return _write(table).encode("ascii")


# Reading


def decode(line: bytes) -> Table:
    """The table of a line. ValueError: it is torn, or something in it has changed since it was written; or TooLong."""
    if is_too_long(line):
        raise TooLong
    return _table(_checked(line))


def usual(data: bytes) -> list[tuple[bytes, bytes, bytes, bytes, bytes, bytes]]:
    """The entries among these lines that stand there as we write them, told by a look: most are not needed whole.

    Each is its line up to the check sum, its id, its day (it may be a 31st of February), what more it says of when it
    happened (b"" = nothing), its exercise, and the check sum, which is right. Where anything was changed, none is: what
    an edit says is not told by a look.
    """
    if _EDITED in data:
        return []
    usual = [
        found
        for found in _USUAL.findall(data)
        if int(found[5], 16) == crc32(b"}", crc32(found[0])) and len(found[0]) <= LONGEST
    ]
    # Where that is said in another place of a line, or in another form, a look does not find it.
    said = data.count(_HAPPENED)
    return usual if not said or said == sum(bool(found[3]) for found in usual) else []


def begin_usual(data: bytes) -> bool:
    """Whether all these lines begin as a plain one of ours does: none of them is sealed, empty or another program's."""
    return _BEGINS_USUAL.match(data) is not None and _BEGINS_OTHERWISE.search(data) is None


def unchecked(line: bytes) -> bytes:
    """What `usual` gives first of a line of ours: all up to its check sum. A line without one is given whole."""
    return line.rpartition(_BEFORE_CHECK)[0] or line


def whole(usual: bytes) -> Table:
    """The table of what `usual` gave for a line. ValueError: another program wrote it."""
    return _table(usual + b"}")


def head(usual: bytes) -> Table:
    """The same without what was asked and answered."""
    return _table(usual[: usual.index(_ASKED)] + b"}")


def looking_like(usual: bytes, answers: bytes) -> re.Pattern[bytes] | None:
    """For lines of the same exercise and version, with the same questions, as this one, which is known to be JSON.

    answers: a pattern for what was answered, as JSON. Its groups come after the first, which is when it was written.
    None: the line tells of another time than that, or another program wrote it.
    """
    before = _BEFORE_EXERCISE.match(usual)
    answered = usual.find(_ANSWERS)
    if before is None or answered < 0:
        return None
    return re.compile(_BEFORE_EXERCISE.pattern + re.escape(usual[before.end() : answered + len(_ANSWERS)]) + answers)


def unread(usual: bytes) -> bytes:
    """The same as JSON that nobody has read, without what belongs to its place in the journal."""
    return b"{%b%b}" % (usual[_ID_FIELD], usual[usual.index(_AT) :])


def is_change(table: Table) -> bool:
    """Whether this says of an entry what has become of it. ValueError: it does not say of which, or cannot know it.

    What has an id of another make, or names one, is nobody's: the end of an id, or a word, could be taken for others.

    A change comes after what it changes: one whose id does not is nobody's, and would count where a journal is read as
    a whole and not where it is read from its end. A mark in the place of an entry has its id.
    """
    if "op" not in table:
        return False
    if not all(isinstance(table.get(name), str) for name in ("id", "op", "of")):
        raise ValueError("a change that names nothing")
    if not (is_id(table["id"]) and is_entry_id(table["of"])):
        raise ValueError("an id that is none")
    if table["id"] < table["of"] or (table["id"] == table["of"] and table["op"] != "gone"):
        raise ValueError("a change that comes before what it changes")
    return True


def identity(change: Table) -> tuple[object, ...]:
    """What tells one change from another, but for two that somebody gave the same id."""
    return change["id"], change["op"], change["of"], str(change.get("undoes"))


def as_said(table: Table) -> str:
    """What a line says, wherever it stands."""
    return json.dumps({name: value for name, value in table.items() if name not in ("n", "crc")}, sort_keys=True)


class Placed(dict[str, Any]):
    """A change of which no more is known than a digest tells: which entries it is about, and where its line is.

    file: its segment. The line is there from byte `start` to byte `end`.
    """

    def __init__(self, told: Table, file: Path) -> None:
        super().__init__(told)
        self.file = file
        self.start, self.end = self.pop(PLACE)


# Sealed lines, from outside


def is_sealed(table: object) -> bool:
    return isinstance(table, dict) and isinstance(table.get("age"), str) and "id" not in table


def begins_sealed(data: bytes) -> bool:
    """Whether a segment that begins like this has sealed lines."""
    return _BEGINS_SEALED.match(data) is not None


def has_sealed(data: bytes) -> bool:
    return _AGE in data and _SEALED.search(data) is not None


def is_age(data: bytes) -> bool:
    """Whether a file, or the inside of a sealed line, begins as an age file does."""
    return data.startswith(b"age-encryption.org/")


def inside_sealed(data: bytes) -> Iterator[bytes]:
    """What is inside the sealed lines of a segment, still closed."""
    return (b64decode(found[1]) for found in _SEALED.finditer(data))


def between_sealed(data: bytes) -> Iterator[bytes]:
    """The lines of a segment that are not sealed, or not as we write it: plain ones, and damaged ones."""
    place = 0
    for found in _SEALED.finditer(data):
        if found.start() > place:
            yield from (line for line in data[place : found.start()].split(b"\n") if line.strip())
        place = found.end() + 1
    yield from (line for line in data[place:].split(b"\n") if line.strip())


def opened(data: bytes, key: Callable[[bytes], bytes]) -> bytes:
    """A segment with its sealed lines opened, each in its place. Where `key` gives a ValueError, it stays."""

    def inside(found: re.Match[bytes]) -> bytes:
        try:
            line = key(b64decode(found[1]))
        except ValueError:  # another key's, or damaged: whoever reads on counts it
            return found[0]
        return line if b"\n" not in line else found[0]

    return _SEALED.sub(inside, data) if has_sealed(data) else data


# What stays of a line, wherever it stands


def is_whole(line: bytes) -> bool:
    """Whether its check sum fits: nothing in it has changed since it was written."""
    try:
        return bool(_checked(line))
    except ValueError:
        return False


def without_place(line: bytes) -> bytes:
    """A whole line that is not sealed, without its number and its check sum."""
    found = _PLACE.match(line)
    return found[1] + line[found.end() : line.rindex(_CHECK[:8])] if found else line


# What is damaged


def edges(data: bytes) -> tuple[list[int], list[int]]:
    """The places where a line could begin, and those where one could end."""
    starts = [found.start() for found in re.finditer(re.escape(START), data)]
    return starts, [found.end() for found in _CHECKED.finditer(data)]


def _checked(line: bytes) -> bytes:
    """A line that is as it was written."""
    if line[-_CHECK_SIZE:] != _CHECK % crc32(b"}", crc32(line[:-_CHECK_SIZE])):
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
    if len(text) > SHORT and text.count("[") + text.count("{") > DEEPEST and not is_plain(table, DEEPEST):
        raise ValueError("too deep")
    return table


def is_plain(value: object, deepest: int = DEEPEST) -> bool:
    """Whether this can be written as JSON again."""
    if isinstance(value, dict | list) and deepest == 0:
        return False
    if isinstance(value, dict):
        return all(isinstance(key, str) and is_plain(inner, deepest - 1) for key, inner in value.items())
    if isinstance(value, list):
        return all(is_plain(inner, deepest - 1) for inner in value)
    return value is None or isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))


def _finite(text: str) -> float:
    """NaN, Infinity and 1e999 are no JSON, and could not be written again."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("not a number")
    return number


_read = json.JSONDecoder(parse_constant=_finite, parse_float=_finite).raw_decode
_write = json.JSONEncoder(separators=(",", ":"), allow_nan=False, default=dict).encode
