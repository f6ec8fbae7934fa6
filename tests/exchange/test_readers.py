"""What other programs wrote is read as it stands there: no word, day or zone is made up; the rest is counted."""

import json
from collections import Counter
from datetime import date, datetime

import pytest
from tests.exchange import foreign
from tests.exchange.foreign import dayone, dayone_row, zipped

from smartcli.errors import SmartError
from smartcli.exchange.readers import csv, daylio, jrnl, loop, programs
from smartcli.exchange.readers import dayone as day_one
from smartcli.exchange.readers.brought import Brought, Hints, Omitted, Reading
from smartcli.exchange.readers.days_written import DayOrder, EitherOrder, order_of, time_in
from smartcli.exchange.readers.given import GivenFile
from smartcli.exchange.readers.programs import Program
from smartcli.text.decoded import decoded

ANY = Hints()


def at(day: int, hour: int) -> datetime:
    """A moment of February by the clock of some place: no zone is known."""
    return datetime.fromisoformat(f"2026-02-{day:02}T{hour:02}:00")


def read(program: Program, data: str | bytes, hints: Hints = ANY) -> Reading:
    return program.read(GivenFile(data.encode() if isinstance(data, str) else data), hints)


def only(program: Program, data: str | bytes, hints: Hints = ANY) -> Brought:
    [one] = read(program, data, hints).found
    return one


# Letters


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_of_any_make_is_read(encoding: str) -> None:
    assert decoded("Café, a note – done\n".encode(encoding)) == "Café, a note – done\n"


def test_older_letters_are_read() -> None:
    assert decoded("Café – “done”\n".encode("cp1252")) == "Café – “done”\n"


@pytest.mark.parametrize("raw", [b"\x81\x8d", b"a\0\0\0b\xff", b"\xff\xfe\x00"])
def test_what_is_no_text_is_none(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        decoded(raw)


# Days


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["13/02/2026", "01/02/2026"], DayOrder.DAY),
        (["02/13/2026", "01/02/2026"], DayOrder.MONTH),
        (["01.02.2026", "02.03.2026"], DayOrder.DAY),
        (["2026-02-01", "2026/03/04"], DayOrder.DAY),
        (["01/01/2026", "02/02/2026"], DayOrder.DAY),
        (["no day"], DayOrder.DAY),
    ],
)
def test_the_order_that_fits_is_found(texts: list[str], order: DayOrder) -> None:
    assert order_of(texts) is order


@pytest.mark.parametrize("texts", [["01/02/2026"], ["13/02/2026", "02/13/2026"], ["1-2-2026", "3-4-2026 10:00"]])
def test_where_both_fit_nothing_is_guessed(texts: list[str]) -> None:
    with pytest.raises(EitherOrder):
        order_of(texts)
    assert order_of(texts, DayOrder.MONTH) is DayOrder.MONTH


@pytest.mark.parametrize(
    ("text", "hour"),
    [("9:05", 9), ("21:30", 21), ("10:00 pm", 22), ("12:00 AM", 0), ("12:15\u202fp.m.", 12), ("09.05.30", 9)],
)
def test_times_of_both_clocks(text: str, hour: int) -> None:
    found = time_in(text)
    assert found is not None
    assert found.hour == hour


@pytest.mark.parametrize("text", ["25:00", "13:00 pm", "0:30 am", "noon", "", "10:00 Uhr abends"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert time_in(text) is None


# jrnl


def test_both_forms_of_jrnl_hold_the_same() -> None:
    by_json, by_text = (read(jrnl, data) for data in (foreign.JRNL_JSON, foreign.JRNL_TEXT))
    assert [one.but(fields={}) for one in by_json.found] == [one.but(fields={}) for one in by_text.found]
    first, second = by_text.found
    assert first.answers == {"text": "Slept well.\nWalked with @ana.\nNo urge until noon."}
    assert (first.moment, first.zone) == (at(1, 9), "")
    assert second.answers == {"text": "A short one", "starred": True}
    assert by_json.counts == by_text.counts == Counter()


def test_a_bracket_in_a_text_of_jrnl_begins_no_entry() -> None:
    text = "[2026-02-01 09:00] A list\n[x] tea\n[12] more\n[2026-02] a month\n[2026-02-02 10:00] Next\n"
    assert [one.answers["text"] for one in read(jrnl, text).found] == [
        "A list\n[x] tea\n[12] more\n[2026-02] a month",
        "Next",
    ]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("[13.02.2026 09:00]", date(2026, 2, 13)),
        ("[02/13/2026 09:00 PM]", date(2026, 2, 13)),
        ("[2026-02-13 09:00:30 AM]", date(2026, 2, 13)),
        ("2026-02-13 09:00", date(2026, 2, 13)),
        ("[2026-02-13]", date(2026, 2, 13)),
    ],
)
def test_the_times_of_jrnl_follow_a_setting(head: str, day: date) -> None:
    assert only(jrnl, f"{head} A day\nand more\n").day == day


