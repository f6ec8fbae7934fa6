"""The time under the drawings of a span, however long it is: days, or weeks, months, quarters that share a mark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from smartcli.exchange.pages.markup import Html
from smartcli.exchange.pages.pictures import svg
from smartcli.exchange.pages.pictures.axis import LEFT, Axis
from smartcli.record import Record
from smartcli.text.language import _
from smartcli.text.months import MONTHS
from smartcli.text.pictures import writing

DAYS = 120  # a mark a day up to here, then one a week
WEEKS = 760  # days; then one a month
MONTHLY = 3700  # days; then one for three months


class Stretch(Record):
    """Days that share one mark, both ends in it."""

    first: date
    last: date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range(self.length)]


class SpanAxis(Axis):
    """The same axis for spans of any length."""

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def step(self) -> float:
        return (svg.WIDTH - LEFT) / self.length

    @property
    def is_daily(self) -> bool:
        """Whether each day has a mark of its own."""
        return self.length <= DAYS

    def right(self, day: date) -> float:
        """Where the room of a day ends."""
        return self.left(day) + self.step

    def stretches(self) -> list[Stretch]:
        """The weeks, months or quarters of a long span; the first and the last of them may be cut."""
        found: list[Stretch] = []
        day = self.first
        while day <= self.last:
            end = min(self._end(day), self.last)
            found.append(Stretch(first=day, last=end))
            day = end + timedelta(days=1)
        return found

    @property
    def named(self) -> str:
        """What one mark of a long span is of."""
        names = (_("week"), _("month"), _("three months"))
        return names[(self.length > WEEKS) + (self.length > MONTHLY)]

    def _end(self, day: date) -> date:
        if self.length <= WEEKS:
            return day + timedelta(days=6 - (day.weekday() - self.begins) % 7)
        months = 1 if self.length <= MONTHLY else 3
        number = day.year * 12 + (day.month - 1) // months * months + months
        return date(number // 12, number % 12 + 1, 1) - timedelta(days=1)

    def drawn(self, y: float) -> Iterator[Html]:
        """The line, its ticks, and their names where there is room."""
        yield svg.path("base", svg.line(LEFT, y, svg.WIDTH, y))
        ticks = self._ticks()
        if ticks:
            yield svg.path("tick", *(svg.line(self.left(day), y, self.left(day), y + 5) for day, _name in ticks))
        free = 0.0
        for day, name in ticks:
            at = self.left(day) + 2
            if at >= free and at + svg.long(name) <= svg.WIDTH + 2:
                yield svg.text(at, y + 17, name)
                free = at + svg.long(name) + 8

    def _ticks(self) -> list[tuple[date, str]]:
        if self.length > DAYS:
            every = 1 if self.length <= 480 else 3 if self.length <= 1000 else 12
            return [(day, _month(day)) for day in self._firsts(every)]
        days = self.every if self.length <= 14 else [day for day in self.every if day.weekday() == self.begins]
        named, month = [], 0
        for day in days:
            named.append((day, writing.day(day) if day.month != month else str(day.day)))
            month = day.month
        return named

    def _firsts(self, every: int) -> Iterator[date]:
        for number in range(self.first.year * 12, self.last.year * 12 + 12):
            day = date(number // 12, number % 12 + 1, 1)
            if number % every == 0 and self.first <= day <= self.last:
                yield day


def _month(day: date) -> str:
    return str(day.year) if day.month == 1 else str(MONTHS[day.month - 1])[:3]
