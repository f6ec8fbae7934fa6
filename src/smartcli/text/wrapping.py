"""Running text in lines, broken between words; of a list, what goes on stands under the words it belongs to."""

from __future__ import annotations

import re
import textwrap

from smartcli.text.language import command

WIDEST = 78  # columns of running text, however wide the terminal is
NARROWEST = 10  # columns, however narrow it says it is
HELD = "\ufdd0"  # between the words of a command: no blank, one column wide, and no character of any text
_MARKED = re.compile(r" *(?:[-•] )?")
_NUMBERED = re.compile(r" *(?:(?:[-•]|\d{1,3}) )?")
_WORDS = r"(?: (?:--)?[a-z][a-z-]*){0,2}"  # what is plainly a command, its argument or its option


def wrapped(paragraph: str, columns: int, *, numbered: bool = False, hanging: str = "") -> list[str]:
    """The lines of one paragraph on a terminal of that width. numbered: it may be a choice, such as "2 Greece".

    hanging: what the lines after the first begin with, where the paragraph itself does not say.
    """
    mark = (_NUMBERED if numbered else _MARKED).match(paragraph)
    indent = " " * (len(mark.group()) if mark else 0) or hanging
    width = min(max(NARROWEST, columns) - 1, WIDEST)  # some terminals break a line that is full
    if len(indent) > width // 2:
        indent = ""
    text = hold(paragraph, width - len(indent))
    lines = textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False)
    return [let_go(line) for line in lines] or [""]


def hold(text: str, width: int) -> str:
    """The text with the words of each command held together, so that it is copied from one line.

    What would then be wider than a line is left as it is.
    """
    name = command()
    if name not in text:
        return text
    held = re.sub(rf"(?<![\w/.-]){re.escape(name)}{_WORDS}", lambda found: found.group().replace(" ", HELD), text)
    return " ".join(word if len(word) <= width else let_go(word) for word in held.split(" "))


def let_go(text: str) -> str:
    return text.replace(HELD, " ")
