"""Marks: what stands first, was put away or declined; moved over from the settings once, and never lost."""

import errno
import json
import tomllib
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.journal.making import Counting, FaultAt, Faulty, fault, keys_of, lay_key, python
from tests.small import quick

from smartcli.errors import Damaged, SmartError
from smartcli.home import disk, flat_toml, settings
from smartcli.home.marks import Marks, change, declined, read, visited
from smartcli.home.seal.keys import Keys, Locked

SOME = Marks(first=("0a1b2c3d", "3d2c1b0a"), away=frozenset({"11111111"}), declined={"a=b": "2026-03-10"})
PACKED = {"first_cards": "22222222 0a1b2c3d", "away_cards": "33333333", "declined": "a=b=2026-03-09/odd/x=2026-01-01"}
# What both hold, the days the later ones.
ALL = Marks(
    first=("0a1b2c3d", "3d2c1b0a", "22222222"),
    away=frozenset({"11111111", "33333333"}),
    declined={"a=b": "2026-03-10", "x": "2026-01-01"},
)


def same(kept: Marks) -> Marks:
    return kept


def seen(home: Path, keys: Keys | None = None) -> Marks:
    """The marks alone."""
    kept = read(home, keys)
    return Marks(first=kept.first, away=kept.away, declined=kept.declined)


def put(home: Path, kept: Marks = SOME) -> None:
    change(home, lambda _before: kept, keys_of(home))


def with_packed(home: Path) -> None:
    """Settings as they were written before there was a file for marks."""
    lines = flat_toml.write({"name": "Ana", **PACKED})
    (home / "settings.toml").write_text(lines)


def with_packed_sealed(home: Path) -> None:
    """The same in a sealed home."""
    lay_key(home)
    private = json.dumps({"name": "Ana", "change": "", "way": "", **PACKED}).ljust(1024)
    sealed = b64encode(Keys(home).seal(private.encode())).decode()
    (home / "settings.toml").write_text(flat_toml.write({"name": "", "first_cards": "", "sealed": sealed}))


def opened(home: Path) -> Keys:
    """The key, opened where there is one."""
    keys = keys_of(home)
    if keys.is_there:
        keys.unlocked()
    return keys


# The file


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert read(tmp_path / "nowhere") == Marks()


def test_what_is_marked_is_read_again_and_the_file_is_plain_toml_and_the_person_s_alone(tmp_path: Path) -> None:
    put(tmp_path)
    assert read(tmp_path) == SOME
    file = tmp_path / "marks.toml"
    assert tomllib.loads(file.read_text("ascii")) == {
        "first": [{"mark": "0a1b2c3d"}, {"mark": "3d2c1b0a"}],
        "away": [{"mark": "11111111"}],
        "declined": [{"exercise": "a=b", "day": "2026-03-10"}],
    }
    assert file.stat().st_mode & 0o777 == 0o600


