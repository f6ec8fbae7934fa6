"""The kinds of step, each with its own rule for what is an answer."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from smartcli.errors import InvalidAnswer
from smartcli.step import Answer, Answers, Step, texts
from smartcli.words import _


class Note(Step):
    """Tells, asks nothing."""

    kind: ClassVar[str] = "note"
    asks: ClassVar[bool] = False
    text: str
    only_recalled: bool = False  # left out when there is nothing to recall


class Text(Step):
    """A few words or many. Answer: str."""

    kind: ClassVar[str] = "text"

    def parse(self, raw: object) -> Answer:
        if isinstance(raw, str):
            return raw
        raise InvalidAnswer(_("Please write a few words."))


class Lines(Step):
    """Several short texts. Answer: list of str."""

    kind: ClassVar[str] = "lines"

    @property
    def hint(self) -> str:
        return _("one a line, an empty line ends")

    def parse(self, raw: object) -> Answer:
        parts = raw.split("\n") if isinstance(raw, str) else raw
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            raise InvalidAnswer(_("Please write short lines of text."))
        return [line.strip() for part in parts for line in part.split("\n") if line.strip()] or None

    def edit(self, answer: Answer) -> str:
        return "\n".join(texts(answer))


class Scale(Step):
    """A whole number between two ends. Answer: int."""

    kind: ClassVar[str] = "scale"
    low: int = 0
    high: int = 10
    ends: tuple[str, str] | tuple[()] = ()

    @property
    def hint(self) -> str:
        if not self.ends:
            return f"{self.low}–{self.high}"
        return f"{self.low} {self.ends[0]} – {self.high} {self.ends[1]}"

    def parse(self, raw: object) -> Answer:
        number = _whole(raw)
        if number is None or not self.low <= number <= self.high:
            raise InvalidAnswer(
                _("Please give a whole number from {low} to {high}.").format(low=self.low, high=self.high)
            )
        return number


def _whole(raw: object) -> int | None:
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int):
        return raw
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)
    text = str(raw).strip() if isinstance(raw, str) else ""
    sign, digits = (-1, text[1:]) if text[:1] in {"-", "−"} else (1, text)
    return sign * int(digits) if digits.isdecimal() and len(digits) < 10 else None


class Choice(Step):
    """One of a list, or an own word where `other` is set. Answer: str."""

    kind: ClassVar[str] = "choice"
    choices: tuple[str, ...]
    other: bool = False

    @property
    def hint(self) -> str:
        return _("a number, or your own words") if self.other else _("a number")

    def parse(self, raw: object) -> Answer:
        return pick(raw, self.choices, other=self.other)

    def offering(self, own: Sequence[str]) -> Self:
        return self.but(choices=tuple(dict.fromkeys([*own, *self.choices])))


class Choices(Choice):
    """Several of a list. Answer: list of str, in the order of the list."""

    kind: ClassVar[str] = "choices"

    @property
    def hint(self) -> str:
        return _("numbers such as 1, 3, or your own words") if self.other else _("numbers such as 1, 3")

    def parse(self, raw: object) -> Answer:
        picked = [pick(part, self.choices, other=self.other) for part in parts_of(raw, self.choices)]
        known = [choice for choice in self.choices if choice in picked]
        return list(dict.fromkeys([*known, *picked])) or None


class Rank(Step):
    """A list put in order, the weightiest first. Answer: list of str."""

    kind: ClassVar[str] = "rank"
    choices: tuple[str, ...] = ()
    from_: str = ""  # the key of an earlier step whose words are put in order
    top: int = 0  # how many at the most; 0: all

    @property
    def hint(self) -> str:
        return _("numbers in your order, such as 3, 1, 2")

    def offering(self, own: Sequence[str]) -> Self:
        return self.but(choices=tuple(dict.fromkeys([*own, *self.choices])))

    def parse(self, raw: object) -> Answer:
        ranked = [pick(part, self.choices, other=False) for part in parts_of(raw, self.choices)]
        if len(set(ranked)) < len(ranked):
            raise InvalidAnswer(_("Each one can have only one place."))
        if self.top and len(ranked) > self.top:
            raise InvalidAnswer(_("Please pick {count} at the most.").format(count=self.top))
        return ranked or None


def parts_of(raw: object, choices: Sequence[str]) -> list[object]:
    """What was picked, one by one: a JSON list, or a typed line such as "1, 3"."""
    if isinstance(raw, list):
        return raw
    if not isinstance(raw, str):
        raise InvalidAnswer(_("Please pick from the list."))
    if raw.strip() in choices:
        return [raw]
    parts = [part for line in raw.split("\n") for part in line.split(",") if part.strip()]
    if len(parts) == 1 and all(word.isdecimal() for word in raw.split()):
        return [*raw.split()]
    return [*parts]


def pick(raw: object, choices: Sequence[str], *, other: bool) -> str:
    """One choice by its words (case does not matter) or its number, or own words where they are welcome."""
    text = raw.strip() if isinstance(raw, str) else ""
    for choice in choices:
        if raw == choice or (text and text == choice):
            return choice
    for choice in choices:  # own words from before may differ by case only, so the very words come first
        if text and text.casefold() == choice.casefold():
            return choice
    if text.isdecimal():
        if len(text) < 6 and 1 <= int(text) <= len(choices):
            return choices[int(text) - 1]
    elif text and other:
        return text
    if other:
        raise InvalidAnswer(_("Please give a number from 1 to {count}, or your own words.").format(count=len(choices)))
    raise InvalidAnswer(_("Please give a number from 1 to {count}.").format(count=len(choices)))


class YesNo(Step):
    """Answer: bool."""

    kind: ClassVar[str] = "yes-no"

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


class Number(Step):
    """A number, perhaps with a unit. Answer: int or float."""

    kind: ClassVar[str] = "number"
    low: float | None = None
    high: float | None = None
    unit: str = ""
    whole: bool = False

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
        return "" if answer is None else f"{answer} {self.unit}".strip()

    def edit(self, answer: Answer) -> str:
        return "" if answer is None else str(answer)


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


class Date(Step):
    """A day. Answer: "2026-12-01"."""

    kind: ClassVar[str] = "date"
    today: date | None = None

    @property
    def hint(self) -> str:
        return _("such as 2026-12-01, tomorrow, in 4 weeks")

    def on(self, today: date) -> Self:
        return self.but(today=today)

    def parse(self, raw: object) -> Answer:
        text = " ".join(raw.split()).casefold() if isinstance(raw, str) else ""
        try:
            day = date.fromisoformat(text) if text[4:5] == "-" else self._relative(text)
        except (ValueError, OverflowError):
            day = None
        if day is None:
            raise InvalidAnswer(_("Please write the day like 2026-12-01, or today, tomorrow, in 4 weeks."))
        return day.isoformat()

    def _relative(self, text: str) -> date | None:
        days = {_("today"): 0, _("tomorrow"): 1, "today": 0, "tomorrow": 1}.get(text)
        parts = text.removeprefix("in ").split()
        if days is None and text[:1] == "+" and text[1:].isdecimal():
            days = int(text[1:])
        elif days is None and len(parts) == 2 and parts[0].isdecimal():
            span = {"day": 1, "days": 1, "week": 7, "weeks": 7}.get(parts[1])
            days = None if span is None else int(parts[0]) * span
        return None if days is None or self.today is None else self.today + timedelta(days=days)


class Rows(Step):
    """A table that is filled row by row; each field is a step. Answer: list of rows, each a dict by field key."""

    @property
    def columns(self) -> tuple[Step, ...]:
        raise NotImplementedError(self.kind)

    def labels(self, answers: Answers) -> list[str] | None:
        """The things there is one row for each of, or None where the person ends the list."""
        return None

    def column_applies(self, field: Step, number: int, row: Answers) -> bool:
        """Whether a field is asked in row `number` (from 0)."""
        return True

    def ends(self, row: Mapping[str, Answer], number: int) -> bool:
        """Whether the table is full once this row is."""
        return False

    def parse(self, raw: object) -> Answer:
        if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
            raise InvalidAnswer(_("Please give a list of rows."))
        return [{field.key: field.read(row.get(field.key)) for field in self.columns} for row in raw] or None

    def show(self, answer: Answer) -> str:
        rows = answer if isinstance(answer, list) else []
        return "\n".join(self.show_row(row) for row in rows if isinstance(row, dict))

    def show_row(self, row: Mapping[str, Any]) -> str:
        shown = (field.show(row.get(field.key)) for field in self.columns)
        return " · ".join(text for text in shown if text)


class Items(Rows):
    """A small table. Skipping a row's first field ends it; rows_from: one row for each thing named there."""

    kind: ClassVar[str] = "items"
    fields: tuple[Step, ...]
    at_least: int = 0
    at_most: int = 50
    rows_from: str = ""

    @property
    def columns(self) -> tuple[Step, ...]:
        return self.fields

    def labels(self, answers: Answers) -> list[str] | None:
        return named_in(answers.get(self.rows_from)) if self.rows_from else None

    def ends(self, row: Mapping[str, Answer], number: int) -> bool:
        return not self.rows_from and number + 1 >= self.at_most


