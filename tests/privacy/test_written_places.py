"""Where the person's words are written while they type: in the home, and sealed there once the journal is sealed."""

import json
from pathlib import Path

import pytest
from tests.asking.interrupted.leaving import TERMS, keys
from tests.asking.interrupted.own import EVERY, WALKS, secrets, write_every
from tests.asking.prompts.keys import ENTER
from tests.privacy.watched import Watched, forms, why_not
from tests.program import Program

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "a session can be watched")
PASSPHRASE = "plover on the sandbank"


@pytest.fixture
def settled(program: Program) -> Program:
    """Somebody with an exercise of their own that has every kind of step."""
    program.home.mkdir()
    (program.home / "settings.toml").write_text('name = "Sam"\nstarted = "2026-01-01"\ncountry = "IE"\n')
    write_every(program.home)
    return program


def walked(program: Program, term: str, log: Path) -> Watched:
    """All of the exercise, watched, until it is saved."""
    seat = Watched(program, log, "do", EVERY, term=TERMS[term])
    keys(seat, WALKS[term])
    seat.sees("Saved.")
    assert seat.ends() == 0
    return seat


def sealed(program: Program) -> None:
    run = program.run("lock", "--yes", "--passphrase-fd", "0", stdin=PASSPHRASE.encode() + b"\n")
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("term", TERMS)
def test_without_a_passphrase_what_is_typed_lies_in_drafts_and_journal_and_nowhere_else(
    settled: Program, term: str, tmp_path: Path
) -> None:
    seat = walked(settled, term, tmp_path / "log")
    assert set(seat.places(secrets(), settled.home)) == {"drafts", "journal"}


@pytest.mark.parametrize("term", TERMS)
def test_with_one_no_byte_of_it_is_written_outside_the_terminal_whatever_the_prompt(
    settled: Program, term: str, tmp_path: Path
) -> None:
    sealed(settled)
    seat = walked(settled, term, tmp_path / "log")
    assert seat.places(secrets(), settled.home) == {}
    reading = Watched(settled, tmp_path / "again", "journal", "show", _newest(settled), term=TERMS[term])
    reading.types(f"{PASSPHRASE}{ENTER}", "assphrase")
    reading.sees(secrets()[-1])
    assert reading.ends() == 0
    assert reading.places([PASSPHRASE, *secrets()], settled.home) == {}
    for file in settled.home.parent.rglob("*"):
        if file.is_file() and file.parent != tmp_path:
            assert not [form for one in (PASSPHRASE, *secrets()) for form in forms(one) if form in file.read_bytes()]


def _newest(program: Program) -> str:
    run = program.run("journal", "list", "--json", "--passphrase-fd", "0", stdin=PASSPHRASE.encode() + b"\n")
    id: str = json.loads(run.stdout)["entries"][-1]["id"]
    return id


def test_the_watch_finds_words_wherever_they_are_put(program: Program, tmp_path: Path) -> None:
    words = secrets()[0]
    code = (
        "import os, sys, base64, json; words = sys.stdin.readline().strip(); print('READ', flush=True);"
        f"open({str(tmp_path / 'note')!r}, 'w').write(words); open('/dev/null', 'wb').write(words.encode('utf-16-le'));"
        "os.write(os.memfd_create('m'), base64.b64encode(b'x' + words.encode())); print(words)"
    )
    program.home.mkdir()

    class Other(Program):
        def command(self, *_argv: str) -> list[str]:
            return [super().command()[0], "-c", code]

    seat = Watched(Other(program.home), tmp_path / "log", term="dumb")
    seat.child.sendline(words)
    assert seat.ends() == 0
    found = seat.places([words], program.home)
    assert sorted(place.split(" ")[0] for place in found) == ["write", "write", "write"]
    assert sorted(place.removesuffix(" (deleted)").split("/")[-1].split(":")[-1] for place in found) == [
        "m",
        "note",
        "null",
    ]
