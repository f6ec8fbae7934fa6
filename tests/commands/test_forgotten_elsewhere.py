"""A line that says that something was forgotten, from wherever, hides; it erases when the person says so, here."""

import json
import zipfile
from pathlib import Path

import pytest
from tests.commands.stranger import FOREIGN, entry, files, line, own, put, triggers
from tests.person import OWN, Person, unwrapped
from tests.program import Program

from smartcli.home.seal.keys import Keys
from smartcli.journal import Journal
from smartcli.journal.line import decode, encode

WORDS = "a row at the harbour"


@pytest.fixture
def writer(person: Person) -> Person:
    for trigger in (WORDS, "a long evening"):
        person.does("urge-log", {"strength": 7, "trigger": [trigger]})
        person.clock.on(days=1)
    person.does("why-i-want-this", {"reasons": ["my daughter"]})
    return person


def backups(home: Path) -> int:
    return len(list(home.glob("backups/*.zip")))


READING: tuple[list[str], ...] = (
    ["journal", "list"],
    ["journal", "search", "harbour"],
    ["points"],
    ["plan"],
    ["cards"],
    ["export", "json"],
    ["export", "csv"],
    ["doctor"],
    ["urge"],
    ["help-now"],
    [],
    ["checkin", "--answers", "-"],
    ["journal", "undo", "--yes"],
    ["settings", "--json"],
)


@pytest.mark.parametrize("op", ["forget", "gone"])
@pytest.mark.parametrize("is_ours", [False, True], ids=["another folder", "ours"])
def test_no_command_but_forget_rewrites_what_a_line_from_elsewhere_names(
    writer: Person, op: str, is_ours: bool
) -> None:
    """One plain line in journal/evil0000/ made `journal list` overwrite entries."""
    id = str(writer.entries()[0]["id"])
    put(writer.home, line(op, id, 4), folder=own(writer.home).parent.name if is_ours else FOREIGN)
    before = own(writer.home).read_bytes()
    for argv in READING:
        writer.types(*argv, stdin=b'{"urge": 1}')
        assert own(writer.home).read_bytes().startswith(before), argv
    assert WORDS.encode() in own(writer.home).read_bytes()
    assert WORDS not in writer.types("journal", "list").out


def test_it_is_said_at_home_and_in_the_list_that_something_is_hidden(writer: Person) -> None:
    id = str(writer.entries()[0]["id"])
    put(writer.home, line("forget", id))
    said = writer.types().out
    assert "1 entry is hidden: a line in the journal says that it was forgotten." in " ".join(said.split())
    assert "2026-03-10 12:00, Urge log" in said
    assert "smartcli forget --agree" in said
    listed = writer.types("journal", "list")
    assert "1 entry is hidden" in listed.err
    assert "smartcli forget --agree" in listed.err


def test_agreed_to_it_erases_here_after_a_backup(writer: Person) -> None:
    id = str(writer.entries()[0]["id"])
    put(writer.home, line("forget", id))
    said = writer.types("forget", "--agree", answers=["no"])
    assert "2026-03-10 12:00, Urge log" in said.out
    assert said.out.rstrip().endswith("Nothing was changed.")
    assert WORDS.encode() in own(writer.home).read_bytes()
    said = writer.types("forget", "--agree", answers=["1"])
    assert "1 entry is erased." in said.out
    assert backups(writer.home) == 1
    assert WORDS.encode() not in own(writer.home).read_bytes()
    assert triggers(writer) == [["a long evening"], None]
    assert "hidden" not in writer.types().out
    assert "Nothing is hidden here." in writer.types("forget", "--agree").out


def test_nobody_there_to_agree_erases_nothing_and_yes_says_it_before(writer: Person) -> None:
    put(writer.home, line("forget", str(writer.entries()[0]["id"])))
    before = files(writer.home)
    assert writer.types("forget", "--agree").code == 4
    assert "dry run" in writer.types("forget", "--agree", "--dry-run").out
    assert files(writer.home) == before
    assert writer.types("forget", "--agree", "--yes").code == 0
    assert WORDS.encode() not in own(writer.home).read_bytes()


