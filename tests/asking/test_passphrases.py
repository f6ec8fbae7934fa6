"""A passphrase: asked through every prompter, never shown, never kept; or handed in through an open file."""

import os
import shlex
import shutil
import sys
from pathlib import Path

import pexpect
import pytest
from prompt_toolkit.input import create_pipe_input
from tests.asking.prompts.keys import CTRL_C, ENTER, SHIFT_TAB
from tests.asking.prompts.page import Page
from tests.asking.prompts.screen import Screen
from tests.asking.prompts.seat import ended
from tests.person import Person
from tests.program import Program

from smartcli.asking import passphrases
from smartcli.asking.prompts.answers import AnswersPrompter
from smartcli.asking.prompts.lines import LinePrompter
from smartcli.asking.prompts.shown import ShownPrompter
from smartcli.asking.prompts.terminal import TerminalPrompter
from smartcli.asking.turn import Back
from smartcli.errors import NeedsTerminal, Usage
from smartcli.home.seal.keys import Locked
from smartcli.home.seal.passphrase import WrongPassphrase

SECRET = "!? five green boats <"
PATIENCE = 30


def on_the_terminal(keys: str) -> tuple[str, Screen]:
    screen = Screen()
    with create_pipe_input() as pipe:
        prompter = TerminalPrompter(help_now=lambda: "HELP NOW", input=pipe, output=screen.output)
        pipe.send_text(keys)
        return prompter.secret("Your passphrase?"), screen


def test_on_the_terminal_it_is_not_shown_and_every_sign_is_text() -> None:
    given, screen = on_the_terminal(SECRET + ENTER)
    assert given == SECRET
    assert "Your passphrase?" in screen
    assert "HELP NOW" not in screen
    assert "boats" not in screen.raw


@pytest.mark.parametrize(("key", "raised"), [(CTRL_C, KeyboardInterrupt), (SHIFT_TAB, Back)])
def test_on_the_terminal_there_are_ways_out(key: str, raised: type[BaseException]) -> None:
    with pytest.raises(raised):
        on_the_terminal("half" + key)


def test_in_plain_lines_it_is_read_by_the_hidden_reader() -> None:
    page = Page([])
    read: list[str] = []

    def hidden(prompt: str) -> str:
        read.append(prompt)
        return SECRET

    prompter = LinePrompter(help_now=lambda: "", read=page.read, write=page.write, wait=page.wait, hidden=hidden)
    assert prompter.secret("Your passphrase?") == SECRET
    assert read == ["> "]
    assert page.written == ["", "Your passphrase? (it is not shown while you type)"]


@pytest.mark.parametrize("prompter", [AnswersPrompter({}), ShownPrompter({})])
def test_prepared_answers_have_none(prompter: AnswersPrompter | ShownPrompter) -> None:
    with pytest.raises(NeedsTerminal):
        prompter.secret("Your passphrase?")


# Handed in through an open file


@pytest.fixture
def pipe() -> tuple[int, int]:
    return os.pipe()


def test_a_descriptor_gives_a_line_each_time_and_takes_no_more(pipe: tuple[int, int]) -> None:
    there, here = pipe
    os.write(here, "née\r\nsecond\nrest".encode())
    ask = passphrases.given(str(there))
    assert (ask(None), ask(None)) == ("née", "second")
    assert os.read(there, 10) == b"rest"


def test_where_no_other_line_comes_the_last_one_holds_for_the_whole_command(pipe: tuple[int, int]) -> None:
    there, here = pipe
    os.write(here, b"\xef\xbb\xbfonly\xc2\xa0one\r\n")
    ask = passphrases.given(str(there))
    assert (ask(None), ask(None)) == ("only\u00a0one", "only\u00a0one")  # the other end is still open
    os.close(here)
    assert ask(None) == "only\u00a0one"


def test_a_file_gives_its_line_again_and_older_letters_are_those_that_they_were(tmp_path: Path) -> None:
    (tmp_path / "line").write_bytes(b"p\xe4ss")
    with (tmp_path / "line").open("rb") as file:
        ask = passphrases.given(str(file.fileno()))
        assert (ask(None), ask(None)) == ("p\u00e4ss", "p\u00e4ss")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_file_of_powershell_gives_its_lines(pipe: tuple[int, int], encoding: str) -> None:
    there, here = pipe
    os.write(here, "\ufeffgr\u00fcn \u0a0a\u0d0a stone\r\nsecond\r\n".encode(encoding))
    ask = passphrases.given(str(there))
    assert [ask(None) for _number in range(3)] == ["gr\u00fcn \u0a0a\u0d0a stone", "second", "second"]
    os.write(here, "third".encode(encoding))
    os.close(here)
    assert ask(None) == "third"


