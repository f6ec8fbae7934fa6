"""Cards for the wallet: one page, a card a kind, a second one where a kind has much, to cut out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smartcli.exchange.pages import beside, bullets, numbered, page, paragraph, section, shortened
from smartcli.exchange.pages.markup import Html, joined, on_lines
from smartcli.exchange.pages.measure import wrapped
from smartcli.text.language import _

BOXES = 8  # that a sheet of A4 or Letter holds
ROOM = 11.2  # lines of a card under its title
GAP = 0.13  # lines between two texts
EMS = 23.0  # of a line, as in cards.css
LONGEST = 160  # characters of one text

Boxes = list[list[str]]  # the texts of each card of a kind
Dealt = tuple[str, list[Html]]  # a card: its title, and what stands under it


def html(cards: Mapping[str, Sequence[str]], day: str) -> bytes:
    """The texts under their titles, the first ones first. There are six kinds, so the page holds them all."""
    dealt_out = dealt({title: texts for title, texts in cards.items() if texts})
    main = on_lines("main", *(section(title, *parts) for title, parts in dealt_out))
    said = _("Cut along the lines. Written down on {day}. This file is not encrypted.").format(day=day)
    return page(_("My cards"), "cards", joined(main, paragraph(said), between="\n"))


def dealt(cards: Mapping[str, Sequence[str]]) -> list[Dealt]:
    """Titles and what stands under them; the boxes that are over go to the kinds of which most is missing."""
    short = {title: [shortened(" ".join(text.split()), LONGEST) for text in texts] for title, texts in cards.items()}
    boxes = {title: filled(texts, 1) for title, texts in short.items()}
    for _over in range(BOXES - len(boxes)):
        missing = {title: len(texts) - sum(map(len, boxes[title])) for title, texts in short.items()}
        title = max(missing, key=lambda title: missing[title])
        if missing[title]:
            boxes[title] = filled(short[title], len(boxes[title]) + 1)
    return [said for title, some in boxes.items() for said in _kind(title, some, len(short[title]))]


def _kind(title: str, boxes: Boxes, all_: int) -> list[Dealt]:
    """The boxes of a kind; the last line says how many texts there are beside."""
    said = [(numbered(title, number, len(boxes)), [bullets(texts)]) for number, texts in enumerate(boxes, 1)]
    said[-1][1].extend(paragraph(text, "more") for text in beside(all_ - sum(map(len, boxes))))
    return said


def filled(texts: Sequence[str], boxes: int) -> Boxes:
    """The first texts that have room in so many boxes; in the last, one line is kept for what does not fit."""
    found: Boxes = []
    for number in range(boxes):
        rest = texts[sum(map(len, found)) :]
        if rest:
            found.append(_fitting(rest, is_last=number == boxes - 1))
    return found


def _fitting(texts: Sequence[str], *, is_last: bool) -> list[str]:
    room = ROOM
    for number, text in enumerate(texts):
        room -= wrapped(text, EMS) + GAP
        if room < (is_last and number + 1 < len(texts)):
            return list(texts[: max(1, number)])
    return list(texts)
