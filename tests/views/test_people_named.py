"""Who is named in private answers: names of any kind, and none of the words that everybody uses."""

from collections.abc import Mapping
from typing import Any

import pytest
from tests.person import Person

from smartcli.exercises.library import Library
from smartcli.journal import Journal
from smartcli.views.people_named import PeopleNamed, people_named


def named(person: Person, exercise: str, answers: Mapping[str, Any]) -> PeopleNamed:
    person.does(exercise, answers)
    library = Library(person.home)
    return people_named(Journal(person.home).entries(), library.find, map(library.load, library.ids()))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ana", "I text Ana at six"),
        ("Ana", "Not at ANÁ's place"),
        ("Ana", "no more bets at anas place"),
        ("ana", "I ask Ana"),
        ("My sister Ana, who can come over on Sundays", "Ana: Sunday?"),
        ("Dr. Keller", "keller on Monday"),
        ("José Luis", "With Jose to the sea"),
        ("Al", "Tea at Al's"),
        ("小明", "给小明打电话"),
        ("+44 7700 900123", "I call 900123"),
    ],
)
def test_a_text_that_names_somebody_is_found(person: Person, name: str, text: str) -> None:
    assert named(person, "support-network", {"people": [{"name": name}]}).are_in(text)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"name": "Ana", "can": ["Keep me company"]}, "Bananas, and keep me company"),
        ({"name": "My sister", "when": "In the evening"}, "I walk with my sister in the evening"),
        ({"name": "Al", "reach": "555-0142"}, "Less alcohol, at most 555 steps"),
        ({"name": "Me", "when": "Sunday, after 6"}, "At 6 on Sundays it is me"),
        ({"name": "Me", "knows": True}, "True. Yes"),
    ],
)
def test_words_that_everybody_uses_name_nobody(person: Person, row: Mapping[str, Any], text: str) -> None:
    assert not named(person, "support-network", {"people": [row]}).are_in(text)


def test_what_is_not_private_names_nobody_and_neither_does_a_choice_of_ours(person: Person) -> None:
    person.does("smart-goal", {"specific": "Tea with Marla"})
    people = named(person, "lapse-review", {"danger": ["Chest pain or a very bad headache or passing out"]})
    assert [people.are_in(text) for text in ("Marla", "Chest pain")] == [False, False]
