"""What an author is told of outcomes: parts that are missing, and ones that can never say anything."""

from typing import Any

import pytest
from tests.authoring.author import PEOPLE, SURE, UNSURE, it, said
from tests.small import SCALE, YES_NO

from smartcli.findings import outcomes

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
