from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.small import entry

from smartcli.exercises.library import Library
from smartcli.journal.entry import Entry
from smartcli.text.language import Later
from smartcli.views.plan import Filled, Plan, gather, grouped
from smartcli.views.plan.lines import PlanLine
from smartcli.views.plan.parts import PARTS

LIBRARY = Library(Path("no-home"))
TODAY = "2026-03-10"


def wrote(exercise: str, day: str = "2026-03-01", **answers: Any) -> Entry:
    return entry(answers, exercise=exercise, day=day)


def made(*newest_first: Entry) -> Plan:
    return gather(newest_first, LIBRARY, TODAY)


def part(id: str, *newest_first: Entry) -> Filled:
    return next(part for part in made(*newest_first).parts if part.id == id)


def shown(id: str, *newest_first: Entry) -> list[str]:
    return [f"{line.says}|{line.text(' > ')}" for line in part(id, *newest_first).lines]


def test_every_part_has_a_name_of_its_own_and_something_that_fills_it() -> None:
    assert [part.id for part in PARTS] == [
        "reasons", "change", "coping", "people", "staying-well", "hard-times", "dates",
    ]  # fmt: skip
    assert all(part.sources for part in PARTS)


def named_keys() -> list[tuple[str, str, str]]:
    """The answers that the table names, of exercises that are here."""
    sources = [
        (source.exercise, source.key, name)
        for part in PARTS
        for source in part.sources
        for field in source.fields or ("",)
        for name in field.split("/")
    ]
    return [one for one in sources if LIBRARY.find(one[0])]


@pytest.mark.parametrize(("exercise", "key", "field"), named_keys())
def test_every_answer_the_table_names_is_asked_by_its_exercise(exercise: str, key: str, field: str) -> None:
    paths = {path for path, _step in LIBRARY.load(exercise).every_step()}
    assert (f"{key}.{field}" if field else key) in paths


def test_an_empty_plan_says_which_exercise_fills_each_part_and_names_none_that_is_not_there() -> None:
    fills = {part.id: part.fills for part in made().parts}
    there = {id: fill for id, fill in fills.items() if fill}
    assert {id: there[id] for id in ("reasons", "change", "coping", "people", "dates")} == {
        "reasons": "why-i-want-this", "change": "change-plan", "coping": "coping-plan", "people": "support-network",
        "dates": "smart-goal",
    }  # fmt: skip
    assert all(LIBRARY.find(fill) for fill in there.values())
    assert [part.lines for part in made().parts] == [()] * 7


def test_the_newest_stand_first_and_each_text_once() -> None:
    found = shown(
        "reasons", wrote("why-i-want-this", reasons=["rest", "son"]), wrote("why-i-want-this", reasons=["son", "sea"])
    )
    assert found == ["|rest", "|son", "|sea"]


def test_of_an_exercise_that_replaces_only_the_newest_entry_counts() -> None:
    assert shown("change", wrote("change-plan", changes=["new"]), wrote("change-plan", changes=["old"])) == ["|new"]
    assert shown("change", wrote("change-plan"), wrote("change-plan", changes=["old"])) == []


def test_a_moment_leads_to_what_to_do_and_without_own_words_to_the_way_that_was_picked() -> None:
    plans = [
        {"situation": "Sundays", "way": "Leave", "response": "I walk"},
        {"situation": "Payday", "way": "Leave", "response": None},
        {"situation": "Rain", "way": None, "response": " "},
        {"situation": None, "way": None, "response": None},
    ]
    assert shown("coping", wrote("coping-plan", plans=plans)) == ["|Sundays > I walk", "|Payday > Leave", "|Rain"]


def test_a_trigger_without_a_response_is_no_plan() -> None:
    rows = [{"trigger": "Noise", "response": "I go out"}, {"trigger": "Pay", "response": None}]
    assert shown("coping", wrote("triggers", triggers=rows)) == ["|Noise > I go out"]


def test_people_stand_there_with_how_to_reach_them_and_all_of_it_is_private() -> None:
    people = [{"name": "Ana", "reach": "555-0142", "when": None, "can": ["Listen", "Come"], "knows": True}]
    written = wrote("support-network", people=people, missing="Nights")
    assert shown("people", written) == ["|Ana; 555-0142; Listen, Come", "Still missing|Nights"]
    plan = made(written)
    assert [line.private for part in plan.parts for line in part.lines] == [True, False]
    open_one = next(part for part in plan.without_private().parts if part.id == "people")
    assert ([line.text(": ") for line in open_one.lines], open_one.left_out) == (["Nights"], True)
    assert (plan.left_out, plan.without_private().left_out) == (False, True)


