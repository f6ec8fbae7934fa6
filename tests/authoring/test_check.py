from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small import SCALE, TEXT, YES_NO, exercise, quick, table

from smartcli.authoring import about_name, check, danger
from smartcli.authoring.reach import can_hold
from smartcli.authoring.steps import SAFETY
from smartcli.exercises import content
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.library import Library, read_file
from smartcli.exercises.reader import read
from smartcli.exercises.step import Comparison
from smartcli.findings import outcomes

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


def it(**fields: Any) -> dict[str, Any]:
    return {"kind": "text", "key": "it", "ask": "?", **fields}


NOWHERE_ELSE = "step “it”: its only_if leads nowhere: "
ONLY_AFTER = "is asked only after it. Please put that step above this one."


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


NUMBER = {"kind": "number", "key": "n", "ask": "?"}
RANK = {"kind": "rank", "key": "r", "ask": "?", "choices": ["A"]}
OPEN = {**CHOICE, "other": True}
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


NOWHERE = "step “it”: its recall leads nowhere. Please name an exercise and a key, as in “coping-plan.plans”."
MEANT = "step “it”: its recall leads nowhere. Did you mean “{path}”?"
HAS = "step “it”: its recall leads nowhere. “{id}” has these: {keys}."
OF_URGE_LOG = "trigger, place, response, helper, acted, next_time"


@pytest.mark.parametrize(
    ("recall", "problem"),
    [
        ("own.plan", ""),
        ("small.words", ""),
        ("small.people", ""),
        ("small.people.words", ""),
        ("insight:urge-hours", ""),
        ("gone.plan", NOWHERE),
        ("gone", NOWHERE),
        (".plan", NOWHERE),
        ("own", HAS.format(id="own", keys="plan")),
        ("own.", HAS.format(id="own", keys="plan")),
        ("own.gone", HAS.format(id="own", keys="plan")),
        ("urge-log.gone", HAS.format(id="urge-log", keys=OF_URGE_LOG)),
        ("small.people.gone", MEANT.format(path="small.people")),
        ("small.way", MEANT.format(path="small.people.way")),
        ("words", MEANT.format(path="small.words")),
        ("urgelog.next_time", MEANT.format(path="urge-log.next_time")),
        ("urge-log.nexttime", MEANT.format(path="urge-log.next_time")),
        ("Urge log.next time", MEANT.format(path="urge-log.next_time")),
        ("urge-log/next_time", MEANT.format(path="urge-log.next_time")),
        ("coping-plan.response", MEANT.format(path="coping-plan.plans.response")),
        ("insight:urge-hour", MEANT.format(path="insight:urge-hours")),
        ("setup.chnge", MEANT.format(path="setup.change")),
        ("setup.wy", MEANT.format(path="setup.way")),
    ],
)
def test_a_recall_that_leads_nowhere_is_said_with_what_was_meant(library, recall, problem):
    assert said(library, PEOPLE, it(recall=recall)) == ([problem] if problem else [])
    assert said(library, {**PEOPLE, "fields": [it(recall=recall), *PEOPLE["fields"]]}) == ([problem] if problem else [])


def test_a_recall_of_an_exercise_with_a_slip_in_it_says_so(library):
    (library.own / "own.toml").write_text("a slip")
    assert said(library, it(recall="own.plan")) == [
        "step “it”: its recall leads nowhere. The file of “own” has a slip itself: smartcli check own"
    ]


def test_each_of_several_recalls_is_looked_at(library):
    several = it(recall=["small.words", "gone.plan", "own.plan", "small.gone"])
    assert said(library, PEOPLE, several) == [
        NOWHERE.replace("its recall", "its recall “gone.plan”"),
        HAS.format(id="small", keys="people, people.words, people.way, it, words").replace(
            "its recall", "its recall “small.gone”"
        ),
    ]


WORDLESS = "step “it”: its recall leads to an answer without words. Please name a key with words."


@pytest.mark.parametrize("step", [SCALE, YES_NO, RIDE, {"kind": "number", "key": "n", "ask": "?"}])
def test_a_recall_of_what_holds_no_words_is_said(library, step):
    assert said(library, step, it(recall=f"small.{step['key']}")) == [WORDLESS]


def test_a_recall_of_a_note_leads_nowhere(library):
    assert said(library, NOTE, it(recall="small.note-1")) == [HAS.format(id="small", keys="it, words")]


