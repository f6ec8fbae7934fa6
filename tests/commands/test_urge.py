"""An urge is here now: help first, then four ways that come back, until it is enough."""

import json
from typing import Any

import pytest
from tests.asking.prompts.keys import SHIFT_TAB
from tests.asking.prompts.seat import Seat
from tests.own_log import with_mine
from tests.person import OWN, Person, Said
from tests.program import Program

STAY, OTHER, WRITE, ENOUGH = "1", "2", "3", "4"
RIDE = [
    "7",
    "",
    "8",
    *["6"] * 9,
    "n",
    "5",
    "",
]  # how strong, where, ten minutes, no longer, the end, what would do good
PLAN = {"plans": [{"situation": "A feeling", "response": "Walk to the harbour"}]}


def urge(person: Person, *answers: str) -> Said:
    said = person.types("urge", answers=[*answers])
    assert said.code == 0, said.err
    return said


def last(person: Person) -> dict[str, Any]:
    entry: dict[str, Any] = max(person.entries(), key=lambda one: str(one["id"]))
    return entry


def test_help_comes_before_any_question(person: Person) -> None:
    said = urge(person, ENOUGH)
    assert said.out.index("You can wait this out.") < said.out.index("What would help now?")
    assert person.entries() == []


def test_own_reason_and_own_person_are_in_the_first_words(person: Person) -> None:
    person.does("why-i-want-this", {"reasons": ["My daughter"]})
    person.does("support-network", {"people": [{"name": "Ana", "reach": "555 0101"}]})
    said = urge(person, ENOUGH)
    assert "My daughter" in said.out
    assert "Ana - 555 0101" in said.out


# The four ways


def test_at_first_enter_stays_with_it_and_after_that_it_is_enough(person: Person) -> None:
    said = urge(person, OTHER, "", "")
    assert said.out.count("What would help now?") == 2
    assert "Enter takes: Stay with me for ten minutes" in said.out.split("Pick one.")[0]
    assert "Enter takes: Enough for now" in said.out.split("Pick one.")[1]
    assert said.out.endswith("You looked after this one. That counts.\n")


@pytest.mark.parametrize(
    "way",
    [[STAY, *RIDE], [OTHER, "1", "4"], [OTHER, "<"], [WRITE, "5", *[""] * 8, ""], [WRITE, *[""] * 10]],
    ids=["stay", "other", "back", "write", "skip"],
)
def test_each_way_comes_back_to_the_four(person: Person, way: list[str]) -> None:
    said = urge(person, *way, ENOUGH)
    assert said.out.count("What would help now?") == 2
    assert said.out.rindex("4 Enough for now") > said.out.rindex("3 Write it down") > 0


def test_nothing_is_advertised_after_an_urge(person: Person) -> None:
    person.does("coping-plan", PLAN)
    said = urge(person, STAY, *RIDE, WRITE, "9", *[""] * 9, "", ENOUGH)
    assert [line for line in said.out.splitlines() if "smartcli" in line and "help-now" not in line] == []
    assert "if you like" not in said.out
    assert len(person.entries()) == 3


def test_something_else_starts_with_the_own_list_and_takes_one_number(person: Person) -> None:
    person.does("coping-plan", PLAN)
    urge(person, OTHER, "1", "4", ENOUGH)
    entry = last(person)
    assert entry["exercise"] == "urge-log"
    assert entry["answers"]["strength"] == 4
    assert entry["answers"]["will_do"] == ["Walk to the harbour"]
    assert entry["answers"]["did"] is None


def test_a_number_that_cannot_be_is_asked_again(person: Person) -> None:
    urge(person, OTHER, "1", "77", "7", ENOUGH)
    assert last(person)["answers"]["strength"] == 7


PLANS = [
    {"situation": "Boredom", "response": "I tidy - one drawer"},
    {"situation": "Feeling low", "way": "Talk to someone"},
]


