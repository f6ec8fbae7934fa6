"""A key in a backup: taken whole, where it fits itself and what the backup holds; on a yes of its own where foreign."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.keeping.backups.written_home import WORDS, backed_up, files, fill
from tests.person import NOON, OWN, Person, unwrapped

from smartcli.home.seal.keys import Keys
from smartcli.keeping.backups import archive, opening

MINE = "what I wrote here"


def with_key(home: Path, passphrase: str) -> None:
    Keys(home, work=10).create(passphrase)


def made_of(files_in_it: dict[str, bytes], place: Path) -> Path:
    """A backup, whole as a file, of these."""
    place.write_bytes(archive.render(files_in_it, NOON))
    return place


@pytest.fixture
def parts(person: Person, tmp_path: Path) -> dict[str, bytes]:
    """What is in the backup of a sealed home."""
    with_key(person.home, "one")
    person.passphrases = ["one"]
    fill(person)
    backed_up(person, tmp_path / "whole.zip")
    made = opening.load(tmp_path / "whole.zip")
    return {name: made.read(name) for name in made.names}


@pytest.fixture
def other(tmp_path: Path) -> Person:
    other = Person(tmp_path / "other")
    other.passphrases = ["one"]
    return other


def foreign(tmp_path: Path) -> dict[str, bytes]:
    """The parts of a key that nothing here was ever sealed with, behind the same passphrase."""
    with_key(tmp_path / "foreign", "one")
    return {f"key/{name}": data for name, data in files(tmp_path / "foreign" / "key").items()}


Change = Callable[[dict[str, bytes], dict[str, bytes]], dict[str, bytes]]
BAD: dict[str, Change] = {
    "no recipient": lambda parts, _other: {k: v for k, v in parts.items() if k != "key/recipient"},
    "no identity": lambda parts, _other: {k: v for k, v in parts.items() if k != "key/identity.age"},
    "no sum": lambda parts, _other: {k: v for k, v in parts.items() if k != "key/identity.sum"},
    "recipient alone": lambda parts, _other: {
        k: v for k, v in parts.items() if not k.startswith("key/") or k == "key/recipient"
    },
    "another recipient": lambda parts, other: {**parts, "key/recipient": other["key/recipient"]},
    "another identity": lambda parts, other: {**parts, "key/identity.age": other["key/identity.age"]},
    "another sum": lambda parts, other: {**parts, "key/identity.sum": other["key/identity.sum"]},
    "another key": lambda parts, other: {**parts, **other},
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("is_used", [False, True], ids=["empty", "used"])
def test_a_key_that_does_not_fit_is_not_taken_and_nothing_is_written_in_the_open(
    parts: dict[str, bytes], other: Person, tmp_path: Path, name: str, is_used: bool
) -> None:
    bad = made_of(BAD[name](parts, foreign(tmp_path)), tmp_path / "bad.zip")
    if is_used:
        other.does("check-in", {"line": MINE})
    before = files(other.home) if is_used else {}
    said = other.types("restore", str(bad), "--yes", "--with-key")
    assert said.code != 0, said.out
    assert WORDS not in said.out + said.err
    assert not (other.home / "key").exists()
    there = files(other.home) if other.home.exists() else {}
    assert {name: data for name, data in there.items() if name.startswith("journal/")} == {
        name: data for name, data in before.items() if name.startswith("journal/")
    }


@pytest.mark.parametrize("name", [name for name in BAD if name != "another key"])
def test_of_a_plain_backup_such_a_key_is_left_and_the_rest_is_added(
    person: Person, other: Person, tmp_path: Path, name: str
) -> None:
    fill(person)
    backed_up(person, tmp_path / "whole.zip")
    made = opening.load(tmp_path / "whole.zip")
    with_key(tmp_path / "third", "one")
    key = {f"key/{name}": data for name, data in files(tmp_path / "third" / "key").items()}
    parts = {**{name: made.read(name) for name in made.names}, **key}
    bad = BAD[name](parts, foreign(tmp_path))
    off = {name.replace("recipient", "recipient.off"): data for name, data in bad.items()}  # as after unlock
    said = other.types("restore", str(made_of(off, tmp_path / "b.zip")), "--yes")
    assert (said.code, "Key: not taken" in said.out) == (0, True), said.err
    assert not (other.home / "key").exists()
    assert len(other.entries()) == 2


def test_a_whole_key_goes_into_an_empty_home(parts: dict[str, bytes], other: Person, tmp_path: Path) -> None:
    assert other.types("restore", str(made_of(parts, tmp_path / "b.zip")), "--yes").code == 0
    assert sorted(files(other.home / "key")) == ["identity.age", "identity.sum", "recipient"]
    assert len(other.entries()) == 2


def test_a_key_that_this_journal_was_never_sealed_with_needs_a_yes_of_its_own(
    parts: dict[str, bytes], other: Person, tmp_path: Path
) -> None:
    backup = str(made_of(parts, tmp_path / "b.zip"))
    other.does("check-in", {"line": MINE})
    said = other.types("restore", backup, "--yes")
    assert said.code == 2
    assert "smartclirestoreFILE--yes--with-key" in unwrapped(said.err)
    assert len(other.entries()) == 1
    left = other.types("restore", backup, answers=["1", "1"])  # No. Then: Yes, add it
    assert (left.code, "Key: not taken, as you said." in left.out) == (0, True), left.err
    assert not (other.home / "key").exists()
    assert len(other.entries()) == 3


@pytest.mark.parametrize("is_empty", [True, False], ids=["empty", "with an entry"])
def test_without_key_takes_none_wherever_it_comes_to(
    parts: dict[str, bytes], other: Person, tmp_path: Path, is_empty: bool
) -> None:
    backup = str(made_of(parts, tmp_path / "b.zip"))
    if not is_empty:
        other.does("check-in", {"line": MINE})
    for argv in (["--dry-run"], ["--yes"]):
        said = other.types("restore", backup, "--without-key", *argv)
        assert (said.code, "Key: not taken, as you said." in said.out) == (0, True), said.err
        assert "The entries were sealed there, and are not here:" in " ".join(said.err.split())
        assert not (other.home / "key").exists()
    assert len(other.entries()) == 2 + (not is_empty)
    assert all(file.suffix == ".jsonl" for file in other.home.glob("journal/*/*"))


def test_without_key_does_not_complete_half_a_key_either(
    parts: dict[str, bytes], other: Person, tmp_path: Path
) -> None:
    backup = str(made_of(parts, tmp_path / "b.zip"))
    assert other.types("restore", backup, "--yes").code == 0
    (other.home / "key" / "identity.age").unlink()
    assert "Key: not taken, as you said." in other.types("restore", backup, "--without-key", "--yes").out
    assert not (other.home / "key" / "identity.age").exists()
    taken = other.types("restore", backup, "--yes")
    assert "Key: the part that is missing here is added" in " ".join(taken.out.split())


def test_with_that_yes_it_is_taken(parts: dict[str, bytes], other: Person, tmp_path: Path) -> None:
    backup = str(made_of(parts, tmp_path / "b.zip"))
    other.does("check-in", {"line": MINE})
    assert other.types("restore", backup, "--yes", "--with-key").code == 0
    assert sorted(files(other.home / "key")) == ["identity.age", "identity.sum", "recipient"]
    assert len(other.entries()) == 3


def test_with_a_key_what_is_at_hand_follows_before_it_is_looked_at(
    parts: dict[str, bytes], other: Person, tmp_path: Path
) -> None:
    other.does("why-i-want-this", {"reasons": [MINE]})
    (other.home / "settings.toml").write_text('name = "Samuel"\n')
    assert MINE in (other.home / "at-hand.toml").read_text("utf-8")
    said = other.types("restore", str(made_of(parts, tmp_path / "b.zip")), "--yes", "--with-key")
    assert said.code == 0, said.err
    assert "What you wrote before is still readable. To seal it too: smartcli lock" in said.err
    assert MINE not in (other.home / "at-hand.toml").read_text("utf-8")
    assert "Samuel" not in (other.home / "settings.toml").read_text("utf-8")


# Into a home with a key of its own


@pytest.fixture
def with_another(parts: dict[str, bytes], other: Person, tmp_path: Path) -> str:
    """A backup with a sealed draft in it, whose passphrase is "one"; that of the home is another."""
    other.passphrases = [OWN]
    other.does("check-in", {"line": MINE})
    assert other.types("lock", "--yes").code == 0
    return str(made_of(parts, tmp_path / "b.zip"))


def test_both_passphrases_are_asked_for_by_their_names_and_nothing_is_refused(with_another: str, other: Person) -> None:
    for added in (2, 0):
        other.passphrases = [OWN, "one"]
        said = other.types("restore", with_another, "--yes")
        assert said.code == 0, said.err
        assert "Your passphrase comes first, then that of the backup" in " ".join(said.err.split())
        assert f"Entries: 2 read, {added} added, {2 - added} already there, 0 refused.\n" in said.out
        assert "Key: yours is kept. That of the backup is another one." in said.out
    other.passphrases = [OWN]
    assert len(other.entries()) == 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["one"], "That is not the passphrase of your journal. It comes first, then that of the backup."),
        ([OWN], "That is not the passphrase of the backup. It has one of its own. Nothing was changed."),
    ],
)
def test_a_passphrase_that_does_not_open_is_told_by_whose_it_is(
    with_another: str, other: Person, given: list[str], said: str
) -> None:
    other.passphrases = given
    ended = other.types("restore", with_another, "--yes")
    assert (ended.code, said in ended.err, "from-paper" in ended.err) == (3, True, False)


@pytest.mark.parametrize("way", ["another key here", "without the key"])
def test_what_is_sealed_beside_the_entries_stays_out_where_nobody_could_open_it(
    person: Person, other: Person, tmp_path: Path, way: str
) -> None:
    person.passphrases = ["one"]
    Keys(person.home, work=10).create("one")
    person.does("check-in", {"line": "before"})
    person.types("do", "urge-log", answers=["7", "half written", "^C"])
    assert len([*person.home.glob("drafts/*.age")]) == 1
    backup = tmp_path / "b.zip"
    assert person.types("backup", str(backup)).code == 0
    argv = ["--yes"]
    if way == "without the key":
        argv.append("--without-key")
        other.passphrases = ["one"]
    else:
        Keys(other.home, work=10).create(OWN)
        other.passphrases = [OWN, "one"]
    said = other.types("restore", str(backup), *argv)
    assert said.code == 1
    assert "1 file beside the entries is sealed with the key of the backup, and stays out." in " ".join(
        said.err.split()
    )
    assert not (other.home / "drafts").exists()
    assert "smartcli --home FOLDER restore FILE" in said.err


def test_a_key_comes_back_unasked_into_the_journal_that_was_sealed_with_it(
    person: Person, parts: dict[str, bytes], tmp_path: Path
) -> None:
    (person.home / "key").rename(tmp_path / "key-gone")
    person.passphrases = ["one"]
    said = person.types("restore", str(made_of(parts, tmp_path / "b.zip")), "--yes")
    assert said.code == 0, said.err
    assert files(person.home / "key") == files(tmp_path / "key-gone")
    assert len(person.entries()) == 2


def test_a_key_is_never_put_over_another(parts: dict[str, bytes], other: Person, tmp_path: Path) -> None:
    with_key(other.home, "two")
    before = files(other.home / "key")
    other.passphrases = ["two", "one", "two"]
    said = other.types("restore", str(made_of(parts, tmp_path / "b.zip")), "--yes", "--with-key")
    assert "Key: yours is kept." in said.out
    assert files(other.home / "key") == before


def test_the_backup_is_a_zip_that_is_whole(parts: dict[str, bytes], tmp_path: Path) -> None:
    """What is tried here is refused for its key, and not for its sums."""
    assert zipfile.is_zipfile(made_of(parts, tmp_path / "b.zip"))
    assert opening.load(tmp_path / "b.zip").files("key")
