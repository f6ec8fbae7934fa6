"""What an author may have meant: the nearest name, another word for it, and the line as it should be."""

import pytest

from smartcli import record
from smartcli.exercises import offers
from smartcli.exercises.did_you_mean import OTHERS, as_key, meant, righted
from smartcli.exercises.kinds import KINDS
from smartcli.exercises.reader import FIELDS
from smartcli.exercises.step import COMPARE


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("at home", "Did you mean “At home”?"),
        ("AT HOMM", "Did you mean “At home”?"),
        ("On the wya", "Did you mean “On the way”?"),
        ("Question", "Did you mean “ask”?"),
        ("zebra", ""),
        ("", ""),
    ],
)
def test_the_nearest_name_is_offered_with_its_own_capitals(name: str, cure: str) -> None:
    assert meant(name, ["At home", "On the way", "ask"]) == cure


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert meant("question", []) == ""


@pytest.mark.parametrize("other", OTHERS)
def test_every_other_word_leads_to_one_of_ours_and_is_none_itself_there(other: str) -> None:
    kinds, comparisons = set(KINDS), set(COMPARE)
    lines = {name for kind in KINDS.values() for name in record.names(kind)} | {*FIELDS, "kind"}
    assert any(OTHERS[other] in known and other not in known for known in (kinds, comparisons, lines, {*offers.ROW}))


@pytest.mark.parametrize(("text", "key"), [("My key", "my_key"), ("Übung 1", "bung_1"), ("  ", ""), ("a-b", "a-b")])
def test_a_text_as_a_key(text: str, key: str) -> None:
    assert as_key(text) == key


@pytest.mark.parametrize(
    ("value", "kind", "line"),
    [
        ("4 min", "number", "x = 4"),
        ("four", "number", ""),
        ("A, B", "list", 'x = ["A", "B"]'),
        (" ", "list", ""),
        ("No", "truth", "x = false"),
        ("yes", "truth", "x = true"),
        (7, "text", 'x = "7"'),
        (True, "text", 'x = "true"'),
        (["a"], "text", 'x = "a"'),
        (["a", "b"], "text", ""),
        ({}, "text", ""),
    ],
)
def test_a_line_is_righted_with_the_author_s_own_value(value: object, kind: str, line: str) -> None:
    assert righted("x", value, kind) == line
