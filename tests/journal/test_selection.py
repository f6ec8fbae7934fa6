from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.small import entry

from smartcli.errors import HELP, Usage
from smartcli.exercises.library import Library
from smartcli.journal import selection
from smartcli.journal.entry import Entry
from smartcli.journal.selection import Chosen, Selection, read_day, select

TODAY = date(2026, 3, 10)
LIBRARY = Library(Path("no-home"))
ENTRIES = [
    entry({}, day="2026-03-10", exercise="check-in"),
    entry({}, day="2026-03-09", exercise="urge-log"),
    entry({}, day="2026-03-09", exercise="gone"),
    entry({}, day="2026-02-28", exercise="check-in"),
    entry({}, day="2025-12-31", exercise="urge-surf"),
]


def chosen(**asked: Any) -> Selection:
    nothing = dict.fromkeys(("since", "until", "day", "exercise", "point", "last"))
    return select(**{**nothing, **asked}, today=TODAY)


def meant(**asked: Any) -> list[int]:
    """Which of the entries are meant, by their place."""
    found = list(chosen(**asked).newest(ENTRIES, LIBRARY))
    return [place for place, one in enumerate(ENTRIES) if any(one is other for other in found)]


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ({}, [0, 1, 2, 3, 4]),
        ({"since": "2026-03-09"}, [0, 1, 2]),
        ({"until": "2026-02-28"}, [3, 4]),
        ({"since": "2026-01-01", "until": "2026-03-09"}, [1, 2, 3]),
        ({"since": "2026-03-10", "until": "2026-03-09"}, []),
        ({"day": "2026-03-09"}, [1, 2]),
        ({"day": "today"}, [0]),
        ({"day": " Yesterday "}, [1, 2]),
        ({"since": "yesterday", "exercise": "check-in"}, [0]),
        ({"exercise": "check-in"}, [0, 3]),
        ({"point": "urges"}, [1, 4]),
        ({"point": "daily", "last": 1}, [0]),
        ({"last": 2}, [0, 1]),
        ({"last": 99}, [0, 1, 2, 3, 4]),
        ({"day": None, "exercise": None, "point": None}, [0, 1, 2, 3, 4]),
    ],
)
def test_entries_are_chosen(asked, places):
    assert meant(**asked) == places


def test_no_more_is_read_than_the_last_so_many_need():
    read: list[Entry] = []

    def newest_first() -> Any:
        for one in ENTRIES:
            read.append(one)
            yield one

    assert len(list(chosen(last=2).newest(newest_first(), LIBRARY))) == 2
    assert len(read) == 2


@pytest.mark.parametrize("asked", [{}, {"last": 2}, {"day": "2026-03-09"}, {"last": 1, "exercise": "check-in"}])
def test_the_same_ones_come_oldest_first(asked: dict[str, Any]) -> None:
    assert list(chosen(**asked).oldest(reversed(ENTRIES), LIBRARY)) == [
        one for place, one in reversed([*enumerate(ENTRIES)]) if place in meant(**asked)
    ]


@pytest.mark.parametrize("asked", [{}, {"exercise": "check-in"}])
def test_oldest_first_they_come_one_by_one(asked: dict[str, Any]) -> None:
    read = iter(reversed(ENTRIES))
    assert next(chosen(**asked).oldest(read, LIBRARY)).day in ("2025-12-31", "2026-02-28")
    assert len(list(read)) >= 3


def test_what_is_chosen_is_read_anew_each_time_and_counted_as_it_was_then() -> None:
    there = ENTRIES[2:]
    every = Chosen(chosen(), LIBRARY, lambda: reversed(there))
    assert (len(every), every.exercises) == (3, {"gone", "check-in", "urge-surf"})
    there = ENTRIES
    assert len(every) == 3
    assert [one.day for one in every] == [one.day for one in reversed(ENTRIES)]
    assert (len(every), every.exercises) == (5, {one.exercise for one in ENTRIES})
    nothing = Chosen(chosen(day="tomorrow"), LIBRARY, lambda: ENTRIES)
    assert (len(nothing), nothing.exercises) == (0, set())


def test_kept_to_some_exercises_no_entry_of_another_comes_or_counts() -> None:
    every = Chosen(chosen(), LIBRARY, lambda: ENTRIES, newest_first=True)
    every.keep_to({"check-in", "none"})
    assert [(one.day, one.exercise) for one in every] == [("2026-03-10", "check-in"), ("2026-02-28", "check-in")]
    assert (len(every), every.exercises) == (2, {"check-in"})
    every.keep_to(set())
    assert [*every] == []
    assert (len(every), every.exercises) == (0, set())


def test_a_selection_without_a_bound_is_everything():
    assert chosen().is_everything is True
    assert [chosen(**asked).is_everything for asked in ({"last": 1}, {"day": "today"}, {"point": "daily"})] == [
        False
    ] * 3


DAY = "A day is written like 2026-12-01, or as today or yesterday."
REFUSED: list[tuple[dict[str, Any], str, str | None]] = [
    ({"day": "2026-03-09", "since": "2026-03-01"}, "Please use --day, or --from and --to.", HELP),
    ({"day": "2026-03-09", "until": "2026-03-10"}, "Please use --day, or --from and --to.", HELP),
    ({"last": 0}, "--last wants a number of 1 or more.", HELP),
    ({"last": -3}, "--last wants a number of 1 or more.", HELP),
    ({"point": "urge"}, "--point wants one of: daily, motivation, urges, thoughts, balance.", HELP),
    ({"since": "my secret"}, DAY, HELP),
    ({"until": "2026-02-30"}, DAY, HELP),
    ({"day": "\ud800\x1b[31m"}, DAY, HELP),
    ({"since": ""}, DAY, HELP),
    ({"until": " "}, DAY, HELP),
    ({"day": "", "since": "today"}, "Please use --day, or --from and --to.", HELP),
    ({"point": ""}, "--point wants one of: daily, motivation, urges, thoughts, balance.", HELP),
    ({"exercise": " "}, "--exercise wants the name of an exercise.", "smartcli exercises"),
]


@pytest.mark.parametrize(("asked", "said", "next"), REFUSED)
def test_what_cannot_be_meant_is_refused_without_repeating_it(asked, said, next):
    with pytest.raises(Usage) as caught:
        chosen(**asked)
    assert (str(caught.value), caught.value.next, caught.value.code) == (said, next, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (None, ""), ("today", "2026-03-10"), ("YESTERDAY", "2026-03-09"), ("tomorrow", "2026-03-11"),
        ("in 2 days", "2026-03-12"), ("2025-01-31", "2025-01-31"), (" 9999-12-31", "9999-12-31"),
        ("0001-01-01", "0001-01-01"), ("1899-12-31", "1899-12-31"),
    ],
)  # fmt: skip
def test_a_day_can_be_typed_in_several_ways(text, day):
    assert read_day(text, TODAY) == day


def test_yesterday_may_lie_in_another_month():
    assert read_day("yesterday", date(2028, 3, 1)) == "2028-02-29"


def test_yesterday_is_understood_in_the_language_of_the_screen_and_in_english(monkeypatch):
    monkeypatch.setattr(selection, "_", {"yesterday": "gestern"}.get)
    assert [read_day(text, TODAY) for text in ("gestern", "Yesterday")] == ["2026-03-09"] * 2
