"""What only private answers say: a page without names tells neither it nor that it was not said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from smartcli.findings.insights.log import Log
from smartcli.journal.entry import Entry
from smartcli.record import Record
from smartcli.views.days import Day
from smartcli.views.recall_sources import Find


class KeptBack(Record):
    """days: of which it is private how they went. ended, did: ids of urges of which it is private what became of them,
    and what was done.
    """

    days: frozenset[date] = frozenset()
    ended: frozenset[str] = frozenset()
    did: frozenset[str] = frozenset()


def kept_back(log: Log, whole: Log) -> KeptBack:
    """log: without private answers; whole: of the same entries, with them."""
    with_them = {urge.entry: urge for urge in whole.urges}
    pairs = [(urge, with_them[urge.entry]) for urge in log.urges if urge.entry in with_them]
    unsaid = {day for day in log.unsaid if day in whole.days and day not in whole.unsaid}
    how = {day for day, went in log.days.items() if went is Day.NOT_SAID} - log.unsaid - log.undecided
    return KeptBack(
        days=frozenset(unsaid | {day for day in how if whole.days.get(day, Day.NOT_SAID) is not Day.NOT_SAID}),
        ended=frozenset(urge.entry for urge, known in pairs if known.acted and not urge.acted),
        did=frozenset(urge.entry for urge, known in pairs if known.did and not urge.did),
    )


def is_any_kept_back(entries: Iterable[Entry], find: Find) -> bool:
    """Whether one of their exercises calls something private that insights look for."""
    known = [one for id in {entry.exercise for entry in entries} if (one := find(id))]
    return any(step.private and step.measure for one in known for step in one.steps)
