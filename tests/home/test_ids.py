"""Ids follow one another, and at the end of time there is still one."""

from datetime import UTC, datetime

import pytest

from smartcli.home.ids import is_id, new_id

LAST = "7" + "Z" * 25


@pytest.mark.parametrize("at", [datetime(2026, 3, 12, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
@pytest.mark.parametrize("after", [LAST, "7" + "Z" * 24 + "Y", "7ZZZZZZZZZ" + "0" * 16])
def test_there_is_an_id_after_any_other(at: datetime, after: str) -> None:
    first, second = (made := new_id(at, after)), new_id(at, made)
    assert is_id(first)
    assert is_id(second)
    assert first != after
    assert first > after or after == LAST
