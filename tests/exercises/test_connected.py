"""What one exercise knows of another: what a person wrote in one place counts in the other."""

import json
from typing import Any

import pytest
from tests.exercises.own_exercises import put
from tests.person import Person

from smartcli.first_aid import pages


def said_after(person: Person, exercise: str, answers: dict[str, Any]) -> str:
    """What is said once an exercise is done with these answers."""
    said = person.types("do", exercise, "--answers", "-", stdin=json.dumps(answers).encode())
    assert said.code == 0, said.err
    return said.out


def given_back(person: Person, exercise: str, answers: dict[str, Any], title: str) -> list[str]:
    """The lines under one title of what comes after saving; none where it is not there."""
    parts = [part.split("\n") for part in said_after(person, exercise, answers).strip().split("\n\n")]
    return next((lines[1:] for lines in parts if lines[0] == title), [])


# Triggers and the coping plan

SIX = ["Feeling low", "Rain", "Sundays", "Noise", "The bus stop", "Good news"]
TRIGGERS = [
    {"trigger": "Boredom", "risk": 8},
    {"trigger": "Payday", "risk": 9, "response": "Leave the place"},
    *({"trigger": name, "risk": 3} for name in SIX),
]
PLANS = [{"situation": "Boredom"}, {"situation": "Feeling low", "way": "Talk to someone"}]


def test_the_coping_plan_points_out_the_triggers_that_no_place_answers(person: Person) -> None:
    person.does("triggers", {"triggers": TRIGGERS})
    assert given_back(person, "coping-plan", {"plans": PLANS}, "No answer yet") == [
        "You wrote these down, here or elsewhere. They can wait for another day.",
        "  Boredom", "  Rain", "  Sundays", "  Noise", "  The bus stop", "  …and 1 more",
    ]  # fmt: skip


def test_the_triggers_point_out_the_same_ones(person: Person) -> None:
    person.does("coping-plan", {"plans": PLANS})
    assert given_back(person, "triggers", {"triggers": TRIGGERS}, "No answer yet") == [
        "These can go into your coping plan. They can wait for another day.",
        "  Boredom", "  Rain", "  Sundays", "  Noise", "  The bus stop", "  …and 1 more",
    ]  # fmt: skip
    person.does("coping-plan", {"plans": [{"situation": "boredom", "response": "I ring Dev."}]})
    assert given_back(person, "triggers", {"triggers": TRIGGERS[:2]}, "No answer yet") == []


# People, and what nobody does yet


def test_one_person_shows_for_what_there_is_nobody_yet(person: Person) -> None:
    one = {"name": "Ana", "can": ["Keep me company"]}
    assert given_back(person, "support-network", {"people": [one]}, "Nobody here yet for") == [
        "One person is enough to start. A help line counts, too.",
        "  Talk through an urge",
        "  Be there in a crisis",
        "  Professional help",
    ]


def test_a_person_s_card_says_when_and_who_knows_and_who_does_not_know_is_not_offered_in_a_crisis(
    person: Person,
) -> None:
    dev = {"name": "Dev", "reach": "555 0103", "can": ["Be there in a crisis"], "knows": False}
    ana = {"name": "Ana", "reach": "555 0101", "when": "after six", "knows": True}
    person.does("support-network", {"people": [dev, ana, {"name": "Bo", "reach": "the bell"}]})
    cards = person.types("cards").out
    assert "Ana - 555 0101 - after six - knows about it" in cards
    assert "Dev - 555 0103 - does not know yet" in cards
    assert "  Ana - 555 0101 - after six - knows about it\n  Bo - the bell\n" in pages.help_now(str(person.home), {})
    assert "Dev" not in pages.help_now(str(person.home), {}) + pages.urge(str(person.home))
    person.types(
        "cards", "pick", "contact", "--answers", "-", stdin=b'{"contact": ["Dev - 555 0103 - does not know yet"]}'
    )
    assert "Dev" not in pages.help_now(str(person.home), {}) + pages.urge(
        str(person.home)
    )  # made anew from the journal


# After it was more than one wanted


def test_both_parts_begin_with_safety_then_a_kind_word_then_the_rest(person: Person) -> None:
    for exercise, rest in (("right-after", "the next 24 hours?"), ("lapse-review", "What happened?")):
        asked = " ".join(person.types("do", exercise, answers=[""] * 20).out.split())
        places = [asked.index(words) for words in ("is any of this going on right now?", "kind words", rest)]
        assert places == sorted(places)


