"""About how high a sheet's parts are, so that no page is left with a rest alone.

Guessed with the figures of worksheet.css, and needed no better than by a fifth: what is decided by it is which parts go
to the last page together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from smartcli.exchange.pages.elements import Element, elements
from smartcli.exchange.pages.markup import Html
from smartcli.exchange.pages.measure import wrapped
from smartcli.record import Record

POINT = 0.3528  # mm
WIDE, HIGH = 170, 243  # mm of Letter and A4 between their margins: of both the smaller
LINE = 1.4  # ems
LEAST, MOST = 0.34, 0.92  # of a page: so much belongs together at the end, and no more
ONE = 0.6  # of a page: with what stands above the questions there is room for so much on the first
SMALL, FOOT = 0.85, 0.7  # of the usual letters: help and pointers, what stands at the foot


class Room(Record):
    """What a page holds, in ems of its letters."""

    wide: float
    high: float

    @classmethod
    def of(cls, points: float) -> Room:
        """points: the size of the letters."""
        return cls(wide=WIDE / (points * POINT), high=HIGH / (points * POINT))


def last_together(parts: Sequence[Html], room: Room) -> tuple[int, bool]:
    """Where the last parts begin that go to a page together; and whether all is well: no rest, and no part too high."""
    heights = [_part(one, room) for one in parts]
    first, taken = len(parts), 0.0
    while first and taken < LEAST and taken + heights[first - 1] <= MOST:
        first -= 1
        taken += heights[first]
    return first, sum(heights) <= ONE or (taken >= LEAST and max(heights) <= MOST)


def _part(one: Html, room: Room) -> float:
    """In pages."""
    return sum(_high(inside, room.wide) for inside in elements(one)) / room.high


def _high(one: Element, room: float) -> float:
    """In ems, with the space below."""
    for kind in one.kinds:
        if kind in KINDS:
            return KINDS[kind](one, room)
    if one.name == "table":
        return _table(one, room)
    if one.name == "footer":
        return sum(_text(inside, room / FOOT) for inside in one.elements) * FOOT + 1
    if any(inside.name not in INLINE for inside in one.elements):
        return sum(_high(inside, room) for inside in one.elements) + 1
    return _text(one, room)


INLINE = ("b", "span", "br")


def _text(one: Element, room: float) -> float:
    return wrapped(one.text, room) * LINE + 0.2 if one.text else 0


def _small(one: Element, room: float) -> float:
    return wrapped(one.text, room / SMALL) * LINE * SMALL + 0.25


def _boxes(one: Element, room: float) -> float:
    beside = {"two": 2, "three": 3}.get(one.kinds[-1], 1)
    lines = [wrapped(item.text, room / beside - 2) for item in one.elements]
    return sum(lines) / beside * (LINE + 0.3)


def _table(one: Element, room: float) -> float:
    head, body = one.elements
    columns = head.elements[0].elements
    named = max((wrapped(column.text, room / len(columns)) for column in columns), default=1)
    return named * 1.1 + 3.1 * len(body.elements)


KINDS: Mapping[str, Callable[[Element, float], float]] = {
    "rules": lambda one, _room: 2.3 * len(one.elements),
    "numbered": lambda one, _room: 2.1 * len(one.elements),
    "boxes": _boxes,
    "scale": lambda _one, _room: 2.4,
    "help": _small, "legend": _small, "pointer": _small,
}  # fmt: skip
