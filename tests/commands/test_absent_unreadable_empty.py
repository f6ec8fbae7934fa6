"""That there is nothing, that it cannot be read and that it is empty are three things, wherever it is told."""

import errno
import json
import os
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.home.chosen import chosen_are
from tests.person import Person, unwrapped
from tests.program import Program

from smartcli.first_aid import card_cache
from smartcli.home import disk
from smartcli.home.filenames import HEIGHTS
from smartcli.home.seal.keys import Keys
from smartcli.home.settings import Settings
from smartcli.journal import Journal
from smartcli.journal.height_store import HeightStore
from smartcli.text.language import quoted

NOTHING = "Nothing is written yet."
FIRST = "Your first day is written."
posix = pytest.mark.skipif(os.name != "posix", reason="names and modes of Unix")


def segment(person: Person) -> Path:
    [found] = (person.home / "journal").rglob("*.jsonl")
    return found


def saved(person: Person, exercise: str = "urge-log", answers: str = '{"strength": 7}') -> str:
    said = person.types("do", exercise, "--answers", "-", stdin=answers.encode())
    assert said.code == 0, said.err
    return said.out + said.err


# The journal


def test_a_new_home_says_where_it_is(person: Person) -> None:
    said = person.types()
    assert NOTHING in said.out
    assert unwrapped(said.err) == unwrapped(f"What you write is kept in {person.home}.")
    assert FIRST in saved(person)


def test_a_file_that_a_cloud_took_away_is_not_nothing(person: Person) -> None:
    saved(person)
    file = segment(person)
    away = file.with_name(f".{file.name}.icloud")
    file.rename(away)
    said = person.types()
    assert NOTHING not in said.out
    assert "1 file of the journal is not on this computer just now" in unwrapped_words(said.out)
    listed = person.types("journal", "list")
    assert (listed.code, "a cloud has taken it away" in unwrapped_words(listed.err)) == (3, True)
    assert "1 file of the journal is not on this computer just now" in unwrapped_words(person.types("doctor").out)
    backup = person.types("backup")
    assert backup.code == 3
    assert f"{file.name}. It cannot be read." in unwrapped_words(backup.err)
    assert FIRST not in saved(person)
    away.rename(file)
    assert len(person.entries()) == 2  # what was written meanwhile is in a file of its own


@pytest.mark.parametrize(
    ("is_noted", "words"),
    [(True, "1 line of this machine is gone"), (False, "1 file of the journal is empty. If you wrote here before")],
)
def test_an_empty_file_is_not_nothing(person: Person, is_noted: bool, words: str) -> None:
    saved(person)
    segment(person).write_bytes(b"")
    if not is_noted:  # as in a home that was carried here without what was noted of it
        shutil.rmtree(person.home / HEIGHTS)
    said = person.types()
    assert NOTHING not in said.out
    assert words in unwrapped_words(said.out)


def test_a_file_that_cannot_be_read_is_not_nothing(person: Person) -> None:
    saved(person)
    file = segment(person)
    other = file.parent.parent / "abcd1234" / "000001.jsonl"
    other.parent.mkdir()
    other.write_bytes(b"")
    file.unlink()
    file.mkdir()
    said = person.types()
    assert NOTHING not in said.out + said.err


def test_an_entry_in_the_trash_is_not_nothing(person: Person) -> None:
    saved(person)
    person.types("journal", "delete", person.entries()[0]["id"])
    said = person.types()
    assert NOTHING not in said.out
    assert "There is no entry in your journal now." in said.out


def unwrapped_words(text: str) -> str:
    return " ".join(text.split())


# The first day


def test_the_first_day_is_said_once(person: Person) -> None:
    assert FIRST in saved(person)
    person.types("journal", "delete", person.entries()[0]["id"])
    assert FIRST not in saved(person)  # after the first one went to the trash
    person.types("forget", person.entries()[0]["id"], "--yes")
    assert FIRST not in saved(person)


