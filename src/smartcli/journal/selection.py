"""Which entries are meant: by day, exercise, point, and how many."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import islice

from smartcli.errors import InvalidAnswer, Usage
from smartcli.exercises.exercise import POINTS
from smartcli.exercises.kinds import Date
from smartcli.exercises.library import Library
from smartcli.journal.entry import Entry
from smartcli.record import Record
from smartcli.text.language import _


class Selection(Record):
    """Bounds are days as text (2026-11-22), both included. Empty: no bound."""

    since: str = ""
    until: str = ""
    exercise: str = ""
    point: str = ""
    last: int | None = None

    @property
    def is_everything(self) -> bool:
        return self == Selection()

    def newest(self, newest_first: Iterable[Entry], library: Library) -> Iterator[Entry]:
        """Those that are meant, newest first; reads no further than it must when `last` is set."""
        return islice((entry for entry in newest_first if self.takes(entry, library)), self.most)

    def oldest(self, oldest_first: Iterable[Entry], library: Library) -> Iterator[Entry]:
        """The same ones, oldest first. No more are held than `last` says."""
        is_every = self.but(last=None).is_everything
        meant = iter(oldest_first) if is_every else (entry for entry in oldest_first if self.takes(entry, library))
        return iter(deque(meant, self.most)) if self.last else meant

    @property
    def most(self) -> int | None:
        """How many; None = all."""
        return self.last and min(self.last, sys.maxsize)

    def takes(self, entry: Entry, library: Library) -> bool:
        if (self.since and entry.day < self.since) or (self.until and entry.day > self.until):
            return False
        if self.exercise and entry.exercise != self.exercise:
            return False
        if self.point:
            exercise = library.find(entry.exercise)
            return exercise is not None and exercise.point == self.point
        return True


class Chosen:
    """The entries that are meant, in their order, read anew each time they are gone through: none is held."""

    def __init__(
        self, selection: Selection, library: Library, read: Callable[[], Iterable[Entry]], *, newest_first: bool = False
    ) -> None:
        """read: all entries, the oldest first; with newest_first the newest."""
        self._library, self._read = library, read
        self._taken = selection.newest if newest_first else selection.oldest
        self._seen: tuple[int, set[str]] | None = None
        self._only: set[str] | None = None

    def keep_to(self, exercises: set[str]) -> None:
        """From now on only entries of these, whatever the next reading meets."""
        self._only = exercises

    def __iter__(self) -> Iterator[Entry]:
        return self._counted(self._taken(self._read(), self._library))

    def __len__(self) -> int:
        """How many the last time; where there was none yet, they are gone through for it."""
        return self._last[0]

    @property
    def exercises(self) -> set[str]:
        """Which exercises they are of."""
        return self._last[1]

    @property
    def _last(self) -> tuple[int, set[str]]:
        if self._seen is None:
            deque(self, 0)
        return self._seen or (0, set())

    def _counted(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        count, exercises = 0, set()
        for entry in entries:
            if self._only is None or entry.exercise in self._only:
                count += 1
                exercises.add(entry.exercise)
                yield entry
        self._seen = count, exercises


def select(
    *,
    since: str | None,
    until: str | None,
    day: str | None,
    exercise: str | None,
    point: str | None,
    last: int | None,
    today: date,
) -> Selection:
    """A Selection out of what was typed; raises Usage with a sentence that does not repeat it."""
    if day is not None and (since is not None or until is not None):
        raise Usage(_("Please use --day, or --from and --to."))
    if last is not None and last < 1:
        raise Usage(_("--last wants a number of 1 or more."))
    if exercise is not None and not exercise.strip():
        raise Usage(_("--exercise wants the name of an exercise."), next="smartcli exercises")
    if point is not None and point not in POINTS:
        raise Usage(_("--point wants one of: {points}.").format(points=", ".join(POINTS)))
    return Selection(
        since=read_day(since if day is None else day, today),
        until=read_day(until if day is None else day, today),
        exercise=exercise or "",
        point=point or "",
        last=last,
    )


def read_day(text: str | None, today: date) -> str:
    """2026-11-22, today, yesterday, or "in 2 days"; empty where none was typed. Any day there is: "from the first on".

    Usage: it is no day. Blanks are none either: they may come of a variable that was to hold one.
    """
    if text is None:
        return ""
    unread = Usage(_("A day is written like 2026-12-01, or as today or yesterday."))
    if not text.strip():
        raise unread
    with suppress(ValueError):
        return date.fromisoformat(text.strip()).isoformat()
    if text.strip().casefold() in {"yesterday", _("yesterday")}:
        return (today - timedelta(days=1)).isoformat()
    try:
        return str(Date(key="day", today=today).read(text))
    except InvalidAnswer:
        raise unread from None
