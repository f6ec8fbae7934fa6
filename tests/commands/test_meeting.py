"""meeting: asked in both ways or said with the command, shown, written; nothing of anybody is kept."""

from pathlib import Path

import pytest
from tests.asking.prompts.keys import ENTER, SHIFT_TAB
from tests.asking.prompts.seat import Seat
from tests.person import Person
from tests.program import Program

SAID = ("--people", "8", "--minutes", "60", "--exercise", "urge-surf")


def test_all_of_it_is_shown_as_one_text_where_nobody_sits_at_a_terminal(person: Person) -> None:
    person.at_terminal = False
    said = person.types("meeting", *SAID)
    assert (said.code, said.err) == (0, "")
    assert "60 minutes, 8 people. The exercise: Ride out an urge." in said.out
    assert said.out.index("Check-in round") < said.out.index("The exercise (") < said.out.index("A plan for seven days")
    assert "15 minutes are left now." in said.out


def test_nothing_is_kept_of_it(person: Person) -> None:
    person.types("meeting", *SAID)
    assert [file for file in person.home.rglob("*") if file.is_file()] == []


def test_other_programs_get_one_object(person: Person) -> None:
    table = person.types("meeting", *SAID, "--json").json
    assert table["schema"] == 1
    parts = {part["id"]: part for part in table["meeting"]["parts"]}
    assert (parts["plan"]["starts"], parts["plan"]["minutes"]) == (45, 5)
    assert parts["check-out"]["seconds_each"] == 67
    assert parts["before"]["starts"] is None


def test_what_is_not_said_is_asked_and_going_back_keeps_the_rest(person: Person) -> None:
    answers = ["1", "8", "<", "9", "2", "Urges", "Ride out an urge"]
    said = person.types("meeting", answers=answers)
    assert said.code == 0, said.err
    assert "Please give 2 or more." in said.out
    assert "90 minutes, 9 people. The exercise: Ride out an urge." in said.out


def test_going_back_from_the_first_question_makes_no_plan(person: Person) -> None:
    said = person.types("meeting", "--minutes", "60", answers=["8", "<", "<"])
    assert "No plan was made." in said.out


def test_without_anybody_to_answer_it_says_what_to_type(person: Person) -> None:
    said = person.types("meeting", "--people", "8")
    assert said.code == 4
    assert "smartcli meeting --people 8 --minutes 60 --exercise urge-surf" in said.err


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        (("--people", "40"), "please make two groups"),
        (("--people", "0"), "please make two groups"),
        (("--minutes", "10"), "50 to 120 minutes"),
        (("--exercise", "nothing-like-it"), "There is no exercise of this name."),
        (("--out", "plan.pdf"), "has to end in"),
    ],
)
def test_what_does_not_fit_gets_a_sentence(person: Person, argv: tuple[str, str], word: str) -> None:
    said = person.types("meeting", *SAID, *argv)
    assert said.code != 0
    assert word in " ".join(said.err.split())


def test_it_is_written_once_and_never_over_another_file(person: Person, tmp_path: Path) -> None:
    for name in ("plan.html", "plan.md"):
        out = tmp_path / name
        said = person.types("meeting", *SAID, "--out", str(out))
        assert said.code == 0, said.err
        assert "Written." in said.err
        assert "Check-out round" in out.read_text("utf-8")
        again = person.types("meeting", *SAID, "--out", str(out))
        assert again.code != 0


def test_an_own_exercise_without_notes_will_do(person: Person) -> None:
    person.types("exercises", "new", "my-evening")
    said = person.types("meeting", "--people", "5", "--minutes", "90", "--exercise", "my-evening")
    assert said.code == 0, said.err
    assert "Read a question aloud." in said.out


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_in_a_real_terminal_part_by_part_and_in_plain_lines_as_one_text(program: Program, term: str) -> None:
    program.home.mkdir()
    back = SHIFT_TAB if term != "dumb" else f"<{ENTER}"
    seat = Seat(program, "meeting", "--exercise", "urge-surf", term=term, size=(24, 60))
    seat.types(f"8{ENTER}", "How many people come?")
    seat.types(back, "How long does it last?")
    seat.types(ENTER if term != "dumb" else f"8{ENTER}", "How many people come?")
    seat.types(ENTER, "How long does it last?")
    if term != "dumb":
        seat.types(ENTER, "Enter turns the page (1 of")
        seat.sees("Arrive (minutes 0 to 5)")
        seat.types("\x03", "Enter turns the page (2 of")
    assert seat.ends() == 0
    assert ("Check-out round" in seat.read) == (term == "dumb")
    assert [file.name for file in program.home.rglob("*.jsonl")] == []
