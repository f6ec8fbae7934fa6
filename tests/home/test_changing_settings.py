"""Settings are read, changed and written in one, and what is said of it is what is there."""

import errno
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.home.chosen import chosen_are
from tests.journal.making import Counting, FaultAt, fault, keys_of, lay_key, python
from tests.person import Person

from smartcli.errors import Damaged, InPart, SmartError
from smartcli.home import disk, settings
from smartcli.home.marks import Marks
from smartcli.home.marks import change as change_marks
from smartcli.home.marks import read as read_marks
from smartcli.home.settings import Settings, change, read

ANA = Settings(name="Ana", country="ES", day_ends=6, started="2026-03-10")
ERRORS = ("EIO", "EACCES", "EMFILE", "ENFILE", "EINTR", "ENOSPC", "EROFS")


def at_six(kept: Settings) -> Settings:
    return kept.but(name="Bo")


def count_calls(home: Path) -> int:
    chosen_are(home, ANA)
    change(home, at_six, system=(counting := Counting()))
    return len(counting.calls)


def test_whatever_call_fails_what_is_said_is_what_is_there(tmp_path: Path) -> None:
    for number in range(count_calls(tmp_path / "first")):
        for name in ERRORS:
            for is_lasting in (False, True):
                home = tmp_path / f"{number}-{name}-{is_lasting}"
                chosen_are(home, ANA, Counting())
                try:
                    change(home, at_six, system=FaultAt(number, fault(getattr(errno, name)), is_lasting=is_lasting))
                    said: object = None
                except SmartError as error:
                    said = error
                expected = ANA if said and not isinstance(said, InPart) else ANA.but(name="Bo")
                assert read(home) == expected, (number, name, said)
                change(home, lambda kept: kept.but(way="Stop"), system=Counting())  # a second try works
                assert read(home) == expected.but(way="Stop")
                assert not list(home.glob(".*"))


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("file", ["settings.toml", "marks.toml"])
def test_what_cannot_be_opened_is_not_taken_for_empty_and_written_back(tmp_path: Path, name: str, file: str) -> None:
    class Unopened(Counting):
        def open(self, path: str, flags: int) -> int:
            if Path(path).name == file:
                raise fault(getattr(errno, name))
            return super().open(path, flags)

    chosen_are(tmp_path, ANA)
    change_marks(tmp_path, lambda _kept: Marks(first=("0a1b2c3d",)), keys_of(tmp_path))
    before = {place.name: place.read_bytes() for place in tmp_path.iterdir()}
    with pytest.raises(Damaged, match="so they were not changed"):
        change_marks(tmp_path, lambda kept: kept.but(away=frozenset({"11111111"})), keys_of(tmp_path), Unopened())
    if file == "settings.toml":
        assert read(tmp_path, system=Unopened()).unread
        with pytest.raises(Damaged, match="so they were not changed"):
            change(tmp_path, at_six, system=Unopened())
    assert {place.name: place.read_bytes() for place in tmp_path.iterdir()} == before


def test_a_link_that_leads_nowhere_is_no_empty_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").symlink_to(tmp_path / "not plugged in")
    assert read(tmp_path).unread == "a link or something that is no file lies there"
    with pytest.raises(Damaged):
        change(tmp_path, at_six)
    assert os.readlink(tmp_path / "settings.toml") == str(tmp_path / "not plugged in")
    assert not (tmp_path / "not plugged in").exists()


def sealed_with_another_key(home: Path) -> str:
    """Settings sealed in a way that the key here does not open; the sealed text."""
    lay_key(home)
    text = b64encode(b"age-encryption.org/v1 and then something else").decode()
    (home / "settings.toml").write_text(f'country = "ES"\nsealed = "{text}"\n')
    return text


def test_what_is_sealed_and_not_opened_stays_where_nothing_of_it_is_given(tmp_path: Path) -> None:
    text = sealed_with_another_key(tmp_path)
    keys = keys_of(tmp_path)
    keys.unlocked()
    assert read(tmp_path, keys).is_unopened
    change(tmp_path, lambda kept: kept.but(day_ends=6), keys)
    kept = read(tmp_path)
    assert (kept.sealed, kept.day_ends, kept.country) == (text, 6, "ES")


def test_and_is_kept_in_quarantine_where_something_new_takes_its_place(tmp_path: Path) -> None:
    text = sealed_with_another_key(tmp_path)
    keys = keys_of(tmp_path)
    keys.unlocked()
    change(tmp_path, at_six, keys)
    assert (read(tmp_path, keys).name, read(tmp_path, keys).is_unopened) == ("Bo", False)
    [aside] = (tmp_path / "quarantine").iterdir()
    assert text.encode() in keys.open(aside.read_bytes())


