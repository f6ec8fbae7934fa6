"""doctor tries what the disk below a home can do, says what does not work and what that means, and leaves nothing."""

import errno
import os
from pathlib import Path

import pytest
from tests.journal.making import Faulty, entry, fault
from tests.person import NOON

from smartcli.home.disk import SYSTEM, System
from smartcli.journal import Journal
from smartcli.keeping.health import Noticed, Surroundings, look_at

ALL_WORK = "Writing, flushing, replacing, locking, closing and removing a file: all work."


def seen(home: Path, system: System = SYSTEM) -> list[Noticed]:
    given = Surroundings(home=home, environ={}, platform="linux", now=NOON, system=system)
    return [one for one in look_at(given) if one.id == "abilities"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Journal(tmp_path / "home").append(entry())
    return tmp_path / "home"


def test_on_a_usual_disk_all_works_and_where_no_home_is_nothing_is_tried(home: Path, tmp_path: Path) -> None:
    assert [(one.result, one.said) for one in seen(home)] == [("well", ALL_WORK)]
    (tmp_path / "letter.odt").write_bytes(b"")
    for place in (tmp_path, tmp_path / "none"):
        assert [one.said for one in seen(place)] == ["Not tried: there is no folder yet."]


@pytest.mark.parametrize(
    ("call", "number", "result", "said"),
    [
        ("write", errno.ENOSPC, "damaged", "Nothing can be written here (the disk is full), so nothing can be saved."),
        ("flush", errno.EIO, "damaged", "The disk does not say that something is kept for good (the disk has a fault)"),
        ("swap", errno.EPERM, "damaged", "No file can take the place of another (the system does not allow it)"),
        (
            "lock",
            errno.ENOLCK,
            "look",
            "Two windows cannot be kept apart here (this disk knows no locks). Saving works",
        ),
        ("chmod", errno.EPERM, "look", "Files cannot be closed to others here (the system does not allow it)"),
    ],
)
def test_what_does_not_work_is_said_with_what_it_means(
    home: Path, call: str, number: int, result: str, said: str
) -> None:
    before = sorted(os.listdir(home)), home.stat().st_mtime_ns
    (one,) = seen(home, Faulty({call: fault(number)}))
    assert (one.result, one.said[: len(said)]) == (result, said)
    assert one.next == (
        "Make room there, or name another folder with --home: one that is yours, on a disk that can be written to."
        if call == "write"
        else "A folder on a disk of this computer can do all: copy it there, and name it with --home."
    )
    assert sum(int(value) for value in one.facts.values()) == 5
    assert (sorted(os.listdir(home)), home.stat().st_mtime_ns) == before


def test_a_disk_on_which_nothing_can_be_taken_away_is_found_out(home: Path) -> None:
    (one,) = seen(home, Faulty({"remove": fault(errno.EACCES)}))
    assert (one.result, one.facts["remove"]) == ("look", 0)
    assert one.said.startswith("No file can be taken away here (it belongs to somebody else, or is closed to you), so")


def test_a_disk_that_says_yes_to_a_mode_and_keeps_none_is_found_out(home: Path) -> None:
    class Deaf(System):
        def chmod(self, path: str, mode: int) -> None:
            super().chmod(path, 0o666)

    (one,) = seen(home, Deaf())
    assert one.said.startswith("Files cannot be closed to others here (it does not keep who may read them): whoever")


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOSPC])
def test_a_home_that_takes_no_new_file_is_not_said_to_save_nothing_where_its_files_are_added_to(
    home: Path, number: int
) -> None:
    class Shut(System):
        def open(self, path: str, flags: int) -> int:
            if flags & os.O_EXCL:
                raise OSError(number, "")
            return super().open(path, flags)

    (one,) = seen(home, Shut())
    if number == errno.EACCES:
        assert (one.result, one.said.startswith("No new file can be made here (")) == ("look", True)
        assert "so nothing can be saved" not in one.said
    else:
        assert (one.result, one.said) == (
            "damaged",
            "Nothing can be written here (the disk is full), so nothing can be saved.",
        )


def test_a_folder_that_can_only_be_read_is_not_said_to_be_closed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.access
    monkeypatch.setattr(os, "access", lambda place, mode: real(place, mode) and not mode & os.W_OK)
    given = Surroundings(home=home, environ={}, platform="linux", now=NOON)
    unusable = [one for one in look_at(given) if one.id == "unusable"]
    assert {one.result for one in unusable} == {"look"}
    assert all(
        "can be read, and nothing new can be put into it: it belongs to somebody else" in one.said for one in unusable
    )
    assert not [one.said for one in look_at(given) if "cannot be opened" in one.said]
