"""Entries of other programs come in: said first, asked about, never twice, and counted as nothing they are not."""

import json
from pathlib import Path

import pytest
from tests.exchange import foreign
from tests.exchange.foreign import dayone, dayone_row, zipped
from tests.exercises.own_exercises import MINE
from tests.journal.making import lay_key
from tests.person import Person, Said

from smartcli.commands import other_programs
from smartcli.exchange.readers import programs
from smartcli.exchange.readers.brought import Hints
from smartcli.exchange.readers.given import GivenFile
from smartcli.exercises.imported import as_exercise

AS_TEXT = "They come in as text. They count as no check-in, no urge and no exercise.\n"
TABLE = "Date;Score;Note\n13/02/2026;7;a walk, at last\n14/02/2026;9;tea\n15/02/2026;30;rain\n"


def brings(person: Person, program: str, data: str | bytes, *more: str) -> Said:
    raw = data.encode() if isinstance(data, str) else data
    return person.types("import", "--from", program, "-", *(more or ("--yes",)), stdin=raw)


def test_a_dry_run_says_what_is_in_it_and_writes_nothing(person: Person) -> None:
    said = brings(person, "dayone", foreign.DAYONE_JSON, "--dry-run")
    assert said.out == (
        "Day One: 1 entry, Sunday 1 February.\n"
        "Left out: 1 without words.\n"
        "Not taken along: 3 photos, recordings and other files; 2 kinds of details\n"
        "beside the words, such as places.\n"
        f"{AS_TEXT}1 new, 0 already here.\nNothing is written yet.\n"
    )
    assert not (person.home / "journal").exists()


