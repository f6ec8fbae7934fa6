"""After a card for danger: the plan for hard times is what is offered, and nothing is counted or called due."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.person import Person
from tests.small import SCALE, entry, exercise

from smartcli.asking.drafts import Draft
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.library import Library
from smartcli.findings.hard_evening import DANGERS, is_hard, newest, when_left

TODAY = date(2026, 3, 10)
MOOD = {**SCALE, "safety": {"card": "crisis", "at_most": 1}}
LOW = exercise(MOOD)


def find(_id: str) -> Exercise:
    return LOW


def back(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


# What is hard


@pytest.mark.parametrize(("mood", "hard"), [(0, True), (1, True), (2, False), (None, False)])
def test_an_answer_that_opened_the_card_is_hard(mood: int | None, hard: bool) -> None:
    assert is_hard(LOW, {"strength": mood}) is hard
    assert not is_hard(LOW, {})


@pytest.mark.parametrize("card", ["crisis", "emergency", "overdose", "withdrawal", "tolerance", "lapse", "unsafe"])
def test_a_card_for_danger_is_hard_and_one_for_what_is_ahead_is_not(card: str) -> None:
    assert is_hard(exercise({**SCALE, "safety": {"card": card, "at_most": 1}}), {"strength": 0}) == (card in DANGERS)


def test_a_card_that_every_answer_opens_is_hard_once_it_was_asked() -> None:
    always = exercise({**SCALE, "safety": {"card": "crisis"}})
    assert is_hard(always, {"strength": None})
    assert not is_hard(always, {})


def test_a_row_of_a_table_can_be_hard() -> None:
    fields = [{"kind": "text", "key": "day", "ask": "Which?"}, MOOD]
    rows = exercise({"kind": "items", "key": "days", "ask": "Which?", "fields": fields})
    assert is_hard(rows, {"days": [{"day": "Mon", "strength": 6}, {"day": "Tue", "strength": 0}]})
    assert not is_hard(rows, {"days": [{"day": "Mon", "strength": 6}]})
    assert not is_hard(rows, {"days": "an older shape"})


def test_it_is_of_today_or_yesterday_and_never_of_a_day_to_come() -> None:
    for days, hard in ((-1, ""), (0, back(0)), (1, back(1)), (2, "")):
        assert newest([entry({"strength": 0}, day=back(days))], find, TODAY) == hard


def test_what_was_written_of_another_day_is_hard_on_the_day_it_was_written() -> None:
    # it is met after older ones: the entries stand in the order of what they tell of
    for days, hard in ((0, back(0)), (1, back(1)), (2, "")):
        later = entry({"strength": 0}, day=back(9), happened=back(9), at=f"{back(days)}T21:00:00.000000+01:00")
        assert newest([entry({"strength": 6}, day=back(5)), later], find, TODAY) == hard
    both = [entry({"strength": 5}, day=back(0)), entry({"strength": 0}, day=back(1))]
    assert newest(both, find, TODAY) == back(1)
    assert newest(both, lambda _id: None, TODAY) == ""


def draft(at: str, strength: int) -> Draft:
    return Draft(id="1", exercise="small", version=1, at=at, given={"strength": strength}, done=["strength"])


def test_what_was_left_after_the_card_is_hard_too() -> None:
    def day(now: datetime) -> date:
        return (now - timedelta(hours=4)).date()

    late, evening = draft("2026-03-10T02:00:00+01:00", 0), draft("2026-03-10T20:00:00+01:00", 1)
    assert when_left([late], find, day, TODAY) == back(1)
    assert when_left([late, evening], find, day, TODAY) == back(0)
    for fine in (draft("2026-03-10T20:00:00+01:00", 2), draft("no day", 0), draft("2026-03-08T20:00:00+01:00", 0)):
        assert when_left([fine], find, day, TODAY) == ""


# What is offered


STEPS = {"steps": [{"step": "Pay the rent", "by": "2026-03-10"}]}
ANEW = "Next, if you like: My plan for hard times, 4 min"
READ = "Read it, if you like: My plan for hard times"
PLAN = {"safe": True, "alone": ["Sit with the cat"], "people": ["Vera, 555 0131"], "signs": ["I hardly sleep"]}


@pytest.fixture
def settled(person: Person) -> Person:
    """Somebody with something due, reasons, ratings of ten days."""
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam", "country": "Ireland"}')
    person.clock.on(days=-10)
    for _day in range(10):
        person.does("check-in", {"mood": 6, "urge": 4})
        person.clock.on(days=1)
    person.does("change-plan", STEPS)
    return person


def doors(person: Person, *answers: str) -> list[str]:
    said = person.types(answers=[*answers, "Leave"])
    assert said.code == 0, said.err
    return said.out.splitlines()


def test_that_evening_the_plan_for_hard_times_is_the_first_thing_and_the_only_one(settled: Person) -> None:
    settled.does("check-in", {"mood": 1})
    said = doors(settled)
    assert said.index(f"2 {ANEW}") == said.index("1 An urge is here now") + 1
    assert "It has been very hard." in " ".join(said)
    assert not [line for line in said if "Pay the rent" in line]
    assert settled.types("--json").json["due"] == []
    assert settled.types("points").out.count("If you like, next:") == 1


def test_declined_it_makes_room_for_nothing_else_that_evening(settled: Person) -> None:
    settled.does("check-in", {"mood": 1})
    said = doors(settled, "Something else for now")
    assert [line for line in said if line[:1].isdecimal() and "if you like:" in line] == [f"2 {ANEW}"]  # of two menus
    assert settled.types("--json").json["next"] is None


def test_the_next_day_it_is_still_first_and_then_what_is_due_comes_back(settled: Person) -> None:
    settled.does("check-in", {"mood": 1})
    settled.clock.on(days=1)
    found = settled.types("--json").json
    assert (found["next"]["exercise"], found["next"]["to_read"]) == ("hard-times", False)
    assert found["due"]
    said = doors(settled)
    assert said.index(f"2 {ANEW}") < said.index("3 Something else for now") < said.index("5 Daily check-in, one minute")
    assert "4 What my log tells" in said
    settled.clock.on(days=1)
    assert settled.types("--json").json["next"]["exercise"] != "hard-times"


def test_where_it_is_written_it_is_to_be_read_and_shows_nothing_else_of_the_plan(settled: Person) -> None:
    settled.does("hard-times", PLAN)
    settled.clock.on(days=1)
    settled.does("weekly-review", {"week": 1})
    said = doors(settled, "2")
    assert f"2 {READ}" in said
    shown = "\n".join(said)
    assert all(words in shown for words in ("Sit with the cat", "Vera, 555 0131", "I hardly sleep"))
    assert "Pay the rent" not in shown
    assert "to be read: smartcli help-now" in settled.types("checkin", "--answers", "-", stdin=b'{"mood": 4}').out


def test_a_card_seen_in_what_was_left_early_counts(settled: Person) -> None:
    settled.types("do", "weekly-review", answers=["1", "", "^C"])
    assert settled.types("--json").json["next"]["exercise"] == "hard-times"


# What is given back


COUNTED = ("of the last", "average", "The last seven days", "Before and after", "numbers", "▁", "▂", "▃", "▅")


@pytest.mark.parametrize(
    ("exercise", "answers"),
    [
        ("check-in", {"mood": 1, "urge": 9}),
        ("weekly-review", {"week": 0}),
        ("hard-times", {"safe": False}),
        ("self-acceptance", {"before": 95, "after": 60}),
        ("lapse-review", {"danger": ["Bad shaking or fits or seeing things"], "blame": 90, "blame_after": 50}),
    ],
)
def test_no_chart_no_comparison_and_one_kind_sentence(settled: Person, exercise: str, answers: Any) -> None:
    said = settled.types("do", exercise, "--answers", "-", stdin=json.dumps(answers).encode()).out
    assert "Saved. It is good that you wrote this down." in said
    assert "\nNot safe, or a voice would help: smartcli help-now\n" in said
    assert "has to be done" not in said
    assert not [word for word in COUNTED if word in said], said
    others = [line for line in said.splitlines() if "smartcli do" in line and "hard-times" not in line]
    assert others == []
    assert ("If you like, next: My plan for hard times." in said) == (exercise != "hard-times")


def test_what_is_saved_later_that_evening_counts_nothing_either(settled: Person) -> None:
    settled.does("check-in", {"mood": 1})
    said = settled.types("do", "urge-log", "--answers", "-", stdin=b'{"strength": 8, "strength_after": 5}').out
    assert not [word for word in COUNTED if word in said], said
    settled.clock.on(days=1)
    said = settled.types("do", "urge-log", "--answers", "-", stdin=b'{"strength": 8, "strength_after": 5}').out
    assert "Before and after" in said


def test_a_person_to_call_stands_there(settled: Person) -> None:
    settled.does("hard-times", PLAN)
    said = settled.types("checkin", "--answers", "-", stdin=b'{"mood": 0}').out
    assert "Someone you could call or text:\n" in said
    assert "Vera, 555 0131" in said
    assert "Your plan for hard times is there, to be read: smartcli help-now" in said


def test_every_shipped_gate_to_a_card_for_danger_makes_a_hard_evening(tmp_path: Path) -> None:
    library = Library(tmp_path)
    gates = [
        (shipped, step)
        for shipped in map(library.load, library.ids())
        for step in shipped.steps
        if any(safety.card in DANGERS for safety in step.safety)
    ]
    assert len(gates) >= 6
    for shipped, step in gates:
        wanted = [value for safety in step.safety if safety.comparison for _name, value in safety.comparison.tests]
        tried = [*wanted, *([value] for value in wanted)]
        assert any(is_hard(shipped, {step.key: one}) for one in tried), (shipped.id, step.key)


def test_whoever_wrote_there_that_they_are_not_safe_is_led_to_help_at_home_too(settled: Person) -> None:
    settled.does("hard-times", {"safe": False, "signs": ["I think about ending my life"]})
    said = doors(settled, "2")
    assert f"2 {READ}" in said
    assert "Help now has the numbers of your country, at any time." in said
