"""Names in quarantine tell the kind of a thing, and nothing of what is in it."""

from pathlib import Path

import pytest
from tests.keeping.health.homes import filled, lines, put, segment
from tests.person import Person

from smartcli.home.kept_names import neutral, tells

OLD = {
    "urge-log-01KKBPENW0FG924SA1P8ZMQN4N.json": "draft-",
    "urge-log-01KKBPENW0FG924SA1P8ZMQN4N.json-20260310T120500": "draft-",
    "k3v9x1qd-000001.jsonl-20260310T120500": "k3v9x1qd-000001.jsonl-",
    "k3v9x1qd-000001.jsonl.age-20260310T120500-2": "k3v9x1qd-000001.jsonl.age-",
    "k3v9x1qd-000001.sync-conflict-20261122-190411-ABCDEFG.jsonl-20260310T120500": "file-",
    "k3v9x1qd-000001 (Anna's laptop).jsonl-20260310T120500": "file-",
    "settings.toml-20260310T120500": "settings.toml-",
    "marks.toml-20260310T120500": "marks.toml-",
    "homework.toml-20260310T120500": "homework.toml-",
    "at-hand.toml-20260310T120500": "at-hand.toml-",
    "device-20260310T120500": "device-",
}


@pytest.mark.parametrize("name", OLD)
def test_a_name_that_tells_something_becomes_one_that_does_not(name: str) -> None:
    new = neutral(name, b"what is in it")
    assert tells(name)
    assert not tells(new)
    assert not tells(f"{new}.age")
    assert new.startswith(OLD[name])


def test_a_line_that_could_not_be_read_is_called_by_nothing_but_its_sum() -> None:
    assert not tells("0a1b2c3d-310.line")
    assert not tells("0a1b2c3d-310.line.age")


def test_a_repair_renames_what_an_older_smartcli_put_there_and_loses_none(person: Person) -> None:
    filled(person)
    folder = person.home / "quarantine"
    folder.mkdir(mode=0o700)
    for number, name in enumerate(OLD):
        (folder / name).write_bytes(b"kept %d" % (number // 2))  # two by two the same
        (folder / name).chmod(0o600)
    said = person.types("repair", "--yes")
    assert "- Give 11 files in quarantine names that tell nothing." in said.out
    assert sorted(file.read_bytes() for file in folder.iterdir()) == sorted(
        b"kept %d" % (n // 2) for n in range(len(OLD))
    )
    assert not any(tells(file.name) for file in folder.iterdir())
    assert person.types("repair", "--yes").out == "There is nothing to mend here.\n"


@pytest.mark.parametrize("command", [["repair", "--yes"], []], ids=["repair", "home"])
def test_no_exercise_and_no_day_is_in_a_name(person: Person, command: list[str]) -> None:
    filled(person)
    first, second, *rest = lines(person.home)
    put(person.home, [first, second[:60] + b"!" + second[61:], *rest])
    (person.home / "drafts").mkdir(mode=0o700, exist_ok=True)
    (person.home / "drafts" / "urge-log-01KKBPENW0FG924SA1P8ZMQN4N.json").write_bytes(b"{torn")
    person.types(*command)
    found = [file.name for file in (person.home / "quarantine").iterdir()]
    assert found
    assert not any(word in name for name in found for word in ("urge", "check", "2026", "01KK"))
    assert isinstance(segment(person.home), Path)
