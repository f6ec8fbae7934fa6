from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small import SCALE, TEXT, YES_NO, exercise, quick

from smartcli.exercises.library import Library
from smartcli.findings.outcomes import OUTCOMES, RIGID, findings, without_numbers
from smartcli.text.finding import Finding, Grid, Value

AFTER = {**SCALE, "key": "after", "ask": "And now?"}
PERCENT = {**SCALE, "key": "percent", "high": 100}
LINES = {"kind": "lines", "key": "list", "ask": "What else?"}
WHEN = {"kind": "choice", "key": "when", "ask": "When?", "choices": ["Short term", "Long term"]}
CAN = {"kind": "choices", "key": "can", "ask": "What?", "choices": ["Listen", "Come"], "other": True}
GIVES = {"kind": "items", "key": "gives", "ask": "It gives:", "fields": [TEXT, WHEN, CAN]}
COSTS = {**GIVES, "key": "costs", "ask": "It costs:"}
AREAS = {
    "kind": "items",
    "key": "areas",
    "ask": "Areas:",
    "fields": [TEXT, SCALE, AFTER],
}
RIDE = {"kind": "pace", "key": "ride", "ask": "Breathe.", "rate": "How strong?"}
STEPS: list[dict[str, Any]] = [SCALE, AFTER, PERCENT, TEXT, LINES, YES_NO, GIVES, COSTS, AREAS, RIDE]


def found(outcome: dict[str, Any], answers: dict[str, Any], earlier: dict[str, Any] | None = None) -> Finding | None:
    """What one outcome finds in these answers."""
    said = findings(exercise(*STEPS, outcomes=[outcome]), answers, earlier)
    return said[0] if said else None


def text(outcome: dict[str, Any], answers: dict[str, Any]) -> str | None:
    finding = found(outcome, answers)
    return finding.text if finding else None


# change

CHANGE = {"kind": "change", "from": "strength", "to": "after"}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (7, 4, "7 before, 4 after."),
        (4, 4, "4 before, 4 after. It stayed where it was. You took the time, and that counts."),
        (4, 9, "4 before, 9 after. It can go up on the way. You noticed it."),
        (0, 0, "0 before, 0 after. It stayed where it was. You took the time, and that counts."),
        (None, 4, None),
        (7, None, None),
        (True, 4, None),
        ("7", 4, None),
    ],
)
def test_a_change_is_said_without_a_verdict(before, after, said):
    assert text(CHANGE, {"strength": before, "after": after}) == said


def test_a_change_shows_both_numbers_on_the_scale_of_the_second():
    finding = found({**CHANGE, "to": "percent", "title": "The thought"}, {"strength": 7, "percent": 40})
    assert finding is not None
    assert finding.title == "The thought"
    assert finding.points == (Value(label="before", value=7, of=100), Value(label="after", value=40, of=100))


# quadrant

QUADRANT = {"kind": "quadrant", "x": "strength", "y": "after"}


@pytest.mark.parametrize(
    ("x", "y", "said"),
    [
        (7, 7, "It matters to you, and you feel sure that you can."),
        (7, 6, "It matters to you. A smaller step or some help can make you surer."),
        (6, 7, "You feel sure that you can. You could look at what you care about."),
        (6, 6, "No number has to be high. This is a fair place to be. You could look at what you care about."),
        (0, 0, "No number has to be high. This is a fair place to be. You could look at what you care about."),
        (None, 7, None),
        (7, None, None),
    ],
)  # fmt: skip
def test_two_rulers_say_where_one_stands(x, y, said):
    assert text(QUADRANT, {"strength": x, "after": y}) == said


def test_two_rulers_are_shown_under_their_questions():
    finding = found(QUADRANT, {"strength": 7, "after": 3})
    assert finding is not None
    assert finding.title == "Where you stand today"
    assert finding.points == (Value(label="How strong?", value=7), Value(label="And now?", value=3))


# gap

GAP = {"kind": "gap", "items": "areas", "label": "words", "importance": "strength", "satisfaction": "after"}


def area(name: str, matters: object, now: object) -> dict[str, object]:
    return {"words": name, "strength": matters, "after": now}


