"""A step on paper: its words, its place to answer by hand, and the safety words that go with it."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.exchange.pages import words
from smartcli.exchange.pages.worksheet import boxes, marks
from smartcli.exchange.pages.worksheet.conditions import Asked
from smartcli.exchange.pages.worksheet.paper import answer_on_paper, help_on_paper, on_paper, picked_on_paper
from smartcli.exchange.pages.worksheet.places import how, place
from smartcli.exchange.pages.worksheet.sheet import Worksheet
from smartcli.exchange.pages.worksheet.tables import empty, items, pace
from smartcli.exercises.kinds import Choice, Items, Note, Pace, Rank, Rows
from smartcli.exercises.step import Answer, Step, rows_of
from smartcli.text.language import _


def step_on_paper(sheet: Worksheet, step: Step) -> Iterator[str]:
    if isinstance(step, Note):
        yield marks.said(on_paper(step.text, sheet.titles), "note")
    else:
        yield f'<section class="question">{"".join(_question(sheet, step))}</section>'
    shown = [id for one in sheet.steps[: sheet.steps.index(step)] for id in boxes.always(one)]
    for id in dict.fromkeys(boxes.always(step)):
        if id not in shown and sheet.cards.get(id):
            yield boxes.card(sheet.cards[id], sheet.titles)


def _question(sheet: Worksheet, step: Step) -> Iterator[str]:
    number = sheet.asked[step.key].number
    ask = on_paper(step.ask, sheet.titles) or step.ask
    yield f'<p class="ask" dir="auto"><b>{number}.</b> <b>{words(ask)}</b> <span>{words(_hint(sheet, step))}</span></p>'
    yield marks.said(help_on_paper(step, sheet.titles), "help")
    answer = sheet.answers.get(step.key)
    filled = rows_of(answer)
    if isinstance(step, Items):
        columns = {column.key: Asked(step=column) for column in step.columns}
        blank = empty(step, max(sheet.rows, len(rows_of(sheet.exercise.sample.get(step.key))) + 1), sheet.asked)
        yield items(step, filled or blank, {**sheet.asked, **columns}, sheet.titles)
    elif isinstance(step, Pace):
        yield pace(step, filled, sheet.titles)
    else:
        yield _place(sheet, step, answer)
    for one in (step, *(step.columns if isinstance(step, Rows) else ())):
        yield from boxes.pointers(one, sheet.cards)


def _place(sheet: Worksheet, step: Step, answer: Answer) -> str:
    if isinstance(step, Choice | Rank):
        step, answer = picked_on_paper(step, sheet.titles), answer_on_paper(answer, sheet.titles)
    return place(step, answer, 1, 1) if sheet.answers else place(step, answer, sheet.lines)


def _hint(sheet: Worksheet, step: Step) -> str:
    source = sheet.asked.get(getattr(step, "rows_from", "") or getattr(step, "from_", ""))
    taken = _("Take from question {n}.").format(n=source.number) if source else ""
    return " ".join(text for text in (how(step), taken) if text)
