"""A row an entry: when it was, then a cell for each question. It is read twice, since the columns come first."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from smartcli.exchange.report import Report
from smartcli.exchange.tables.cells import in_quotes
from smartcli.exchange.tables.headings import ABOUT, DAY, WEEK, Answered, Heading, name_of, values
from smartcli.journal.entry import Entry
from smartcli.journal.happened import day_and_time, part_of_day

END = "\r\n"


def render(report: Report) -> Iterator[bytes]:
    """UTF-8 with its mark; texts in quotes, numbers as they are, and what was not answered is nothing."""
    seen = Answered(report)
    for entry in report.entries:
        seen.note(entry)
    headings = seen.headings()
    yield codecs.BOM_UTF8 + _line([*(about.name for about in ABOUT), *map(name_of, headings)])
    places = {heading: len(ABOUT) + number for number, heading in enumerate(headings)}
    for entry in report.entries:
        yield _row(report, entry, places)


def _line(cells: Sequence[object]) -> bytes:
    return (",".join(map(in_quotes, cells)) + END).encode()


def _row(report: Report, entry: Entry, places: dict[Heading, int]) -> bytes:
    cells: list[object] = [None] * (len(ABOUT) + len(places))
    cells[: len(ABOUT)] = about(report, entry)
    for path, value in values(report.answers(entry)):
        if place := places.get((entry.exercise, path)):
            cells[place] = value
    return _line(cells)


def about(report: Report, entry: Entry) -> list[object]:
    """The cells in the order of ABOUT."""
    when = day_and_time(entry)[len(entry.day) :].strip()
    time = when if when[:1].isdigit() else ""
    part = part_of_day(entry)
    return [
        entry.id,
        entry.day,
        time,
        _weekday(entry.day),
        "" if part is None else DAY[part],
        entry.at,
        entry.exercise,
        report.title(entry),
        entry.version,
    ]


@lru_cache(maxsize=64)
def _weekday(day: str) -> str:
    try:
        return WEEK[date.fromisoformat(day).weekday()]
    except ValueError:  # no line of a journal has such a day
        return ""
