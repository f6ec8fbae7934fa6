"""Whether something moves: the first days of a span beside its last, by the rule of comparing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    then, now = ([by_day[day] for day in days] for days in ends(by_day, first=first, last=last))
    return Trend(
        then=mean(then) if len(then) >= ENOUGH else None,
        now=mean(now) if len(now) >= ENOUGH else None,
        days=(len(then), len(now)),
        lasts=_lasts(first, last),
        moved=compared(then, now, top=top, among=among),
    )


def ends(days: Iterable[date], *, first: date, last: date) -> tuple[Sequence[date], Sequence[date]]:
    """Those of these days that lie at the beginning of a span, and those at its end."""
    edge = timedelta(days=_lasts(first, last))
    every = list(days)
    return [day for day in every if first <= day < first + edge], [day for day in every if last - edge < day <= last]


def _lasts(first: date, last: date) -> int:
    return min(A_MONTH, ((last - first).days + 1) // 2)