@quick
@given(st.dictionaries(st.text(max_size=20).filter(str.isprintable), st.text(max_size=10).filter(str.isprintable)))
def test_an_exercise_may_be_called_what_it_likes(days: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        put(Path(folder), Marks(declined=days))
        assert read(Path(folder)).declined == days


def test_what_a_newer_smartcli_keeps_there_stays_also_when_sealed_and_opened_again(tmp_path: Path) -> None:
    (tmp_path / "marks.toml").write_text('sound = "low"\n\n[[seen]]\npage = "plan"\n')
    put(tmp_path, SOME.but(more=read(tmp_path).more))
    lay_key(tmp_path)
    change(tmp_path, same, opened(tmp_path))
    assert read(tmp_path).is_empty
    keys = opened(tmp_path)
    assert read(tmp_path, keys).more == {"sound": "low", "seen": [{"page": "plan"}]}
    keys.turn_off()
    change(tmp_path, same, keys)
    assert read(tmp_path) == SOME.but(more={"sound": "low", "seen": [{"page": "plan"}]})


def test_nothing_is_written_where_nothing_changes(tmp_path: Path) -> None:
    change(tmp_path, same, keys_of(tmp_path))
    assert not (tmp_path / "marks.toml").exists()


# Sealed


def test_sealed_nothing_of_them_can_be_told_without_the_key_not_even_whether_there_are_any(tmp_path: Path) -> None:
    lay_key(tmp_path)
    keys = opened(tmp_path)
    for kept in (Marks(), SOME):
        put(tmp_path, kept)
        assert (seen(tmp_path), seen(tmp_path, keys)) == (Marks(), kept)
        table = tomllib.loads((tmp_path / "marks.toml").read_text())
        assert table.keys() == {"sealed"}
        assert len(keys.open(b64decode(table["sealed"]))) == 512  # around it, age puts some bytes of chance


def test_sealing_and_opening_change_the_form_alone(tmp_path: Path) -> None:
    put(tmp_path)
    lay_key(tmp_path)
    keys = opened(tmp_path)
    for is_on in (True, False):
        if not is_on:
            keys.turn_off()
        change(tmp_path, same, keys)
        assert (bool(read(tmp_path).sealed), seen(tmp_path, keys)) == (is_on, SOME)


def test_a_change_of_what_is_sealed_asks_for_the_passphrase_and_without_it_nothing_happens(tmp_path: Path) -> None:
    lay_key(tmp_path)
    put(tmp_path)
    before = (tmp_path / "marks.toml").read_bytes()
    with pytest.raises(Locked):
        change(tmp_path, lambda _kept: Marks(), Keys(tmp_path))
    assert (tmp_path / "marks.toml").read_bytes() == before


# What cannot be read is no empty file


def test_what_cannot_be_opened_is_not_written_over(tmp_path: Path) -> None:
    put(tmp_path)
    for number in range(2):  # the marks, then the settings, in which older ones may be
        faulty = Faulty({"read": [*[None] * (2 * number), fault(errno.EIO)]})
        (tmp_path / "settings.toml").write_text("")
        with pytest.raises(SmartError, match=r"The settings cannot be read .*, so they were not changed"):
            change(tmp_path, lambda _kept: Marks(), Keys(tmp_path), faulty)
    assert read(tmp_path) == SOME


@pytest.mark.parametrize(
    "odd",
    [
        b"[[away]\nmark = ",
        b'[[away]]\nmarc = "44444444"\n',
        b"[[away]]\nmark = 4\n",
        b'away = "44444444"\n',
        b'[[declined]]\nexercise = "\xff"\nday = "2026-03-10"\n',
        b'[[declined]]\nexercise = "x"\n',
        b'sealed = "none of ours"\n',
        b"sealed = 7\n",
    ],
)
@pytest.mark.parametrize("is_sealed", [False, True], ids=["open", "sealed"])
def test_a_damaged_file_is_kept_whole_before_the_rest_of_it_takes_its_place(
    tmp_path: Path, odd: bytes, is_sealed: bool
) -> None:
    damaged = odd + b'\n[[first]]\nmark = "0a1b2c3d"\n'
    (tmp_path / "marks.toml").write_bytes(damaged)
    if is_sealed:
        lay_key(tmp_path)
    assert read(tmp_path).first == ("0a1b2c3d",)
    keys = keys_of(tmp_path)
    change(tmp_path, lambda kept: kept.but(away=kept.away | {"55555555"}), keys)
    [copy] = (tmp_path / "quarantine").iterdir()
    assert (keys.open(copy.read_bytes()) if is_sealed else copy.read_bytes()) == damaged
    assert copy.suffix == (".age" if is_sealed else copy.suffix)
    assert seen(tmp_path, keys).away == {"55555555"}
    assert seen(tmp_path, keys).first == ("0a1b2c3d",)
    change(tmp_path, same, keys)
    assert len(list((tmp_path / "quarantine").iterdir())) == 1


def test_what_is_sealed_and_partly_understood_is_kept_whole_too(tmp_path: Path) -> None:
    lay_key(tmp_path)
    keys = opened(tmp_path)
    inside = b'[[first]]\nmark = "0a1b2c3d"\n[[away]]\nmarc = "44444444"\n'
    written = flat_toml.write({"sealed": b64encode(keys.seal(inside)).decode()}).encode()
    (tmp_path / "marks.toml").write_bytes(written)
    assert read(tmp_path, keys).first == ("0a1b2c3d",)
    change(tmp_path, lambda kept: kept.but(away=frozenset({"55555555"})), keys)
    [copy] = (tmp_path / "quarantine").iterdir()
    assert keys.open(copy.read_bytes()) == written
    assert seen(tmp_path, keys) == Marks(first=("0a1b2c3d",), away=frozenset({"55555555"}))


def test_a_damaged_file_that_cannot_be_kept_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "marks.toml").write_bytes(b"odd")
    (tmp_path / "quarantine").write_text("in its way")
    with pytest.raises(SmartError, match="so they were not changed"):
        put(tmp_path)
    assert (tmp_path / "marks.toml").read_bytes() == b"odd"