def test_nor_on_a_second_machine_or_after_a_restore(person: Person, tmp_path: Path) -> None:
    saved(person)
    person.types("backup", str(tmp_path / "all.zip"))
    person.types("journal", "delete", person.entries()[0]["id"])
    second = Person(tmp_path / "second")
    (second.home / "journal").mkdir(parents=True)
    for folder in (person.home / "journal").iterdir():
        (second.home / "journal" / folder.name).mkdir()
        for file in folder.iterdir():
            (second.home / "journal" / folder.name / file.name).write_bytes(file.read_bytes())
    assert FIRST not in saved(second)
    third = Person(tmp_path / "third")
    third.types("restore", str(tmp_path / "all.zip"), "--yes")
    third.clock.now += timedelta(days=60)
    assert FIRST not in saved(third)


def test_days_are_not_counted_where_a_line_cannot_be_read(person: Person) -> None:
    saved(person)
    file = segment(person)
    file.write_bytes(file.read_bytes().replace(b'"strength":7', b'"strength":9'))
    said = saved(person)
    assert FIRST not in said
    assert "You wrote on" not in said
    assert "1 line could not be read." in said


@posix
@pytest.mark.parametrize("name", ["SMARTCLI_HOME", "XDG_DATA_HOME"])
def test_another_home_than_last_time_is_named_with_the_journal_that_is_not_shown(tmp_path: Path, name: str) -> None:
    """As if a shell had not read its settings, or had read others'."""
    usual = tmp_path / ".local" / "share" / "smartcli"
    before = Program(usual)
    before.run("do", "urge-log", "--answers", "-", stdin=b'{"strength": 7}')
    elsewhere = tmp_path / "elsewhere"
    environ: dict[str, Any] = {"HOME": str(tmp_path), "SMARTCLI_HOME": "", name: str(elsewhere)}
    home = elsewhere if name == "SMARTCLI_HOME" else elsewhere / "smartcli"
    said = before.run(**environ)
    other = unwrapped(f"There is a journal in {quoted(usual)} too. It is not shown here. To see it:")
    told = unwrapped(said.stderr.decode())
    assert unwrapped(f"What you write is kept in {home}.") in told
    assert other in told
    run = before.run("do", "urge-log", "--answers", "-", stdin=b'{"strength": 7}', **environ)
    assert FIRST not in run.stdout.decode()
    assert other in unwrapped(run.stderr.decode())


# Settings and marks


def test_settings_that_cannot_be_read_do_not_stop_a_save_and_that_is_said(person: Person) -> None:
    (person.home / "settings.toml").mkdir(parents=True)
    said = person.types("do", "urge-log", "--answers", "-", stdin=b'{"strength": 7}')
    assert (said.code, "Saved." in said.out) == (0, True)
    assert said.err.count("The settings cannot be read just now (a folder lies where a file should be).") == 1


def test_marks_that_cannot_be_read_bring_nothing_back_into_urge(person: Person) -> None:
    person.does("why-i-want-this", {"reasons": ["My daughter", "Sleep"]})
    person.types("cards", "away", "reason", "--answers", "-", stdin=json.dumps({"reason": ["Sleep"]}).encode())
    before = (person.home / "at-hand.toml").read_bytes()
    (person.home / "marks.toml").rename(person.home / "aside")
    (person.home / "marks.toml").mkdir()
    said = person.types("do", "why-i-want-this", "--answers", "-", stdin=b'{"reasons": ["Money"]}')
    assert said.code == 1
    assert said.err.startswith("Saved. But what urge and help-now show could not be renewed. Which cards stand first")
    assert (person.home / "at-hand.toml").read_bytes() == before
    (person.home / "at-hand.toml").unlink()
    assert person.types("cards").code == 1
    assert not card_cache.read(str(person.home)).cards


