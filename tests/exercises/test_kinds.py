import json
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.small import quick, step

from smartcli.errors import InvalidAnswer
from smartcli.exercises.kinds import Breaths
from smartcli.exercises.step import Answer, Step

MARCH = date(2026, 3, 10)
LONG = 200_000
CHOICES = ["Call someone", "Leave", "Tea, or a walk", "10"]
FIELDS = [
    {"kind": "text", "key": "name", "ask": "Who?"},
    {"kind": "scale", "key": "near", "ask": "How near?"},
    {"kind": "date", "key": "met", "ask": "When did you meet?"},
]

# One step of every kind that asks.
STEPS: dict[str, Any] = {
    "text": step(kind="text"),
    "lines": step(kind="lines"),
    "scale": step(kind="scale"),
    "scale below zero": step(kind="scale", low=-5, high=5, ends=["bad", "good"]),
    "choice": step(kind="choice", choices=CHOICES),
    "choice or own words": step(kind="choice", choices=CHOICES, other=True),
    "choices": step(kind="choices", choices=CHOICES),
    "choices or own words": step(kind="choices", choices=CHOICES, other=True),
    "rank": step(kind="rank", choices=CHOICES),
    "rank top two": step(kind="rank", choices=CHOICES, top=2),
    "yes-no": step(kind="yes-no"),
    "number": step(kind="number"),
    "hours": step(kind="number", low=0, high=24, unit="hours"),
    "whole": step(kind="number", low=1.5, high=1440, unit="minutes", whole=True),
    "date": step(kind="date").on(MARCH),
    "items": step(kind="items", fields=FIELDS),
    "pace": step(kind="pace", rate="How strong?"),
    "breaths": Breaths(key="it"),
}


@pytest.mark.parametrize(
    ("kind", "answer", "told"),
    [
        ("text", "a few words", "a few words"),
        ("scale", 3, "3 of 10"),
        ("scale", None, ""),
        ("scale below zero", -2, "-2, from -5 to 5"),
        ("yes-no", False, "no"),
        ("hours", 7.5, "7.5 hours"),
        (
            "items",
            [{"name": "Ana", "near": 7, "met": "2026-02-01"}, {"name": "Bo", "near": None, "met": None}],
            "Ana · How near now? 7 of 10 · When did you meet? 2026-02-01\nBo",
        ),
        ("pace", [{"seconds": 60, "rating": 5, "more": True}, {"seconds": None}], "60 seconds · How strong? 5 of 10\n"),
        ("items", None, ""),
    ],
)
def test_an_answer_is_told_to_whoever_does_not_see_the_scale_or_the_columns(kind, answer, told):
    assert STEPS[kind].said(answer, {"near": "How near now?"}) == told


def said(asked: Step, raw: object) -> Answer | str:
    """The answer read, or the sentence that refuses it, marked as one."""
    try:
        return asked.read(raw)
    except InvalidAnswer as problem:
        return f"refused: {problem}"


