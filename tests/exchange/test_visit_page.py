"""The page for a visit: one sheet whoever it is of, read by everybody, with nothing in it that was left out."""

import re
import struct
import zlib
from datetime import date, timedelta
from itertools import combinations, pairwise
from pathlib import Path
from random import Random

import pytest
from tests.exchange.axe import title, violations
from tests.exchange.browser import CHROMIUM, MARKUP, OPTIONS, POLICY, Read, sheets
from tests.exchange.visits import DRINKS, FEW, LAST, LOW, MADE, asked, every, lived, pairs, without_goal
from tests.privacy.evil import EVIL, FORBIDDEN

from smartcli.exchange.pages.measure import cut, wrapped
from smartcli.exchange.pages.pictures import svg
from smartcli.exchange.pages.pictures.marks import DIAMOND, DOT, HALF, RING, SQUARE
from smartcli.exchange.pages.visit import day_table, html, in_words
from smartcli.exchange.pages.visit.axis import SpanAxis
from smartcli.exchange.pages.visit.counted import scaled
from smartcli.exchange.pages.visit.days import drawing
from smartcli.exchange.pages.visit.drawing import sign
from smartcli.exchange.pages.visit.names import Named, names
from smartcli.exchange.pages.visit.sayings import goal_said, how_it_went, is_it_moving, what_became
from smartcli.exchange.pages.visit.urges import drawing as urges_drawn
from smartcli.findings.visit.facts import Became, Facts, Low, Noted, UrgeMark, Visit
from smartcli.text.moved import Moved
from smartcli.text.pictures.shapes import Bar, Bars
from smartcli.views.days import Day
from smartcli.views.goal import Goal, Way

browser = pytest.mark.skipif(not CHROMIUM, reason="asks Chromium, which is not installed here")
PAGES = {name: (html(visit), count) for name, (visit, count) in every().items()}


def said(visit: Visit) -> str:
    return "\n".join(line for _title, lines in in_words(visit) for line in lines)


# What is said


def test_what_the_days_were_is_counted_and_a_gap_is_no_day_without() -> None:
    facts = lived(60)
    went = how_it_went(facts)
    counts = [sum(one in kinds for one in facts.days.values()) for kinds in ((Day.NONE, Day.AS_WANTED), (Day.MORE,))]
    assert (went.large, went.small) == (str(counts[0]), f"of {sum(counts)} days")
    assert f"No answer on {60 - len(facts.days)} more days (grey)." in went.lines
    assert went.title == "Am I doing what I set out to do?"
    assert went.lines[1] == f"{counts[1]} day{'' if counts[1] == 1 else 's'}: more than I wanted."
    assert went.lines[-1] == "A usual week before: 24. That is 3.4 a day."


def test_how_much_a_day_tells_a_little_too() -> None:
    days = [date(2026, 11, number) for number in range(2, 9)]
    facts = FEW.but(
        goal=Goal(way=Way.LESS, unit="Bottles", usual_week=1.5),
        days=dict.fromkeys(days, Day.AS_WANTED),
        amounts=dict.fromkeys(days[1:], 0.0) | {days[0]: 1.0},
    )
    assert how_it_went(facts).lines[-2:] == (
        "Bottles a day, on average: 0.14 (7 days).", "A usual week before: 1.5. That is 0.21 a day.",
    )  # fmt: skip


def test_where_nobody_has_said_what_is_wanted_it_is_told_that_it_happened() -> None:
    days = {date(2026, 11, 2): Day.NONE, date(2026, 11, 3): Day.NOT_SAID}
    facts = without_goal(FEW.but(days=days, goal=Goal(way=Way.UNSURE)))
    went = how_it_went(facts)
    assert (went.title, went.large, went.small) == ("How did the days go?", "1", "of 2 days")
    assert went.lines == ("with none.", "On 1 day it happened.", "No answer on 2 more days (grey).")
    unsaid = how_it_went(facts.but(unsaid=frozenset({LAST}), undecided=facts.undecided | {LAST}))
    assert (unsaid.large, unsaid.small) == ("1", "of 3 days")
    assert unsaid.lines[1:] == (
        "On 1 day it happened.", "1 day: I did not say.", "No answer on 1 more day (grey).",
    )  # fmt: skip