def test_the_widest_gap_comes_first():
    finding = found(
        GAP, {"areas": [area("Health", 8, 6), area("Work", 9, 3), area("Home", None, 2), area("Money", 3, 5)]}
    )
    assert finding == Finding(
        title="What matters, and how it is",
        text="The widest gap: Work. It matters 9, and today it is at 3.",
        points=(
            Value(label="Work", value=3, note="matters 9"),
            Value(label="Health", value=6, note="matters 8"),
            Value(label="Money", value=5, note="matters 3"),
        ),
    )


def test_last_time_stands_beside_today():
    earlier = {"areas": [area("Work", 9, 1), area("Health", 9, None)]}
    finding = found(GAP, {"areas": [area("Work", 9, 3), area("Health", 8, 6)]}, earlier)
    assert finding is not None
    assert [point.note for point in finding.points] == ["matters 9, last time 1", "matters 8"]


@pytest.mark.parametrize("areas", [[area("Work", 5, 5)], [area("Work", 5, 9), area("Home", 0, 0)]])
def test_where_there_is_no_gap_that_is_said(areas):
    assert text(GAP, {"areas": areas}) == "What matters to you and how it is are close together."


@pytest.mark.parametrize("areas", [None, [], [area("Work", None, 3)], [area("Work", "9", 3)], "odd", 7])
def test_where_nothing_was_rated_there_is_no_gap(areas):
    assert found(GAP, {"areas": areas}) is None


def test_a_rating_that_is_better_when_it_goes_up_is_told_so():
    steps = ({"kind": "scale", "key": "a", "ask": "?"}, {"kind": "scale", "key": "b", "ask": "?"})
    said = []
    for better, after in (("up", 7), ("up", 2), ("", 2), ("", 7)):
        more = {"better": better} if better else {}
        one = exercise(*steps, outcomes=[{"kind": "change", "from": "a", "to": "b", **more}])
        said.append(findings(one, {"a": 4, "b": after})[0].text)
    assert said == [
        "4 before, 7 after.",
        "4 before, 2 after. It can go down on the way. You noticed it.",
        "4 before, 2 after.",
        "4 before, 7 after. It can go up on the way. You noticed it.",
    ]


# ranking

RANKING = {"kind": "ranking", "items": "areas", "label": "words", "by": ["strength", "after"]}


def test_rows_are_put_in_the_order_of_their_product():
    finding = found(RANKING, {"areas": [area("A", 2, 9), area("B", 7, 8), area("C", None, 9), area("D", 0, 9)]})
    assert finding == Finding(
        title="Your order",
        text="First on your list: B.",
        points=tuple(Value(label=label, value=value, of=100) for label, value in (("B", 56), ("A", 18), ("D", 0))),
    )
    assert found(RANKING, {"areas": [area("A", None, None)]}) is None


# pattern

PATTERN = {"kind": "pattern", "items": ["gives", "costs"], "tag": "when"}


def row(**cells: object) -> dict[str, object]:
    return {"words": "x", **cells}


def test_tags_are_counted_list_by_list():
    answers = {
        "gives": [row(when="Long term"), row(when="Short term"), row(when="Short term"), row(when=None), row()],
        "costs": [row(when="Own tag")],
    }
    assert text(PATTERN, answers) == (
        "It gives: Short term (2), Long term (1)\nIt costs: Short term (none), Long term (none), Own tag (1)"
    )
    assert text(PATTERN, {"gives": None, "costs": [row(when=None)]}) is None


def test_a_tag_may_hold_several_and_one_list_may_be_looked_at():
    answers = {"gives": [row(can=["Listen", "Come"]), row(can=["Listen", "Sing"])]}
    said = text({"kind": "pattern", "items": "gives", "tag": "can"}, answers)
    assert said == "It gives: Listen (2), Come (1), Sing (1)"


def test_where_each_tag_came_once_they_are_named_without_a_count():
    answers = {"gives": [row(can=["Listen", "Come"]), row(can=["Sing"])], "costs": [row(when="Short term")]}
    assert text({"kind": "pattern", "items": "gives", "tag": "can"}, answers) == "It gives: Listen, Come, Sing"
    assert text({**PATTERN, "items": "costs"}, answers) == "It costs: Short term (1), Long term (none)"


def test_of_a_long_list_only_what_was_taken_is_counted():
    many = {**WHEN, "choices": ["A", "B", "C", "D"]}
    asked = exercise({**GIVES, "fields": [TEXT, many]}, outcomes=[{"kind": "pattern", "items": "gives", "tag": "when"}])
    said = findings(asked, {"gives": [row(when="D"), row(when="B"), row(when="D")]})
    assert said[0].text == "It gives: B (1), D (2)"