def test_what_may_be_seen_while_sealed_stays_when_the_settings_cannot_be_read(person: Person) -> None:
    person.passphrases = ["five green boats at noon"]
    chosen_are(person.home, Settings(started="2026-03-10"))
    person.does("why-i-want-this", {"reasons": ["My daughter"]})
    answers = {"passphrase": "own", "kinds": ["reason"]}
    said = person.types("lock", "--yes", stdin=json.dumps(answers).encode())
    assert said.code == 0, said.err
    before = (person.home / "at-hand.toml").read_bytes()
    (person.home / "settings.toml").rename(person.home / "aside")
    (person.home / "settings.toml").mkdir()
    person.types("do", "why-i-want-this", "--answers", "-", stdin=b'{"reasons": ["Money"]}')
    assert (person.home / "at-hand.toml").read_bytes() == before


# Drafts, exercises, backups


def test_folders_that_cannot_be_looked_into_are_not_taken_for_empty(person: Person) -> None:
    saved(person)
    for name in ("drafts", "exercises", "backups"):
        place = person.home / name
        if place.is_dir():
            place.rename(person.home / f"{name} aside")
        place.write_text("in its way")
    said = person.types()
    assert (
        "What you began and left cannot be looked for just now (a file lies where a folder should be)."
        in unwrapped_words(said.err)
    )
    person.clock.now += timedelta(days=90)
    later = unwrapped_words(person.types().out)
    assert "Your backups cannot be looked for just now (a file lies where a folder should be)." in later
    assert "There is no backup" not in later
    exercises = unwrapped_words(person.types("do", "urge-log", "--answers", "-", stdin=b'{"strength": 7}').err)
    assert "Your own exercises cannot be looked for just now (a file lies where a folder should be)." in exercises


# What a failed write leaves


def test_a_save_that_fails_leaves_no_empty_file(tmp_path: Path) -> None:
    class Full(disk.System):
        def write(self, file: int, data: bytes | memoryview) -> int:
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        disk.append(tmp_path / "000001.jsonl", b"a line\n", Full())
    assert list(tmp_path.iterdir()) == []


def test_a_sealed_journal_whose_last_file_cannot_be_read_is_still_known_to_be_sealed(tmp_path: Path) -> None:
    device = tmp_path / "journal" / "abcd1234"
    device.mkdir(parents=True)
    (tmp_path / "device").write_text("abcd1234\n")
    (device / "000001.jsonl.age").write_bytes(b"age-encryption.org/v1\n")
    (device / "000002.jsonl").mkdir()
    from smartcli.errors import Damaged

    with pytest.raises(Damaged, match="This journal is sealed, and its key is not here"):
        Journal(tmp_path).check_writable()


# What was noted of the journal


CANNOT_BE_TOLD = "It cannot be told whether lines were taken away"
NOTED = "What is noted of the journal, to see when lines are gone, cannot be written"


@pytest.mark.parametrize("lost", ["*.height", "salt"])
def test_damaged_marks_do_not_say_that_all_is_here(person: Person, lost: str) -> None:
    for _time in range(2):
        saved(person)
    for file in (person.home / HEIGHTS).glob(lost):
        file.write_bytes(b"")
    segment(person).write_bytes(segment(person).read_bytes().splitlines(keepends=True)[0])
    os.utime(segment(person), (0, 0))  # surely not the time at which the mark became empty
    for _when in ("now", "after runs"):
        said = person.types("doctor")
        assert f"what was here before, look, {CANNOT_BE_TOLD}" in said.out
        assert "smartcli repair --as-it-is" in said.out
        assert CANNOT_BE_TOLD in unwrapped_words(person.types().err)
        assert CANNOT_BE_TOLD in unwrapped_words(person.types("journal", "list").err)
    told = person.types("repair", "--as-it-is", "--dry-run")
    assert (CANNOT_BE_TOLD in unwrapped_words(told.out), "Nothing is missed here." in told.out) == (True, False)
    assert person.types("repair", "--as-it-is", "--yes").code == 0
    assert "what was here before, well, All of it is here." in person.types("doctor").out
    assert "Nothing is missed here." in person.types("repair", "--as-it-is", "--yes").out