@pytest.mark.parametrize(("letters", "is_taken"), [(4095, True), (4096, False), (5000, False)])
def test_a_line_longer_than_any_passphrase_is_refused_and_not_cut(tmp_path: Path, letters: int, is_taken: bool) -> None:
    (tmp_path / "line").write_bytes(b"a" * letters + b"\n")
    with (tmp_path / "line").open("rb") as file:
        ask = passphrases.given(str(file.fileno()))
        if is_taken:
            assert ask(None) == "a" * letters
        else:
            with pytest.raises(Usage, match="too long: at most 4095 bytes"):
                ask(None)


def test_a_wrong_one_is_not_tried_again(pipe: tuple[int, int]) -> None:
    there, here = pipe
    os.write(here, b"first\nsecond\n")
    wrong = WrongPassphrase()
    with pytest.raises(WrongPassphrase):
        passphrases.given(str(there))(wrong)


def test_an_empty_one_is_locked_and_no_open_file_is_a_slip(pipe: tuple[int, int]) -> None:
    there, here = pipe
    os.close(here)
    with pytest.raises(Locked):
        passphrases.given(str(there))(None)
    with pytest.raises(Usage):
        passphrases.given("98765")(None)
    for number in ("", "-1", "x", "1e3", "12345678"):
        with pytest.raises(Usage):
            passphrases.given(number)


# The real program on a real terminal


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one entry, sealed."""
    somebody = Person(tmp_path_factory.mktemp("locked") / "home")
    somebody.does("check-in", {"line": "By the harbour"})
    somebody.passphrases = [SECRET]
    assert somebody.types("lock", "--yes").code == 0
    return somebody.home


@pytest.fixture(params=["xterm-256color", "dumb"])
def seat(request: pytest.FixtureRequest, program: Program, locked: Path) -> pexpect.spawn:
    shutil.copytree(locked, program.home)
    environ = {**program.environ, "TERM": request.param, "NO_COLOR": "1"}
    command = program.command("journal", "list")[1:]
    child = pexpect.spawn(sys.executable, command, env=environ, dimensions=(40, 90), encoding="utf-8", timeout=PATIENCE)
    child.delaybeforesend = 0.3  # the terminal is set to hide what is typed before it may be typed
    return child


def test_the_passphrase_is_asked_again_after_a_slip_and_never_shown(seat: pexpect.spawn) -> None:
    seen = ""
    for typed in ("a slip", SECRET):
        seat.expect_exact("Your passphrase?")
        seen += seat.before
        seat.expect_exact("> " if seat.env["TERM"] == "dumb" else ">")
        seat.send(typed + ENTER)
    seat.expect(pexpect.EOF)
    seen += seat.before
    assert ended(seat) == 0
    assert "That passphrase does not open it." in seen
    assert "By the harbour" in seen
    assert "boats" not in seen
    assert "a slip" not in seen


def test_pasted_lines_are_one_try_and_what_the_terminal_says_unasked_is_no_part_of_it(seat: pexpect.spawn) -> None:
    seat.expect_exact("Your passphrase?")
    seat.expect_exact(">")
    seat.send(f"a slip\rof several\r{SECRET}\r")
    seat.expect_exact("That passphrase does not open it.")
    seat.expect_exact("Your passphrase?")
    seat.expect_exact(">")
    seat.send(f"{SECRET[:9]}\x1b[I{SECRET[9:]}\x1b[O\x00 {ENTER}")
    seat.expect_exact("By the harbour")
    seat.expect(pexpect.EOF)
    assert ended(seat) == 0


def test_enter_alone_goes_on_without_and_says_so(seat: pexpect.spawn) -> None:
    seat.expect_exact("Your passphrase?")
    seat.expect_exact(">")
    seat.send(ENTER)
    seat.expect_exact("what you wrote stays closed")
    seat.expect(pexpect.EOF)
    assert ended(seat) == 3


def test_ctrl_c_leaves(seat: pexpect.spawn) -> None:
    seat.expect_exact("Your passphrase?")
    seat.expect_exact(">")
    seat.send(CTRL_C)
    seat.expect(pexpect.EOF)
    assert ended(seat) == 130
    assert "Traceback" not in seat.before


def test_it_is_asked_for_on_the_terminal_also_where_the_output_goes_into_a_file(
    program: Program, tmp_path: Path, seat: pexpect.spawn
) -> None:
    seat.close(force=True)
    line = f"{shlex.join(program.command('export', 'json'))} > {shlex.quote(str(tmp_path / 'out.json'))}"
    child = pexpect.spawn("sh", ["-c", line], env=program.environ, encoding="utf-8", timeout=PATIENCE)
    child.delaybeforesend = 0.3
    child.expect_exact("Your passphrase?")
    child.sendline(SECRET)
    child.expect(pexpect.EOF)
    assert ended(child) == 0
    assert "By the harbour" in (tmp_path / "out.json").read_text()
