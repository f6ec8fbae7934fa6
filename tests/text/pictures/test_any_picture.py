"""Whatever is in a picture: it is never wider than the window, what is there shows its mark, and gaps are gaps."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st
from tests.text.pictures.person import BEGAN, CALENDAR, WEEKS

from smartcli.text.pictures import writing
from smartcli.text.pictures.drawing import drawn, said
from smartcli.text.pictures.shapes import Bar, Bars, Calendar, Cell, Counts, Moved, Pair, Pairs, Picture, Weeks
from smartcli.text.pictures.signs import ASCII, BLOCKS, Signs
from smartcli.text.pictures.weeks import level

NUMBERS = st.integers(0, 400)
DAYS = st.integers(0, 120).map(lambda number: BEGAN + timedelta(days=number))
BEGINS = st.sampled_from([0, 5, 6])
WIDTHS = st.integers(40, 120)
SIGNS = st.sampled_from([BLOCKS, ASCII])
WORDS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=60)
SCALES = st.sampled_from([(0, 10), (0, 100), (1, 5), (0, 1000)])


@st.composite
def weeks(draw: st.DrawFn) -> Weeks:
    first, last = sorted([draw(DAYS), draw(DAYS)])
    low, high = draw(SCALES)
    days = draw(st.dictionaries(st.dates(first, last), st.floats(low, high), max_size=60))
    began = min([*days, draw(st.dates(first, last))])
    return Weeks(
        title=draw(WORDS), days=days, low=low, high=high, first=first, last=last, began=began, begins=draw(BEGINS)
    )


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    first, last = sorted([draw(DAYS), draw(DAYS)])
    amounts = st.none() | st.integers(0, 2000) | st.floats(0, 30)
    cells = st.builds(lambda amount, more: Cell(amount=amount, is_more=more), amounts, st.booleans())
    days = draw(st.dictionaries(st.dates(first, last), cells, max_size=60))
    return Calendar(
        title=draw(WORDS),
        unit=draw(st.sampled_from(["", "drinks", "euros lost at the machines"])),
        limit=draw(st.none() | st.integers(0, 300)),
        days=days,
        first=first,
        last=last,
        began=min([*days, draw(st.dates(first, last))]),
        begins=draw(BEGINS),
    )


@st.composite
def counts(draw: st.DrawFn) -> Counts:
    rows, columns = draw(st.integers(0, 5)), draw(st.integers(1, 12))
    line = st.lists(NUMBERS, min_size=columns, max_size=columns).map(tuple)
    return Counts(
        title=draw(WORDS),
        rows=tuple(draw(WORDS) for _row in range(rows)),
        columns=tuple(draw(WORDS) for _column in range(columns)),
        counts=tuple(draw(line) for _row in range(rows)),
        beneath=tuple((draw(WORDS), draw(line)) for _row in range(draw(st.integers(0, 2)))),
        empty=draw(WORDS),
    )


@st.composite
def bars(draw: st.DrawFn) -> Bars:
    parts = draw(st.integers(1, 6))
    one = st.lists(NUMBERS, min_size=parts, max_size=parts).map(tuple)
    return Bars(
        title=draw(WORDS),
        parts=tuple(draw(WORDS) for _part in range(parts)),
        bars=tuple(
            Bar(label=draw(WORDS), counts=draw(one), words=draw(WORDS)) for _bar in range(draw(st.integers(0, 6)))
        ),
        note=draw(WORDS),
    )


@st.composite
def pairs(draw: st.DrawFn) -> Pairs:
    found = []
    for _pair in range(draw(st.integers(0, 6))):
        low, high = draw(SCALES)
        value = st.none() | st.floats(low, high)
        found.append(
            Pair(
                label=draw(WORDS),
                earlier=draw(value),
                later=draw(value),
                n=(draw(NUMBERS), draw(NUMBERS)),
                low=low,
                high=high,
                moved=draw(st.sampled_from(Moved)),
            )
        )
    return Pairs(title=draw(WORDS), earlier=draw(WORDS), later=draw(WORDS), pairs=tuple(found), note=draw(WORDS))


PICTURES = st.one_of(weeks(), calendars(), counts(), bars(), pairs())


@given(PICTURES, WIDTHS, SIGNS)
@example(WEEKS, 40, BLOCKS)
def test_a_line_is_never_wider_than_the_window(picture: Picture, width: int, signs: Signs) -> None:
    assert [line for line in drawn(picture, width, signs) if writing.wide(line) >= width] == []


@given(PICTURES)
def test_anything_can_be_said(picture: Picture) -> None:
    assert said(picture).strip() == said(picture)
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
    assert cells.count("?") == sum(cell.amount is None for cell in it.days.values())
    begun = [max(it.first, it.began) + timedelta(days=n) for n in range((it.last - max(it.first, it.began)).days + 1)]
    assert cells.count(signs.gap) == sum(day not in it.days for day in begun)


def test_a_year_is_cut_into_quarters_and_a_long_silence_is_one_line() -> None:
    year = CALENDAR.but(first=date(2025, 11, 6))
    assert sum(line.startswith("Mon") for line in drawn(year.but(began=date(2025, 11, 6)), 80, BLOCKS)) == 5
    days = {date(2025, 11, 6): 3.0, **WEEKS.days}
    lines = drawn(WEEKS.but(first=date(2025, 11, 6), began=date(2025, 11, 6), days=days), 80, BLOCKS)
    assert [line for line in lines if line.startswith("Nothing is")] == ["Nothing is written from 15 Dec to 23 Aug."]
    assert max(map(len, lines)) < 80
