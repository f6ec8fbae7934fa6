"""Any picture there can be, for tests that hold of all."""

from datetime import timedelta

from hypothesis import strategies as st
from tests.text.pictures.person import BEGAN

from smartcli.text.moved import Moved
from smartcli.text.pictures.shapes import Bar, Bars, Calendar, Cell, Counts, Pair, Pairs, Weeks
from smartcli.text.pictures.signs import ASCII, BLOCKS

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
    said = st.builds(lambda amount, more: Cell(amount=amount, is_more=more), amounts, st.booleans())
    cells = said | st.just(Cell(amount=None, is_said=False))
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
