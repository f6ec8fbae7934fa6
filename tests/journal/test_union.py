"""Several journals become one, in whatever order and however often they are put together."""

import itertools
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.journal.making import NOON, Counting, entry, segments

from smartcli.journal import Journal, Merged
from smartcli.journal.entry import Entry
from smartcli.journal.line import decode, encode, numbered
from smartcli.journal.union import Union

A, B = "01KKBPENW0FG924SA1P8ZMQN0A", "01KKBPENW0FG924SA1P8ZMQN0B"
LATE = "01KKBPENW0FG924SA1P8ZMQNZ"  # what ids of changes begin with
Lines = list[tuple[bytes, bytes]]


def one(id: str, text: str = "") -> tuple[bytes, bytes]:
    """An entry."""
    return id.encode(), numbered(entry(text).but(id=id).as_line(), 1)[:-1]


def said(op: str, of: str, number: int = 1, **more: object) -> tuple[bytes, bytes]:
    """A change."""
    table = {"v": 1, "id": f"{LATE}{number}", "op": op, "of": of, "at": NOON.isoformat(), **more}
    return str(table["id"]).encode(), numbered(table, 2)[:-1]


def gone(id: str) -> tuple[bytes, bytes]:
    return id.encode(), numbered({"v": 1, "id": id, "op": "gone", "of": id, "at": NOON.isoformat()}, 1)[:-1]


def joined(here: Lines, coming: Lines, *, also_forgotten: bool = False) -> Union:
    union = Union(here, also_forgotten=also_forgotten)
    union.take(coming)
    return union


EDIT, OTHER, FORGET = (
    said("edit", A, answers={"trigger": "x"}),
    said("edit", A, answers={"trigger": "y"}),
    said("forget", A),
)

REMEMBER = said("remember", A, 2, undoes=FORGET[0].decode())


@pytest.mark.parametrize(
    ("here", "coming", "count", "new"),
    [
        ([], [], {}, []),
        ([], [one(B), one(A)], {"read": 2, "added": 2}, [one(A), one(B)]),  # in the order of their ids
        ([one(A)], [one(A)], {"read": 1, "already": 1}, []),
        ([one(A)], [one(A, "other")], {"read": 1, "refused": 1}, []),
        ([], [one(A), one(A, "other")], {"read": 2, "added": 1, "refused": 1}, [one(A)]),
        ([one(A)], [(A.encode(), encode({**decode(one(A)[1]), "n": 7}))], {"read": 1, "already": 1}, []),
        # what changes an entry
        ([one(A)], [EDIT], {"edited": 1}, [EDIT]),
        ([one(A), EDIT], [EDIT], {}, []),
        ([one(A), EDIT], [OTHER], {"refused": 1}, []),
        ([one(A)], [said("delete", A)], {"edited": 1}, [said("delete", A)]),
        # what was forgotten
        ([one(A)], [FORGET], {"edited": 1, "hidden": 1}, [FORGET]),
        ([], [FORGET], {"edited": 1}, [FORGET]),
        ([one(B)], [FORGET], {"edited": 1}, [FORGET]),
        ([one(A), said("forget", A, 2)], [FORGET], {"edited": 1}, [FORGET]),
        ([gone(A)], [FORGET], {"edited": 1}, [FORGET]),
        ([said("forget", A)], [one(A)], {"read": 1, "forgotten": 1}, []),
        ([], [one(A), FORGET], {"read": 1, "forgotten": 1, "there": 1, "edited": 1}, [FORGET]),
        ([FORGET], [EDIT], {}, []),
        ([FORGET, REMEMBER], [one(A)], {"read": 1, "added": 1}, [one(A)]),
        ([FORGET], [REMEMBER], {"edited": 1}, [REMEMBER]),
        # what marks the place of an erased line
        ([one(A)], [gone(A)], {}, []),
        ([], [gone(A)], {}, []),
    ],
)  # fmt: skip
def test_what_becomes_of_a_line_that_comes(here: Lines, coming: Lines, count: dict[str, int], new: Lines) -> None:
    union = joined(here, coming)
    assert union.count == Merged(**count)
    assert union.new == [line for _id, line in new]
    assert union.ids == {id for id, _line in new}
    assert union.back == set()


