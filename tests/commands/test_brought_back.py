"""A restore looks at what it added: what did not come in, or lies there readable, is said, and the rest is there."""

import errno
from pathlib import Path

import pytest
from tests.keeping.harbour import at_home, filled, tells
from tests.keeping.stuck import stuck
from tests.person import OWN, Person

from smartcli.home.disk import System


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup with one of everything."""
    writer = filled(Person(tmp_path_factory.mktemp("made") / "home"))
    (writer.home / "exercises").mkdir()
    (writer.home / "exercises" / "mine.toml").write_bytes(b"# mine\n")
    file = writer.home.parent / "all.zip"
    assert writer.types("backup", str(file)).code == 0
    return file


@pytest.fixture
def other(person: Person) -> Person:
    person.does("urge-log", {"strength": 1})
    return person


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("drafts", "Drafts: 1 file; it belongs to somebody else, or is closed to you"),
        ("quarantine", "Unreadable lines that were kept: 1 file;"),
        ("exercises", "Exercises: 1 file;"),
        ("marks.toml", "Settings: 1 file;"),
    ],
)
def test_what_does_not_come_in_is_named_and_the_rest_is_there(other: Person, made: Path, place: str, said: str) -> None:
    with stuck(other.home / place):
        ended = other.types("restore", str(made), "--yes")
    assert ended.code == 1
    assert f"Not all of it is restored: {said}" in ended.err
    assert len(other.entries()) == 3
    ended = other.types("restore", str(made), "--yes")
    assert (ended.code, ended.err.count("Not all")) == (0, 0)
    assert (other.home / place).exists()


def test_a_draft_that_cannot_be_sealed_is_not_passed_over(person: Person, made: Path) -> None:
    person.does("urge-log", {"strength": 1})
    person.passphrases = [OWN]
    assert person.types("lock", "--yes").code == 0
    assert person.types("lock", "--drop-plain").code == 0
    real = System.swap

    def no_seal(self: System, new: str, old: str) -> None:
        if "drafts" in old and old.endswith(".age"):
            raise OSError(errno.ENOSPC, "")
        real(self, new, old)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(System, "swap", no_seal)
        ended = person.types("restore", str(made), "--yes")
    assert ended.code == 1
    assert (
        "It is restored. But it can be read, and should be sealed, in: the drafts (1 file; the disk is full)."
        in ended.err
    )
    assert "smartcli lock" in ended.err
    assert "drafts" in tells(person.home)
    assert person.types("lock").code == 0
    assert tells(person.home) == set()


@pytest.mark.parametrize("name", ["identity.age", "identity.sum", "recipient"])
def test_of_a_key_all_comes_in_or_nothing(person: Person, tmp_path: Path, name: str) -> None:
    writer = at_home(Person(tmp_path / "writer"), filled(Person(tmp_path / "template")).home)
    assert writer.types("lock", "--yes").code == 0
    assert writer.types("backup", str(tmp_path / "sealed.zip")).code == 0
    person.passphrases = [OWN]
    with stuck(person.home / "key" / name, number=errno.ENOSPC):
        ended = person.types("restore", str(tmp_path / "sealed.zip"), "--yes")
    assert ended.code != 0
    assert not [file for file in person.home.rglob("key/*") if file.is_file()]
    assert person.types("restore", str(tmp_path / "sealed.zip"), "--yes").code == 0
    assert len(person.entries()) == 2
