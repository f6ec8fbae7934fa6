"""Conditions: what they compare, whether an answer can lead there, and ways that exclude each other."""

from typing import Any

import pytest
from tests.authoring.author import (
    CHOICE,
    CHOICES,
    LINES,
    NOTE,
    NUMBER,
    ONLY_AFTER,
    OPEN,
    PEOPLE,
    SURE,
    UNSURE,
    it,
    said,
)
from tests.small import SCALE, TEXT, YES_NO

NOWHERE_ELSE = "step “it”: its only_if leads nowhere: "


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("gone", "no earlier step has the key “gone”. There are: strength."),
        ("Strenght", "no earlier step has the key “Strenght”. Did you mean “strength”?"),
        ("it", "it names itself. Please name an earlier step."),
        ("words", f"“words” {ONLY_AFTER}"),
        ("note-1", "no earlier step has the key “note-1”. There are: strength."),
        ("people.way", "“people.way” is asked inside the table “people”. Please name a step outside of it."),
        ("way", "“way” is asked inside the table “people”. Please name a step outside of it."),
    ],
)
def test_a_condition_on_no_earlier_answer_is_said(library, key, problem):
    assert said(library, NOTE, SCALE, PEOPLE, it(only_if={"key": key, "is": "x"})) == [NOWHERE_ELSE + problem]


def test_a_condition_where_there_is_no_earlier_answer_is_to_be_taken_out(library):
    assert said(library, NOTE, it(only_if={"key": "gone", "is": "x"})) == [
        NOWHERE_ELSE + "no earlier step has the key “gone”. Please take it out."
    ]


