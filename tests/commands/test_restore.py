"""A backup put back: everything that is missing, nothing twice, nothing over what is here."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from tests.keeping.backups.written_home import WORDS, backed_up, files, fill
from tests.keeping.backups.zipping import as_a_mac_does, parts, zip_of
from tests.person import NOON, Person
from tests.program import Program

from smartcli.home import flat_toml, marks, settings
from smartcli.home.seal.keys import Keys
from smartcli.keeping.backups import archive, opening

NOTHING = "Nothing is written yet. This is what would be added:\n"


@pytest.fixture
def made(person: Person, tmp_path: Path) -> Path:
    """A backup of somebody's home with two entries and an exercise."""
    fill(person)
    backed_up(person, tmp_path / "b.zip")
    return tmp_path / "b.zip"


@pytest.fixture
def other(tmp_path: Path) -> Person:
    return Person(tmp_path / "other")


def test_x7_into_an_empty_home_gives_the_same_entries(person: Person, made: Path, other: Person) -> None:
    said = other.types("restore", str(made), "--yes")
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "Entries: 2 read, 2 added, 0 already there, 0 refused.\nExercises: 1 added, 0 already there, 0 refused.\n"
    )
    assert other.entries() == person.entries()
    assert other.types("export", "json").out == person.types("export", "json").out
    assert (other.home / "exercises" / "mine.toml").read_text() == "format = 1\n"


MARKED = {"0a1b2c3d"}


@pytest.mark.parametrize("mine", ["nothing", "marks", "settings"])
def test_a_backup_from_before_there_were_marks_brings_back_what_was_packed_into_the_settings(
    tmp_path: Path, other: Person, mine: str
) -> None:
    """Beside marks that are here both count; the settings of one's own are kept, as they always were."""
    older = {"name": "Sam", "first_cards": "0a1b2c3d", "away_cards": "0a1b2c3d", "declined": "a=b=2026-01-01"}
    (tmp_path / "old.zip").write_bytes(archive.render({"settings.toml": flat_toml.write(older).encode()}, NOON))
    if mine == "marks":
        marks.change(other.home, lambda kept: kept.but(away=frozenset({"99999999"})), Keys(other.home))
    if mine == "settings":
        other.types("settings", "change", "--answers", "-", stdin=b'{"name": "Other"}')
    said = other.types("restore", str(tmp_path / "old.zip"), "--yes")
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith("Settings: yours are kept.\n" if mine == "settings" else "Settings: added.\n")
    for _time in range(2):  # before they are moved, and after
        kept = marks.read(other.home)
        assert kept.away == {"nothing": MARKED, "marks": {*MARKED, "99999999"}, "settings": set()}[mine]
        assert kept.declined == ({} if mine == "settings" else {"a=b": "2026-01-01"})
        marks.change(other.home, lambda kept: kept, Keys(other.home))
    assert settings.read(other.home).more == {}


def test_marks_come_back_with_the_settings_and_never_over_those_that_are_here(tmp_path: Path, other: Person) -> None:
    theirs = b'[[away]]\nmark = "0a1b2c3d"\n'
    (tmp_path / "new.zip").write_bytes(archive.render({"marks.toml": theirs}, NOON))
    for said in ("added", "same"):
        assert other.types("restore", str(tmp_path / "new.zip"), "--yes", "--json").json["settings"] == said
        assert (other.home / "marks.toml").read_bytes() == theirs
    (other.home / "marks.toml").write_bytes(b"mine")
    assert other.types("restore", str(tmp_path / "new.zip"), "--yes", "--json").json["settings"] == "kept"
    assert (other.home / "marks.toml").read_bytes() == b"mine"


def test_a_backup_that_gives_less_than_was_put_in_is_said_to(made: Path, other: Person) -> None:
    files = {name: data for name, data in parts(made.read_bytes()).items() if name != "manifest.json"}
    made.write_bytes(archive.render(files, NOON, entries=5))
    said = other.types("restore", str(made), "--dry-run")
    assert (said.code, said.err.partition(".")[0]) == (
        3,
        "3 entries fewer can be read in this backup than were put in",
    )
    said = other.types("restore", str(made), "--yes")
    assert said.code == 1
    assert said.err.endswith("What can be read of it is here now. smartcli where\n")
    assert len(other.entries()) == 2
    said = other.types("restore", str(made), "--yes")
    assert (said.code, "What was here is as it was." in said.err) == (3, True)


def test_a_second_time_adds_nothing_and_needs_no_answer(made: Path, other: Person) -> None:
    other.does("check-in", {"urge": 5})
    assert other.types("restore", str(made), "--yes").code == 0
    before = files(other.home)
    said = other.types("restore", str(made))
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "Entries: 2 read, 0 added, 2 already there, 0 refused.\nExercises: 0 added, 1 already there, 0 refused.\n"
    )
    assert files(other.home) == before
    assert len(other.entries()) == 3


