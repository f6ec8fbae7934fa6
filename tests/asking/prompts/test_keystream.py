"""What a terminal sends: keys, pastes, and reports that nobody asked for."""

import re

import pytest
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys
from tests.asking.prompts.keys import BACKSPACE, CTRL_C, DOWN, ENTER, HOME, PAGE_UP, SHIFT_TAB, TAB, UP, paste
from tests.asking.prompts.reports import REPORTS, unwanted
from tests.asking.prompts.screen import Screen, asked
from tests.small import step

from smartcli.asking.prompts.keystream import ENTER as ENTERED
from smartcli.asking.prompts.keystream import Sieve, pasted


class Heard:
    """A parser behind a sieve, and the keys that it heard of."""

    def __init__(self, *, is_real: bool = True) -> None:
        self.presses: list[KeyPress] = []
        self.sieve = Sieve(Vt100Parser(self.presses.append), finds_pastes=is_real)

    @property
    def keys(self) -> list[str]:
        return [press.key.value if isinstance(press.key, Keys) else press.key for press in self.presses]

    @property
    def pastes(self) -> list[str]:
        return [press.data for press in self.presses if press.key == Keys.BracketedPaste]

    def after(self, *reads: str) -> "Heard":
        for read in reads:
            self.sieve.feed(read)
        return self


FUNCTION_KEY = re.compile("([sc]-)?f[0-9]+|<ignore>")


def keys(*reads: str) -> list[str]:
    return Heard().after(*reads).keys


@pytest.mark.parametrize("report", unwanted(), ids=ascii)
def test_a_report_is_no_word_wherever_it_is_cut_and_no_key_with_something_to_do(report: str) -> None:
    def words(*reads: str) -> list[str]:
        return [key for key in keys(*reads) if not FUNCTION_KEY.fullmatch(key)]

    assert words(report) == []
    assert words(f"a{report}b") == ["a", "b"]
    for place in range(1, len(report)):
        assert words("a" + report[:place], report[place:] + "b") == ["a", "b"], place
    assert words(*report) == []


def test_a_string_whose_end_does_not_come_is_what_was_typed() -> None:
    for reads in (["\x1bPlease\r"], ["\x1b", "Please", "\r"], [*"\x1bPlease\r"]):
        assert Heard(is_real=False).after(*reads).keys == ["escape", *"Please", "c-m"]
    heard = Heard(is_real=False).after("\x1bPlease")
    heard.sieve.flush()
    assert heard.keys == ["escape", *"Please"]
    assert Heard().after("\x1bPlease\x03").keys[-1] == "c-c"


def test_what_is_typed_after_escape_alone_is_that_and_with_enter_it_begins_a_line() -> None:
    for letters in ("Please", "Once", "[1]", "but", "X", "]l"):
        heard = Heard()
        heard.sieve.waits = True
        assert heard.after("a\x1b", *letters).keys == ["a", *letters]
        assert heard.after("\x1b", "\r").keys[-2:] == ["escape", "c-m"]
    heard = Heard()
    heard.sieve.waits = True
    assert heard.after("\x1b]11;rgb:0000\x1b", "\\a").keys == ["a"]


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_a_report_does_not_stand_in_an_answer(report: str) -> None:
    assert asked(f"ti{report}red{report}{ENTER}", step(kind="text")) == "tired"
    assert asked(f"{report}7{report}{ENTER}", step(kind="scale")) == "7"
    assert asked(f"{report}y{ENTER}", step(kind="yes-no")) is True


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        (UP, "up"), (DOWN, "down"), (HOME, "home"), (PAGE_UP, "pageup"), (SHIFT_TAB, "s-tab"), ("\x1bOA", "up"),
        ("\x1bOP", "f1"), ("\x1b[[A", "f1"), ("\x1b[1;2D", "s-left"), ("\x1b[3~", "delete"), (ENTER, "c-m"),
        (TAB, "c-i"), (BACKSPACE, "c-h"), (CTRL_C, "c-c"), ("\x1a", "c-z"), ("\x1b[99;5u", "c-c"), ("\x1b[13u", "c-m"),
        ("\x1b[97u", "a"), ("\x1b[97;2u", "A"), ("\x1b[9;2u", "s-tab"), ("\x1b[27;5;99~", "c-c"),
    ],
)  # fmt: skip
def test_keys_go_on_as_they_are(sent: str, heard: str) -> None:
    assert keys(sent) == [heard]
    for place in range(1, len(sent)):
        assert keys(sent[:place], sent[place:]) == [heard]


