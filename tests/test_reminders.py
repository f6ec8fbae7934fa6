"""What is due, given the entries and the day."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small import entry, quick

from smartcli.entry import Entry
from smartcli.reminders import FOUR_WEEKS, REMINDERS, STAYS, Due, due

TODAY = date(2026, 3, 10)
DAY = TODAY.isoformat()


def back(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def wrote(exercise: str, answers: dict[str, Any], *, days_ago: int = 20) -> Entry:
    return entry(answers, exercise=exercise, day=back(days_ago))


def said(*newest_first: Entry) -> list[str]:
    return [one.text for one in due(newest_first, TODAY)]


SENTENCES = [
    ("change-plan", {"steps": [{"step": "Call Ana", "by": DAY}]}, "You set today for this step: Call Ana"),
    ("change-plan", {"steps": [{"step": "Call Ana", "by": back(2)}]}, "You set 2026-03-08 for this step: Call Ana"),
    ("change-plan", {"review": DAY}, "You wanted to look at your change plan again."),
    ("smart-goal", {"by": DAY, "goal": "See my friends"}, "You set today for this goal: See my friends"),
    ("coping-plan", {"review": DAY}, "You could look at your coping plan again. Plans wear out."),
    ("staying-well", {"review": DAY}, "You wanted to look at your plan for staying well again."),
    ("problem-solving", {"review": DAY, "problem": "The clinic"}, "You wanted to see how this went: The clinic"),
    ("routines", {"review": DAY}, "You wanted to see how your small routine went."),
    ("try-an-activity", {"day": DAY, "activity": "A walk"}, "How was it? You planned this: A walk"),
    ("telling-someone", {"by": DAY, "what": "Two evenings"}, "You wanted to do this by today: Two evenings"),
    ("meeting-notes", {"next_date": back(1)}, "You wrote down 2026-03-09 for a meeting or a talk."),
]


@pytest.mark.parametrize(("exercise", "answers", "sentence"), SENTENCES)
def test_a_day_that_has_come_is_said(exercise, answers, sentence):
    assert said(wrote(exercise, answers)) == [sentence]


def test_every_reminder_is_tried_here():
    assert {exercise for exercise, _answers, _sentence in SENTENCES} | {"delay"} == {one.exercise for one in REMINDERS}


@pytest.mark.parametrize("reminder", [one for one in REMINDERS if one.day], ids=lambda one: f"{one.exercise}.{one.day}")
def test_nothing_is_due_before_its_day_or_when_it_has_been_due_for_long(reminder):
    def after(days: int) -> list[str]:
        answers: dict[str, Any] = {reminder.words.rpartition(".")[2]: "x", reminder.day.rpartition(".")[2]: back(days)}
        table = reminder.day.rpartition(".")[0]
        return said(wrote(reminder.exercise, {table: [answers]} if table else answers))

    assert [len(after(days)) for days in (-1, 0, reminder.stays - 1, reminder.stays)] == [0, 1, 1, 0]


def test_nothing_is_due_where_nothing_was_written():
    assert due([], TODAY) == []
    assert said(wrote("check-in", {"by": DAY, "review": DAY, "goal": "x"})) == []


def test_a_coping_plan_without_a_day_is_due_four_weeks_after_it_was_written():
    assert FOUR_WEEKS == 28
    assert [len(said(wrote("coping-plan", {"plans": []}, days_ago=days))) for days in (27, 28, 41, 42)] == [0, 1, 1, 0]
    assert said(wrote("coping-plan", {"review": back(-5)}, days_ago=30)) == []


def test_a_newer_plan_takes_the_place_of_the_one_before():
    older = wrote("coping-plan", {"review": DAY}, days_ago=20)
    assert said(wrote("coping-plan", {"review": back(-20)}, days_ago=3), older) == []


def test_several_goals_have_a_day_each():
    goals = [wrote("smart-goal", {"by": back(days), "goal": f"Goal {days}"}) for days in (3, -4, 0)]
    assert said(*goals) == ["You set today for this goal: Goal 0", "You set 2026-03-07 for this goal: Goal 3"]


def test_an_activity_is_asked_about_until_it_was_told_how_it_was():
    planned = wrote("try-an-activity", {"done": False, "activity": "A walk", "day": back(1)}, days_ago=2)
    told = wrote("try-an-activity", {"done": True, "activity": "A walk", "mood": 5}, days_ago=0)
    assert said(planned) == ["How was it? You planned this: A walk"]
    assert said(told, planned) == []


def test_a_delay_is_asked_about_on_its_day_until_it_is_answered():
    assert said(wrote("delay", {"minutes": "10 minutes"}, days_ago=0)) == [
        "You put a decision off today. How is it now?"
    ]
    assert said(wrote("delay", {"minutes": "10 minutes", "then": "Wait once more"}, days_ago=0)) == []
    assert said(wrote("delay", {"minutes": "10 minutes"}, days_ago=1)) == []
    assert said(wrote("delay", {"minutes": None}, days_ago=0)) == []


def test_the_newest_is_said_first_and_names_its_exercise_and_its_day():
    steps = [{"step": "One", "by": back(3)}, {"step": "Two", "by": back(1)}]
    assert due([wrote("change-plan", {"steps": steps, "review": back(2)})], TODAY) == [
        Due(text="You set 2026-03-09 for this step: Two", exercise="change-plan", day="2026-03-09", is_card=True),
        Due(text="You wanted to look at your change plan again.", exercise="change-plan", day="2026-03-08", again=True),
        Due(text="You set 2026-03-07 for this step: One", exercise="change-plan", day="2026-03-07", is_card=True),
    ]


def test_a_plan_card_that_is_put_away_is_done_with_and_other_reminders_are_not():
    steps = [{"step": "One", "by": DAY}, {"step": "Two " * 30, "by": DAY}]
    entries = [wrote("change-plan", {"steps": steps}), wrote("problem-solving", {"review": DAY, "problem": "One"})]
    found = due(entries, TODAY, lambda text: text in {"One", "Two " * 30})
    assert [one.text for one in found] == ["You wanted to see how this went: One"]


def test_own_words_stand_in_one_short_line_as_they_are():
    assert said(wrote("smart-goal", {"by": DAY, "goal": "See {day}\nmy friends"})) == [
        "You set today for this goal: See {day} my friends"
    ]
    assert said(wrote("smart-goal", {"by": DAY, "goal": "word " * 30})) == [
        "You set today for this goal: " + "word " * 11 + "word…"
    ]


def test_a_day_without_words_for_it_is_not_said():
    assert said(wrote("smart-goal", {"by": DAY, "goal": None}), wrote("change-plan", {"steps": [{"by": DAY}]})) == []


ODD = st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.sampled_from([DAY, back(3), "2026-13-01"])
KEYS = sorted({part for one in REMINDERS for path in (one.day, one.words) for part in path.split(".")} | {"then"})
ROWS = st.lists(st.dictionaries(st.sampled_from(KEYS), ODD, max_size=3) | ODD, max_size=3)
ENTRIES = st.lists(
    st.builds(
        wrote,
        st.sampled_from(sorted({one.exercise for one in REMINDERS})),
        st.dictionaries(st.sampled_from(KEYS), ODD | ROWS, max_size=4),
        days_ago=st.integers(0, 60),
    ),
    max_size=5,
)


@quick
@given(ENTRIES)
def test_whatever_stands_in_the_answers_only_what_is_due_is_said_and_once(entries):
    found = due(entries, TODAY)
    assert len(found) == len(set(found))
    assert all(back(STAYS) < one.day <= DAY for one in found)
