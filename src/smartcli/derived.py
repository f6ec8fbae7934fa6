"""What a recall can show beyond what was typed: words worked out from entries, by a name that begins with insight:."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from smartcli.entry import Entry
from smartcli.record import Record
from smartcli.words import _

WEEKS = 12  # looked back: an older pattern may be over
OFTEN = 3  # entries at the same time of the week before it is named
NAMED = 5  # times at most

# The hour each part of the day ends at, its name, how it is said of a day, and of many.
PARTS = (
    (5, _("night"), _("at night"), _("Nights")),
    (12, _("morning"), _("in the morning"), _("Mornings")),
    (18, _("afternoon"), _("in the afternoon"), _("Afternoons")),
    (24, _("evening"), _("in the evening"), _("Evenings")),
)
DAYS = (
    _("Mondays"), _("Tuesdays"), _("Wednesdays"), _("Thursdays"), _("Fridays"), _("Saturdays"), _("Sundays"),
)  # fmt: skip


def part_of_day(entry: Entry) -> int:
    """Which of the PARTS an entry was written in."""
    hour = int(entry.at[11:13])
    return next(number for number, (until, *_names) in enumerate(PARTS) if hour < until)


def urge_hours(entries: Sequence[Entry]) -> list[str]:
    """The times of the week at which urges were written down, the most frequent first: Fridays in the evening (4).

    In the first weeks, when no time of the week has come up often enough, the parts of the day: Evenings (6).
    """
    times = Counter((date.fromisoformat(entry.day).weekday(), part_of_day(entry)) for entry in entries)
    often = sorted((-count, day, part) for (day, part), count in times.items() if count >= OFTEN)
    if not often:
        return _parts_of_day(entries)
    return [
        _("{days} {part} ({count})").format(days=DAYS[day], part=PARTS[part][2], count=-minus)
        for minus, day, part in often[:NAMED]
    ]


def _parts_of_day(entries: Sequence[Entry]) -> list[str]:
    parts = Counter(part_of_day(entry) for entry in entries)
    often = sorted((-count, part) for part, count in parts.items() if count >= OFTEN)
    return [_("{part} ({count})").format(part=PARTS[part][3], count=-minus) for minus, part in often]


class Derived(Record):
    """Whose entries of the last weeks are looked at, and the words they give."""

    exercise: str
    words: Callable[[Sequence[Entry]], list[str]]


SET_UP = ("setup.change", "setup.way")  # what was said at set-up of the change that is wanted; kept in the settings
DERIVED: Mapping[str, Derived] = {"insight:urge-hours": Derived(exercise="urge-log", words=urge_hours)}