def test_escape_alone_is_a_key_once_nothing_more_came_and_half_a_report_is_none() -> None:
    heard = Heard().after("\x1b")
    assert heard.keys == []
    heard.sieve.flush()
    assert heard.keys == ["escape"]
    for half in ("\x1b[", "\x1b[12;4", "\x1b]10;rgb:ff", "\x1bO", "\x1bP>|XT", "\x1b["):
        heard = Heard().after(half)
        heard.sieve.flush()
        assert heard.after("a").keys == ["a"], half


def test_alt_is_escape_and_a_letter() -> None:
    assert keys("\x1bb") == ["escape", "b"]


# Pastes


def test_a_paste_is_one_however_it_comes_and_without_control_signs() -> None:
    whole = paste("one\r\ntwo\x1b[31m red\x00\tend")
    for place in range(1, len(whole)):
        heard = Heard(is_real=False).after("a" + whole[:place], whole[place:] + "b")
        assert heard.keys == ["a", "<bracketed-paste>", "b"], place
        assert heard.pastes == ["one\ntwo red\tend"]
    assert Heard().after(*whole).pastes == ["one\ntwo red\tend"]


def test_a_paste_whose_end_never_comes_does_not_shut_the_keys_out() -> None:
    heard = Heard().after("\x1b[200~half of ")
    heard.sieve.flush()
    heard.after("it all")  # it was only late
    heard.sieve.flush()
    heard.after(CTRL_C)
    assert heard.pastes == ["half of ", "it all"]
    assert heard.keys[-1] == "c-c"


@pytest.mark.parametrize(
    ("read", "heard"),
    [
        ("one\rtwo\r", ["<bracketed-paste>"]),
        ("one\r\n\r\ntwo", ["<bracketed-paste>"]),
        ("\rone\rtwo\r", ["<bracketed-paste>"]),
        ("a long line\r", ["<bracketed-paste>", "c-m"]),
        ("y\r", ["y", "c-m"]),
        ("7\r\r", ["7", "c-m", "c-m"]),
        ("\r\r", ["c-m", "c-m"]),
        (f"{DOWN} \r", ["down", " ", "c-m"]),
        ("one\rtwo\x03", ["<bracketed-paste>", "c-c"]),
        ("\t", ["c-i"]),
    ],
)
def test_what_comes_at_once_and_could_not_be_typed_so_is_a_paste(read: str, heard: list[str]) -> None:
    assert keys(read) == heard
    assert "<bracketed-paste>" not in Heard(is_real=False).after(read).keys


def test_with_several_lines_the_last_enter_came_too_and_a_marked_paste_has_none() -> None:
    assert [pasted(one) for one in Heard().after("one\r\rtwo\r").pastes] == [("one\n\ntwo", True)]
    assert [pasted(one) for one in Heard().after("one\r\rtwo").pastes] == [("one\n\ntwo", False)]
    assert [pasted(one) for one in Heard().after(paste(f"one\ntwo\n{ENTERED}")).pastes] == [("one\ntwo\n", False)]


def test_a_line_typed_ahead_is_no_paste_and_a_long_text_is() -> None:
    heard = Heard()
    with heard.sieve.of_a_while():
        heard.after("7\r5\r")
    assert heard.keys == ["7", "c-m", "5", "c-m"]
    with heard.sieve.of_a_while():
        heard.after("It was a long day.\rAnd it rained.\r")
    assert heard.pastes == [f"It was a long day.\nAnd it rained.{ENTERED}"]


# What each question makes of a paste


def test_a_scale_takes_a_number_that_is_pasted_and_says_of_all_else_that_it_is_none() -> None:
    assert asked(paste(" 7\n") + ENTER, step(kind="scale")) == "7"
    screen = Screen()
    assert asked(paste("7\n8"), step(kind="scale"), screen=screen, then=[("whole number", f"4{ENTER}")]) == "4"


def test_a_question_with_yes_or_no_is_not_answered_by_a_paste() -> None:
    assert asked(paste("no way\nyes\n"), step(kind="yes-no"), then=[("no way yes", f"\x1b[B{ENTER}")]) is not None
