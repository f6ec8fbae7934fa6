"""The key folder through everything that is done to it: set aside, changed, cut off, and whose key it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journal.making import FaultAt, fault

from smartcli.errors import Damaged
from smartcli.home.disk import SYSTEM, System
from smartcli.home.seal.keys import Foreign, Keys, Missing, nobody, padded
from smartcli.home.seal.passphrase import DamagedKey, WrongPassphrase


def with_key(home: Path, passphrase: str = "open", secret: str = "", system: System = SYSTEM) -> Keys:
    made = Keys(home, nobody, work=1, system=system)
    made.create(passphrase, secret)
    return made


def opening(home: Path, *passphrases: str, system: System = SYSTEM) -> Keys:
    left = list(passphrases)
    return Keys(home, lambda _before: left.pop(0), work=1, system=system)


# Whose key a paper copy is


def test_a_key_from_paper_is_known_by_its_recipient_and_without_one_by_what_it_opens(tmp_path: Path) -> None:
    ours, theirs = with_key(tmp_path / "ours"), with_key(tmp_path / "theirs")
    sealed = ours.seal(b"one")
    for name in ("recipient", "recipient.off", ""):
        assert ours.fits(ours.secret, [sealed]), name
        assert not ours.fits(theirs.secret, [sealed]), name
        for file in (tmp_path / "ours" / "key").glob("recipient*"):
            file.rename(file.with_name("recipient.off")) if name == "recipient" else file.unlink()
    assert ours.fits(ours.secret, [theirs.seal(b"one"), b"rubbish", sealed])  # what a stranger put there says nothing
    assert ours.fits(theirs.secret, [])  # where nothing is sealed, any key is a new one


def test_a_recipient_that_is_damaged_says_nothing_and_what_is_sealed_tells(tmp_path: Path) -> None:
    ours, theirs = with_key(tmp_path / "ours"), with_key(tmp_path / "theirs")
    sealed = ours.seal(b"one")
    (tmp_path / "ours" / "key" / "recipient").write_bytes(b"age1gone")
    assert ours.fits(ours.secret, [sealed])
    assert not ours.fits(theirs.secret, [sealed])


def test_where_there_is_no_key_nothing_is_wrong_with_its_recipient(tmp_path: Path) -> None:
    assert Keys(tmp_path).unfit == ""


# Set aside, turned off and on


def test_a_key_that_is_set_aside_is_gone_from_here_and_whole_over_there(tmp_path: Path) -> None:
    keys = with_key(tmp_path)
    secret, sealed = keys.secret, keys.seal(b"one")
    kept = {file.name: file.read_bytes() for file in (tmp_path / "key").iterdir()}
    keys.set_aside("before-today")
    assert (keys.is_there, keys.is_set_up, keys.is_open, keys.is_half) == (False, False, False, False)
    with pytest.raises(Missing, match="A part of the key is missing"):
        _ = keys.secret
    aside = tmp_path / "key" / "before-today"
    assert [file.name for file in (tmp_path / "key").iterdir()] == ["before-today"]
    assert {file.name: file.read_bytes() for file in aside.iterdir()} == kept
    keys.create("another")
    assert keys.secret != secret
    with pytest.raises(Foreign):
        keys.open(sealed)
    (tmp_path / "old").mkdir()
    aside.rename(tmp_path / "old" / "key")
    assert opening(tmp_path / "old", "open").open(sealed) == b"one"


def test_a_key_turned_off_seals_nothing_and_turned_on_it_is_the_same(tmp_path: Path) -> None:
    keys = with_key(tmp_path)
    sealed = keys.seal(b"one")
    keys.turn_off()
    assert (keys.is_there, keys.is_set_up, keys.is_half) == (True, False, False)
    assert opening(tmp_path, "open").open(keys.seal_again(b"two")) == b"two"
    again = opening(tmp_path, "open")
    again.turn_on()
    assert sorted(file.name for file in (tmp_path / "key").iterdir()) == ["identity.age", "identity.sum", "recipient"]
    assert (again.is_set_up, again.open(sealed)) == (True, b"one")


def test_a_key_that_another_window_took_away_is_not_taken_for_one_that_was_turned_off(tmp_path: Path) -> None:
    keys = with_key(tmp_path)
    assert keys.is_set_up
    for file in (tmp_path / "key").iterdir():
        file.unlink()
    with pytest.raises(Missing, match="another window took it away"):
        _ = keys.is_set_up
    keys.let_go()
    assert (keys.is_set_up, keys.is_open) == (False, False)


def test_what_opened_it_is_let_go_with_it(tmp_path: Path) -> None:
    keys = opening(with_key(tmp_path).folder.parent, "open")
    keys.unlocked()
    other = Keys(tmp_path)
    other.share(keys)
    assert (keys.is_open, other.is_open) == (True, True)
    keys.let_go()
    assert not keys.is_open


def test_the_mark_of_a_key_tells_of_each_change_by_another_window(tmp_path: Path) -> None:
    keys = Keys(tmp_path)
    seen = [keys.mark()]
    with_key(tmp_path)
    seen.append(keys.mark())
    opening(tmp_path, "open").change_passphrase("new")
    seen.append(keys.mark())
    opening(tmp_path, "new").turn_off()
    seen.append(keys.mark())
    assert seen[0] == (b"", False)
    assert len(set(seen)) == 4
    assert Keys(tmp_path).mark() == seen[-1]


# A change of passphrase that is cut off


def changes_cut_off(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Homes in which the passphrase was changed and one call failed, one after the other; whether that was said."""
    number = 0
    while True:
        home = folder / str(number)
        with_key(home)
        system = FaultAt(number, fault(28), is_lasting=True)
        keys = opening(home, "open", system=system)
        try:
            keys.change_passphrase("new")
            yield home, False
        except (OSError, Damaged):
            yield home, True
        if len(system.calls) <= number:
            return
        number += 1


