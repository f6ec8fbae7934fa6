"""What carries a folder is known by names and marks that its program really gives, and by nothing alike."""

from pathlib import Path

import pytest
from tests.home.carried import REAL, lay

from smartcli.home import carriers

# A person's own folders, with a word in them.
OWN = [
    "box", "My Box", "Box of letters", "Boxes", "boxing", "mailbox", "Inbox", "sandbox", "mega", "Mega project",
    "megabytes", "my-dropbox", "Dropboxes", "old Nextcloud", "sync", "Sync", "Seafiles", "icloudy", "Drive", "My Drive",
    "Documents", "mobile documentsx", "CloudStorage", "Syncthings", "onedriver", "git", "resiliooo",
]  # fmt: skip


@pytest.mark.parametrize(("folder", "name"), REAL.items())
def test_a_folder_is_known_by_its_name_with_all_below_it(tmp_path: Path, folder: str, name: str) -> None:
    assert carriers.of(tmp_path / folder) == [name]
    assert carriers.of(tmp_path / folder / "a" / "home") == [name]
    assert carriers.of(tmp_path) == []


@pytest.mark.parametrize("folder", OWN)
def test_a_folder_of_the_person_is_not_taken_for_one(tmp_path: Path, folder: str) -> None:
    assert carriers.of(tmp_path / folder) == []


@pytest.mark.parametrize("one", carriers.CARRIERS, ids=lambda one: one.name)
def test_capitals_matter_only_where_the_word_is_a_common_one(tmp_path: Path, one: carriers.Carrier) -> None:
    for word in one.folders:
        assert carriers.of(tmp_path / word.upper()) == carriers.of(tmp_path / word) == [one.name]
    for word in one.exactly:
        assert carriers.of(tmp_path / word) == [one.name]
        assert carriers.of(tmp_path / word.lower()) == carriers.of(tmp_path / f"{word} 2") == []


@pytest.mark.parametrize("one", carriers.CARRIERS, ids=lambda one: one.name)
def test_every_carrier_is_shown_as_its_program_makes_it(one: carriers.Carrier) -> None:
    """A new row is tried with a real name above, unless it has none and is known by its marks alone."""
    assert one.name in REAL.values() or (one.marks and not (one.folders or one.exactly))


# Marks


@pytest.mark.parametrize("mark", carriers.MARKS)
def test_a_folder_is_known_by_what_its_program_keeps_in_it(tmp_path: Path, mark: str) -> None:
    lay(tmp_path / "carried", mark)
    first = next(one.name for one in carriers.CARRIERS if mark in one.marks)
    assert carriers.of(tmp_path / "carried" / "a" / "b") == [first]
    assert carriers.of(tmp_path) == []
    assert carriers.is_theirs(mark.replace("*", "0a1b2c"))


@pytest.mark.parametrize(
    ("folder", "mark", "name"),
    [
        ("ownCloud", ".owncloudsync.log", "ownCloud"),
        ("Nextcloud", ".owncloudsync.log", "Nextcloud"),
        ("ownCloud", ".sync_*.db", "ownCloud"),
        ("Yandex.Disk", ".sync", "Yandex Disk"),
        ("Resilio Sync", ".sync", "Resilio"),
    ],
)
def test_a_mark_of_several_is_of_the_one_the_folder_is_named_after(
    tmp_path: Path, folder: str, mark: str, name: str
) -> None:
    lay(tmp_path / folder, mark)
    assert carriers.of(tmp_path / folder) == [name]


def test_several_may_carry_one_folder(tmp_path: Path) -> None:
    for mark in (".git", ".stfolder"):
        lay(tmp_path / "Dropbox", mark)
    assert carriers.of(tmp_path / "Dropbox" / "home") == ["Syncthing", "Dropbox", "git"]
    assert carriers.synced_by(tmp_path / "Dropbox" / "file") == "Syncthing, Dropbox, git"


def test_the_settings_of_a_program_are_no_mark(tmp_path: Path) -> None:
    """Everybody who uses Dropbox has a folder of this name in their home; in its own folder it is a file."""
    (tmp_path / ".dropbox").mkdir()
    assert carriers.of(tmp_path / "home") == []


def test_it_is_the_place_itself_that_counts_and_not_a_link_to_it(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "in").symlink_to(tmp_path / "Dropbox")
    (tmp_path / "Dropbox" / "out").symlink_to(tmp_path / "elsewhere")
    assert carriers.of(tmp_path / "in" / "home") == ["Dropbox"]
    assert carriers.of(tmp_path / "Dropbox" / "out" / "home") == []


def test_a_folder_that_cannot_be_looked_into_is_asked_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_folder: object) -> list[str]:
        raise PermissionError

    lay(tmp_path / "carried", ".stfolder")
    monkeypatch.setattr("os.listdir", refuse)
    assert carriers.of(tmp_path / "carried") == ["Syncthing"]


def test_what_lies_in_the_folder_without_telling_who_carries_it(tmp_path: Path) -> None:
    lay(tmp_path / "carried", ".gitignore")
    lay(tmp_path / "carried", ".stignore")
    assert carriers.of(tmp_path / "carried") == []
    assert all(map(carriers.is_theirs, (".gitignore", ".gitattributes", ".stignore")))
    assert not any(map(carriers.is_theirs, ("000001.jsonl", ".hidden", "notes.txt", ".sync_.txt")))
    assert carriers.is_placeholder(".000001.jsonl.icloud")
    assert not carriers.is_placeholder("000001.jsonl")
