"""Every picture as it is drawn at 80 and 40 columns and in ASCII, and as it is said."""

import re
from datetime import date, timedelta

import pytest
from tests.text.pictures.person import BARS, BEGAN, CALENDAR, COUNTS, EVERY, PAIRS, WEEKS, WHEEL

from smartcli.exchange.pages.pictures.drawing import figure
from smartcli.text.pictures.drawing import brief, drawn, said
from smartcli.text.pictures.shapes import Calendar, Cell, Picture
from smartcli.text.pictures.signs import ASCII, BLOCKS, Signs
from smartcli.text.pictures.table import as_table

WEEKS_80 = """
Strongest urge of the day, 0 to 10. Average of the week (days).

week  17 Aug  24 Aug  31 Aug  7 Sep   14 Sep  21 Sep
days                          ▃▂▆▇▂·▃ ▆▅▅▇▇▃· ▅▃▅·▆▅▆
avg                           4.2 (6) 6.2 (6) 5.7 (6)

week  28 Sep  5 Oct   12 Oct  19 Oct  26 Oct  2 Nov
days  ▆·▂▅▇▇▇ ·▆▄···· ·▅▃▆▃▅▅ ·▂▃·▅▇▆ ▅▂·▃▅▃▄ ·▄▄▅
avg   6.7 (6) -   (2) 5.0 (6) 5.2 (5) 3.7 (6) -   (3)

▁ 0 to █ 10   · nothing written   blank: before my first entry
"""
WEEKS_40 = """
Strongest urge of the day, 0 to 10.
Average of the week (days written).

week  17 Aug  24 Aug  31 Aug  7 Sep
days                          ▃▂▆▇▂·▃
avg                           4.2 (6)

week  14 Sep  21 Sep  28 Sep  5 Oct
days  ▆▅▅▇▇▃· ▅▃▅·▆▅▆ ▆·▂▅▇▇▇ ·▆▄····
avg   6.2 (6) 5.7 (6) 6.7 (6) -   (2)

week  12 Oct  19 Oct  26 Oct  2 Nov
days  ·▅▃▆▃▅▅ ·▂▃·▅▇▆ ▅▂·▃▅▃▄ ·▄▄▅
avg   5.0 (6) 5.2 (5) 3.7 (6) -   (3)

▁ 0 to █ 10  · nothing written
blank: before my first entry
"""
WEEKS_ASCII = """
Strongest urge of the day, 0 to 10. Average of the week (days).

week  17 Aug  24 Aug  31 Aug  7 Sep   14 Sep  21 Sep
days                          32782.3 756883. 536.767
avg                           4.2 (6) 6.2 (6) 5.7 (6)

week  28 Sep  5 Oct   12 Oct  19 Oct  26 Oct  2 Nov
days  7.25899 .74.... .637356 .23.687 52.3534 .446
avg   6.7 (6) -   (2) 5.0 (6) 5.2 (5) 3.7 (6) -   (3)

. nothing written   blank: before my first entry
"""
CALENDAR_80 = """
Drinks, 13 weeks, 10 Aug to 5 Nov. A column is a week.

     Aug             Sep             Oct             Nov
     10  17  24  31  7   14  21  28  5   12  19  26  2
Mon                  2   0   1   1   ·   ·   ·   0   ·
Tue                  2   2   0   ·   0   0   2   0   1
Wed                  2   ?   0   2   0   2   0   ·   0
Thu                  2   2   ·   2   ·   2   ·   1   3
Fri                  3   6^  2   3   ·   2   ?   2
Sat                  ·   2   1   7^  ·   2   5^  0
Sun                  2   ·   2   2   ·   3   1   3

digit: drinks that day (my limit 3)   ^ more than I wanted
? answered, no amount in this unit   · nothing written   blank: before or ahead
"""
CALENDAR_40 = """
Drinks, 13 weeks. A column is a week.

    Aug     Sep     Oct     Nov
    10  24  7   21  5   19  2
Mo          2 0 1 1 · · · 0 ·
Tu          2 2 0 · 0 0 2 0 1
We          2 ? 0 2 0 2 0 · 0
Th          2 2 · 2 · 2 · 1 3
Fr          3 6^2 3 · 2 ? 2
Sa          · 2 1 7^· 2 5^0
Su          2 · 2 2 · 3 1 3

digit: drinks (my limit 3)
^ more than I wanted  ? no amount here
· nothing written  blank: before, ahead
"""
COUNTS_80 = """
26 urges written down, by the time they came

               Mon   Tue   Wed   Thu   Fri   Sat   Sun    all
morning          ·     ·     ·     ·     1     ·     ·      1
afternoon        1     ·     ·     2     1     ·     ·      4
evening          1     1     3     3     3     4     5     20
night            ·     ·     ·     1     ·     ·     ·      1
─────────────────────────────────────────────────────────────
all              2     1     3     6     5     4     5     26
acted on         0     0     0     0     1     2     0      3
in part          0     0     0     0     0     0     1      1

· none written down then
"""
COUNTS_40 = """
26 urges written down, by the time they
came

           Mo Tu We Th Fr Sa Su  all
morning     ·  ·  ·  ·  1  ·  ·    1
afternoon   1  ·  ·  2  1  ·  ·    4
evening     1  1  3  3  3  4  5   20
night       ·  ·  ·  1  ·  ·  ·    1
────────────────────────────────────
all         2  1  3  6  5  4  5   26
acted on    0  0  0  0  1  2  0    3
in part     0  0  0  0  0  0  1    1

· none written down then
"""
BARS_80 = """
What I did at an urge, and what followed. One block is one time.

Let it be there       ████████   8  acted on 0
Took my mind off it   ███▒░░     6  acted on 2, in part 1
Talked to someone     █████      5  acted on 0
Left the place        ████       4  acted on 0
Something else        █          1  too few to say
(not written)         █░         2  too few to say

█ not acted on   ▒ in part   ░ acted on
This is what I wrote, not proof of what works.
"""
BARS_40 = """
What I did at an urge, and what
followed.
One block is one time.

Let it be there
  ████████  8  acted on 0
Took my mind off it
  ███▒░░    6  acted on 2, in part 1
Talked to someone
  █████     5  acted on 0
Left the place
  ████      4  acted on 0
Something else
  █         1  too few to say
(not written)
  █░        2  too few to say

█ not acted on  ▒ in part  ░ acted on
This is what I wrote, not proof of what
works.
"""
BARS_ASCII = """
What I did at an urge, and what followed. One sign is one time.

Let it be there       ########   8  acted on 0
Took my mind off it   ###/oo     6  acted on 2, in part 1
Talked to someone     #####      5  acted on 0
Left the place        ####       4  acted on 0
Something else        #          1  too few to say
(not written)         #o         2  too few to say

# not acted on   / in part   o acted on
This is what I wrote, not proof of what works.
"""
PAIRS_80 = """
Average of the first 30 and the last 30 days

                         ○  0                   5                  10  ●
Strongest urge         5.7  |─────────────────●────○────────────────|  4.6
How sure of tomorrow   6.1  |──────────────────────●○───────────────|  5.7
Drinks a day           2.0  |─────●─○───────────────────────────────|  1.5
Sleep                  4.8  |──────────────────○●───────────────────|  4.9
Mood                   5.4  |─────────────────────○─●───────────────|  6.0

○ first 30 days   ● last 30 days
n: 25 and 21; Drinks a day 24 and 20.
Lower: Strongest urge.
No clear difference: How sure of tomorrow, Drinks a day, Sleep and Mood.
"""
PAIRS_40 = """
Average of the first 30 and the last 30
days

Strongest urge: lower
5.7 |─────────────●──○────────────| 4.6
How sure of tomorrow
6.1 |────────────────●○───────────| 5.7
Drinks a day
2.0 |────●○───────────────────────| 1.5
Sleep
4.8 |─────────────○●──────────────| 4.9
Mood
5.4 |───────────────○─●───────────| 6.0

○ first 30 days  ● last 30 days
line: 0 to 10
n: 25 and 21; Drinks a day 24 and 20.
No word: no clear difference.
"""
PAIRS_ASCII = """
Average of the first 30 and the last 30 days

                         o  0                   5                  10  *
Strongest urge         5.7  |-----------------*----o----------------|  4.6
How sure of tomorrow   6.1  |----------------------*o---------------|  5.7
Drinks a day           2.0  |-----*-o-------------------------------|  1.5
Sleep                  4.8  |------------------o*-------------------|  4.9
Mood                   5.4  |---------------------o-*---------------|  6.0

o first 30 days   * last 30 days
n: 25 and 21; Drinks a day 24 and 20.
Lower: Strongest urge.
No clear difference: How sure of tomorrow, Drinks a day, Sleep and Mood.
"""
WHEEL_80 = """
Balance of my life

         ○  0                   5                  10  ●
Health   4  |───────────────○───────●───────────────|  6
People   5  |───────────────────◉───────────────────|  5
Work     -  |───────────────────────────●───────────|  7
Money    3  |───────●───○───────────────────────────|  2

○ last time, 7 Sep   ● now, 5 Nov   ◉ both
"""


