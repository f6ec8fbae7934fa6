"""The first question stands there before the widgets are loaded, and nothing moves when they take over."""

import json
import os
import select
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.utils import get_cwidth
from tests.program import Program
from tests.small import quick

from smartcli.asking.prompts.columns import SIGNS, width

ASK = "How strong is the urge right now?"
READY = "! help now"  # stands in the last line of every widget
ENTER, CTRL_C = "\r", "\x03"
QUIET = 0.4  # seconds after which nothing more comes
# What begins to load the widgets waits for a file; with the file there at once, it is loaded before anything else.
SLOWLY = """
import os, sys, time
class Slowly:
    def find_spec(self, name, path=None, target=None):
        if name == "prompt_toolkit":
            while not os.path.exists({gate!r}):
                time.sleep(0.01)
sys.meta_path.insert(0, Slowly())
{first}
from smartcli.__main__ import main
sys.exit(main())
"""


class Screen:
    """A terminal, as it looks at every moment."""

    def __init__(
        self,
        program: Program,
        gate: Path,
        *argv: str,
        rows: int = 24,
        columns: int = 80,
        early: bool = True,
        first: str = "",
    ):
        first = first if early else "import prompt_toolkit"
        code = SLOWLY.format(gate=str(gate), first=first)
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.moments: list[list[str]] = []
        self.child = pexpect.spawn(
            sys.executable,
            ["-c", code, *argv],
            env={**program.environ, "TERM": "xterm-256color"},
            dimensions=(rows, columns),
            timeout=20,
        )

    def sees(self, text: str) -> None:
        end = time.monotonic() + 20
        while text not in self.text:
            assert time.monotonic() < end, self.text
            if select.select([self.child.child_fd], [], [], 1)[0]:
                self._read()

    def settles(self) -> None:
        """Until nothing more comes."""
        while select.select([self.child.child_fd], [], [], QUIET)[0]:
            if not self._read():
                return

    def _read(self) -> bool:
        try:
            data = os.read(self.child.child_fd, 1 << 16)
        except OSError:  # how a terminal says that nobody is there any more
            return False
        self.stream.feed(data)
        self.moments.append([line.rstrip() for line in self.screen.display])
        return bool(data)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def looks(self) -> list[list[tuple[object, ...]]]:
        """Every sign with its colours, and where the cursor is."""
        rows, columns = self.screen.lines, self.screen.columns
        signs = [[tuple(self.screen.buffer[row][column]) for column in range(columns)] for row in range(rows)]
        return [*signs, [(self.screen.cursor.y, self.screen.cursor.x, self.screen.cursor.hidden)]]

    def types(self, keys: str) -> None:
        os.write(self.child.child_fd, keys.encode())

    def ends(self) -> int:
        self.settles()
        self.child.close()
        code: int = self.child.exitstatus if self.child.exitstatus is not None else 128 + self.child.signalstatus
        return code


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    return tmp_path / "gate"


@pytest.fixture
def settled(program: Program) -> Program:
    """Somebody who has been here before."""
    program.home.mkdir()
    (program.home / "settings.toml").write_text('name = "Sam"\nstarted = "2026-01-01"\ncountry = "IE"\n')
    return program


@pytest.fixture
def planned(settled: Program) -> Program:
    """Somebody whose plan is recalled before the first question."""
    plan(settled, "Walk — by the river")
    return settled


def plan(program: Program, words: str) -> None:
    answers = json.dumps({"urge": 3, "plan": words}).encode()
    assert program.run("checkin", "--answers", "-", stdin=answers).returncode == 0


SIZES = {"usual": (24, 80), "narrow": (24, 38), "low": (9, 80), "as low as it takes": (14, 80)}
LINES = {"checkin": ["checkin"], "do": ["do", "coping", "plan"], "urge": ["urge"], "home": [], "do, to pick": ["do"]}


def the_same_in_the_end(program: Program, gate: Path, *argv: str, rows: int = 24, columns: int = 80) -> None:
    """A screen on which the question came first, and one on which the widgets did."""
    gate.touch()
    seats = [Screen(program, gate, *argv, rows=rows, columns=columns, early=early) for early in (True, False)]
    for seat in seats:
        seat.sees("help now")  # in the last line of every widget
        seat.settles()
    early, late = seats
    assert early.text == late.text
    assert early.looks == late.looks
    for seat in seats:
        seat.child.close()


@pytest.mark.parametrize(("rows", "columns"), SIZES.values(), ids=SIZES)
def test_the_screen_is_in_the_end_as_if_the_widgets_had_been_there(
    planned: Program, gate: Path, rows: int, columns: int
) -> None:
    the_same_in_the_end(planned, gate, "checkin", rows=rows, columns=columns)


def test_words_of_other_widths_are_printed_by_what_knows_them(planned: Program, gate: Path) -> None:
    plan(planned, "Call 李 at noon — or 👩‍👩‍👧 later, " * 4)
    the_same_in_the_end(planned, gate, "checkin", columns=50)


@pytest.mark.parametrize("argv", LINES.values(), ids=LINES)
def test_so_it_is_wherever_something_is_asked(settled: Program, gate: Path, argv: list[str]) -> None:
    the_same_in_the_end(settled, gate, *argv)