def test_it_asks_after_it_has_said_what_is_in_it(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "my.txt"
    file.write_text(foreign.JRNL_TEXT, "utf-8")
    asked = person.types("import", "--from", "jrnl", str(file), answers=["2"])
    assert "jrnl: 2 entries, from Sunday 1 February to Monday 2 February." in asked.out
    assert asked.err == "Nothing was imported.\n"
    gone_back = person.types("import", "--from", "jrnl", str(file), answers=["<"])
    assert gone_back.err == "Nothing was imported.\n"
    assert not (person.home / "journal").exists()
    agreed = person.types("import", "--from", "jrnl", str(file), answers=["1"])
    assert agreed.out.endswith("2 added, 0 already here.\n")
    assert len(person.entries()) == 2


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_where_nobody_can_answer_nothing_is_done(person: Person, more: list[str]) -> None:
    said = person.types("import", "--from", "jrnl", "-", *more, stdin=foreign.JRNL_TEXT.encode())
    assert said.code == 4
    assert "smartcli import --from jrnl FILE --yes" in said.err
    assert not (person.home / "journal").exists()


EVERY: dict[str, str | bytes] = {
    "jrnl": foreign.JRNL_JSON,
    "dayone": foreign.DAYONE_JSON,
    "daylio": foreign.DAYLIO,
    "loop": zipped(foreign.LOOP_WORDS),
}


@pytest.mark.parametrize("program", EVERY)
def test_a_second_time_adds_nothing(person: Person, program: str) -> None:
    assert brings(person, program, EVERY[program]).code == 0
    before = person.entries()
    assert before
    again = brings(person, program, EVERY[program])
    assert again.out.endswith(f"0 added, {len(before)} already here.\n")
    assert person.entries() == before


def test_both_forms_of_jrnl_are_the_same_entries(person: Person) -> None:
    brings(person, "jrnl", foreign.JRNL_JSON)
    assert brings(person, "jrnl", foreign.JRNL_TEXT).out.endswith("0 added, 2 already here.\n")


def test_it_is_the_same_on_another_computer_and_in_an_export(person: Person, tmp_path: Path) -> None:
    for program, data in EVERY.items():
        brings(person, program, data)
    other = Person(tmp_path / "other")
    other.types("import", "-", stdin=person.types("export", "json").out.encode())
    assert other.entries() == person.entries()
    for program, data in EVERY.items():
        assert "0 added" in brings(other, program, data).out


def test_what_was_forgotten_thrown_away_or_changed_here_stays_so(person: Person) -> None:
    brings(person, "jrnl", foreign.JRNL_TEXT)
    first, second = person.entries()
    person.types("journal", "edit", first["id"], "--answers", "-", stdin=b'{"text": "in other words"}')
    person.types("forget", second["id"], "--yes")
    said = brings(person, "jrnl", foreign.JRNL_TEXT)
    assert said.code == 0
    assert "0 added, 1 already here." in said.out
    assert "smartcli import --from jrnl FILE --also-forgotten" in " ".join(said.out.split())
    [left] = person.entries()
    assert left["answers"]["text"] == "in other words"
    person.types("journal", "delete", left["id"], "--yes")
    assert "0 added, 1 already here." in brings(person, "jrnl", foreign.JRNL_TEXT).out
    assert person.entries() == []
    assert "1 added" in brings(person, "jrnl", foreign.JRNL_TEXT, "--also-forgotten", "--yes").out


def test_what_was_changed_in_day_one_takes_over(person: Person) -> None:
    brings(person, "dayone", dayone(dayone_row()))
    later = dayone_row(text="Another text", modifiedDate="2026-02-05T00:00:00Z")
    said = brings(person, "dayone", dayone(later))
    assert "1 was changed there since; that is taken over." in said.out
    [entry] = person.entries()
    assert entry["answers"]["text"] == "Another text"
    assert "0 added, 1 already here." in brings(person, "dayone", dayone(dayone_row())).out
    assert person.entries() == [entry]


def test_an_entry_of_day_one_whose_zone_was_put_right_is_the_same(person: Person) -> None:
    brings(person, "dayone", dayone(dayone_row()))
    before = person.entries()
    assert "0 added, 1 already here." in brings(person, "dayone", dayone(dayone_row(timeZone="Asia/Tokyo"))).out
    assert person.entries() == before


def test_twice_in_a_file_is_once(person: Person) -> None:
    said = brings(person, "jrnl", foreign.JRNL_TEXT + foreign.JRNL_TEXT)
    assert "Left out: 2 that are in it twice." in said.out
    assert len(person.entries()) == 2


def test_a_day_to_come_is_left_out(person: Person) -> None:
    said = brings(person, "jrnl", "[2026-03-12 09:00] Tomorrow's friend\n[2026-03-10 23:00] Late today\n")
    assert "Left out: 1 of a day to come." in said.out
    assert [entry["day"] for entry in person.entries()] == ["2026-03-10"]


# Times


def test_times_and_zones_are_kept_and_none_is_made_up(person: Person) -> None:
    brings(person, "dayone", dayone(dayone_row()))
    brings(person, "jrnl", "[2026-02-02 22:15] A short one\n")
    brings(person, "loop", zipped(foreign.LOOP_NUMBERS))
    told = [(one["at"], one["zone"], one["day"], one.get("happened")) for one in person.entries()]
    assert told == [
        ("2026-02-01T00:30:00.000000+01:00", "Europe/Berlin", "2026-02-01", None),
        ("2026-02-02T22:15:00.000000+00:00", "", "2026-02-02", None),
        ("2026-02-04T12:00:00.000000+00:00", "", "2026-02-04", "2026-02-04"),
    ]
    shown = [person.types("journal", "show", one["id"]).out.split("\n")[1] for one in person.entries()]
    ids = [one["id"][-6:].lower() for one in person.entries()]
    assert shown == [
        f"On Sunday 1 February, 00:30, {ids[0]}",
        f"On Monday 2 February, 22:15, {ids[1]}",
        f"On Wednesday 4 February, {ids[2]}",
    ]


# Where it shows, and where not


def test_it_shows_as_text_wherever_words_are_read(person: Person) -> None:
    brings(person, "daylio", foreign.DAYLIO)
    brings(person, "jrnl", foreign.JRNL_TEXT)
    listed = person.types("journal", "list").out
    assert "2026-02-04 22:00, From another program, Two lines of a note · sad · clean · music" in listed
    assert "Slept well. Walked with @ana." in person.types("journal", "search", "ana").out
    assert "2026-02-03" in person.types("journal", "list", "--exercise", "imported").out
    for form in (["html"], ["markdown"], ["csv"], ["csv", "--wide"], ["json"]):
        written = person.types("export", *form)
        assert written.code == 0
        assert written.err == ""
        assert "No urge until noon." in written.out, form
    assert "Daylio: mood" in person.types("export", "csv").out
    assert "imported.text" in person.types("export", "dictionary").out


def test_its_words_can_be_notes_of_a_visit(person: Person, tmp_path: Path) -> None:
    person.clock.on(days=-36)
    person.does("check-in", {"urge": 3})
    person.clock.on(days=36)
    brings(person, "daylio", foreign.DAYLIO)
    answers = {"since": "2026-01-20", "include": ["2"], "notes": ["4 February: Two lines of a note"]}
    page = tmp_path / "visit.html"
    said = person.types("visit", "--answers", "-", "--out", str(page), stdin=json.dumps(answers).encode())
    assert said.code == 0, said.err
    assert "Two lines of a note" in page.read_text("utf-8")


def test_the_page_for_a_visit_begins_where_the_own_log_does(person: Person, tmp_path: Path) -> None:
    def page(name: str) -> str:
        answers = {"since": "2026-01-20", "include": ["5"]}
        file = tmp_path / name
        said = person.types("visit", "--answers", "-", "--out", str(file), stdin=json.dumps(answers).encode())
        assert said.code == 0, said.err
        return file.read_text("utf-8")

    person.clock.on(days=-3)
    for _day in range(4):
        person.does("check-in", {"urge": 3, "mood": 5})
        person.clock.on(days=1)
    person.clock.on(days=-1)
    before = page("before.html")
    brings(person, "jrnl", "[2020-01-01 08:00] Long ago\n[2026-02-01 08:00] Before it\n[2026-03-09 08:00] Within\n")
    assert page("after.html") == before


def test_it_counts_as_nothing_that_it_is_not(person: Person) -> None:
    """All that the log tells is as it would be without it."""
    person.clock.on(days=-3)
    for _day in range(4):
        person.does("check-in", {"urge": 3, "mood": 5})
        person.does("urge-log", {"strength": 7, "trigger": "a row"})
        person.clock.on(days=1)
    person.clock.on(days=-1)
    asked = (["insights", "--json"], ["insights", "--last", "all", "--json"], ["points", "--json"], ["plan"])
    before = [person.types(*argv).out for argv in asked]
    home = person.types("--json").out
    for program, data in EVERY.items():
        brings(person, program, data)
    brings(person, "jrnl", "[2026-03-10 08:00] This very morning\n[2020-01-01 08:00] Long ago\n")
    assert [person.types(*argv).out for argv in asked] == before
    assert person.types("--json").out == home


def test_after_it_the_first_day_is_still_the_first(person: Person) -> None:
    brings(person, "jrnl", "".join(f"[2026-02-{day:02} 09:00] Day {day}\n" for day in range(1, 29)))
    home = person.types().out
    assert "What you brought from another program is here. Nothing else is written yet." in home
    assert "Today's check-in is open." in home
    person.does("check-in", {"urge": 3})
    person.clock.on(days=1)
    said = person.types("checkin", "--answers", "-", stdin=b'{"urge": 4}').out
    assert "You wrote on 2 of 2 days so far." in said


def test_it_can_be_changed_here(person: Person) -> None:
    brings(person, "daylio", foreign.DAYLIO)
    newest = person.entries()[-1]
    said = person.types("journal", "edit", newest["id"], "--answers", "-", stdin=b'{"mood": ["better"]}')
    assert said.code == 0
    assert person.entries()[-1]["answers"] == {**newest["answers"], "mood": ["better"]}


def test_it_is_no_exercise_to_do(person: Person) -> None:
    brings(person, "jrnl", foreign.JRNL_TEXT)
    assert person.types("do", "imported", "--answers", "-", stdin=b"{}").code == 1
    assert "imported" not in person.types("exercises", "list").out


# As answers


def test_answers_of_an_exercise(person: Person) -> None:
    said = brings(person, "csv", TABLE, "--as", "Check-in", "--map", "day=Date,mood=Score,line=Note", "--yes")
    assert said.out == (
        "CSV: 3 entries, from Friday 13 February to Sunday 15 February.\n"
        "Not taken along: 1 answer that does not fit its question.\n"
        "What does not fit is of: mood (1).\n"
        "They come in as answers of “Check-in”, and count as such.\n"
        "3 added, 0 already here.\n"
    )
    told = [(one["exercise"], one["day"], one["happened"], one["answers"]) for one in person.entries()]
    assert told == [
        ("check-in", "2026-02-13", "2026-02-13", {"mood": 7, "line": "a walk, at last"}),
        ("check-in", "2026-02-14", "2026-02-14", {"mood": 9, "line": "tea"}),
        ("check-in", "2026-02-15", "2026-02-15", {"line": "rain"}),
    ]
    assert person.entries()[0]["asked"]["mood"] == "How is your mood?"
    again = brings(person, "csv", TABLE, "--as", "Check-in", "--map", "day=Date,mood=Score,line=Note", "--yes")
    assert again.out.endswith("0 added, 3 already here.\n")


def test_a_number_is_divided_as_it_was_typed_and_what_is_rounded_is_said(person: Person) -> None:
    said = brings(person, "csv", TABLE, "--as", "check-in", "--map", "day=Date, mood = Score/4", "--yes")
    assert "3 numbers were rounded, since whole ones are asked for." in said.out
    assert [one["answers"]["mood"] for one in person.entries()] == [2, 2, 8]


@pytest.mark.parametrize(
    ("cell", "answer"), [("8,5", 8.5), ("8.5", 8.5), ("−2", None), ("1.000,5", None), ("9" * 40, None), ("1e3", None)]
)
def test_numbers_as_people_write_them(person: Person, cell: str, answer: float | None) -> None:
    (person.home / "exercises").mkdir(parents=True)
    (person.home / "exercises" / "weight.toml").write_text(
        'format = 1\npoint = "daily"\ntitle = "Weight"\nminutes = 1\n'
        '[[steps]]\nkind = "number"\nkey = "kilos"\nask = "How much?"\nlow = 0\n[sample]\nkilos = 3\n'
    )
    brings(
        person, "csv", f"Date;Kilos\n2026-02-13;{cell}\n", "--as", "weight", "--map", "day=Date,kilos=Kilos", "--yes"
    )
    assert [one["answers"]["kilos"] for one in person.entries()] == ([] if answer is None else [answer])


@pytest.mark.parametrize(("cell", "choice"), [("Yes", "Yes"), ("in PART", "In part"), ("2", None), ("maybe", None)])
def test_a_number_is_no_row_of_a_menu(person: Person, cell: str, choice: str | None) -> None:
    (person.home / "exercises").mkdir(parents=True)
    (person.home / "exercises" / "went.toml").write_text(
        'format = 1\npoint = "daily"\ntitle = "Went"\nminutes = 1\n'
        '[[steps]]\nkind = "choice"\nkey = "went"\nask = "Did it?"\nchoices = ["Yes", "In part"]\n'
        '[sample]\nwent = "Yes"\n'
    )
    brings(person, "csv", f"Date,Went\n2026-02-13,{cell}\n", "--as", "went", "--map", "day=Date,went=Went", "--yes")
    assert [one["answers"]["went"] for one in person.entries()] == ([] if choice is None else [choice])


def test_a_question_that_would_not_have_been_asked_gets_no_answer(person: Person) -> None:
    (person.home / "exercises").mkdir(parents=True)
    (person.home / "exercises" / "nap.toml").write_text(
        'format = 1\npoint = "daily"\ntitle = "Nap"\nminutes = 1\n'
        '[[steps]]\nkind = "yes-no"\nkey = "slept"\nask = "Did you?"\n'
        '[[steps]]\nkind = "text"\nkey = "where"\nask = "Where?"\nonly_if = { key = "slept", is = true }\n'
        '[sample]\nslept = true\nwhere = "here"\n'
    )
    table = (
        "Date,Nap,Place\n2026-02-13,yes,sofa\n2026-02-14,no,bed\n2026-02-15,1,lawn\n2026-02-16,2,bus\n2026-02-17,0,\n"
    )
    said = brings(person, "csv", table, "--as", "nap", "--map", "day=Date,slept=Nap,where=Place", "--yes")
    assert [one["answers"] for one in person.entries()] == [
        {"slept": True, "where": "sofa"}, {"slept": False}, {"slept": True, "where": "lawn"}, {"slept": False},
    ]  # fmt: skip
    assert "What does not fit is of: where (2), slept (1)." in said.out
    assert "Left out: 1 that answers none of the questions" in said.out


def test_a_habit_answers_a_question(person: Person) -> None:
    said = brings(person, "loop", zipped(foreign.LOOP_NUMBERS), "--as", "check-in", "--map", "line=Read", "--yes")
    assert said.code == 0, said.err
    assert [one["answers"] for one in person.entries()] == [{"line": "yes"}]


def test_text_of_a_table(person: Person) -> None:
    brings(person, "csv", TABLE, "--map", "day=Date", "--map", "text=Note", "--yes")
    first = person.entries()[0]
    assert (first["exercise"], first["asked"], first["answers"]) == (
        "imported", {"text": "Note"}, {"text": "a walk, at last"},
    )  # fmt: skip


# What was typed, and cannot be meant


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--map", "day=Date,mood=Score"], None),
        (["--map", "text=Note"], "Which column holds the day has to be said."),
        ([], "Which column or field answers which question has to be said with --map."),
        (["--map", "day=Date"], "Which column or field answers which question has to be said with --map."),
        (["--map", "day=Date,text=Secret"], "--map names a column or field that is not in this file."),
        (["--map", "day=Secret,text=Note"], "--map names a column or field that is not in this file."),
        (
            ["--map", "day=Date,urge=Score"],
            "--map names a question that cannot be answered like this. There are: title",
        ),
        (["--map", "nonsense"], "--map wants a question, = and the name of a column."),
        (["--map", "day=Date,text=Note/0"], "--map cannot divide or multiply by 0."),
        (["--map", "day=Date,text=Note", "--dates", "upside"], "--dates wants day-first or month-first."),
        (["--map", "day=Date,line=Note", "--as", "nothing"], "There is no exercise of this name."),
    ],
)
def test_what_cannot_be_meant_gets_a_sentence(person: Person, more: list[str], sentence: str | None) -> None:
    said = brings(person, "csv", TABLE, *more, "--yes")
    if sentence is None:
        assert said.code == 0
        return
    assert said.code in (1, 2)
    assert sentence in " ".join(said.err.split())
    assert "Secret" not in said.err
    assert person.entries() == []