NO_ROOM = "its low end is not below its high end. Please write low = 0 and high = 10."
FROM_GONE = "leads nowhere: no earlier step has the key “gone”. Please take it out."
PROBLEMS: list[tuple[dict[str, Any], str]] = [
    ({**CHOICE, "recall": "own.plan"}, "step “way”: it recalls own words but takes none. Please add other = true."),
    (
        it(safety="gone"),
        f"step “it”: there is no safety card “gone”. There are: {', '.join(SAFETY)}.",
    ),
    (it(safety="Crises"), "step “it”: there is no safety card “Crises”. Did you mean “crisis”?"),
    ({**PEOPLE, "at_most": 0}, "step “people”: it has room for no row. Please write at_most = 1, or more."),
    (
        {**PEOPLE, "at_least": 5, "at_most": 4},
        "step “people”: its at_least is more than its at_most. Please change one of them.",
    ),
    (
        {**RIDE, "rounds": 0},
        "step “ride”: it ends before it begins. Please write rounds = 1 and seconds = 60, or more.",
    ),
    ({**NUMBER, "low": 3, "high": 2}, f"step “n”: {NO_ROOM}"),
    (
        {**PEOPLE, "safety": "crisis"},
        "step “people”: it cannot show a safety card. Please put it on a field, or on another step.",
    ),
    (
        {**NOTE, "safety": "crisis"},
        "step “note-1”: it cannot show a safety card. Please put it on a field, or on another step.",
    ),
    ({**PEOPLE, "rows_from": "gone"}, f"step “people”: its rows_from {FROM_GONE}"),
    ({**PEOPLE, "rows_from": "words"}, f"step “people”: its rows_from leads nowhere: “words” {ONLY_AFTER}"),
    (
        {"kind": "rank", "key": "it", "ask": "?", "from": "gone"},
        f"step “it”: its from {FROM_GONE}",
    ),
    (
        {"kind": "rank", "key": "it", "ask": "?"},
        'step “it”: there is nothing to put in order. Please give choices, or from = "a key".',
    ),
    ({**CHOICE, "choices": []}, "step “way”: there is nothing to choose from. Please give choices."),
    ({**SCALE, "low": 10}, f"step “strength”: {NO_ROOM}"),
    (
        {**CHOICES, "choices": ["Tea, or a walk"]},
        "step “ways”: a choice holds a comma, which parts choices when typed. Please word it without.",
    ),
]


@pytest.mark.parametrize(("step", "problem"), PROBLEMS)
def test_what_is_wrong_with_a_step_is_said(library, step, problem):
    assert said(library, step) == [problem]


def test_every_card_but_the_program_s_own_can_follow_an_answer():
    there = {file.stem for file in (content.data() / "en" / "cards").iterdir()}
    assert there - {"about", "first-run", "lock"} == set(SAFETY)


@pytest.mark.parametrize("field", [it(safety="gone"), it(only_if={"key": "gone", "is": 1}), it(recall="gone.plan")])
def test_what_is_wrong_with_a_field_is_said(library, field):
    assert len(said(library, {**PEOPLE, "fields": [TEXT, field]})) == 1


def test_rows_do_not_come_from_a_note(library):
    assert said(library, NOTE, {**PEOPLE, "rows_from": "note-1"}) == [
        "step “people”: its rows_from leads nowhere: no earlier step has the key “note-1”. Please take it out."
    ]


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("wyas", "leads nowhere: no earlier step has the key “wyas”. Did you mean “ways”?"),
        ("strength", "leads to an answer without words. Please name a step with words."),
        ("people", "leads nowhere: it names itself. Please name an earlier step."),
    ],
)
def test_rows_that_come_from_nothing_are_said(library, key, problem):
    assert said(library, CHOICES, SCALE, {**PEOPLE, "rows_from": key}) == [f"step “people”: its rows_from {problem}"]


