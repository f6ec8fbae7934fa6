from typing import Any

import pytest
from tests.small import step

from smartcli.errors import InvalidAnswer
from smartcli.exercises.step import Answer, in_a_row

# Conditions and safety cards

CONDITIONS: list[tuple[dict[str, Any], Answer, bool]] = [
    ({"is": "Stop"}, "Stop", True),
    ({"is": "Stop"}, "stop", False),
    ({"is": True}, True, True),
    ({"is": True}, 1, False),
    ({"is": 1}, True, False),
    ({"is": "Stop"}, None, False),
    ({"at_least": 7}, 7, True),
    ({"at_least": 7}, 6, False),
    ({"at_least": 7}, 7.5, True),
    ({"at_least": 0}, True, False),
    ({"at_least": 0}, None, False),
    ({"at_least": 0}, "7", False),
    ({"at_most": 1}, 0, True),
    ({"at_most": 1}, 2, False),
    ({"at_most": 1}, False, False),
    ({"at_most": 1}, None, False),
    ({"is_not": True}, False, True),
    ({"is_not": True}, None, True),
    ({"is_not": True}, True, False),
    ({"is_not": "Stop"}, "Stop", False),
    ({"includes": "Tired"}, ["Tired", "Angry"], True),
    ({"includes": "Tired"}, ["Angry"], False),
    ({"includes": "Tired"}, "Tired", False),
    ({"at_least": 3, "at_most": 5}, 4, True),
    ({"at_least": 3, "at_most": 5}, 6, False),
]


@pytest.mark.parametrize(("comparison", "answer", "holds"), CONDITIONS)
def test_a_step_applies_where_its_condition_holds(comparison, answer, holds):
    assert step(kind="text", only_if={"key": "earlier", **comparison}).applies({"earlier": answer}) is holds


@pytest.mark.parametrize(("comparison", "answer", "holds"), CONDITIONS)
def test_a_safety_card_is_called_for_by_the_same_comparisons(comparison, answer, holds):
    asked = step(kind="text", safety={"card": "crisis", **comparison})
    assert list(asked.cards_for(answer)) == (["crisis"] if holds else [])


def test_a_step_without_a_condition_always_applies():
    assert step(kind="text").applies({}) is True
    assert step(kind="text", only_if={"key": "earlier", "is": 1}).applies({}) is False


def test_a_safety_card_without_a_comparison_is_always_called_for():
    asked = step(kind="choice", choices=["A", "B"], safety=["withdrawal", {"card": "tolerance", "is": "B"}])
    assert [list(asked.cards_for(answer)) for answer in ("A", "B", None)] == [
        ["withdrawal"], ["withdrawal", "tolerance"], ["withdrawal"],
    ]  # fmt: skip


# Needed answers

HOLLOW: list[tuple[dict[str, Any], object]] = [
    ({"kind": "text"}, " "),
    ({"kind": "lines"}, [" ", ""]),
    ({"kind": "lines"}, []),
    ({"kind": "choices", "choices": ["A", "B"]}, " , "),
    ({"kind": "rank", "choices": ["A", "B"]}, ","),
    ({"kind": "scale"}, None),
]


@pytest.mark.parametrize(("fields", "raw"), HOLLOW)
def test_a_needed_answer_cannot_be_left_out_or_be_hollow(fields, raw):
    with pytest.raises(InvalidAnswer, match=r"^This one needs an answer before you can go on\.$"):
        step(required=True, **fields).read(raw)
    assert step(required=False, **fields).read(raw) is None


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([], ""), (["Rest"], "Rest"), (["Rest", "Sleep"], "Rest, Sleep"),
        (["I sleep.", "Clear mornings!", "Choir", "Why?"], "I sleep. Clear mornings! Choir, Why?"),
    ],
)  # fmt: skip
def test_texts_stand_in_a_row_without_a_comma_after_a_sentence(texts, said):
    assert in_a_row(texts) == said
