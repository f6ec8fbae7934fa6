"""Tables to fill in by hand, and breathing with a rating a round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from smartcli.exchange.pages.markup import AUTO, BREAK, NOTHING, Html, joined, tag, words
from smartcli.exchange.pages.worksheet import marks
from smartcli.exchange.pages.worksheet.conditions import Asked, only
from smartcli.exchange.pages.worksheet.paper import Titles, help_on_paper, on_paper, picked_on_paper
from smartcli.exercises.kinds import Items, Pace
from smartcli.exercises.step import Step
from smartcli.text.language import _, ngettext

MOST = 20  # empty rows
WIDEST = 6  # columns of a table; with more, each row is a list
IN_A_CELL = 24  # characters of all choices that have room in each cell
ROUNDS = 10  # of breathing that have a place each

Row = Mapping[str, Any]


def items(
    table: Items, rows: Sequence[Row], asked: Mapping[str, Asked], titles: Titles, *, goes_on: bool = False
) -> Html:
    """Columns as headings, and the rows. goes_on: what there is to choose from stands above already."""
    lists = [] if goes_on else [_legend(picked_on_paper(column, titles)) for column in table.columns]
    if len(table.columns) > WIDEST:
        return joined(*lists, *(_block(table, row, asked, titles) for row in rows))
    heads = [_head(column, asked, titles) for column in table.columns]
    return joined(*lists, _table(heads, [[_cell(column, row) for column in table.columns] for row in rows]))


def _table(heads: Iterable[Html], rows: Iterable[Iterable[Html]]) -> Html:
    return tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *(tag("tr", *row) for row in rows)))


def empty(table: Items, usual: int, asked: Mapping[str, Asked]) -> list[Row]:
    """As many rows as the table wants, else the usual number."""
    rows = min(MOST, max(table.at_least, usual))
    source = asked.get(table.rows_from)
    top = source.step.top if source else 0
    return [{}] * max(1, min(rows, table.at_most, top or rows))


def _short(column: Step) -> bool:
    """Whether its boxes stand in every cell."""
    takes_one = column.is_ticked and not (column.several or column.other)
    return takes_one and sum(map(len, column.offers)) <= IN_A_CELL


def _legend(column: Step) -> Html:
    """What there is to choose from, once for all rows."""
    if not column.picks or _short(column):
        return NOTHING
    said = _("Pick from these, or use your own words:") if column.other else _("Pick from these:")
    texts = " · ".join(column.choices)
    return tag("p", tag("b", words(column.ask)), words(f"{said} {texts}"), kind="legend", runs=AUTO, between=" ")


def _head(column: Step, asked: Mapping[str, Asked], titles: Titles) -> Html:
    parts = [tag("b", words(column.ask)), *(words(text) for text in _remarks(column, asked, titles))]
    kind = "narrow" if column.is_measured else "picked" if _short(column) else "wide"
    return tag("th", *parts, kind=kind, runs=AUTO, between=BREAK)


def _remarks(column: Step, asked: Mapping[str, Asked], titles: Titles) -> list[str]:
    found = [help_on_paper(column, titles)]
    if column.is_rating:
        (low, high), ends = column.limits, column.ends or ("", "")
        between = _("{low} = {least}, {high} = {most}") if column.ends else _("{low} to {high}")
        found.append(between.format(low=low, least=ends[0], high=high, most=ends[1]))
    found.append(column.unit)
    if column.only_if and (other := asked.get(column.only_if.key)):
        found.append(only(other, column.only_if.comparison).rstrip(":"))
    return [text for text in found if text]


def _cell(column: Step, row: Row) -> Html:
    shown = column.show(row.get(column.key))
    if _short(column):
        boxes = (tag("span", marks.box(text, text == shown)) for text in column.offers)
        return tag("td", *boxes, kind="picks", runs=AUTO, between=" ")
    return tag("td", words(shown), kind="hand", runs=AUTO)


def _block(table: Items, row: Row, asked: Mapping[str, Asked], titles: Titles) -> Html:
    """A row of many columns, as a list."""
    parts: list[Html] = []
    for column in table.columns:
        remarks = " ".join(_remarks(column, asked, titles))
        shown = column.show(row.get(column.key))
        parts.append(tag("p", tag("b", words(column.ask)), words(remarks), runs=AUTO, between=" "))
        parts.append(marks.hand(shown) or marks.rules(1))
    return tag("div", *parts, kind="block")


def pace(step: Pace, filled: Sequence[Row], titles: Titles) -> Html:
    """The breathing in words, and a place for each rating."""
    parts = [marks.said(_rhythm(step)), marks.said(on_paper(" ".join(step.says), titles), "legend")]
    if step.rate:
        rounds = range(min(step.rounds, ROUNDS))
        ratings = [filled[number].get("rating") if number < len(filled) else None for number in rounds]
        parts.append(marks.said(_("After each round: {rate} (0 to 10)").format(rate=step.rate)))
        heads = [tag("th", words(str(number + 1))) for number in rounds]
        cells = [tag("td", words("" if rating is None else str(rating)), kind="hand") for rating in ratings]
        parts.append(_table(heads, [cells]))
    return joined(*parts)


def _rhythm(step: Pace) -> str:
    hold = _(" Hold for {n}.").format(n=step.hold) if step.hold else ""
    breath = _("Breathe in for a count of {n}.").format(n=step.inhale) + hold
    breath += _(" Breathe out for a count of {n}.").format(n=step.exhale)
    each = _("A round is about {n} seconds.").format(n=step.seconds)
    rounds = ngettext("There is {n} round.", "There are {n} rounds.", step.rounds).format(n=step.rounds)
    return f"{breath} {each} {rounds}"
