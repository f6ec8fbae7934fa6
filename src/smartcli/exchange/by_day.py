"""A log day by day: what was written later of another day stands with that day."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import groupby

from smartcli.exchange.report import Report
from smartcli.journal.entry import Entry


def by_day(report: Report) -> Iterator[tuple[str, Iterator[Entry]]]:
    """Each day with its entries, in the order of the report. Those written later of it come last, or first of all.

    The entries are gone through twice; only those that were written later are held.
    """
    down = report.newest_first
    later = sorted((entry for entry in report.entries if entry.happened), key=_day, reverse=down)
    usual = (entry for entry in report.entries if not entry.happened)
    both = (later, usual) if down else (usual, later)
    return groupby(merge(*both, key=_day, reverse=down), key=_day)


def _day(entry: Entry) -> str:
    return entry.day
