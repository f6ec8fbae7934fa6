"""Saving an entry; then the cards at hand follow."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from smartcli.errors import Damaged, SmartError
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answer
from smartcli.first_aid import card_cache
from smartcli.home import disk
from smartcli.home.filenames import AT_HAND, AT_HAND_LOCK, JOURNAL, PROMPT_LINE, TOLD
from smartcli.journal.entry import Entry
from smartcli.record import Record
from smartcli.stores import Stores
from smartcli.text.language import _, typed
from smartcli.views.cards import Card, cards_in, written_anew

if TYPE_CHECKING:
    from smartcli.first_aid.what_followed import Tried
    from smartcli.journal.happened import Happened


class Saved(Record):
    """An entry that is on the disk, and what else there is to say of it."""

    entry: Entry
    notes: tuple[str, ...] = ()


def save(
    stores: Stores,
    exercise: Exercise,
    answers: Mapping[str, Answer],
    *,
    now: datetime,
    zone: str,
    happened: Happened | None = None,
) -> Saved:
    """Append the entry; when this returns, it is on the disk. Then the cards at hand follow: where they cannot, that is
    told at the end of the run.

    now: aware, in the person's zone. zone: its IANA name. happened: when it was, where that is another time. Raises
    SmartError where it could not be saved.
    """
    entry = Entry(
        at=now.isoformat(timespec="microseconds"),
        zone=zone,
        day=happened.day if happened else stores.settings().day(now).isoformat(),
        happened=happened.said if happened else None,
        exercise=exercise.id,
        version=exercise.version,
        asked=asked(exercise, answers),
        answers=answers,
    )
    entry = stores.journal.append(entry)
    _follow(stores, lambda: put_at_hand(stores, exercise, entry))
    if os.path.lexists(stores.home / PROMPT_LINE):
        _follow_line(stores, entry, now)
    return Saved(entry=entry, notes=(*open_to_others(stores), *_without_identity(stores)))


def _follow_line(stores: Stores, entry: Entry, now: datetime) -> None:
    from smartcli.keeping import prompting  # only where somebody has it in a prompt
    from smartcli.keeping.afterwards import tried

    with tried(stores.so_far, _("But the line for your prompt could not be renewed.")):
        prompting.saved(stores, entry, now)


def _without_identity(stores: Stores) -> tuple[str, ...]:
    """Where what was saved is sealed, and nobody could open it with what is here."""
    if not stores.keys.lacks_identity:
        return ()
    said = _("It is sealed, in a file of its own: the part of the key that opens it is missing here. To mend it:")
    return (f"{said} {typed('smartcli repair')}",)


def open_to_others(stores: Stores) -> tuple[str, ...]:
    """Where others may read what is written: a word about it, once in the life of a home."""
    told = stores.home / TOLD
    if not disk.is_open(stores.home / JOURNAL) or os.path.lexists(told):
        return ()
    with suppress(OSError):  # then it is said again
        disk.replace(told, b"")
    words = _("What you write lies where others who use this computer, or this disk, may be able to read it.")
    closed = "" if stores.keys.is_set_up else typed(_("To seal it with a passphrase: smartcli lock"))
    return (f"{words} {closed}".rstrip(),)


def asked(exercise: Exercise, answers: Mapping[str, Answer]) -> dict[str, str]:
    """The wording that was shown, for every step that was asked; with the unit, where it is the person's own."""
    keys = {step.key for step in exercise.steps if step.asks and step.key in answers}
    units = {step.key: f" ({step.unit})" for step in exercise.steps if step.unit_from and step.unit}
    return {path: ask + units.get(path, "") for path, ask in exercise.asked.items() if path.split(".")[0] in keys}


def put_at_hand(stores: Stores, exercise: Exercise, entry: Entry) -> None:
    """Renew what `urge` and `help-now` may show, from the cache and this entry alone: no look into the journal."""
    found = cards_in(entry, exercise)
    put_away = stores.marks().away if found else frozenset[str]()
    if {card.away_mark for card in found} & put_away:
        put_away = _taken_back(stores, exercise, entry, found)
    fresh = [card for card in found if card.away_mark not in put_away]
    tried = _tried(stores, entry)
    if not (fresh or tried or exercise.replaces):
        if card_cache.is_old(str(stores.home)):
            make_at_hand(stores)
        return
    with disk.locked(stores.home / AT_HAND_LOCK, PATIENCE):
        _put_at_hand(stores, exercise, fresh, tried)


