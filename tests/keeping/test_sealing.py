"""What a killed smartcli left half written goes; what somebody is writing, or that belongs to another, stays."""

import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.person import OWN, QuickStores

from smartcli.home import disk
from smartcli.home.filenames import HALF as SUFFIX
from smartcli.home.filenames import UNPACKED, UNPACKED_HELD
from smartcli.keeping import sealing
from smartcli.stores import Stores

HALF = ".{name}.0a1b2c3d" + SUFFIX
NOW = 1_773_000_000.0


class Time(SimpleNamespace):
    """In the place of the clock: it goes on by what is slept, and by nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.slept, self.meanwhile = NOW, 0, (lambda: None)

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept += 1
        self.now += seconds
        self.meanwhile()


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    still = Time()
    monkeypatch.setattr(sealing, "time", still)
    return still


@pytest.fixture
def stores(tmp_path: Path) -> Stores:
    (tmp_path / "home").mkdir()
    return QuickStores(home=tmp_path / "home", passphrase=lambda _before: OWN)


def half(stores: Stores, folder: str, *, age: float, name: str = "a") -> Path:
    place = stores.home / folder / HALF.format(name=name)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"words")
    os.utime(place, (NOW - age, NOW - age))
    return place


FOLDERS = ("", "journal", "journal/0a1b2c3d", "drafts", "quarantine", "backups", "key", "digests", "exercises")


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_old_half_goes_wherever_it_lies_and_a_young_one_stays(time: Time, stores: Stores, folder: str) -> None:
    old, young = half(stores, folder, age=10.5), half(stores, folder, age=9.5, name="b")
    whole = young.with_name("whole.json")
    whole.write_bytes(b"{}")
    os.utime(whole, (0, 0))
    sealing.sweep(stores)
    assert [old.exists(), young.exists(), whole.exists(), time.slept] == [False, True, True, 0]


@pytest.mark.parametrize("folder", ["journal/.stversions", ".hidden", "notes"])
def test_what_lies_in_a_folder_of_others_is_left_alone(time: Time, stores: Stores, folder: str) -> None:
    theirs = half(stores, folder, age=100)
    sealing.sweep(stores)
    assert theirs.exists()


def test_a_folder_that_is_linked_is_swept_and_where_a_link_leads_stays(time: Time, stores: Stores) -> None:
    (stores.home.parent / "drafts").mkdir()
    (stores.home / "drafts").symlink_to(stores.home.parent / "drafts")
    through = half(stores, "drafts", age=100)
    away = stores.home.parent / "away"
    away.mkdir()
    (away / "kept").write_bytes(b"kept")
    link = stores.home / HALF.format(name="link")
    link.symlink_to(away)
    os.utime(link, (0, 0), follow_symlinks=False)
    to_file = stores.home / HALF.format(name="file")
    to_file.symlink_to(away / "kept")
    os.utime(to_file, (0, 0), follow_symlinks=False)
    sealing.sweep(stores)
    assert not through.exists()
    assert not os.path.lexists(to_file)
    assert (away / "kept").read_bytes() == b"kept"


@pytest.mark.parametrize("is_held", [False, True], ids=["free", "held"])
def test_an_unpacked_backup_goes_when_nobody_holds_it(time: Time, stores: Stores, is_held: bool) -> None:
    place = stores.home / f"{UNPACKED}0a1b2c3d0a1b2c3d"
    place.mkdir()
    (place / "words").write_bytes(b"words")
    with disk.locked(place / UNPACKED_HELD, 0) if is_held else open(place / UNPACKED_HELD, "wb"):
        os.utime(place, (NOW - 100, NOW - 100))
        sealing.sweep(stores)
        assert place.exists() is is_held


@pytest.mark.parametrize("age", [0, 1])
def test_a_young_half_is_waited_for_until_it_is_quiet(time: Time, stores: Stores, age: int) -> None:
    young = half(stores, "drafts", age=age)
    sealing.sweep(stores, patient=True)
    assert not young.exists()
    assert 2 < time.now - NOW + age < 2.2


def test_one_that_grows_is_waited_for_a_while_and_stays(time: Time, stores: Stores) -> None:
    young = half(stores, "drafts", age=0)
    time.meanwhile = lambda: os.utime(young, (time.now, time.now))
    sealing.sweep(stores, patient=True)
    assert young.exists()
    assert 2 < time.now - NOW < 2.3


def test_with_nothing_half_done_nobody_waits(time: Time, stores: Stores) -> None:
    half(stores, "drafts", age=100)
    sealing.sweep(stores, patient=True)
    sealing.sweep(stores, patient=True)
    assert time.slept == 0


@pytest.mark.parametrize("is_open", [False, True], ids=["sealed", "opened"])
def test_a_home_that_is_sealed_or_opened_waits_for_what_is_being_written(
    time: Time, stores: Stores, is_open: bool
) -> None:
    stores.keys.create(OWN)
    whole: Callable[[], object] = lambda: sealing.seal_home(stores, "")  # noqa: E731
    if is_open:
        assert whole() == []
        stores.keys.unlocked()
        stores.keys.turn_off()
        whole = lambda: sealing.open_home(stores, "")  # noqa: E731
    young = half(stores, "drafts", age=0)
    assert whole() == []
    assert not young.exists()


def test_what_was_set_aside_is_sealed_and_opened_and_a_half_of_it_is_none(time: Time, stores: Stores) -> None:
    stores.keys.create(OWN)
    folder = stores.home / "quarantine"
    folder.mkdir()
    (folder / "file-0a1b2c3d").write_bytes(b"harbour")
    young = half(stores, "quarantine", age=1)
    assert [one.place for one in sealing.seal_beside(stores)] == [SUFFIX]  # which can be read
    assert sorted(file.name for file in folder.iterdir()) == sorted([young.name, "file-0a1b2c3d.age"])
    assert b"harbour" not in (folder / "file-0a1b2c3d.age").read_bytes()
    os.utime(young, (0, 0))
    assert sealing.seal_beside(stores) == []  # what is sealed stays as it is, and an old half goes
    assert [file.name for file in folder.iterdir()] == ["file-0a1b2c3d.age"]
    (folder / "file-1a1b2c3d.age").write_bytes(b"another key's")
    stores.keys.unlocked()
    stores.keys.turn_off()
    sealing.open_home(stores, "")
    assert (folder / "file-0a1b2c3d").read_bytes() == b"harbour"
    assert sorted(file.name for file in folder.iterdir()) == ["file-0a1b2c3d", "file-1a1b2c3d.age"]
