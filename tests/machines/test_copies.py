"""Folders and copies of files, however they were brought together: one journal, nothing lost, nothing twice."""

import itertools
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journal.making import NOON, Counting, entry, keys_of, lay_key
from tests.machines.making import view

from smartcli.journal import Journal
from smartcli.journal.segment_names import is_copy, is_segment

SIZES = [pytest.param(False, 30, id="plain"), pytest.param(True, 8, id="sealed")]  # each line is opened alone there
LONG = "x" * 400_000  # three of these fill a segment
LONG_SEALED = LONG[:100_000]  # two do


def open_(home: Path) -> Journal:
    return Journal(home, keys=keys_of(home), system=Counting(), patience=0)


def new(folder: Path, name: str, *, is_sealed: bool) -> Path:
    home = folder / name
    home.mkdir(mode=0o700)
    if is_sealed:
        lay_key(home)
    return home


# Names that tools give to a copy


@pytest.mark.parametrize("of", ["000001.jsonl", "000001.jsonl.age", "01kkbppkvx0000000000000000.jsonl"])
@pytest.mark.parametrize(
    "before_the_end",
    [".sync-conflict-20260310-120000-ABCDEFG", " (conflicted copy 2026-03-10 120000)", " (1)", " 2", "-otherpc"],
)
def test_what_a_tool_calls_a_copy_is_read_as_one(of: str, before_the_end: str) -> None:
    stem, dot, end = of.rpartition(".")
    assert is_copy(stem + before_the_end + dot + end)
    assert is_segment(of)
    assert not is_copy(of)


@pytest.mark.parametrize(
    "name", [".syncthing.000001.jsonl.tmp", "~000001.jsonl", ".000001.jsonl.0a1b2c3d.tmp", "a.age"]
)
def test_what_a_tool_leaves_half_done_is_not_read(name: str) -> None:
    assert not is_segment(name)
    assert not is_copy(name)


@pytest.mark.parametrize("name", ["000001-unpacked.jsonl", "000001-unpacked.jsonl.age"])
def test_what_is_unpacked_beside_another_is_no_copy(name: str) -> None:
    assert is_segment(name)
    assert not is_copy(name)


# Machines of one name


def doubles(folder: Path, *, is_sealed: bool) -> tuple[Path, Path]:
    one = new(folder, "one", is_sealed=is_sealed)
    for minute in range(2):
        open_(one).append(entry(f"before {minute}", minutes=minute))
    shutil.copytree(one, folder / "other")
    return one, folder / "other"


def as_syncthing(winner: Path, loser: Path) -> None:
    """Both folders become what Syncthing makes of them: one file stays, the other is put beside it."""
    copies = itertools.count(1)
    for file in sorted((loser / "journal").glob("*/*")):
        there = winner / "journal" / file.parent.name / file.name
        if there.exists() and there.read_bytes() != file.read_bytes():
            mark = f".sync-conflict-20260310-12000{next(copies)}-ABCDEFG"
            there = there.with_name(f"{there.stem}{mark}{there.suffix}")
        there.parent.mkdir(exist_ok=True)
        there.write_bytes(file.read_bytes())
    shutil.rmtree(loser / "journal")
    shutil.copytree(winner / "journal", loser / "journal")


def texts(home: Path) -> set[str]:
    return {str(row[2]["answers"]["trigger"]) for row in view(home)}


@pytest.mark.parametrize("is_sealed", [False, True], ids=["plain", "sealed"])
@pytest.mark.parametrize("is_one_first", [False, True])
def test_two_that_packed_and_opened_the_same_segment_otherwise_keep_all_lines(
    tmp_path: Path, is_sealed: bool, is_one_first: bool
) -> None:
    one, other = doubles(tmp_path, is_sealed=is_sealed)
    for minute, home in enumerate((one, other), 5):
        open_(home).append(entry(f"apart {minute}", minutes=minute))
        if not is_sealed:
            lay_key(home)
        open_(home).seal_all()
    as_syncthing(*((one, other) if is_one_first else (other, one)))
    for home in (one, other):
        assert texts(home) == {"before 0", "before 1", "apart 5", "apart 6"}
        keys = keys_of(home)
        keys.turn_off()
        Journal(home, keys=keys).open_all()
        assert texts(home) == {"before 0", "before 1", "apart 5", "apart 6"}
        assert list((home / "journal").glob("*/*.age")) == []


