"""Sheets of paper to do exercises by hand: blank, or with their invented example filled in; one, or many in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from smartcli.exchange.pages import page
from smartcli.exchange.pages.markup import AUTO, NOTHING, Html, is_element, joined, on_lines, tag, words
from smartcli.exchange.pages.worksheet import boxes, leading, marks
from smartcli.exchange.pages.worksheet.conditions import only
from smartcli.exchange.pages.worksheet.cover import cover, notice
from smartcli.exchange.pages.worksheet.height import Room, last_together
from smartcli.exchange.pages.worksheet.paper import NUMBERS, on_paper
from smartcli.exchange.pages.worksheet.questions import step_on_paper
from smartcli.exchange.pages.worksheet.sheet import Worksheet, example
from smartcli.exercises.exercise import Exercise
from smartcli.text.language import _, ngettext

__all__ = ["Worksheet", "body", "example", "html", "html_of", "sends_to_numbers"]

POINTS = {"usual": 12, "large": 18}  # of the letters, as in worksheet.css; below 12 too many cannot read them


def html(sheet: Worksheet, *, large: bool = False) -> bytes:
    """The whole page of one. A question is never parted; the safety words the program would show are all there."""
    return html_of([sheet], sheet.exercise.title, large=large)


def html_of(sheets: Sequence[Worksheet], title: str, *, large: bool = False) -> bytes:
    """One file of these sheets, each on new paper; before several a cover of this title."""
    return page(title, "worksheet", body(sheets, title, large=large))


def body(sheets: Sequence[Worksheet], title: str, *, large: bool = False) -> Html:
    """What there is to print, for whatever prints it."""
    size = "large" if large else "usual"
    first = [cover(sheets, title, size, Room.of(POINTS[size]))] if len(sheets) > 1 else []
    return joined(*first, *(_sheet(sheet, size) for sheet in sheets), between="\n")


FEWER = 2  # lines and rows at the most that are left out to have a page hold more than a rest


def _sheet(sheet: Worksheet, size: str) -> Html:
    parts, begin = _paged(sheet, Room.of(POINTS[size]))
    main = on_lines("main", *parts[:begin], on_lines("div", *parts[begin:], kind="last"))
    return on_lines("div", _header(sheet), main, kind=f"sheet {size}", runs=marks.runs(sheet.exercise.title))


def _paged(sheet: Worksheet, room: Room) -> tuple[list[Html], int]:
    """The parts, and where those begin that go to the last page together; with less to write on where that helps."""
    ways = [sheet.but(fewer=n, parted=parted) for parted in (False, True) for n in range(FEWER + 1)]
    tries = [(parts, *last_together(parts, room)) for parts in map(_all_parts, ways)]
    parts, begin, _is_good = next((one for one in tries if one[2]), tries[0])
    return parts, _with_those_before(parts, begin)


def _all_parts(sheet: Worksheet) -> list[Html]:
    exercise = sheet.exercise
    ends = [*boxes.at_end(exercise, sheet.asked, sheet.cards, sheet.titles)]
    ends += boxes.numbers(exercise, sheet.cards, sheet.calls, is_known=sheet.is_known)
    return [*_parts(sheet), *(tag("div", end, kind="ends") for end in ends), _footer(exercise)]


def _header(sheet: Worksheet) -> Html:
    exercise = sheet.exercise
    minutes = ngettext("About {n} minute.", "About {n} minutes.", exercise.minutes).format(n=exercise.minutes)
    free = _("You may leave anything out.")
    kind = _("An example. The person is invented.") if sheet.answers else ""
    date = tag("p", words(f"{minutes} {free}"), words(_("Date:")), marks.slot(), kind="date", runs=AUTO, between=" ")
    title = tag("h1", words(exercise.title), runs=AUTO)
    about = marks.said(on_paper(exercise.about, sheet.titles))
    notes = leading.of_exercise(exercise) if sheet.leads else NOTHING
    return tag("header", title, marks.said(kind, "example"), about, date, notes)


ABOVE = "only above"  # what hangs on the answer just above it, and stays with it


def _parts(sheet: Worksheet) -> Iterator[Html]:
    """The steps in their order; those that hang on the same answer stand together under one line."""
    before = ""  # the key of the question above
    for condition, some in groupby(sheet.steps, key=lambda step: step.only_if):
        steps = list(some)
        parts = [part for step in steps for part in step_on_paper(sheet, step) if part]
        asked = sheet.asked.get(condition.key) if condition else None
        if condition and asked:
            is_above = condition.key == before
            lead = marks.said(only(asked, condition.comparison, is_above=is_above), "lead")
            first, *others = _by_question(parts)
            yield tag("div", lead, *first, NOTHING, kind=ABOVE if is_above else "only", between="\n")
            yield from (tag("div", *some, kind="only more") for some in others)
        else:
            yield from parts
        before = next((step.key for step in reversed(steps) if step.asks), before)


def _by_question(parts: Sequence[Html]) -> list[list[Html]]:
    """Each question with what is told after it; what is told before the first one stands with that."""
    found: list[list[Html]] = [[]]
    for part in parts:
        if _asks(part) and any(map(_asks, found[-1])):
            found.append([])
        found[-1].append(part)
    return found


def _asks(part: Html) -> bool:
    return is_element(part, "section", "question")


def _with_those_before(parts: Sequence[Html], begin: int) -> int:
    """Where the last parts begin: not with one that stays with what is above it."""
    while 0 < begin < len(parts) and is_element(parts[begin], "div", ABOVE):
        begin -= 1
    return begin


def _footer(exercise: Exercise) -> Html:
    draws = _("It draws on: {list}.").format(list=", ".join(exercise.draws_on)) if exercise.draws_on else ""
    sources = _("Sources: {list}").format(list=" · ".join(exercise.sources)) if exercise.sources else ""
    return tag("footer", marks.said(f"{notice()} {draws}".strip()), marks.said(sources))


def sends_to_numbers(sheet: Worksheet) -> bool:
    """Whether something on it says to look for numbers to call."""
    return NUMBERS in boxes.named(sheet.exercise, sheet.cards)