def test_to_forget_one_entry_touches_none_that_a_line_from_elsewhere_names(writer: Person) -> None:
    """What the person forgets is what they named, in the journal and in the backups alike."""
    first, second, _third = (str(entry["id"]) for entry in writer.entries())
    writer.types("backup")
    put(writer.home, line("forget", first))
    writer.clock.on(hours=1)
    assert writer.types("forget", second[-6:], "--yes").code == 0
    assert WORDS.encode() in own(writer.home).read_bytes()
    assert writer.types("forget", "--disagree").code == 0
    assert triggers(writer) == [[WORDS], None]
    for backup in (writer.home / "backups").glob("*.zip"):
        with zipfile.ZipFile(backup) as archive:
            text = b"".join(map(archive.read, archive.namelist()))
        assert WORDS.encode() in text
        assert b"a long evening" not in text


def test_what_does_not_count_is_brought_back_and_stays_back(writer: Person) -> None:
    id = str(writer.entries()[0]["id"])
    put(writer.home, line("forget", id), line("gone", id, 2))
    said = writer.types("forget", "--disagree")
    assert (said.code, "1 entry is back." in said.out) == (0, True)
    for _ in range(2):
        assert triggers(writer) == [[WORDS], ["a long evening"], None]
    assert triggers(writer)[0] == [WORDS]
    assert "hidden" not in writer.types().out


def test_at_home_it_is_offered_in_both_ways(writer: Person) -> None:
    writer.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    id = str(writer.entries()[0]["id"])
    put(writer.home, line("forget", id))
    doors = writer.types(answers=["^C"]).out
    assert "What was forgotten, and is hidden here" in doors
    [number] = [row.split()[0] for row in doors.splitlines() if "is hidden here" in row]
    assert "1 entry is back." in writer.types(answers=[number, "2", "^C"]).out
    put(writer.home, line("forget", id, 5))
    said = writer.types(answers=[number, "1", "1", "^C"]).out
    assert "1 entry is erased." in said
    assert WORDS.encode() not in own(writer.home).read_bytes()


def test_own_words_about_an_entry_of_another_machine_are_named_and_erased_too(writer: Person) -> None:
    id = str(writer.entries()[0]["id"])
    writer.types("journal", "edit", id, "--answers", "-", stdin=b'{"place": "the pier"}')
    text = own(writer.home).read_bytes().splitlines()
    own(writer.home).write_bytes(b"".join(one + b"\n" for one in text if decode(one)["id"] != id))
    put(writer.home, line("forget", id))
    said = writer.types().out
    assert "a change of an entry that is not here" in said
    assert writer.types("forget", "--agree", "--yes").code == 0
    assert b"the pier" not in own(writer.home).read_bytes()


def test_an_entry_of_another_machine_that_is_hidden_by_a_third_is_said_too(writer: Person, tmp_path: Path) -> None:
    other = Person(tmp_path / "other")
    theirs = other.does("urge-log", {"strength": 2, "trigger": ["seen from there"]})
    [folder] = (other.home / "journal").iterdir()
    folder.rename(writer.home / "journal" / folder.name)
    put(writer.home, line("forget", str(theirs["id"])))
    assert "1 entry is hidden" in writer.types().out
    said = writer.types("forget", "--agree", "--yes")
    assert "In what other machines wrote: hidden there, and erased when you agree" in " ".join(said.out.split())
    assert "hidden" not in writer.types().out  # now it is said here, too
    assert b"seen from there" in (writer.home / "journal" / folder.name / "000001.jsonl").read_bytes()


