"""The days of a calendar as bars over an axis, with the limit as a line. Zero is written 0, an unknown amount ?.

What is beyond the limit is orange with an outline, never red.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from smartcli.exchange.pages.markup import Html
from smartcli.exchange.pages.pictures import svg
from smartcli.exchange.pages.pictures.axis import LEFT, Axis
from smartcli.exchange.pages.pictures.calendar import of_more, of_signs, sign
from smartcli.exchange.pages.pictures.marks import GAP, LIMIT, SQUARE, key
from smartcli.text.language import _
from smartcli.text.numbers import as_written
from smartcli.text.pictures import calendar, writing
from smartcli.text.pictures.shapes import Calendar, Cell

TOP, BOTTOM, HEIGHT = 30.0, 170.0, 192.0
FILLED = 0.72  # of the room of a day
STUMP = 12.0  # the height of what was more than wanted, and how much is not written


def drawn(it: Calendar, id: str) -> Html:
    title = _("{title} each day, {span}").format(title=it.title, span=writing.span(it.first, it.last))
    return svg.drawing(id, title, calendar.said(it), (svg.WIDTH, HEIGHT), _inside(it))


def _inside(it: Calendar) -> Iterator[Html]:
    axis = Axis(first=it.first, last=it.last, begins=it.begins)
    cells = {day: it.days[day] for day in axis.every if day in it.days}
    most = max([1.0, it.limit or 0.0, *(cell.amount or 0.0 for cell in cells.values())])
    unit = (BOTTOM - TOP) / most
    yield axis.gaps((day for day in axis.every if day not in cells and day >= it.began), TOP, BOTTOM)
    bars = {day: _parts(it, cell, unit) for day, cell in cells.items()}
    wide = axis.step * FILLED
    yield svg.path(
        "in",
        *(svg.box(axis.middle(day) - wide / 2, BOTTOM - low, wide, low) for day, (low, _high) in bars.items() if low),
    )
    yield svg.path(
        SQUARE,
        *(
            svg.box(axis.middle(day) - wide / 2, BOTTOM - high, wide, high - low)
            for day, (low, high) in bars.items()
            if high > low
        ),
    )
    yield from _small(cells, axis)
    yield from _named(cells, axis, unit)
    if it.limit:
        y = BOTTOM - it.limit * unit
        yield svg.path(LIMIT, svg.line(LEFT, y, svg.WIDTH, y))
        yield svg.text(LEFT - 6, y + 5, as_written(it.limit), svg.END)
    yield svg.text(LEFT - 6, BOTTOM + 5, "0", svg.END)
    yield from axis.drawn(BOTTOM)


def _parts(it: Calendar, cell: Cell, unit: float) -> tuple[float, float]:
    """How high the bar of a day is as it was wanted, and how high in all."""
    amount = cell.amount or 0.0
    if not cell.is_more:
        return amount * unit, amount * unit
    if not amount:
        return 0.0, STUMP
    within = it.limit if it.limit is not None and it.limit < amount else 0.0
    return within * unit, amount * unit


def _small(cells: Mapping[date, Cell], axis: Axis) -> Iterator[Html]:
    """0, ? and – at the foot of the days, where there is room."""
    for day, cell in cells.items():
        said = sign(cell) or ("0" if cell.amount == 0 else "")
        if said and axis.step >= svg.long(said):
            yield svg.text(axis.middle(day), BOTTOM - 3, said, f"{svg.MIDDLE} {svg.SMALL}")


def _named(cells: Mapping[date, Cell], axis: Axis, unit: float) -> Iterator[Html]:
    """Over the days of more than was wanted, how much and when, as far as the words do not meet."""
    end = 0.0
    for day, cell in cells.items():
        if not cell.is_more or not cell.amount:
            continue
        said = _("{n} on {day}").format(n=as_written(cell.amount), day=writing.day(day))
        half = svg.long(said, bold=True) / 2
        at = min(max(axis.middle(day), LEFT + half), svg.WIDTH - half)
        if at - half >= end:
            yield svg.text(at, BOTTOM - cell.amount * unit - 5, said, f"{svg.MIDDLE} {svg.BOLD}")
            end = at + half + 4


def meanings(it: Calendar) -> Html:
    limit = [(LIMIT, _("my limit, {n}").format(n=as_written(it.limit)))] if it.limit else []
    words = ("in", it.unit or _("it happened"))
    return key([words, *of_more(it), *limit, *of_signs(it), (GAP, _("nothing written"))])
