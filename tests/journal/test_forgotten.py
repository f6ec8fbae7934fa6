"""What counts as forgotten, what brings it back, and what of it is known to lie here still."""

import gc
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from tests.journal.making import NOON, entry, lines, segments, triggers

from smartcli.home.disk import SYSTEM
from smartcli.home.ids import stamp
from smartcli.home.seal.keys import Keys, Locked
from smartcli.journal import Journal, rewriting
from smartcli.journal.files import Files
from smartcli.journal.line import Table, decode, encode
from smartcli.journal.read_problems import Met, Troubles
from smartcli.journal.reading import Changes, note_forgotten

ID = "01KKBPENW0FG924SA1P8ZMQN4N"


LATER = "01KKBPENW0FG924SA1P8ZZZZZZ"


def files_of(home: Path) -> Files:
    return Files(home=home, system=SYSTEM, patience=0, keys=Keys(home))


def said(op: str, **more: object) -> Table:
    return {"v": 1, "id": f"01KKBPENW0FG924SA1P8Z{op[:5].upper():X<5}", "op": op, "of": ID, "at": stamp(NOON), **more}


def noted(*changes: Table) -> Changes:
    found = Changes()
    for one in changes:
        found.note(one)
    return found


FORGET, GONE, EDIT = said("forget"), said("gone"), said("edit", answers={"trigger": "x"})


@pytest.mark.parametrize(
    ("changes", "is_forgotten", "is_gone"),
    [
        ([], False, False),
        ([FORGET], True, True),
        ([GONE], True, True),
        ([FORGET, GONE], True, True),
        *(([mark, said(op)], True, True) for mark in (FORGET, GONE) for op in ("edit", "delete", "unedit")),
        ([FORGET, said("remember", undoes=FORGET["id"])], False, False),
        ([FORGET, said("remember", undoes=GONE["id"])], True, True),
        ([GONE, said("remember", undoes=ID)], False, False),
        ([FORGET, GONE, said("remember", undoes=ID)], True, True),
        ([said("delete")], False, True),
        ([said("restore", id=LATER), said("delete")], False, False),
        ([said("delete", id=LATER), said("restore")], False, True),
        ([said("delete"), said("restore", id=LATER)], False, False),  # a digest told of the first before its turn
        ([EDIT], False, False),
    ],
)
def test_only_what_brings_an_entry_back_does(changes: list[Table], is_forgotten: bool, is_gone: bool) -> None:
    """Newest first, as they are met."""
    found = noted(*changes)
    assert (found.is_forgotten(ID.encode()), found.is_gone(ID.encode())) == (is_forgotten, is_gone)
    assert found.forgotten == ({ID.encode()} if is_forgotten else set())


@pytest.mark.parametrize("op", ["edit", "delete", "restore", "unedit", "remember", "forget", "gone"])
def test_of_what_is_forgotten_only_a_change_with_words_in_it_lies_here_still(tmp_path: Path, op: str) -> None:
    troubles = Troubles(files_of(tmp_path), Met())
    note_forgotten(noted(FORGET, said(op)), troubles)
    assert troubles.met.hidden == ({ID.encode()} if op == "edit" else set())
    assert troubles.met.is_any


def test_a_change_of_what_nobody_forgot_hides_nothing(tmp_path: Path) -> None:
    troubles = Troubles(files_of(tmp_path), Met())
    note_forgotten(noted(EDIT), troubles)
    assert (troubles.met.hidden, troubles.met.is_any) == (set(), False)


# In a journal


def elsewhere(home: Path) -> Path:
    """All that is here lies in the folder of another machine as well, as an old copy of it would."""
    [own] = {file.parent for file in segments(home)}
    other = own.with_name("0a1b2c3d0a1b2c3d")
    shutil.copytree(own, other)
    return other