@pytest.mark.parametrize(
    ("picture", "width", "signs", "text"),
    [
        (WEEKS, 80, BLOCKS, WEEKS_80),
        (WEEKS, 40, BLOCKS, WEEKS_40),
        (WEEKS, 80, ASCII, WEEKS_ASCII),
        (CALENDAR, 80, BLOCKS, CALENDAR_80),
        (CALENDAR, 40, BLOCKS, CALENDAR_40),
        (CALENDAR, 80, ASCII, CALENDAR_80.replace("·", ".")),
        (COUNTS, 80, BLOCKS, COUNTS_80),
        (COUNTS, 40, BLOCKS, COUNTS_40),
        (COUNTS, 80, ASCII, COUNTS_80.replace("·", ".").replace("─", "-")),
        (BARS, 80, BLOCKS, BARS_80),
        (BARS, 40, BLOCKS, BARS_40),
        (BARS, 80, ASCII, BARS_ASCII),
        (PAIRS, 80, BLOCKS, PAIRS_80),
        (PAIRS, 40, BLOCKS, PAIRS_40),
        (PAIRS, 80, ASCII, PAIRS_ASCII),
        (WHEEL, 80, BLOCKS, WHEEL_80),
    ],
)
def test_a_picture_in_characters(picture: Picture, width: int, signs: Signs, text: str) -> None:
    assert "\n".join(["", *drawn(picture, width, signs), ""]) == text


