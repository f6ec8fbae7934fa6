"""A file to take along: never over another, and looked at before it is called done."""

from pathlib import Path

import pytest

from smartcli.errors import SmartError
from smartcli.exchange.new_file import write_new


def test_a_file_that_came_while_ours_was_made_is_not_written_over(tmp_path: Path) -> None:
    def parts():
        yield b"ours"
        (tmp_path / "log").write_bytes(b"theirs")

    with pytest.raises(SmartError, match="There is a file of this name already"):
        write_new(tmp_path / "log", parts())
    assert (tmp_path / "log").read_bytes() == b"theirs"
    assert [path.name for path in tmp_path.iterdir()] == ["log"]


def test_what_hinders_the_making_leaves_nothing_half_written(tmp_path: Path) -> None:
    def parts():
        yield b"ours"
        raise SmartError("The journal cannot be read.")

    with pytest.raises(SmartError, match="cannot be read"):
        write_new(tmp_path / "log", parts())
    assert [*tmp_path.iterdir()] == []


def test_a_disk_that_keeps_something_else_is_found_out(tmp_path: Path) -> None:
    def parts():
        yield b"ours"
        [half] = tmp_path.iterdir()  # from here on the name leads to another file
        half.rename(tmp_path / "aside")
        half.write_bytes(b"ourz")

    with pytest.raises(SmartError, match="does not hold what was written"):
        write_new(tmp_path / "log", parts())