def test_x2_what_is_here_stays_and_is_backed_up_first(person: Person, made: Path, other: Person) -> None:
    mine = other.does("check-in", {"urge": 5, "line": "mine"})
    (other.home / "exercises").mkdir()
    (other.home / "exercises" / "mine.toml").write_text("mine")
    other.types("settings", "change", "--answers", "-", stdin=b'{"name": "Other"}')
    before = files(other.home)
    said = other.types("restore", str(made), "--yes")
    assert said.code == 1
    assert said.out == (
        "Entries: 2 read, 2 added, 0 already there, 0 refused.\nExercises: 0 added, 0 already there, 1 refused.\n"
    )
    assert said.err == "What was refused is damaged, or differs from what you have. Yours was kept. \n"
    after = files(other.home)
    kept = set(before) - {"at-hand.toml", "device"}
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert sorted(entry["id"] for entry in other.entries()) == sorted(
        [mine["id"], *(entry["id"] for entry in person.entries())]
    )
    [auto] = (other.home / "backups").glob("auto-*.zip")
    assert len(opening.load(auto).files("journal")) == 1


def test_a_dry_run_writes_nothing(made: Path, other: Person) -> None:
    said = other.types("restore", str(made), "--dry-run")
    assert said.code == 0
    assert said.out == NOTHING + (
        "Entries: 2 read, 2 added, 0 already there, 0 refused.\nExercises: 1 added, 0 already there, 0 refused.\n"
    )
    assert not other.home.exists()
    other.does("check-in", {"urge": 5})
    before = files(other.home)
    assert other.types("restore", str(made), "--dry-run").code == 0
    assert files(other.home) == before
    assert not (other.home / "backups").exists()


def test_it_asks_before_it_adds(person: Person, made: Path, other: Person) -> None:
    said = other.types("restore", str(made), answers=["2"])
    assert (said.code, said.err) == (0, "Nothing was changed.\n")
    assert not other.home.exists()
    said = other.types("restore", str(made), answers=["1"])
    assert said.code == 0
    assert said.out.index(NOTHING) < said.out.index("Add this to what you have?")
    assert other.entries() == person.entries()


def test_where_nobody_can_answer_it_names_yes(made: Path, other: Person) -> None:
    for words in ([], ["--json"]):
        said = other.types("restore", str(made), *words)
        assert (said.code, said.err) == (
            4,
            "This asks before it adds anything, and nobody is there to answer. smartcli restore FILE --yes\n",
        )
    assert not other.home.exists()


def test_trash_and_edits_come_along(person: Person, other: Person, tmp_path: Path) -> None:
    fill(person)
    first, second = (entry["id"] for entry in person.entries())
    assert person.types("journal", "edit", first, "--answers", "-", stdin=b'{"urge": 9}').code == 0
    assert person.types("journal", "delete", second).code == 0
    backed_up(person, tmp_path / "b.zip")
    assert other.types("restore", str(tmp_path / "b.zip"), "--yes").code == 0
    assert other.entries() == person.entries()
    assert [entry["answers"]["urge"] for entry in other.entries()] == [9]
    other.types("journal", "undo")
    assert [entry["id"] for entry in other.entries()] == [first, second]


def test_drafts_and_settings_come_along(person: Person, other: Person, tmp_path: Path) -> None:
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    person.types("checkin", answers=["4", "^C"])
    backed_up(person, tmp_path / "b.zip")
    said = other.types("restore", str(tmp_path / "b.zip"), "--yes", "--json")
    assert (said.json["settings"], said.json["drafts"]) == ("added", {"added": 1, "already": 0, "refused": 0})
    assert "Hello, Sam." in other.types().out
    assert "A draft waits: Check-in." in other.types().out
    assert other.types("restore", str(tmp_path / "b.zip"), "--json").json["settings"] == "same"


def test_restored_reasons_are_at_hand_at_once(person: Person, other: Person, tmp_path: Path) -> None:
    person.does("why-i-want-this", {"reasons": ["My daughter"]})
    backed_up(person, tmp_path / "b.zip")
    other.types("restore", str(tmp_path / "b.zip"), "--yes")
    assert "My daughter" in other.types("urge").out


def test_json_of_a_restore(made: Path, other: Person) -> None:
    said = other.types("restore", str(made), "--yes", "--json")
    none = {"added": 0, "already": 0, "refused": 0}
    assert said.json == {
        "schema": 1,
        "dry_run": False,
        "entries": {
            "read": 2,
            "added": 2,
            "edited": 0,
            "already": 0,
            "refused": 0,
            "forgotten": 0,
            "there": 0,
            "elsewhere": 0,
            "back": 0,
            "hidden": 0,
        },
        "unsealed": 0,
        "exercises": {"added": 1, "already": 0, "refused": 0},
        "drafts": none,
        "quarantine": none,
        "settings": "none",
        "key": "none",
        "refused": 0,
    }


