"""Days and times as other programs and spreadsheets write them. What may mean two days is never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import Enum

from smartcli.errors import SmartError
from smartcli.text.language import _

YEARS = range(1900, 2200)  # of a day that somebody can mean
LONGEST = 80  # characters of a day with its time


class DayOrder(Enum):
    """Which number comes first in 03/04/2024. Its value is what is typed."""

    DAY = "day-first"
    MONTH = "month-first"


class EitherOrder(SmartError):
    """All days can be read in both orders, and mean other days in each."""

    def __init__(self) -> None:
        said = _("Its days can be read in two ways: 03/04 may be the 3rd of April or the 4th of March.")
        super().__init__(said, so=_("Nothing was imported."), next="smartcli import --help", code=2)


_BIG_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d])")
_SMALL_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?![\d])")
_TIME = re.compile(
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?\s*(?:([ap])\.?\s?m\.?)?(?![\w:])", re.IGNORECASE
)
_OFFSET = re.compile(r"\s*(Z|[+-]\d{2}:?\d{2})$")
_BLANKS = re.compile(r"[\s\u202f\u00a0,T]+")


class DayText:
    """A text that begins with a day. first, second: the two numbers that may be day and month; rest: what follows."""

    def __init__(self, text: str) -> None:
        """ValueError: it begins with no day."""
        text = text.strip() if len(text) <= LONGEST else ""
        if found := _BIG_FIRST.match(text):
            self._year, self.first, self.second, self.is_open = int(found[1]), int(found[4]), int(found[3]), False
        elif found := _SMALL_FIRST.match(text):
            # With dots the day comes first wherever people write so.
            self._year, self.first, self.second = int(found[4]), int(found[1]), int(found[3])
            self.is_open = found[2] != "."
        else:
            raise ValueError("it begins with no day")
        self.rest = text[found.end() :]

    def day(self, order: DayOrder) -> date:
        """ValueError: there is no such day."""
        swapped = self.is_open and order is DayOrder.MONTH
        day, month = (self.second, self.first) if swapped else (self.first, self.second)
        found = date(self._year, month, day)
        if found.year not in YEARS:
            raise ValueError("a year that nobody means")
        return found


def order_of(texts: Iterable[str], typed: DayOrder | None = None) -> DayOrder:
    """The one order in which these days can be read. EitherOrder: both fit. typed: what the person said.

    Texts that begin with no day do not count; where all mean the same day in both, either will do.
    """
    if typed:
        return typed
    is_day = is_month = differs = False
    for text in texts:
        try:
            found = DayText(text)
        except ValueError:
            continue
        if found.is_open:
            is_day |= found.first > 12
            is_month |= found.second > 12
            differs |= found.first != found.second
    if is_day is is_month and differs:
        raise EitherOrder
    return DayOrder.MONTH if is_month else DayOrder.DAY


def time_in(text: str) -> time | None:
    """A time of day, in 12 or 24 hours; None = there is none that can be read."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, half = int(found[1]), (found[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(found[2]), int(found[3] or 0))
    except ValueError:
        return None


def moment_in(text: str, order: DayOrder) -> tuple[date, datetime | None]:
    """The day that a text begins with, and the moment where a time follows: naive, or aware with an offset behind it.

    ValueError: it begins with no day, or what follows is no time.
    """
    found = DayText(text)
    day, rest = found.day(order), _BLANKS.sub(" ", found.rest).strip()
    if not rest:
        return day, None
    offset = _OFFSET.search(rest)
    at = time_in(rest[: offset.start()] if offset else rest)
    if at is None:
        raise ValueError("what follows the day is no time")
    moment = datetime.combine(day, at)
    if offset:
        zone = "+00:00" if offset[1] == "Z" else offset[1]
        moment = datetime.fromisoformat(moment.isoformat() + zone)
    return day, moment


def is_to_come(day: date, moment: datetime | None, now: datetime, today: date) -> bool:
    """Whether nobody can have written it yet. What has no zone may be of one that is a day ahead."""
    if moment is not None and moment.tzinfo is not None:
        return moment > now + timedelta(minutes=5)  # clocks differ
    return day > max(today, now.date())
