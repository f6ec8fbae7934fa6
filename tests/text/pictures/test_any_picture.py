"""Whatever is in a picture: it is never wider than the window, what is there shows its mark, and gaps are gaps."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st
from tests.text.pictures.any_picture import PICTURES, SIGNS, WIDTHS, calendars, weeks
from tests.text.pictures.person import CALENDAR, WEEKS

from smartcli.text.moved import Moved
from smartcli.text.pictures.drawing import brief, drawn, said
from smartcli.text.pictures.shapes import Calendar, Pair, Pairs, Picture, Weeks
from smartcli.text.pictures.signs import BLOCKS, Signs
from smartcli.text.pictures.weeks import level
from smartcli.text.wrapping import wide


@given(PICTURES, WIDTHS, SIGNS)
@example(WEEKS, 40, BLOCKS)
def test_a_line_is_never_wider_than_the_window(picture: Picture, width: int, signs: Signs) -> None:
    assert [line for line in drawn(picture, width, signs) if wide(line) >= width] == []


@given(PICTURES, WIDTHS, SIGNS)
def test_in_short_it_is_three_lines_and_a_key_at_most_and_no_wider(picture: Picture, width: int, signs: Signs) -> None:
    lines = brief(picture, width, signs)
    assert isinstance(picture, Calendar) or len(lines) <= 5  # whose key names all that stands there
    assert [line for line in lines if wide(line) >= width] == []


@given(PICTURES)
def test_anything_can_be_said(picture: Picture) -> None:
    assert said(picture).strip()
    assert "\n" not in said(picture)


def _marks(lines: list[str]) -> list[str]:
    """The week's seven marks of each week that is drawn, in order."""
    found, cell = [], 0
    for line, below in pairwise(lines):
        if line.startswith("week  ") and below.startswith("days"):
            starts = [place for place in range(6, len(line)) if line[place] != " " and line[place - 2 : place] == "  "]
            cell = min((b - a for a, b in pairwise(starts)), default=len(below) - 5)
            found += [below[place : place + 7].ljust(7) for place in range(6, 6 + cell * len(starts), cell)]
    return found


@given(weeks(), WIDTHS, SIGNS)
@example(WEEKS, 80, BLOCKS)
def test_every_day_with_a_value_has_its_mark_and_a_day_without_has_none(it: Weeks, width: int, signs: Signs) -> None:
    marks = "".join(_marks(drawn(it.but(title="Urge"), width, signs)))
    expected = sorted(signs.levels[level(value, it.low, it.high, len(signs.levels))] for value in it.days.values())
    assert sorted(mark for mark in marks if mark not in {" ", signs.gap}) == expected


@given(weeks(), SIGNS)
def test_a_gap_is_no_zero_and_before_the_first_entry_there_is_no_gap(it: Weeks, signs: Signs) -> None:
    drawn_gaps = "".join(_marks(drawn(it.but(title="Urge"), 119, signs))).count(signs.gap)
    begun = max(it.first, it.began)
    all_gaps = sum(begun + timedelta(days=n) not in it.days for n in range((it.last - begun).days + 1))
    assert drawn_gaps <= all_gaps


@given(st.floats(0, 10, allow_nan=False), st.sampled_from([8, 11]))
def test_the_lowest_and_the_highest_mark_are_for_the_ends_alone(value: float, count: int) -> None:
    found = level(value, 0, 10, count)
    assert (found == 0, found == count - 1) == (value <= 0, value >= 10)


@given(calendars(), SIGNS)
@example(CALENDAR, BLOCKS)
def test_in_a_wide_calendar_every_day_has_its_cell(it: Calendar, signs: Signs) -> None:
    lines = drawn(it.but(title="Drinks", unit="drinks"), 80, signs)
    cells = "".join(line[5:] for line in lines if line[:3] in {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"})
    assert cells.count("^") == sum(cell.is_more for cell in it.days.values())
    assert cells.count("?") == sum(cell.is_said and cell.amount is None for cell in it.days.values())
    assert cells.count("-") == sum(not cell.is_said for cell in it.days.values())
    begun = [max(it.first, it.began) + timedelta(days=n) for n in range((it.last - max(it.first, it.began)).days + 1)]
    assert cells.count(signs.gap) == sum(day not in it.days for day in begun)


def test_a_year_is_cut_into_quarters_and_a_long_silence_is_one_line() -> None:
    year = CALENDAR.but(first=date(2025, 11, 6))
    assert sum(line.startswith("Mon") for line in drawn(year.but(began=date(2025, 11, 6)), 80, BLOCKS)) == 5
    days = {date(2025, 11, 6): 3.0, **WEEKS.days}
    lines = drawn(WEEKS.but(first=date(2025, 11, 6), began=date(2025, 11, 6), days=days), 80, BLOCKS)
    assert [line for line in lines if line.startswith("Nothing is")] == ["Nothing is written from 15 Dec to 23 Aug."]
    assert max(map(len, lines)) < 80


def test_the_ends_of_a_long_scale_stay_over_its_line() -> None:
    one = Pair(label="00", earlier=None, later=10.0, n=(0, 0), low=0, high=100, moved=Moved.LOWER)
    lines = drawn(Pairs(title="", earlier="", later="", pairs=(one,), note=""), 55, BLOCKS)
    assert [line for line in lines if wide(line) >= 55] == []
