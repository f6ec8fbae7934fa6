"""Show the cards: the short texts kept at hand."""

from __future__ import annotations

import typer

from smartcli import at_hand
from smartcli.cards import Card
from smartcli.cards import cards as all_cards
from smartcli.commands.do import JsonOption
from smartcli.commands.journal import end_as_damaged, say_unreadable
from smartcli.commands.saving import renew_at_hand
from smartcli.words import _
from smartcli.world import World

HEADINGS = {
    "reason": _("My reasons"),
    "plan": _("My plans"),
    "response": _("What I do when an urge comes"),
    "reply": _("My answers to hard thoughts"),
    "statement": _("Words that help me"),
    "contact": _("My people"),
}


def cards(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Show your cards: reasons, plans, answers, people."""
    world: World = ctx.obj
    if as_json:
        rows = [{"kind": c.kind, "text": c.text, "exercise": c.exercise, "day": c.day} for c in _all(world)]
        world.screen.json({"schema": 1, "cards": rows})
    else:
        show_cards(world)
    cache = world.home / at_hand.FILE
    if world.home.is_dir() and (not cache.exists() or at_hand.read(str(world.home)).damaged):
        renew_at_hand(world)  # the cache was thrown away or spoiled: here is a good moment
    say_unreadable(world)
    end_as_damaged(world)


def _all(world: World) -> list[Card]:
    return all_cards(reversed(world.journal.entries()), world.library)


def show_cards(world: World) -> None:
    """The cards, kind by kind."""
    found = _all(world)
    if not found:
        world.screen.say(_("No cards yet. They come from what you write, for example: smartcli do why-i-want-this"))
    for kind, heading in HEADINGS.items():
        _show(world, heading, [card for card in found if card.kind == kind])


def _show(world: World, heading: str, found: list[Card]) -> None:
    if not found:
        return
    world.screen.title(heading)
    for card in found:
        world.screen.say(f"- {card.text}")
    world.screen.say()