def make_at_hand(stores: Stores) -> None:
    """Where what is at hand is missing, or not what it should be, as where the journal came from another machine.

    What cannot be made in this run is made by a later one, and is no trouble of this one.
    """
    if stores.is_closed or not os.path.isdir(stores.home / JOURNAL):
        return
    if card_cache.is_to_be_made_anew(str(stores.home)):
        with suppress(SmartError, OSError), disk.locked(stores.home / AT_HAND_LOCK, PATIENCE):
            renew_at_hand(stores)


def take_back(stores: Stores, entry: Entry, *, at: datetime) -> None:
    """Take an entry back in whose place another was written; what it said of an urge is not to count twice."""
    stores.journal.take_back(entry, at=at)
    stores.so_far.begin()
    _follow(stores, lambda: _count_no_more(stores, entry))


def _count_no_more(stores: Stores, entry: Entry) -> None:
    if tried := _tried(stores, entry):
        from smartcli.first_aid.what_followed import summed

        with disk.locked(stores.home / AT_HAND_LOCK, PATIENCE):
            before = card_cache.read(str(stores.home))
            if _is_to_be_made_anew(stores, before):
                renew_at_hand(stores)
            else:
                rest = summed(before.tried, tried)
                _write_at_hand(stores, before.cards, rest, is_whole=not before.is_older)


def _tried(stores: Stores, entry: Entry) -> list[Tried]:
    """What an entry says of what was done at an urge, by its exercise as it stands, not as it was asked."""
    exercise = stores.library.find(entry.exercise)
    if exercise is None or not exercise.measuring(card_cache.DID):
        return []
    from smartcli.views.at_urges import tried_in  # only where it is asked

    return tried_in(entry, exercise, stores.library)


def _taken_back(stores: Stores, exercise: Exercise, entry: Entry, found: Sequence[Card]) -> frozenset[str]:
    """What stays put away; what was written anew comes back."""
    others = (one for one in stores.journal.latest(exercise.id) if one.id != entry.id)
    before = next(others, None) if exercise.replaces else None
    anew = {card.away_mark for card in written_anew(found, entry, before, exercise)}
    away = stores.marks().away
    if away & anew:
        stores.mark(lambda kept: kept.but(away=kept.away - anew))
    return away - anew


PATIENCE = 2.0  # seconds that the cards at hand are waited for while another smartcli writes them


def _is_to_be_made_anew(stores: Stores, before: card_cache.AtHand) -> bool:
    """Whether what is at hand is not what it should be, and the journal is open to make it from."""
    is_old = before.damaged or before.is_older or card_cache.is_old(str(stores.home))
    return is_old and not stores.is_closed


def _put_at_hand(stores: Stores, exercise: Exercise, fresh: Sequence[Card], tried: Sequence[Tried]) -> None:
    before = card_cache.read(str(stores.home))
    if _is_to_be_made_anew(stores, before):
        renew_at_hand(stores)
        return
    if before.damaged:
        disk.read_if_any(stores.home / AT_HAND)  # OSError: nothing takes the place of what cannot be read
        before = card_cache.read(str(stores.home))
    picked = {(card.kind, card.text): place for place, card in enumerate(before.cards) if card.first}
    known = {(card.kind, card.text[: card_cache.LONGEST], card.exercise) for card in fresh}
    kept = [
        card
        for card in before.cards
        if (card.kind, card.text, card.exercise) not in known
        and not (exercise.replaces and card.exercise == exercise.id)
    ]
    offered = (card for card in fresh if card.in_crisis)
    known_again = [card.but(first=(card.kind, card.text[: card_cache.LONGEST]) in picked) for card in offered]
    both: list[card_cache.Like] = [*known_again, *kept]
    both.sort(key=lambda card: picked.get((card.kind, card.text[: card_cache.LONGEST]), len(before.cards)))
    _write_at_hand(stores, both, _added(tried, before.tried), is_whole=not before.is_older)