def test_what_has_to_be_said_is_shown(person: Person) -> None:
    said = brings(person, "csv", TABLE, "--as", "Check-in", "--yes")
    assert said.code == 2
    assert said.err.startswith("Its columns:\n- Date\n- Score\n- Note\nWhat they can be:\n")
    assert "\n- mood: How is your mood?\n" in said.err
    assert said.err.endswith("smartcli import --from csv --as check-in --map day=COLUMN,QUESTION=COLUMN FILE\n")
    said = brings(person, "loop", zipped(foreign.LOOP_NUMBERS), "--as", "check-in", "--yes")
    assert said.err.startswith("Its columns:\n- Read\nWhat they can be:\n")
    assert said.err.endswith("smartcli import --from loop --as check-in --map QUESTION=COLUMN FILE\n")
    assert person.entries() == []


def test_a_program_that_is_not_known(person: Person) -> None:
    said = brings(person, "notepad", "a")
    assert said.code == 2
    assert "--from wants the name of a program: csv, daylio, dayone, jrnl, loop." in said.err
    assert person.types("import", "-", "--map", "day=Date", stdin=b"{}").code == 2


def test_days_that_can_be_read_in_two_ways_are_asked_about_or_refused(person: Person, tmp_path: Path) -> None:
    said = brings(person, "csv", foreign.EITHER, "--map", "day=Date,text=Note", "--yes")
    assert said.code == 2
    assert "03/04 may be the 3rd of April or the 4th of March" in said.err
    assert "--dates day-first" in said.err
    file = tmp_path / "either.csv"
    file.write_text(foreign.EITHER, "utf-8")
    argv = ("import", "--from", "csv", str(file), "--map", "day=Date,text=Note")
    person.types(*argv, answers=["2", "1"])
    assert [one["day"] for one in person.entries()] == ["2026-03-02"]  # the other is still to come
    person.types(*argv, "--dates", "day-first", "--yes")
    assert [one["day"] for one in person.entries()] == ["2026-02-03", "2026-02-04", "2026-03-02"]