def test_what_one_does_is_written_down_without_the_moment_it_is_for(person: Person) -> None:
    person.does("coping-plan", {"plans": PLANS})
    person.does("lapse-review", {"next_time": "Walk - any walk"})
    person.does("why-i-want-this", {"reasons": ["Sleep"]})  # saved beside the other cards that are at hand
    said = urge(person, OTHER, "2", "4", ENOUGH)
    assert "1 Walk - any walk\n2 Boredom - I tidy - one drawer\n3 Feeling low - Talk to someone\n" in said.out
    for number in ("1", "3"):
        urge(person, OTHER, number, "4", ENOUGH)
    person.types("cards", "pick", "response", answers=["Feeling low - Talk to someone"])  # made from the whole journal
    urge(person, OTHER, "1", "4", ENOUGH)
    urge(person, OTHER, "Leave the place", "4", ENOUGH)
    written = [entry["answers"]["will_do"] for entry in person.entries() if entry["exercise"] == "urge-log"]
    assert written == [
        ["I tidy - one drawer"],
        ["Walk - any walk"],
        ["Talk to someone"],
        ["Talk to someone"],
        ["Leave the place"],
    ]


def test_the_number_can_be_skipped(person: Person) -> None:
    urge(person, OTHER, "1", "", ENOUGH)
    assert person.entries() == []


def test_staying_with_it_is_a_surf_that_is_saved(person: Person) -> None:
    urge(person, STAY, *RIDE, ENOUGH)
    assert last(person)["exercise"] == "urge-surf"


# What is known goes along


def test_writing_down_after_riding_it_out_takes_the_ratings_and_the_time_along(person: Person) -> None:
    said = urge(person, STAY, *RIDE, WRITE, *[""] * 10, "", ENOUGH)
    assert (
        "Now: 8. Enter keeps it" in said.out.split("Urge log")[1] or "Enter takes: 8" in said.out.split("Urge log")[1]
    )
    answers = last(person)["answers"]
    assert (answers["strength"], answers["strength_after"], answers["minutes"]) == (8, 5, 10)
    assert answers["did"] == ["Let it be there and ride it out"]


def test_what_was_chosen_to_do_goes_along_and_one_urge_is_one_entry(person: Person) -> None:
    urge(person, OTHER, "3", "6", WRITE, *[""] * 10, "", ENOUGH)
    (entry,) = person.entries()
    assert (entry["answers"]["strength"], entry["answers"]["will_do"]) == (6, ["Leave the place"])


def test_a_second_thing_to_do_and_a_second_number_stand_in_the_same_entry(person: Person) -> None:
    urge(person, OTHER, "3", "6", OTHER, "1", "5", OTHER, "2", "", ENOUGH)
    (entry,) = person.entries()
    answers = entry["answers"]
    assert (answers["strength"], answers["strength_after"]) == (6, 5)
    assert answers["will_do"] == ["Leave the place", "Let it be there and ride it out", "Wait a while before I decide"]


def test_what_follows_after_writing_it_down_stands_in_what_was_written(person: Person) -> None:
    urge(person, WRITE, "8", "", "A bench by the river", *[""] * 7, "", OTHER, "3", "4", WRITE, *[""] * 11, ENOUGH)
    (entry,) = person.entries()
    answers = entry["answers"]
    assert (answers["strength"], answers["strength_after"]) == (8, 4)
    assert (answers["place"], answers["will_do"]) == ("A bench by the river", ["Leave the place"])


def test_a_ride_takes_nothing_away_of_what_was_written_before_it(person: Person) -> None:
    urge(person, WRITE, "9", "", "", "7", *[""] * 7, STAY, *RIDE, WRITE, *[""] * 12, ENOUGH)
    answers = next(one["answers"] for one in person.entries() if one["exercise"] == "urge-log")
    assert (answers["strength"], answers["strength_after"]) == (9, 5)
    assert answers["did"] == ["Let it be there and ride it out", "Talk to someone"]


def test_after_a_ride_the_number_is_how_strong_it_is_after_it(person: Person) -> None:
    urge(person, STAY, *RIDE, OTHER, "1", "3", ENOUGH)
    answers = last(person)["answers"]
    assert (answers["strength"], answers["strength_after"]) == (8, 3)


