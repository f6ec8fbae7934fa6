"""What an author is told of a sample: answers that do not fit, and ones that nobody would be asked for."""

from typing import Any

import pytest
from tests.authoring.author import CHOICES, OPEN, PEOPLE, it, said
from tests.small import SCALE, exercise

from smartcli.authoring.reach import can_hold
from smartcli.exercises.step import Comparison

FOLLOWS = it(only_if={"key": "strength", "at_least": 7})
NOT_ASKED = "is not asked with these answers. Please take it out."
SAMPLES: list[tuple[dict[str, Any], list[str]]] = [
    ({"strength": 11}, ["strength: Please give a whole number from 0 to 10."]),
    ({"strength": 3, "gone": 1}, ["no step has the key “gone”. Please take it out."]),
    ({"strenght": 3}, ["no step has the key “strenght”. Did you mean “strength”?"]),
    ({"strength": 3, "next": ["urge-log"]}, [
        "no step has the key “next”. If it is about the whole exercise, please put it above the first [[steps]].",
    ]),
    ({"strength": 3, "it": "x"}, [f"“it” {NOT_ASKED}"]),
    ({"strength": 7, "it": "x"}, []),
    ({}, ["it answers nothing. Please give one honest, invented run."]),
    ({"words": " "}, [f"“words” {NOT_ASKED}", "it answers nothing. Please give one honest, invented run."]),
    ({"strength": 0}, []),
    ({"people": [{"words": "Ana", "strength": "x"}]}, [
        ", row 1 of “people”: strength: Please give a whole number from 0 to 10.",
    ]),
    ({"people": [{"words": "Ana", "strength": 3, "way": "Stop"}]}, [
        f", row 1 of “people”: “way” {NOT_ASKED}",
    ]),
    ({"people": [{"words": "Ana", "colour": "x"}]}, [
        "row 1 of “people” has “colour”, which is none of its fields. There are: words, strength, way.",
    ]),
    ({"people": [{"words": "Ana"}, {"wrods": "Ben"}]}, [
        "row 2 of “people” has “wrods”, which is none of its fields. Did you mean “words”?",
    ]),
    ({"people": [{"words": "Ana", "it": "x"}]}, [
        ("row 1 of “people” has “it”, which is none of its fields. "
        "If its step belongs to the table, please write [[steps.fields]] above it."),
    ]),
    ({"people": [{"words": str(number)} for number in range(4)]}, [
        "“people” takes 3 rows at most. Please take some out, or raise its at_most.",
    ]),
    ({"people": [{"words": "Ana", "strength": 7, "way": "Stpo"}]}, [
        ", row 1 of “people”: “way” has no choice “Stpo”. Did you mean “Stop”?",
    ]),
    ({"people": [{"words": "Ana", "strength": 7, "way": "Sing"}]}, [
        ", row 1 of “people”: “way” has no choice “Sing”. There are: “Stop”, “Pause”.",
    ]),
    ({"people": [{"strength": 3}], "words": "x"}, [
        "row 1 of “people” has no “words”, and so the table ends there. Please add it, or take the row out.",
    ]),
    ({"people": "Ana", "words": "x"}, ["“people” is a table. Please write its rows below [[sample.people]]."]),
    ({"people": {"words": "Ana"}}, ["“people” is a table. Please write its rows below [[sample.people]]."]),
    ({"words": {"words": "Ana"}}, ["“words” is no table. Please write words = and its answer below [sample]."]),
    ({"words": [{"a": "b"}]}, ["“words” is no table. Please write words = and its answer below [sample]."]),
    ({"words": 7}, ["words: Please write a few words."]),
    ({"strength": True}, ["strength: Please give a whole number from 0 to 10."]),
]  # fmt: skip


@pytest.mark.parametrize(("sample", "problems"), SAMPLES)
def test_a_sample_that_does_not_fit_is_said(library, sample, problems):
    expected = [f"the sample{'' if problem.startswith(',') else ': '}{problem}" for problem in problems]
    assert said(library, SCALE, FOLLOWS, {**PEOPLE, "at_most": 3}, sample=sample) == expected


def test_a_mistyped_choice_is_said_and_not_what_follows_from_it(library):
    follows = it(only_if={"key": "way", "is": "Stop"})
    assert said(library, OPEN, follows, sample={"way": "Stopp", "it": "x"}) == [
        "the sample: “way” has no choice “Stopp”. Did you mean “Stop”?"
    ]
    assert said(library, OPEN, follows, sample={"way": "Sing", "it": "x"}) == [f"the sample: “it” {NOT_ASKED}"]
    assert said(library, OPEN, sample={"way": "Stopp"}) == []


def test_the_sample_is_played_only_when_all_else_is_fine(library):
    assert said(library, next=["gone"], sample={"gone": 1}) == [
        "next: there is no exercise “gone”. Please take it out, or write that exercise."
    ]


def test_a_date_in_a_sample_may_count_from_any_day(library):
    assert said(library, {"kind": "date", "key": "when", "ask": "?"}, sample={"when": "in 4 weeks"}) == []


def test_a_scale_can_hold_what_lies_on_it():
    (scale,) = exercise(SCALE).steps
    assert can_hold(scale, Comparison(tests=(("at_least", 10),))) is True


def test_two_rows_of_one_name_in_a_sample_are_told(library):
    ways = {**CHOICES, "key": "ways"}
    table = {**PEOPLE, "rows_from": "ways"}
    sample = {"ways": ["Stop"], "people": [{"words": "Stop", "strength": 1}, {"words": "Stop", "strength": 2}]}
    assert said(library, ways, table, sample=sample) == [
        "the sample: “people.2.words” has the name of a row above it. Please give each row its own."
    ]
