"""The cards at hand after a saving: what else is in them, and when they are left as they are."""

import os
from pathlib import Path
from typing import Any

import pytest
from tests.person import OWN, Person, QuickStores

from smartcli.errors import Damaged
from smartcli.first_aid import card_cache
from smartcli.home import disk
from smartcli.home.disk import System
from smartcli.journal import Journal
from smartcli.keeping import saving
from smartcli.stores import Stores
from smartcli.views.cards import cards_in

WHY, AT_HAND = "why-i-want-this", "at-hand.toml"


def stores_of(home: Path) -> Stores:
    return QuickStores(home=home, passphrase=lambda _before: OWN)


def saved(person: Person, stores: Stores, reason: str, exercise: str = WHY) -> saving.Saved:
    known = stores.library.load(exercise)
    answers: dict[str, Any] = {"reasons": [reason]} if exercise == WHY else {"urge": 3}
    return saving.save(stores, known, answers, now=person.clock(), zone="Europe/Madrid")


def at_hand(home: Path) -> list[str]:
    return [card.text for card in card_cache.read(str(home)).cards]


@pytest.fixture
def sealed(person: Person) -> Person:
    stores = stores_of(person.home)
    stores.keys.create(OWN)
    stores.change_settings(lambda kept: kept.but(at_hand="reason"))
    saved(person, stores, "first")
    return person


DAMAGED = b"\xff\x00 = what is this\n"


def test_damaged_cards_are_made_anew_from_the_journal_where_it_can_be_read(person: Person) -> None:
    person.does(WHY, {"reasons": ["first"]})
    (person.home / AT_HAND).write_bytes(DAMAGED)
    saved(person, stores_of(person.home), "second")
    assert at_hand(person.home) == ["second", "first"]
    assert not card_cache.read(str(person.home)).damaged


def test_while_the_journal_is_closed_damaged_cards_are_replaced_without_a_question(sealed: Person) -> None:
    (sealed.home / AT_HAND).write_bytes(DAMAGED)
    stores = stores_of(sealed.home)
    saved(sealed, stores, "second")
    assert stores.is_closed
    assert at_hand(sealed.home) == ["second"]


@pytest.mark.parametrize("is_once", [False, True], ids=["lasting", "once"])
def test_cards_that_cannot_be_read_just_now_are_not_replaced(
    sealed: Person, monkeypatch: pytest.MonkeyPatch, is_once: bool
) -> None:
    before = (sealed.home / AT_HAND).read_bytes()
    damaged = card_cache.AtHand([], damaged=True)
    stores = stores_of(sealed.home)
    with monkeypatch.context() as patch:
        patch.setattr(card_cache, "read", lambda _home: damaged)
        real = System.open

        def open_(self: System, path: str, flags: int) -> int:
            if os.path.basename(path) == AT_HAND and not flags & (os.O_WRONLY | os.O_RDWR):
                raise OSError(5, "broken")
            return real(self, path, flags)

        patch.setattr(System, "open", open_)
        saved(sealed, stores, "second")
    assert (sealed.home / AT_HAND).read_bytes() == before
    assert stores.so_far.missed


@pytest.mark.parametrize("what", ["settings", "marks", "exercises/x"])
@pytest.mark.parametrize("is_sealed", [False, True], ids=["open", "sealed"])
def test_without_what_says_which_may_be_seen_the_cards_stay_as_they_are(
    person: Person, what: str, is_sealed: bool
) -> None:
    stores = stores_of(person.home)
    if is_sealed:
        stores.keys.create(OWN)
        stores.change_settings(lambda kept: kept.but(at_hand="reason"))
    saved(person, stores, "first")
    stores.so_far.could_not_read(what, "It cannot be read.")
    saved(person, stores, "second")
    stays = what == "marks" or (what == "settings" and is_sealed)
    assert at_hand(person.home) == (["first"] if stays else ["second", "first"])
    assert bool(stores.so_far.missed) is stays
    assert card_cache.is_old(str(person.home)) is stays


def test_what_brings_no_card_leaves_the_file_alone(person: Person) -> None:
    stores = stores_of(person.home)
    saved(person, stores, "first")
    (person.home / AT_HAND).write_bytes(DAMAGED)
    saved(person, stores, "", "check-in")
    assert (person.home / AT_HAND).read_bytes() == DAMAGED