def test_the_next_urge_begins_anew(person: Person) -> None:
    urge(person, STAY, *RIDE, ENOUGH)
    urge(person, WRITE, "4", *[""] * 9, "", ENOUGH)
    assert last(person)["answers"]["strength_after"] is None


# For next time


def test_what_was_written_for_next_time_leads_the_own_list_newest_first_and_with_its_moment(person: Person) -> None:
    person.does("coping-plan", PLAN)
    person.does("urge-log", {"trigger": ["Boredom", "A certain place"], "next_time": "I take the tram"})
    person.does("urge-surf", {"under": "Tea, and then bed"})
    said = urge(person, OTHER, "2", "4", ENOUGH)
    listed = "1 Tea, and then bed\n2 Boredom, A certain place - I take the tram\n3 A feeling - Walk to the harbour\n"
    assert listed in said.out
    assert last(person)["answers"]["will_do"] == ["I take the tram"]


def test_of_many_things_for_next_time_the_newest_lead_and_push_no_plan_out(person: Person) -> None:
    person.does("coping-plan", PLAN)
    for number in range(8):
        person.does("urge-surf", {"under": f"Rest {number}"})
    said = urge(person, OTHER, "", ENOUGH)
    assert "5 Rest 3\n6 A feeling - Walk to the harbour\n7 Let it be there and ride it out" in said.out


def test_one_response_for_several_moments_is_one_row(person: Person) -> None:
    person.does("coping-plan", {"plans": [*PLANS, {"situation": "Boredom", "response": "I take the tram"}]})
    for trigger in (["Boredom", "A certain place"], ["Feeling low"], ["A certain place", "Pain or no sleep"]):
        person.clock.on(minutes=1)
        person.does("urge-log", {"trigger": trigger, "next_time": "I take the tram"})
    person.does("urge-surf", {"under": "Tea, and then bed"})
    rows = listed(person)
    assert rows[:2] == ["Tea, and then bed", "Pain or no sleep, A certain place, Feeling low - I take the tram"]
    assert [row for row in rows if row.endswith(("I take the tram", "Talk to someone"))] == [
        rows[1],
        "Feeling low - Talk to someone",
    ]
    urge(person, OTHER, "2", "4", ENOUGH)
    assert last(person)["answers"]["will_do"] == ["I take the tram"]


# As it went before


def went(person: Person, did: str, kept: int, acted: int = 0) -> None:
    for end in [*["No"] * kept, *["Yes"] * acted]:
        person.clock.on(minutes=1)
        person.does("urge-log", {"strength": 5, "did": [did], "acted": end})


def listed(person: Person, *answers: str) -> list[str]:
    out = urge(person, OTHER, *answers, "", ENOUGH).out
    rows = out.split("Pick one.")[1].split("What would help now?")[0].splitlines()
    return [row.split(" ", 1)[1] for row in rows if row[:1].isdigit() and not row.startswith("0")]


def test_what_went_well_stands_first_and_what_was_written_for_next_time_before_it(person: Person) -> None:
    person.does("coping-plan", {"plans": [*PLANS, *PLAN["plans"]]})
    went(person, "Talk back to the thought", 3)
    went(person, "I tidy - one drawer", 1, acted=2)
    assert listed(person)[:2] == ["Talk back to the thought", "Feeling low - Talk to someone"]
    assert listed(person)[-1] == "Boredom - I tidy - one drawer"
    went(person, "Walk to the harbour", 6)
    assert listed(person)[:2] == ["A feeling - Walk to the harbour", "Talk back to the thought"]
    person.does("urge-surf", {"under": "Tea, and then bed"})
    assert listed(person)[:2] == ["Tea, and then bed", "A feeling - Walk to the harbour"]


def test_what_is_one_s_own_stands_before_what_is_only_suggested(person: Person) -> None:
    went(person, "I go for a run", 6, acted=2)
    went(person, "Talk to someone", 8)
    person.does("coping-plan", PLAN)
    went(person, "Walk to the harbour", 2, acted=1)
    assert listed(person)[:4] == [
        "Talk to someone", "I go for a run", "A feeling - Walk to the harbour", "Let it be there and ride it out"
    ]  # fmt: skip
    went(person, "Walk to the harbour", 0, acted=4)
    assert listed(person)[-1] == "A feeling - Walk to the harbour"