# untaken

UNTAKEN = {"kind": "untaken", "items": "gives", "tag": "can", "text": "One is enough."}


def test_choices_that_no_row_has_are_named():
    assert found(UNTAKEN, {"gives": [row(can=["Sing"]), row(can=None)]}) == Finding(
        title="Not there yet", text="One is enough.", words=("Listen", "Come")
    )
    assert found({**UNTAKEN, "title": "Nobody yet for"}, {"gives": [row(can=["Come", "Sing"])]}) == Finding(
        title="Nobody yet for", text="One is enough.", words=("Listen",)
    )
    assert found({**UNTAKEN, "tag": "when"}, {"gives": [row(when="Long term")]}) == Finding(
        title="Not there yet", text="One is enough.", words=("Short term",)
    )


def test_where_all_are_taken_or_there_are_no_rows_nothing_is_missing():
    assert found(UNTAKEN, {"gives": [row(can=["Listen"]), row(can=["Come"])]}) is None
    assert found(UNTAKEN, {"gives": None}) is None


# rigid-words

RIGID_WORDS = {"kind": "rigid-words", "in": "words"}
OFFER = "You wrote {}. Words like these leave little room. If you like, say it once with a softer word."


@pytest.mark.parametrize(
    ("wrote", "marked"),
    [
        ("I must go.", "“must”"),
        ("I MUST, I must!", "“must”"),
        ("You ‘should’ know", "“should”"),
        ("It's 'always' me", "“always”"),
        ("I can’t, and I  have\nto", "“have to”, “can't”"),
        ("never. always (awful)", "“always”, “never”, “awful”"),
    ],
)
def test_rigid_words_are_marked_as_an_offer(wrote, marked):
    assert text(RIGID_WORDS, {"words": wrote}) == OFFER.format(marked)


@pytest.mark.parametrize("wrote", [None, "", "mustard, shoulder, whenever", "I would like to", 7, "mustn't"])
def test_words_that_only_look_rigid_are_left_alone(wrote):
    assert found(RIGID_WORDS, {"words": wrote}) is None


def test_every_rigid_word_is_found():
    assert [text(RIGID_WORDS, {"words": f"so I {word}."}) for word in RIGID] == [OFFER.format(f"“{w}”") for w in RIGID]


def test_rigid_words_are_found_in_lines_and_an_exercise_may_bring_its_own():
    assert text({**RIGID_WORDS, "in": "list"}, {"list": ["it must", "be so"]}) == OFFER.format("“must”")
    own = {**RIGID_WORDS, "words": ["really"]}
    assert text(own, {"words": "I must, really"}) == OFFER.format("“really”")


# checklist

CHECKLIST = {"kind": "checklist", "of": ["strength", "words", "sure"]}


def test_what_is_open_is_listed_by_its_question():
    finding = found(CHECKLIST, {"strength": 0, "words": None, "sure": False})
    assert finding == Finding(
        title="What is there, and what is open",
        text="2 of 3 are there. Still open, if you want to add it:",
        words=("In your words?",),
    )
    assert (
        text(CHECKLIST, {"strength": None, "words": "x", "sure": None})
        == "1 of 3 is there. Still open, if you want to add it:"
    )
    nothing = {"strength": None, "words": None, "sure": None}
    assert text(CHECKLIST, nothing) == "0 of 3 are there. Still open, if you want to add it:"
    assert found(CHECKLIST, {}) is None
    assert text(CHECKLIST, {"strength": 0, "words": "x", "sure": False}) == "All of it is there."
    assert text({"kind": "checklist", "of": "words"}, {"words": "x"}) == "All of it is there."


# words

WORDS = {"kind": "words", "of": ["words", "list", "sure", "areas"], "text": "You said:"}


def test_the_person_s_own_words_are_played_back_as_they_are():
    answers = {
        "words": "I [b]want\nthis",
        "list": ["one", "two"],
        "sure": True,
        "areas": [area("Work", 9, None), area("Home", 1, 2)],
    }
    assert found(WORDS, answers) == Finding(
        title="In your own words",
        text="You said:",
        words=("I [b]want\nthis", "one", "two", "yes", "Work · 9", "Home · 1 · 2"),
    )
    assert found(WORDS, {"words": None}) is None
    assert found({"kind": "words", "of": "words", "title": "Yours"}, {"words": "x"}) == Finding(
        title="Yours", words=("x",)
    )


