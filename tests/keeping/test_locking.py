"""Sealing and unsealing where something stands in the way: what was begun, what is told, what stays."""

import errno
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.commands.stranger import FOREIGN, entry
from tests.keeping.stuck import stuck
from tests.person import NOON, OWN, Person, QuickStores, unwrapped

from smartcli.errors import InPart, SmartError
from smartcli.home import unfinished
from smartcli.home.seal.keys import Keys
from smartcli.keeping import backups, locking, sealing
from smartcli.keeping.backups import opening
from smartcli.stores import Stores


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an entry, sealed, with a readable backup from before."""
    person = Person(tmp_path_factory.mktemp("once") / "home")
    person.does("urge-log", {"strength": 7, "trigger": "a row at the harbour"})
    person.passphrases = [OWN]
    person.types("backup")
    person.clock.on(hours=1)
    assert person.types("lock", "--yes").code == 0
    return person.home


@pytest.fixture
def locked(person: Person, once: Path) -> Person:
    shutil.copytree(once, person.home)
    person.passphrases = [OWN]
    person.clock.on(hours=2)
    return person


def stores_of(home: Path) -> Stores:
    return QuickStores(home=home, passphrase=lambda _before: OWN)


def made_before(home: Path) -> list[str]:
    """What the automatic backups were made before, the newest last."""
    made = []
    for file in sorted(home.glob("backups/auto-*.zip")):
        with zipfile.ZipFile(file) as archive:
            made.append(json.loads(archive.read("manifest.json"))["before"])
    return made


def test_each_says_in_the_backup_it_makes_what_it_was_made_before(locked: Person) -> None:
    for argv in (["lock", "--drop-plain"], ["unlock", "--yes"], ["lock", "--yes"]):
        locked.clock.on(hours=1)
        assert locked.types(*argv).code == 0
    assert made_before(locked.home) == ["drop-plain", "unlock", "lock"]


def test_readable_backups_stay_where_the_entries_cannot_be_read(locked: Person) -> None:
    (locked.home / "journal").rename(locked.home / "moved")
    before = sorted(file.name for file in (locked.home / "backups").iterdir())
    said = locked.types("lock", "--drop-plain")
    assert (said.code, said.out) == (3, "")
    assert sorted(file.name for file in (locked.home / "backups").iterdir()) == before


@pytest.mark.parametrize("trouble", [KeyboardInterrupt(), OSError(5, "broken")])
def test_that_readable_backups_went_is_told_where_the_look_afterwards_fails(
    locked: Person, monkeypatch: pytest.MonkeyPatch, trouble: BaseException
) -> None:
    real, calls = sealing.sorted_backups, iter((False, True))

    def sorted_(stores: Stores) -> object:
        if next(calls):
            raise trouble
        return real(stores)

    monkeypatch.setattr(locking, "sorted_backups", sorted_)
    said = locked.types("lock", "--drop-plain")
    assert said.code != 0
    assert said.err.startswith("Readable backups were taken away."), said.err
    assert said.err.rstrip().endswith("smartcli lock --drop-plain")


def test_how_many_readable_backups_went_is_what_was_done(locked: Person) -> None:
    stores = stores_of(locked.home)
    dropped = locking.drop_plain(stores, locked.clock())
    assert (dropped.count, dropped.left) == (2, ())
    assert (stores.so_far.done, stores.so_far.is_at_work) == ("2 readable backups removed.", False)
    again = stores_of(locked.home)
    assert locking.drop_plain(again, locked.clock()).count == 0
    assert again.so_far.done == ""


def test_readable_backups_that_stay_are_counted_with_the_reason(locked: Person) -> None:
    [one, other] = sorted((locked.home / "backups").glob("*.zip"))
    with stuck(other):
        dropped = locking.drop_plain(stores_of(locked.home), locked.clock())
    assert (dropped.count, [(left.place, left.count, bool(left.why)) for left in dropped.left]) == (
        1,
        [("backups", 1, True)],
    )
    assert (one.exists(), other.exists()) == (False, True)


def test_a_backup_that_cannot_be_opened_is_told_of_and_stays(locked: Person) -> None:
    """One of ours that is damaged may be readable; what somebody else put there is not counted."""
    [one, _other] = sorted((locked.home / "backups").glob("*.zip"))
    one.write_bytes(b"damaged")
    (locked.home / "backups" / "tax.zip").write_bytes(b"theirs")
    dropped = locking.drop_plain(stores_of(locked.home), locked.clock())
    assert (dropped.count, [(left.place, left.count) for left in dropped.left]) == (1, [("backups", 1)])
    assert one.exists()
    [why] = [why for file, why in sealing.sorted_backups(stores_of(locked.home)).unknown.items() if file == one]
    assert why == "they cannot be opened"


def test_a_backup_that_the_disk_does_not_give_is_told_of_with_the_reason(
    locked: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(_file: Path) -> object:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(opening, "load", load)
    whys = set(sealing.sorted_backups(stores_of(locked.home)).unknown.values())
    assert [why.partition(":")[0] for why in whys] == ["they cannot be opened"]
    assert all(": " in why for why in whys)


# Where the key cannot be made


SETUP = locking.Setup(passphrase=OWN, secret="", kinds="reason", is_new=True)


@pytest.fixture
def open_(person: Person) -> Stores:
    person.does("urge-log", {"strength": 7})
    return stores_of(person.home)


@pytest.mark.parametrize("new_key", [False, True])
@pytest.mark.parametrize(
    ("place", "is_noted"),
    [("key", False), ("key/recipient", True), ("unfinished", False)],
    ids=str,
)
def test_where_the_key_cannot_be_made_it_is_noted_only_where_something_of_it_is_there(
    open_: Stores, person: Person, place: str, is_noted: bool, new_key: bool
) -> None:
    before = open_.keys.mark()
    with stuck(open_.home / place), pytest.raises(SmartError) as caught:
        locking.turn_on(open_, SETUP, before, new_key=new_key, now=person.clock())
    assert isinstance(caught.value, InPart) is is_noted
    kind = unfinished.NEW_KEY if new_key else unfinished.LOCK
    assert list(unfinished.read(open_.home)) == ([kind] if is_noted else [])
    assert (open_.keys.mark() != before) is is_noted
    assert not stores_of(open_.home).keys.is_set_up
    assert caught.value.next == ("smartcli lock --new-key" if new_key else "smartcli lock")
    locking.lock(fresh := stores_of(open_.home), SETUP, fresh.keys.mark(), new_key=new_key, now=person.clock())
    assert stores_of(open_.home).keys.is_set_up
    assert unfinished.read(open_.home) == {}


def test_a_key_that_changed_since_the_questions_is_not_made(open_: Stores, person: Person) -> None:
    before = open_.keys.mark()
    stores_of(open_.home).keys.create("another window's")
    mark = open_.keys.mark()
    with pytest.raises(SmartError, match="Another window"):
        locking.turn_on(open_, SETUP, before, new_key=False, now=person.clock())
    assert (open_.keys.mark(), unfinished.read(open_.home)) == (mark, {})


def test_a_passphrase_that_cannot_be_changed_is_the_old_one(locked: Person) -> None:
    stores = stores_of(locked.home)
    stores.keys.unlocked()
    with stuck(locked.home / "key"), pytest.raises(SmartError, match="Your old passphrase still holds"):
        locking.change_passphrase(stores, "another")
    stores_of(locked.home).keys.unlocked()


def test_an_unlock_with_settings_that_cannot_be_read_changes_nothing(locked: Person) -> None:
    """They would stay sealed, and which cards are to be at hand is not known."""
    file = locked.home / "settings.toml"
    file.unlink(missing_ok=True)
    file.mkdir()
    backups_before = sorted((locked.home / "backups").iterdir())
    stores = stores_of(locked.home)
    with pytest.raises(SmartError, match=r"The settings cannot be read just now .* They stay as they are\."):
        locking.unlock(stores, NOON)
    assert stores.keys.is_set_up
    assert sorted((locked.home / "backups").iterdir()) == backups_before
    assert unfinished.read(locked.home) == {}


@pytest.mark.parametrize(("place", "is_begun"), [("unfinished", False), ("key", False), ("journal", True)])
def test_an_unlock_that_cannot_begin_changes_nothing_and_one_that_cannot_end_stays_noted(
    locked: Person, place: str, is_begun: bool
) -> None:
    with stuck(locked.home / place):
        said = locked.types("unlock", "--yes")
    assert said.code == 1
    assert list(unfinished.read(locked.home)) == ([unfinished.UNLOCK] if is_begun else [])
    assert locking.is_unlock_cut_off(stores_of(locked.home)) is is_begun
    assert stores_of(locked.home).keys.is_set_up is not is_begun
    locked.clock.on(hours=1)
    assert locked.types("unlock", "--yes").code == 0
    assert unfinished.read(locked.home) == {}
    assert backups.newest(locked.home) is not None


def test_a_key_that_is_there_whatever_failed_after_it_is_gone_on_with(
    open_: Stores, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = locking._make_key

    def make(keys: Keys, setup: locking.Setup, **more: Any) -> None:
        real(keys, setup, **more)
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(locking, "_make_key", make)
    with pytest.raises(InPart, match="Sealing was begun and not finished") as caught:
        locking.turn_on(open_, SETUP, open_.keys.mark(), new_key=True, now=person.clock())
    assert caught.value.next == "smartcli lock"
    assert list(unfinished.read(open_.home)) == [unfinished.NEW_KEY]
    assert locking.is_cut_off(stores_of(open_.home))
    goes_on = stores_of(open_.home)
    goes_on.keys.unlocked()
    assert locking.go_on(goes_on) == []
    assert goes_on.settings().at_hand == "reason"  # as it was chosen when it was begun
    assert unfinished.read(open_.home) == {}


def test_what_was_begun_without_a_choice_keeps_the_one_that_is_kept(open_: Stores) -> None:
    open_.change_settings(lambda kept: kept.but(at_hand="contact"))
    open_.journal.note_plain()
    open_.keys.create(OWN)
    open_.keys.unlocked()
    unfinished.begin(open_.home, unfinished.LOCK)
    assert locking.go_on(open_) == []
    assert open_.settings().at_hand == "contact"


def test_what_an_earlier_smartcli_noted_of_the_choice_is_gone_on_with(open_: Stores) -> None:
    open_.journal.note_plain()
    open_.keys.create(OWN)
    open_.keys.unlocked()
    unfinished.begin(open_.home, unfinished.LOCK, b"show=reason contact")
    assert locking.go_on(open_) == []
    assert open_.settings().at_hand == "reason contact"


def test_a_home_that_is_not_there_yet_is_made_private(tmp_path: Path, person: Person) -> None:
    stores = stores_of(tmp_path / "new")
    locking.turn_on(stores, SETUP, stores.keys.mark(), new_key=False, now=person.clock())
    assert stores_of(stores.home).keys.is_set_up
    assert stores.home.stat().st_mode & 0o777 == 0o700
    with stuck(tmp_path), pytest.raises(SmartError, match="Nothing is sealed") as caught:
        locking.turn_on(other := stores_of(tmp_path / "other"), SETUP, other.keys.mark(), new_key=False, now=NOON)
    assert caught.value.next == "smartcli lock"


def aside(home: Path) -> list[str]:
    return sorted(
        file.name for place in (home / "key").glob("before-*") for file in place.parent.rglob(f"{place.name}*")
    )


def test_of_keys_that_are_there_none_is_lost(locked: Person) -> None:
    """One that is turned off gives way to a new one; a half one stays beside what comes from paper."""
    secret = keys_here(locked).secret
    assert aside(locked.home) == []
    keys_here(locked).turn_off()
    stores = stores_of(locked.home)
    locking.turn_on(stores, SETUP, stores.keys.mark(), new_key=True, now=locked.clock())
    first = aside(locked.home)
    assert first
    (locked.home / "key" / "recipient").unlink()
    locked.clock.on(hours=1)
    half = stores_of(locked.home)
    from_paper = SETUP.but(secret=secret)
    locking.turn_on(half, from_paper, half.keys.mark(), new_key=False, now=locked.clock())
    assert set(aside(locked.home)) > set(first)


def keys_here(person: Person) -> Keys:
    keys = stores_of(person.home).keys
    keys.unlocked()
    return keys


def test_whether_something_was_begun_that_cannot_be_read_is_not_no(open_: Stores) -> None:
    assert not locking.is_unlock_cut_off(open_)
    assert not locking.is_cut_off(open_) or sealing.is_unfinished(open_)
    (open_.home / "unfinished").mkdir()
    assert locking.is_unlock_cut_off(open_)
    assert locking.is_cut_off(open_)


# What is not to be sealed here


def put_in_the_open(home: Path, folder: str) -> Path:
    file = home / "journal" / folder / "000009.jsonl"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(entry(trigger=["the other shore"]) + b"\n")
    return file


@pytest.mark.parametrize("is_own", [False, True], ids=["another machine's", "ours, by somebody"])
@pytest.mark.parametrize("is_accepted", [False, True])
def test_what_is_not_to_be_sealed_here_lets_the_command_end(locked: Person, is_own: bool, is_accepted: bool) -> None:
    own = next((locked.home / "journal").iterdir()).name
    file = put_in_the_open(locked.home, own if is_own else FOREIGN)
    if is_accepted:
        assert locked.types("lock", "--accept", "--yes").code == 0
    is_sealed = is_accepted and is_own
    said = locked.types("lock", "--drop-plain")
    assert f"{2 + is_sealed} readable backups removed." in said.out
    if not is_sealed:
        assert (said.code, f"in: {file.parent.name}. Where" in said.err) == (1, True), said.err
        made = sorted(locked.home.glob("backups/*.zip"))
        locked.clock.on(hours=1)
        again = locked.types("lock", "--drop-plain")
        assert (again.code, again.out.startswith("0 readable"), again.err) == (1, True, said.err)
        assert sorted(locked.home.glob("backups/*.zip")) == made
        file.unlink()
        locked.clock.on(hours=1)
        assert locked.types("lock", "--drop-plain").out.startswith(f"{1 + is_accepted} readable")
    assert locked.types("lock", "--drop-plain").code == 0


def test_where_the_new_backup_would_be_readable_too_none_goes(locked: Person) -> None:
    before = sorted(locked.home.glob("backups/*.zip"))
    [segment] = locked.home.glob("journal/*/*.age")
    copy = segment.with_name("000001.jsonl.bak")
    copy.write_bytes(entry(trigger=["the other shore"]) + b"\n")
    said = locked.types("lock", "--drop-plain")
    assert (said.code, said.out) == (1, "")
    assert unwrapped(f"{copy.parent.name}/{copy.name}. So no backup was removed.") in unwrapped(said.err)
    assert sorted(locked.home.glob("backups/*.zip")) == before
    copy.unlink()
    copy.with_name("notes.txt").write_bytes(b"of mine")
    assert locked.types("lock", "--drop-plain").code == 0


def test_the_seal_comes_off_what_a_repair_kept_beside_a_damaged_line(locked: Person) -> None:
    for trigger in ("first", "second"):
        locked.does("urge-log", {"strength": 7, "trigger": trigger})
    [segment] = locked.home.glob("journal/*/000002.jsonl")
    segment.write_bytes(segment.read_bytes().replace(b"YWdl", b"YWdk", 1))
    assert locked.types("repair", "--yes").code == 0
    [kept] = locked.home.glob("quarantine/*-000002.jsonl-*")
    said = locked.types("unlock", "--yes")
    assert said.code == 0, said.err
    assert b"second" in kept.read_bytes()
    assert unfinished.read(locked.home) == {}
    assert locked.types("lock", "--yes").code == 0
    assert not any(b"second" in file.read_bytes() for file in locked.home.rglob("*") if file.is_file())
