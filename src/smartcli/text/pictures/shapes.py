"""What a picture is made of, whoever draws it: the terminal, plain lines, a page, or JSON.

Missing is a gap, never 0: a day that is not in a mapping has nothing written.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from smartcli.record import Record
from smartcli.text.moved import Moved


class Weeks(Record):
    """One mark a day under the name of its week. title: with the scale. days: the value of each day that has one.

    low, high: the ends of the scale. first, last: the span that is drawn; began: the day of the first entry of all.
    begins: the weekday a week begins with, 0 = Monday.
    """

    title: str
    days: Mapping[date, float]
    low: float
    high: float
    first: date
    last: date
    began: date
    begins: int = 0


class Cell(Record):
    """One day of a calendar. amount None: how much is not written in its unit. is_said: whether anything was said."""

    amount: float | None
    is_more: bool = False  # than was wanted
    is_said: bool = True


class Calendar(Record):
    """Thirteen weeks, a column each, with the digit in the cell. limit: the most wanted on a day, None = none set.

    unit: what is counted, "" = whether it happened alone (amounts are then 0 or 1).
    """

    title: str
    unit: str
    limit: float | None
    days: Mapping[date, Cell]
    first: date
    last: date
    began: date
    begins: int = 0


class Counts(Record):
    """Counts in two directions, and what is counted apart beneath the sum of the columns.

    counts: a row for each of rows, a number for each of columns. beneath: a name and a number for each of columns.
    """

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    beneath: tuple[tuple[str, tuple[int, ...]], ...] = ()
    empty: str = ""  # what a cell of 0 means


class Bar(Record):
    """So many of each part, in the order of the bars' parts. words: what is said of it, made by the rule of shares."""

    label: str
    counts: tuple[int, ...]
    words: str = ""


class Bars(Record):
    """One block is one time. parts: the names of what the counts of a bar are of. note: the last line belongs to it."""

    title: str
    parts: tuple[str, ...]
    bars: tuple[Bar, ...]
    note: str = ""


class Pair(Record):
    """An earlier and a later value on one line. None is a gap. n: how many days (or times) each is of."""

    label: str
    earlier: float | None
    later: float | None
    n: tuple[int, int]
    low: float = 0
    high: float = 10
    moved: Moved = Moved.NOT_ENOUGH


class Pairs(Record):
    """Two marks a line: hollow is earlier, full is later. earlier, later: what the two are called."""

    title: str
    earlier: str
    later: str
    pairs: tuple[Pair, ...]
    note: str = ""


Picture = Weeks | Calendar | Counts | Bars | Pairs
