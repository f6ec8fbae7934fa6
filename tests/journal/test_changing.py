from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from tests.journal.making import FULL_DISK, NOON, Faulty, entry, lines, segments, triggers

from smartcli.errors import SmartError
from smartcli.home.ids import id_time, new_id
from smartcli.journal import Deleted, Journal, NotSaved, changing
from smartcli.journal.changing import change, newest
from smartcli.journal.line import decode, encode

LATER = NOON + timedelta(hours=1)


def filled(home: Path, *texts: str) -> list[str]:
    """The ids of some entries, a minute apart."""
    return [Journal(home).append(entry(text, minutes=minutes)).id for minutes, text in enumerate(texts)]


def now(home: Path) -> list[str]:
    return triggers(Journal(home).entries())


# Finding


def test_an_entry_is_found_by_its_whole_id_or_by_the_beginning_or_end_of_it(tmp_path):
    one, two = filled(tmp_path, "one", "two")
    assert one[:12] != two[:12]  # a minute apart
    for typed in (one, one.lower(), one[-6:], one[-6:].lower(), f"  {one[-8:]} ", one[:12], one[:20].lower()):
        assert Journal(tmp_path).find(typed).answers["trigger"] == "one"


@pytest.mark.parametrize("typed", ["", "   ", "secret words", "\ud800", "0" * 27])
def test_what_names_no_entry_is_said_without_repeating_it(tmp_path, typed):
    filled(tmp_path, "one")
    with pytest.raises(SmartError) as said:
        Journal(tmp_path).find(typed)
    assert str(said.value) == "No entry has an id like this."
    assert said.value.next == "smartcli journal list"


def test_what_names_several_entries_is_asked_back(tmp_path):
    one, two = filled(tmp_path, "one", "two")
    assert one[0] == two[0]
    with pytest.raises(SmartError, match="Several entries have an id like this"):
        Journal(tmp_path).find(one[0])


def test_what_lies_in_the_trash_is_said_to(tmp_path):
    [one] = filled(tmp_path, "one")
    Journal(tmp_path).delete([one], at=LATER)
    with pytest.raises(SmartError, match="This entry is in the trash") as said:
        Journal(tmp_path).find(one[-6:])
    assert said.value.next == "smartcli journal undo"


# Editing


def test_d4_an_edit_keeps_what_it_does_not_name(tmp_path):
    [one] = filled(tmp_path, "one")
    before = Journal(tmp_path).find(one)
    edited = Journal(tmp_path).edit(one, {"strength": 3}, asked={"strength": "How strong?"}, at=LATER)
    assert edited.answers == {"trigger": "one", "strength": 3, "helper": None}
    assert edited.asked == {"trigger": "What set it off?", "strength": "How strong?"}
    assert edited.edited == "2026-03-10T13:00:00.000000+01:00"
    assert (edited.id, edited.at, edited.day) == (before.id, before.at, before.day)


def test_w10_an_edit_is_there_for_another_journal_object(tmp_path):
    ids = filled(tmp_path, "one", "two", "three")
    edited = Journal(tmp_path).edit(ids[1], {"trigger": "changed"}, asked={}, at=LATER)
    assert now(tmp_path) == ["one", "changed", "three"]
    assert triggers(Journal(tmp_path).latest()) == ["three", "changed", "one"]
    assert triggers(Journal(tmp_path).latest("urge-log")) == ["three", "changed", "one"]
    assert Journal(tmp_path).find(ids[1]) == edited


def test_an_edit_is_one_more_line_and_changes_no_other(tmp_path):
    [one] = filled(tmp_path, "one")
    before = lines(tmp_path)
    Journal(tmp_path).edit(one, {"trigger": "changed"}, asked={"trigger": "What?"}, at=LATER)
    assert lines(tmp_path)[0] == before[0]
    change = decode(lines(tmp_path)[1])
    assert {key: value for key, value in change.items() if key not in ("id", "crc")} == {
        "v": 1,
        "n": 2,
        "op": "edit",
        "of": one,
        "at": "2026-03-10T13:00:00.000000+01:00",
        "asked": {"trigger": "What?"},
        "answers": {"trigger": "changed"},
    }
    assert change["id"] > one


