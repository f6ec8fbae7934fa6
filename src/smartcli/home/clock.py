"""The time as this computer tells it, in the person's zone; and days that do not run off the calendar's end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


def local(moment: datetime | None = None) -> datetime:
    """This moment (without one, now) with the offset of the person's zone.

    A zone that no place on earth has (TZ=UTC+25, offsets of a day and more) cannot be told: then it is UTC.
    """
    try:
        return (datetime.now() if moment is None else moment).astimezone()  # noqa: DTZ005  its zone comes with it
    except (ValueError, OverflowError):
        return datetime.now(UTC) if moment is None else moment.replace(tzinfo=moment.tzinfo or UTC)


def shifted(day: date, days: int) -> date:
    """So many days later or earlier; the first or last day there is, where there are none left."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def is_day(text: str) -> bool:
    """Whether this is a day as it is written down: 2026-11-21."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