BANDS = COUNTS.but(
    title="Sleep and the strongest urge of the day: how many days",
    rows=("Sleep 0-4", "Sleep 5", "Sleep 6-10"),
    columns=("0-3", "4-6", "7-10"),
    counts=((3, 4, 6), (1, 4, 2), (8, 17, 6)),
    beneath=(),
)


def test_numbers_above_columns_are_never_cut() -> None:
    assert "             0-3  4-6 7-10  all" in drawn(BANDS, 40, BLOCKS)


def test_a_week_of_counts_stays_in_one_block_where_the_time_of_some_is_not_said() -> None:
    more = COUNTS.but(rows=(*COUNTS.rows, "time not said"), counts=(*COUNTS.counts, (0, 1, 1, 0, 1, 0, 10)))
    lines = drawn(more, 40, BLOCKS)
    assert "              Mo Tu We Th Fr Sa Su  all" in lines
    assert "time not said  ·  1  1  ·  1  · 10   13" in lines


SAID = {
    "weeks": (
        "Strongest urge of the day, 0 to 10. Average of each week. Week of 7 Sep: 4.2, 6 days. Week of 14 Sep: 6.2, 6 "
        "days. Week of 21 Sep: 5.7, 6 days. Week of 28 Sep: 6.7, 6 days. Week of 5 Oct: 2 days, too few for an "
        "average. Week of 12 Oct: 5.0, 6 days. Week of 19 Oct: 5.2, 5 days. Week of 26 Oct: 3.7, 6 days. Week of 2 "
        "Nov: 3 days, too few for an average. The 3 weeks before 7 Sep have no entries: the first is of that day."
    ),
    "calendar": (
        "Drinks, 7 September to 5 November: 46 of 60 days written. Of these 46 days: none on 11, some within the "
        "limit of 3 on 30, some with no amount in this unit on 2, more than wanted on 3. More than wanted: 6 on Friday "
        "18 Sep, 7 on Saturday 3 Oct and 5 on Saturday 24 Oct. 14 days have nothing written; the longest "
        "run of these is 5 days."
    ),
    "counts": (
        "26 urges written down, by the time they came. Morning: 1 (Fri 1). Afternoon: 4 (Mon 1, Thu 2, Fri 1). "
        "Evening: 20 (Mon 1, Tue 1, Wed 3, Thu 3, Fri 3, Sat 4, Sun 5). Night: 1 (Thu 1). All: 26 (Mon 2, Tue 1, Wed "
        "3, Thu 6, Fri 5, Sat 4, Sun 5). Acted on: 3 (Fri 1, Sat 2). In part: 1 (Sun 1)."
    ),
    "bars": (
        "What I did at an urge, and what followed. Let it be there: 8, acted on 0. Took my mind off it: 6, acted on "
        "2, in part 1. Talked to someone: 5, acted on 0. Left the place: 4, acted on 0. Something else: 1, too few to "
        "say. (not written): 2, too few to say. This is what I wrote, not proof of what works."
    ),
    "pairs": (
        "Average of the first 30 and the last 30 days: first 30 days, then last 30 days. Strongest urge: 5.7 (25), "
        "then 4.6 (21): lower. How sure of tomorrow: 6.1 (25), then 5.7 (21): no clear difference. Drinks a day: 2.0 "
        "(24), then 1.5 (20): no clear difference. Sleep: 4.8 (25), then 4.9 (21): no clear difference. Mood: 5.4 "
        "(25), then 6.0 (21): no clear difference."
    ),
    "wheel": (
        "Balance of my life: last time, 7 Sep, then now, 5 Nov. Health: 4, then 6. People: 5, then 5. Work: not "
        "written, then 7. Money: 3, then 2."
    ),
}


