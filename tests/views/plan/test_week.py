"""The week plan laid over the days to come."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from tests.exercises.own_exercises import LINES, plant
from tests.small import entry

from smartcli.exercises.library import Library
from smartcli.journal.entry import Entry
from smartcli.views.plan import week

TUESDAY_NOON = datetime(2026, 3, 10, 12, 0, tzinfo=timezone(timedelta(hours=1)))
SHIPPED = Library(Path("nobody's"))


def slot(
    day: object = "Tuesday", part: object = "Evening", what: object = "Swimming", **more: object
) -> dict[str, object]:
    return {"day": day, "part": part, "what": what, **more}


def planned(*slots: object, **more: str) -> Entry:
    return entry({"slots": list(slots)}, exercise="week-plan", **more)


def starts(*slots: object, now: datetime = TUESDAY_NOON) -> list[tuple[str, str]]:
    return [(found.start.isoformat(timespec="minutes"), found.words) for found in week([planned(*slots)], SHIPPED, now)]


@pytest.mark.parametrize(
    ("day", "part", "start"),
    [
        ("Tuesday", "Afternoon", "2026-03-10T14:00"),
        ("Tuesday", "Evening", "2026-03-10T19:00"),
        ("Tuesday", "Night", "2026-03-10T22:00"),
        ("Tuesday", "Morning", "2026-03-17T09:00"),  # this morning is over
        ("Wednesday", "Morning", "2026-03-11T09:00"),
        ("Monday", "Night", "2026-03-16T22:00"),
    ],
)
def test_each_slot_falls_on_the_next_such_hour(day, part, start):
    assert starts(slot(day, part)) == [(start, "Swimming")]


def test_an_hour_is_that_of_the_wall_clock_wherever_the_person_is():
    [found] = week([planned(slot())], SHIPPED, TUESDAY_NOON)
    assert found.start.tzinfo is None
    assert found.start == datetime(2026, 3, 10, 19, 0)  # noqa: DTZ001  # floating, as calendars call it


def test_slots_come_in_the_order_of_their_hours_with_whom():
    rows = [slot("Friday", "Night", "Call", **{"with": "Ana"}), slot("Wednesday"), slot("Friday", "Morning", "Rest")]
    assert [words for _start, words in starts(*rows)] == ["Swimming", "Rest", "Call, Ana"]


@pytest.mark.parametrize(
    "odd", [slot(day=None), slot(part=None), slot(what=None), slot(what=" "), slot(day="Someday"), slot(day=["Monday"]),
            {}, "Swimming", None],
)  # fmt: skip
def test_what_has_no_day_no_part_or_no_words_is_left_out(odd):
    assert starts(odd, slot()) == [("2026-03-10T19:00", "Swimming")]


def test_only_the_newest_week_counts_and_none_is_no_error():
    newest = planned(slot(what="Rest"))
    assert [one.what for one in week([entry({}), newest, planned(slot())], SHIPPED, TUESDAY_NOON)] == ["Rest"]
    assert week([entry({}, exercise="week-plan"), planned(slot())], SHIPPED, TUESDAY_NOON) == []
    assert week([], SHIPPED, TUESDAY_NOON) == []


def test_an_exercise_of_the_same_name_and_another_shape_is_no_week(tmp_path: Path):
    (tmp_path / "exercises").mkdir()
    plant(tmp_path, "week-plan", slots=LINES)
    assert week([planned(slot())], Library(tmp_path), TUESDAY_NOON) == []