def test_what_stands_above_the_first_entry_is_counted() -> None:
    assert read(jrnl, "a\n\nb\n" + foreign.JRNL_TEXT).counts == {Omitted.BEFORE_ALL: 2}


def test_what_jrnl_does_not_name_is_counted() -> None:
    rows = [
        {"title": "One", "body": "", "date": "2026-02-01", "time": "09:00", "mood": 3},
        {"title": "", "body": " ", "date": "2026-02-01", "time": "09:00"},
        {"title": "No day", "body": "", "date": "yesterday", "time": "09:00"},
        "a text",
        {"title": 5, "body": "", "date": "2026-02-01"},
    ]
    reading = read(jrnl, json.dumps({"entries": rows}))
    assert len(reading.found) == 1
    assert reading.counts == {Omitted.EMPTY: 1, Omitted.NO_DAY: 1, Omitted.ODD: 2, Omitted.FIELDS: 1}


# Day One


def test_day_one_keeps_words_moment_and_zone() -> None:
    reading = read(day_one, foreign.DAYONE_JSON)
    [one] = reading.found
    assert one.answers == {
        "text": "# A quiet night\n\n![](dayone-moment://ABC)\nTea, then bed.",
        "tags": ["night"],
        "starred": True,
    }
    assert one.moment is not None
    assert (one.moment.isoformat(), one.zone, one.day) == (
        "2026-02-01T00:30:00+01:00",
        "Europe/Berlin",
        date(2026, 2, 1),
    )
    assert reading.counts == {Omitted.ATTACHED: 3, Omitted.EMPTY: 1, Omitted.FIELDS: 2}


@pytest.mark.parametrize("zone", ["Nowhere/Land", "../../etc/passwd", "", "/etc/localtime", 5, None, "a\0b", "Europe"])
def test_a_zone_that_is_none_leaves_utc(zone: object) -> None:
    reading = read(day_one, dayone(dayone_row(timeZone=zone, photos=[])))
    [one] = reading.found
    assert one.moment is not None
    assert (one.moment.isoformat(), one.zone) == ("2026-01-31T23:30:00+00:00", "UTC")
    assert reading.counts[Omitted.NO_ZONE] == 1


def test_an_all_day_entry_has_no_time() -> None:
    one = only(day_one, dayone(dayone_row(isAllDay=True)))
    assert (one.day, one.moment) == (date(2026, 2, 1), None)


def test_every_journal_of_a_zip_is_read_and_no_photo() -> None:
    other = dayone(dayone_row(uuid="F2", text="Another journal"))
    files = {"Tagebuch.json": foreign.DAYONE_JSON, "Reisen/Reisen.json": other, "photos/a/b/c.json": "no journal"}
    reading = read(day_one, zipped({**files, "photos/1.jpeg": b"\xff\xd8"}))
    assert len(reading.found) == 2
    assert Omitted.ODD not in reading.counts