def test_several_edits_apply_in_the_order_they_were_made(tmp_path):
    [one] = filled(tmp_path, "one")
    for text in ("two", "three"):
        Journal(tmp_path).edit(one, {"trigger": text}, asked={}, at=LATER)
    assert now(tmp_path) == ["three"]


def test_an_answer_can_be_taken_away(tmp_path):
    [one] = filled(tmp_path, "one")
    assert Journal(tmp_path).edit(one, {"trigger": None}, asked={}, at=LATER).answers["trigger"] is None


def test_an_edit_that_cannot_be_saved_is_said_and_changes_nothing(tmp_path):
    [one] = filled(tmp_path, "one")
    with pytest.raises(NotSaved):
        Journal(tmp_path, system=Faulty({"write": FULL_DISK})).edit(one, {"trigger": "x"}, asked={}, at=LATER)
    assert now(tmp_path) == ["one"]


def test_a_change_holds_even_when_the_clock_went_back_and_in_any_segment(tmp_path):
    """A change must be met before what it changes on the way back in time."""
    [one] = filled(tmp_path, "one")
    Journal(tmp_path).append(entry("x" * (1 << 20), minutes=1))
    Journal(tmp_path).edit(one, {"trigger": "changed"}, asked={}, at=NOON - timedelta(days=900))
    assert len(segments(tmp_path)) == 2
    assert triggers(Journal(tmp_path).latest())[-1] == "changed"
    change = decode(segments(tmp_path)[1].read_bytes().strip())
    assert change["id"] > one


def test_another_devices_entry_from_the_future_can_be_changed_and_that_holds(tmp_path):
    filled(tmp_path / "other", "theirs")
    theirs = Journal(tmp_path / "other").append(entry("from the future", minutes=60 * 24 * 365 * 20))
    filled(tmp_path / "mine", "mine")
    [folder] = (tmp_path / "other" / "journal").iterdir()
    folder.rename(tmp_path / "mine" / "journal" / "theirs00")
    Journal(tmp_path / "mine").edit(theirs.id, {"trigger": "changed"}, asked={}, at=LATER)
    assert next(Journal(tmp_path / "mine").latest()).answers["trigger"] == "changed"
    Journal(tmp_path / "mine").delete([theirs.id], at=LATER)
    assert "changed" not in triggers(Journal(tmp_path / "mine").latest())


# Deleting and undoing


def test_d1_deleting_puts_the_one_that_is_named_in_the_trash_and_nothing_else(tmp_path):
    ids = filled(tmp_path, "one", "two", "three")
    assert Journal(tmp_path).delete([ids[1][-6:]], at=LATER) == Deleted(count=1, total=3)
    assert now(tmp_path) == ["one", "three"]
    assert triggers(Journal(tmp_path).latest()) == ["three", "one"]
    assert triggers(Journal(tmp_path).trash()) == ["two"]


def test_d1_several_are_deleted_together_and_come_back_together(tmp_path):
    ids = filled(tmp_path, "one", "two", "three", "four")
    Journal(tmp_path).delete([ids[3]], at=LATER)
    assert Journal(tmp_path).delete([ids[0], ids[2], ids[0]], at=LATER) == Deleted(count=2, total=3)
    undone = Journal(tmp_path).undo(at=LATER)
    assert (undone.op, triggers(undone.entries)) == ("delete", ["one", "three"])
    assert now(tmp_path) == ["one", "two", "three"]
    assert triggers(Journal(tmp_path).undo(at=LATER).entries) == ["four"]
    assert now(tmp_path) == ["one", "two", "three", "four"]


def test_d1_if_one_of_the_ids_is_wrong_nothing_is_deleted(tmp_path):
    ids = filled(tmp_path, "one", "two")
    with pytest.raises(SmartError, match="No entry has an id like this"):
        Journal(tmp_path).delete([ids[0], "WRONG"], at=LATER)
    assert now(tmp_path) == ["one", "two"]
    assert Journal(tmp_path).delete([], at=LATER) == Deleted(count=0, total=2)
    assert len(lines(tmp_path)) == 2


