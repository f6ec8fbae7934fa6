"""Whether a journal is sealed is told by what this machine wrote, and not by one line of somebody else's."""

from pathlib import Path

import pytest
from tests.commands.stranger import FOREIGN, entry, own, put
from tests.person import Person

from smartcli.home.seal.keys import Keys
from smartcli.journal.sealing import sealed


@pytest.fixture
def theirs(tmp_path: Path) -> Keys:
    keys = Keys(tmp_path / "theirs", work=10)
    keys.create("theirs")
    return keys


def line(keys: Keys) -> bytes:
    return sealed(entry(1, trigger=["theirs"]), 1, keys)


def lines(person: Person) -> list[object]:
    return [one["answers"]["line"] for one in person.entries()]


def place(person: Person, where: str, theirs: Keys) -> None:
    folder = own(person.home).parent
    if where == "another folder":
        put(person.home, line(theirs))
    elif where == "a packed file in another folder":
        put(person.home, b"").with_name("000001.jsonl.age").write_bytes(theirs.seal(entry()))
    elif where == "junk with a packed name in ours":
        (folder / "000009.jsonl.age").write_bytes(b"age-encryption.org/" + bytes(100_000))
    elif where == "behind ours":
        put(person.home, line(theirs), folder=folder.name)
    elif where == "before ours":
        own(person.home).write_bytes(line(theirs) + b"\n" + own(person.home).read_bytes())
    else:
        (folder / "000000.jsonl").write_bytes((line(theirs) + b"\n") * 20)


WHERE = [
    "another folder",
    "a packed file in another folder",
    "junk with a packed name in ours",
    "behind ours",
    "before ours",
    "a file of many lines in ours",
]


@pytest.mark.parametrize("where", WHERE)
def test_a_sealed_line_in_a_plain_journal_stops_no_saving(person: Person, theirs: Keys, where: str) -> None:
    for number in range(4):
        person.does("check-in", {"line": f"in the open {number}"})
    place(person, where, theirs)
    person.clock.on(minutes=1)
    said = person.types("do", "check-in", "--answers", "-", stdin=b'{"line": "after it"}')
    assert (said.code, said.err) == (0, said.err), said.err
    assert "after it" in lines(person)


def test_a_plain_line_opens_no_sealed_journal_whose_key_is_gone(person: Person) -> None:
    Keys(person.home, work=10).create("one")
    person.passphrases = ["one"]
    for number in range(3):
        person.does("check-in", {"line": f"sealed {number}"})
    put(person.home, entry(1, trigger=["theirs"]))
    (own(person.home).with_name("000009.jsonl")).write_bytes(entry(1, trigger=["x" * 20_000]) + b"\n")
    for file in (person.home / "key").iterdir():
        file.unlink()
    assert person.types("do", "check-in", "--answers", "-", stdin=b'{"line": "not in the open"}').code == 3
    assert all(b"not in the open" not in file.read_bytes() for file in person.home.glob("journal/*/*"))


def test_a_machine_that_wrote_nothing_yet_writes_nothing_open_behind_sealed_lines(person: Person, theirs: Keys) -> None:
    (person.home / "journal").mkdir(parents=True)
    put(person.home, line(theirs))
    said = person.types("do", "check-in", "--answers", "-", stdin=b'{"line": "not in the open"}')
    assert (said.code, "sealed, and its key is not here" in said.err) == (3, True)
    assert [file.parent.name for file in person.home.glob("journal/*/*")] == [FOREIGN]


@pytest.mark.parametrize("is_theirs", [True, False], ids=["another key's", "no key at all"])
def test_half_a_key_hides_nothing_of_a_plain_journal(person: Person, theirs: Keys, is_theirs: bool) -> None:
    person.does("check-in", {"line": "in the open"})
    (person.home / "key").mkdir(mode=0o700)
    half = person.home / "key" / "recipient"
    half.write_bytes((theirs.folder / "recipient").read_bytes() if is_theirs else b"junk\n")
    assert lines(person) == ["in the open"]
    id = person.entries()[0]["id"]
    edited = person.types("journal", "delete", id[-6:], "--yes")
    assert (edited.code, "smartclirepair" in "".join(edited.err.split())) == (3, True)
    assert lines(person) == ["in the open"]
    doctor = person.types("doctor", "--json").json["checks"]
    assert [one["next"] for one in doctor if one["id"] == "key"] == ["smartcli repair"]
    assert person.types("repair", "--yes").code == 0
    person.clock.on(minutes=1)
    assert person.types("do", "check-in", "--answers", "-", stdin=b'{"line": "after"}').code == 0
    assert lines(person) == ["in the open", "after"]
    assert half.exists() is False
