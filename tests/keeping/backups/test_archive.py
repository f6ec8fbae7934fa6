"""One file with everything: what goes in comes out, what is not ours is refused, a fault is never a backup."""

import errno
import hashlib
import io
import json
import os
import shutil
import stat
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journal.making import NOON, Faulty, entry, fault

from smartcli.errors import Damaged, SmartError
from smartcli.home import disk
from smartcli.home.disk import SYSTEM
from smartcli.home.reasons import why
from smartcli.home.seal.keys import Keys
from smartcli.journal import Journal
from smartcli.keeping.backups import archive, drill, gathering, names, opening, restoring
from smartcli.keeping.backups.gathering import Gathered, LeftOut, gather

# Names as a person's system may allow them: any bytes but the slash and NUL, none of which begins with a dot.
NAMES = st.binary(min_size=1, max_size=40).filter(lambda name: not set(name) & set(b"/\0") and name[:1] != b".")
FILES = st.dictionaries(NAMES, st.binary(max_size=200), max_size=6)
unhurried = settings(deadline=None, max_examples=60)


def filled(home: Path) -> Path:
    """A home with one of everything."""
    journal = Journal(home)
    for minutes in range(3):
        journal.append(entry(f"a row {minutes} 😀 é", minutes=minutes))
    for name, content in {
        "settings.toml": 'name = "Sam"\n',
        "exercises/mine.toml": "format = 1\n",
        "drafts/check-in-01.json": "{}",
        "drafts/check-in-02.age": "sealed",
        "quarantine/00.line": "torn",
        "key/recipient": "age1x\n",
        "key/identity.age": "secret",
        "key/identity.sum": "sum\n",
        "at-hand.toml": "cache = 1\n",
        "backups/my-log-2026-01-01-1200.zip": "PK",
        "lock": "",
        "drafts/check-in-01.lock": "",
        "exercises/.mine.toml.swp": "swap",
        "exercises/.hidden/x.toml": "",
        "quarantine/half.tmp": "",
    }.items():
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_text(content)
    return home


def made(home: Path) -> bytes:
    return archive.render(gather(home, SYSTEM).files, NOON, entries=3)


def zipped(files: dict[str, bytes], **more: Any) -> bytes:
    """An archive as we would make it, of whatever is wanted."""
    return archive.render(files, NOON, **more)


def refusal(data: bytes) -> SmartError:
    with pytest.raises(SmartError) as problem:
        opening.check(data)
    return problem.value


STRANGE = "smartcli has not made this file as it is now. Nothing is taken from it."
TORN = "This backup is damaged: it is cut off, or was changed."


def test_x6_one_archive_holds_everything_and_nothing_that_can_be_made_anew(tmp_path: Path) -> None:
    home = filled(tmp_path / "home")
    device = (home / "device").read_text().split()[0]
    assert sorted(opening.check(made(home)).names) == [
        "device",
        "drafts/check-in-01.json",
        "drafts/check-in-02.age",
        "exercises/mine.toml",
        f"journal/{device}/000001.jsonl",
        "key/identity.age",
        "key/identity.sum",
        "key/recipient",
        "quarantine/00.line",
        "settings.toml",
    ]


def test_the_manifest_is_first_and_tells_every_size_and_hash(tmp_path: Path) -> None:
    home = filled(tmp_path / "home")
    with zipfile.ZipFile(io.BytesIO(made(home))) as archive:
        first, *others = archive.infolist()
        manifest = json.loads(archive.read(first))
        contents = {head.filename: archive.read(head) for head in others}
    assert first.filename == "manifest.json"
    assert (manifest["schema"], manifest["made"], manifest["entries"]) == (1, "2026-03-10T12:00:00.000000+01:00", 3)
    assert manifest["files"] == {
        name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in contents.items()
    }
    assert contents["settings.toml"] == b'name = "Sam"\n'


def test_the_file_is_the_person_s_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        archive.write(tmp_path / "b.zip", gather(filled(tmp_path / "home"), SYSTEM), NOON, SYSTEM)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600