RANK = {"kind": "rank", "key": "r", "ask": "?", "choices": ["A"]}
TO_10 = "“earlier” goes from 0 to 10. Please compare with a number in between."
NUMBERED = "“earlier” is answered with a number. Please write {what}."
ANY_NUMBER = NUMBERED.format(what="at_least = 7, at_most = 3 or is = 5, with your own number")
YES_OR_NO = "“earlier” is answered with yes or no. Please write {what}."
STOP = "“earlier” has no choice “{typed}”. Did you mean “Stop”?"
ONE = "“earlier” is answered with one of its choices. Please write {what}."
SEVERAL = "“earlier” can have several answers. Please write includes = {what}."
WORDS = "“earlier” is answered with a person's own words. Please compare a scale, a number, a choice or a yes or no."
A_TABLE = "“earlier” is a table, which cannot be compared. Please name a step that asks one thing."
EARLIER: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    (SCALE, {"at_least": 10}, ""),
    (SCALE, {"at_least": 11}, TO_10),
    (SCALE, {"at_most": -1}, TO_10),
    (SCALE, {"at_least": 5, "at_most": 4}, (
        "no number fits all of it. Please take one of the comparisons out, or change its number."
    )),
    (SCALE, {"is": 7}, ""),
    (SCALE, {"is": "7"}, NUMBERED.format(what="is = 7, without quotes")),
    (SCALE, {"is": "at_least 7"}, ANY_NUMBER),
    (SCALE, {"is": True}, ANY_NUMBER),
    (SCALE, {"is": 7.5}, "“earlier” is answered with a whole number. Please compare with a whole number."),
    (SCALE, {"includes": 7}, ANY_NUMBER),
    (SCALE, {"is_not": 7}, ""),
    (SCALE, {"is_not": 11}, TO_10),
    (YES_NO, {"is": False}, ""),
    (YES_NO, {"is_not": True}, ""),
    (YES_NO, {"is_not": "Yes"}, YES_OR_NO.format(what="is_not = true, without quotes")),
    (YES_NO, {"is": "yes"}, YES_OR_NO.format(what="is = true, without quotes")),
    (YES_NO, {"is": "true"}, YES_OR_NO.format(what="is = true, without quotes")),
    (YES_NO, {"is": "No"}, YES_OR_NO.format(what="is = false, without quotes")),
    (YES_NO, {"includes": "false"}, YES_OR_NO.format(what="is = false, without quotes")),
    (YES_NO, {"is": "perhaps"}, YES_OR_NO.format(what="is = true or is = false")),
    (YES_NO, {"at_least": 1}, YES_OR_NO.format(what="is = true or is = false")),
    (CHOICE, {"is": "Stop"}, ""),
    (CHOICE, {"is": "stop"}, STOP.format(typed="stop")),
    (CHOICE, {"is_not": "Stop"}, ""),
    (CHOICE, {"is_not": "stop"}, STOP.format(typed="stop")),
    (CHOICE, {"is": "Sing"}, "“earlier” has no choice “Sing”. There are: “Stop”, “Pause”."),
    (CHOICE, {"is": 2}, ONE.format(what='is = "Pause"')),
    (CHOICE, {"is": 3}, ONE.format(what='is = "Stop"')),
    (CHOICE, {"is": ["Pause", "Stop"]}, ONE.format(what='is = "Pause"')),
    (CHOICE, {"includes": "Pause"}, ONE.format(what='is = "Pause"')),
    (CHOICE, {"at_least": 1}, ONE.format(what='is = "Stop"')),
    (OPEN, {"is": "Own words"}, ""),
    (OPEN, {"is": "STOP"}, STOP.format(typed="STOP")),
    (OPEN, {"is": "Stpo"}, STOP.format(typed="Stpo")),
    (OPEN, {"is_not": "Sotp"}, STOP.format(typed="Sotp")),
    (OPEN, {"at_least": 1}, ONE.format(what='is = "Stop"')),
    (CHOICES, {"includes": "Pause"}, ""),
    (CHOICES, {"includes": "pause"}, "“earlier” has no choice “pause”. Did you mean “Pause”?"),
    (CHOICES, {"includes": "Sing"}, "“earlier” has no choice “Sing”. There are: “Stop”, “Pause”."),
    (CHOICES, {"is": "Pause"}, SEVERAL.format(what='"Pause"')),
    (CHOICES, {"at_least": 0}, SEVERAL.format(what='"Stop"')),
    ({**CHOICES, "other": True}, {"includes": "Sing"}, ""),
    ({**CHOICES, "other": True}, {"includes": "Pauze"}, "“earlier” has no choice “Pauze”. Did you mean “Pause”?"),
    (RANK, {"includes": "A"}, ""),
    (RANK, {"includes": "B"}, "“earlier” has no choice “B”. There are: “A”."),
    (NUMBER, {"at_least": 60}, ""),
    (NUMBER, {"is": "60"}, NUMBERED.format(what="is = 60, without quotes")),
    (TEXT, {"is": "x"}, ""),
    (TEXT, {"is_not": "x"}, ""),
    (TEXT, {"at_least": 1}, WORDS),
    (TEXT, {"includes": "x"}, WORDS),
    (LINES, {"includes": "x"}, ""),
    (LINES, {"is": "x"}, SEVERAL.format(what='"x"')),
    (LINES, {"is_not": "x"}, SEVERAL.format(what='"x"')),
    (LINES, {"at_least": 3}, SEVERAL.format(what='"a word"')),
    ({"kind": "date", "key": "d", "ask": "?"}, {"is": "2026-01-01"}, ""),
    ({"kind": "date", "key": "d", "ask": "?"}, {"at_least": 3}, (
        "“earlier” is answered with a day. Please write is = \"2026-12-01\", or name another step."
    )),
    (PEOPLE, {"is": "x"}, A_TABLE),
    (PEOPLE, {"at_least": 1}, A_TABLE),
]  # fmt: skip


@pytest.mark.parametrize(("earlier", "comparison", "problem"), EARLIER)
def test_a_step_that_no_answer_leads_to_is_said_with_what_to_write(library, earlier, comparison, problem):
    earlier = {**earlier, "key": "earlier"}
    expected = [NOWHERE_ELSE + problem] if problem else []
    assert said(library, earlier, it(only_if={"key": "earlier", **comparison})) == expected


@pytest.mark.parametrize(("step", "comparison", "problem"), EARLIER)
def test_a_safety_card_that_no_answer_calls_for_is_said_with_what_to_write(library, step, comparison, problem):
    if step is PEOPLE:
        return
    step = {**step, "key": "earlier", "safety": {"card": "stay", **comparison}}
    expected = [f"step “earlier”: no answer calls for its safety card: {problem}"] if problem else []
    assert said(library, step) == expected


def test_a_scale_without_room_is_said_once(library):
    assert said(library, {**SCALE, "high": 0}, it(only_if={"key": "strength", "at_least": 7})) == [
        "step “strength”: its low end is not below its high end. Please write low = 0 and high = 10."
    ]


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
    assert said(library, SCALE, {**PEOPLE, "fields": fields}) == [
        NOWHERE_ELSE.replace("“it”", "“c”") + f"“d” {ONLY_AFTER}"
    ]


# Ways that exclude each other

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