def opens(home: Path, passphrase: str) -> bool:
    """DamagedKey: as far as it tells, no passphrase does."""
    try:
        Keys(home, lambda _before: passphrase).unlocked()
    except WrongPassphrase:
        return False
    return True


def test_a_change_of_passphrase_cut_off_anywhere_leaves_one_that_opens_and_no_damaged_key(tmp_path: Path) -> None:
    ends = [(opens(home, "open"), opens(home, "new"), said) for home, said in changes_cut_off(tmp_path)]
    assert set(ends) == {(True, False, True), (False, True, False)}
    assert ends.index((False, True, False)) > 5
    assert ends[-1] == (False, True, False)


def test_after_a_change_only_the_new_file_counts_as_whole(tmp_path: Path) -> None:
    """The sum of the old one goes, or damage could not be told from a slip of the finger."""
    keys = with_key(tmp_path)
    old = (tmp_path / "key" / "identity.age").read_bytes()
    keys.change_passphrase("new")
    assert len((tmp_path / "key" / "identity.sum").read_text().splitlines()) == 1
    (tmp_path / "key" / "identity.age").write_bytes(old[:-1] + bytes([old[-1] ^ 1]))
    with pytest.raises(DamagedKey):
        opens(tmp_path, "open")


def test_whether_a_new_passphrase_holds_is_looked_at_and_nothing_is_asked(tmp_path: Path) -> None:
    with_key(tmp_path)
    keys = Keys(tmp_path)
    assert (keys.opens_with("open"), keys.opens_with(" open "), keys.opens_with("new")) == (True, True, False)
    assert not keys.is_open
    assert not Keys(tmp_path / "elsewhere").opens_with("open")


class Unread(System):
    """A system in which the identity cannot be read any more once it was written anew."""

    def swap(self, new: str, old: str) -> None:
        super().swap(new, old)
        self.is_written = old.endswith("identity.age")

    is_written = False

    def read(self, file: int, size: int) -> bytes:
        if self.is_written:
            raise fault(5)
        return super().read(file, size)


def test_a_new_passphrase_that_cannot_be_looked_at_is_told_as_just_that(tmp_path: Path) -> None:
    with_key(tmp_path)
    with pytest.raises(Damaged, match=r"cannot be read just now .*The new passphrase holds, or the old one\."):
        opening(tmp_path, "open", system=Unread()).change_passphrase("new")
    assert opens(tmp_path, "new")


# What is mended by opening it


def test_the_recipient_is_written_anew_under_the_name_it_had(tmp_path: Path) -> None:
    recipient = f"{with_key(tmp_path).public}\n"
    for name, other in (("recipient", "recipient.off"), ("recipient.off", "recipient")):
        for file in (tmp_path / "key").glob("recipient*"):
            file.unlink()
        (tmp_path / "key" / name).write_bytes(b"")
        opening(tmp_path, "open").unlocked()
        assert (tmp_path / "key" / name).read_text() == recipient
        assert not (tmp_path / "key" / other).exists()


@pytest.mark.parametrize("name", ["recipient", "recipient.off"])
def test_another_keys_recipient_seals_nothing_and_goes_when_ours_is_opened(tmp_path: Path, name: str) -> None:
    ours, theirs = with_key(tmp_path / "ours"), with_key(tmp_path / "theirs")
    (tmp_path / "ours" / "key" / "recipient").rename(tmp_path / "ours" / "key" / name)
    (tmp_path / "ours" / "key" / name).write_text(f"{theirs.public}\n")
    assert (Keys(tmp_path / "ours").unfit, Keys(tmp_path / "ours").fits(theirs.secret, [])) == ("foreign", False)
    assert Keys(tmp_path / "ours").fits(ours.secret, [theirs.seal(b"one")])
    if name == "recipient":
        assert ours.open(Keys(tmp_path / "ours").seal(b"one")) == b"one"
    how: list[str] = []
    Keys(tmp_path / "ours", lambda _before: "open", mended=how.append).unlocked()
    assert (how, (tmp_path / "ours" / "key" / name).read_text()) == (["foreign"], f"{ours.public}\n")
    assert Keys(tmp_path / "ours").unfit == ""


