"""One odd thing in a home stops no other: what it is is named, and the rest is done."""

import errno
import os
from pathlib import Path

import pytest
from tests.person import Person

from smartcli.home.disk import System
from smartcli.home.seal.keys import Keys


@pytest.fixture
def sealed(person: Person) -> Person:
    """Somebody whose entries are sealed, and who types no passphrase unasked."""
    Keys(person.home).create("six plain words")
    return person


@pytest.mark.parametrize("name", ["recipient", "identity.sum"])
@pytest.mark.parametrize("is_link", [False, True])
def test_a_folder_named_like_a_part_of_the_key_is_named(
    sealed: Person, tmp_path: Path, name: str, is_link: bool
) -> None:
    place = sealed.home / "key" / name
    place.unlink()
    place.symlink_to(tmp_path) if is_link else place.mkdir()
    said = sealed.types("doctor")
    assert said.code == 3
    assert f"key/{name} is a folder, and its name is one for a file. Please move it away." in " ".join(said.out.split())


def test_a_backup_is_made_of_what_is_there_where_a_part_of_the_key_cannot_be_read(sealed: Person) -> None:
    sealed.does("check-in", {"line": "a word"})
    identity = sealed.home / "key" / "identity.age"
    identity.unlink()
    os.mkfifo(identity)
    made = sealed.home.parent / "kept.zip"
    said = sealed.types("backup", str(made))
    assert said.code == 3
    assert "Not in it: key/identity.age." in said.err
    assert "The backup is not whole. All that could be read is in it." in said.err
    assert made.exists()
    tried = sealed.types("backup", str(made), "--verify", answers=["x"])
    assert ".unpacked" not in tried.err


def test_a_file_that_the_disk_does_not_give_stops_no_repair(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    person.does("check-in", {"line": "a word"})
    (person.home / "settings.toml").write_text('name = "Sam"\n')
    (person.home / "at-hand.toml").write_bytes(b"a = [[[\n")
    real, opened = System.open, dict[int, str]()

    def open_(self: System, path: str, flags: int) -> int:
        file = real(self, path, flags)
        opened[file] = path
        return file

    def read(self: System, file: int, size: int) -> bytes:
        if opened.get(file, "").endswith("settings.toml"):
            raise OSError(errno.EIO, "")
        return os.read(file, size)

    monkeypatch.setattr(System, "open", open_)
    monkeypatch.setattr(System, "read", read)
    said = person.types("repair", "--dry-run")
    assert "Take 1 line that cannot be read out of at-hand.toml; the others stay." in " ".join(said.out.split())
