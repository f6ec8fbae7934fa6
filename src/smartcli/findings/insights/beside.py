"""Whether something moves: the first days of a span beside its last, by the rule of comparing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from smartcli.findings.comparing import ENOUGH, compared, mean
from smartcli.record import Record
from smartcli.text.moved import Moved

CLAIMS = 4  # comparisons that a log may call more than chance: sleep, mood, and two of the week and its end
A_MONTH = 30  # days at each end of a span, of which a trend is told


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