def test_and_where_sealing_is_turned_off_since_nothing_sealed_stays_in_the_file(tmp_path: Path) -> None:
    text = sealed_with_another_key(tmp_path)
    keys = keys_of(tmp_path)
    keys.unlocked()
    keys.turn_off()
    change(tmp_path, lambda kept: kept.but(day_ends=6), keys)
    assert read(tmp_path) == Settings(country="ES", day_ends=6)
    [aside] = (tmp_path / "quarantine").iterdir()
    assert text.encode() in aside.read_bytes()


def test_and_nothing_takes_its_place_where_it_cannot_be_kept(tmp_path: Path) -> None:
    sealed_with_another_key(tmp_path)
    before = (tmp_path / "settings.toml").read_bytes()
    (tmp_path / "quarantine").write_text("in its way")
    keys = keys_of(tmp_path)
    keys.unlocked()
    with pytest.raises(Damaged, match="so they were not changed"):
        change(tmp_path, at_six, keys)
    assert (tmp_path / "settings.toml").read_bytes() == before


@pytest.mark.parametrize(("letters", "size"), [(1, 1024), (800, 1024), (1100, 2048), (2100, 3072)])
def test_how_long_what_is_sealed_is_tells_next_to_nothing(tmp_path: Path, letters: int, size: int) -> None:
    lay_key(tmp_path)
    keys = keys_of(tmp_path)
    keys.unlocked()
    change(tmp_path, lambda kept: kept.but(change="a" * letters), keys)
    assert len(keys.open(b64decode(read(tmp_path).sealed))) == size
    assert read(tmp_path, keys).change == "a" * letters


@pytest.mark.parametrize("is_sealed", [False, True])
@pytest.mark.parametrize("rest", [b'way = "Stop', b"# \xff"])
def test_a_file_of_which_a_part_cannot_be_read_is_kept_as_it_was(
    tmp_path: Path, rest: bytes, *, is_sealed: bool
) -> None:
    before = b'country = "ES"\n' + rest + b"\n"
    (tmp_path / "settings.toml").write_bytes(before)
    if is_sealed:
        lay_key(tmp_path)
    keys = keys_of(tmp_path)
    change(tmp_path, lambda kept: kept.but(day_ends=6), keys)
    [aside] = (tmp_path / "quarantine").iterdir()
    kept = aside.read_bytes()
    assert (keys.open(kept) if is_sealed else kept) == before
    assert aside.name.startswith("settings.toml-")
    assert aside.name.endswith(".age") is is_sealed
    assert read(tmp_path) == Settings(country="ES", day_ends=6)


class OtherWords(disk.System):
    """Puts something else into the place of a file than was written."""

    def swap(self, new: str, old: str) -> None:
        super().swap(new, old)
        Path(old).write_bytes(b'name = "somebody else"\n')


class Unseen(disk.System):
    """Cannot read what it wrote."""

    is_done = False

    def swap(self, new: str, old: str) -> None:
        super().swap(new, old)
        self.is_done = True

    def open(self, path: str, flags: int) -> int:
        if self.is_done and path.endswith("settings.toml"):
            raise fault(errno.EACCES)
        return super().open(path, flags)


def test_what_is_not_there_as_it_was_written_is_not_called_done(tmp_path: Path) -> None:
    chosen_are(tmp_path, ANA)
    with pytest.raises(Damaged, match=r"cannot be told: they do not read as they were written"):
        change(tmp_path, at_six, system=OtherWords())


def test_what_cannot_be_looked_at_afterwards_is_done_but(tmp_path: Path) -> None:
    chosen_are(tmp_path, ANA)
    with pytest.raises(InPart, match="they cannot be read again"):
        change(tmp_path, at_six, system=Unseen())
    assert read(tmp_path) == ANA.but(name="Bo")


@pytest.mark.parametrize(
    "marks", [Marks(first=("a",)), Marks(away=frozenset("a")), Marks(declined={"a": "b"}), Marks(more={"a": 1})]
)
def test_one_mark_is_enough_for_marks(marks: Marks) -> None:
    assert not marks.is_empty
    assert Marks().is_empty


