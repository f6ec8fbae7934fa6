from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small import SCALE, TEXT, YES_NO, exercise, quick, table

from smartcli import outcomes
from smartcli.check import about_name, check
from smartcli.check.reach import can_hold
from smartcli.exercise import Exercise, read
from smartcli.library import Library, read_file
from smartcli.step import Comparison

NOTE = {"kind": "note", "text": "Well."}
CHOICE = {"kind": "choice", "key": "way", "ask": "Which way?", "choices": ["Stop", "Pause"]}
CHOICES = {**CHOICE, "kind": "choices", "key": "ways"}
LINES = {"kind": "lines", "key": "list", "ask": "What else?"}
PEOPLE = {
    "kind": "items",
    "key": "people",
    "ask": "People:",
    "fields": [TEXT, SCALE, {**CHOICE, "only_if": {"key": "strength", "at_least": 5}}],
}
RIDE = {"kind": "pace", "key": "ride", "ask": "Breathe.", "rate": "How strong?"}
FINE = {"words": "x"}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library with one exercise of the person's own in it."""
    own = tmp_path / "exercises"
    own.mkdir()
    (own / "own.toml").write_text(
        'format = 1\npoint = "daily"\ntitle = "Own"\nminutes = 1\n[[steps]]\nkind = "text"\nkey = "plan"\nask = "?"\n'
        '[sample]\nplan = "x"\n'
    )
    return Library(tmp_path)


def said(library: Library, *steps: Any, **more: Any) -> list[str]:
    """What is said of an exercise that could be read; it ends with a step that its sample answers."""
    more.setdefault("sample", FINE)
    return [str(problem) for problem in check(exercise(*steps, TEXT, **more), library)]


def test_an_exercise_with_nothing_wrong_is_fine(library):
    everything = exercise(
        {**NOTE, "recall": "own.plan", "only_recalled": True},
        {**SCALE, "safety": {"card": "crisis", "at_most": 1}},
        {**YES_NO, "only_if": {"key": "strength", "at_least": 7}},
        {**CHOICES, "recall": "small.words", "other": True},
        {**PEOPLE, "recall": "small.people.words"},
        {"kind": "rank", "key": "order", "ask": "First?", "from": "ways"},
        {**PEOPLE, "key": "more", "rows_from": "ways"},
        RIDE,
        TEXT,
        next=["own"],
        outcomes=[
            {"kind": "gap", "items": "people", "label": "words", "importance": "strength", "satisfaction": "strength"}
        ],
        sample={"strength": 0, "people": [{"words": "x"}], "ride": [{"seconds": 60, "rating": 0}]},
    )
    assert check(everything, library) == []


NO_KEY = "step “it”: its only_if names a key that no earlier step has. Please use an earlier step's key."
NOBODY = "step “it”: nobody can reach it: no answer fits its only_if. Please compare with an answer that exists."


def it(**fields: Any) -> dict[str, Any]:
    return {"kind": "text", "key": "it", "ask": "?", **fields}


@pytest.mark.parametrize("key", ["gone", "it", "words", "note-1", "people.words"])
def test_a_condition_on_no_earlier_answer_is_said(library, key):
    assert said(library, NOTE, PEOPLE, it(only_if={"key": key, "is": "x"})) == [NO_KEY]


