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

ROWS, COLUMNS = 12, 90  # so low that what is shown first scrolls away
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


def test_a_terminal_that_obeys_nothing_is_pushed_empty_and_says_what_to_do(somebody: Program) -> None:
    seat = seated(somebody, "urge", term=TERMS["plain"])
    seat.sees(WORDS)
    seat.types("x\r", "What would help now?")
    screen, _back = left(seat)
    assert screen == [WIPED]
    assert "\x1b" not in seat.seen


def test_x_leaves_from_home_too_and_no_menu_comes_back(somebody: Program) -> None:
    seat = seated(somebody, term=TERMS["terminal"])
    seat.types("\x1b[A\r", "What now?")
    seat.types("x", "What would help now?")
    assert left(seat) == ([], [])


def test_what_is_no_terminal_is_not_cleared(person: Person) -> None:
    out = io.StringIO()
    Screen(out=out, err=out, plain=False).clear()
    assert out.getvalue() == ""
