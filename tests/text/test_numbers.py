"""An amount is told as it was written, wherever it stands; what is worked out in few digits."""

import pytest

from smartcli.text.numbers import as_written, shown


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "0"), (2, "2"), (100, "100"), (2.25, "2.25"), (12.5, "12.5"), (0.125, "0.125"), (0.0625, "0.0625"),
        (0.1 + 0.2, "0.3"), (12345.25, "12345.25"), (1234567.5, "1234567.5"), (-0.0, "0"), (1e14, "1" + "0" * 14),
    ],
)  # fmt: skip
def test_an_amount_is_told_as_it_was_written(amount: float, said: str) -> None:
    assert as_written(amount) == said


@pytest.mark.parametrize(("value", "said"), [(10 / 3, "3.33"), (4.5, "4.5"), (5.0, "5")])
def test_what_is_worked_out_is_told_in_hundredths(value: float, said: str) -> None:
    assert shown(value) == said