def test_what_was_forgotten_here_comes_when_it_is_asked_for_and_is_told_once() -> None:
    union = joined([FORGET], [one(A), one(A)], also_forgotten=True)
    assert union.count == Merged(read=2, added=1, already=1, back=1)
    assert (union.back, union.away) == ({A}, [])
    assert joined([FORGET], [one(A), one(B)]).away == [A]
    assert joined([], [one(A), FORGET]).away == []  # it was forgotten there
    assert joined([], [one(A), FORGET], also_forgotten=True).new == [FORGET[1]]
    both = joined([gone(A)], [one(A)], also_forgotten=True)  # the mark is all that is here of it
    assert (both.new, both.back) == ([one(A)[1]], {A})


def test_a_line_that_was_refused_counts_once_and_what_was_forgotten_stays_away_unless_it_is_asked_for() -> None:
    other = one(A, "other")
    assert joined([one(A)], [other, other]).count == Merged(read=2, refused=1, already=1)
    union = Union([FORGET])
    union.take([one(A)])
    assert (union.count, union.back) == (Merged(read=1, forgotten=1), set())


def test_what_could_not_be_read_over_there_is_refused() -> None:
    union = joined([], [one(A)])
    union.refuse(3)
    union.refuse(1)
    assert union.count == Merged(read=5, added=1, refused=4)


unhurried = settings(deadline=None, max_examples=40)  # a busy machine is no failure
NAMES = ("a", "b", "c")
ACTS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(("add", "edit", "delete", "undo", "forget"))), max_size=9
)
LATER = NOON + timedelta(days=1)


def open_(home: Path) -> Journal:
    return Journal(home, system=Counting(), patience=0)


def homes_after(folder: Path, acts: list[tuple[str, str]], *, only: tuple[str, ...] = ()) -> None:
    """Three homes that were one until each did something of its own. only: what else is left out."""
    clock = itertools.count()
    for _ in range(3):
        open_(folder / "a").append(entry(minutes=(minute := next(clock)), answers={"note": str(minute)}))
    for name in NAMES[1:]:
        shutil.copytree(folder / "a", folder / name)
    for name, what in acts:
        journal, minute = open_(folder / name), next(clock)
        at, ids = NOON + timedelta(minutes=minute), [one.id for one in journal.entries()]
        if what == "add":
            journal.append(entry(minutes=minute, answers={"note": str(minute)}))
        elif only and what not in only:
            continue
        elif what == "undo" and list(journal.trash()):
            journal.undo(at=at)
        elif ids and what == "edit":
            journal.edit(ids[minute % len(ids)], {"note": str(minute)}, asked={}, at=at)
        elif ids and what == "delete":
            journal.delete(ids[: minute % 3], at=at)
        elif ids and what == "forget":
            journal.forget([ids[minute % len(ids)]], at=at)


def view(home: Path) -> list[tuple[str, Any, bool]]:
    journal = open_(home)
    living = [(one.id, one.as_json(), False) for one in journal.entries()]
    return sorted([*living, *((one.id, one.as_json(), True) for one in journal.trash())], key=lambda row: row[0])


def takes_in(one: Path, other: Path) -> int:
    merged = open_(one).take_in(open_(other))
    assert merged.refused == 0
    return merged.added + merged.edited


def merges(one: Path, other: Path) -> int:
    entries = [Entry.from_json(entry.as_json()) for entry in open_(other).entries()]
    merged = open_(one).merge(entries, at=LATER)
    return merged.added + merged.edited


Joins = Callable[[Path, Path], int]
# An export holds no trash, so what was deleted in one home cannot be told to another.
WAYS: list[tuple[Joins, tuple[str, ...]]] = [(takes_in, ()), (merges, ("edit",))]


@pytest.mark.parametrize(("joins", "only"), WAYS)
@unhurried
@given(acts=ACTS)
def test_joining_is_commutative_associative_and_idempotent(tmp_path_factory, joins, only, acts):
    folder = tmp_path_factory.mktemp("homes")
    homes_after(folder, acts, only=only)
    count = itertools.count()

    def joined(one: Path, other: Path) -> Path:
        both = Path(folder) / f"joined{next(count)}"
        shutil.copytree(one, both)
        joins(both, other)
        before = [file.read_bytes() for file in segments(both)]
        assert joins(both, other) == 0
        assert joins(both, both) == 0
        assert [file.read_bytes() for file in segments(both)] == before
        return both

    a, b, c = (folder / name for name in NAMES)
    assert view(joined(a, b)) == view(joined(b, a))
    assert view(joined(joined(a, b), c)) == view(joined(a, joined(b, c)))
