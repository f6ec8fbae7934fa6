"""Ids sort by the time they were made for and follow one another; at the end of time there is still one."""

from datetime import UTC, datetime, timedelta

import pytest

from smartcli.home.ids import LENGTH, id_time, is_entry_id, is_id, new_id, stamp

NOON = datetime.fromisoformat("2026-03-10T12:00:00.123456+01:00")
FIRST, LAST = "0" * LENGTH, "7" + "Z" * (LENGTH - 1)


def test_an_id_is_of_its_moment_and_sorts_by_it() -> None:
    ids = [new_id(NOON + timedelta(milliseconds=more)) for more in (0, 1, 2, 1000, 86_400_000)]
    assert ids == sorted(ids)
    assert all(map(is_id, ids))
    assert [id_time(id) - id_time(ids[0]) for id in ids] == [0, 1, 2, 1000, 86_400_000]
    assert id_time(ids[0]) == int(NOON.timestamp() * 1000)


def test_ids_of_one_moment_are_told_apart_by_chance() -> None:
    ids = {new_id(NOON) for _again in range(200)}
    assert len(ids) == 200
    assert {id[:10] for id in ids} == {next(iter(ids))[:10]}
    assert len({id[10:14] for id in ids}) > 150


@pytest.mark.parametrize("back", [0, 1, 60, 100_000])
def test_an_id_comes_after_another_whatever_the_clock_says(back: int) -> None:
    after = new_id(NOON)
    found = [after]
    for _again in range(5):
        found.append(new_id(NOON - timedelta(seconds=back), found[-1]))
    assert found == sorted(set(found))
    assert new_id(NOON + timedelta(seconds=1), after) > after
    assert id_time(new_id(NOON + timedelta(seconds=1), after)) == id_time(after) + 1000  # no later than it must be


def test_the_next_id_is_one_more_with_a_carry() -> None:
    assert new_id(datetime.fromtimestamp(0, UTC), "01KKBPENW0FG924SA1P8ZMQN4Z") == "01KKBPENW0FG924SA1P8ZMQN50"
    assert new_id(datetime.fromtimestamp(0, UTC), "01KKBPENW0ZZZZZZZZZZZZZZZZ") == "01KKBPENW10000000000000000"


@pytest.mark.parametrize("at", ["1969-12-31T23:59:59+00:00", "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"])
def test_a_clock_at_the_ends_of_time_makes_ids_too(at: str) -> None:
    moment = datetime.fromisoformat(at)
    assert is_id(new_id(moment))
    assert id_time(new_id(moment)) == max(0, int(moment.timestamp() * 1000))


@pytest.mark.parametrize("value", [FIRST, LAST, "01KKBPENW0FG924SA1P8ZMQN4N"])
def test_what_is_an_id(value: str) -> None:
    assert is_id(value)


@pytest.mark.parametrize(
    "value",
    ["", "0" * 25, "0" * 27, "8" + "0" * 25, "0" * 25 + "U", "0" * 25 + "i", "0" * 25 + " ", None, 26, b"0" * 26],
)
def test_what_is_none(value: object) -> None:
    assert not is_id(value)


@pytest.mark.parametrize("other", ["x", "Z" * 20, "of another make that is long", "0" * 25 + "U", "U" * 26, "\ud800"])
def test_an_id_of_another_make_is_of_no_time_and_hinders_none(other: str) -> None:
    assert id_time(other) == 0
    assert id_time(new_id(NOON, other)) == int(NOON.timestamp() * 1000)


def test_a_moment_is_stored_with_its_microseconds_and_offset() -> None:
    assert stamp(NOON) == "2026-03-10T12:00:00.123456+01:00"
    assert stamp(NOON.replace(microsecond=0)) == "2026-03-10T12:00:00.000000+01:00"


@pytest.mark.parametrize("at", [datetime(2026, 3, 12, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
@pytest.mark.parametrize("after", [LAST, "7" + "Z" * 24 + "Y", "7ZZZZZZZZZ" + "0" * 16])
def test_there_is_an_id_after_any_other(at: datetime, after: str) -> None:
    first, second = (made := new_id(at, after, of_change=True)), new_id(at, made, of_change=True)
    assert is_id(first)
    assert is_id(second)
    assert first != after
    assert first > after or after == LAST


@pytest.mark.parametrize("after", [LAST, "77" + "0" * 24, "76" + "Z" * 24])
def test_after_an_id_that_leaves_no_room_an_entry_gets_one_of_its_moment(after: str) -> None:
    assert id_time(new_id(NOON, after)) == int(NOON.timestamp() * 1000)
    assert new_id(NOON, "76" + "Z" * 23 + "Y") == "76" + "Z" * 24


def test_what_an_entry_may_have_leaves_room_for_its_changes() -> None:
    assert all(map(is_entry_id, (FIRST, new_id(datetime.max.replace(tzinfo=UTC)), "76" + "Z" * 24)))
    assert not any(map(is_entry_id, (LAST, "77" + "0" * 24, "0" * 25, "8VDGF4", "0", "crc", None)))
