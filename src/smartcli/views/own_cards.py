"""The cards out of the person's own stores: those at hand, and those put away."""

from __future__ import annotations

from collections.abc import Sequence

from smartcli.journal.entry import Entry
from smartcli.stores import Stores
from smartcli.views.cards import Card, cards, each_once, first_ones, without_doubles


def every_card(stores: Stores) -> list[Card]:
    """All cards but those that were put away: those that were picked, then the newest first."""
    return sorted_out(stores)[0]


def sorted_out(stores: Stores, entries: Sequence[Entry] | None = None) -> tuple[list[Card], list[Card]]:
    """The cards that are at hand, and those that were put away, the newest first; each person once.

    entries: all there are, oldest first, where they were read already.
    """
    here, put_away = of_every_exercise(stores, entries)
    return without_doubles(here), each_once(put_away)


def of_every_exercise(stores: Stores, entries: Sequence[Entry] | None = None) -> tuple[list[Card], list[Card]]:
    """The same, with a text that stands in several exercises once for each."""
    found = cards(reversed(stores.journal.entries() if entries is None else entries), stores.library)
    marks = stores.marks()  # after the entries: what is sealed in it is there once they have been opened
    here = [card for card in found if card.away_mark not in marks.away]
    return first_ones(here, marks.first), [card for card in found if card.away_mark in marks.away]
