"""A backup, the drill, and the gentle word at home."""

import errno
import io
import json
import os
import stat
import zipfile
from pathlib import Path

import pytest
from tests.journal.making import NOON, lines, segments
from tests.keeping.backups.written_home import WORDS, backed_up, files, fill
from tests.person import Person
from tests.program import Program

from smartcli.commands.menu import backup_word
from smartcli.home.reasons import why
from smartcli.home.seal.keys import Keys
from smartcli.keeping.backups import gathering, opening

SAME_DISK = "It is on the same disk as your journal. If you can, take a copy elsewhere, to\na stick for example.\n"
OPEN = "It is not encrypted: whoever has the file can read it.\n"


def test_a_backup_says_what_is_in_it_where_it_lies_and_what_it_is_not(person: Person) -> None:
    fill(person)
    said = person.types("backup")
    place = person.home / "backups" / "my-log-2026-03-11-1200.zip"
    head, rest = said.out.split("\n", 1)
    assert (said.code, said.err) == (0, "")
    assert head == "Your backup is made, and was read back: 2 entries, 1 exercise of yours."
    assert rest.replace("\n", "").startswith(str(place))
    assert said.out.endswith(SAME_DISK + OPEN)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_two_in_one_minute_are_two_files(person: Person) -> None:
    fill(person)
    assert [person.types("backup").code for _time in range(2)] == [0, 0]
    assert sorted(os.listdir(person.home / "backups")) == [
        "my-log-2026-03-11-1200-2.zip",
        "my-log-2026-03-11-1200.zip",
    ]


def test_x4_a_backup_changes_nothing_of_what_it_saves(person: Person, tmp_path: Path) -> None:
    fill(person)
    before = files(person.home)
    backed_up(person, tmp_path / "b.zip")
    after = files(person.home)
    assert set(after) - set(before) == {"backups/elsewhere"}
    assert {name: after[name] for name in before} == before


def test_x6_trash_settings_and_drafts_are_told(person: Person, tmp_path: Path) -> None:
    fill(person)
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    person.types("checkin", answers=["4", "^C"])
    person.types("journal", "delete", person.entries()[0]["id"])
    said = backed_up(person, tmp_path / "b.zip")
    assert said.out.split("\n")[:2] == [
        "Your backup is made, and was read back: 1 entry, 1 in the trash, 1 exercise of",
        "yours, 1 draft, your settings.",
    ]
    found = person.types("backup", "--verify", str(tmp_path / "b.zip"), "--json").json
    assert (found["drafts"], found["settings"]) == (1, True)
    assert found["entries"] + found["trash"] == 2


def test_there_is_nothing_to_back_up_in_a_new_home(person: Person) -> None:
    said = person.types("backup")
    assert (said.code, said.err) == (1, "There is nothing to back up yet. smartcli checkin\n")
    assert not person.home.exists()


def test_no_file_is_ever_written_over(person: Person, tmp_path: Path) -> None:
    fill(person)
    (tmp_path / "mine.zip").write_text("mine")
    (tmp_path / "link.zip").symlink_to(tmp_path / "nowhere")
    taken = "There is a file of this name already. Please name a new one. smartcli backup FILE\n"
    for name, code, sentence in (
        ("mine.zip", 1, taken),
        ("link.zip", 1, taken),
        ("", 1, "This is a folder. Please name a new file in it. smartcli backup FILE\n"),
        ("not/there.zip", 1, "The folder for this file is not there. Please make it first. smartcli backup FILE\n"),
    ):
        said = person.types("backup", str(tmp_path / name))
        assert (said.code, said.err) == (code, sentence)
    assert (tmp_path / "mine.zip").read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()
    assert person.types("backup", "-").code == 2


def test_a_link_in_the_journal_is_named_and_the_rest_is_saved(person: Person, tmp_path: Path) -> None:
    fill(person)
    (person.home / "journal" / "notes").symlink_to(tmp_path)
    said = person.types("backup", str(tmp_path / "b.zip"))
    assert said.code == 3
    assert said.err == (
        "Not in it: journal/notes. It is a link; only what lies there itself is taken.\n"
        "The backup is not whole. All that could be read is in it. smartcli where\n"
    )
    assert person.types("backup", "--verify", str(tmp_path / "b.zip"), "--json").json["entries"] == 2


def test_x9_a_missing_journal_is_no_empty_one(person: Person, tmp_path: Path) -> None:
    fill(person)
    (person.home / "journal").rename(tmp_path / "gone")
    said = person.types("backup", str(tmp_path / "b.zip"))
    assert (said.code, (tmp_path / "b.zip").exists()) == (3, False)
    assert "The journal is not where it was:" in said.err