def test_what_helped_by_an_exercise_of_one_s_own_is_offered_too(person: Person) -> None:
    with_mine(person, "No", "No")
    assert "A walk with the dog" not in listed(person)
    with_mine(person, "No")
    went(person, "My own way", 3)
    went(person, "I gave in", 1, acted=3)
    rows = listed(person)
    assert {"A walk with the dog", "My own way"} <= {*rows}
    assert (rows.count("Talk to someone"), "I gave in" in rows) == (1, False)
    assert rows.index("A walk with the dog") < rows.index("Leave the place")
    urge(person, OTHER, "A walk with the dog", "4", ENOUGH)
    assert last(person)["answers"]["will_do"] == ["A walk with the dog"]


def test_without_what_is_at_hand_the_list_is_made_from_the_journal(person: Person) -> None:
    went(person, "Leave the place", 5)
    went(person, "Take my mind off it", 0, acted=3)
    (person.home / "at-hand.toml").unlink()
    assert listed(person)[0] == "Leave the place"


def test_what_was_picked_to_stand_first_goes_on_doing_so(person: Person) -> None:
    person.does("coping-plan", {"plans": [*PLANS, *PLAN["plans"]]})
    person.types("cards", "pick", "response", answers=["Boredom - I tidy - one drawer"])
    went(person, "I tidy - one drawer", 1, acted=2)
    went(person, "Walk to the harbour", 6)
    assert listed(person)[:2] == ["Boredom - I tidy - one drawer", "A feeling - Walk to the harbour"]


def test_below_five_times_nothing_is_said_and_no_row_is_about_anything(person: Person) -> None:
    went(person, "Leave the place", 4)
    assert "You wrote this down" not in urge(person, OTHER, "?", "", ENOUGH).out


def test_from_five_times_on_it_is_said_to_who_asks_what_each_is_about(person: Person) -> None:
    went(person, "Leave the place", 7, acted=2)
    went(person, "Take my mind off it", 0, acted=6)
    assert "? tells what each is about." in urge(person, OTHER, "", ENOUGH).out
    said = urge(person, OTHER, "?", "", ENOUGH).out
    assert "Leave the place: You wrote this down 9 times: not acted on 7 of 9 times." in said
    assert said.count("You wrote this down") == 1


def test_locked_the_order_is_the_same(person: Person) -> None:
    person.does("coping-plan", PLAN)
    went(person, "Walk to the harbour", 0, acted=5)
    went(person, "Leave the place", 5)
    before = listed(person)
    assert (before[0], before[-1]) == ("Leave the place", "A feeling - Walk to the harbour")
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    assert person.types("lock", "--show", "response").code == 0
    person.passphrases = []
    assert listed(person) == before
    went(person, "Wait a while before I decide", 9)
    assert listed(person)[:2] == ["Wait a while before I decide", "Leave the place"]


