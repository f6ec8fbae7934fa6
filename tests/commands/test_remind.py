"""What is due today: the check-in, what was planned for today, days that were set."""

from datetime import timedelta

import pytest
from tests.person import OWN, Person

OPEN, WRITTEN = "Today's check-in is open: smartcli checkin\n", "Today's check-in is written.\n"
NOTHING = "Nothing else is due today.\n"


def test_an_empty_home_has_a_check_in_and_nothing_else_and_stays_empty(person: Person) -> None:
    said = person.types("remind")
    assert (said.code, said.out, said.err) == (0, OPEN + NOTHING, "")
    assert not person.home.exists()


def test_a_written_check_in_is_said_to_be(person: Person) -> None:
    person.does("check-in", {"urge": 3})
    assert person.types("remind").out == WRITTEN + NOTHING
    person.clock.on(days=1)
    assert person.types("remind").out == OPEN + NOTHING


def test_what_was_planned_for_today_stands_there_and_not_for_longer(person: Person) -> None:
    slots = [{"day": "Wednesday", "part": "Evening", "what": "A walk", "with": "Ana"}, {"day": "Friday", "what": "x"}]
    person.does("week-plan", {"slots": slots})
    person.does("check-in", {"urge": 3, "plan": "Leave my card with Ana"})
    assert person.types("remind").out == WRITTEN + NOTHING
    person.clock.on(days=1)
    planned = f"{OPEN}- You planned this: Leave my card with Ana\n- In your week: Evening, A walk, Ana\n"
    assert person.types("remind").out == planned
    person.clock.on(days=7)
    assert person.types("remind").out == f"{OPEN}- In your week: Evening, A walk, Ana\n"
    person.clock.on(days=7)  # the weeks of that plan are over
    assert person.types("remind").out == OPEN + NOTHING


def test_days_that_have_come_stand_there_all_of_them(person: Person) -> None:
    for number in range(4):
        person.does("smart-goal", {"goal": f"Goal {number}", "by": "2026-03-11"})
    person.does("telling-someone", {"what": "Tell Ana", "by": "2026-03-11"})
    person.clock.on(days=1)
    lines = person.types("remind").out.splitlines()
    assert sorted(lines[1:6]) == [
        *(f"- You set today for this goal: Goal {number}" for number in range(4)),
        "- You wanted to do this by today: Tell Ana",
    ]
    assert lines[6] == "What is done can be put away: smartcli cards away"
    found = person.types("remind", "--json").json
    assert (found["schema"], found["day"], found["checked_in"], found["plans"]) == (1, "2026-03-11", False, [])
    assert sorted(one["exercise"] for one in found["due"]) == ["smart-goal"] * 4 + ["telling-someone"]


def test_after_midnight_it_is_still_the_day_before(person: Person) -> None:
    person.does("check-in", {"urge": 3})
    person.clock.now += timedelta(hours=14)  # two in the night
    assert person.types("remind").out == WRITTEN + NOTHING


def test_a_sealed_journal_is_opened_for_it(person: Person) -> None:
    person.does("check-in", {"urge": 3})
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    assert person.types("remind").out == WRITTEN + NOTHING
    person.passphrases = []
    said = person.types("remind")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("The journal is sealed, and nobody is there to give the passphrase.")


@pytest.mark.parametrize("option", [(), ("--json",)], ids=["screen", "json"])
def test_a_part_that_cannot_be_read_is_said(person: Person, option: tuple[str, ...]) -> None:
    person.does("check-in", {"urge": 3})
    person.does("urge-log", {"strength": 3})
    [segment] = (person.home / "journal").glob("*/*.jsonl")
    segment.write_bytes(b'{"torn\n' + segment.read_bytes().split(b"\n", 1)[1])
    said = person.types("remind", *option)
    assert said.code == 3
    assert said.err.startswith("1 line could not be read.")
