"""Names over marks: the highest first, each where nothing that is higher crosses it and no other name stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smartcli.exchange.pages.markup import Html
from smartcli.exchange.pages.pictures import svg
from smartcli.exchange.pages.pictures.axis import LEFT
from smartcli.record import Record

MOST = 6  # names in a drawing
ABOVE, HIGH, APART = 5.0, 14.0, 4.0  # over its mark; of a line; between two


class Named(Record):
    """A mark by its middle and where it ends above, and what is to be said of it."""

    x: float
    y: float
    said: str = ""


def names(marks: Sequence[Named], *, beside: Sequence[Named] = (), half: float = 0.0) -> Iterator[Html]:
    """As many as have room. beside: marks that stand there, too; half: of how wide each mark is."""
    taken: list[tuple[float, float, float]] = []  # where a name begins and ends, and its line
    for mark in sorted(marks, key=lambda one: (one.y, one.x)):
        long, y = svg.long(mark.said, bold=True), mark.y - ABOVE
        for left in (mark.x - long / 2, mark.x - half, mark.x + half - long):  # over it, else from it, else up to it
            at = min(max(left, LEFT), svg.WIDTH - long)
            if not at - APART <= mark.x <= at + long + APART:
                continue
            crossed = any(one.y < mark.y and at - half < one.x < at + long + half for one in (*marks, *beside))
            met = any(
                at < end + APART and begin - APART < at + long and abs(line - y) < HIGH for begin, end, line in taken
            )
            if not crossed and not met:
                taken.append((at, at + long, y))
                yield svg.text(at + long / 2, y, mark.said, f"{svg.MIDDLE} {svg.BOLD}")
                break