def test_days_without_a_goal_are_counted_apart_and_so_are_those_of_which_nothing_was_said() -> None:
    days = of_days(5, 2, 3, 1)
    unsaid = frozenset(LAST - timedelta(days=n) for n in (11, 12))
    open_ = frozenset([*list(days)[3:6], LAST - timedelta(days=12)])
    facts = without_goal(
        Facts(first=LAST - timedelta(days=19), last=LAST, goal=DRINKS, days=days, amounts={}, unsaid=unsaid), open_
    )
    went = how_it_went(facts)
    assert (went.title, went.large, went.small) == ("Am I doing what I set out to do?", "4", "of 9 days")
    assert went.lines == (
        "as I wanted: 3 with none, 1 with some.", "3 days: more than I wanted.",
        "1 day: it happened, and I did not say how it went.", "1 day: I did not say.",
        "4 other days, without a goal: none on 2, it happened on 1, not said on 1.",
        "No answer on 7 more days (grey).",
        "A usual week before: 24. That is 3.4 a day.",
    )  # fmt: skip
    assert shown(facts)[0].count("–") == 2
    drawn = str(drawing(facts))
    assert "–: I did not say." in drawn
    assert "White: no goal that day, or I did not say how it went." in drawn
    assert html(Visit(made=MADE, facts=facts, has_table=True)).count(b"<td>not said</td>") == 2
    long = drawing(facts.but(first=LAST - timedelta(days=399)))
    assert "White: no goal that day, or I did not say how it went." in str(long)


def of_days(none: int, wanted: int, more: int, open_: int) -> dict[date, Day]:
    kinds = {Day.NONE: none, Day.AS_WANTED: wanted, Day.MORE: more, Day.NOT_SAID: open_}
    every = [kind for kind, count in kinds.items() for _n in range(count)]
    return {LAST - timedelta(days=n): went for n, went in enumerate(every)}


@pytest.mark.parametrize(
    ("way", "counts", "lines"),
    [
        (Way.STOP, (34, 4, 8, 7), (
            "as I wanted: 34 with none, 4 with some, as I wanted it then.",
            "On 15 days it happened: 8 not as I wanted, 7 I did not say how it was.",
        )),
        (Way.STOP, (34, 0, 8, 0), ("as I wanted, with none.", "On 8 days it happened.")),
        (Way.STOP, (34, 0, 0, 1), (
            "as I wanted, with none.", "On 1 day it happened.", "I did not say how it was.",
        )),
        (Way.STOP, (34, 0, 0, 0), ("as I wanted, with none.",)),
        (Way.LESS, (34, 4, 8, 7), (
            "as I wanted: 34 with none, 4 with some.", "8 days: more than I wanted.",
            "7 days: it happened, and I did not say how it went.",
        )),
        (Way.UNSURE, (34, 0, 0, 7), ("with none.", "On 7 days it happened.")),
    ],
)  # fmt: skip
def test_the_days_add_up_in_the_words_of_the_goal(
    way: Way, counts: tuple[int, int, int, int], lines: tuple[str, ...]
) -> None:
    days = of_days(*counts)
    facts = Facts(first=LAST - timedelta(days=59), last=LAST, goal=Goal(way=way), days=days, amounts={})
    facts = without_goal(facts) if way is Way.UNSURE else facts
    went = how_it_went(facts)
    gap = 60 - len(days)
    assert went.lines == (*lines, f"No answer on {gap} more days (grey).")
    assert went.small == f"of {len(days)} days"
    if way is Way.STOP:
        assert "more than I wanted" not in Read(html(Visit(made=MADE, facts=facts, has_table=True))).text


def test_no_average_of_fewer_than_five_days_and_no_median_of_fewer_than_five_urges() -> None:
    def of(days: int) -> tuple[bool, bool]:
        amounts = {date(2026, 11, n): 2.0 for n in range(1, days + 1)}
        urges = tuple(
            UrgeMark(day=day, strength=6, after=3, became=Became.NOT_ACTED) for day in amounts
        )  # fmt: skip
        facts = FEW.but(goal=DRINKS, amounts=amounts, days=dict.fromkeys(amounts, Day.AS_WANTED), urges=urges)
        lines = "\n".join([*how_it_went(facts).lines, *what_became(facts).lines])
        return "on average" in lines, "middle number" in lines

    assert (of(4), of(5)) == ((False, False), (True, True))


