"""What a cloud took from this computer, beside the journal, is not "none": it is named, and not written over."""

import json
from pathlib import Path

import pytest
from tests.person import Person, unwrapped

from smartcli.home.seal.keys import Keys


def taken(file: Path) -> Path:
    """As iCloud takes a file away."""
    return file.rename(file.with_name(f".{file.name}.icloud"))


def bad(person: Person) -> dict[str, str]:
    seen = person.types("doctor", "--json").json["checks"]
    return {one["id"]: one["next"] for one in seen if one["result"] == "damaged"}


def test_settings_that_are_away_are_not_written_beside(person: Person) -> None:
    given = ["Sam", "Fewer bets", "", "4", "Germany", "1"]
    person.types("settings", "change", answers=given)
    taken(person.home / "settings.toml")
    said = person.types("settings", "change", answers=given)
    assert (said.code != 0, "acloudhastakenitaway" in unwrapped(said.err + said.out)) == (True, True)
    assert not (person.home / "settings.toml").exists()
    assert "away" in bad(person)


@pytest.mark.parametrize("name", ["recipient", "identity.age"])
def test_a_key_that_is_away_is_not_replaced(person: Person, name: str) -> None:
    Keys(person.home, work=10).create("one")
    person.passphrases = ["one"]
    person.does("check-in", {"line": "before"})
    place = taken(person.home / "key" / name)
    assert "new-key" not in bad(person)["key"]
    for argv in (["lock", "--new-key", "--yes"], ["lock", "--yes"]):
        said = person.types(*argv)
        assert (said.code, "acloudhastakenitaway" in unwrapped(said.err)) == (3, True), argv
    assert person.types("do", "check-in", "--answers", "-", stdin=b'{"line": "open"}').code == 3
    assert not any(b"open" in file.read_bytes() for file in person.home.glob("journal/*/*"))
    assert not (person.home / "key" / name).exists()
    place.rename(person.home / "key" / name)
    assert [one["answers"]["line"] for one in person.entries()] == ["before"]


def test_a_name_that_is_away_is_known_all_the_same(person: Person) -> None:
    person.does("check-in", {"line": "before"})
    taken(person.home / "device")
    person.does("check-in", {"line": "after"})
    assert len(list((person.home / "journal").iterdir())) == 1
    assert not (person.home / "device").exists()
    assert person.types("forget", "--exercise", "check-in", "--yes").code == 0
    assert not any(b"before" in file.read_bytes() for file in person.home.glob("journal/*/*"))
    assert "away" in bad(person)


# What is there and cannot be understood


@pytest.mark.parametrize("data", [b"", b"\xff garbage"])
def test_homework_that_cannot_be_understood_is_not_none(person: Person, data: bytes) -> None:
    person.does("check-in", {"line": "before"})
    (person.home / "homework.toml").write_bytes(data)
    said = person.types("homework")
    assert (said.code, "There is no homework" in said.out) == (3, False)


def test_a_note_of_what_was_begun_that_cannot_be_understood_is_named(person: Person) -> None:
    person.does("check-in", {"line": "before"})
    (person.home / "unfinished").write_bytes(b"\xffgarbage\n")
    seen = {one["id"]: one["result"] for one in json.loads(person.types("doctor", "--json").out)["checks"]}
    assert seen["unfinished"] == "look"


def test_a_calendar_that_cannot_be_read_is_named_and_said(person: Person, tmp_path: Path) -> None:
    person.does("check-in", {"line": "before"})
    (person.home / "calendar.toml").write_bytes(b"\xffgarbage\n")
    assert bad(person)["settings"] == "smartcli repair"
    said = person.types("remind", "ics", "--at", "20:30", "--out", str(tmp_path / "days.ics"))
    assert "Itisinquarantine" in unwrapped(said.err + said.out)