@pytest.fixture
def waiting(planned: Program, gate: Path) -> Iterator[Screen]:
    """The question can be read, and the widgets are not loaded."""
    screen = Screen(planned, gate, "checkin")
    screen.sees(ASK)
    assert READY not in screen.text
    yield screen
    screen.child.close()


def test_the_question_is_there_first_and_stays_where_it_is(waiting: Screen, gate: Path) -> None:
    before = waiting.text
    begun = len(waiting.moments) - 1
    gate.touch()
    waiting.sees(READY)
    waiting.settles()
    lasting = [line for line in before.split("\n") if line]
    assert lasting[0].split("  ")[0] == "Check-in"
    assert lasting[-1] == ASK
    for moment in waiting.moments[begun:]:
        assert [line for line in moment if line in lasting] == lasting  # none is gone, or there twice


def test_what_is_typed_meanwhile_answers_and_is_not_shown(waiting: Screen, gate: Path, planned: Program) -> None:
    waiting.types("7")
    waiting.types(ENTER)
    waiting.types("5")  # for a question that cannot be seen yet: it is let go, as ever
    waiting.settles()
    before = waiting.text
    assert before.rstrip().endswith(ASK)
    gate.touch()
    waiting.sees("How strong was the strongest urge today?")
    waiting.settles()
    assert f"{ASK}  7" in waiting.text
    for _question in range(8):
        waiting.types(ENTER)
        waiting.settles()
    waiting.sees("Save")
    waiting.types(ENTER)
    waiting.sees("Saved.")
    assert waiting.ends() == 0
    listed = json.loads(planned.run("journal", "list", "--json").stdout)["entries"]
    answers = {key: value for key, value in listed[-1]["answers"].items() if value is not None}
    assert answers["urge"] == 7
    assert "urge_peak" not in answers


ONE_BY_ONE = """
import termios
set_ways = termios.tcsetattr
def slowly(terminal, when, ways):
    set_ways(terminal, when, ways)
    while ways[3] & termios.ICANON and not os.path.exists({gate!r}):
        time.sleep(0.01)
termios.tcsetattr = slowly
"""


def test_a_number_and_enter_at_once_in_the_moment_the_widgets_take_over_are_both_taken(
    planned: Program, gate: Path, tmp_path: Path
) -> None:
    import termios

    later = tmp_path / "later"  # wherever the terminal is given back to lines, all stands still until this is there
    screen = Screen(planned, gate, "checkin", first=ONE_BY_ONE.format(gate=str(later)))
    screen.sees(ASK)
    gate.touch()
    end = time.monotonic() + 20
    while READY not in screen.text and not termios.tcgetattr(screen.child.child_fd)[3] & termios.ICANON:
        assert time.monotonic() < end
        screen.settles()
    screen.types(f"7{ENTER}")
    later.touch()
    screen.sees("How strong was the strongest urge today?")
    assert f"{ASK}  7" in screen.text
    screen.child.close()


def test_arrows_that_are_pressed_meanwhile_are_arrows(waiting: Screen, gate: Path) -> None:
    waiting.types("\x1b[C\x1b[C\x1b[C")
    gate.touch()
    waiting.sees(READY)
    waiting.settles()
    assert "●" in waiting.text
    waiting.types(ENTER)
    waiting.sees(f"{ASK}  2")


def test_what_was_typed_before_it_could_be_read_is_let_go(settled: Program, gate: Path) -> None:
    gate.touch()
    screen = Screen(settled, gate, "checkin")
    screen.types(f"9{ENTER}")
    screen.sees(READY)
    screen.settles()
    assert f"{ASK}  9" not in screen.text
    screen.types(f"4{ENTER}")
    screen.sees(f"{ASK}  4")


@pytest.mark.parametrize(("how", "code"), [(CTRL_C, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_it_can_be_left_meanwhile(waiting: Screen, how: str | int, code: int, planned: Program) -> None:
    if isinstance(how, str):
        waiting.types(how)
    else:
        waiting.child.kill(how)
    waiting.sees("Left. Nothing was written.")
    modes = waiting.text.split("\n")
    assert [line for line in modes if line][-1] == "Left. Nothing was written."
    assert ASK in modes
    assert waiting.ends() == code
    assert list((planned.home / "drafts").glob("*")) == []


def test_the_terminal_is_given_back_as_it_was(waiting: Screen) -> None:
    import termios

    assert not termios.tcgetattr(waiting.child.child_fd)[3] & termios.ECHO
    waiting.types(CTRL_C)
    waiting.sees("Left.")
    waiting.settles()
    assert termios.tcgetattr(waiting.child.child_fd)[3] & termios.ECHO


def test_every_sign_is_as_wide_as_the_widgets_have_it() -> None:
    assert {sign: width(sign) for sign in SIGNS} == {sign: get_cwidth(sign) for sign in SIGNS}


@quick
@given(st.text())
def test_a_text_is_as_wide_as_the_widgets_have_it(text: str) -> None:
    assert width(text) == get_cwidth(text)
