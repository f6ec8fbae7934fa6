"""No rate of fewer than five."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small import quick

from smartcli.findings.insights.share import Share, median

COUNTS = st.integers(0, 50).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@quick
@given(COUNTS)
def test_a_rate_is_of_five_and_more_and_the_words_of_any(counts: tuple[int, int]) -> None:
    part, of = counts
    share = Share(part=part, of=of)
    assert share.words == f"{part} of {of}"
    assert share.has_rate is (of >= 5)
    if of >= 5:
        assert share.rate == part / of
        assert share.percent == f"{round(100 * part / of)} %"
        return
    with pytest.raises(ValueError, match="too few"):
        _ = share.rate
    with pytest.raises(ValueError, match="too few"):
        _ = share.percent


@quick
@given(st.lists(st.integers(0, 10), min_size=1))
def test_half_of_the_values_lie_on_either_side_of_the_median(values: list[float]) -> None:
    middle = median(values)
    assert sum(value <= middle for value in values) * 2 >= len(values)
    assert sum(value >= middle for value in values) * 2 >= len(values)
    assert min(values) <= middle <= max(values)


def test_between_two_in_the_middle_lies_their_mean() -> None:
    assert median([1, 10, 4, 5]) == 4.5


def test_a_half_is_rounded_as_it_is_and_not_as_a_float_has_it() -> None:
    assert Share(part=23, of=40).percent == "58 %"  # 57.5