def test_what_one_machine_forgets_is_hidden_on_the_other_and_erased_when_agreed_there(
    writer: Person, tmp_path: Path
) -> None:
    other = Person(tmp_path / "other")
    (writer.home / "journal").rename(tmp_path / "shared")
    other.home.mkdir()
    for home in (writer.home, other.home):
        (home / "journal").symlink_to(tmp_path / "shared")
    other.does("urge-log", {"strength": 2, "trigger": ["the harbour, seen from there"]})
    theirs = next(entry["id"] for entry in writer.entries() if entry["answers"]["strength"] == 2)
    said = writer.types("forget", theirs, "--yes")
    assert "hidden there, and erased when you agree there." in " ".join(said.out.split())
    assert "hidden" not in writer.types().out
    assert len(writer.entries()) == len(other.entries()) == 3
    assert b"seen from there" in own(other.home).read_bytes()
    assert other.types("forget", "--agree", "--yes").code == 0
    assert b"seen from there" not in own(other.home).read_bytes()


def test_a_forgetting_that_was_cut_off_is_hidden_offered_and_finished(writer: Person) -> None:
    entries = writer.entries()
    writer.types("backup")
    Journal(writer.home).hide([str(one["id"]) for one in entries[:2]], at=writer.clock.now)
    assert "2 entries are hidden" in " ".join(writer.types().out.split())
    said = writer.types("forget", "--exercise", "urge-log", "--yes")
    assert "2 entries are erased." in said.out
    assert WORDS.encode() not in own(writer.home).read_bytes()
    assert "There are no such entries." in writer.types("forget", "--exercise", "urge-log", "--yes").out


def test_the_end_of_an_id_that_fits_several_forgotten_ones_erases_none(writer: Person) -> None:
    ids = [str(entry["id"]) for entry in writer.entries()]
    put(writer.home, *(line("forget", id, n) for n, id in enumerate(ids[:2], 1)))
    before = files(writer.home)
    assert writer.types("forget", "01k", "--yes").code == 0  # the one that is in view begins like this
    assert WORDS.encode() in own(writer.home).read_bytes()
    assert files(writer.home) != before


# What was forgotten, and comes from a backup or an export


@pytest.fixture
def kept(writer: Person, tmp_path: Path) -> tuple[Person, str, bytes]:
    """Somebody with a backup elsewhere and an export, who forgot all they had."""
    writer.types("backup", str(tmp_path / "elsewhere.zip"))
    exported = writer.types("export", "json").out.encode()
    assert writer.types("forget", "--from", "2026-03-01", "--yes").code == 0
    return writer, str(tmp_path / "elsewhere.zip"), exported


def test_restore_says_that_it_was_forgotten(kept: tuple[Person, str, bytes]) -> None:
    person, backup, _exported = kept
    said = person.types("restore", backup, "--yes")
    assert said.code == 0, said.err
    assert "3 read, 0 added, 0 already there, 0 refused." in said.out
    assert "3 were forgotten here and stay away" in said.out
    assert unwrapped("smartcli restore FILE --also-forgotten") in unwrapped(said.out)
    counted = person.types("restore", backup, "--yes", "--json").json["entries"]
    assert (counted["forgotten"], counted["already"], counted["back"]) == (3, 0, 0)
    assert person.entries() == []


def test_restore_brings_it_back_on_request_and_it_stays_back(kept: tuple[Person, str, bytes]) -> None:
    person, backup, _exported = kept
    said = person.types("restore", backup, "--also-forgotten", "--dry-run")
    assert "3 were forgotten before and would come back." in said.out
    assert person.entries() == []
    said = person.types("restore", backup, "--also-forgotten", "--yes")
    assert said.code == 0, said.err
    assert "3 read, 3 added" in said.out
    assert "3 were forgotten before and are back." in said.out
    for _ in range(2):
        assert triggers(person) == [[WORDS], ["a long evening"], None]
    assert "my daughter" in person.types("urge").out
    assert "3 already there" in person.types("restore", backup, "--yes").out
    assert person.types("doctor").code == 0
    assert "hidden" not in person.types().out


def test_what_came_back_can_be_forgotten_again(kept: tuple[Person, str, bytes]) -> None:
    person, backup, _exported = kept
    person.types("restore", backup, "--also-forgotten", "--yes")
    person.clock.on(hours=1)
    assert "3 entries are erased." in person.types("forget", "--from", "2026-03-01", "--yes").out
    assert person.entries() == []
    assert "3 were forgotten here and stay away" in person.types("restore", backup, "--yes").out
    assert "3 were forgotten before and are back." in person.types("restore", backup, "--also-forgotten", "--yes").out
    assert len(person.entries()) == 3


