"""demo and preview: an exercise shown to others, step by step or as one text; nothing of anybody is touched."""

import shutil
from pathlib import Path

import pytest
from tests.asking.interrupted.shell import Shell
from tests.asking.prompts.keys import ENTER, SPACE
from tests.asking.prompts.seat import Seat
from tests.commands.demos import BANNER, MINE, state
from tests.person import Person
from tests.program import Program

IDS = sorted(path.stem for path in Path(__file__).parents[2].glob("data/en/exercises/*.toml"))


# As one text


def test_a_question_is_shown_with_its_choices_and_help_and_then_the_answer(person: Person) -> None:
    out = person.types("demo", "urge-log").out
    asked = "\n\n7 of 11\nDid you act on the urge?\n- No\n- Partly\n- Yes\n- Rather not say\n"
    assert f"{asked}You are free not to say.\n> No\n" in out
    assert "\n\n1 of 10\nHow strong is the urge, or how strong was it?\n0 no urge – 10 the strongest" in out


def test_the_rounds_of_breathing_are_one_step(person: Person) -> None:
    out = person.types("demo", "urge-surf").out
    assert "10 rounds of 60 seconds.\nBreathe in for 4, out for 6.\nYou are here. You are breathing.\n" in out
    assert "\n> How strong is it now? 7, 8, 8, 7, 6, 6, 5, 5, 4, 4\n" in out


def test_further_rows_of_a_table_are_told_without_their_questions(person: Person) -> None:
    out = person.types("demo", "balance-wheel").out
    assert out.count("How happy are you with it today?\n0 not at all") == 1
    assert "\n\n2 of 4, Friends\n> How happy are you with it today? 3\n> How much does it matter to you? 8\n" in out


@pytest.mark.parametrize("id", IDS)
def test_no_line_is_wider_than_sixty_columns(person: Person, id: str) -> None:
    assert max(map(len, person.types("demo", id).out.splitlines())) <= 60


def test_all_of_it_at_a_terminal_is_what_is_said_without_one(person: Person) -> None:
    whole = person.types("demo", "my-goal", "--all", answers=[])
    assert whole.code == 0, whole.err
    person.at_terminal = False
    assert whole.out == person.types("demo", "my-goal").out


def test_the_notes_for_a_leader_are_not_in_the_text(person: Person) -> None:
    assert "Let people pick a mild one" not in person.types("demo", "urge-log").out


# Step by step


def test_it_is_stepped_through_with_notes_and_an_answer_of_the_group(person: Person) -> None:
    said = person.types("demo", "urge-log", answers=["n", "", "n", "l", "9", "", "b", "q"])
    assert said.code == 0, said.err
    assert said.out.startswith(f"{BANNER}\n\nDemo, 1 of 13.\nUrge log (about 3 min)\n")
    for words in (
        "\n* Aim: People learn to write one urge down", "\n* Time: about 15 min in a group\n", "\n* Ask: What came",
        "\n* Avoid: Detail of the thing itself", "\n* Let people pick a mild one to practise with.\n", "\n> Here: 9\n",
        "\n> 7\n", "Enter shows the answer.",
    ):  # fmt: skip
        assert words in said.out, words
    assert "What set it off?" not in said.out
    assert said.out.count("How strong is the urge, or how strong was it?") >= 2
    assert not person.home.exists()


def test_all_of_it_can_be_stepped_through(person: Person) -> None:
    said = person.types("demo", "readiness-rulers", answers=[""] * 40)
    assert said.code == 0, said.err
    assert "Here it would be saved." in said.out
    assert said.out.endswith("Enter ends it.\n")


def test_a_low_answer_of_the_group_shows_where_help_is(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=b'{"country": "Ireland"}')
    said = person.types("demo", "check-in", answers=["", "", "", "", "", "", "l", "0", "", "q"])
    assert "How is your mood?" in said.out
    assert "> Here: 0" in said.out
    assert said.out.index("How is your mood?") < said.out.index("Type “!” for numbers") < said.out.index("> Here: 0")


def test_help_now_shows_a_group_nothing_of_the_person_s_but_their_country(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=b'{"country": "Ireland"}')
    person.does("support-network", {"people": [{"name": "Zora Secret", "reach": "555-0100", "knows": True}]})
    before = state(person.home)
    said = person.types("demo", "urge-log", answers=["!", "l", "", "!", "q"])
    assert "Zora" not in said.out + said.err
    assert b"Zora" in (person.home / "at-hand.toml").read_bytes()  # where she would see it
    assert said.out.count("Samaritans: call 116 123") >= 2
    assert state(person.home) == before


