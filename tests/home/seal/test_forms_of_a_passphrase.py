"""The same passphrase comes in several forms, from keyboards, clipboards and files: each of them opens the key."""

import json
import os
from pathlib import Path
from unicodedata import normalize

import pytest
from tests.person import Person
from tests.program import Program

from smartcli.home.seal import scrypt
from smartcli.home.seal.keys import Keys
from smartcli.home.seal.passphrase import MOST_FORMS, WrongPassphrase, checksum, forms, rare_forms

MEANT = "caf\u00e9 at the harb\u00f6r"
FORMS = {
    "as meant": MEANT,
    "composed": normalize("NFC", MEANT),
    "taken apart": normalize("NFD", MEANT),
    "hard blanks": MEANT.replace(" ", "\u00a0"),
    "narrow blanks": MEANT.replace(" ", "\u202f"),
    "blanks at its ends": f" {MEANT}  ",
    "hard blanks at its ends": f"\u00a0{MEANT}\u00a0",
    "a mark before it": f"\ufeff{MEANT}",
    "a line's end": f"{MEANT}\r\n",
    "apart, hard, ends": normalize("NFD", f"\u00a0{MEANT}\u00a0").replace(" ", "\u00a0"),
}
OLD = ("as meant", "composed", "taken apart", "hard blanks")  # what an older version may have kept as it came
PLAIN = "five green boats"
OLD_PLAIN = [PLAIN, f"{PLAIN} ", f" {PLAIN}", f" {PLAIN} ", PLAIN.replace(" ", "\u00a0")]
MADE = "river-lamp-piano-green-boat-noon"


def opens(home: Path, typed: str) -> bool:
    try:
        Keys(home, lambda before: typed, work=4).unlocked()
    except WrongPassphrase:
        return False
    return True


def key_made_with(home: Path, passphrase: str) -> Path:
    """A key behind exactly these signs, as older versions and other programs make it."""
    keys = Keys(home, work=4)
    keys.create("other words")
    data = scrypt.sealed(f"{keys.unlocked()}\n".encode(), passphrase.encode(), 4)
    (home / "key" / "identity.age").write_bytes(data)
    (home / "key" / "identity.sum").write_text(f"{checksum(data)}\n")
    return home


@pytest.mark.parametrize("given", FORMS.values(), ids=FORMS)
def test_set_in_any_form_it_opens_in_every_form(tmp_path: Path, given: str) -> None:
    Keys(tmp_path, work=4).create(given)
    assert [name for name, typed in FORMS.items() if not opens(tmp_path, typed)] == []
    assert not opens(tmp_path, MEANT.replace("\u00e9", "e"))
    assert not opens(tmp_path, MEANT.upper())


@pytest.mark.parametrize("name", OLD)
def test_an_older_key_opens_as_it_was_given_and_in_the_forms_that_a_keyboard_gives(tmp_path: Path, name: str) -> None:
    home = key_made_with(tmp_path, FORMS[name])
    for typed in ("as meant", "taken apart", name):
        assert opens(home, FORMS[typed]), typed


@pytest.mark.parametrize("old", OLD_PLAIN)
def test_an_older_key_whose_blanks_counted_opens_without_them(tmp_path: Path, old: str) -> None:
    home = key_made_with(tmp_path, old)
    assert opens(home, old)
    assert opens(home, PLAIN)


@pytest.mark.parametrize(
    "typed",
    [
        "River Lamp Piano Green Boat Noon",
        "RIVER-LAMP-PIANO-GREEN-BOAT-NOON",
        " river lamp\u00a0piano, green  boat – noon ",
        MADE.replace("-", "\n"),
    ],
)
def test_six_words_open_however_they_are_typed(tmp_path: Path, typed: str) -> None:
    Keys(tmp_path, work=4).create(MADE)
    assert opens(tmp_path, typed)


def test_a_plain_wrong_one_costs_one_try_and_any_other_a_few() -> None:
    assert forms(PLAIN) == [PLAIN]
    assert forms(f"{PLAIN} ") == [PLAIN, f"{PLAIN} "]
    assert forms("") == rare_forms("") == []
    for typed in (PLAIN, MADE, *FORMS.values(), normalize("NFD", f" {MEANT}\u00a0")):
        every = [*forms(typed), *rare_forms(typed)]
        assert len(every) == len(set(every)) <= MOST_FORMS
        assert len(forms(typed)) <= 5


def test_a_wrong_one_is_asked_for_again_and_only_then_the_rarer_forms_are_tried(tmp_path: Path) -> None:
    home = key_made_with(tmp_path, f"{PLAIN} ")
    typed = ["a slip", "another slip", PLAIN]
    Keys(home, lambda before: typed.pop(0), work=4).unlocked()
    assert typed == []


# Whole commands, with one line for all of it


def handed(program: Program, line: bytes, *argv: str, code: int = 0) -> bytes:
    there, here = os.pipe()
    try:
        os.write(here, line)
        said = program.run(*argv, "--passphrase-fd", str(there), fds=(there,))
    finally:
        os.close(there)
        os.close(here)
    assert said.returncode == code, said.stderr
    return said.stdout


def test_one_line_serves_a_command_that_opens_two_keys(tmp_path: Path, program: Program) -> None:
    somebody = Person(program.home)
    somebody.does("check-in", {"line": "By the harbour"})
    line = f"\ufeff{MEANT}\u00a0\r\n".encode()
    handed(program, line, "lock", "--yes")
    file = tmp_path / "away.zip"
    handed(program, line, "backup", str(file))
    handed(program, normalize("NFD", MEANT).encode() + b"\n", "restore", str(file), "--yes")
    listed = json.loads(handed(program, f"{FORMS['hard blanks']}\n".encode(), "journal", "list", "--json"))
    assert [entry["answers"]["line"] for entry in listed["entries"]] == ["By the harbour"]


def test_another_passphrase_takes_two_lines_and_one_is_not_taken_for_both(program: Program) -> None:
    handed(program, b"five green boats\n", "lock", "--yes")
    handed(program, b"five green boats\n", "lock", "--change", "--yes", code=2)
    handed(program, f"five green boats\n{MEANT}\n".encode(), "lock", "--change", "--yes")
    assert Keys(program.home, lambda before: MEANT).secret


def test_a_file_that_is_not_open_is_said_and_nothing_of_an_output(tmp_path: Path, program: Program) -> None:
    Person(program.home).does("check-in", {"line": "By the harbour"})
    handed(program, f"{MEANT}\n".encode(), "lock", "--yes")
    said = program.run("journal", "list", "--passphrase-fd", "99")
    assert said.returncode == 2
    not_open = "--passphrase-fd names a file that is not open. Next: smartcli journal list --passphrase-fd 3 3<FILE"
    assert " ".join(said.stderr.decode().split()) == not_open
