"""The week: numbers first, by the person's own goal, then the questions."""

import json
from typing import Any

from tests.person import Person

FIRST = "First your week in numbers."
ASKED = "How was your week, taken as a whole?"


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def looks_back(person: Person) -> str:
    said = person.types("do", "weekly-review", answers=["6", *[""] * 12])
    assert said.code == 0, said.err
    return said.out


def week(person: Person, *days: dict[str, Any]) -> None:
    """A day of a check-in each, then one more day."""
    for answers in days:
        person.does("check-in", answers)
        person.clock.on(days=1)


def test_the_numbers_come_before_the_questions_and_are_not_said_twice(person: Person) -> None:
    person.does("my-goal", {"way": "Cut down", "unit": "Drinks", "at_most_day": 2, "days_without": 4, "usual_week": 14})
    week(person, {"amount": 0}, {"amount": 0}, {"amount": 2}, {"amount": 0, "plan_went": "Yes"}, {"amount": 2.5})
    person.does("urge-log", {"strength": 5, "acted": "No"})
    person.does("urge-log", {"strength": 7, "acted": "Partly"})
    person.does("urge-log", {"strength": 2})
    shown = looks_back(person)
    told, _asked, after = shown.partition(ASKED)
    assert FIRST in told
    assert [line for line in told.split("\n") if line.startswith("- ")][1:5] == [
        "- How the days went: none (3), as I wanted (1), more than I wanted (1), not said (1).",
        "- Days with none: 3 of the 5 you told of. You wanted 4 in a week.",
        "- Drinks: 4.5 in all on 5 days. In a usual week before: 14.",
        "- Did your plans happen? Yes (1).",
    ]
    assert "- Urges written down: 3. Not acted on: 1.\n" in told
    assert "How the days went" not in after
    assert "Urges written down" not in after


def test_few_days_are_not_set_beside_what_was_wanted_in_a_week(person: Person) -> None:
    person.does("my-goal", {"way": "Cut down", "unit": "Drinks", "at_most_day": 2, "days_without": 4})
    week(person, {"amount": 0}, {"amount": 0}, {"amount": 2}, {"amount": 0})
    assert "Days with none" not in looks_back(person)


def test_answers_at_hand_have_the_numbers_after_saving(person: Person) -> None:
    week(person, {"used": "No"}, {"used": "As I planned"})
    said = person.types("do", "weekly-review", "--answers", "-", stdin=json.dumps({"week": 5}).encode()).out
    assert "How the days went: none (1), as I wanted (1)." in unwrapped(said)


def test_where_nothing_was_written_there_are_no_numbers(person: Person) -> None:
    assert FIRST not in looks_back(person)


def test_on_a_day_of_more_there_are_no_numbers_either(person: Person) -> None:
    week(person, {"used": "No"})
    person.does("check-in", {"used": "More than I wanted"})
    shown = looks_back(person)
    assert FIRST not in shown
    assert "How the days went" not in shown
    person.clock.on(days=1)
    assert "How the days went: none (1), more than I wanted (1)." in unwrapped(looks_back(person))


def test_who_counts_nothing_has_the_days_alone(person: Person) -> None:
    person.does("my-goal", {"way": "Stop", "unit": "Nothing"})
    week(person, {"used": "No"}, {"used": "Rather not say"})
    shown = unwrapped(looks_back(person))
    assert "How the days went: none (1), not said (1)." in shown
    assert "in all" not in shown
