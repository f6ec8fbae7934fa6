from pathlib import Path
from typing import Any

import pytest
from tests.small import SCALE, TEXT, entry, exercise

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.library import Library
from smartcli.journal.entry import Entry
from smartcli.views.cards import Card, cards, cards_in, first_ones

REASONS = {"kind": "lines", "key": "reasons", "ask": "Why?", "card": "reason"}
PEOPLE = {
    "kind": "items",
    "key": "people",
    "ask": "People:",
    "fields": [
        {"kind": "text", "key": "name", "ask": "Who?", "card": "contact"},
        {"kind": "text", "key": "reach", "ask": "How?", "card": "contact"},
        {"kind": "choices", "key": "can", "ask": "What?", "choices": ["Listen", "Come"], "card": "plan"},
        SCALE,
    ],
}


class Shelf(Library):
    """A library of these exercises and no others."""

    def __init__(self, *exercises: Exercise) -> None:
        super().__init__(Path("no-home"))
        self._loaded = {one.id: one for one in exercises}
        self.files = {}


def texts(found: list[Card]) -> list[str]:
    return [f"{card.kind}: {card.text}" for card in found]


def in_one(answers: dict[str, Any], *steps: dict[str, Any]) -> list[str]:
    return texts(cards_in(entry(answers), exercise(*steps)))


def test_a_step_s_words_are_cards_one_by_one():
    assert in_one({"reasons": ["rest", "my son"], "words": "x"}, REASONS, TEXT) == ["reason: rest", "reason: my son"]
    assert in_one({"words": "stand\nup"}, {**TEXT, "card": "statement"}) == ["statement: stand\nup"]


@pytest.mark.parametrize("answer", [None, [], 7, True])
def test_what_holds_no_words_makes_no_card(answer):
    assert in_one({"reasons": answer}, REASONS) == []
    assert in_one({}, REASONS) == []


def test_fields_of_a_row_that_make_the_same_kind_of_card_stand_in_one():
    people = [
        {"name": "Ana", "reach": "555-0142", "can": ["Listen", "Come"], "strength": 7},
        {"name": "Bo", "reach": None, "can": None},
        {"strength": 3},
    ]
    assert in_one({"people": people}, PEOPLE) == [
        "contact: Ana - 555-0142", "plan: Listen, Come", "contact: Bo",
    ]  # fmt: skip


MOMENT, WAY, DO = ({**TEXT, "key": key} for key in ("moment", "way", "do"))


@pytest.mark.parametrize(
    ("row", "made"),
    [
        ({"moment": "Boredom", "way": "Leave", "do": "I walk"}, ["Boredom - I walk"]),
        ({"moment": "Boredom", "way": "Leave", "do": None}, ["Boredom - Leave"]),
        ({"moment": "Boredom", "way": None, "do": None}, []),
        ({"moment": "Boredom"}, []),
        ({"moment": None, "do": "I walk"}, ["I walk"]),
    ],
)
@pytest.mark.parametrize("kind", ["response", "reply", "plan"])
def test_a_moment_alone_is_no_answer_to_it(kind, row, made):
    fields = [{**MOMENT, "card": kind}, WAY, {**DO, "card": kind}]
    assert in_one({"plans": [row]}, {"kind": "items", "key": "plans", "ask": "?", "fields": fields}) == [
        f"{kind}: {text}" for text in made
    ]


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        ({"moment": "Boredom", "way": "Leave", "do": "I walk - far"}, "I walk - far"),
        ({"moment": "Boredom", "way": "Leave", "do": None}, "Leave"),
        ({"moment": None, "do": "I walk"}, ""),
    ],
)
def test_what_one_does_is_known_without_the_moment_it_is_for(row, answer):
    fields = [{**MOMENT, "card": "response"}, WAY, {**DO, "card": "response"}]
    step = {"kind": "items", "key": "plans", "ask": "?", "fields": fields}
    assert [card.answer for card in cards_in(entry({"plans": [row]}), exercise(step))] == [answer]


def test_a_person_and_their_number_are_one_text():
    (card,) = cards_in(entry({"people": [{"name": "Ana", "reach": "555-0142"}]}), exercise(PEOPLE))
    assert (card.text, card.answer) == ("Ana - 555-0142", "")


