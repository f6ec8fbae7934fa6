"""A reason is told by what the number means and the kind of place, never by a path."""

import errno
from pathlib import Path

import pytest

from smartcli.home.reasons import place, why


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EMFILE, 9999])
def test_a_reason_holds_neither_the_path_nor_what_the_system_says(number: int) -> None:
    said = why(OSError(number, "No space for “I drank”", "/home/me/I drank"))
    assert said
    assert "drank" not in said


NAMED = [
    "EAGAIN", "EWOULDBLOCK", "EDEADLK", "EILSEQ", "ENOSYS", "EMLINK", "EBADMSG", "ENOTCONN", "EHOSTDOWN", "ENETUNREACH",
    "ENOMEDIUM", "EREMOTEIO", "EUCLEAN", "ENOKEY",
]  # fmt: skip


@pytest.mark.parametrize("name", [name for name in NAMED if hasattr(errno, name)])
def test_what_a_stick_a_share_or_a_busy_file_says_is_said_in_words(name: str) -> None:
    assert "number" not in why(OSError(getattr(errno, name), ""))


def test_a_full_disk_and_want_of_memory_are_named() -> None:
    assert why(OSError(errno.ENOSPC, "")) == "the disk is full"
    assert why(MemoryError()) == "there is not enough memory"


def test_a_place_is_named_by_its_kind(tmp_path: Path) -> None:
    home = str(tmp_path)
    assert place(tmp_path / "journal" / "abc" / "000001.jsonl", home) == "the journal"
    assert place(tmp_path / ".settings.toml.12345678.new", home) == "the settings"
    assert place(tmp_path / "I drank.txt", home) == "your folder"
    assert place("/elsewhere/I drank", home) == ""
    assert place(3, home) == ""
