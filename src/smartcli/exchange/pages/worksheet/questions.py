"""A step on paper: its words, its place to answer by hand, and the safety words that go with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from smartcli.exchange.pages.markup import AUTO, Html, tag, words
from smartcli.exchange.pages.worksheet import boxes, leading, marks
from smartcli.exchange.pages.worksheet.conditions import Asked
from smartcli.exchange.pages.worksheet.paper import answer_on_paper, help_on_paper, on_paper, picked_on_paper
from smartcli.exchange.pages.worksheet.places import how, place
from smartcli.exchange.pages.worksheet.sheet import Worksheet
from smartcli.exchange.pages.worksheet.tables import empty, items, pace
from smartcli.exercises.kinds import Items, Pace
from smartcli.exercises.step import Answer, Step, rows_of
from smartcli.text.language import _


def step_on_paper(sheet: Worksheet, step: Step) -> Iterator[Html]:
    if not step.asks:
        yield marks.said(on_paper(step.text, sheet.titles), "note")
    else:
        yield tag("section", *_question(sheet, step), kind="question")
        if sheet.parted and step.is_table and not step.is_ready_made:
            yield tag("section", _rest(sheet, step), kind="question")
    shown = [id for one in sheet.steps[: sheet.steps.index(step)] for id in boxes.always(one)]
    for id in dict.fromkeys(boxes.always(step)):
        if id not in shown and sheet.cards.get(id):
            yield boxes.card(sheet.cards[id], sheet.titles)


def _question(sheet: Worksheet, step: Step) -> Iterator[Html]:
    number = tag("b", words(f"{sheet.asked[step.key].number}."))
    ask = tag("b", words(on_paper(step.ask, sheet.titles) or step.ask))
    yield tag("p", number, ask, tag("span", words(_hint(sheet, step))), kind="ask", runs=AUTO, between=" ")
    yield marks.said(help_on_paper(step, sheet.titles), "help")
    answer = sheet.answers.get(step.key)
    yield TABLES.get(step.kind, _place)(sheet, step, answer)
    for one in (step, *step.columns):
        yield from boxes.pointers(one, sheet.cards)
    yield from boxes.fitting(step, sheet.titles)
    if sheet.leads:
        yield from leading.of_step(step)


def _items(sheet: Worksheet, step: Items, answer: Answer) -> Html:
    rows = _rows(sheet, step, answer)
    first = rows[: len(rows) // 2] if sheet.parted else rows
    return items(step, first, _looked_at(sheet, step), sheet.titles)


def _rest(sheet: Worksheet, step: Any) -> Html:
    """The rows of a table that has no room on one page, with its headings again."""
    rows = _rows(sheet, step, sheet.answers.get(step.key))
    return items(step, rows[len(rows) // 2 :], _looked_at(sheet, step), sheet.titles, goes_on=True)


def _rows(sheet: Worksheet, step: Items, answer: Answer) -> Sequence[Mapping[str, Any]]:
    usual = max(sheet.rows, len(rows_of(sheet.exercise.sample.get(step.key))) + 1 - sheet.fewer)
    return rows_of(answer) or empty(step, usual, sheet.asked)


def _looked_at(sheet: Worksheet, step: Items) -> Mapping[str, Asked]:
    return {**sheet.asked, **{column.key: Asked(step=column) for column in step.columns}}


def _pace(sheet: Worksheet, step: Pace, answer: Answer) -> Html:
    return pace(step, rows_of(answer), sheet.titles)


# By the kind of step: those that are no single place.
TABLES: Mapping[str, Callable[[Worksheet, Any, Answer], Html]] = {"items": _items, "pace": _pace}


def _place(sheet: Worksheet, step: Step, answer: Answer) -> Html:
    if step.picks or step.orders:
        step, answer = picked_on_paper(step, sheet.titles), answer_on_paper(answer, sheet.titles)
    return place(step, answer, 1, 1) if sheet.answers else place(step, answer, sheet.lines)


def _hint(sheet: Worksheet, step: Step) -> str:
    source = sheet.asked.get(step.source)
    taken = _("Take from question {n}.").format(n=source.number) if source else ""
    return " ".join(text for text in (how(step), taken) if text)