@pytest.mark.parametrize("is_sealed", [False, True], ids=["open", "sealed"])
def test_that_others_may_read_it_is_said_once(person: Person, monkeypatch: pytest.MonkeyPatch, is_sealed: bool) -> None:
    stores = stores_of(person.home)
    if is_sealed:
        stores.keys.create(OWN)
    monkeypatch.setattr(disk, "is_open", lambda _path: True)
    [note] = saved(person, stores, "first").notes
    assert note.startswith("What you write lies where others who use this computer")
    assert note.endswith("." if is_sealed else "smartcli lock")
    assert saved(person, stores, "second").notes == ()


def test_that_it_lies_closed_is_not_said(person: Person) -> None:
    assert saved(person, stores_of(person.home), "first").notes == ()


def test_what_was_put_away_stays_so_until_it_is_written_anew(person: Person) -> None:
    """In an exercise whose newest entry counts alone, what was there before was not written now."""
    stores = stores_of(person.home)
    exercise = stores.library.load("my-reasons")

    def saves(**answers: str) -> None:
        saving.save(stores, exercise, answers, now=person.clock(), zone="Europe/Madrid")

    saves(wish="calm", ability="the bike")
    mark = next(
        card.away_mark for card in cards_in(next(iter(stores.journal.latest())), exercise) if card.text == "calm"
    )
    stores.mark(lambda kept: kept.but(away=frozenset({mark})))
    saves(wish="calm", ability="the boat")
    assert at_hand(person.home) == ["the boat"]
    assert stores.marks().away == {mark}
    saves(ability="the boat")
    saves(wish="calm", ability="the boat")
    assert sorted(at_hand(person.home)) == ["calm", "the boat"]
    assert stores.marks().away == frozenset()


def test_in_an_exercise_that_is_kept_whole_what_is_written_again_is_written_anew(person: Person) -> None:
    stores = stores_of(person.home)
    exercise = stores.library.load(WHY)
    saved(person, stores, "first")
    [mark] = [card.away_mark for card in cards_in(next(iter(stores.journal.latest())), exercise)]
    stores.mark(lambda kept: kept.but(away=frozenset({mark})))
    saved(person, stores, "first")
    assert at_hand(person.home) == ["first"]
    assert stores.marks().away == frozenset()


def test_only_what_was_asked_and_answered_is_kept_with_its_wording(person: Person) -> None:
    exercise = stores_of(person.home).library.load("my-reasons")
    assert saving.asked(exercise, {"wish": "calm"}) == {"wish": "What do you wish were different?"}
    assert saving.asked(exercise, {}) == {}
    silent = [step.key for step in exercise.steps if not step.asks and step.key]
    assert saving.asked(exercise, dict.fromkeys(silent, "x")) == {}


def test_cards_are_not_made_from_a_journal_that_cannot_be_read_whole(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores = stores_of(person.home)
    saved(person, stores, "first")
    stores.mark(lambda kept: kept.but(away=frozenset({"0a1b2c3d"})))
    before = (person.home / AT_HAND).read_bytes()
    monkeypatch.setattr(Journal, "why_lost", property(lambda _journal: ["the disk is broken"]))
    with pytest.raises(Damaged, match=r"Not all of the journal can be read just now\. The reason: the disk is broken"):
        saving.renew_at_hand(stores)
    assert (person.home / AT_HAND).read_bytes() == before


@pytest.mark.parametrize("what", ["exercises/mine.toml", "marks", "settings"])
def test_cards_are_not_looked_up_without_an_exercise_they_may_stand_in(person: Person, what: str) -> None:
    stores = stores_of(person.home)
    saved(person, stores, "first")
    stores.so_far.could_not_read(what, "It cannot be read.")
    if what.startswith("exercises/"):
        with pytest.raises(Damaged, match=r"^It cannot be read\."):
            saving.check_cards(stores)
    else:
        saving.check_cards(stores)


def test_a_card_that_was_put_first_stands_before_those_that_come(person: Person) -> None:
    stores = stores_of(person.home)
    for reason in ("first", "second"):
        saved(person, stores, reason)
    entries = list(stores.journal.latest())
    [picked] = cards_in(entries[-1], stores.library.load(WHY))
    stores.mark(lambda kept: kept.but(first=(picked.mark,)))
    saving.renew_at_hand(stores)
    assert at_hand(person.home) == ["first", "second"]
    saved(person, stores, "third")
    assert at_hand(person.home) == ["first", "third", "second"]
    assert [card.first for card in card_cache.read(str(person.home)).cards] == [True, False, False]
