"""Running text in lines, broken between words; of a list, what goes on stands under the words it belongs to.

Each sign is as wide as it is on a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smartcli.text.language import command

WIDEST = 78  # columns of running text, however wide the terminal is
NARROWEST = 10  # columns, however narrow it says it is
HELD = "\ufdd0"  # between the words of a command: no blank, one column wide, and no character of any text
_PARTS = re.compile(r"[ \t\n\v\f\r]+|[^ \t\n\v\f\r]+")  # blanks and words; a space that is not to be broken is none
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
    return [let_go(line) for line in broken(text, width, indent)]


def broken(text: str, width: int, indent: str = "") -> Iterator[str]:
    """The lines of one paragraph in so many columns, at least one; a word that is wider is cut where a line ends.

    indent: what the lines after the first begin with.
    """
    line, taken, blanks = "", 0, ""
    for part in _PARTS.findall(text.expandtabs()):
        if part.isspace():
            blanks = " " * len(part)
            continue
        room = width - taken - len(blanks)
        has_no_room = room < max(1, wide(part[0]))  # for one sign
        if (line or blanks) and wide(part) > room and (has_no_room or wide(part) <= width - len(indent)):
            if line:
                yield line
            blanks = indent if line else ""  # those that a paragraph begins with go, too
            line, taken, room = "", 0, width - len(blanks)
        *full, rest = _pieces(part, room, width - len(indent))
        for piece in full:
            yield line + blanks + piece
            line, taken, blanks = "", 0, indent
        line, taken = line + blanks + rest, taken + len(blanks) + wide(rest)
    yield line


def cut(text: str, columns: int) -> str:
    """The text on at most so many columns, with … where something is missing."""
    return text if wide(text) <= columns else _pieces(text, columns - 1, columns)[0] + "…"


def _pieces(word: str, first: int, columns: int) -> list[str]:
    """The word in pieces of at most so many columns, the first of `first`, each of one sign at least."""
    if wide(word) <= first:
        return [word]
    begin, taken, room = 0, 0, first
    found: list[str] = []
    for place, sign in enumerate(word):
        taken += wide(sign)
        if taken > room and place > begin:
            found.append(word[begin:place])
            begin, taken, room = place, wide(sign), columns
    return [*found, word[begin:]]


def wide(text: str) -> int:
    """The columns a text takes on a terminal, as nearly as Unicode tells."""
    text = let_go(text)
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width  # only where there is more than ASCII

    return sum(0 if category(sign) in ("Mn", "Me", "Cf") else 1 + (east_asian_width(sign) in "WF") for sign in text)


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
        if wide(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(part)
    return " ".join(lines)


def let_go(text: str) -> str:
    return text.replace(HELD, " ")
