"""The plan out of the entries that it needs is that out of all of them."""

import os
from datetime import date, timedelta

import pytest
from tests.person import NOON, Person

from smartcli.invented.invented import Invented
from smartcli.invented.people import PEOPLE, SAM
from smartcli.journal.entry import Entry
from smartcli.stores import Stores
from smartcli.views.plan.lines import Plan
from smartcli.views.plan.own_plan import MANY, entries_for, needed, own_plan


def unasked(_before: object) -> str:
    raise AssertionError


def home_of(person: Person, who: Invented, **more: int) -> Stores:
    who.but(last=NOON.date() - timedelta(days=1), **more).write_into(person.home)
    for file in person.home.glob("journal/*/*"):  # what changed just now gets no digest
        os.utime(file, (NOON.timestamp(),) * 2)
    return Stores(home=person.home, passphrase=unasked)


def read_for(stores: Stores) -> list[Entry]:
    which = needed(stores)
    return entries_for(stores, which, stores.journal.some(exercises=which.every))


def without_more(plan: Plan) -> Plan:
    """How many more cards there are is told where all are read."""
    return plan.but(parts=tuple(part.but(more=0) for part in plan.parts))


@pytest.mark.parametrize("name", PEOPLE)
def test_of_each_invented_person(person: Person, name: str) -> None:
    stores = home_of(person, PEOPLE[name], days=90)
    whole = own_plan(stores, stores.journal.entries(), NOON)
    assert any(part.lines for part in whole.parts)
    assert without_more(own_plan(stores, read_for(stores), NOON)) == without_more(whole)


def test_of_what_is_done_day_by_day_the_newest_are_read_and_the_plan_is_the_same(person: Person) -> None:
    stores = home_of(person, SAM, days=200, urges=10)
    stores.journal.past(today=date(2026, 3, 10), days=1)  # keeps digests
    every, some = stores.journal.entries(), read_for(stores)
    assert len(some) < len(every) / 3
    assert len([one for one in some if one.exercise == "urge-log"]) == MANY
    whole = own_plan(stores, every, NOON)
    assert without_more(own_plan(stores, some, NOON)) == without_more(whole)


def test_where_an_old_card_was_picked_to_stand_first_all_are_read(person: Person) -> None:
    stores = home_of(person, SAM, days=200, urges=10)
    stores.journal.past(today=date(2026, 3, 10), days=1)
    stores.mark(lambda marks: marks.but(first=("no card of the newest",)))
    assert len(read_for(Stores(home=person.home, passphrase=unasked))) == len(stores.journal.entries())