@pytest.mark.parametrize("is_sealed", [False, True], ids=["plain", "sealed"])
@pytest.mark.parametrize(
    ("as_git", "count"),
    [(False, 3), (False, 9), (True, 3)],
    ids=["a copy beside", "a copy beside, several segments on", "lines of both"],
)
@pytest.mark.parametrize("is_one_first", [False, True])
def test_one_that_begins_a_new_segment_while_its_double_goes_on_in_the_old(
    tmp_path: Path, is_sealed: bool, as_git: bool, count: int, is_one_first: bool
) -> None:
    """The order of ids then leaps back from one segment to the next."""
    one, other = doubles(tmp_path, is_sealed=is_sealed)
    for minute in range(10, 10 + count):
        open_(one).append(entry(LONG_SEALED if is_sealed else LONG, minutes=minute))
    last = open_(one).append(entry("changed", minutes=20))
    [first, _second, *_more] = sorted((one / "journal").glob("*/*.jsonl"))
    open_(one).edit(last.id, {"trigger": "after"}, asked={}, at=NOON.replace(hour=14))
    # It has neither seen this nor is its clock behind: what it writes is later, in the segment before.
    at_last = [open_(other).append(entry(f"apart {minute}", minutes=minute)) for minute in range(30, 33)]
    open_(other).delete([at_last[0].id], at=NOON.replace(hour=15))
    if as_git:
        theirs = (other / "journal" / first.relative_to(one / "journal")).read_bytes()
        both = first.read_bytes().splitlines(keepends=True)
        extra = [line for line in theirs.splitlines(keepends=True) if line not in both]
        before = [line for line in both if line in theirs.splitlines(keepends=True)]
        mine = [line for line in both if line not in before]
        first.write_bytes(b"".join([*before, *extra, *mine] if is_one_first else [*before, *mine, *extra]))
    else:
        as_syncthing(*((one, other) if is_one_first else (other, one)))
    rows = view(one)
    told = sorted((str(row[2]["answers"]["trigger"])[:8], row[1]) for row in rows)
    apart = [("apart 30", True), ("apart 31", False), ("apart 32", False)]
    assert told == [("after", False), *apart, ("before 0", False), ("before 1", False), *[(LONG[:8], False)] * count]
    newest = [row[2]["id"] for row in rows if not row[1]][::-1]
    assert [found.id for found in open_(one).latest()] == newest
    assert [found.id for found in open_(one).latest("urge-log")] == newest
    assert [found.answers["trigger"] for found in open_(one).search(["apart"])] == ["apart 32", "apart 31"]


# Any folders in any order

ACT = st.tuples(st.sampled_from("abc"), st.sampled_from(("add", "edit", "delete", "undo", "forget", "copy")))


def wrote(folder: Path, acts: Sequence[tuple[str, str]], *, is_sealed: bool) -> None:
    """Three machines with a journal each, of which every one knows the first lines of all. copy: of its file so far."""
    homes = {name: new(folder, name, is_sealed=is_sealed) for name in "abc"}
    clock = itertools.count()
    for home in homes.values():
        for _ in range(2):
            open_(home).append(entry(str(minute := next(clock)), minutes=minute))
    for one, other in itertools.permutations(homes.values(), 2):
        for device in list((one / "journal").iterdir()):
            if device.name in (one / "device").read_text():
                shutil.copytree(device, other / "journal" / device.name)
    for name, what in acts:
        minute, journal = next(clock), open_(homes[name])
        _act(journal, homes[name], what, minute)


