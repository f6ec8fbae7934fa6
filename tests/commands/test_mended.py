"""A repair looks at what it did: what is still so was not mended, and is said, whatever else was."""

import errno
import os
from pathlib import Path

import pytest
from tests.keeping.stuck import stuck
from tests.person import Person

from smartcli.home.disk import System
from smartcli.keeping import backups

DAMAGED = ["journal", "drafts", "settings.toml", "left over", "modes"]


@pytest.fixture
def writer(person: Person) -> Person:
    """One of each that can be mended."""
    person.does("urge-log", {"strength": 7, "trigger": ["the harbour"]})
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    home = person.home
    [segment] = home.glob("journal/*/*.jsonl")
    with segment.open("ab") as file:
        file.write(b'{"torn\n')
    with (home / "settings.toml").open("ab") as file:
        file.write(b"what is this\n")
    (home / "drafts").mkdir(mode=0o700)
    (home / "drafts" / "check-in-01KKBPENW0FG924SA1P8ZMQN4N.json").write_bytes(b'{"torn')
    (home / "drafts" / "check-in-01KKBPENW0FG924SA1P8ZMQN4N.json").chmod(0o600)
    (home / "quarantine" / ".old.0a1b2c3d.tmp").parent.mkdir(exist_ok=True, mode=0o700)
    (home / "quarantine" / ".old.0a1b2c3d.tmp").write_bytes(b"harbour")
    (home / "quarantine" / ".old.0a1b2c3d.tmp").chmod(0o600)
    os.utime(home / "quarantine" / ".old.0a1b2c3d.tmp", (1, 1))
    (home / "settings.toml").chmod(0o644)
    return person


def place_of(what: str, home: Path) -> Path:
    if what == "modes":
        return home / "settings.toml"
    return home / "quarantine" / ".old.0a1b2c3d.tmp" if what == "left over" else home / what


def test_all_of_it_is_mended(writer: Person) -> None:
    said = writer.types("repair", "--yes")
    assert (said.code, said.err.count("Left:")) == (0, 0)
    assert "Done: 5 repairs." in said.out
    assert writer.types("repair", "--yes").out.startswith("There is nothing to mend here.")


@pytest.mark.parametrize("what", DAMAGED)
def test_what_is_not_mended_is_said_and_the_rest_is_done(writer: Person, what: str) -> None:
    with stuck(place_of(what, writer.home)):
        said = writer.types("repair", "--yes")
    assert said.code in (1, 3)
    assert "Not all of it is mended. Left: " in said.err
    assert "Done: 5 repairs." not in said.out
    assert "harbour" not in said.err
    said = writer.types("repair", "--yes")
    assert (said.code, "Left:" in said.err) == (0, False)


def test_where_nothing_can_be_mended_that_is_said(writer: Person) -> None:
    with stuck(writer.home / "quarantine", *(place_of(what, writer.home) for what in DAMAGED), number=errno.EROFS):
        said = writer.types("repair", "--yes")
    assert said.err.rpartition("quiet")[2].count("Nothing is mended, and all that could be read before") == 1
    assert "the disk can only be read" in said.err
    assert "Done:" not in said.out


def test_a_new_journal_that_was_not_begun_is_not_said_to_be(person: Person) -> None:
    person.does("urge-log", {"strength": 7})
    (person.home / "journal").rename(person.home.parent / "away")
    with stuck(person.home / "device"):
        said = person.types("repair", "--start-anew", "--yes")
    assert (said.code, said.err.startswith("No new journal was begun ("), "Done." in said.out) == (1, True, False)
    assert "Done." in person.types("repair", "--start-anew", "--yes").out


def test_old_automatic_backups_that_do_not_go_are_named_by_doctor(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.does("urge-log", {"strength": 7})
    folder = person.home / "backups"

    def make(times: int) -> None:
        for _time in range(times):
            person.clock.on(minutes=1)
            backups.before(person.home, "test", person.clock.now)

    make(7)
    assert len(list(folder.glob("auto*.zip"))) <= 6
    assert "not needed any more" not in person.types("doctor").out
    with monkeypatch.context() as patch:
        patch.setattr(System, "remove", refuse)
        make(3)
    said = person.types("doctor")
    told = "3 old automatic backups are not needed any more. They go when the next one is made by itself."
    assert (told in " ".join(said.out.split()), "All is well." in said.out) == (True, True)
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda place, _mode: Path(place) != folder)
        said = person.types("doctor")
    told = "3 old automatic backups cannot be taken away. Is the folder backups yours to write in?"
    assert (told in " ".join(said.out.split()), "All is well." in said.out) == (True, False)
    make(1)
    assert "not needed any more" not in person.types("doctor").out


def refuse(_self: System, path: str) -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)


def test_a_file_that_is_no_whole_backup_and_stays_is_named(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    person.does("urge-log", {"strength": 7})
    real = System.read

    def cut(self: System, file: int, size: int) -> bytes:
        data = real(self, file, size)
        return data[:-1] if data.startswith(b"PK") else data

    monkeypatch.setattr(System, "read", cut)
    monkeypatch.setattr(System, "remove", refuse)
    said = person.types("backup")
    assert said.code == 1
    assert "the disk does not give back what was written" in said.err
    [left] = (person.home / "backups").glob("*.zip")
    assert f"could not be taken away again (it belongs to somebody else, or is closed to you): {left}" in said.err