def test_what_one_tells_oneself_gets_an_answer_and_what_is_made_harder_a_place_in_the_plan(person: Person) -> None:
    looked = {
        "told_myself": "All is lost",
        "answer": "One evening is one evening",
        "harder": "Carry only the cash I need",
    }
    person.does("lapse-review", looked)
    cards = person.types("cards").out
    assert "One evening is one evening" in cards
    assert "- Harder to reach: Carry only the cash I need" in person.types("plan").out


def test_who_was_named_in_a_look_back_of_an_older_version_stays_out_of_exports(person: Person) -> None:
    person.does("lapse-review", {"happened": "I bet", "answer": "Enough"})
    (entry,) = person.entries()
    line = {**entry, "answers": {**entry["answers"], "tell": "Vera, tonight"}}
    exported = json.dumps({**person.types("export", "json").json, "entries": [{**line, "id": "01A" + entry["id"][3:]}]})
    assert person.types("import", "-", stdin=exported.encode()).code == 0
    assert "Vera" not in person.types("export", "markdown").out
    assert "Vera" in person.types("export", "markdown", "--with-private").out


# Hard on oneself


def test_who_is_still_hard_on_themselves_is_led_to_people_and_whoever_is_very_hard_to_the_plan(person: Person) -> None:
    for after, named in ((40, []), (70, ["support-network"]), (95, ["hard-times", "support-network"])):
        said = said_after(person, "self-acceptance", {"act": "I bet", "before": 80, "after": after})
        assert [id for id in ("hard-times", "support-network") if f"smartcli do {id}" in said] == named, after


# A map, and the exercise that fits


def test_the_map_names_the_exercise_that_fits_the_side_to_begin_with(person: Person) -> None:
    said = said_after(
        person, "my-map", {"thought": "Just one", "side": "What I did", "doing": "It had begun hours before"}
    )
    assert "This fits what you wrote: Small decisions" in " ".join(said.split())
    assert "Type: smartcli do small-decisions" in " ".join(said.split())
    assert "This fits what you wrote" not in said_after(person, "my-map", {"thought": "Just one"})


def on_the_map(*, side: str, which: str) -> list[str]:
    """From home to the end of the map, in plain lines: nothing but the side to begin with, and what of it."""
    return ["Do an exercise", "Thoughts", "Map of a hard moment", "Something", *[""] * 5, side, which, ""]


@pytest.mark.parametrize(("way", "asks"), [("Cut down", True), ("Not sure yet", False)])
def test_at_home_too_nobody_undecided_is_led_to_the_look_back_by_the_map(person: Person, way: str, asks: bool) -> None:
    person.types("settings", "change", "--answers", "-", stdin=json.dumps({"name": "Sam", "way": way}).encode())
    answers = on_the_map(side="What I did", which="It was more than I wanted")
    said = person.types(answers=[*answers, "", "Leave", "Leave"])
    assert person.entries()[-1]["answers"]["doing"] == "It was more than I wanted"
    assert ("Would you like to do it now?" in said.out) is asks


@pytest.mark.parametrize("days", [0, 1], ids=["that evening", "the next day"])
def test_after_a_hard_evening_the_map_names_no_other_exercise_before_the_plan_for_hard_times(
    person: Person, days: int
) -> None:
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    person.does("check-in", {"mood": 1})
    person.clock.on(days=days)
    said = said_after(person, "my-map", {"thought": "x", "side": "What my body did", "in_body": "Worn out"})
    assert "This fits what you wrote" not in said
    assert "If you like, next: My plan for hard times." in said
    at_home = person.types(answers=[*on_the_map(side="What my body did", which="Worn out"), "", "Leave", "Leave"])
    assert "Would you like to do it now?" not in at_home.out
    person.clock.on(days=2)
    answers = on_the_map(side="What my body did", which="Worn out")
    assert "Would you like to do it now?" in person.types(answers=[*answers, "", "Leave", "Leave"]).out


def test_the_map_names_the_plan_for_hard_times_and_nothing_else_to_whoever_feels_hopeless(person: Person) -> None:
    said = said_after(
        person, "my-map", {"feeling": ["Hopeless"], "side": "How my days are", "days": "Little that I enjoy"}
    )
    assert ("do hard-times" in said, "do absorbing-interests" in said) == (True, False)


