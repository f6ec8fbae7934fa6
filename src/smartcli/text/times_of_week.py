"""The times of the week as they are said: a part of the day, on one day of the week or on any."""

from __future__ import annotations

from smartcli.text.language import _

# The hour each part of the day ends at, how it is said of a day, and of many.
PARTS = (
    (5, _("at night"), _("Nights")),
    (12, _("in the morning"), _("Mornings")),
    (18, _("in the afternoon"), _("Afternoons")),
    (24, _("in the evening"), _("Evenings")),
)
DAYS = (
    _("Mondays"), _("Tuesdays"), _("Wednesdays"), _("Thursdays"), _("Fridays"), _("Saturdays"), _("Sundays"),
)  # fmt: skip
ANY = -1  # in the place of a day

Time = tuple[int, int]  # a day from 0, which is Monday, or ANY; the place of a part among PARTS


def part_at(hour: int) -> int:
    """Which of the PARTS an hour of the day belongs to."""
    return next(number for number, (until, *_names) in enumerate(PARTS) if hour < until)


def said(time: Time) -> str:
    """Fridays in the evening; of any day, Evenings."""
    day, part = time
    return PARTS[part][2] if day == ANY else _("{days} {part}").format(days=DAYS[day], part=PARTS[part][1])


def counted(time: Time, count: int) -> str:
    """Fridays in the evening (4)."""
    return _("{time} ({count})").format(time=said(time), count=count)


def named(words: str) -> Time | None:
    """The time that words begin with as it is said; None where they begin with something else."""
    every = [(day, part) for day in (ANY, *range(len(DAYS))) for part in range(len(PARTS))]
    return next((time for time in every if words.startswith(said(time))), None)