# Without --from


@pytest.mark.parametrize(
    ("program", "data", "looks"),
    [
        ("jrnl", foreign.JRNL_JSON, "a jrnl export"),
        ("jrnl", foreign.JRNL_TEXT, "a jrnl export"),
        ("dayone", foreign.DAYONE_JSON, "an export of Day One"),
        ("daylio", foreign.DAYLIO, "an export of Daylio"),
        ("loop", zipped(foreign.LOOP_WORDS), "an export of Loop Habit Tracker"),
        ("csv --map day=COLUMN,text=COLUMN", foreign.TABLE, "a table (CSV)"),
    ],
)
def test_without_from_it_is_named(person: Person, program: str, data: str | bytes, looks: str) -> None:
    said = person.types("import", "-", stdin=data.encode("utf-16") if isinstance(data, str) else data)
    assert said.code == 1
    named = f"This looks like {looks}. Nothing was imported. smartcli import --from {program} FILE\n"
    assert " ".join(said.err.split()) == named.strip()


def test_a_text_of_more_bytes_than_are_read(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_programs, "BIGGEST", 100)
    said = brings(person, "jrnl", foreign.JRNL_TEXT)
    assert said.code == 1
    assert "There is more in this file than smartcli reads. Nothing was imported." in said.err


def test_a_backup_names_restore(person: Person, tmp_path: Path) -> None:
    person.does("check-in", {"urge": 3})
    backup = tmp_path / "mine.zip"
    person.types("backup", str(backup))
    for more in ([], ["--from", "loop"], ["--from", "dayone"]):
        said = person.types("import", str(backup), *more)
        assert said.code == 1
        assert "Nothing was imported." in said.err
    assert "This looks like a backup of smartcli." in person.types("import", str(backup)).err
    assert "smartcli restore FILE" in person.types("import", str(backup)).err


