"""The entries of the last days, newest first, without reading all of a journal.

The newest is that of the newest day, and of one day what was written last. What was written of another day later does
not end the look, since what was written before it may be of a newer day. What came from other programs is none of them:
the days before smartcli are not days of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import date, timedelta

from smartcli.exercises.exercise import IMPORTED
from smartcli.journal.entry import Entry

ODD = 5  # one entry with an odd day (a clock that was wrong, an import) does not end the look; so many do


class Window:
    """The same out of entries that come oldest first: those of other days are not held."""

    def __init__(self, *, today: date, days: int) -> None:
        self.first, self._last = _edges(today, days)
        self._inside: list[Entry] = []
        self._beyond: deque[int] = deque(maxlen=ODD)  # how many were inside when each of the last odd ones came

    def take(self, entry: Entry) -> None:
        if entry.day < self.first:
            if entry.happened is None:
                self._beyond.append(len(self._inside))
        elif entry.day <= self._last and entry.exercise != IMPORTED:
            self._inside.append(entry)

    def newest_first(self) -> list[Entry]:
        begin = self._beyond[0] if len(self._beyond) == ODD else 0
        return _in_order(self._inside[begin:][::-1])


def recent(newest_first: Iterable[Entry], *, today: date, days: int) -> tuple[list[Entry], bool]:
    """The entries of so many days, today among them, and whether there are none before. Reading stops at the edge."""
    first, last = _edges(today, days)
    inside: list[Entry] = []
    beyond, is_whole = 0, True
    for entry in newest_first:
        is_own = entry.exercise != IMPORTED
        if entry.day >= first:
            if entry.day <= last and is_own and beyond < ODD:
                inside.append(entry)
            continue
        is_whole = is_whole and not is_own
        beyond += entry.happened is None
        if beyond >= ODD and not is_whole:  # of what was imported alone there may be years: something own may lie below
            break
    return _in_order(inside), is_whole


def _in_order(newest_first: list[Entry]) -> list[Entry]:
    return sorted(newest_first, key=lambda entry: entry.day, reverse=True)


def _edges(today: date, days: int) -> tuple[str, str]:
    """The first day and the last. A day to come is none of them: a clock was wrong, or the person has travelled."""
    return (today - timedelta(days=days - 1)).isoformat(), today.isoformat()
