"""Cards for the wallet: one page, a card a kind, to cut out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smartcli.exports.pages import bullets, height, more, page, paragraph, section, shortened
from smartcli.words import _

ROOM = 10.5  # lines of a card under its title
GAP = 0.13  # lines between two texts
COLUMNS = 46  # letters of a line, rather too few than too many
LONGEST = 160  # characters of one text


def html(cards: Mapping[str, Sequence[str]], day: str) -> bytes:
    """The texts under their titles, the first ones first. There are six kinds, so the page holds them all."""
    sections = "\n".join(_card(title, texts) for title, texts in cards.items() if texts)
    said = _("Cut along the lines. Written down on {day}. This file is not encrypted.").format(day=day)
    return page(_("My cards"), "cards", f"<main>\n{sections}\n</main>\n{paragraph(said)}")


def _card(title: str, texts: Sequence[str]) -> str:
    """As many as fit; the last line says how many there are beside."""
    short = [shortened(" ".join(text.split()), LONGEST) for text in texts]
    shown = fitting(short)
    return section(title, bullets(shown), *more(len(short) - len(shown)))


def fitting(texts: Sequence[str]) -> list[str]:
    """The first texts that have room on a card; one line is kept for what does not fit."""
    room = ROOM
    for number, text in enumerate(texts):
        room -= height(text, COLUMNS) + GAP
        if room < (number + 1 < len(texts)):
            return list(texts[: max(1, number)])
    return list(texts)