# And the rest of the house


def test_json_says_all_of_it(person: Person) -> None:
    said = brings(person, "dayone", foreign.DAYONE_JSON, "--json", "--yes").json
    assert {name: said[name] for name in ("from", "dry_run", "read", "added", "already", "first", "last")} == {
        "from": "dayone", "dry_run": False, "read": 1, "added": 1, "already": 0,
        "first": "2026-02-01", "last": "2026-02-01",
    }  # fmt: skip
    assert said["left_out"] == {"attached": 3, "empty": 1, "fields": 2}


def test_a_sealed_journal_takes_it_sealed(person: Person) -> None:
    person.does("check-in", {"urge": 3})
    lay_key(person.home)
    person.passphrases = ["open"]
    assert brings(person, "jrnl", foreign.JRNL_TEXT).out.endswith("2 added, 0 already here.\n")
    assert brings(person, "jrnl", foreign.JRNL_TEXT).out.endswith("0 added, 2 already here.\n")
    assert not any(b"Slept well" in file.read_bytes() for file in (person.home / "journal").rglob("*.jsonl"))


def test_a_backup_is_made_before(person: Person) -> None:
    person.does("check-in", {"urge": 3})
    brings(person, "jrnl", foreign.JRNL_TEXT)
    assert [*(person.home / "backups").iterdir()]