def test_people_of_an_exercise_that_is_not_there_are_private_too() -> None:
    plan = made(wrote("hard-times", people=[{"who": "Ana", "how": "555-0142"}], professionals=["Dr. Bo"]))
    assert [(str(line.says), line.text(": "), line.private) for part in plan.parts for line in part.lines] == [
        ("People", "Ana; 555-0142", True),
        ("Professionals", "Dr. Bo", True),
    ]


def test_for_hard_times_people_and_professionals_come_first_and_every_line_says_what_it_is() -> None:
    wanted = wrote("hard-times", signs=["No sleep"], people=["Ana"], professionals=["Dr. Bo"], safer=["Keys at work"])
    assert shown("hard-times", wanted) == [
        "People|Ana", "Professionals|Dr. Bo", "Signs|No sleep", "To make it safer|Keys at work",
    ]  # fmt: skip


@pytest.mark.parametrize("odd", [7, "x", ["x"], [None], {"a": 1}, [{"situation": 7}], [[]], True])
def test_answers_of_an_older_version_harm_no_part(odd: Any) -> None:
    every: Mapping[str, Any] = {
        source.key: odd for part in PARTS for source in part.sources if source.exercise == "change-plan"
    }
    plan = made(wrote("change-plan", review=odd, **every), wrote("coping-plan", plans=odd, review=odd))
    assert all(isinstance(text, str) for part in plan.parts for line in part.lines for text in line.words)


def test_dates_from_today_on_come_in_their_order_with_what_they_are_about() -> None:
    found = shown(
        "dates",
        wrote("smart-goal", goal="See Jo", by="2026-03-20"),
        wrote("smart-goal", goal="Long ago", by="2026-03-09"),
        wrote("smart-goal", goal=None, by="2026-03-11"),
        wrote("change-plan", review="2026-04-01", steps=[{"step": "Tell Jo", "by": TODAY}, {"step": "x", "by": None}]),
        wrote("problem-solving", problem="The rent", review="2026-03-15"),
        wrote("meeting-notes", next_date="2026-03-12"),
        wrote("routines", review="2026-03-16"),
        entry({"activity": "A walk", "day": "2026-03-13"}, exercise="try-an-activity", day="2026-03-01"),
        wrote("absorbing-interests", interests=[{"interest": "Chess", "when": "2026-03-14"}]),
    )
    assert found == [
        "|2026-03-10: Tell Jo",
        "|2026-03-12: The next meeting or talk",
        "|2026-03-13: Try: A walk",
        "|2026-03-14: Try: Chess",
        "|2026-03-15: Look again: The rent",
        "|2026-03-16: See how my small routine went",
        "|2026-03-20: See Jo",
        "|2026-04-01: Look at my change plan again",
    ]


def test_a_day_that_is_over_or_is_no_day_of_the_person_is_no_line() -> None:
    walk = entry({"activity": "A walk", "day": "2026-03-13"}, exercise="try-an-activity", day="2026-03-01")
    assert shown("dates", walk) == ["|2026-03-13: Try: A walk"]
    assert shown("dates", wrote("try-an-activity", activity="A walk", done=True), walk) == []
    assert (
        shown("dates", wrote("try-an-activity", "2026-03-09", activity="A walk"), wrote("coping-plan", plans=[])) == []
    )
    assert shown("dates", wrote("smart-goal", goal="See Jo", by="next spring")) == []


def test_the_line_of_a_day_knows_the_cards_that_belong_to_it() -> None:
    goal = wrote("smart-goal", goal="See Jo", by="2026-03-20", specific="I play cards", smaller="Once")
    [line] = part("dates", goal).lines
    assert line.cards[:2] == ["Once", "I play cards"]


def test_other_exercises_are_not_looked_at() -> None:
    assert [part.lines for part in made(wrote("check-in", line="x"), wrote("gone", reasons=["x"])).parts] == [()] * 7


def test_what_says_the_same_stands_under_it_once_and_a_line_alone_says_it_itself() -> None:
    lines = [
        PlanLine(words=("a",)),
        PlanLine(words=("b",), says=Later("Sign")),
        PlanLine(words=("c",)),
        PlanLine(words=("d",), says=Later("Way")),
    ]
    assert grouped(lines) == [("", ["a", "Sign: b", "c", "Way: d"])]
    both = [
        PlanLine(words=("b",), says=Later("Sign")),
        PlanLine(words=("c", "d"), says=Later("Sign"), leads=True),
        PlanLine(words=("a",)),
    ]
    assert grouped(both, " > ") == [("", ["a"]), ("Sign", ["b", "c > d"])]
    assert grouped([]) == []
