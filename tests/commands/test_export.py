"""Out and in again: what is exported can be read by others and imported without loss."""

import csv
import errno
import io
import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.journal.making import lay_key
from tests.person import Person
from tests.privacy.evil import HOSTILE

from smartcli.home import disk

# Every form of an export.
EVERY = (
    ("json",), ("csv",), ("csv", "--wide"), ("dictionary",), ("html",), ("markdown",), ("markdown", "--newest-first"),
)  # fmt: skip


def fill(person: Person) -> None:
    person.does("check-in", {"urge": 3, "line": HOSTILE, "state": ["Tired"]})
    person.does("support-network", {"people": [{"name": "Ana", "reach": "555 0101"}]})
    person.clock.on(days=1)
    person.does("urge-log", {"strength": 7})


def test_export_and_import_into_an_empty_home_is_the_identity(person: Person, tmp_path: Path) -> None:
    fill(person)
    exported = person.types("export", "json").out
    other = Person(tmp_path / "other")
    said = other.types("import", "-", stdin=exported.encode())
    assert said.out == "3 read, 3 added, 0 already there, 0 refused.\n"
    assert other.entries() == person.entries()
    assert other.types("export", "json").out == exported


def test_import_into_the_same_home_adds_nothing(person: Person) -> None:
    fill(person)
    before = {path: path.read_bytes() for path in (person.home / "journal").rglob("*.jsonl")}
    said = person.types("import", "-", stdin=person.types("export", "json").out.encode())
    assert said.out == "3 read, 0 added, 3 already there, 0 refused.\n"
    assert {path: path.read_bytes() for path in (person.home / "journal").rglob("*.jsonl")} == before


def test_a_dry_run_writes_nothing(person: Person, tmp_path: Path) -> None:
    fill(person)
    other = Person(tmp_path / "other")
    said = other.types("import", "-", "--dry-run", stdin=person.types("export", "json").out.encode())
    assert said.out == "Nothing was written (dry run): 3 read, 3 added, 0 already there, 0 refused.\n"
    assert not (tmp_path / "other" / "journal").exists()


def test_what_cannot_be_taken_is_counted_and_told_by_the_exit_code(person: Person) -> None:
    rows = [{"id": 5, "exercise": "check-in", "answers": {}}, "text", None, {}]
    said = person.types("import", "-", stdin=json.dumps({"schema": 1, "entries": rows}).encode())
    assert said.code == 1
    assert said.out == "4 read, 0 added, 0 already there, 4 refused.\n"


