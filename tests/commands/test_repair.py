"""repair: what it mends, what it leaves, what it asks, and what lies in quarantine afterwards."""

import json
import shutil
from pathlib import Path

import pytest
from tests.keeping.health.homes import (
    MENDED,
    NAMED,
    byte_order_mark,
    close,
    filled,
    gap,
    lines,
    lost_break,
    not_well,
    own,
    put,
    segment,
    state,
    torn_then_written_on,
    unmark,
    whole,
)
from tests.person import Person, unwrapped
from tests.program import Program


@pytest.mark.parametrize("name", MENDED)
def test_what_is_mended_is_well_afterwards_and_nothing_that_could_be_read_is_lost(person: Person, name: str) -> None:
    filled(person)
    MENDED[name](person.home)
    could_be_read = whole(person.home)
    assert not_well(person) != {}
    said = person.types("repair", "--yes")
    assert (said.code, not_well(person)) == (0, {}), said
    assert "What is left" not in said.out
    assert could_be_read <= whole(person.home)
    assert person.types("journal", "list").code == 0
    assert person.types("repair", "--yes").out == "There is nothing to mend here.\n"


@pytest.mark.parametrize("name", MENDED)
def test_the_journal_goes_on_after_a_repair(person: Person, name: str) -> None:
    filled(person)
    MENDED[name](person.home)
    person.types("repair", "--yes")
    before = len(person.entries())
    person.does("check-in", {"line": "the morning after"})
    assert [entry["answers"]["line"] for entry in person.entries()][before:] == ["the morning after"]
    assert not_well(person) == {}


def test_the_old_file_is_kept_whole_and_the_lines_that_stay_are_the_same_bytes(person: Person) -> None:
    filled(person)
    MENDED["bit rot"](person.home)
    before, kept = segment(person.home).read_bytes(), lines(person.home)
    said = person.types("repair", "--yes").out
    name = f"{own(person.home)}-000001.jsonl"
    assert f"- Take 1 line that cannot be read out of {own(person.home)}/000001.jsonl; 4 stay." in said
    [old] = (person.home / "quarantine").glob(f"{name}-????????")
    assert old.read_bytes() == before
    assert lines(person.home) == [kept[0], *kept[2:]]


@pytest.mark.parametrize("spoil", [lost_break, byte_order_mark, torn_then_written_on])
def test_whole_lines_inside_one_that_cannot_be_read_are_saved(person: Person, spoil: object) -> None:
    filled(person)
    before = lines(person.home)
    spoil(person.home)  # type: ignore[operator]  # a function of homes.py
    assert len(whole(person.home)) < 5
    person.types("repair", "--yes")
    torn = [before[1]] if spoil is torn_then_written_on else []
    assert lines(person.home) == [line for line in before if line not in torn]


def test_line_ends_of_windows_stay_readable_and_are_left(person: Person) -> None:
    filled(person)
    segment(person.home).write_bytes(segment(person.home).read_bytes().replace(b"\n", b"\r\n"))
    before = segment(person.home).read_bytes()
    assert not_well(person) == {}
    assert person.types("repair", "--yes").out == "There is nothing to mend here.\n"
    first, second, *rest = before.split(b"\n")
    segment(person.home).write_bytes(b"\n".join([first, second[:40], *rest]))
    person.types("repair", "--yes")
    assert segment(person.home).read_bytes() == b"\n".join([first, *rest])


def test_a_backup_is_made_before_and_holds_the_damaged_file(person: Person) -> None:
    filled(person)
    MENDED["bit rot"](person.home)
    said = person.types("repair", "--yes")
    [made] = (person.home / "backups").glob("*.zip")
    assert said.err == f"The backup: {made}\n" or str(made.name) in said.err.replace("\n", "")


def test_what_changes_no_words_needs_no_backup(person: Person) -> None:
    filled(person)
    MENDED["modes"](person.home)
    assert "- Close 2 files and folders to others on this machine." in person.types("repair", "--yes").out
    assert not (person.home / "backups").exists()


@pytest.mark.parametrize("name", MENDED)
def test_a_dry_run_says_it_and_changes_nothing(person: Person, name: str) -> None:
    filled(person)
    MENDED[name](person.home)
    before = state(person.home)
    said = person.types("repair", "--dry-run")
    assert said.out.startswith("This can be mended:\n- ")
    assert said.out.endswith("Nothing was changed (dry run).\n")
    assert state(person.home) == before


