"""Erasing for good: from every view, from the files, from drafts, quarantine, backups and what is at hand."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.home.chosen import chosen_are
from tests.keeping.stuck import stuck
from tests.person import OWN, Person, unwrapped
from tests.program import Program

from smartcli.exercises import content
from smartcli.home import flat_toml, marks, unfinished
from smartcli.home.seal.keys import Keys
from smartcli.home.settings import Settings
from smartcli.journal import Journal
from smartcli.journal.line import decode, encode
from smartcli.keeping.backups import opening

WORDS = "a row at the harbour"


@pytest.fixture
def writer(person: Person) -> Person:
    for trigger in (WORDS, "a long evening"):
        person.does("urge-log", {"strength": 7, "trigger": [trigger]})
        person.clock.on(days=1)
    person.does("why-i-want-this", {"reasons": ["my daughter"]})
    return person


def tells(home: Path, word: bytes = b"harbour") -> list[str]:
    """The files that hold the word; a backup is looked into."""
    found = []
    for file in sorted(file for file in home.rglob("*") if file.is_file()):
        data = file.read_bytes()
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as archive:
                data = b"".join(map(archive.read, archive.namelist()))
        if word in data:
            found.append(str(file.relative_to(home)))
    return found


def first(person: Person) -> str:
    return str(person.entries()[0]["id"])


def test_a_forgotten_entry_is_in_no_view_and_in_no_file(writer: Person) -> None:
    id = first(writer)
    writer.types("journal", "edit", id, "--answers", "-", stdin=b'{"place": "harbour again"}')
    said = writer.types("forget", id[-6:], "--yes")
    assert said.code == 0, said.err
    assert "1 entry is erased." in said.out
    assert [entry["answers"].get("trigger") for entry in writer.entries()] == [["a long evening"], None]
    assert "harbour" not in writer.types("export", "json").out
    assert tells(writer.home) == []
    [file] = writer.home.glob("journal/*/*.jsonl")
    assert [decode(line)["n"] for line in file.read_bytes().splitlines()] == [1, 2, 3, 4, 5]
    assert writer.types("doctor").code == 0


def test_it_says_plainly_where_copies_may_remain(writer: Person) -> None:
    said = writer.types("forget", first(writer), "--yes")
    assert "Copies may remain:\n- In exports and backups you have put somewhere else." in said.out
    assert "On the disk itself, until it is written over." in said.out


def test_the_number_is_typed_before_anything_is_erased(writer: Person) -> None:
    for typed in ("", "yes", "2"):
        said = writer.types("forget", first(writer), answers=[typed])
        assert said.out.rstrip().endswith("Nothing was changed.")
    assert len(writer.entries()) == 3
    said = writer.types("forget", first(writer), answers=["1"])
    assert "1 entry is erased." in said.out
    assert len(writer.entries()) == 2


def test_nobody_there_to_type_it_erases_nothing(writer: Person) -> None:
    said = writer.types("forget", first(writer))
    assert (said.code, "--yes" in said.err, len(writer.entries())) == (4, True, 3)


def test_a_dry_run_only_counts(writer: Person) -> None:
    said = writer.types("forget", "--exercise", "urge-log", "--dry-run")
    assert "2 entries would be erased" in said.out
    assert len(writer.entries()) == 3


def test_by_exercise_its_drafts_go_too(writer: Person) -> None:
    writer.types("do", "urge-log", answers=["7", "harbour draft", "^C"])
    said = writer.types("forget", "--exercise", "urge-log", "--yes")
    assert "2 entries are erased." in said.out
    assert tells(writer.home) == []
    assert [file.suffix for file in (writer.home / "drafts").iterdir()] == []
    assert [entry["exercise"] for entry in writer.entries()] == ["why-i-want-this"]


@pytest.mark.parametrize("ways", [["--agree", "01ABCDEF"], ["--go-on", "--agree"], ["--everything", "--from", "today"]])
def test_two_ways_at_once_are_refused_by_naming_them(writer: Person, ways: list[str]) -> None:
    before = len(writer.entries())
    said = writer.types("forget", *ways, "--yes")
    assert (said.code, said.err.startswith("Please give one of these at a time: ids; --exercise,")) == (2, True)
    assert len(writer.entries()) == before


def test_by_days(writer: Person) -> None:
    writer.types("forget", "--from", "2026-03-11", "--to", "2026-03-11", "--yes")
    assert [entry["day"] for entry in writer.entries()] == ["2026-03-10", "2026-03-12"]


def test_what_lies_in_the_trash_can_be_forgotten(writer: Person) -> None:
    id = first(writer)
    writer.types("journal", "delete", id)
    assert "1 entry is erased." in writer.types("forget", id, "--yes").out
    assert tells(writer.home) == []
    assert writer.types("journal", "undo").code == 1


def test_its_card_goes_from_what_is_at_hand(writer: Person) -> None:
    assert "my daughter" in writer.types("urge").out
    writer.types("forget", "--exercise", "why-i-want-this", "--yes")
    assert "my daughter" not in writer.types("urge").out
    assert tells(writer.home, b"my daughter") == []


def test_backups_here_that_tell_of_it_are_replaced_by_a_new_one(writer: Person) -> None:
    writer.types("backup")
    assert len(tells(writer.home)) == 2
    writer.clock.on(hours=1)
    writer.types("forget", first(writer), "--yes")
    assert tells(writer.home) == []
    mine, made_before = sorted((writer.home / "backups").glob("*.zip"), reverse=True)
    for backup in (mine, made_before):
        assert "2 entries" in writer.types("backup", "--verify", str(backup)).out


def test_a_damaged_line_about_it_goes_from_the_quarantine(writer: Person) -> None:
    [file] = writer.home.glob("journal/*/*.jsonl")
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(lines[0].replace(b"harbour", b"harbour!") + b"".join(lines))
    writer.types("journal", "list")
    assert len(tells(writer.home)) == 2
    assert writer.types("forget", first(writer), "--yes").code == 0
    assert tells(writer.home) == []


def test_of_a_file_in_quarantine_that_holds_other_lines_those_stay(writer: Person) -> None:
    folder = writer.home / "quarantine"
    folder.mkdir()
    [file] = writer.home.glob("journal/*/*.jsonl")
    lines = file.read_bytes().splitlines(keepends=True)
    (folder / "file-0a1b2c3d").write_bytes(b"\0torn\n" + lines[1] + lines[0] + lines[0][:90] + b"\n" + lines[2][:70])
    (folder / "file-1a1b2c3d").write_bytes(lines[1])
    assert writer.types("forget", first(writer), "--yes").code == 0
    assert (folder / "file-0a1b2c3d").read_bytes() == b"\0torn\n" + lines[1] + lines[2][:70]
    assert (folder / "file-1a1b2c3d").read_bytes() == lines[1]


def test_backups_that_cannot_be_cleaned_are_named_and_the_others_are_clean(writer: Person) -> None:
    for _time in range(3):
        writer.types("backup")
        writer.clock.on(hours=1)
    made = sorted((writer.home / "backups").glob("my-log*.zip"))
    with stuck(*made[:2]):
        said = writer.types("forget", first(writer), "--yes")
    assert (said.code, "erased." in said.out) == (1, False)
    assert "the backups (2 files; it belongs to somebody else, or is closed to you)" in " ".join(said.err.split())
    assert "smartcli forget --go-on" in said.err
    assert tells(writer.home) == [f"backups/{file.name}" for file in made[:2]]
    assert "1 entry is erased." not in writer.types("doctor").out
    assert writer.types("forget", "--go-on").code == 0
    assert tells(writer.home) == []


def test_the_cards_of_what_stays_are_at_hand_afterwards(writer: Person) -> None:
    writer.does("support-network", {"people": [{"name": "Ana", "reach": "555 0101"}]})
    writer.does("change-plan", {"steps": [{"step": "Ring the harbour"}]})
    assert writer.types("forget", "--exercise", "why-i-want-this", "--yes").code == 0
    cards = flat_toml.load(str(writer.home / "at-hand.toml"))[0]
    assert "Ana" in str(cards)
    assert "my daughter" not in str(cards)
    assert "Ana - 555 0101" in writer.types("urge").out


def test_a_part_that_cannot_be_read_is_named_among_the_places(writer: Person) -> None:
    [file] = writer.home.glob("journal/*/*.jsonl")
    file.write_bytes(file.read_bytes() + b'{"v":1,"some of another entry\n')
    said = writer.types("forget", first(writer), "--yes")
    assert "In 1 line of the journal that is damaged." in said.out


def test_what_another_key_sealed_is_no_place_that_was_looked_into(writer: Person, tmp_path: Path) -> None:
    theirs = Person(tmp_path / "theirs")
    Keys(theirs.home, work=10).create("x")
    theirs.does("urge-log", {"strength": 3})
    shutil.copytree(theirs.home / "journal", writer.home / "journal", dirs_exist_ok=True)
    said = writer.types("forget", "--from", "2026-01-01", "--yes")
    assert (said.code, "erased." in said.out) == (1, False)
    told = " ".join(said.err.split())
    assert "Erased from all that can be opened here." in told
    assert "; what other machines wrote (1 file; sealed with a key that is not here, or damaged)." in told
    assert tells(writer.home) == []
    assert "begun and not finished, well, Nothing." in writer.types("doctor").out
    again = writer.types("forget", "--from", "2026-01-01", "--yes")
    assert again.code == 3
    assert again.err.startswith(
        "Of what can be read here there are no such entries. Nothing was changed. 1 file of the journal is sealed with"
    )


def test_forgetting_that_was_cut_off_is_finished_by_the_same_command(writer: Person) -> None:
    id = first(writer)
    writer.types("backup")
    at_hand = (writer.home / "at-hand.toml").read_bytes()
    Journal(writer.home).forget([id], at=writer.clock.now)
    assert len(tells(writer.home)) == 1
    (writer.home / "at-hand.toml").write_bytes(at_hand)
    assert writer.types("forget", id, "--yes").code == 0
    assert tells(writer.home) == []


@pytest.mark.parametrize("typed", [lambda id: id[-6:].lower(), lambda id: f" {id[-8:]} ", lambda id: id[:14]])
def test_a_forget_that_was_cut_off_is_finished_by_a_part_of_the_id(writer: Person, typed: Callable[[str], str]) -> None:
    id = first(writer)
    writer.types("backup")
    Journal(writer.home).forget([id], at=writer.clock.now)
    assert [Path(name).parent.name for name in tells(writer.home)] == ["backups"]
    said = writer.types("forget", typed(id), "--yes")
    assert said.code == 0, said.err
    assert f"- {id[-6:].lower()}, forgotten before" in said.out
    assert tells(writer.home) == []
    assert len(writer.entries()) == 2


@pytest.mark.parametrize(
    ("argv", "stay"),
    [
        (["--to", "2026-03-11"], ["2026-03-12"]),
        (["--from", "2026-03-11"], ["2026-03-10"]),
        (["--to", "2026-03-09"], ["2026-03-10", "2026-03-11", "2026-03-12"]),
    ],
)
def test_one_end_of_the_days_is_enough(writer: Person, argv: list[str], stay: list[str]) -> None:
    assert writer.types("forget", *argv, "--yes").code == 0
    assert [entry["day"] for entry in writer.entries()] == stay


@pytest.mark.parametrize(("count", "more"), [(5, None), (6, "and 1 more."), (7, "and 2 more.")])
def test_of_many_entries_five_are_listed_and_the_others_counted(person: Person, count: int, more: str | None) -> None:
    for strength in range(count):
        person.does("check-in", {"urge": strength})
        person.clock.on(days=1)
    said = person.types("forget", "--exercise", "check-in", "--dry-run").out.splitlines()
    shown = [line for line in said if line.startswith("- ")]
    assert said[0] == f"{count} entries would be erased, for good:"
    assert [line.split(" ")[2] for line in shown] == [f"2026-03-{10 + later}" for later in range(5)]
    assert [line for line in said if line.startswith("and ")] == ([more] if more else [])


def test_what_is_in_a_backup_only_stays_there(writer: Person) -> None:
    """Forgetting one entry takes no other with it."""
    writer.types("backup")
    [file] = writer.home.glob("journal/*/*.jsonl")
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(lines[0] + lines[2])  # the second is lost
    writer.clock.on(hours=1)
    writer.types("forget", first(writer), "--yes")
    [backup] = (writer.home / "backups").glob("my-log*.zip")
    writer.types("restore", str(backup), "--yes")
    assert [entry["answers"].get("trigger") for entry in writer.entries()] == [["a long evening"], None]


def test_everything_leaves_alone_what_is_not_ours(writer: Person) -> None:
    (writer.home / "letter.txt").write_text("mine")
    (writer.home / "photos").mkdir()
    writer.types("backup")
    (writer.home / "backups" / "tax.zip").write_bytes(b"theirs")
    said = writer.types("forget", "--everything", "--yes")
    assert "What is not ours was left alone" in said.out
    left = sorted(str(file.relative_to(writer.home)) for file in writer.home.rglob("*"))
    assert left == ["backups", "backups/tax.zip", "letter.txt", "lock", "photos"]


def inside(file: Path) -> bytes:
    made = opening.load(file)
    return b"".join(map(made.read, made.names))


@pytest.mark.parametrize("name", ["mine.zip", "my-log copy.zip", "kept"])
def test_a_backup_of_another_name_is_written_without_it_too(writer: Person, name: str) -> None:
    file = writer.home / "backups" / name
    assert writer.types("backup").code == 0
    shutil.copy(next(file.parent.glob("my-log*.zip")), file)
    (file.parent / "tax.zip").write_bytes(b"PK theirs")
    with zipfile.ZipFile(file.parent / "theirs.zip", "w") as theirs:
        theirs.writestr("manifest.json", '{"name": "of another program"}')
    assert b"harbour" in inside(file)
    assert writer.types("forget", first(writer), "--yes").code == 0
    assert b"harbour" not in inside(file)
    assert b"a long evening" in inside(file)
    said = writer.types("forget", "--everything", "--yes")
    assert (said.code, file.exists(), (file.parent / "tax.zip").exists()) == (0, False, True)
    assert (file.parent / "theirs.zip").exists()


def test_a_backup_that_lies_there_unpacked_is_named(writer: Person) -> None:
    assert writer.types("backup").code == 0
    [file] = (writer.home / "backups").glob("my-log*.zip")
    with zipfile.ZipFile(file) as packed:
        packed.extractall(file.with_suffix(""))
    said = writer.types("forget", first(writer), "--yes")
    assert (said.code, "entry is erased" in said.out) == (1, False)
    assert unwrapped("the backups (1 file; one of them lies there unpacked; take it away yourself)") in unwrapped(
        said.err
    )
    shutil.rmtree(file.with_suffix(""))
    assert writer.types("forget", "--go-on").code == 0


def test_drafts_go_only_with_the_whole_exercise(writer: Person) -> None:
    writer.types("do", "urge-log", answers=["7", "1", "a draft of today", "^C"])
    writer.types("forget", "--exercise", "urge-log", "--to", "2026-03-10", "--yes")
    found = tells(writer.home, b"a draft of today")
    assert [Path(name).parent.name for name in found] == ["backups", "drafts"]


def test_a_draft_that_says_no_exercise_stays_where_entries_are_forgotten(writer: Person) -> None:
    writer.types("do", "urge-log", answers=["7", "1", "a draft of today", "^C"])
    [draft] = (writer.home / "drafts").glob("*.json")
    nobodys = draft.with_name(draft.name.removeprefix("urge-log"))
    draft.replace(nobodys)
    nobodys.write_bytes(nobodys.read_bytes().replace(b'"urge-log"', b'""'))
    assert writer.types("forget", first(writer), "--yes").code == 0
    assert nobodys.exists()


def test_what_was_forgotten_does_not_come_back_from_a_backup_or_an_export(writer: Person, tmp_path: Path) -> None:
    writer.types("backup", str(tmp_path / "elsewhere.zip"))
    exported = writer.types("export", "json").out.encode()
    writer.types("forget", first(writer), "--yes")
    said = writer.types("import", "-", stdin=exported)
    assert "2 already there, 0 refused. 1 was forgotten here and stays away" in " ".join(said.out.split())
    said = writer.types("restore", str(tmp_path / "elsewhere.zip"), "--yes")
    assert said.code == 0, said.err
    assert "0 added, 2 already there, 0 refused.\n1 was forgotten here and stays away" in said.out
    assert len(writer.entries()) == 2
    assert tells(writer.home) == []


def test_everything_leaves_nothing_but_own_exercise_files(writer: Person) -> None:
    (writer.home / "exercises").mkdir()
    (writer.home / "exercises" / "mine.toml").write_text("# mine")
    writer.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    writer.types("do", "urge-log", answers=["7", "harbour draft", "^C"])
    writer.types("backup")
    said = writer.types("forget", "--everything", answers=["3"])
    assert said.code == 0, said.err
    assert "Erased." in said.out
    assert "What is not ours was left alone, your own exercise files too" in said.out
    assert sorted(file.name for file in writer.home.rglob("*")) == ["exercises", "lock", "mine.toml"]
    assert writer.entries() == []
    writer.does("urge-log", {"strength": 1, "trigger": ["anew"]})
    assert len(writer.entries()) == 1


def test_where_nothing_is_left_nothing_is_said_to_be(writer: Person) -> None:
    writer.types("journal", "delete", first(writer))
    said = writer.types("forget", "--everything", "--yes")
    assert said.out.startswith("3 entries will be erased, for good.")  # the one in the trash too
    assert [file.name for file in writer.home.rglob("*")] == ["lock"]
    assert "not ours" not in said.out


def test_sealed_it_works_the_same(writer: Person) -> None:
    writer.passphrases = [OWN]
    writer.types("lock", "--yes")
    writer.types("lock", "--drop-plain")
    writer.does("urge-log", {"strength": 7, "trigger": ["the harbour, sealed"]})
    for id in [entry["id"] for entry in writer.entries() if "harbour" in str(entry)]:
        assert writer.types("forget", id, "--yes").code == 0
    exported = writer.types("export", "json").out
    assert "harbour" not in exported
    writer.types("unlock", "--yes")
    assert tells(writer.home) == [name for name in tells(writer.home) if name.startswith("backups/")]
    assert writer.types("doctor").code == 0


def test_the_settings_remember_nothing_of_what_is_gone(writer: Person) -> None:
    writer.does("change-plan", {"steps": [{"step": "Ring the harbour"}, {"step": "Rest"}]})
    for command, given in (("pick", {"plan": ["2", "1"], "reason": ["1"]}), ("away", {"plan": ["Ring the harbour"]})):
        assert writer.types("cards", command, "--answers", "-", stdin=json.dumps(given).encode()).code == 0
    path = writer.home / "marks.toml"
    declined = [{"exercise": id, "day": "2026-03-10"} for id in ("urge-log", "values")]
    path.write_text(path.read_text() + flat_toml.write({"declined": declined}))
    before = flat_toml.load(str(path))[0]
    assert (len(before["first"]), len(before["away"])) == (3, 1)
    writer.types("backup")
    for id in ("change-plan", "urge-log"):
        assert writer.types("forget", "--exercise", id, "--yes").code == 0
    after = flat_toml.load(str(path))[0]
    assert (len(after["first"]), after.get("away"), after["declined"]) == (1, None, declined[1:])
    assert tells(writer.home, before["away"][0]["mark"].encode()) == []


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["--exercise", ""],
        ["abc", "--everything"],
        ["abc", "--exercise", "urge-log"],
        ["--everything", "--from", "2026-01-01"],
    ],
)
def test_it_must_be_said_what_in_one_way(writer: Person, argv: list[str]) -> None:
    assert writer.types("forget", *argv, "--yes").code == 2
    assert len(writer.entries()) == 3


def test_the_real_program_forgets(program: Program) -> None:
    program.run("do", "check-in", "--answers", "-", stdin=b'{"line": "harbour"}')
    said = program.run("forget", "--everything", "--yes")
    assert said.returncode == 0
    assert tells(program.home) == []


OWN_EXERCISE = "a=b"  # an id is a file's name: it may hold what once parted it from its day


@pytest.mark.parametrize("is_older", [False, True], ids=["marks", "packed in the settings"])
@pytest.mark.parametrize("is_sealed", [False, True], ids=["open", "sealed"])
def test_an_exercise_of_ones_own_keeps_no_row_whatever_its_name(
    writer: Person, is_older: bool, is_sealed: bool
) -> None:
    """Split at the first sign in one place and at the last in another, `a=b` kept its row after `forget`."""
    (writer.home / "exercises").mkdir()
    (writer.home / "exercises" / f"{OWN_EXERCISE}.toml").write_bytes(
        (content.data() / "en" / "exercises" / "check-in.toml").read_bytes()
    )
    writer.does(OWN_EXERCISE, {"line": "harbour"})
    if is_older:
        declined = "a=b=2026-03-10/values=2026-03-10"
        chosen_are(writer.home, Settings(name="Sam", more={"declined": declined, "first_cards": ""}))
    else:
        both = dict.fromkeys((OWN_EXERCISE, "values"), "2026-03-10")
        marks.change(writer.home, lambda kept: kept.but(declined=both), Keys(writer.home))
    if is_sealed:
        writer.passphrases = [OWN]
        writer.types("lock", "--yes")
        writer.types("lock", "--drop-plain")
    assert writer.types("backup").code == 0
    said = writer.types("forget", "--exercise", OWN_EXERCISE, "--yes")
    assert (said.code, said.err) == (0, "")
    keys = Keys(writer.home, lambda _before: OWN)
    if is_sealed:
        keys.unlocked()
    assert marks.read(writer.home, keys).declined == {"values": "2026-03-10"}
    assert tells(writer.home, b"a=b=2026") == []
    assert tells(writer.home, b'"a=b"') == []


def test_what_was_kept_of_damaged_marks_goes_with_what_is_forgotten(writer: Person) -> None:
    (writer.home / "marks.toml").write_text('[[declined]]\nexercise = "urge-log"\nday = "2026-03-10\n')
    writer.types("cards", "pick", "--answers", "-", stdin=b'{"reason": ["1"]}')
    writer.types("backup")
    assert len(tells(writer.home / "quarantine", b"urge-log")) == 1
    assert writer.types("forget", "--exercise", "urge-log", "--yes").code == 0
    assert tells(writer.home, b'"urge-log"') == []
    assert len(flat_toml.load(str(writer.home / "marks.toml"))[0]["first"]) == 1


def test_a_forget_that_was_cut_off_after_the_journal_goes_on_with_the_same_words(person: Person) -> None:
    person.does("urge-log", {"trigger": "a row", "strength": 7})
    person.types("backup")
    id = person.entries()[0]["id"]
    unfinished.begin(person.home, unfinished.FORGET, json.dumps({"ids": [id], "exercise": "urge-log"}).encode())
    Journal(person.home).forget([id], at=person.clock())
    said = person.types("forget", "--exercise", "urge-log", "--yes")
    assert "Erasing entries was begun and not finished. It goes on." in said.out
    assert said.code == 0
    assert unfinished.read(person.home) == {}
    assert person.types("forget", "--exercise", "urge-log", "--yes").out.startswith("There are no such entries.")


def test_a_forget_of_which_nobody_can_tell_what_it_meant_is_finished_all_the_same(writer: Person) -> None:
    unfinished.begin(writer.home, unfinished.FORGET, b"torn")
    assert "0 entries are erased." in writer.types("forget", "--go-on").out
    assert (unfinished.read(writer.home), len(writer.entries())) == ({}, 3)


# Lines whose id is none: of another make, or such as no entry has


def laid(home: Path, *tables: dict[str, object]) -> None:
    """Lines of another machine, or of whoever carries the folder."""
    file = home / "journal" / "theirs00" / "000001.jsonl"
    file.parent.mkdir()
    file.write_bytes(b"".join(encode({"v": 1, **table}) + b"\n" for table in tables))


def stranger(writer: Person, id: str, **more: object) -> dict[str, object]:
    """An entry as the person's first is, of that id."""
    [entry, *_others] = writer.entries()
    return {"n": 1, **entry, "id": id, "answers": {"trigger": ["none of mine"]}, **more}


