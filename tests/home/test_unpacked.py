"""Copies for a moment lie in the home, and go with the next run should this one be killed."""

import ast
import errno
import os
import shutil
import time
from pathlib import Path

import pytest
from tests.person import OWN, Person, unwrapped

from smartcli.home import unpacked

SOURCE = Path(__file__).parents[2] / "src" / "smartcli"
INVENTED = {"demo.py", "commands/verify.py"}  # in whose folders nothing of the person's lies


def test_only_what_is_invented_lies_outside_the_home() -> None:
    found = set()
    for file in SOURCE.rglob("*.py"):
        imported = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Import)]
        if any(alias.name == "tempfile" for node in imported for alias in node.names):
            found.add(file.relative_to(SOURCE).as_posix())
    assert found == INVENTED


def test_a_folder_is_private_held_and_taken_away(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with unpacked.folder(home) as place:
        assert place.parent == home
        assert place.stat().st_mode & 0o777 == 0o700
        assert unpacked.is_held(place)
        os.utime(place, (1, 1))
        os.utime(place / "held", (1, 1))
    assert not home.exists()
    home.mkdir()
    with unpacked.folder(home):
        (home / "device").write_bytes(b"")
    assert [file.name for file in home.iterdir()] == ["device"]


def test_what_nobody_holds_goes_soon_and_what_somebody_holds_stays(tmp_path: Path) -> None:
    with unpacked.folder(tmp_path) as used:
        left, older = tmp_path / ".unpacked-1", tmp_path / "backups" / ".unpacked-2"
        for folder in (left, older):
            folder.mkdir(parents=True)
        (left / "held").write_bytes(b"")
        new = shutil.copytree(left, tmp_path / ".unpacked-3")
        os.utime(older, (1, 1))
        for folder in (left, used):
            os.utime(folder, (time.time() - 60, time.time() - 60))
        unpacked.sweep(tmp_path)
        assert (left.exists(), older.exists(), new.exists(), used.exists()) == (False, False, True, True)


def test_what_is_in_use_stays_however_old_the_clock_of_the_disk_calls_it(person: Person, monkeypatch) -> None:
    """A share whose clock goes a year behind: what was just unpacked was swept, and `restore` read 0 entries."""
    person.does("urge-log", {"strength": 7})
    backup = person.home.parent / "elsewhere.zip"
    person.types("backup", str(backup))
    person.types("forget", str(person.entries()[0]["id"]), "--yes")
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 400 * unpacked.OLD)
    said = person.types("restore", str(backup), "--also-forgotten", "--yes")
    assert (said.code, len(person.entries())) == (0, 1), said


@pytest.fixture
def killed(person: Person) -> Person:
    """Somebody whose `backup --verify` was killed a while ago."""
    person.does("urge-log", {"strength": 7, "trigger": ["the harbour"]})
    left = person.home / ".unpacked-1"
    (left / "drafts").mkdir(parents=True)
    (left / "held").write_bytes(b"")
    (left / "drafts" / "a.json").write_bytes(b"harbour")
    os.utime(left, (1, 1))
    return person


@pytest.mark.parametrize(
    "argv", [["journal", "list"], ["do", "check-in", "--answers", "-"], ["points"], ["backup"], ["lock", "--yes"]]
)
def test_the_next_run_takes_it_away(killed: Person, argv: list[str]) -> None:
    killed.passphrases = [OWN]
    assert killed.types(*argv, stdin=b'{"line": "harbour"}').code == 0
    assert not list(killed.home.rglob(".unpacked-*"))


def test_a_backup_that_is_tried_is_nowhere_but_in_the_home(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    person.does("urge-log", {"strength": 7, "trigger": ["the harbour"]})
    made: list[str] = []
    real = os.mkdir

    def mkdir(path: str, mode: int = 0o777) -> None:
        made.append(os.fspath(path))
        real(path, mode)

    monkeypatch.setattr(os, "mkdir", mkdir)
    person.types("backup")
    [file] = (person.home / "backups").glob("*.zip")
    other = Person(person.home.parent / "other")
    assert person.types("backup", "--verify", str(file)).code == 0
    assert other.types("backup", "--verify", str(file)).code == 0
    assert not other.home.exists()
    assert other.types("restore", str(file), "--yes").code == 0
    assert len(other.entries()) == 1
    homes = (f"{person.home}", f"{other.home}")
    assert [path for path in made if not path.startswith(homes)] == []


def test_where_the_home_takes_nothing_no_other_place_is_tried(person: Person, tmp_path: Path) -> None:
    person.does("urge-log", {"strength": 7, "trigger": ["the harbour"]})
    person.types("backup", str(tmp_path / "one.zip"))
    other = Person(tmp_path / "a file" / "home")
    other.home.parent.write_bytes(b"")
    said = other.types("backup", "--verify", str(tmp_path / "one.zip"))
    dry = other.types("restore", str(tmp_path / "one.zip"), "--dry-run")
    for one in (said, dry):
        assert (one.code, "cannot be reached (a file lies where a folder should be)" in one.err) == (3, True)
        assert "restore again" not in one.err


def test_a_backup_that_the_home_has_no_room_to_try_stays_and_is_told(
    person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    person.does("urge-log", {"strength": 7, "trigger": ["the harbour"]})
    real = os.mkdir

    def mkdir(path: str, mode: int = 0o777) -> None:
        if ".unpacked-" in os.fspath(path):
            raise OSError(errno.EROFS, "")
        real(path, mode)

    monkeypatch.setattr(os, "mkdir", mkdir)
    for argv in ([], ["--json"]):
        file = tmp_path / f"rescued{len(argv)}.zip"
        said = person.types("backup", str(file), *argv)
        assert (said.code, file.exists()) == (1, True)
        assert said.err.startswith("Every byte of the backup is as it should be. But reading it could not be tried in ")
        assert "the disk can only be read" in said.err
        assert said.err.endswith(" smartcli --home FOLDER backup --verify FILE\n")
        if argv:
            assert (said.json["file"], said.json["entries"]) == (str(file), None)
        else:
            assert unwrapped(f"Your backup is written.{file}") in unwrapped(said.out)
    monkeypatch.undo()
    other = Person(tmp_path / "other")
    assert other.types("restore", str(tmp_path / "rescued0.zip"), "--yes").code == 0
    assert len(other.entries()) == 1
