"""Help now is help and nothing else, and an urge shows reasons that are reasons, whatever all exercises hold."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.person import Person
from tests.small import entry

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.library import Library
from smartcli.exercises.step import texts
from smartcli.first_aid.card_cache import HARD_TIMES
from smartcli.text.sanitize import one_line
from smartcli.views.cards import cards_in

LIBRARY = Library(Path("/nowhere"))
SHIPPED = [LIBRARY.load(id) for id in LIBRARY.ids()]
REASONS = {"why-i-want-this", "my-reasons", "change-plan"}
NEXT_TO = {"People", "None of these", "Yes", "No", "Chest"}  # answers that are words of ours, too


@pytest.fixture
def everything(person: Person) -> Person:
    """Somebody who did every exercise as its example does."""
    for exercise in SHIPPED:
        person.does(exercise.id, {key: value for key, value in exercise.sample.items() if value is not None})
    return person


def said_in(exercise: Exercise) -> Iterator[str]:
    """All words of an example, line by line."""
    for answer in exercise.sample.values():
        yield from (one_line(text) for text in texts(answer) if len(text) > 4 and text not in NEXT_TO)


def test_help_now_shows_the_plan_for_hard_times_and_people_and_nothing_else_of_the_person(everything: Person) -> None:
    from smartcli.first_aid import pages

    shown = pages.help_now(str(everything.home), {}, width=9999)
    people = {card.text for one in SHIPPED for card in cards_in(entry(one.sample), one) if card.kind == "contact"}
    allowed = set(said_in(LIBRARY.load(HARD_TIMES))) | {one_line(text) for text in people}
    strange = {
        (exercise.id, text)
        for exercise in SHIPPED
        for text in said_in(exercise)
        if text in shown and not any(text in own for own in allowed)
    }
    assert strange == set()
    plan = [card.text for card in cards_in(entry(LIBRARY.load(HARD_TIMES).sample), LIBRARY.load(HARD_TIMES))]
    assert [text for text in plan if text not in shown] == []  # and that is there, whole


def test_only_what_was_written_as_a_reason_is_a_reason() -> None:
    having = {exercise.id for exercise in SHIPPED for _key, step in exercise.every_step() if step.card == "reason"}
    assert having == REASONS


def test_in_an_urge_stand_reasons_and_an_answer_to_the_urge(everything: Person) -> None:
    from smartcli.first_aid import pages

    lines = pages.urge(str(everything.home), width=9999).split("\n")
    at = next(place for place, line in enumerate(lines) if line.startswith("Why you want this"))
    reasons = {text for id in REASONS for text in said_in(LIBRARY.load(id))}
    assert {line.strip() for line in lines[at + 1 : at + 3]} <= reasons
    at = next(place for place, line in enumerate(lines) if line.startswith("Your own words"))
    assert lines[at + 1].strip() in set(said_in(LIBRARY.load("coping-statements")))
    assert lines[at + 2].strip() in set(said_in(LIBRARY.load("talk-back")))


@pytest.mark.parametrize("number", ["8", "8/10", " 7,5 ", "90 %"])
def test_a_bare_number_is_no_reason(person: Person, number: str) -> None:
    person.does("why-i-want-this", {"reasons": [number, "2 children"]})
    assert "Why you want this, in your own words:\n  2 children\n" in person.types("urge").out
