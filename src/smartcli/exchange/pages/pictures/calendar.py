"""Weeks as columns and weekdays as rows, with the number in the cell.

Deeper blue is more. More than was wanted is orange with an outline: in grey, the outline tells it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from smartcli.exchange.pages.markup import Html
from smartcli.exchange.pages.pictures import svg
from smartcli.exchange.pages.pictures.marks import GAP, SQUARE, key
from smartcli.text.language import _
from smartcli.text.numbers import as_written
from smartcli.text.pictures import calendar, writing
from smartcli.text.pictures.shapes import Calendar, Cell

NAMES = 40.0  # for the weekdays
WIDEST, HIGH = 44.0, 24.0  # of a cell
HEAD = 36.0
UNKNOWN, UNSAID = "?", "–"  # an amount that is not written in the unit; a day of which nothing was said
NO_LIMIT = 3.0  # the amount of the deepest blue
SHADES = ("paper", "deep-1", "deep-2", "deep-3")


def drawn(it: Calendar, id: str) -> Html:
    """The calendar."""
    starts = writing.weeks(it.first, it.last, it.begins)
    size = (svg.WIDTH, HEAD + 7 * HIGH + 2)
    title = _("{title}, {span}").format(title=it.title, span=writing.span(it.first, it.last))
    return svg.drawing(
        id, title, calendar.said(it), size, _cells(it, starts, min(WIDEST, (svg.WIDTH - NAMES) / len(starts)))
    )


def _cells(it: Calendar, starts: list[date], wide: float) -> Iterator[Html]:
    end, month = 0.0, 0
    for place, start in enumerate(starts):
        at = NAMES + place * wide
        if start.month != month and at >= end:
            said = str(writing.MONTHS_SHORT[start.month - 1])
            yield svg.text(at + wide / 2, 13, said, svg.MIDDLE)
            end, month = at + svg.long(said), start.month
        if wide >= svg.long("28") + 2 or place % 2 == 0:
            yield svg.text(at + wide / 2, 30, str(start.day), svg.MIDDLE)
    for number in range(7):
        y = HEAD + number * HIGH
        yield svg.text(NAMES - 8, y + HIGH - 7, writing.weekday(it.begins + number), svg.END)
        for place, start in enumerate(starts):
            yield from _cell(it, start + timedelta(days=number), NAMES + place * wide, y, wide)


def _cell(it: Calendar, day: date, x: float, y: float, wide: float) -> Iterator[Html]:
    if not it.first <= day <= it.last:
        return
    cell = it.days.get(day)
    inside = svg.box(x + 1, y + 1, wide - 2, HIGH - 2)
    if cell is None:
        if day >= it.began:
            yield svg.path(GAP, inside)
        return
    yield svg.path(SQUARE if cell.is_more else _shade(it, cell), svg.box(x + 2, y + 2, wide - 4, HIGH - 4))
    said = sign(cell) or as_written(cell.amount or 0)
    kind = f"{svg.MIDDLE} {svg.BOLD}" if cell.is_more else svg.MIDDLE
    yield svg.text(x + wide / 2, y + HIGH - 7, svg.shortened(said, wide), kind)


def sign(cell: Cell) -> str:
    """What stands for an amount that is not there, "" where there is one."""
    return "" if cell.amount is not None else UNKNOWN if cell.is_said else UNSAID


def _shade(it: Calendar, cell: Cell) -> str:
    if not cell.amount:
        return SHADES[0]
    most = it.limit or NO_LIMIT
    return SHADES[max(1, min(3, round(cell.amount / most * 3)))]


def meanings(it: Calendar) -> Html:
    """The key of the calendar."""
    return key([*_number(it), *of_more(it), *of_signs(it), (GAP, _("nothing written"))])


def _number(it: Calendar) -> Iterator[tuple[str, str]]:
    if not it.unit:
        yield "1", _("it happened")
        return
    limit = "" if it.limit is None else _(" (my limit {n})").format(n=as_written(it.limit))
    yield "3", _("{unit} that day").format(unit=it.unit) + limit


def of_more(it: Calendar) -> Iterator[tuple[str, str]]:
    if any(cell.is_more for cell in it.days.values()):
        yield SQUARE, _("more than I wanted")


def of_signs(it: Calendar) -> Iterator[tuple[str, str]]:
    """What stands for an amount that is not there."""
    there = {sign(cell) for cell in it.days.values()}
    if UNKNOWN in there:
        yield UNKNOWN, _("no amount in this unit")
    if UNSAID in there:
        yield UNSAID, _("not said")


def numbers(it: Calendar) -> Html:
    """A week a row, a weekday a column. A star marks more than was wanted."""
    rows = []
    for start in writing.weeks(it.first, it.last, it.begins):
        days = [start + timedelta(days=number) for number in range(7)]
        if days[-1] >= it.began:
            rows.append([writing.day_of_year(start), *(_said(it, day) for day in days)])
    heads = [_("week of"), *(writing.weekday(it.begins + number) for number in range(7))]
    title = _("{title}; ^ is more than was wanted, ? no amount in this unit, – a day not said").format(title=it.title)
    return svg.table(title, heads, rows)


def _said(it: Calendar, day: date) -> str:
    cell = it.days.get(day) if it.first <= day <= it.last else None
    if cell is None:
        return ""
    return (sign(cell) or as_written(cell.amount or 0)) + ("^" if cell.is_more else "")