# On a day on which no numbers are told

SHIPPED = Library(Path("no-home"))


@pytest.mark.parametrize("id", SHIPPED.ids())
def test_what_tells_no_numbers_tells_none(id: str) -> None:
    shipped = SHIPPED.load(id)
    for finding in findings(without_numbers(shipped), shipped.sample):
        assert not finding.points
        assert not any(letter.isdigit() for letter in finding.text)


# curve

CURVE = {"kind": "curve", "of": "ride"}


def ride(*rounds: tuple[int | None, int | None]) -> dict[str, Any]:
    return {"ride": [{"seconds": seconds, "rating": rating} for seconds, rating in rounds]}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (
            ride((60, 7), (60, 9), (60, 9), (60, 4)),
            "You stayed with it 4 minutes. Highest: 9, in round 2. At the end: 4.",
        ),
        (ride((60, 7)), "You stayed with it 1 minute."),
        (ride((20, None)), "You stayed with it 1 minute."),
        (ride((60, None), (45, None)), "You stayed with it 2 minutes."),
        (ride((60, 0), (60, 0)), "You stayed with it 2 minutes. Highest: 0, in round 1. At the end: 0."),
        (ride((0, 3)), None),
        (ride((None, 3)), None),
        ({"ride": [{"seconds": "x", "rating": "x"}, {"seconds": 60, "rating": "x"}]}, "You stayed with it 1 minute."),
        ({"ride": None}, None),
        ({}, None),
    ],
)
def test_a_ride_says_how_long_how_high_and_how_it_ended(answers, said):
    assert text(CURVE, answers) == said


def test_the_end_of_a_ride_is_said_once():
    both = exercise(*STEPS, outcomes=[CURVE, CHANGE])
    answers = {"strength": 8, **ride((60, 8), (60, 7)), "after": 4}
    said = [[one.text for one in findings(both, {**answers, **more})] for more in ({}, {"after": None})]
    assert said == [
        ["You stayed with it 2 minutes. Highest: 8, in round 1.", "8 before, 4 after."],
        ["You stayed with it 2 minutes. Highest: 8, in round 1. At the end: 7."],
    ]


def test_a_ride_is_drawn_round_by_round_with_gaps():
    finding = found(CURVE, ride((60, 7), (60, None), (60, 4)))
    assert finding is not None
    assert finding.is_series is True
    assert finding.points == tuple(Value(label=str(n), value=value) for n, value in ((1, 7), (2, None), (3, 4)))


def test_a_ride_that_was_not_rated_has_no_curve():
    finding = found(CURVE, ride((60, None), (60, None)))
    assert finding is not None
    assert finding.points == ()


# unanswered

UNANSWERED = {"kind": "unanswered", "items": "gives", "label": "words", "field": "can"}
NAMED = {**UNANSWERED, "recall": ["log.trigger", "own.list"]}
ELSEWHERE = {"log.trigger": [["Boredom", "Stress"], None, ["Payday", "Stress"]], "own.list": ["boredom", "A street"]}


def left(*rows: Any, outcome: Any = NAMED, elsewhere: Any = ELSEWHERE) -> Finding | None:
    said = findings(
        exercise(*STEPS, outcomes=[outcome]), {"gives": list(rows)}, recall=lambda path: elsewhere.get(path, [])
    )
    return said[0] if said else None


def open_words(*rows: Any, **more: Any) -> tuple[str, ...]:
    finding = left(*rows, **more)
    return finding.words if finding else ()


def test_rows_whose_field_is_empty_are_named():
    answers = {"gives": [
        {"words": "Stress", "can": ["Come"]}, {"words": "Payday", "can": None}, {"words": "Rain", "can": []},
        {"words": None, "can": None}, {"words": "Boredom"}, {"words": "Sundays", "can": [" "]},
    ]}  # fmt: skip
    finding = found({**UNANSWERED, "text": "It can wait."}, answers)
    assert finding == Finding(title="Still open", text="It can wait.", words=("Payday", "Rain", "Boredom", "Sundays"))
    assert found(UNANSWERED, {"gives": [{"words": "Stress", "can": ["Come"]}]}) is None
    assert found(UNANSWERED, {"gives": "Stress"}) is None


