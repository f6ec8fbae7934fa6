"""A row an entry: what is in it, and what programs that read tables make of it."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.etree import ElementTree

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.journal.making import entry
from tests.person import Person
from tests.small import CHOICES, LINES, SCALE, TEXT, YES_NO, exercise, quick

from smartcli.exchange.report import Report
from smartcli.exchange.tables import wide
from smartcli.exchange.tables.headings import ABOUT, values
from smartcli.exchange.writers import dictionary
from smartcli.exercises.exercise import Exercise
from smartcli.journal.entry import Entry, entries_in
from smartcli.journal.line import numbered
from smartcli.text.sanitize import safe

ID = "01KKBPENW0FG924SA1P8ZMQN4N"
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "  =1", "\t=1", "\r=1", "\u00a0=1", "\n-1"]
FIXED = [about.name for about in ABOUT]


def report(*entries: Entry, exercises: Iterable[Exercise] = (), **more) -> Report:
    known = {one.id: one for one in exercises}
    return Report(entries=entries, titles={"urge-log": "Urge log"}, made="2026-03-12", exercises=known, **more)


def read(parts: Iterable[bytes]) -> list[dict[str, str]]:
    text = b"".join(parts).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def rows_of(*entries: Entry, **more) -> list[dict[str, str]]:
    return read(wide.render(report(*entries, **more)))


def answered(row: Mapping[str, str]) -> dict[str, str]:
    """The cells of the questions."""
    return {name: cell for name, cell in row.items() if name not in FIXED}


# What is in a row


def test_a_row_is_an_entry_with_its_time_and_a_cell_a_question() -> None:
    one = entry("a row, at work", id=ID)
    assert rows_of(one) == [
        {
            "id": ID,
            "date": "2026-03-10",
            "time": "12:00",
            "weekday": "Tuesday",
            "part_of_day": "afternoon",
            "written": "2026-03-10T12:00:00.000000+01:00",
            "exercise": "urge-log",
            "title": "Urge log",
            "version": "1",
            "urge-log.helper": "",
            "urge-log.strength": "7",
            "urge-log.trigger": "a row, at work",
        }
    ]


@pytest.mark.parametrize(
    ("happened", "time", "part"),
    [("2026-03-08", "", ""), ("2026-03-08 evening", "", "evening"), ("2026-03-08T04:30", "04:30", "night")],
)
def test_what_was_written_later_has_the_time_it_happened_at(happened: str, time: str, part: str) -> None:
    [row] = rows_of(entry(id=ID, day="2026-03-08", happened=happened))
    assert (row["date"], row["time"], row["weekday"], row["part_of_day"]) == ("2026-03-08", time, "Sunday", part)
    assert row["written"].startswith("2026-03-10T12:00")


def test_several_choices_stand_in_one_cell_and_rows_have_a_cell_a_field_each_in_its_place() -> None:
    answers = {
        "did": ["Wait a while", "Talk to someone"],
        "people": [
            {"name": "Ana", "can": ["Listen", "Drive"]},
            {"name": None, "can": None},
            {"name": "Bo", "knows": True},
        ],
        "none": [],
        "sure": False,
        "ratio": -0.5,
    }
    [row] = rows_of(entry(id=ID, answers=answers))
    assert answered(row) == {
        "urge-log.did": "Wait a while | Talk to someone",
        "urge-log.people.name": "Ana |  | Bo",
        "urge-log.people.can": "Listen; Drive |  | ",
        "urge-log.people.knows": " |  | yes",
        "urge-log.none": "",
        "urge-log.sure": "no",
        "urge-log.ratio": "-0.5",
    }


def test_a_choice_is_counted_by_splitting_the_cell(tmp_path: Path) -> None:
    entries = [entry(id=ID, answers={"did": did}) for did in (["Wait"], ["Wait", "Walk"], None)]
    (tmp_path / "wide.csv").write_bytes(b"".join(wide.render(report(*entries))))
    did = pandas.read_csv(tmp_path / "wide.csv")["urge-log.did"]
    counts = did.str.split(" | ", regex=False).explode().value_counts()
    assert counts.to_dict() == {"Wait": 2, "Walk": 1}


def test_the_columns_are_by_exercise_in_the_order_in_which_it_asks_then_what_older_versions_asked() -> None:
    small = exercise(TEXT, SCALE, YES_NO)
    entries = [
        entry(id=ID, exercise="small", answers={"before": "x", "strength": 3}),
        entry(id=ID, exercise="gone", answers={"b": 1, "a": 2}),
        entry(id=ID, exercise="small", answers={"sure": True, "words": "w"}),
    ]
    [row, *_others] = rows_of(*entries, exercises=[small])
    names = ["gone.a", "gone.b", "small.words", "small.strength", "small.sure", "small.before"]
    assert list(answered(row)) == names
    assert [*rows_of(*reversed(entries), exercises=[small])[0]] == [*row]


def test_entries_of_no_question_and_no_entries_at_all_are_a_table_too() -> None:
    assert answered(rows_of(entry(id=ID, answers={}))[0]) == {}
    assert (
        b"".join(wide.render(report()))
        == "\ufeff".encode() + (",".join(f'"{name}"' for name in FIXED) + "\r\n").encode()
    )


def test_what_is_private_has_neither_cell_nor_column_nor_row_in_the_dictionary() -> None:
    answers = {"trigger": "SECRET", "people": [{"who": "SECRET", "how": "by phone"}], "strength": 7}
    one = entry(id=ID, answers=answers)
    private = frozenset({("urge-log", "trigger"), ("urge-log", "people.who"), ("other", "strength")})
    [row] = rows_of(one, private=private)
    assert answered(row) == {"urge-log.people.how": "by phone", "urge-log.strength": "7"}
    shown = b"".join(dictionary.render(report(one, private=private)))
    assert b"trigger" not in shown
    assert b"people.who" not in shown
    assert b"SECRET" not in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_begins_a_formula_in_whatever_column_or_dictionary(text: str) -> None:
    one = entry(
        id=ID, exercise=text, asked={text: text}, answers={text: text, "list": [text, text], "t": [{text: text}]}
    )
    for rows in (rows_of(one), read(dictionary.render(report(one)))):
        for row in rows:
            for cell in (*row.keys(), *row.values()):
                assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


words = st.text(st.characters())
scalar = st.none() | st.booleans() | st.integers() | words
answer = scalar | st.lists(words) | st.lists(st.dictionaries(words, scalar | st.lists(words)))


@quick
@given(st.lists(st.tuples(words, st.dictionaries(words, answer))))
def test_every_answer_is_in_its_row_whatever_it_holds(given) -> None:
    entries = [entry(id=ID, exercise=name, answers=answers) for name, answers in given]
    text = b"".join(wide.render(report(*entries))).decode("utf-8")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(rows) == 1 + len(entries)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert safe(text.removeprefix("\ufeff")).replace("\n", "") == text.removeprefix("\ufeff").replace(
        "\r\n", ""
    ).replace("\n", "")
    for row, one in zip(rows[1:], entries, strict=True):
        there = sum(1 for _path, value in values(one.answers.items()) if value not in (None, ""))
        assert sum(1 for cell in row[len(FIXED) :] if cell) <= there
        assert sum(1 for cell in row[len(FIXED) :] if cell.strip()) >= sum(
            1 for _path, value in values(one.answers.items()) if value is not None and safe(str(value)).strip()
        )


# The dictionary

GONE = ["", "", "", "exercise not found"]  # unit, measure, private, today


def test_the_dictionary_says_what_every_column_means() -> None:
    scale = {**SCALE, "ends": ["none", "very"], "measure": "urge"}
    number = {"kind": "number", "key": "minutes", "ask": "How long?", "low": 0, "unit": "minutes"}
    items = {
        "kind": "items",
        "key": "people",
        "ask": "Who?",
        "fields": [{"kind": "text", "key": "name", "ask": "Name?"}],
    }
    known = exercise(scale, {**CHOICES, "other": True}, YES_NO, LINES, number, items, version=2)
    asked = {path: step.ask for path, step in known.every_step()}
    answers = {"strength": 1, "which": ["One"], "sure": True, "lines": ["x"], "minutes": 3, "people": [{"name": "Ana"}]}
    entries = [
        entry(id=ID, exercise="small", version=1, asked={"strength": "How bad?"}, answers={"strength": 80, "old": "x"}),
        entry(
            id=ID, exercise="small", version=1, asked={"strength": "How bad?"}, answers={"strength": 7.5, "old": None}
        ),
        entry(id=ID, exercise="small", version=2, asked=asked, answers=answers),
        entry(id=ID, exercise="gone", version=4, asked={"x": "What?"}, answers={"x": "y", "on": True, "never": None}),
        entry(id=ID, exercise="gone", version=4, answers={"x": ["y", "z"], "on": 3, "rows": [{"n": 2}, {"n": None}]}),
    ]
    rows = read(dictionary.render(report(*entries, exercises=[known])))
    assert [row["column"] for row in rows[: len(FIXED)]] == FIXED
    about = ("column", "version", "question", "kind", "range", "unit", "measure", "private", "today")
    assert [[row[name] for name in about] for row in rows[len(FIXED) :]] == [
        ["gone.never", "4", "", "", "", *GONE],
        ["gone.on", "4", "", "answered by a number, answered by yes or no", "answers are 3", *GONE],
        ["gone.rows.n", "4", "", "answered by a number", "answers are 2", *GONE],
        ["gone.x", "4", "What?", "answered by a text, answered by a list of texts", "", *GONE],
        [
            "small.strength",
            "1",
            "How bad?",
            "answered by a number",
            "answers go from 7.5 to 80",
            "",
            "urge",
            "no",
            "asked otherwise",
        ],
        ["small.strength", "2", "How strong?", "scale", "0 (none) to 10 (very)", "", "urge", "no", "asked"],
        ["small.which", "2", "Which?", "choices", "One | Two | Three | own words", "", "", "no", "asked"],
        ["small.sure", "2", "Are you sure?", "yes-no", "yes | no", "", "", "no", "asked"],
        ["small.lines", "2", "What helps?", "lines", "", "", "", "no", "asked"],
        ["small.minutes", "2", "How long?", "number", "0 or more", "minutes", "", "no", "asked"],
        ["small.people.name", "2", "Name?", "text", "", "", "", "no", "asked"],
        ["small.old", "1", "", "answered by a text", "", "", "", "", "not asked any more"],
    ]
    assert {(row["exercise"], row["title"], row["key"]) for row in rows if row["column"] == "small.people.name"} == {
        ("small", "small", "people.name")
    }
    columns = {row["column"] for row in rows}
    assert columns == set(rows_of(*entries, exercises=[known])[0])


def test_a_question_of_an_older_version_with_the_same_words_is_the_same_question() -> None:
    known = exercise(SCALE, version=2)
    one = entry(id=ID, exercise="small", version=1, asked={"strength": "How strong?"}, answers={"strength": 3})
    assert read(dictionary.render(report(one, exercises=[known])))[-1]["kind"] == "scale"


def test_the_unit_behind_a_question_makes_it_no_other() -> None:
    number = {"kind": "number", "key": "much", "ask": "How much?", "low": 0, "unit_from": "my-goal.unit"}
    asked = {"much": "How much? (Drinks)"}
    one = entry(id=ID, exercise="small", version=1, asked=asked, answers={"much": 3})
    row = read(dictionary.render(report(one, exercises=[exercise(number, version=2)])))[-1]
    assert (row["question"], row["kind"], row["range"]) == ("How much? (Drinks)", "number", "0 or more")


@pytest.mark.parametrize("answer", [11, "calm"])
def test_what_nobody_could_answer_today_was_asked_otherwise(answer: int | str) -> None:
    known = exercise(SCALE)
    entries = [entry(id=ID, exercise="small", version=1, answers={"strength": one}) for one in (3, answer)]
    row = read(dictionary.render(report(*entries, exercises=[known])))[-1]
    assert row["today"] == "asked otherwise"
    assert "scale" not in row["kind"]
    assert row["range"] == ("answers go from 3 to 11" if answer == 11 else "answers are 3")


# Large journals


class Many:
    """A thousand entries, made when they are asked for."""

    def __init__(self) -> None:
        self.made = 0

    def __len__(self) -> int:
        return 1000

    def __iter__(self):
        for minutes in range(len(self)):
            self.made += 1
            yield entry("x", minutes=minutes, id=ID)


def test_rows_are_held_up_to_a_bound_beyond_which_the_entries_are_gone_through_again(monkeypatch) -> None:
    few, many = Many(), Many()
    held = b"".join(wide.render(Report(entries=few, titles={}, made="2026-03-12")))
    assert few.made == 1000
    monkeypatch.setattr(wide, "HELD", 100 * wide.OF_A_ROW)
    pieces = wide.render(Report(entries=many, titles={}, made="2026-03-12"))
    first = [next(pieces), next(pieces)]
    assert many.made <= 1000 + wide.SOME
    assert b"".join([*first, *pieces]) == held
    assert many.made == 2000


# Lines that look alike, of which nothing is read


def from_lines(entries: Iterable[Entry]) -> list[Entry]:
    """The entries as a journal gives them: their lines only looked at."""
    tables = [one.but(id=f"{number:026}").as_line() for number, one in enumerate(entries, 1)]
    found = entries_in(b"".join(numbered(one, n) for n, one in enumerate(tables, 1)))
    assert found is not None
    return [one for _id, one in found]


def both(entries: list[Entry]) -> tuple[bytes, bytes]:
    """The table of entries out of lines, and of the same ones that were read."""
    looked_at = b"".join(wide.render(report(*from_lines(entries))))
    read = [Entry.from_line(one.as_line()) for one in from_lines(entries)]
    return looked_at, b"".join(wide.render(report(*read)))


def test_an_hour_before_the_day_ends_is_of_the_night_of_that_day() -> None:
    written = [entry(day="2026-10-24", at=f"2026-10-25T0{hour}:30:00.000000+00:00") for hour in (2, 5, 5)]
    for table in both(written):
        rows = [(row["date"], row["time"], row["weekday"], row["part_of_day"]) for row in read([table])]
        assert rows == [("2026-10-24", f"0{hour}:30", "Saturday", "night") for hour in (2, 5, 5)]


few = st.sampled_from(["a", "Grüße", 'say "no"', "=1", " -1", "two\nlines", "\ud800", "a\\", "", "{", '","', "|"])
numbers = st.integers(-20, 20) | st.floats(-1e16, 1e16)
plain = st.none() | st.booleans() | numbers | few | st.lists(few, max_size=3)
rows_in = st.lists(st.dictionaries(few, plain, max_size=2), max_size=2)
fields = st.dictionaries(st.sampled_from(["x", "y", "z", "é", 'q"']), plain | rows_in)


@quick
@given(
    st.lists(
        st.tuples(st.sampled_from([1, 2]), st.sampled_from([None, "2026-03-10 evening"]), fields),
        min_size=1,
        max_size=9,
    )
)
def test_a_line_that_is_only_looked_at_has_the_same_row_as_one_that_is_read(given) -> None:
    entries = [entry(version=version, happened=happened, answers=answers) for version, happened, answers in given]
    looked_at, read = both(entries * 2)
    assert looked_at == read


def test_lines_that_look_alike_are_not_read() -> None:
    entries = from_lines([entry(f"on the bus {number}", minutes=number) for number in range(5)])
    assert len(rows_of(*entries)) == 5
    assert ["answers" in vars(one) for one in entries] == [True, False, False, False, False]


def test_numbers_of_any_form_are_taken_as_they_are() -> None:
    numbers = (2, 2.5, -0.25, 1e16, 1e300, 10**50)
    entries = from_lines([entry(id=ID, answers={"amount": number}) for number in numbers])
    assert [row["urge-log.amount"] for row in rows_of(*entries)] == [*map(str, numbers)]
    assert ["answers" in vars(one) for one in entries] == [True, False, False, False, True, True]


def test_a_line_of_a_day_that_there_is_not_is_not_taken_for_one_like_others() -> None:
    looked_at = from_lines([entry("a"), entry("b"), entry("c", at="2026-02-30T12:00:00.000000+01:00")])
    assert [row["urge-log.trigger"] for row in rows_of(*looked_at)] == ["a", "b", ""]


# Read by other programs

SOFFICE = shutil.which("soffice")
# The test tools bring a duckdb; it lies beside the Python that runs this.
DUCKDB = shutil.which("duckdb", path=str(Path(sys.executable).parent))
LINE = "=1+1 Grüße, „schön“;\nzweite Zeile"


@pytest.fixture
def taken(person: Person, tmp_path: Path) -> Path:
    """A folder with the table of somebody who wrote umlauts, a formula, a number below zero and lines."""
    person.does("check-in", {"urge": 3, "mood": 0, "line": LINE, "state": ["Hungry", "Tired"]})
    person.clock.on(days=1)
    person.does("urge-log", {"strength": 7, "trigger": ["Ärger", "@SUM(A1)"], "minutes": 20, "helper": "Ana"})
    person.clock.on(hours=9)
    person.does("check-in", {"urge": 5, "line": "-3"})
    assert person.types("export", "csv", "--wide", "--out", str(tmp_path / "wide.csv")).code == 0
    assert person.types("export", "dictionary", "--out", str(tmp_path / "columns.csv")).code == 0
    return tmp_path


def test_pandas_reads_numbers_days_and_words(taken: Path) -> None:
    read = pandas.read_csv(taken / "wide.csv", parse_dates=["date"])
    assert read["date"].dt.day_name().tolist() == read["weekday"].tolist() == ["Tuesday", "Wednesday", "Wednesday"]
    assert read["part_of_day"].tolist() == ["afternoon", "afternoon", "evening"]
    assert read["check-in.urge"].dropna().tolist() == [3, 5]
    assert read["check-in.mood"].dropna().tolist() == [0]
    assert read["check-in.line"].dropna().tolist() == [f"'{LINE}", "'-3"]
    assert read["check-in.state"].dropna().tolist() == ["Hungry | Tired"]
    assert read["urge-log.trigger"].dropna().tolist() == ["Ärger | @SUM(A1)"]
    assert "Ana" not in (taken / "wide.csv").read_text("utf-8")
    meant = pandas.read_csv(taken / "columns.csv").set_index("column")
    assert set(read.columns) == set(meant.index)
    assert meant.loc["check-in.urge", "range"] == "0 (no urge) to 10 (the strongest I can think of)"


@pytest.mark.skipif(DUCKDB is None, reason="duckdb is not installed")
def test_duckdb_reads_numbers_days_and_words(taken: Path) -> None:
    query = (
        'select date, weekday, typeof(date), "check-in.urge", typeof("check-in.urge"), "check-in.line"'
        " from 'wide.csv' where exercise = 'check-in' order by written"
    )
    ran = subprocess.run([DUCKDB or "", "-json", "-c", query], cwd=taken, capture_output=True, check=True)
    assert [[*row.values()] for row in json.loads(ran.stdout)] == [
        ["2026-03-10", "Tuesday", "DATE", 3, "BIGINT", f"'{LINE}"],
        ["2026-03-11", "Wednesday", "DATE", 5, "BIGINT", "'-3"],
    ]


OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXTS = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# Commas, quotation marks, UTF-8, from the first line; a cell in quotes may be a day: what a person says who opens it.
AS_OPENED = "CSV:44,34,76,1,,0,false,true"


def opened(file: Path, folder: Path) -> list[list[tuple[str, str]]]:
    """What LibreOffice makes of a table: of each cell its kind and its value. No cell may be a formula."""
    environ = {**os.environ, "HOME": str(folder)}
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [SOFFICE or "", profile, "--headless", f"--infilter={AS_OPENED}", "--convert-to", "fods", "--outdir"]
    subprocess.run([*command, folder, file], env=environ, capture_output=True, check=True, timeout=120)
    rows = []
    for row in ElementTree.parse(folder / f"{file.stem}.fods").iter(f"{TABLE}table-row"):
        cells: list[tuple[str, str]] = []
        for cell in row.iter(f"{TABLE}table-cell"):
            assert f"{TABLE}formula" not in cell.attrib
            kind = cell.get(f"{OFFICE}value-type", "")
            said = "\n".join("".join(text.itertext()) for text in cell.iter(f"{TEXTS}p"))
            times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            cells += [(kind, cell.get(f"{OFFICE}value") or cell.get(f"{OFFICE}date-value") or said)] * times
        rows.append(cells)
    return rows


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_tables_as_they_are_and_runs_nothing_in_them(taken: Path) -> None:
    for name in ("wide.csv", "columns.csv"):
        written = list(csv.reader(io.StringIO((taken / name).read_text("utf-8-sig"), newline="")))
        for row, cells in zip(written, opened(taken / name, taken), strict=True):
            shown = [value for _kind, value in cells]
            there = [*zip(written[0], row, shown, strict=True)]
            # It shows a time as a number of hours, and what it takes for a moment in its own way.
            assert [was for head, was, now in there if was != now and head not in ("time", "written")] == []
    head, first, second, _third = opened(taken / "wide.csv", taken)
    kinds = dict(zip((value for _kind, value in head), first, strict=True))
    assert kinds["date"] == ("date", "2026-03-10")
    assert kinds["check-in.urge"] == ("float", "3")
    assert kinds["check-in.mood"] == ("float", "0")
    assert kinds["check-in.confidence"] == ("", "")
    assert kinds["check-in.line"] == ("string", f"'{LINE}")
    assert ("string", "Ärger | @SUM(A1)") in second
