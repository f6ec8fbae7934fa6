"""A real terminal: signals, closed windows, pastes, bytes."""

import io
import json
import os
import signal
import sys
import termios
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import pexpect
import pyte
import pytest
from tests.asking.prompts import small_walk
from tests.asking.prompts.keys import CTRL_C, CTRL_D
from tests.asking.prompts.reports import unwanted
from tests.asking.prompts.small_walk import PATIENCE

from smartcli.asking.prompts.keyboard import MOMENT, Keyboard

ROOT = Path(__file__).parents[3]
WAYS = ("terminal", "plain")


@dataclass
class Asked:
    """The program on a terminal of its own, and its report."""

    child: Any
    report: Path
    columns: int
    rows: int

    def waits_for(self, text: str) -> None:
        """Until the program shows this and listens."""
        self.child.expect_exact(text.encode(), timeout=PATIENCE)

    def types(self, text: str | bytes) -> None:
        self.child.send(text)

    def reports(self, key: str = "left") -> dict[str, Any]:
        """What it has written down once the key is there, and the program has gone."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.report.exists() and key in (found := json.loads(self.report.read_text("ascii"))):
                return dict(found)
            time.sleep(0.02)
        raise AssertionError(f"no report with {key}: {self.child.before!r}")

    def ends(self) -> None:
        self.child.expect(pexpect.EOF, timeout=PATIENCE)

    @property
    def written(self) -> bytes:
        return bytes(self.child.logfile_read.getvalue())

    @property
    def screen(self) -> list[str]:
        """What stands on the screen now."""
        screen = pyte.Screen(self.columns, self.rows)
        pyte.ByteStream(screen).feed(self.written)
        return [line.rstrip() for line in screen.display]

    @property
    def is_cooked(self) -> bool:
        """Whether the terminal is as a shell wants to find it."""
        mode = termios.tcgetattr(self.child.child_fd)[3]
        return bool(mode & termios.ECHO and mode & termios.ICANON and mode & termios.ISIG)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Any]:
    started: list[Asked] = []

    def start(way: str, *, term: str = "xterm-256color", columns: int = 80, rows: int = 24, **more: str) -> Asked:
        environ = {
            **os.environ,
            "TERM": term,
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONUTF8": "1",
            "INPUTRC": os.devnull,
            **more,
        }
        report = tmp_path / f"{len(started)}.json"
        argv = ["-P", small_walk.__file__, way, str(report)]
        child = pexpect.spawn(sys.executable, argv, env=environ, dimensions=(rows, columns), timeout=PATIENCE)
        child.delaybeforesend = None
        child.logfile_read = io.BytesIO()
        started.append(Asked(child, report, columns, rows))
        return started[-1]

    yield start
    for one in started:
        one.child.close(force=True)


def at_first_question(asked: Asked) -> None:
    asked.waits_for("What happened?")
    asked.waits_for(">")


@pytest.mark.parametrize("way", WAYS)
def test_a_walk_on_a_real_terminal(start: Any, way: str) -> None:
    asked = start(way)
    at_first_question(asked)
    asked.types("I was tired\r")
    asked.waits_for("How strong?")
    asked.waits_for("no urge")
    if way == "plain":
        asked.waits_for("> ")
    asked.types("7\r")
    asked.waits_for("What helps?")
    asked.waits_for(">")
    asked.types("tea\r")
    asked.waits_for("tea")
    asked.types("walk\r")
    asked.waits_for("walk")
    asked.types("\r")
    asked.waits_for("Are you sure?")
    asked.waits_for("No" if way == "terminal" else "> ")
    asked.types("y\r")
    asked.waits_for("Breathe.")
    asked.waits_for("10:00" if way == "terminal" else "600 seconds left.")
    asked.types("\r")
    asked.waits_for("How is it now?")
    asked.waits_for("–" if way == "terminal" else "> ")
    asked.types("3\r")
    asked.waits_for("Stay a little longer?")
    asked.waits_for("No" if way == "terminal" else "> ")
    asked.types("\r")
    answers = asked.reports()["answers"]
    assert 0 <= answers["pace"][0].pop("seconds") < PATIENCE
    assert answers == {
        "words": "I was tired",
        "strength": 7,
        "lines": ["tea", "walk"],
        "sure": True,
        "pace": [{"rating": 3, "more": None}],
    }
    asked.ends()


# Leaving early


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("signum", "left"),
    [(signal.SIGTERM, "Stopped 15"), (signal.SIGHUP, "Stopped 1"), (signal.SIGINT, "KeyboardInterrupt")],
)
def test_a_signal_while_typing_keeps_what_was_typed_and_restores_the_terminal(
    start: Any, way: str, signum: int, left: str
) -> None:
    asked = start(way)
    at_first_question(asked)
    asked.types("half a th")
    asked.waits_for("half a th")
    asked.child.kill(signum)
    report = asked.reports()
    assert (report["left"], report["kept"]) == (left, {"words": "half a th"})
    asked.ends()
    assert asked.is_cooked


@pytest.mark.parametrize("way", WAYS)
def test_ctrl_c_while_typing_keeps_what_was_typed(start: Any, way: str) -> None:
    asked = start(way)
    at_first_question(asked)
    asked.types("half a th")
    asked.waits_for("half a th")
    asked.types(CTRL_C)
    report = asked.reports()
    assert (report["left"], report["kept"]) == ("KeyboardInterrupt", {"words": "half a th"})
    asked.ends()
    assert asked.is_cooked


@pytest.mark.parametrize("way", WAYS)
def test_ctrl_c_among_several_lines_keeps_them_all(start: Any, way: str) -> None:
    asked = start(way)
    at_first_question(asked)
    asked.types("\r")
    asked.waits_for("How strong?")
    asked.waits_for("no urge" if way == "terminal" else "> ")
    asked.types("\r")
    asked.waits_for("What helps?")
    asked.waits_for(">")
    asked.types("tea\r")
    asked.waits_for("tea")
    asked.types("wa")
    asked.waits_for("wa")
    asked.types(CTRL_C)
    assert asked.reports()["kept"] == {"lines": "tea\nwa"}


@pytest.mark.parametrize(("line", "kept"), [(1, {"words": "a long day\nand"}), (3, {"lines": "a long day\nand"})])
def test_ctrl_c_right_after_enter_keeps_the_line_and_what_follows_it(start: Any, line: int, kept: object) -> None:
    asked = start("plain", SLOW_AFTER=str(line))
    at_first_question(asked)
    for question in ("How strong?", "What helps?")[: line - 1]:
        asked.types("\r")
        asked.waits_for(question)
        asked.waits_for("> ")
    asked.types("a long day\r")
    asked.waits_for("day\r\n")
    asked.types("and")
    asked.waits_for("and")
    asked.types(CTRL_C)
    report = asked.reports()
    assert (report["left"], report["kept"]) == ("KeyboardInterrupt", kept)
    asked.ends()
    assert asked.is_cooked


@pytest.mark.parametrize("way", WAYS)
def test_ctrl_d_on_an_empty_line_leaves(start: Any, way: str) -> None:
    asked = start(way)
    at_first_question(asked)
    asked.types(CTRL_D)
    assert asked.reports()["left"] == "EOFError"


@pytest.mark.parametrize("way", WAYS)
def test_a_closed_terminal_keeps_what_was_typed(start: Any, way: str) -> None:
    asked = start(way)
    at_first_question(asked)
    asked.types("half a th")
    asked.reports("kept")
    asked.child.ptyproc.fileobj.close()
    report = asked.reports()
    assert report["left"] in {"Stopped 1", "EOFError"}  # whichever comes first: the signal, or the end of the input
    assert report["kept"] == {"words": "half a th"}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_typed_is_kept_while_it_is_typed_so_that_even_kill_9_loses_little(start: Any, way: str) -> None:
    asked = start(way)
    at_first_question(asked)
    asked.types("half a th")
    assert asked.reports("kept")["kept"] == {"words": "half a th"}
    asked.child.kill(signal.SIGKILL)
    asked.ends()
    assert asked.reports("kept")["kept"] == {"words": "half a th"}


# Pastes and bytes


def test_a_second_enter_typed_ahead_does_not_answer_the_next_question(start: Any) -> None:
    for way in WAYS:
        asked = start(way)
        at_first_question(asked)
        asked.types("hello\r\r")
        asked.waits_for("How strong?")
        asked.waits_for("no urge" if way == "terminal" else "> ")
        asked.types("4\r")
        asked.waits_for("What helps?")
        asked.types(CTRL_C)
        assert asked.reports()["given"] == {"words": "hello", "strength": 4}


@pytest.mark.parametrize("way", WAYS)
def test_lines_pasted_into_a_terminal_that_marks_no_pastes_are_one_answer_and_answer_no_other_question(
    start: Any, way: str
) -> None:
    asked = start(way)
    at_first_question(asked)
    asked.types("hello\r5\r")
    asked.waits_for("How strong?")
    asked.waits_for("no urge")
    if way == "plain":
        asked.waits_for("> ")
    asked.types("4\r")
    asked.waits_for("What helps?")
    asked.types(CTRL_C)
    assert asked.reports()["given"] == {"words": "hello\n5", "strength": 4}


def pasted(asked: Asked, data: bytes) -> str:
    """What arrives of a paste in the first question."""
    at_first_question(asked)
    hand = Thread(target=asked.types, args=(data,))  # what is typed is shown meanwhile, and has to be read
    hand.start()
    asked.waits_for("How strong?")
    asked.waits_for("no urge")
    hand.join()
    asked.types(CTRL_C)
    return str(asked.reports()["given"]["words"])


def test_plain_lines_take_100_kb_in_one_line(start: Any) -> None:
    text = "It was a long day. " * 5_400
    assert pasted(start("plain"), f"{text}\r".encode()) == text


@pytest.mark.parametrize("way", WAYS)
def test_a_paste_of_many_lines_is_taken_whole(start: Any, way: str) -> None:
    text = "\n".join(f"Line {number} of a long day." for number in range(1_000))
    assert pasted(start(way), text.replace("\n", "\r").encode() + b"\r") == text


def test_the_terminal_takes_200_kb_and_writes_the_draft_a_few_times_only(start: Any) -> None:
    asked = start("terminal")
    text = "It was a long day. " * 10_600
    assert pasted(asked, f"\x1b[200~{text}\x1b[201~\r".encode()) == text
    assert asked.reports()["tellings"] < 100


def test_bytes_of_another_encoding_do_not_end_the_program(start: Any) -> None:
    for way in WAYS:
        words = pasted(start(way), b"caf\xe9\xe9\xe9 noir\r")
        assert words == (
            "caf\u00e9\u00e9\u00e9 noir" if way == "terminal" else "caf\u00e9\u00e9 noir"
        )  # readline lets one go


@pytest.mark.parametrize("way", WAYS)
def test_what_the_terminal_says_unasked_is_no_part_of_an_answer_and_no_key(start: Any, way: str) -> None:
    reports = unwanted()
    asked = start(way)
    at_first_question(asked)
    for report in reports:
        asked.types(f"a{report}b")
        for sign in report:
            asked.types(sign)
    asked.types(f"{''.join(reports)}\x1b[I")
    time.sleep(1)  # half of one would be taken for Escape by then
    asked.types("c\r")
    asked.waits_for("How strong?")
    asked.waits_for("no urge" if way == "terminal" else "> ")
    asked.types("\x1b[O4\x1b[I\r")
    asked.waits_for("What helps?")
    asked.types(CTRL_C)
    assert asked.reports()["given"] == {"words": "ab" * len(reports) + "c", "strength": 4}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_typed_after_escape_is_not_lost(start: Any, way: str) -> None:
    asked = start(way)
    at_first_question(asked)
    for word in ("Please ", "Once ", "[Hello ", "do ", "]"):
        asked.types("\x1b")
        time.sleep(2 * MOMENT)
        for sign in word:
            asked.types(sign)
    asked.types("\r")
    asked.waits_for("How strong?")
    asked.types(CTRL_C)
    assert asked.reports()["given"] == {"words": "Please Once [Hello do ]"}


@pytest.mark.parametrize("way", WAYS)
def test_lines_pasted_into_other_questions_answer_those_alone_or_none(start: Any, way: str) -> None:
    asked = start(way)
    at_first_question(asked)
    asked.types("hello\r")
    asked.waits_for("no urge")
    if way == "plain":
        asked.waits_for("> ")
    asked.types("7\r8\r9\r")
    asked.waits_for("whole number")
    asked.types("\x1b[200~5\x1b[201~\r" if way == "terminal" else "5\r")
    asked.waits_for("What helps?")
    asked.waits_for(">")
    asked.types("tea\r\rwalk\ryes\r")
    asked.waits_for("yes")
    asked.types("\r")
    asked.waits_for("Are you sure?")
    asked.waits_for("No" if way == "terminal" else "> ")
    asked.types("no way\ryes\rno\r")
    time.sleep(1)
    asked.types(CTRL_C)
    given = asked.reports()["given"]
    assert given == {"words": "hello", "strength": 5, "lines": ["tea", "walk", "yes"]}


def test_letters_of_any_script_are_kept(start: Any) -> None:
    for way in WAYS:
        text = "caf\u00e9 \u05e9\u05dc\u05d5\u05dd \U0001f642 [/x]"
        assert pasted(start(way), f"{text}\r".encode()) == text


# Poor and small terminals


@pytest.mark.parametrize(("way", "term"), [("terminal", "dumb"), ("plain", "dumb"), ("plain", "xterm")])
def test_plain_lines_send_no_escape_byte(start: Any, way: str, term: str) -> None:
    asked = start(way, term=term)
    at_first_question(asked)
    asked.types("a long line " * 20 + "\x7f\x7f\x01\x05\x08?")
    asked.waits_for("?")
    asked.types("\r")
    asked.waits_for("How strong?")
    asked.waits_for("> ")
    asked.types("?\r")
    asked.waits_for("There is no more to say here.")
    asked.waits_for("> ")
    asked.types(CTRL_C)
    asked.reports()
    asked.ends()
    assert b"\x1b" not in asked.written


def test_no_color_takes_away_the_colours_and_nothing_else(start: Any) -> None:
    seen = {}
    for value in ("", "1"):
        asked = start("terminal", NO_COLOR=value)
        at_first_question(asked)
        asked.types("tired\r")
        asked.waits_for("no urge")
        asked.waits_for("Shift-Tab back")
        seen[value] = asked
    assert b"\x1b[0;38;" in seen[""].written
    assert b"\x1b[0;38;" not in seen["1"].written
    assert seen[""].screen == seen["1"].screen


def test_a_terminal_of_20_columns_and_4_rows(start: Any) -> None:
    asked = start("terminal", columns=20, rows=4)
    asked.waits_for("! help now")
    assert asked.screen == ["1 of 5", "What happened?", " >", "! help now"]
    asked.types("tired\r")
    asked.waits_for("no urge")
    asked.waits_for("! help now")
    assert asked.screen[0] == "How strong?"


def test_a_terminal_of_40_columns(start: Any) -> None:
    asked = start("terminal", columns=40, rows=20)
    at_first_question(asked)
    asked.types("tired\r")
    asked.waits_for("no urge")
    asked.waits_for("Shift-Tab back")
    assert asked.screen[:14] == [
        "",
        "Small  about 1 min",
        "",
        "What happened?  tired",
        "",
        "2 of 5",
        "How strong?",
        "",
        " 0 ──────────────────────────── 10  –",
        " 0 no urge",
        " 10 the strongest I can think of",
        "",
        "← → or a number · Enter skips",
        "! help now · Shift-Tab back",
    ]


def test_plain_lines_are_broken_between_words_on_a_terminal_of_40_columns(start: Any) -> None:
    asked = start("plain", columns=40, rows=30)
    at_first_question(asked)
    asked.types("tired\r")
    asked.waits_for("think of)")
    asked.waits_for("> ")
    assert asked.screen[:13] == [
        "",
        "Small, about 1 min",
        "Enter or - skips a question, < goes",
        "back, ? is help with it, ! is help now.",
        "Ctrl-C leaves. What you wrote is kept.",
        "",
        "1 of 5",
        "What happened?",
        "> tired",
        "",
        "2 of 5",
        "How strong?",
        "(0 no urge – 10 the strongest I can",
    ]
    assert b"\x1b" not in asked.written


# Without a terminal


def keyboard(data: bytes, encoding: str = "utf-8") -> tuple[Keyboard, io.BytesIO]:
    out = io.BytesIO()
    stdin = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    return Keyboard(stdin, io.TextIOWrapper(out, encoding=encoding)), out


def test_a_pipe_is_read_line_by_line_and_a_byte_that_is_no_utf_8_is_the_letter_it_was() -> None:
    piped, out = keyboard(b"caf\xe9\n\nlast")
    assert [piped.read("> ") for _ in range(3)] == ["caf\u00e9", "", "last"]
    with pytest.raises(EOFError):
        piped.read("> ")
    assert out.getvalue() == b"> " * 4


def test_a_pipe_gets_whole_lines_however_long() -> None:
    piped, out = keyboard(b"")
    piped.write(f"1 {'word ' * 90}\n\n  two")
    assert out.getvalue() == f"1 {'word ' * 90}\n\n  two\n".encode()


def test_a_terminal_gets_lines_that_fit_it_and_a_choice_hangs() -> None:
    near, far = os.openpty()
    termios.tcsetwinsize(far, (24, 24))
    with os.fdopen(far, "w", encoding="utf-8") as out, os.fdopen(near, "rb", buffering=0) as paper:
        Keyboard(io.StringIO(), out).write("12 Let it be there and go on\n\n- as it is, for a good while")
        assert paper.read(200) == b"12 Let it be there and\r\n   go on\r\n\r\n- as it is, for a good\r\n  while\r\n"


def test_what_an_encoding_cannot_carry_is_shown_as_a_question_mark() -> None:
    piped, out = keyboard(b"", "ascii")
    piped.write("caf\u00e9 \udce9")
    assert out.getvalue() == b"caf? ?\n"


def test_without_a_terminal_time_passes_and_nothing_is_read() -> None:
    piped, _out = keyboard(b"a\n")
    assert piped.wait(0) is None
    assert piped.read("") == "a"