def test_it_asks_and_no_leaves_everything(person: Person) -> None:
    filled(person)
    MENDED["bit rot"](person.home)
    before = state(person.home)
    said = person.types("repair", answers=["2"])
    assert (said.code, said.out.splitlines()[-1]) == (0, "Nothing was changed.")
    assert person.types("repair", answers=["^C"]).code == 130
    assert state(person.home) == before
    assert "Done: 1 repair." in person.types("repair", answers=["1"]).out


def test_where_nobody_can_answer_it_names_yes_and_changes_nothing(program: Program) -> None:
    filled(Person(program.home))
    MENDED["bit rot"](program.home)
    before = state(program.home)
    for argv in (["repair"], ["repair", "--no-input"]):
        run = program.run(*argv)
        assert run.returncode == 4
        assert run.stderr.decode().splitlines()[-1] == "Next: smartcli repair --yes"
        assert state(program.home) == before


@pytest.mark.parametrize("name", NAMED)
def test_what_is_not_ours_to_mend_is_named_and_left_as_it_is(person: Person, name: str) -> None:
    filled(person)
    NAMED[name](person.home)
    close(person.home)
    before = state(person.home)
    seen = not_well(person)
    said = person.types("repair", "--yes")
    assert said.code == (3 if "damaged" in seen.values() else 0)
    assert state(person.home) == before
    assert "left for you to see to" in said.out or "There was a journal here" in said.out


def test_another_machines_folder_is_left_alone_while_ours_is_mended(person: Person) -> None:
    filled(person)
    NAMED["torn elsewhere"](person.home)
    MENDED["bit rot"](person.home)
    theirs = person.home / "journal" / "m4ch1n3b" / "000001.jsonl"
    said = person.types("repair", "--yes")
    assert theirs.read_bytes() == b"torn\n"
    named = "1 line of m4ch1n3b/000001.jsonl cannot be read (line 1). It is another machine's folder"
    assert named in " ".join(said.out.split())
    assert said.code == 3


def test_a_folder_that_we_made_for_what_we_took_in_is_mended_too(person: Person) -> None:
    filled(person)
    NAMED["torn elsewhere"](person.home)
    (person.home / "journal" / "m4ch1n3b" / "000001.jsonl").chmod(0o600)
    with (person.home / "device").open("a") as file:
        file.write("m4ch1n3b\n")
    assert person.types("repair", "--yes").code == 0
    assert not_well(person) == {}


def test_a_copy_that_holds_something_of_its_own_stays(person: Person) -> None:
    filled(person)
    copy = segment(person.home).with_name("000001.sync-conflict-20261122-190411-ABCDEFG.jsonl")
    copy.write_bytes(segment(person.home).read_bytes())
    put(person.home, lines(person.home)[:3])
    close(person.home)
    before = state(person.home)
    assert person.types("repair", "--yes").out == "There is nothing to mend here.\n"
    assert state(person.home) == before
    assert len(person.entries()) == 5


def test_missing_lines_are_offered_through_restore(person: Person) -> None:
    filled(person)
    gap(person.home)
    said = " ".join(person.types("repair", "--yes").out.split())
    assert "Type: smartcli restore FILE --dry-run" in said


def test_lines_that_were_missing_before_are_not_taken_for_lines_in_quarantine(person: Person) -> None:
    filled(person)
    first, second, _third, _fourth, fifth = lines(person.home)
    put(person.home, [first, second[:40], fifth])
    for _time in ("before", "after"):
        assert not_well(person)["gaps"] == "look"
        person.types("repair", "--yes")
    assert not_well(person) == {"gaps": "look", "gone": "damaged"}


def test_beside_a_linked_segment_nothing_is_rewritten_because_nothing_can_be_backed_up(person: Person) -> None:
    filled(person)
    MENDED["bit rot"](person.home)
    NAMED["linked"](person.home)
    before = state(person.home / "journal")
    said = person.types("repair", "--yes")
    assert said.code == 3
    assert "000002.jsonl cannot be backed up, so nothing was begun. Is it a link" in said.err
    assert state(person.home / "journal") == before
    (person.home / "journal" / own(person.home) / "000002.jsonl").unlink()
    assert person.types("repair", "--yes").code == 0


def test_settings_keep_what_could_be_read_and_the_old_file_is_kept(person: Person) -> None:
    filled(person)
    MENDED["settings"](person.home)
    before = (person.home / "settings.toml").read_bytes()
    person.types("repair", "--yes")
    kept = person.types("settings", "--json").json["settings"]
    assert (kept["name"], kept["plain"], kept["way"]) == ("Ana", True, "")
    [old] = (person.home / "quarantine").glob("settings.toml-*")
    assert old.read_bytes() == before


