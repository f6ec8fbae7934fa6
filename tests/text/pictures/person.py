"""Every picture of one invented person: alcohol, cutting down, sixty days from 7 September 2026."""

from datetime import date, timedelta

from smartcli.text.moved import Moved
from smartcli.text.pictures.shapes import Bar, Bars, Calendar, Cell, Counts, Pair, Pairs, Picture, Weeks

BEGAN, LAST = date(2026, 9, 7), date(2026, 11, 5)
# A sign a day: the strongest urge, and drinks. A dot is not written; ? is answered without an amount.
URGES = "32782.3756883.536.7677.25899.74.....637356.23.68752.3534.446"
DRINKS = ("22223.2", "02?262.", "100.212", "1.22372", ".00....", ".022223", ".20.?51", "00.1203", ".103")
MORE = {date(2026, 9, 18), date(2026, 10, 3), date(2026, 10, 24)}


def _days(signs: str) -> dict[date, str]:
    return {BEGAN + timedelta(days=number): sign for number, sign in enumerate(signs) if sign != "."}


WEEKS = Weeks(
    title="Strongest urge of the day, 0 to 10",
    days={day: float(sign) for day, sign in _days(URGES).items()},
    low=0,
    high=10,
    first=date(2026, 8, 17),
    last=LAST,
    began=BEGAN,
)
CALENDAR = Calendar(
    title="Drinks",
    unit="drinks",
    limit=3,
    days={
        day: Cell(amount=None if sign == "?" else float(sign), is_more=day in MORE)
        for day, sign in _days("".join(DRINKS)).items()
    },
    first=date(2026, 8, 10),
    last=LAST,
    began=BEGAN,
)
COUNTS = Counts(
    title="26 urges written down, by the time they came",
    rows=("morning", "afternoon", "evening", "night"),
    columns=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    counts=((0, 0, 0, 0, 1, 0, 0), (1, 0, 0, 2, 1, 0, 0), (1, 1, 3, 3, 3, 4, 5), (0, 0, 0, 1, 0, 0, 0)),
    beneath=(("acted on", (0, 0, 0, 0, 1, 2, 0)), ("in part", (0, 0, 0, 0, 0, 0, 1))),
    empty="none written down then",
)
BARS = Bars(
    title="What I did at an urge, and what followed",
    parts=("not acted on", "in part", "acted on"),
    bars=(
        Bar(label="Let it be there", counts=(8, 0, 0), words="acted on 0"),
        Bar(label="Took my mind off it", counts=(3, 1, 2), words="acted on 2, in part 1"),
        Bar(label="Talked to someone", counts=(5, 0, 0), words="acted on 0"),
        Bar(label="Left the place", counts=(4, 0, 0), words="acted on 0"),
        Bar(label="Something else", counts=(1, 0, 0), words="too few to say"),
        Bar(label="(not written)", counts=(1, 0, 1), words="too few to say"),
    ),
    note="This is what I wrote, not proof of what works.",
)


def _pair(label: str, earlier: float, later: float, n: tuple[int, int], moved: Moved) -> Pair:
    return Pair(label=label, earlier=earlier, later=later, n=n, moved=moved)


PAIRS = Pairs(
    title="Average of the first 30 and the last 30 days",
    earlier="first 30 days",
    later="last 30 days",
    pairs=(
        _pair("Strongest urge", 5.7, 4.6, (25, 21), Moved.LOWER),
        _pair("How sure of tomorrow", 6.1, 5.7, (25, 21), Moved.NO_CLEAR_DIFFERENCE),
        _pair("Drinks a day", 2.0, 1.5, (24, 20), Moved.NO_CLEAR_DIFFERENCE),
        _pair("Sleep", 4.8, 4.9, (25, 21), Moved.NO_CLEAR_DIFFERENCE),
        _pair("Mood", 5.4, 6.0, (25, 21), Moved.NO_CLEAR_DIFFERENCE),
    ),
)
WHEEL = Pairs(
    title="Balance of my life",
    earlier="last time, 7 Sep",
    later="now, 5 Nov",
    pairs=tuple(
        Pair(label=label, earlier=earlier, later=later, n=(1, 1))
        for label, earlier, later in (("Health", 4, 6), ("People", 5, 5), ("Work", None, 7), ("Money", 3, 2))
    ),
)
EVERY: dict[str, Picture] = {
    "weeks": WEEKS,
    "calendar": CALENDAR,
    "counts": COUNTS,
    "bars": BARS,
    "pairs": PAIRS,
    "wheel": WHEEL,
}