def test_conflict_copies_other_devices_and_torn_lines_are_taken_as_they_lie(tmp_path: Path) -> None:
    home = filled(tmp_path / "home")
    odd = {
        "journal/abcdefgh/000001.jsonl.age": b"\x00\xff",
        "journal/abcdefgh/000001.sync-conflict-20260310-120000.jsonl": b'{"torn',
        "journal/abcdefgh/000001 (Ana's conflicted copy).jsonl": b"\r\n",
    }
    for name, data in odd.items():
        (home / name).parent.mkdir(exist_ok=True)
        (home / name).write_bytes(data)
    whole = opening.check(made(home))
    assert {name: whole.read(name) for name in odd} == odd


def test_links_in_the_journal_are_named_and_not_followed_and_the_rest_is_taken(tmp_path: Path) -> None:
    home = filled(tmp_path / "home")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "000001.jsonl").write_text("not mine")
    (home / "journal" / "linkedxx").symlink_to(tmp_path / "elsewhere")
    (home / "journal" / "lost.jsonl").symlink_to(tmp_path / "nowhere")
    found = gather(home, SYSTEM)
    assert found.left == (
        LeftOut(path="journal/linkedxx", is_link=True),
        LeftOut(path="journal/lost.jsonl", is_link=True),
    )
    assert len(found.files) == 10


@pytest.mark.parametrize("name", ["journal", "drafts", "exercises", "quarantine"])
def test_a_folder_that_leads_to_what_is_above_the_home_is_named_and_not_looked_into(name: str, tmp_path: Path) -> None:
    home = filled(tmp_path / "above" / "home")
    shutil.rmtree(home / name, ignore_errors=True)
    (home / name).symlink_to(tmp_path / "above")
    (tmp_path / "above" / "diary.jsonl").write_text("mine")
    gathered = gather(home, SYSTEM)
    assert LeftOut(path=name, is_link=True) in gathered.left
    assert not [file for file in gathered.files if "diary" in file]


def test_of_a_folder_of_which_all_is_taken_a_link_is_followed_within_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = filled(tmp_path / "home")
    shutil.rmtree(home / "quarantine", ignore_errors=True)
    (tmp_path / "much").mkdir()
    for number in range(20):
        (tmp_path / "much" / f"{number}").write_bytes(b"much")
    (home / "quarantine").symlink_to(tmp_path / "much")
    monkeypatch.setattr(gathering, "NAMES", 10)
    gathered = gather(home, SYSTEM)
    assert sum(name.startswith("quarantine/") for name in gathered.files) == 10
    assert [one.is_much for one in gathered.left] == [True]


def test_what_lies_in_the_home_itself_and_a_linked_journal_have_no_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = filled(tmp_path / "home")
    for name in ("exercises", "key"):  # in which links are followed
        shutil.rmtree(home / name)
    (home / "journal").rename(tmp_path / "carried")
    (home / "journal").symlink_to(tmp_path / "carried")
    whole = gather(home, SYSTEM).files
    monkeypatch.setattr(gathering, "NAMES", 1)
    gathered = gather(home, SYSTEM)
    assert (gathered.files, gathered.left) == (whole, ())


def test_a_linked_journal_folder_and_linked_exercises_are_followed(tmp_path: Path) -> None:
    home = filled(tmp_path / "home")
    (home / "journal").rename(tmp_path / "carried")
    (home / "journal").symlink_to(tmp_path / "carried")
    (home / "exercises" / "mine.toml").rename(tmp_path / "mine.toml")
    (home / "exercises" / "mine.toml").symlink_to(tmp_path / "mine.toml")
    found = gather(home, SYSTEM)
    assert (len(found.files), found.left) == (10, ())


def test_a_journal_that_is_not_there_is_no_empty_one(tmp_path: Path) -> None:
    home = filled(tmp_path / "home")
    (home / "journal").rename(tmp_path / "gone")
    assert gather(home, SYSTEM).left == (LeftOut(path="journal"),)
    (home / "journal").symlink_to(tmp_path / "a-disk-that-is-not-there")
    assert gather(home, SYSTEM).left == (LeftOut(path="journal", is_link=True),)


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    home = filled(tmp_path / "home")
    broken = Faulty({"read": [None, None, fault(errno.EIO), fault(errno.EIO)]})
    assert [left.is_link for left in gather(home, broken).left] == [False]