def test_one_of_several_fields_is_answer_enough():
    several = {**UNANSWERED, "field": ["can", "when"]}
    rows = {"words": "Stress", "when": "Long term"}, {"words": "Payday", "can": ["Come"]}, {"words": "Rain"}
    assert open_words(*rows, outcome=several) == ("Rain",)


def test_what_was_named_elsewhere_and_has_no_answer_follows_the_most_frequent_first():
    rows = {"words": "payday", "can": ["Come"]}, {"words": "A street"}, {"words": None}
    assert open_words(*rows) == ("A street", "Boredom", "Stress")
    every = [{"words": words, "can": ["Come"]} for words in ("Boredom", "STRESS", "Payday", "A street")]
    assert left(*every) is None
    assert left(elsewhere={}) is None
    assert open_words(elsewhere={"own.list": ["Rain", "Sun", "sun"]}) == ("Sun", "Rain")


def test_an_answer_in_another_table_is_an_answer_to_what_its_row_is_about():
    other = {**UNANSWERED, "answers": ["plan.plans.way", "plan.plans.own"]}
    plans = [
        {"situation": "stress ", "way": "Wait", "own": None},
        {"situation": "Payday", "way": None, "own": " "},
        {"situation": "Rain", "own": "I dance."},
    ]
    rows = [{"words": words} for words in ("Stress", "Payday", "Rain")]
    assert open_words(*rows, outcome=other, elsewhere={"plan.plans": [plans]}) == ("Payday",)
    assert open_words(*rows, outcome=other, elsewhere={"plan.plans": ["odd", None, [{}]]}) == (
        "Stress", "Payday", "Rain",
    )  # fmt: skip


def test_two_tables_that_know_of_each_other_point_out_the_same():
    plans: list[dict[str, Any]] = [{"words": "Boredom"}, {"words": "Rain", "can": ["Come"]}]
    triggers: list[dict[str, Any]] = [
        {"words": "Boredom"}, {"words": "Rain"}, {"words": "Payday", "can": ["Listen"]}, {"words": "Stress"},
    ]  # fmt: skip
    here = {**UNANSWERED, "answers": "plan.gives.can"}
    there = {**UNANSWERED, "answers": "log.gives.can", "recall": "log.gives.words"}
    names = [row["words"] for row in triggers]
    assert open_words(*triggers, outcome=here, elsewhere={"plan.gives": [plans]}) == ("Boredom", "Stress")
    assert open_words(*plans, outcome=there, elsewhere={"log.gives": [triggers], "log.gives.words": [names]}) == (
        "Boredom", "Stress",
    )  # fmt: skip


def test_a_few_are_named_and_the_others_counted():
    many = left(elsewhere={"own.list": [[f"Street {n}" for n in range(9)]]})
    assert many is not None
    assert many.words == ("Street 0", "Street 1", "Street 2", "Street 3", "Street 4")
    assert many.more == 4


# beside

BESIDE = {"kind": "beside", "expected": "strength", "actual": "after"}


def guessed(expected: Any, actual: Any, before: Any = ()) -> str | None:
    """What is said of one time, and of all times: pairs, newest first."""
    asked = exercise(*STEPS, outcomes=[BESIDE], id="tried")
    columns = {"tried.strength": [pair[0] for pair in before], "tried.after": [pair[1] for pair in before]}
    said = findings(asked, {"strength": expected, "after": actual}, recall=lambda path: columns[path])
    return said[0].text if said else None


@pytest.mark.parametrize(
    ("expected", "actual", "said"),
    [
        (3, 6, "You guessed 3, and it was 6."),
        (6, 3, "You guessed 6, and it was 3."),
        (5, 5, "You guessed 5, and that is how it was."),
        (None, 5, None), (5, None, None), (True, 5, None), ("3", 5, None),
    ],
)  # fmt: skip
def test_a_guess_stands_beside_what_was(expected, actual, said):
    assert guessed(expected, actual) == said


def test_all_times_are_counted_where_both_were_rated():
    before = [(3, 6), (4, None), (2, 3), (None, 9), (5, 5), (8, 4), ("x", 5)]
    assert guessed(3, 6, before) == (
        "You guessed 3, and it was 6. Of 4 times so far: higher than your guess in 2, the same in 1, lower in 1."
    )
    assert guessed(3, 2, [(3, 2), (4, 1)]) == "You guessed 3, and it was 2. Of 2 times so far: lower in 2."
    assert guessed(3, 2, [(3, 2), (4, None)]) == "You guessed 3, and it was 2."