def named_in(answer: Answer) -> list[str]:
    """The things an answer names, each once: its words, or of a table the first field of each row."""
    if isinstance(answer, list) and answer and isinstance(answer[0], dict):
        first = next(iter(answer[0]), "")
        return list(dict.fromkeys(str(row[first]) for row in answer if row.get(first)))
    return list(dict.fromkeys(texts(answer)))


class Breaths(Step):
    """One round of paced breathing, timed. Answer: the seconds stayed, or None where it was enough."""

    kind: ClassVar[str] = "breaths"
    seconds: int = 60
    inhale: int = 4
    hold: int = 0
    exhale: int = 6
    says: tuple[str, ...] = ()

    @property
    def hint(self) -> str:
        return _("Enter goes on sooner")

    def parse(self, raw: object) -> Answer:
        number = _whole(raw)
        if number is None or number < 0:
            raise InvalidAnswer(_("Please give the seconds as a whole number."))
        return number

    def show(self, answer: Answer) -> str:
        return "" if answer is None else _("{seconds} seconds").format(seconds=answer)


class Pace(Rows):
    """Rounds of breathing, with a rating after each; skipping a round ends it. Answer: rows of seconds and rating."""

    kind: ClassVar[str] = "pace"
    rounds: int = 10
    seconds: int = 60
    inhale: int = 4
    hold: int = 0
    exhale: int = 6
    says: tuple[str, ...] = ()
    rate: str = ""
    most: ClassVar[int] = 60  # rounds, however often it is prolonged

    @property
    def columns(self) -> tuple[Step, ...]:
        breaths = Breaths(
            key="seconds",
            ask=self.ask,
            help=self.help,
            seconds=self.seconds,
            inhale=self.inhale,
            hold=self.hold,
            exhale=self.exhale,
            says=self.says,
        )
        rating = Scale(key="rating", ask=self.rate, measure=self.measure)
        more = YesNo(key="more", ask=_("Stay a little longer?"))
        return (breaths, rating, more) if self.rate else (breaths, more)

    def column_applies(self, field: Step, number: int, row: Answers) -> bool:
        return field.key != "more" or self.rounds <= number + 1 < self.most

    def ends(self, row: Mapping[str, Answer], number: int) -> bool:
        return number + 1 >= self.rounds and row.get("more") is not True

    def show_row(self, row: Mapping[str, Any]) -> str:
        return super().show_row({**row, "more": None})


KINDS: Mapping[str, type[Step]] = {
    kind.kind: kind for kind in (Note, Text, Lines, Scale, Choice, Choices, Rank, YesNo, Number, Date, Items, Pace)
}