def test_a_hostile_or_damaged_file_changes_nothing(made: Path, other: Person, tmp_path: Path) -> None:
    other.does("check-in", {"urge": 5})
    before = files(other.home)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as hostile:
        hostile.writestr("manifest.json", json.dumps({"schema": 1, "files": {"../evil": {}}}))
        hostile.writestr("../evil", "x")
    whole = made.read_bytes()
    for data, code in ((out.getvalue(), 3), (whole[:-1], 3), (whole[40:], 3), (b"{}", 1), (b"", 1)):
        (tmp_path / "bad.zip").write_bytes(data)
        said = other.types("restore", str(tmp_path / "bad.zip"), "--yes")
        assert (said.code, said.out) == (code, "")
    assert files(other.home) == before
    assert not (tmp_path / "evil").exists()
    assert (
        other.types("restore", str(tmp_path / "nothing.zip"), "--yes").err == "There is no such file. smartcli where\n"
    )


def test_where_no_backup_can_be_made_first_nothing_is_restored(made: Path, other: Person) -> None:
    other.does("check-in", {"urge": 5})
    (other.home / "backups").write_text("in the way")
    before = files(other.home)
    said = other.types("restore", str(made), "--yes")
    assert said.code == 1
    assert said.err.startswith("There is no new backup: ")
    assert files(other.home) == before


def test_e5_a_missing_journal_here_is_not_filled_from_a_backup_unasked(
    made: Path, other: Person, tmp_path: Path
) -> None:
    other.does("check-in", {"urge": 5})
    (other.home / "journal").rename(tmp_path / "gone")
    before = files(other.home)
    assert other.types("restore", str(made), "--yes").code == 3
    assert files(other.home) == before


# Sealed


def sealed(person: Person, passphrase: str) -> Person:
    Keys(person.home).create(passphrase)
    person.passphrases = [passphrase]
    return person


def words(person: Person) -> list[object]:
    return [entry["answers"].get("line") for entry in person.entries()]


def test_a_sealed_backup_brings_its_key_into_a_home_without_one(person: Person, other: Person, tmp_path: Path) -> None:
    fill(sealed(person, "one"))
    backed_up(person, tmp_path / "b.zip")
    assert other.types("restore", str(tmp_path / "b.zip"), "--yes").code == 3
    assert not other.home.exists()
    other.passphrases = ["one"]
    said = other.types("restore", str(tmp_path / "b.zip"), "--yes")
    assert said.code == 0, said.err
    assert "Key: added. From now on, what you write is sealed, with the passphrase of this\nbackup.\n" in said.out
    assert words(other) == words(person) == [WORDS, None]
    assert all(b"secret" not in data for data in files(other.home / "journal").values())


def test_a_backup_sealed_with_another_key_is_opened_with_its_own_passphrase(
    person: Person, other: Person, tmp_path: Path
) -> None:
    fill(sealed(person, "one"))
    backed_up(person, tmp_path / "b.zip")
    sealed(other, "two").does("check-in", {"line": "mine"})
    key = files(other.home / "key")
    other.passphrases = ["two", "one", "two"]
    said = other.types("restore", str(tmp_path / "b.zip"), "--yes")
    assert said.code == 0, said.err
    assert "Key: yours is kept. That of the backup is another one.\n" in said.out
    assert "Entries: 2 read, 2 added, 0 already there, 0 refused.\n" in said.out
    assert files(other.home / "key") == key
    other.passphrases = ["two"]
    assert set(words(other)) == {"mine", WORDS, None}


def test_the_same_key_asks_for_one_passphrase(person: Person, tmp_path: Path) -> None:
    fill(sealed(person, "one"))
    backed_up(person, tmp_path / "b.zip")
    person.passphrases = ["one", "not asked for"]
    said = person.types("restore", str(tmp_path / "b.zip"), "--yes")
    assert (said.code, said.err) == (0, "")
    assert person.passphrases == ["not asked for"]


# The real program


def test_the_program_restores_and_asks_no_one(program: Program, tmp_path: Path) -> None:
    program.run("do", "check-in", "--answers", "-", stdin=json.dumps({"line": WORDS}).encode())
    program.run("backup", str(tmp_path / "b.zip"))
    other = Program(tmp_path / "other")
    assert other.run("restore", str(tmp_path / "b.zip")).returncode == 4
    assert other.run("restore", str(tmp_path / "b.zip"), "--yes").returncode == 0
    assert other.run("export", "json").stdout == program.run("export", "json").stdout


def test_restore_and_verify_take_one_that_was_zipped_again(person: Person, other: Person, tmp_path: Path) -> None:
    person.does("check-in", {"urge": 5})
    person.types("backup", str(tmp_path / "b.zip"))
    again = tmp_path / "again.zip"
    again.write_bytes(zip_of(as_a_mac_does(parts((tmp_path / "b.zip").read_bytes()))))
    said = other.types("backup", "--verify", str(again))
    assert said.code == 0
    assert "files beside it are no part of the backup, and were passed over." in said.out
    said = other.types("restore", str(again), "--yes")
    assert (said.code, "1 read, 1 added" in said.out) == (0, True)
    assert "passed over" in said.err
    assert len(other.types("journal", "list", "--json").json["entries"]) == 1
