"""What an author is told of an exercise: its head, its steps, its recalls, its name."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.authoring.author import CHOICE, CHOICES, NOTE, NUMBER, ONLY_AFTER, PEOPLE, RIDE, it, said
from tests.small import SCALE, TEXT, YES_NO, exercise, quick, table

from smartcli.authoring import about_name, check
from smartcli.authoring.steps import SAFETY
from smartcli.exercises import content
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.library import Library, read_file
from smartcli.exercises.reader import read
from smartcli.findings import outcomes


def test_an_exercise_with_nothing_wrong_is_fine(library):
    everything = exercise(
        {**NOTE, "recall": "own.plan", "only_recalled": True},
        {**SCALE, "safety": {"card": "crisis", "at_most": 1}},
        {**YES_NO, "only_if": {"key": "strength", "at_least": 7}},
        {**CHOICES, "recall": "small.words", "other": True},
        {**PEOPLE, "recall": "small.people.words"},
        {**CHOICE, "recall": "own.plan", "only_unrecalled": True, "none": "Pause"},
        {**NUMBER, "unit_from": "own.plan", "only_recalled": True},
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


NOWHERE = "step “it”: its recall leads nowhere. Please name an exercise and a key, as in “coping-plan.plans”."
MEANT = "step “it”: its recall leads nowhere. Did you mean “{path}”?"
HAS = "step “it”: its recall leads nowhere. “{id}” has these: {keys}."
OF_URGE_LOG = "trigger, place, did, will_do, helper, acted, when, when_day, next_time"


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
WENT = (
    "step “way”: the measure “went” wants a choice: none where there are four, as wanted, more, rather not say. "
    "Please give three or four choices, in this order."
)
PROBLEMS: list[tuple[dict[str, Any], str]] = [
    ({**CHOICE, "recall": "own.plan"}, "step “way”: it recalls own words but takes none. Please add other = true."),
    (
        {**NUMBER, "only_recalled": True},
        (
            "step “n”: it does not say what must have been written before, or must not. "
            'Please add recall = "an exercise.a key".'
        ),
    ),
    (
        it(recall="own.plan", only_recalled=True, only_unrecalled=True),
        (
            "step “it”: it is asked both where something was written before and where nothing was. "
            "Please take only_recalled or only_unrecalled out."
        ),
    ),
    (
        {**NUMBER, "unit_from": "gone.plan"},
        "step “n”: its recall leads nowhere. Please name an exercise and a key, as in “coping-plan.plans”.",
    ),
    ({**CHOICE, "measure": "went"}, WENT),
    (
        {**CHOICES, "measure": "went", "choices": ["No", "As planned", "More", "Rather not say"]},
        WENT.replace("way", "ways"),
    ),
    (it(measure="went"), WENT.replace("way", "it")),
    ({**NUMBER, "measure": "amount"}, "step “n”: an amount can be less than none. Please write low = 0."),
    ({**CHOICE, "none": "pauses"}, "step “way”: its none is none of its choices. Did you mean “Pause”?"),
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
    (
        {**PEOPLE, "leads": {"to": "urge-surf", "is": "x"}},
        "step “people”: it cannot lead to an exercise. Please put it on a step that asks one thing.",
    ),
    (
        {**CHOICE, "leads": {"to": "urge-surv", "is": CHOICE["choices"][0]}},
        "step “way”: it leads to “urge-surv”, which is no exercise. Did you mean “urge-surf”?",
    ),
    (
        {**CHOICE, "leads": {"to": "small", "is": CHOICE["choices"][0]}},
        "step “way”: it leads to its own exercise. Please name another one.",
    ),
    (
        {**SCALE, "leads": {"to": "urge-surf", "at_least": 11}},
        (
            "step “strength”: no answer leads to “urge-surf”: “strength” goes from 0 to 10. "
            "Please compare with a number in between."
        ),
    ),
    (it(prefill_of="gone"), "step “it”: it has prefill_of without prefill. Please add prefill = true."),
    (
        it(prefill=True, prefill_of="gone"),
        "step “it”: its prefill_of leads nowhere: no earlier step has the key “gone”. Please take it out.",
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
    assert there - {"about", "first-run", "first-run-discreet", "lock", "lapse-without-substances"} == set(
        SAFETY
    )  # the last stands for `lapse`


@pytest.mark.parametrize(
    "field",
    [
        it(safety="gone"),
        it(leads={"to": "urge-surf", "is": "x"}),
        it(only_if={"key": "gone", "is": 1}),
        it(recall="gone.plan"),
    ],
)
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


def test_what_could_follow_must_be_there(library):
    assert said(library, next=["own", "urge-log", "zebra"]) == [
        "next: there is no exercise “zebra”. Please take it out, or write that exercise."
    ]
    assert said(library, next=["small"]) == ["next: it names itself. Please take it out."]
    assert said(library, next=["urgelog"]) == ["next: there is no exercise “urgelog”. Did you mean “urge-log”?"]


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
@given(st.sampled_from(list(outcomes.OUTCOMES)), PARAMETERS, SAMPLE, CONDITION)
def test_whatever_can_be_read_can_be_checked(kind, parameters, sample, condition):
    steps: list[dict[str, Any]] = [SCALE, PEOPLE, RIDE, TEXT, it(only_if={"key": "strength", **condition})]
    found, problems = read("small", table(*steps, outcomes=[{"kind": kind, **parameters}], sample=sample))
    assert (found is None) == bool(problems)
    if found:
        assert all(str(problem) for problem in check(found, shipped()))


# When it was

WHEN = {**CHOICE, "measure": "when", "choices": ["Now", "Earlier", "Last evening", "Else"]}
WHICH = {"kind": "date", "key": "which", "ask": "Which day?", "measure": "when"}


@pytest.mark.parametrize(
    ("steps", "problem"),
    [
        ([WHEN, WHICH], ""),
        ([WHICH], ""),
        ([WHEN], "nothing asks which day another time was."),
        ([{**WHEN, "choices": ["Now", "Earlier"]}, WHICH], "its choices do not say when it was."),
        ([{**WHEN, "other": True}, WHICH], "its choices do not say when it was."),
        ([{**CHOICES, "measure": "when"}], "it cannot say when it was."),
        ([{**TEXT, "key": "it", "measure": "when"}], "it cannot say when it was."),
        ([{**PEOPLE, "fields": [{**TEXT, "key": "who"}, WHICH]}], "it cannot say when it was."),
    ],
)
def test_what_asks_when_it_was_is_a_choice_of_four_or_a_day(library, steps, problem):
    found = said(library, *steps)
    assert [one for one in found if problem in one] == found
    assert bool(found) is bool(problem)