def test_sealed_and_damaged_is_kept_too_and_with_a_damaged_key_nothing_is_done(tmp_path: Path) -> None:
    lay_key(tmp_path)
    put(tmp_path)
    file = tmp_path / "marks.toml"
    sealed = flat_toml.load(str(file))[0]["sealed"]
    file.write_text(flat_toml.write({"sealed": sealed[:-8] + "AAAAAAA="}))
    damaged = file.read_bytes()
    keys = opened(tmp_path)
    change(tmp_path, lambda kept: kept.but(first=("99999999",)), keys)
    [copy] = (tmp_path / "quarantine").iterdir()
    assert (keys.open(copy.read_bytes()), seen(tmp_path, keys).first) == (damaged, ("99999999",))
    before = file.read_bytes()
    (tmp_path / "key" / "identity.age").write_bytes(b"damaged")
    with pytest.raises(Damaged):
        put(tmp_path)
    assert file.read_bytes() == before


def test_sealed_with_a_key_that_is_gone_they_are_kept_and_new_ones_begin(tmp_path: Path) -> None:
    lay_key(tmp_path)
    put(tmp_path)
    before = (tmp_path / "marks.toml").read_bytes()
    for file in (tmp_path / "key").iterdir():
        file.unlink()
    change(tmp_path, lambda kept: kept.but(first=("99999999",)), keys_of(tmp_path))
    [copy] = (tmp_path / "quarantine").iterdir()
    assert (copy.read_bytes(), read(tmp_path)) == (before, Marks(first=("99999999",)))


# Moved over from the settings


@pytest.mark.parametrize("older", [with_packed, with_packed_sealed])
def test_what_an_older_smartcli_packed_into_the_settings_counts_and_is_moved_once(
    tmp_path: Path, older: Callable[[Path], None]
) -> None:
    older(tmp_path)
    is_sealed = older is with_packed_sealed
    keys = opened(tmp_path)
    packed = Marks(
        first=("22222222", "0a1b2c3d"),
        away=frozenset({"33333333"}),
        declined={"a=b": "2026-03-09", "x": "2026-01-01"},
    )
    assert seen(tmp_path, keys) == packed
    assert not (tmp_path / "marks.toml").exists()
    change(tmp_path, same, keys)
    assert seen(tmp_path, keys) == packed
    assert seen(tmp_path) == (Marks() if is_sealed else packed)
    kept = settings.read(tmp_path, keys)
    assert (kept.name, kept.more, kept.more_sealed) == ("Ana", {}, {})
    assert (settings.read(tmp_path).name == "Ana") is not is_sealed
    change(tmp_path, lambda _kept: Marks(), keys)
    assert seen(tmp_path, keys) == Marks()  # once: nothing comes back


@pytest.mark.parametrize("older", [with_packed, with_packed_sealed])
def test_where_there_are_marks_already_both_count(tmp_path: Path, older: Callable[[Path], None]) -> None:
    put(tmp_path)
    older(tmp_path)
    keys = opened(tmp_path)
    assert seen(tmp_path, keys) == ALL
    change(tmp_path, same, keys)
    assert seen(tmp_path, keys) == ALL


@pytest.mark.parametrize("older", [with_packed, with_packed_sealed])
def test_cut_off_at_any_call_nothing_is_lost_and_what_is_taken_back_then_stays_so(
    tmp_path: Path, older: Callable[[Path], None]
) -> None:
    """As a kill would leave it: no call after the one that fails does anything either."""

    def prepare(name: str) -> Path:
        home = tmp_path / name
        home.mkdir()
        older(home)
        return home

    def take_back(kept: Marks) -> Marks:
        return kept.but(away=kept.away - {"33333333"})

    counting = Counting()
    home = prepare("counted")
    change(home, take_back, opened(home), counting)
    for number in range(len(counting.calls)):
        home = prepare(str(number))
        keys = opened(home)
        before = seen(home, keys)
        with suppress(SmartError, OSError):
            change(home, take_back, keys, FaultAt(number, fault(errno.EIO), is_lasting=True))
        assert seen(home, keys) in (before, take_back(before))
        assert settings.read(home, keys).name == "Ana"
        change(home, take_back, keys)
        assert seen(home, keys) == take_back(before)


