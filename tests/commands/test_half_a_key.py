"""Half a key in a home: what is written is kept apart and said so, and repair, a passphrase or paper lead out."""

import json
import os
import shutil
from pathlib import Path

import pytest
from tests.keeping.backups.written_home import files
from tests.keeping.stuck import Killed, killed_at
from tests.person import NOON, OWN, Person, unwrapped

from smartcli.home.seal.keys import Keys
from smartcli.home.seal.paper import paper
from smartcli.keeping import backups
from smartcli.keeping.backups import opening, restoring


@pytest.fixture
def somebody(person: Person) -> Person:
    """A sealed journal of one entry, and a backup of it."""
    Keys(person.home, work=10).create("one")
    person.passphrases = ["one"]
    person.does("check-in", {"line": "before"})
    backups.before(person.home, "test", NOON)
    return person


def part(somebody: Person, name: str) -> Path:
    return somebody.home / "key" / name


def words(somebody: Person) -> list[str]:
    return [entry["answers"]["line"] for entry in somebody.entries()]


def save(somebody: Person, line: str) -> tuple[int, str]:
    somebody.clock.on(minutes=1)
    said = somebody.types("do", "check-in", "--answers", "-", stdin=b'{"line": "%s"}' % line.encode())
    return said.code, unwrapped(said.err)


def test_without_what_opens_it_an_entry_is_sealed_apart_and_that_is_said(somebody: Person) -> None:
    part(somebody, "identity.age").unlink()
    code, said = save(somebody, "meanwhile")
    assert (code, "smartclirepair" in said, "afileofitsown" in said) == (0, True, True)
    [rescue] = [file for file in somebody.home.glob("journal/*/*.jsonl") if len(file.stem) == 26]
    assert b"meanwhile" not in rescue.read_bytes()
    doctor = somebody.types("doctor", "--json").json["checks"]
    assert [one["next"] for one in doctor if one["id"] == "key"] == ["smartcli repair"]
    assert "smartclirepair" in unwrapped(somebody.types("lock", "--yes").err)
    mended = somebody.types("repair", "--yes")
    assert "Bring back the part of the key that is missing" in mended.out
    assert words(somebody) == ["before", "meanwhile"]


def test_a_recipient_that_nothing_here_was_sealed_with_takes_nothing(person: Person, tmp_path: Path) -> None:
    """Somebody's, whose words nobody here could open."""
    person.does("check-in", {"line": "in the open"})
    Keys(tmp_path / "other", work=10).create("two")
    (person.home / "key").mkdir(mode=0o700)
    part(person, "recipient").write_bytes((tmp_path / "other" / "key" / "recipient").read_bytes())
    code, said = save(person, "not for them")
    assert code == 3
    assert "nobodycouldopenwhatyouwrite" in said
    part(person, "recipient").unlink()
    assert words(person) == ["in the open"]


def test_a_missing_recipient_comes_back_from_a_backup(somebody: Person) -> None:
    before = part(somebody, "recipient").read_bytes()
    part(somebody, "recipient").unlink()
    sums = part(somebody, "identity.sum")
    sums.write_bytes(sums.read_bytes().split()[0] + b"\n")  # as of an older key, so that nothing here tells it
    assert save(somebody, "not in the open")[0] == 3
    assert all(b"open" not in file.read_bytes() for file in somebody.home.glob("journal/*/*"))
    assert somebody.types("repair", "--yes").code == 0
    assert part(somebody, "recipient").read_bytes() == before
    assert save(somebody, "after")[0] == 0
    assert words(somebody) == ["before", "after"]


# The backup that has all of it lies elsewhere


@pytest.fixture
def stick(somebody: Person, tmp_path: Path) -> Path:
    """The only backup; none is here."""
    [backup] = somebody.home.glob("backups/*.zip")
    return backup.rename(tmp_path / "stick.zip")