def test_where_marks_cannot_be_written_nothing_is_sealed_or_erased_and_that_is_said(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_store: HeightStore) -> None:
        raise PermissionError(errno.EACCES, "closed")

    saved(person)
    saved(person)
    before = segment(person).read_bytes()
    monkeypatch.setattr(HeightStore, "try_out", closed)
    monkeypatch.setattr(HeightStore, "is_closed", lambda _store: True)
    said = person.types("forget", person.entries()[0]["id"], "--yes")
    assert (said.code, NOTED in unwrapped_words(said.err)) == (1, True)
    person.passphrases = ["correct horse battery"]
    said = person.types("lock", "--yes")
    assert (said.code, NOTED in unwrapped_words(said.err)) == (1, True)
    assert (segment(person).read_bytes(), (person.home / "key").exists()) == (before, False)
    assert f"what was here before, look, All of it is here. {NOTED}" in person.types("doctor").out
    assert CANNOT_BE_TOLD not in person.types("journal", "list").err


# The folder of the journal is not there: a disk is not plugged in


@pytest.fixture
def unplugged(person: Person, tmp_path: Path) -> Person:
    saved(person)
    (person.home / "journal").rename(tmp_path / "disk")
    (person.home / "journal").symlink_to(tmp_path / "disk-that-is-away")
    return person


def test_no_backup_is_made_of_what_is_not_there(unplugged: Person) -> None:
    said = unplugged.types("backup")
    assert (said.code, "backup is made" in said.out) == (3, False)
    assert not [*unplugged.home.glob("backups/*.zip")]
    assert "Your last backup" not in unplugged.types("repair").out


def test_what_is_gone_as_a_whole_is_not_left_at_that(unplugged: Person) -> None:
    for argv in (["--yes"], ["--dry-run"]):
        said = unplugged.types("repair", "--as-it-is", *argv)
        assert (said.code, "Nothing is missed" in said.out) == (3, False)
        assert "The journal is not where it was." in said.err


@pytest.mark.parametrize("what", ["journal", "our folder in it"])
@pytest.mark.parametrize("answers", [None, [""]], ids=["a pipe", "somebody"])
def test_home_says_that_it_is_missing_also_while_it_is_sealed(
    person: Person, tmp_path: Path, what: str, answers: list[str] | None
) -> None:
    saved(person)
    Keys(person.home, work=10).create("one")
    assert person.types().out.startswith("Hello.\nWhat you wrote is sealed.")
    (person.home / "journal").rename(tmp_path / "disk")
    if what != "journal":
        (person.home / "journal").mkdir()
    said = person.types(answers=answers)
    assert (said.code, said.out) == (3, "")
    assert unwrapped("The journal is not where it was:") in unwrapped(said.err)
    assert "smartcli repair" in said.err


# What is new is told beside what could be read


@pytest.mark.parametrize("argv", [("import",), ("import", "--from", "csv", "--map", "day=day,text=text")])
def test_what_may_be_here_already_is_not_told_as_new_without_a_word(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    saved(person)
    file = segment(person)
    other = person.home / "journal" / "zzzz1234"
    other.mkdir()
    coming = tmp_path / "coming"
    if len(argv) == 1:
        coming.write_text(person.types("export", "json").out)
    else:
        coming.write_text("day,text\n2026-03-01,by the harbour\n")
        assert person.types(*argv, str(coming), "--yes").code == 0
        file = next(one for one in person.home.glob("journal/*/*.jsonl") if b"harbour" in one.read_bytes())
    (other / "000001.jsonl").write_bytes(b"")
    opens = disk.System.open

    def closed(self: disk.System, path: str, flags: int) -> int:
        if path == str(file):
            raise PermissionError(errno.EACCES, "", path)
        return opens(self, path, flags)

    monkeypatch.setattr(disk.System, "open", closed)
    said = person.types(*argv, str(coming), "--dry-run")
    assert "so some may be said to be new that you have already" in " ".join(said.err.split())
    assert "it belongs to somebody else, or is closed to you" in " ".join(said.err.split())
