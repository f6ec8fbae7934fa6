"""Quarantine: what is kept, under which name, in the open or sealed; and which gap a kept file explains."""

from pathlib import Path

import pytest
from tests.journal.making import entry

from smartcli.errors import SmartError
from smartcli.home import disk
from smartcli.home.disk import SYSTEM, System
from smartcli.home.seal.keys import Keys
from smartcli.journal import sealing
from smartcli.journal.line import numbered
from smartcli.keeping.health import quarantine
from smartcli.keeping.health.files import Gap, Segment, gaps

NAME = "0a1b2c3d-000001.jsonl"
OLD = "harbour-01KKBPENW0FG924SA1P8ZMQN4N.json"
TORN = b"?" * 40


def line(n: int) -> bytes:
    return numbered({**entry(f"row {n}").as_line(), "id": f"01KKBPENW0FG924SA1P8ZMQ{n:03}"}, n)[:-1]


def of(*parts: int | bytes) -> bytes:
    return b"".join((line(part) if isinstance(part, int) else part) + b"\n" for part in parts)


def gap_in(home: Path, data: bytes) -> Gap:
    segment = Segment(file=home / "journal" / "0a1b2c3d" / "000001.jsonl", is_own=True, data=data)
    [found] = gaps(segment)
    return found


@pytest.mark.parametrize(
    ("before", "now", "is_explained"),
    [
        (of(1, TORN, 3), of(1, 3), True),
        (of(1, TORN, TORN, 4), of(1, 4), True),
        (of(1, TORN, 4), of(1, 4), False),  # one line stood where two are missing
        (of(1, 3), of(1, 3), False),
        (of(1, 2, 3), of(1, 3), False),  # what was whole is taken out by no repair
        (of(TORN, 2), of(2), True),
        (of(1, 2, TORN), of(1, 2, 4), True),  # it went on after the end
        (of(1, TORN, 3, 4, 5), of(1, 3, 5), False),  # another gap
        (of(1, 2, TORN, 4), of(1, 2, 4), True),
        (of(1, 2, TORN, 4), of(1, 4), False),
        (of(1, b"", 3), of(1, 3), False),
        (of(1, 4, 5, TORN, 7), of(1, 4, 5, 7), True),  # beside a gap that was there before
        (of(1, 4, 5, TORN, 7), of(1, 2, 3, 4, 7), False),
        (b"", of(1, 3), False),
    ],
)
def test_a_gap_is_explained_by_a_kept_file_in_which_something_torn_stood_there(
    tmp_path: Path, before: bytes, now: bytes, is_explained: bool
) -> None:
    folder = tmp_path / "quarantine"
    folder.mkdir()
    (folder / f"{NAME}-0a1b2c3d").write_bytes(before)
    segment = Segment(file=tmp_path / "journal" / "0a1b2c3d" / "000001.jsonl", is_own=True, data=now)
    [*_others, gap] = gaps(segment)
    assert quarantine.explains(tmp_path, gap, SYSTEM) is is_explained


@pytest.mark.parametrize(
    ("name", "is_explained"),
    [
        (f"{NAME}-0a1b2c3d", True),
        (f"{NAME}-0a1b2c3d.age", True),  # nobody can look into it here
        (f"{NAME}.age-0a1b2c3d", False),
        ("0a1b2c3d-000002.jsonl-0a1b2c3d", False),
        ("ffffffff-000001.jsonl-0a1b2c3d", False),
        ("0a1b2c3d-310.line", False),
    ],
)
def test_only_a_file_that_was_kept_of_this_segment_explains_it(tmp_path: Path, name: str, is_explained: bool) -> None:
    gap = gap_in(tmp_path, of(1, 3))
    assert not quarantine.explains(tmp_path, gap, SYSTEM)  # no folder
    (tmp_path / "quarantine").mkdir()
    sealed = b"age-encryption.org/v1\n"
    (tmp_path / "quarantine" / name).write_bytes(sealed if name.endswith(".age") else of(1, TORN, 3))
    assert quarantine.explains(tmp_path, gap, SYSTEM) is is_explained


def test_a_kept_file_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    gap = gap_in(tmp_path, of(1, 3))
    (tmp_path / "quarantine" / f"{NAME}-00000000").mkdir(parents=True)
    (tmp_path / "quarantine" / f"{NAME}-0a1b2c3d").write_bytes(of(1, TORN, 3))
    assert quarantine.explains(tmp_path, gap, SYSTEM)


# What is kept


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    made = Keys(tmp_path, lambda _before: "open", work=10)
    made.create("open")
    return made


def kept(home: Path, data: bytes, keys: Keys, name: str = NAME) -> Path:
    place = quarantine.keep(home, name, data, keys, SYSTEM)
    assert place.parent == home / "quarantine"
    return place


def test_the_same_twice_has_two_names_and_both_stay(tmp_path: Path) -> None:
    places = [
        kept(tmp_path, b"words", Keys(tmp_path), name) for name in (NAME, NAME, "check-in-x.json", "check-in-x.json")
    ]
    assert len(set(places)) == 4
    assert all(place.read_bytes() == b"words" for place in places)
    assert [place.suffix for place in places[2:]] == [".json", ".json"]
    assert quarantine.telling(tmp_path, SYSTEM) == []


def test_in_a_sealed_journal_nothing_is_kept_in_the_open(tmp_path: Path, keys: Keys) -> None:
    shut = sealing.sealed(line(1), 1, keys)
    sealed = keys.seal(b"words")
    for data, is_as_it_was in (
        (b"words", False),
        (of(1), False),
        (b"", False),
        (shut + b"\n", True),
        (shut[:-9] + b"\n", True),  # damaged since
        (shut + b"\n" + line(2) + b"\n", False),
        (shut + line(2) + b"\n", False),
        (sealed, True),
    ):
        place = kept(tmp_path, data, keys)
        there = place.read_bytes()
        assert (there == data) is is_as_it_was
        assert (place.suffix == ".age") is there.startswith(quarantine.AGE)
        assert is_as_it_was or keys.open(there) == data


def test_what_is_not_there_afterwards_was_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "replace", lambda place, _data, _system: place.write_bytes(b"other"))
    with pytest.raises(SmartError, match="could not be read again"):
        quarantine.keep(tmp_path, NAME, b"words", Keys(tmp_path), SYSTEM)


def test_only_names_that_tell_something_are_changed_and_links_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "quarantine"
    assert quarantine.telling(tmp_path, System()) == []
    folder.mkdir()
    for name in (OLD, f"{OLD}.age", "my harbour.json", f"{NAME}-0a1b2c3d"):
        (folder / name).write_bytes(name.encode())
    (folder / "linked harbour").symlink_to(folder / "my harbour.json")
    (folder / "a harbour").mkdir()
    found = quarantine.telling(tmp_path, System())
    assert sorted(file.name for file in found) == [OLD, f"{OLD}.age"]
    for file in found:
        quarantine.rename(file, System())
    assert quarantine.telling(tmp_path, System()) == []
    assert len(list(folder.iterdir())) == 6
    assert (folder / "my harbour.json").exists()  # none of ours
    assert sorted(file.suffix for file in folder.iterdir() if file.name.startswith("draft-")) == [".age", ".json"]
