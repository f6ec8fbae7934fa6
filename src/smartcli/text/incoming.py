"""Words on their way in: whole characters, and no sign among them that would command a terminal later."""

from __future__ import annotations

import re
import sys
from typing import Any

DEEPEST = 3  # a text in a list in a row of a table; no kind of step takes what lies deeper
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85]")
_CONTROLS = dict.fromkeys((*(code for code in range(0x20) if code not in (9, 10)), *range(0x7F, 0xA0)))
# A byte that is no UTF-8, as Python marks it, is the letter that it was on older systems (Windows-1252).
_OLDER = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


def words(raw: Any, deep: int = DEEPEST) -> Any:
    """An answer as it came, every text in it harmless; what is no text stays as it is."""
    if isinstance(raw, str):
        return harmless(raw)
    if not deep:
        return raw
    if isinstance(raw, list):
        return [words(one, deep - 1) for one in raw]
    return {key: words(one, deep - 1) for key, one in raw.items()} if isinstance(raw, dict) else raw


def harmless(text: str) -> str:
    """The text without control signs and what they lead, or its letters would stay; only line breaks and tabs stay.

    Direction signs stay, since several scripts are written with them; whoever shows a text takes them out (`safe`).
    """
    if text.isascii() and text.isprintable():
        return text
    from smartcli.text.control_strings import GIVEN

    return _BREAKS.sub("\n", GIVEN.sub("", whole(text))).translate(_CONTROLS)


def whole(text: str) -> str:
    """The text as it can be written in UTF-8: two halves are one character, a half alone is U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def from_bytes(data: bytes) -> str:
    """What bytes mean that were typed or piped in: UTF-8; one that is not stands for the letter that it once was."""
    return data.decode("utf-8", "surrogateescape").translate(_OLDER)


def from_argv(word: str) -> str:
    """A word of the command line: one that this system's letters could not hold is what its bytes mean."""
    return from_stream(word, sys.getfilesystemencoding())


def from_stream(text: str, encoding: str | None) -> str:
    """What came through a stream of this encoding, read with surrogateescape: nothing of it is lost."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        try:
            return from_bytes(text.encode(encoding or "ascii", "surrogateescape"))
        except UnicodeEncodeError:  # a half of a character, which no byte stands for
            return text
    return text