def test_a_guess_and_what_was_are_drawn_one_below_the_other():
    finding = found(BESIDE, {"strength": 3, "after": 6})
    assert finding is not None
    assert finding.points == (Value(label="your guess", value=3), Value(label="how it was", value=6))


# table

TABLE = {"kind": "table", "items": "gives", "down": "when", "across": "can", "cells": ["words", "when"]}


def laid(*rows: Any, **more: Any) -> Grid | None:
    finding = found({**TABLE, "cells": "words", **more}, {"gives": list(rows)})
    return finding.grid if finding else None


def test_rows_are_laid_out_in_the_order_of_their_choices():
    rows = (
        {"when": "Long term", "can": "Come", "words": "a"},
        {"when": "Short term", "can": "Sing", "words": "b"},
        {"when": "Short term", "can": "Listen", "words": "c"},
        {"when": "Short term", "can": "Listen", "words": "d"},
        {"when": "Sometime", "can": None, "words": "e"},
    )
    assert laid(*rows) == Grid(
        columns=("Listen", "Come", "Sing", ""),
        lines=(
            ("Short term", ("c; d", "", "b", "")),
            ("Long term", ("", "a", "", "")),
            ("Sometime", ("", "", "", "e")),
        ),
    )


def test_a_table_may_say_what_to_do_with_it_as_this_person_types_it(monkeypatch):
    monkeypatch.setenv("SMARTCLI_COMMAND", "python3 run.py")
    row = {"when": "Long term", "can": "Come", "words": "a"}
    assert text({**TABLE, "text": "Print it: smartcli plan"}, {"gives": [row]}) == "Print it: python3 run.py plan"


def test_a_cell_may_hold_several_fields_and_what_nobody_filled_has_no_place():
    row = {"when": "Long term", "can": "Come", "words": "a"}
    assert laid(row, cells=["words", "when"]) == Grid(columns=("Come",), lines=(("Long term", ("a, Long term",)),))
    assert laid({**row, "words": None}, {"words": "x", "can": "Come"}, {}) is None
    assert found(TABLE, {"gives": "words"}) is None


# unplanned

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
DAY = {"kind": "choice", "key": "day", "ask": "Which day?", "choices": DAYS}
PART = {"kind": "choice", "key": "part", "ask": "When?", "choices": ["Early", "Noon", "Late", "Dark"]}
WEEK = {"kind": "items", "key": "week", "ask": "Your week:", "fields": [DAY, PART, TEXT]}
STEPS.append(WEEK)
UNPLANNED = {"kind": "unplanned", "items": "week", "down": "day", "across": "part", "cells": "words", "recall": "x"}


def unplanned(often: list[str], *rows: tuple[str, str, str | None]) -> tuple[str, ...]:
    """Which of the hard times have nothing planned."""
    answers = {"week": [dict(zip(("day", "part", "words"), row, strict=True)) for row in rows] or None}
    said = findings(exercise(*STEPS, outcomes=[UNPLANNED]), answers, recall=lambda _path: [often])
    return said[0].words if said else ()


OFTEN = ["Fridays in the evening (4)", "Mondays in the morning (3)", "Sundays at night (3)"]


def test_hard_times_with_nothing_planned_are_pointed_out():
    assert unplanned(OFTEN, ("Mon", "Early", "Swim")) == (OFTEN[0], OFTEN[2])
    assert unplanned(OFTEN, ("Fri", "Late", "Cook"), ("Sun", "Dark", "Sleep"), ("Mon", "Early", "Swim")) == ()
    assert unplanned(OFTEN, ("Fri", "Noon", "Cook"), ("Sun", "Late", "Sleep"), ("Tue", "Early", "Swim")) == tuple(OFTEN)
    assert unplanned(OFTEN) == tuple(OFTEN)
    assert unplanned([]) == ()


def test_a_row_without_anything_to_do_in_it_plans_nothing():
    assert unplanned(OFTEN[:1], ("Fri", "Late", None)) == (OFTEN[0],)


def test_a_part_of_any_day_is_planned_where_one_day_has_something():
    assert unplanned(["Evenings (6)"], ("Mon", "Early", "Swim")) == ("Evenings (6)",)
    assert unplanned(["Evenings (6)"], ("Wed", "Late", "Swim")) == ()
    assert unplanned(["Nights (6)"], ("Wed", "Dark", "Swim")) == ()


