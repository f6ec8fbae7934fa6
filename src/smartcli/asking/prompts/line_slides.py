"""Slides in plain lines: each says what is new on it, and a line is typed for each key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from smartcli.asking.deck import LEAVE, LIVE, Deck
from smartcli.asking.live import ask_live
from smartcli.asking.prompts.page import Paragraph
from smartcli.asking.prompts.slide_text import answered, asked, heard
from smartcli.asking.turn import Back
from smartcli.text.language import _
from smartcli.text.wrapping import wrapped

if TYPE_CHECKING:
    from smartcli.asking.prompts.lines import LinePrompter

EARLIER, NOTES, LEAVES = "b", "n", {LEAVE, "x", "quit", "exit"}


def present(prompter: LinePrompter, deck: Deck) -> None:
    """Until it is over, or left. Raises KeyboardInterrupt."""
    _say(prompter, deck, [prompter.banner])
    _show(prompter, deck)
    _say(prompter, deck, [_ways(deck)])
    while True:
        key = _key(prompter, deck)
        before, is_told = deck.place, deck.is_told
        if key in LEAVES or (key == "" and not deck.next()):
            return
        if key == EARLIER:
            deck.back()
        elif key == NOTES:
            deck.turn_notes()
            _say(prompter, deck, (part.text for part in heard(deck, deck.width - 1)))
        elif key == LIVE and deck.slide.turn:
            ask_live(prompter, deck)
            _say(prompter, deck, (part.text for part in heard(deck, deck.width - 1)))
        elif key:
            _say(prompter, deck, [_ways(deck)])
        if before != deck.place:
            _show(prompter, deck)
        elif is_told != deck.is_told:
            _tell(prompter, deck, answered(deck.answers, deck.width - 1) if deck.is_told else asked(deck.slide))


def _key(prompter: LinePrompter, deck: Deck) -> str:
    _say(prompter, deck, [_("Enter {does}.").format(does=deck.onward)])
    try:
        return prompter.key(_ways(deck))
    except Back:
        return EARLIER
    except EOFError:
        return LEAVE


def _ways(deck: Deck) -> str:
    """What can be typed besides Enter."""
    return "{}.".format(", ".join([*deck.ways, _("! help now")]))


def _show(prompter: LinePrompter, deck: Deck) -> None:
    """A slide, as far as it was told."""
    prompter.write("")
    _say(prompter, deck, [_("Demo, {place} of {total}.").format(place=deck.place + 1, total=len(deck.slides))])
    _tell(prompter, deck, [*asked(deck.slide), *answered(deck.answers, deck.width - 1)])
    for line in deck.slide.drawn:
        prompter.write(line)


def _tell(prompter: LinePrompter, deck: Deck, parts: Iterable[Paragraph]) -> None:
    _say(prompter, deck, (part.text for part in parts))


def _say(prompter: LinePrompter, deck: Deck, texts: Iterable[str]) -> None:
    for text in texts:
        for paragraph in text.split("\n"):
            for line in wrapped(paragraph, deck.width):
                prompter.write(line)