def test_nothing_of_what_a_group_says_is_left_anywhere(person: Person, tmp_path: Path) -> None:
    person.does("urge-log", {"place": "On the pier"})
    before = state(person.home)
    said = person.types("demo", "urge-log", answers=["", "", "", "", "", "l", "Zebra crossing", "q"])
    assert "> Here: Zebra crossing" in said.out
    assert state(person.home) == before
    assert not any(b"Zebra" in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


# What there is, and other programs


def test_what_there_is_to_show_is_listed(person: Person) -> None:
    out = person.types("demo", "--list").out
    assert "urge-log, Urge log, 3 min, 15 min in a group\n" in out
    assert "good-things, " in out  # it has no notes yet
    rows = person.types("demo", "--list", "--json").json["exercises"]
    assert sorted(row["id"] for row in rows) == IDS
    (log,) = [row for row in rows if row["id"] == "urge-log"]
    assert (log["minutes"], log["minutes_in_group"], log["has_notes"]) == (3, 15, True)


def test_an_exercise_and_the_list_do_not_go_together(person: Person) -> None:
    said = person.types("demo", "urge-log", "--list")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("Please take an exercise or --list, not both.")


def test_the_slides_are_there_for_other_programs(person: Person) -> None:
    demo = person.types("demo", "urge-log", "--json", answers=[]).json["demo"]
    assert (demo["exercise"], demo["title"], demo["minutes"]) == ("urge-log", "Urge log", 3)
    assert demo["facilitator"]["minutes"] == 15
    first, *_others, last = demo["slides"]
    assert first == {
        "kind": "question",
        "key": "strength",
        "text": "How strong is the urge, or how strong was it?",
        "hints": ["0 no urge – 10 the strongest I can think of", "If it is over, take its strongest moment."],
        "answers": ["7"],
        "facilitator": [{"note": "Let people pick a mild one to practise with."}],
    }
    assert last["kind"] == "end"
    assert "Here it would be saved." in last["lines"]
    assert not any("\x1b" in line for line in last["lines"])


# An own exercise


def test_an_own_exercise_is_shown_the_same_way(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "on-a-stick.toml"
    file.write_text(MINE, "utf-8")
    said = person.types("exercises", "preview", str(file), answers=["n", "", "n", "l", "3", "", "q"])
    assert said.code == 0, said.err
    for words in ("Quiet harbour (about 2 min)", "* Aim: To look at one hour.", "* Wait.", "> Here: 3", "> 4"):
        assert f"\n{words}\n" in said.out, words
    whole = person.types("exercises", "preview", str(file), "--all", answers=[]).out
    assert (whole.splitlines()[0], whole.splitlines()[-1]) == (BANNER, BANNER)
    shown = person.types("exercises", "preview", str(file), "--json").json["demo"]
    assert shown["slides"][0]["facilitator"] == [{"note": "Wait."}]
    assert not person.home.exists()


# On a real terminal


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_it_is_shown_on_a_real_terminal_and_leaves_nothing(program: Program, tmp_path: Path, term: str) -> None:
    program.run("do", "urge-log", "--answers", "-", stdin=b'{"place": "On the pier"}')
    before = state(program.home)
    end = "" if term != "dumb" else ENTER
    seat = Seat(program, "demo", "urge-log", term=term, size=(20, 60))
    seat.types(SPACE if not end else ENTER, "You write one urge down.")
    seat.types(f"n{end}", "shows the answer")
    seat.types(f"l{end}", "Let people pick a mild one")
    seat.types(f"9{ENTER}", "no urge")
    seat.types(SPACE if not end else ENTER, "Here: 9")
    seat.types(f"q{end}", "> 7")
    assert seat.ends() == 0
    assert state(program.home) == before
    if not end:
        after = seat.seen.rpartition("\x1b[?1049l")
        assert after[1]
        assert "urge" not in after[2]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is missing")
def test_ctrl_z_gives_the_shell_its_screen_and_the_slide_comes_back(program: Program) -> None:
    shell = Shell(program.environ, term="xterm-256color")
    shell.begins(program.command("demo", "readiness-rulers"))
    shell.sees("Space goes on")
    shell.settles()
    shell.types(SPACE)
    shell.sees("shows the answer")
    shell.settles()
    shell.waits()
    asked = "Which change is this about?"
    there = shell.child.logfile_read.getvalue()
    assert there.rfind("\x1b[?1049l") > there.rfind(asked)
    shell.goes_on()
    shell.sees(BANNER)
    shell.sees(asked)
    shell.settles()
    shell.types("q")
    shell.ends()
    seen = shell.child.logfile_read.getvalue()
    assert seen.count("\x1b[?1049h") == seen.count("\x1b[?1049l") == 2


def test_the_banner_stands_above_the_list_that_is_picked_from(person: Person) -> None:
    said = person.types("demo", answers=["3", "1", "q"])
    assert said.out.lstrip().startswith("DEMO: an invented person. Nothing is saved.")
    assert said.out.index("DEMO:") < said.out.index("Which point?")