def test_and_what_can_be_read_leaves_no_copy(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes('# Zoë’s own\ncountry = "ES"\n'.encode())
    change(tmp_path, lambda kept: kept.but(day_ends=6))
    assert not (tmp_path / "quarantine").exists()


# Several windows

CHANGE = """
import sys
from pathlib import Path
from smartcli.home import marks, settings
from smartcli.home.seal.keys import Keys
home, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
sys.stdin.read(1)
for number in range(count):
    settings.change(home, lambda kept: kept.but(more={**kept.more, f"w{name}-{number}": True}))
    marks.change(home, lambda kept: kept.but(away=kept.away | {f"w{name}-{number}"}), Keys(home))
"""


def changed_at_once(home: Path, processes: int, each: int) -> None:
    start, go = os.pipe()
    running = [python(CHANGE, home, name, each, stdin=start) for name in range(processes)]
    os.close(start)
    os.write(go, b"!" * processes)
    os.close(go)
    for process in running:
        process.communicate()
    assert [process.returncode for process in running] == [0] * processes


@pytest.mark.parametrize(("processes", "each"), [(2, 10), (6, 5)])
def test_windows_that_change_at_once_keep_all_of_it(tmp_path: Path, processes: int, each: int) -> None:
    chosen_are(tmp_path, ANA)
    changed_at_once(tmp_path, processes, each)
    wanted = {f"w{name}-{number}" for name in range(processes) for number in range(each)}
    assert read(tmp_path).more.keys() == wanted
    assert read_marks(tmp_path).away == wanted
    assert read(tmp_path).but(more={}) == ANA


class Interrupted(list[str]):
    """Answers of somebody who has another window, in which something is changed before the second answer."""

    def __init__(self, answers: list[str], elsewhere: Callable[[], object]) -> None:
        super().__init__(answers)
        self._elsewhere = elsewhere

    def __iter__(self) -> Iterator[str]:
        for number, answer in enumerate(super().__iter__()):
            if number == 1:
                self._elsewhere()
            yield answer


def test_what_another_window_changed_while_somebody_answered_stays(person: Person) -> None:
    chosen_are(person.home, ANA)

    def elsewhere() -> None:
        change(person.home, lambda kept: kept.but(day_ends=5, country="DE"))

    said = person.types("settings", "change", answers=Interrupted(["Bo", *[""] * 7], elsewhere))
    assert said.code == 0, said.err
    assert read(person.home) == ANA.but(name="Bo", day_ends=5, country="DE")


def test_a_later_answer_that_cannot_be_kept_is_told_beside_what_was(person: Person) -> None:
    chosen_are(person.home, ANA)
    file = person.home / "settings.toml"

    def elsewhere() -> None:
        file.unlink()
        file.mkdir()

    said = person.types("settings", "change", answers=Interrupted(["Bo", "no bets", "", "", ""], elsewhere))
    assert said.code == 3
    assert said.err.startswith(
        "What you answered first is kept. The rest is not. The settings cannot be read (a folder"
    )


def test_an_answer_that_does_not_fit_ends_as_it_does_elsewhere_also_where_an_earlier_one_is_kept(
    person: Person,
) -> None:
    said = person.types("settings", "change", "--answers", "-", stdin=b'{"name": "Bo", "way": "nonsense"}')
    assert said.code == 2
    assert said.err == (
        "What you answered first is kept. The rest is not. way: Please give a number from 1 to 4, or its words. "
        "smartcli settings --json\n"
    )
    assert read(person.home).name == "Bo"


def test_settings_that_cannot_be_read_are_not_shown_as_not_set(person: Person) -> None:
    (person.home / "settings.toml").mkdir(parents=True)
    for argv in (["settings"], ["settings", "--json"], ["settings", "change"]):
        said = person.types(*argv, answers=["Bo"])
        assert (said.code, said.out) == (3, "")
        assert said.err.startswith("The settings cannot be read just now (a folder lies where a file should be).")


def test_a_lock_that_another_holds_is_waited_for_and_never_passed_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen_are(tmp_path, ANA)
    monkeypatch.setattr(settings, "PATIENCE", 0.05)
    with disk.locked(tmp_path / "lock", 0) as alone:
        assert alone
        with pytest.raises(SmartError, match="Another smartcli is writing just now, so this was not changed"):
            change(tmp_path, at_six)
        with pytest.raises(SmartError, match="Another smartcli is writing just now, so this was not changed"):
            change_marks(tmp_path, lambda _kept: Marks(first=("0a1b2c3d",)), keys_of(tmp_path))
    assert (read(tmp_path), read_marks(tmp_path)) == (ANA, Marks())


def test_a_disk_without_locks_can_be_written_to(tmp_path: Path) -> None:
    class Without(Counting):
        def lock(self, file: int) -> bool:
            raise fault(errno.ENOLCK)

    chosen_are(tmp_path, ANA)
    change(tmp_path, at_six, system=Without())
    assert read(tmp_path).name == "Bo"


def test_more_than_is_read_again_is_refused_and_what_was_stays(tmp_path: Path) -> None:
    chosen_are(tmp_path, ANA)
    with pytest.raises(SmartError, match="there is more in it than smartcli reads"):
        change(tmp_path, lambda kept: kept.but(name="A" * (1 << 20)))
    with pytest.raises(SmartError, match="there is more in it than smartcli reads"):
        change_marks(tmp_path, lambda kept: kept.but(declined={"values": "A" * (1 << 20)}), keys_of(tmp_path))
    assert (read(tmp_path), read_marks(tmp_path)) == (ANA, Marks())


def test_what_may_be_written_may_be_sealed(tmp_path: Path) -> None:
    much = ANA.but(name="A" * 1_000_000)
    chosen_are(tmp_path, much)
    lay_key(tmp_path)
    keys = keys_of(tmp_path)
    keys.unlocked()
    change(tmp_path, lambda kept: kept, keys)
    assert b"A" * 50 not in (tmp_path / "settings.toml").read_bytes()
    assert read(tmp_path, keys).name == much.name
