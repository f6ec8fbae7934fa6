"""What the person wants at hand in a hard moment: a copy of their cards that can be read at once.

<home>/at-hand.toml is made from the journal and may be thrown away at any time.
"""

from __future__ import annotations

import os

from smartcli.home import flat_toml
from smartcli.home.filenames import AT_HAND

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Protocol, TypeVar

    from smartcli.home.disk import System

    class Like(Protocol):
        """What has the parts of a card, such as the cards of cards.py."""

        @property
        def kind(self) -> str: ...
        @property
        def text(self) -> str: ...
        @property
        def exercise(self) -> str: ...
        @property
        def first(self) -> bool: ...
        @property
        def answer(self) -> str: ...

    L = TypeVar("L", bound=Like)


KINDS = ("reason", "reply", "response", "contact", "statement", "plan")
BETWEEN = " - "  # the parts of a text that is made from several answers


class CachedCard:
    """A short text kept at hand, the exercise it comes from, and whether the person picked it to stand first.

    answer: of the text, what one does, where it also says in which moment.
    """

    def __init__(self, kind: str, text: str, exercise: str = "", first: bool = False, answer: str = "") -> None:
        self.kind = kind
        self.text = text
        self.exercise = exercise
        self.first = first
        self.answer = answer

    def __repr__(self) -> str:
        return f"Card({self.kind!r}, …)"  # never the person's words

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CachedCard) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((self.kind, self.text, self.exercise, self.first, self.answer))


class AtHand:
    """The cards, the picked ones and then the newest first, and whether a part of the file could not be read."""

    def __init__(self, cards: list[CachedCard], damaged: bool) -> None:
        self.cards = cards
        self.damaged = damaged

    def texts(self, kind: str, first: str = "", few: int | None = None) -> list[str]:
        """The texts of a kind, each once; those of the exercise `first` before all others.

        few: so many at the most; of `first` all there are.
        """
        of_kind = [card for card in self.cards if card.kind == kind]
        kept = {*without_bare(of_kind), *(card for card in of_kind if card.exercise == first)}
        found = sorted((card for card in of_kind if card in kept), key=lambda card: card.exercise != first)
        texts = [card.text for card in found]
        once = list(dict.fromkeys([whole(text, texts) for text in texts]))
        foremost = len({whole(card.text, texts) for card in found if card.exercise == first})
        return once if few is None else once[: max(few, foremost)]


def without_bare(cards: Sequence[L]) -> list[L]:
    """What one does, written by itself, gives way to the same with the moment it is for."""
    said = {(card.kind, card.answer.casefold()) for card in cards if card.answer}
    return [card for card in cards if (card.kind, card.text.casefold()) not in said]


def whole(text: str, texts: Iterable[str]) -> str:
    """The text, or the one that begins with it and says more: a name alone, and the same name with its number."""
    start = f"{text}{BETWEEN}".casefold()
    return next((other for other in texts if other.casefold().startswith(start)), text)


def read(home: str) -> AtHand:
    """What is at hand in that folder; nothing when there is no such file, or no folder ("")."""
    table, bad = flat_toml.load(os.path.join(home, AT_HAND)) if home else ({}, 0)
    rows = flat_toml.rows(table, "card")
    cards = [_card(row) for row in rows]
    kept = [card for card in cards if card.kind in KINDS and card.text.strip()]
    return AtHand(kept, damaged=bool(bad))


def _card(row: dict[str, object]) -> CachedCard:
    kind, text, exercise, answer = (flat_toml.text(row, key) for key in ("kind", "text", "exercise", "answer"))
    return CachedCard(kind, text, exercise, row.get("first") is True, answer)


def write(home: str, cards: Iterable[Like], system: System | None = None) -> None:
    """Take the place of what was at hand before. Give the newest card of a kind first."""
    from pathlib import Path

    from smartcli.home import disk

    rows = [_row(card) for card in cards]
    disk.replace(Path(home, AT_HAND), flat_toml.write({"card": rows}).encode("ascii"), system or disk.SYSTEM)


def _row(card: Like) -> dict[str, object]:
    row: dict[str, object] = {"kind": card.kind, "text": card.text, "exercise": card.exercise}
    if card.answer:
        row["answer"] = card.answer
    if card.first:
        row["first"] = True
    return row
