"""Lines in pages of a window's height, parted between paragraphs where that costs little."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Text = TypeVar("Text", bound=str)

FULL = 0.6  # of a page: from here on a paragraph that does not fit begins the next one


def pages(lines: Sequence[Text], rows: int) -> list[list[Text]]:
    """The lines, at most so many on a page; no page begins or ends with a blank one. rows: 0 = no end to it."""
    left = _trimmed(lines)
    if rows <= 0:
        return [left] if left else []
    found = []
    while left:
        end = len(left) if len(left) <= rows else _parted(left, rows)
        found.append(_trimmed(left[:end]))
        left = _trimmed(left[end:])
    return found


def _parted(lines: Sequence[str], rows: int) -> int:
    """After how many lines the page ends: between two paragraphs, or two lines of a list, where it is nearly full."""
    places = range(rows, int(rows * FULL) - 1, -1)
    blanks = (place for place in places if not lines[place].strip())
    begun = (place for place in places if not lines[place].startswith(" "))
    return next(blanks, next(begun, rows))


def _trimmed(lines: Sequence[Text]) -> list[Text]:
    filled = [place for place, line in enumerate(lines) if line.strip()]
    return [*lines[filled[0] : filled[-1] + 1]] if filled else []