def test_what_became_of_urges_adds_up_to_all_that_were_written_down() -> None:
    urges = tuple(UrgeMark(day=LAST, became=became) for became in (*Became, Became.NOT_ACTED))
    became = what_became(FEW.but(urges=urges))
    assert (became.large, became.small) == ("2", "of 6 urges")
    assert became.lines == ("not acted on.", "1 acted on, 1 in part, 1 I did not say, 1 not on this page.")
    open_ = {one: UrgeMark(day=LAST, became=one) for one in (Became.NOT_SAID, Became.KEPT_BACK)}
    told = [what_became(FEW.but(urges=some)).lines[1] for some in ((open_[Became.KEPT_BACK],), (*open_.values(),))]
    assert told == [
        "What became of them is not on this page.",
        "What became of 1 I did not say; of the others it is not on this page.",
    ]
    assert what_became(FEW.but(urges=())).lines == ("I wrote no urge down in this span. That is not the same as none.",)


def table(facts: Facts) -> list[list[str]]:
    """The rows of the second page, its head first."""
    rows = re.findall("<tr>(.*?)</tr>", day_table.page(facts), re.DOTALL)
    return [re.findall(r"<t[hd][^>]*>([^<]*)", row) for row in rows]


@pytest.mark.parametrize("length", [1, 200])
def test_in_the_table_of_days_the_columns_add_up_to_all_urges(length: int) -> None:
    first = LAST - timedelta(days=length - 1)
    facts = FEW.but(first=first, days={LAST: Day.NONE}, urges=(UrgeMark(day=LAST, became=Became.NOT_SAID),))
    head, *_others, last = table(facts)
    assert head[-4:] == ["urges", "not acted on", "acted on", "not said"]
    assert last[-4:] == ["1", "", "", "1"]
    became = (Became.ACTED, Became.IN_PART, Became.KEPT_BACK)
    head, *_others, last = table(facts.but(urges=tuple(UrgeMark(day=LAST, became=one) for one in became)))
    assert head[-5:] == ["urges", "not acted on", "in part", "acted on", "not on this page"]
    assert last[-5:] == ["3", "0", "1", "1", "1"]


def test_of_days_that_only_private_answers_tell_it_is_not_said_that_nothing_was() -> None:
    facts = FEW.but(kept_back=frozenset({LAST - timedelta(days=1)}))
    assert how_it_went(facts).lines[-1] == "1 more day has no answer on this page (grey)."
    assert "Grey: no answer on this page." in drawing(facts)
    none = facts.but(days={})
    assert how_it_went(none).lines == ("On this page no day of this span has an answer to this.",)


def test_what_moves_is_said_by_the_rule_alone() -> None:
    moved = is_it_moving(lived(60))
    assert (moved.large, moved.lines[:2]) == ("5.7 → 4.6", ("Strongest urge of the day", "Lower."))
    assert moved.lines[2] == "No clear difference: How sure of tomorrow, Drinks a day, Sleep, Mood."
    still = pairs().but(pairs=tuple(one.but(moved=Moved.NO_CLEAR_DIFFERENCE) for one in pairs().pairs))
    lines = is_it_moving(lived(60).but(moving=still)).lines
    assert not re.search("lower|higher|→", " ".join(lines), re.IGNORECASE)
    assert lines[0] == "No clear difference."
    assert is_it_moving(FEW).large == ""


def test_the_goal_is_said_in_the_person_s_words_and_with_their_limits() -> None:
    facts = lived(60)
    assert " ".join(goal_said(facts.goal, facts.goal.change, MADE)) == (
        "I want to change: Alcohol: quiet weekends. I want to cut down."
        " Drinks: at most 3 a day. 2 days a week with none."
    )
    assert goal_said(Goal(), "", MADE) == []


@pytest.mark.parametrize(
    ("days", "said"),
    [(None, "I am taking a break."), (0, "I am taking a break until 6 Nov 2026."),
     (-1, "I took a break until 5 Nov 2026.")],
)  # fmt: skip
def test_a_break_is_said_with_its_last_day_and_without_limits_once_it_is_over(days: int | None, said: str) -> None:
    until = None if days is None else MADE + timedelta(days=days)
    goal = Goal(way=Way.BREAK, until=until, unit="Hours", at_most_day=2, days_without=3)
    limits = [] if goal.is_over(MADE) else ["Hours: at most 2 a day.", "3 days a week with none."]
    assert goal_said(goal.as_of(MADE), "", MADE) == [said, *limits]