GOOD: dict[str, list[tuple[object, Answer]]] = {
    "text": [
        *((text, text) for text in ("a few words", "  two\nlines ", "a\ttab [/x]")),
        ("\ud800 [/x] \x1b", "\ufffd [/x] "),
    ],
    "lines": [
        ("one\n two \n\n", ["one", "two"]),
        (["one", "", " two "], ["one", "two"]),
        (["one\ntwo"], ["one", "two"]),
        ([" ", ""], None),
    ],
    "scale": [(7, 7), (7.0, 7), ("7", 7), (" 10 ", 10), ("٧", 7), ("007", 7), (0, 0)],
    "scale below zero": [("-5", -5), ("−3", -3), (-1, -1)],
    "choice": [
        ("leave", "Leave"), (" CALL SOMEONE ", "Call someone"), ("1", "Call someone"), ("٢", "Leave"),
        ("Tea, or a walk", "Tea, or a walk"), ("10", "10"), ("4", "10"), (1, "Call someone"), (10, "10"),
    ],
    "choice or own words": [
        ("Sing", "Sing"), (" sing ", "sing"), ("1", "Call someone"), ("1 song", "1 song"), (2, "Leave"),
    ],
    "choices": [
        ("2, 1", ["Call someone", "Leave"]), ("1 3", ["Call someone", "Tea, or a walk"]), ("1\n2", CHOICES[:2]),
        ("leave,leave,2", ["Leave"]), ("Tea, or a walk", ["Tea, or a walk"]), (["Leave"], ["Leave"]),
        (["2", "Call someone"], ["Call someone", "Leave"]), ("10", ["10"]), (" , ,", None),
        ([2, 1], ["Call someone", "Leave"]), ([1, "2"], ["Call someone", "Leave"]), (2, ["Leave"]),
    ],
    "choices or own words": [
        ("sing, 2", ["Leave", "sing"]), (["Sing", "sing", "Dance"], ["Sing", "sing", "Dance"]),
        ("walk and talk", ["walk and talk"]),
    ],
    "rank": [
        ("3, 1", ["Tea, or a walk", "Call someone"]), ("2 1", ["Leave", "Call someone"]), (["10"], ["10"]),
        ([3, 1], ["Tea, or a walk", "Call someone"]),
    ],
    "rank top two": [("2", ["Leave"]), ("leave, 1", ["Leave", "Call someone"])],
    "yes-no": [(True, True), (False, False), ("y", True), ("YES ", True), ("1", True), ("n", False), ("No", False),
               ("2", False)],
    "number": [("7,5", 7.5), ("7.5", 7.5), (7.0, 7), ("-0", 0), (-2, -2), ("1e3", 1000), ("٣", 3),
               ("9" * 15, int("9" * 15))],
    "hours": [("0", 0), (24, 24), ("7,25", 7.25)],
    "whole": [(2, 2), ("1440", 1440), ("20.0", 20)],
    "date": [
        ("2026-12-01", "2026-12-01"), ("today", "2026-03-10"), (" Tomorrow", "2026-03-11"),
        ("in 4 weeks", "2026-04-07"), ("4 weeks", "2026-04-07"), ("in  1 day", "2026-03-11"), ("+22", "2026-04-01"),
        ("+٢", "2026-03-12"), ("2024-02-29", "2024-02-29"),
    ],
    "items": [
        ([{"name": "Ana", "near": "7"}], [{"name": "Ana", "near": 7, "met": None}]),
        ([{"name": "Ana", "more": 1}], [{"name": "Ana", "near": None, "met": None}]),
        ([{}], [{"name": None, "near": None, "met": None}]),
    ],
    "pace": [([{"seconds": 60, "rating": 6}], [{"seconds": 60, "rating": 6, "more": None}])],
    "breaths": [(60, 60), ("12", 12), (0, 0)],
}  # fmt: skip

WHOLE_0_10 = "Please give a whole number from 0 to 10."
PICK = "Please give a number from 1 to 4, or its words."
OWN = "Please give a number from 1 to 4, or your own words."
DAY = "Please write the day like 2026-12-01, or today, tomorrow, in 4 weeks."
ROWS = "Please give a list of rows."
BAD: dict[str, tuple[str, list[object]]] = {
    "text": ("Please write a few words.", [1, True, ["a"], {"a": 1}, 1.5]),
    "lines": ("Please write short lines of text.", [1, True, ["a", 1], [["a"]], {"a": "b"}]),
    "scale": (
        WHOLE_0_10,
        [-1, 11, "11", True, False, 7.5, "7,5", "7.0", float("nan"), float("inf"), 1e308, 10**400, "9" * 5000, "-", "²",
         "seven", [7], {"a": 7}, "+7", "1_0"],
    ),
    "choice": (PICK, ["5", "0", "-1", "99999999999", "Sing", 5, -1, 10**400, True, 2.0, ["Leave"], {"a": 1}, "Ⅳ", "²"]),
    "choice or own words": (OWN, ["0", "5", 5, -1, ["Sing"], {"a": 1}, False]),
    "choices": (PICK, ["5", "1, 5", "sing", [5], [True], [["Leave"]], [None], [{}], ["Leave", ""]]),
    "choices or own words": (OWN, ["7", [" "], [7], [True]]),
    "rank": (PICK, ["5", "sing", [5], "1, 2, 9", ["Leave", None]]),
    "yes-no": ("Please answer y for yes or n for no.", ["maybe", 1, 0, 1.0, [True], {"a": 1}, "yy", "3"]),
    "number": (
        "Please give a number.",
        ["seven", "nan", "inf", "-inf", float("nan"), float("inf"), True, [1], {"a": 1}, "1e15", 1e15, 10**400, "7.5.1",
         "1,000.5", "9" * LONG],
    ),
    "whole": ("Please give a whole number.", ["7,5", 7.5, "x", True]),
    "date": (
        DAY,
        ["2026-13-01", "2026-02-29", "0000-01-01", "soon", "in weeks", "in -1 days", "+", "in 99999999999 weeks",
         "+" + "9" * 5000, "in " + "9" * 5000 + " days", "2026-W01-1", "٢٠٢٦-١٢-٠١", "2026-1\ud80000", 20261201, True,
         ["2026-12-01"], {"a": 1}, "01.12.2026"],
    ),
    "items": (ROWS, ["Ana", 1, True, {"name": "Ana"}, ["Ana"], [[{"name": "Ana"}]], [None]]),
    "pace": (ROWS, ["60", 60, [60]]),
    "breaths": ("Please give the seconds as a whole number.", ["soon", -1, True, 1.5, [1]]),
}  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "answer"), [(name, *case) for name in GOOD for case in GOOD[name]])
def test_a_good_answer_is_read(name, raw, answer):
    assert said(STEPS[name], raw) == answer
    assert type(STEPS[name].read(raw)) is type(answer)


