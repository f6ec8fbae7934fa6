"""Running text in lines, broken between words; of a list, what goes on stands under the words it belongs to."""

from __future__ import annotations

import re
import textwrap

WIDEST = 78  # columns of running text, however wide the terminal is
NARROWEST = 10  # columns, however narrow it says it is
_MARKED = re.compile(r" *(?:[-•] )?")
_NUMBERED = re.compile(r" *(?:(?:[-•]|\d{1,3}) )?")


def wrapped(paragraph: str, columns: int, *, numbered: bool = False) -> list[str]:
    """The lines of one paragraph on a terminal of that width. numbered: it may be a choice, such as "2 Greece"."""
    mark = (_NUMBERED if numbered else _MARKED).match(paragraph)
    indent = " " * (len(mark.group()) if mark else 0)
    width = min(max(NARROWEST, columns) - 1, WIDEST)  # some terminals break a line that is full
    if len(indent) > width // 2:
        indent = ""
    return textwrap.wrap(paragraph, width, subsequent_indent=indent, break_on_hyphens=False) or [""]