def test_an_import_that_adds_nothing_asks_for_no_room(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    person.does("why-i-want-this", {"reasons": ["My daughter"]})
    exported = person.types("export", "json").out.encode()

    def full(*_given: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(disk, "replace", full)
    said = person.types("import", "-", stdin=exported)
    assert (said.code, said.out, said.err) == (0, "1 read, 0 added, 1 already there, 0 refused.\n", "")


def test_other_files_are_not_imported(person: Person) -> None:
    for content in (b"", b"{}", b"[]", b"\xff", b'{"schema": 9, "entries": []}', b"[" * 100_000):
        said = person.types("import", "-", stdin=content)
        assert said.code in {1, 2}
        assert "Nothing was imported." in said.err


@pytest.mark.parametrize(
    "content",
    [
        {"tags": {"@walk": 1}, "entries": [{"headline": "A day", "date": "2026-03-10", "time": "10:00"}]},
        {"schema": 1, "entries": [{"title": "A day", "date": "2026-03-10"}]},
        {"metadata": {"version": "1.0"}, "entries": [{"uuid": "AB", "text": "A day"}]},
        {"schema": "1", "entries": []},
        {"schema": True, "entries": []},
        {"entries": []},
        [],
        7,
        None,
    ],
)
def test_what_another_program_wrote_is_no_export_and_never_damaged(person: Person, content: object) -> None:
    said = person.types("import", "-", stdin=json.dumps(content).encode())
    assert (said.code, said.out) == (1, "")
    assert said.err == "This is not an export of smartcli (export json). Nothing was imported. smartcli import --help\n"


def test_an_export_that_is_cut_off_is_said_to_be(person: Person) -> None:
    fill(person)
    whole = person.types("export", "json").out.encode()
    said = person.types("import", "-", stdin=whole[:-40])
    assert said.code == 3
    assert said.err.startswith("This export is cut off, or was changed. Nothing was imported. smartcli export json")


def test_a_backup_is_no_export_and_the_other_command_is_named(person: Person) -> None:
    said = person.types("import", "-", stdin=b"PK\3\4")
    assert "smartcli restore FILE" in said.err


def test_an_export_that_powershell_redirected_is_read(person: Person, tmp_path: Path) -> None:
    fill(person)
    exported = person.types("export", "json").out
    other = Person(tmp_path / "other")
    for raw in (exported.encode("utf-16"), exported.encode("utf-8-sig"), exported.encode("utf-16-le")):
        assert other.types("import", "-", stdin=raw).code == 0
    assert other.types("export", "json").out == exported


def test_an_imported_reason_is_at_hand_at_once(person: Person, tmp_path: Path) -> None:
    person.does("why-i-want-this", {"reasons": ["My daughter"]})
    other = Person(tmp_path / "other")
    other.types("import", "-", stdin=person.types("export", "json").out.encode())
    assert "My daughter" in other.types("urge").out


def test_a_file_is_private_new_and_counted(person: Person, tmp_path: Path) -> None:
    fill(person)
    target = tmp_path / "log.json"
    said = person.types("export", "json", "--out", str(target))
    assert said.err == "3 entries written. The file is not encrypted.\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert len(json.loads(target.read_bytes())["entries"]) == 3
    again = person.types("export", "json", "--out", str(target))
    assert (again.code, again.err.strip()) == (
        1,
        "There is a file of this name already. Please name a new one. smartcli export FORMAT --out FILE.json",
    )


def test_csv_neutralises_formulas_and_leaves_private_answers_out(person: Person) -> None:
    fill(person)
    rows = list(csv.reader(io.StringIO(person.types("export", "csv").out.removeprefix("\ufeff"))))
    assert rows[0] == ["id", "at", "day", "happened", "zone", "exercise", "key", "asked", "answer"]
    assert "Ana" not in {cell for row in rows for cell in row}
    person.does("check-in", {"line": "=HYPERLINK(1)"})
    assert '"\'=HYPERLINK(1)"' in person.types("export", "csv", "--last", "1").out


def test_private_answers_are_in_a_reading_export_only_when_named(person: Person) -> None:
    fill(person)
    for words in EVERY[1:]:
        assert "Ana" not in person.types("export", *words).out
        assert "support-network.people" not in person.types("export", *words).out
        expected = "support-network.people.name" if words == ("dictionary",) else "Ana"
        assert expected in person.types("export", *words, "--with-private").out


def test_filters_choose_what_is_exported(person: Person) -> None:
    fill(person)
    entries = person.types("export", "json", "--exercise", "urge-log").json["entries"]
    assert [entry["exercise"] for entry in entries] == ["urge-log"]


def test_there_is_no_such_format(person: Person) -> None:
    said = person.types("export", "my-secret")
    assert said.code == 2
    assert said.err.startswith("There is no such format. There are: csv, dictionary, html, json, markdown.")
    said = person.types("export", "ics")
    assert said.err.endswith(" html, json, markdown. smartcli plan --out plan.ics\n")


def test_a_file_is_written_as_the_journal_is_read_and_is_the_same(person: Person, tmp_path: Path) -> None:
    fill(person)
    for words in EVERY:
        target = tmp_path / "-".join(words)
        assert person.types("export", *words, "--out", str(target)).code == 0
        assert target.read_bytes().decode("utf-8") == person.types("export", *words).out
        assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_the_newest_so_many_are_exported_the_oldest_of_them_first(person: Person) -> None:
    fill(person)
    every = person.types("export", "json").json["entries"]
    for last in ("1", "2", "3", "9" * 30):
        assert person.types("export", "json", "--last", last).json["entries"] == every[-int(last) :]


def test_a_journal_that_cannot_be_opened_is_no_half_export(person: Person, tmp_path: Path) -> None:
    lay_key(person.home)
    fill(person)
    for words in EVERY:
        said = person.types("export", *words)
        assert (said.code, said.out) == (3, "")
        assert person.types("export", *words, "--out", str(tmp_path / "log")).code == 3
        assert not (tmp_path / "log").exists()


def wide(person: Person, *more: str) -> list[dict[str, str]]:
    said = person.types("export", "csv", "--wide", *more)
    return list(csv.DictReader(io.StringIO(said.out.removeprefix("\ufeff"), newline="")))


def test_a_wide_table_has_a_row_an_entry_and_columns_for_those_that_are_meant(person: Person) -> None:
    fill(person)
    rows = wide(person)
    assert [row["exercise"] for row in rows] == ["check-in", "support-network", "urge-log"]
    assert [row["urge-log.strength"] for row in rows] == ["", "", "7"]
    assert {name.split(".")[0] for name in wide(person, "--exercise", "urge-log")[0] if "." in name} == {"urge-log"}
    assert len(wide(person, "--from", "2026-03-11")) == 1
    assert len(wide(person, "--last", "2")) == 2


def test_a_wide_table_has_what_own_exercises_and_those_that_are_gone_have_asked(person: Person) -> None:
    own = person.home / "exercises" / "my-own.toml"
    own.parent.mkdir(parents=True)
    own.write_text(OWN_EXERCISE, "utf-8")
    person.does("my-own", {"calm": 4, "who": "SECRET"})
    [row] = wide(person)
    assert (row["title"], row["my-own.calm"], "my-own.who" in row) == ("Mine", "4", False)
    assert '"0 (tense) to 5 (calm)"' in person.types("export", "dictionary").out
    assert "4 of 5 (0: tense, 5: calm)" in person.types("export", "markdown").out
    own.unlink()
    [row] = wide(person)
    assert (row["title"], row["my-own.calm"], row["my-own.who"]) == ("my-own", "4", "SECRET")
    said = person.types("export", "html")
    assert "Its answers are in this export, private ones too." in " ".join(said.err.split())
    assert ">4</dd>" in said.out


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("How calm?", "How calm are you?").replace("high = 5", "high = 7"),
        lambda text: text.replace("format = 1", "format = 1\nversion = 2").replace("high = 5", "high = 7"),
    ],
)
def test_what_an_own_exercise_asked_before_it_was_changed_has_no_range_of_today(
    person: Person, change: Callable[[str], str]
) -> None:
    own = person.home / "exercises" / "my-own.toml"
    own.parent.mkdir(parents=True)
    own.write_text(OWN_EXERCISE, "utf-8")
    person.does("my-own", {"calm": 4})
    own.write_text(change(OWN_EXERCISE), "utf-8")
    last = person.types("export", "dictionary").out.splitlines()[-1]
    assert '"answered by a number","answers are 4"' in last
    assert last.endswith('"asked otherwise"')
    for words in (["markdown"], ["html"]):
        assert "4 of 7" not in person.types("export", *words).out
    person.does("my-own", {"calm": 6})
    assert "6 of 7 (0: tense, 7: calm)" in person.types("export", "markdown").out


