"""The rows of a list on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from smartcli.record import EMPTY
from smartcli.text.sanitize import one_line

KEYS = "123456789"
NOWHERE = -1


@dataclass(frozen=True)
class Row:
    """One row: what stands there, what it means, and the key that points at it."""

    words: str | list[tuple[str, str]]  # styled, or plain so that the list styles it
    value: object
    key: str = ""
    enter: str = ""  # what Enter does there, where it does not take it
    about: str = ""  # shown under it while it is marked
    names: tuple[str, ...] = ()  # what else it is found by
    takes_words: bool = False  # whether it stands for own words, so that what fits no other row begins them

    @property
    def text(self) -> str:
        return self.words if isinstance(self.words, str) else "".join(text for _style, text in self.words)


def numbered(
    words: Iterable[str], abouts: Mapping[str, str] = EMPTY, names: Mapping[str, Sequence[str]] = EMPTY
) -> list[Row]:
    """A row for each; the first nine have a number. abouts: what is said of one while it is marked, by its words;
    names: what else it is called."""
    return [
        Row(one_line(text), text, KEYS[place : place + 1], about=abouts.get(text, ""), names=tuple(names.get(text, ())))
        for place, text in enumerate(words)
    ]


def place_of(rows: Sequence[Row], value: object, default: int = NOWHERE) -> int:
    return next((place for place, row in enumerate(rows) if same(row.value, value)), default)


def same(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other
