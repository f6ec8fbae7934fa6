"""What fails after something landed is told as done, but."""

import errno

import pytest

from smartcli.errors import InPart, SmartError
from smartcli.keeping.afterwards import landed


@pytest.mark.parametrize("problem", [OSError(errno.ENOSPC, "I drank"), MemoryError(), SmartError("Full.")])
def test_what_fails_afterwards_is_done_in_part(problem: Exception) -> None:
    with pytest.raises(InPart) as told, landed("Changed.", "But the cards were not renewed."):
        raise problem
    assert str(told.value).startswith("Changed. But the cards were not renewed. ")
    assert "drank" not in str(told.value)
    assert told.value.code == 1
    assert told.value.next == "smartcli doctor"


def test_what_does_not_fail_is_not_told() -> None:
    with landed("Changed.", "But the cards were not renewed."):
        pass