EARLIER: list[tuple[dict[str, Any], dict[str, Any], bool]] = [
    (SCALE, {"at_least": 10}, True),
    (SCALE, {"at_least": 11}, False),
    (SCALE, {"at_most": -1}, False),
    (SCALE, {"at_least": 5, "at_most": 4}, False),
    (SCALE, {"is": 7}, True),
    (SCALE, {"is": "7"}, False),
    (SCALE, {"is": 7.5}, False),
    (SCALE, {"includes": 7}, False),
    (YES_NO, {"is": False}, True),
    (YES_NO, {"is_not": True}, True),
    (YES_NO, {"is_not": "Yes"}, False),
    (SCALE, {"is_not": 7}, True),
    (SCALE, {"is_not": 11}, False),
    (CHOICE, {"is_not": "Stop"}, True),
    (CHOICE, {"is_not": "stop"}, False),
    (TEXT, {"is_not": "x"}, True),
    (LINES, {"is_not": "x"}, False),
    (YES_NO, {"is": "yes"}, False),
    (YES_NO, {"at_least": 1}, False),
    (CHOICE, {"is": "Stop"}, True),
    (CHOICE, {"is": "stop"}, False),
    (CHOICE, {"includes": "Stop"}, False),
    ({**CHOICE, "other": True}, {"is": "Own words"}, True),
    ({**CHOICE, "other": True}, {"at_least": 1}, False),
    (CHOICES, {"includes": "Pause"}, True),
    (CHOICES, {"includes": "Sing"}, False),
    (CHOICES, {"is": "Pause"}, False),
    ({**CHOICES, "other": True}, {"includes": "Sing"}, True),
    ({"kind": "rank", "key": "r", "ask": "?", "choices": ["A"]}, {"includes": "A"}, True),
    ({"kind": "rank", "key": "r", "ask": "?", "choices": ["A"]}, {"includes": "B"}, False),
    ({"kind": "number", "key": "n", "ask": "?"}, {"at_least": 60}, True),
    ({"kind": "number", "key": "n", "ask": "?"}, {"is": "60"}, False),
    (TEXT, {"is": "x"}, True),
    (TEXT, {"at_least": 1}, False),
    (TEXT, {"includes": "x"}, False),
    (LINES, {"includes": "x"}, True),
    (LINES, {"is": "x"}, False),
    ({"kind": "date", "key": "d", "ask": "?"}, {"is": "2026-01-01"}, True),
    (PEOPLE, {"is": "x"}, False),
    (PEOPLE, {"at_least": 1}, False),
]


@pytest.mark.parametrize(("earlier", "comparison", "can"), EARLIER)
def test_a_step_that_no_answer_leads_to_is_said(library, earlier, comparison, can):
    earlier = {**earlier, "key": "earlier"}
    assert said(library, earlier, it(only_if={"key": "earlier", **comparison})) == ([] if can else [NOBODY])


def test_an_order_of_earlier_words_can_hold_any_word(library):
    rank = {"kind": "rank", "key": "order", "ask": "?", "from": "list"}
    assert said(library, LINES, rank, it(only_if={"key": "order", "includes": "x"})) == []


def test_a_field_may_look_at_its_row_and_at_earlier_steps_and_at_nothing_else(library):
    fields = [
        it(key="a", only_if={"key": "strength", "at_least": 1}),
        it(key="b", only_if={"key": "a", "is": "x"}),
        it(key="c", only_if={"key": "d", "is": "x"}),
        it(key="d"),
    ]
    assert said(library, SCALE, {**PEOPLE, "fields": fields}) == [NO_KEY.replace("“it”", "“c”")]


NOWHERE = "step “it”: its recall leads nowhere. Please name an exercise and a key, as in “coping-plan.plans”."


@pytest.mark.parametrize(
    ("recall", "leads"),
    [
        ("own.plan", True), ("small.words", True), ("small.people", True), ("small.people.words", True),
        ("own", False), ("own.", False), ("own.gone", False), ("gone.plan", False), (".plan", False),
        ("small.people.gone", False), ("words", False),
    ],
)  # fmt: skip
def test_a_recall_that_leads_nowhere_is_said(library, recall, leads):
    assert said(library, PEOPLE, it(recall=recall)) == ([] if leads else [NOWHERE])
    assert said(library, {**PEOPLE, "fields": [it(recall=recall), TEXT]}) == ([] if leads else [NOWHERE])


def test_each_of_several_recalls_is_looked_at(library):
    several = it(recall=["small.words", "gone.plan", "own.plan", "small.gone"])
    assert said(library, PEOPLE, several) == [
        NOWHERE.replace("its recall", "its recall “gone.plan”"),
        NOWHERE.replace("its recall", "its recall “small.gone”"),
    ]


WORDLESS = "step “it”: its recall leads to an answer without words. Please name a key with words."


@pytest.mark.parametrize("step", [SCALE, YES_NO, RIDE, {"kind": "number", "key": "n", "ask": "?"}])
def test_a_recall_of_what_holds_no_words_is_said(library, step):
    assert said(library, step, it(recall=f"small.{step['key']}")) == [WORDLESS]


