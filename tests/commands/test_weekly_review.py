"""The week: numbers first, by the person's own goal, then the questions."""

import json
from datetime import datetime, timedelta
from typing import Any

from tests.asking.prompts.seat import Seat
from tests.person import OWN, Person
from tests.program import Program

FIRST = "First the last seven days in numbers."
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
        "- How the days went: none (3), as I wanted (1), more than I wanted (1), it happened (1).",
        "- Days with none: 3 of the 6 you told of. You wanted 4 in a week.",
        "- Drinks: 4.5 in all on 5 days. In a usual week before: 14, which is about 10 in 5 days.",
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
    person.does("my-goal", {"way": "Cut down"})
    week(person, {"used": "No"}, {"used": "As I planned"})
    said = person.types("do", "weekly-review", "--answers", "-", stdin=json.dumps({"week": 5}).encode()).out
    assert "How the days went: none (1), as I wanted (1)." in unwrapped(said)


def test_answers_at_hand_have_two_sentences_and_the_line_of_days(person: Person) -> None:
    week(person, *({"used": "No", "urge_peak": 4} for _day in range(6)))
    said = person.types("do", "weekly-review", "--answers", "-", stdin=json.dumps({"week": 5}).encode()).out
    assert "Something is written on 7 of 7 days." in said
    assert "The last seven days: Strongest urge of the day" in said
    assert "on average" not in said


# The picture


PICTURE = "Strongest urge of the day"


def test_the_weeks_are_drawn_before_the_numbers_and_these_before_the_questions(person: Person) -> None:
    week(person, *({"urge_peak": peak} for peak in (4, 6, 5, 7, 3, 6)))
    out = unwrapped(looks_back(person))
    assert out.index(PICTURE) < out.index(FIRST) < out.index(ASKED)
    assert "Week of 9 Mar: 5.2, 6 days." in out


def test_the_weeks_begin_as_the_locale_has_it(person: Person) -> None:
    week(person, *({"urge_peak": peak} for peak in (4, 6, 5, 7, 3, 6)))
    person.environ["LC_TIME"] = "en_US.UTF-8"
    assert "Week of 8 Mar:" in unwrapped(looks_back(person))


def test_one_day_alone_makes_no_picture(person: Person) -> None:
    week(person, {"urge_peak": 4}, {"mood": 4}, {"used": "No"})
    assert "Week of" not in looks_back(person).split(FIRST)[0]


def test_where_no_peak_is_rated_the_first_rating_of_the_day_is_drawn(person: Person) -> None:
    week(person, *({"mood": 5} for _day in range(5)))
    assert "Mood" in looks_back(person).split(FIRST)[0]


def test_on_a_day_of_more_and_while_closed_nothing_is_drawn(person: Person) -> None:
    week(person, *({"urge_peak": 4} for _day in range(5)))
    person.does("check-in", {"used": "More than I wanted"})
    assert PICTURE not in looks_back(person).split(ASKED)[0]
    person.clock.on(days=1)
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    person.passphrases = []
    assert PICTURE not in looks_back(person).split(ASKED)[0]


def test_in_a_terminal_the_weeks_stand_above_the_first_question(program: Program) -> None:
    person = Person(program.home)
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    now = datetime.now().astimezone()
    for back in range(6, 0, -1):
        person.clock.now = now - timedelta(days=back)
        person.does("check-in", {"urge_peak": 9})
    seat = Seat(program, "do", "weekly-review", term="xterm-256color")
    for words in ("Strongest urge of the day, 0 to 10.", "days", FIRST, ASKED):
        seat.sees(words)
    seat.child.send("\x03")
    seat.ends()


def test_where_nothing_was_written_there_are_no_numbers(person: Person) -> None:
    assert FIRST not in looks_back(person)


def test_on_a_day_of_more_there_are_no_numbers_either(person: Person) -> None:
    person.does("my-goal", {"way": "Cut down"})
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