def _act(journal: Journal, home: Path, what: str, minute: int) -> None:
    at, ids = NOON.replace(minute=minute), [one.id for one in journal.entries()]
    if what == "add":
        journal.append(entry(str(minute), minutes=minute))
    elif what == "copy":
        [device] = [home / "journal" / name for name in (home / "device").read_text().split()[:1]]
        [file, *_copies] = sorted(device.glob("000001.jsonl"))
        shutil.copyfile(file, home / f"{device.name}-000001.sync-conflict-20260310-1200{minute:02}-ABCDEFG.jsonl")
    elif what == "undo" and list(journal.trash()):
        journal.undo(at=at)
    elif ids and what == "edit":
        journal.edit(ids[minute % len(ids)], {"trigger": str(minute)}, asked={}, at=at)
    elif ids and what == "delete":
        journal.delete(ids[: minute % 3], at=at)
    elif ids and what == "forget":
        journal.forget([ids[minute % len(ids)]], at=at)


def brought(folder: Path, to: Path, names: Sequence[str], *, with_copies: bool) -> list[Any]:
    """What is seen where these machines' own folders came together, one after the other, perhaps with copies."""
    home = new(to, f"seen-{len(list(to.iterdir()))}", is_sealed=(folder / "a" / "key").exists())
    (home / "journal").mkdir()
    for name in names:
        own = (folder / name / "device").read_text().split()[0]
        shutil.copytree(folder / name / "journal" / own, home / "journal" / own, dirs_exist_ok=True)
        for copy in sorted((folder / name).glob("*-000001.*")) if with_copies else []:
            shutil.copyfile(copy, home / "journal" / own / copy.name.partition("-")[2])
    return view(home)


@pytest.mark.parametrize(("is_sealed", "examples"), SIZES)
def test_folders_of_devices_give_the_same_in_any_order_and_with_any_earlier_copies(
    tmp_path_factory: pytest.TempPathFactory, is_sealed: bool, examples: int
) -> None:
    @settings(deadline=None, max_examples=examples)  # a busy machine is no failure
    @given(acts=st.lists(ACT, max_size=9))
    def holds(acts: list[tuple[str, str]]) -> None:
        folder, to = tmp_path_factory.mktemp("wrote"), tmp_path_factory.mktemp("brought")
        wrote(folder, acts, is_sealed=is_sealed)
        for size in (2, 3):
            for chosen in itertools.combinations("abc", size):
                first = brought(folder, to, chosen, with_copies=False)
                for order in itertools.permutations(chosen):
                    assert brought(folder, to, order, with_copies=True) == first
                assert brought(folder, to, [*chosen, *chosen], with_copies=True) == first

    holds()


@pytest.mark.parametrize(("is_sealed", "examples"), SIZES)
def test_taking_in_gives_what_the_folders_side_by_side_give(
    tmp_path_factory: pytest.TempPathFactory, is_sealed: bool, examples: int
) -> None:
    @settings(deadline=None, max_examples=examples)  # a busy machine is no failure
    @given(acts=st.lists(ACT, max_size=9))
    def holds(acts: list[tuple[str, str]]) -> None:
        folder, to = tmp_path_factory.mktemp("wrote"), tmp_path_factory.mktemp("brought")
        wrote(folder, acts, is_sealed=is_sealed)
        expected = brought(folder, to, "abc", with_copies=False)
        for number, (mine, *others) in enumerate(itertools.permutations("abc")):
            shutil.copytree(folder / mine, home := to / f"taking-{number}")
            for other in [*others, *others]:
                assert open_(home).take_in(open_(folder / other)).refused == 0
            assert view(home) == expected
            again = [open_(home).take_in(open_(folder / other)) for other in others]
            assert [(one.added, one.edited) for one in again] == [(0, 0)] * 2

    holds()
