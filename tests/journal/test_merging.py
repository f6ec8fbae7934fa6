import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journal.anything import ANSWERS, MORE, TEXTS
from tests.journal.making import FULL_DISK, NOON, Faulty, entry, lines, segments, triggers

from smartcli.errors import SmartError
from smartcli.exchange import writers
from smartcli.exchange.report import Report
from smartcli.journal import Journal, Merged, writing
from smartcli.journal.entry import Entry
from smartcli.journal.line import decode, encode
from smartcli.text.sanitize import strict

LATER = NOON + timedelta(hours=1)
ENTRIES = st.builds(entry, TEXTS, exercise=TEXTS, answers=st.dictionaries(TEXTS, ANSWERS), more=MORE)
unhurried = settings(deadline=None, max_examples=60)  # a busy machine is no failure


def filled(home: Path, *texts: str) -> Journal:
    journal = Journal(home)
    for minutes, text in enumerate(texts):
        journal.append(entry(text, minutes=minutes))
    return journal


def exported(home: Path) -> list[Entry]:
    """What an export of this journal brings, read as an import reads it."""
    report = Report(entries=Journal(home).entries(), titles={}, made="2026-03-10")
    return [Entry.from_json(table) for table in json.loads(b"".join(writers.load("json").render(report)))["entries"]]


def as_json(journal: Journal) -> list[dict[str, Any]]:
    return [entry.as_json() for entry in journal.entries()]


def merge(home: Path, entries: list[Entry], **more: Any) -> Merged:
    return Journal(home).merge(entries, at=LATER, **more)


@unhurried
@given(st.lists(ENTRIES, max_size=5))
def test_x1_x7_export_and_import_into_an_empty_home_and_again_is_the_identity(tmp_path_factory, entries):
    home = tmp_path_factory.mktemp("home")
    journal = Journal(home / "a")
    for number, one in enumerate(entries):
        saved = journal.append(one)
        if number % 2:
            journal.edit(saved.id, {"added": number}, asked={"added": "?"}, at=LATER)
    count = len(entries)
    assert merge(home / "b", exported(home / "a")) == Merged(read=count, added=count)
    assert json.dumps(as_json(Journal(home / "b"))) == strict(json.dumps(as_json(journal)))
    is_strict = strict(json.dumps(as_json(journal))) == json.dumps(as_json(journal))  # half a character in a name
    for name in ("a", "b") if is_strict else ("b",):
        before = lines(home / name)
        assert merge(home / name, exported(home / "a")) == Merged(read=count, already=count)
        assert lines(home / name) == before


TRICKY = ["é", "🌱👩‍👩‍👧", "שלום عليكم", "e\u0301", "\u202e desrever", "\x1b[2J", "\0", "\ud800"]
TRICKY += ["\u2028", "[/x]", "a,b;c\t=1", "\r\n", " : ", '{"op":"delete"}']


@pytest.mark.parametrize("text", TRICKY)
def test_x1_p3_p7_a_text_of_any_kind_comes_back_the_same(tmp_path, text):
    saved = Journal(tmp_path / "a").append(entry(text))
    merge(tmp_path / "b", exported(tmp_path / "a"))
    same = text.replace("\ud800", "\ufffd")  # half a character cannot be exported
    assert Journal(tmp_path / "b").entries() == [saved.but(answers={**saved.answers, "trigger": same})]
    assert triggers(Journal(tmp_path / "b").search([same.strip()])) == [same]
    assert merge(tmp_path / "a", exported(tmp_path / "a")) == Merged(read=1, already=1)


def test_a_paste_of_200_kilobytes_is_stored_found_and_moved(tmp_path):
    text = "è plot twist\n" * 16_000
    saved = Journal(tmp_path / "a").append(entry(text))
    merge(tmp_path / "b", exported(tmp_path / "a"))
    assert Journal(tmp_path / "b").entries() == [saved]
    assert triggers(Journal(tmp_path / "b").search(["PLOT twist"])) == [text]


def test_what_is_imported_lies_in_a_folder_of_its_own_and_what_was_here_is_untouched(tmp_path):
    filled(tmp_path / "a", "theirs 1", "theirs 2")
    filled(tmp_path / "b", "mine")
    [mine] = segments(tmp_path / "b")
    before = mine.read_bytes()
    merge(tmp_path / "b", exported(tmp_path / "a")[::-1])
    assert mine.read_bytes() == before
    [theirs] = set(segments(tmp_path / "b")) - {mine}
    assert theirs.name == "000001.jsonl"
    assert [decode(line)["n"] for line in theirs.read_bytes().splitlines()] == [1, 2]
    ids = [decode(line)["id"] for line in theirs.read_bytes().splitlines()]
    assert ids == sorted(ids)
    Journal(tmp_path / "b").append(entry("mine again", minutes=9))
    assert len(mine.read_bytes().splitlines()) == 2
    assert triggers(Journal(tmp_path / "b").latest())[0] == "mine again"