def test_d3_a_deletion_that_could_not_be_written_is_said(tmp_path):
    ids = filled(tmp_path, "one")
    with pytest.raises(NotSaved):
        Journal(tmp_path, system=Faulty({"write": FULL_DISK})).delete(ids, at=LATER)
    assert now(tmp_path) == ["one"]


def test_d3_a_change_that_is_not_there_when_looked_for_is_said(tmp_path):
    ids = filled(tmp_path, "one")

    class Forgetful(Faulty):
        """A disk that says it has written and has not."""

        def write(self, file, data):
            return len(data)

    with pytest.raises(SmartError, match="The change was written, and cannot be seen when read again"):
        Journal(tmp_path, system=Forgetful({})).delete(ids, at=LATER)
    with pytest.raises(SmartError, match="The change was written, and cannot be seen when read again"):
        Journal(tmp_path, system=Forgetful({})).edit(ids[0], {"strength": 1}, asked={}, at=LATER)


def test_d5_undo_takes_back_the_newest_change_and_then_the_one_before(tmp_path):
    ids = filled(tmp_path, "one", "two")
    Journal(tmp_path).edit(ids[0], {"trigger": "first edit"}, asked={}, at=LATER)
    Journal(tmp_path).delete([ids[1]], at=LATER)
    Journal(tmp_path).edit(ids[0], {"trigger": "second edit"}, asked={}, at=LATER)
    said = [Journal(tmp_path).undo(at=LATER) for _ in range(3)]
    assert [(undone.op, triggers(undone.entries)) for undone in said] == [
        ("edit", ["first edit"]),
        ("delete", ["two"]),
        ("edit", ["one"]),
    ]
    assert now(tmp_path) == ["one", "two"]
    assert Journal(tmp_path).find(ids[0]).edited is None
    with pytest.raises(SmartError, match="There is nothing to take back"):
        Journal(tmp_path).undo(at=LATER)


def test_d5_what_takes_back_a_change_names_it(tmp_path):
    ids = filled(tmp_path, "one")
    Journal(tmp_path).delete(ids, at=LATER)
    Journal(tmp_path).undo(at=LATER)
    Journal(tmp_path).edit(ids[0], {"strength": 1}, asked={}, at=LATER)
    Journal(tmp_path).undo(at=LATER)
    changes = [decode(line) for line in lines(tmp_path)][1:]
    assert [change["op"] for change in changes] == ["delete", "restore", "edit", "unedit"]
    assert changes[1]["undoes"] == changes[0]["id"]
    assert changes[3]["undoes"] == changes[2]["id"]
    assert {change["of"] for change in changes} == set(ids)


def test_d5_what_another_device_deleted_between_ours_is_taken_back_by_itself(tmp_path):
    ids = filled(tmp_path, "one", "two", "three")
    Journal(tmp_path).delete(ids[:2], at=LATER)
    [own] = segments(tmp_path)
    first, second = (decode(line) for line in lines(tmp_path)[3:])
    between = {"v": 1, "id": second["id"], "n": 1, "op": "delete", "of": ids[2], "at": second["at"]}
    moved = {**second, "id": second["id"][:-5] + "ZZZZZ"}
    own.write_bytes(b"".join(line + b"\n" for line in [*lines(tmp_path)[:3], encode(first), encode(moved)]))
    (tmp_path / "journal" / "other000").mkdir()
    (tmp_path / "journal" / "other000" / "000001.jsonl").write_bytes(encode(between) + b"\n")
    assert now(tmp_path) == []
    assert triggers(Journal(tmp_path).undo(at=LATER).entries) == ["one", "two"]
    assert triggers(Journal(tmp_path).undo(at=LATER).entries) == ["three"]


def test_after_an_undo_a_new_change_can_be_made_and_undone(tmp_path):
    ids = filled(tmp_path, "one")
    for _ in range(3):
        Journal(tmp_path).delete(ids, at=LATER)
        assert now(tmp_path) == []
        assert Journal(tmp_path).undo(at=LATER).op == "delete"
        assert now(tmp_path) == ["one"]


def test_in_a_journal_that_was_never_used_there_is_nothing_to_take_back(tmp_path):
    with pytest.raises(SmartError, match="There is nothing to take back"):
        Journal(tmp_path / "home").undo(at=LATER)
    assert not (tmp_path / "home").exists()