def test_marks_keep_what_could_be_read_and_the_old_file_is_kept(person: Person) -> None:
    filled(person)
    MENDED["marks"](person.home)
    before = (person.home / "marks.toml").read_bytes()
    said = person.types("repair", "--yes")
    assert "Take 1 line that cannot be read out of marks.toml; the others stay." in said.out
    assert (person.home / "marks.toml").read_text() == '\n[[first]]\nmark = "0a1b2c3d"\n\n[[declined]]\n'
    [old] = (person.home / "quarantine").glob("marks.toml-*")
    assert old.read_bytes() == before


# A journal that is gone


@pytest.mark.parametrize("name", ["gone", "own folder gone", "dead link"])
def test_u1_a_journal_that_is_gone_is_explained_and_not_begun_anew_by_itself(person: Person, name: str) -> None:
    filled(person)
    person.types("settings", "change", "--day-ends", "5")
    NAMED[name](person.home)
    before = state(person.home)
    for argv in (["repair"], ["repair", "--yes"], ["repair", "--start-anew", "--dry-run"]):
        said = person.types(*argv)
        assert state(person.home) == before
    said = person.types("repair", "--yes")
    assert said.code == 3
    assert "- It lies on a disk or a stick that is not plugged in." in said.out
    assert "smartcli repair --start-anew begins a new journal and removes nothing." in " ".join(said.out.split())


def test_the_newest_backup_is_named_where_the_journal_is_gone(person: Person) -> None:
    from smartcli.keeping import backups

    filled(person)
    backups.before(person.home, "repair", person.clock.now)
    NAMED["gone"](person.home)
    said = unwrapped(person.types("repair").out)
    assert unwrapped(f"Your last backup is of today, in {person.home / 'backups'}.") in said
    assert unwrapped("smartcli restore FILE") in said


def test_the_way_on_from_a_journal_that_is_gone_can_be_gone(person: Person, tmp_path: Path) -> None:
    filled(person)
    written = len(person.entries())
    kept, exported = str(tmp_path / "kept.zip"), str(tmp_path / "mine.json")
    assert person.types("backup", kept).code == person.types("export", "json", "--out", exported).code == 0
    NAMED["gone"](person.home)
    for argv in (["journal", "list"], ["restore", kept, "--yes"], ["import", exported, "--yes"]):
        said = person.types(*argv)
        assert said.code == 3
        assert unwrapped("The journal is not where it was:") in unwrapped(said.err)
        assert said.err.rstrip().endswith("smartcli repair")
    told = unwrapped(person.types("repair").out)
    assert told.index(unwrapped("repair --start-anew")) < told.index(unwrapped("after that: smartcli restore FILE"))
    assert person.types("repair", "--start-anew", "--yes").code == 0
    assert person.types("restore", kept, "--yes").code == 0
    assert len(person.entries()) == written


@pytest.mark.parametrize("name", ["gone", "own folder gone"])
def test_start_anew_lets_a_new_journal_begin_and_the_old_one_joins_when_it_is_back(person: Person, name: str) -> None:
    filled(person)
    first = own(person.home)
    NAMED[name](person.home)
    said = person.types("repair", "--start-anew", answers=["1"])
    assert said.code == 0
    [kept] = (person.home / "quarantine").iterdir()
    assert kept.read_text() == f"{first}\n"
    person.does("check-in", {"line": "a new page"})
    back = person.home.parent / ("journal-elsewhere" if name == "gone" else "folder-elsewhere")
    shutil.copytree(back, person.home / "journal" / ("" if name == "gone" else first), dirs_exist_ok=True)
    assert len(person.entries()) == 6


def test_start_anew_beside_a_link_to_a_disk_that_is_gone_says_the_way_back(person: Person, tmp_path: Path) -> None:
    filled(person)
    count, disk = len(person.entries()), tmp_path / "disk"
    disk.mkdir()
    assert person.types("settings", "journal-folder", str(disk / "j"), "--yes").code == 0
    disk.rename(tmp_path / "away")
    said = person.types("repair", "--start-anew", "--yes")
    assert said.code == 0, said.err
    assert unwrapped(f"The old one lay in {disk / 'j'}; the link that leads there goes.") in unwrapped(said.out)
    assert "this puts the two together: smartcli settings journal-folder FOLDER" in " ".join(said.out.split())
    assert any(file.read_text() == f"{disk / 'j'}\n" for file in person.home.glob("quarantine/file-*"))
    person.does("check-in", {"line": "a new page"})
    assert len(person.entries()) == 1
    assert person.types("doctor").code == 0
    (tmp_path / "away").rename(disk)
    assert person.types("settings", "journal-folder", str(disk / "j"), "--yes").code == 0
    assert len(person.entries()) == count + 1