def test_words_that_are_no_time_of_the_week_are_passed_over():
    assert unplanned(["After the late shift", "Payday"]) == ()


def test_what_is_often_hard_is_said_with_the_author_s_words():
    said = findings(
        exercise(WEEK, outcomes=[{**UNPLANNED, "text": "It can stay free."}]), {}, recall=lambda _path: [OFTEN[:1]]
    )
    assert said == [Finding(title="Often hard, with nothing planned yet", text="It can stay free.", words=(OFTEN[0],))]


# recalled

RECALLED = {"kind": "recalled", "recall": ["log.trigger", "own.list"], "text": "You wrote:"}


def test_what_was_written_elsewhere_is_played_back_each_once():
    assert left(outcome=RECALLED) == Finding(
        title="What you wrote", text="You wrote:", words=("Boredom", "Stress", "Payday", "A street")
    )
    assert left(outcome=RECALLED, elsewhere={"own.list": [None, " "]}) is None


# so-far

SO_FAR = {"kind": "so-far", "of": "list"}


def counted(*times: Any) -> Finding | None:
    return left(outcome=SO_FAR, elsewhere={"small.list": list(times)})


def test_of_a_few_times_each_answer_is_counted_the_most_frequent_first():
    assert counted(["Sad"], None, ["Tired", "glad"], "Glad", [], ["tired", "GLAD "]) == Finding(
        title="So far", text="Of 4 times, you wrote:", words=("glad (3)", "Tired (2)", "Sad (1)")
    )


def test_one_or_two_times_are_not_counted_yet():
    assert counted(["Sad"], ["Sad"]) is None
    assert counted(["Sad"], None, [], ["Sad"]) is None
    assert counted() is None


def test_of_many_words_a_few_are_shown_and_the_others_counted():
    finding = counted(["a", "b", "c", "d"], ["e", "f", "g"], ["g"])
    assert finding is not None
    assert (finding.words, finding.more) == (("g (2)", "a (1)", "b (1)", "c (1)", "d (1)"), 2)


# All of them

EVERY: list[dict[str, Any]] = [
    CHANGE, BESIDE, QUADRANT, CURVE,
    GAP, RANKING, PATTERN, UNTAKEN, TABLE, UNPLANNED, RECALLED, SO_FAR,
    {**NAMED, "answers": "own.plans.way"},
    RIGID_WORDS, CHECKLIST, WORDS,
]  # fmt: skip


def test_every_kind_is_tried_here():
    assert {outcome["kind"] for outcome in EVERY} == OUTCOMES.keys()


def test_outcomes_speak_in_the_exercise_s_order_and_only_where_there_is_something():
    both = exercise(*STEPS, outcomes=[CURVE, RIGID_WORDS, CHANGE])
    said = findings(both, {"strength": 7, "after": 4, "words": "I must"})
    assert [finding.title for finding in said] == ["Words to look at", "Before and after"]


@pytest.mark.parametrize(
    "broken",
    [
        {"kind": "sum"},
        {"kind": "change", "from": "strength"},
        {"kind": "change", "from": ["strength"], "to": 7},
        {"kind": "curve", "of": ["ride"]},
        {"kind": "ranking", "items": "areas", "label": "words", "by": 7},
        {"kind": "words", "of": ["words"], "text": 7},
    ],
)
def test_an_outcome_that_nobody_checked_says_nothing(broken):
    assert found(broken, {"strength": 7, "words": "x", **ride((60, 7))}) is None


ODD = st.none() | st.booleans() | st.integers(-3, 12) | st.floats(allow_nan=False) | st.text(max_size=3)
ROW = st.dictionaries(st.sampled_from(["words", "when", "can", "strength", "after", "seconds", "rating"]), ODD)
ANSWERS = st.dictionaries(
    st.sampled_from([str(step["key"]) for step in STEPS]), ODD | st.lists(ODD, max_size=3) | st.lists(ROW, max_size=3)
)


@quick
@given(ANSWERS, ANSWERS)
def test_answers_of_an_older_version_harm_no_outcome(answers, earlier):
    said = findings(exercise(*STEPS, outcomes=EVERY), answers, earlier, lambda _path: list(earlier.values()))
    assert {type(finding) for finding in said} <= {Finding}