def test_a_recall_of_a_note_leads_nowhere(library):
    assert said(library, NOTE, it(recall="small.note-1")) == [NOWHERE]


PROBLEMS: list[tuple[dict[str, Any], str]] = [
    ({**CHOICE, "recall": "own.plan"}, "step “way”: it recalls own words but takes none. Please add other = true."),
    (it(safety="gone"), "step “it”: there is no safety card of this name. See the folder cards/ for their names."),
    (
        {**SCALE, "safety": {"card": "crisis", "at_most": -1}},
        "step “strength”: no answer calls for its safety card. Please compare with an answer that exists.",
    ),
    (
        {**PEOPLE, "safety": "crisis"},
        "step “people”: it cannot show a safety card. Please put it on a field, or on another step.",
    ),
    (
        {**NOTE, "safety": "crisis"},
        "step “note-1”: it cannot show a safety card. Please put it on a field, or on another step.",
    ),
    ({**PEOPLE, "rows_from": "gone"}, "step “people”: it takes its rows from a key that no earlier step has."),
    ({**PEOPLE, "rows_from": "words"}, "step “people”: it takes its rows from a key that no earlier step has."),
    (
        {"kind": "rank", "key": "it", "ask": "?", "from": "gone"},
        "step “it”: it takes its rows from a key that no earlier step has.",
    ),
    (
        {"kind": "rank", "key": "it", "ask": "?"},
        'step “it”: there is nothing to put in order. Please give choices, or from = "a key".',
    ),
    ({**CHOICE, "choices": []}, "step “way”: there is nothing to choose from. Please give choices."),
    ({**SCALE, "low": 10}, "step “strength”: its low end is not below its high end."),
    (
        {**CHOICES, "choices": ["Tea, or a walk"]},
        "step “ways”: a choice holds a comma, which parts choices when typed. Please word it without.",
    ),
]


@pytest.mark.parametrize(("step", "problem"), PROBLEMS)
def test_what_is_wrong_with_a_step_is_said(library, step, problem):
    assert said(library, step) == [problem]


@pytest.mark.parametrize("field", [it(safety="gone"), it(only_if={"key": "gone", "is": 1}), it(recall="gone.plan")])
def test_what_is_wrong_with_a_field_is_said(library, field):
    assert len(said(library, {**PEOPLE, "fields": [TEXT, field]})) == 1


def test_rows_do_not_come_from_a_note(library):
    assert said(library, NOTE, {**PEOPLE, "rows_from": "note-1"}) == [
        "step “people”: it takes its rows from a key that no earlier step has."
    ]


