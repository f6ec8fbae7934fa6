"""What a backup brings back where something stands in the way, and what is said of it."""

import errno
import json
import zipfile
from pathlib import Path

import pytest
from tests.journal.making import entry
from tests.keeping.stuck import stuck
from tests.person import NOON, OWN, Person, Said

from smartcli.commands import restore
from smartcli.first_aid import card_cache
from smartcli.home.seal.keys import Keys
from smartcli.journal.line import encode
from smartcli.keeping.backups import archive, opening

WHY = "why-i-want-this"


def written(person: Person) -> Person:
    person.does(WHY, {"reasons": ["the harbour"]})
    person.types("exercises", "new", "mine")
    person.types("do", "urge-log", answers=["7", "^C"])
    person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Sam"}')
    return person


@pytest.fixture
def plain(person: Person, tmp_path: Path) -> Path:
    return made(written(person), tmp_path)


@pytest.fixture
def sealed(person: Person, tmp_path: Path) -> Path:
    Keys(person.home, work=10).create(OWN)
    person.passphrases = [OWN]
    return made(written(person), tmp_path)


def made(person: Person, folder: Path) -> Path:
    assert person.types("backup", str(folder / "b.zip")).code == 0
    return folder / "b.zip"


@pytest.fixture
def other(tmp_path: Path) -> Person:
    other = Person(tmp_path / "other")
    other.does("check-in", {"urge": 3})
    other.clock.on(hours=1)
    return other


def restores(other: Person, file: Path, *more: str) -> Said:
    return other.types("restore", str(file), "--yes", *more)


@pytest.mark.parametrize(
    ("place", "named"),
    [("exercises", "Exercises: 1 file; "), ("drafts", "Drafts: 1 file; "), ("settings.toml", "Settings: 1 file; ")],
)
def test_what_did_not_come_in_is_named_with_the_reason_and_comes_in_again(
    plain: Path, other: Person, place: str, named: str
) -> None:
    with stuck(other.home / place):
        said = restores(other, plain)
    assert said.code == 1
    assert said.err.startswith("Not all of it is restored: "), said.err
    assert named in said.err
    assert len(other.entries()) == 2
    other.clock.on(hours=1)
    again = restores(other, plain)
    assert (again.code, again.err) == (0, "")


def test_the_backup_before_says_what_it_was_made_before(plain: Path, other: Person) -> None:
    assert restores(other, plain).code == 0
    [auto] = (other.home / "backups").glob("auto-*.zip")
    with zipfile.ZipFile(auto) as packed:
        assert json.loads(packed.read("manifest.json"))["before"] == "restore"


def test_the_passphrase_of_a_key_that_comes_in_is_asked_once(sealed: Path, tmp_path: Path) -> None:
    new = Person(tmp_path / "new")
    new.passphrases = [OWN, "asked a second time"]
    assert restores(new, sealed).code == 0
    assert new.passphrases == ["asked a second time"]


def test_where_the_key_came_in_and_no_more_that_is_told(sealed: Path, other: Person) -> None:
    other.passphrases = [OWN]
    with stuck(other.home / "journal"):
        said = restores(other, sealed, "--with-key")
    assert said.code == 1
    assert said.err.startswith("The key is added. The rest is not, or not all of it."), said.err
    other.clock.on(hours=1)
    assert restores(other, sealed).code == 0
    assert len(other.entries()) == 2


def test_beside_a_key_that_came_in_what_was_written_before_is_still_readable_and_counts(
    sealed: Path, other: Person
) -> None:
    other.passphrases = [OWN]
    said = restores(other, sealed, "--with-key")
    assert said.code == 0
    assert "What you wrote before is still readable. To seal it too: smartcli lock" in " ".join(said.err.split())
    assert len(other.entries()) == 2
    assert list((other.home / "drafts").iterdir())
    assert not [file for file in (other.home / "drafts").iterdir() if file.suffix == ".json"]
    other.clock.on(hours=1)
    assert "readable" not in restores(other, sealed).out


def test_into_a_home_without_entries_a_key_comes_without_a_question(sealed: Path, tmp_path: Path) -> None:
    new = Person(tmp_path / "new")
    new.passphrases = [OWN]
    said = restores(new, sealed)
    assert (said.code, said.err) == (0, "")
    assert "Key: added" in said.out


def test_a_foreign_key_is_not_taken_without_its_own_yes(sealed: Path, other: Person) -> None:
    other.passphrases = [OWN]
    said = restores(other, sealed)
    assert said.code == 2
    assert "this journal was never sealed with it" in said.err
    assert not (other.home / "key").exists()
    assert len(other.entries()) == 1


@pytest.mark.parametrize("is_there", [False, True], ids=["new", "already"])
def test_the_cards_that_come_in_are_at_hand_and_are_so_again(plain: Path, other: Person, is_there: bool) -> None:
    if is_there:
        assert restores(other, plain).code == 0
        (other.home / "at-hand.toml").unlink()
        other.clock.on(hours=1)
    assert restores(other, plain).code == 0
    assert [card.text for card in card_cache.read(str(other.home)).cards] == ["the harbour"]


