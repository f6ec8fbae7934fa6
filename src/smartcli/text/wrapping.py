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
# What is plainly part of a command: one or two words, options with values, what stands for a file, an id, a number.
_FILE = r"[A-Z]{2,}(?:\.[a-z]+)?\b"
_VALUE = rf"(?:{_FILE}|\d[\w:-]*|'[^']*'|[\w~./-]*[./][\w./-]*\w|[a-z][\w-]*(?= --|[.,;:)]|$))"  # a word only at an end
_OPTION = rf"--[a-z][a-z-]*(?: {_VALUE})?"
_WORDS = rf"(?:(?: (?:{_OPTION}|[a-z][a-z-]*)){{1,2}}(?: (?:{_OPTION}|{_FILE}|(?=[a-z]*\d)[a-z\d]+\b))*)?"


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

    Of what would then be wider than a line as much as fits is held, from its beginning.
    """
    name = command()
    if name not in text:
        return text
    held = re.sub(rf"(?<![\w/.-]){re.escape(name)}{_WORDS}", lambda found: found.group().replace(" ", HELD), text)
    return " ".join(_fitting(word, width) for word in held.split(" "))


def _fitting(word: str, width: int) -> str:
    """The same, let go of wherever it would be wider."""
    lines = [""]
    for part in word.split(HELD):
        longer = f"{lines[-1]}{HELD}{part}" if lines[-1] else part
        if len(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(part)
    return " ".join(lines)


def let_go(text: str) -> str:
    return text.replace(HELD, " ")