def test_import_does_the_same(kept: tuple[Person, str, bytes]) -> None:
    person, _backup, exported = kept
    said = person.types("import", "-", stdin=exported)
    assert "3 were forgotten here and stay away" in " ".join(said.out.split())
    assert person.types("import", "-", "--also-forgotten", "--dry-run", stdin=exported).code == 0
    assert person.entries() == []
    said = person.types("import", "-", "--also-forgotten", stdin=exported)
    assert "3 read, 3 added" in said.out
    assert "3 were forgotten before and are back." in " ".join(said.out.split())
    assert triggers(person) == [[WORDS], ["a long evening"], None]


def test_what_is_hidden_and_not_erased_comes_back_once(writer: Person, tmp_path: Path) -> None:
    writer.types("backup", str(tmp_path / "elsewhere.zip"))
    exported = writer.types("export", "json").out.encode()
    id = str(writer.entries()[0]["id"])
    put(writer.home, line("forget", id))
    for said in (
        writer.types("restore", str(tmp_path / "elsewhere.zip"), "--yes"),
        writer.types("import", "-", stdin=exported),
    ):
        assert "1 was forgotten on another machine and stays away" in " ".join(said.out.split())
        assert "forgotten here" not in said.out
    assert writer.types("restore", str(tmp_path / "elsewhere.zip"), "--yes", "--also-forgotten").code == 0
    assert len(writer.entries()) == 3
    put(writer.home, line("forget", id, 7))
    assert writer.types("import", "-", "--also-forgotten", stdin=exported).code == 0
    assert triggers(writer) == [[WORDS], ["a long evening"], None]


def test_what_was_forgotten_here_and_elsewhere_is_told_apart(kept: tuple[Person, str, bytes]) -> None:
    """Of the one it was said here, of the other only by another machine; of the third nobody said it."""
    person, backup, exported = kept
    first, second, third = (str(entry["id"]) for entry in json.loads(exported)["entries"])
    person.types("restore", backup, "--also-forgotten", "--yes")
    person.clock.on(hours=1)
    person.types("forget", first, "--yes")
    put(person.home, line("forget", second, 9))
    for said in (person.types("restore", backup, "--yes"), person.types("import", "-", stdin=exported)):
        words = " ".join(said.out.split())
        assert "3 read, 0 added, 1 already there" in words
        assert "1 was forgotten here and stays away" in words
        assert "1 was forgotten on another machine and stays away" in words
    counted = person.types("import", "-", "--json", stdin=exported).json
    assert (counted["forgotten"], counted["elsewhere"], counted["there"]) == (2, 1, 0)
    assert [entry["id"] for entry in person.entries()] == [third]


def test_what_only_the_backup_says_was_forgotten_is_not_said_to_be_forgotten_here(
    person: Person, tmp_path: Path
) -> None:
    """There it is hidden, and its words are in the backup; asked for or not, it stays away."""
    other = Person(tmp_path / "other")
    id = str(other.does("urge-log", {"strength": 1, "trigger": [WORDS]})["id"])
    put(other.home, line("forget", id))
    other.types("backup", str(tmp_path / "other.zip"))
    for more in ([], ["--also-forgotten"]):
        said = " ".join(person.types("restore", str(tmp_path / "other.zip"), "--yes", *more).out.split())
        assert "1 was forgotten there already and stays away." in said
        assert "forgotten here" not in said
        assert "--also-forgotten" not in said
    assert person.entries() == []


