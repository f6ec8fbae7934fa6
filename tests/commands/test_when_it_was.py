"""An urge that is written down later says when it was, and counts for that time."""

from datetime import datetime
from typing import Any

import pytest
from tests.person import Person

from smartcli.exercises.kinds import WHEN, Date

TODAY, YESTERDAY = "2026-03-10", "2026-03-09"
EVENING = f"{YESTERDAY} evening"
SAID = [
    (None, TODAY, None),
    ("Now", TODAY, None),
    ("Earlier today", TODAY, TODAY),
    ("Yesterday evening", YESTERDAY, EVENING),
]


def of(person: Person) -> tuple[str, Any]:
    entry = person.entries()[-1]
    return entry["day"], entry.get("happened")


def lines(*when: str) -> list[str]:
    """The urge log in plain lines, with what is typed where it asks when it was; then the last question and the end."""
    return ["5", *[""] * 7, *when, "", ""]


@pytest.mark.parametrize(("said", "day", "happened"), SAID)
def test_it_is_told_with_prepared_answers(person: Person, said: str | None, day: str, happened: str | None) -> None:
    person.does("urge-log", {"strength": 5, "when": said})
    assert of(person) == (day, happened)


@pytest.mark.parametrize(("typed", "said"), [("", SAID[0]), *((str(n), one) for n, one in enumerate(SAID[1:], 1))])
def test_it_is_told_in_plain_lines(person: Person, typed: str, said: tuple[str | None, str, str | None]) -> None:
    assert person.types("do", "urge-log", answers=lines(typed)).code == 0
    assert of(person) == said[1:]


def test_another_time_asks_which_day_and_one_to_come_is_asked_again(person: Person) -> None:
    said = person.types("do", "urge-log", answers=lines("4", "tomorrow", "2026-03-07"))
    assert "That day is still to come. Please give today, or a day before it." in said.out + said.err
    assert of(person) == ("2026-03-07", "2026-03-07")


def test_with_prepared_answers_a_day_to_come_is_bad_input(person: Person) -> None:
    given = b'{"strength": 5, "when": "Another time", "when_day": "2026-03-11"}'
    said = person.types("do", "urge-log", "--answers", "-", stdin=given)
    assert said.code != 0
    assert "That day is still to come." in said.err
    assert person.entries() == []


def test_another_time_today_without_a_day_is_when_it_was_written(person: Person) -> None:
    for day in (None, "today"):
        person.does("urge-log", {"strength": 5, "when": "Another time", "when_day": day})
        assert of(person) == (TODAY, None)


def test_with_a_day_on_the_command_line_it_is_not_asked(person: Person) -> None:
    said = person.types("do", "urge-log", "--day", "yesterday", answers=lines())
    assert "When was it?" not in said.out
    assert of(person) == (YESTERDAY, YESTERDAY)
    given = b'{"strength": 5, "when": "Now"}'
    both = person.types("do", "urge-log", "--day", "yesterday", "--answers", "-", stdin=given)
    assert both.code == 2
    assert "when" in both.err


def test_in_the_middle_of_an_urge_it_is_now_and_is_not_asked(person: Person) -> None:
    said = person.types("urge", answers=["3", "5", *[""] * 30])
    assert "Where were you" in said.out
    assert "When was it?" not in said.out


@pytest.mark.parametrize(
    ("at", "evening"),
    [
        ("2026-03-10T00:30:00+01:00", "2026-03-09 evening"),
        ("2026-03-10T03:59:00+01:00", "2026-03-09 evening"),
        ("2026-03-10T04:01:00+01:00", "2026-03-09 evening"),
        ("2026-03-10T23:59:00+01:00", "2026-03-09 evening"),
        ("2026-03-29T03:30:00+02:00", "2026-03-28 evening"),
    ],
)
def test_yesterday_evening_is_the_one_before_this_day_of_the_calendar(person: Person, at: str, evening: str) -> None:
    """Also for somebody whose own day lasts until four: at two in the night the evening is that of the same own day."""
    person.clock.now = datetime.fromisoformat(at)
    person.does("urge-log", {"strength": 5, "when": "Yesterday evening"})
    assert of(person) == (evening[:10], evening)


def test_hard_hours_go_by_when_it_was(person: Person) -> None:
    """Written in the morning, three times, of the evening before."""
    for _ in range(3):
        person.clock.on(days=1)
        said = person.types("do", "urge-log", "--answers", "-", stdin=b'{"strength": 5, "when": "Yesterday evening"}')
    assert "3 urges written down so far, 3 of them in the evening." in " ".join(said.out.split())


def test_what_was_said_yesterday_of_yesterday_evening_is_asked_anew(person: Person) -> None:
    left = person.types("do", "urge-log", answers=["5", *[""] * 7, "3", "^C"])
    assert left.code == 130
    person.clock.on(days=1)
    said = person.types("do", "urge-log", answers=["1", "1", "", "", ""])
    assert "When was it?" in said.out
    assert of(person) == ("2026-03-11", None)


def test_gone_on_with_on_the_same_day_it_stands(person: Person) -> None:
    person.types("do", "urge-log", answers=["5", *[""] * 7, "3", "^C"])
    person.types("do", "urge-log", answers=["1", "", "", ""])
    assert of(person) == (YESTERDAY, EVENING)


def test_changing_an_entry_does_not_ask_it_and_a_day_takes_its_place(person: Person) -> None:
    entry = person.does("urge-log", {"strength": 5, "when": "Yesterday evening"})
    said = person.types("journal", "edit", entry["id"], answers=["", "", "by the bridge", *[""] * 20])
    assert "When was it?" not in said.out
    assert of(person) == (YESTERDAY, EVENING)
    person.types("journal", "edit", entry["id"], "--day", "2026-03-02")
    assert of(person) == ("2026-03-02", "2026-03-02")
    assert person.entries()[0]["answers"]["when"] is None


def test_a_day_that_was_is_asked_in_its_own_words() -> None:
    of_what_was, to_come = Date(key="a", measure=WHEN), Date(key="a")
    assert "yesterday" in of_what_was.hint
    assert "tomorrow" in to_come.hint