def test_restore_brings_back_what_opens_it(somebody: Person, stick: Path) -> None:
    whole = files(somebody.home / "key")
    part(somebody, "identity.age").unlink()
    save(somebody, "meanwhile")
    doctor = somebody.types("doctor", "--json").json["checks"]
    [next_] = [one["next"] for one in doctor if one["id"] == "key"]
    assert next_.startswith("smartcli restore FILE, with a backup that lies elsewhere and has the key;")
    dry = somebody.types("restore", str(stick), "--dry-run")
    assert (dry.code, "the part that is missing here is added" in dry.out) == (0, True), dry.err
    assert "identity.age" not in files(somebody.home / "key")
    said = somebody.types("restore", str(stick), "--yes")
    assert (said.code, "the part that is missing here is added" in said.out) == (0, True), said.err
    assert files(somebody.home / "key") == whole
    assert words(somebody) == ["before", "meanwhile"]


@pytest.mark.parametrize("names", [["recipient"], ["recipient", "identity.sum"]])
def test_restore_brings_back_what_it_is_sealed_for(somebody: Person, stick: Path, names: list[str]) -> None:
    whole = files(somebody.home / "key")
    for name in names:
        part(somebody, name).unlink()
    said = somebody.types("restore", str(stick), "--yes")
    assert (said.code, files(somebody.home / "key")) == (0, whole), said.err
    assert save(somebody, "after")[0] == 0
    assert words(somebody) == ["before", "after"]


@pytest.mark.parametrize("where", ["elsewhere", "here"])
def test_an_older_passphrase_s_identity_comes_with_its_own_sum(somebody: Person, stick: Path, where: str) -> None:
    Keys(somebody.home, lambda _wrong: "one", work=10).change_passphrase("two")
    part(somebody, "identity.age").unlink()
    if where == "here":
        shutil.copy(stick, somebody.home / "backups" / "auto-2026-11-01-090000.zip")
        assert somebody.types("repair", "--yes").code == 0
    else:
        assert somebody.types("restore", str(stick), "--yes").code == 0
    assert words(somebody) == ["before"]  # the passphrase of then
    assert [one["result"] for one in somebody.types("doctor", "--json").json["checks"] if one["id"] == "key"] == [
        "well"
    ]


def test_a_restore_that_is_cut_off_goes_on(somebody: Person, stick: Path) -> None:
    Keys(somebody.home, lambda _wrong: "one", work=10).change_passphrase("two")
    part(somebody, "identity.age").unlink()
    made = opening.load(stick)
    for number in range(3):
        with killed_at(number), pytest.raises(Killed):
            restoring.put_whole(made, restoring.plan(made, somebody.home).parts["key"], somebody.home)
    for half in somebody.home.glob("key/.*.tmp"):
        os.utime(half, (0, 0))  # by the time the next one is run
    said = somebody.types("restore", str(stick), "--yes")
    assert (said.code, words(somebody)) == (0, ["before"]), said.err


def test_a_backup_without_a_key_brings_none_and_names_the_part_that_is_missing_here(
    person: Person, tmp_path: Path
) -> None:
    person.does("check-in", {"line": "before"})
    backup = str(tmp_path / "plain.zip")
    person.types("backup", backup)
    person.passphrases = ["one", "one"]
    assert person.types("lock", "--yes").code == 0
    part(person, "identity.age").unlink()
    said = person.types("restore", backup, "--yes")
    assert said.code == 3
    assert unwrapped(f"A part of the key is missing: {part(person, 'identity.age')}.") in unwrapped(said.err)


@pytest.mark.parametrize("names", [["identity.age"], ["identity.sum"], ["recipient"], ["identity.age", "identity.sum"]])
def test_a_backup_of_half_a_key_is_said_to_be_one(somebody: Person, tmp_path: Path, names: list[str]) -> None:
    for name in names:
        part(somebody, name).unlink()
    said = somebody.types("backup", str(tmp_path / "half.zip"))
    assert (said.code, "a part of your key" in " ".join(said.out.split())) == (3, True)
    assert "The backup is not whole." in said.err
    assert "smartcli doctor" in said.err
    for name in names:
        assert f"Not in it: key/{name}. It is missing in your folder." in " ".join(said.err.split())
    kept = somebody.types("backup", str(tmp_path / "again.zip"), "--json")
    assert json.loads(kept.out)["left_out"] == [f"key/{name}" for name in names]
    assert unwrapped("A part of the key is missing in this backup.") in unwrapped(
        somebody.types("backup", "--verify", str(tmp_path / "half.zip")).err
    )


