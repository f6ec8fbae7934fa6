"""What an entry says of an urge, whatever its exercise is called."""

from typing import Any

import pytest
from tests.small import entry, exercise

from smartcli.first_aid.what_followed import Tried
from smartcli.views.acted import Acted
from smartcli.views.at_urges import followed, tried_in, tried_in_all

ACTED = {"kind": "choice", "key": "acted", "ask": "Did you?", "measure": "acted"}
FOUR = {**ACTED, "choices": ["No", "Partly", "Yes", "Rather not say"]}
THREE = {**ACTED, "choices": ["No", "Yes", "Rather not say"]}
TWO = {**ACTED, "choices": ["No", "Yes"]}
TURNED = {**ACTED, "choices": ["Yes", "No"]}
GATED = {**ACTED, "choices": ["On", "Off", "Went"], "safety": {"card": "lapse", "is": "Went"}}
BARE = {"kind": "yes-no", "key": "acted", "ask": "Did you?", "measure": "acted"}
DID = {
    "kind": "choices", "key": "did", "ask": "What?", "choices": ["Wait", "Leave"], "other": True, "measure": "did",
    "formerly": "response",
}  # fmt: skip
NO, PART, YES = Acted.NO, Acted.PARTLY, Acted.YES


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (FOUR, {"No": NO, "Partly": PART, "Yes": YES, "Rather not say": None, "Odd": None, "yes": YES, None: None}),
        (THREE, {"No": NO, "Yes": YES, "Rather not say": None}),
        (TWO, {"No": NO, "Yes": YES}),
        (TURNED, {"No": NO, "Yes": YES}),
        (GATED, {"On": NO, "Off": NO, "Went": YES, "My own way": None, None: None}),
        (BARE, {True: YES, False: NO, None: None}),
    ],
    ids=["four", "three", "two", "turned", "gated", "yes-no"],
)
def test_what_followed_is_known_by_the_place_among_the_choices_or_by_the_card(step: Any, said: dict[Any, Any]) -> None:
    one = exercise(step)
    assert {answer: followed(one, {"acted": answer}) for answer in said} == said


def test_it_counts_where_what_was_done_and_what_followed_are_written() -> None:
    log = exercise(DID, FOUR, id="log")
    both = entry({"did": ["Wait", "Call Jo"], "acted": "Partly"}, exercise="log")
    assert tried_in(both, log) == [
        Tried(text="Wait", times=1, part=1, own=False),
        Tried(text="Call Jo", times=1, part=1),
    ]
    for answers in ({"did": ["Wait"]}, {"acted": "No"}, {"did": ["Wait"], "acted": "Rather not say"}):
        assert tried_in(entry(answers, exercise="log"), log) == []
    assert tried_in(both, exercise(FOUR, id="log")) == []


def test_own_exercises_and_earlier_versions_count_and_what_is_meant_to_be_done_does_not() -> None:
    mine = exercise({**DID, "key": "what", "formerly": ""}, {**TWO, "key": "end"}, id="mine")
    log = exercise(DID, {**DID, "key": "will", "measure": "will-do", "formerly": ""}, FOUR, id="log")
    find = {one.id: one for one in (mine, log)}.get
    entries = [
        entry({"what": ["wait"], "end": "Yes"}, exercise="mine"),
        entry({"response": ["Wait"], "acted": "No"}, exercise="log"),
        entry({"did": ["Wait", "wait!"], "will": ["Leave"], "acted": "No"}, exercise="log"),
        entry({"did": ["Wait"], "acted": "No"}, exercise="gone"),
    ]
    assert tried_in_all(entries, find) == [Tried(text="wait", times=3, kept=2, own=False)]
