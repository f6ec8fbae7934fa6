"""What may be said of two sets of days or times beside each other: the one rule for all that the log tells.

Nothing is said of fewer than five, nor of what chance would often do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import comb, erfc, sqrt

from smartcli.findings.comparing import ENOUGH, differ, mean
from smartcli.record import Record
from smartcli.text.pictures.shapes import Moved

TENTH = 0.1  # what chance alone would do in no more than one of ten
CLAIMS = 4  # comparisons that a log may call more than chance: sleep, mood, and two of the week and its end
COUNTED = 400  # values up to which all ways are counted out; of more the bell is as good
A_MONTH = 30  # days at each end of a span, of which a trend is told


def compared(then: Sequence[float], now: Sequence[float], *, top: float | None, among: int = 1) -> Moved:
    """What may be said of the second set beside the first: LOWER or HIGHER only where chance would seldom do it.

    then, now: one value a day, or a time; 0 and 1 for whether it was so. top: of the scale of ratings, which must
    differ by a step of it as well; None for counts. among: how many comparisons are made side by side: the more there
    are, the more chance has to show for one of them, so they share the tenth.
    """
    if min(len(then), len(now)) < ENOUGH:
        return Moved.NOT_ENOUGH
    if top is not None and not differ(now, then, days=(len(now), len(then)), top=top):
        return Moved.NO_CLEAR_DIFFERENCE
    if by_chance(then, now) > TENTH / among:
        return Moved.NO_CLEAR_DIFFERENCE
    return Moved.LOWER if mean(now) < mean(then) else Moved.HIGHER


def by_chance(one: Sequence[float], other: Sequence[float]) -> float:
    """How often a difference as great comes up where all values are dealt out anew to two sets of these sizes.

    Of 0 and 1 it is counted out; of other values it follows from their spread, which needs no dice.
    """
    every = [*one, *other]
    if len(every) <= COUNTED and {*every} <= {0, 1}:
        return _dealt(int(sum(one)), int(sum(every)), len(one), len(every))
    return _spread(sum(one), every, len(one))


def _dealt(seen: int, marked: int, drawn: int, of: int) -> float:
    """The share of all ways to draw so many that are no more likely than the one seen (Fisher's exact test)."""
    ways = [comb(marked, n) * comb(of - marked, drawn - n) for n in range(min(marked, drawn) + 1)]
    return sum(way for way in ways if way <= ways[seen]) / comb(of, drawn)


def _spread(total: float, every: Sequence[float], drawn: int) -> float:
    of, centre = len(every), mean(every)
    spread = sum((value - centre) ** 2 for value in every) / (of - 1)
    if not spread:
        return 1.0
    deviation = sqrt(spread * drawn * (of - drawn) / of)
    beyond = abs(total - drawn * centre) - _step(every) / 2
    return erfc(max(0.0, beyond) / deviation / sqrt(2))  # both ends of the bell


def _step(every: Sequence[float]) -> float:
    """The least difference between two values, which the total moves by: half of it is given to chance."""
    ordered = sorted({*every})
    return min(later - earlier for earlier, later in pairwise(ordered))


class Trend(Record):
    """What the first and the last days of a span have, on average. days: of how many each is; lasts: how long both are.

    A mean is None where fewer than five days have a value.
    """

    then: float | None
    now: float | None
    days: tuple[int, int]
    lasts: int
    moved: Moved


def trend(by_day: Mapping[date, float], *, first: date, last: date, top: float | None, among: int = 1) -> Trend:
    """The first thirty days of a span beside its last thirty; of a shorter one, its halves. The rest as in compared."""
    lasts = min(A_MONTH, ((last - first).days + 1) // 2)
    edge = timedelta(days=lasts)
    then = [value for day, value in by_day.items() if first <= day < first + edge]
    now = [value for day, value in by_day.items() if last - edge < day <= last]
    return Trend(
        then=mean(then) if len(then) >= ENOUGH else None,
        now=mean(now) if len(now) >= ENOUGH else None,
        days=(len(then), len(now)),
        lasts=lasts,
        moved=compared(then, now, top=top, among=among),
    )