def test_two_names_that_are_one_on_other_systems_are_kept_apart(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "exercises").mkdir(parents=True)
    for name in ("Mine.toml", "mine.toml", "é.toml", "e\u0301.toml"):
        (home / "exercises" / name).write_text(name)
    whole = opening.check(made(home))
    assert len({names.folded(name) for name in whole.names}) == 4
    with drill.unpacked(whole, tmp_path / "none") as folder:
        assert {path.name: path.read_text() for path in (folder / "exercises").iterdir()} == {
            name: name for name in ("Mine.toml", "mine.toml", "é.toml", "e\u0301.toml")
        }


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("exercises/für mich.toml", "exercises/für mich.toml"),
        ("exercises/100%.toml", "exercises/100%25.toml"),
        ("exercises/a:b?", "exercises/a%3Ab%3F"),
        ("exercises/a\nb\u202e", "exercises/a%0Ab%E2%80%AE"),
        ("exercises/what is left. .", "exercises/what is left%2E%20%2E"),
        (os.fsdecode(b"exercises/a\xff"), "exercises/a%FF"),
    ],
)
def test_a_name_is_readable_in_a_backup_and_one_that_every_system_can_hold(path: str, name: str) -> None:
    assert names.packed(path, ()) == name
    assert names.unpacked(name) == tuple(path.split("/"))


@pytest.mark.parametrize("name", ["exercises/a%3Ab", "exercises/a%2E", "exercises/a%20"])
def test_where_a_system_cannot_hold_a_name_the_file_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert names.unpacked(name) is not None
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", "nt")
        assert (names.unpacked(name), names.unpacked("exercises/a")) == (None, ("exercises", "a"))


@given(FILES)
@unhurried
def test_x1_any_name_and_any_bytes_of_an_exercise_come_back(
    tmp_path_factory: pytest.TempPathFactory, files: dict[bytes, bytes]
) -> None:
    base = tmp_path_factory.mktemp("any")
    folder = os.fsencode(base / "home" / "exercises")
    os.makedirs(folder)
    kept = {name: data for name, data in files.items() if not name.endswith(b".tmp")}
    for name, data in files.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
    whole = opening.check(made(base / "home"))
    plan = restoring.plan(whole, base / "new")
    restoring.put(whole, plan.parts["exercises"], base / "new")
    there = os.fsencode(base / "new" / "exercises")
    found = {}
    for name in os.listdir(there) if kept else []:
        with open(os.path.join(there, name), "rb") as file:
            found[name] = file.read()
    assert found == kept
    assert restoring.plan(whole, base / "new").parts["exercises"].counts == {
        "added": 0,
        "already": len(kept),
        "refused": 0,
    }


@pytest.mark.parametrize("call", ["open", "read", "stat", "scan"])
@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES, errno.ESTALE])
def test_a_fault_while_gathering_never_leaves_a_file_out_in_silence(tmp_path: Path, call: str, number: int) -> None:
    home = filled(tmp_path / "home")
    whole = gather(home, SYSTEM).files
    for passed in range(26):
        found = gather(home, Faulty({call: [*[None] * passed, fault(number)]}))
        left = {left.path for left in found.left}
        missing = [name for name in whole if name not in found.files]
        assert all(any(f"{name}/".startswith(f"{path}/") for path in left) for name in missing)
        assert len(left) <= 1
        assert {name: whole[name] for name in found.files} == found.files


# Hostile files


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../outside",
        "exercises/../../outside",
        "exercises/%2E%2E%2Foutside",
        "exercises/%2e.toml",
        "exercises/%",
        "exercises\\mine.toml",
        "C:/mine.toml",
        "exercises/C:mine.toml",
        "exercises//mine.toml",
        "exercises/./mine.toml",
        "exercises/",
        "exercises/.hidden",
        "exercises/%00",
        "exercises/a\nb",
        "exercises/a\u202eb",
        "",
    ],
)
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    assert str(refusal(zipped({name: b"x"}))) == STRANGE


def test_a_nul_in_a_name_is_refused() -> None:
    data = zipped({"exercises/aXb": b"x"})
    assert isinstance(refusal(data.replace(b"aXb", b"a\0b")), Damaged)


