"""A span is read out of a journal with no more of it than is needed, and answered as if all of it were read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exercises.shipped import LIBRARY
from tests.journal.life import age, digests
from tests.journal.making import NOON, begin_segment
from tests.journal.making import entry as written
from tests.small import quick

from smartcli.findings.insights.answers import insights_in, insights_of
from smartcli.findings.insights.insight import Insight
from smartcli.home.settings import Settings
from smartcli.journal import Journal
from smartcli.journal.happened import at_that_day
from smartcli.views.goal import goals_in

TODAY = NOON.date()
GOALS: list[dict[str, Any]] = [
    {"way": "Cut down", "unit": "Drinks", "at_most_day": 2},
    {"way": "Stop"},
    {"way": "Not sure yet"},
]
FIRST = TODAY - timedelta(days=20)


def add(home: Path, back: int, exercise: str = "check-in", **answers: Any) -> str:
    """So many days ago."""
    day = (TODAY - timedelta(days=back)).isoformat()
    one = written(minutes=-back * 24 * 60, exercise=exercise, answers=answers)
    return Journal(home).append(one.but(day=day)).id


@contextmanager
def a_home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        yield Path(place) / "home"


def both(home: Path, **span: Any) -> tuple[list[Insight], list[Insight]]:
    """Out of as much as is needed, and out of all."""
    some = insights_in(Journal(home), Settings(), LIBRARY.find, today=TODAY, first=FIRST, **span)
    goals = goals_in(reversed(Journal(home).entries()), Settings(), LIBRARY.find)
    every = insights_of(Journal(home).every(), goals, LIBRARY.find, today=TODAY, first=FIRST, **span)
    return [*some], [*every]


DAYS_BACK = st.one_of(st.integers(0, 30), st.sampled_from([7, 28, 31, 365, 400]))
WROTE = st.lists(
    st.tuples(
        DAYS_BACK,
        st.sampled_from(["check-in", "urge-log"]),
        st.fixed_dictionaries({
            "urge_peak": st.integers(0, 10), "sleep": st.integers(0, 10), "amount": st.integers(0, 6),
            "acted": st.sampled_from(["No", "Partly", "Yes"]), "did": st.just(["Talk to someone"]),
            "plan_went": st.sampled_from(["Yes", "No"]),
        }),
        st.sampled_from(["", "", "", "edit", "delete", "move", "segment", "goal"]),
    ),
    min_size=1, max_size=25,
)  # fmt: skip


@quick
@given(WROTE, st.integers(-3, 12))
def test_it_says_the_same_as_out_of_all(wrote: list[tuple[int, str, dict[str, Any], str]], end: int) -> None:
    with a_home() as home:
        for back, exercise, answers, then in sorted(wrote, key=lambda one: -one[0]):
            id = add(home, back, exercise, **answers)
            if then == "edit":
                Journal(home).edit(id, {"acted": "Yes", "amount": 5}, asked={}, at=NOON)
            elif then == "delete":
                Journal(home).delete([id], at=NOON)
            elif then == "move":
                when = at_that_day(TODAY - timedelta(days=back + 3))
                Journal(home).edit(id, {}, asked={}, at=NOON, happened=when)
            elif then == "segment":
                begin_segment(home)
            elif then == "goal":
                add(home, back, "my-goal", **GOALS[back % len(GOALS)])
        Journal(home).tend()  # digests of what is closed
        some, every = both(home, last=TODAY - timedelta(days=end))
        assert some == every


@pytest.mark.parametrize("has_digests", [True, False])
def test_of_a_long_journal_the_days_that_are_asked_for_are_read(tmp_path: Path, has_digests: bool) -> None:
    home = tmp_path / "home"
    for year in range(9, -1, -1):
        for back in range(7):
            add(home, 365 * year + back, line=f"{year} {back}")
        begin_segment(home)
    if has_digests:
        age(home)
        journal = Journal(home)
        journal.past(today=TODAY, days=1)
        journal.tend()
    assert bool(digests(home)) is has_digests
    day = (TODAY - timedelta(days=365)).isoformat()
    found = Journal(home).some(days=[day])
    assert [one.answers["line"] for one in found] == ["1 0"]
    assert Journal(home).some(days=["2001-01-01"]) == []
    answers = {
        one.question: one for one in insights_in(Journal(home), Settings(), LIBRARY.find, today=TODAY, first=FIRST)
    }
    assert answers["back-then"].sentence == "A year ago, on Monday 10 March 2025: Check-in. You wrote: “1 0”"
    assert answers["practice"].n == 7


def test_two_machines_and_a_day_that_was_moved_there(tmp_path: Path) -> None:
    home = tmp_path / "home"
    id = add(home, 2, line="Moved.")
    Journal(home).edit(id, {}, asked={}, at=NOON, happened=at_that_day(date(2025, 3, 10)))
    assert [one.id for one in Journal(home).some(days=["2025-03-10"])] == [id]
    assert Journal(home).some(days=[(TODAY - timedelta(days=2)).isoformat()]) == []
    Journal(home).delete([id], at=NOON)
    assert Journal(home).some(days=["2025-03-10"]) == []
