"""The time under the drawings of a span: the same for all of them, so that one thing stands under another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from smartcli.exchange.pages.markup import Html
from smartcli.exchange.pages.visit.drawing import label, line
from smartcli.record import Record
from smartcli.text.language import _
from smartcli.text.months import MONTHS

LEFT, RIGHT, WIDTH = 76.0, 1312.0, 1320.0  # in the drawing's own tenths of a millimetre, nearly
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


class Axis(Record):
    """The days from `first` to `last` from left to right. begins: the weekday a week begins with, 0 = Monday."""

    first: date
    last: date
    begins: int = 0

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def is_daily(self) -> bool:
        """Whether each day has a mark of its own."""
        return self.length <= DAYS

    def x(self, day: date, within: float = 0) -> float:
        """Where a day is. within: 0 = its beginning, 0.5 = its middle, 1 = its end."""
        return LEFT + (RIGHT - LEFT) * ((day - self.first).days + within) / self.length

    def stretches(self) -> list[Stretch]:
        """The weeks, months or quarters of a long span; the first and the last of them may be cut."""
        ends: list[date] = []
        day = self.first
        while day <= self.last:
            end = min(self._end(day), self.last)
            ends.append(end)
            day = end + timedelta(days=1)
        begins = [self.first, *(end + timedelta(days=1) for end in ends[:-1])]
        return [Stretch(first=first, last=last) for first, last in zip(begins, ends, strict=True)]

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

    def drawn(self, base: float) -> Iterator[Html]:
        """The line, its ticks and their names, under it."""
        yield line(LEFT, base, RIGHT, base, "base")
        free = LEFT
        for day, name in self._ticks():
            at = self.x(day)
            yield line(at, base, at, base + 10, "tick")
            room = 13.5 * len(name) + 26
            if at >= free and at + room - 22 <= WIDTH:
                yield label(at + 4, base + 33, name)
                free = at + room

    def _ticks(self) -> list[tuple[date, str]]:
        if self.length <= DAYS:
            days = [self.first + timedelta(days=n) for n in range(self.length)]
            starts = days if self.length <= 14 else [day for day in days if day.weekday() == self.begins]
            starts = [self.first, *starts] if starts[0] - self.first > timedelta(days=5) else starts
            return _dated(starts)
        every = 1 if self.length <= 480 else 3 if self.length <= 1000 else 12
        return [(day, _month(day)) for day in self._firsts(every)]

    def _firsts(self, every: int) -> Iterator[date]:
        for number in range(self.first.year * 12, self.last.year * 12 + 12):
            day = date(number // 12, number % 12 + 1, 1)
            if number % every == 0 and self.first <= day <= self.last:
                yield day


def _dated(days: list[date]) -> list[tuple[date, str]]:
    """Days with the month named where it changes."""
    named: list[tuple[date, str]] = []
    for number, day in enumerate(days):
        is_new = number == 0 or day.month != days[number - 1].month
        named.append((day, short(day) if is_new else str(day.day)))
    return named


def _month(day: date) -> str:
    return str(day.year) if day.month == 1 else str(MONTHS[day.month - 1])[:3]


def short(day: date) -> str:
    """7 Sep."""
    return _("{day} {month}").format(day=day.day, month=str(MONTHS[day.month - 1])[:3])