@pytest.mark.parametrize(("name", "raw"), [(name, raw) for name, (_, raws) in BAD.items() for raw in raws], ids=repr)
def test_what_does_not_fit_is_refused_in_a_sentence(name, raw):
    assert said(STEPS[name], raw) == f"refused: {BAD[name][0]}"


@pytest.mark.parametrize(
    ("name", "raw", "sentence"),
    [
        ("scale below zero", 6, "Please give a whole number from -5 to 5."),
        ("choices", {"a": 1}, "Please pick from the list."),
        ("choices", 1.5, "Please pick from the list."),
        ("rank", True, "Please pick from the list."),
        ("rank", "1, 2, 1", "Each one can have only one place."),
        ("rank top two", "1, 2, 3", "Please pick 2 at the most."),
        ("hours", "-1", "Please give 0 or more."),
        ("hours", 24.5, "Please give 24 or less."),
        ("whole", "1", "Please give 1.5 or more."),
        ("date", "9999-12-31", "Please give a day between the years 1900 and 2199."),
        ("date", "0001-01-01", "Please give a day between the years 1900 and 2199."),
        ("date", "in 99999 weeks", "Please give a day between the years 1900 and 2199."),
        ("items", [{"name": "Ana", "near": 11}], WHOLE_0_10),
        ("pace", [{"rating": "strong"}], WHOLE_0_10),
    ],
)
def test_each_way_of_not_fitting_has_its_own_sentence(name, raw, sentence):
    assert said(STEPS[name], raw) == f"refused: {sentence}"


NOTHING: list[object] = [None, "", " \n\t", "\u3000", []]


@pytest.mark.parametrize("name", STEPS)
def test_nothing_is_a_skipped_step(name):
    assert {STEPS[name].read(raw) for raw in NOTHING} == {None}


# Whatever JSON may hold, and what people may type

TYPED = st.sampled_from(
    [
        "7",
        "7,5",
        "1, 3",
        "3 1 2",
        "٧",
        "y",
        "tomorrow",
        "in 4 weeks",
        "+3",
        "2026-12-01",
        "Leave",
        "nan",
        "-1",
        " ",
        "10",
    ]
)
TEXTS = TYPED | st.text(st.characters(exclude_categories=()), max_size=20)
NUMBERS = st.integers() | st.floats() | st.integers(-10, 30)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["name", "near", "met", "seconds", "rating", "more"]) | st.text(max_size=3), inner
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("name", STEPS)
@quick
@given(raw=JSON)
@example(raw=[[]])
@example(raw=[{}])
@example(raw={"name": {}})
def test_any_json_is_an_answer_or_is_refused_and_an_answer_reads_as_itself(name, raw):
    answer = said(STEPS[name], raw)
    if not (isinstance(answer, str) and answer.startswith("refused: ")):
        assert STEPS[name].read(answer) == answer
        assert json.loads(json.dumps(answer, allow_nan=False)) == answer
        if STEPS[name].kind in {"text", "lines", "scale", "choice", "yes-no", "number", "date"}:
            assert STEPS[name].read(STEPS[name].edit(answer)) == answer


