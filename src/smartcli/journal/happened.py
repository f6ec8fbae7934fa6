"""When it was what an entry tells of: the day, and the part of it, where that is known.

An entry without `happened` tells of the time at which it was written. With it, it was written later:

2026-11-21            that day, and no more is known
2026-11-21 evening    a part of that day: night, morning, afternoon, evening
2026-11-21T19:30      a time, by the clock of that place

`day` is the day the person means, in both. What anything counts by is `day` and `part_of_day`; see
docs/journal-format.md.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time

from smartcli.errors import InvalidAnswer, Usage
from smartcli.exercises.kinds import WHEN, Date
from smartcli.journal.entry import Entry
from smartcli.record import Record
from smartcli.text.times_of_week import part_at

PARTS = ("night", "morning", "afternoon", "evening")  # in the order of text.times_of_week.PARTS
NIGHT, EVENING = PARTS.index("night"), PARTS.index("evening")


class Happened(Record):
    """What an entry holds of it. said: its field `happened`; None = it was when it was written."""

    day: str
    said: str | None = None


def at_that_day(day: date, part: int | None = None) -> Happened:
    """On a day that is over, or that is not over yet. part: the place of a part of it among PARTS."""
    return Happened(day=day.isoformat(), said=day.isoformat() if part is None else f"{day.isoformat()} {PARTS[part]}")


def part_of_day(entry: Entry) -> int | None:
    """Which part of the day it was, as its place among PARTS; None = only the day is known.

    After midnight, until the day ends, it is the night of that day, whatever the hour.
    """
    said = entry.at if entry.happened is None else entry.happened
    if entry.happened is not None and said[11:] in PARTS:
        return PARTS.index(said[11:])
    with suppress(ValueError):
        part = part_at(time.fromisoformat(said[11:16]).hour)
        return NIGHT if said[:10] > entry.day else part
    return None


def day_and_time(entry: Entry) -> str:
    """For lists and files: 2026-11-21 19:04; what was written later with what is known of it, 2026-11-21 evening."""
    time = entry.at[11:16] if entry.happened is None else entry.happened[11:]
    return f"{entry.day} {time}".rstrip()


def day_written(entry: Entry, day: Callable[[datetime], date]) -> date:
    """The day on which it was written. day: the day the person means at a moment."""
    return date.fromisoformat(entry.day) if entry.happened is None else day(datetime.fromisoformat(entry.at))


def past_day(text: str, today: date) -> date:
    """A day that was typed: yesterday, today, 2026-11-21. Usage: it is none, is to come, or lies too far back."""
    try:
        return date.fromisoformat(str(Date(key="day", measure=WHEN, required=True, today=today).read(text)))
    except InvalidAnswer as problem:
        raise Usage(str(problem)) from None
