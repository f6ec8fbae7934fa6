"""Days as people say them: today, yesterday evening, Saturday 21 November. Files, lists and JSON keep 2026-11-21.

`today` is the person's own day, which ends at an hour that they chose: `settings().day(now)`. The day of an entry is
one already, so what was written at two in the night is said of the evening before.
"""

from __future__ import annotations

from datetime import date, datetime

from smartcli.text.language import Later, _
from smartcli.text.months import MONTHS
from smartcli.text.times_of_week import PARTS, part_at

WEEKDAYS = (
    Later("Monday"), Later("Tuesday"), Later("Wednesday"), Later("Thursday"), Later("Friday"), Later("Saturday"),
    Later("Sunday"),
)  # fmt: skip
SHORT = (
    Later("Mon"), Later("Tue"), Later("Wed"), Later("Thu"), Later("Fri"), Later("Sat"), Later("Sun"),
)  # fmt: skip
NEAR = {-1: Later("yesterday"), 0: Later("today"), 1: Later("tomorrow")}
# The parts of a day, as in `times_of_week.PARTS`, then what is left of its night after midnight.
TODAY = (
    Later("early this morning"), Later("this morning"), Later("this afternoon"), Later("this evening"),
    Later("tonight"),
)  # fmt: skip
YESTERDAY = (
    Later("yesterday, early in the morning"), Later("yesterday morning"), Later("yesterday afternoon"),
    Later("yesterday evening"), Later("last night"),
)  # fmt: skip
AFTER_MIDNIGHT = 4


def said(day: date | str, today: date) -> str:
    """A day by its name: today, yesterday, tomorrow, Saturday 21 November; the year where it is another.

    day: also as it stands in a file, 2026-11-21. What is no day there is given back as it is.
    """
    there = _read(day)
    return str(day) if there is None else _near(there, today) or _by_date(there, today)


def on(day: date | str, today: date) -> str:
    """The same within a sentence, as when something was: yesterday, on Saturday 21 November."""
    there = _read(day)
    if there is None:
        return _on(str(day))
    return _near(there, today) or _on(_by_date(there, today))


def moment(day: date | str, at: datetime | str, today: date) -> str:
    """When on that day, within a sentence: this morning, yesterday evening; of days further away, the day alone.

    at: the moment by the person's own clock, whose day of the calendar may be the next one.
    """
    there, when = _read(day), _moment(at)
    parts = {0: TODAY, 1: YESTERDAY}.get((today - there).days) if there else None
    if there is None or when is None or parts is None:
        return on(day, today)
    return str(parts[AFTER_MIDNIGHT if when.date() > there else part_at(when.hour)])


def part_of(day: date | str, part: int, today: date) -> str:
    """Which part of that day, within a sentence: yesterday evening, on Saturday 21 November in the evening.

    part: its place among the PARTS of times_of_week.
    """
    there = _read(day)
    if there is not None and (parts := {0: TODAY, 1: YESTERDAY}.get((today - there).days)):
        return str(parts[part])
    return _("{day} {part}").format(day=on(day, today), part=PARTS[part][1])


def began(words: str) -> str:
    """What was said, where it begins a sentence or a line."""
    return words[:1].upper() + words[1:]


def in_full(day: str) -> str:
    """Saturday 21 November 2026, of a day as it stands in a file: for paper, which is read years later."""
    there = _read(day)
    return day if there is None else _by_date(there, date.min)


def weekday(day: str) -> str:
    """Monday, of a day as it stands in a file."""
    return str(WEEKDAYS[date.fromisoformat(day).weekday()])


def short(day: str) -> str:
    """Mon, for under a chart."""
    return str(SHORT[date.fromisoformat(day).weekday()])


def _near(day: date, today: date) -> str:
    near = NEAR.get((day - today).days)
    return "" if near is None else str(near)


def _by_date(day: date, today: date) -> str:
    shown = _("{weekday} {day} {month}") if day.year == today.year else _("{weekday} {day} {month} {year}")
    return shown.format(weekday=WEEKDAYS[day.weekday()], day=day.day, month=MONTHS[day.month - 1], year=day.year)


def _on(words: str) -> str:
    return _("on {day}").format(day=words)


def _read(day: date | str) -> date | None:
    if isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def _moment(at: datetime | str) -> datetime | None:
    if isinstance(at, datetime):
        return at
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return None
