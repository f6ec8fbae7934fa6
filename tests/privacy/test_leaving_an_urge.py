"""x at the end of an urge: whoever walks in sees nothing of what was there."""

import io

import pexpect
import pyte
import pytest
from tests.asking.interrupted.leaving import TERMS
from tests.asking.prompts.seat import Seat
from tests.person import Person
from tests.program import Program

from smartcli.screen import CLEAR, Screen

ROWS, COLUMNS = 7, 90  # so low that what is shown first scrolls away
WORDS = "zebrafinch at the weir"
WIPED = "This terminal cannot be wiped. To be sure, close its window."


def seated(program: Program, *argv: str, term: str) -> Seat:
    seat = Seat(program, *argv, term=term)
    seat.child.setwinsize(ROWS, COLUMNS)
    return seat


def left(seat: Seat) -> tuple[list[str], list[str]]:
    """What is there at the end."""
    seat.child.expect(pexpect.EOF)
    seat.seen += seat.child.before
    return replayed(seat.seen)


def replayed(seen: str) -> tuple[list[str], list[str]]:
    """What a person sees on the screen, and what they can scroll back to."""
    screen = pyte.HistoryScreen(COLUMNS, ROWS, history=10_000, ratio=0.5)
    pyte.Stream(screen).feed(seen)
    back = ["".join(line[place].data for place in range(COLUMNS)).rstrip() for line in screen.history.top]
    return [line.rstrip() for line in screen.display if line.strip()], [line for line in back if line]


@pytest.fixture
def somebody(program: Program) -> Program:
    program.run("do", "why-i-want-this", "--answers", "-", stdin=f'{{"reasons": ["{WORDS}"]}}'.encode())
    (program.home / "settings.toml").write_text('name = "Sam"\nstarted = "2026-01-01"\ncountry = "IE"\n')
    return program


@pytest.mark.parametrize("argv", [["urge"], ["urge", "--plain"]], ids=" ".join)
def test_nothing_is_left_on_a_terminal_nor_to_scroll_back_to(somebody: Program, argv: list[str]) -> None:
    seat = seated(somebody, *argv, term=TERMS["terminal"])
    seat.sees(WORDS)
    seat.types("x" if "--plain" not in argv else "x\r", "What would help now?")
    assert left(seat) == ([], [])
    before, cleared, after = seat.seen.partition(CLEAR)
    assert (cleared, after.strip()) == (CLEAR, "")
    assert [
        line for line in replayed(before)[1] if WORDS in line
    ] != []  # they had scrolled away, and are gone there too


LIST = [("What would help now?", "2\r"), ("Pick one.", "x")]
BREATHING = [
    ("What would help now?", "1\r"),
    ("How strong is the urge", "7\r"),
    ("Where in your body", "\r"),
    ("Stay with it and breathe", ""),
    ("breathe in", "x"),
]
A_BOX = [
    ("What would help now?", "3\r"),
    ("How strong is the urge", "7\r"),
    ("What set it off?", "\r"),
    ("Where were you", "x\r"),
]
HELP = [("What would help now?", "!"), ("Enter turns the page", "x")]


@pytest.mark.parametrize("way", [LIST, BREATHING, A_BOX, HELP], ids=["list", "breathing", "box", "help"])
def test_x_leaves_at_every_question_of_a_terminal(somebody: Program, way: list[tuple[str, str]]) -> None:
    seat = Seat(somebody, "urge", term=TERMS["terminal"])
    for question, keys in way:
        seat.types(keys, question)
    assert left(seat) == ([], [])
    assert (seat.child.wait(), seat.seen.count(CLEAR)) == (0, 1)


@pytest.mark.parametrize("way", [LIST, BREATHING, A_BOX], ids=["list", "breathing", "box"])
def test_and_in_plain_lines(somebody: Program, way: list[tuple[str, str]]) -> None:
    seat = Seat(somebody, "urge", "--plain", term=TERMS["terminal"])
    for question, keys in way:
        if question != "breathe in":
            seat.types("x\r" if keys in ("x", "") else keys, question)
    assert left(seat) == ([], [])


def test_a_word_that_begins_with_x_is_a_word(somebody: Program) -> None:
    seat = Seat(somebody, "urge", term=TERMS["terminal"])
    for question, keys in [*A_BOX[:-1], ("Where were you", "xylophone class\r"), ("What have you done", "\x03")]:
        seat.types(keys, question)
    assert seat.ends() == 130
    (draft,) = (somebody.home / "drafts").glob("*.json")
    assert "xylophone class" in draft.read_text("utf-8")


def test_a_terminal_that_obeys_nothing_is_pushed_empty_and_says_what_to_do(somebody: Program) -> None:
    seat = seated(somebody, "urge", term=TERMS["plain"])
    seat.sees(WORDS)
    seat.types("x\r", "What would help now?")
    screen, _back = left(seat)
    assert screen == [WIPED]
    assert "\x1b" not in seat.seen


def test_x_leaves_from_home_too_and_no_menu_comes_back(somebody: Program) -> None:
    seat = seated(somebody, term=TERMS["terminal"])
    seat.types("\r", "Enter goes on · ! help now")  # the greeting is a page of its own in so low a window
    seat.types("\x1b[A\x1b[A\r", "What now?")
    seat.types("x", "What would help now?")
    assert left(seat) == ([], [])


def test_what_is_no_terminal_is_not_cleared(person: Person) -> None:
    out = io.StringIO()
    Screen(out=out, err=out, plain=False).clear()
    assert out.getvalue() == ""
