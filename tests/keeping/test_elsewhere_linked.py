"""A folder that the person put elsewhere and linked, and halves in the key folder: each command reaches into them."""

import os
import shutil
from pathlib import Path

import pytest
from tests.keeping.harbour import WHY, filled, tells
from tests.person import OWN, Person, unwrapped

from smartcli.home.seal.keys import Keys


@pytest.fixture
def linked(person: Person, tmp_path: Path) -> Person:
    """Somebody whose drafts lie in another folder."""
    filled(person)
    (person.home / "drafts").rename(tmp_path / "away")
    (person.home / "drafts").symlink_to(tmp_path / "away")
    person.passphrases = [OWN]
    return person


def readable(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir() if b"harbour" in file.read_bytes()]


def test_a_draft_in_a_linked_folder_is_offered_and_kept_there(linked: Person, tmp_path: Path) -> None:
    assert "a harbour draft" in linked.types("do", WHY, answers=["1", "^C"]).out
    assert len(readable(tmp_path / "away")) == 1
    assert (linked.home / "drafts").is_symlink()


def test_lock_and_unlock_reach_into_a_linked_folder(linked: Person, tmp_path: Path) -> None:
    assert linked.types("lock", "--yes").code == 0
    assert readable(tmp_path / "away") == []
    assert [file.suffix for file in (tmp_path / "away").iterdir()] == [".age"]
    assert linked.types("unlock", "--yes").code == 0
    assert len(readable(tmp_path / "away")) == 1
    assert (linked.home / "drafts").is_symlink()


def test_forget_reaches_into_a_linked_folder(linked: Person, tmp_path: Path) -> None:
    assert linked.types("forget", "--exercise", WHY, answers=["1"]).code == 0
    assert readable(tmp_path / "away") == []
    assert tells(linked.home) <= {"settings.toml", "backups"}  # where their name is
    assert (linked.home / "drafts").is_symlink()


def test_forgetting_everything_empties_a_linked_folder(linked: Person, tmp_path: Path) -> None:
    (tmp_path / "away" / "deeper").mkdir()
    (tmp_path / "away" / "deeper" / "more.json").write_bytes(b"harbour")
    said = linked.types("forget", "--everything", answers=["2"])
    assert (said.code, said.err) == (0, "")
    assert [file.name for file in (tmp_path / "away").rglob("*")] == ["deeper", "more.json"]  # which is none of ours
    assert unwrapped(f"What is not ours was left alone, in: {linked.home / 'drafts'}") in unwrapped(said.out)


def test_half_written_key_files_are_swept_wherever_in_the_key_folder(person: Person) -> None:
    filled(person)
    Keys(person.home, work=10).create(OWN)
    person.passphrases = [OWN]
    aside = person.home / "key" / "before-20260310-120000"
    aside.mkdir()
    halves = [
        folder / f".{name}.0123abcd.tmp" for folder in (aside.parent, aside) for name in ("recipient", "identity.age")
    ]
    whole = [aside.parent / ".notes.tmp", aside / "identity.age"]
    for file in [*halves, *whole]:
        file.write_bytes(b"half")
        os.utime(file, (1, 1))
    assert person.types("lock").code == 0
    assert [file.exists() for file in halves] == [False] * 4
    assert [file.read_bytes() for file in whole] == [b"half"] * 2


# Where a linked folder holds what is none of ours

FOLDERS = ("journal", "drafts", "quarantine", "digests", "heights", "key", "backups", "moving")


def foreign(person: Person, place: str, folder: Path, *, is_linked: bool) -> dict[Path, bytes]:
    """Somebody else's files in a folder of the home; is_linked: that is a link to theirs."""
    (folder / "sub").mkdir(parents=True)
    for name in (
        "photo.jpg",
        "notes.json",
        "letter.age",
        "poetry.lock",
        "seen.digest",
        "sub/novel.txt",
        "sub/data.jsonl",
    ):
        (folder / name).write_bytes(b"theirs")
        os.utime(folder / name, (1, 1))
    if is_linked:
        if (person.home / place).exists():
            shutil.rmtree(person.home / place)
        (person.home / place).symlink_to(folder)
        return state(folder)
    shutil.copytree(folder, person.home / place, dirs_exist_ok=True, copy_function=shutil.copy2)
    return {person.home / place / file.relative_to(folder): data for file, data in state(folder).items()}


def state(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def changed(before: dict[Path, bytes]) -> list[str]:
    return [file.name for file, data in before.items() if not file.exists() or file.read_bytes() != data]


@pytest.mark.parametrize("place", FOLDERS)
def test_everything_takes_nothing_of_others_out_of_a_linked_folder(person: Person, tmp_path: Path, place: str) -> None:
    filled(person)
    before = foreign(person, place, tmp_path / "theirs", is_linked=True)
    said = person.types("forget", "--everything", "--yes")
    assert changed(before) == []
    if place != "journal":  # which is missing then, and nobody can tell
        assert said.code == 0, said.err
        assert "What is not ours was left alone, in:" in said.out


@pytest.mark.parametrize("is_linked", [True, False], ids=["linked", "real"])
@pytest.mark.parametrize("place", ["drafts", "quarantine", "digests", "heights", "key"])
def test_no_command_touches_files_of_others(person: Person, tmp_path: Path, place: str, is_linked: bool) -> None:
    entry = filled(person).entries()[0]["id"]
    before = foreign(person, place, tmp_path / "theirs", is_linked=is_linked)
    person.types()
    person.types("journal", "list")
    person.types("repair", "--yes")
    person.types("forget", entry, "--yes")
    person.types("forget", "--exercise", WHY, "--yes")
    assert changed(before) == []
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    assert person.types("unlock", "--yes").code == 0
    assert changed(before) == []
    said = person.types("forget", "--everything", "--yes")
    assert (said.code, changed(before)) == (0, [])