def test_what_is_made_harder_stands_in_the_plan_and_is_a_card_of_it(person: Person) -> None:
    person.does("make-it-harder", {"barrier": "Take another way home", "first": "I look at the map"})
    assert "- Harder to reach: Take another way home\n" in person.types("plan").out
    assert "Take another way home" in person.types("cards").out


# Values that nobody put in order


def test_values_without_an_order_are_offered_to_the_wheel_and_stand_in_the_plan(person: Person) -> None:
    person.does("values", {"values": ["Family", "Calm"]})
    wheel = person.types("do", "balance-wheel", answers=["1, 2", *[""] * 9])
    assert wheel.out.index("1 Family") < wheel.out.index("2 Calm") < wheel.out.index("3 Health")
    assert "What matters to me:\n- Family\n- Calm\n" in person.types("plan").out


def test_values_in_an_order_come_first_where_they_are_offered_and_are_those_of_the_plan(person: Person) -> None:
    person.does("values", {"values": ["Family", "Calm", "Music"], "top": ["Music"]})
    assert "- What matters to me: Music\nTo add" in person.types("plan").out
    wheel = person.types("do", "balance-wheel", answers=["1, 2", *[""] * 9])
    assert wheel.out.index("1 Music") < wheel.out.index("2 Family") < wheel.out.index("3 Calm")


def test_a_goal_says_what_is_dangerous_to_stop_before_it_is_planned(person: Person) -> None:
    goal = person.types("do", "smart-goal", answers=["No drinks in March", "At home", *[""] * 9]).out
    goal = " ".join(goal.split())
    assert goal.index("Stopping suddenly can kill.") < goal.index("Specific: what will you do")


# What was tried, and what was worth repeating


def test_what_was_worth_repeating_is_offered_first_and_given_back(person: Person) -> None:
    tried = {"done": True, "activity": "Drums", "expected": 3, "mood": 5, "joy": 8, "again": "Yes, but smaller"}
    person.does("try-an-activity", tried)
    person.does("try-an-activity", {**tried, "activity": "A shower", "again": "No, something else"})
    shown = person.types("do", "absorbing-interests", answers=["2", *[""] * 9]).out
    assert shown.index("1 Drums") < shown.index("2 Making music")
    answers = {"ideas": ["Drums"], "interests": [{"interest": "Drums", "which": "Loved once", "joy": 8, "easy": 6}]}
    assert given_back(person, "absorbing-interests", answers, "Worth repeating") == [
        "You tried these and would do them again. What you enjoyed most comes first.",
        "  Drums",
    ]
    assert given_back(person, "absorbing-interests", answers, "Old and new") == [
        "Your interests, one by one: Loved once (1), Curious now (none), Not tried yet",
        "(none)",
    ]


def test_nobody_is_asked_how_it_was_before_something_was_planned(person: Person) -> None:
    first = person.types("do", "try-an-activity", answers=["1", "4", "", "", "", ""]).out
    assert "Have you done" not in first
    assert "1 of 4\nWhich small thing is it about?" in first
    again = person.types("do", "try-an-activity", answers=["y", "", "", "6", "", "", "", ""]).out
    assert "1 of 5\nHave you done what you wrote down last time?\n- A short walk\n" in again
    assert person.entries()[-1]["answers"]["expected"] == 4
    assert "You guessed 4, and it was 6." in again


def test_a_guess_stays_with_the_thing_it_was_made_for(person: Person) -> None:
    person.does("try-an-activity", {"activity": "A short walk", "expected": 4})
    person.does("try-an-activity", {"activity": "Drums", "expected": 8})
    shown = [
        person.types("do", "try-an-activity", answers=["n", thing, *[""] * 9]).out for thing in ("a short walk.", "Tea")
    ]
    guesses = [said.split("Your guess beforehand")[1].split("On which day")[0] for said in shown]
    assert ["Now: 4" in guess for guess in guesses] == [True, False]


# What is given back over all times


def test_kept_routines_are_listed_with_how_they_went(person: Person) -> None:
    title = "Small routines you kept"
    first = {"held": "This is my first one", "first_step": "After tea I open the window."}
    assert given_back(person, "routines", first, title) == []
    second = {"held": "On most days", "first_step": "After lunch I walk."}
    kept = "  After tea I open the window. (On most days)"
    assert given_back(person, "routines", second, title) == ["Each with how it went, as you wrote it.", kept]
    third = {"held": "On no day yet", "first_step": "I stretch."}
    assert given_back(person, "routines", third, title) == ["Each with how it went, as you wrote it.", kept]


