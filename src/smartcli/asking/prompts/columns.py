"""Words fitted into the columns of a terminal, each sign as wide as it is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from smartcli.text.wrapping import HELD, hold, let_go

WIDEST = 78  # columns of running text, however wide the terminal is
MOST = 4_000  # characters that are wrapped at all; what is longer is cut for showing
# One column each. With ASCII they are all that most texts are made of.
SIGNS = frozenset(f"–—…·•°×‘’“”ÄÖÜßäöüàáâçèéêíïñóôú{HELD}")


def width(text: str) -> int:
    """How many columns it takes."""
    if (text.isascii() and text.isprintable()) or all(" " <= sign <= "~" or sign in SIGNS for sign in text):
        return len(text)
    from prompt_toolkit.utils import get_cwidth  # knows every sign, and takes longer to load than all of smartcli

    return get_cwidth(text)


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns, broken between words; a list's lines hang."""
    lines: list[str] = []
    for paragraph in text[:MOST].split("\n"):
        indent = "  " if paragraph.startswith(("- ", "• ", "· ")) else ""
        words = hold(paragraph, columns - len(indent)).split()
        lines += map(let_go, _wrapped(words, max(4, columns), indent))
    return lines


def _wrapped(words: Sequence[str], columns: int, indent: str) -> Iterator[str]:
    line = ""
    for word in _fitting(words, columns - len(indent)):
        longer = f"{line} {word}" if line.strip() else line + word
        if width(longer) > columns:
            yield line
            longer = indent + word
        line = longer
    yield line


def _fitting(words: Iterable[str], columns: int) -> Iterator[str]:
    """The words; one that is longer than a line in pieces."""
    for word in words:
        while width(word) > columns:
            piece = _head(word, columns)
            yield piece
            word = word[len(piece) :]
        yield word


def _head(text: str, columns: int) -> str:
    """As much of the text as fits, at least one character."""
    taken = 0
    for number, character in enumerate(text):
        taken += width(character)
        if taken > columns:
            return text[: max(1, number)]
    return text


def cut(text: str, columns: int) -> str:
    """The text on at most so many columns, with … where something is missing."""
    text = text[:MOST]
    if width(text) <= columns:
        return text
    return _head(text, max(1, columns - 1)).rstrip() + "…"


def beside(parts: Sequence[str], columns: int, between: str = " · ") -> list[str]:
    """Short texts beside each other, in as many lines as they need; one that is longer than a line is wrapped."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{between}{part}" if lines else part
        if lines and width(longer) <= columns:
            lines[-1] = longer
        else:
            lines += wrap(part, columns)
    return lines
