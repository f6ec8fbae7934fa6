"""One card for the wallet: two sides to fold, with the few things that are to be at hand on paper."""

from __future__ import annotations

from collections.abc import Sequence

from smartcli.exchange.pages import bullets, page, paragraph, section
from smartcli.exchange.pages.cards import EMS, GAP, ROOM
from smartcli.exchange.pages.markup import Html, joined, on_lines
from smartcli.exchange.pages.measure import cut, wrapped
from smartcli.record import Record
from smartcli.text.language import _

FEW = 3  # reasons, and plans
PEOPLE = 2
LINES = 2  # of one text at most; people and help lines stand there whole
HELP_LINE = 4  # lines of it at most


class OneCard(Record):
    """What stands on it, the most wanted first; more than there is room for is left out by whoever fills it.

    help_line: as one would tell it; "" = there is none for the country.
    """

    reasons: Sequence[str] = ()
    plans: Sequence[str] = ()
    people: Sequence[str] = ()
    help_line: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.reasons or self.plans or self.people)


def html(card: OneCard, day: str) -> bytes:
    """The page with the card on it. day: YYYY-MM-DD, when it was made."""
    sides = on_lines(
        "main", _side(_("My reasons"), card.reasons, _help(card)), _side(_("My plans"), card.plans, _people(card))
    )
    said = _("Cut along the lines and fold in the middle. Written down on {day}. This file is not encrypted.").format(
        day=day
    )
    return page(_("My card"), "cards one-card", joined(sides, paragraph(said), between="\n"))


def _side(title: str, texts: Sequence[str], below: Sequence[tuple[str, int, bool]]) -> Html:
    """A side of the card. below: what stands there whole, how many lines it takes, and whether it is a heading."""
    room = ROOM - sum(lines + GAP for _text, lines, _is_title in below)
    lines = LINES if room >= FEW * (LINES + GAP) else 1
    shown = [cut(text, EMS, lines) for text in texts[:FEW]]
    return section(
        title, bullets(shown), *(paragraph(text, "more" if is_title else "") for text, _n, is_title in below)
    )


def _help(card: OneCard) -> list[tuple[str, int, bool]]:
    if not card.help_line:
        return []
    text = cut(card.help_line, EMS, HELP_LINE)
    return [(_("Help now"), 1, True), (text, wrapped(text, EMS), False)]


def _people(card: OneCard) -> list[tuple[str, int, bool]]:
    """Each whole, for a number that was cut is none."""
    found: list[tuple[str, int, bool]] = []
    room = ROOM - 1 - GAP - FEW * (1 + GAP)
    for text in (" ".join(one.split()) for one in card.people):
        lines = wrapped(text, EMS)
        if len(found) < PEOPLE and lines + GAP <= room:
            found.append((text, lines, False))
            room -= lines + GAP
    return [(_("My people"), 1, True), *found] if found else []
