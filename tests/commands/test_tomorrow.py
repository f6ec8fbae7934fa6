"""Tomorrow's hard hour in the check-in: what was counted, and what is planned for it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.asking.prompts.seat import Seat
from tests.person import OWN, Person
from tests.program import Program

from smartcli.home.settings import Settings

NOTE = "This is of tomorrow, out of what you wrote."
NONE = "There is no plan for it yet."
THURSDAY = datetime.fromisoformat("2026-03-12T20:00:00+01:00")


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def urges(person: Person, *days: str, hour: int = 19) -> None:
    """One urge on each of these days; then it is Thursday 12 March."""
    for day in days:
        person.clock.now = datetime.fromisoformat(f"{day}T{hour:02}:00:00+01:00")
        person.does("urge-log", {"strength": 5})
    person.clock.now = THURSDAY


FRIDAYS = ("2026-02-06", "2026-02-13", "2026-02-20")
OTHERS = ("2026-02-03", "2026-02-18")


def check_in(person: Person, *answers: str) -> str:
    said = person.types("checkin", answers=[*answers, *[""] * 14])
    assert said.code == 0, said.err
    return unwrapped(said.out)


def test_it_is_named_before_the_plan_is_asked_for_with_what_was_counted(person: Person) -> None:
    urges(person, *FRIDAYS, *OTHERS)
    out = check_in(person, "3")
    told = (
        f"{NOTE} It does not have to be so. - You wrote down 5 urges so far, 3 of them on Fridays in the evening. "
        f"Tomorrow is Friday. {NONE}"
    )
    assert told in out
    assert out.index("One line about today?") < out.index(NOTE) < out.index("One small plan for tomorrow?")
    urges(person, "2025-11-28")
    assert "You wrote down 5 urges in twelve weeks, 3 of them on Fridays in the evening." in check_in(person, "3")


@pytest.mark.parametrize(
    "days",
    [
        FRIDAYS,  # three urges
        (*FRIDAYS[:2], *OTHERS, "2026-02-24"),  # two Fridays
        (FRIDAYS[0], FRIDAYS[0], FRIDAYS[0], FRIDAYS[1], *OTHERS),  # two Fridays, one of them with three
        ("2025-11-07", "2025-11-14", "2025-11-21", *OTHERS, "2026-02-24", "2026-02-25"),  # long ago
        (*FRIDAYS, *(f"2026-02-{day:02}" for day in (1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19, 22, 23))),
    ],
    ids=["few", "two", "one-evening", "old", "as-any-day"],
)
def test_what_is_too_little_or_as_on_any_day_names_none(person: Person, days: tuple[str, ...]) -> None:
    urges(person, *days)
    assert NOTE not in check_in(person, "3")


def test_another_weekday_names_none(person: Person) -> None:
    urges(person, *FRIDAYS, *OTHERS)
    person.clock.on(days=1)
    assert NOTE not in check_in(person, "3")


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ({"day": "Friday", "part": "Evening", "what": "Swimming", "with": "Jo"}, "Your plan for it: Swimming, Jo"),
        ({"day": "Friday", "part": "Night", "what": "A call"}, "Your plan for it: A call"),
        ({"day": "Friday", "part": "Morning", "what": "Swimming"}, NONE),
        ({"day": "Saturday", "part": "Evening", "what": "Swimming"}, NONE),
    ],
)
def test_the_plan_of_the_week_is_named_where_it_is_for_that_hour(
    person: Person, plan: dict[str, Any], said: str
) -> None:
    urges(person, *FRIDAYS, *OTHERS)
    person.does("week-plan", {"slots": [plan]})
    assert f"Tomorrow is Friday. {said}" in check_in(person, "3")
    person.clock.on(days=14)
    assert "Swimming" not in check_in(person, "3").split(NOTE)[1]


@pytest.mark.parametrize(
    ("moment", "is_for_it"),
    [
        ("Friday, after the late shift", True),
        ("fridays in the EVENING", True),
        ("Evenings", True),
        ("Friday mornings", False),
        ("Saturday evening", False),
        ("Boredom", False),
    ],
)
def test_a_plan_for_a_moment_that_names_it_counts(person: Person, moment: str, is_for_it: bool) -> None:
    urges(person, *FRIDAYS, *OTHERS)
    person.does("coping-plan", {"plans": [{"situation": moment, "response": "I walk by the canal"}]})
    said = f"Your plan for it: {moment} - I walk by the canal" if is_for_it else NONE
    assert said in check_in(person, "3")


def test_sealed_and_open_the_plan_is_found_and_closed_nothing_is_told(person: Person) -> None:
    urges(person, *FRIDAYS, *OTHERS)
    person.does("coping-plan", {"plans": [{"situation": "Friday evening", "response": "I walk"}]})
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    said = person.types(answers=["3", "3", *[""] * 9, "Leave"])
    assert "Your plan for it: Friday evening - I walk" in unwrapped(said.out), said.out + said.err
    person.passphrases = []
    person.clock.on(days=7)
    assert NOTE not in check_in(person, "3")


# When no number is told

CRISIS, USED = ["3", "3", "0"], ["3", *[""] * 4]


def test_on_a_day_of_more_or_a_hard_evening_nothing_is_told(person: Person) -> None:
    urges(person, *FRIDAYS, *OTHERS)
    assert NOTE in check_in(person, *USED, "1")
    assert NOTE not in check_in(person, *USED, "3")
    assert NOTE not in check_in(person, "3")  # it was more already
    urges(person, "2026-03-11")
    person.clock.on(days=7)
    assert NOTE in check_in(person, "3")
    assert NOTE not in check_in(person, *CRISIS)
    assert NOTE not in check_in(person, "3")


def test_past_the_own_limit_nothing_is_told(person: Person) -> None:
    urges(person, *FRIDAYS, *OTHERS)
    person.does("my-goal", {"way": "Cut down", "unit": "Drinks", "at_most_day": 2})
    assert NOTE in check_in(person, *USED, "2")
    assert NOTE not in check_in(person, *USED, "3")


def test_of_another_day_nothing_is_told_and_without_the_question_neither(person: Person) -> None:
    urges(person, *FRIDAYS, *OTHERS)
    said = person.types("checkin", "--day", "2026-03-05", answers=["3", *[""] * 14])
    assert NOTE not in unwrapped(said.out)
    person.types("settings", "change", "--check-in", "urge,mood")
    assert NOTE not in check_in(person, "3")


def test_in_a_terminal_it_stands_before_the_question(program: Program) -> None:
    person = Person(program.home)
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    now = datetime.now().astimezone()
    later = Settings().day(now) - now.date() + timedelta(days=1)  # at night it is still the day before
    for weeks in (1, 2, 3, 4, 5):
        person.clock.now = (now + later).replace(hour=19) - timedelta(weeks=weeks)
        person.does("urge-log", {"strength": 5})
    seat = Seat(program, "checkin", term="xterm-256color")
    seat.types("3\r", "How strong is the urge right now?")
    for question in ("the strongest urge", "How is your mood", "How sure", "How well", "Today, did you", "One line"):
        seat.types("\r", question)
    seat.sees("You wrote down 5 urges so far, 5 of them on")
    seat.sees("There is no plan for it yet.")
    seat.types("\x03", "One small plan for tomorrow?")
    seat.ends()