def test_a_changed_a_deleted_and_a_forgotten_entry_are_in_a_wide_table_as_in_the_journal(person: Person) -> None:
    fill(person)
    ids = {entry["exercise"]: entry["id"] for entry in person.entries()}
    person.types("journal", "edit", ids["urge-log"], "--answers", "-", stdin=b'{"strength": 2}')
    person.types("journal", "delete", ids["check-in"], "--yes")
    person.types("forget", ids["support-network"], "--yes")
    [row] = wide(person)
    assert (row["exercise"], row["urge-log.strength"]) == ("urge-log", "2")
    assert not [name for name in row if name.startswith(("check-in.", "support-network."))]


def test_the_newest_day_comes_first_on_a_page_and_in_markdown_where_that_is_said(person: Person) -> None:
    fill(person)
    page = person.types("export", "html").out
    assert page.index("Wednesday 11 March 2026") < page.index("Tuesday 10 March 2026")
    down = person.types("export", "markdown", "--newest-first").out
    assert down.index("## 2026-03-11") < down.index("## 2026-03-10")
    up = person.types("export", "markdown").out
    assert sorted(up.split("\n")) == sorted(down.split("\n"))
    assert "2026-03-10" not in person.types("export", "markdown", "--newest-first", "--last", "1").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("json --wide", "--wide is for csv. smartcli export csv --wide\n"),
        ("csv --newest-first", "--newest-first is for markdown. smartcli export markdown --newest-first\n"),
    ],
)
def test_an_option_for_another_format_is_refused(person: Person, words: str, said: str) -> None:
    answer = person.types("export", *words.split())
    assert (answer.code, answer.out, answer.err) == (2, "", said)


OWN_EXERCISE = """
format = 1
point = "balance"
title = "Mine"
minutes = 1
[[steps]]
kind = "scale"
key = "calm"
ask = "How calm?"
high = 5
ends = ["tense", "calm"]
[[steps]]
kind = "text"
key = "who"
ask = "Who?"
private = true
[sample]
calm = 3
"""


@pytest.mark.parametrize("name", ["key", "unfinished", "accepted", "homework.toml", "journal/x.json", "at-hand.toml"])
@pytest.mark.parametrize("argv", [("export", "json", "--out"), ("backup",), ("plan", "--out")])
def test_no_file_is_put_where_smartcli_keeps_its_own(person: Person, name: str, argv: tuple[str, ...]) -> None:
    person.does("check-in", {"line": "one"})
    (person.home / "at-hand.toml").unlink(missing_ok=True)
    name += ".html" if argv[0] == "plan" and name.endswith("x.json") else ""
    said = person.types(*argv, str(person.home / name))
    assert said.code in (1, 2)
    assert not (person.home / name).exists()


def test_beside_them_and_among_the_backups_one_may_be_put(person: Person) -> None:
    person.does("check-in", {"line": "one"})
    assert person.types("export", "json", "--out", str(person.home / "mine.json")).code == 0
    (person.home / "backups").mkdir()
    assert person.types("backup", str(person.home / "backups" / "mine.zip")).code == 0


@pytest.mark.parametrize("name", ["x.json", "DEVICE/000077.jsonl", "DEVICE/x.json"])
def test_no_file_is_put_into_a_journal_that_lies_elsewhere(person: Person, tmp_path: Path, name: str) -> None:
    person.does("check-in", {"line": "one"})
    (tmp_path / "disk").mkdir()
    assert person.types("settings", "journal-folder", str(tmp_path / "disk" / "j"), "--yes").code == 0
    device = (person.home / "device").read_text().split()[0]
    place = tmp_path / "disk" / "j" / name.replace("DEVICE", device)
    for argv in (("export", "json", "--out", str(place)), ("backup", str(place))):
        said = person.types(*argv)
        assert (said.code, "smartcli keeps its own files there." in said.err) == (1, True), said.err
    assert not place.exists()
    assert person.types("export", "json", "--out", str(tmp_path / "disk" / "x.json")).code == 0
