"""How numbers, days and lists are written in a picture, and how wide a word is on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from smartcli.text.days_said import SHORT, WEEKDAYS
from smartcli.text.language import Later, _
from smartcli.text.months import MONTHS
from smartcli.text.week_begins import week_of
from smartcli.text.wrapping import broken, wide, wrapped

WEEK = timedelta(days=7)
ENOUGH = 5  # days for an average
MONTHS_SHORT = (
    Later("Jan"), Later("Feb"), Later("Mar"), Later("Apr"), Later("May"), Later("Jun"), Later("Jul"),
    Later("Aug"), Later("Sep"), Later("Oct"), Later("Nov"), Later("Dec"),
)  # fmt: skip


def average(value: float) -> str:
    """Three columns wide where it can be: 4.0 says that it is one, 10 and 85 say it as well as they can."""
    rounded = f"{value:.1f}"
    return rounded if len(rounded) <= len("4.0") else f"{value:.0f}"


def day(one: date) -> str:
    """7 Sep."""
    return _("{day} {month}").format(day=one.day, month=MONTHS_SHORT[one.month - 1])


def day_of_year(one: date) -> str:
    """7 Sep 2026."""
    return _("{day} {month} {year}").format(day=one.day, month=MONTHS_SHORT[one.month - 1], year=one.year)


def weekday_and_day(one: date) -> str:
    """Friday 18 Sep."""
    return _("{weekday} {day}").format(weekday=WEEKDAYS[one.weekday()], day=day(one))


def long_day(one: date) -> str:
    """7 September."""
    return _("{day} {month}").format(day=one.day, month=MONTHS[one.month - 1])


def span(first: date, last: date) -> str:
    """10 Aug to 5 Nov, with the years where there are two."""
    named = day if first.year == last.year else day_of_year
    return _("{first} to {last}").format(first=named(first), last=named(last))


def weekday(number: int) -> str:
    """Mon, of 0."""
    return str(SHORT[number % 7])


def weeks(first: date, last: date, begins: int) -> list[date]:
    """The first day of each week from the one of `first` to the one of `last`."""
    start = week_of(first, begins)
    return [start + WEEK * number for number in range((week_of(last, begins) - start) // WEEK + 1)]


def fitted(text: str, columns: int) -> str:
    """The text with what it takes to be so many columns wide, or cut."""
    if wide(text) > columns:
        while text and wide(text) > columns - 1:
            text = text[:-1]
        text += "." if text.isascii() else "…"
    return text + " " * (columns - wide(text))


def lines(text: str, room: int) -> list[str]:
    """Running text in lines of at most so many columns, also where a letter takes two."""
    return [part for line in wrapped(text, room + 1) for part in broken(line, room)]


def in_a_row(items: Iterable[str], room: int) -> list[str]:
    """What belongs to a key, as many on a line as have room; farther apart where there is much."""
    found: list[str] = []
    between = "   " if room >= 60 else "  "
    for item in filter(None, items):
        if found and wide(found[-1] + between + item) <= room:
            found[-1] += between + item
        else:
            found += lines(item, room) if wide(item) > room else [item]
    return found


def capital(words: str) -> str:
    """As it begins a sentence."""
    return words[:1].upper() + words[1:]


def listed(items: Sequence[str]) -> str:
    """a; a and b; a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return _("{these} and {last}").format(these=", ".join(items[:-1]), last=items[-1])