def test_names_that_differ_by_case_or_are_one_after_unpacking_are_refused() -> None:
    for other in ("exercises/A", "exercises/%61"):
        assert str(refusal(zipped({"exercises/a": b"x", other: b"y"}))) == STRANGE


def test_a_name_that_comes_twice_is_refused() -> None:
    out = io.BytesIO(zipped({"exercises/a": b"x"}))
    with zipfile.ZipFile(out, "a") as again, pytest.warns(UserWarning, match="Duplicate"):
        again.writestr("exercises/a", b"y")
    assert str(refusal(out.getvalue())) == STRANGE


def test_a_link_inside_is_refused() -> None:
    data = zipped({"exercises/a": b"/etc/passwd"})
    assert str(refusal(data.replace(b"\0\0\x80\x81", b"\0\0\xff\xa1"))) == STRANGE


def test_a_file_too_many_is_passed_over_and_counted() -> None:
    out = io.BytesIO(zipped({"exercises/a": b"x"}))
    with zipfile.ZipFile(out, "a") as more:
        more.writestr("exercises/b", b"y")
        more.writestr("../../outside", b"y")
    found = opening.check(out.getvalue())
    assert (found.names, found.passed_over) == (("exercises/a",), 2)


def test_a_bomb_is_refused_before_anything_is_unpacked() -> None:
    bomb = zipped({f"exercises/{number}": bytes(60 << 20) for number in range(2)})
    assert len(bomb) < 1 << 20
    assert str(refusal(bomb)) == "There is more in this file than a journal can be. Nothing is taken from it."


TOO_MUCH = "There is more in this file than a journal can be. Nothing is taken from it."
SOME = {"exercises/a": bytes(5_000), "exercises/b": bytes(600)}  # each bigger than the list of them


@pytest.mark.parametrize(
    ("bound", "least"),
    [("MANY", 2), ("MOST", 5_600), ("BIGGEST", 5_000)],
    ids=["files", "bytes of all", "bytes of one"],
)
def test_each_bound_of_a_backup_holds_alone(monkeypatch: pytest.MonkeyPatch, bound: str, least: int) -> None:
    monkeypatch.setattr(opening, bound, least)
    assert opening.check(zipped(SOME)).names == ("exercises/a", "exercises/b")
    monkeypatch.setattr(opening, bound, least - 1)
    assert str(refusal(zipped(SOME))) == TOO_MUCH


