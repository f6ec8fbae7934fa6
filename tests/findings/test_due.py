"""What is due, given the entries and the day."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small import entry, quick

from smartcli.findings.due import Due, due
from smartcli.journal.entry import Entry
from smartcli.views.dates import DATES, FOUR_WEEKS, STAYS

TODAY = date(2026, 3, 10)
DAY = TODAY.isoformat()


def back(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def wrote(exercise: str, answers: dict[str, Any], *, days_ago: int = 20) -> Entry:
    return entry(answers, exercise=exercise, day=back(days_ago))


def said(*newest_first: Entry) -> list[str]:
    return [one.text for one in due(newest_first, TODAY)]


SENTENCES = [
    ("my-goal", {"until": DAY}, "You wanted a break until today. What would you like now?"),
    ("my-goal", {"review": DAY}, "You wanted to look at your goal again."),
    ("change-plan", {"steps": [{"step": "Call Ana", "by": DAY}]}, "You set today for this step: Call Ana"),
    ("change-plan", {"steps": [{"step": "Call Ana", "by": back(2)}]}, "You set Sunday 8 March for this step: Call Ana"),
    ("change-plan", {"review": DAY}, "You wanted to look at your change plan again."),
    ("smart-goal", {"by": DAY, "goal": "See my friends"}, "You set today for this goal: See my friends"),
    ("coping-plan", {"review": DAY}, "You could look at your coping plan again. Plans wear out."),
    ("staying-well", {"review": DAY}, "You wanted to look at your plan for staying well again."),
    ("problem-solving", {"review": DAY, "problem": "The clinic"}, "You wanted to see how this went: The clinic"),
    ("routines", {"review": DAY}, "You wanted to see how your small routine went."),
    ("try-an-activity", {"day": DAY, "activity": "A walk"}, "How was it? You planned this: A walk"),
    ("try-an-activity", {"activity": "A walk"}, "How was it? You planned this: A walk"),
    (
        "absorbing-interests",
        {"interests": [{"interest": "Chess", "when": DAY}]},
        "You set today for trying this: Chess",
    ),
    ("telling-someone", {"by": DAY, "what": "Two evenings"}, "You wanted to do this by today: Two evenings"),
    ("meeting-notes", {"next_date": back(1)}, "You wrote down yesterday for a meeting or a talk."),
    (
        "make-it-harder",
        {"on": DAY, "barrier": "Take another way home"},
        "You set today for this: Take another way home",
    ),
]


@pytest.mark.parametrize(("exercise", "answers", "sentence"), SENTENCES)
def test_a_day_that_has_come_is_said(exercise, answers, sentence):
    assert said(wrote(exercise, answers, days_ago=3)) == [sentence]


def test_every_day_that_can_be_due_is_tried_here():
    assert {exercise for exercise, _answers, _sentence in SENTENCES} | {"delay"} == {one.exercise for one in DATES}


@pytest.mark.parametrize("asked", [one for one in DATES if one.on], ids=lambda one: f"{one.exercise}.{one.on}")
def test_nothing_is_due_before_its_day_or_when_it_has_been_due_for_long(asked):
    def after(days: int) -> list[str]:
        table, _dot, key = asked.on.rpartition(".")
        answers: dict[str, Any] = {asked.about: "x", key: back(days)}
        return said(wrote(asked.exercise, {table: [answers]} if table else answers))

    assert [len(after(days)) for days in (-1, 0, asked.stays - 1, asked.stays)] == [0, 1, 1, 0]


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


def test_a_goal_that_was_made_smaller_is_one_short_line():
    goal = {"by": DAY, "goal": "See my friends", "specific": "I play cards with Jo", "smaller": "One evening with Jo"}
    assert said(wrote("smart-goal", goal)) == ["You set today for this goal: See my friends (One evening with Jo)"]
    long = wrote("smart-goal", {**goal, "smaller": "One evening with Jo, and only for an hour after work"})
    assert said(long) == ["You set today for this goal: One evening with Jo, and only for an hour after work"]


def test_several_goals_have_a_day_each():
    goals = [wrote("smart-goal", {"by": back(days), "goal": f"Goal {days}"}) for days in (3, -4, 0)]
    assert said(*goals) == ["You set today for this goal: Goal 0", "You set Saturday 7 March for this goal: Goal 3"]


def test_an_activity_is_asked_about_until_it_was_told_how_it_was():
    planned = wrote("try-an-activity", {"done": False, "activity": "A walk", "day": back(1)}, days_ago=2)
    told = wrote("try-an-activity", {"done": True, "activity": "A walk", "mood": 5}, days_ago=0)
    assert said(planned) == ["How was it? You planned this: A walk"]
    assert said(told, planned) == []


def test_an_activity_without_a_day_is_asked_about_on_the_day_after():
    planned = [wrote("try-an-activity", {"activity": "A walk"}, days_ago=days) for days in (0, 1, 14, 15)]
    assert [len(said(one)) for one in planned] == [0, 1, 1, 0]


def test_a_second_activity_does_not_hide_the_first_and_each_is_told_by_itself():
    walk = wrote("try-an-activity", {"activity": "A walk", "day": DAY}, days_ago=0)
    tea = wrote("try-an-activity", {"activity": "Tea", "day": back(-7)}, days_ago=0)
    again = wrote("try-an-activity", {"activity": "a  walk", "day": back(-7)}, days_ago=0)
    told = wrote("try-an-activity", {"activity": "A walk.", "done": True}, days_ago=0)
    asked = ["How was it? You planned this: A walk"]
    assert said(tea, walk) == asked
    assert said(again, walk) == asked
    assert said(wrote("try-an-activity", {"activity": "Tea", "done": True}, days_ago=0), tea, walk) == asked
    assert said(told, tea, walk) == []
    assert said(wrote("try-an-activity", {"done": True, "mood": 5}, days_ago=0), tea, walk) == []


def test_an_activity_that_is_planned_anew_once_its_day_has_come_is_not_asked_about_before_the_new_day():
    tuesday = wrote("try-an-activity", {"activity": "A walk", "day": back(1)}, days_ago=3)
    moved = wrote("try-an-activity", {"activity": "A walk", "done": False, "day": back(-2)}, days_ago=1)
    assert said(moved, tuesday) == []
    early = wrote("try-an-activity", {"activity": "A walk", "done": False, "day": back(-2)}, days_ago=2)
    assert said(early, tuesday) == ["How was it? You planned this: A walk"]


def test_a_review_of_the_same_problem_is_over_when_it_was_looked_at_again_and_another_one_is_not():
    rent = wrote("problem-solving", {"problem": "The rent", "review": back(2)})
    clinic = wrote("problem-solving", {"problem": "The clinic", "review": back(1)})
    again = wrote("problem-solving", {"problem": "the rent."}, days_ago=0)
    assert said(again, clinic, rent) == ["You wanted to see how this went: The clinic"]


def test_what_was_moved_is_said_on_its_new_day():
    goals = [wrote("smart-goal", {"goal": "See Jo", "by": back(days)}, days_ago=5) for days in (-3, 0)]
    assert said(*goals) == []
    tasks = [wrote("telling-someone", {"what": "Two evenings", "by": back(days)}, days_ago=5) for days in (0, 2)]
    assert said(*tasks) == ["You wanted to do this by today: Two evenings"]


def test_a_talk_stands_beside_another_until_notes_are_written_on_its_day_or_later():
    talk = wrote("meeting-notes", {"next_date": back(1)}, days_ago=9)
    between = wrote("meeting-notes", {"next_date": back(-5)}, days_ago=4)
    assert said(between, talk) == ["You wrote down yesterday for a meeting or a talk."]
    assert said(wrote("meeting-notes", {}, days_ago=1), between, talk) == []


def test_a_review_on_the_day_of_writing_is_due_the_day_after_and_a_step_on_the_same_day():
    answers = {"steps": [{"step": "Call Ana", "by": DAY}], "review": DAY}
    assert said(wrote("change-plan", answers, days_ago=0)) == ["You set today for this step: Call Ana"]
    plan = wrote("change-plan", {"review": back(1)}, days_ago=1)
    assert said(plan) == ["You wanted to look at your change plan again."]


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
        Due(text="You set yesterday for this step: Two", exercise="change-plan", day="2026-03-09", is_card=True),
        Due(text="You wanted to look at your change plan again.", exercise="change-plan", day="2026-03-08", again=True),
        Due(text="You set Saturday 7 March for this step: One", exercise="change-plan", day="2026-03-07", is_card=True),
    ]


def test_a_plan_card_that_is_put_away_is_done_with_and_other_reminders_are_not():
    steps = [{"step": "One", "by": DAY}, {"step": "Two " * 30, "by": DAY}]
    entries = [wrote("change-plan", {"steps": steps}), wrote("problem-solving", {"review": DAY, "problem": "One"})]
    found = due(entries, TODAY, lambda exercise, text: exercise == "change-plan" and text in {"One", "Two " * 30})
    assert [one.text for one in found] == ["You wanted to see how this went: One"]


CARDS = [
    ("smart-goal", {"goal": "See Jo", "by": DAY, "specific": "Card"}),
    ("smart-goal", {"goal": "See Jo", "by": DAY, "specific": "Cards", "smaller": "Card"}),
    ("problem-solving", {"problem": "The rent", "review": DAY, "first_step": "Card"}),
    ("routines", {"first_step": "Card", "review": DAY}),
    ("telling-someone", {"what": "Card", "by": DAY}),
    ("change-plan", {"steps": [{"step": "Card", "by": DAY}]}),
]


@pytest.mark.parametrize(("exercise", "answers"), CARDS)
def test_what_has_a_card_is_ended_by_putting_it_away(exercise, answers):
    [found] = due([wrote(exercise, answers)], TODAY)
    assert found.is_card
    assert due([wrote(exercise, answers)], TODAY, lambda id, text: (id, text) == (exercise, "Card")) == []


def test_what_has_no_card_does_not_say_that_one_can_be_put_away():
    goal = wrote("smart-goal", {"goal": "See Jo", "by": DAY})
    assert [one.is_card for one in due([goal, wrote("staying-well", {"review": DAY})], TODAY)] == [False, False]


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
KEYS = sorted({part for one in DATES for path in (one.on, one.about, one.told) for part in path.split(".")})
ROWS = st.lists(st.dictionaries(st.sampled_from(KEYS), ODD, max_size=3) | ODD, max_size=3)
ENTRIES = st.lists(
    st.builds(
        wrote,
        st.sampled_from(sorted({one.exercise for one in DATES})),
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
