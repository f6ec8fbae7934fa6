"""What is set beside each other: five and five, a difference worth a word, and more than chance would often do."""

import random
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small import quick

from smartcli.findings.chance import by_chance
from smartcli.findings.comparing import AS_RATED, compared
from smartcli.findings.insights.beside import trend
from smartcli.text.moved import Moved

RATINGS = st.lists(st.integers(0, 10).map(float), max_size=20)
TICKS = st.lists(st.integers(0, 1).map(float), max_size=20)
SAID = (Moved.LOWER, Moved.HIGHER)
SHUFFLES = 2_000


@quick
@given(RATINGS, RATINGS, st.sampled_from([10.0, None]), st.integers(1, 5))
def test_of_fewer_than_five_on_either_side_nothing_is_said(
    then: list[float], now: list[float], top: float | None, among: int
) -> None:
    found = compared(then, now, top=top, among=among)
    assert (found is Moved.NOT_ENOUGH) is (min(len(then), len(now)) < 5)


@quick
@given(RATINGS, RATINGS)
def test_ratings_that_are_said_to_differ_do_so_by_a_point(then: list[float], now: list[float]) -> None:
    found = compared(then, now, top=10)
    if found in SAID:
        apart = sum(now) / len(now) - sum(then) / len(then)
        assert abs(apart) >= 1 - 1e-6
        assert (apart < 0) is (found is Moved.LOWER)


@quick
@given(st.one_of(st.tuples(RATINGS, RATINGS), st.tuples(TICKS, TICKS)), st.sampled_from([10.0, None]))
def test_the_other_way_round_it_is_the_other_way_round(
    both: tuple[list[float], list[float]], top: float | None
) -> None:
    turned = {Moved.LOWER: Moved.HIGHER, Moved.HIGHER: Moved.LOWER}
    found = compared(*both, top=top)
    assert compared(*both[::-1], top=top) is turned.get(found, found)


@quick
@given(RATINGS, RATINGS)
def test_the_more_is_compared_the_less_is_said(then: list[float], now: list[float]) -> None:
    if compared(then, now, top=10, among=4) in SAID:
        assert compared(then, now, top=10) in SAID


@quick
@given(TICKS, TICKS)
def test_ticks_are_counted_out(one: list[float], other: list[float]) -> None:
    """The same as by dealing all values out in every way there is."""
    one, other = one[:6], other[:6]
    if not (one and other):
        return
    every = [*one, *other]
    seen = [sum(every[place] for place in places) for places in combinations(range(len(every)), len(one))]
    times = {total: seen.count(total) for total in {*seen}}
    as_rare = sum(count for count in times.values() if count <= times[sum(one)])
    assert by_chance(one, other) == pytest.approx(as_rare / len(seen))


def test_all_alike_is_what_chance_always_does() -> None:
    assert by_chance([4.0] * 9, [4.0] * 7) == 1.0
    assert compared([4.0] * 9, [4.0] * 7, top=None) is Moved.NO_CLEAR_DIFFERENCE


def test_a_great_difference_is_said() -> None:
    assert compared([8, 7, 8, 9, 7], [2, 3, 2, 1, 3], top=10) is Moved.LOWER
    assert compared([0] * 14, [1] * 5 + [0] * 7, top=None) is Moved.HIGHER
    assert compared([0] * 14, [1] * 2 + [0] * 10, top=None) is Moved.NO_CLEAR_DIFFERENCE


@pytest.mark.parametrize("sizes", [(5, 5), (5, 20), (12, 14), (30, 30)])
@pytest.mark.parametrize("top", [10.0, None])
@pytest.mark.parametrize("values", ["ratings", "ticks", "amounts"])
def test_where_there_is_no_difference_one_is_said_one_time_in_ten_at_the_most(
    sizes: tuple[int, int], top: float | None, values: str
) -> None:
    dice = random.Random(12)
    draws = {
        "ratings": lambda: float(dice.randint(0, 10)),
        "ticks": lambda: float(dice.random() < 0.3),
        "amounts": lambda: float(int(dice.expovariate(0.4))),
    }
    said = 0
    for _time in range(SHUFFLES // 4):
        then, now = ([draws[values]() for _value in range(size)] for size in sizes)
        said += compared(then, now, top=top) in SAID
    assert said <= SHUFFLES // 4 * 0.12  # a tenth, and what so few tries may be beside it


# Trends

FIRST = date(2026, 3, 2)


def days(*values: float | None, step: int = 1) -> dict[date, float]:
    return {FIRST + timedelta(days=place * step): value for place, value in enumerate(values) if value is not None}


def test_the_first_thirty_days_stand_beside_the_last_thirty() -> None:
    found = trend(days(*[8.0] * 30, *[5.0] * 10, *[2.0] * 30), first=FIRST, last=FIRST + timedelta(days=69), top=10)
    assert (found.then, found.now, found.days, found.lasts) == (8, 2, (30, 30), 30)
    assert found.moved is Moved.LOWER


def test_of_a_short_span_its_halves_and_no_day_is_in_both() -> None:
    found = trend(days(*[8.0] * 5, 0.0, *[2.0] * 5), first=FIRST, last=FIRST + timedelta(days=10), top=10)
    assert (found.lasts, found.days, found.then, found.now) == (5, (5, 5), 8, 2)
    even = trend(days(*[8.0] * 5, *[2.0] * 5), first=FIRST, last=FIRST + timedelta(days=9), top=10)
    assert (even.lasts, even.days, even.then, even.now) == (5, (5, 5), 8, 2)


@quick
@given(
    st.dictionaries(st.integers(0, 120), st.integers(0, 10).map(float), max_size=80),
    st.integers(0, 120),
)
def test_a_trend_has_no_mean_of_fewer_than_five_days(values: dict[int, float], span: int) -> None:
    by_day = {FIRST + timedelta(days=day): value for day, value in values.items()}
    found = trend(by_day, first=FIRST, last=FIRST + timedelta(days=span), top=10)
    assert (found.then is None) is (found.days[0] < 5)
    assert (found.now is None) is (found.days[1] < 5)
    assert (found.moved is Moved.NOT_ENOUGH) is (min(found.days) < 5)


@quick
@given(RATINGS, RATINGS, st.tuples(st.integers(0, 7), st.integers(0, 7)))
def test_two_weeks_as_rated_are_said_to_differ_by_a_step_whatever_chance_would_do(
    then: list[float], now: list[float], days: tuple[int, int]
) -> None:
    found = compared(then, now, top=10, among=AS_RATED) if then and now else Moved.NOT_ENOUGH
    if min(len(then), len(now)) >= 5:
        apart = round(sum(now) / len(now) - sum(then) / len(then), 6)
        assert found is (Moved.NO_CLEAR_DIFFERENCE if abs(apart) < 1 else Moved.LOWER if apart < 0 else Moved.HIGHER)
    if min(days) < 5:
        assert compared(then, now, days=days, top=10, among=AS_RATED) is Moved.NOT_ENOUGH


def test_of_counts_chance_is_always_asked() -> None:
    assert compared([0] * 14, [1] * 2 + [0] * 10, top=None, among=AS_RATED) is Moved.NO_CLEAR_DIFFERENCE