def test_a_synced_folder_is_said(person: Person, tmp_path: Path) -> None:
    fill(person)
    (tmp_path / "Dropbox").mkdir()
    said = backed_up(person, tmp_path / "Dropbox" / "b.zip")
    assert "This folder looks as if Dropbox carries it to other machines.\n" in said.out


def test_json_of_a_backup(person: Person, tmp_path: Path) -> None:
    fill(person)
    said = person.types("backup", str(tmp_path / "b.zip"), "--json")
    assert said.json == {
        "schema": 1,
        "file": str(tmp_path / "b.zip"),
        "made": "2026-03-11T12:00:00.000000+01:00",
        "files": 3,
        "size": (tmp_path / "b.zip").stat().st_size,
        "entries": 2,
        "trash": 0,
        "unreadable": 0,
        "exercises": 1,
        "drafts": 0,
        "settings": False,
        "sealed": False,
        "left_out": [],
        "passed_over": 0,
    }


# The drill


def test_x3_the_drill_counts_what_can_be_read_and_leaves_nothing_behind(person: Person, tmp_path: Path) -> None:
    fill(person)
    backed_up(person, tmp_path / "b.zip")
    before = files(tmp_path)
    said = person.types("backup", "--verify", str(tmp_path / "b.zip"))
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "This backup is whole: 2 entries, 1 exercise of yours.\nTo put it back: smartcli restore FILE\n"
    )
    assert files(tmp_path) == before


def test_the_drill_needs_no_home(person: Person, tmp_path: Path) -> None:
    fill(person)
    backed_up(person, tmp_path / "b.zip")
    other = Person(tmp_path / "other")
    assert other.types("backup", "--verify", str(tmp_path / "b.zip"), "--json").json["entries"] == 2
    assert not other.home.exists()


