"""A sheet of paper to do an exercise by hand: blank, or with its invented example filled in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smartcli.exchange.pages import page
from smartcli.exchange.pages.markup import AUTO, NOTHING, Html, on_lines, tag, words
from smartcli.exchange.pages.worksheet import boxes, marks
from smartcli.exchange.pages.worksheet.conditions import only
from smartcli.exchange.pages.worksheet.paper import NUMBERS, on_paper
from smartcli.exchange.pages.worksheet.questions import step_on_paper
from smartcli.exchange.pages.worksheet.sheet import Worksheet, example
from smartcli.exercises.exercise import Exercise
from smartcli.text.language import _, ngettext

__all__ = ["Worksheet", "example", "html", "sends_to_numbers"]


def html(sheet: Worksheet, *, large: bool = False) -> bytes:
    """The whole page. A question is never parted; the safety words the program would show are all there."""
    exercise = sheet.exercise
    ends = [*boxes.at_end(exercise, sheet.asked, sheet.cards, sheet.titles)]
    ends += boxes.numbers(exercise, sheet.cards, sheet.calls, is_known=sheet.is_known)
    last = tag("div", *ends, kind="ends two" if len(ends) > 1 else "ends")
    parts = [_header(sheet), on_lines("main", *_groups(sheet), last), _footer(exercise)]
    size = "large" if large else sheet.size
    return page(exercise.title, "worksheet", on_lines("div", *parts, kind=size, runs=marks.runs(exercise.title)))


def _header(sheet: Worksheet) -> Html:
    exercise = sheet.exercise
    minutes = ngettext("About {n} minute.", "About {n} minutes.", exercise.minutes).format(n=exercise.minutes)
    kind = _("An example. The person is invented.") if sheet.answers else ""
    date = tag("p", words(minutes), words(_("Date:")), marks.slot(), kind="date", runs=AUTO, between=" ")
    title = tag("h1", words(exercise.title), runs=AUTO)
    about = marks.said(on_paper(exercise.about, sheet.titles))
    return tag("header", title, marks.said(kind, "example"), about, date)


def _groups(sheet: Worksheet) -> Iterator[Html]:
    """The steps in their order; those that hang on the same answer stand together under one line."""
    before = ""  # the key of the question above
    for condition, some in groupby(sheet.steps, key=lambda step: step.only_if):
        steps = list(some)
        parts = [part for step in steps for part in step_on_paper(sheet, step)]
        asked = sheet.asked.get(condition.key) if condition else None
        if condition and asked:
            lead = only(asked, condition.comparison, is_above=condition.key == before)
            parts = [tag("div", marks.said(lead, "lead"), *parts, NOTHING, kind="only", between="\n")]
        yield from parts
        before = next((step.key for step in reversed(steps) if step.asks), before)


def _footer(exercise: Exercise) -> Html:
    made = _(
        "Made with smartcli, for self-help and learning. It is not treatment, not a diagnosis and not emergency care."
    )
    free = _("smartcli is not affiliated with SMART Recovery, nor endorsed by it.")
    draws = _("It draws on: {list}.").format(list=", ".join(exercise.draws_on)) if exercise.draws_on else ""
    sources = _("Sources: {list}").format(list=" · ".join(exercise.sources)) if exercise.sources else ""
    return tag("footer", marks.said(f"{made} {free} {draws}".strip()), marks.said(sources))


def sends_to_numbers(sheet: Worksheet) -> bool:
    """Whether something on it says to look for numbers to call."""
    return NUMBERS in boxes.named(sheet.exercise, sheet.cards)