@pytest.mark.parametrize("name", EVERY)
def test_a_picture_in_sentences(name: str) -> None:
    assert said(EVERY[name]) == SAID[name]


@pytest.mark.parametrize("name", EVERY)
def test_in_ascii_there_is_nothing_else(name: str) -> None:
    assert all(line.isascii() for width in (40, 80) for line in drawn(EVERY[name], width, ASCII))


@pytest.mark.parametrize("name", EVERY)
def test_every_sign_of_a_picture_is_told_in_its_key(name: str) -> None:
    lines = drawn(EVERY[name], 80, BLOCKS)
    own = {sign for line in lines for sign in line if not re.match(r"[\w\s.,:;()^?|─-]", sign)}
    key = "\n".join(lines[-5:])
    levels = set(BLOCKS.levels)
    assert {sign for sign in own if sign not in key and not (sign in levels and levels & set(key))} == set()


BRIEF = {
    "weeks": [
        "week  28 Sep  5 Oct   12 Oct  19 Oct  26 Oct  2 Nov",
        "days  ▆·▂▅▇▇▇ ·▆▄···· ·▅▃▆▃▅▅ ·▂▃·▅▇▆ ▅▂·▃▅▃▄ ·▄▄▅",
        "avg   6.7 (6) -   (2) 5.0 (6) 5.2 (5) 3.7 (6) -   (3)",
        "Strongest urge of the day, 0 to 10   · nothing written   - too few days",
    ],
    "calendar": [
        "week  28 Sep  5 Oct   12 Oct  19 Oct  26 Oct  2 Nov",
        "days  1·22372 ·00···· ·022223 ·20·?51 00·1203 ·103",
        "more       ^                       ^",
        "digit: drinks (my limit 3)   ^ more than I wanted   ? no amount here",
        "· nothing written",
    ],
    "counts": [
        "               Mon   Tue   Wed   Thu   Fri   Sat   Sun    all",
        "all              2     1     3     6     5     4     5     26",
        "acted on         0     0     0     0     1     2     0      3",
    ],
    "bars": [],
    "pairs": [],
    "wheel": [],
}


@pytest.mark.parametrize("name", EVERY)
def test_the_newest_of_a_picture_is_three_lines_and_a_key(name: str) -> None:
    assert brief(EVERY[name], 80, BLOCKS) == BRIEF[name]


def test_the_key_in_short_names_the_signs_that_stand_there() -> None:
    assert brief(WEEKS, 40, BLOCKS)[3:] == ["Strongest urge of the day, 0 to 10", "· nothing written  - too few days"]
    full = WEEKS.but(days=dict.fromkeys(WEEKS.days, 10))
    assert brief(full, 80, ASCII)[3].startswith("Strongest urge of the day, 0 to 10   X is 10   . nothing written")