def test_the_foot_says_what_is_left_out_and_that_nothing_was_measured_or_sent() -> None:
    foot = in_words(asked(FEW, left_out=True))[-1][1][0]
    assert foot == (
        "I wrote this; nothing was measured. It shows what came together, not why. Not on this page: private answers"
        " and texts with a name out of them, some words. Very low days, if there were any, count like others and are"
        " not named. I wrote it with smartcli, a private diary program on my own computer, which sent it to nobody."
        " The file is not encrypted."
    )
    full = in_words(asked(FEW, has_names=True, low=()))[-1][1][0]
    assert "Not on this page" not in full
    assert "ery low" not in full


def test_before_the_page_is_written_all_of_its_words_can_be_read_and_where_it_is_hard_no_number() -> None:
    visit = asked(lived(60).but(did=None, when=None), low=LOW)
    read = Read(html(visit)).text.replace("\n", " ")
    every_line = said(visit).split("\n")
    assert [line for line in every_line if "→" not in line and line.partition(" of ")[2] not in read] == []
    hard = [line for _title, lines in in_words(visit, has_numbers=False) for line in lines]
    numbers = [
        line
        for line in hard
        if re.search(r"\d", line) and line not in goal_said(visit.facts.goal, visit.facts.goal.change, visit.made)
    ]
    assert [line for line in numbers if line not in visit.plan and "24 Oct: " not in line] == []
    assert visit.talk[0] in hard


def test_days_that_are_very_low_stand_there_only_where_they_were_chosen() -> None:
    assert "Very low days\n" not in Read(html(asked(FEW))).text
    assert "Very low days" not in Read(html(asked(FEW, low=()))).text
    assert "“How is your mood?” 1 of 10: 5 Nov" in Read(html(asked(FEW, low=LOW))).text


def test_what_was_very_low_is_told_by_question_and_answer_the_newest_first_and_it_is_said_that_there_was_more() -> None:
    low = [LOW[0].but(day=LAST - timedelta(days=back), answer=f"{back % 2} of 10") for back in range(7, -1, -1)]
    low += [Low(day=LAST, asked=f"Question {n}?", answer="Hopeless") for n in range(3)]
    assert dict(in_words(asked(FEW, low=tuple(low))))["Very low days"] == [
        "“Question 2?” Hopeless: 5 Nov",
        "“Question 1?” Hopeless: 5 Nov",
        "“Question 0?” Hopeless: 5 Nov",
        "…and 2 more",
    ]
    assert dict(in_words(asked(FEW, low=tuple(low[:8]))))["Very low days"] == [
        "“How is your mood?” 0 of 10: 5 Nov, 3 Nov, 1 Nov, …and 1 more",
        "“How is your mood?” 1 of 10: 4 Nov, 2 Nov, 31 Oct, …and 1 more",
    ]


# What it is made of

HOSTILE = (MARKUP, "${body}", EVIL)
TAGS = {
    "html": {"lang"}, "head": set(), "meta": {"charset", "http-equiv", "content", "name"}, "title": {"id"},
    "style": set(), "body": set(), "main": {"class"}, "header": set(), "footer": set(), "h1": set(), "h2": set(),
    "section": {"class"}, "div": {"class"}, "p": {"class", "dir"}, "b": set(), "i": set(), "small": set(),
    "span": {"class"}, "ul": set(), "li": {"dir"}, "br": set(), "figure": {"class"}, "figcaption": set(),
    "table": {"class"}, "thead": set(), "tbody": set(), "tr": {"class"}, "td": {"class"},
    "th": {"class", "scope", "dir"}, "desc": {"id"},
    "svg": {"class", "viewbox", "role", "aria-labelledby", "aria-describedby", "aria-hidden"},
    "path": {"class", "d"}, "text": {"class", "x", "y"}, "circle": {"class", "cx", "cy", "r"},
}  # fmt: skip


def hostile() -> bytes:
    facts = lived(60)
    bars = Bars(title=MARKUP, parts=(MARKUP,) * 3, bars=(Bar(label=MARKUP, counts=(3, 1, 1), words=MARKUP),))
    moving = pairs().but(pairs=(pairs().pairs[0].but(label=MARKUP),), earlier=MARKUP, later=MARKUP)
    facts = facts.but(goal=facts.goal.but(change=MARKUP, unit=MARKUP), did=bars, moving=moving)
    note = Noted(day=LAST, words=MARKUP)
    return html(Visit(made=MADE, facts=facts, talk=HOSTILE, plan=HOSTILE, notes=(note,), has_table=True))


