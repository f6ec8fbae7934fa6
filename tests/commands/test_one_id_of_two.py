"""One id that two entries carry: whoever names it is shown both, and nothing is done to only one by mistake."""

import pytest
from tests.commands.stranger import entry, files, line, own, put, triggers
from tests.person import Person

from smartcli.journal.line import decode, encode

ONE, OTHER = "a row at the harbour", "a long evening"


@pytest.fixture
def somebody(person: Person) -> Person:
    """Two entries of one id, the other of them from another machine, and one beside them."""
    person.does("urge-log", {"strength": 7, "trigger": [ONE]})
    table = decode(own(person.home).read_bytes().splitlines()[0])
    put(person.home, encode({**table, "day": "2026-03-13", "answers": {**table["answers"], "trigger": [OTHER]}}))
    person.clock.on(days=1)
    person.does("why-i-want-this", {"reasons": ["my daughter"]})
    return person


def shared(person: Person) -> str:
    return str(person.entries()[0]["id"])


def test_it_is_shown_with_both(somebody: Person) -> None:
    said = somebody.types("journal", "show", shared(somebody)[-6:])
    assert (said.code, ONE in said.out, OTHER in said.out) == (0, True, True)
    assert "Several entries have this very id. All are shown." in said.err
    found = somebody.types("journal", "show", shared(somebody), "--json").json
    assert sorted(one["answers"]["trigger"] for one in (found["entry"], *found["others"])) == [[OTHER], [ONE]]


def test_an_edit_is_refused_and_names_where_both_are_seen(somebody: Person) -> None:
    before, id = files(somebody.home), shared(somebody)
    said = somebody.types("journal", "edit", id[-6:], "--answers", "-", stdin=b'{"trigger": ["Hunger"]}')
    assert said.code == 1
    assert "Several entries have this very id, so a change would reach all of them. Nothing was changed." in said.err
    assert f"smartcli journal show {id[-6:].lower()}" in said.err
    assert files(somebody.home) == before


def test_a_card_of_one_of_them_is_not_changed_in_both(person: Person) -> None:
    person.does("why-i-want-this", {"reasons": ["my daughter"]})
    table = decode(own(person.home).read_bytes().splitlines()[0])
    put(person.home, encode({**table, "answers": {"reasons": ["sleep"]}}))
    before = files(person.home)
    said = person.types("cards", "edit", answers=["1", "1", "my son", "", "", ""])
    assert said.code != 0 or "Saved" not in said.out
    assert files(person.home) == before


def test_both_are_deleted_and_counted_and_both_come_back(somebody: Person) -> None:
    assert "2 of 3 entries, in the trash." in somebody.types("journal", "delete", shared(somebody)).out
    assert triggers(somebody) == [None]
    assert "2 entries are back." in somebody.types("journal", "undo").out
    assert sorted(triggers(somebody), key=str) == [None, [OTHER], [ONE]]


@pytest.mark.parametrize("way", ["id", "exercise", "a filter that fits one of them"])
def test_both_are_named_before_they_are_forgotten(somebody: Person, way: str) -> None:
    argv = {"id": [shared(somebody)[-6:]], "exercise": ["--exercise", "urge-log"]}.get(way, ["--from", "2026-03-13"])
    said = somebody.types("forget", *argv, answers=["1"])
    assert said.out.startswith("2 entries would be erased, for good:\n")
    assert (ONE in said.out, OTHER in said.out) == (True, True)
    assert "Some of them have one and the same id, so they can only go together." in said.out
    assert said.out.rstrip().endswith("Nothing was changed.")
    somebody.types("forget", *argv, answers=["2"])
    assert triggers(somebody) == [None]
    assert ONE.encode() not in own(somebody.home).read_bytes()


def test_as_many_are_said_to_be_erased_as_were_named(person: Person) -> None:
    """Both in a segment of ours: a copy that something made and that was merged by hand."""
    person.does("urge-log", {"strength": 7, "trigger": [ONE]})
    [before] = own(person.home).read_bytes().splitlines()
    table = decode(before)
    file = own(person.home).with_name("000001.sync-conflict-20260310-120000-ABCDEFG.jsonl")
    file.write_bytes(encode({**table, "answers": {**table["answers"], "trigger": [OTHER]}}) + b"\n" + before + b"\n")
    assert "2 entries are erased." in person.types("forget", str(table["id"]), "--yes").out
    assert not [name for name, data in files(person.home).items() if ONE.encode() in data or OTHER.encode() in data]


def test_what_another_machine_forgot_is_counted_by_entries(somebody: Person) -> None:
    put(somebody.home, line("forget", shared(somebody)), folder="evil0001")
    somebody.entries()
    said = somebody.types("forget", "--disagree", answers=[])
    assert "2 entries are hidden" in said.out
    assert (ONE in said.out, OTHER in said.out, "2 entries are back." in said.out) == (True, True, True)
    assert sorted(triggers(somebody), key=str) == [None, [OTHER], [ONE]]


def test_an_id_that_begins_alike_is_another(somebody: Person) -> None:
    """Two ids that were typed too short are no one id: more of it is asked for."""
    put(somebody.home, entry(2))
    said = somebody.types("journal", "show", "01")
    assert "Several entries have an id like this. Please give more of it." in said.err