def test_a_backup_that_says_that_something_was_forgotten_hides_and_says_so(writer: Person, tmp_path: Path) -> None:
    """Nothing of yours is removed by `restore`, whatever stands in the backup."""
    id = str(writer.entries()[0]["id"])
    other = Person(tmp_path / "other")
    other.does("urge-log", {"strength": 1})
    put(other.home, line("forget", id))
    other.types("backup", str(tmp_path / "other.zip"))
    said = writer.types("restore", str(tmp_path / "other.zip"), "--yes")
    assert "1 entry that you have was forgotten there, and is hidden here too" in " ".join(said.out.split())
    assert WORDS.encode() in own(writer.home).read_bytes()
    writer.types("journal", "list")
    assert WORDS.encode() in own(writer.home).read_bytes()
    assert "1 entry is hidden" in writer.types().out
    assert writer.types("forget", "--disagree").code == 0
    assert [WORDS] in triggers(writer)


def test_in_the_real_program_a_foreign_line_rewrites_nothing(program: Program) -> None:
    program.run("do", "check-in", "--answers", "-", stdin=b'{"line": "harbour"}')
    [entry] = json.loads(program.run("journal", "list", "--json").stdout)["entries"]
    put(program.home, line("forget", entry["id"]))
    before = own(program.home).read_bytes()
    assert program.run("journal", "list").returncode == 0
    assert own(program.home).read_bytes() == before
    assert program.run("forget", "--agree", "--yes").returncode == 0
    assert b"harbour" not in own(program.home).read_bytes()


@pytest.mark.parametrize("op", ["forget", "gone", "delete", "edit"])
def test_a_change_that_comes_before_what_it_changes_is_none_in_every_view(person: Person, op: str) -> None:
    """Nobody writes one but a forger; it counted where all is read, and not in the list."""
    person.does("check-in", {"urge": 5, "line": "by the harbour"})
    [entry] = person.entries()
    change = {"v": 1, "id": "0" * 26, "n": 1, "op": op, "of": entry["id"], "answers": {"line": "forged"}}
    folder = person.home / "journal" / "evil0000"
    folder.mkdir()
    (folder / "000001.jsonl").write_bytes(encode(change) + b"\n")
    listed = person.types("journal", "list")
    assert "by the harbour" in listed.out
    assert "1 line could not be read" in listed.err
    assert "by the harbour" in person.types("export", "json").out
    assert "hidden" not in person.types().out


# Sealing beside another machine that still has it


@pytest.fixture
def beside(person: Person) -> Person:
    """A person beside whose entry lie two of another machine, and who has forgotten one of these."""
    person.does("check-in", {"urge": 1})
    put(person.home, entry(1, trigger=[WORDS]), entry(2, trigger=["a long evening"]))
    [theirs] = [one for one in person.entries() if one["answers"].get("trigger") == [WORDS]]
    said = person.types("forget", str(theirs["id"]), "--yes")
    assert (said.code, "what other machines wrote (1 file" in said.err) == (1, True)
    person.passphrases = [OWN]
    return person


def sealed_copies(home: Path) -> list[str]:
    """The segments that were made here in which the words can be read with the key."""
    keys = Keys(home, lambda _before: OWN, work=10)
    made = (file for file in home.glob("journal/*/*.age") if file.parent.name != FOREIGN)
    return [file.name for file in made if WORDS.encode() in keys.open(file.read_bytes())]


@pytest.mark.parametrize("is_accepted", [False, True], ids=["lock", "lock --accept"])
def test_what_was_forgotten_here_is_not_written_again_when_the_lines_of_others_are_sealed(
    beside: Person, is_accepted: bool
) -> None:
    assert beside.types("lock", "--yes").code == 1  # another machine's file is still readable
    if is_accepted:
        put(beside.home, line("edit", str(decode(entry(1))["id"]), 3, asked={}, answers={"helper": WORDS}))
        assert beside.types("lock", "--accept", "--yes").code == 0
    assert sealed_copies(beside.home) == []
    assert [one["answers"].get("trigger") for one in beside.entries()] == [None, ["a long evening"]]
    assert "Nothing is hidden here." in beside.types("forget", "--disagree", "--yes").out


def test_doctor_names_what_was_forgotten_here_and_others_still_have(beside: Person) -> None:
    told = " ".join(beside.types("doctor").out.split())
    assert "1 entry that was erased here still lies in what another machine wrote. It is hidden." in told
    assert "There, type: smartcli forget --agree. A folder that is none of yours, take away yourself." in told
