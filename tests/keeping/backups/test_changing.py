"""The one way in which a backup changes: something is taken out, and all else stays byte for byte."""

import errno
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from tests.journal.making import NOON, Faulty, fault

from smartcli.errors import SmartError
from smartcli.keeping.backups import archive, opening
from smartcli.keeping.backups.changing import change

FILES = {"settings.toml": b"mine", "drafts/one.json": b"{}", "drafts/two.json": b"{}", "journal/abcdefgh/1": b"words"}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    (tmp_path / "my-log.zip").write_bytes(archive.render(FILES, NOON, entries=3))
    return tmp_path / "my-log.zip"


def without_words(name: str, data: bytes) -> bytes | None:
    return None if name == "drafts/one.json" else data.replace(b"words", b"")


@pytest.mark.parametrize(("name", "is_changed"), [("my-log-2026-03-10-1200.zip", True), ("mine.zip", False)])
def test_what_somebody_packed_beside_it_goes_only_out_of_one_that_is_called_as_ours(
    tmp_path: Path, name: str, is_changed: bool
) -> None:
    path = tmp_path / name
    path.write_bytes(archive.render(FILES, NOON, entries=3))
    with zipfile.ZipFile(path, "a") as more:
        more.writestr("holiday.jpg", b"of somebody")
    before = path.read_bytes()
    if is_changed:
        assert change(path, without_words, NOON) is True
        assert "drafts/one.json" not in opening.load(path).names
        assert opening.load(path).passed_over == 0
    else:
        with pytest.raises(SmartError, match="take it away yourself"):
            change(path, without_words, NOON)
        assert path.read_bytes() == before


def test_where_there_is_nothing_to_take_out_the_file_is_not_touched(made: Path) -> None:
    before = made.read_bytes(), made.stat().st_ino
    assert change(made, lambda _name, data: data, NOON + timedelta(days=1)) is False
    assert (made.read_bytes(), made.stat().st_ino) == before


def test_what_is_taken_out_is_gone_and_all_else_stays(made: Path) -> None:
    assert change(made, without_words, NOON + timedelta(days=1)) is True
    left = opening.load(made)
    assert {name: left.read(name) for name in left.names} == {
        "settings.toml": b"mine", "drafts/two.json": b"{}", "journal/abcdefgh/1": b""
    }  # fmt: skip
    manifest = json.loads(left.read("manifest.json"))
    assert (manifest["before"], manifest["entries"], left.made[:10]) == ("forget", None, "2026-03-11")
    assert [file.name for file in made.parent.iterdir()] == ["my-log.zip"]


@pytest.mark.parametrize("call", ["open", "write", "flush", "swap"])
def test_what_cannot_be_put_in_its_place_leaves_the_old_one(made: Path, call: str) -> None:
    before = made.read_bytes()
    failing = Faulty({call: [*([None] if call == "open" else []), fault(errno.ENOSPC)]})
    with pytest.raises(SmartError, match="There is no new backup"):
        change(made, without_words, NOON, failing)
    assert made.read_bytes() == before