def test_a_list_of_files_too_big_to_read_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({"exercises/a": b"x"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("manifest.json").file_size
    monkeypatch.setattr(opening, "BIGGEST", size)
    assert opening.check(data).names == ("exercises/a",)
    monkeypatch.setattr(opening, "BIGGEST", size - 1)
    assert str(refusal(data)) == TOO_MUCH


def test_how_small_it_was_packed_matters_from_a_size_on(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"exercises/a": bytes(1 << 20)}
    data = zipped(files)
    assert len(data) * 500 < 1 << 20
    assert opening.check(data).names == ("exercises/a",)
    files = {"exercises/a": bytes(100_000)}
    data = zipped(files)
    for usual, tightest, is_taken in (
        (100_000, 0, True),
        (99_999, 100_000 / len(data), True),
        (99_999, 99_999 / len(data), False),
    ):
        monkeypatch.setattr(opening, "USUAL", usual)
        monkeypatch.setattr(opening, "TIGHTEST", tightest)
        if is_taken:
            assert opening.check(data).read("exercises/a") == files["exercises/a"]
        else:
            assert str(refusal(data)) == TOO_MUCH


def test_a_file_as_big_as_no_backup_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({"exercises/a": b"x"})
    (tmp_path / "b.zip").write_bytes(data)
    monkeypatch.setattr(opening, "MOST", len(data))
    assert opening.load(tmp_path / "b.zip").names == ("exercises/a",)
    monkeypatch.setattr(opening, "MOST", len(data) - 1)
    with pytest.raises(Damaged, match="more in this file"):
        opening.load(tmp_path / "b.zip", Faulty({"read": fault(errno.EIO)}))


@pytest.mark.parametrize("data", [zipped({"exercises/a": b"x"})[:-30], b"no backup"], ids=["torn", "foreign"])
def test_a_link_to_what_is_too_big_to_be_read_at_once_is_looked_at_as_what_it_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    (tmp_path / "b.zip").write_bytes(data)
    (tmp_path / "link.zip").symlink_to(tmp_path / "b.zip")
    monkeypatch.setattr(opening, "USUAL", len(data) - 1)
    said = set()
    for name in ("b.zip", "link.zip"):
        with pytest.raises(SmartError) as caught:
            opening.load(tmp_path / name)
        said.add(str(caught.value))
    assert len(said) == 1


def test_sizes_that_lie_are_found() -> None:
    data = bytearray(zipped({"exercises/a": bytes(1_000)}))
    place = data.rindex(b"exercises/a") - 46 + 24  # the size in the list at the end
    data[place : place + 4] = (10).to_bytes(4, "little")
    assert isinstance(refusal(bytes(data)), Damaged)
    huge = bytearray(data)
    huge[place : place + 4] = (0xFFFFFFF0).to_bytes(4, "little")
    assert str(refusal(bytes(huge))) == "There is more in this file than a journal can be. Nothing is taken from it."


@pytest.mark.parametrize("data", [b"", b"hello", b"\x1f\x8b gzip", b'{"schema":1,"entries":[]}'])
def test_what_is_no_zip_is_said_to_be_no_backup(data: bytes) -> None:
    assert str(refusal(data)) == "This file is not a backup of smartcli."


def test_another_zip_is_no_backup() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        other.writestr("exercises/a", b"x")
    assert str(refusal(out.getvalue())) == "This file is not a backup of smartcli."


def test_a_newer_one_asks_for_an_update() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped({}))) as archive:
        manifest = {**json.loads(archive.read("manifest.json")), "schema": 2}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        other.writestr("manifest.json", json.dumps(manifest))
    assert str(refusal(out.getvalue())) == (
        "This backup comes from a newer smartcli. Please update first. Nothing was changed."
    )


@pytest.mark.parametrize(
    "manifest", [b"[]", b"{}", b'{"schema":"1"}', b'{"schema":1,"files":[]}', b"\xff", b"[" * 9_999]
)
def test_an_odd_manifest_is_refused(manifest: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        other.writestr("manifest.json", manifest)
    assert "is not a backup of smartcli" in str(refusal(out.getvalue())) or manifest[:1] in b"\xff["


def test_every_cut_is_found(tmp_path: Path) -> None:
    data = made(filled(tmp_path / "home"))
    for length in range(0, len(data), 37):
        assert isinstance(refusal(data[:length]), Damaged if length > 1 else SmartError)


def test_a_changed_byte_never_gives_another_content(tmp_path: Path) -> None:
    data = made(filled(tmp_path / "home"))
    whole = opening.check(data)
    contents = {name: whole.read(name) for name in whole.names}
    harmless = 0
    for place in range(len(data)):
        changed = data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :]
        try:
            found = opening.check(changed)
        except SmartError:
            continue
        harmless += 1  # in a time stamp or another field that says nothing of the content
        assert {name: found.read(name) for name in found.names} == contents
    assert harmless < len(data) / 3


def test_a_file_whose_hash_does_not_fit_is_counted() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(zipped({"exercises/a": b"x", "exercises/b": b"y"}))) as right:
        manifest = right.read("manifest.json")
    with zipfile.ZipFile(out, "w") as wrong:
        wrong.writestr("manifest.json", manifest)
        wrong.writestr("exercises/a", b"z")
    assert str(refusal(out.getvalue())) == (
        "This backup is damaged: 2 of its files are missing or are not what was put in."
    )


# Faults


NUMBERS = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES)


@pytest.mark.parametrize("call", ["open", "read", "write", "flush", "stat", "chmod", "swap"])
@pytest.mark.parametrize("number", NUMBERS)
def test_w1_a_fault_at_any_call_is_never_a_backup(tmp_path: Path, call: str, number: int) -> None:
    files = Gathered(files={"exercises/a": b"x" * 5_000}, left=())
    for before in range(6):
        folder = tmp_path / str(before)
        folder.mkdir()
        system = Faulty({call: [*[None] * before, fault(number)]})
        try:
            archive.write(folder / "b.zip", files, NOON, system)
        except SmartError as error:
            said = str(error)
            assert list(folder.iterdir()) == []
        else:
            said = ""
            assert opening.load(folder / "b.zip").read("exercises/a") == b"x" * 5_000
        assert said in ("", f"There is no new backup: {why(OSError(number, ''))}. What you have is as it was.")