def test_no_backup_with_the_whole_key_goes_for_one_with_half_of_it(somebody: Person) -> None:
    [whole] = somebody.home.glob("backups/*.zip")
    part(somebody, "identity.age").unlink()
    for minute in range(1, 9):
        backups.before(somebody.home, "test", NOON.replace(minute=minute))
    assert whole.exists()


def test_of_a_journal_that_was_unlocked_it_comes_back_turned_off(person: Person) -> None:
    """A repair does not seal what lies in the open: the person's own entries would count for nothing then."""
    person.does("check-in", {"line": "in the open"})
    for argv in (("lock", "--yes"), ("unlock", "--yes")):
        person.passphrases = [OWN]
        assert person.types(*argv).code == 0
    backups.before(person.home, "test", NOON)
    part(person, "recipient.off").unlink()
    assert person.types("repair", "--yes").code == 0
    assert sorted(files(person.home / "key")) == ["identity.age", "identity.sum", "recipient.off"]
    assert words(person) == ["in the open"]
    assert save(person, "after")[0] == 0


def test_a_key_that_was_turned_off_is_said_to_be_so(person: Person, tmp_path: Path) -> None:
    person.does("check-in", {"line": "before"})
    for argv in (("lock", "--yes"), ("unlock", "--yes"), ("backup", str(tmp_path / "b.zip"))):
        person.passphrases = [OWN]
        assert person.types(*argv).code == 0
    other = Person(tmp_path / "other")
    other.passphrases = [OWN] * 3
    for typed in (["--dry-run"], ["--yes", "--with-key"]):
        said = other.types("restore", str(tmp_path / "b.zip"), *typed)
        assert (said.code, "From now on, what you write is sealed" in said.out) == (0, False), said.err
        assert "Key: added, and turned off" in said.out
    assert words(other) == ["before"]


def test_the_same_key_that_is_off_is_completed_without_a_question(person: Person, tmp_path: Path) -> None:
    person.does("check-in", {"line": "before"})
    for argv in (("lock", "--yes"), ("backup", str(tmp_path / "b.zip")), ("unlock", "--yes")):
        person.passphrases = [OWN]
        assert person.types(*argv).code == 0
    part(person, "identity.age").unlink()
    person.passphrases = [OWN] * 3
    said = person.types("restore", str(tmp_path / "b.zip"), "--yes")
    assert (said.code, "never sealed with it" in said.err) == (0, False), said.err
    assert part(person, "identity.age").exists()


def test_a_sum_that_is_missing_is_named_and_comes_back(somebody: Person) -> None:
    whole = files(somebody.home / "key")
    part(somebody, "identity.sum").unlink()
    doctor = somebody.types("doctor", "--json").json["checks"]
    assert [(one["result"], one["next"]) for one in doctor if one["id"] == "key"] == [("look", "smartcli journal list")]
    assert somebody.types("journal", "list").code == 0
    assert files(somebody.home / "key") == whole


def test_a_backup_of_another_key_mends_nothing(somebody: Person, tmp_path: Path) -> None:
    Keys(tmp_path / "other", work=10).create("two")
    for name in ("identity.age", "identity.sum"):
        part(somebody, name).unlink()
    part(somebody, "recipient").write_bytes((tmp_path / "other" / "key" / "recipient").read_bytes())
    assert "Bring back" not in somebody.types("repair", "--yes").out
    assert not part(somebody, "identity.age").exists()


