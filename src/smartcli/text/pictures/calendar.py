"""Weeks as columns, weekdays as rows, the number of the day in the cell: a hard weekday shows as a row.

The number is the amount itself, so that no key of shades is needed; more than was wanted is told by a sign, ^.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from smartcli.record import Record
from smartcli.text.language import _, ngettext
from smartcli.text.numbers import as_written
from smartcli.text.pictures import writing
from smartcli.text.pictures.shapes import Calendar, Cell
from smartcli.text.pictures.signs import Signs
from smartcli.text.pictures.weeks import in_cells, most_weeks

COLUMNS = 13  # weeks beside each other, a quarter of a year
MORE, UNKNOWN, UNSAID, OVER = "^", "?", "-", "+"
NAMED = 5  # days of more than was wanted that are named in a sentence
DAYS = 7


class _Look(Record):
    """How much room there is. pitch: columns a week; digits: of an amount; label: columns for a weekday's name."""

    pitch: int
    digits: int
    label: int
    letters: int
    is_wide: bool


WIDE = _Look(pitch=4, digits=2, label=5, letters=3, is_wide=True)
NARROW = _Look(pitch=2, digits=1, label=4, letters=2, is_wide=False)


def drawn(it: Calendar, room: int, signs: Signs) -> list[str]:
    """room: columns. Where thirteen weeks have none, a second block follows: a week is never squeezed."""
    starts = writing.weeks(it.first, it.last, it.begins)
    look = WIDE if WIDE.label + min(len(starts), COLUMNS) * WIDE.pitch <= room else NARROW
    found = _title(it, len(starts), room, look)
    most = min(COLUMNS, max(1, (room - look.label - 1) // look.pitch))
    for place in range(0, len(starts), most):
        columns = starts[place : place + most]
        found += ["", *_heads(columns, look), *(_row(it, columns, number, look, signs) for number in range(DAYS))]
    return [*found, "", *writing.in_a_row(_key(it, look, signs), room)]


def brief(it: Calendar, room: int, signs: Signs) -> list[str]:
    """The last weeks as lines of digits, beneath a sign where it was more than was wanted, and what the signs mean."""
    titles = [_("week"), _("days"), _("more")]
    starts = writing.weeks(it.first, it.last, it.begins)[-most_weeks(titles, DAYS, room) :]
    every = [[start + timedelta(days=number) for number in range(DAYS)] for start in starts]
    digits = ["".join(_cell(it, day, NARROW, signs)[:1] or " " for day in week) for week in every]
    more = ["".join(MORE if _is_more(it, day) else " " for day in week) for week in every]
    lines = in_cells(titles, ([writing.day(start) for start in starts], digits, more), DAYS)
    key = [*_signs(it.but(first=max(it.first, starts[0])), NARROW)]
    if signs.gap in "".join(digits):
        key.append(_nothing(signs))
    return [*(lines if MORE in "".join(more) else lines[:2]), *writing.in_a_row(key, room)]


def _is_more(it: Calendar, day: date) -> bool:
    return it.first <= day <= it.last and day in it.days and it.days[day].is_more


def _title(it: Calendar, count: int, room: int, look: _Look) -> list[str]:
    values = {"title": it.title, "n": count, "span": writing.span(it.first, it.last)}
    whole = ngettext("{title}, {n} week, {span}.", "{title}, {n} weeks, {span}. A column is a week.", count)
    short = ngettext("{title}, {n} week.", "{title}, {n} weeks. A column is a week.", count)
    return writing.lines((whole if look.is_wide else short).format(**values), room)


def _heads(columns: Sequence[date], look: _Look) -> list[str]:
    """The months, each over its first week that begins in it, and the days the weeks begin with."""
    months = " " * look.label
    for place, start in enumerate(columns):
        at = look.label + place * look.pitch
        is_new = place == 0 or start.month != columns[place - 1].month
        is_short = place + 1 < len(columns) and columns[place + 1].month != start.month and not look.is_wide
        if is_new and not (place == 0 and is_short) and len(months) <= at:
            months = months.ljust(at) + str(writing.MONTHS_SHORT[start.month - 1])
    every = 1 if look.is_wide else 2
    room = look.pitch * every
    days = "".join(str(start.day).ljust(room) for start in columns[::every])
    return [months.rstrip(), (" " * look.label + days).rstrip()]


def _row(it: Calendar, columns: Sequence[date], number: int, look: _Look, signs: Signs) -> str:
    name = writing.weekday(it.begins + number)[: look.letters]
    cells = (_cell(it, start + timedelta(days=number), look, signs).ljust(look.pitch) for start in columns)
    return (writing.fitted(name, look.label) + "".join(cells)).rstrip()


def _cell(it: Calendar, day: date, look: _Look, signs: Signs) -> str:
    """The digit and, where it was more than was wanted, its sign."""
    if not it.first <= day <= it.last:
        return ""
    cell = it.days.get(day)
    if cell is None:
        return "" if day < it.began else signs.gap
    return _amount(cell, look) + (MORE if cell.is_more else "")


def _amount(cell: Cell, look: _Look) -> str:
    if cell.amount is None:
        return UNKNOWN if cell.is_said else UNSAID
    whole = _whole(cell.amount)
    return str(whole) if len(str(whole)) <= look.digits else OVER


def _whole(amount: float) -> int:
    """An amount in whole numbers; a little is no nothing."""
    return max(1, int(amount + 0.5)) if amount > 0 else 0


def _key(it: Calendar, look: _Look, signs: Signs) -> Iterator[str]:
    yield from _signs(it, look)
    yield _nothing(signs)
    yield _("blank: before or ahead") if look.is_wide else _("blank: before, ahead")


def _signs(it: Calendar, look: _Look) -> Iterator[str]:
    """What stands for an amount, and each other sign that is there."""
    cells = [cell for day, cell in it.days.items() if it.first <= day <= it.last]
    amounts = [cell.amount for cell in cells if cell.amount is not None]
    if not it.unit:
        yield _("1 it happened")
        yield _("0 it did not")
    elif it.limit is not None:
        words = _("digit: {unit} that day (my limit {n})") if look.is_wide else _("digit: {unit} (my limit {n})")
        yield words.format(unit=it.unit, n=as_written(it.limit))
    else:
        yield (_("digit: {unit} that day") if look.is_wide else _("digit: {unit}")).format(unit=it.unit)
    if any(amount != _whole(amount) for amount in amounts):
        yield _("rounded")
    if any(len(str(_whole(amount))) > look.digits for amount in amounts):
        yield _("{sign} {n} or more").format(sign=OVER, n=10**look.digits)
    if any(cell.is_more for cell in cells):
        yield _("{sign} more than I wanted").format(sign=MORE)
    if any(cell.is_said and cell.amount is None for cell in cells):
        words = _("{sign} answered, no amount in this unit") if look.is_wide else _("{sign} no amount here")
        yield words.format(sign=UNKNOWN)
    if not all(cell.is_said for cell in cells):
        yield _("{sign} not said").format(sign=UNSAID)


def _nothing(signs: Signs) -> str:
    return _("{gap} nothing written").format(gap=signs.gap)


def said(it: Calendar) -> str:
    """The same in sentences: how many days of each kind, which add up, and those of more than was wanted by name."""
    first = max(it.first, min(it.began, it.last))
    every = [first + timedelta(days=number) for number in range((it.last - first).days + 1)]
    cells = {day: it.days[day] for day in every if day in it.days}
    written = ngettext("{n} of {all} day written", "{n} of {all} days written", len(every))
    written = written.format(n=len(cells), all=len(every))
    parts = [_("{title}, {span}: {written}.").format(title=it.title, span=_span(first, it.last), written=written)]
    if cells:
        of = ngettext("Of this {n} day: {kinds}.", "Of these {n} days: {kinds}.", len(cells))
        parts.append(of.format(n=len(cells), kinds=", ".join(_kinds(it, list(cells.values())))))
    if more := {day: cell for day, cell in cells.items() if cell.is_more}:
        parts.append(_of_more(more, has_unit=bool(it.unit)))
    if left := len(every) - len(cells):
        longest = max(len(list(run)) for is_there, run in groupby(every, key=cells.__contains__) if not is_there)
        words = ngettext("{n} day has nothing written.", "{n} days have nothing written.", left)
        if longest > 1:
            words = _("{n} days have nothing written; the longest run of these is {longest} days.")
        parts.append(words.format(n=left, longest=longest))
    return " ".join(parts)


def _span(first: date, last: date) -> str:
    if first.year != last.year:
        return writing.span(first, last)
    return _("{first} to {last}").format(first=writing.long_day(first), last=writing.long_day(last))


def _kinds(it: Calendar, cells: Sequence[Cell]) -> Iterator[str]:
    """How many days there are of each kind. Every day is one of them."""
    more = [cell for cell in cells if cell.is_more]
    others = [cell for cell in cells if cell.is_said and not cell.is_more]
    none = sum(cell.amount == 0 for cell in others)
    unknown = sum(cell.amount is None for cell in others)
    if none:
        yield _("none on {n}").format(n=none)
    if some := len(others) - none - unknown:
        yield _some(it).format(n=some, limit=as_written(it.limit or 0))
    if unknown:
        yield (_("some with no amount in this unit on {n}") if it.unit else _("it happened on {n}")).format(n=unknown)
    if more:
        yield _more(it, more)
    if unsaid := sum(not cell.is_said for cell in cells):
        yield _("not said on {n}").format(n=unsaid)


def _some(it: Calendar) -> str:
    if not it.unit:
        return _("it happened on {n}")
    return _("some within the limit of {limit} on {n}") if it.limit else _("some on {n}")  # nothing is within one of 0


def _more(it: Calendar, more: Sequence[Cell]) -> str:
    unknown = sum(cell.amount is None for cell in more) if it.unit else 0
    if 0 < unknown < len(more):
        return _("more than wanted on {n} ({unknown} of them with no amount in this unit)").format(
            n=len(more), unknown=unknown
        )
    words = _("more than wanted with no amount in this unit on {n}") if unknown else _("more than wanted on {n}")
    return words.format(n=len(more))


def _of_more(more: dict[date, Cell], *, has_unit: bool) -> str:
    shown = list(more.items())[-NAMED:]
    named = [_on(day, cell if has_unit else None) for day, cell in shown]
    words = _("More than wanted: {days}.")
    if len(shown) < len(more):
        words = _("More than wanted, the last of them: {days}.")
    return words.format(days=writing.listed(named))


def _on(day: date, cell: Cell | None) -> str:
    """6 on Friday 18 Sep; without an amount the day alone."""
    named = writing.weekday_and_day(day)
    if cell is None or cell.amount is None:
        return named
    return _("{amount} on {day}").format(amount=as_written(cell.amount), day=named)
