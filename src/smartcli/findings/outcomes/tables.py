"""Outcomes of tables: gaps, orders, patterns, the rows at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from smartcli.exercises.step import Step, rows_of, texts
from smartcli.findings.outcomes.kind import Given, cell, is_rated, outcome
from smartcli.text.finding import Finding, Grid, Value
from smartcli.text.language import _


@outcome("gap", "items", "label", "importance", "satisfaction", keys=["items"], counts=True)
def gap(given: Given) -> Finding | None:
    """Importance minus satisfaction for each row, the largest first; last time's satisfaction beside it."""
    label, matters, now = (given.parameters[name] for name in ("label", "importance", "satisfaction"))
    rated = [row for row in rows_of(given.answers.get(given.parameters["items"])) if is_rated(row, (matters, now))]
    if not rated:
        return None
    rated.sort(key=lambda row: row[now] - row[matters])
    last = {str(row.get(label)): row.get(now) for row in rows_of((given.earlier or {}).get(given.parameters["items"]))}
    points = tuple(_gap_point(row, label, matters, now, last) for row in rated)
    widest = rated[0]
    if widest[matters] > widest[now]:
        text = _("The widest gap: {label}. It matters {matters}, and today it is at {now}.")
    else:
        text = _("What matters to you and how it is are close together.")
    text = text.format(label=widest.get(label), matters=widest[matters], now=widest[now])
    return Finding(title=given.title or _("What matters, and how it is"), text=text, points=points)


def _gap_point(row: Mapping[str, Any], label: str, matters: str, now: str, last: Mapping[Any, Any]) -> Value:
    note = _("matters {matters}").format(matters=row[matters])
    if last.get(str(row.get(label))) is not None:
        note += _(", last time {last}").format(last=last[str(row.get(label))])
    return Value(label=str(row.get(label)), value=row[now], note=note)


@outcome("ranking", "items", "label", "by", keys=["items"], lists=["by"], counts=True)
def ranking(given: Given) -> Finding | None:
    """The rows in the order of the product of two ratings, the highest first."""
    label, by = given.parameters["label"], given.listed("by")
    rated = [row for row in rows_of(given.answers.get(given.parameters["items"])) if is_rated(row, by)]
    if not rated:
        return None
    rated.sort(key=lambda row: -_product(row, by))
    most = _highest(given.step("items"), by)
    points = tuple(Value(label=str(row.get(label)), value=_product(row, by), of=most) for row in rated)
    text = _("First on your list: {label}.").format(label=str(rated[0].get(label)).rstrip(". "))
    return Finding(title=given.title or _("Your order"), text=text, points=points)


def _highest(table: Step, by: Iterable[str]) -> float:
    """The greatest product there can be."""
    tops = {column.key: column.highest for column in table.columns}
    return _product({name: tops.get(name, 10) for name in by}, by)


def _product(row: Mapping[str, Any], by: Iterable[str]) -> float:
    product = 1.0
    for name in by:
        product *= row[name]
    return product


@outcome("pattern", "items", "tag", keys=["items"], lists=["items"], counts=True)
def pattern(given: Given) -> Finding | None:
    """How often each tag stands in each list. Counts only: no sum, no verdict."""
    tag = given.parameters["tag"]
    lines = []
    for key in given.listed("items"):
        table = given.exercise.step(key)
        counts = Counter(text for row in rows_of(given.answers.get(key)) for text in texts(row.get(tag)))
        if table and table.is_table and counts:
            lines.append(f"{table.ask} {_counted(counts, table, tag)}")
    if not lines:
        return None
    return Finding(title=given.title or _("The pattern in what you wrote"), text="\n".join(lines))


def _counted(counts: Counter[Any], table: Step, tag: str) -> str:
    column = table.column(tag)
    order = column.choices if column and column.picks else tuple(counts)
    shown = order if len(order) <= FEW else [value for value in order if counts[value]]
    named = dict.fromkeys([*shown, *counts])
    if all(counts[value] == 1 for value in named):
        return ", ".join(named)
    return ", ".join(f"{value} ({counts[value] or _('none')})" for value in named)


FEW = 3  # choices of which it is worth saying that one was never taken


@outcome("untaken", "items", "tag", keys=["items"], may=["text"])
def untaken(given: Given) -> Finding | None:
    """The choices of a field that no row has: a kind of help that nobody gives yet."""
    table, tag = given.step("items"), given.parameters["tag"]
    rows = rows_of(given.answers.get(given.parameters["items"]))
    column = table.column(tag)
    taken = {text for row in rows for text in texts(row.get(tag))}
    left = tuple(choice for choice in (column.choices if column else ()) if choice not in taken)
    if not rows or not left:
        return None
    return Finding(title=given.title or _("Not there yet"), text=given.text, words=left)


@outcome("table", "items", "down", "across", "cells", keys=["items"], lists=["cells"], may=["text"])
def table(given: Given) -> Finding | None:
    """The rows laid out by two of their choices, each in the order in which it is offered: a week by day and part."""
    rows, step = rows_of(given.answers.get(given.parameters["items"])), given.step("items")
    down, across = (_in_order(step, rows, given.parameters[name]) for name in ("down", "across"))
    cells: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        place = cell(row, given.parameters["down"]), cell(row, given.parameters["across"])
        words = ", ".join(filter(None, (cell(row, name) for name in given.listed("cells"))))
        if place[0] and words:
            cells.setdefault(place, []).append(words)
    if not cells:
        return None
    columns = tuple(part for part in across if any((day, part) in cells for day in down))
    lines = tuple(
        (day, tuple("; ".join(cells.get((day, part), ())) for part in columns))
        for day in down
        if any((day, part) in cells for part in columns)
    )
    return Finding(title=given.title or _("At a glance"), text=given.text, grid=Grid(columns=columns, lines=lines))


def _in_order(table: Step, rows: Iterable[Mapping[str, Any]], key: str) -> list[str]:
    """Every value of a field: as it is offered, and what is not on offer after that."""
    column = table.column(key)
    offered = column.choices if column else ()
    return list(dict.fromkeys([*offered, *(cell(row, key) for row in rows)]))