AFTER = {**SCALE, "key": "after"}
CHANGE = {"kind": "change", "from": "strength", "to": "after"}
KINDS = ", ".join(outcomes.OUTCOMES)
GAP = {"kind": "gap", "items": "people", "label": "words", "importance": "strength", "satisfaction": "strength"}
LAID = {"kind": "table", "items": "people", "down": "words", "across": "words", "cells": "words"}
UNMATCHED = {"kind": "unmatched", "items": "people", "label": "words"}
OUTCOMES: list[tuple[dict[str, Any], list[str]]] = [
    ({"kind": "sum"}, [f"this kind is not known. There are: {KINDS}."]),
    ({"kind": "change", "from": "strength"}, ["“to” is missing."]),
    ({"kind": "quadrant"}, ["“x” is missing.", "“y” is missing."]),
    ({"kind": "change", "from": "strength", "to": "gone"}, ["no step has the key “gone”."]),
    ({"kind": "change", "from": "strength", "to": ["strength"]}, ["“to” should be a text in quotes."]),
    ({"kind": "curve", "of": 7}, ["“of” should be a text in quotes."]),
    ({"kind": "words", "of": 7}, ["“of” should be a text or a list of texts."]),
    ({"kind": "checklist", "of": ["words", 7]}, ["“of” should be a text or a list of texts."]),
    ({"kind": "checklist", "of": ["words", "gone"]}, ["no step has the key “gone”."]),
    ({"kind": "checklist", "of": "words"}, []),
    ({"kind": "rigid-words", "in": "gone"}, ["no step has the key “gone”."]),
    ({**CHANGE, "to": "words"}, [
        "“words” is of the kind text, which “to” cannot count. Please name a step of the kind scale or number.",
    ]),
    ({"kind": "quadrant", "x": "strength", "y": "words"}, [
        "“words” is of the kind text, which “y” cannot count. Please name a step of the kind scale or number.",
    ]),
    ({"kind": "curve", "of": "strength"}, [
        "“strength” is of the kind scale, which “of” cannot count. Please name a step of the kind pace.",
    ]),
    ({"kind": "rigid-words", "in": "strength"}, [
        "“strength” is of the kind scale, which “in” cannot count. Please name a step of the kind text or lines.",
    ]),
    ({**GAP, "importance": "words"}, [
        ("“words” is of the kind text, which “importance” cannot count. "
        "Please name a step of the kind scale or number."),
    ]),
    ({"kind": "ranking", "items": "people", "label": "words", "by": ["strength", "words"]}, [
        "“words” is of the kind text, which “by” cannot count. Please name a step of the kind scale or number.",
    ]),
    ({"kind": "change", "from": "strength", "to": "strength"}, [
        "it sets a rating beside itself. Please name two steps.",
    ]),
    ({"kind": "Change", "from": "strength", "to": "strength"}, ["this kind is not known. Did you mean “change”?"]),
    ({"kind": "words", "of": "words", "txt": "Yours."}, ["“txt” is not known here. Did you mean “text”?"]),
    ({"kind": "words", "of": "words", "text": "Yours."}, []),
    ({"kind": "checklist", "of": "words", "zebra": "x"}, ["“zebra” is not known here. Please take it out."]),
    ({**GAP, "label": "gone"}, ["“people” has no field “gone”."]),
    ({**GAP, "items": "strength"}, ["“strength” has no field “words”.", *2 * ["“strength” has no field “strength”."]]),
    ({**GAP, "label": ["words"]}, ["“label” should be a text in quotes."]),
    ({"kind": "ranking", "items": "people", "label": "words", "by": ["strength", "x"]}, ["“people” has no field “x”."]),
    ({"kind": "ranking", "items": "people", "label": "words", "by": "x"}, ["“people” has no field “x”."]),
    ({"kind": "ranking", "items": "people", "label": "words", "by": 7}, ["“by” should be a text or a list of texts."]),
    ({"kind": "beside", "expected": "strength", "actual": "strength"}, [
        "it sets a rating beside itself. Please name two steps.",
    ]),
    ({"kind": "beside", "expected": "strength", "actual": "words"}, [
        "“words” is of the kind text, which “actual” cannot count. Please name a step of the kind scale or number.",
    ]),
    ({**LAID, "down": "strength"}, [
        "“strength” is of the kind scale, which “down” cannot count. Please name a step of the kind choice or text.",
    ]),
    ({**LAID, "across": "gone"}, ["“people” has no field “gone”."]),
    ({**LAID, "cells": ["words", "gone"]}, ["“people” has no field “gone”."]),
    (LAID, []),
    ({**UNMATCHED, "recall": "own.plan"}, []),
    ({**UNMATCHED, "recall": ["own.plan", "small.people.words", "insight:urge-hours"]}, []),
    ({**UNMATCHED, "recall": ["own.gone", "insight:gone"]}, [
        f"its recall “{gone}” leads nowhere. Please name an exercise and a key, as in “coping-plan.plans”."
        for gone in ("own.gone", "insight:gone")
    ]),
    ({**UNMATCHED, "recall": "own.plan", "label": "gone"}, ["“people” has no field “gone”."]),
    ({"kind": "pattern", "items": ["people", "gone"], "tag": "way"}, [
        "no step has the key “gone”.", "“gone” has no field “way”.",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("outcome", "problems"), OUTCOMES)
def test_what_is_wrong_with_an_outcome_is_said(library, outcome, problems):
    fine = {"kind": "words", "of": ["words"]}
    assert said(library, SCALE, AFTER, PEOPLE, outcomes=[fine, outcome]) == [
        f"outcome 2: {problem}" for problem in problems
    ]


def test_what_could_follow_must_be_there(library):
    assert said(library, next=["own", "urge-log", "zebra"]) == [
        "next: there is no exercise “zebra”. Please take it out, or write that exercise."
    ]
    assert said(library, next=["small"]) == ["next: it names itself. Please take it out."]
    assert said(library, next=["urgelog"]) == ["next: there is no exercise “urgelog”. Did you mean “urge-log”?"]


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
    ({"people": [{"words": "Ana", "strength": "x"}]}, ["people.0.strength: Please give a whole number from 0 to 10."]),
    ({"people": [{"words": "Ana", "strength": 3, "way": "Stop"}]}, [f"“people.0.way” {NOT_ASKED}"]),
    ({"people": [{"words": "Ana", "colour": "x"}]}, [f"“people.0.colour” {NOT_ASKED}"]),
    ({"people": [{"strength": 3}], "words": "x"}, [f"“people.0.strength” {NOT_ASKED}"]),
    ({"people": "Ana", "words": "x"}, ["“people” is a table. Please write its rows below [[sample.people]]."]),
    ({"people": {"words": "Ana"}}, ["“people” is a table. Please write its rows below [[sample.people]]."]),
    ({"words": {"words": "Ana"}}, ["“words” is no table. Please write words = and its answer below [sample]."]),
    ({"words": [{"a": "b"}]}, ["“words” is no table. Please write words = and its answer below [sample]."]),
    ({"words": 7}, ["words: Please write a few words."]),
    ({"strength": True}, ["strength: Please give a whole number from 0 to 10."]),
]  # fmt: skip


@pytest.mark.parametrize(("sample", "problems"), SAMPLES)
def test_a_sample_that_does_not_fit_is_said(library, sample, problems):
    assert said(library, SCALE, FOLLOWS, PEOPLE, sample=sample) == [f"the sample: {problem}" for problem in problems]


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


# What a person would see


SEEN: list[tuple[dict[str, Any], str]] = [
    (it(ask=" "), "step “it”: its “ask” is empty. Please write what to say."),
    ({"kind": "note", "text": ""}, "step “note-1”: its “text” is empty. Please write what to say."),
    ({**CHOICE, "choices": ["A", "B", "a "]}, "step “way”: a choice stands there 2 times. Please take it out."),
    ({**CHOICES, "choices": ["A", ""]}, "step “ways”: a choice is empty. Please take it out."),
    ({**PEOPLE, "fields": [it(ask="")]}, "step “it”: its “ask” is empty. Please write what to say."),
    ({**PEOPLE, "fields": [{**SCALE, "high": 0}]}, "step “strength”: its low end is not below its high end."),
]


@pytest.mark.parametrize(("step", "problem"), SEEN)
def test_what_a_person_would_see_of_a_step_is_looked_at(library, step, problem):
    assert said(library, step) == [problem]


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        ({"minutes": 0}, "minutes: an exercise takes at least one minute. Please write minutes = 1, or more."),
        ({"minutes": -3}, "minutes: an exercise takes at least one minute. Please write minutes = 1, or more."),
        ({"title": " "}, "title: there is none. Please give it a few words."),
        ({"version": 0}, "version: versions begin with 1. Please write version = 1."),
    ],
)
def test_what_is_odd_in_the_head_is_said(library, head, problem):
    assert said(library, **head) == [problem]


