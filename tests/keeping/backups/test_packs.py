"""A backup that somebody unpacked and zipped again is one still; what lies beside it is passed over and counted."""

import io
import os
import stat
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.journal.making import NOON
from tests.keeping.backups.zipping import WAYS, parts, zip_of

from smartcli.errors import Damaged, SmartError
from smartcli.home import disk
from smartcli.keeping.backups import archive, opening, packs

FILES = {"journal/abcdefgh/000001.jsonl": b"x\n" * 99, "exercises/für mich.toml": b"format = 1\n", "settings.toml": b""}


@pytest.mark.parametrize("way", WAYS)
def test_zipped_again_it_is_the_same_backup(way: Callable[[Mapping[str, bytes]], dict[str, bytes]]) -> None:
    first = parts(archive.render(FILES, NOON, entries=3))
    again = way(first)
    found = opening.check(zip_of(again))
    assert {name: found.read(name) for name in found.names} == FILES
    assert found.entries == 3
    assert found.passed_over == len([name for name in again if not name.endswith("/")]) - len(first)


def test_names_in_utf8_without_the_mark_for_it_are_understood() -> None:
    data = bytearray(zip_of(parts(archive.render(FILES, NOON))))
    for start, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = data.find(start)
        while place >= 0:
            data[place + flags + 1] &= ~0x08
            place = data.find(start, place + 1)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert "exercises/für mich.toml" not in packed.namelist()
    assert opening.check(bytes(data)).read("exercises/für mich.toml") == FILES["exercises/für mich.toml"]


@pytest.mark.parametrize(("flags", "is_taken"), [(0x6, True), (0x1, False)], ids=["packed at its best", "locked"])
def test_what_another_program_says_of_a_file_is_no_matter_but_a_password(flags: int, is_taken: bool) -> None:
    data = bytearray(zip_of(parts(archive.render(FILES, NOON))))
    for start, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        head = data.find(start)
        while head >= 0:
            data[head + place] |= flags
            head = data.find(start, head + 1)
    if is_taken:
        assert opening.check(bytes(data)).names == tuple(FILES)
    else:
        with pytest.raises(SmartError, match="with a password"):
            opening.check(bytes(data))


