"""The week ahead out of the week plan: what stands on which day, at about which hour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from smartcli.exercises.library import Library
from smartcli.exercises.step import Step, texts
from smartcli.home.clock import shifted
from smartcli.journal.entry import Entry
from smartcli.record import Record

# Where the week stands; days and parts of the day are known by their place among the choices, in any language.
EXERCISE, TABLE, DAY, PART, WHAT, WHO = "week-plan", "slots", "day", "part", "what", "with"
STAYS = 14  # days for which the plan of a week is one: then it is time to look at it again
HOURS = (9, 14, 19, 22)  # at which a part of the day is put into a calendar: a default of ours, to be moved there


class Slot(Record):
    """One thing of the week. who: names, which are private; entry and row: where it was written."""

    start: datetime  # of the clock on the wall, without a zone: it is the same hour wherever the person is
    what: str
    who: str
    entry: str
    row: int
    part: str  # of the day, as it was picked
    private: bool = False  # also without the names

    @property
    def words(self) -> str:
        return ", ".join(filter(None, [self.what, self.who]))


def week(newest_first: Iterable[Entry], library: Library, now: datetime) -> list[Slot]:
    """The newest week plan laid over the seven days from now; rows without a day or a part are left out."""
    exercise = library.find(EXERCISE)
    table = exercise.step(TABLE) if exercise else None
    entry = next((entry for entry in newest_first if entry.exercise == EXERCISE), None)
    rows = entry.answers.get(TABLE) if entry else None
    if entry is None or table is None or not isinstance(rows, list):
        return []
    numbered = [(number, row) for number, row in enumerate(rows) if isinstance(row, dict)]
    slots = (_slot(table, row, now, entry.id, number) for number, row in numbered)
    private = exercise is not None and exercise.is_private(TABLE, DAY, PART, WHAT)
    return sorted((slot.but(private=private) for slot in slots if slot), key=lambda slot: slot.start)


def repeating(newest_first: Iterable[Entry], library: Library, today: date) -> tuple[list[Slot], date | None]:
    """The newest week plan as it was laid on the day it was written, and its last day; none once that is over.

    It is the same whenever it is asked for. Each thing comes again a week later, until the last day.
    """
    entry = next((entry for entry in newest_first if entry.exercise == EXERCISE), None)
    if entry is None:
        return [], None
    began = date.fromisoformat(entry.day)
    last = shifted(began, STAYS - 1)
    if last < today or last == date.max:
        return [], None
    return week([entry], library, datetime.combine(began, time.min)), last


def without_private(slots: Iterable[Slot]) -> list[Slot]:
    """The same without names, and without what is private beside them."""
    return [slot.but(who="") for slot in slots if not slot.private]


def _slot(table: Step, row: Mapping[str, Any], now: datetime, entry: str, number: int) -> Slot | None:
    day, part = _place(table, row, DAY, 7), _place(table, row, PART, len(HOURS))
    what = ", ".join(texts(row.get(WHAT)))
    if day is None or part is None or not what.strip():
        return None
    on_the_wall = now.replace(tzinfo=None)
    ahead = timedelta(days=(day - on_the_wall.weekday()) % 7)
    start = datetime.combine(on_the_wall.date() + ahead, time(HOURS[part]))
    if start < on_the_wall:
        start += timedelta(days=7)
    return Slot(start=start, what=what, who=", ".join(texts(row.get(WHO))), entry=entry, row=number, part=row[PART])


def _place(table: Step, row: Mapping[str, Any], key: str, count: int) -> int | None:
    """The place of an answer among the choices of its field, where there are as many as they have to be."""
    column = table.column(key)
    choices = column.choices if column else ()
    return choices.index(row[key]) if len(choices) == count and row.get(key) in choices else None
