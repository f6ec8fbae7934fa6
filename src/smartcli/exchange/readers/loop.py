"""Loop Habit Tracker: the zip of its CSV export. An entry a day, which names each habit with what was marked.

Newer versions mark in words, older ones in numbers. Each habit has a folder with a table of its own; the table of all
habits beside them is wrong in some versions, so it is only looked at to count where it says otherwise.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from enum import Enum
from fractions import Fraction
from pathlib import PurePosixPath

from smartcli.errors import SmartError
from smartcli.exchange.readers.brought import Brought, Hints, Omitted, Reading, not_of
from smartcli.exchange.readers.given import GivenFile
from smartcli.exchange.readers.table_text import table_in
from smartcli.exercises.step import Answer
from smartcli.record import Record
from smartcli.text.language import Later, _, ngettext

TITLE = "Loop Habit Tracker"
LOOKS = Later("This looks like an export of Loop Habit Tracker.")
HABITS, MARKS = "Habits.csv", "Checkmarks.csv"
_FOLDER = re.compile(r"(\d+) (.*)")
# Version 2.0 wrote its inside into a cell, with a comma in it.
_INSIDE = re.compile(r"Entry\([^\n]{0,100}?value=(-?\d{1,12})\)")
_THOUSANDTHS = 1000


class HabitMark(Enum):
    """What stands at a day: in words, or as the number of older versions."""

    UNKNOWN = ("UNKNOWN", "-1")
    NO = ("NO", "0")
    YES_AUTO = ("YES_AUTO", "1")
    YES = ("YES_MANUAL", "2")
    SKIP = ("SKIP", "3")


class Habit(Record):
    """name: as the person called it. is_measured: it has an amount, and not only yes or no; None = nothing says so."""

    name: str
    is_measured: bool | None = None
    unit: str = ""


class Marked(Record):
    """What a habit's table says of a day. mark: None = an amount. raw: as it stands there."""

    mark: HabitMark | None
    raw: str
    note: str = ""

    @property
    def is_said(self) -> bool:
        return self.mark not in (HabitMark.UNKNOWN, HabitMark.YES_AUTO)

    @property
    def is_old_no(self) -> bool:
        return self.mark is HabitMark.NO and self.raw == HabitMark.NO.value[1]


def is_it(given: GivenFile) -> bool:
    names = {PurePosixPath(name).name for name in given.names}
    return HABITS in names or MARKS in names


def read(given: GivenFile, wanted: Hints) -> Reading:  # noqa: ARG001  what a spreadsheet has to be told
    """SmartError: it is no such zip."""
    if not given.is_zip:
        raise not_of(TITLE)
    files = {name: GivenFile(raw).text or "" for name, raw in given.packed.reads(_is_wanted).items()}
    around = _around(files)
    habits = _habits(files.get(f"{around}{HABITS}", ""))
    reading = Reading()
    tables = _of_folders(files, around, habits, reading)
    of_all = _of_all(files.get(f"{around}{MARKS}", ""), habits, reading)
    if not tables and not of_all:
        raise not_of(TITLE)
    reading.notes += _differing(tables, of_all)
    _take_days(tables or of_all, habits, reading)
    return reading


def _is_wanted(name: str) -> bool:
    return PurePosixPath(name).name in (HABITS, MARKS)


def _around(files: Mapping[str, str]) -> str:
    """The folder in which all of it lies, where somebody has packed it again: with a / at its end."""
    tops = [name for name in files if PurePosixPath(name).name == HABITS]
    return min(tops, key=len, default=HABITS).removesuffix(HABITS)


def _habits(text: str) -> dict[int, Habit]:
    """By their positions, which begin the names of their folders."""
    if not text.strip():
        return {}
    found: dict[int, Habit] = {}
    with suppress(SmartError):
        for place, row in enumerate(table_in(text, ",").rows, 1):
            position = row.get("Position", "").strip()
            kind = row.get("Type", "").strip().upper()
            found[int(position) if position.isdecimal() and len(position) < 9 else place] = Habit(
                name=row.get("Name", "").strip(),
                is_measured=kind in {"NUMERICAL", "1"} if kind else None,
                unit=row.get("Unit", "").strip(),
            )
    return found


Marks = dict[str, dict[date, Marked]]  # by the names of the habits


def _of_folders(files: Mapping[str, str], around: str, habits: Mapping[int, Habit], reading: Reading) -> Marks:
    found: Marks = {}
    for name, text in files.items():
        parts = PurePosixPath(name.removeprefix(around)).parts
        if len(parts) != 2 or parts[1] != MARKS:
            continue
        numbered = _FOLDER.fullmatch(parts[0])
        number = int(numbered[1]) if numbered and len(numbered[1]) < 9 else 0
        known = habits.get(number) or Habit(name=numbered[2] if numbered else parts[0])
        marks = found.setdefault(known.name or parts[0], {})
        for row in _rows(text):
            if len(row) > 1:
                _take_mark(marks, row[0], row[1], row[2] if len(row) > 2 else "", known, reading)
    return found