# What docs/imports.md says to type


def typed_in_the_docs() -> list[list[str]]:
    page = Path(__file__).parents[2] / "docs" / "imports.md"
    lines = [line.split() for line in page.read_text("utf-8").splitlines() if line.startswith("    smartcli ")]
    return [words[1:] for words in lines if words[1] == "import" and words[3] != "PROGRAM"]


NOTES = "Date,Hour,Notes,Mood,Score,Line\n2026-02-13,9 pm,a walk,calm,14,tea\n"
HABIT = {
    "Habits.csv": "Position,Name,Type\n001,Reading,YES_NO\n",
    "001 Reading/Checkmarks.csv": "2026-02-04,YES_MANUAL\n",
}
NAMED: dict[str, str | bytes] = {
    "daylio_export_2026_03_10.csv": foreign.DAYLIO,
    "jrnl.json": foreign.JRNL_JSON,
    "notes.csv": NOTES,
    "diary.csv": NOTES,
    "scores.csv": "Date;Score;Notes\n2026-02-13;14;tea\n",
    "habits.zip": zipped(HABIT),
}


@pytest.mark.parametrize("argv", typed_in_the_docs(), ids=lambda argv: argv[-1])
def test_what_the_page_says_to_type(person: Person, tmp_path: Path, argv: list[str]) -> None:
    held, file = NAMED[argv[-1]], tmp_path / argv[-1]
    file.write_bytes(held.encode() if isinstance(held, str) else held)
    said = person.types(*argv[:-1], str(file), "--yes")
    assert said.code == 0, said.err
    assert person.entries() != []
    assert "does not fit" not in said.out