def test_a_key_of_before_learns_its_recipient_when_it_is_opened(tmp_path: Path) -> None:
    with_key(tmp_path)
    sums = tmp_path / "key" / "identity.sum"
    whole = sums.read_text()
    sums.write_text(f"{whole.split()[0]}\n")
    assert opens(tmp_path, "open")
    assert sums.read_text() == whole


def test_a_look_with_the_passphrase_mends_nothing(tmp_path: Path) -> None:
    with_key(tmp_path)
    (tmp_path / "key" / "recipient").write_bytes(b"")
    looking = opening(tmp_path, "open")
    looking.unlocked(is_look=True)
    assert (looking.unfit, (tmp_path / "key" / "recipient").read_bytes()) == ("unusable", b"")


def test_three_passphrases_are_asked_for_and_no_fourth(tmp_path: Path) -> None:
    with_key(tmp_path)
    keys = opening(tmp_path, "a", "b", "c", "open")
    with pytest.raises(WrongPassphrase):
        keys.unlocked()
    assert keys.unlocked()  # asked anew, the next one is right


def test_what_is_sealed_is_as_long_as_a_power_of_two() -> None:
    assert [len(padded(b"x" * size)) for size in (0, 511, 512, 513, 1024, 1025, 3000)] == [
        512, 512, 512, 1024, 1024, 2048, 4096,
    ]  # fmt: skip
    assert padded(b"{}").rstrip() == b"{}"


# What goes is gone after a power cut, too


class Telling(System):
    """A system that tells of what it takes away and puts in place, and of the folders it flushes."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._open: dict[int, str] = {}

    def open(self, path: str, flags: int) -> int:
        file = super().open(path, flags)
        self._open[file] = Path(path).name
        return file

    def remove(self, path: str) -> None:
        super().remove(path)
        self.done.append(Path(path).name)

    def swap(self, new: str, old: str) -> None:
        super().swap(new, old)
        self.done.append(f"put {Path(old).name}")

    def flush(self, file: int) -> None:
        self.done.append(f"flush {self._open[file]}")


def test_the_folder_is_flushed_after_each_file_that_is_taken_from_it(tmp_path: Path) -> None:
    with_key(tmp_path)
    system = Telling()
    keys = opening(tmp_path, "open", system=system)
    for act, gone in (
        (keys.turn_off, ["recipient"]),
        (keys.turn_on, ["recipient.off"]),
        (lambda: keys.set_aside("before-today"), ["recipient", "identity.age", "identity.sum"]),
    ):
        system.done.clear()
        act()
        for name in gone:
            assert system.done[system.done.index(name) + 1] == "flush key", name


def test_the_sum_beside_a_key_is_written_once_where_it_tells_no_recipient_or_is_lost_and_never_where_it_does(
    tmp_path: Path,
) -> None:
    with_key(tmp_path)
    sums = tmp_path / "key" / "identity.sum"
    whole = sums.read_text()
    for before, written in ((f"{whole.split()[0]}\n", ["put identity.sum"]), (whole, []), (None, ["put identity.sum"])):
        sums.unlink()
        if before is not None:
            sums.write_text(before)
        system = Telling()
        opening(tmp_path, "open", system=system).unlocked()
        assert [done for done in system.done if done.startswith("put")] == written
        assert sums.read_text() == whole


class Changed(System):
    """A system in which another window changes the passphrase while the sum is written; how often it may do so."""

    def __init__(self, home: Path, times: int) -> None:
        self._home, self._times, self.changed = home, times, 0

    def swap(self, new: str, old: str) -> None:
        if old.endswith("identity.sum") and self.changed < self._times:
            self.changed += 1
            opening(self._home, "open").change_passphrase("open")
        super().swap(new, old)


@pytest.mark.parametrize("times", [1, 2])
def test_where_another_window_changes_the_passphrase_meanwhile_the_sum_is_that_of_the_new_file(
    tmp_path: Path, times: int
) -> None:
    with_key(tmp_path)
    sums = tmp_path / "key" / "identity.sum"
    sums.write_text(f"{sums.read_text().split()[0]}\n")
    system = Changed(tmp_path, times)
    opening(tmp_path, "open", system=system).unlocked()
    assert system.changed == times
    assert Keys(tmp_path).knows_its_recipient
    assert opens(tmp_path, "open")
