"""Every question, answered from small journals made by hand: enough, and not enough."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from tests.findings.insights.diary import DRINKS, MONDAY, Diary
from tests.small import SCALE, exercise

from smartcli.exchange.pages.visit import html
from smartcli.exchange.pages.visit.sayings import goal_said, how_it_went
from smartcli.findings.insights.answers import QUESTIONS, insights_of, question_named
from smartcli.findings.insights.insight import Insight
from smartcli.findings.visit.facts import Visit
from smartcli.findings.visit.gathering import facts_of
from smartcli.home.settings import Settings
from smartcli.invented.invented import Invented
from smartcli.invented.people import PEOPLE
from smartcli.text.moved import Moved
from smartcli.text.pictures import calendar
from smartcli.text.pictures.shapes import Bar, Bars, Calendar, Cell, Counts, Pair, Pairs, Weeks
from smartcli.text.pictures.signs import BLOCKS
from smartcli.views.goal import Goal, Goals, Way, goals_in

IDS = [
    "as-wanted", "urges", "what-i-did", "when", "before-it-happened", "strong-days", "moving", "how-i-treat-myself",
    "plans", "how-much", "before-and-after", "balance", "practice", "back-then",
]  # fmt: skip


def day(back: int) -> date:
    return MONDAY + timedelta(days=back)


def text(insight: Insight) -> list[str]:
    return [insight.sentence, *insight.more]


def test_all_are_answered_in_their_order() -> None:
    assert list(Diary().all()) == [one.id for one in QUESTIONS] == IDS
    assert [one.id for one in QUESTIONS if one.is_extra] == IDS[10:]


def test_a_question_is_found_by_its_name() -> None:
    assert str(question_named("moving").title) == "Is it moving?"
    with pytest.raises(KeyError):
        question_named("no")


@pytest.mark.parametrize(
    ("id", "sentence"),
    [
        ("as-wanted", "Too early to say: no day is answered so far. From five on this page shows how they went."),
        (
            "urges",
            "Too early to say: no urge is written down so far. From five on this page shows what became of them.",
        ),
        (
            "what-i-did",
            (
                "Too early to say: no urge is written down so far. From five on this page shows what you did and what "
                "followed."
            ),
        ),
        ("when", "Too early to say: no urge is written down so far. From five on this page shows when they came."),
        (
            "before-it-happened",
            (
                "No day of more than you wanted is written down. From three on this page shows what you wrote of those "
                "days."
            ),
        ),
        (
            "strong-days",
            (
                "Too early to say: 0 days with sleep 4 or lower and an urge rated, 0 with sleep 6 or higher. "
                "From five of both on this page sets them beside each other."
            ),
        ),
        (
            "moving",
            (
                "Too early to say: no day is rated so far. From five days rated early in this time and five "
                "late on this page sets them beside each other."
            ),
        ),
        (
            "how-i-treat-myself",
            "No look back has a rating. After one that has, this page shows how hard you were on yourself.",
        ),
        (
            "plans",
            "Too early to say: no plan with an answer so far. From five on this page shows whether they happened.",
        ),
        ("how-much", "You count nothing just now, so there is no amount to show."),
        (
            "before-and-after",
            (
                "No exercise is rated both before and after. From five times on this page shows an "
                "exercise that you rate before and after."
            ),
        ),
        (
            "balance",
            (
                "You have not rated the parts of your life here. From the second time on this page sets the "
                "parts of your life beside the last time."
            ),
        ),
        ("practice", "Too early to say: 0 entries so far. From five on this page shows what you practised."),
        ("back-then", "Nothing is written a week, a month or a year ago to the day."),
    ],
)
def test_with_nothing_written_it_says_what_will_stand_there(id: str, sentence: str) -> None:
    found = Diary().all()[id]
    assert text(found) == [sentence]
    assert (found.is_enough, found.n, found.picture, found.entries) == (False, 0, None, ())
    assert (found.first, found.last) == (None, None)


# 1. Am I doing what I set out to do?


def test_the_days_are_told_by_the_goal() -> None:
    diary = Diary(DRINKS)
    ids = [diary.check_in(back, amount=amount) for back, amount in enumerate([0, 2, 3, 5, None])]
    diary.check_in(7, amount=1)
    found = diary.answer("as-wanted", first=day(0))
    assert text(found) == [
        (
            "You answered on 6 of 8 days: as you wanted on 4, more than you wanted on 1, not said on 1. 2 days have no "
            "answer."
        ),
        "On 1 of the 4 days as you wanted there was none at all.",
    ]
    assert found.entries[:5] == tuple(ids)
    assert (found.n, found.first, found.last) == (6, day(0), day(7))
    assert found.picture == Calendar(
        title="Drinks a day", unit="Drinks", limit=3, first=day(0) - timedelta(weeks=11), last=day(7), began=day(0),
        days={
            day(0): Cell(amount=0), day(1): Cell(amount=2), day(2): Cell(amount=3),
            day(3): Cell(amount=5, is_more=True), day(4): Cell(amount=None, is_said=False), day(7): Cell(amount=1),
        },
    )  # fmt: skip


def test_four_days_are_too_few() -> None:
    diary = Diary(DRINKS)
    for back in range(4):
        diary.check_in(back, amount=back)
    assert text(diary.answer("as-wanted")) == [
        "Too early to say: 4 days answered so far. From five on this page shows how they went."
    ]


def test_somebody_undecided_is_told_that_it_happened_and_by_the_month() -> None:
    diary = Diary(Goal(way=Way.UNSURE, unit="Drinks"))
    for back, amount in enumerate([0, 2, 0]):
        diary.check_in(27 + back, amount=amount)
    for back in (30, 31):
        diary.check_in(back, amount=0)
    diary.check_in(32, used="Rather not say")
    assert text(diary.answer("as-wanted")) == [
        "You answered on 6 of 6 days: none on 4, it happened on 1, not said on 1.",
        "March: 3 answers, none on 2, it happened on 1.",
        "April: 3 answers, none on 2, not said on 1.",
    ]


def test_months_are_told_with_their_year_where_the_span_has_several() -> None:
    diary = Diary(Goal(way=Way.UNSURE))
    for back in (0, 1, 2, 3, 31 + 334):
        diary.check_in(back, used="No")
    assert text(diary.answer("as-wanted"))[1:] == [
        "March 2026: 4 answers, none on 4.", "March 2027: 1 answer, none on 1."
    ]  # fmt: skip
    told = diary.answer("as-wanted", first=day(0), last=day(31), today=day(365))
    assert [line for line in text(told) if "March" in line] == []
    diary.check_in(31, used="No")
    told = diary.answer("as-wanted", first=day(0), last=day(31), today=day(365))
    assert text(told)[1:] == ["March 2026: 4 answers, none on 4.", "April 2026: 1 answer, none on 1."]


def test_who_has_decided_since_is_told_of_the_days_before_by_the_month_and_of_those_after_by_the_goal() -> None:
    diary = Diary(Goal(way=Way.UNSURE))
    for back in (27, 28):
        diary.check_in(back, used="No")
    diary.check_in(29, used="Yes")
    diary.check_in(30, used="Rather not say")
    since = diary.write("my-goal", 31, way="Stop")
    diary.goals = Goals(written=(Goal(way=Way.STOP, since=since),), at_first=diary.goals.at_first)
    diary.check_in(31, used="No")
    diary.check_in(32, used="Yes")
    diary.urge(33, "Partly")
    found = diary.answer("as-wanted")
    assert text(found) == [
        "You answered on 7 of 7 days. By your goal, on 3 of them: as you wanted on 1, more than you wanted on 2.",
        "On 4 other days you were not sure yet.",
        "March: 3 answers, none on 2, it happened on 1.",
        "April: 1 answer, none on 0, not said on 1.",
    ]
    assert (found.n, len(found.entries)) == (7, 7)


def test_what_was_passed_over_or_would_rather_not_be_said_is_told_apart_from_what_happened() -> None:
    diary = Diary(Goal(way=Way.LESS, unit="Drinks", at_most_day=3))
    for back, amount in enumerate([0, 2, 5, None]):
        diary.check_in(back, amount=amount)
    diary.check_in(4, used="Rather not say")
    diary.check_in(5, amount=0)
    diary.urge(5, "Yes")
    found = diary.answer("as-wanted")
    assert found.sentence == (
        "You answered on 6 of 6 days: as you wanted on 2, more than you wanted on 1, "
        "it happened on 1 (how it went is not said), not said on 2."
    )
    assert isinstance(found.picture, Calendar)
    assert [found.picture.days[day(back)].is_said for back in range(6)] == [True] * 3 + [False] * 2 + [True]
    assert found.picture.days[day(5)] == Cell(amount=None)  # nought is no amount of a day on which it happened


def test_where_nothing_is_counted_rather_not_say_is_not_that_it_happened() -> None:
    diary = Diary(Goal(way=Way.STOP))
    for back, used in enumerate(["No", "No", "No", "Rather not say", "Yes"]):
        diary.check_in(back, used=used)
    picture = diary.answer("as-wanted").picture
    assert isinstance(picture, Calendar)
    assert [picture.days[day(back)] for back in (2, 3, 4)] == [
        Cell(amount=0), Cell(amount=None, is_said=False), Cell(amount=1, is_more=True)
    ]  # fmt: skip


@pytest.mark.parametrize("way", [Way.UNSURE, Way.UNSAID])
def test_without_a_goal_own_answers_are_told_as_such_and_judge_no_day(way: Way) -> None:
    diary = Diary(Goal(way=way))
    for back, used in enumerate(["No", "No", "As I planned", "More than I wanted", "Rather not say"]):
        diary.check_in(back, used=used)
    found = diary.answer("as-wanted")
    assert text(found) == [
        "You answered on 5 of 5 days: none on 2, it happened on 2, not said on 1.",
        (
            "Of the 2 days without a goal on which it happened, your own answer was: as planned on 1, "
            "more than you wanted on 1."
        ),
    ]
    assert isinstance(found.picture, Calendar)
    assert not any(cell.is_more for cell in found.picture.days.values())


def test_a_limit_is_a_goal_also_of_somebody_who_is_not_sure_yet() -> None:
    diary = Diary(Goal(way=Way.UNSURE, unit="Drinks", at_most_day=2))
    for back in range(5):
        diary.check_in(back, amount=back)
    assert text(diary.answer("as-wanted"))[0] == (
        "You answered on 5 of 5 days: as you wanted on 3, more than you wanted on 2."
    )


def test_after_the_last_day_of_a_break_no_goal_stands_and_what_is_counted_goes_on() -> None:
    diary = Diary(Goal(way=Way.BREAK, until=day(2), unit="Hours", at_most_week=9, usual_week=7))
    for back in range(8):
        diary.check_in(back, amount=2, went="More than I wanted")
    told = diary.all()
    assert text(told["as-wanted"]) == [
        "You answered on 8 of 8 days. By your goal, on 3 of them: as you wanted on 0, more than you wanted on 3.",
        "On 5 other days no goal stood.",
        "March: 5 answers, none on 0, it happened on 5.",
        "Of the 5 days without a goal on which it happened, your own answer was: more than you wanted on 5.",
    ]
    assert text(told["before-it-happened"])[0] == "3 days were more than you wanted."
    assert text(told["how-much"])[0] == "Hours: 16 in all, on 8 days."
    picture = told["as-wanted"].picture
    assert isinstance(picture, Calendar)
    assert picture.limit is None
    assert [on for on, cell in picture.days.items() if cell.is_more] == [day(0), day(1), day(2)]


def test_the_sheet_for_a_visit_counts_the_same_as_the_answer() -> None:
    diary = Diary(Goal(way=Way.UNSURE))
    for back, used in enumerate(["No", "As I planned", "More than I wanted", "Rather not say"]):
        diary.check_in(back, used=used)
    since = diary.write("my-goal", 4, way="Stop")
    diary.goals = Goals(written=(Goal(way=Way.STOP, since=since),), at_first=diary.goals.at_first)
    for back, used in enumerate(["No", "No", "More than I wanted", "Rather not say"], start=4):
        diary.check_in(back, used=used)
    assert text(diary.answer("as-wanted"))[:3] == [
        (
            "You answered on 8 of 8 days. By your goal, on 4 of them: as you wanted on 2, more than you wanted on 1, "
            "not said on 1."
        ),
        "On 4 other days you were not sure yet.",
        "March: 4 answers, none on 1, it happened on 2, not said on 1.",
    ]
    sheet = how_it_went(facts_of(diary.log()))
    assert (sheet.large, sheet.small) == ("2", "of 4 days")
    assert sheet.lines == (
        "as I wanted, with none.", "On 1 day it happened.", "1 day: I did not say.",
        "4 other days, without a goal: none on 1, it happened on 2, not said on 1.",
    )  # fmt: skip


def test_a_limit_and_an_amount_are_told_as_they_were_written_at_every_place() -> None:
    diary = Diary(Goal(way=Way.LESS, unit="Hours", at_most_day=2.25))
    for back, amount in enumerate([2.25, 2.25, 12.5, 0, 1]):
        diary.check_in(back, amount=amount)
    picture = diary.answer("as-wanted").picture
    assert isinstance(picture, Calendar)
    words = calendar.said(picture)
    assert "none on 1, some within the limit of 2.25 on 3, more than wanted on 1." in words
    assert "More than wanted: 12.5 on Wednesday 4 Mar." in words
    assert "digit: Hours that day (my limit 2.25)   rounded" in "\n".join(calendar.drawn(picture, 80, BLOCKS))
    facts = facts_of(diary.log())
    assert "Hours: at most 2.25 a day." in goal_said(facts.goal, "", diary.today)
    sheet = html(Visit(made=diary.today, facts=facts, has_table=True)).decode()
    assert [text for text in ("2.25</text>", "12.5 on Wed 4 Mar</text>", "<td>12.5</td>") if text not in sheet] == []


def test_a_limit_that_did_not_stand_on_all_days_is_not_drawn() -> None:
    diary = Diary(Goal(way=Way.UNSURE, unit="Drinks"))
    for back in range(4):
        diary.check_in(back, amount=4)
    since = diary.check_in(4, amount=1)
    limit = Goal(way=Way.LESS, unit="Drinks", at_most_day=3, since=since)
    diary.goals = Goals(written=(limit,), at_first=diary.goals.at_first)
    diary.check_in(5, amount=5)
    picture = diary.answer("as-wanted").picture
    assert isinstance(picture, Calendar)
    assert picture.limit is None
    for back in range(6, 9):
        diary.check_in(back, amount=2)
    picture = diary.answer("as-wanted", first=day(4)).picture
    assert isinstance(picture, Calendar)
    assert picture.limit == 3


@pytest.mark.parametrize(("before", "much", "limit"), [(5, 5, None), (2, 3, None), (5, 2, 3), (2, 4, 3)])
def test_no_limit_is_drawn_where_a_day_on_its_other_side_went_by_another_one(
    before: int, much: int, limit: int | None
) -> None:
    diary = Diary(Goal(way=Way.LESS, unit="Drinks", at_most_day=before))
    for back in range(4):
        diary.check_in(back, amount=much)
    since = diary.check_in(4, amount=1)
    diary.goals = Goals(
        written=(Goal(way=Way.LESS, unit="Drinks", at_most_day=3, since=since),), at_first=diary.goals.at_first
    )
    for back in range(5, 9):
        diary.check_in(back, amount=4)
    picture = diary.answer("as-wanted").picture
    assert isinstance(picture, Calendar)
    assert (picture.limit, facts_of(diary.log()).limit) == (limit, limit)


def test_an_amount_is_measured_by_the_goal_that_stood() -> None:
    diary = Diary(Goal(way=Way.LESS, unit="Drinks", at_most_day=5))
    for back in range(3):
        diary.check_in(back, amount=4)
    since = diary.check_in(3, amount=4)
    diary.goals = Goals(
        written=(Goal(way=Way.LESS, unit="Drinks", at_most_day=3, since=since),), at_first=diary.goals.at_first
    )
    diary.check_in(4, amount=4)
    assert diary.answer("as-wanted").sentence == (
        "You answered on 5 of 5 days: as you wanted on 3, more than you wanted on 2."
    )


def test_a_span_looks_at_its_own_days_and_a_week_limit_at_the_days_before_it() -> None:
    diary = Diary(Goal(way=Way.LESS, unit="Drinks", at_most_week=10))
    for back in range(7):
        diary.check_in(back, amount=2)
    found = diary.answer("as-wanted", first=day(2))
    assert found.sentence == (
        "You answered on 5 of 5 days: as you wanted on 3, more than you wanted on 2. "
        "By your limit of a week (Drinks: 10) it was more on 2 days."
    )
    assert diary.answer("as-wanted", first=day(0), last=day(4)).sentence == (
        "You answered on 5 of 5 days: as you wanted on 5, more than you wanted on 0."
    )


def test_a_week_limit_counts_what_was_written_in_its_own_unit() -> None:
    diary = Diary(Goal(way=Way.LESS, unit="Cigarettes", at_most_day=20))
    for on in (0, 1):
        diary.check_in(on, amount=12)
    since = diary.write("my-goal", 2, hour=8)
    diary.goals = diary.goals.but(written=(Goal(way=Way.LESS, unit="Drinks", at_most_week=4, since=since),))
    for on in (2, 3, 4, 5):
        diary.check_in(on, amount=1)
    assert diary.answer("as-wanted").sentence == (
        "You answered on 6 of 6 days: as you wanted on 6, more than you wanted on 0."
    )
    diary.check_in(6, amount=1)
    assert diary.answer("as-wanted").sentence == (
        "You answered on 7 of 7 days: as you wanted on 6, more than you wanted on 1. "
        "By your limit of a week (Drinks: 4) it was more on 1 day."
    )


def test_a_limit_of_a_week_is_named_only_where_it_alone_decides() -> None:
    diary = Diary(Goal(way=Way.LESS, unit="Drinks", at_most_day=3, at_most_week=5.5))
    for on, amount in enumerate([3, 2, 1, 4, 1]):
        diary.check_in(on, amount=amount)
    assert diary.answer("as-wanted").sentence == (
        "You answered on 5 of 5 days: as you wanted on 2, more than you wanted on 3. "
        "By your limit of a week (Drinks: 5.5) it was more on 2 days."
    )
    since = diary.write("my-goal", 7, hour=8)
    diary.goals = diary.goals.but(written=(Goal(way=Way.LESS, unit="Hours", at_most_week=4, since=since),))
    for on in (7, 8):
        diary.check_in(on, amount=3)
    assert diary.answer("as-wanted").sentence == (
        "You answered on 7 of 9 days: as you wanted on 3, more than you wanted on 4. "
        "By your limit of a week (Drinks: 5.5, Hours: 4) it was more on 3 days. 2 days have no answer."
    )


# 2 to 4. Urges


def urges(*rows: tuple[int, str | None, str], **more: object) -> Diary:
    diary = Diary()
    for back, acted, did in rows:
        diary.urge(back, acted, did, **more)  # type: ignore[arg-type]
    return diary


def test_what_became_of_urges() -> None:
    diary = urges(*[(back, "No", "") for back in range(5)], strength=8, strength_after=4)
    diary.urge(5, "Yes", strength=9)
    diary.urge(6, "Partly")
    diary.urge(7, "Rather not say")
    found = diary.answer("urges")
    assert text(found) == [
        "8 urges written down. Not acted on: 5. In part: 1. Acted on: 1. Not said: 1.",
        "In the 5 not acted on, strength went from 8 to 4 (median).",
    ]
    pairs = (Pair(label="not acted on", earlier=8, later=4, n=(5, 5)),)
    assert isinstance(found.picture, Weeks)
    assert found.also == Pairs(
        title="Strength of urges before and after (median)", earlier="before", later="after", pairs=pairs
    )
    assert len(found.entries) == found.n == 8


def test_the_strongest_urge_of_each_day_is_a_line_where_there_are_five_days() -> None:
    diary = urges(*[(back, "No", "") for back in range(6)])
    diary.urge(6, "No", strength=4, strength_after=2)
    for back in range(5):
        diary.check_in(back, urge_peak=back)
        diary.check_in(back, urge_peak=1)
    found = diary.answer("urges")
    assert isinstance(found.picture, Weeks)
    assert found.picture.days == {day(0): 1, day(1): 1, day(2): 2, day(3): 3, day(4): 4, day(6): 4}
    assert found.more == ()  # one urge was rated twice: too few for a median


def test_the_strongest_urge_of_a_day_is_the_greatest_of_the_check_in_and_the_log_on_every_page() -> None:
    diary = Diary()
    for back in range(5):
        diary.check_in(back, urge_peak=4, urge=8, sleep=3)
        diary.urge(back, "No", strength=5 if back else 1, strength_after=2)
    diary.urge(5, "No", strength=3, strength_after=9)  # an urge may grow; and this day has no check-in
    diary.write("delay", 5, urge=10)  # of an exercise that writes no urge down
    found = diary.answer("urges").picture
    assert isinstance(found, Weeks)
    assert found.days == {day(0): 4, day(1): 5, day(2): 5, day(3): 5, day(4): 5, day(5): 9}
    for back in range(6, 11):
        diary.check_in(back, urge_peak=2, sleep=8)
    assert text(diary.answer("strong-days"))[0].startswith(
        "Sleep 4 or lower: strongest urge 5 (median, 5 days). Sleep 6 or higher: 2 (5 days)."
    )
    assert text(diary.answer("moving"))[0].startswith("Strongest urge, first 5 days: 4.8 on average (5 days);")


def test_where_few_days_have_a_strongest_urge_the_urge_as_it_was_rated_is_told() -> None:
    diary = Diary()
    for back in range(12):
        diary.check_in(back, urge=3)
    diary.urge(1, "No", strength=7)
    assert text(diary.answer("moving"))[0].startswith("Urge, first 6 days: 3.3 on average (6 days)")


def test_what_was_rated_twice_is_told_of_those_that_were() -> None:
    diary = urges(*[(back, "No", "") for back in range(5)], strength=8, strength_after=4)
    diary.urge(5, "No", strength=2)
    assert diary.answer("urges").more == (
        "In 5 of the 6 not acted on you wrote the strength twice: from 8 to 4 (median).",
    )


def test_one_way_is_one_however_it_is_spelled_as_it_was_spelled_last() -> None:
    diary = urges(*[(back, "No", ("Talk to someone", "talk to  someone.")[back % 2]) for back in range(4)])
    diary.write("urge-log", 4, acted="Yes", did=["Talk to someone", "Talk to someone!"])
    found = diary.answer("what-i-did")
    assert found.sentence == "Talk to someone!: 5 urges, acted on 1."
    assert isinstance(found.picture, Bars)
    assert [(bar.label, bar.counts) for bar in found.picture.bars] == [("Talk to someone!", (4, 0, 1))]


def test_a_mean_between_two_ratings_stands_where_the_sentence_counts_it() -> None:
    diary = Diary(DRINKS)
    for back, ratings in enumerate(((4, 5), (5, 6), (3, 4), (6, 7), (0, 1), (4, 4, 5), (9, 10))):
        for sleep in ratings:
            diary.check_in(back, sleep=sleep, amount=9 if back < 3 else 0)
    found = diary.answer("before-it-happened")
    assert "You rated sleep on 3 of them, and 4 or lower on 1." in found.sentence
    assert "You rated sleep 4 or lower on 2 of 7 days in all." in found.sentence
    assert isinstance(found.picture, Counts)
    assert found.picture.counts == ((0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0), (0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 0))


def test_what_was_written_before_it_happened_is_counted_however_it_is_spelled() -> None:
    diary = Diary(DRINKS)
    for back in range(3):
        diary.check_in(back, amount=9)
        diary.urge(back, "Yes", trigger=[("Boredom", "boredom")[back % 2], "BOREDOM"] if back else ["Boredom"])
    assert "What set urges off on these days: BOREDOM (3)." in text(diary.answer("before-it-happened"))


def test_what_was_done_stands_in_the_order_of_how_often() -> None:
    diary = urges(
        (0, "No", "Talk to someone"), (1, "Yes", "Leave the place"), (2, "No", "Leave the place"),
        (3, "Partly", "Leave the place"), (4, "No", "Leave the place"), (5, "No", "Talk to someone"), (6, "No", ""),
    )  # fmt: skip
    found = diary.answer("what-i-did")
    assert text(found) == [
        (
            "Leave the place: 4 urges, acted on 1, in part 1. Talk to someone: 2 urges, too few to say. (not written): "
            "1 urge, too few to say."
        ),
        "This is what you wrote, not proof of what works.",
    ]
    assert found.picture == Bars(
        title="What I did at an urge, and what followed",
        parts=("not acted on", "in part", "acted on"),
        bars=(
            Bar(label="Leave the place", counts=(2, 1, 1), words="acted on 1, in part 1"),
            Bar(label="Talk to someone", counts=(2, 0, 0), words="too few to say"),
            Bar(label="(not written)", counts=(1, 0, 0), words="too few to say"),
        ),
        note="This is what you wrote, not proof of what works.",
    )


def test_an_urge_with_two_answers_stands_in_two_rows() -> None:
    diary = Diary()
    for back in range(5):
        diary.urge(back, "No", did=None or "", response=["A", "B"])
    found = diary.answer("what-i-did")
    assert found.more[0] == "An urge with several answers stands in each of their rows."
    assert isinstance(found.picture, Bars)
    assert [bar.label for bar in found.picture.bars] == ["A", "B"]


def test_three_urges_are_too_few() -> None:
    diary = urges((0, "No", ""), (1, "No", ""), (2, "No", ""))
    assert diary.answer("what-i-did").sentence == (
        "Too early to say: 3 urges so far. From five on this page shows what you did and what followed."
    )
    assert diary.answer("urges").sentence.startswith("Too early to say: 3 urges so far. From five on")
    assert diary.answer("when").entries == tuple(one.id for one in diary.entries)


def test_when_urges_come() -> None:
    diary = Diary()
    for back, hour in ((0, 8), (1, 20), (4, 20), (5, 23), (6, 2), (5, 13)):
        diary.urge(back, "Yes" if back == 5 else "No", hour=hour)
    found = diary.answer("when")
    assert text(found) == [
        "2 came Monday to Thursday, acted on 0. 4 came Friday to Sunday, acted on 2.",
        "By the time of day: 1 in the morning, 1 in the afternoon, 3 in the evening, 1 at night.",
    ]
    assert isinstance(found.picture, Counts)
    assert found.picture.rows == ("morning", "afternoon", "evening", "night")
    assert found.picture.counts == (
        (1, 0, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 1, 0), (0, 1, 0, 0, 1, 1, 0), (0, 0, 0, 0, 0, 0, 1),
    )  # fmt: skip
    assert found.picture.beneath == (("acted on", (0, 0, 0, 0, 0, 2, 0)), ("in part", (0,) * 7))


def test_an_hour_before_the_day_ends_is_the_night_of_that_day_and_not_its_morning() -> None:
    diary = Diary()
    for back in range(5):
        diary.urge(7 * back + 5, "No", hour=23)
        late = diary.entries[-1]
        sunday = (date.fromisoformat(late.day) + timedelta(days=1)).isoformat()
        diary.entries[-1] = late.but(at=f"{sunday}T05:30:00.000000+01:00")
    found = diary.answer("when")
    assert isinstance(found.picture, Counts)
    assert found.picture.counts[found.picture.rows.index("night")] == (0, 0, 0, 0, 0, 5, 0)
    assert "By the time of day: 5 at night." in found.more


def test_a_clear_difference_between_the_week_and_its_end_is_said() -> None:
    diary = Diary()
    for week in range(4):
        for back in range(7):
            diary.check_in(7 * week + back, mood=5)
        for back in (4, 5, 6):
            diary.urge(7 * week + back, "Yes")
        diary.urge(7 * week, "No")
        diary.urge(7 * week + 1, "No")
    assert diary.answer("when").more[1:] == (
        "Friday to Sunday more of them were acted on, more than chance would often do.",
        "Friday to Sunday had more urges a day, more than chance would often do.",
    )


def test_no_clear_difference_is_said_too() -> None:
    diary = Diary()
    for back in range(28):
        diary.urge(back, "Yes" if back % 2 else "No")
    assert diary.answer("when").more[1:] == (
        "How many were acted on: no clear difference between the two.",
        "Urges a day: no clear difference between the two.",
    )


# 5. What was there before it happened?


def test_what_was_there_is_told_with_how_often_it_was_there_without() -> None:
    diary = Diary(DRINKS)
    for back in range(20):
        diary.check_in(back, sleep=3 if back % 2 else 7, amount=6 if back in (1, 3, 5) else 1)
    diary.urge(3, "Yes", trigger=["Boredom"])
    diary.write("lapse-review", 6, before=["Pain or no sleep", "Boredom"])
    found = diary.answer("before-it-happened")
    assert text(found) == [
        (
            "3 days were more than you wanted. On all 3 you rated sleep 4 or lower. You rated sleep 4 or "
            "lower on 10 of 20 days, so most such days were not among them."
        ),
        "Weekdays: Tuesday (1), Thursday (1), Saturday (1).",
        (
            "1 time you wrote what came before such a day, perhaps before another than these: "
            "Pain or no sleep (1), Boredom (1)."
        ),
        "What set urges off on these days: Boredom (1).",
        "It shows what came together, not why.",
    ]
    assert isinstance(found.picture, Counts)
    assert found.picture.counts == ((0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0), (0, 0, 0, 7, 0, 0, 0, 10, 0, 0, 0))


def test_a_day_without_a_rating_of_sleep_is_none_of_good_sleep() -> None:
    diary = Diary(DRINKS)
    for back, sleep in enumerate([3, None, 8, 5, 5]):
        diary.check_in(back, sleep=sleep, amount=6 if back < 3 else 0)
    assert diary.answer("before-it-happened").sentence == (
        "3 days were more than you wanted. You rated sleep on 2 of them, and 4 or lower on 1. You rated sleep 4 or "
        "lower on 1 of 4 days in all."
    )


def test_two_days_are_too_few_to_look_for_what_they_share() -> None:
    diary = Diary(DRINKS)
    for back in range(2):
        diary.check_in(back, amount=9)
    assert diary.answer("before-it-happened").sentence == (
        "Too early to say: 2 days of more than you wanted so far. From three on this page shows what you wrote of "
        "those days."
    )


@pytest.mark.parametrize("way", [Way.UNSURE, Way.UNSAID])
def test_a_day_without_a_goal_is_none_of_more_than_wanted_whatever_was_answered_of_it(way: Way) -> None:
    diary = Diary(Goal(way=way))
    for back in range(3):
        diary.check_in(back, used="More than I wanted", sleep=3)
    diary.write("lapse-review", 2, before=["Boredom"])
    found = diary.answer("before-it-happened")
    assert text(found) == [
        (
            "By a goal no day was more than you wanted. From three on this page shows what you wrote of those days. "
            "On 3 days without a goal your own answer was: more than you wanted. They do not count as such here."
        )
    ]
    assert (found.n, found.is_early, found.picture, len(found.entries)) == (0, False, None, 3)
    since = diary.write("my-goal", 3, way="Stop")
    diary.goals = Goals(written=(Goal(way=Way.STOP, since=since),), at_first=diary.goals.at_first)
    for back in range(3, 5):
        diary.check_in(back, used="More than I wanted", sleep=3)
    assert text(diary.answer("before-it-happened")) == [
        (
            "Too early to say: 2 days of more than you wanted so far. From three on this page shows what you wrote of "
            "those days. On 3 days without a goal your own answer was: more than you wanted. They do not "
            "count as such here."
        )
    ]
    diary.check_in(5, used="More than I wanted", sleep=7)
    found = diary.answer("before-it-happened")
    assert text(found) == [
        (
            "3 days were more than you wanted. You rated sleep on 3 of them, and 4 or lower on 2. You rated sleep 4 or "
            "lower on 5 of 6 days, so most such days were not among them."
        ),
        "On 3 days without a goal your own answer was: more than you wanted. They do not count as such here.",
        "Weekdays: Thursday (1), Friday (1), Saturday (1).",
        "It shows what came together, not why.",
    ]
    assert isinstance(found.picture, Counts)
    assert [sum(counts) for counts in found.picture.counts] == [3, 3]


def test_it_rests_on_the_looks_back_too_whose_words_it_tells() -> None:
    diary = Diary(DRINKS)
    for back in range(3):
        diary.check_in(back, amount=9)
    looks = [diary.write("lapse-review", 6 + back, before=["Boredom"]) for back in range(5)]
    found = diary.answer("before-it-happened")
    assert found.more[1] == (
        "5 times you wrote what came before such a day, perhaps before others than these: Boredom (5)."
    )
    assert {*looks} <= {*found.entries}


# 6. What goes with strong days?


def rated(sleep: list[int], peaks: list[int]) -> Diary:
    diary = Diary()
    for back, (rest, peak) in enumerate(zip(sleep, peaks, strict=True)):
        diary.check_in(back, sleep=rest, urge_peak=peak)
    return diary


def test_strong_days_are_set_beside_days_without() -> None:
    found = rated([3] * 6 + [5] * 3 + [8] * 6, [7, 8, 7, 6, 8, 7, 5, 5, 5, 2, 3, 2, 3, 1, 3]).answer("strong-days")
    assert text(found) == [
        (
            "Sleep 4 or lower: strongest urge 7 (median, 6 days). Sleep 6 or higher: 2.5 (6 days). More than "
            "chance would often do."
        ),
        "It shows what came together, not why.",
    ]
    assert isinstance(found.picture, Counts)
    assert found.picture.rows == ("Sleep 0-4", "Sleep 5", "Sleep 6-10")
    assert found.picture.counts == ((0, 1, 5), (0, 3, 0), (6, 0, 0))
    assert found.n == 12


def test_it_rests_on_the_days_that_are_set_beside_each_other_and_on_those_of_the_picture() -> None:
    diary = rated([3] * 6 + [5] * 3 + [8] * 6, [7, 8, 7, 6, 8, 7, 5, 5, 5, 2, 3, 2, 3, 1, 3])
    both = [one.id for one in diary.entries]
    diary.check_in(15, sleep=9)
    diary.check_in(16, urge_peak=9)
    assert diary.answer("strong-days").entries == tuple(both)
    few = rated([3, 5, 9], [7, 5, 2])
    found = few.answer("strong-days")
    assert (found.n, found.entries) == (2, (few.entries[0].id, few.entries[2].id))


def test_where_chance_would_do_it_there_is_no_clear_difference() -> None:
    found = rated([3] * 6 + [8] * 6, [1, 8, 2, 9, 4, 7, 3, 8, 1, 7, 2, 8]).answer("strong-days")
    assert found.sentence.endswith("No clear difference.")


def test_four_nights_are_too_few() -> None:
    assert rated([3] * 4 + [8] * 9, [9] * 4 + [1] * 9).answer("strong-days").sentence == (
        "Too early to say: 4 days with sleep 4 or lower and an urge rated, 9 with sleep 6 or higher. From five of both "
        "on this page sets them beside each other."
    )


# 7. Is it moving?


def test_the_first_days_stand_beside_the_last_and_the_rulers_by_their_days() -> None:
    diary = Diary(DRINKS)
    for back in range(12):
        diary.check_in(back, urge_peak=8 if back < 6 else 5, confidence=6, amount=2)
    diary.write("readiness-rulers", 0, importance=4, confidence=3, readiness=3)
    diary.write("readiness-rulers", 11, importance=8, readiness=8)
    found = diary.answer("moving")
    assert text(found) == [
        "Strongest urge, first 6 days: 8.0 on average (6 days); last 6 days: 5.0 (6). Lower.",
        "How sure of tomorrow: 6.0 (6 days), then 6.0 (6): no clear difference.",
        "Drinks a day: 2.0 (6 days), then 2.0 (6): no clear difference.",
        "Rulers (how much it matters, how sure, how ready): 2 March 4, 3, 3; 13 March 8, not said, 8.",
    ]
    assert isinstance(found.picture, Pairs)
    assert [pair.moved for pair in found.picture.pairs] == [
        Moved.LOWER, Moved.NO_CLEAR_DIFFERENCE, Moved.NO_CLEAR_DIFFERENCE,
    ]  # fmt: skip
    assert found.picture.title == "Average of the first 6 and the last 6 days"


def test_rulers_are_told_before_there_is_enough_else() -> None:
    diary = Diary()
    diary.write("readiness-rulers", 0, importance=4, confidence=3, readiness=0)
    assert diary.answer("moving").sentence == (
        "Too early to say: no day is rated so far. From five days rated early in this time and five late on this page "
        "sets them beside each other. Rulers (how much it matters, how sure, how ready): 2 March 4, 3, 0."
    )


def test_a_gap_is_no_zero() -> None:
    diary = Diary()
    for back in range(12):
        diary.check_in(back, urge_peak=8 if back % 2 else None, mood=5)
    found = diary.answer("moving")
    assert found.sentence == "Mood, first 6 days: 5.0 on average (6 days); last 6 days: 5.0 (6). No clear difference."


# 8 to 10


def test_how_hard_somebody_was_on_themselves() -> None:
    diary = Diary()
    for back, (start, end) in enumerate([(80, 50), (70, None), (60, 35)]):
        diary.write("lapse-review", back, blame=start, blame_after=end)
    found = diary.answer("how-i-treat-myself")
    assert text(found) == [
        "3 looks back with a rating.",
        "Blame at the start, then at the end, 0 to 100: 2 March 80, 50; 3 March 70, not said; 4 March 60, 35.",
    ]
    assert isinstance(found.picture, Pairs)
    assert found.picture.pairs[1] == Pair(label="3 March", earlier=70, later=None, n=(1, 1), high=100)


def test_of_many_looks_back_the_last_are_told() -> None:
    diary = Diary()
    for back in range(8):
        diary.write("lapse-review", back, blame=back, blame_after=0)
    assert diary.answer("how-i-treat-myself").sentence == ("8 looks back with a rating. These are the last 6 of them.")


def test_what_was_written_without_its_ratings_is_not_called_unwritten() -> None:
    diary = Diary()
    for back in range(3):
        diary.write("lapse-review", back, danger=["None of these"], blame=None, blame_after=None)
        diary.urge(back, "No", strength=6)
    assert text(diary.answer("how-i-treat-myself")) == [
        "No look back has a rating. After one that has, this page shows how hard you were on yourself."
    ]
    assert diary.answer("before-and-after").sentence.startswith("No exercise is rated both before and after.")
    diary.write("lapse-review", 3, blame=60)
    assert diary.answer("how-i-treat-myself").sentence == "1 look back with a rating."


def test_whether_plans_happened() -> None:
    diary = Diary()
    for back, went in enumerate(["Yes", "Yes", "In part", "No", "Another day", None]):
        diary.check_in(back, plan_went=went)
    found = diary.answer("plans")
    assert text(found) == ["Of 5 plans you said later: yes 2, in part 1, no 1, another day 1."]
    assert isinstance(found.picture, Bars)
    assert [(bar.label, bar.counts) for bar in found.picture.bars] == [
        ("yes", (2,)), ("in part", (1,)), ("no", (1,)), ("another day", (1,)),
    ]  # fmt: skip


def test_one_plan_is_too_few() -> None:
    diary = Diary()
    diary.check_in(0, plan_went="Yes")
    assert diary.answer("plans").sentence == (
        "Too early to say: 1 plan with an answer so far. From five on this page shows whether they happened."
    )


def test_how_much_it_was_beside_usual_weeks_of_as_many_days() -> None:
    diary = Diary(DRINKS)
    for back in range(7):
        diary.check_in(back, amount=2 if back else None)
    assert text(diary.answer("how-much", first=day(0))) == [
        "Drinks: 12 in all, on 6 of 7 days. The other days have no amount in this unit.",
        "A usual week before was 21: about 18 in 6 days, so about 6 fewer.",
        "At 3 each that is about 18 less.",
    ]


@pytest.mark.parametrize(
    ("goal", "more"),
    [
        ({"usual_week": 7}, ["A usual week before was 7: about 7 in 7 days, so about 14 more."]),
        ({"usual_week": 21, "cost": 3}, ["A usual week before was 21: about 21 in 7 days, so about as much."]),
        ({"cost": 2.5}, ["At 2.5 each that is about 52."]),
        ({}, []),
    ],
)
def test_what_is_known_of_before_decides_what_is_said(goal: dict[str, float], more: list[str]) -> None:
    diary = Diary(Goal(way=Way.LESS, unit="Drinks", **goal))  # type: ignore[arg-type]
    for back in range(7):
        diary.check_in(back, amount=3)
    assert text(diary.answer("how-much")) == ["Drinks: 21 in all, on 7 days.", *more]


@pytest.mark.parametrize(
    ("goal", "amount", "more"),
    [
        ({"usual_week": 1.5, "cost": 12}, 1,
         ["A usual week before was 1.5: about 1.5 in 7 days, so about 0.5 fewer.", "At 12 each that is about 6 less."]),
        ({"usual_week": 0.5, "cost": 12}, 0.14,
         ["A usual week before was 0.5: about 0.5 in 7 days, so about 0.36 fewer.",
          "At 12 each that is about 4.3 less."]),
        ({"usual_week": 9.5}, 10, ["A usual week before was 9.5: about 9.5 in 7 days, so about 0.5 more."]),
        ({"usual_week": 21}, 20.6, ["A usual week before was 21: about 21 in 7 days, so about as much."]),
        ({"cost": 0.5}, 0.5, ["At 0.5 each that is about 0.25."]),
    ],
)  # fmt: skip
def test_a_little_is_not_rounded_away(goal: dict[str, float], amount: float, more: list[str]) -> None:
    diary = Diary(Goal(way=Way.LESS, unit="Bottles", **goal))  # type: ignore[arg-type]
    for on in range(7):
        diary.check_in(on, amount=0 if on else amount)
    assert text(diary.answer("how-much"))[1:] == more


def test_what_was_written_while_another_thing_was_counted_is_not_added() -> None:
    diary = Diary(Goal(way=Way.LESS, unit="Hours"))
    for back in range(5):
        diary.check_in(back, amount=100)
    since = f"01K{len(diary.entries):023d}"
    diary.goals = Goals(written=(DRINKS.but(since=since),), at_first=diary.goals.at_first)
    for back in range(5, 10):
        diary.check_in(back, amount=1)
    assert diary.answer("how-much", first=day(5)).sentence == "Drinks: 5 in all, on 5 days."
    assert diary.answer("how-much").sentence == (
        "Drinks: 5 in all, on 5 of 10 days. The other days have no amount in this unit."
    )
    picture = diary.answer("as-wanted").picture
    assert isinstance(picture, Calendar)
    assert "some within the limit of 3 on 5, some with no amount in this unit on 5." in calendar.said(picture)
    assert diary.answer("how-much", first=day(6)).sentence == (
        "Too early to say: 4 days with an amount in Drinks so far. From five on this page shows how much it was."
    )


# Beside the ten


def test_what_changes_between_before_and_after() -> None:
    diary = Diary()
    for back in range(5):
        diary.write("urge-surf", back, start=8, end=back)
    diary.write("calm-down", 5, before=7, after=5)
    found = diary.answer("before-and-after")
    assert text(found) == [
        "Ride out an urge: 5 times, from 8 to 2 (median).",
        "Quiet minutes: 1 time, too few to say.",
        "It can go down on the way, or up. It shows what came after, not why.",
    ]
    assert isinstance(found.picture, Pairs)
    assert found.picture.pairs == (Pair(label="Ride out an urge", earlier=8, later=2, n=(5, 5)),)


def test_an_own_rating_before_and_after_is_on_the_scale_of_its_measure_and_without_one_on_its_own() -> None:
    before, trigger, acted, after = (
        {**SCALE, "key": "s", "low": 1, "high": 4, "measure": "urge"},
        {"kind": "choices", "key": "t", "ask": "Why?", "choices": ["A"], "measure": "trigger"},
        {"kind": "yes-no", "key": "g", "ask": "Gave in?", "measure": "acted"},
        {**SCALE, "key": "e", "low": 1, "high": 4, "measure": "urge"},
    )
    outcomes = [{"kind": "change", "title": "Both", "from": "s", "to": "e"}]
    mine = exercise(before, trigger, acted, after, id="mine", title="Mine", outcomes=outcomes)
    belief = exercise(
        {**before, "high": 5, "measure": ""}, {**after, "low": 0, "high": 100, "measure": ""},
        id="belief", title="Belief", outcomes=outcomes,
    )  # fmt: skip
    steps = [{**step, "low": 1, "high": 5, "measure": ""} for step in (before, after)]
    own = exercise(*steps, id="own", title="Own", outcomes=outcomes)
    diary = Diary(mine=mine, belief=belief, own=own)
    for back in range(6):
        diary.write("mine", back, s=3, t=["A"], g=False, e=2)
    for back in range(5):
        diary.write("belief", back, s=4, e=30)
        diary.write("own", back, s=4, e=2)
    diary.write("own", 6, s=6, e=2)  # of an older version of it, whose scale was another
    assert text(diary.answer("urges"))[1] == "In the 6 not acted on, strength went from 6.67 to 3.33 (median)."
    found = diary.answer("before-and-after")
    assert text(found)[:3] == [
        "Mine: 6 times, from 6.67 to 3.33 (median).",
        "Belief: 5 times, from 75 to 30 (median).",
        "Own: 5 times, from 4 to 2 (median).",
    ]
    assert isinstance(found.picture, Pairs)
    assert [(pair.low, pair.high) for pair in found.picture.pairs] == [(0, 10), (0, 100), (1, 5)]


def test_the_wheel_stands_beside_the_last_one() -> None:
    diary = Diary()
    for back, rows in ((0, {"Friends": 3, "Home": 5}), (9, {"Friends": 6, "My dog": 9})):
        diary.write(
            "balance-wheel", back, ratings=[{"slice": name, "satisfaction": rating} for name, rating in rows.items()]
        )
    diary.write("motivation-inventory", 10, areas=[{"area": "Work", "satisfaction": 1}])
    found = diary.answer("balance")
    assert text(found) == ["2 March, then 11 March: Friends 3, 6.", "New: My dog 9.", "Not rated again: Home 5."]
    assert isinstance(found.picture, Pairs)
    assert [(pair.label, pair.earlier, pair.later) for pair in found.picture.pairs] == [
        ("Friends", 3, 6), ("My dog", None, 9), ("Home", 5, None),
    ]  # fmt: skip


def test_a_part_of_a_life_is_one_however_it_is_spelled() -> None:
    diary = Diary()
    for back, rows in ((0, {"My dog": 3, "Home": 5}), (9, {"my dog": 6})):
        diary.write(
            "balance-wheel", back, ratings=[{"slice": name, "satisfaction": rating} for name, rating in rows.items()]
        )
    assert text(diary.answer("balance")) == ["2 March, then 11 March: my dog 3, 6.", "Not rated again: Home 5."]


def test_what_was_practised_by_point() -> None:
    diary = Diary()
    for back in range(3):
        diary.urge(back)
        diary.check_in(back)
    diary.write("balance-wheel", 9)
    assert text(diary.answer("practice")) == [
        (
            "Motivation: not in this time. Urges: 3 times, last on 4 March. Thoughts and feelings: not in this time. "
            "Balance: 1 time, last on 11 March."
        ),
        "You wrote on 4 of 10 days.",
        "3 entries of every day.",
    ]


def test_entries_of_an_exercise_that_is_gone_are_told_since_no_other_page_can_count_them() -> None:
    diary = Diary()
    for back in range(4):
        diary.write("gone", back, went="More than I wanted")
    assert diary.answer("practice").sentence.endswith(
        "4 entries are of exercises that cannot be found or read, so what they say is on no other page."
    )
    diary.check_in(4, used="No")
    assert diary.answer("practice").more[-2:] == (
        "1 entry of every day.",
        "4 entries are of exercises that cannot be found or read, so what they say is on no other page.",
    )


def test_what_was_written_to_the_day_a_week_a_month_and_a_year_ago() -> None:
    diary = Diary()
    diary.check_in(0, line="Soup and sleep.")
    diary.urge(365 - 28)
    diary.check_in(365 - 7)
    diary.check_in(365)
    found = diary.answer("back-then", today=date(2027, 3, 2), first=date(2027, 3, 1))
    assert text(found) == [
        "A week ago, on Tuesday 23 February: Check-in.",
        "A month ago, on Tuesday 2 February: Urge log.",
        "A year ago, on Monday 2 March 2026: Check-in. You wrote: “Soup and sleep.”",
    ]
    assert found.entries == tuple(one.id for one in diary.entries[:3])


# What it rests on


def test_the_line_of_the_strongest_urges_rests_on_what_is_drawn_in_it() -> None:
    diary = urges(*[(back, "No", "") for back in range(90, 96)])
    every = [one.id for one in diary.entries]
    old = diary.check_in(0, urge_peak=4)
    every += [diary.check_in(back, urge_peak=4) for back in range(91, 96)]
    diary.check_in(96, sleep=4)
    assert diary.answer("urges", first=day(0)).entries == tuple(sorted(every))
    assert old not in every


def test_what_moves_rests_on_both_ends_and_on_the_rulers_that_are_told() -> None:
    diary = Diary(DRINKS)
    ids = [diary.check_in(back, urge_peak=5, amount=None if back == 5 else 2) for back in range(100)]
    unrated = diary.check_in(99, sleep=4)
    diary.urge(2, "Yes", strength=None)
    rulers = [diary.write("readiness-rulers", back, importance=4) for back in (0, 10, 20, 30, 40)]
    found = diary.answer("moving")
    assert found.entries == tuple(sorted([*ids[:30], *ids[-30:], *rulers[1:]]))
    assert unrated not in found.entries


def test_before_there_is_enough_it_rests_on_the_days_that_are_rated_so_far() -> None:
    diary = Diary()
    ids = [diary.check_in(back, mood=5) for back in range(3)]
    diary.check_in(3, used="No")
    found = diary.answer("moving")
    assert (found.n, found.entries) == (3, tuple(ids))


def test_how_much_rests_on_what_says_an_amount_in_the_unit_of_now() -> None:
    diary = Diary(Goal(way=Way.LESS, unit="Cigarettes"))
    diary.check_in(5, amount=12)
    since = diary.write("my-goal", 5, way="Cut down", unit="Drinks")
    diary.goals = Goals(written=(Goal(way=Way.LESS, unit="Drinks", since=since),), at_first=diary.goals.at_first)
    ids = [diary.check_in(back, amount=2) for back in range(5, 11)]
    diary.urge(6, "Yes")
    diary.check_in(7, used="Yes")
    assert diary.answer("how-much").entries == tuple(ids)


def test_the_wheels_that_are_set_beside_each_other_are_two() -> None:
    diary = Diary()
    ids = [diary.write("balance-wheel", back, ratings=[{"slice": "Home", "satisfaction": 5}]) for back in range(3)]
    found = diary.answer("balance")
    assert (found.n, found.entries) == (2, tuple(ids[1:]))


# A span


def test_what_is_to_come_and_what_lies_outside_is_left_out() -> None:
    diary = Diary()
    for back in range(12):
        diary.urge(back)
    found = diary.answer("urges", today=day(9), first=day(2), last=day(40))
    assert (found.n, found.first, found.last) == (8, day(2), day(9))


def test_a_span_of_the_last_day_before_all_is_no_error() -> None:
    diary = Diary()
    diary.urge(5)
    found = diary.all(first=day(0), last=day(1))
    assert all(not one.is_enough for one in found.values())


# Few, and none


def test_no_median_is_told_or_drawn_of_fewer_than_five() -> None:
    diary = urges(*[(back, "No", "") for back in range(5)], strength=8, strength_after=4)
    for back in range(5, 9):
        diary.urge(back, "Yes", strength=9, strength_after=1)
    found = diary.answer("urges").also
    assert isinstance(found, Pairs)
    assert [pair.label for pair in found.pairs] == ["not acted on"]
    four = Diary()
    for back in range(4):
        four.urge(back, strength=8, strength_after=4)
    early = four.answer("before-and-after")
    assert (early.is_enough, early.picture) == (False, None)
    assert text(early) == [
        (
            "Too early to say: Urge log 4 times so far. From five times on this page shows an exercise that you rate "
            "before and after."
        )
    ]


def test_what_is_merely_not_there_is_not_called_too_early() -> None:
    one = Diary()
    one.urge(0)
    one.write("balance-wheel", 0, ratings=[{"slice": "Friends", "satisfaction": 3}])
    for diary in (Diary(), Diary(DRINKS), one):
        for found in diary.all().values():
            assert found.is_early is found.sentence.startswith("Too early to say: "), found.sentence


def test_one_day_is_no_days() -> None:
    diary = Diary()
    diary.check_in(0, urge_peak=5, sleep=3)
    assert diary.answer("strong-days").sentence.startswith(
        "Too early to say: 1 day with sleep 4 or lower and an urge rated, 0 with sleep 6 or higher."
    )


def test_of_several_amounts_or_urges_of_a_day_the_greatest_counts_and_its_entry_is_named() -> None:
    diary = Diary(DRINKS)
    greatest, strongest = [], []
    for back in range(6):
        diary.check_in(back, amount=1, urge_peak=3, sleep=3)
        greatest.append(diary.check_in(back, amount=3, urge_peak=2, sleep=3))
        strongest.append(diary.urge(back, strength=8))
        diary.urge(back, strength=5)
    found = diary.answer("how-much")
    assert (found.sentence, found.entries) == ("Drinks: 18 in all, on 6 days.", tuple(greatest))
    log = diary.log()
    assert log.entries_of("urge-peak", log.ratings("urge-peak")) == tuple(strongest)
    assert len(log.entries_of("sleep", log.ratings("sleep"))) == 12  # a mean is of all


def test_the_days_of_an_answer_are_those_of_its_entries() -> None:
    diary = Diary()
    diary.check_in(0)
    for back in (3, 9):
        diary.write("balance-wheel", back, ratings=[{"slice": "Friends", "satisfaction": 3}])
    diary.check_in(20)
    found = diary.all()
    assert (found["balance"].days, found["back-then"].days) == ((day(3), day(9)), None)
    assert found["practice"].days == (day(0), day(20))
    assert (found["balance"].first, found["balance"].last) == (day(0), day(20))


# Drawn, or said


def test_the_ones_acted_on_are_told_beside_those_that_were_not() -> None:
    diary = urges(*[(back, "No", "") for back in range(5)], strength=8, strength_after=4)
    for back in range(5, 10):
        diary.urge(back, "Yes", strength=9, strength_after=1)
    diary.urge(10, "Yes", strength=9)
    found = diary.answer("urges")
    assert found.more == (
        "In the 5 not acted on, strength went from 8 to 4 (median).",
        "In 5 of the 6 acted on you wrote the strength twice: from 9 to 1 (median).",
    )
    assert found.drawn == found.more


@pytest.mark.parametrize("who", PEOPLE.values(), ids=[*PEOPLE])
def test_what_bars_and_pairs_show_is_all_in_the_sentences_that_they_stand_for(who: Invented) -> None:
    entries = who.entries()
    goals = goals_in(reversed(entries), who.settings(Settings()), who.library.find)
    for found in insights_of(entries, goals, who.library.find, today=who.last):
        pictures = [it for it in (found.picture, found.also) if isinstance(it, Bars | Pairs)]
        assert bool(pictures) is bool(found.drawn), found.question
        assert {*found.drawn} <= {*text(found), ""}
        numbers = Counter(re.findall(r"\d+(?:\.\d+)?", " ".join(found.drawn)))
        for picture in pictures:
            shown = (
                [[one.earlier, one.later] for one in picture.pairs]
                if isinstance(picture, Pairs)
                else [[sum(one.counts)] for one in picture.bars if any(one.counts)]
            )
            wanted = Counter(
                f"{value:.1f}" if found.question == "moving" else f"{value:g}"
                for row in shown
                for value in row
                if value is not None
            )
            assert not wanted - numbers, (found.question, wanted - numbers)
