"""Which lines are worth reading, told by their bytes alone: reading a line costs many times a look at it.

Given a segment, a Worth gives a test for those of its lines that are written the way we write one, or None when no
line in the segment, however it is written, is wanted. A test may say yes to a line that is not wanted; it never says
no to one that is.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain

from smartcli.journal.line import ID

Test = Callable[[bytes], bool]
Worth = Callable[[bytes], Test | None]

# What may stand for a letter of ASCII without showing it: any of them by its number, and what becomes one, or several,
# where upper and lower case do not count (ß, ﬁ, the sign for kelvin …).
_HIDDEN = re.compile(
    rb"\\u(?:00(?:[0-7]|df)|01(?:30|49|7f|f0)|037e|1e9[6-9ae]|1fef|212a|fb0[0-6])", re.ASCII | re.IGNORECASE
)
_DAY = re.compile(rb'"day":"([^"]*)"')
_PLAIN = re.compile(r"[ !#-.0-\[\]-~]+")  # letters that a line shows as they are, but for their case


class Found(dict[bytes, None]):
    """The wanted lines themselves, in their order, where they could be found without a look at the others.

    Also where there are none it is no None: what another program wrote in the segment may be wanted.
    """

    def __bool__(self) -> bool:
        return True

    def __call__(self, line: bytes) -> bool:
        return line in self


def everything(_data: bytes) -> Test:
    return bool  # a line is never empty


def of_exercise(id: str) -> Worth:
    name = json.dumps(id).encode()
    mark = b'"exercise":' + name
    if b"\\" in name:  # can be written in several ways
        return everything

    def worth(data: bytes) -> Test | None:
        return lines_with(mark, data) if name in data or _hides(data) else None

    return worth


def of_exercises(ids: Collection[str]) -> Worth:
    """The same for any of these, in one look."""
    names = [json.dumps(id) for id in ids]
    if any("\\" in name for name in names):
        return any_of([of_exercise(id) for id in ids])
    mark = re.compile(b'"exercise":(?:%b)' % "|".join(map(re.escape, names)).encode())

    def worth(data: bytes) -> Test | None:
        if not ids or not (mark.search(data) or any(name.encode() in data for name in names) or _hides(data)):
            return None
        return _lines_at(data, lambda start: found.start() if (found := mark.search(data, start)) else -1)

    return worth


def any_of(worths: Sequence[Worth]) -> Worth:
    """What is worth it for one of these."""

    def worth(data: bytes) -> Test | None:
        tests = [test for one in worths if (test := one(data)) is not None]
        found = [test for test in tests if isinstance(test, Found)]
        if len(found) < len(tests):
            return lambda line: any(test(line) for test in tests)
        return Found(dict.fromkeys(chain.from_iterable(found))) if tests else None

    return worth


def of_days(days: Collection[str]) -> Worth:
    """days: each as YYYY-MM-DD."""
    wanted = {day.encode() for day in days}

    def worth(data: bytes) -> Test | None:
        found = _lines_at(data, lambda start: _first(_DAY.finditer(data, start), wanted))
        return found if len(found) or any(day in data for day in wanted) or _hides(data) else None

    return worth


def with_id_like(typed: str) -> Worth:
    mark = typed.encode("utf-8", "replace")

    def test(line: bytes) -> bool:
        return line[ID].startswith(mark) or line[ID].endswith(mark)

    def worth(data: bytes) -> Test | None:
        return test if mark in data or _hides(data) else None

    return worth


def holding(words: Sequence[str]) -> Worth:
    """words: as they are without regard to upper and lower case."""
    parts = sorted({part.encode() for word in words for part in _PLAIN.findall(word)}, key=len, reverse=True)
    is_ascii = all(word.isascii() for word in words)

    def may_hold(text: bytes, lower: bytes) -> bool:
        return (is_ascii or b"\\u" in text) and all(part in lower for part in parts)

    def test(line: bytes) -> bool:
        return _hides(line) or may_hold(line, line.lower())

    def worth(data: bytes) -> Test | None:
        if _hides(data):
            return test
        lower = data.lower()
        if not may_hold(data, lower):
            return None
        return lines_with(parts[0], data, lower) if parts else test  # whether the others are there too is seen later

    return worth


def lines_with(part: bytes, data: bytes, lower: bytes | None = None) -> Found:
    """The lines of a segment that have this in them. lower: the segment in which to look for it, if not in itself."""
    looked_at = data if lower is None else lower
    return _lines_at(data, lambda start: looked_at.find(part, start))


def _lines_at(data: bytes, next_place: Callable[[int], int]) -> Found:
    """The lines of a segment in which something is found. next_place: where, from a byte on; -1 = nowhere."""
    found = Found()
    place = next_place(0)
    while place >= 0:
        end = data.find(b"\n", place)
        end = len(data) if end < 0 else end
        line = data[data.rfind(b"\n", 0, place) + 1 : end]
        found.pop(line, None)  # one that comes twice stands where it comes last
        found[line] = None
        place = next_place(end)
    return found


def _first(places: Iterable[re.Match[bytes]], wanted: Collection[bytes]) -> int:
    """Where the first of them is that says something wanted; -1 = nowhere."""
    return next((place.start() for place in places if place[1] in wanted), -1)


def _hides(text: bytes) -> bool:
    """Whether letters of ASCII may stand in it that are not seen. Text that is not in ASCII may show anything."""
    return not text.isascii() or (b"\\" in text and _HIDDEN.search(text) is not None)
