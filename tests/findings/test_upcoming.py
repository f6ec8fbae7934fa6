"""What is due and one next thing: at home, before the check-in, as JSON; nothing while the journal is closed."""

import json
import shutil
from pathlib import Path

import pytest
from tests.person import Person, QuickStores

from smartcli.findings.upcoming import fitting
from smartcli.home import flat_toml
from smartcli.home.marks import declined
from smartcli.home.seal.keys import Keys, nobody

OWN = "five green boats at noon"
GOAL = {"goal": "See my friends", "by": "2026-03-10"}
DUE = "You set today for this goal: See my friends"
FIRST = "Next, if you like: Why I want this, 1 min"
SECOND = "Next, if you like: My goal, 2 min"
BESIDE = "Next, if you like: My reasons, 3 min"
OTHER = "Something else for now"


@pytest.fixture
def settled(person: Person) -> Person:
    """Somebody who has set up smartcli and written nothing yet."""
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam", "country": "Ireland"}')
    return person


def with_steps(person: Person, count: int) -> Person:
    steps = [{"step": f"Step {n}", "by": f"2026-03-{10 - n:02}"} for n in range(count)]
    person.does("change-plan", {"steps": steps})
    return person


# Due


def test_home_says_what_is_due_three_lines_at_most_and_how_many_more(settled: Person) -> None:
    said = with_steps(settled, 5).types(answers=["Leave"])
    assert said.out.startswith(
        "\nHello, Sam.\nYou have written something today.\nYou set today for this step: Step 0\n"
        "You set yesterday for this step: Step 1\nYou set Sunday 8 March for this step: Step 2\n"
        "And 2 more: “The four points”\n"
    )
    assert "Step 3" not in said.out


def test_three_things_due_have_no_more_behind_them(settled: Person) -> None:
    said = with_steps(settled, 3).types()
    assert said.out.count("for this step") == 3
    assert "more: smartcli points" not in said.out


AWAY = "What is done can be put away: smartcli cards away\n"


def test_before_the_check_in_a_few_lines_say_what_is_due(settled: Person) -> None:
    said = with_steps(settled, 5).types("checkin", answers=[""] * 12)
    assert said.code == 0
    assert said.err == (
        "You set today for this step: Step 0\nYou set yesterday for this step: Step 1\n"
        "You set Sunday 8 March for this step: Step 2\nAnd 2 more: smartcli points\n" + AWAY
    )


def test_a_step_whose_card_was_put_away_is_not_brought_up_again(settled: Person) -> None:
    with_steps(settled, 2)
    assert settled.types("cards", "away", "--answers", "-", stdin=b'{"plan": ["Step 0"]}').code == 0
    assert settled.types("checkin", answers=[""] * 12).err == f"You set yesterday for this step: Step 1\n{AWAY}"
    assert "Step 0" not in settled.types("points").out
    settled.types("cards", "away", "--answers", "-", stdin=b'{"plan": ["Step 1"]}')
    assert settled.types("checkin", answers=[""] * 12).err == ""


def test_a_goal_whose_card_was_put_away_is_done_with_and_only_a_card_can_be_put_away(settled: Person) -> None:
    settled.does("smart-goal", {**GOAL, "specific": "I play cards"})
    settled.does("smart-goal", {"goal": "Sleep", "by": "2026-03-10"})
    sleep = "You set today for this goal: Sleep\n"
    assert settled.types("checkin", answers=[""] * 12).err == f"{sleep}{DUE} (I play cards)\n{AWAY}"
    settled.types("cards", "away", "--answers", "-", stdin=b'{"plan": ["I play cards"]}')
    assert settled.types("checkin", answers=[""] * 12).err == sleep
    plan = settled.types("plan").out
    assert ("See my friends" in plan, "Today: Sleep" in plan) == (False, True)


def test_what_was_to_be_told_is_a_card_and_ends_with_it(settled: Person) -> None:
    settled.does("telling-someone", {"what": "Two evenings", "by": "2026-03-10"})
    assert settled.types("checkin", answers=[""] * 12).err == f"You wanted to do this by today: Two evenings\n{AWAY}"
    settled.types("cards", "away", "--answers", "-", stdin=b'{"plan": ["Two evenings"]}')
    assert settled.types("checkin", answers=[""] * 12).err == ""


def test_the_door_to_the_check_in_says_it_too(settled: Person) -> None:
    settled.does("smart-goal", GOAL)
    assert settled.types(answers=["Daily check-in, one minute", *[""] * 9, "Leave"]).err == f"{DUE}\n"


def test_where_nothing_is_due_the_check_in_begins_at_once(settled: Person) -> None:
    settled.does("smart-goal", {**GOAL, "by": "2026-03-11"})
    assert settled.types("checkin", answers=[""] * 12).err == ""


def test_prepared_answers_are_told_nothing_beside(settled: Person) -> None:
    settled.does("smart-goal", GOAL)
    said = settled.types("checkin", "--answers", "-", "--json", stdin=b'{"urge": 3}')
    assert (said.code, said.err, said.json["entry"]["answers"]["urge"]) == (0, "", 3)