@pytest.mark.parametrize("way", ["entries", "latest"])
def test_what_is_forgotten_and_lies_elsewhere_is_in_no_view_and_known_to_be_hidden(tmp_path: Path, way: str) -> None:
    journal = Journal(tmp_path)
    gone, kept = (journal.append(entry(text, minutes=n)) for n, text in enumerate(("gone", "kept")))
    elsewhere(tmp_path)
    said = journal.forget([gone.id], at=NOON)
    assert (said.count, said.elsewhere) == (1, 1)
    again = Journal(tmp_path)
    assert not again.met_hidden
    assert [one.id for one in getattr(again, way)()] == [kept.id]
    assert again.met_hidden
    assert [(one.id, one.count, one.is_here, one.is_said_here) for one in again.hidden()] == [(gone.id, 1, False, True)]


@pytest.mark.parametrize("other", ["0a1b2c3d0a1b2c3d", "zz1b2c3dzz1b2c3d"])
@pytest.mark.parametrize("which", [None, "urge-log"])
@pytest.mark.parametrize("texts", [("gone", "kept"), ("kept", "gone")], ids=["older", "newer"])
def test_where_the_line_that_forgets_is_lost_the_mark_hides_a_copy_whichever_is_met_first(
    tmp_path: Path, texts: tuple[str, str], other: str, which: str | None
) -> None:
    journal = Journal(tmp_path)
    there = {text: journal.append(entry(text, minutes=n)) for n, text in enumerate(texts)}
    gone, kept = there["gone"], there["kept"]
    elsewhere(tmp_path).rename(tmp_path / "journal" / other)
    journal.forget([gone.id], at=NOON)
    [own] = [file for file in segments(tmp_path) if file.parent.name != other]
    own.write_bytes(b"".join(line for line in own.read_bytes().splitlines(True) if b'"forget"' not in line))
    assert b'"gone"' in own.read_bytes()
    assert triggers(Journal(tmp_path).entries()) == ["kept"]
    again = Journal(tmp_path)
    assert [one.id for one in again.latest(which)] == [kept.id]
    assert again.met_hidden


def test_to_erase_what_is_not_forgotten_erases_nothing_and_waits_for_nobody(tmp_path: Path) -> None:
    journal = Journal(tmp_path, patience=0)
    there = journal.append(entry("one"))
    before = lines(tmp_path)
    with Journal(tmp_path)._alone():
        for ids in ([there.id], ["\ud800"], []):
            assert journal.erase(ids) == journal.erase([])
            assert (journal.erase(ids).count, journal.erase(ids).elsewhere) == (0, 0)
    assert lines(tmp_path) == before


def test_to_hide_what_is_not_there_says_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(entry("one"))
    before = lines(tmp_path)
    journal.hide(["\ud800", ID], at=NOON)
    assert lines(tmp_path) == before


@pytest.mark.parametrize("end", ["\ud800", "é", "i", "\0", "\n"])
def test_an_id_that_is_none_counts_for_nothing_and_what_is_said_of_it_too(tmp_path: Path, end: str) -> None:
    journal = Journal(tmp_path)
    mine = journal.append(entry("one"))
    [line] = lines(tmp_path)
    odd = {**decode(line), "id": "01KKBPENW0FG924SA1P8ZMQN4" + end}
    forget = {"v": 1, "id": "7" + "Z" * 25, "n": 3, "op": "forget", "of": odd["id"]}
    segments(tmp_path)[0].write_bytes(b"".join(one + b"\n" for one in (line, encode({**odd, "n": 2}), encode(forget))))
    again = Journal(tmp_path)
    assert again.entries() == [mine]
    assert (again.unreadable, again.hidden(), again.forgotten()) == (2, [], set())
    again.forget([odd["id"]], at=NOON + timedelta(hours=1))
    assert Journal(tmp_path).entries() == [mine]


def test_what_marks_a_forgotten_line_of_a_sealed_journal_is_sealed(tmp_path: Path) -> None:
    keys = Keys(tmp_path, lambda _before: "open", work=10)
    keys.create("open")
    journal = Journal(tmp_path, keys=keys)
    first = journal.append(entry("harbour"))
    journal.append(entry("two"))
    journal.forget([first.id], at=NOON)
    assert all(sorted(decode(line)) == ["age", "crc", "n", "v"] for line in lines(tmp_path))
    assert triggers(Journal(tmp_path, keys=keys).entries()) == ["two"]
    assert journal.gone.is_any is False


