"""What becomes of cards: put away and taken back, put first, edited. The cards at hand follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answer
from smartcli.journal.entry import Entry
from smartcli.keeping.saving import asked, follow_at_hand
from smartcli.stores import Stores
from smartcli.text.language import _
from smartcli.views.cards import Card, cards_in


def put_away(stores: Stores, here: Iterable[Card], picked: Sequence[Card]) -> None:
    """Mark what was picked, in every exercise it stands in. here: the cards that are at hand."""
    marks = _away_marks(here, picked)
    if picked:
        stores.mark(lambda kept: kept.but(away=kept.away | marks), _("The cards are put away."))
        follow_at_hand(stores)


def take_back(stores: Stores, away: Sequence[Card], picked: Sequence[Card]) -> None:
    """Take the marks of what was picked away again. away: the cards that are put away."""
    stay = {card.away_mark for card in away} - _away_marks(away, picked)
    leave = stores.known_marks().away - stay  # with them what is of no card any more
    if picked:
        stores.mark(lambda kept: kept.but(away=kept.away - leave), _("The cards are back."))
        follow_at_hand(stores)


def _away_marks(found: Iterable[Card], picked: Iterable[Card]) -> set[str]:
    """Those of what was picked, in every exercise it stands in."""
    texts = {(card.kind, card.text) for card in picked}
    return {card.away_mark for card in found if (card.kind, card.text) in texts}


def put_first(stores: Stores, found: Sequence[Card], picked: Mapping[str, Sequence[Card]]) -> None:
    """Remember the picks by their kinds, all in one, beside those of the other kinds. What is gone is let go."""
    others = {card.mark for card in found if card.kind not in picked}
    marks = [card.mark for cards in picked.values() for card in cards]
    if picked:
        done = _("Which cards stand first is kept.")
        stores.mark(lambda kept: kept.but(first=(*(mark for mark in kept.first if mark in others), *marks)), done)
        follow_at_hand(stores)


def edit(stores: Stores, exercise: Exercise, entry: Entry, difference: Mapping[str, Answer], *, at: datetime) -> Entry:
    """The entry after the change. A card that was picked to stand first goes on doing so."""
    before = cards_in(entry, exercise)
    edited = stores.journal.edit(entry.id, difference, asked=asked(exercise, difference), at=at)
    after = cards_in(edited, exercise)
    gone = [card.mark for card in before if card.mark not in {one.mark for one in after}]
    come = [card.mark for card in after if card.mark not in {one.mark for one in before}]
    if len(gone) == len(come) and stores.marks().first:
        now = dict(zip(gone, come, strict=True))
        from smartcli.keeping.afterwards import tried  # only where a card was picked

        with tried(stores.so_far, _("But the card may not stand first any more.")):
            stores.mark(lambda kept: kept.but(first=tuple(now.get(mark, mark) for mark in kept.first)))
    follow_at_hand(stores)
    return edited
