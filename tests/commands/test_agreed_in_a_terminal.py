"""What is asked before lines are taken, or entries erased: in a real terminal, with arrow keys and in plain lines."""

import json

import pytest
from tests.asking.prompts.keys import DOWN, ENTER, UP
from tests.asking.prompts.seat import Seat
from tests.commands.stranger import entry, line, own, put
from tests.program import Program

from smartcli.home.seal.keys import Keys

SECRET = "five green boats at noon"
WORDS = "a row at the harbour"
LOOKS = {"terminal": "xterm-256color", "plain": "dumb"}


@pytest.fixture(params=LOOKS)
def term(request: pytest.FixtureRequest) -> str:
    return LOOKS[request.param]


@pytest.fixture
def writer(program: Program) -> Program:
    program.home.mkdir()
    (program.home / "settings.toml").write_text('name = "Sam"\nstarted = "2026-01-01"\ncountry = "IE"\n')
    program.run("do", "urge-log", "--answers", "-", stdin=json.dumps({"strength": 7, "trigger": [WORDS]}).encode())
    return program


@pytest.fixture
def locked(program: Program) -> Program:
    """Sealed from the first, with a line in the open that somebody put there."""
    program.home.mkdir(mode=0o700)
    Keys(program.home, work=10).create(SECRET)
    program.run("do", "urge-log", "--answers", "-", stdin=b'{"strength": 3}')
    put(program.home, entry(trigger=["put there"]))
    return program


def picks(seat: Seat, term: str, number: int, at: int, of: str) -> None:
    """The choice of this number, from the one that stands marked."""
    seat.types(f"{number}{ENTER}" if term == "dumb" else (DOWN if number > at else UP) * abs(number - at) + ENTER, of)


def listed(program: Program) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(program.run("journal", "list", "--json").stdout)["entries"]
    return found


@pytest.mark.parametrize("is_taken", [True, False], ids=["taken", "left"])
def test_lines_in_the_open_are_shown_and_taken_when_that_is_said(locked: Program, term: str, is_taken: bool) -> None:
    seat = Seat(locked, "lock", "--accept", term=term)
    picks(seat, term, 2, 3, "Shall they count?")  # show what they say; "leave them" stands marked
    seat.sees("put there")
    picks(seat, term, 1 if is_taken else 3, 3, "Shall they count?")
    if is_taken:
        seat.types(f"{SECRET}{ENTER}", "Your passphrase?")
        seat.sees("1 line is sealed, and counts from now on.")
    else:
        seat.sees("Nothing was changed.")
    assert seat.ends() == 0
    assert SECRET not in seat.read
    told = locked.run("doctor").stdout
    assert (b"smartcli lock --accept" in told) is not is_taken


@pytest.mark.parametrize(("typed", "is_erased"), [("1", True), ("no", False), ("", False)])
def test_what_another_machine_forgot_is_erased_when_its_number_is_typed(
    writer: Program, term: str, typed: str, is_erased: bool
) -> None:
    put(writer.home, line("forget", str(listed(writer)[0]["id"])))
    seat = Seat(writer, "forget", "--agree", term=term)
    seat.sees("1 entry is hidden")
    seat.sees("a row at the harbour")
    seat.types(f"{typed}{ENTER}", "To erase, type the number 1:")
    seat.sees("1 entry is erased." if is_erased else "Nothing was changed.")
    assert seat.ends() == 0
    assert (WORDS.encode() in own(writer.home).read_bytes()) is not is_erased


@pytest.mark.parametrize("is_wanted", [True, False], ids=["moved", "left"])
def test_the_journal_is_moved_when_that_is_said(writer: Program, term: str, is_wanted: bool) -> None:
    to = writer.home.parent / "log"
    seat = Seat(writer, "settings", "journal-folder", str(to), term=term)
    seat.sees("A backup is made first.")
    picks(seat, term, 1 if is_wanted else 2, 2, "Move the journal?")  # "leave it" stands marked
    seat.sees("now." if is_wanted else "Nothing was changed.")
    assert (writer.home / "journal").is_symlink() == is_wanted
    assert to.exists() == is_wanted
    assert len(listed(writer)) == 1