def test_a_short_write_is_gone_on_with(tmp_path: Path) -> None:
    files = Gathered(files={"exercises/a": os.urandom(5_000)}, left=())
    archive.write(tmp_path / "b.zip", files, NOON, Faulty({"write": [1, 7, 100]}))
    assert opening.load(tmp_path / "b.zip").read("exercises/a") == files.files["exercises/a"]


class Forgetful(Faulty):
    """A disk that takes everything and gives back something else."""

    def read(self, file: int, size: int) -> bytes:
        return super().read(file, size)[:-1]


def test_a_disk_that_does_not_give_back_what_was_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(SmartError, match="does not give back what was written"):
        archive.write(tmp_path / "b.zip", Gathered(files={"device": b"x"}, left=()), NOON, Forgetful({}))
    assert list(tmp_path.iterdir()) == []


# The drill


def test_the_drill_reads_the_journal_in_a_private_folder_that_goes_afterwards(tmp_path: Path) -> None:
    home = filled(tmp_path / "home")
    with drill.unpacked(opening.check(made(home)), home) as folder:
        assert folder.parent == home
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert drill.count(folder, Keys(folder)).entries == 0  # in a sealed journal, lines in the open are anybody's
    assert not folder.exists()
    shutil.rmtree(home / "key")
    with drill.unpacked(opening.check(made(home)), home) as folder:
        assert drill.count(folder, Keys(folder)) == drill.Count(entries=3, trash=0, unreadable=0)


def test_the_drill_counts_the_trash_and_what_cannot_be_read(tmp_path: Path) -> None:
    home = tmp_path / "home"
    journal = Journal(home)
    for minutes in range(3):
        journal.append(entry(minutes=minutes))
    journal.delete([journal.entries()[0].id], at=NOON)
    with (next((home / "journal").glob("*/*.jsonl"))).open("ab") as file:
        file.write(b'{"torn\n')
    with drill.unpacked(opening.check(made(home)), home) as folder:
        assert drill.count(folder, Keys(folder)) == drill.Count(entries=2, trash=1, unreadable=1)


def test_a_drill_that_cannot_read_all_of_the_journal_just_now_counts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, real = tmp_path / "home", disk.System.open
    Journal(home).append(entry())
    shutil.copytree(next((home / "journal").iterdir()), home / "journal" / "another1")

    def failing(system: disk.System, path: str, flags: int) -> int:
        if "another1" in path:
            raise fault(errno.EIO)
        return real(system, path, flags)

    with drill.unpacked(opening.check(made(home)), home) as folder:
        monkeypatch.setattr(disk.System, "open", failing)
        with pytest.raises(Damaged, match="Not all of this backup can be read just now"):
            drill.count(folder, Keys(folder))


def test_what_a_killed_drill_left_is_taken_away_after_a_day(tmp_path: Path) -> None:
    old, new = tmp_path / "backups" / ".unpacked-old", tmp_path / ".unpacked-new"
    for folder in (old, new):
        (folder / "journal").mkdir(parents=True)
    half, young = (tmp_path / "backups" / f".my-log.zip.{n}.tmp" for n in range(2))  # cut off while it was written
    for file in (half, young):
        file.write_bytes(b"PK")
    for place in (old, half):
        os.utime(place, (1, 1))
    drill.sweep(tmp_path)
    assert [place.exists() for place in (old, half, new, young)] == [False, False, True, True]


def test_the_crc_of_the_zip_is_that_of_the_file() -> None:
    """So that any unpacking program notices damage, too."""
    with zipfile.ZipFile(io.BytesIO(zipped({"exercises/a": b"x"}))) as archive:
        assert zlib.crc32(b"x") == archive.getinfo("exercises/a").CRC
        assert archive.testzip() is None
