"""Weeks as lines: one mark a day under the name of its week, since a line of weekly averages would hide the gaps.

Three kinds of nothing: blank is before the first entry or ahead, a dot is not written, the lowest mark is zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from smartcli.text.language import _, ngettext
from smartcli.text.numbers import as_written
from smartcli.text.pictures import writing
from smartcli.text.pictures.shapes import Weeks
from smartcli.text.pictures.signs import Signs
from smartcli.text.pictures.writing import ENOUGH
from smartcli.text.week_begins import week_of
from smartcli.text.wrapping import wide

A_ROW = (12, 6, 4, 3, 2, 1)  # weeks: the first that have room, so that twelve are cut into even rows
DAYS = 7
KEY = 2  # lines at most, beneath what is drawn in short
BEFORE, NOTHING, WRITTEN = "before", "nothing", "written"


def drawn(it: Weeks, room: int, signs: Signs) -> list[str]:
    """room: columns. A row of weeks in which nothing stands is not drawn; between others, a sentence says so."""
    starts = writing.weeks(it.first, it.last, it.begins)
    titles = [_("week"), _("days"), _("avg")]
    cell = max(DAYS, *(wide(text) for start in starts for text in (_average(it, start), writing.day(start))))
    most = most_weeks(titles, cell, room)
    found = _title(it, room)
    for row in _rows(it, starts, most):
        found.append("")
        if row and all(_kind(it, start) != WRITTEN for start in row):
            words = _("Nothing is written from {first} to {last}.")
            last = row[-1] + timedelta(days=DAYS - 1)
            found += writing.lines(words.format(first=writing.day(row[0]), last=writing.day(last)), room)
        else:
            found += in_cells(titles, _cells(it, row, signs), cell)
    return [*found, "", *writing.in_a_row(_key(it, signs), room)]


def brief(it: Weeks, room: int, signs: Signs) -> list[str]:
    """The last weeks alone, as many as stand beside each other, and in short what they are of."""
    starts = writing.weeks(it.first, it.last, it.begins)
    titles = [_("week"), _("days"), _("avg")]
    most = most_weeks(titles, DAYS, room)
    lines = in_cells(titles, _cells(it, starts[-most:], signs), DAYS)
    return [*lines, *writing.in_a_row([it.title, *_brief_key(it, lines, signs)], room)[:KEY]]


def _brief_key(it: Weeks, lines: Sequence[str], signs: Signs) -> Iterator[str]:
    """Of the signs that stand there."""
    _head, days, averages = lines
    if signs.levels.isalnum() and signs.levels[-1] in days:
        yield _("{sign} is {value}").format(sign=signs.levels[-1], value=as_written(it.high))
    if signs.gap in days:
        yield _("{gap} nothing written").format(gap=signs.gap)
    if "-" in averages:
        yield _("- too few days")


def most_weeks(titles: Sequence[str], cell: int, room: int) -> int:
    """How many weeks have room beside each other, behind titles of lines."""
    label = max(map(wide, titles)) + 2
    return next((count for count in A_ROW if label + count * (cell + 1) - 1 <= room), 1)


def in_cells(titles: Sequence[str], lines: Sequence[Sequence[str]], cell: int) -> list[str]:
    """Lines of cells, one below the other, each behind its title."""
    label = max(map(wide, titles)) + 2
    rows = (" ".join(writing.fitted(word, cell) for word in line) for line in lines)
    return [(writing.fitted(title, label) + row).rstrip() for title, row in zip(titles, rows, strict=True)]


def _cells(it: Weeks, row: Sequence[date], signs: Signs) -> tuple[list[str], ...]:
    return (
        [writing.day(start) for start in row],
        ["".join(_mark(it, start + timedelta(days=number), signs) for number in range(DAYS)) for start in row],
        [_average(it, start) for start in row],
    )


def _title(it: Weeks, room: int) -> list[str]:
    scale = _scale(it)
    whole = _("{scale} Average of the week (days).").format(scale=scale)
    if wide(whole) <= room:
        return [whole]
    return [*writing.lines(scale, room), *writing.lines(_("Average of the week (days written)."), room)]


def _scale(it: Weeks) -> str:
    """The title, which says the scale."""
    return _("{title}.").format(title=it.title.rstrip("."))


def _rows(it: Weeks, starts: Sequence[date], most: int) -> Iterator[Sequence[date]]:
    """The rows that are drawn; rows between others in which nothing stands come as one."""
    rows = [starts[place : place + most] for place in range(0, len(starts), most)]
    kinds = [any(_kind(it, start) == WRITTEN for start in row) for row in rows]
    if not any(kinds):
        return
    there = [place for place, is_written in enumerate(kinds) if is_written]
    inner = range(there[0], there[-1] + 1)
    for is_written, places in groupby(inner, key=lambda place: kinds[place]):
        if is_written:
            yield from (rows[place] for place in places)
        else:
            yield [start for place in places for start in rows[place]]


def _values(it: Weeks, start: date) -> list[float]:
    days = (start + timedelta(days=number) for number in range(DAYS))
    return [it.days[day] for day in days if day in it.days and it.first <= day <= it.last]


def _kind(it: Weeks, start: date) -> str:
    if _values(it, start):
        return WRITTEN
    return BEFORE if start + timedelta(days=DAYS - 1) < max(it.began, it.first) or start > it.last else NOTHING


def _average(it: Weeks, start: date) -> str:
    """4.2 (6): of so many days; a dash where they are too few for one."""
    values = _values(it, start)
    if _kind(it, start) == BEFORE:
        return ""
    said = writing.average(sum(values) / len(values)) if len(values) >= ENOUGH else "-"
    return f"{said:<3} ({len(values)})"


def _mark(it: Weeks, day: date, signs: Signs) -> str:
    if not it.first <= day <= it.last:
        return " "
    if day in it.days:
        return signs.levels[level(it.days[day], it.low, it.high, len(signs.levels))]
    return " " if day < it.began else signs.gap


def level(value: float, low: float, high: float, count: int) -> int:
    """Which of so many heights. The lowest is for the lowest value alone, the highest for the highest."""
    if value <= low or value >= high:
        return 0 if value <= low else count - 1
    return min(count - 2, max(1, int((value - low) / (high - low) * (count - 1) + 0.5)))


def _key(it: Weeks, signs: Signs) -> Iterator[str]:
    ends = {"low": as_written(it.low), "high": as_written(it.high)}
    lowest, highest = signs.levels[0], signs.levels[-1]
    if not lowest.isdigit():
        yield _("{lowest} {low} to {highest} {high}").format(lowest=lowest, highest=highest, **ends)
    elif (it.low, it.high) != (0, 10):
        yield _("{lowest} is {low}, {highest} is {high}").format(lowest=lowest, highest=highest, **ends)
    elif any(value >= it.high for value in it.days.values()):
        yield _("{sign} is {value}").format(sign=highest, value=ends["high"])
    yield _("{gap} nothing written").format(gap=signs.gap)
    if week_of(it.first, it.begins) < it.began:
        yield _("blank: before my first entry")


def said(it: Weeks) -> str:
    """The same in sentences: each week with its average and its days."""
    starts = writing.weeks(it.first, it.last, it.begins)
    parts = [_("{scale} Average of each week.").format(scale=_scale(it))]
    before = [start for start in starts if _kind(it, start) == BEFORE and start < it.began]
    for kind, found in groupby(starts, key=lambda start: _kind(it, start)):
        run = list(found)
        if kind == WRITTEN:
            parts += [_week(it, start) for start in run]
        elif kind == NOTHING:
            words = ngettext(
                "Week of {first}: nothing written.", "Weeks of {first} to {last}: nothing written.", len(run)
            )
            parts.append(words.format(first=writing.day(run[0]), last=writing.day(run[-1])))
    if before:
        words = ngettext(
            "The week before {day} has no entries: the first is of that day.",
            "The {n} weeks before {day} have no entries: the first is of that day.",
            len(before),
        )
        parts.append(words.format(n=len(before), day=writing.day(it.began)))
    return " ".join(parts)


def _week(it: Weeks, start: date) -> str:
    values = _values(it, start)
    if len(values) < ENOUGH:
        words = ngettext(
            "Week of {day}: {n} day, too few for an average.",
            "Week of {day}: {n} days, too few for an average.",
            len(values),
        )
        return words.format(day=writing.day(start), n=len(values))
    words = ngettext("Week of {day}: {average}, {n} day.", "Week of {day}: {average}, {n} days.", len(values))
    return words.format(day=writing.day(start), average=writing.average(sum(values) / len(values)), n=len(values))
