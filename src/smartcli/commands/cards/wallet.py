"""Cards on paper: one card with the chosen few, or a page of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.exchange import new_file
from smartcli.exchange.pages import cards as pages
from smartcli.exchange.pages import one_card
from smartcli.exchange.pages.one_card import FEW, PEOPLE, OneCard
from smartcli.first_aid import helplines
from smartcli.first_aid.pages import told
from smartcli.keeping.saving import check_cards
from smartcli.text.language import _, ngettext, typed
from smartcli.views.cards import HEADINGS, Card
from smartcli.views.own_cards import every_card
from smartcli.world import World

PLANS = ("plan", "response")  # what one means to do, the plans first


def write_all(world: World, path: Path, *, with_private: bool) -> None:
    """All cards on a page to cut out."""
    found = _found(world)
    shown = [card for card in found if with_private or not card.private]
    if not shown:
        raise _none(world, left_out=bool(found))
    texts = {str(title): [card.text for card in shown if card.kind == kind] for kind, title in HEADINGS.items()}
    new_file.write_new(path, pages.html(texts, _today(world)), world.stores.so_far)
    world.screen.notes(new_file.written(path, left_out=len(shown) < len(found)))


def write_one(world: World, path: Path, *, with_private: bool, without_people: bool) -> None:
    """Three reasons, three plans, people, and a help line of the country."""
    found = _found(world)
    open_ = [card for card in found if with_private or not card.private]
    people = [] if without_people else [card for card in found if card.kind == "contact"]
    plans = sorted(
        (card for card in open_ if card.kind in PLANS), key=lambda card: (not card.first, card.kind != PLANS[0])
    )
    reasons = [card for card in open_ if card.kind == "reason"]
    card = OneCard(reasons=_texts(reasons), plans=_texts(plans), people=_texts(people), help_line=_help_line(world))
    if card.is_empty:
        raise _none(world, left_out=len(open_) < len(found))
    new_file.write_new(path, one_card.html(card, _today(world)), world.stores.so_far)
    world.screen.notes(new_file.written(path, left_out=False))
    said = _on_it(len(reasons), len(plans), len(people))
    world.screen.note(said)
    world.screen.note(typed(_("All your cards: smartcli cards --out FILE.html --all")))
    if people:
        world.screen.note(_("Your people are on it. Without them: --without-people"))


def _on_it(reasons: int, plans: int, people: int) -> str:
    counts = {
        ngettext("{n} reason", "{n} reasons", reasons): min(reasons, FEW),
        ngettext("{n} plan", "{n} plans", plans): min(plans, FEW),
        _("{n} of your people"): min(people, PEOPLE),
    }
    parts = ", ".join(said.format(n=n) for said, n in counts.items() if n)
    return _("On it: {parts}. What you picked comes first.").format(parts=parts)


def _help_line(world: World) -> str:
    """The first of the chosen country that is there to talk to; a guess has no place on paper."""
    lines = helplines.for_country(world.stores.settings().country)
    return next((told(line) for kind in ("crisis", "emergency") for line in lines if line.kind == kind), "")


def _texts(cards: Iterable[Card]) -> Sequence[str]:
    return [card.text for card in cards]


def _found(world: World) -> list[Card]:
    return every_card(world.stores)


def _none(world: World, *, left_out: bool) -> SmartError:
    check_cards(world.stores)
    said = [_("There are no cards to print yet."), *new_file.without_private(left_out=left_out)]
    return SmartError(" ".join(said), next="smartcli cards")


def _today(world: World) -> str:
    return world.stores.settings().day(world.now()).isoformat()
