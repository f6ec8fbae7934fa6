"""What moved, for the page of a visit: the thing itself has a row whether or not an amount of it is counted."""

import pytest
from tests.findings.insights.diary import DRINKS, Diary

from smartcli.findings.visit.moving import moving_of
from smartcli.text.moved import Moved
from smartcli.text.pictures.shapes import Pair, Pairs
from smartcli.views.goal import Goal, Way


def row(found: Pairs | None, label: str) -> Pair | None:
    return next((one for one in (found.pairs if found else ()) if one.label == label), None)


HAPPENED = "Days of 10 on which it happened"


@pytest.mark.parametrize(
    ("then", "now", "moved"), [(8, 2, Moved.LOWER), (2, 8, Moved.HIGHER), (4, 3, Moved.NO_CLEAR_DIFFERENCE)]
)
def test_where_nothing_is_counted_it_is_how_many_days_of_ten_by_the_rule(then: int, now: int, moved: Moved) -> None:
    diary = Diary(Goal(way=Way.STOP))
    for number in range(20):
        happened = (number if number < 10 else number - 10) < (then if number < 10 else now)
        diary.check_in(number, used="More than I wanted" if happened else "No")
    found = row(moving_of(diary.log()), HAPPENED)
    assert found == Pair(label=HAPPENED, earlier=then, later=now, n=(10, 10), moved=moved)


def test_a_day_of_which_nothing_is_said_is_in_no_share_and_four_days_make_none() -> None:
    diary = Diary(Goal(way=Way.STOP))
    for number in range(12):
        diary.check_in(number, used="Rather not say" if number == 3 else "No")
    found = row(moving_of(diary.log()), HAPPENED)
    assert (found and found.n) == (5, 6)
    few = Diary(Goal(way=Way.STOP))
    for number in range(8):
        few.check_in(number, used="No")
    assert moving_of(few.log()) is None


def test_where_an_amount_is_counted_that_is_the_row_and_how_sure_says_what_was_asked() -> None:
    diary = Diary(DRINKS)
    for number in range(12):
        diary.check_in(number, amount=2, confidence=6)
    found = moving_of(diary.log())
    assert found
    assert [one.label for one in found.pairs] == ["How sure the next day can go as I want", "Drinks a day"]
