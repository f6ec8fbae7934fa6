"""What landed is told as done, whatever fails after it: the cards at hand, the look back, the screen, a Ctrl-C."""

import errno
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from tests.person import OWN, Person, Said, unwrapped
from tests.program import Program

from smartcli.first_aid import card_cache
from smartcli.journal import Journal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="/dev/full and signals")
REASON = json.dumps({"reasons": ["My daughter"]}).encode()


def filled(person: Person) -> dict[str, object]:
    entry = person.does("why-i-want-this", {"reasons": ["My daughter", "Sleep"]})
    person.does("check-in", {"urge": 3})
    return entry


def without_room_for_cards(person: Person) -> None:
    """In the place of the cards at hand lies a folder."""
    (person.home / "at-hand.toml").unlink(missing_ok=True)
    (person.home / "at-hand.toml").mkdir(parents=True)


CARDS = " But what urge and help-now show could not be renewed. The reason: a folder lies where a file should be."


def edited(person: Person, id: str) -> Said:
    return person.types("journal", "edit", id, "--answers", "-", stdin=b'{"reasons": ["My son"]}')


# The cards at hand


@pytest.mark.parametrize(
    ("argv", "stdin", "done"),
    [
        (["do", "why-i-want-this", "--answers", "-"], REASON, "Saved."),
        (["do", "why-i-want-this", "--answers", "-", "--json"], REASON, "Saved."),
        (["journal", "edit", "ID", "--answers", "-"], b'{"reasons": ["My son"]}', "The change is saved."),
        (["journal", "edit", "ID", "--answers", "-", "--json"], b'{"reasons": ["My son"]}', "The change is saved."),
        (["journal", "delete", "ID", "--yes"], b"", "1 entry is in the trash."),
        (["journal", "undo", "--yes"], b"", "It is taken back."),
        (["import", "-", "--yes"], b"EXPORT", "The entries of the file are added."),
        (["cards", "pick", "reason", "--answers", "-"], b'{"reason": ["2"]}', "Which cards stand first is kept."),
        (["cards", "away", "reason", "--answers", "-"], b'{"reason": ["1"]}', "The cards are put away."),
        (["cards", "back", "reason", "--answers", "-"], b'{"reason": ["1"]}', "The cards are back."),
        (["cards", "edit", "1", "--answers", "-"], b'{"reasons": ["My son"]}', "The change is saved."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_change_whose_cards_cannot_follow_is_done_and_told_so(
    person: Person, argv: list[str], stdin: bytes, done: str
) -> None:
    entry = filled(person)
    argv = [str(entry["id"]) if word == "ID" else word for word in argv]
    if argv[1] == "undo":
        person.types("journal", "delete", str(entry["id"]))
    if argv[1] == "back":
        person.types("cards", "away", "reason", "--answers", "-", stdin=b'{"reason": ["1"]}')
    if stdin == b"EXPORT":
        stdin = person.types("export", "json").out.encode()
        person.types("forget", "--everything", "--yes")
        other = Person(person.home.parent / "other")
        other.does("check-in", {"urge": 1})
        person.home = other.home
    before = state(person.home)
    without_room_for_cards(person)
    said = person.types(*argv, stdin=stdin)
    assert said.code == 1
    assert said.err.startswith(done + CARDS), said.err
    assert said.out  # what it has to show is shown
    assert state(person.home) != before
    if "--json" in argv:
        assert said.json["entry"]["exercise"] == "why-i-want-this"


def state(home: Path) -> object:
    """What is in the journal, and what is marked."""
    marks = home / "marks.toml"
    kept = [(entry.id, entry.answers, entry.edited) for entry in Journal(home).entries()]
    return kept, marks.read_bytes() if marks.exists() else b""


def test_cards_that_could_not_follow_do_so_when_next_they_can(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = filled(person)
    calls: list[int] = []
    real = card_cache.write

    def write(*given: object, **more: object) -> None:
        calls.append(1)
        if len(calls) in (1, 2, 3):
            raise OSError(errno.ENOSPC, "")
        real(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(card_cache, "write", write)
    assert edited(person, str(entry["id"])).code == 1  # twice in vain
    assert [card.text for card in card_cache.read(str(person.home)).cards] == ["My daughter", "Sleep"]
    again = edited(person, str(entry["id"]))  # once in vain, and then not
    assert (again.code, again.err) == (0, "")
    assert [card.text for card in card_cache.read(str(person.home)).cards] == ["My son"]
    assert not card_cache.is_old(str(person.home))


# The look back


@pytest.mark.parametrize("way", ["edit", "delete", "undo"])
def test_a_change_that_cannot_be_read_back_is_done_and_told_so(
    person: Person, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    entry = filled(person)
    if way == "undo":
        edited(person, str(entry["id"]))
    real = Journal._write

    def and_then_nothing(journal: Journal, *given: object) -> object:
        lines = real(journal, *given)  # type: ignore[arg-type]
        for segment in (person.home / "journal").rglob("*.jsonl"):
            segment.rename(segment.with_suffix(".away"))
            segment.mkdir()
        return lines

    monkeypatch.setattr(Journal, "_write", and_then_nothing)
    argv = {
        "edit": ["edit", str(entry["id"]), "--answers", "-"],
        "delete": ["delete", str(entry["id"]), "--yes"],
        "undo": ["undo", "--yes"],
    }
    said = person.types("journal", *argv[way], stdin=b'{"reasons": ["My son"]}')
    assert said.code == 1
    done = {"edit": "The change is saved.", "delete": "1 entry is in the trash.", "undo": "It is taken back."}
    assert said.err.startswith(f"{done[way]} But not all that comes after it could be done. "), said.err
    assert "Nothing has been changed" not in said.err


# The screen

FULL = [
    (["do", "urge-log", "--answers", "-"], b'{"strength": 7}', "Saved."),
    (["do", "urge-log", "--answers", "-", "--json"], b'{"strength": 7}', "Saved."),
    (["checkin", "--answers", "-"], b'{"urge": 7}', "Saved."),
    (["settings", "change", "--day-ends", "6"], b"", "The settings are changed."),
    (["settings", "change", "--answers", "-"], b'{"name": "Ana"}', "The settings are changed."),
    (["exercises", "new", "my-evening"], b"", "The file is written."),
    (["backup"], b"", "Your backup is made, and was read back."),
]


@pytest.mark.parametrize(("argv", "stdin", "done"), FULL, ids=[" ".join(row[0]) for row in FULL])
def test_what_is_done_and_cannot_be_shown_is_told_beside_what_was(
    program: Program, argv: list[str], stdin: bytes, done: str
) -> None:
    program.run("checkin", "--answers", "-", stdin=b'{"urge": 1}')
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            program.command(*argv), input=stdin, stdout=full, stderr=subprocess.PIPE, env=program.environ, cwd="/"
        )
    assert run.returncode == 1
    assert run.stderr.decode().startswith(f"{done} But what follows could not be shown: the disk is full.\n")
    assert "try" not in run.stderr.decode()


def on_a_full_disk(program: Program, *argv: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Every line goes out at once, so that what fails is the first one."""
    with open("/dev/full", "wb") as full:
        environ = {**program.environ, "PYTHONUNBUFFERED": "1"}
        stdin = more.get("stdin", "").encode()
        return subprocess.run(program.command(*argv), input=stdin, stdout=full, stderr=subprocess.PIPE, env=environ)


@pytest.mark.parametrize("which", [["--exercise", "check-in"], ["--everything"]], ids=" ".join)
def test_what_is_not_begun_since_it_cannot_be_announced_is_told_as_not_done(program: Program, which: list[str]) -> None:
    program.run("checkin", "--answers", "-", stdin=b'{"urge": 1}')
    run = on_a_full_disk(program, "forget", *which, "--yes")
    assert (run.returncode, run.stderr.decode()) == (
        1,
        "Nothing was changed: what would be done could not be shown (the disk is full).\nNext: smartcli doctor\n",
    )
    assert len(Journal(program.home).entries()) == 1


def test_another_passphrase_that_holds_is_told_where_nothing_can_be_shown(program: Program) -> None:
    program.run("checkin", "--answers", "-", stdin=b'{"urge": 1}')
    assert program.run("lock", "--yes", "--passphrase-fd", "0", stdin=f"{OWN}\n".encode()).returncode == 0
    other = "new words are here too"
    run = on_a_full_disk(program, "lock", "--change", "--yes", "--passphrase-fd", "0", stdin=f"{OWN}\n{other}\n")
    assert run.returncode == 1
    assert run.stderr.decode().startswith("The new passphrase holds from now on. But what follows could not be shown: ")
    assert program.run("journal", "list", "--passphrase-fd", "0", stdin=f"{other}\n".encode()).returncode == 0


def test_what_only_shows_says_why_it_is_not_all(program: Program) -> None:
    program.run("checkin", "--answers", "-", stdin=b'{"urge": 1}')
    for argv in (["journal", "list"], ["journal", "list", "--json"], ["export", "json"], ["points"]):
        with open("/dev/full", "wb") as full:
            run = subprocess.run(program.command(*argv), stdout=full, stderr=subprocess.PIPE, env=program.environ)
        assert (run.returncode, run.stderr.decode()) == (1, "Not all of it could be shown: the disk is full.\n")


def test_a_pipe_that_nobody_reads_any_more_stays_quiet(program: Program) -> None:
    inside, out = os.pipe()
    os.close(inside)
    command = program.command("do", "urge-log", "--answers", "-")
    run = subprocess.run(
        command, input=b'{"strength": 7}', stdout=out, stderr=subprocess.PIPE, env=program.environ, check=False
    )
    os.close(out)
    assert (run.returncode, run.stderr) == (1, b"")
    assert len(Journal(program.home).entries()) == 1


# Ctrl-C and the like


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_is_done_when_a_signal_comes_is_told(person: Person, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def write(*_given: object, **_more: object) -> None:
        signal.raise_signal(number)
        time.sleep(1)

    monkeypatch.setattr(card_cache, "write", write)
    said = person.types("do", "why-i-want-this", "--answers", "-", stdin=REASON)
    assert said.code == 128 + number
    assert said.err == "Saved. What comes after it was stopped. smartcli journal list\n"
    assert len(person.entries()) == 1


def test_a_signal_just_after_the_last_answer_leaves_an_entry_and_no_draft(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_cache, "write", lambda *_given, **_more: signal.raise_signal(signal.SIGINT))
    said = person.types("do", "why-i-want-this", answers=["My daughter", "", "", "", ""])
    assert (said.code, said.err) == (130, "Saved. What comes after it was stopped. smartcli journal list\n")
    assert not list((person.home / "drafts").iterdir())
    assert len(person.entries()) == 1


@pytest.mark.parametrize(
    ("argv", "told", "on"),
    [
        (["forget", "--exercise", "why-i-want-this", "--yes"], "Erasing was begun", ["forget", "--go-on"]),
        (["lock", "--yes"], "Sealing was begun", ["lock"]),
        (["unlock", "--yes"], "Taking the seal off was begun", ["unlock"]),
    ],
    ids=["forget", "lock", "unlock"],
)
def test_work_of_several_steps_that_a_signal_ends_is_told_as_begun(
    person: Person, monkeypatch: pytest.MonkeyPatch, argv: list[str], told: str, on: list[str]
) -> None:
    person.does("why-i-want-this", {"reasons": ["My daughter"]})
    person.passphrases = [OWN]
    if argv[0] == "unlock":
        assert person.types("lock", "--yes").code == 0
    with monkeypatch.context() as patch:
        patch.setattr(card_cache, "write", lambda *_given, **_more: signal.raise_signal(signal.SIGINT))
        said = person.types(*argv)
    assert said.code == 130
    assert said.err.startswith(f"{told} and not finished.")
    assert said.err.endswith(f" smartcli {' '.join(on)}\n")
    assert person.types(*on, *(["--yes"] if on == ["unlock"] else [])).code == 0
    assert "begun and not finished, well, Nothing." in person.types("doctor").out


def test_what_is_left_to_tidy_at_the_end_of_a_run_does_not_undo_what_it_said(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for problem in (OSError(errno.EIO, ""), MemoryError(), KeyboardInterrupt()):

        def tend(_journal: Journal, problem: BaseException = problem) -> None:
            raise problem

        monkeypatch.setattr(Journal, "tend", tend)
        said = person.types("do", "why-i-want-this", "--answers", "-", stdin=REASON)
        assert (said.code, said.err) == (0, "")


# At home


def test_at_home_each_thing_is_told_for_itself(person: Person) -> None:
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Ana"}')
    person.does("check-in", {"urge": 3})
    without_room_for_cards(person)
    walk = ["3", "My son", "", "", "", ""]  # the next thing that is offered: why I want this
    said = person.types(answers=[*walk, "My cards", "Leave"])
    assert said.code == 0, said.out
    assert unwrapped(said.err).startswith(
        unwrapped(f"Saved.{CARDS} Next: “Settings”, “Is all well here?” Kept as a draft.")
    )
    assert said.err.count("Saved.") == 1


# A draft that cannot be taken away


def test_a_draft_that_stays_beside_its_entry_is_told(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    from smartcli.home import disk

    real = disk.remove

    def remove(path: Path, *more: object) -> None:
        if path.suffix == ".json":
            raise OSError(errno.EROFS, "")
        real(path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(disk, "remove", remove)
    said = person.types("do", "why-i-want-this", answers=["My daughter", "", "", "", ""])
    assert said.code == 1
    assert said.err.startswith("Saved. But its draft could not be taken away, and may be offered again. The reason: ")
