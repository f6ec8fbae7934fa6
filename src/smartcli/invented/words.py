"""What invented people write in words, and how much it is for them: out of data/<language>/people."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from smartcli.exercises import content
from smartcli.record import Record

FOLDER = "people"  # laid out as a home is: the exercises that they wrote themselves are in it
WORDS = "words.toml"

# How much it is, by what it is about: the place of what is counted among the choices of My goal, the most that is
# wanted on a day and in a week, how much it was in a usual week before, and what one costs.
MEASURES: dict[str, tuple[int, int, int, int, float | None]] = {
    "alcohol": (0, 3, 9, 18, 3.5),
    "smoking": (2, 5, 30, 90, 0.4),
    "gambling": (3, 2, 6, 20, 8.0),
    "screens": (4, 2, 12, 30, None),
}


class Words(Record):
    """The words of one change. way: the change itself, by the way of going about it."""

    ways: dict[str, str]
    places: list[str]
    plans: list[str]
    lines: list[str]
    next_time: list[str]
    helpers: list[str]


def folder() -> Path:
    """Where their words and their own exercises lie."""
    found = content.find(FOLDER, WORDS)
    return found.parent if found else content.data() / content.FALLBACK / FOLDER


def words(about: str) -> Words:
    table = _table(folder() / WORDS)[about]
    lists = {name: value for name, value in table.items() if isinstance(value, list)}
    return Words(ways={name: value for name, value in table.items() if isinstance(value, str)}, **lists)


@cache
def _table(file: Path) -> dict[str, dict[str, Any]]:
    return tomllib.loads(file.read_text("utf-8"))
