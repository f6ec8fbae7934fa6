"""What moved, for somebody else to read: the rows of the insight, and the thing itself also where none is counted."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.findings.insights.log import Log
from smartcli.findings.insights.moving import NAMES, Tracked, pairs_of, tracked
from smartcli.findings.insights.observation import CONFIDENCE, DAY
from smartcli.text.language import Later, _
from smartcli.text.pictures.shapes import Pairs

SURE = Later("How sure the next day can go as I want")  # what the check-in asks, said of every day it was asked
OF = 10  # days that a share is said of, so that it runs over the scale of the ratings


def moving_of(log: Log) -> Pairs | None:
    """None: nothing has enough days at both ends of the span."""
    found = pairs_of(log, list(_rows(log)))
    names = {str(NAMES[CONFIDENCE]): str(SURE)}
    return found and found.but(
        pairs=tuple(one.but(label=names.get(one.label, one.label)) for one in found.pairs),
    )


def _rows(log: Log) -> Iterator[Tracked]:
    lines = list(tracked(log))
    if not any(line.measure == DAY and line.is_enough(log) for line in lines):
        yield _happened(log)
    yield from lines


def _happened(log: Log) -> Tracked:
    """On how many of ten days it happened: of those that have an answer."""
    days = {day: float(day in log.happened) for day in log.days if day not in log.unsaid}
    name = _("Days of {n} on which it happened").format(n=OF)
    return Tracked(name=name, measure=DAY, by_day=days, top=None, times=OF)
