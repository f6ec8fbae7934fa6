"""A question of a slide, asked of those who are here. What they say is shown, and kept nowhere."""

from __future__ import annotations

from contextlib import suppress

from smartcli.asking.deck import Deck
from smartcli.asking.turn import Back, Prompter
from smartcli.errors import InvalidAnswer


def ask_live(prompter: Prompter, deck: Deck) -> None:
    """Ask it, and tell the deck what was heard. Whoever goes back has said nothing."""
    turn = deck.slide.turn
    if turn is None:
        return
    with suppress(Back):
        while True:
            try:
                answer = turn.step.read(prompter.ask(turn))
                break
            except InvalidAnswer as problem:
                prompter.refuse(problem)
        deck.heard = turn.step.show(answer)
        for id in dict.fromkeys(turn.step.cards_for(answer)):
            if text := deck.card(id):
                prompter.tell(text, wait=True)