def _of_all(text: str, habits: Mapping[int, Habit], reading: Reading) -> Marks:
    """The table of all habits: the same marks, a column a habit."""
    rows = _rows(text)
    if not rows:
        return {}
    by_name = {one.name: one for one in habits.values()}
    names = [name.strip() for name in rows[0][1:]]
    found: Marks = {name: {} for name in names if name}
    counted = Reading() if habits else reading  # what is odd here was counted in the habits' own
    for row in rows[1:]:
        for name, cell in zip(names, row[1:], strict=False):
            if name:
                _take_mark(found[name], row[0], cell, "", by_name.get(name) or Habit(name=name), counted)
    return found


def _rows(text: str) -> list[list[str]]:
    try:
        return [row for row in csv.reader(io.StringIO(_INSIDE.sub(r"\1", text), newline="")) if row]
    except csv.Error:
        return []


def _take_mark(marks: dict[date, Marked], day: str, cell: str, note: str, habit: Habit, reading: Reading) -> None:
    raw = cell.strip()
    if not raw or day.strip().casefold() == "date":
        return
    try:
        on = date.fromisoformat(day.strip())
    except ValueError:
        reading.leave(Omitted.NO_DAY)
        return
    mark = _mark(raw, habit)
    if mark is None and (habit.is_measured is False or _amount(raw) is None):
        reading.leave(Omitted.ODD)
        return
    marks[on] = Marked(mark=mark, raw=raw, note=note.strip())


def _mark(raw: str, habit: Habit) -> HabitMark | None:
    """None: it is an amount, or nothing that is known. Of what is measured only two numbers are marks."""
    numbers = (HabitMark.UNKNOWN, HabitMark.SKIP) if habit.is_measured else tuple(HabitMark)
    return next((one for one in HabitMark if raw == one.value[0] or (one in numbers and raw == one.value[1])), None)


def _amount(raw: str) -> Fraction | None:
    return Fraction(int(raw), _THOUSANDTHS) if re.fullmatch(r"\d{1,12}", raw) else None


def _differing(tables: Marks, of_all: Marks) -> Iterator[str]:
    """How often the table of all says otherwise than the habits' own."""
    n = sum(
        _as_known(other) != _as_known(tables[name][day])
        for name, days in of_all.items()
        for day, other in days.items()
        if name in tables and day in tables[name]
    )
    if n:
        text = ngettext(
            "In {n} place the table of all habits says otherwise than the habit's own table. Its own was taken.",
            "In {n} places the table of all habits says otherwise than the habit's own table. Its own was taken.",
            n,
        )
        yield text.format(n=n)


def _as_known(one: Marked) -> object:
    return one.mark or one.raw


def _take_days(marks: Marks, habits: Mapping[int, Habit], reading: Reading) -> None:
    known = {one.name: one for one in habits.values()}
    for day in sorted({day for days in marks.values() for day in days}):
        here = {name: days[day] for name, days in marks.items() if day in days}
        said = {name: one for name, one in here.items() if one.is_said}
        for one in here.values():
            if not one.is_said:
                reading.leave(Omitted.UNKNOWN if one.mark is HabitMark.UNKNOWN else Omitted.BY_ITSELF)
        notes = {name: one.note for name, one in here.items() if one.note}
        if said and not notes and all(one.is_old_no for one in said.values()):
            reading.leave(Omitted.ONLY_NO)
        elif said or notes:
            reading.take(_entry(day, said, notes, known))


def _entry(day: date, said: Mapping[str, Marked], notes: Mapping[str, str], known: Mapping[str, Habit]) -> Brought:
    fields = {name: _value(one) for name, one in said.items()}
    lines = [f"{name}: {_in_words(one, known.get(name))}" for name, one in said.items()]
    text = "\n".join(f"{name}: {note}" for name, note in notes.items())
    answers: dict[str, Answer] = ({"habits": lines} if lines else {}) | ({"text": text} if text else {})
    identity = "\n".join(f"{name}={one.mark.name if one.mark else one.raw}" for name, one in sorted(said.items()))
    return Brought(
        day=day,
        fields=fields | ({"notes": text} if text else {}),
        answers=answers,
        asked={"habits": TITLE, "text": f"{TITLE}: notes"},
        identity=f"{identity}\n{text}",
    )


def _value(one: Marked) -> str:
    """For a mapping: yes, no, or the amount; nothing where it was skipped."""
    if one.mark is None:
        return _plain(one.raw)
    return {HabitMark.YES: "yes", HabitMark.NO: "no"}.get(one.mark, "")


def _in_words(one: Marked, habit: Habit | None) -> str:
    if one.mark is None:
        return f"{_plain(one.raw)} {habit.unit if habit else ''}".strip()
    return {HabitMark.YES: _("yes"), HabitMark.NO: _("no"), HabitMark.SKIP: _("skipped")}.get(one.mark, one.raw)


def _plain(raw: str) -> str:
    amount = _amount(raw) or Fraction()
    return str(int(amount)) if amount.denominator == 1 else f"{float(amount):g}"