def test_paper_goes_over_no_identity_that_may_be_another_ones(somebody: Person) -> None:
    old = part(somebody, "identity.age").read_bytes()
    secret = Keys(somebody.home, lambda _before: "one").secret
    part(somebody, "recipient").unlink()
    somebody.passphrases = []
    key = [line for line in paper(secret, "2026-03-10").splitlines() if line.strip()]
    assert key
    somebody.passphrases = [secret, "three", "three"]
    said = somebody.types("lock", "--from-paper", "--yes", "--show", "nothing")
    assert said.code == 0, said.err
    aside = [file.read_bytes() for file in (somebody.home / "key").glob("before-*/identity.age")]
    assert aside == [old]
    somebody.passphrases = ["three"]
    assert words(somebody) == ["before"]


# Gone for good: no backup has the key, and there is no paper

ALL = ("identity.age", "identity.sum", "recipient")
NEW = ["2", "2", "two boats at noon", "two boats at noon", "", "2"]  # begin anew, a passphrase of one's own, no paper


@pytest.fixture(params=[ALL[:2], ALL], ids=["the identity", "all of it"])
def lost(request: pytest.FixtureRequest, person: Person) -> Person:
    person.does("check-in", {"line": "before"})
    person.passphrases = ["one"]
    assert person.types("lock", "--yes", "--show", "nothing").code == 0
    for backup in person.home.glob("backups/*"):
        backup.unlink()
    for name in request.param:
        part(person, name).unlink()
    person.passphrases = []
    return person


def sealed_files(person: Person) -> set[bytes]:
    return {file.read_bytes() for file in person.home.glob("journal/*/*")}


def test_a_new_key_begins_and_what_the_old_one_sealed_stays_and_is_named(lost: Person) -> None:
    before = sealed_files(lost)
    [told] = [one for one in lost.types("doctor", "--json").json["checks"] if one["id"] == "key" and one["next"]]
    assert "smartcli lock --new-key" in told["next"]
    said = lost.types("lock", "--new-key", answers=NEW)
    assert said.code == 0, said.err
    assert "What was sealed before stays where it is" in " ".join(said.out.split())
    lost.passphrases = ["two boats at noon"]
    assert save(lost, "after")[0] == 0
    listed = lost.types("journal", "list")
    assert (listed.code, "after" in listed.out) == (3, True)
    assert "sealed with a key that is not here" in listed.err
    assert before <= sealed_files(lost)
    assert words(lost) == ["after"]
    assert not any(b"after" in data for data in sealed_files(lost))
    assert lost.types("lock", "--yes").code == 0
    assert lost.types("backup").code == 0
    assert words(lost) == ["after"]


def test_no_new_key_is_made_unless_it_is_said(lost: Person) -> None:
    before = {file: file.read_bytes() for file in lost.home.rglob("*") if file.is_file()}
    said = lost.types("lock", "--new-key", answers=[""])
    assert said.out.endswith("Nothing was changed.\n")
    assert lost.types("lock", "--yes").code != 0
    assert {file: file.read_bytes() for file in lost.home.rglob("*") if file.is_file()} == before


def test_where_the_key_is_whole_no_new_one_takes_its_place(somebody: Person) -> None:
    before = {file: file.read_bytes() for file in (somebody.home / "key").iterdir()}
    assert "sealed already" in somebody.types("lock", "--new-key", "--yes").out
    assert {file: file.read_bytes() for file in (somebody.home / "key").iterdir()} == before


def test_the_paper_of_the_old_key_does_not_go_over_the_new_one(person: Person) -> None:
    person.does("check-in", {"line": "before"})
    person.passphrases = ["one"]
    person.types("lock", "--yes", "--show", "nothing")
    old = Keys(person.home, lambda _before: "one").secret
    part(person, "identity.age").unlink()
    person.passphrases = ["two"]
    assert person.types("lock", "--new-key", "--yes").code == 0
    save(person, "after")
    person.passphrases = [old, "three", "three"]
    assert "This is the key of another journal." in person.types("lock", "--from-paper", "--yes").err
    person.passphrases = ["two"]
    assert words(person) == ["after"]