@pytest.mark.parametrize("id", ["01", "0", "crc", "trigger", "\ud800", "", "7" + "Z" * 25])
def test_a_line_whose_id_is_none_takes_no_other_line_along_wherever_it_lies(writer: Person, id: str) -> None:
    before = writer.entries()
    assert writer.types("backup").code == 0
    laid(writer.home, stranger(writer, id, exercise="values"), {"id": id + "1", "op": "forget", "of": id})
    assert writer.entries() == before
    writer.types("forget", "--exercise", "values", "--yes")
    writer.types("forget", "--exercise", "why-i-want-this", "--yes")
    for backup in (writer.home / "backups").glob("*.zip"):
        with zipfile.ZipFile(backup) as archive:
            mine = [
                archive.read(name) for name in archive.namelist() if name.endswith(".jsonl") and "theirs" not in name
            ]
        assert b"".join(mine).count(b'"urge-log"') == 2
    assert writer.entries() == before[:2]


@pytest.mark.parametrize("at_end", [4, 6, 26])
def test_an_id_that_is_the_end_of_another_hides_no_entry(writer: Person, at_end: int) -> None:
    entry = writer.entries()[0]
    short = entry["id"][-6:]
    laid(writer.home, stranger(writer, entry["id"][-at_end:] if at_end < 26 else "77" + entry["id"][2:]))
    assert [one["id"] for one in writer.entries()].count(entry["id"]) == 1
    assert writer.types("journal", "show", short, "--json").json["entry"] == entry
    said = writer.types("forget", short, "--yes")
    assert "1 entry is erased." in said.out
    assert entry["id"] not in [one["id"] for one in writer.entries()]
    assert tells(writer.home) == []


@pytest.mark.parametrize("id", ["01M8", "0", "77" + "0" * 24])
def test_doctor_and_forget_agree_of_what_is_hidden(writer: Person, id: str) -> None:
    laid(writer.home, stranger(writer, id), {"id": "7" + "Z" * 25, "n": 2, "op": "forget", "of": id})
    checks = {one["id"]: one for one in writer.types("doctor", "--json").json["checks"]}
    assert checks["hidden"]["result"] == "well"
    assert checks["lines"]["facts"]["unknown"] == 2
    said = writer.types("forget", "--agree", "--yes")
    assert "Nothing is hidden here." in said.out
    listed = writer.types("journal", "list")
    assert "2 lines could not be read." in listed.out + listed.err
