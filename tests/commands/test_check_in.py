"""The check-in by the person's own goal: what it asks, what it keeps, what it says; and which of it can be left out."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from tests.exercises.shipped import LIBRARY
from tests.person import Person

AMOUNT, FOUR_WAYS = "How much was it today?", "Today, did you do the thing you want to change?"
LESS = {"way": "Cut down", "unit": "Drinks", "at_most_day": 2}
LIMIT = "- Drinks, at most on a day: 2"


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def asks(person: Person, *typed: str) -> str:
    """What a check-in in plain lines says; what is not typed is Enter."""
    return person.types("checkin", answers=[*typed, *[""] * (14 - len(typed))]).out


def newest(person: Person) -> dict[str, Any]:
    return max(person.entries(), key=lambda entry: str(entry["id"]))


def wants(person: Person, **goal: Any) -> None:
    person.does("my-goal", goal)


def checks_in(person: Person, **answers: Any) -> str:
    said = person.types("checkin", "--answers", "-", stdin=json.dumps(answers).encode())
    assert said.code == 0, said.err
    return unwrapped(said.out)


def the_week(person: Person) -> str:
    """What the weekly review says, with nothing answered."""
    return person.types("do", "weekly-review", answers=[""] * 9).out


def next_day(person: Person, days: int = 1) -> None:
    person.clock.on(days=days)


# What is asked


def test_without_a_goal_it_asks_in_four_ways(person: Person) -> None:
    shown = asks(person, "", "", "", "", "", "2")
    assert (FOUR_WAYS in shown, AMOUNT in shown) == (True, False)
    assert "1 No\n2 As I planned\n3 More than I wanted\n4 Rather not say\n" in shown
    assert newest(person)["answers"]["used"] == "As I planned"


def test_with_a_unit_it_asks_how_much_beside_the_own_limit(person: Person) -> None:
    wants(person, **LESS)
    shown = asks(person, "", "", "", "", "", "1.5")
    assert f"{AMOUNT}\n{LIMIT}\n(Drinks)\n" in shown
    assert FOUR_WAYS not in shown
    entry = newest(person)
    assert (entry["answers"]["amount"], "used" in entry["answers"]) == (1.5, False)
    assert entry["asked"]["amount"] == f"{AMOUNT} (Drinks)"


@pytest.mark.parametrize(
    ("goal", "lines"),
    [
        ({"at_most_week": 5}, ["- Drinks, at most in a week: 5. Since Monday: 0"]),
        ({"at_most_day": 2.5, "at_most_week": 8},
         ["- Drinks, at most on a day: 2.5", "- Drinks, at most in a week: 8. Since Monday: 0"]),
        ({"way": "Stop"}, ["- What you want: none"]),
        ({"way": "Take a break", "until": "2026-03-10"}, ["- What you want: none"]),
        ({"way": "Take a break", "until": "2026-03-09"}, []),
        ({"at_most_day": 0}, ["- Drinks, at most on a day: 0"]),
        ({"unit": "glasses of wine", "at_most_day": 1}, ["- glasses of wine, at most on a day: 1"]),
        ({"unit": "Money", "at_most_day": 12.5}, ["- Money, at most on a day: 12.5"]),
        ({}, []),
    ],
)  # fmt: skip
def test_the_limits_are_the_person_s_own(person: Person, goal: Mapping[str, Any], lines: list[str]) -> None:
    wants(person, **{"unit": "Drinks", **goal})
    shown = asks(person)
    assert [line for line in shown.split("\n") if line.startswith("- ")] == lines


def test_a_week_counts_what_was_said_since_monday(person: Person) -> None:
    wants(person, unit="Drinks", at_most_week=5)
    checks_in(person, amount=2.5)
    next_day(person)
    assert "at most in a week: 5. Since Monday: 2.5\n" in asks(person)


def test_of_what_was_counted_before_nothing_is_taken_from_a_week(person: Person) -> None:
    wants(person, way="Cut down", unit="Cigarettes", at_most_day=20)
    checks_in(person, amount=12)
    next_day(person)
    wants(person, way="Cut down", unit="Drinks", at_most_week=5)
    shown = asks(person, "", "", "", "", "", "1")
    assert "- Drinks, at most in a week: 5. Since Monday: 0\n" in shown
    assert THANKS not in shown


def test_a_goal_of_today_neither_asks_nor_judges_yesterday(person: Person) -> None:
    wants(person, way="Cut down", unit="Cigarettes", at_most_day=20)
    next_day(person, 2)
    wants(person, way="Cut down", unit="Drinks", at_most_day=1)
    shown = person.types("checkin", "--day", "yesterday", answers=[*[""] * 5, "12", *[""] * 8]).out
    assert f"{AMOUNT}\n- Cigarettes, at most on a day: 20\n(Cigarettes)\n" in shown
    assert THANKS not in shown
    assert "- How the days went: as I wanted (1).\n" in the_week(person)
    assert "- Drinks, at most on a day: 1\n(Drinks)\n" in asks(person)
    assert "more than you wanted" not in person.types().out


def test_of_the_day_before_the_first_goal_it_asks_in_four_ways(person: Person) -> None:
    wants(person, **LESS)
    shown = person.types("checkin", "--day", "yesterday", answers=[*[""] * 5, "3", *[""] * 8]).out
    assert (FOUR_WAYS in shown, AMOUNT in shown) == (True, False)
    own = "- Of days without a goal your own answer was: more than you wanted (1)."
    assert f"{own}\n" in the_week(person)


@pytest.mark.parametrize("unit", ["Nothing", None])
def test_who_counts_nothing_is_asked_in_four_ways(person: Person, unit: str | None) -> None:
    wants(person, way="Cut down", unit=unit)
    shown = asks(person)
    assert (FOUR_WAYS in shown, AMOUNT in shown) == (True, False)


def test_where_there_is_no_limit_only_the_person_says_how_it_was(person: Person) -> None:
    wants(person, way="Cut down", unit="Bets")
    shown = asks(person, "", "", "", "", "", "3", "2")
    assert "How was that for you?\n1 As I planned\n2 More than I wanted\n3 Rather not say\n" in shown
    assert newest(person)["answers"]["went"] == "More than I wanted"
    assert "nothing here starts over" in shown
    next_day(person)
    assert "How was that for you?" not in asks(person, "", "", "", "", "", "0")


def test_answers_at_hand_may_hold_any_of_it(person: Person) -> None:
    for answers in ({"amount": 2}, {"used": "No"}, {"amount": 3, "went": "As I planned"}, {"plan_went": "In part"}):
        assert person.does("check-in", answers)["answers"].items() >= answers.items()


def test_all_enter_asks_nine_questions_at_the_most(person: Person) -> None:
    wants(person, **LESS)
    asks(person, *[""] * 7, "Choir after work")
    next_day(person)
    shown = asks(person)
    assert "9 of 9" in shown
    assert "of 10" not in shown


def test_nine_too_where_a_day_is_counted_without_a_limit_and_a_plan_is_asked_about(person: Person) -> None:
    sleep = "How well did you sleep last night?"
    wants(person, way="Cut down", unit="Drinks")
    assert sleep in asks(person, *[""] * 7, "Choir after work")
    next_day(person)
    shown = asks(person, "1", "", "", "", "", "2", "1")
    assert ("Did it happen?" in shown, "How was that for you?" in shown, sleep in shown) == (True, True, False)
    assert ("9 of 9" in shown, "of 10" in shown) == (True, False)
    next_day(person)
    assert sleep in asks(person)


# Yesterday's plan


def test_one_tap_says_whether_the_last_plan_happened(person: Person) -> None:
    checks_in(person, plan="Choir after work")
    assert "Did it happen?" not in asks(person)  # the plan of today is for tomorrow
    next_day(person)
    checks_in(person, plan="Walk at six")
    next_day(person)
    shown = asks(person, "2")
    assert "- Walk at six\n" in shown
    assert "Did it happen?\n1 Yes\n2 In part\n3 No\n4 Another day\n" in shown
    assert newest(person)["answers"]["plan_went"] == "In part"
    assert "Did it happen?" not in asks(person)  # it was told


@pytest.mark.parametrize(("days", "is_asked"), [(7, True), (8, False)])
def test_an_old_plan_is_of_another_time(person: Person, days: int, is_asked: bool) -> None:
    checks_in(person, plan="Choir after work")
    next_day(person, days)
    assert ("Did it happen?" in asks(person)) is is_asked


# What is said


KIND = "You wrote it down, and that counts. Be as kind to yourself as you would be to a friend."


def test_on_a_day_of_more_there_is_one_kind_sentence_and_no_number(person: Person) -> None:
    wants(person, **LESS)
    for _day in range(8):
        next_day(person)
        checks_in(person, urge=3, amount=1)
    next_day(person)
    said = checks_in(person, urge=5, amount=4)
    assert said.startswith(f"Saved. {KIND} If you like, next: Right after.")
    assert not any(sign.isdigit() for sign in said.replace("Saved.", ""))
    assert "lapse" not in said


def test_a_planned_drink_is_no_lapse(person: Person) -> None:
    wants(person, **LESS)
    said = checks_in(person, amount=2)
    assert KIND not in said
    assert "Right after" not in said
    assert "lapse" not in said
    assert (person.types("--json").json["next"] or {}).get("exercise") not in {"right-after", "lapse-review"}


def test_the_card_of_a_lapse_follows_a_wait_only_where_none_is_wanted(person: Person) -> None:
    for way, is_shown in (("Stop", True), ("Cut down", False), ("Not sure yet", False)):
        wants(person, way=way)
        said = person.types("do", "delay", "--answers", "-", stdin=b'{"urge": 5, "then": "I went ahead with it"}')
        assert ("First, are you safe?" in said.err) is is_shown
        asked = person.types("do", "delay", answers=["5", "", "", "", "", "5", "", "", ""]).out
        assert ("First, are you safe?" in asked) is is_shown


def test_no_question_and_no_note_sends_anybody_to_the_look_back() -> None:
    for id in LIBRARY.ids():
        for path, step in LIBRARY.load(id).every_step():
            assert "lapse-review" not in f"{step.ask} {step.text} {step.help}", (id, path)


# An entry of the first version


def test_a_yes_of_the_first_version_stays_yes_where_the_entry_is_changed(person: Person) -> None:
    entry = person.does("check-in", {"urge": 3, "used": "No"})
    [segment] = (person.home / "journal").glob("*/*.jsonl")
    exported = person.types("export", "json").json
    exported["entries"][0]["answers"]["used"] = "Yes"
    exported["entries"][0]["version"] = 1
    person.types("forget", "--everything", "--yes")
    segment.unlink(missing_ok=True)
    said = person.types("import", "-", stdin=json.dumps(exported).encode())
    assert said.code in {0, 3}, said.err
    changed = person.types("journal", "edit", entry["id"], answers=["4", *[""] * 12])
    assert changed.code == 0, changed.err
    assert "5 Yes" in changed.out
    answers = newest(person)["answers"]
    assert (answers["urge"], answers["used"]) == (4, "Yes")


def test_an_amount_can_be_changed_afterwards(person: Person) -> None:
    wants(person, **LESS)
    entry = person.does("check-in", {"amount": 3, "urge": 2})
    said = person.types("journal", "edit", entry["id"], answers=["", "", "", "", "", "", "1", *[""] * 6])
    assert said.code == 0, said.err
    assert FOUR_WAYS not in said.out
    assert newest(person)["answers"]["amount"] == 1


def test_answers_at_hand_change_what_was_asked_and_what_was_not(person: Person) -> None:
    wants(person, **LESS)
    entry = person.does("check-in", {"amount": 3, "urge": 2})
    for patch in ({"urge": 5}, {"amount": 1}, {"used": "As I planned"}, {"plan_went": "No"}):
        said = person.types("journal", "edit", entry["id"], "--answers", "-", stdin=json.dumps(patch).encode())
        assert said.code == 0, said.err
        assert newest(person)["answers"].items() >= patch.items()


# Which questions


def test_questions_can_be_left_out_and_added_and_the_order_stays(person: Person) -> None:
    said = person.types("settings", "change", "--check-in", "plan, state,My mood")
    assert (said.code, said.out) == (0, "Kept.\n")
    shown = asks(person)
    places = [shown.index(one) for one in ("How is your mood?", "Are you any of these", "One small plan for tomorrow?")]
    assert places == sorted(places)
    assert "3 of 3" in shown
    assert "asks  My mood, Hungry or angry" in person.types("settings").out or "My mood" in person.types("settings").out
    person.types("settings", "change", "--check-in", "usual")
    assert "8 of 8" in asks(person)


@pytest.mark.parametrize("typed", ["", "sleeep", "urge;mood", "usual, mood"])
def test_what_is_no_question_is_said(person: Person, typed: str) -> None:
    said = person.types("settings", "change", "--check-in", typed)
    assert said.code == 2
    assert unwrapped(said.err).startswith(
        "--check-in wants some of these, with commas: plan_went, urge, urge_peak, mood"
    )


def test_ten_are_too_many(person: Person) -> None:
    every = "plan_went,urge,urge_peak,mood,confidence,sleep,state,used,line,plan"
    said = person.types("settings", "change", "--check-in", every)
    assert (said.code, unwrapped(said.err)) == (
        2, "The check-in asks 9 at the most, so that it stays a minute. smartcli settings change --check-in usual",
    )  # fmt: skip
    assert person.types("settings", "change", "--check-in", every.removesuffix(",plan")).code == 0


def test_settings_asks_which_once_the_person_is_set_up(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    typed = ["", "", "", "", "", "", "", "2, 3, 4", ""]
    shown = person.types("settings", "change", answers=typed)
    assert shown.code == 0, shown.err
    assert "What should the check-in ask?" in shown.out
    assert "3 of 3" in asks(person)
    assert person.types("settings", "--json").json["settings"]["check_in"].startswith("-plan_went -confidence")


def test_the_goal_is_asked_in_one_place(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=b'{"way": "Stop", "change": "wine"}')
    wants(person, way="Cut down", change="less wine")
    shown = person.types("settings", "change", answers=[""] * 8).out
    assert "stands in My goal" in unwrapped(shown)
    assert "Which way would you like to go?" not in shown
    assert [person.types("settings", "--json").json["settings"][key] for key in ("change", "way")] == [
        "less wine", "Cut down",
    ]  # fmt: skip


OFFER = "Would you like to leave some of the questions out?"


def test_after_a_week_of_check_ins_it_is_offered_once_to_leave_some_out(person: Person) -> None:
    for day in range(7):
        shown = asks(person, *[""] * 9, "2", "2, 3", "")
        assert (OFFER in unwrapped(shown)) is (day == 6)
        next_day(person)
    assert "2 of 2" in asks(person)
    assert OFFER not in unwrapped(asks(person))


def test_who_wants_to_keep_them_or_leaves_is_not_asked_again(person: Person) -> None:
    for _day in range(6):
        checks_in(person, urge=1)
        next_day(person)
    assert OFFER in unwrapped(person.types("checkin", answers=[*[""] * 9, "^C"]).out)
    next_day(person)
    shown = asks(person)
    assert OFFER not in unwrapped(shown)
    assert "8 of 8" in shown


@pytest.mark.parametrize("answers", [{"used": "More than I wanted"}, {"mood": 0}])
def test_it_is_not_offered_on_a_hard_evening(person: Person, answers: Mapping[str, Any]) -> None:
    for _day in range(6):
        checks_in(person, urge=1)
        next_day(person)
    checks_in(person, **answers)
    assert OFFER not in unwrapped(asks(person))
    next_day(person)
    next_day(person)
    assert OFFER in unwrapped(asks(person))


@pytest.mark.parametrize(("way", "is_named"), [("Not sure yet", False), ("Cut down", True), (None, True)])
def test_a_map_leads_nobody_undecided_to_the_look_back(person: Person, way: str | None, is_named: bool) -> None:
    wants(person, way=way)
    answers = {"side": "What I did", "doing": "It was more than I wanted"}
    said = person.types("do", "my-map", "--answers", "-", stdin=json.dumps(answers).encode())
    assert said.code == 0, said.err
    assert ("do lapse-review" in said.out) is is_named


def test_at_the_end_of_set_up_the_goal_is_offered(person: Person) -> None:
    set_up = ["3", "Sam", "Fewer bets", "", "2", "", "Ireland", "2", "My daughter", "", ""]
    said = person.types(answers=[*set_up, "2", "", "", "", "Bets", *[""] * 12, "Leave"])
    assert "You can say what you want to count" in unwrapped(said.out)
    goals = [entry for entry in person.entries() if entry["exercise"] == "my-goal"]
    assert [(one["answers"]["way"], one["answers"]["unit"]) for one in goals] == [("Cut down", "Bets")]


THANKS = "Thank you for writing it down."
OPIOIDS = "If it was opioids after a break"


@pytest.mark.parametrize(
    ("goal", "amount", "told"),
    [
        ({"way": "Cut down", "at_most_day": 2}, "2", False),
        ({"way": "Cut down", "at_most_day": 2}, "2.5", True),
        ({"way": "Cut down", "at_most_week": 5}, "3", False),
        ({"way": "Cut down", "at_most_week": 5}, "3.5", True),
        ({"way": "Cut down", "at_most_day": 2, "at_most_week": 5}, "2.5", True),
        ({"way": "Stop"}, "0", False),
        ({"way": "Stop"}, "1", True),
        ({"way": "Cut down"}, "9", False),  # no limit: only the person says how it was
    ],
)
def test_an_amount_that_is_more_than_wanted_is_answered_as_the_words_for_it_are(
    person: Person, goal: dict[str, object], amount: str, told: bool
) -> None:
    person.clock.on(days=1)  # Wednesday
    person.does("my-goal", {"unit": "drinks", **goal})
    person.clock.on(days=1)
    if "at_most_week" in goal:
        person.does("check-in", {"amount": 2})
        person.clock.on(days=1)
    out = answered_with(person, amount)
    assert (THANKS in out, OPIOIDS in out) == (told, told)


def test_for_somebody_whose_change_is_about_no_substance_more_says_nothing_of_drugs(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=b'{"about": ["Gambling"]}')
    person.does("my-goal", {"unit": "bets", "way": "Stop"})
    person.clock.on(days=1)
    out = answered_with(person, "1")
    assert (THANKS in out, OPIOIDS in out) == (True, False)


def answered_with(person: Person, amount: str) -> str:
    """What a check-in says in which nothing but the amount is answered."""
    said = person.types("checkin", answers=[*[""] * 5, amount, *[""] * 12])
    assert said.code == 0, said.err
    assert re.search(rf"How much was it today\? (Drinks|Bets): {amount}\n", said.out)
    return said.out