def test_other_programs_are_told_what_is_due(settled: Person) -> None:
    settled.does("smart-goal", GOAL)
    assert settled.types("--json").json["due"] == [{"text": DUE, "exercise": "smart-goal", "day": "2026-03-10"}]


# Next


def offered(person: Person, *doors: str) -> list[str]:
    """What is offered, each time the menu is shown."""
    said = person.types(answers=[*doors, "Leave"])
    assert said.code == 0, said.err
    return [line.partition(" ")[2] for line in said.out.split("\n") if "Next, if you like" in line]


def test_home_offers_the_exercise_that_fits_the_map_of_today_until_it_is_done(settled: Person) -> None:
    settled.does("my-map", {"situation": "On the sofa", "side": "What my body did", "in_body": "Worn out"})
    settled.does("check-in", {"mood": 5})
    said = settled.types(answers=["Leave"]).out
    assert "Next, if you like: A small routine, 2 min" in said
    assert "You did this today: Map of a hard moment. This fits what you wrote." in " ".join(said.split())
    settled.does("routines", {"first_step": "After tea I lie down."})
    assert not [one for one in offered(settled) if "A small routine" in one]


def test_home_offers_one_next_thing_and_says_why(settled: Person) -> None:
    said = settled.types(answers=["Leave"])
    assert said.out.count("Next, if you like") == 1
    assert "\nYour own reasons are a good place to begin.\n\nWhat now?\n" in said.out
    assert (
        f"1 An urge is here now\n2 What my log tells\n3 Daily check-in, one minute\n4 {FIRST}\n5 {OTHER}\n" in said.out
    )


def test_the_door_leads_there_and_the_next_thing_follows(settled: Person) -> None:
    said = settled.types(answers=[FIRST, "My daughter", "", "Leave"])
    assert [entry["exercise"] for entry in settled.entries()] == ["why-i-want-this"]
    assert f"4 {BESIDE}\n" in said.out


def test_what_is_declined_is_not_offered_again_for_the_same_reason(settled: Person) -> None:
    assert offered(settled, OTHER) == [FIRST, SECOND]
    settled.clock.on(days=200)
    assert offered(settled, OTHER)[0] == SECOND
    assert flat_toml.load(str(settled.home / "marks.toml"))[0]["declined"] == [
        {"exercise": "why-i-want-this", "day": "2026-03-10"},
        {"exercise": "my-goal", "day": "2026-09-26"},
    ]


def test_a_new_reason_brings_back_what_was_declined(settled: Person) -> None:
    settled.types("settings", "change", "--answers", "-", stdin=b'{"way": "Stop"}')
    lapse = {"used": "More than I wanted"}
    settled.does("check-in", lapse)
    first = offered(settled, OTHER)
    settled.clock.on(days=1)
    settled.does("why-i-want-this", {"reasons": ["Sleep"]})
    before = offered(settled)
    settled.clock.on(days=6)
    settled.does("check-in", lapse)
    assert [first[0] in doors for doors in (first[1:], before, offered(settled))] == [False, False, True]
    assert first[0] == "Next, if you like: Right after, 2 min"


def test_a_plan_to_look_at_today_is_not_offered_right_after_it_was_written(settled: Person) -> None:
    answers = b'{"changes": ["x"], "review": "2026-03-10"}'
    said = settled.types("do", "change-plan", "--answers", "-", stdin=answers)
    assert ("next: " in said.out, "next: My change plan" in said.out) == (True, False)
    assert settled.types("--json").json["due"] == []


def test_with_all_declined_home_offers_nothing_and_stays_as_it_was(settled: Person) -> None:
    seen = []
    for _time in range(len(list(Path(__file__).parents[2].glob("data/en/exercises/*.toml"))) + 1):
        if door := settled.types("--json").json["next"]:
            assert offered(settled, OTHER)[0].startswith(f"Next, if you like: {door['title']}, ")
            seen.append(door["exercise"])
    assert len(seen) == len(set(seen)) > 0
    assert OTHER not in settled.types(answers=["Leave"]).out


def test_what_waits_as_a_draft_is_not_offered_as_well(settled: Person) -> None:
    settled.types("do", "why-i-want-this", answers=["My daughter", "^C"])
    assert offered(settled) == [SECOND]


def test_a_reason_that_is_said_already_is_not_said_twice(settled: Person) -> None:
    settled.does("coping-plan", {"review": "2026-03-11"})
    settled.clock.on(days=1)
    said = settled.types(answers=["Look back", "0", "Leave"])
    assert said.out.count("You could look at your coping plan again. Plans wear out.") == 1
    assert said.out.count("4 Next, if you like: My coping plan, 5 min") == 2


def test_an_exercise_of_ones_own_can_be_declined_whatever_its_name(settled: Person) -> None:
    assert declined("a = b=2026-03-10/my week=2026-03-09/odd//=") == {
        "a = b": "2026-03-10",
        "my week": "2026-03-09",
        "": "",
    }
    assert declined("") == {}


