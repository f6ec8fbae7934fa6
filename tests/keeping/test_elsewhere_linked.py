"""A folder that the person put elsewhere and linked, and halves in the key folder: each command reaches into them."""

import os
from pathlib import Path

import pytest
from tests.keeping.harbour import WHY, filled, tells
from tests.person import OWN, Person

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
    assert list((tmp_path / "away").iterdir()) == []


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