def test_two_devices_that_deleted_the_same_entry_get_it_back_with_one_undo(tmp_path):
    ids = filled(tmp_path, "one")
    Journal(tmp_path).delete(ids, at=LATER)
    deletion = decode(lines(tmp_path)[1])
    folder = tmp_path / "journal" / "other000"
    folder.mkdir()
    theirs = {**deletion, "id": deletion["id"][:-1] + "Z", "n": 1}
    (folder / "000001.jsonl").write_bytes(encode(theirs) + b"\n")
    assert now(tmp_path) == []
    Journal(tmp_path).undo(at=LATER)
    assert now(tmp_path) == ["one"]


def test_a_change_that_stands_in_two_copies_of_a_file_counts_once(tmp_path):
    ids = filled(tmp_path, "one")
    Journal(tmp_path).edit(ids[0], {"trigger": "changed"}, asked={}, at=LATER)
    [file] = segments(tmp_path)
    (file.parent / "000001.sync-conflict-1.jsonl").write_bytes(file.read_bytes())
    assert now(tmp_path) == ["changed"]
    assert Journal(tmp_path).undo(at=LATER).op == "edit"
    assert now(tmp_path) == ["one"]


def test_a_change_of_an_entry_that_is_not_here_yet_waits_for_it(tmp_path):
    ids = filled(tmp_path, "one", "two")
    Journal(tmp_path).edit(ids[0], {"trigger": "changed"}, asked={}, at=LATER)
    whole = lines(tmp_path)
    [file] = segments(tmp_path)
    file.write_bytes(b"".join(line + b"\n" for line in whole[1:]))
    assert now(tmp_path) == ["two"]
    file.write_bytes(b"".join(line + b"\n" for line in whole))
    assert now(tmp_path) == ["changed", "two"]


def test_of_two_changes_that_share_an_id_by_chance_one_is_the_newest():
    edit, delete = ({"op": op, "id": "c", "of": of} for op, of in (("edit", "a"), ("delete", "b")))
    assert newest([edit, delete]) == [edit]
    assert newest([{**edit, "batch": "c"}, {**delete, "id": "d", "batch": "c"}]) == [
        {**edit, "batch": "c"}, {**delete, "id": "d", "batch": "c"},
    ]  # fmt: skip


# Ids that another clock made, or somebody made up: they have no power over what comes after them

LAST = "7" + "Z" * 25  # there is none after it
TOMORROW = new_id(NOON + timedelta(days=1))
FAR = "7" + "Z" * 24 + "X"
YEARS = new_id(NOON + timedelta(days=9_000))


def elsewhere(home: Path, *tables: Mapping[str, object]) -> None:
    """Changes that another machine wrote, or whoever carries the folder."""
    folder = home / "journal" / "theirs00"
    folder.mkdir(exist_ok=True)
    lines = [encode({"v": 1, "n": n, "at": NOON.isoformat(), **table}) + b"\n" for n, table in enumerate(tables, 1)]
    (folder / "000001.jsonl").write_bytes(b"".join(lines))


@pytest.mark.parametrize("id", [TOMORROW, YEARS, "7" + "Y" * 25, FAR, LAST])
def test_an_edit_counts_whatever_id_another_edit_of_the_entry_has(tmp_path, id):
    one, _two = filled(tmp_path, "one", "two")
    elsewhere(tmp_path, {"id": id, "op": "edit", "of": one, "answers": {"trigger": "theirs", "place": "harbour"}})
    assert now(tmp_path) == ["theirs", "two"]
    for words in ("mine", "mine again"):
        Journal(tmp_path).edit(one, {"trigger": words}, asked={}, at=LATER)
        [entry, _other] = Journal(tmp_path).entries()
        assert (entry.answers["trigger"], entry.answers["place"]) == (words, "harbour")
        assert next(entry for entry in Journal(tmp_path).latest() if entry.id == one) == entry
    Journal(tmp_path).undo(at=LATER)
    assert now(tmp_path) == ["mine", "two"]


