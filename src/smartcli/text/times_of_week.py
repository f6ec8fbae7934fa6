"""The times of the week as they are said: a part of the day, on one day of the week or on any."""

from __future__ import annotations

from smartcli.text.language import Later, _

# The hour each part of the day ends at, how it is said of a day, and of many.
PARTS = (
    (5, Later("at night"), Later("Nights")),
    (12, Later("in the morning"), Later("Mornings")),
    (18, Later("in the afternoon"), Later("Afternoons")),
    (24, Later("in the evening"), Later("Evenings")),
)
DAYS = (
    Later("Mondays"), Later("Tuesdays"), Later("Wednesdays"), Later("Thursdays"),
    Later("Fridays"), Later("Saturdays"), Later("Sundays"),
)  # fmt: skip
_BY_HOUR = [sum(hour >= until for until, *_names in PARTS) for hour in range(24)]
ANY = -1  # in the place of a day

Time = tuple[int, int]  # a day from 0, which is Monday, or ANY; the place of a part among PARTS


def part_at(hour: int) -> int:
    """Which of the PARTS an hour of the day belongs to."""
    return _BY_HOUR[hour]


def said(time: Time) -> str:
    """Fridays in the evening; of any day, Evenings."""
    day, part = time
    return str(PARTS[part][2]) if day == ANY else _("{days} {part}").format(days=DAYS[day], part=PARTS[part][1])


class TimeSaid(str):
    """A time of the week in words, which still knows the time: nobody has to read it out of them."""

    time: Time


def counted(time: Time, count: int) -> TimeSaid:
    """Fridays in the evening (4)."""
    words = TimeSaid(_("{time} ({count})").format(time=said(time), count=count))
    words.time = time
    return words


def named(words: str) -> Time | None:
    """The time that a person's own words begin with, as it is said in their language or in ours; None without one."""
    every = [(day, part) for day in (ANY, *range(len(DAYS))) for part in range(len(PARTS))]
    return next((time for time in every if words.startswith((said(time), _in_english(time)))), None)


def _in_english(time: Time) -> str:
    day, part = time
    return PARTS[part][2].plain if day == ANY else f"{DAYS[day].plain} {PARTS[part][1].plain}"
