"""When it was what an entry tells of: the field, what reads it, and what counts by it."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.journal.making import NOON, begin_segment, entry, lines

from smartcli.errors import Usage
from smartcli.exchange.readers.json import read
from smartcli.exchange.report import Report
from smartcli.exchange.writers import csv, markdown
from smartcli.exchange.writers import json as as_json
from smartcli.exercises.kinds.measuring import LONGEST_AGO
from smartcli.journal import Journal
from smartcli.journal.entry import Entry, entries_in, entry_or_change
from smartcli.journal.happened import (
    EVENING,
    PARTS,
    Happened,
    at_that_day,
    day_and_time,
    day_written,
    part_of_day,
    past_day,
)
from smartcli.journal.line import decode, encode, numbered
from smartcli.journal.recent import ODD, recent
from smartcli.text.times_of_week import part_at

DAY = NOON.date()
YESTERDAY = DAY - timedelta(days=1)


def told_of(day: date, part: int | None = None, **more: Any) -> Entry:
    """Written at noon, of another time."""
    when = at_that_day(day, part)
    return entry(day=when.day, happened=when.said, **more)


# The field


@pytest.mark.parametrize(
    "said", ["2026-03-09", "2026-03-09 evening", "2026-03-09T19:30", None, "a word of a newer one"]
)
def test_a_line_is_read_as_it_was_written_at_a_look_and_whole(tmp_path: Path, said: str | None) -> None:
    written = entry(day="2026-03-09", happened=said)
    kept = Journal(tmp_path).append(written)
    [line] = lines(tmp_path)
    looked_at = entries_in(line + b"\n")
    assert looked_at is not None
    for read_again in (kept, looked_at[0][1], Entry.from_line(decode(line)), *Journal(tmp_path).entries()):
        assert read_again == written.but(id=kept.id)
        assert read_again.happened == said
    assert (b'"happened"' in line) is (said is not None)


def test_an_entry_without_it_happened_when_it_was_written() -> None:
    old = entry(minutes=9 * 60)
    assert part_of_day(old) == EVENING
    assert day_and_time(old) == "2026-03-10 21:00"
    assert day_written(old, datetime.date) == DAY


@pytest.mark.parametrize("odd", [7, None, ["2026-03-09"], ""])
def test_what_is_no_text_is_kept_as_a_field_we_do_not_know(odd: object) -> None:
    table = entry(id="0" * 26).as_line() | {"happened": odd}
    for read_again in (Entry.from_line(table), entry_or_change(numbered(table, 1)[:-1])):
        assert isinstance(read_again, Entry)
        assert read_again.happened is None
        assert read_again.as_json()["happened"] == odd


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("2026-03-09", None),
        *((f"2026-03-09 {name}", place) for place, name in enumerate(PARTS)),
        ("2026-03-09T02:10", 0),
        ("2026-03-09T23:59:10", 3),
        ("2026-03-09T25:00", None),
        ("2026-03-09 noonish", None),
    ],
)
def test_the_part_of_the_day_is_told_only_where_it_is_known(said: str, part: int | None) -> None:
    assert part_of_day(entry(day="2026-03-09", happened=said)) == part


@given(st.datetimes(), st.sampled_from(["+01:00", "-11:00", "+14:00"]))
def test_the_part_of_what_was_written_is_that_of_the_clock_there(moment: datetime, offset: str) -> None:
    at = moment.isoformat(timespec="microseconds") + offset
    assert part_of_day(entry(at=at, day=at[:10])) == part_at(moment.hour)


@pytest.mark.parametrize("hour", [0, 4, 5, 11])
def test_what_comes_after_midnight_is_the_night_of_the_day_that_has_not_ended(hour: int) -> None:
    at = f"2026-10-25T{hour:02}:30:00.000000+01:00"
    assert part_of_day(entry(at=at, day="2026-10-24")) == 0
    assert part_of_day(entry(at=at, day="2026-10-24", happened=at[:16])) == 0
    assert part_of_day(entry(at=at, day="2026-10-25")) == part_at(hour)


def test_through_a_night_in_which_the_clock_is_changed_the_hour_is_the_one_that_was_seen() -> None:
    for at in ("2026-10-25T02:30:00.000000+02:00", "2026-10-25T02:30:00.000000+01:00"):
        assert part_of_day(entry(at=at, day="2026-10-24")) == 0
    assert day_written(told_of(YESTERDAY, at="2026-10-25T02:30:00.000000+01:00"), datetime.date) == date(2026, 10, 25)


# A day that was typed


def test_a_day_that_was_typed_is_over_or_today() -> None:
    assert past_day("yesterday", DAY) == past_day(" 2026-03-09 ", DAY) == YESTERDAY
    assert past_day("Today", DAY) == DAY
    a_year = DAY - timedelta(days=LONGEST_AGO)
    assert past_day(a_year.isoformat(), DAY) == a_year


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-03-11", "That day is still to come."),
        ("2025-03-08", "more than a year ago"),
        ("tomorrow", "still to come"),
        ("in 2 days", "still to come"),
        ("31.12.", "Please write the day"),
        ("2026-02-30", "Please write the day"),
        ("", "needs an answer"),
    ],
)
def test_any_other_is_refused_in_one_sentence_that_does_not_repeat_it(typed: str, said: str) -> None:
    with pytest.raises(Usage, match=said) as refused:
        past_day(typed, DAY)
    assert not typed or typed not in str(refused.value)


# A change of it


def test_an_edit_moves_an_entry_and_undo_takes_it_back(tmp_path: Path) -> None:
    here = Journal(tmp_path)
    kept = here.append(entry())
    moved = here.edit(kept.id, {}, asked={}, at=NOON, happened=at_that_day(YESTERDAY, EVENING))
    assert (moved.day, moved.happened) == ("2026-03-09", "2026-03-09 evening")
    back = here.edit(kept.id, {}, asked={}, at=NOON, happened=Happened(day="2026-03-10"))
    assert (back.day, back.happened) == ("2026-03-10", None)
    here.undo(at=NOON)
    assert here.find(kept.id).happened == "2026-03-09 evening"
    here.undo(at=NOON)
    assert here.find(kept.id) == kept.but(edited=here.find(kept.id).edited)


def test_an_edit_of_a_day_that_is_none_moves_nothing(tmp_path: Path) -> None:
    here = Journal(tmp_path)
    kept = here.append(entry())
    here.edit(kept.id, {"trigger": "rain"}, asked={}, at=NOON)
    [file] = tmp_path.glob("journal/*/*.jsonl")
    [first, change] = file.read_bytes().splitlines()
    file.write_bytes(first + b"\n" + encode({**decode(change), "day": "2026-02-31", "happened": 7}) + b"\n")
    found = Journal(tmp_path).find(kept.id)
    assert (found.day, found.happened, found.answers["trigger"]) == ("2026-03-10", None, "rain")


# Counting


def test_many_entries_of_older_days_do_not_end_the_look_at_the_last_ones() -> None:
    """One who catches up writes of many days at once; what was written before that is still of the last days."""
    before = [entry(minutes=-n) for n in range(3)]
    older = [told_of(DAY - timedelta(days=40 + n)) for n in range(3 * ODD)]
    inside, is_whole = recent([*older, *before], today=DAY, days=28)
    assert inside == before
    assert not is_whole


def test_who_told_of_an_older_day_first_has_entries_before_the_window() -> None:
    assert recent([told_of(DAY - timedelta(days=60))], today=DAY, days=28) == ([], False)


def test_the_newest_is_that_of_the_newest_day_and_of_one_day_what_was_written_last() -> None:
    today, for_yesterday, yesterday = entry("today"), told_of(YESTERDAY, trigger="later"), entry("then", minutes=-1440)
    assert recent([for_yesterday, today, yesterday], today=DAY, days=7)[0] == [today, for_yesterday, yesterday]


def test_what_was_moved_after_its_segment_was_closed_is_counted_where_it_is_now(tmp_path: Path) -> None:
    here = Journal(tmp_path)
    first = here.append(entry(exercise="check-in"))
    begin_segment(tmp_path)
    here.append(entry(minutes=9))
    here.past(today=DAY, days=2)
    here.tend()
    here.edit(first.id, {}, asked={}, at=NOON, happened=at_that_day(DAY - timedelta(days=5)))
    done = Journal(tmp_path).past(today=DAY, days=2)
    assert done.done["check-in"].last == "2026-03-05"
    assert [one.exercise for one in done.lately] == ["urge-log"]


# Elsewhere


def report(*entries: Entry) -> Report:
    return Report(entries=entries, titles={}, made="2026-03-10")


def test_an_export_holds_it_and_an_import_brings_it_as_it_was(tmp_path: Path) -> None:
    there, here = Journal(tmp_path / "there"), Journal(tmp_path / "here")
    told, moved, old = (there.append(one) for one in (told_of(YESTERDAY, EVENING), entry(minutes=1), entry(minutes=2)))
    moved = there.edit(moved.id, {}, asked={}, at=NOON, happened=at_that_day(YESTERDAY))
    exported = b"".join(as_json.render(report(*there.entries())))
    assert json.loads(exported)["entries"][0]["happened"] == "2026-03-09 evening"
    entries, refused = read(exported)
    assert (entries, refused) == ([told, moved, old], 0)
    assert here.merge(entries, at=NOON).added == 3
    assert b"".join(as_json.render(report(*here.entries()))) == exported
    assert here.merge(entries, at=NOON).already == 3


def test_a_later_move_is_taken_over_by_an_import_and_an_older_one_is_not(tmp_path: Path) -> None:
    there, here = Journal(tmp_path / "there"), Journal(tmp_path / "here")
    first = there.append(entry())
    here.merge([first], at=NOON)
    moved = there.edit(first.id, {}, asked={}, at=NOON, happened=at_that_day(YESTERDAY))
    assert here.merge([moved], at=NOON).edited == 1
    assert here.find(first.id).happened == "2026-03-09"
    assert here.merge([first], at=NOON).refused == 1
    assert here.find(first.id).day == "2026-03-09"


def test_a_table_has_a_column_for_it_and_a_log_has_it_under_its_day() -> None:
    entries = (entry(minutes=-1440), entry(), told_of(YESTERDAY, EVENING), told_of(YESTERDAY))
    table = b"".join(csv.render(report(*entries))).decode("utf-8-sig").splitlines()
    assert table[0].startswith('"id","at","day","happened","zone"')
    assert sum('"2026-03-09 evening"' in row for row in table[1:]) == 3
    log = b"".join(markdown.render(report(*entries))).decode()
    heads = [line for line in log.splitlines() if line.startswith("##")]
    assert heads == [
        "## 2026-03-09", "### 12:00 · urge-log", "### evening · urge-log", "### urge-log",
        "## 2026-03-10", "### 12:00 · urge-log",
    ]  # fmt: skip