def test_the_key_in_short_of_a_calendar_is_of_the_weeks_that_are_drawn() -> None:
    last = dict.fromkeys(sorted(CALENDAR.days)[-3:], Cell(amount=None, is_said=False))
    once = CALENDAR.but(days={**CALENDAR.days, **last})
    assert brief(once, 40, BLOCKS)[-3:] == [
        "digit: drinks (my limit 3)",
        "^ more than I wanted  ? no amount here",
        "- not said  · nothing written",
    ]
    whole = once.but(days=dict.fromkeys(_every_day(once), Cell(amount=0.4, is_said=True)), unit="")
    assert brief(whole, 80, BLOCKS)[2:] == ["1 it happened   0 it did not   rounded"]
    assert brief(once.but(first=min(last)), 80, BLOCKS)[2:] == ["digit: drinks (my limit 3)   - not said"]


def _every_day(it: Calendar) -> list[date]:
    return [it.first + timedelta(days=number) for number in range((it.last - it.first).days + 1)]


def test_nothing_is_within_a_limit_of_none() -> None:
    assert "some within the limit of 3 on " in said(CALENDAR)
    stops = said(CALENDAR.but(limit=0))
    assert "within the limit" not in stops
    assert "some on " in stops


def _with_unsaid(unit: str) -> Calendar:
    """Ten days: none, 2, an amount that is not written, not said, more than wanted with an amount and without."""
    cells = [
        *(Cell(amount=0),) * 3, Cell(amount=2 if unit else 1), Cell(amount=None if unit else 1),
        *(Cell(amount=None, is_said=False),) * 2,
        Cell(amount=6 if unit else 1, is_more=True), Cell(amount=None if unit else 1, is_more=True),
    ]  # fmt: skip
    days = {BEGAN + timedelta(days=number): cell for number, cell in enumerate(cells)}
    return CALENDAR.but(unit=unit, days=days, first=BEGAN, last=BEGAN + timedelta(days=9))


@pytest.mark.parametrize(
    ("unit", "kinds"),
    [
        ("drinks", (
            "none on 3, some within the limit of 3 on 1, some with no amount in this unit on 1, "
            "more than wanted on 2 (1 of them with no amount in this unit), not said on 2"
        )),
        ("", "none on 3, it happened on 2, more than wanted on 2, not said on 2"),
    ],
)  # fmt: skip
def test_the_days_that_are_said_add_up_and_what_was_not_said_is_none_of_them(unit: str, kinds: str) -> None:
    assert f"9 of 10 days written. Of these 9 days: {kinds}. More than wanted: " in said(_with_unsaid(unit))


@pytest.mark.parametrize(("width", "signs"), [(80, BLOCKS), (40, ASCII)])
def test_a_day_that_was_not_said_has_a_sign_of_its_own_in_every_picture(width: int, signs: Signs) -> None:
    it = _with_unsaid("")
    lines = drawn(it, width, signs)
    assert any(line == "Sat  -" for line in lines)
    assert "- not said" in "\n".join(lines)
    assert "?" not in "\n".join(lines)
    points = as_table(it)["points"]
    assert [point["said"] for point in points] == [True] * 5 + [False] * 2 + [True] * 2
    for by_day in (False, True):
        page = str(figure(it, "a", is_by_day=by_day))
        assert re.search("<text[^>]*>–</text>", page)
        assert "<b>–</b> not said" in page
        assert "<b>?</b>" not in page


def test_a_picture_as_a_table() -> None:
    assert as_table(WEEKS)["points"][:2] == [{"day": "2026-09-07", "value": 3.0}, {"day": "2026-09-08", "value": 2.0}]
    more = [point for point in as_table(CALENDAR)["points"] if point["more_than_wanted"]]
    assert more[0] == {"day": "2026-09-18", "amount": 6.0, "more_than_wanted": True, "said": True}
    assert [point["day"] for point in as_table(CALENDAR)["points"] if point["amount"] is None] == [
        "2026-09-16",
        "2026-10-23",
    ]
    grid = as_table(COUNTS)["grid"]
    assert grid["rows"][3] == {"row": "night", "counts": [0, 0, 0, 1, 0, 0, 0]}
    assert grid["beneath"][0] == {"row": "acted on", "counts": [0, 0, 0, 0, 1, 2, 0]}
    assert as_table(BARS)["rows"][1]["counts"] == {"not acted on": 3, "in part": 1, "acted on": 2}
    first = as_table(PAIRS)["rows"][0]
    assert (first["earlier"], first["later"], first["n"], first["moved"]) == (5.7, 4.6, [25, 21], "lower")
    assert as_table(WHEEL)["rows"][2]["earlier"] is None