def test_start_anew_says_nothing_of_a_new_journal_where_a_file_lies_in_its_place(person: Person) -> None:
    filled(person)
    NAMED["gone"](person.home)
    (person.home / "journal").write_text("mine")
    before = state(person.home)
    said = person.types("repair", "--start-anew", "--yes")
    assert (said.code, said.out) == (1, "")
    assert "is a file. Please move it away first; it was not touched." in " ".join(said.err.split())
    assert state(person.home) == before


def test_start_anew_does_nothing_where_the_journal_is_there(person: Person) -> None:
    filled(person)
    device = own(person.home)
    assert person.types("repair", "--start-anew", "--yes").out.startswith("There is nothing to mend here.")
    assert own(person.home) == device


# For other programs, and sealed


def test_json_says_what_was_done(person: Person) -> None:
    filled(person)
    MENDED["bit rot"](person.home)
    assert person.types("repair", "--dry-run", "--json").json["done"] == 0
    table = person.types("repair", "--yes", "--json").json
    assert (table["schema"], table["done"], table["result"]) == (1, 1, "well")
    assert [one["id"] for one in table["repairs"]] == ["lines"]


def test_another_smartcli_that_is_writing_is_not_disturbed(person: Person) -> None:
    from smartcli.commands import repair
    from smartcli.home import disk

    filled(person)
    MENDED["left over"](person.home)
    with disk.locked(person.home / "lock", 0) as held:
        assert held
        patience, repair.PATIENCE = repair.PATIENCE, 0.0
        said = person.types("repair", "--yes")
        repair.PATIENCE = patience
    assert said.code == 1
    assert "Another smartcli is writing here just now." in said.err


def test_nothing_of_a_sealed_home_goes_to_quarantine_in_the_open(person: Person) -> None:
    from smartcli.home.seal.keys import Keys

    filled(person)
    keys = Keys(person.home, lambda _before: "six words that nobody would guess")
    keys.create("six words that nobody would guess")
    MENDED["bit rot"](person.home)
    before = segment(person.home).read_bytes()
    person.types("repair", "--yes")
    [kept] = (person.home / "quarantine").iterdir()
    assert b"evening" not in kept.read_bytes()
    assert keys.open(kept.read_bytes()) == before
    assert kept.match(f"{own(person.home)}-000001.jsonl-????????.age")
    assert {"lines", "gaps"} & not_well(person).keys() == set()


def test_a_damaged_sealed_line_is_taken_out_without_the_passphrase(person: Person) -> None:
    from smartcli.home.seal.keys import Keys
    from smartcli.journal import sealing

    filled(person)
    keys = Keys(person.home)
    keys.create("six words that nobody would guess")
    shut = [sealing.sealed(line, n, keys) for n, line in enumerate(lines(person.home), 1)]
    put(person.home, [shut[0], shut[1][:90] + b"!" + shut[1][91:], *shut[2:]])
    unmark(person.home)
    before = segment(person.home).read_bytes()
    assert person.types("repair", "--yes").code == 0
    assert lines(person.home) == [shut[0], *shut[2:]]
    [kept] = (person.home / "quarantine").iterdir()
    assert kept.read_bytes() == before
    assert not_well(person) == {}


def test_the_words_of_a_repair_hold_none_of_the_persons(person: Person) -> None:
    filled(person)
    for name in ("bit rot", "settings", "cards", "draft"):
        MENDED[name](person.home)
    said = person.types("repair", "--yes")
    for word in ("evening", "evenimg", "Ana", "daughter"):
        assert word not in said.out + said.err
    assert json.loads(person.types("doctor", "--json").out)["result"] == "well"


def test_a_home_that_is_not_there_is_not_made(person: Person) -> None:
    assert person.types("repair", "--yes").out == "There is nothing to mend here.\n"
    assert not Path(person.home).exists()


def test_a_folder_without_a_name_is_nobodys(person: Person) -> None:
    filled(person)
    MENDED["bit rot"](person.home)
    said = person.types("repair", "--mine", "", "--yes")
    assert (said.code, "There is no such folder in the journal." in said.err) == (1, True)
    assert not_well(person) != {}