@pytest.mark.parametrize("way", WAYS)
def test_an_unpacked_folder_is_taken(tmp_path: Path, way: Callable[[Mapping[str, bytes]], dict[str, bytes]]) -> None:
    for name, data in way(parts(archive.render(FILES, NOON, entries=3))).items():
        path = tmp_path / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    (tmp_path / "exercises").mkdir(exist_ok=True)
    (tmp_path / "exercises" / "link").symlink_to("/etc/passwd")
    (tmp_path / "exercises" / "dead link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "exercises" / "linked folder").symlink_to(Path(__file__).parent)
    beside = sum(not one.is_dir() or one.is_symlink() for one in tmp_path.rglob("*")) - len(FILES) - 1
    found = opening.load(tmp_path)
    assert {name: found.read(name) for name in found.names} == FILES
    assert found.passed_over == beside


def test_a_file_that_was_changed_or_linked_in_an_unpacked_folder_is_refused(tmp_path: Path) -> None:
    for name, data in parts(archive.render(FILES, NOON)).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "settings.toml").write_bytes(b'name = "Sam"\n')
    with pytest.raises(Damaged):
        opening.load(tmp_path)
    (tmp_path / "settings.toml").unlink()
    (tmp_path / "settings.toml").symlink_to("/dev/null")
    with pytest.raises(SmartError):
        opening.load(tmp_path)


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[" * 100_000, b"9" * 50_000, b"\xff", b"[]", b"{"],
    ids=["none", "deep", "long", "odd", "list", "cut"],
)
def test_an_odd_manifest_in_an_unpacked_folder_is_refused(tmp_path: Path, manifest: bytes) -> None:
    unpack(tmp_path, FILES)
    (tmp_path / "manifest.json").write_bytes(manifest)
    with pytest.raises(SmartError):
        opening.load(tmp_path)


def unpack(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in parts(archive.render(files, NOON)).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def test_a_link_to_the_same_bytes_is_none_of_its_files(tmp_path: Path) -> None:
    unpack(tmp_path, FILES)
    (tmp_path / "settings.toml").rename(tmp_path / "elsewhere")
    (tmp_path / "settings.toml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Damaged, match="smartcli has not made this file as it is now"):
        opening.load(tmp_path)


def test_of_two_spellings_of_one_name_in_a_folder_none_is_taken_for_the_other(tmp_path: Path) -> None:
    unpack(tmp_path, {"exercises/é.toml": b"x"})
    (tmp_path / "exercises" / "e\u0301.toml").write_bytes(b"x")
    with pytest.raises(Damaged, match="smartcli has not made this file as it is now"):
        opening.load(tmp_path)


def test_a_folder_of_as_many_files_as_may_be_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unpack(tmp_path, {"settings.toml": b"", "marks.toml": b"", "exercises/a": b"x"})
    monkeypatch.setattr(opening, "MANY", 3)
    assert opening.load(tmp_path).read("exercises/a") == b"x"
    monkeypatch.setattr(opening, "MANY", 2)
    with pytest.raises(Damaged, match="more in this file than a journal can be"):
        opening.load(tmp_path)


def test_a_name_with_the_mark_for_utf8_is_taken_as_it_is() -> None:
    files = {"exercises/├╝.toml": b"x"}  # which is ü, read in another way
    assert opening.check(archive.render(files, NOON)).names == tuple(files)


def test_a_program_that_keeps_no_modes_says_nothing_by_them() -> None:
    data = bytearray(archive.render(FILES, NOON))
    head = data.find(b"PK\1\2")
    while head >= 0:
        data[head + 5] = 0  # made on Windows
        data[head + 40 : head + 42] = (0o120777).to_bytes(2, "little")  # which would be a link
        head = data.find(b"PK\1\2", head + 1)
    assert opening.check(bytes(data)).names == tuple(FILES)


def test_folders_are_not_counted_among_what_lies_beside() -> None:
    files = {**parts(archive.render(FILES, NOON)), "x/": b"", "a folder/of mine/": b""}
    assert opening.check(zip_of(files)).passed_over == 0


def test_what_became_a_link_after_it_was_looked_at_is_not_followed(tmp_path: Path) -> None:
    unpack(tmp_path, FILES)
    found = opening.load(tmp_path)
    (tmp_path / "settings.toml").rename(tmp_path / "elsewhere")
    (tmp_path / "settings.toml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError):  # noqa: PT011  which one is the system's
        found.read("settings.toml")


def test_a_folder_that_is_none_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(SmartError, match="not a backup of smartcli"):
        opening.load(tmp_path)


def test_two_backups_in_one_zip_are_none() -> None:
    files = parts(archive.render(FILES, NOON))
    both = {f"{folder}/{name}": data for folder in ("one", "two") for name, data in files.items()}
    with pytest.raises(SmartError, match="not a backup of smartcli"):
        opening.check(zip_of(both))


@pytest.mark.parametrize("folder", ["", "my log\\", "my log/"])
@pytest.mark.parametrize("system", [0, 3])
def test_names_that_older_programs_of_windows_join_in_their_own_way_are_understood(system: int, folder: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as again:
        for name, data in parts(archive.render(FILES, NOON)).items():
            head = zipfile.ZipInfo(folder + name.replace("/", "\\"))
            head.create_system = system
            again.writestr(head, data)
    found = opening.check(out.getvalue())
    assert {name: found.read(name) for name in found.names} == FILES


def test_a_name_that_is_there_in_both_ways_is_none_of_them() -> None:
    files = parts(archive.render(FILES, NOON))
    name = next(name for name in files if "/" in name)
    with pytest.raises(Damaged):
        opening.check(zip_of({**files, name.replace("/", "\\"): b"another"}))


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, "a password"])
def test_what_is_packed_in_another_way_is_to_be_unpacked_first(way: int | str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if isinstance(way, str) else way) as again:
        for name, data in parts(archive.render(FILES, NOON)).items():
            again.writestr(name, data)
    packed = bytearray(out.getvalue())
    if isinstance(way, str):
        for start, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
            place = packed.find(start)
            while place >= 0:
                packed[place + flags] |= 1
                place = packed.find(start, place + 1)
    with pytest.raises(SmartError, match="unpack it into a folder") as said:
        opening.check(bytes(packed))
    assert (said.value.code, said.value.next) == (1, "smartcli restore FOLDER")


def test_a_backup_of_very_many_files_is_opened_once_and_that_it_takes_long_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = {f"exercises/{number}": b"" for number in range(opening.USUALLY + 1)}
    data = archive.render(files, NOON)
    opened = []

    class Counted(zipfile.ZipFile):
        def __init__(self, *given: Any) -> None:
            opened.append(1)
            super().__init__(*given)

    monkeypatch.setattr(zipfile, "ZipFile", Counted)
    found = opening.check(data)
    assert [found.read(name) for name in found.names[:99]] == [b""] * 99
    assert len(opened) == 1
    assert opening.beside(found)[0].startswith("There are 20001 files in this backup, far more than usual.")
    assert opening.beside(found.but(names=found.names[1:])) == []


def test_in_a_zip_what_is_there_twice_and_what_is_a_link_is_odd() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("once", b"1")
        archive.writestr("twice", b"12")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("twice", b"123")
        link = zipfile.ZipInfo("link")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, b"once")
    found = packs.Zipped(data.getvalue())
    assert found.odd == {"twice", "link"}
    assert found.closed == set()
    assert found.sizes == {"once": 1, "twice": 3, "link": 4}


@pytest.mark.parametrize("before", [b"junk", bytes(70_000), b"PK\5\6"])
def test_what_stands_before_a_zip_is_passed_over(before: bytes) -> None:
    data = archive.render(FILES, NOON, entries=3)
    found = opening.check(before + data)
    assert {name: found.read(name) for name in found.names} == FILES
    assert found.size == len(data)


def test_what_stands_before_a_zip_gives_no_room_for_more_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "USUAL", 50_000)
    data = archive.render({"exercises/a": bytes(300_000)}, NOON)
    for before in (b"", os.urandom(100_000)):
        with pytest.raises(Damaged, match="more in this file than a journal can be"):
            opening.check(before + data)


class Counting(disk.System):
    """It counts the bytes that are read."""

    def __init__(self) -> None:
        self.bytes = 0

    def read(self, file: int, size: int) -> bytes:
        data = super().read(file, size)
        self.bytes += len(data)
        return data


@pytest.mark.parametrize("begins", [b"", b"PK\3\4", b"a zip"])
@pytest.mark.parametrize("size", [300 << 20, opening.MOST, 1 << 40])
def test_a_big_file_that_is_no_backup_is_told_by_little_of_it(tmp_path: Path, begins: bytes, size: int) -> None:
    path, system = tmp_path / "big", Counting()
    ends = zip_of({"a film": bytes(99)}) if begins == b"a zip" else b""
    with path.open("wb") as file:
        file.write(begins)
        file.truncate(size)
        file.seek(0, 2)
        file.write(ends)
    with pytest.raises(SmartError) as told:
        opening.load(path, system)
    if begins == b"PK\3\4":
        assert (type(told.value), str(told.value)) == (Damaged, str(opening.torn()))
    else:
        assert (told.value.code, str(told.value)) == (1, "This file is not a backup of smartcli.")
    assert system.bytes < 1 << 18


def test_a_big_backup_is_read_as_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = archive.render(FILES, NOON, entries=3)
    monkeypatch.setattr(opening, "USUAL", len(data) - 1)
    (tmp_path / "b.zip").write_bytes(data)
    (tmp_path / "link").symlink_to("b.zip")
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        size_of_list = len(data) - zipped.start_dir - 22  # after it stands where it is
    monkeypatch.setattr(packs, "LIST", size_of_list)
    assert opening.load(tmp_path / "link").entries == 3
    monkeypatch.setattr(opening, "MOST", len(data) - 1)
    with pytest.raises(Damaged, match="more in this file than a journal can be"):
        opening.load(tmp_path / "link")
    monkeypatch.setattr(packs, "LIST", size_of_list - 1)
    with pytest.raises(SmartError, match="not a backup of smartcli"):
        opening.load(tmp_path / "link")