def test_nobody_s_words_become_markup() -> None:
    rendered = hostile()
    read = Read(rendered)
    assert {tag for tag, _more in read.tags} <= TAGS.keys()
    assert [(tag, more) for tag, more in read.tags if not more.keys() <= TAGS[tag]] == []
    assert read.comments == []
    assert {sign for sign in rendered.decode("utf-8") if sign in FORBIDDEN} == set()


def test_the_sheet_of_styles_names_nothing_to_fetch_and_no_red() -> None:
    sheet = (Path(__file__).parents[2] / "data" / "templates" / "visit.css").read_text("utf-8")
    assert not re.search(r"url|@import|https?:|<", sheet)
    colours = {one for one in re.findall(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", sheet) if not re.match(r"^(.)\1*$", one)}
    assert colours == {"e3f0f8", "c3dff0", "8cc4e4"}


def test_a_text_is_cut_to_the_lines_that_it_may_take_and_says_so() -> None:
    assert cut("one two", 10, 1) == "one two"
    shorter = cut("one two " * 40, 10, 2)
    assert shorter.endswith("…")
    assert wrapped(shorter, 10) == 2
    assert cut("W" * 500, 10, 1) == "W" * 9 + "…"


@pytest.mark.parametrize(
    ("counts", "signs"),
    [
        ((3, 1, 0), [3, 1, 0]), ((7, 3, 0), [7, 3, 0]), ((8, 3, 1), [7, 2, 1]), ((900, 1, 1, 1), [7, 1, 1, 1]),
        ((0, 0, 0), [0, 0, 0]), ((5, 5, 5), [4, 3, 3]),
    ],
)  # fmt: skip
def test_a_row_of_signs_is_never_longer_than_its_room_and_has_one_of_each_that_is_there(
    counts: tuple[int, ...], signs: list[int]
) -> None:
    assert scaled(counts) == signs


@pytest.mark.parametrize(("length", "marks"), [(1, 1), (120, 18), (365, 53), (3650, 121), (14600, 161)])
def test_a_span_has_weeks_months_or_quarters_as_long_as_there_is_room_for_them(length: int, marks: int) -> None:
    facts = lived(length)
    stretches = SpanAxis(first=facts.first, last=facts.last).stretches()
    assert abs(len(stretches) - marks) <= 1
    assert sum(one.length for one in stretches) == length
    assert (stretches[0].first, stretches[-1].last) == (facts.first, facts.last)


# How it is drawn


def shown(facts: Facts) -> tuple[list[str], list[tuple[str, str]]]:
    """The words in the drawing of days, and its marks with their steps."""
    drawn = drawing(facts)
    return re.findall("<text[^>]*>([^<]*)", drawn), re.findall(r'<path class="(\w+)" d="([^"]*)"', drawn)


def test_the_highest_number_stands_at_the_axis_whether_or_not_a_limit_is_set() -> None:
    days = {LAST - timedelta(days=n): Day.MORE for n in range(8)}
    amounts = {day: float(n + 8) for n, day in enumerate(days)}
    facts = Facts(first=min(days), last=LAST, goal=Goal(way=Way.STOP, unit="Cigarettes"), days=days, amounts=amounts)
    assert "15" in shown(facts)[0]
    assert {"15", "3", "my limit"} <= {*shown(facts.but(limit=3))[0]}
    assert "15" not in shown(facts.but(limit=14))[0]  # its name would lie on that of the limit


@pytest.mark.parametrize("limit", [0.01, 3, 20, 60, 100, 300, 900])
def test_no_word_at_the_axis_lies_on_another_however_small_the_limit_is(limit: float) -> None:
    days = {LAST - timedelta(days=n): Day.MORE for n in range(6)}
    amounts = {day: 200.0 * (n + 1) for n, day in enumerate(days)}
    facts = Facts(first=min(days), last=LAST, goal=Goal(unit="Money"), days=days, amounts=amounts, limit=limit)
    lines = sorted(float(y) for y in re.findall(r'<text class="e[^>]* y="([^"]*)"', drawing(facts)))
    assert len(lines) >= 3
    assert min(high - low for low, high in pairwise(lines)) >= 12


def test_over_a_long_time_the_key_of_the_urges_names_each_kind_that_is_drawn() -> None:
    days = of_days(2, 1, 2, 1)
    urges = tuple(
        UrgeMark(day=LAST - timedelta(days=3 * n), strength=5, became=[Became.NOT_ACTED, Became.NOT_SAID][n % 2])
        for n in range(300)
    )
    facts = Facts(
        first=LAST - timedelta(days=900), last=LAST, goal=Goal(way=Way.LESS), days=days, amounts={}, urges=urges
    )
    assert "broken edge: not said" in str(urges_drawn(facts))
    kept = facts.but(urges=tuple(one.but(became=Became.NOT_ACTED) for one in urges))
    assert "not said" not in str(urges_drawn(kept))


def test_where_nothing_is_counted_marks_are_low_and_alike_and_a_day_of_an_unknown_amount_has_a_sign() -> None:
    days = of_days(2, 1, 2, 1)
    facts = Facts(first=min(days), last=LAST, goal=Goal(way=Way.LESS), days=days, amounts={})
    marks = [steps for kind, steps in shown(facts)[1] if kind in ("in", "over", "open")]
    assert len(marks) == 4
    assert {re.search(r"v([\d.]+)", steps)[1] for steps in marks} == {"18"}  # type: ignore[index]
    assert "A mark: it happened that day. 0: none that day." in str(drawing(facts))
    assert "White: I did not say how it went." in str(drawing(facts))
    counted = facts.but(goal=DRINKS, amounts={LAST: 0.0})
    assert shown(counted)[0].count("?") == 4
    assert "?: it happened, no amount in this unit." in str(drawing(counted))


@pytest.mark.parametrize("seed", range(200))
def test_no_name_is_crossed_by_a_higher_mark_or_lies_on_another_and_the_highest_has_one(seed: int) -> None:
    random = Random(seed)
    half = random.uniform(1, 8)
    marks = [Named(x=random.uniform(40, 655), y=random.randrange(30, 160), said=f"{n} on Fri 20 Mar") for n in range(6)]
    beside = [Named(x=random.uniform(40, 655), y=random.randrange(30, 165)) for _n in range(random.randrange(40))]
    found = re.findall(r'x="([\d.]+)" y="([\d.]+)">([^<]*)', "".join(names(marks, beside=beside, half=half)))
    boxes = []
    for x, y, said in found:
        reach = svg.long(said) / 2
        boxes.append((float(x) - reach, float(x) + reach, float(y)))
        assert boxes[-1][0] >= 36
        assert boxes[-1][1] <= svg.WIDTH
        own = marks[int(said[0])]
        assert all(one.y >= own.y or not boxes[-1][0] < one.x < boxes[-1][1] for one in (*marks, *beside))
    for one, other in combinations(boxes, 2):
        assert one[1] <= other[0] or other[1] <= one[0] or abs(one[2] - other[2]) >= 14
    top = min(marks, key=lambda one: (one.y, one.x))
    if all(one.y >= top.y for one in beside):
        assert top.said in [said for _x, _y, said in found]


# In a browser


@browser
@pytest.mark.parametrize("start", range(0, len(PAGES), 6))
def test_it_is_one_sheet_of_paper_and_two_with_the_table(start: int, tmp_path: Path) -> None:
    some = dict(list(PAGES.items())[start : start + 6])
    assert sheets(some, tmp_path) == {name: (count, count) for name, (_rendered, count) in some.items()}


@browser
@pytest.mark.parametrize("name", ["four entries", "ninety days, table", "ten years, table", "full"])
def test_axe_finds_nothing_that_keeps_people_from_reading_it(name: str, tmp_path: Path) -> None:
    assert violations(PAGES[name][0], tmp_path) == []


@browser
def test_axe_would_find_something(tmp_path: Path) -> None:
    spoiled = PAGES["four entries"][0].replace(b'lang="en"', b"").replace(b"<h1>", b"<h1 style='color:#eee'>")
    assert {"html-has-lang", "color-contrast"} <= {rule for rule, _nodes in violations(spoiled, tmp_path)}


@browser
def test_its_policy_lets_its_own_sheet_through_and_no_script(tmp_path: Path) -> None:
    script = b"<script>document.title = 'ran'</script></body>"
    kept = PAGES["ninety days"][0].replace(b"</body>", script).decode("utf-8")
    assert title(kept, tmp_path) == "For my visit, Friday 6 November 2026"
    assert title(POLICY.sub("", kept), tmp_path) == "ran"
    look = "<script>document.title = getComputedStyle(document.querySelector('.big')).fontWeight</script></body>"
    by_sheet = POLICY.sub(lambda found: found[0].replace("style-src", "script-src 'unsafe-inline'; style-src"), kept)
    assert title(by_sheet.replace("</body>", look), tmp_path) == "700"


@browser
def test_a_browser_fetches_nothing_for_it_not_even_what_somebody_put_into_it(tmp_path: Path) -> None:
    """The browser's own log of what it asks the network for."""
    kept = PAGES["ninety days, table"][0].decode("utf-8")
    assert not re.search(r"(?:src|href)=|https?:|url\(", kept)
    spoiled = kept.replace("</main>", "<img src='https://example.org/seen.png'></main>")

    def is_asked_for(page: str) -> bool:
        log = tmp_path / "net.json"
        title(page, tmp_path, f"--log-net-log={log}")
        return "example.org" in log.read_text("utf-8", "replace")

    assert not is_asked_for(spoiled)
    assert is_asked_for(POLICY.sub("", spoiled))


@browser
def test_without_colour_every_mark_is_another_form(tmp_path: Path) -> None:
    """Each mark in grey, as a printer without colour has it: no two are nearly the same."""
    style = re.search(b"<style>(.*?)</style>", PAGES["ninety days"][0], re.DOTALL)
    assert style
    size = 40
    marks = [DOT, RING, HALF, SQUARE, DIAMOND]
    shown = "".join(
        f"<div style='position:absolute;left:{number * size}px;top:0'>{sign(kind)}</div>"
        for number, kind in enumerate(marks)
    )
    more = f".picture svg.sign {{ display: block; width: {size}px; height: {size}px }}"
    grey = f"{style[1].decode()} {more} body {{ filter: grayscale(1); margin: 0; padding: 0 }}"
    page = f"<style>{grey}</style><div class=picture>{shown}</div>"
    pixels = picture(page, (size * len(marks), size), tmp_path)
    cells = [[row[n * size : (n + 1) * size] for row in pixels] for n in range(len(marks))]
    for one, other in combinations(range(len(marks)), 2):
        apart = sum(
            abs(a - b) > 48 for x, y in zip(cells[one], cells[other], strict=True) for a, b in zip(x, y, strict=True)
        )
        assert apart > size * size / 20, (marks[one], marks[other])


def picture(page: str, size: tuple[int, int], folder: Path) -> list[list[int]]:
    """How bright each pixel is, row by row, of 255."""
    import os
    import subprocess

    (folder / "marks.html").write_text(page, "utf-8")
    target = folder / "marks.png"
    command = [CHROMIUM, *OPTIONS, f"--user-data-dir={folder / 'profile'}", "--hide-scrollbars"]
    command += [f"--window-size={size[0]},{size[1]}", f"--screenshot={target}", f"file://{folder / 'marks.html'}"]
    environ = {name: value for name, value in os.environ.items() if name != "TMPDIR"}
    subprocess.run(command, capture_output=True, check=True, timeout=120, env=environ)
    return decoded(target.read_bytes())


def decoded(png: bytes) -> list[list[int]]:
    """The first channel of a picture of eight bits a channel, without interlacing."""
    at, data, (width, height, channels) = 8, b"", (0, 0, 3)
    while at < len(png):
        (length,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        part = png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, _depth, colour = struct.unpack(">IIBB", part[:10])
            channels = {0: 1, 2: 3, 6: 4}[colour]
        elif kind == b"IDAT":
            data += part
        at += length + 12
    raw, rows = zlib.decompress(data), []
    before = bytearray(width * channels)
    for y in range(height):
        start = y * (width * channels + 1)
        row = unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + width * channels]), before, channels)
        rows.append([*row[::channels]])
        before = row
    return rows


def unfiltered(kind: int, row: bytearray, above: bytearray, step: int) -> bytearray:
    for n in range(len(row)):
        left = row[n - step] if n >= step else 0
        up, corner = above[n], above[n - step] if n >= step else 0
        guess = left + up - corner
        near = min((left, up, corner), key=lambda one: abs(guess - one))
        row[n] = (row[n] + (0, left, up, (left + up) // 2, near)[kind]) & 255
    return row
