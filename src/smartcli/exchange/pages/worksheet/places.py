"""The place under a question where it is answered by hand, one way a kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from smartcli.exchange.pages.markup import AUTO, Html, joined, tag, words
from smartcli.exchange.pages.worksheet import marks
from smartcli.exercises.kinds import Choice, Date, Lines, Number, Rank, Scale, YesNo
from smartcli.exercises.step import Answer, Step, texts
from smartcli.text.language import _

NUMBERED = 5  # lines to write on, one a text
MARKS = 12  # of a scale, at the most


def place(step: Step, answer: Answer, lines: int, numbered: int = NUMBERED) -> Html:
    """Empty, or with an answer filled in. lines, numbered: to write on, where words or several texts are asked for."""
    if drawn := PLACES.get(step.kind):
        return drawn(step, answer, numbered)
    return marks.rules(lines) if answer is None else marks.hand(step.show(answer))


def _yes_no(step: YesNo, answer: Answer, _numbered: int) -> Html:
    return marks.boxes(step.offers, () if answer is None else (step.show(answer),))


def _choice(step: Choice, answer: Answer, _numbered: int) -> Html:
    return marks.boxes(step.choices, texts(answer), _("In my own words:") if step.other else None)


def _number(step: Number, answer: Answer, _numbered: int) -> Html:
    return tag("p", marks.slot(_bare(answer)), words(step.unit), kind="short", runs=AUTO, between=" ")


def _day(_step: Date, answer: Answer, _numbered: int) -> Html:
    return tag("p", marks.slot(_bare(answer)), kind="short")


def _bare(answer: Answer) -> str:
    return "" if answer is None else str(answer)


def span(step: Scale) -> list[int]:
    """All the numbers of a scale, or of a long one every fifth, tenth and so on."""
    wide = step.high - step.low
    each = next((one for one in (1, 5, 10, 20, 50, 100) if wide // one < MARKS), wide)
    return list(range(step.low, step.high + 1, max(1, each)))


def _scale(step: Scale, answer: Answer, _numbered: int) -> Html:
    shown = span(step)
    row = marks.numbers(shown, step.ends, answer)
    if len(shown) > step.high - step.low:
        return row
    slot = marks.slot(_bare(answer) if answer not in shown else "")
    return joined(row, tag("p", words(_("Or a number in between:")), slot, kind="short", runs=AUTO, between=" "))


def _rank(step: Rank, answer: Answer, numbered: int) -> Html:
    """A number before each; where the words are the reader's own, lines to put them in order."""
    ranked = texts(answer)
    if step.from_ or not step.choices:
        return _lines_for(ranked, min(step.top or numbered, numbered))
    place = {text: str(number) for number, text in enumerate(ranked, 1)}
    slots = {text: marks.slot(place.get(text, ""), "slot tiny") for text in step.choices}
    return marks.listed((joined(slots[text], words(text), between=" ") for text in step.choices), "boxes")


def _lines(_step: Lines, answer: Answer, numbered: int) -> Html:
    return _lines_for(texts(answer), numbered)


def _lines_for(filled: Sequence[str], count: int) -> Html:
    return marks.listed((marks.slot(text, "slot line") for text in filled or [""] * count), "numbered", "ol")


# By the kind of step. In words is answered on lines, and tables have their own places (tables.py).
PLACES: Mapping[str, Callable[[Any, Answer, int], Html]] = {
    "scale": _scale, "yes-no": _yes_no, "choice": _choice, "choices": _choice, "rank": _rank, "lines": _lines,
    "number": _number, "date": _day,
}  # fmt: skip


def how(step: Step) -> str:
    """What to do with the place, where it is not plain to see."""
    if step.is_rating:
        return _("Circle one.")
    if step.picks:
        return _("Tick all that fit.") if step.several else _("Tick one.")
    return _rank_how(step) if step.orders else ""


def _rank_how(step: Step) -> str:
    if step.top == 1:
        return _("Just one.")
    if step.from_ or not step.choices:
        return _("The one that counts most comes first.")
    if step.top:
        return _("Give numbers: 1 to the one that counts most, up to {top}.").format(top=step.top)
    return _("Give numbers: 1 to the one that counts most, then 2, and so on.")
