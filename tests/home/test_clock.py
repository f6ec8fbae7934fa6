"""Odd zones and the ends of the calendar are no reason to stop."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

# ruff: noqa: DTZ001, DTZ901  moments without a zone are what it is given
from smartcli.home.clock import local, shifted


@pytest.fixture(params=["UTC+25", "UTC-24", "<+99>-99", "EST5EDT", "nowhere", ""])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("zone")
def test_in_any_zone_there_is_a_now_with_an_offset() -> None:
    assert abs((local() - datetime.now(UTC)).total_seconds()) < 60
    assert local().utcoffset() is not None
    assert local(datetime(2026, 3, 10, 12)).utcoffset() is not None


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize("moment", [datetime.min, datetime.max, datetime(1970, 1, 1)])
def test_the_ends_of_time_have_one_too(moment: datetime) -> None:
    assert local(moment).utcoffset() is not None


def test_days_end_where_the_calendar_ends() -> None:
    assert shifted(date(2026, 2, 28), 1) == date(2026, 3, 1)
    assert shifted(date.max, 1) == date.max
    assert shifted(date.min, -7) == date.min