def test_a_packed_segment_of_others_has_no_plain_line(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(entry("one"))
    other = elsewhere(tmp_path)
    files = files_of(tmp_path)
    assert [file.parent for file in rewriting.plain_elsewhere(files)] == [other]
    (other / "000001.jsonl").rename(other / "000001.jsonl.age")
    assert list(rewriting.plain_elsewhere(files)) == []


def test_to_take_plain_lines_asks_for_the_passphrase_first(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(entry("one"))
    Keys(tmp_path, work=10).create("open")
    other = elsewhere(tmp_path)
    strict = Journal(tmp_path, keys=Keys(tmp_path, work=10))
    found = [one for one in strict.strangers() if one.file.parent == other]
    assert found
    before = sorted((file, file.read_bytes()) for file in tmp_path.rglob("*") if file.is_file())
    for some in (found, []):
        with pytest.raises(Locked):
            strict.take(some)
    assert sorted((file, file.read_bytes()) for file in tmp_path.rglob("*") if file.is_file()) == before


def test_reading_leaves_the_collector_of_garbage_as_it_was(tmp_path: Path) -> None:
    Journal(tmp_path).append(entry("one"))
    assert gc.isenabled()
    Journal(tmp_path).entries()
    assert gc.isenabled()
    gc.disable()
    try:
        Journal(tmp_path).entries()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_line_of_more_bytes_than_are_read_is_counted_apart(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(entry("one"))
    with segments(tmp_path)[0].open("ab") as file:
        file.write(b'{"v":1,' + b" " * (8 << 20) + b"}\n")
    again = Journal(tmp_path)
    assert triggers(again.entries()) == ["one"]
    assert (again.too_long, again.unreadable) == (1, 0)


@pytest.mark.parametrize("way", ["entries", "latest"])
def test_a_line_that_comes_again_after_others_counts_once(tmp_path: Path, way: str) -> None:
    journal = Journal(tmp_path)
    first, second = (journal.append(entry(text, minutes=n)) for n, text in enumerate(("one", "two")))
    [file] = segments(tmp_path)
    one, two = lines(tmp_path)
    for number, line in enumerate((one, two, one), 1):
        file.with_name(f"{number:06}.jsonl").write_bytes(line + b"\n")
    found = [entry.id for entry in getattr(Journal(tmp_path), way)()]
    assert sorted(found) == sorted([first.id, second.id])
    changed = encode({**decode(one), "answers": {"trigger": "another"}})
    file.with_name("000003.jsonl").write_bytes(changed + b"\n")
    again = Journal(tmp_path)
    assert len(list(getattr(again, way)())) == 3
    assert again.differing == 1


def test_what_a_change_says_in_another_form_changes_nothing() -> None:
    known = entry("one")
    for odd in ({"answers": "x"}, {"answers": ["x"]}, {"asked": "x"}, {"at": 7}, {}):
        edit = {**said("edit"), "at": 7, **odd}
        assert noted(edit).applied(ID.encode(), known) == (known, False)
    edit = said("edit", answers={"trigger": "x"}, asked={"trigger": "y"})
    edited, is_deleted = noted(edit).applied(ID.encode(), known)
    assert (edited.answers["trigger"], edited.answers["strength"], edited.asked["trigger"]) == ("x", 7, "y")
    assert (edited.edited, is_deleted) == (edit["at"], False)
    back = noted(said("unedit", undoes=edit["id"]), edit)
    assert back.applied(ID.encode(), known) == (known, False)


def test_words_in_a_change_of_what_is_forgotten_are_known_to_lie_here(tmp_path: Path) -> None:
    """Of which the entry itself lies nowhere any more."""
    journal = Journal(tmp_path)
    gone = journal.append(entry("gone"))
    journal.edit(gone.id, {"trigger": "other words"}, asked={}, at=NOON)
    change = lines(tmp_path)[1]
    journal.forget([gone.id], at=NOON)
    other = elsewhere(tmp_path)
    (other / "000001.jsonl").write_bytes(change + b"\n")
    again = Journal(tmp_path)
    assert again.entries() == []
    assert again.met_hidden
    assert [(one.id, one.count, one.entries) for one in again.hidden()] == [(gone.id, 1, ())]