def _added(tried: Sequence[Tried], before: Sequence[Tried]) -> Sequence[Tried]:
    if not tried:
        return before
    from smartcli.first_aid.what_followed import summed  # only after an urge

    return summed([*tried, *before])


def follow_at_hand(stores: Stores) -> None:
    """The same after a change that is on the disk already. What fails in it is told at the end of the run.

    It is tried twice: nothing else would renew it soon. What stays as it was is marked, and renewed when it can be.
    """
    _follow(stores, lambda: renew_at_hand(stores))


def _follow(stores: Stores, renew: Callable[[], None]) -> None:
    try:
        renew()
    except (SmartError, OSError):
        from smartcli.keeping.afterwards import tried

        with tried(stores.so_far, _("But what urge and help-now show could not be renewed.")):
            card_cache.age(str(stores.home))
            renew()


def renew_at_hand(stores: Stores) -> None:
    """The same from the whole journal: after an edit, a deletion, an import.

    Doubles too: whoever is named for hard times stands first there, and is shown with the number from elsewhere.
    Damaged: a part of it cannot be read, and all is as it was.
    """
    from smartcli.views.own_cards import of_every_exercise  # which saving alone does without

    entries = stores.journal.entries()
    found = of_every_exercise(stores, entries)[0]
    tried = _tried_in_all(stores, entries)
    check_cards(stores)
    _write_at_hand(stores, [card for card in found if card.in_crisis], tried)


def _tried_in_all(stores: Stores, entries: Sequence[Entry]) -> Sequence[Tried]:
    known = map(stores.library.find, {entry.exercise for entry in entries})
    if not any(exercise and exercise.measuring(card_cache.DID) for exercise in known):
        return ()
    from smartcli.views.at_urges import tried_in_all  # only where it was asked

    return tried_in_all(reversed(entries), stores.library.find, stores.library)


def check_cards(stores: Stores) -> None:
    """After the cards were looked up. Damaged: a part of the journal, or an exercise, could not be read for them.

    A card may be in there, or that it is gone.
    """
    unread = stores.library.unread()
    whys = [_("The reason: {why}.").format(why=why) for why in stores.journal.why_lost]
    if whys:
        unread += [_("Not all of the journal can be read just now."), *whys]
    if unread:
        raise Damaged(" ".join(unread), next="smartcli doctor")


def _write_at_hand(
    stores: Stores, cards: Iterable[card_cache.Like], tried: Iterable[Tried], *, is_whole: bool = True
) -> None:
    """Damaged: what was put away, or may be seen while all is sealed, could not be read in this run.

    Nothing is written then: it would show what was put away, or take everything away.
    """
    shown = list(_open_to_see(stores, cards))
    for what in ("marks", "settings") if stores.keys.is_set_up else ("marks",):
        if said := stores.so_far.unread.get(what):
            raise Damaged(said, next="smartcli doctor")
    counted = _counted_in_the_open(stores, shown, tried)
    card_cache.write(str(stores.home), shown, tried=counted, is_whole=is_whole)


def _counted_in_the_open(stores: Stores, shown: Iterable[card_cache.Like], tried: Iterable[Tried]) -> Iterable[Tried]:
    """Of a sealed journal nothing where the person's responses are not to be seen; else none of their words but those
    that stand on a card that is."""
    if not stores.keys.is_set_up:
        return tried
    from smartcli.text.same_words import folded  # only where something is sealed

    words = {folded(text) for card in shown if card.kind == card_cache.RESPONSE for text in (card.text, card.answer)}
    is_shown = card_cache.RESPONSE in stores.settings().at_hand.split()
    return [one for one in tried if is_shown and (not one.own or folded(one.text) in words)]


def _open_to_see(stores: Stores, cards: Iterable[card_cache.Like]) -> Iterable[card_cache.Like]:
    """Of a sealed journal only the kinds of card that the person wanted to be seen without the passphrase."""
    if not stores.keys.is_set_up:
        return cards
    kinds = stores.settings().at_hand.split()
    return [card for card in cards if card.kind in kinds]