def test_in_a_terminal_it_stands_under_the_row_that_is_marked(program: Program) -> None:
    program.run("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    answers = {"strength": 5, "did": ["Leave the place"], "acted": "No"}
    for _n in range(5):
        program.run("do", "urge-log", "--answers", "-", stdin=json.dumps(answers).encode())
    answers = {"strength": 5, "did": ["Take my mind off it"], "acted": "Yes"}
    for _n in range(3):
        program.run("do", "urge-log", "--answers", "-", stdin=json.dumps(answers).encode())
    seat = Seat(program, "urge", term="xterm-256color")
    for question, keys in [
        ("What would help now?", "2"),
        ("1m2  ", "\r"),
        ("Pick one.", "1"),
        ("You wrote this down 5 times: not acted on 5 of 5 times.", "\r"),
        ("How strong is it now?", "3\r"),
        ("Saved. You met this one.", ""),
        ("What would help now?", "x"),
    ]:
        seat.types(keys, question)
    assert seat.ends() == 0
    entries = json.loads(program.run("journal", "list", "--json").stdout)["entries"]
    assert max(entries, key=lambda one: str(one["id"]))["answers"]["will_do"] == ["Leave the place"]


# The way out


def test_ctrl_c_is_a_quiet_way_out(person: Person) -> None:
    assert person.types("urge", answers=["^C"]).code == 130


@pytest.mark.parametrize(
    "way",
    [
        ["x"],
        ["X"],
        [OTHER, "x"],
        [OTHER, "1", "x"],
        [STAY, "x"],
        [STAY, "7", "x"],
        [STAY, *RIDE[:3], "x"],
        [WRITE, "7", "x"],
        [WRITE, "7", "", "x"],
        [WRITE, "5", *[""] * 9, "x"],
        [OTHER, "1", "4", "x"],
    ],
    ids=" ".join,
)
def test_x_leads_out_at_every_question(person: Person, way: list[str]) -> None:
    said = urge(person, *way)
    assert said.out.count("What would help now?") <= 2
    assert "Kept as a draft" not in said.out + said.err


def test_x_keeps_what_was_written_as_a_draft_that_an_urge_does_not_ask_about(person: Person) -> None:
    urge(person, WRITE, "7", "", "By the harbour", "x")
    assert "Go on where I left" not in urge(person, WRITE, "5", *[""] * 9, "", ENOUGH).out
    said = person.types("do", "urge-log", answers=["1", *[""] * 9])
    assert "You left this" in said.out
    found = [entry["answers"] for entry in person.entries() if entry["answers"]["strength"] == 7]
    assert [answers["place"] for answers in found] == ["By the harbour"]


def test_x_is_a_word_where_no_urge_is(person: Person) -> None:
    person.types("do", "why-i-want-this", answers=["x", ""])
    assert person.entries()[-1]["answers"]["reasons"] == ["x"]


def test_the_way_out_is_said(person: Person) -> None:
    assert "x leaves and clears the screen, here and at every question.\n" in urge(person, ENOUGH).out


# Without more


def test_without_a_terminal_the_first_words_are_all(person: Person) -> None:
    said = person.types("urge")
    assert said.code == 0
    assert said.out.startswith("You can wait this out.")
    assert said.out.endswith("smartcli help-now\n")


def test_locked_it_goes_all_the_way_and_asks_for_no_passphrase(person: Person) -> None:
    person.does("why-i-want-this", {"reasons": ["My daughter"]})
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    assert person.types("lock", "--show", "reason").code == 0
    person.passphrases = []
    said = urge(person, STAY, *RIDE, OTHER, "1", "3", WRITE, *[""] * 10, "", ENOUGH)
    assert "My daughter" in said.out
    assert said.out.endswith("You looked after this one. That counts.\n")
    person.passphrases = [OWN]
    written = sorted(entry["exercise"] for entry in person.entries())
    assert written == ["urge-log", "urge-surf", "why-i-want-this"]


def test_from_home_long_words_of_ones_own_go_on_further_in(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    person.does("why-i-want-this", {"reasons": ["A long reason " + "and so on " * 12]})
    lines = person.types(answers=["An urge is here now", ENOUGH, "Leave"]).out.splitlines()
    at = lines.index("Why you want this, in your own words:")
    assert lines[at + 1].startswith("  A long reason")
    assert lines[at + 2].startswith("    ")


def test_in_a_real_terminal_each_way_comes_back_too(program: Program) -> None:
    program.run("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    seat = Seat(program, "urge", term="xterm-256color")
    for question, keys in [
        ("What would help now?", "2\r"),
        ("Pick one.", "3\r"),
        ("How strong is it now?", "6\r"),
        ("Saved. You met this one.", ""),
        ("What would help now?", "3\r"),
        ("How strong is the urge", SHIFT_TAB),
        ("What would help now?", "1\r"),
        ("How strong is the urge", SHIFT_TAB),
        ("What would help now?", "2\r"),
        ("Pick one.", SHIFT_TAB),
        ("What would help now?", "4\r"),
        ("You looked after this one.", ""),
    ]:
        seat.types(keys, question)
    assert seat.ends() == 0
    (entry,) = json.loads(program.run("journal", "list", "--json").stdout)["entries"]
    assert (entry["answers"]["strength"], entry["answers"]["will_do"]) == (6, ["Leave the place"])
