"""Sealed lines and packed segments: how they look from outside, and how a reader comes to the lines inside."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterator

from smartcli.home.seal.keys import Keys, Unopened, padded
from smartcli.journal.entry import VERSION, encode

_MARK = b',"age":"'
_SEALED = re.compile(
    rb'^\{"v":1,"n":[0-9]+,"age":"([A-Za-z0-9+/]+={0,2})","crc":"[0-9a-f]{8}"\}\r?$', re.MULTILINE | re.ASCII
)
_BEGINNING = re.compile(rb'\{"v":1,"n":[0-9]+,"age":"', re.ASCII)


def sealed(line: bytes, n: int, keys: Keys) -> bytes:
    """A line (without its line break) as a line that says only where it stands."""
    return encode({"v": VERSION, "n": n, "age": b64encode(keys.seal(padded(line))).decode("ascii")})


def is_sealed(table: object) -> bool:
    """Whether this is the outside of a sealed line."""
    return isinstance(table, dict) and isinstance(table.get("age"), str) and "id" not in table


def begins_sealed(data: bytes) -> bool:
    """Whether a segment that begins like this has sealed lines."""
    return _BEGINNING.match(data) is not None


def has_sealed(data: bytes) -> bool:
    return _MARK in data and _SEALED.search(data) is not None


def age_files(data: bytes) -> Iterator[bytes]:
    """What is inside the sealed lines of a segment, still closed."""
    return (b64decode(found[1]) for found in _SEALED.finditer(data))


def opened(data: bytes, keys: Keys) -> bytes:
    """A segment with its sealed lines opened, each in its place. One that cannot be opened stays as it is."""
    if not has_sealed(data):
        return data
    return _SEALED.sub(lambda found: _inside(found, keys), data)


def _inside(found: re.Match[bytes], keys: Keys) -> bytes:
    try:
        line = keys.open(b64decode(found[1])).rstrip(b" ")
    except ValueError:  # another key's, or damaged: whoever reads on counts it
        return found[0]
    return line if b"\n" not in line else found[0]


__all__ = ["Unopened", "begins_sealed", "has_sealed", "is_sealed", "opened", "sealed"]
