"""Saving an entry; then the cards at hand follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from smartcli import at_hand, disk, settings
from smartcli.cards import Card, cards_in, each_once, first_ones, without_doubles, written_anew
from smartcli.cards import cards as all_cards
from smartcli.entry import Entry
from smartcli.errors import SmartError
from smartcli.exercise import Exercise
from smartcli.step import Answer
from smartcli.words import _
from smartcli.world import World


def save(world: World, exercise: Exercise, answers: Mapping[str, Answer]) -> Entry:
    """Append the entry; when this returns, it is on the disk. Then the cards at hand follow."""
    now = world.now()
    entry = Entry(
        at=now.isoformat(timespec="microseconds"),
        zone=world.zone,
        day=world.settings().day(now).isoformat(),
        exercise=exercise.id,
        version=exercise.version,
        asked=asked(exercise, answers),
        answers=answers,
    )
    entry = world.journal.append(entry)
    try:
        put_at_hand(world, exercise, entry)
    except (OSError, SmartError):  # the entry is saved all the same
        world.screen.note(_("What urge and help-now show could not be renewed."))
    return entry


def asked(exercise: Exercise, answers: Mapping[str, Answer]) -> dict[str, str]:
    """The wording that was shown, for every step that was asked."""
    keys = {step.key for step in exercise.steps if step.asks and step.key in answers}
    return {path: ask for path, ask in exercise.asked.items() if path.split(".")[0] in keys}


def put_at_hand(world: World, exercise: Exercise, entry: Entry) -> None:
    """Renew what `urge` and `help-now` may show, from the cache and this entry alone: no look into the journal."""
    found = cards_in(entry, exercise)
    put_away = {*(world.settings().away_cards.split() if found else ())}
    if {card.away_mark for card in found} & put_away:
        put_away = _taken_back(world, exercise, entry, found)
    fresh = [card for card in found if card.away_mark not in put_away]
    if not fresh and not exercise.replaces:
        return
    with disk.locked(world.home / "at-hand.lock", PATIENCE):
        _put_at_hand(world, exercise, fresh)


def _taken_back(world: World, exercise: Exercise, entry: Entry, found: Sequence[Card]) -> set[str]:
    """What stays put away; what was written anew comes back."""
    others = (one for one in world.journal.latest(exercise.id) if one.id != entry.id)
    before = next(others, None) if exercise.replaces else None
    anew = {card.away_mark for card in written_anew(found, entry, before, exercise)}
    kept = world.settings()
    marks = {*kept.away_cards.split()}
    if marks & anew:
        settings.write(world.home, kept.but(away_cards=" ".join(sorted(marks - anew))), keys=world.keys)
    return marks - anew


PATIENCE = 2.0  # seconds that the cards at hand are waited for while another smartcli writes them


def _put_at_hand(world: World, exercise: Exercise, fresh: Sequence[Card]) -> None:
    before = at_hand.read(str(world.home))
    if (before.damaged or not (world.home / at_hand.FILE).exists()) and not world.is_closed:
        renew_at_hand(world)
        return
    picked = {(card.kind, card.text): place for place, card in enumerate(before.cards) if card.first}
    known = {(card.kind, card.text, card.exercise) for card in fresh}
    kept = [
        card
        for card in before.cards
        if (card.kind, card.text, card.exercise) not in known
        and not (exercise.replaces and card.exercise == exercise.id)
    ]
    known_again = [card.but(first=(card.kind, card.text) in picked) for card in fresh]
    both: list[at_hand.Like] = [*known_again, *kept]
    both.sort(key=lambda card: picked.get((card.kind, card.text), len(before.cards)))
    at_hand.write(str(world.home), _open_to_see(world, both))


def renew_at_hand(world: World) -> None:
    """The same from the whole journal: after an edit, a deletion, an import.

    Doubles too: whoever is named for hard times stands first there, and is shown with the number from elsewhere.
    """
    at_hand.write(str(world.home), _open_to_see(world, of_every_exercise(world)[0]))


def every_card(world: World) -> list[Card]:
    """All cards but those that were put away: those that were picked, then the newest first."""
    return sorted_out(world)[0]


def sorted_out(world: World, entries: Sequence[Entry] | None = None) -> tuple[list[Card], list[Card]]:
    """The cards that are at hand, and those that were put away, the newest first; each person once.

    entries: all there are, oldest first, where they were read already.
    """
    here, put_away = of_every_exercise(world, entries)
    return without_doubles(here), each_once(put_away)


def of_every_exercise(world: World, entries: Sequence[Entry] | None = None) -> tuple[list[Card], list[Card]]:
    """The same, with a text that stands in several exercises once for each."""
    found = all_cards(reversed(world.journal.entries() if entries is None else entries), world.library)
    kept = world.settings()  # after the entries: what is sealed in it is there once they have been opened
    put_away = {*kept.away_cards.split()}
    here = [card for card in found if card.away_mark not in put_away]
    return first_ones(here, kept.first_cards.split()), [card for card in found if card.away_mark in put_away]


def _open_to_see(world: World, cards: Iterable[at_hand.Like]) -> Iterable[at_hand.Like]:
    """Of a sealed journal only the kinds of card that the person wanted to be seen without the passphrase."""
    if not world.keys.is_set_up:
        return cards
    kinds = world.settings().at_hand.split()
    return [card for card in cards if card.kind in kinds]