def test_a_table_that_makes_cards_makes_one_a_row():
    plain = {**PEOPLE, "card": "plan", "fields": [TEXT, SCALE]}
    assert in_one({"people": [{"words": "walk", "strength": 7}, {"words": "call"}]}, plain) == [
        "plan: walk · 7",
        "plan: call",
    ]


@pytest.mark.parametrize("odd", [7, "x", ["x"], [None], {"a": 1}])
def test_answers_of_an_older_version_make_no_card_and_harm_none(odd):
    assert in_one({"people": odd, "reasons": ["rest"]}, PEOPLE, REASONS) == ["reason: rest"]
    assert in_one({"people": odd, "reasons": ["rest"]}, {**PEOPLE, "card": "plan"}, REASONS) == ["reason: rest"]


def test_cards_come_in_the_order_of_the_steps_and_know_where_they_are_from():
    (card,) = cards_in(entry({"reasons": ["rest"]}, id="01X", day="2026-03-01"), exercise(REASONS))
    assert card == Card(kind="reason", text="rest", exercise="small", entry="01X", day="2026-03-01", key="reasons")


# Over the whole journal

LOG = exercise(REASONS, id="log")
PLAN = exercise({**TEXT, "card": "plan"}, REASONS, id="plan", replaces=True)
SHELF = Shelf(LOG, PLAN)


def log(*reasons: str, **more: Any) -> Entry:
    return entry({"reasons": list(reasons)}, exercise="log", **more)


def test_the_newest_come_first_and_each_text_once():
    found = cards([log("c", "a", day="2026-03-03"), log("a", "b", day="2026-03-02")], SHELF)
    assert [(card.text, card.day) for card in found] == [("c", "2026-03-03"), ("a", "2026-03-03"), ("b", "2026-03-02")]


def test_the_same_words_can_be_cards_of_two_kinds():
    both = entry({"words": "walk", "reasons": ["walk"]}, exercise="plan")
    assert texts(cards([both], SHELF)) == ["plan: walk", "reason: walk"]


def test_of_an_exercise_that_replaces_only_the_newest_entry_counts():
    newer = entry({"words": None, "reasons": ["new"]}, exercise="plan")
    older = entry({"words": "old plan", "reasons": ["old"]}, exercise="plan")
    assert texts(cards([newer, log("x"), older], SHELF)) == ["reason: new", "reason: x"]
    assert texts(cards([entry({}, exercise="plan"), older], SHELF)) == []


def test_entries_whose_exercise_has_gone_make_no_cards():
    assert texts(cards([entry({"reasons": ["x"]}, exercise="gone"), log("y")], SHELF)) == ["reason: y"]
    assert cards([], SHELF) == []


# Where a card is from, and what stands first


def test_a_card_of_a_table_knows_its_row_and_whether_it_is_private():
    people = [{"name": "Ana"}, "odd", {"name": "Bo", "can": ["Come"]}]
    found = cards_in(entry({"people": people}), exercise({**PEOPLE, "private": True}))
    assert [(card.text, card.key, card.row, card.private) for card in found] == [
        ("Ana", "people", 0, True), ("Bo", "people", 2, True), ("Come", "people", 2, True),
    ]  # fmt: skip
    fields = [{"kind": "text", "key": "name", "ask": "Who?", "card": "contact", "private": True}]
    (one,) = cards_in(entry({"people": [{"name": "Ana"}]}), exercise({**PEOPLE, "fields": fields}))
    assert one.private


def reason(text: str) -> Card:
    return Card(kind="reason", text=text, exercise="log")


def test_what_was_picked_stands_first_in_its_order_and_the_rest_stays_as_it_is():
    a, b, c, d = (reason(text) for text in "abcd")
    found = first_ones([a, b, c, d], [d.mark, "none", b.mark, d.mark])
    assert [(card.text, card.first) for card in found] == [("d", True), ("b", True), ("a", False), ("c", False)]
    assert first_ones([a, b], []) == [a, b]


def test_a_mark_tells_kinds_and_texts_apart_and_is_too_short_to_hold_the_words():
    marks = {reason("rest").mark, reason("sleep").mark, reason("rest").but(kind="plan").mark, reason("\udc80").mark}
    assert len(marks) == 4
    assert {len(mark) for mark in marks} == {8}