def test_all_of_it_is_taken_out_again(person: Person) -> None:
    person.does("check-in", {"urge": 3})
    brings(person, "jrnl", foreign.JRNL_TEXT)
    assert person.types("forget", "--exercise", "imported", "--yes").code == 0
    assert [one["exercise"] for one in person.entries()] == ["check-in"]
    assert "0 added" in brings(person, "jrnl", foreign.JRNL_TEXT).out


def test_the_fields_that_the_page_names_are_there(person: Person) -> None:
    page = (Path(__file__).parents[2] / "docs" / "imports.md").read_text("utf-8")
    for program, data in (("jrnl", foreign.JRNL_JSON), ("dayone", foreign.DAYONE_JSON), ("daylio", foreign.DAYLIO)):
        reading = programs.load(program).read(GivenFile(str(data).encode()), Hints())
        assert all(f"`{field}`" in page for one in reading.found for field in one.fields)
    assert all(f"`{step.key}`" in page for step in as_exercise().steps)


def test_no_own_exercise_takes_the_name_of_what_was_imported(person: Person) -> None:
    brings(person, "jrnl", foreign.JRNL_TEXT)
    before = person.types("journal", "list").out
    refused = person.types("exercises", "new", "imported")
    assert (refused.code, refused.out) == (2, "")
    assert "That name is for what came from other programs." in refused.err
    own = person.home / "exercises" / "imported.toml"
    own.parent.mkdir(mode=0o700)
    own.write_text(MINE)
    said = person.types("journal", "list")
    assert said.out == before
    assert "is not used: that name is for what came" in " ".join(person.types("exercises").err.split())
    assert person.types("do", "imported", "--answers", "-", stdin=b'{"now": 3}').code != 0