# Sealed


@pytest.fixture(scope="module")
def once_locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    somebody = Person(tmp_path_factory.mktemp("locked") / "home")
    somebody.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    somebody.does("smart-goal", GOAL)
    somebody.types(answers=[OTHER, "Leave"])
    somebody.passphrases = [OWN]
    assert somebody.types("lock", "--yes").code == 0
    Keys(somebody.home, lambda _before: OWN, work=10).change_passphrase(OWN)
    return somebody.home


@pytest.fixture
def locked(person: Person, once_locked: Path) -> Person:
    shutil.copytree(once_locked, person.home)
    return person


def test_a_closed_journal_has_nothing_due_nothing_next_and_is_not_asked_for(locked: Person) -> None:
    said = [locked.types(), locked.types(answers=["Leave"]), locked.types("checkin", answers=[""] * 12)]
    assert [one.code for one in said] == [0, 0, 0]
    assert all(DUE not in one.out + one.err and "Next, if you like" not in one.out for one in said)


def test_opened_it_says_both_for_one_passphrase(locked: Person) -> None:
    locked.passphrases = [OWN, "asked a second time, and wrong"]
    said = locked.types(answers=[OTHER, "Leave"])
    assert said.code == 0
    assert DUE in said.out
    assert locked.passphrases == ["asked a second time, and wrong"]


def test_what_was_declined_is_sealed_too(locked: Person) -> None:
    assert "why-i-want-this" not in (locked.home / "marks.toml").read_text()
    locked.passphrases = [OWN]
    assert offered(locked, OTHER) == [SECOND, "Next, if you like: Three rulers, 3 min"]
    assert "my-goal" not in (locked.home / "marks.toml").read_text()
    assert offered(locked) == ["Next, if you like: Three rulers, 3 min"]


def test_at_home_the_menu_alone_says_what_could_be_next(person: Person) -> None:
    person.types("settings", "change", answers=[""] * 6)
    said = person.types(answers=["Do an exercise", "Urges", "My triggers (4 min)", "Payday", "", "", "", "Leave"])
    assert said.code == 0, said.err
    assert "Saved." in said.out
    assert ("If you like, next:" in said.out, "Next, if you like: " in said.out) == (False, True)


def test_after_an_exercise_the_same_is_named_as_at_home(person: Person) -> None:
    said = person.types("do", "triggers", "--answers", "-", stdin=b"{}")
    assert said.out.endswith("\nIf you like, next: My coping plan. Type: smartcli do coping-plan\n")
    (person.home / "settings.toml").write_text('declined = "coping-plan=2026-03-10"\n')
    person.clock.on(days=1)
    assert person.types("do", "talk-back", "--answers", "-", stdin=b"{}").out.endswith(
        "smartcli do coping-statements\n"
    )
    assert person.types("--json").json["next"]["exercise"] == "coping-statements"
    person.clock.on(days=20)
    said = person.types("do", "balance-wheel", "--answers", "-", stdin=b"{}")
    assert said.out.endswith("\nIf you like, next: A SMART goal. Type: smartcli do smart-goal\n")


def test_while_the_journal_is_closed_nothing_is_named_after_an_exercise(locked: Person) -> None:
    locked.passphrases = []
    assert "next:" not in locked.types("do", "triggers", "--answers", "-", stdin=b"{}").out


AROUND = {"side": "What was going on", "around": "It was right there, within reach"}
MIND = {"side": "What went through my mind", "mind": "A voice that talked me into it"}


def fits_named(person: Person, answers: dict[str, str]) -> bool:
    said = person.types("do", "my-map", "--answers", "-", stdin=json.dumps(answers).encode())
    assert said.code == 0, said.err
    return "This fits what you wrote" in said.out


def test_while_the_journal_is_closed_what_is_for_the_decided_fits_nobody(locked: Person) -> None:
    locked.passphrases = []
    assert not fits_named(locked, AROUND)
    assert fits_named(locked, MIND)


def test_while_the_journal_is_closed_danger_just_answered_leads_to_hard_times_alone(locked: Person) -> None:
    locked.passphrases = []
    stores = QuickStores(home=locked.home, passphrase=nobody)
    found = fitting(stores, ["talk-back", "hard-times"], now=locked.clock(), is_hard=True)
    assert found == ["hard-times"]


def test_what_was_left_after_a_card_for_danger_keeps_what_fits_back(person: Person) -> None:
    assert fits_named(person, MIND)
    person.types("do", "hard-times", answers=["no", "^C"])
    assert not fits_named(person, MIND)
    person.clock.on(days=2)
    assert fits_named(person, MIND)


def test_what_was_left_after_a_card_for_danger_lets_nothing_else_be_named_next(person: Person) -> None:
    person.types("do", "hard-times", answers=["no", "^C"])
    said = person.types("do", "triggers", "--answers", "-", stdin=b"{}")
    assert said.code == 0
    assert "next:" not in said.out  # what was begun waits, and home leads back to it