NAMES = [
    ("my-evening.toml", None),
    ("a1.toml", None),
    ("My Evening.toml", "my-evening.toml"),
    ("my_evening.toml", "my-evening.toml"),
    ("Abend für mich.toml", "abend-f-r-mich.toml"),
]
OTHERS = [("mine.txt", "mine.toml"), ("mine.toml.txt", "mine.toml"), ("Mine.TOML", "mine.toml"), ("mine", "mine.toml")]


@pytest.mark.parametrize(("name", "right"), NAMES)
def test_the_name_of_a_file_is_what_people_type(name, right):
    typed = "the name of the file is what people type: small letters, digits and - only."
    assert [str(one) for one in about_name(Path(name))] == ([f"{typed} Please call it {right}."] if right else [])


@pytest.mark.parametrize(("name", "right"), OTHERS)
def test_a_file_that_would_not_be_looked_at_is_told_its_name(name, right):
    not_seen = "smartcli looks only at files whose names end in .toml."
    assert [str(one) for one in about_name(Path(name))] == [f"{not_seen} Please call it {right}."]


# Ways that exclude each other

SURE = {"key": "sure", "is": True}
UNSURE = {"key": "sure", "is": False}
EXCLUDED = (
    "step “{key}”: nobody can reach it: its only_if and those before it exclude each other. "
    "Please look at the steps that its only_if comes from."
)