@pytest.mark.parametrize("name", STEPS)
def test_a_very_long_text_is_read_or_refused(name):
    answers = [said(STEPS[name], part * (LONG // len(part))) for part in ("x", "1", "1,", "\n", "in ", "\ud800", "٣")]
    assert [type(answer) for answer in answers if not isinstance(answer, str | list)] == [type(None)]  # the "\n" alone


# Words


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("text", ""),
        ("lines", "one a line, an empty line ends"),
        ("scale", "0–10"),
        ("scale below zero", "-5 bad – 5 good"),
        ("choice", "a number"),
        ("choice or own words", "a number, or your own words"),
        ("choices", "numbers such as 1, 3"),
        ("choices or own words", "numbers such as 1, 3, or your own words"),
        ("rank", "numbers in your order, such as 3, 1, 2"),
        ("yes-no", "y or n"),
        ("number", ""),
        ("hours", "hours"),
        ("date", "such as 2026-12-01, tomorrow, in 4 weeks"),
        ("items", ""),
        ("breaths", "Enter goes on sooner"),
    ],
)
def test_a_step_says_what_can_be_typed(name, hint):
    assert STEPS[name].hint == hint


@pytest.mark.parametrize(
    ("name", "answer", "shown", "start"),
    [
        ("text", "two\nlines", "two\nlines", "two\nlines"),
        ("lines", ["one", "two"], "one, two", "one\ntwo"),
        ("scale", 0, "0", "0"),
        ("choices", ["Leave", "10"], "Leave, 10", "Leave, 10"),
        ("yes-no", False, "no", "no"),
        ("yes-no", True, "yes", "yes"),
        ("hours", 7.5, "7.5 hours", "7.5"),
        ("number", 7, "7", "7"),
        ("date", "2026-12-01", "Tuesday 1 December", "2026-12-01"),
        ("breaths", 60, "60 seconds", "60 seconds"),
        ("items", [{"name": "Ana", "near": 0}, {"name": "Bo", "met": "2026-01-01"}], "Ana · 0\nBo · 2026-01-01", ""),
        ("pace", [{"seconds": 60, "rating": 6, "more": True}], "60 seconds · 6", ""),
    ],
)
def test_an_answer_is_shown_and_started_from(name, answer, shown, start):
    assert STEPS[name].show(answer) == shown
    if start:
        assert STEPS[name].edit(answer) == start


@pytest.mark.parametrize("name", STEPS)
def test_a_skipped_answer_shows_nothing(name):
    assert [STEPS[name].show(None), STEPS[name].edit(None)] == ["", ""]


@pytest.mark.parametrize("name", STEPS)
def test_an_answer_of_an_older_version_of_the_step_can_still_be_shown(name):
    odd: list[Any] = [7, 1.5, True, "words", ["a", 1], [{"b": None}], [[1]]]
    assert {type(text) for answer in odd for text in (STEPS[name].show(answer), STEPS[name].edit(answer))} == {str}


# What is offered


def test_own_earlier_words_come_before_the_choices_each_once():
    offered = STEPS["choices or own words"].offering(["Sing", "Leave", "Sing"])
    assert offered.read("1") == ["Sing"]
    assert offered.read("2, 3") == ["Leave", "Call someone"]


def test_own_words_that_differ_by_case_only_are_one_row():
    offered = STEPS["choice or own words"].offering(["leave", "LEAVE"])
    assert [offered.read(raw) for raw in ("leave", "LEAVE", "lEAVE", "1", "2")] == [
        "leave", "leave", "leave", "leave", "Call someone",
    ]  # fmt: skip


def test_a_rank_offers_the_words_it_is_given():
    offered = step(kind="rank", **{"from": "earlier"}, choices=["C"]).offering(["A", "B, b"])
    assert offered.read("2, 1, 3") == ["B, b", "A", "C"]


def test_a_step_that_offers_nothing_stays_as_it_is():
    assert STEPS["text"].offering(["words"]) is STEPS["text"]
    assert STEPS["text"].on(MARCH) is STEPS["text"]


def test_a_relative_day_needs_a_day_to_count_from():
    assert said(step(kind="date"), "tomorrow") == f"refused: {DAY}"
    assert said(step(kind="date"), "2026-12-01") == "2026-12-01"


# Tables


def test_rows_are_named_by_what_an_earlier_step_says_each_once():
    rows = step(kind="items", fields=FIELDS, rows_from="who")
    assert rows.labels({"who": ["Ana", "Bo", "Ana"]}) == ["Ana", "Bo"]
    assert rows.labels({"who": [{"name": "Ana", "near": 7}, {"name": None}, {"name": "Ana"}]}) == ["Ana"]
    assert rows.labels({"who": "Ana"}) == ["Ana"]
    assert [rows.labels({"who": None}), rows.labels({"who": []}), rows.labels({"who": [{}]})] == [[], [], []]


def test_a_table_without_rows_from_names_none():
    assert STEPS["items"].labels({"who": ["Ana"]}) is None


def test_a_pace_without_a_rating_asks_none():
    pace = step(kind="pace")
    assert [column.key for column in pace.columns] == ["seconds", "more"]
    assert [column.key for column in STEPS["pace"].columns] == ["seconds", "rating", "more"]


def test_a_pace_hands_its_breath_and_its_measure_on():
    pace = step(kind="pace", seconds=30, inhale=3, hold=1, exhale=5, says=["Here."], rate="Now?", measure="urge")
    breaths, rating, more = pace.columns
    assert (breaths.seconds, breaths.inhale, breaths.hold, breaths.exhale, breaths.says) == (30, 3, 1, 5, ("Here.",))
    assert (rating.ask, rating.measure, more.ask) == ("Now?", "urge", "Stay a little longer?")