# A recipient that is not the key's


def check_of(somebody: Person, id: str) -> list[dict[str, object]]:
    checks = somebody.types("doctor", "--json").json["checks"]
    return [one for one in checks if one["id"] == id and one["result"] != "well"]


def test_another_keys_recipient_is_named_and_what_is_saved_meanwhile_opens(somebody: Person, tmp_path: Path) -> None:
    own = part(somebody, "recipient").read_bytes()
    Keys(tmp_path / "other", work=10).create("two")
    theirs = (tmp_path / "other" / "key" / "recipient").read_bytes()
    part(somebody, "recipient").write_bytes(theirs)
    assert save(somebody, "meanwhile")[0] == 0
    [key] = check_of(somebody, "key")
    assert (key["result"], key["next"]) == ("damaged", "smartcli repair")
    assert part(somebody, "recipient").read_bytes() == theirs
    listed = somebody.types("journal", "list")
    assert "anotherkey's.Itismended." in unwrapped(listed.err)
    assert part(somebody, "recipient").read_bytes() == own
    assert words(somebody) == ["before", "meanwhile"]
    assert not check_of(somebody, "key")


def test_repair_writes_another_keys_recipient_anew_without_asking(somebody: Person, tmp_path: Path) -> None:
    own = part(somebody, "recipient").read_bytes()
    Keys(tmp_path / "other", work=10).create("two")
    part(somebody, "recipient").write_bytes((tmp_path / "other" / "key" / "recipient").read_bytes())
    somebody.passphrases = []
    assert somebody.types("repair", "--yes").code == 0
    assert part(somebody, "recipient").read_bytes() == own


@pytest.mark.parametrize("data", [b"", b"garbage", "age1".encode("utf-16"), b"age1a\nage1b\n"])
def test_a_recipient_of_an_older_key_that_cannot_be_used_has_a_cure(somebody: Person, data: bytes) -> None:
    """Of which no sum tells what it was."""
    sums = part(somebody, "identity.sum")
    sums.write_text(sums.read_text().split()[0])
    part(somebody, "recipient").write_bytes(data)
    code, said = save(somebody, "not in the open")
    assert (code, "smartclilock" in said, "from-paper" in said) == (3, True, False)
    somebody.passphrases = []
    assert [one["next"] for one in check_of(somebody, "key")] == ["smartcli lock"]
    somebody.passphrases = ["one"]
    assert somebody.types("lock", "--yes").code == 0
    assert save(somebody, "after")[0] == 0
    assert words(somebody) == ["before", "after"]


def test_without_a_recipient_doctor_says_that_nothing_is_saved(somebody: Person) -> None:
    part(somebody, "recipient").unlink()
    [sealed] = check_of(somebody, "sealed")
    assert (sealed["next"], "Nothing new is saved" in str(sealed["said"])) == ("smartcli lock", True)


def test_unlock_says_in_part_where_something_stays_closed(somebody: Person, tmp_path: Path) -> None:
    own = part(somebody, "identity.sum").read_bytes()
    Keys(tmp_path / "other", work=10).create("two")
    part(somebody, "recipient").write_bytes((tmp_path / "other" / "key" / "recipient").read_bytes())
    part(somebody, "identity.sum").write_bytes(own.split()[0] + b"\n")  # as of an older key
    assert save(somebody, "for another key")[0] == 0
    said = somebody.types("unlock", "--yes")
    assert (said.code, "Openinpart" in unwrapped(said.err)) == (1, True)
    assert "Open. Your" not in said.out


def test_doctor_counts_no_lines_in_what_is_sealed_as_a_whole(person: Person) -> None:
    person.does("check-in", {"line": "in the open"})
    person.passphrases = ["one"]
    assert person.types("lock", "--yes").code == 0
    person.passphrases = []
    said = [one["said"] for one in person.types("doctor", "--json").json["checks"]]
    assert "1 file (1 of them sealed as a whole), 0 lines beside that, 0 of them sealed." in said
