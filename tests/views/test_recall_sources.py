"""Words worked out from entries: the times of the week at which urges were written down."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.person import Person
from tests.small import SCALE, TEXT, YES_NO, entry, exercise, quick

from smartcli.journal.entry import Entry
from smartcli.views.recall_sources import DERIVED, NAMED, OFTEN, kept_routines, urge_hours, worth_repeating

MONDAYS = ("2026-03-09", "2026-03-02", "2026-02-23", "2026-02-16")
FRIDAYS = ("2026-03-06", "2026-02-27", "2026-02-20", "2026-02-13")


def logged(*days: str, hour: int = 19) -> list[Entry]:
    return [entry({}, exercise="urge-log", day=day, at=f"{day}T{hour:02}:30:00.000000+01:00") for day in days]


def test_times_of_the_week_are_named_the_most_frequent_first():
    entries = [*logged(*MONDAYS[:3], hour=9), *logged(*FRIDAYS), *logged(*FRIDAYS[:2], hour=3)]
    assert urge_hours(entries) == ["Fridays in the evening (4)", "Mondays in the morning (3)"]


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (0, "Fridays at night (3)"), (4, "Fridays at night (3)"), (5, "Fridays in the morning (3)"),
        (11, "Fridays in the morning (3)"), (12, "Fridays in the afternoon (3)"), (17, "Fridays in the afternoon (3)"),
        (18, "Fridays in the evening (3)"), (23, "Fridays in the evening (3)"),
    ],
)  # fmt: skip
def test_a_part_of_the_day_begins_at_its_hour(hour, said):
    assert urge_hours(logged(*FRIDAYS[:3], hour=hour)) == [said]


def test_the_night_belongs_to_the_day_that_the_person_means():
    at = "T01:00:00.000000+01:00"
    nights = [("2026-03-06", "2026-03-07"), ("2026-02-27", "2026-02-28"), ("2026-02-20", "2026-02-21")]
    entries = [entry({}, exercise="urge-log", day=day, at=next_day + at) for day, next_day in nights]
    assert urge_hours(entries) == ["Fridays at night (3)"]


def test_two_urges_at_one_time_of_the_week_are_no_pattern_yet():
    assert urge_hours([*logged(MONDAYS[0]), *logged(FRIDAYS[0])]) == []
    assert urge_hours([*logged(*MONDAYS[:2]), *logged(*FRIDAYS[:2], hour=9)]) == []
    assert urge_hours([]) == []


def test_in_the_first_weeks_parts_of_the_day_are_named_until_a_time_of_the_week_is():
    week = [*logged(*(f"2026-03-0{day}" for day in range(1, 6))), *logged(*MONDAYS[:2], *FRIDAYS[:1], hour=9)]
    assert urge_hours(week) == ["Evenings (5)", "Mornings (3)"]
    assert urge_hours([*week, *logged(*FRIDAYS[:3], hour=2)]) == ["Fridays at night (3)"]


@quick
@given(st.lists(st.tuples(st.sampled_from([*MONDAYS, *FRIDAYS]), st.integers(0, 23))))
def test_a_few_times_are_named_and_none_that_is_rare(times):
    said = urge_hours([one for day, hour in times for one in logged(day, hour=hour)])
    counts = [int(words.rpartition("(")[2].rstrip(")")) for words in said]
    assert len(said) <= NAMED
    assert counts == sorted(counts, reverse=True)
    assert all(count >= OFTEN for count in counts)


def test_every_one_has_a_name_that_no_exercise_can_have():
    assert {name.partition(":")[0] for name in DERIVED} == {"insight"}


# What was tried, and what was kept

AGAIN = {"kind": "choice", "key": "more", "ask": "Again?", "choices": ["Yes", "Smaller", "No"], "measure": "again"}
WHAT = {"kind": "choice", "key": "what", "ask": "What?", "choices": ["Walk"], "other": True, "measure": "activity"}
JOY = {**SCALE, "key": "joy", "measure": "joy"}
HELD = {"kind": "choice", "key": "held", "ask": "How?", "choices": ["First", "Most", "Some", "None"], "measure": "held"}
ROUTINE = {**TEXT, "key": "step", "measure": "routine"}
KNOWN = {
    "tried": exercise(WHAT, JOY, AGAIN, id="tried"),
    "liked": exercise(WHAT, {**YES_NO, "key": "more", "measure": "again"}, id="liked"),
    "small": exercise(HELD, ROUTINE),
    "other": exercise(HELD, ROUTINE, id="other"),
}


def tried(what: str | None, more: object, joy: int | None = None, id: str = "tried") -> Entry:
    return entry({"what": what, "joy": joy, "more": more}, exercise=id)


def test_what_would_be_done_again_is_worth_repeating_the_most_enjoyed_first():
    entries = [
        tried("Walk", "Yes", 4), tried("Swim", "Smaller", 9), tried("Cook", "No", 8), tried("Draw", "Yes"),
        tried("Read", None, 9), tried(None, "Yes", 9), tried("Sing", True, id="liked"), tried("Run", False, id="liked"),
        entry({"what": "Dig", "more": "Yes"}, exercise="gone"),
    ]  # fmt: skip
    assert worth_repeating(entries, KNOWN.get) == ["Swim", "Walk", "Draw", "Sing"]
    assert worth_repeating([], KNOWN.get) == []


def test_what_was_said_of_a_thing_last_counts():
    assert worth_repeating([tried("walk ", "No", 1), tried("Walk", "Yes", 9)], KNOWN.get) == []
    assert worth_repeating([tried("walk ", "Yes", 1), tried("Walk", "No", 9)], KNOWN.get) == ["walk"]
    assert worth_repeating([tried("walk", None, 1), tried("Walk", "Yes", 9)], KNOWN.get) == ["Walk"]


def routine(held: str | None, step: str | None, id: str = "small") -> Entry:
    return entry({"held": held, "step": step}, exercise=id)


def test_a_kept_routine_is_the_one_before_the_entry_that_says_so():
    newest_first = [routine("Some", "D"), routine("None", "C"), routine("Most", "B"), routine("First", "A")]
    assert kept_routines(newest_first, KNOWN.get) == ["C (Some)", "A (Most)"]
    assert kept_routines(newest_first[3:], KNOWN.get) == []


def test_a_routine_that_was_kept_twice_is_named_once_as_it_went_last():
    newest_first = [routine("Most", "a"), routine("Some", "A"), routine(None, "A"), routine("Most", "B")]
    assert kept_routines(newest_first, KNOWN.get) == ["A (Most)"]


def test_each_exercise_has_its_own_routines():
    newest_first = [
        routine("Most", "B"),
        routine("Some", "Y", "other"),
        routine("First", "A"),
        routine(None, "X", "other"),
    ]
    assert kept_routines(newest_first, KNOWN.get) == ["A (Most)", "X (Some)"]


# In an exercise of the person's own

PLAN = """
format = 1
point = "balance"
title = "My week"
minutes = 1
[[steps]]
kind = "note"
text = "These hours had more urges lately."
recall = "insight:urge-hours"
only_recalled = true
[[steps]]
kind = "text"
key = "plan"
ask = "What goes there?"
[sample]
plan = "Swimming"
"""


@pytest.fixture
def planner(person: Person) -> Person:
    """Somebody with a week plan of their own, and urges on three Tuesdays, at noon."""
    folder = person.home / "exercises"
    folder.mkdir(parents=True)
    (folder / "my-week.toml").write_text(PLAN)
    person.clock.on(days=-14)
    for _week in range(3):
        person.types("do", "urge-log", "--answers", "-", stdin=json.dumps({"strength": 5}).encode())
        person.clock.on(days=7)
    person.clock.on(days=-7)
    return person


def test_a_note_shows_the_hours_that_were_hard_lately(planner: Person) -> None:
    said = planner.types("do", "my-week", answers=["Swimming"])
    assert said.code == 0, said.err
    assert "These hours had more urges lately.\n- Tuesdays in the afternoon (3)\n" in said.out


def test_the_note_is_left_out_where_the_pattern_is_old(planner: Person) -> None:
    planner.clock.on(days=7 * 12)
    assert "These hours" not in planner.types("do", "my-week", answers=["Swimming"]).out


def test_check_knows_the_name_and_refuses_another(planner: Person) -> None:
    file = planner.home / "exercises" / "my-week.toml"
    assert planner.types("check", str(file)).code == 0
    file.write_text(PLAN.replace("urge-hours", "lucky-hours"))
    assert "step “note-1”: its recall leads nowhere." in planner.types("check", str(file)).out


# What has no row yet, in an exercise of the person's own

MOMENTS = """
format = 1
point = "urges"
title = "My moments"
minutes = 1
[[steps]]
kind = "items"
key = "moments"
ask = "Moments:"
[[steps.fields]]
kind = "text"
key = "moment"
ask = "One moment"
[[outcomes]]
kind = "unanswered"
title = "Not in here yet"
text = "They can wait for another day."
items = "moments"
label = "moment"
field = "moment"
recall = "urge-log.trigger"
[sample]
[[sample.moments]]
moment = "Payday"
"""


def test_what_the_urge_log_names_and_a_plan_does_not_is_pointed_out_after_saving(person: Person) -> None:
    folder = person.home / "exercises"
    folder.mkdir(parents=True)
    (folder / "my-moments.toml").write_text(MOMENTS)
    assert person.types("check", str(folder / "my-moments.toml")).code == 0
    person.does("urge-log", {"strength": 5, "trigger": ["Boredom", "Payday"]})
    said = person.types("do", "my-moments", "--answers", "-", stdin=b'{"moments": [{"moment": "Payday"}]}')
    assert said.out.endswith("Not in here yet\nThey can wait for another day.\n  Boredom\n")
    both = b'{"moments": [{"moment": "Payday"}, {"moment": "boredom"}]}'
    assert "Not in here yet" not in person.types("do", "my-moments", "--answers", "-", stdin=both).out
