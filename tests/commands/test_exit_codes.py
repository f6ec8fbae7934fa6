"""The same trouble has the same exit code and the same sentence, whichever command meets it."""

from pathlib import Path

import pytest
from tests.person import OWN, Person

WORKSHEET = ["exercises", "worksheet", "check-in"]

# By the trouble: its exit code, the sentence it begins with, and the commands that can meet it.
TROUBLES = {
    "no exercise": (
        1,
        "There is no exercise of this name",
        [["do", "nope"], ["exercises", "show", "nope"], ["exercises", "new", "mine", "--from", "nope"],
         ["journal", "list", "--exercise", "nope"], ["export", "csv", "--exercise", "nope"], ["demo", "nope"],
         ["forget", "--exercise", "nope", "--yes"]],
    ),
    "no entry": (
        1,
        "No entry has an id like this.",
        [["journal", "show", "zzz"], ["journal", "edit", "zzz"], ["journal", "delete", "zzz"], ["forget", "zzz"]],
    ),
    "a file of this name": (
        1,
        "There is a file of this name already. Please name a new one.",
        [["backup", "{file}"], ["export", "json", "--out", "{file}"], ["plan", "--out", "{file}"],
         ["cards", "--out", "{file}"], [*WORKSHEET, "--out", "{file}"]],
    ),
    "no folder": (
        1,
        "The folder for this file is not there. Please make it first.",
        [["backup", "{none}/x.html"], ["export", "json", "--out", "{none}/x.html"], ["plan", "--out", "{none}/x.html"],
         ["cards", "--out", "{none}/x.html"], [*WORKSHEET, "--out", "{none}/x.html"]],
    ),
    "a folder": (
        1,
        "This is a folder. Please name a new file in it.",
        [["backup", "{folder}"], ["export", "json", "--out", "{folder}"]],
    ),
    "no such file": (
        1,
        "There is no such file.",
        [["restore", "{none}"], ["backup", "--verify", "{none}"], ["import", "{none}"],
         ["do", "check-in", "--answers", "{none}"], ["settings", "change", "--answers", "{none}"]],
    ),
    "a folder to read": (
        1,
        "The file cannot be read: a folder lies where a file should be.",
        [["import", "{folder}"], ["do", "check-in", "--answers", "{folder}"],
         ["settings", "change", "--answers", "{folder}"]],
    ),
    "not of ours": (
        1,
        "This file is not a backup of smartcli.",
        [["restore", "{file}"], ["backup", "--verify", "{file}"]],
    ),
    "nobody to answer": (
        4,
        "This asks",
        [["forget", "--everything"], ["lock"], ["settings", "change"], ["cards", "pick"]],
    ),
    "a day that is none": (
        2,
        "A day is written like 2026-12-01, or as today or yesterday.",
        [["journal", "list", "--day", "soon"], ["export", "csv", "--day", "soon"], ["forget", "--from", "soon"]],
    ),
}  # fmt: skip

CASES = [(trouble, argv) for trouble, (_code, _said, commands) in TROUBLES.items() for argv in commands]


@pytest.mark.parametrize(("trouble", "argv"), CASES, ids=lambda part: part if isinstance(part, str) else " ".join(part))
def test_the_same_trouble_has_the_same_code(person: Person, tmp_path: Path, trouble: str, argv: list[str]) -> None:
    person.does("why-i-want-this", {"reasons": ["My daughter"]})
    person.at_terminal = False
    (tmp_path / "file.html").write_text("mine")
    places = {"file": tmp_path / "file.html", "folder": tmp_path, "none": tmp_path / "none", "new": tmp_path / "new"}
    said = person.types(*(word.format(**places) for word in argv))
    code, sentence, _commands = TROUBLES[trouble]
    assert (said.code, said.err[: len(sentence)]) == (code, sentence)
    assert (tmp_path / "file.html").read_text() == "mine"


SEALED = [
    ["journal", "list"], ["journal", "search", "x"], ["points"], ["plan"], ["cards"], ["export", "json"],
    ["export", "csv"], ["journal", "undo"], ["unlock", "--yes"], ["lock", "--paper"],
]  # fmt: skip


@pytest.mark.parametrize("argv", SEALED, ids=" ".join)
def test_a_journal_that_nobody_opens_is_3_everywhere(person: Person, argv: list[str]) -> None:
    person.does("check-in", {"urge": 5})
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    person.passphrases = []
    assert person.types(*argv).code == 3
    person.passphrases = ["not this one"]
    assert person.types(*argv).code == 3
