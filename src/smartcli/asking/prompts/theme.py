"""How the terminal looks: its quiet colours, and words fitted into columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.styles import Style
from prompt_toolkit.utils import get_cwidth

from smartcli.text.wrapping import hold, let_go

WIDEST = 78  # columns of running text, however wide the terminal is
MOST = 4_000  # characters that are wrapped at all; what is longer is cut for showing

# Okabe and Ito's colours, told apart by nearly everybody; never red, and never the only carrier.
BLUE, ORANGE, GREEN = "#56B4E9", "#E69F00", "#009E73"
STYLE = Style.from_dict(
    {
        "title": "bold",
        "question": "bold",
        "quiet": "dim",
        "words": BLUE,  # the person's own
        "answer": f"{GREEN} nobold",
        "notice": ORANGE,
        "knob": f"{ORANGE} bold",
        "filled": BLUE,
        # questionary's names
        "qmark": BLUE,
        "pointer": f"{ORANGE} bold",
        "highlighted": "bold",
        "selected": f"{GREEN} noreverse",
        "text": "",
    }
)
Fragments = StyleAndTextTuples


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken between words; a list's lines hang."""
    lines: list[str] = []
    for paragraph in text[:MOST].split("\n"):
        indent = "  " if paragraph.startswith(("- ", "• ", "· ")) else ""
        words = hold(paragraph, width - len(indent)).split()
        lines += map(let_go, _wrapped(words, max(4, width), indent))
    return lines


def _wrapped(words: Sequence[str], width: int, indent: str) -> Iterator[str]:
    line = ""
    for word in _fitting(words, width - len(indent)):
        longer = f"{line} {word}" if line.strip() else line + word
        if get_cwidth(longer) > width:
            yield line
            longer = indent + word
        line = longer
    yield line


def _fitting(words: Iterable[str], width: int) -> Iterator[str]:
    """The words; one that is longer than a line in pieces."""
    for word in words:
        while get_cwidth(word) > width:
            piece = _head(word, width)
            yield piece
            word = word[len(piece) :]
        yield word


def _head(text: str, width: int) -> str:
    """As much of the text as fits, at least one character."""
    taken = 0
    for number, character in enumerate(text):
        taken += get_cwidth(character)
        if taken > width:
            return text[: max(1, number)]
    return text


def cut(text: str, width: int) -> str:
    """The text on at most `width` columns, with … where something is missing."""
    text = text[:MOST]
    if get_cwidth(text) <= width:
        return text
    return _head(text, max(1, width - 1)).rstrip() + "…"


def beside(parts: Sequence[str], width: int, between: str = " · ") -> list[str]:
    """Short texts beside each other, in as many lines as they need; none is torn."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{between}{part}" if lines else part
        if lines and get_cwidth(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(cut(part, width))
    return lines
