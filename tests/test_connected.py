"""What one exercise knows of another: what a person wrote in one place counts in the other."""

import json
from typing import Any

from tests.person import Person


def given_back(person: Person, exercise: str, answers: dict[str, Any], title: str) -> list[str]:
    """The lines under one title of what comes after saving; none where it is not there."""
    said = person.types("do", exercise, "--answers", "-", stdin=json.dumps(answers).encode())
    assert said.code == 0, said.err
    parts = [part.split("\n") for part in said.out.strip().split("\n\n")]
    return next((lines[1:] for lines in parts if lines[0] == title), [])


# Triggers and the coping plan

SIX = ["Feeling low", "Rain", "Sundays", "Noise", "The bus stop", "Good news"]
TRIGGERS = [
    {"trigger": "Boredom", "risk": 8},
    {"trigger": "Payday", "risk": 9, "response": "Leave the place"},
    *({"trigger": name, "risk": 3} for name in SIX),
]
PLANS = [{"situation": "Boredom"}, {"situation": "Feeling low", "way": "Talk to someone"}]


def test_the_coping_plan_points_out_the_triggers_that_no_place_answers(person: Person) -> None:
    person.does("triggers", {"triggers": TRIGGERS})
    assert given_back(person, "coping-plan", {"plans": PLANS}, "No answer yet") == [
        "You wrote these down, here or elsewhere. They can wait for another day.",
        "  Boredom", "  Rain", "  Sundays", "  Noise", "  The bus stop", "  …and 1 more",
    ]  # fmt: skip


def test_the_triggers_point_out_the_same_ones(person: Person) -> None:
    person.does("coping-plan", {"plans": PLANS})
    assert given_back(person, "triggers", {"triggers": TRIGGERS}, "No answer yet") == [
        "These can go into your coping plan. They can wait for another day.",
        "  Boredom", "  Rain", "  Sundays", "  Noise", "  The bus stop", "  …and 1 more",
    ]  # fmt: skip
    person.does("coping-plan", {"plans": [{"situation": "boredom", "response": "I ring Dev."}]})
    assert given_back(person, "triggers", {"triggers": TRIGGERS[:2]}, "No answer yet") == []
