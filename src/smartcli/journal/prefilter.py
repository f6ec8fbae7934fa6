"""Which lines are worth reading, told by their bytes alone: reading a line costs many times a look at it.

Given a segment, a Worth gives a test for those of its lines that are written the way we write one, or None when no
line in the segment, however it is written, is wanted. A test may say yes to a line that is not wanted; it never says
no to one that is.
"""

import json
from collections.abc import Callable, Sequence

from smartcli.journal.line import ID

Test = Callable[[bytes], bool]
Worth = Callable[[bytes], Test | None]

_BY_NUMBER = b"\\u"  # with this in it, a text may hold anything


def everything(_data: bytes) -> Test:
    return bool  # a line is never empty


def of_exercise(id: str) -> Worth:
    name = json.dumps(id).encode()
    mark = b'"exercise":' + name
    if b"\\" in name:  # can be written in several ways
        return everything

    def worth(data: bytes) -> Test | None:
        return (lambda line: mark in line) if name in data or _BY_NUMBER in data else None

    return worth


def with_id_like(typed: str) -> Worth:
    mark = typed.encode("utf-8", "replace")

    def test(line: bytes) -> bool:
        return line[ID].startswith(mark) or line[ID].endswith(mark)

    def worth(data: bytes) -> Test | None:
        return test if mark in data or _BY_NUMBER in data else None

    return worth


def holding(words: Sequence[str]) -> Worth:
    """words: as they are without regard to upper and lower case."""
    plain = [word.encode() for word in words if word and word.isascii() and not _ESCAPED.intersection(word)]
    only_ascii = all(word.isascii() for word in words)

    def holds(text: bytes) -> bool:
        if _BY_NUMBER in text or not text.isascii():
            return True
        lower = text.lower()  # all there is in it is ASCII and stands as it is
        return only_ascii and all(word in lower for word in plain)

    def worth(data: bytes) -> Test | None:
        if not holds(data):
            return None
        if not plain or _BY_NUMBER in data or not data.isascii():
            return holds
        return _lines_with(max(plain, key=len), data).__contains__  # whether the other words are there is seen later

    return worth


def _lines_with(word: bytes, data: bytes) -> set[bytes]:
    """The lines of a segment with this word (in lower case), found without a look at the others."""
    lower = data.lower()
    found = set()
    place = lower.find(word)
    while place >= 0:
        end = data.find(b"\n", place)
        end = len(data) if end < 0 else end
        found.add(data[data.rfind(b"\n", 0, place) + 1 : end])
        place = lower.find(word, end)
    return found


_ESCAPED = frozenset('"\\/\x7f') | {chr(code) for code in range(0x20)}  # may stand otherwise in a line
