"""How high a segment stands: the signs of its lines, from which nobody can tell what the lines are."""

from __future__ import annotations

import re
from _blake2 import blake2b  # hashlib has it too, and takes as long to load as all that is done here
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from smartcli.errors import SmartError
from smartcli.home.seal.keys import Keys
from smartcli.journal.line import CHANGE, SEALED, START, decode, is_sealed, is_whole, without_place
from smartcli.record import Record

# The sign of a line: three hashes. Of what anybody sees of it and of what is inside (the same where it is not sealed),
# both without the place where it stands; and of the id it is about.
PART = 8
SIGN = 3 * PART
UNKNOWN = "-" * PART  # it was sealed, and the key was not open
FILE = "=" * PART  # in place of the id: it is no line, but a packed file of which it is not known what was in it


class Height(Record):
    """A segment as it was seen: its bytes, the hash of them, the signs of its whole lines, how many lines were none.

    gone: signs of lines that were here before, and are nowhere now. usual: how many were no whole lines while all was
    there.
    """

    size: int
    whole: str
    lines: tuple[str, ...]
    torn: int = 0
    usual: int = 0
    gone: tuple[str, ...] = ()

    def as_table(self) -> dict[str, object]:
        """Its fields as JSON has them."""
        lines, gone = "".join(self.lines), "".join(self.gone)
        counts = {"size": self.size, "torn": self.torn, "usual": self.usual}
        return {**counts, "whole": self.whole, "lines": lines, "gone": gone}

    @classmethod
    def from_table(cls, table: dict[str, Any]) -> Height:
        """LookupError, ValueError, TypeError: it is none."""
        size, torn, usual = (int(table[name]) for name in ("size", "torn", "usual"))
        lines, gone = _split(table["lines"]), _split(table["gone"])
        return cls(size=size, whole=str(table["whole"]), lines=lines, torn=torn, usual=usual, gone=gone)


class Mark(Record):
    """What must be there of a segment: one of these heights. There are two while it is rewritten."""

    folder: str
    name: str
    heights: tuple[Height, ...]


class Loss(Record):
    """What was here and is not: lines, and packed files of which it is not known how many lines were in them.

    since: when all of it was last there; None where that is not known.
    """

    lines: int = 0
    files: int = 0
    other_lines: int = 0  # what other machines wrote
    other_files: int = 0
    since: datetime | None = None
    signs: frozenset[str] = frozenset()  # of the lines
    is_unknown: bool = False  # the marks cannot be read, all or some: there may be more

    @property
    def is_any(self) -> bool:
        return bool(self.lines or self.files or self.other_lines or self.other_files)


class Judged(Record):
    """A mark beside what is there. missing: signs of what is nowhere. is_sure: False = only the key could tell."""

    name: str
    mark: Mark
    height: Height  # the one that fits best
    there: Height | None  # the segment now; None = there is no such file
    missing: tuple[str, ...]
    is_sure: bool = True

    @property
    def said(self) -> tuple[str, ...]:
        """What of it is to be said: a line that is damaged now is counted with those that cannot be read."""
        damaged = max(0, self.there.torn - self.height.usual) if self.there else 0
        return self.missing[damaged:] if self.is_sure else ()


class Signer(Record):
    """Makes signs. salt: nobody without it can try what a line may have been. keys: while open, the inside is known."""

    salt: bytes
    keys: Keys

    def height(self, data: bytes, *, is_packed: bool, known: Sequence[Height] = ()) -> Height:
        """How high a segment with these bytes stands. known: how high it stood before."""
        for height in known:
            if height.size <= len(data) and self._hash(data[: height.size]) == height.whole and self._is_enough(height):
                return self._grown(height, data)
        whole = self._hash(data)
        if is_packed:
            lines = self._inside(data)
            signs = tuple(f"{whole}{sign[PART:]}" for sign in lines) or (whole + UNKNOWN + FILE,)
            return Height(size=len(data), whole=whole, lines=signs)
        before = {sign[:PART]: sign for height in known for sign in height.lines}
        found = [self._sign(line, before) for line in _lines(data)]
        signs = tuple(filter(None, found))
        torn = sum(torn_in(line) for line, sign in zip(_lines(data), found, strict=True) if not sign)
        return Height(size=len(data), whole=whole, lines=signs, torn=torn, usual=torn)

    def _is_enough(self, height: Height) -> bool:
        """Whether nothing more could be learnt of what was seen before."""
        return not self.keys.is_open or not any(UNKNOWN in sign for sign in height.lines)

    def _grown(self, height: Height, data: bytes) -> Height:
        """What was seen before, and what was added since."""
        if height.size == len(data):
            return height.but(gone=(), usual=height.torn)
        if height.size and data[height.size - 1 : height.size] != b"\n":  # its last line may have become another
            return self.height(data, is_packed=False)
        more = self.height(data[height.size :], is_packed=False)
        torn, lines = height.torn + more.torn, (*height.lines, *more.lines)
        return Height(size=len(data), whole=self._hash(data), lines=lines, torn=torn, usual=torn)

    def _inside(self, packed: bytes) -> list[str]:
        """The signs of the lines in a packed segment, where the key is open and opens it."""
        if not self.keys.is_open:
            return []
        try:
            plain = self.keys.open(packed)
        except (ValueError, SmartError):
            return []
        return [sign for line in _lines(plain) if (sign := self._sign(line, {}))]

    def _sign(self, line: bytes, known: dict[str, str]) -> str:
        """The sign of a line; "" where it is not whole."""
        if not is_whole(line):
            return ""
        if not line.startswith(SEALED):
            return self._plain_sign(line)
        try:
            table = decode(line)
        except ValueError:
            return ""
        if not is_sealed(table):
            return self._plain_sign(line)
        outside = self._hash(str(table["age"]).encode())
        before = known.get(outside, "")
        if before and UNKNOWN not in before:
            return before
        inside = ""
        if self.keys.is_open:
            with suppress(ValueError, SmartError):
                inside = self._sign(self.keys.open(b64decode(table["age"])).rstrip(b" "), {})
        return outside + (inside[PART:] or UNKNOWN + UNKNOWN)

    def _plain_sign(self, line: bytes) -> str:
        hashed = self._hash(without_place(line))
        return f"{hashed}{hashed}{self.of(_about(line))}"

    def of(self, id: str) -> str:
        """The hash of an id."""
        return self._hash(id.encode("utf-8", "surrogatepass"))

    def _hash(self, data: bytes) -> str:
        return b64encode(blake2b(data, key=self.salt, digest_size=6).digest()).decode("ascii")


def _lines(data: bytes) -> Iterator[bytes]:
    return (line.rstrip(b"\r") for line in data.split(b"\n") if line.strip())


def torn_in(line: bytes) -> int:
    """How many lines one that is damaged may have been: two can have lost the break between them."""
    return max(1, line.count(START))


def _about(line: bytes) -> str:
    """The id of the entry that a line is about."""
    try:
        table = decode(line)
    except ValueError:
        return ""
    return str(table.get("of", table.get("id")) if CHANGE in line else table.get("id"))


def _split(signs: str) -> tuple[str, ...]:
    return tuple(re.findall(f".{{{SIGN}}}", signs))
