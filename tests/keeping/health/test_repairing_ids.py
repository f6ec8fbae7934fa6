"""The ids of what is mended, by which a program knows it (`repair --json`)."""

from pathlib import Path

import pytest
from tests.keeping.health.homes import MENDED, Spoil, close, filled
from tests.person import NOON, OWN, Person

IDS = {
    "bad name": "name",
    "settings": "settings.toml",
    "settings, not utf-8": "settings.toml",
    "marks": "marks.toml",
    "homework": "homework.toml",
    "cards": "at-hand.toml",
    "draft": "drafts",
    "left over": "left-over",
    "modes": "modes",
    "spare copy": "copies",
    "torn copy": "copies",
}


@pytest.mark.parametrize("name", MENDED)
def test_a_program_knows_each_repair_by_its_id(person: Person, name: str) -> None:
    filled(person)
    MENDED[name](person.home)
    assert person.types("repair", "--dry-run", "--json").json["repairs"][0]["id"] == IDS.get(name, "lines")


def with_key(home: Path) -> Path:
    from smartcli.home.seal.keys import Keys

    Keys(home, work=10).create(OWN)
    return home / "key"


def half_of_a_key_in_a_backup(home: Path) -> None:
    from smartcli.keeping import backups

    key = with_key(home)
    backups.before(home, "test", NOON)
    (key / "identity.age").unlink()


def part_of_a_key_that_sealed_nothing(home: Path) -> None:
    key = with_key(home)
    for name in ("identity.age", "identity.sum"):
        (key / name).unlink()


def recipient_of_another_key(home: Path) -> None:
    key, other = with_key(home), with_key(home.parent / "other")
    (key / "recipient").write_bytes((other / "recipient").read_bytes())


def note_that_cannot_be_understood(home: Path) -> None:
    (home / "unfinished").write_bytes(b"garbage\n")


def name_that_tells(home: Path) -> None:
    (home / "quarantine").mkdir()
    (home / "quarantine" / "harbour-01KKBPENW0FG924SA1P8ZMQN4N.json").write_bytes(b"{}")


@pytest.mark.parametrize(
    ("spoil", "id"),
    [
        (half_of_a_key_in_a_backup, "key"),
        (part_of_a_key_that_sealed_nothing, "key"),
        (recipient_of_another_key, "key"),
        (note_that_cannot_be_understood, "unfinished"),
        (name_that_tells, "names"),
    ],
)
def test_a_program_knows_what_is_mended_beside_the_journal_by_its_id_too(person: Person, spoil: Spoil, id: str) -> None:
    filled(person)
    spoil(person.home)
    close(person.home)
    assert [one["id"] for one in person.types("repair", "--dry-run", "--json").json["repairs"]] == [id]
