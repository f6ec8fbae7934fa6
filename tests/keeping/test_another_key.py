"""What another key sealed is never put under ours: whoever finds that key again opens it with that alone."""

import re
import shutil
from pathlib import Path

import pytest
from tests.person import OWN, Person

from smartcli.home.seal.keys import Keys

NEW = "new key words for all"


def keys_of(home: Path, passphrase: str) -> Keys:
    return Keys(home, lambda _before: passphrase, work=10)


@pytest.fixture
def old(person: Person, tmp_path: Path) -> Person:
    """A home whose key was lost, and a copy of that key in another home; both of the last lines are not packed."""
    person.does("urge-log", {"strength": 7, "trigger": "before"})
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    for trigger in ("first", "second"):
        person.does("urge-log", {"strength": 7, "trigger": trigger})
    shutil.copytree(person.home / "key", tmp_path / "found" / "key")
    shutil.rmtree(person.home / "key")
    person.passphrases = [NEW]
    person.clock.on(hours=1)
    assert person.types("lock", "--new-key", "--yes").code == 0
    return person


@pytest.fixture
def found(tmp_path: Path) -> Person:
    """Whoever has the old key."""
    found = Person(tmp_path / "found")
    found.passphrases = [OWN]
    return found


def told(person: Person) -> list[object]:
    return [entry["answers"]["trigger"] for entry in person.entries()]


def with_journal_of(other: Person, found: Person) -> Person:
    shutil.rmtree(found.home / "journal", ignore_errors=True)
    shutil.copytree(other.home / "journal", found.home / "journal")
    return found


def foreign(person: Person) -> list[str]:
    """What doctor says is another key's: in which segments, and how many."""
    said = " ".join(person.types("doctor").out.split())
    return re.findall(r"Sealed with another key in \w+/([0-9a-z.]+: [0-9]+)", said)


def test_the_old_key_opens_all_that_it_sealed_and_doctor_names_all_of_it(old: Person, found: Person) -> None:
    assert told(with_journal_of(old, found)) == [["before"], ["first"], ["second"]]
    assert foreign(old) == ["000001.jsonl.age: 1", "000002.jsonl: 2"]


def test_what_comes_behind_it_is_sealed_line_by_line_and_opened_again(old: Person, found: Person) -> None:
    assert old.types("unlock", "--yes").code == 1  # what the old one sealed stays
    old.does("urge-log", {"strength": 2, "trigger": "in the open"})
    assert old.types("lock", "--yes").code == 0
    assert not any(b"in the open" in file.read_bytes() for file in old.home.glob("journal/*/*"))
    assert told(old) == [["in the open"]]
    assert foreign(old) == ["000001.jsonl.age: 1", "000002.jsonl: 2"]
    assert told(with_journal_of(old, found)) == [["before"], ["first"], ["second"]]
    assert old.types("unlock", "--yes").code == 1
    assert told(old) == [["in the open"]]


def test_a_segment_with_some_of_it_is_not_packed_when_the_next_is_begun(old: Person, found: Person) -> None:
    [segment] = old.home.glob("journal/*/000002.jsonl")
    old.does("urge-log", {"strength": 2, "trigger": "of now"})
    segment.with_name("000003.jsonl").write_bytes(segment.read_bytes().splitlines(keepends=True)[-1])
    assert told(old) == [["of now"]]
    assert segment.exists()
    assert told(with_journal_of(old, found)) == [["before"], ["first"], ["second"]]


def test_the_marks_that_it_sealed_are_kept_for_it(old: Person, tmp_path: Path) -> None:
    [kept] = old.home.glob("quarantine/marks.toml-*.age")
    assert keys_of(tmp_path / "found", OWN).open(kept.read_bytes())


def test_what_it_sealed_in_quarantine_stays_as_it_is_beside_what_is_sealed_now(old: Person) -> None:
    [segment] = old.home.glob("journal/*/000002.jsonl")
    kept = old.home / "quarantine" / "0a1b2c3d-310.line"
    lines = segment.read_bytes().splitlines(keepends=True)
    kept.write_bytes(lines[0])
    mixed = kept.with_name("k3v9x1qd-000001.jsonl-0a1b2c3d")
    mixed.write_bytes(lines[0] + b'{"v":1,"id":"01K own words\n')
    old.types("lock", "--yes")
    assert kept.read_bytes() == lines[0]
    assert mixed.read_bytes().startswith(lines[0])
    assert b"own words" not in mixed.read_bytes()
    assert old.types("unlock", "--yes").code == 1
    assert mixed.read_bytes().rstrip() == lines[0] + b'{"v":1,"id":"01K own words'