@pytest.mark.parametrize("moment", ["2026-02-01", "soon", None, 5, "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_moment_that_is_none_is_counted(moment: object) -> None:
    assert read(day_one, dayone(dayone_row(creationDate=moment, photos=[]))).counts[Omitted.NO_DAY] == 1


# Daylio


def test_daylio_keeps_own_words() -> None:
    reading = read(daylio, foreign.DAYLIO)
    first, second = reading.found
    assert first.answers == {"text": "Two lines\nof a note", "mood": ["sad"], "activities": ["clean", "music"]}
    assert (first.moment, first.zone) == (at(4, 22), "")
    assert second.answers == {"title": "A title", "mood": ["calm"]}
    assert reading.counts == Counter()


@pytest.mark.parametrize("between", [";", "\t"])
def test_daylio_saved_again_by_a_spreadsheet(between: str) -> None:
    text = between.join(f'"{name}"' for name in ("full_date", "date", "weekday", "time", "mood", "activities", "note"))
    text += "\n" + between.join(["2026-02-04", "4 February", "Wednesday", "22:00", "sad", "clean | music", "a note"])
    (found,) = read(daylio, f"{text}\n").found
    assert found.answers == {"text": "a note", "mood": ["sad"], "activities": ["clean", "music"]}


def test_daylio_of_another_language_and_an_older_one() -> None:
    text = (
        "full_date,date,weekday,time,mood,activities,note\n"
        "2026-02-04,4. Februar,Mittwoch,22:00,  mies,sauber,\n"
        "2026-02-03,3 lutego,wtorek,wieczorem,spokój,,nota\n"
    )
    reading = read(daylio, text)
    assert [one.answers.get("mood") for one in reading.found] == [["mies"], ["spokój"]]
    assert [one.moment for one in reading.found] == [at(4, 22), None]
    assert reading.counts == {Omitted.NO_TIME: 1}


# Loop Habit Tracker


def test_loop_in_words() -> None:
    reading = read(loop, zipped(foreign.LOOP_WORDS))
    assert [(one.day.day, one.moment, one.answers) for one in reading.found] == [
        (2, None, {"habits": ["No drink, today: skipped", "Walk: 0 km"]}),
        (4, None, {"habits": ["No drink, today: no"]}),
        (
            5,
            None,
            {"habits": ["No drink, today: yes", "Walk: 2.5 km"], "text": "No drink, today: it was easy"},
        ),
    ]
    assert reading.counts == {Omitted.BY_ITSELF: 1, Omitted.UNKNOWN: 2}


def test_the_table_of_all_habits_is_not_believed_and_its_differences_are_counted() -> None:
    [note] = read(loop, zipped(foreign.LOOP_WORDS)).notes
    assert note.startswith("In 1 place the table of all habits says otherwise")
    alone = {name: data for name, data in foreign.LOOP_WORDS.items() if "/" not in name}
    reading = read(loop, zipped(alone))
    assert [one.answers["habits"] for one in reading.found][1] == ["No drink, today: yes"]
    assert reading.notes == []


def test_loop_in_numbers() -> None:
    reading = read(loop, zipped(foreign.LOOP_NUMBERS))
    assert [(one.day.day, one.answers) for one in reading.found] == [(4, {"habits": ["Read: yes"]})]
    assert reading.counts == {Omitted.ONLY_NO: 1, Omitted.BY_ITSELF: 1, Omitted.UNKNOWN: 1}


def test_what_loop_wrote_of_its_inside_is_read() -> None:
    files = {
        "Habits.csv": "Position,Name,Type\n001,Read,YES_NO\n",
        "001 Read/Checkmarks.csv": "2026-02-04,Entry(timestamp=Timestamp(unixTime=1), value=2)\n",
    }
    alone = "Date,Read,\n2026-02-04,Entry(timestamp=2026-02-04, value=0),\n"
    reading = read(loop, zipped({**files, "Checkmarks.csv": alone}))
    assert [one.answers for one in reading.found] == [{"habits": ["Read: yes"]}]
    assert len(reading.notes) == 1


def test_loop_packed_again_in_a_folder() -> None:
    files = {f"Loop Habits/{name}": data for name, data in foreign.LOOP_WORDS.items()}
    assert len(read(loop, zipped({**files, "__MACOSX/._Habits.csv": b"\0"})).found) == 3


def test_marks_that_are_not_known_are_counted() -> None:
    files = {"Habits.csv": "Position,Name,Type\n001,Read,YES_NO\n"}
    marks = "2026-02-04,MAYBE\n2026-02-03,2000\nnoday,2\n2026-02-02,2\n"
    reading = read(loop, zipped({**files, "001 Read/Checkmarks.csv": marks}))
    assert len(reading.found) == 1
    assert reading.counts == {Omitted.ODD: 2, Omitted.NO_DAY: 1}


# Tables


def day_in(column: str) -> Hints:
    return Hints(columns={"day": [column]})


@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
def test_whatever_stands_between_the_cells(between: str) -> None:
    text = f'Date{between}Note\n2026-02-01{between}"one{between} two"\n'
    assert only(csv, text, day_in("Date")).fields == {"Date": "2026-02-01", "Note": f"one{between} two"}


def test_a_table_of_excel() -> None:
    one = only(csv, "sep=;\r\nDatum;Wert\r\n13.02.2026;8,5\r\n", day_in("datum"))
    assert (one.day, one.fields["Wert"]) == (date(2026, 2, 13), "8,5")


@pytest.mark.parametrize(
    ("cell", "moment", "zone"),
    [
        ("2026-02-01", None, ""),
        ("2026-02-01 21:30", "2026-02-01T21:30:00", ""),
        ("2026-02-01T21:30:05", "2026-02-01T21:30:05", ""),
        ("2026-02-01T21:30:05.25+02:00", "2026-02-01T21:30:05+02:00", "+02:00"),
        ("2026-02-01T21:30Z", "2026-02-01T21:30:00+00:00", "+00:00"),
    ],
)
def test_times_keep_the_zone_they_have(cell: str, moment: str | None, zone: str) -> None:
    one = only(csv, f"When,Note\n{cell},one\n", day_in("When"))
    assert (one.moment and one.moment.isoformat(), one.zone) == (moment, zone)


def test_a_column_of_times() -> None:
    hints = Hints(columns={"day": ["Date"], "time": ["Time"]})
    reading = read(csv, "Date,Time,Note\n2026-02-01,9 pm,a\n2026-02-02,9:15 pm,b\n2026-02-03,,c\n", hints)
    assert [one.moment and one.moment.hour for one in reading.found] == [None, 21, None]
    assert reading.counts == {Omitted.NO_TIME: 1}


def test_rows_that_do_not_fit_are_counted() -> None:
    reading = read(csv, "Date,Note\n2026-02-01,a\n2026-02-02,b,c\nsoon,d\n\n2026-02-04,e,\n", day_in("Date"))
    assert [one.fields["Note"] for one in reading.found] == ["a", "e"]
    assert reading.counts == {Omitted.ODD: 1, Omitted.NO_DAY: 1}


# Which program it is


EVERY: dict[str, list[str | bytes]] = {
    "jrnl": [foreign.JRNL_JSON, foreign.JRNL_TEXT, "2024-05-01 21:00 First line.\nmore\n\n2024-05-02 21:00 Second.\n"],
    "dayone": [foreign.DAYONE_JSON, zipped({"Journal.json": foreign.DAYONE_JSON, "photos/1.jpeg": b"x"})],
    "daylio": [foreign.DAYLIO],
    "loop": [zipped(foreign.LOOP_WORDS), zipped(foreign.LOOP_NUMBERS)],
    "csv": [foreign.TABLE, foreign.EITHER],
}


@pytest.mark.parametrize("name", EVERY)
def test_a_file_is_recognised(name: str) -> None:
    for data in EVERY[name]:
        given = GivenFile(data.encode() if isinstance(data, str) else data)
        said = programs.recognised(given)
        assert said is not None
        assert str(said.next).startswith(f"smartcli import --from {name} ")
        assert str(said).startswith("This looks like a")


@pytest.mark.parametrize("name", EVERY)
def test_a_file_of_another_program_is_refused_in_a_sentence(name: str) -> None:
    program = programs.load(name)
    nothing: list[str | bytes] = ["", "\n", b"\0\1\2", b"PK\3\4"]
    others = [data for other, every in EVERY.items() if other != name for data in every]
    # Any text may be a table: there the columns that are named decide.
    wrong = (
        [data for data in others if isinstance(data, bytes)] if name == "csv" else [*others, "no journal", "{}", "[]"]
    )
    for data in [*nothing, *wrong]:
        with pytest.raises(SmartError) as refused:
            read(program, data, day_in("Date"))
        assert "Nothing was imported." in str(refused.value)


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (zipped({"backup.daylio": b"e30="}), "a backup of Daylio"),
        (
            b'<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "a" "b">\n<plist version="1.0"><dict/></plist>',
            "Day One Classic",
        ),
        (b"bplist00\xd1", "Day One Classic"),
        (b"SQLite format 3\0" + b"\0" * 100 + b"CREATE TABLE Repetitions", "a backup of Loop Habit Tracker"),
        (b"gAAAAABlZ2Jk", "encrypted"),
    ],
)
def test_what_is_known_and_not_read_is_named(raw: bytes, named: str) -> None:
    said = programs.recognised(GivenFile(raw))
    assert said is not None
    assert named in str(said)


@pytest.mark.parametrize(
    "text",
    ["Dear diary,\ntoday was long, and cold\nbut, at last, done\n", "one line, no more", "", "a,b\n", "{}", "[1]"],
)
def test_any_other_text_is_named_nothing(text: str) -> None:
    assert programs.recognised(GivenFile(text.encode())) is None