def test_a_damaged_backup_is_told_by_the_exit_code(person: Person, tmp_path: Path) -> None:
    fill(person)
    backed_up(person, tmp_path / "b.zip")
    data = (tmp_path / "b.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(data[:-40])
    said = person.types("backup", "--verify", str(tmp_path / "cut.zip"), "--json")
    sentence = "This backup is damaged: it is cut off, or was changed."
    assert (said.code, said.err) == (3, f"{sentence} smartcli where\n")
    assert said.json == {"schema": 1, "file": str(tmp_path / "cut.zip"), "ok": False, "problem": sentence}
    assert person.types("backup", "--verify", str(tmp_path / "not-there.zip")).code == 1
    assert person.types("backup", "--verify").code == 2


def test_a_backup_from_which_fewer_entries_can_be_read_than_went_in_is_damaged(person: Person, tmp_path: Path) -> None:
    from smartcli.home.disk import SYSTEM
    from smartcli.keeping.backups import archive
    from smartcli.keeping.backups.gathering import gather

    fill(person)
    (tmp_path / "b.zip").write_bytes(archive.render(gather(person.home, SYSTEM).files, NOON, entries=3))
    said = person.types("backup", "--verify", str(tmp_path / "b.zip"))
    assert said.code == 3
    assert said.err == "Less can be read in this backup than was put in. smartcli where\n"


def test_lines_that_could_not_be_read_before_are_counted(person: Person, tmp_path: Path) -> None:
    fill(person)
    with segments(person.home)[0].open("ab") as file:
        file.write(b"torn\n")
    backed_up(person, tmp_path / "b.zip")
    said = person.types("backup", "--verify", str(tmp_path / "b.zip"))
    assert said.code == 0
    assert "1 line could not be read. It was so when the backup was made.\n" in said.out


# Sealed


@pytest.fixture
def sealed(person: Person) -> Person:
    """Somebody whose entries are sealed, and who types no passphrase unasked."""
    Keys(person.home).create("six plain words")
    fill(person)
    return person


def test_a_sealed_backup_asks_nothing_and_says_what_is_sealed(sealed: Person, tmp_path: Path) -> None:
    said = backed_up(sealed, tmp_path / "b.zip")
    assert said.out.startswith(
        "Your backup is made, and was read back: your sealed entries, 1 exercise of\nyours, your key.\n"
    )
    assert said.out.endswith(
        "What you wrote is sealed in it, and needs your passphrase. The exercises of\nyour own are not sealed.\n"
    )
    whole = opening.load(tmp_path / "b.zip")
    assert all(b"secret" not in whole.read(name) for name in whole.names)


def test_the_drill_of_a_sealed_backup_reads_it_only_with_the_passphrase(sealed: Person, tmp_path: Path) -> None:
    backed_up(sealed, tmp_path / "b.zip")
    shut = sealed.types("backup", "--verify", str(tmp_path / "b.zip"))
    assert shut.code == 0
    assert "The entries are sealed. Every line is as it was written; reading them needs\nthe passphrase.\n" in shut.out
    sealed.passphrases = ["six plain words"]
    said = sealed.types("backup", "--verify", str(tmp_path / "b.zip"))
    assert said.out.startswith("This backup is whole: 2 entries, 1 exercise of yours, your key.\n")
    sealed.passphrases = ["no"]
    assert sealed.types("backup", "--verify", str(tmp_path / "b.zip")).code == 3


def test_entries_that_are_not_sealed_are_told(person: Person, tmp_path: Path) -> None:
    fill(person)
    Keys(person.home).create("six plain words")
    person.does("urge-log", {"strength": 7})
    said = backed_up(person, tmp_path / "b.zip")
    assert said.out.endswith("Some entries in it are sealed. The others can be read by whoever has the file.\n")


# The real program


def test_the_program_tells_a_full_disk_and_leaves_no_half_file(program: Program, tmp_path: Path) -> None:
    program.run("do", "check-in", "--answers", "-", stdin=json.dumps({"line": WORDS}).encode())
    before = lines(program.home)
    said = program.run("backup", "/dev/full/b.zip")
    assert said.returncode == 1
    said = program.run("backup", "/proc/b.zip")
    assert said.returncode == 1
    assert said.stderr.decode() == (
        f"There is no new backup: {why(OSError(errno.ENOENT, ''))}. What you have is as it was.\nNext: smartcli where\n"
    )
    assert lines(program.home) == before


def test_the_program_makes_and_tries_a_backup(program: Program, tmp_path: Path) -> None:
    program.run("do", "check-in", "--answers", "-", stdin=json.dumps({"line": WORDS}).encode())
    assert program.run("backup", str(tmp_path / "b.zip")).returncode == 0
    said = program.run("backup", "--verify", str(tmp_path / "b.zip"))
    assert said.stdout.decode().startswith("This backup is whole: 1 entry.\n")


# Home


def test_home_has_a_gentle_word_after_a_month_and_none_after_a_backup(person: Person, tmp_path: Path) -> None:
    fill(person)
    word = "There is no backup of your entries yet. When it suits you: smartcli backup\n"
    assert word not in person.types().out
    person.clock.on(days=31)
    assert word in person.types().out
    backed_up(person, tmp_path / "b.zip")
    assert "backup" not in person.types().out
    person.clock.on(days=32)
    assert "Your last backup is from Saturday 11 April. When it suits you: smartcli backup\n" in person.types().out
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    home = person.types(answers=["Leave"])
    assert home.out.count("Your last backup is from Saturday 11 April.") == 1


def test_a_closed_journal_is_not_opened_for_the_word(sealed: Person) -> None:
    sealed.passphrases = ["six plain words"]  # which a change of the settings asks for
    assert sealed.types("settings", "change", "--answers", "-", stdin=b'{"country": "Ireland"}').code == 0
    sealed.passphrases = []
    sealed.clock.on(days=40)
    world = sealed.world(io.StringIO(), io.StringIO(), None, b"")
    assert world.stores.settings().started == "2026-03-11"
    assert backup_word(world) == ["There is no backup of your entries yet. When it suits you: smartcli backup"]
    assert world.stores.keys.is_open is False


@pytest.mark.parametrize("where", ["/", ".", ".."])
def test_a_link_to_all_of_a_disk_is_named_and_not_packed(person: Person, where: str) -> None:
    person.does("check-in", {"line": "a word"})
    (person.home / "exercises").symlink_to(where)
    said = person.types("backup")
    assert said.code == 3
    assert "Not in it: exercises. It is a link" in " ".join(said.err.split())
    [made] = (person.home / "backups").glob("*.zip")
    with zipfile.ZipFile(made) as packed:
        assert not [name for name in packed.namelist() if name.startswith("exercises/")]


def test_what_lies_behind_a_link_has_bounds(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person.does("check-in", {"line": "a word"})
    (tmp_path / "all of mine").mkdir()
    (person.home / "exercises").symlink_to(tmp_path / "all of mine")
    for number in range(5):
        (tmp_path / "all of mine" / f"{number}.toml").write_bytes(b"x" * 10)
    for bound, most in (("NAMES", 3), ("BYTES", 25)):
        monkeypatch.setattr(gathering, bound, most)
        said = person.types("backup", str(tmp_path / f"{bound}.zip"))
        assert said.code == 3
        assert "Not in it: exercises/3.toml, and what comes after it." in " ".join(said.err.split())
        monkeypatch.undo()
