"""Ctrl-Z at any question, and `fg`: the question is drawn again, and what was typed still stands there."""

import shlex
import shutil
import sys
from pathlib import Path

import pytest
from tests.asking.interrupted.leaving import TERMS
from tests.asking.interrupted.own import KINDS, settle
from tests.asking.interrupted.shell import Shell
from tests.asking.interrupted.waiting import FIRST, answers, at_work, waits_and_goes_on
from tests.asking.prompts.keys import ENTER
from tests.person import Person
from tests.program import Program

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="a shell as POSIX has them"),
    pytest.mark.skipif(shutil.which("bash") is None, reason="bash is missing"),
]
SECRET = "five green boats"
# Every kind in one of the two ways here; tests/long_interrupted.py has the other half.
TURNS = [(kind, list(TERMS)[number % 2]) for number, kind in enumerate(KINDS)]


@pytest.mark.parametrize(("kind", "term"), TURNS)
def test_any_kind_of_question_waits_and_goes_on(program: Program, kind: str, term: str) -> None:
    waits_and_goes_on(program, kind, term)


@pytest.mark.parametrize("term", TERMS)
def test_twice_and_where_the_whole_is_looked_over(program: Program, term: str) -> None:
    settle(program.home)
    shell = at_work(program, term, "checkin")
    shell.sees("How strong is the urge right now?")
    shell.settles()
    for __ in range(2):
        shell.waits()
        shell.goes_on()
        shell.sees("How strong is the urge right now?")
        shell.settles()
    shell.types(f"4{ENTER}")
    for __ in range(7):
        shell.sees(" of 8")
        shell.settles()
        shell.types(ENTER)
    shell.sees("Your answers")
    shell.settles()
    shell.waits()
    shell.goes_on()
    shell.sees("Your answers")
    shell.settles()
    shell.types(ENTER)
    shell.sees("Saved.")
    shell.ends()
    assert [answer["urge"] for answer in answers(program)] == [4]


@pytest.mark.parametrize("term", TERMS)
def test_a_menu_and_a_card_and_help_now_wait_too(program: Program, term: str) -> None:
    settle(program.home)
    shell = at_work(program, term)
    shell.sees("What now?")
    shell.settles()
    shell.waits()
    shell.goes_on()
    shell.sees("What now?")
    shell.settles()
    shell.types("!" if term == "terminal" else f"!{ENTER}")
    shell.sees("Enter turns the page")
    shell.settles()
    shell.waits()
    shell.goes_on()
    shell.sees("Enter turns the page")
    shell.settles()
    shell.types(ENTER)
    shell.sees("Enter goes back" if term == "terminal" else "What now?")
    shell.settles()
    shell.types(f"{ENTER}\x03" if term == "terminal" else "\x03")
    shell.ends()


@pytest.fixture
def locked(program: Program) -> Program:
    somebody = Person(program.home)
    somebody.does("check-in", {"line": "By the harbour"})
    somebody.passphrases = [SECRET]
    assert somebody.types("lock", "--yes").code == 0
    return program


@pytest.mark.parametrize("to", ["", "file"])
@pytest.mark.parametrize("term", TERMS)
def test_a_passphrase_waits_and_stays_hidden(locked: Program, term: str, to: str, tmp_path: Path) -> None:
    shell = Shell(locked.environ, term=TERMS[term], name="sh")
    shell.begins(locked.command("journal", "list"), f" > {shlex.quote(str(tmp_path / 'out'))}" if to else "")
    shell.sees("Your passphrase?")
    shell.settles()
    shell.types(SECRET[:6])
    shell.settles()
    shell.waits()
    assert shell.echoes
    shell.types("echo here\r")
    shell.sees("here")
    shell.goes_on()
    shell.sees("Your passphrase?")
    shell.settles()
    assert not shell.echoes
    shell.types(f"{SECRET[6:]}{ENTER}")
    if not to:
        shell.sees("By the harbour")
    seen = shell.ends()
    assert "By the harbour" in (seen if not to else (tmp_path / "out").read_text())
    for part in (SECRET[:6], SECRET[6:], "green", "boats"):
        assert part not in seen


@pytest.mark.parametrize("term", TERMS)
def test_where_no_shell_would_take_it_up_again_it_goes_on_at_once(program: Program, term: str) -> None:
    settle(program.home)
    shell = Shell(program.environ, term=TERMS[term])
    shell.types(f"exec {' '.join(program.command('do', 'text'))}\r")
    shell.sees(FIRST)
    shell.settles()
    shell.types("ab\x1a")
    shell.settles()
    shell.types("cd")
    shell.sees("cd")
    shell.types("\x03")
    shell.sees("Kept as a draft.")
    shell.closes()
