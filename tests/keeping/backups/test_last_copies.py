"""A backup that has what is nowhere else any more stays, whatever else goes for room or for sealing."""

import errno
from pathlib import Path

import pytest
from tests.person import OWN, Person, unwrapped

from smartcli.home.disk import System
from smartcli.keeping import backups
from smartcli.keeping.backups import opening

PRECIOUS = b"by the harbour"


@pytest.fixture
def somebody(person: Person) -> Person:
    """Ten entries, of which a backup has all."""
    for number in range(9):
        saves(person, f"line {number}")
    saves(person, PRECIOUS.decode())
    before(person)
    return person


def saves(person: Person, line: str) -> None:
    person.clock.on(minutes=10)
    person.does("check-in", {"line": line})


def before(person: Person) -> Path | None:
    person.clock.on(minutes=1)
    return backups.before(person.home, "test", person.clock())


def having(home: Path) -> int:
    """How many backups hold what must not be lost."""
    made = [opening.load(file) for file in home.glob("backups/*.zip")]
    return sum(any(PRECIOUS in one.read(name) for name in one.names) for one in made)


def segment(home: Path) -> Path:
    [found] = home.glob("journal/*/000001.jsonl")
    return found


def taken(home: Path) -> None:
    """By somebody who carries the folder."""
    lines = segment(home).read_bytes().split(b"\n")
    segment(home).write_bytes(b"\n".join(line for line in lines if PRECIOUS not in line))


def damaged(home: Path) -> None:
    segment(home).write_bytes(segment(home).read_bytes().replace(PRECIOUS, b"by the hXrbour"))


@pytest.mark.parametrize("harm", [taken, damaged])
@pytest.mark.parametrize("then", [[], ["--as-it-is"], ["--yes"]], ids=["nothing", "left at that", "repaired"])
def test_rotation_leaves_the_one_that_has_what_was_lost(somebody: Person, harm: object, then: list[str]) -> None:
    assert callable(harm)
    harm(somebody.home)
    if then:
        somebody.types("repair", *then, "--yes")
    for _time in range(8):
        assert somebody.types("forget", somebody.entries()[0]["id"], "--yes").code == 0
        somebody.clock.on(minutes=1)
    assert having(somebody.home) >= 1
    assert "automatic backups" not in somebody.types("doctor").out
    [file] = [file for file in somebody.home.glob("backups/*.zip") if PRECIOUS in file.name.encode() or holds(file)][:1]
    assert somebody.types("restore", str(file), "--yes").code == 0
    assert PRECIOUS.decode() in [entry["answers"]["line"] for entry in somebody.entries()]


def holds(file: Path) -> bool:
    made = opening.load(file)
    return any(PRECIOUS in made.read(name) for name in made.names)


def test_where_nothing_was_lost_older_ones_go_also_those_with_what_was_forgotten(somebody: Person) -> None:
    for _time in range(9):
        before(somebody)
    assert somebody.types("forget", somebody.entries()[-1]["id"], "--yes").code == 0
    somebody.types("journal", "edit", somebody.entries()[0]["id"], "--answers", "-", stdin=b'{"line": "other"}')
    for _time in range(9):
        before(somebody)
    assert having(somebody.home) == 0
    assert len([*somebody.home.glob("backups/*.zip")]) == 5


def test_in_a_sealed_journal_what_is_missed_keeps_them(somebody: Person) -> None:
    somebody.passphrases = [OWN] * 30
    assert somebody.types("lock", "--yes").code == 0
    saves(somebody, "sealed")
    for _time in range(9):
        before(somebody)
    count = len([*somebody.home.glob("backups/*.zip")])
    assert count == 5
    file = max(somebody.home.glob("journal/*/*.jsonl"))
    file.write_bytes(b"\n".join(file.read_bytes().split(b"\n")[:-2]) + b"\n")
    for _time in range(3):
        before(somebody)
    assert len([*somebody.home.glob("backups/*.zip")]) == count + 3


@pytest.mark.parametrize("harm", [taken, damaged])
def test_drop_plain_leaves_and_names_the_one_that_has_what_was_lost(somebody: Person, harm: object) -> None:
    assert callable(harm)
    harm(somebody.home)
    somebody.passphrases = [OWN] * 30
    somebody.types("lock", "--yes")
    said = somebody.types("lock", "--drop-plain")
    assert said.code != 0
    assert unwrapped("1 line in auto-") in unwrapped(said.err)
    assert unwrapped("is nowhere else any more: bring it back first, by smartcli restore FILE") in unwrapped(said.err)
    assert having(somebody.home) == 1
    [file] = [file for file in somebody.home.glob("backups/*.zip") if holds(file)]
    assert somebody.types("restore", str(file), "--yes").code == 0
    somebody.clock.on(minutes=1)
    last = somebody.types("lock", "--drop-plain")
    assert (having(somebody.home), unwrapped("is nowhere else") in unwrapped(last.err)) == (0, False), last


JUNK = b"junk\n"


def sealed_line() -> bytes:
    from smartcli.journal.line import encode

    return encode({"v": 1, "n": 1, "age": "AAAA"}) + b"\n"


def about(id: str, op: str) -> bytes:
    from smartcli.journal.line import numbered

    return numbered({"v": 1, "id": "01M8RWYF8832V8K1WX44TR3WF3", "op": op, "of": id, "at": "2026-12-01T12:00:00Z"}, 1)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("000001.jsonl.age", "junk"),
        ("000001.jsonl", "a sealed line"),
        ("000001.jsonl", "delete"),
        ("000001.jsonl", "forget"),
    ],
)
def test_nothing_that_a_stranger_lays_there_makes_it_go(somebody: Person, name: str, what: str) -> None:
    precious = somebody.entries()[-1]["id"]
    taken(somebody.home)
    somebody.types("repair", "--as-it-is", "--yes")
    strange = somebody.home / "journal" / "evil0000"
    strange.mkdir()
    made = {"junk": JUNK, "a sealed line": sealed_line()}
    (strange / name).write_bytes(made[what] if what in made else about(precious, what))
    for _time in range(8):
        before(somebody)
    assert having(somebody.home) >= 1


def test_a_strangers_junk_does_not_keep_all_of_them_without_end(somebody: Person) -> None:
    strange = somebody.home / "journal" / "evil0000"
    strange.mkdir()
    (strange / "000001.jsonl").write_bytes(JUNK)
    for _time in range(9):
        before(somebody)
    assert len([*somebody.home.glob("backups/*.zip")]) == 5


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.EMFILE])
def test_one_that_cannot_be_read_just_now_is_not_taken_for_one_without_it(
    somebody: Person, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    taken(somebody.home)
    somebody.types("repair", "--as-it-is", "--yes")
    [precious] = [file for file in somebody.home.glob("backups/*.zip") if holds(file)]
    opens = System.open

    def closed(self: System, path: str, flags: int) -> int:
        if path == str(precious):
            raise OSError(number, "", path)
        return opens(self, path, flags)

    monkeypatch.setattr(System, "open", closed)
    for _time in range(8):
        before(somebody)
    assert precious.exists()