def test_settings_that_are_changed_first_lose_none_of_them(tmp_path: Path) -> None:
    with_packed_sealed(tmp_path)
    keys = opened(tmp_path)
    settings.change(tmp_path, lambda kept: kept.but(name="Bo"), keys)
    assert seen(tmp_path, keys).away == {"33333333"}
    keys.turn_off()
    settings.change(tmp_path, lambda kept: kept, keys)
    assert (seen(tmp_path).away, settings.read(tmp_path).name) == ({"33333333"}, "Bo")


MARKER = """
import sys
from pathlib import Path
from tests.journal.making import keys_of
from smartcli.home import marks
home, own = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
for number in range(10):
    mark = f"{own}-{number}"
    marks.change(home, lambda kept: kept.but(away=kept.away | {mark}), keys_of(home))
"""


@pytest.mark.parametrize("older", [with_packed, with_packed_sealed])
def test_w2_windows_that_mark_at_once_lose_nothing_of_each_other_nor_of_what_is_moved(
    tmp_path: Path, older: Callable[[Path], None]
) -> None:
    older(tmp_path)
    windows = [python(MARKER, tmp_path, name, stdin=-1) for name in "abcd"]
    for one in windows:
        assert one.stdout
        assert one.stdout.readline() == b"ready\n"
    for one in windows:
        assert one.stdin
        one.stdin.write(b"\n")
        one.stdin.flush()
    for one in windows:
        one.communicate()
    assert [one.returncode for one in windows] == [0] * 4
    keys = opened(tmp_path)
    theirs = {f"{name}-{number}" for name in "abcd" for number in range(10)}
    assert seen(tmp_path, keys).away == {"33333333", *theirs}
    assert seen(tmp_path, keys).declined == {"a=b": "2026-03-09", "x": "2026-01-01"}


def test_a_packed_text_is_split_at_the_last_sign() -> None:
    assert declined("a=b=2026-03-09") == {"a=b": "2026-03-09"}


# Visits


@pytest.mark.parametrize("is_sealed", [False, True], ids=["open", "sealed"])
def test_the_days_of_the_last_two_visits_are_kept_the_older_first(tmp_path: Path, *, is_sealed: bool) -> None:
    if is_sealed:
        lay_key(tmp_path)
    keys = opened(tmp_path)
    for day in ("2026-03-10", "2026-01-02", "2026-02-20", "2026-03-10"):
        change(tmp_path, lambda kept, day=day: visited(kept, day), keys)  # type: ignore[misc]
    assert read(tmp_path, keys).visits == ("2026-02-20", "2026-03-10")
    written = flat_toml.load(str(tmp_path / "marks.toml"))[0]
    if not is_sealed:
        assert written == {"visit": [{"day": "2026-02-20"}, {"day": "2026-03-10"}]}


def test_a_visit_alone_is_no_empty_file(tmp_path: Path) -> None:
    change(tmp_path, lambda kept: visited(kept, "2026-03-10"), keys_of(tmp_path))
    assert read(tmp_path).is_empty is False


def test_of_days_in_the_file_only_the_last_two_count(tmp_path: Path) -> None:
    days = ["2026-03-10", "2026-01-02", "2026-02-20"]
    (tmp_path / "marks.toml").write_text(flat_toml.write({"visit": [{"day": day} for day in days]}))
    assert read(tmp_path).visits == ("2026-02-20", "2026-03-10")


# Others do not wait for the person


@pytest.mark.parametrize("what", ["marks", "settings"])
def test_the_passphrase_is_asked_for_before_the_lock_whichever_file_has_something_sealed(
    tmp_path: Path, what: str
) -> None:
    lay_key(tmp_path)
    if what == "marks":
        put(tmp_path)
    else:
        settings.change(tmp_path, lambda kept: kept.but(name="Ana"), opened(tmp_path))
    held: list[bool] = []

    def ask(_wrong: object) -> str:
        with disk.locked(tmp_path / "lock", 0) as alone:
            held.append(bool(alone))
        return "open"

    change(tmp_path, lambda kept: kept.but(away=kept.away | {"55555555"}), Keys(tmp_path, ask))
    assert held == [True]
    assert "55555555" in read(tmp_path, opened(tmp_path)).away
