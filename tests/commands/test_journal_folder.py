"""`settings journal-folder`: the journal in a folder that is carried, and home again; what will not do is refused."""

import os
import shutil
import stat
from pathlib import Path

import pytest
from tests.journal.making import segments
from tests.machines.making import own, view
from tests.person import OWN, Person, Said, unwrapped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where something carried may lie."""
    folder = tmp_path / "carried"
    folder.mkdir()
    return folder


def tells(text: str, sentence: str) -> bool:
    return unwrapped(sentence) in unwrapped(text)


def moves(person: Person, *argv: str, code: int = 0) -> Said:
    said = person.types("settings", "journal-folder", *argv)
    assert said.code == code, (said.out, said.err)
    return said


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.glob("*/*") if file.is_file()}


def written(person: Person) -> Person:
    for number in range(3):
        person.does("urge-log", {"strength": 7, "trigger": [f"a row at the harbour {number}"]})
    return person


def is_at_rest(person: Person) -> bool:
    """Nothing is begun, nothing is left lying, and doctor misses nothing."""
    checks = {one["id"]: one for one in person.types("doctor", "--json").json["checks"]}
    return (
        not (person.home / "moving").exists()
        and not (person.home / "unfinished").exists()
        and {checks[name]["result"] for name in ("journal", "device", "gone", "unfinished", "unusable")} == {"well"}
    )


@pytest.mark.parametrize("is_sealed", [False, True], ids=["plain", "sealed"])
def test_it_goes_into_a_folder_and_home_again_byte_for_byte(person: Person, folder: Path, *, is_sealed: bool) -> None:
    written(person)
    if is_sealed:
        person.passphrases = [OWN]
        assert person.types("lock", "--yes").code == 0
    before, name, times = bytes_in(person.home / "journal"), own(person), [f.stat().st_mtime_ns for f in _files(person)]
    seen = view(person.home) if not is_sealed else []
    person.passphrases = []  # nothing is opened for it
    said = moves(person, str(folder / "log"), "--yes")
    assert unwrapped(said.out) == unwrapped(f"The journal lies in {folder / 'log'} now.")
    assert os.readlink(person.home / "journal") == str(folder / "log")
    assert bytes_in(folder / "log") == before
    assert [file.stat().st_mtime_ns for file in _files(person)] == times
    assert stat.S_IMODE((folder / "log").stat().st_mode) == 0o700
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in segments(folder / "log"))
    assert is_at_rest(person)
    assert own(person) == name
    assert len(list((person.home / "backups").glob("auto-*.zip"))) == 1 + is_sealed
    moves(person, "--back", "--yes")
    assert not (person.home / "journal").is_symlink()
    assert bytes_in(person.home / "journal") == before
    assert os.listdir(folder / "log") == []  # nobody else has it from there
    assert is_at_rest(person)
    if not is_sealed:
        assert view(person.home) == seen
    person.does("urge-log", {"strength": 2})
    assert own(person) == name


def _files(person: Person) -> list[Path]:
    return sorted((person.home / "journal").glob("*/*"))


def test_what_is_written_is_written_there_and_every_command_looks_there(person: Person, folder: Path) -> None:
    written(person)
    moves(person, str(folder), "--yes")
    id = person.does("urge-log", {"strength": 3, "trigger": ["at the station"]})["id"]
    assert len(person.entries()) == 4
    assert person.types("where").out.count(f"{person.home / 'journal'} -> {folder}") == 1
    made = person.types("backup", str(folder.parent / "all.zip"))
    assert "4 entries" in made.out
    other = Person(folder.parent / "other")
    assert other.types("restore", str(folder.parent / "all.zip"), "--yes").code == 0
    assert len(other.entries()) == 4
    assert person.types("forget", id, "--yes").code == 0
    assert not any(b"station" in data for data in bytes_in(folder).values())
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    assert not any(b"harbour" in data for data in bytes_in(folder).values())
    assert len(person.entries()) == 3
    assert person.types("unlock", "--yes").code == 0
    assert sum(data.count(b"harbour") for data in bytes_in(folder).values()) == 3
    assert person.types("forget", "--everything", "--yes").code == 0
    assert bytes_in(folder) == {}


def test_what_carries_the_folder_keeps_what_it_has_there_when_everything_is_forgotten(
    person: Person, folder: Path
) -> None:
    written(person)
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main")
    (folder / ".stfolder").mkdir()
    moves(person, str(folder), "--yes")
    said = person.types("forget", "--everything", "--yes")
    assert said.code == 0, said.err
    assert sorted(os.listdir(folder)) == [".git", ".stfolder"]
    assert (folder / ".git" / "HEAD").exists()
    assert tells(said.out, "In the old versions that Syncthing, git keeps of the folder.")


def test_without_a_folder_it_says_where(person: Person, folder: Path) -> None:
    written(person)
    assert tells(moves(person).out, f"The journal lies in {person.home / 'journal'}. To move it: smartcli settings")
    (folder / ".stfolder").mkdir()
    moves(person, str(folder), "--yes")
    said = f"The journal lies in {folder}. It looks as if Syncthing carries it to other machines."
    assert tells(moves(person).out, said)
    assert moves(person, "--json").json["journal"] == {
        "path": str(person.home / "journal"),
        "leads_to": str(folder),
        "carried_by": ["Syncthing"],
        "moving": False,
    }


def test_it_asks_with_all_there_is_to_know(person: Person, folder: Path) -> None:
    written(person)
    before = bytes_in(person.home / "journal")
    (folder / ".git").mkdir()
    said = person.types("settings", "journal-folder", str(folder), answers=["2"])
    assert said.code == 0
    for sentence in (
        f"The journal lies in {person.home / 'journal'} now.",
        f"It is to lie in {folder}, and a link in your home folder leads there.",
        "It looks as if git carries that folder to other machines.",
        "What you write is not sealed, so whoever carries it can read it. To seal it: smartcli lock",
        "A backup is made first. The old place is emptied only after every byte was compared.",
        "Nothing was changed.",
    ):
        assert tells(said.out, sentence)
    assert bytes_in(person.home / "journal") == before
    assert not list((person.home / "backups").glob("*")) if (person.home / "backups").exists() else True
    assert person.types("settings", "journal-folder", str(folder), answers=["1"]).code == 0
    assert (person.home / "journal").is_symlink()
    alone = person.types("settings", "journal-folder", "--back")
    assert (alone.code, "nobody is there to answer" in alone.err) == (4, True)


def test_where_it_lies_already_nothing_is_done(person: Person, folder: Path) -> None:
    written(person)
    for argv in (["--back"], [str(person.home / "journal")]):
        assert tells(moves(person, *argv, "--yes").out, "Nothing was changed.")
    moves(person, str(folder), "--yes")
    link = folder.parent / "another-way"
    link.symlink_to(folder)
    assert tells(moves(person, str(link), "--yes").out, "Nothing was changed.")
    assert bytes_in(folder)
    assert not (person.home / "unfinished").exists()


def test_a_fresh_machine_takes_what_is_there(person: Person, folder: Path) -> None:
    written(person)
    moves(person, str(folder), "--yes")
    fresh = Person(folder.parent / "fresh")
    moves(fresh, str(folder), "--yes")
    assert len(fresh.entries()) == 3
    fresh.does("urge-log", {"strength": 1, "trigger": ["from the second"]})
    assert len(person.entries()) == 4
    assert own(fresh) != own(person)
    assert is_at_rest(fresh)
    assert is_at_rest(person)


def test_two_machines_with_entries_of_their_own_are_one_journal(person: Person, folder: Path) -> None:
    written(person)
    other = Person(folder.parent / "other")
    other.does("urge-log", {"strength": 5, "trigger": ["before they met"]})
    moves(person, str(folder), "--yes")
    names = {own(person), own(other)}
    said = other.types("settings", "journal-folder", str(folder), answers=["1"])
    assert tells(said.out, "A journal with the folder of 1 machine is there.")
    assert {one.name for one in folder.iterdir()} == names
    assert view(person.home) == view(other.home)
    assert len(person.entries()) == 4
    # Home again, what others have from there stays, and that is said.
    said = moves(other, "--back", "--yes")
    assert tells(said.out, f"What lay in {folder} stays there too")
    assert {one.name for one in folder.iterdir()} == names
    assert len(other.entries()) == 4
    other.does("urge-log", {"strength": 2, "trigger": ["alone again"]})
    assert len(person.entries()) == 4
    moves(other, str(folder), "--yes")  # its own folder goes on where it was
    assert {one.name for one in folder.iterdir()} == names
    assert len(person.entries()) == 5
    assert is_at_rest(other)
    assert is_at_rest(person)


def test_what_differs_from_what_lies_there_is_put_beside_it(person: Person, folder: Path) -> None:
    written(person)
    moves(person, str(folder), "--yes")
    (folder / ".stfolder").mkdir()
    moves(person, "--back", "--yes")  # it is carried: the copy stays
    kept = bytes_in(folder)
    forgotten = person.entries()[0]["id"]
    assert person.types("forget", forgotten, "--yes").code == 0
    person.does("urge-log", {"strength": 2, "trigger": ["after that"]})
    seen, name = view(person.home), own(person)
    said = moves(person, str(folder), "--yes")
    assert tells(said.out, "What differed from what lay there is put beside it")
    now = bytes_in(folder)
    assert {file: now[file] for file in kept} == kept  # it is as it was
    assert view(person.home) == seen
    assert own(person) == name
    assert is_at_rest(person)
    assert len((person.home / "device").read_text().split()) == 2  # and forget reaches what lies beside it
    person.does("urge-log", {"strength": 3, "trigger": ["and on"]})
    assert len(person.entries()) == len([row for row in seen if not row[1]]) + 1


def test_a_sealed_journal_is_joined_with_the_key_and_not_without(person: Person, folder: Path) -> None:
    written(person)
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    moves(person, str(folder), "--yes")
    made = folder.parent / "key.zip"
    assert person.types("backup", str(made)).code == 0
    for name in ("fresh", "with some"):
        other = Person(folder.parent / name)
        if name == "with some":
            other.does("urge-log", {"strength": 5, "trigger": ["before they met"]})
        there = bytes_in(folder)
        said = moves(other, str(folder), "--yes", code=1)
        assert tells(said.err, "is sealed, and its key is not here, so nothing was begun.")
        assert "smartcli restore FILE" in said.err
        assert bytes_in(folder) == there
        other.passphrases = [OWN]
        with_key = ["--with-key"] if name == "with some" else []
        assert other.types("restore", str(made), "--yes", *with_key).code == 0
        if with_key:  # what it wrote in the open would go there so
            too_early = moves(other, str(folder), "--yes", code=1)
            assert tells(too_early.err, "Not all that you wrote here is sealed")
            assert bytes_in(folder) == there
            assert other.types("lock", "--yes").code == 0
        moves(other, str(folder), "--yes")
        assert {one["id"] for one in person.entries()} == {one["id"] for one in other.entries()}
        other.does("urge-log", {"strength": 1, "trigger": [f"from {name}"]})
        assert not any(b"from" in data and b"trigger" in data for data in bytes_in(folder).values())
        assert f"from {name}" in str(person.entries())


# What will not do


def refused(person: Person, place: Path | str, code: int = 1) -> str:
    """What is said, and nothing is begun."""
    before = (bytes_in(person.home / "journal"), sorted(os.listdir(person.home)))
    said = moves(person, str(place), "--yes", code=code)
    assert (bytes_in(person.home / "journal"), sorted(os.listdir(person.home))) == before
    assert said.out == ""
    return said.err


def test_a_place_that_will_not_do_is_refused_with_a_sentence(person: Person, folder: Path) -> None:
    written(person)
    (folder / "file").write_text("mine")
    os.mkfifo(folder / "pipe")
    (folder / "nowhere").symlink_to(folder / "gone")
    for name in ("file", "pipe"):
        assert tells(refused(person, folder / name), f"{folder / name} is no folder, so nothing was begun.")
    assert tells(refused(person, folder / "nowhere"), "is a link that leads nowhere")
    assert tells(refused(person, folder / "stick" / "log"), "Is its disk plugged in?")
    assert not (folder / "stick").exists()
    assert tells(refused(person, person.home), "lies in your home folder")
    assert tells(refused(person, person.home / "backups"), "lies in your home folder")
    assert tells(refused(person, "/proc/log"), "belongs to the system")
    assert tells(refused(person, " ", code=2), "Please name a folder.")
    said = refused(person, folder)
    assert tells(said, f"{folder} holds other things.")
    assert tells(said, f"smartcli settings journal-folder {folder}/smartcli-journal")
    assert (folder / "file").read_text() == "mine"
    assert "holds other things" in refused(person, folder.parent)  # the home is in it
    shut = folder / "shut"
    shut.mkdir(0o500)
    if not os.access(shut, os.W_OK):
        assert tells(refused(person, shut), "cannot be used (it belongs to somebody else, or is closed to you)")
    both = moves(person, str(folder), "--back", code=2)
    assert "not both" in both.err


def test_what_cannot_be_moved_whole_is_not_begun(person: Person, folder: Path) -> None:
    written(person)
    journal = person.home / "journal"
    (journal / ".git").mkdir()
    said = refused(person, folder / "log")
    assert tells(said, "git carries the folder")
    assert tells(said, "Taken from there, the journal would go from the other machines too")
    (journal / ".git").rmdir()
    (journal / "notes.txt").write_text("mine")
    assert tells(refused(person, folder / "log"), "is not a part of the journal")
    (journal / "notes.txt").unlink()
    link = journal / own(person) / "000002.jsonl"
    link.symlink_to(folder)
    assert tells(refused(person, folder / "log", code=3), "is no plain file")
    link.unlink()
    away = journal / own(person) / ".000002.jsonl.icloud"
    away.write_text("")
    assert tells(refused(person, folder / "log", code=3), "a cloud has taken it away")


def test_a_folder_that_was_moved_by_hand_is_found_again(person: Person, folder: Path) -> None:
    written(person)
    seen = view(person.home)
    shutil.move(person.home / "journal", folder / "moved")
    gone = person.types("journal", "list")
    assert (gone.code, "is missing" in gone.err) == (3, True)
    assert "smartcli settings journal-folder FOLDER" in person.types("repair").out
    (folder / "empty").mkdir()
    said = moves(person, str(folder / "empty"), "--yes", code=3)
    assert tells(said.err, "it is not either")
    assert not (person.home / "unfinished").exists()
    moves(person, str(folder / "moved"), "--yes")
    assert view(person.home) == seen
    assert is_at_rest(person)


def test_a_stick_that_is_not_plugged_in_is_missing_and_not_empty(person: Person, folder: Path) -> None:
    written(person)
    stick = folder / "stick"
    stick.mkdir()
    moves(person, str(stick / "log"), "--yes")
    seen = view(person.home)
    stick.rename(folder / "unplugged")
    said = person.types("journal", "list")
    assert said.code == 3
    assert tells(said.err, f"The journal is not where it was: {stick / 'log'} is missing.")
    checks = {one["id"]: one for one in person.types("doctor", "--json").json["checks"]}
    assert str(stick / "log") in checks["journal"]["said"]
    back = moves(person, "--back", "--yes", code=3)
    assert tells(back.err, "is missing")
    (folder / "unplugged").rename(folder / "elsewhere")  # it is plugged in under another name
    moves(person, str(folder / "elsewhere" / "log"), "--yes")
    assert view(person.home) == seen
    assert is_at_rest(person)


def away(person: Person, folder: Path) -> Path:
    """The journal lies in a folder, which is not there now."""
    moves(written(person), str(folder), "--yes")
    return folder.rename(folder.with_name("on a stick"))


def test_an_urge_goes_through_its_ways_while_the_folder_is_not_there(person: Person, folder: Path) -> None:
    there = away(person, folder)
    said = person.types("urge", answers=["1", "7", "", "8", *["6"] * 9, "n", "5", "", "4"])
    assert "Ride out an urge" in said.out
    assert tells(said.out + said.err, "is missing. What you write now is kept as a draft.")
    assert tells(said.out + said.err, "What you wrote is kept as a draft.")
    there.rename(folder)
    assert [one["exercise"] for one in person.entries()] == ["urge-log"] * 3
    waits = person.types().out
    assert "A draft waits: Ride out an urge." in waits


@pytest.mark.parametrize("argv", [["checkin"], ["do", "my-reasons"]])
def test_what_is_written_while_the_folder_is_away_is_a_draft(person: Person, folder: Path, argv: list[str]) -> None:
    there = away(person, folder)
    said = person.types(*argv, answers=["3", "4", "5", "6", "7", "n", "a long day", "", "", "", "", "", ""])
    assert said.code != 0
    assert tells(said.err, "Not saved yet. The journal is not where it was:")
    assert tells(said.err, "What you wrote is kept as a draft.")
    before = [*(person.home / "drafts").glob("*.json")]
    assert before
    there.rename(folder)
    assert len(person.entries()) == 3
    assert "A draft waits:" in person.types().out


def test_answers_at_hand_are_told_as_not_saved_and_no_more(person: Person, folder: Path) -> None:
    away(person, folder)
    said = person.types("checkin", "--answers", "-", stdin=b'{"line": "three words here"}')
    assert (said.code, said.out) == (3, "")
    assert "kept" not in said.err
    assert "still here" not in said.err
    refused = person.types("import", "--from", "csv", "--map", "day=Date,text=Text", __file__)
    assert refused.code != 0
