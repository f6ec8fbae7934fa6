"""The second page: the days of the span as a table; the weeks or months of one that is too long for a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from smartcli.exchange.pages.markup import Html, on_lines, tag, words
from smartcli.exchange.pages.visit.axis import SpanAxis, Stretch
from smartcli.exchange.pages.visit.sayings import as_wanted
from smartcli.findings.visit.facts import OPEN, Became, Facts
from smartcli.text.days_said import SHORT
from smartcli.text.language import _
from smartcli.text.numbers import as_written
from smartcli.text.pictures import writing
from smartcli.views.days import Day

ROOM = 122  # rows in two columns on a sheet
DAILY = 120  # days of a span whose days are rows


def page(facts: Facts) -> Html:
    """Everything in it stands in the drawings of the first page, too."""
    rows = _days(facts) if facts.length <= DAILY else _stretches(facts)
    title = _("The days in a table") if facts.length <= DAILY else _("The span in a table, a row for each {span}")
    named = SpanAxis(first=facts.first, last=facts.last, begins=facts.begins).named
    cut = rows[-ROOM:]
    parts = [tag("h2", words(title.format(span=named)))]
    if len(cut) < len(rows):
        parts.append(tag("p", words(_("The last {n} of {all}.").format(n=len(cut), all=len(rows))), kind="note"))
    half = max(1, (len(cut) + 1) // 2)
    tables = [_table(_head(facts), cut[at : at + half]) for at in range(0, len(cut), half)]
    return on_lines("section", *parts, tag("div", *tables, kind="halves"), kind="days")


Row = Sequence[str]


def _table(head: Row, rows: Sequence[Row]) -> Html:
    top = tag("tr", *(tag("th", words(text), more={"scope": "col"}) for text in head))
    body = [
        tag("tr", tag("th", words(row[0]), more={"scope": "row"}), *(tag("td", words(text)) for text in row[1:]))
        for row in rows
    ]
    return tag("table", tag("thead", top), tag("tbody", *body))


def _head(facts: Facts) -> Row:
    much = facts.goal.unit or _("how much")
    if facts.length <= DAILY:
        return (_("day"), _("how it went"), *([much] if facts.amounts else []), _("urges"), *_fates(facts).values())
    beside = [_("{unit} (days)").format(unit=much)] if facts.amounts else []
    return (
        _("from"),
        _("days"),
        _("none") if facts.is_open else _("as I wanted"),
        _("it happened") if facts.is_open or facts.wants_none else _("more"),
        *beside,
        _("urges"),
        *_fates(facts).values(),
    )


def _fates(facts: Facts) -> Mapping[Became, str]:
    """What became of the urges: columns that add up to all of them."""
    there = {urge.became for urge in facts.urges}
    names = {Became.NOT_ACTED: _("not acted on"), Became.IN_PART: _("in part"), Became.ACTED: _("acted on")}
    names |= {one: str(name) for one, name in OPEN.items()}
    return {one: name for one, name in names.items() if one in there or one in (Became.NOT_ACTED, Became.ACTED)}


def _counts(facts: Facts, became: Sequence[Became]) -> Row:
    """How many urges there were, and of each kind how many; nothing where there is none, or nothing is told of them."""
    is_told = not OPEN.keys() >= {*became}
    counts = [(became.count(one), is_told or one in OPEN) for one in _fates(facts)]
    return [str(len(became) or ""), *(str(count) if became and is_said else "" for count, is_said in counts)]


def _days(facts: Facts) -> list[Row]:
    urges: dict[date, list[Became]] = {}
    for urge in facts.urges:
        urges.setdefault(urge.day, []).append(urge.became)
    rows: list[Row] = []
    for number in range(facts.length):
        day = facts.first + timedelta(days=number)
        went, amount = facts.days.get(day), facts.amounts.get(day)
        much = [] if not facts.amounts else ["" if amount is None else as_written(amount)]
        said = _("not said") if day in facts.unsaid else _went(facts, went)
        rows.append((f"{SHORT[day.weekday()]} {writing.day(day)}", said, *much, *_counts(facts, urges.get(day, ()))))
    return rows


def _went(facts: Facts, went: Day | None) -> str:
    if went is Day.NOT_SAID or (went is Day.MORE and facts.wants_none):
        return _("it happened")
    return went.word if went else ""


def _stretches(facts: Facts) -> list[Row]:
    axis = SpanAxis(first=facts.first, last=facts.last, begins=facts.begins)
    return [_stretch(facts, part) for part in axis.stretches()]


def _stretch(facts: Facts, part: Stretch) -> Row:
    asked = [day for day in part.days if day in facts.asked]
    went = [facts.by_goal[day] for day in asked if day in facts.by_goal]
    amounts = [facts.amounts[day] for day in part.days if day in facts.amounts]
    urges = [urge.became for urge in facts.urges if part.first <= urge.day <= part.last]
    much = [] if not facts.amounts else [f"{as_written(sum(amounts))} ({len(amounts)})" if amounts else ""]
    more = went.count(Day.NOT_SAID if facts.is_open else Day.MORE)
    counts = [str(len(asked)), str(sum(map(as_wanted, went))), str(more)] if asked else ["", "", ""]
    return (f"{writing.day(part.first)} {part.first:%y}", *counts, *much, *_counts(facts, urges))
