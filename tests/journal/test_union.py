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

from smartcli.journal import Journal
from smartcli.journal.entry import Entry

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
