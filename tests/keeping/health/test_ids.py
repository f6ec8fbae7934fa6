"""Doctor's looks at what lines say of one another."""

import pytest
from tests.commands.stranger import entry, line, own, put
from tests.person import OWN, Person

from smartcli.home.seal.keys import Keys
from smartcli.journal.line import decode, encode
from smartcli.journal.sealing import sealed


def look(person: Person, id: str) -> list[tuple[object, object, object]]:
    checks = person.types("doctor", "--json").json["checks"]
    return [(one["result"], one["said"], one["facts"]) for one in checks if one["id"] == id]


@pytest.mark.parametrize("is_sealed", [False, True], ids=["plain", "sealed"])
@pytest.mark.parametrize("is_own", [False, True], ids=["elsewhere", "in our folder"])
def test_what_a_line_hides_is_named(person: Person, is_sealed: bool, is_own: bool) -> None:
    if is_sealed:
        Keys(person.home, work=10).create(OWN)
        person.passphrases = [OWN]
    id = str(person.does("check-in", {"line": "mine"})["id"])
    assert look(person, "hidden") == [("well", "Nothing of it lies here hidden.", {"hidden": 0})]
    said = line("forget", id, 2)
    said = sealed(said, 2, Keys(person.home)) if is_sealed else said
    put(person.home, said, folder=own(person.home).parent.name if is_own else "evil0000")
    [(result, text, facts)] = look(person, "hidden")
    assert (result, facts) == ("look", {"hidden": 1})
    assert str(text).startswith("1 entry is hidden")
    assert person.types("forget", "--disagree", "--yes").code == 0
    assert look(person, "hidden") == [("well", "Nothing of it lies here hidden.", {"hidden": 0})]


def test_what_is_sealed_is_not_taken_for_none(person: Person) -> None:
    Keys(person.home, work=10).create(OWN)
    person.does("check-in", {"line": "mine"})
    said = "What is sealed was not looked at: the passphrase was not given."
    assert look(person, "hidden") == [("well", said, {"hidden": 0})]
    assert look(person, "ids") == [("well", said, {"differing": 0})]


def test_two_entries_of_one_id_are_named_and_both_are_counted_where_they_are_deleted(person: Person) -> None:
    id = str(person.does("check-in", {"line": "mine"})["id"])
    put(person.home, entry(1, "check-in", line="theirs"))
    assert look(person, "ids") == [("well", "None.", {"differing": 0})]
    file = put(person.home, b"")
    table = {name: value for name, value in decode(entry(1, "check-in", line="theirs")).items() if name != "crc"}
    file.write_bytes(encode({**table, "id": id}) + b"\n")
    assert look(person, "ids") == [("look", "1 id stands for two entries. Both are kept and shown.", {"differing": 1})]
    assert "2 of 2 entries, in the trash" in " ".join(person.types("journal", "delete", id, "--yes").out.split())
