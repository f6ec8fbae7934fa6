"""The whole program in a real terminal, as a person meets it: first run, check-in, urge, back, leaving, going on."""

import json
import signal
from pathlib import Path

import pytest
from tests.asking.prompts.keys import CTRL_C, ENTER, SHIFT_TAB
from tests.asking.prompts.seat import Seat
from tests.program import Program

MODES = {"terminal": "xterm-256color", "plain": "dumb"}


@pytest.fixture(params=MODES)
def term(request: pytest.FixtureRequest) -> str:
    return MODES[request.param]


@pytest.fixture
def settled(program: Program) -> Program:
    """Somebody who has been here before."""
    program.home.mkdir()
    (program.home / "settings.toml").write_text('name = "Sam"\nstarted = "2026-01-01"\ncountry = "IE"\n')
    return program


def entries(program: Program) -> list[dict[str, object]]:
    listed: list[dict[str, object]] = json.loads(program.run("journal", "list", "--json").stdout)["entries"]
    return listed


def test_first_run(program: Program, term: str) -> None:
    seat = Seat(program, term=term)
    seat.types(ENTER, "Set up, two minutes")
    seat.types(f"Sam{ENTER}", "What would you like to be called?")
    seat.types(ENTER, "What would you like to change?")
    seat.types(ENTER, "What is it about?")
    seat.types(ENTER, "Which way would you like to go?")
    seat.types(ENTER, "Which country are you in?")
    seat.types(ENTER, "How would you like it to look?")
    seat.types(f"My daughter{ENTER}{ENTER}", "Why I want this")
    seat.types(ENTER, "Your reasons")
    seat.types(ENTER, "You can say what you want to count")
    seat.types(ENTER, "How should your words be kept?")
    seat.types(CTRL_C, "What now?")
    assert seat.ends() == 0
    assert "Stopping alcohol or benzodiazepines suddenly can kill." in seat.read
    assert [entry["answers"] for entry in entries(program)] == [{"reasons": ["My daughter"]}]
    assert b'name = "Sam"' in (program.home / "settings.toml").read_bytes()


def test_a_check_in_with_a_step_back(settled: Program, term: str) -> None:
    back = SHIFT_TAB if term != "dumb" else f"<{ENTER}"
    seat = Seat(settled, "checkin", term=term)
    seat.types(f"4{ENTER}", "How strong is the urge right now?")
    seat.types(back, "How strong was the strongest urge today?")
    seat.types(f"\x7f6{ENTER}" if term != "dumb" else f"6{ENTER}", "How strong is the urge right now?")
    for ask in ("strongest urge today?", "your mood?", "go as you want?", "sleep last night?"):
        seat.types(ENTER, ask)
    for ask in ("the thing you want to change?", "One line about today?", "One small plan for tomorrow?"):
        seat.types(ENTER, ask)
    seat.types(ENTER, "Save" if term != "dumb" else "Enter saves.")
    seat.sees("Saved.")
    assert seat.ends() == 0
    [entry] = entries(settled)
    answers = entry["answers"]
    assert isinstance(answers, dict)
    assert {key: value for key, value in answers.items() if value is not None} == {"urge": 6}


def test_an_urge_shows_help_before_it_asks(settled: Program, term: str) -> None:
    seat = Seat(settled, "urge", term=term)
    seat.types(f"x{ENTER}", "What would help now?")
    assert seat.ends() == 0
    assert seat.read.index("You can wait this out.") < seat.read.index("What would help now?")
    assert entries(settled) == []


@pytest.mark.parametrize(
    ("how", "code"),
    [("ctrl-c", 130), ("ctrl-d", 130), (signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGHUP, 128 + signal.SIGHUP)],
)
def test_what_was_half_typed_is_offered_again(settled: Program, term: str, how: object, code: int) -> None:
    first = Seat(settled, "do", "why-i-want-this", term=term)
    first.types(f"My daughter{ENTER}and slee", "Why I want this")
    first.sees("and slee")
    if how == "ctrl-c":
        first.child.send(CTRL_C)
    elif how == "ctrl-d":
        first.child.send(f"p{ENTER}\x04")
    else:
        assert isinstance(how, int)
        first.child.kill(how)
    assert first.ends() == code
    assert "smartcli do why-i-want-this" in first.read
    assert entries(settled) == []

    again = Seat(settled, "do", "why-i-want-this", term=term)
    again.types(ENTER, "Go on where I left")
    again.sees("slee")
    again.child.send(ENTER if term == "dumb" else f"{ENTER}{ENTER}")
    again.sees("Saved.")
    assert again.ends() == 0
    reasons = entries(settled)[0]["answers"]
    assert reasons == {"reasons": ["My daughter", "and sleep" if how == "ctrl-d" else "and slee"]}


def test_a_closed_terminal_keeps_the_draft(settled: Program, term: str) -> None:
    seat = Seat(settled, "checkin", term=term)
    seat.types(f"4{ENTER}", "How strong is the urge right now?")
    seat.sees("How strong was the strongest urge today?")
    seat.child.close(force=False)
    again = Seat(settled, "checkin", term=term)
    again.types(ENTER, "Go on where I left")
    again.types(CTRL_C, "How strong was the strongest urge today?")
    assert again.ends() == 130


def test_plain_mode_sends_no_escape_byte(settled: Program) -> None:
    seat = Seat(settled, "checkin", term="dumb")
    seat.types(f"4{ENTER}", "How strong is the urge right now?")
    seat.types(CTRL_C, "How strong was the strongest urge today?")
    assert seat.ends() == 130
    assert "\x1b" not in seat.seen
    assert any(line.startswith("Kept as a draft.") for line in seat.read.split("\n"))


def test_the_picture_is_drawn_from_the_program_itself() -> None:
    script = (Path(__file__).parents[3] / "docs" / "picture.py").read_text("utf-8")
    drawn = (Path(__file__).parents[3] / "docs" / "smartcli.svg").read_text("utf-8")
    assert "from smartcli.__main__ import main" in script
    assert all(words in drawn for words in ("checkin", "insights", "nothing&#160;written"))
    assert "http" not in drawn.replace('xmlns="http://www.w3.org/2000/svg"', "")
