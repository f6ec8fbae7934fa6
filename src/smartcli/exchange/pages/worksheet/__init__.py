"""A sheet of paper to do an exercise by hand: blank, or with its invented example filled in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smartcli.exchange.pages import page, words
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
    last = f'<div class="{"ends two" if len(ends) > 1 else "ends"}">{"".join(ends)}</div>'
    main = "\n".join(["<main>", *_groups(sheet), last, "</main>"])
    body = "\n".join([_header(sheet), main, _footer(exercise)])
    frame = f'<div class="{"large" if large else sheet.size}" dir="{marks.runs(exercise.title)}">'
    return page(exercise.title, "worksheet", f"{frame}\n{body}\n</div>")


def _header(sheet: Worksheet) -> str:
    exercise = sheet.exercise
    minutes = ngettext("About {n} minute.", "About {n} minutes.", exercise.minutes).format(n=exercise.minutes)
    kind = _("An example. The person is invented.") if sheet.answers else ""
    date = f'<p class="date" dir="auto">{words(minutes)} {words(_("Date:"))} {marks.slot()}</p>'
    title = f'<h1 dir="auto">{words(exercise.title)}</h1>'
    about = marks.said(on_paper(exercise.about, sheet.titles))
    return f"<header>{title}{marks.said(kind, 'example')}{about}{date}</header>"


def _groups(sheet: Worksheet) -> Iterator[str]:
    """The steps in their order; those that hang on the same answer stand together under one line."""
    before = ""  # the key of the question above
    for condition, some in groupby(sheet.steps, key=lambda step: step.only_if):
        steps = list(some)
        parts = [part for step in steps for part in step_on_paper(sheet, step)]
        asked = sheet.asked.get(condition.key) if condition else None
        if condition and asked:
            lead = only(asked, condition.comparison, is_above=condition.key == before)
            parts = [f'<div class="only">{marks.said(lead, "lead")}', *parts, "</div>"]
        yield from parts
        before = next((step.key for step in reversed(steps) if step.asks), before)


def _footer(exercise: Exercise) -> str:
    made = _(
        "Made with smartcli, for self-help and learning. It is not treatment, not a diagnosis and not emergency care."
    )
    free = _("smartcli is not affiliated with SMART Recovery, nor endorsed by it.")
    draws = _("It draws on: {list}.").format(list=", ".join(exercise.draws_on)) if exercise.draws_on else ""
    sources = _("Sources: {list}").format(list=" · ".join(exercise.sources)) if exercise.sources else ""
    return f"<footer>{marks.said(f'{made} {free} {draws}'.strip())}{marks.said(sources)}</footer>"


def sends_to_numbers(sheet: Worksheet) -> bool:
    """Whether something on it says to look for numbers to call."""
    return NUMBERS in boxes.named(sheet.exercise, sheet.cards)
