"""What is measured: scales, numbers, days, yes or no."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar, Self

from smartcli.errors import InvalidAnswer
from smartcli.exercises.step import Answer, Step, number
from smartcli.record import EMPTY
from smartcli.text.language import _

# Any day will do: relative dates only need one to count from.
A_DAY = date(2026, 1, 1)


class Scale(Step):
    """A whole number between two ends. Answer: int."""

    kind: ClassVar[str] = "scale"
    has_words: ClassVar[bool] = False
    is_measured: ClassVar[bool] = True
    is_rating: ClassVar[bool] = True
    low: int = 0
    high: int = 10
    ends: tuple[str, str] | tuple[()] = ()

    @property
    def limits(self) -> tuple[float | None, float | None]:
        return self.low, self.high

    @property
    def highest(self) -> float:
        return self.high

    @property
    def hint(self) -> str:
        if not self.ends:
            return f"{self.low}–{self.high}"
        return f"{self.low} {self.ends[0]} – {self.high} {self.ends[1]}"

    def parse(self, raw: object) -> Answer:
        number = whole(raw)
        if number is None or not self.low <= number <= self.high:
            raise InvalidAnswer(
                _("Please give a whole number from {low} to {high}.").format(low=self.low, high=self.high)
            )
        return number

    def said(self, answer: Answer, asked: Mapping[str, str] = EMPTY) -> str:
        """A number alone tells nobody whether it is high."""
        if answer is None:
            return ""
        if self.low in (0, 1):
            return _("{n} of {high}").format(n=answer, high=self.high)
        return _("{n}, from {low} to {high}").format(n=answer, low=self.low, high=self.high)

    def possible(self, wanted: Sequence[object]) -> Iterator[Answer]:
        yield from range(int(self.low), int(self.high) + 1)

    def usual(self, text: str) -> Answer:
        return self.high


def whole(raw: object) -> int | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int):
        return raw
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)
    text = str(raw).strip() if isinstance(raw, str) else ""
    sign, digits = (-1, text[1:]) if text[:1] in {"-", "−"} else (1, text)
    return sign * int(digits) if digits.isdecimal() and len(digits) < 10 else None


class YesNo(Step):
    """Answer: bool."""

    kind: ClassVar[str] = "yes-no"
    has_words: ClassVar[bool] = False
    is_measured: ClassVar[bool] = True
    is_ticked: ClassVar[bool] = True
    means: tuple[str, ...] = ()  # what no and yes say on a card
    in_crisis: bool = False  # in a table: whoever it says no of is not offered in a crisis

    @property
    def offers(self) -> tuple[str, ...]:
        return _("yes"), _("no")

    @property
    def hint(self) -> str:
        return _("y or n")

    def parse(self, raw: object) -> Answer:
        if isinstance(raw, bool):
            return raw
        text = raw.strip().casefold() if isinstance(raw, str) else ""
        if text in {"y", "yes", "1", _("yes").casefold(), _("yes")[0].casefold()}:
            return True
        if text in {"n", "no", "2", _("no").casefold(), _("no")[0].casefold()}:
            return False
        raise InvalidAnswer(_("Please answer y for yes or n for no."))

    def show(self, answer: Answer) -> str:
        return "" if answer is None else _("yes") if answer else _("no")

    def on_card(self, answer: Answer) -> str:
        """In the words for it; without some, a yes or no says nothing there."""
        return self.means[answer] if self.means and isinstance(answer, bool) else ""

    def possible(self, wanted: Sequence[object]) -> Iterator[Answer]:
        yield from (True, False)

    def usual(self, text: str) -> Answer:
        return True


class Number(Step):
    """A number, perhaps with a unit. Answer: int or float."""

    kind: ClassVar[str] = "number"
    has_words: ClassVar[bool] = False
    is_measured: ClassVar[bool] = True
    low: float | None = None
    high: float | None = None
    unit: str = ""
    unit_from: str = ""
    whole: bool = False

    @property
    def limits(self) -> tuple[float | None, float | None]:
        return self.low, self.high

    @property
    def hint(self) -> str:
        return self.unit

    def parse(self, raw: object) -> Answer:
        number = _number(raw)
        if number is None or (self.whole and not number.is_integer()):
            raise InvalidAnswer(_("Please give a whole number.") if self.whole else _("Please give a number."))
        if self.low is not None and number < self.low:
            raise InvalidAnswer(_("Please give {low} or more.").format(low=_plain(self.low)))
        if self.high is not None and number > self.high:
            raise InvalidAnswer(_("Please give {high} or less.").format(high=_plain(self.high)))
        return _plain(number)

    def show(self, answer: Answer) -> str:
        if answer is None:
            return ""
        if self.unit_from and self.unit:  # the person's own words, which need not fit behind a number
            return f"{self.unit}: {answer}"
        return f"{answer} {self.unit}".strip()

    def edit(self, answer: Answer) -> str:
        return "" if answer is None else str(answer)

    def possible(self, wanted: Sequence[object]) -> Iterator[Answer]:
        yield from (one for one in map(number, wanted) if one is not None)

    def usual(self, text: str) -> Answer:
        return next((end for end in self.limits if end is not None), 1)


def _number(raw: object) -> float | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return None
    if isinstance(raw, str) and re.search(r",\d{3}\b", raw):
        return None  # 1,500 may mean one and a half or fifteen hundred
    try:
        number = float(raw.strip().replace(",", ".") if isinstance(raw, str) else raw)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and abs(number) < 1e15 else None


def _plain(number: float) -> int | float:
    return int(number) if float(number).is_integer() else number


YEARS = range(1900, 2200)  # of a day that somebody can mean
WHEN = "when"  # the measure of a day on which something happened, which is not to come
LONGEST_AGO = 366  # days: what is looked back at is a year


class Date(Step):
    """A day. Answer: "2026-12-01"."""

    kind: ClassVar[str] = "date"
    is_measured: ClassVar[bool] = True
    is_day: ClassVar[bool] = True
    today: date | None = None

    @property
    def hint(self) -> str:
        return _("such as yesterday, 2026-11-21") if self._is_over else _("such as 2026-12-01, tomorrow, in 4 weeks")

    @property
    def _is_over(self) -> bool:
        """Whether it asks for a day that has been."""
        return self.measure == WHEN

    def on(self, today: date) -> Self:
        return self.but(today=today)

    def show(self, answer: Answer) -> str:
        """As people say it, where it is known on which day it is read."""
        if self.today is None or answer is None:
            return super().show(answer)
        from smartcli.text.days_said import said  # only where a day is shown

        return said(str(answer), self.today)

    def edit(self, answer: Answer) -> str:
        return super().show(answer)

    def parse(self, raw: object) -> Answer:
        text = " ".join(raw.split()).casefold() if isinstance(raw, str) else ""
        try:
            day = date.fromisoformat(text) if text[4:5] == "-" else self._relative(text)
        except (ValueError, OverflowError):
            day = None
        if day is None and self._is_over:
            raise InvalidAnswer(_("Please write the day like 2026-11-21, or yesterday, or today."))
        if day is None:
            raise InvalidAnswer(_("Please write the day like 2026-12-01, or today, tomorrow, in 4 weeks."))
        if day.year not in YEARS:
            raise InvalidAnswer(_("Please give a day between the years 1900 and 2199."))
        if self._is_over and self.today:
            self._check_over(day, self.today)
        return day.isoformat()

    def _check_over(self, day: date, today: date) -> None:
        if day > today:
            raise InvalidAnswer(_("That day is still to come. Please give today, or a day before it."))
        if (today - day).days > LONGEST_AGO:
            raise InvalidAnswer(_("That day is more than a year ago. Please give a day of the last year."))

    def _relative(self, text: str) -> date | None:
        names = {"yesterday": -1, _("yesterday"): -1} if self._is_over else {}
        days = {_("today"): 0, _("tomorrow"): 1, "today": 0, "tomorrow": 1, **names}.get(text)
        parts = text.removeprefix("in ").split()
        if days is None and text[:1] == "+" and text[1:].isdecimal():
            days = int(text[1:])
        elif days is None and len(parts) == 2 and parts[0].isdecimal():
            span = {"day": 1, "days": 1, "week": 7, "weeks": 7}.get(parts[1])
            days = None if span is None else int(parts[0]) * span
        return None if days is None or self.today is None else self.today + timedelta(days=days)

    def usual(self, text: str) -> Answer:
        return A_DAY.isoformat()