AFTER = {**SCALE, "key": "after"}
CHANGE = {"kind": "change", "from": "strength", "to": "after"}
KINDS = ", ".join(outcomes.OUTCOMES)
GAP = {"kind": "gap", "items": "people", "label": "words", "importance": "strength", "satisfaction": "strength"}
LAID = {"kind": "table", "items": "people", "down": "words", "across": "words", "cells": "words"}
UNANSWERED = {"kind": "unanswered", "items": "people", "label": "words", "field": "strength"}
HOURS = {"kind": "unplanned", "items": "people", "cells": "words", "recall": "insight:urge-hours"}
NO_STEP = "no step has the key “gone”. There are: strength, after, people, words."
NO_FIELD = "“people” has no field “gone”. There are: words, strength, way."
OUTCOMES: list[tuple[dict[str, Any], list[str]]] = [
    ({"kind": "sum"}, [f"this kind is not known. There are: {KINDS}."]),
    ({"kind": "change", "from": "strength"}, ["“to” is missing. Please add to = and the key of a step, in quotes."]),
    ({"kind": "pattern", "items": "people"}, ["“tag” is missing. Please add tag = and the key of a field, in quotes."]),
    ({"kind": "change", "from": "strength", "to": "aftr"}, ["no step has the key “aftr”. Did you mean “after”?"]),
    ({**GAP, "label": "word"}, ["“people” has no field “word”. Did you mean “words”?"]),
    ({"kind": "words", "of": "words", "titel": "x"}, ["“titel” is not known here. Did you mean “title”?"]),
    ({"kind": "words", "of": "words", "strength": 7}, [
        "“strength” is not known here. If it is an answer, please put [sample] above it.",
    ]),
    ({"kind": "quadrant"}, [
        "“x” is missing. Please add x = and the key of a step, in quotes.",
        "“y” is missing. Please add y = and the key of a step, in quotes.",
    ]),
    ({"kind": "change", "from": "strength", "to": "gone"}, [NO_STEP]),
    ({"kind": "change", "from": "strength", "to": ["strength"]}, ["“to” should be a text in quotes."]),
    ({"kind": "curve", "of": 7}, ["“of” should be a text in quotes."]),
    ({"kind": "words", "of": 7}, ["“of” should be a text or a list of texts."]),
    ({"kind": "checklist", "of": ["words", 7]}, ["“of” should be a text or a list of texts."]),
    ({"kind": "checklist", "of": ["words", "gone"]}, [NO_STEP]),
    ({"kind": "checklist", "of": "words"}, []),
    ({"kind": "rigid-words", "in": "gone"}, [NO_STEP]),
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
    ({**GAP, "label": "gone"}, [NO_FIELD]),
    ({**GAP, "items": "strength"}, ["“strength” is no table. Please name a step of the kind items."]),
    ({**GAP, "label": ["words"]}, ["“label” should be a text in quotes."]),
    ({"kind": "ranking", "items": "people", "label": "words", "by": ["strength", "x"]}, [
        NO_FIELD.replace("gone", "x"),
    ]),
    ({"kind": "ranking", "items": "people", "label": "words", "by": "x"}, [NO_FIELD.replace("gone", "x")]),
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
    ({**LAID, "across": "gone"}, [NO_FIELD]),
    ({**LAID, "cells": ["words", "gone"]}, [NO_FIELD]),
    (LAID, []),
    ({**UNANSWERED, "recall": "own.plan"}, []),
    ({**UNANSWERED, "recall": ["own.plan", "small.people.words", "insight:urge-hours"]}, []),
    ({**UNANSWERED, "recall": ["own.gone", "insight:gone"]}, [
        "its recall “own.gone” leads nowhere. “own” has these: plan.",
        "its recall “insight:gone” leads nowhere. Did you mean “insight:urge-hours”?",
    ]),
    ({**UNANSWERED, "recall": "own.plan", "label": "gone"}, [NO_FIELD]),
    ({**UNANSWERED, "field": ["way", "gone"]}, [NO_FIELD]),
    ({**UNANSWERED, "answers": ["small.people.way", "own.gone"]}, [
        "its answers “own.gone” leads nowhere. “own” has these: plan.",
    ]),
    ({**UNANSWERED, "answers": "own.plan"}, [
        "its answers “own.plan” is no field of a table. Please name one, as in “triggers.triggers.response”.",
    ]),
    ({"kind": "unanswered", "items": "people", "label": "words"}, [
        "“field” is missing. Please add field = and the key of a field, in quotes.",
    ]),
    ({**HOURS, "down": "way", "across": "way"}, [
        "“way” has 2 choices. Please offer the seven days, Monday first.",
        "“way” has 2 choices. Please offer four: morning, afternoon, evening, night.",
    ]),
    ({**HOURS, "down": "words", "across": "gone"}, [
        "“words” is of the kind text, which “down” cannot count. Please name a step of the kind choice.",
        NO_FIELD,
    ]),
    ({"kind": "untaken", "items": "people", "tag": "words"}, [
        "“words” is of the kind text, which “tag” cannot count. Please name a step of the kind choice.",
    ]),
    ({"kind": "untaken", "items": "people", "tag": "way"}, []),
    ({"kind": "pattern", "items": ["people", "gone"], "tag": "way"}, [
        NO_STEP,
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


# What a person would see


SEEN: list[tuple[dict[str, Any], str]] = [
    (it(ask=" "), "step “it”: its “ask” is empty. Please write what to say."),
    ({"kind": "note", "text": ""}, "step “note-1”: its “text” is empty. Please write what to say."),
    ({**CHOICE, "choices": ["A", "B", "a "]}, "step “way”: a choice stands there 2 times. Please take it out."),
    ({**CHOICES, "choices": ["A", ""]}, "step “ways”: a choice is empty. Please take it out."),
    ({**PEOPLE, "fields": [it(ask="")]}, "step “it”: its “ask” is empty. Please write what to say."),
    ({**PEOPLE, "fields": [{**SCALE, "high": 0}]}, f"step “strength”: {NO_ROOM}"),
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


# Questions about something dangerous

CRISIS = {"card": "crisis", "at_least": 1}
NO_HELP = (
    "it is about dying or hurting oneself, and no help follows. "
    'A line such as safety = "crisis" shows a card with help after the answer.'
)


def warned(*steps: Any) -> list[str]:
    return [str(hint) for hint in danger.hints(exercise(*steps, TEXT))]


@pytest.mark.parametrize(
    "ask",
    [
        "Do you think about killing yourself?",
        "How strong is your wish to die?",
        "Have you hurt yourself this week?",
        "Did you harm yourself, or think of it?",
        "Thoughts of suicide today?",
        "Any self-harm?",
        "Are there thoughts of ending your life?",
        "Have you thought about taking your own life?",
        "How often did you wish you were dead?",
        "Are there days on which you don’t want to live?",
        "Did you feel that life is not worth living?",
        "Would others be better off if you were dead?",
        "Do you want to end it all?",
        "Was there a time when you did not want to wake up again?",
        "How strong is your will to live?",
        "Is dying on your mind?",
    ],
)
def test_a_question_about_dying_without_its_card_gets_a_hint(ask: str) -> None:
    scale = {**SCALE, "ask": ask}
    assert warned(scale) == [f"step “strength”: {NO_HELP}"]
    assert warned({**scale, "safety": CRISIS}) == []
    assert warned({**SCALE, "ask": "How are you?", "help": ask}) == [f"step “strength”: {NO_HELP}"]
    assert warned({"kind": "note", "text": ask}) == []


def test_choices_ends_and_fields_of_tables_are_looked_at_too() -> None:
    assert warned({**CHOICE, "choices": ["Fine", "I want to die"]}) == [f"step “way”: {NO_HELP}"]
    assert warned({**SCALE, "ends": ["not at all", "I think of killing myself"]}) == [f"step “strength”: {NO_HELP}"]
    asked = {**SCALE, "ask": "How strong is your wish to die?"}
    assert warned({**PEOPLE, "fields": [TEXT, asked]}) == [f"step “people.strength”: {NO_HELP}"]
    whole = {**PEOPLE, "ask": "Days on which you hurt yourself:"}
    assert warned({**whole, "fields": [TEXT]}) == [f"step “people”: {NO_HELP}"]
    assert warned({**whole, "fields": [TEXT, {**asked, "safety": "crisis"}]}) == []
    assert warned({**asked, "safety": "stay"}) == [f"step “strength”: {NO_HELP}"]


@pytest.mark.parametrize(
    "ask",
    [
        "What makes your life worth living?",
        "What would you take back in your life?",
        "How could you take your life back?",
        "Are you dying for a smoke?",
        "Which cake is to die for?",
        "What do you want to live for?",
        "Where did you cut yourself some slack?",
        "What do you not want to do today?",
        "How do you feel about yourself?",
        "What hurts? What does it harm?",
        "What kills your joy?",
        "Who lives with you?",
        "When does the evening end?",
    ],
)
def test_other_questions_get_no_such_hint(ask: str) -> None:
    assert warned({**SCALE, "ask": ask}) == []


def test_the_shipped_exercises_ask_about_dying_only_with_its_card(tmp_path: Path) -> None:
    shelf = [*Library(tmp_path).every()]
    assert [str(hint) for one in shelf for hint in danger.hints(one)] == []
    bare = [one.but(steps=tuple(step.but(safety=()) for step in one.steps)) for one in shelf]
    assert {hint.where for one in bare for hint in danger.hints(one)} >= {"step “danger”", "step “signs”"}