def test_a_large_import_is_cut_into_segments(tmp_path):
    filled(tmp_path / "a", "x" * 700_000, "y" * 700_000, "z")
    merge(tmp_path / "b", exported(tmp_path / "a"))
    assert [file.name for file in segments(tmp_path / "b")] == ["000001.jsonl", "000002.jsonl"]
    assert [text[0] for text in triggers(Journal(tmp_path / "b").latest())] == ["z", "y", "x"]
    assert writing.FULL == 1 << 20


def test_x2_a_dry_run_counts_and_writes_nothing(tmp_path):
    filled(tmp_path / "a", "one", "two")
    assert merge(tmp_path / "b", exported(tmp_path / "a"), dry_run=True) == Merged(read=2, added=2)
    assert not (tmp_path / "b").exists()


def test_importing_nothing_makes_no_folder(tmp_path):
    assert merge(tmp_path / "b", []) == Merged()
    assert not (tmp_path / "b").exists()


def test_a_later_edit_of_an_entry_that_is_here_becomes_an_edit_here(tmp_path):
    one = filled(tmp_path / "a", "one", "two").entries()[0]
    merge(tmp_path / "b", exported(tmp_path / "a"))
    Journal(tmp_path / "a").edit(one.id, {"trigger": "changed", "new": 1}, asked={"new": "New?"}, at=LATER)
    assert merge(tmp_path / "b", exported(tmp_path / "a")) == Merged(read=2, edited=1, already=1)
    assert as_json(Journal(tmp_path / "b")) == as_json(Journal(tmp_path / "a"))
    assert merge(tmp_path / "b", exported(tmp_path / "a")) == Merged(read=2, already=2)
    assert triggers(Journal(tmp_path / "b").undo(at=LATER).entries) == ["one"]


def test_x5_another_content_under_an_id_that_is_here_is_refused_and_counted(tmp_path):
    here = filled(tmp_path, "one").entries()[0].as_json()
    before = lines(tmp_path)
    other = [
        {**here, "answers": {**here["answers"], "trigger": "other"}},
        {**here, "answers": {**here["answers"], "strength": 7.0}},
        {**here, "day": "2026-03-11"},
        {**here, "mood": 3},
    ]
    assert merge(tmp_path, [Entry.from_json(table) for table in other]) == Merged(read=4, refused=4)
    assert lines(tmp_path) == before


def test_an_earlier_edit_does_not_win_over_a_later_one_here(tmp_path):
    one = filled(tmp_path / "a", "one").entries()[0]
    merge(tmp_path / "b", exported(tmp_path / "a"))
    Journal(tmp_path / "a").edit(one.id, {"trigger": "earlier"}, asked={}, at=NOON + timedelta(minutes=5))
    Journal(tmp_path / "b").edit(one.id, {"trigger": "later"}, asked={}, at=LATER)
    assert merge(tmp_path / "b", exported(tmp_path / "a")) == Merged(read=1, refused=1)
    assert triggers(Journal(tmp_path / "b").entries()) == ["later"]
    assert merge(tmp_path / "a", exported(tmp_path / "b")) == Merged(read=1, edited=1)


def test_an_entry_that_says_less_than_the_one_here_is_here_already(tmp_path):
    one = filled(tmp_path / "a", "one").entries()[0]
    before = exported(tmp_path / "a")
    Journal(tmp_path / "a").edit(one.id, {"added": "since"}, asked={}, at=LATER)
    assert merge(tmp_path / "a", before) == Merged(read=1, already=1)
    assert Journal(tmp_path / "a").find(one.id).answers["added"] == "since"


def test_what_lies_in_the_trash_here_stays_there(tmp_path):
    one = filled(tmp_path / "a", "one").entries()[0]
    entries = exported(tmp_path / "a")
    Journal(tmp_path / "a").delete([one.id], at=LATER)
    other = [Entry.from_json({**entries[0].as_json(), "answers": {"trigger": "other"}})]
    assert merge(tmp_path / "a", entries + other) == Merged(read=2, already=2)
    assert Journal(tmp_path / "a").entries() == []
    assert triggers(Journal(tmp_path / "a").trash()) == ["one"]