def test_a_step_whose_table_and_itself_want_opposites_is_said(library):
    fields = [TEXT, it(only_if=UNSURE), it(key="fine", only_if=SURE)]
    assert said(library, YES_NO, {**PEOPLE, "fields": fields, "only_if": SURE}) == [EXCLUDED.format(key="it")]


def test_a_step_behind_another_that_leads_elsewhere_is_said(library):
    table = {**PEOPLE, "fields": [TEXT, it(only_if={"key": "strength", "at_most": 2})]}
    high = {"key": "strength", "at_least": 7}
    assert said(library, SCALE, {**table, "only_if": high}) == [EXCLUDED.format(key="it")]
    assert said(library, SCALE, table) == []


def test_several_ticks_may_be_wanted_at_once(library):
    both = {"key": "ways", "includes": "Stop"}
    fields = [TEXT, it(only_if={"key": "ways", "includes": "Pause"})]
    assert said(library, CHOICES, {**PEOPLE, "fields": fields, "only_if": both}) == []


SILENT = "outcome 1: it can never say anything. Please see whether its steps can be answered in one go."


def test_an_outcome_of_two_steps_that_exclude_each_other_is_said(library):
    steps = [YES_NO, {**SCALE, "only_if": SURE}, {**AFTER, "only_if": UNSURE}]
    assert said(library, *steps, outcomes=[CHANGE]) == [SILENT]
    assert said(library, YES_NO, {**SCALE, "only_if": SURE}, {**AFTER, "only_if": SURE}, outcomes=[CHANGE]) == []


def test_words_of_steps_that_exclude_each_other_can_still_be_said(library):
    steps = [YES_NO, it(only_if=SURE), it(key="b", only_if=UNSURE)]
    assert said(library, *steps, outcomes=[{"kind": "words", "of": ["it", "b"]}]) == []


def test_rigid_words_that_are_none_are_said(library):
    assert said(library, outcomes=[{"kind": "rigid-words", "in": "words", "words": []}]) == [SILENT]
    assert said(library, outcomes=[{"kind": "rigid-words", "in": "words", "words": ["zebra"]}]) == []


# Everything that ships


def shipped() -> Library:
    return Library(Path("no-home"))


@pytest.mark.parametrize("id", shipped().ids())
def test_every_shipped_exercise_is_fine(id):
    found, problems = read_file(shipped().files[id])
    assert problems == []
    assert isinstance(found, Exercise)
    assert [str(problem) for problem in check(found, shipped())] == []


# Files nobody would write

ANY_VALUE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 12)
    | st.floats()
    | st.sampled_from(["words", "strength", "people", "x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["words", "strength", "way"]), inner),
    max_leaves=6,
)
PARAMETERS = st.dictionaries(
    st.sampled_from(["items", "label", "importance", "satisfaction", "by", "tag", "of", "in", "from", "to", "x", "y"]),
    ANY_VALUE,
)
SAMPLE = st.dictionaries(st.sampled_from(["words", "strength", "people", "ride", "x"]), ANY_VALUE)
CONDITION = st.dictionaries(st.sampled_from(["is", "is_not", "at_least", "at_most", "includes"]), ANY_VALUE, min_size=1)


@quick
@given(st.sampled_from(KINDS.split(", ")), PARAMETERS, SAMPLE, CONDITION)
def test_whatever_can_be_read_can_be_checked(kind, parameters, sample, condition):
    steps: list[dict[str, Any]] = [SCALE, PEOPLE, RIDE, TEXT, it(only_if={"key": "strength", **condition})]
    found, problems = read("small", table(*steps, outcomes=[{"kind": kind, **parameters}], sample=sample))
    assert (found is None) == bool(problems)
    if found:
        assert all(str(problem) for problem in check(found, shipped()))
