"""Days as people say them."""

from datetime import date, datetime, timedelta

import pytest

from smartcli.home.settings import Settings
from smartcli.text.days_said import began, moment, on, said

TODAY = date(2026, 11, 30)  # a Monday


@pytest.mark.parametrize(
    ("back", "named", "within"),
    [
        (0, "today", "today"),
        (1, "yesterday", "yesterday"),
        (-1, "tomorrow", "tomorrow"),
        (2, "Saturday 28 November", "on Saturday 28 November"),
        (-2, "Wednesday 2 December", "on Wednesday 2 December"),
        (365, "Sunday 30 November 2025", "on Sunday 30 November 2025"),
    ],
)
def test_a_day_by_its_name_and_within_a_sentence(back: int, named: str, within: str) -> None:
    day = TODAY - timedelta(days=back)
    assert (said(day, TODAY), on(day, TODAY)) == (named, within)
    assert (said(day.isoformat(), TODAY), on(day.isoformat(), TODAY)) == (named, within)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-30T04:30", "early this morning"),
        ("2026-11-30T09:00", "this morning"),
        ("2026-11-30T12:00", "this afternoon"),
        ("2026-11-30T18:00+01:00", "this evening"),
        ("2026-12-01T02:00", "tonight"),
        ("2026-11-29T08:00", "yesterday morning"),
        ("2026-11-29T20:00", "yesterday evening"),
        ("2026-11-30T02:00", "last night"),
        ("2026-11-28T20:00", "on Saturday 28 November"),
        ("2025-11-28T20:00", "on Friday 28 November 2025"),
    ],
)
def test_a_moment_belongs_to_the_persons_own_day(at: str, words: str) -> None:
    moment_there = datetime.fromisoformat(at)
    day = Settings(day_ends=4).day(moment_there)
    assert moment(day, moment_there, TODAY) == words
    assert moment(day.isoformat(), at, TODAY) == words


def test_where_the_day_ends_at_midnight_an_hour_past_it_is_of_the_next_day() -> None:
    late = datetime(2026, 11, 30, 1, 30)  # noqa: DTZ001  the person's own clock
    assert moment(Settings(day_ends=0).day(late), late, TODAY) == "early this morning"


def test_what_is_no_day_is_given_back_as_it_is() -> None:
    assert said("soon", TODAY) == "soon"
    assert moment("2026-11-30", "soon", TODAY) == "today"


def test_it_can_begin_a_line() -> None:
    assert began(said(TODAY, TODAY)) == "Today"
