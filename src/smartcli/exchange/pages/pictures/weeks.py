"""One mark a day over an axis of days, and the average of each week with its number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from smartcli.exchange.pages.markup import Html
from smartcli.exchange.pages.pictures import svg
from smartcli.exchange.pages.pictures.axis import LEFT, Axis
from smartcli.exchange.pages.pictures.marks import DOT, GAP, key
from smartcli.text.language import _
from smartcli.text.numbers import as_written
from smartcli.text.pictures import weeks, writing
from smartcli.text.pictures.shapes import Weeks
from smartcli.text.pictures.writing import ENOUGH

TOP, BOTTOM, HEIGHT = 22.0, 142.0, 164.0
LARGEST, SMALLEST = 5.0, 1.6  # of a mark


def drawn(it: Weeks, id: str) -> Html:
    return svg.drawing(id, it.title, weeks.said(it), (svg.WIDTH, HEIGHT), _inside(it))


def _inside(it: Weeks) -> Iterator[Html]:
    axis = Axis(first=it.first, last=it.last, begins=it.begins)
    yield axis.gaps((day for day in axis.every if day not in it.days and day >= it.began), TOP, BOTTOM)
    for value in (it.low, (it.low + it.high) / 2, it.high):
        yield svg.path("grid", svg.line(LEFT, _y(it, value), svg.WIDTH, _y(it, value)))
        yield svg.text(LEFT - 6, _y(it, value) + 5, as_written(value), svg.END)
    radius = max(SMALLEST, min(LARGEST, axis.step * 0.42))
    yield from (
        svg.circle("dot", axis.middle(day), _y(it, value), radius)
        for day, value in sorted(it.days.items())
        if it.first <= day <= it.last
    )
    for start in writing.weeks(it.first, it.last, it.begins):
        yield from _average(it, axis, start)
    yield from axis.drawn(BOTTOM)


def _y(it: Weeks, value: float) -> float:
    share = (value - it.low) / (it.high - it.low) if it.high > it.low else 0.0
    return BOTTOM - max(0.0, min(1.0, share)) * (BOTTOM - TOP)


def _average(it: Weeks, axis: Axis, start: date) -> Iterator[Html]:
    """A line through the week and its number over it, where there is room for one."""
    days = [day for day in axis.every if start <= day < start + writing.WEEK]
    values = [it.days[day] for day in days if day in it.days]
    if len(values) < ENOUGH:
        return
    mean = sum(values) / len(values)
    left, right = axis.left(days[0]), axis.left(days[-1] + timedelta(days=1))
    yield svg.path("mean", svg.line(left + 1, _y(it, mean), right - 1, _y(it, mean)))
    said = writing.average(mean)
    if svg.long(said, bold=True) < right - left:
        yield svg.text((left + right) / 2, TOP - 8, said, f"{svg.MIDDLE} {svg.BOLD}")


def meanings() -> Html:
    """The key of the drawing."""
    return key([
        (DOT, _("a day")),
        ("mean", _("average of a week, from {n} days on").format(n=ENOUGH)),
        (GAP, _("nothing written")),
    ])  # fmt: skip


def numbers(it: Weeks) -> Html:
    """The weeks, with their days and averages."""
    rows = []
    for start in writing.weeks(it.first, it.last, it.begins):
        days = [start + timedelta(days=number) for number in range(7)]
        values = [it.days[day] for day in days if day in it.days and it.first <= day <= it.last]
        if values or start + writing.WEEK > it.began:
            mean = writing.average(sum(values) / len(values)) if len(values) >= ENOUGH else "-"
            rows.append([writing.day_of_year(start), str(len(values)), mean])
    return svg.table(it.title, [_("week of"), _("days written"), _("average")], rows)
