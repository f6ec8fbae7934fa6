"""A line of days with the weeks named, the same under every picture of one span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from smartcli.exchange.pages.markup import Html
from smartcli.exchange.pages.pictures import svg
from smartcli.record import Record
from smartcli.text.pictures import writing

LEFT = 36.0  # for the numbers of the scale
NAME = 44.0  # for the name of a week


class Axis(Record):
    """The days from first to last beside each other."""

    first: date
    last: date
    begins: int = 0

    @property
    def every(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]

    @property
    def step(self) -> float:
        """The room of a day."""
        return (svg.WIDTH - LEFT) / len(self.every)

    def left(self, day: date) -> float:
        """Where the room of a day begins."""
        return LEFT + (day - self.first).days * self.step

    def middle(self, day: date) -> float:
        return self.left(day) + self.step / 2

    def drawn(self, y: float) -> Iterator[Html]:
        """The line, a tick at every week, and its name where there is room."""
        yield svg.path("base", svg.line(LEFT, y, svg.WIDTH, y))
        ticks = [day for day in self.every if day.weekday() == self.begins] or [self.first]
        yield svg.path("tick", *(svg.line(self.left(day), y, self.left(day), y + 5) for day in ticks))
        end, month = 0.0, 0
        for day in ticks:
            name = writing.day(day) if day.month != month else str(day.day)
            at = self.left(day) + 2
            if at >= end and at + svg.long(name) <= svg.WIDTH + 2:
                yield svg.text(at, y + 17, name)
                end, month = at + svg.long(name) + 8, day.month

    def gaps(self, days: Iterable[date], top: float, bottom: float) -> Html:
        """Grey where nothing is written."""
        boxes = [svg.box(self.left(day), top, self.step, bottom - top) for day in days]
        return svg.path("gap", *boxes)