# A key that fits nothing, and a journal without its key


@pytest.mark.parametrize("kind", ["half", "of another", "unfit"])
def test_a_key_that_does_not_open_the_backup_is_not_taken(
    sealed: Path, person: Person, tmp_path: Path, kind: str
) -> None:
    stranger = Keys(tmp_path / "stranger", work=10)
    stranger.create(OWN)
    key = person.home / "key"
    if kind == "half":
        (key / "recipient").unlink()
    for name in {"half": [], "of another": [file.name for file in stranger.folder.iterdir()], "unfit": ["recipient"]}[
        kind
    ]:
        (key / name).write_bytes((stranger.folder / name).read_bytes())
    made = opening.load(sealed)
    files = {name: made.read(name) for name in made.names if not name.startswith("key/")}
    files |= {f"key/{file.name}": file.read_bytes() for file in key.iterdir()}
    broken = tmp_path / "broken.zip"
    broken.write_bytes(archive.render(files, NOON))
    new = Person(tmp_path / "new")
    new.passphrases = [] if kind == "half" else [OWN]
    said = restores(new, broken)
    assert said.code == 3, said
    what = "A part of the key is missing in this backup." if kind == "half" else "does not fit what is sealed in it."
    assert what in said.err
    assert not (new.home / "key").exists()


def test_a_journal_that_lost_its_key_gets_it_back_from_its_backup(sealed: Path, person: Person) -> None:
    for file in (person.home / "key").iterdir():
        file.unlink()
    (person.home / "key").rmdir()
    assert person.types("journal", "list").code == 3
    person.clock.on(hours=1)
    said = restores(person, sealed)
    assert said.code == 0, said.err
    assert len(person.entries()) == 1


@pytest.mark.parametrize("is_whole", [False, True])
def test_what_came_in_is_told_where_it_cannot_be_shown(
    plain: Path, other: Person, monkeypatch: pytest.MonkeyPatch, is_whole: bool
) -> None:
    def tell(*_given: object, **_more: object) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(restore, "_tell", tell)
    with stuck(*([] if is_whole else [other.home / "drafts"])):
        said = restores(other, plain)
    assert said.code == 1
    begins = "What is new in the backup is added." if is_whole else "A part of the backup is added."
    assert said.err.startswith(begins), said.err


def test_no_key_is_said_to_be_added_where_there_was_none(plain: Path, other: Person) -> None:
    with stuck(other.home / "journal"):
        said = restores(other, plain)
    assert said.code == 1
    assert "key" not in said.err.lower()


def test_a_backup_of_which_fewer_can_be_read_than_were_put_in_says_so(plain: Path, other: Person) -> None:
    made = opening.load(plain)
    files = {name: made.read(name) for name in made.names}
    for entries, fewer in ((1, ""), (3, "2 entries fewer can be read")):
        plain.write_bytes(archive.render(files, NOON, entries=entries))
        said = restores(other, plain, "--dry-run")
        assert (said.code == 0, said.err[:27]) == (not fewer, fewer)


def test_a_line_that_is_left_out_since_it_is_not_sealed_is_not_missed(sealed: Path, tmp_path: Path) -> None:
    """It is counted apart, and the backup counts what can be read of it."""
    made = opening.load(sealed)
    files = {name: made.read(name) for name in made.names}
    [name] = [name for name in files if name.startswith("journal/")]
    files[name] += encode({**entry().as_line(), "id": "01KKBPENW0FG924SA1P8ZMQN4N", "n": 2}) + b"\n"
    new = Person(tmp_path / "new")
    new.passphrases = [OWN]
    for entries, fewer in ((2, 0), (1, 0), (3, 1)):
        sealed.write_bytes(archive.render(files, NOON, entries=entries))
        said = restores(new, sealed, "--dry-run")
        assert "Entries: 1 read, 1 added, 0 already there, 0 refused." in said.out
        assert "1 line in it is not sealed and stays out" in said.out
        assert (said.code == 0, said.err[:27]) == (not fewer, "1 entry fewer can be read i" if fewer else "")


def test_what_was_forgotten_comes_back_only_when_it_is_asked_for(other: Person, tmp_path: Path) -> None:
    """Beside something that is new here."""
    other.types("exercises", "new", "mine")
    file = made(other, tmp_path)
    [entry] = other.entries()
    assert other.types("forget", entry["id"], "--yes").code == 0
    for more, count in (((), 0), (("--also-forgotten",), 1)):
        (other.home / "exercises" / "mine.toml").unlink()
        other.clock.on(hours=1)
        found = restores(other, file, *more, "--dry-run", "--json").json["entries"]
        assert (found["forgotten"], found["back"]) == (1 - count, count)
        assert restores(other, file, *more).code == 0
        assert (other.home / "exercises" / "mine.toml").exists()
        assert len(other.entries()) == count