def test_waits_are_counted_over_all_times(person: Person) -> None:
    title = "Your waits so far"
    whole, part = {"kept": "I waited the whole time"}, {"kept": "I waited part of the time"}
    assert [given_back(person, "delay", wait, title) for wait in (whole, part)] == [[], []]
    assert given_back(person, "delay", whole, title) == [
        "Of 3 times, you wrote:", "  I waited the whole time (2)", "  I waited part of the time (1)",
    ]  # fmt: skip


def test_names_and_feelings_are_counted_over_all_times(person: Person) -> None:
    for exercise, key, words, title in (
        ("spot-the-pattern", "names", ["A label", "Mind reading"], "Names you have found so far"),
        ("feelings", "feeling", ["Tired", "Sad"], "Words you have found so far"),
    ):
        assert given_back(person, exercise, {key: words}, title) == []
        person.does(exercise, {key: words[:1]})
        assert given_back(person, exercise, {key: words}, title) == [
            "Of 3 times, you wrote:", f"  {words[0]} (3)", f"  {words[1]} (2)",
        ]  # fmt: skip


# What a question measures counts, not what its exercise is called

MY_LOG = """
format = 1
point = "urges"
title = "My log"
minutes = 1
next = ["urge-surf"]
[[steps]]
kind = "scale"
key = "how_much"
ask = "How much?"
ends = ["none", "very much"]
measure = "urge"
[[steps]]
kind = "choice"
key = "why"
ask = "Why?"
choices = ["The street", "The screen"]
measure = "trigger"
[[steps]]
kind = "choice"
key = "happened"
ask = "Did it happen?"
choices = ["No", "Yes"]
measure = "acted"
[sample]
how_much = 3
"""


A_KIND_LOOK = "Type: smartcli do right-after"
STOPS = b'{"way": "Stop"}'


def test_an_urge_log_of_the_person_s_own_shows_the_hard_hours_and_leads_to_a_kind_look(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=STOPS)
    put(person, "my-log.toml", MY_LOG)
    person.clock.on(days=-15)
    for _week in range(2):
        person.does("my-log", {"how_much": 5, "why": "The street", "happened": "No"})
        person.clock.on(days=7)
    person.does("urge-log", {"strength": 4})
    person.clock.on(days=1)
    shown = person.types("do", "week-plan", answers=["", "", ""])
    assert "- Mondays in the afternoon (3)\n" in shown.out
    assert A_KIND_LOOK not in said_after(person, "my-log", {"how_much": 5, "happened": "No"})
    assert A_KIND_LOOK in said_after(person, "my-log", {"how_much": 5, "happened": "Yes"})


def test_a_wait_that_ended_otherwise_leads_to_a_kind_look_safety_first(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=STOPS)
    assert A_KIND_LOOK not in said_after(person, "delay", {"urge": 5, "then": "Ride it out"})
    answers = b'{"urge": 5, "then": "I went ahead with it"}'
    said = person.types("do", "delay", "--answers", "-", stdin=answers)
    assert "First, are you safe?" in said.err
    assert A_KIND_LOOK in said.out


def test_the_week_says_which_hard_hours_have_nothing_planned_yet(person: Person) -> None:
    person.clock.on(days=-18, hours=8)  # Friday, eight in the evening
    for _week in range(3):
        person.does("urge-log", {"strength": 6})
        person.clock.on(days=7)
    monday = {"day": "Monday", "part": "Morning", "what": "A walk"}
    friday = {"day": "Friday", "part": "Evening", "what": "See someone"}
    title = "Often hard, with nothing there yet"
    assert given_back(person, "week-plan", {"slots": [monday]}, title) == [
        "You wrote urges down at these times. A small thing can help. So can rest.",
        "  Fridays in the evening (3)",
    ]
    assert given_back(person, "week-plan", {"slots": [monday, friday]}, title) == []


def test_what_set_an_urge_off_is_open_in_the_triggers_as_it_is_in_the_coping_plan(person: Person) -> None:
    person.does("urge-log", {"strength": 5, "trigger": ["stressed at work"]})
    for exercise, answers in (
        ("triggers", {"triggers": [{"trigger": "Boredom", "response": "I ring Ana"}]}),
        ("coping-plan", {"plans": [{"situation": "Boredom", "response": "I ring Ana"}]}),
    ):
        said = person.types("do", exercise, "--answers", "-", stdin=json.dumps(answers).encode())
        assert "  stressed at work\n" in said.out
