"""What was not opened, since nobody gave the passphrase, is called that: not damaged, and no other key's."""

from pathlib import Path

import pytest
from tests.person import OWN, Person

from smartcli.home.seal.keys import Keys, Locked
from smartcli.home.seal.passphrase import WrongPassphrase
from smartcli.journal import Journal
from smartcli.journal.unread import unread


def save(person: Person, line: str) -> None:
    person.clock.on(minutes=1)
    person.does("check-in", {"line": line})


def said_in(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def unlocked(person: Person, tmp_path: Path) -> Person:
    """Three entries that were sealed and packed, one sealed line, and backups of that; all is open again, but those."""
    person.passphrases = [OWN]
    for line in ("one", "two", "three"):
        save(person, line)
    for argv in (("lock", "--yes"), ("lock", "--drop-plain", "--yes"), ("backup", str(tmp_path / "b.zip"))):
        assert person.types(*argv).code == 0
    save(person, "four")
    assert person.types("unlock", "--yes").code == 0
    person.passphrases = []
    return person


def test_a_backup_is_whole_where_nobody_gives_its_passphrase(unlocked: Person, tmp_path: Path) -> None:
    said = unlocked.types("backup", "--verify", str(tmp_path / "b.zip"))
    assert said.code == 0, said.err
    assert said.out.startswith("This backup is whole: your sealed entries,")
    assert "The entries are sealed. Every line is as it was written" in said.out


def test_restore_says_that_the_passphrase_is_wanting_and_adds_nothing(unlocked: Person, tmp_path: Path) -> None:
    said = unlocked.types("restore", str(tmp_path / "b.zip"), "--yes")
    assert (said.code, said.err.startswith("The journal is sealed, and nobody is there to give")) == (3, True)
    assert "--passphrase-fd 3 3<FILE" in said.err
    assert len(unlocked.entries()) == 4


def test_backups_that_nobody_opened_are_not_called_damaged_and_go_on_later(unlocked: Person) -> None:
    said = unlocked.types("forget", unlocked.entries()[0]["id"], "--yes")
    assert said.code == 1
    assert "in: the backups (2 files; it is sealed, and nobody gave the passphrase)." in said_in(said.err)
    assert "forget --go-on" in said.err
    unlocked.passphrases = [OWN]
    assert unlocked.types("forget", "--go-on", "--yes").code == 0
    assert "begun and not finished, well, Nothing." in unlocked.types("doctor").out


def half_opened(person: Person) -> None:
    """`unlock` was cut off: the packed file and a line are sealed, what is written now is not."""
    person.passphrases = [OWN]
    save(person, "one")
    assert person.types("lock", "--yes").code == 0
    save(person, "two")
    (person.home / "key" / "recipient").rename(person.home / "key" / "recipient.off")
    person.passphrases = []


def test_while_sealing_is_off_what_is_sealed_is_counted_apart(person: Person) -> None:
    half_opened(person)
    save(person, "three")
    said = person.types("journal", "list")
    assert (said.code, "check-in" in said.out.casefold()) == (3, True)
    told = said_in(said.err)
    assert "1 line is sealed and was not opened, since nobody gave the passphrase. smartcli doctor" in told
    assert "1 file of the journal is sealed and was not opened, since nobody gave the passphrase." in told
    assert ("could not be read" in told, "not here" in told) == (False, False)


def test_where_all_of_it_is_sealed_nothing_is_called_none(person: Person) -> None:
    half_opened(person)
    for argv in (("journal", "list"), ("forget", "--from", "2026-01-01", "--yes")):
        said = person.types(*argv)
        assert (said.code, said.out) == (3, "")
        assert said.err.startswith("The journal is sealed, and nobody is there to give the passphrase.")


@pytest.mark.parametrize("part", ["recipient.off", "nothing"])
def test_home_greets_where_what_was_written_is_sealed_and_sealing_is_off(person: Person, part: str) -> None:
    half_opened(person)
    if part == "nothing":  # a part of the key is missing
        (person.home / "key" / "recipient.off").unlink()
    said = person.types()
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Hello.\nWhat you wrote is sealed.\n")


def test_whoever_goes_on_without_the_passphrase_is_not_asked_for_it_again(person: Person) -> None:
    half_opened(person)
    save(person, "three")
    asked = []

    def ask(_before: WrongPassphrase | None) -> str:
        asked.append(1)
        raise Locked("Without the passphrase, what you wrote stays closed.")

    journal = Journal(person.home, keys=Keys(person.home, ask))
    assert [entry.answers["line"] for entry in journal.entries()] == ["three"]
    assert len(journal.entries()) == 1
    assert len(unread(journal)) == 2
    assert len(asked) == 1