@pytest.mark.parametrize("id", [TOMORROW, YEARS, FAR, LAST])
def test_a_deletion_counts_whatever_id_a_deletion_and_its_undoing_have(tmp_path, id):
    one, _two = filled(tmp_path, "one", "two")
    before = f"{id[:-1]}W"
    elsewhere(
        tmp_path,
        {"id": before, "op": "delete", "of": one},
        {"id": id, "op": "restore", "of": one, "undoes": before},
    )
    for _again in range(3):
        assert now(tmp_path) == ["one", "two"]
        Journal(tmp_path).delete([one], at=LATER)
        assert now(tmp_path) == ["two"]
        assert triggers(Journal(tmp_path).latest()) == ["two"]
        assert triggers(Journal(tmp_path).undo(at=LATER).entries) == ["one"]


@pytest.mark.parametrize("id", [TOMORROW, YEARS, FAR, LAST])
def test_undo_takes_back_a_deletion_of_any_id_and_then_ones_own(tmp_path, id):
    one, two = filled(tmp_path, "one", "two")
    Journal(tmp_path).delete([two], at=LATER)
    elsewhere(tmp_path, {"id": id, "op": "delete", "of": one})
    assert now(tmp_path) == []
    assert triggers(Journal(tmp_path).undo(at=LATER).entries) == ["one"]
    assert triggers(Journal(tmp_path).undo(at=LATER).entries) == ["two"]
    assert now(tmp_path) == triggers(reversed(list(Journal(tmp_path).latest()))) == ["one", "two"]
    with pytest.raises(SmartError, match="nothing to take back"):
        Journal(tmp_path).undo(at=LATER)


@pytest.mark.parametrize("id", [TOMORROW, FAR, LAST])
def test_undo_takes_back_an_edit_of_any_id_and_then_ones_own(tmp_path, id):
    one, two = filled(tmp_path, "one", "two")
    Journal(tmp_path).delete([two], at=LATER)
    elsewhere(tmp_path, {"id": id, "op": "edit", "of": one, "answers": {"trigger": "theirs"}})
    assert triggers(Journal(tmp_path).undo(at=LATER).entries) == ["one"]
    assert triggers(Journal(tmp_path).undo(at=LATER).entries) == ["two"]


def test_deletions_that_leave_no_room_are_taken_back_together(tmp_path):
    one, _two = filled(tmp_path, "one", "two")
    elsewhere(tmp_path, *({"id": f"{LAST[:-1]}{end}", "op": "delete", "of": one} for end in "XYZ"))
    assert triggers(Journal(tmp_path).undo(at=LATER).entries) == ["one"]
    assert now(tmp_path) == ["one", "two"]


def test_a_change_of_what_is_not_here_is_nothing_to_take_back(tmp_path):
    [one] = filled(tmp_path, "one")
    elsewhere(tmp_path, {"id": LAST, "op": "delete", "of": f"{one[:-1]}{'0' if one[-1] != '0' else '1'}"})
    assert not Journal(tmp_path).can_undo()
    with pytest.raises(SmartError, match="nothing to take back"):
        Journal(tmp_path).undo(at=LATER)


def test_what_is_written_after_a_change_of_a_far_time_is_of_its_own_time(tmp_path):
    one, _two = filled(tmp_path, "one", "two")
    elsewhere(tmp_path, {"id": FAR, "op": "delete", "of": one})
    Journal(tmp_path).undo(at=LATER)
    later = Journal(tmp_path).append(entry("three", minutes=90))
    assert id_time(later.id) == (NOON + timedelta(minutes=90)).timestamp() * 1000 // 1
    Journal(tmp_path).edit(later.id, {"trigger": "3"}, asked={}, at=LATER)
    Journal(tmp_path).delete([later.id], at=LATER)
    assert now(tmp_path) == ["one", "two"]
    assert Journal(tmp_path).forget([later.id], at=LATER).count == 1


def test_an_undo_that_takes_nothing_back_is_not_told_as_done(tmp_path, monkeypatch):
    one, _two = filled(tmp_path, "one", "two")
    Journal(tmp_path).delete([one], at=LATER)
    monkeypatch.setattr(changing, "takings_back", lambda newest, at, changes: [change("pin", one, at)])
    with pytest.raises(SmartError, match="cannot be seen when read again"):
        Journal(tmp_path).undo(at=LATER)
