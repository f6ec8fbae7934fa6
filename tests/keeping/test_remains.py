"""What a command was to erase or to seal is looked for before it is said: no place that is left is passed over."""

import errno
import io
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from tests.keeping.harbour import WHY, at_home, filled, tells
from tests.keeping.stuck import stuck
from tests.person import OWN, Person, Said, unwrapped

from smartcli.home import disk, marks
from smartcli.home.disk import System

ERASED, SEALED, OPEN = "1 entry is erased.", "Sealed. From now on", "Open. Your entries are plain files again"
NAMES = {
    "journal": "the journal",
    "drafts": "the drafts",
    "quarantine": "the quarantine",
    "digests": "what is counted ahead",
    "backups": "the backups",
    "settings.toml": "the settings",
    "marks.toml": "the marks",
    "homework.toml": "the homework",
    "at-hand.toml": "what urge and help-now show",
    "key": "the key",
    "device": "the name of this machine's folder",
}


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Made once; each test has a copy of its own."""
    plain = filled(Person(tmp_path_factory.mktemp("plain") / "home"))
    home = tmp_path_factory.mktemp("sealed") / "home"
    shutil.copytree(plain.home, home)
    closed = Person(home)
    closed.passphrases = [OWN]
    assert closed.types("lock", "--yes", "--show", "nothing").code == 0
    return {"plain": plain.home, "sealed": home}


@pytest.fixture
def writer(person: Person, homes: dict[str, Path]) -> Person:
    return at_home(person, homes["plain"])


@pytest.fixture
def locked(person: Person, homes: dict[str, Path]) -> Person:
    return at_home(person, homes["sealed"])


def refused(said: Said, place: str, *done: str) -> None:
    """It is not said to be done; the place is named, with what to do."""
    assert said.code == 1, (said.out, said.err)
    assert not [text for text in done if text in said.out]
    assert NAMES[place] in said.err
    assert said.err.rstrip().rpartition(" smartcli ")[2]  # something to type


# Forgetting entries


def test_every_place_tells_of_it_before_and_none_after(writer: Person) -> None:
    assert tells(writer.home) >= {"journal", "drafts", "quarantine", "backups", "at-hand.toml"}
    said = writer.types("forget", "--exercise", WHY, "--yes")
    assert (said.code, said.err, ERASED in said.out) == (0, "", True)
    assert tells(writer.home) == {"settings.toml", "backups"}  # the name, which is of no entry
    assert tells(writer.home, b"harbour lights") == tells(writer.home, b"harbour draft") == set()
    assert not (writer.home / "unfinished").exists()


@pytest.mark.parametrize("place", ["drafts", "quarantine", "backups", "marks.toml", "at-hand.toml", "digests"])
@pytest.mark.parametrize("is_sealed", [False, True], ids=["plain", "sealed"])
def test_what_a_forget_cannot_erase_is_named_and_erased_when_it_goes_on(
    person: Person, homes: dict[str, Path], place: str, is_sealed: bool
) -> None:
    writer = at_home(person, homes["sealed" if is_sealed else "plain"])
    if is_sealed and place in ("at-hand.toml", "digests"):  # nothing stands in them then
        return
    stay = list((writer.home / place).glob("*.zip")) if place == "backups" else [writer.home / place]
    with stuck(*stay):
        said = writer.types("forget", "--exercise", WHY, "--yes")
    refused(said, place, ERASED)
    assert "Erasing entries was begun and not finished." in " ".join(writer.types("doctor").out.split())
    said = writer.types("forget", "--go-on")
    assert (said.code, said.err) == (0, "")
    writer.types("unlock", "--yes")
    assert tells(writer.home, b"harbour lights") == tells(writer.home, b"harbour draft") == set()
    assert [entry["exercise"] for entry in writer.entries()] == ["urge-log"]


def test_a_journal_of_somebody_else_is_left_as_it_is_and_that_is_said(writer: Person) -> None:
    before = sorted((file, file.read_bytes()) for file in writer.home.rglob("*") if file.is_file())
    with stuck(writer.home / "journal"):
        said = writer.types("forget", "--exercise", WHY, "--yes")
    assert said.code == 1
    assert said.err.startswith("Nothing was erased (")
    assert ERASED not in said.out
    after = sorted((file, file.read_bytes()) for file in writer.home.rglob("*") if file.is_file())
    assert [one for one in after if one not in before and "backups" not in one[0].parts] == []
    assert [one for one in before if one not in after] == []


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
@pytest.mark.parametrize(
    "argv",
    [["forget", "--exercise", WHY, "--yes"], ["forget", "--everything", "--yes"], ["lock", "--yes"]],
    ids=["forget", "everything", "lock"],
)
def test_on_a_disk_that_takes_nothing_nothing_is_done_and_nothing_said_to_be(
    writer: Person, argv: list[str], number: int
) -> None:
    before = sorted((file, file.read_bytes()) for file in writer.home.rglob("*") if file.is_file())
    with stuck(writer.home, number=number):
        said = writer.types(*argv)
    assert (said.code != 0, "rased." in said.out, SEALED in said.out) == (True, False, False)
    assert sorted((file, file.read_bytes()) for file in writer.home.rglob("*") if file.is_file()) == before


def test_a_draft_that_another_window_works_on_is_no_draft_that_is_gone(writer: Person) -> None:
    stores = writer.world(io.StringIO(), io.StringIO(), None, b"").stores
    drafts = stores.drafts
    held = drafts.newest(WHY)
    assert held is not None
    refused(writer.types("forget", "--exercise", WHY, "--yes"), "drafts", ERASED)
    drafts.release(held)
    assert writer.types("forget", "--go-on").code == 0
    assert tells(writer.home, b"harbour draft") == set()


def test_another_forget_finishes_what_was_begun_drafts_of_its_exercise_too(writer: Person) -> None:
    with stuck(writer.home / "drafts"):
        refused(writer.types("forget", "--exercise", WHY, "--yes"), "drafts", ERASED)
    [other] = [entry["id"] for entry in writer.entries()]
    said = writer.types("forget", other, "--yes")
    assert (said.code, said.err) == (0, "")
    assert tells(writer.home, b"harbour draft") == tells(writer.home, b"long evening") == set()
    assert writer.types("forget", "--go-on").out == "Nothing was begun that is not finished. Nothing was changed.\n"


def test_a_backup_that_cannot_be_opened_may_tell_of_it(writer: Person) -> None:
    [backup] = (writer.home / "backups").glob("my-log*.zip")
    backup.write_bytes(backup.read_bytes()[:-30])
    said = writer.types("forget", "--exercise", WHY, "--yes")
    refused(said, "backups", ERASED)
    assert "take it away yourself" in said.err
    backup.unlink()
    assert writer.types("forget", "--go-on").code == 0


def test_a_copy_that_another_program_made_in_the_journal_is_found(writer: Person) -> None:
    [first, _last] = sorted(writer.home.glob("journal/*/*.jsonl"))
    shutil.copy(first, first.with_name(f"{first.name}.bak"))
    refused(writer.types("forget", "--exercise", WHY, "--yes"), "journal", ERASED)


# All there is


@pytest.mark.parametrize("place", list(NAMES))
def test_what_is_left_of_everything_is_named(locked: Person, place: str) -> None:
    if place == "digests":
        (locked.home / place / "abcdefgh-000001.jsonl.digest").write_bytes(b"harbour")
    locked.passphrases = []
    with stuck(locked.home / place):
        said = locked.types("forget", "--everything", "--yes")
    refused(said, place, "Erased.")
    assert (locked.home / place).exists()
    assert "smartcli forget --everything" in unbroken(locked.types("doctor").out)
    said = locked.types("forget", "--everything", "--yes")
    assert (said.code, said.err) == (0, "")
    assert [file.name for file in locked.home.rglob("*")] == ["lock"]


def test_where_only_an_empty_folder_stays_the_reason_is_said(writer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: System, path: str) -> None:
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT), path)

    with monkeypatch.context() as patch:
        patch.setattr(System, "remove_folder", full)
        said = writer.types("forget", "--everything", "--yes")
    assert (said.code, "Erased." in said.out) == (1, False)
    told = "the name of this machine's folder (1 file; your share of the disk is used up)"
    assert unwrapped(told) in unwrapped(said.err)
    assert writer.types("forget", "--everything", "--yes").code == 0


def unbroken(text: str) -> str:
    return " ".join(text.split())


def damage(home: Path, how: str) -> None:
    key = home / "key"
    if how == "damaged key":
        (key / "identity.age").write_bytes(b"age-encryption.org/v1\n-> scrypt")
    elif how == "half key":
        (key / "recipient").unlink()
    elif how == "no key":
        shutil.rmtree(key)
    elif how == "too costly":
        data = (key / "identity.age").read_bytes().split(b"\n")
        (key / "identity.age").write_bytes(b"\n".join([data[0], data[1].rpartition(b" ")[0] + b" 30", *data[2:]]))
    elif how == "settings":
        (home / "settings.toml").unlink()
        (home / "settings.toml").mkdir()
        (home / "settings.toml" / "one").write_bytes(b"harbour")
    elif how == "pipe":
        (home / "at-hand.toml").unlink(missing_ok=True)
        os.mkfifo(home / "at-hand.toml")
    elif how == "journal":
        for file in home.glob("journal/*/*"):
            file.write_bytes(b"\0" * 100)


@pytest.mark.parametrize(
    "how", ["whole", "damaged key", "half key", "no key", "too costly", "settings", "pipe", "journal"]
)
def test_whoever_lost_the_passphrase_can_start_anew(locked: Person, how: str) -> None:
    """No passphrase, no whole key, no settings, and no backup that keeps what should be gone."""
    damage(locked.home, how)
    locked.passphrases = []
    said = locked.types("forget", "--everything", answers=["no"])
    assert said.out.rstrip().endswith("Nothing was changed.")
    assert locked.types("forget", "--everything").code == 4
    said = locked.types("forget", "--everything", answers=["everything"])
    assert (said.code, said.err, "Erased." in said.out) == (0, "", True)
    assert [file.name for file in locked.home.rglob("*")] == ["lock"]
    locked.does("urge-log", {"strength": 1, "trigger": ["anew"]})
    assert len(locked.entries()) == 1


def test_a_journal_on_a_disk_that_is_not_there_is_not_said_to_be_gone(writer: Person, tmp_path: Path) -> None:
    (writer.home / "journal").rename(tmp_path / "stick")
    (writer.home / "journal").symlink_to(tmp_path / "elsewhere")
    refused(writer.types("forget", "--everything", "--yes"), "journal", "Erased.")


@pytest.mark.parametrize("place", ["drafts", "quarantine", "backups", "key"])
def test_a_part_on_a_disk_that_is_not_there_is_not_said_to_be_gone(locked: Person, tmp_path: Path, place: str) -> None:
    (locked.home / place).rename(tmp_path / "stick")
    (locked.home / place).symlink_to(tmp_path / "elsewhere")
    said = locked.types("forget", "--everything", "--yes")
    refused(said, place, "Erased.")
    assert "it is a link, and what it leads to is not there now" in unbroken(said.err)
    (tmp_path / "stick").rename(tmp_path / "elsewhere")
    assert locked.types("forget", "--everything", "--yes").code == 0
    assert tells(tmp_path) == set()


def test_sealed_what_other_machines_wrote_is_named_where_they_cannot_be_told(locked: Person) -> None:
    shutil.copytree(next((locked.home / "journal").iterdir()), locked.home / "journal" / "another1")
    locked.passphrases = []
    said = locked.types("forget", "--everything", "--yes")
    assert (said.code, "what other machines wrote" in said.err, "Erased." in said.out) == (1, True, False)
    assert "they cannot be told without the passphrase; take the folder" in unbroken(said.err)
    assert [folder.name for folder in (locked.home / "journal").iterdir()] == ["another1"]


def test_what_other_machines_wrote_is_named_where_what_this_one_wrote_tells_them(writer: Person) -> None:
    [ours] = (writer.home / "journal").iterdir()
    shutil.copytree(ours, ours.with_name("another1"))
    said = writer.types("forget", "--everything", "--yes")
    assert (said.code, "Erased." in said.out) == (1, False)
    assert "what other machines wrote (2 files; hidden there, and erased when you agree there)" in unbroken(said.err)
    assert sorted(folder.name for folder in ours.parent.iterdir()) == sorted(["another1", ours.name])
    assert not any(b"harbour" in file.read_bytes() for file in ours.iterdir())


@pytest.mark.parametrize("name", ["settings.toml", "marks.toml"])
def test_what_cannot_be_looked_at_is_named_once_and_nothing_else_for_it(
    writer: Person, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    real = disk.System.open

    def closed(system: disk.System, path: str, flags: int) -> int:
        if path.endswith(name):
            raise PermissionError(errno.EACCES, "", path)
        return real(system, path, flags)

    monkeypatch.setattr(disk.System, "open", closed)
    said = writer.types("forget", "--exercise", "urge-log", "--yes")
    assert said.code == 1
    places = unbroken(said.err).partition(" in: ")[2]
    assert places.count("it belongs to somebody else") == places.count(f"{NAMES[name]} (1 file; it belongs to") == 1
    assert "the marks (" not in places or name == "marks.toml"


def test_marks_that_could_not_be_read_once_on_the_way_are_named_with_the_reason(
    writer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, reasons = marks.read, iter(["the disk has a fault"])
    monkeypatch.setattr(marks, "read", lambda *given: real(*given).but(unread=next(reasons, "")))
    said = writer.types("forget", "--exercise", "urge-log", "--yes")
    refused(said, "marks.toml", ERASED)
    assert "the marks (1 file; Which cards stand first or were put away cannot be read" in unbroken(said.err)
    monkeypatch.undo()
    assert writer.types("forget", "--go-on").code == 0


# Sealing, and the way back


@pytest.mark.parametrize(
    "place",
    ["journal", "drafts", "quarantine", "settings.toml", "marks.toml", "homework.toml", "at-hand.toml", "digests"],
)
def test_what_lock_cannot_seal_is_named_and_sealed_when_it_goes_on(writer: Person, place: str) -> None:
    with stuck(writer.home / place):
        refused(writer.types("lock", "--yes", "--show", "nothing"), place, SEALED)
    assert "Sealing was begun and not finished." in unbroken(writer.types("doctor").out)
    said = writer.types("lock")
    assert (said.code, said.err) == (0, "")
    assert tells(writer.home) == {"backups"}
    assert writer.types("lock", "--drop-plain").code == 0
    assert tells(writer.home) == set()
    assert len(writer.entries()) == 2


def test_where_no_key_can_be_written_nothing_is_sealed(writer: Person) -> None:
    with stuck(writer.home / "key"):
        said = writer.types("lock", "--yes")
    assert (
        said.code,
        said.err.startswith("The key could not be written. Nothing is sealed. The reason: "),
        SEALED in said.out,
    ) == (1, True, False)
    assert writer.types("lock", "--yes").code == 0


@pytest.mark.parametrize("place", ["journal", "drafts", "quarantine", "settings.toml", "marks.toml", "homework.toml"])
def test_what_unlock_cannot_open_is_named_and_opened_when_it_goes_on(locked: Person, place: str) -> None:
    with stuck(locked.home / place):
        refused(locked.types("unlock", "--yes"), place, OPEN)
    assert "smartcli unlock" in unbroken(locked.types("doctor").out)
    said = locked.types("unlock", "--yes")
    assert (said.code, said.err) == (0, "")
    assert tells(locked.home) >= {"journal", "drafts", "quarantine", "settings.toml"}


def test_where_the_key_cannot_be_turned_off_all_stays_sealed(locked: Person) -> None:
    locked.types("lock", "--drop-plain")
    with stuck(locked.home / "key"):
        said = locked.types("unlock", "--yes")
    assert (said.code, "All is sealed as before." in said.err, OPEN in said.out) == (1, True, False)
    assert tells(locked.home) == set()
    assert "was begun" not in locked.types("doctor").out


@pytest.mark.parametrize("how", ["stuck", "damaged"])
def test_a_readable_backup_that_does_not_go_is_named(locked: Person, how: str) -> None:
    found = [file for file in (locked.home / "backups").glob("*.zip") if "harbour" in str(inside(file)).lower()]
    assert len(found) == 2
    if how == "damaged":
        found[0].write_bytes(found[0].read_bytes()[:-9])
    with stuck(found[0] if how == "stuck" else locked.home / "nowhere"):
        said = locked.types("lock", "--drop-plain")
    refused(said, "backups")
    assert "1 readable backup removed." in said.out
    assert found[0].exists()
    assert not found[1].exists()


def inside(file: Path) -> list[bytes]:
    with zipfile.ZipFile(file) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_a_backup_with_readable_settings_is_a_readable_one(locked: Person) -> None:
    locked.types("lock", "--drop-plain")
    file = locked.home / "settings.toml"
    before = file.read_bytes()
    file.write_bytes(b'name = "Harbour"\n')
    locked.types("backup")
    file.write_bytes(before)
    assert "1 readable backup removed." in locked.types("lock", "--drop-plain").out
    assert tells(locked.home) == set()


def test_a_readable_file_that_nobody_can_look_into_is_not_said_to_be_sealed(
    writer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smartcli.home.disk import System

    real = System.open

    def shut(self: System, path: str, flags: int) -> int:
        if "quarantine" in path:
            raise PermissionError(errno.EACCES, "no")
        return real(self, path, flags)

    monkeypatch.setattr(System, "open", shut)
    said = writer.types("lock", "--yes")
    refused(said, "quarantine", SEALED)
    assert "it belongs to somebody else, or is closed to you" in said.err


# Copies beside the segments


@pytest.mark.parametrize(
    "name", ["{own}/000001.jsonl~", "{own}/000001.jsonl.bak", "000001.jsonl.orig", "{own}/old/000001.jsonl"]
)
def test_a_copy_of_a_segment_in_the_open_is_not_said_to_be_sealed(writer: Person, name: str) -> None:
    [first, _last] = sorted(writer.home.glob("journal/*/*.jsonl"))
    copy = writer.home / "journal" / name.format(own=first.parent.name)
    copy.parent.mkdir(exist_ok=True)
    shutil.copy(first, copy)
    said = writer.types("lock", "--yes", "--show", "nothing")
    refused(said, "journal", SEALED)
    assert "takeitawayyourself" in unwrapped(said.err)
    assert unwrapped(copy.name) in unwrapped(said.err)
    if copy.parent.name != "old":
        seen = {one["id"]: one for one in writer.types("doctor", "--json").json["checks"]}
        assert (seen["sealed"]["result"], seen["odd"]["result"]) == ("look", "look")
        assert not [one for one in seen.values() if "do no harm" in one["next"] or "Everything" in one["said"]]
    copy.unlink()
    assert writer.types("lock").code == 0
    assert "Everything in the journal is sealed." in writer.types("doctor").out


def test_what_lies_beside_the_segments_and_is_no_copy_is_passed_over(locked: Person) -> None:
    [first] = locked.home.glob("journal/*/*.age")
    shutil.copy(first, first.with_name(f"{first.name}.bak"))
    first.with_name("notes.txt").write_bytes(b'{"v":1,"mine":"harbour"}\n')
    assert "already" in locked.types("lock").out
    assert "do no harm" in unbroken(locked.types("doctor").out)