def test_the_same_entry_twice_in_one_import_is_added_once_and_the_later_edit_of_it_counts(tmp_path):
    table = {**entry("one").as_json(), "id": "01KKBPENW0FG924SA1P8ZMQN4N"}
    later = {**table, "answers": {"trigger": "changed"}, "edited": "2026-03-11T08:00:00.000000+01:00"}
    entries = [Entry.from_json(one) for one in (table, table, later, table)]
    assert merge(tmp_path, entries) == Merged(read=4, added=1, edited=1, already=2)
    [one] = Journal(tmp_path).entries()
    assert one.answers == {"trigger": "changed", "strength": 7, "helper": None}
    assert not Journal(tmp_path).can_undo()  # it came as it is


def test_another_edit_of_the_same_moment_is_refused(tmp_path):
    one = filled(tmp_path, "one").entries()[0]
    edited = Journal(tmp_path).edit(one.id, {"trigger": "mine"}, asked={}, at=LATER)
    other = edited.but(answers={**edited.answers, "trigger": "theirs"})
    assert merge(tmp_path, [other]) == Merged(read=1, refused=1)
    assert triggers(Journal(tmp_path).entries()) == ["mine"]


def test_an_answer_that_says_the_same_in_another_order_is_the_same(tmp_path):
    table = {**entry(answers={"trigger": {"b": [1], "a": 2}}).as_json(), "id": "01KKBPENW0FG924SA1P8ZMQN4N"}
    turned = {**table, "answers": {"trigger": {"a": 2, "b": [1]}}}
    for first, second in ((table, turned), (turned, table)):
        home = tmp_path / str(first is table)
        assert merge(home, [Entry.from_json(first)]) == Merged(read=1, added=1)
        assert merge(home, [Entry.from_json(second)]) == Merged(read=1, already=1)


def test_an_edit_of_a_time_that_cannot_be_told_comes_before_every_other(tmp_path):
    one = filled(tmp_path, "one").entries()[0]
    for n, at in enumerate(("2026-03-12T12:00:00", "once"), 2):  # of no zone, and of no time
        edit = {"v": 1, "id": f"01KKBS{n:020}", "n": n, "op": "edit", "of": one.id, "at": at}
        with segments(tmp_path)[0].open("ab") as file:
            file.write(encode({**edit, "asked": {}, "answers": {"trigger": at}}) + b"\n")
        assert triggers(Journal(tmp_path).entries()) == [at]
        later = one.but(answers={**one.answers, "trigger": "later"}, edited="2026-03-11T08:00:00.000000+01:00")
        assert merge(tmp_path, [later], dry_run=True) == Merged(read=1, edited=1)


def test_entries_from_many_devices_and_times_come_in_the_order_of_their_ids(tmp_path):
    filled(tmp_path / "a", "a0", "a1", "a2", "a3")
    filled(tmp_path / "b", "b0", "b1", "b2")
    merge(tmp_path / "b", exported(tmp_path / "a"))
    journal = Journal(tmp_path / "b")
    ids = [entry.id for entry in journal.entries()]
    assert ids == sorted(ids)
    assert [entry.id for entry in journal.latest()] == ids[::-1]
    assert len(ids) == 7


def test_x3_an_import_that_fails_is_said_and_can_be_made_again(tmp_path):
    filled(tmp_path / "a", "one", "two")
    filled(tmp_path / "b", "mine")
    with pytest.raises(SmartError, match="The import stopped"):
        Journal(tmp_path / "b", system=Faulty({"write": [9, FULL_DISK]})).merge(exported(tmp_path / "a"), at=LATER)
    assert triggers(Journal(tmp_path / "b").entries()) == ["mine"]
    assert merge(tmp_path / "b", exported(tmp_path / "a")) == Merged(read=2, added=2)


def test_x3_what_cannot_be_read_again_after_writing_is_said(tmp_path):
    filled(tmp_path / "a", "one", "two")

    class Forgetful(Faulty):
        """A disk that says it has written and has not."""

        def write(self, file, data):
            return len(data)

    with pytest.raises(SmartError, match="Not all of it could be read again after writing"):
        Journal(tmp_path / "b", system=Forgetful({})).merge(exported(tmp_path / "a"), at=LATER)


def test_x4_an_export_only_reads(tmp_path):
    filled(tmp_path, "one", "two")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert len(exported(tmp_path)) == 2
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
