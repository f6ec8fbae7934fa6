"""A row an entry: when it was, then a cell for each question.

The columns come first, and are known last. So the entries are gone through twice, unless they are few enough for their
rows to be held meanwhile.
"""

from __future__ import annotations

import codecs
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain, islice

from smartcli.exchange.report import Report
from smartcli.exchange.tables.alike import LOOKS, Cells, look_of
from smartcli.exchange.tables.cells import in_quotes
from smartcli.exchange.tables.headings import ABOUT, DAY, WEEK, Heading, in_order, name_of, values
from smartcli.home.clock import is_day
from smartcli.journal.entry import Entry
from smartcli.journal.happened import NIGHT, day_and_time, part_of_day
from smartcli.text.times_of_week import part_at

END = "\r\n"
HELD = 24 << 20  # about so many bytes of rows are held at most
OF_A_ROW = 300  # that the objects of a row take beside its texts
SOME = 100  # rows that are put together at once


class Shape:
    """What entries of an exercise have in common that answer the same questions in the same version."""

    def __init__(self, exercise: str, version: int, paths: tuple[str, ...]) -> None:
        self.exercise, self.version, self.paths = exercise, version, paths


_PARTS = {f"{hour:02}": DAY[part_at(hour)] for hour in range(24)}

Cell = str  # as it stands in a line of CSV
Row = tuple[Shape, tuple[Cell, ...]]  # all that stands before the exercise, in one; then a cell for each path
Look = tuple[re.Pattern[bytes], Shape]


class EntryRows:
    """The rows of the entries, made when they are first gone through; beyond a bound, again when they are wanted."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = entries
        self._shapes: dict[tuple[str, int, tuple[str, ...]], Shape] = {}
        self._looks: dict[str, list[Look]] = {}
        self._cells = Cells()
        self._rows: list[Row] | None = None
        held: list[Row] = []
        room = HELD
        rows = self._each()
        while some := [*islice(rows, SOME)]:
            held += some
            room -= OF_A_ROW * len(some) + sum(map(len, chain.from_iterable(cells for _shape, cells in some)))
            if room < 0:
                held.clear()
                deque(rows, 0)
                return
        self._rows = held

    @property
    def shapes(self) -> Iterable[Shape]:
        return self._shapes.values()

    def __iter__(self) -> Iterator[Row]:
        return self._each() if self._rows is None else iter(self._rows)

    def _each(self) -> Iterator[Row]:
        looks, cell, days = self._looks, self._cells.__getitem__, set[str]()
        for entry in self._entries:
            if line := entry.line:
                for look, shape in looks.get(entry.exercise, ()):
                    if found := look.fullmatch(line):
                        written, *answers = found.groups()
                        at = written.decode("ascii")
                        if (day := at[:10]) not in days:
                            if not is_day(day):
                                continue
                            days.add(day)
                        yield shape, (_about(entry.id, entry.day, at), *map(cell, answers))
                        break
                else:
                    yield self._read(entry, line)
            else:
                yield self._read(entry, line)

    def _read(self, entry: Entry, line: bytes | None) -> Row:
        """The row of one that looks like none before it."""
        answers = dict(values(entry.answers.items()))
        paths = tuple(answers)
        shape = self._shapes.setdefault(
            (entry.exercise, entry.version, paths), Shape(entry.exercise, entry.version, paths)
        )
        looks = self._looks.setdefault(entry.exercise, [])
        if line and len(looks) < LOOKS and is_day(entry.at[:10]) and (look := look_of(line, entry.answers)):
            looks += [(look, shape)] if (look, shape) not in looks else []
        return shape, (_about_any(entry), *map(in_quotes, answers.values()))


def render(report: Report, gathered: EntryRows | None = None) -> Iterator[bytes]:
    """UTF-8 with its mark; texts in quotes, numbers as they are, and what was not answered is nothing.

    gathered: of the entries of the report, where they were gone through already.
    """
    gathered = gathered or EntryRows(report.entries)
    found = {(shape.exercise, path) for shape in gathered.shapes for path in shape.paths}
    headings = in_order(report, (heading for heading in found if not report.is_private(*heading)))
    yield codecs.BOM_UTF8 + _line([*(about.name for about in ABOUT), *map(name_of, headings)])
    places = {heading: number for number, heading in enumerate(headings)}
    layouts: dict[Shape, Callable[[tuple[Cell, ...]], str]] = {}
    rows = iter(gathered)
    while some := [*islice(rows, SOME)]:
        for shape in {shape for shape, _cells in some} - layouts.keys():
            layouts[shape] = _layout(report, shape, places)
        yield "".join([layouts[shape](cells) for shape, cells in some]).encode()


def _line(cells: Sequence[object]) -> bytes:
    return (",".join(map(in_quotes, cells)) + END).encode()


def _layout(report: Report, shape: Shape, places: dict[Heading, int]) -> Callable[[tuple[Cell, ...]], str]:
    """How the cells of a row are put together: which of them, in which order, and how many commas before each."""
    title = report.titles.get(shape.exercise, shape.exercise)
    named = ",".join(map(in_quotes, (shape.exercise, title, shape.version)))
    there = ((places.get((shape.exercise, path)), number) for number, path in enumerate(shape.paths, 1))
    order = sorted((place, number) for place, number in there if place is not None)
    form, before = "%s," + named.replace("%", "%%"), -1
    for place, _number in order:
        form += "," * (place - before) + "%s"
        before = place
    form += "," * (len(places) - 1 - before) + END
    numbers = [0, *(number for _place, number in order)]
    if numbers == [*range(len(shape.paths) + 1)]:
        return form.__mod__
    return lambda cells: form % tuple([cells[number] for number in numbers])


def _about_any(entry: Entry) -> str:
    """What stands before the exercise, in the order of ABOUT."""
    when = day_and_time(entry)[len(entry.day) :].strip()
    time = when if when[:1].isdigit() else ""
    part = part_of_day(entry)
    named = "" if part is None else DAY[part]
    return ",".join(map(in_quotes, (entry.id, entry.day, time, _weekday(entry.day), named, entry.at)))


def _about(id: str, day: str, at: str) -> str:
    """The same of an entry that was written when it was."""
    part = DAY[NIGHT] if at[:10] > day else _PARTS[at[11:13]]
    return f'"{id}","{day}","{at[11:16]}","{_weekday(day)}","{part}","{at}"'


@lru_cache(maxsize=64)
def _weekday(day: str) -> str:
    try:
        return WEEK[date.fromisoformat(day).weekday()]
    except ValueError:  # no line of a journal has such a day
        return ""
