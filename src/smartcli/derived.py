"""What a recall can show beyond what was typed: words worked out from entries, by a name that begins with insight:."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from smartcli import hours
from smartcli.entry import Entry
from smartcli.exercise import Exercise
from smartcli.record import Record

WEEKS = 12  # looked back: an older pattern may be over
OFTEN = 3  # entries at the same time of the week before it is named
NAMED = 5  # times at most

Find = Callable[[str], Exercise | None]  # the exercise of a name, or None


def measuring(entries: Sequence[Entry], find: Find, measure: str) -> Iterator[tuple[Entry, Exercise]]:
    """The entries of the exercises that have a step with this measure, whatever they are called."""
    for entry in entries:
        exercise = find(entry.exercise)
        if exercise and exercise.measuring(measure):
            yield entry, exercise


def part_of_day(entry: Entry) -> int:
    """Which part of the day an entry was written in."""
    return hours.part_at(int(entry.at[11:13]))


def urge_hours(entries: Sequence[Entry]) -> list[str]:
    """The times of the week at which urges were written down, the most frequent first: Fridays in the evening (4).

    In the first weeks, when no time of the week has come up often enough, the parts of the day: Evenings (6).
    """
    times = Counter((date.fromisoformat(entry.day).weekday(), part_of_day(entry)) for entry in entries)
    parts = Counter((hours.ANY, part_of_day(entry)) for entry in entries)
    return _often(times)[:NAMED] or _often(parts)


def _often(times: Mapping[hours.Time, int]) -> list[str]:
    often = sorted((-count, time) for time, count in times.items() if count >= OFTEN)
    return [hours.counted(time, -minus) for minus, time in often]


def _urge_hours(entries: Sequence[Entry], find: Find) -> list[str]:
    return urge_hours([entry for entry, _exercise in measuring(entries, find, "trigger")])


class Derived(Record):
    """The words that the entries of the last weeks give, newest first; example: what they may be."""

    words: Callable[[Sequence[Entry], Find], list[str]]
    example: str
    weeks: int = WEEKS


SET_UP = ("setup.change", "setup.way")  # what was said at set-up of the change that is wanted; kept in the settings
DERIVED: Mapping[str, Derived] = {
    "insight:urge-hours": Derived(words=_urge_hours, example=hours.counted((4, 3), OFTEN)),
}
