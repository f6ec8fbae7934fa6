"""The entries of the last days, newest first, without reading all of a journal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from smartcli.journal.entry import Entry

ODD = 5  # one entry with an odd day (a clock that was wrong, an import) does not end the look; so many do


def recent(newest_first: Iterable[Entry], *, today: date, days: int) -> tuple[list[Entry], bool]:
    """The entries of so many days, today among them, and whether there are none before. Reading stops at the edge."""
    first, last = (today - timedelta(days=days - 1)).isoformat(), today.isoformat()
    inside: list[Entry] = []
    beyond = 0
    for entry in newest_first:
        if entry.day >= first:
            if entry.day <= last:  # not a day to come: a clock was wrong, or the person has travelled
                inside.append(entry)
            continue
        beyond += 1
        if beyond == ODD:
            break
    return inside, not beyond
