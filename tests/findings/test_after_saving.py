import ast
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.small import SCALE, TEXT, entry, exercise

from smartcli.exercises.exercise import Exercise
from smartcli.findings.after_saving import AFTER_SAVING, Lately, feedback, lately
from smartcli.findings.after_saving.days import days_written, the_week, urges_written
from smartcli.findings.after_saving.similar import WORDS, similar_times
from smartcli.findings.after_saving.week import week_in_numbers, week_lines, weeks_of
from smartcli.journal.entry import Entry
from smartcli.text.finding import Finding
from smartcli.views.acted import Acted
from smartcli.views.goal import Goal, Goals, Way

TODAY = date(2026, 3, 10)
CHECK_IN = exercise(TEXT, {**SCALE, "measure": "urge"}, {**SCALE, "key": "mood", "measure": "mood"}, id="check-in")
TRIGGER = {"kind": "choices", "key": "trigger", "ask": "What?", "choices": ["A"], "measure": "trigger"}
URGE_LOG = exercise(SCALE, TRIGGER, id="urge-log")


def days(*back: int, **more: Any) -> list[Entry]:
    """Entries of so many days ago, newest first."""
    return [entry({}, day=(TODAY - timedelta(days=days)).isoformat(), **more) for days in back]


def rated(*values: object, exercise: str = "check-in", key: str = "strength") -> list[Entry]:
    """Entries of today, yesterday and so on, each with a rating; "-" leaves a day out."""
    found = []
    for back, value in enumerate(values):
        if value != "-":
            day = (TODAY - timedelta(days=back)).isoformat()
            found.append(entry({key: value}, day=day, exercise=exercise))
    return found


def seen(entries: list[Entry], exercise: Exercise = CHECK_IN, today: date = TODAY) -> Lately:
    return lately(entries, today=today, exercise=exercise, find={exercise.id: exercise}.get)


def text(finding: Any) -> str | None:
    return finding.text if finding else None


# The window


def test_the_window_holds_twenty_eight_days_and_today_is_one_of_them():
    found = seen(days(0, 27, 28))
    assert [one.day for one in found.entries] == ["2026-03-10", "2026-02-11"]
    assert found.is_whole is False


def test_a_journal_without_older_entries_is_whole():
    assert seen(days(0, 5, 27)).is_whole is True


def test_reading_stops_a_few_entries_past_the_window():
    read: list[str] = []

    def newest_first() -> Iterator[Entry]:
        for one in days(0, 40, 1, 41, 42, 43, 44, 45, 46):
            read.append(one.day)
            yield one

    found = lately(newest_first(), today=TODAY, exercise=CHECK_IN)
    assert len(found.entries) == 2
    assert len(read) == 7


def test_an_entry_of_a_day_to_come_is_left_out():
    found = seen(days(-1, -400, 0, 1))
    assert [one.day for one in found.entries] == ["2026-03-10", "2026-03-09"]
    assert found.is_whole is True


# Days written


@pytest.mark.parametrize(
    ("back", "said"),
    [
        ([0], "Your first day is written."),
        ([0, 0, 0], None),
        ([], None),
        ([0, 1], "You wrote on 2 of 2 days so far."),
        ([0, 9], "You wrote on 2 of 10 days so far."),
        ([0, 0, 1, 3, 27], "You wrote on 4 of the last 28 days."),
        ([0, 28], "You wrote on 1 of the last 28 days."),
        ([*range(28), 60], "You wrote on 28 of the last 28 days."),
        ([0, -3, -2], "Your first day is written."),
        ([0, 1, -1, -40], "You wrote on 2 of 2 days so far."),
    ],
)
def test_the_days_with_something_written_are_counted(back, said):
    assert text(days_written(seen(days(*back)))) == said


def test_days_are_counted_over_the_ends_of_months_and_years():
    around = [entry({}, day=day) for day in ("2028-03-01", "2028-02-29", "2028-02-28")]
    assert text(days_written(seen(around, today=date(2028, 3, 1)))) == "You wrote on 3 of 3 days so far."
    around = [entry({}, day=day) for day in ("2026-01-01", "2025-12-30")]
    assert text(days_written(seen(around, today=date(2026, 1, 1)))) == "You wrote on 2 of 3 days so far."


def test_days_of_every_exercise_count():
    assert text(days_written(seen([*days(0), *days(1, exercise="other")]))) == "You wrote on 2 of 2 days so far."


# The week


def test_the_week_is_shown_day_by_day_oldest_first_with_gaps():
    finding = the_week(seen(rated(3, "-", None, 0)))
    assert finding is not None
    assert finding.title == "The last seven days: Urge"
    assert [(point.label, point.value, point.of) for point in finding.points] == [
        ("2026-03-04", None, 10), ("2026-03-05", None, 10), ("2026-03-06", None, 10), ("2026-03-07", 0, 10),
        ("2026-03-08", None, 10), ("2026-03-09", None, 10), ("2026-03-10", 3, 10),
    ]  # fmt: skip
    assert [finding.text, finding.is_daily] == ["", True]


def test_of_several_ratings_on_a_day_the_last_one_that_was_given_counts():
    today = "2026-03-10"
    entries = [entry({"strength": value}, day=today, exercise="check-in") for value in (None, 4, 9)]
    finding = the_week(seen([*entries, *rated("-", 5)]))
    assert finding is not None
    assert [point.value for point in finding.points][-2:] == [5, 4]
    assert (finding.title, finding.text) == ("The last seven days, of each the last rating: Urge", "")


def test_two_weeks_are_compared_by_all_their_ratings():
    entries = rated(*7 * [6], *7 * [6])
    finding = the_week(seen([*entries[:1], *rated(0, 0), *entries[1:]]))
    assert text(finding) == (f"{TWO}: 6, 5. On average 4.7, and 6.0 in the seven days before.")


@pytest.mark.parametrize("entries", [[], rated(3), rated(3, None), rated(3, "7", True), rated(3, *7 * ["-"], 4)])
def test_a_single_rating_is_no_week(entries):
    assert the_week(seen(entries)) is None


def test_only_the_exercise_s_own_first_measure_counts():
    others = rated(1, 2, exercise="urge-log") + rated(3, 4, key="mood")
    assert the_week(seen(others)) is None
    assert the_week(seen(rated(3, 4, exercise="urge-log"), URGE_LOG)) is None


def test_a_scale_of_a_hundred_is_drawn_as_one():
    percent = exercise({**SCALE, "high": 100, "measure": "belief"}, id="check-in")
    finding = the_week(seen(rated(50, 70), percent))
    assert finding is not None
    assert {point.of for point in finding.points} == {100}


def test_a_rating_of_one_thing_that_was_tried_makes_no_week():
    tried = exercise({**SCALE, "measure": "joy"}, id="check-in")
    assert the_week(seen(rated(3, 4), tried)) is None


WEEK = [3, 3, 3, 4, 4, "-", "-"]  # 3.4 on average
TWO = "Two times seven days so far"
SAME = [4, 4, 4, 4, 4, "-", "-"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            [*WEEK, 4, 4, 4, 4, 6],
            f"{TWO}: 4, 3. On average 3.4, and 4.4 in the seven days before.",
        ),
        (
            [*WEEK, 1, 1, 1, 1, 2],
            f"{TWO}: 1, 3. On average 3.4, and 1.2 in the seven days before.",
        ),
        ([*WEEK, 4, 4, 4, 4, 5], f"{TWO}: 4, 3."),  # 0.8 is noise
        ([*WEEK, *WEEK], f"{TWO}: 3, 3."),
        ([*WEEK, 9, 9, 9, 9], ""),  # four days
        ([*WEEK[:4], "-", "-", "-", 9, 9, 9, 9, 9], ""),
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], f"{TWO}: 0, 0."),
        ([*WEEK, 9, 9, 9, 9, "-", "-", "-", 9], ""),
    ],
)
def test_two_weeks_are_compared_where_both_have_five_days_and_a_point_lies_between(values, said):
    assert text(the_week(seen(rated(*values)))) == said


def test_a_point_is_a_tenth_of_the_scale_whatever_its_top():
    percent = exercise({**SCALE, "high": 100, "measure": "belief"}, id="check-in")
    near, far = ([40] * 5 + ["-", "-"] + [then] * 5 for then in (49, 50))
    assert text(the_week(seen(rated(*near), percent))) == f"{TWO}: 49, 40."
    assert text(the_week(seen(rated(*far), percent))) == (
        f"{TWO}: 50, 40. On average 40.0, and 50.0 in the seven days before."
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([*WEEK, *SAME, *SAME, 5, 5, 5, 5, 5, 5, 5], "Four times seven days: 5, 4, 4, 3."),
        ([*WEEK, *SAME, *SAME, 5, 5, 5, 5, 5, 5, "-", 5], "Four times seven days: 5, 4, 4, 3."),
        ([*WEEK, *SAME, *SAME, 5, 5, 5, 5, 5, 5], "Four times seven days so far: 5, 4, 4, 3."),
        ([*WEEK, 4, 4, 4, 4, "-", "-", "-", *SAME], "Three times seven days so far: 4, too few days, 3."),
        ([*WEEK, *7 * ["-"], *7 * ["-"], *SAME], "Four times seven days so far: 4, too few days, too few days, 3."),
        ([3, 3, *5 * ["-"], *SAME, *SAME], "Three times seven days so far: 4, 4, too few days."),
        ([*WEEK, *SAME, *14 * ["-"], 5], "Two times seven days: 4, 3."),
    ],
)
def test_the_long_view_comes_first_and_says_so_far_until_there_are_four_weeks(values, said):
    assert text(the_week(seen(rated(*values)))) == said


def test_the_strongest_urge_of_the_day_is_shown_where_it_was_rated():
    named = [entry({"strength": 3, "peak": 8}, day=f"2026-03-{day:02}", exercise="check-in") for day in (10, 9)]
    finding = the_week(seen(named, ASKED))
    assert finding is not None
    assert [finding.title, [point.value for point in finding.points][-2:]] == [
        "The last seven days: Strongest urge of the day", [8, 8],
    ]  # fmt: skip


def test_an_urge_is_put_on_the_scale_of_the_day_also_where_that_begins_with_one():
    peak = exercise({**SCALE, "key": "peak", "low": 1, "high": 5, "measure": "urge-peak"}, id="check-in", point="daily")
    log = exercise({**SCALE, "measure": "urge"}, TRIGGER, id="urge-log")
    written = [
        entry({"peak": 2}, day="2026-03-10", exercise="check-in"),
        entry({"strength": 10}, day="2026-03-10", exercise="urge-log"),
        entry({"strength": 0}, day="2026-03-09", exercise="urge-log"),
        entry({"strength": 5}, day="2026-03-08", exercise="urge-log"),
    ]
    finding = the_week(lately(written, today=TODAY, exercise=peak, find={one.id: one for one in (peak, log)}.get))
    assert finding is not None
    assert [point.value for point in finding.points][-3:] == [3, 1, 5]


def test_the_strongest_urge_of_the_day_is_no_less_than_any_that_was_written_down():
    peak = exercise({**SCALE, "key": "peak", "high": 5, "measure": "urge-peak"}, id="check-in", point="daily")
    log = exercise({**SCALE, "measure": "urge"}, {**SCALE, "key": "after", "measure": "urge"}, TRIGGER, id="urge-log")
    ride = exercise({**SCALE, "measure": "urge"}, id="ride")
    review = exercise({**SCALE, "measure": "week"}, id="review")
    written = [
        entry({"peak": 1}, day="2026-03-10", exercise="check-in"),
        entry({"peak": 2}, day="2026-03-10", exercise="check-in"),
        entry({"peak": 3}, day="2026-03-09", exercise="check-in"),
        entry({"strength": 9, "after": 2}, day="2026-03-09", exercise="urge-log"),
        entry({"strength": 4, "after": 6}, day="2026-03-08", exercise="urge-log"),
        entry({"strength": 10}, day="2026-03-08", exercise="ride"),
        entry({"strength": None, "after": None}, day="2026-03-07", exercise="urge-log"),
    ]
    find = {one.id: one for one in (peak, log, ride, review)}.get
    look = lately(written, today=TODAY, exercise=peak, find=find)
    finding = the_week(look)
    assert finding is not None
    assert finding.title == "The last seven days: Strongest urge of the day"
    assert [point.value for point in finding.points] == [None, None, None, None, 3, 4.5, 2]
    assert week_lines(look.but(exercise=review))[1] == "Strongest urge of the day: 2 to 4.5, on 3 days."


# What was rated after acting

USED = {
    "kind": "choice",
    "key": "used",
    "ask": "Did you?",
    "choices": ["No", "Yes", "Rather not say"],
    "measure": "used",
}
ASKED = exercise({**SCALE, "measure": "urge"}, {**SCALE, "key": "peak", "measure": "urge-peak"}, USED, id="check-in")
AFTER = "Left out: urges that you rated after acting on one that day."


def test_an_urge_rated_after_acting_is_not_set_beside_days_without():
    used = entry({"strength": 0, "used": "Yes"}, day="2026-03-09", exercise="check-in")
    later = entry({"strength": 1}, day="2026-03-09", exercise="check-in")
    before = entry({"strength": 5}, day="2026-03-09", exercise="check-in")
    finding = the_week(seen([*rated(3), later, used, before, *rated("-", "-", 4)], ASKED))
    assert finding is not None
    assert [point.value for point in finding.points] == [None, None, None, None, 4, 5, 3]
    assert finding.text == AFTER


def test_what_an_urge_log_says_counts_for_the_whole_day_and_no_other_rating_is_left_out():
    acted = {"kind": "choice", "key": "acted", "ask": "?", "choices": ["No", "Partly", "Yes", "-"], "measure": "acted"}
    log = exercise(SCALE, acted, id="urge-log")
    logged = entry({"strength": 8, "acted": "Partly"}, day="2026-03-10", exercise="urge-log")
    entries = [*rated(2), logged, *rated("-", 4, 5)]
    found = lately(entries, today=TODAY, exercise=ASKED, find={"check-in": ASKED, "urge-log": log}.get)
    finding = the_week(found)
    assert finding is not None
    assert [point.value for point in finding.points][-3:] == [5, 4, None]
    mood = exercise({**SCALE, "measure": "mood"}, USED, id="check-in")
    finding = the_week(seen([entry({"strength": 1, "used": "Yes"}, exercise="check-in"), *rated("-", 4)], mood))
    assert finding is not None
    assert [finding.points[-1].value, finding.text] == [1, ""]


# Urges written down


def urges(*hours: int) -> list[Entry]:
    return [
        entry({}, exercise="urge-log", at=f"2026-03-10T{hour:02}:59:00.000000+01:00", day="2026-03-10")
        for hour in hours
    ]


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ([19, 23, 18, 17, 9], "5 urges written down so far, 3 of them in the evening."),
        ([12, 17, 21, 22, 23], "5 urges written down so far, 3 of them in the evening."),
        ([17, 12, 13, 11], "4 urges written down so far, 3 of them in the afternoon."),
        ([5, 11, 4, 6], "4 urges written down so far, 3 of them in the morning."),
        ([0, 4, 5, 3], "4 urges written down so far, 3 of them at night."),
        ([19, 20, 21, 9, 10, 11], "6 urges written down so far."),
        ([19, 20, 9], "3 urges written down so far."),
        ([9], None),
        ([], None),
    ],
)
def test_urges_are_counted_with_the_part_of_the_day_that_stands_out(hours, said):
    assert text(urges_written(seen([*urges(*hours), *days(0, 1)], URGE_LOG))) == said


def test_urges_written_down_in_any_exercise_with_triggers_count():
    own = exercise({**TRIGGER, "key": "what"}, id="my-log")
    library = {one.id: one for one in (own, URGE_LOG, CHECK_IN)}
    mine = [one.but(exercise="my-log") for one in urges(20, 9, 21)]
    found = lately([*mine, *urges(19), *days(1, exercise="check-in")], today=TODAY, exercise=own, find=library.get)
    assert text(urges_written(found)) == "4 urges written down so far, 3 of them in the evening."
    whole = lately([*mine, *urges(19), *days(27, exercise="check-in")], today=TODAY, exercise=own, find=library.get)
    assert text(urges_written(whole)) == "4 urges written down in 28 days, 3 of them in the evening."
    assert text(urges_written(whole.but(entries=whole.entries[1:3]))) == "2 urges written down so far."


def test_an_exercise_without_triggers_counts_no_urges():
    assert urges_written(seen(urges(9, 9), CHECK_IN)) is None


# Together


def test_what_is_said_after_saving_comes_in_its_order():
    assert AFTER_SAVING[:5] == [similar_times, week_in_numbers, the_week, days_written, urges_written]
    said = feedback(seen(rated(3, 4, 5)))
    assert [finding.text for finding in said] == ["", "You wrote on 3 of 3 days so far."]
    assert [text(finding) for finding in feedback(seen(days(0)))] == ["Your first day is written."]


def count(findings: list[Finding]) -> tuple[int, int]:
    """Pictures and sentences."""
    words = " ".join(finding.text.replace("\n", " ") for finding in findings)
    return sum(bool(one.points) for one in findings), len(re.findall(r"[.!?](?= |$)", words))


def test_there_is_one_picture_at_most_and_two_sentences() -> None:
    much = rated(*WEEK, *SAME, *SAME, 5, 5, 5, 5, 5, 5, 5)
    found = feedback(seen(much))
    assert [one.text for one in found] == ["Four times seven days: 5, 4, 4, 3.", "You wrote on 22 of the last 28 days."]
    lower = feedback(seen(rated(*WEEK, 9, 9, 9, 9, 9)))
    assert [one.text for one in lower] == [f"{TWO}: 9, 3. On average 3.4, and 9.0 in the seven days before."]
    assert count(found) == count(lower) == (1, 2)


def test_a_second_entry_of_a_day_says_nothing_twice() -> None:
    again = entry({"words": "x"}, id="B", day="2026-03-10", exercise="check-in")
    before = rated(3, 4, 5)
    assert feedback(seen([again, *before]).but(saved=again)) == []
    rated_now = again.but(answers={"strength": 2})
    found = feedback(seen([rated_now, *before]).but(saved=rated_now))
    assert [(bool(one.points), one.text) for one in found] == [(True, "")]
    first = before[0].but(id="A")
    said = [one.text for one in feedback(seen([first, *before[1:]]).but(saved=first))]
    assert said == ["", "You wrote on 3 of 3 days so far."]


# Similar times

END = {"kind": "choice", "key": "acted", "ask": "?", "choices": ["No", "Partly", "Yes", "-"], "measure": "acted"}
ENDED = exercise(SCALE, TRIGGER, END, id="urge-log")


def urge(back: int, acted: str | None = None, hour: int = 19, **more: Any) -> Entry:
    day = (TODAY - timedelta(days=back)).isoformat()
    at = f"{day}T{hour:02}:00:00.000000+01:00"
    return entry({"acted": acted}, id=f"{99 - back}{hour}", exercise="urge-log", day=day, at=at, **more)


def alike(*before: Entry, now: Entry | None = None) -> str | None:
    saved = now or urge(0)
    found = seen([saved, *before], ENDED).but(saved=saved)
    return text(similar_times(found))


THREE = [urge(7, "No"), urge(14, "Partly"), urge(21, "Yes")]


def test_an_urge_is_set_beside_those_of_its_time_in_the_last_three_weeks() -> None:
    said = "An urge came at this time in each of the last three weeks too (Tuesdays in the evening): {ends}."
    assert alike(*THREE) == said.format(ends="acted on, acted on in part, not acted on")
    assert alike(urge(7, "-"), urge(7, "No", 18), *THREE[1:]) == said.format(
        ends="acted on, acted on in part, not acted on (1) and not said (1)"
    )
    own = [one.but(exercise="mine") for one in THREE]
    mine = exercise({**TRIGGER, "key": "what"}, {**END, "choices": ["No", "Yes"]}, id="mine")
    now = urge(0)
    known = {"urge-log": ENDED, "mine": mine}
    found = lately([now, *own], today=TODAY, exercise=ENDED, find=known.get).but(saved=now)
    assert text(similar_times(found)) == said.format(ends="acted on, not said, not acted on")


def test_an_urge_that_was_acted_on_is_told_beside_a_later_one_that_was_not() -> None:
    later = [urge(7, "No", 21), urge(7, "No", 20), urge(7, "Yes"), urge(14, "Yes", 20), urge(14, "Partly"), *THREE[2:]]
    said = alike(*later)
    assert said is not None
    assert said.endswith(": acted on, acted on (1) and acted on in part (1), acted on (1) and not acted on (2).")
    assert (alike(urge(7, "No", 20), *THREE) or "").endswith("acted on in part, not acted on.")


def test_every_end_has_its_words() -> None:
    assert {one.value for one in Acted} == {*WORDS}


@pytest.mark.parametrize(
    "before",
    [
        THREE[:2],
        [*THREE[:2], urge(28, "No")],
        [urge(7, "No", 9), *THREE[1:]],
        [urge(6, "No"), *THREE[1:]],
        [urge(7, "No", happened="2026-03-03"), *THREE[1:]],
    ],
    ids=["two", "a-gap", "another-hour", "another-day", "no-hour"],
)
def test_with_a_week_without_one_nothing_is_said_of_similar_times(before: list[Entry]) -> None:
    assert alike(*before) is None


def test_similar_times_are_those_of_when_it_was_and_not_of_when_it_was_written() -> None:
    later = urge(0, happened="2026-03-10 evening", hour=23)
    assert alike(*THREE, now=later) is not None
    assert alike(*THREE, now=urge(0, happened="2026-03-10 morning")) is None
    assert alike(*THREE, now=urge(0, happened="2026-03-10")) is None


# The week in numbers

REVIEW = exercise({**SCALE, "key": "week", "measure": "week"}, id="weekly-review")
DAILY = exercise(
    {**SCALE, "key": "urge", "measure": "urge"},
    {**SCALE, "key": "calm", "ask": "How calm was it?", "measure": "calm"},
    {**SCALE, "key": "other"},
    id="daily", point="daily",
)  # fmt: skip
DID = {**TRIGGER, "key": "did", "measure": "did", "formerly": "response"}
WILL_DO = {**TRIGGER, "key": "will_do", "measure": "will-do"}
LOGGED = exercise({**SCALE, "measure": "urge"}, TRIGGER, DID, WILL_DO, id="log")
KNOWN = {one.id: one for one in (REVIEW, DAILY, LOGGED)}


def on(back: int, exercise: str = "daily", **answers: Any) -> Entry:
    return entry(answers, exercise=exercise, day=(TODAY - timedelta(days=back)).isoformat())


def week(*entries: Entry) -> list[str]:
    newest = sorted(entries, key=lambda one: one.day, reverse=True)
    look = lately(newest, today=TODAY, exercise=REVIEW, find=KNOWN.get)
    finding = week_in_numbers(look)
    assert finding is not None
    lines, said = week_lines(look), finding.text.split("\n")
    assert set(said) <= {*lines}
    assert len(said) <= 2
    return [*lines, *([finding.title] if finding.points else [])]


def test_the_week_in_numbers_says_days_ratings_and_the_week_before():
    now = [on(back, urge=value, calm=9 - value) for back, value in enumerate((3, 1, 4, 1, 5))]
    then = [on(back, urge=6) for back in range(7, 12)]
    assert week(*now, *then, on(6, "weekly-review", week=5)) == [
        "Something is written on 6 of 7 days.",
        f"Urge. {TWO}: 6, 3. The last seven days: 2.8 on average, 1 to 5, on 5 days. The seven days before: 6.0.",
        "How calm was it: 6.2 on average, 4 to 8, on 5 days.",
        "The last seven days: Urge",
    ]


def test_a_few_ratings_have_no_average_and_one_day_has_no_line():
    assert week(on(0, urge=3), on(2, urge=5), on(2, urge=9), on(7, urge=1)) == [
        "Something is written on 2 of 7 days.",
        "Urge: 3 to 9, on 2 days.",
        "The last seven days, of each the last rating: Urge",
    ]
    assert week(on(6, urge=3)) == ["Something is written on 1 of 7 days.", "Urge: 3, on 1 day."]


def test_what_was_the_same_every_day_has_no_average_of_its_own():
    now, then = [on(back, urge=4) for back in range(5)], [on(back, urge=6) for back in range(7, 12)]
    assert week(*now, *then)[1] == f"Urge. {TWO}: 6, 4. The last seven days: 4, on 5 days. The seven days before: 6.0."


def test_a_low_rating_does_not_go_under_because_a_better_one_came_the_same_day():
    later = [on(back, urge=value) for back, value in enumerate((6, 5, 5, 5, 3, 6))]
    said = week(*later, on(0, urge=1))
    assert said[1:] == [
        "Urge: 4.4 on average, 1 to 6, on 6 days.",
        "The last seven days, of each the last rating: Urge",
    ]


def test_the_week_before_is_compared_where_enough_of_its_days_were_rated():
    now = [on(back, urge=5) for back in range(5)]
    two_days, five_days = (7, 7, 7, 7, 8), (7, 7, 8, 9, 10, 11)
    assert week(*now, *(on(back, urge=8) for back in two_days))[1] == "Urge: 5, on 5 days."
    long = "Urge. Two times seven days so far: {then}, 5. The last seven days: 5, on 5 days."
    said = week(*now, *(on(back, urge=8) for back in five_days))[1]
    assert said == f"{long.format(then=8)} The seven days before: 8.0."
    assert week(*now, *(on(back, urge=5) for back in five_days))[1] == long.format(then=5)


def test_a_week_and_the_week_before_have_seven_days_each():
    of_day = {0: 10, 6: 4, 7: 9, 13: 5, 14: 10}
    rated = [on(back, urge=of_day.get(back, 0)) for back in range(15)]
    logged = [on(back, "log", strength=7) for back in of_day]
    said = week(*rated, *logged)
    assert said[:2] == [
        "Something is written on 7 of 7 days.",
        f"Urge. {TWO}: 2, 2. The last seven days: 2.0 on average, 0 to 10, on 7 days.",
    ]
    assert said[2:] == ["Urges written down: 2.", "The last seven days: Urge"]


@pytest.mark.parametrize(("begins", "back"), [(0, 22), (6, 23), (2, 27)])
def test_the_weeks_are_four_of_which_this_is_the_last(begins: int, back: int) -> None:
    """On a Tuesday. back: how many days ago the first of them began."""
    rated = [on(ago, urge=ago % 10, calm=4) for ago in (0, 1, 7, back, back + 1)]
    found = weeks_of(lately(rated, today=TODAY, exercise=REVIEW, find=KNOWN.get), begins)
    assert found is not None
    assert [(TODAY - day).days for day in sorted(found.days, reverse=True)] == [0, 1, 7, back]
    assert {(TODAY - day).days: value for day, value in found.days.items()}[back] == back % 10
    assert (found.first, found.last) == (TODAY - timedelta(days=back), TODAY)
    assert (found.title, found.low, found.high, found.begins) == ("Urge, 0 to 10", 0, 10, begins)


def test_the_weeks_are_those_of_the_strongest_urge_also_where_something_else_is_rated_first() -> None:
    peak = {**SCALE, "key": "peak", "measure": "urge-peak"}
    both = exercise({**SCALE, "key": "calm", "measure": "calm"}, peak, id="both", point="daily")
    rated = [on(back, "both", calm=9, peak=2) for back in range(3)]
    found = weeks_of(lately(rated, today=TODAY, exercise=REVIEW, find={**KNOWN, "both": both}.get), 0)
    assert found is not None
    assert {*found.days.values()} == {2}


def test_the_weeks_are_drawn_from_the_low_end_of_a_scale() -> None:
    mine = exercise({**SCALE, "key": "mood", "low": 1, "high": 5, "measure": "mood"}, id="mine", point="daily")
    rated = [on(back, "mine", mood=back + 1) for back in range(2)]
    found = weeks_of(lately(rated, today=TODAY, exercise=REVIEW, find={"mine": mine}.get), 0)
    assert found is not None
    assert (found.title, found.low, found.high) == ("Mood, 1 to 5", 1, 5)


def test_the_weeks_begin_with_the_first_entry_and_want_two_days() -> None:
    there = [on(0, urge=3), on(5, urge=0), on(9, done="x")]
    look = lately(there, today=TODAY, exercise=REVIEW, find=KNOWN.get)
    found = weeks_of(look, 0)
    assert found is not None
    assert found.began == TODAY - timedelta(days=9)
    assert found.days == {TODAY: 3, TODAY - timedelta(days=5): 0}
    older = weeks_of(look.but(is_whole=False), 0)
    assert older is not None
    assert older.began == older.first
    one_day = lately(there[:1], today=TODAY, exercise=REVIEW, find=KNOWN.get)
    assert weeks_of(one_day, 0) is None


def test_a_scale_that_measures_nothing_and_one_of_a_whole_week_stay_out_of_the_week():
    odd = exercise(
        {**SCALE, "key": "plain"},
        {**SCALE, "key": "week", "measure": "week"},
        TEXT,
        {**SCALE, "key": "mood", "measure": "mood"},
        id="odd", point="daily",
    )  # fmt: skip
    newest = [entry({"plain": 1, "week": 2, "mood": 3}, exercise="odd", day=TODAY.isoformat())]
    find = {"odd": odd, REVIEW.id: REVIEW}.get
    said = week_lines(lately(newest, today=TODAY, exercise=REVIEW, find=find))
    assert said == ["Something is written on 1 of 7 days.", "Mood: 3, on 1 day."]


def test_the_line_of_the_week_has_gaps_and_ends_today():
    finding = week_in_numbers(lately([on(0, urge=3), on(2, urge=0)], today=TODAY, exercise=REVIEW, find=KNOWN.get))
    assert finding is not None
    assert [point.value for point in finding.points] == [None, None, None, None, 0, None, 3]
    assert finding.is_daily is True
    assert finding.points[-1].label == "2026-03-10"


def test_urges_are_counted_with_what_came_up_more_than_once():
    logged = [
        on(0, "log", strength=7, trigger=["A", "B"], did=["Rang Jo"]),
        on(1, "log", strength=7, trigger=["A"], did=["Rang Jo", "Left"]),
        on(6, "log", strength=7, trigger=["A", "B", "C"], did=None),
        on(7, "log", strength=7, trigger=["C"]),
        on(14, "log", strength=7, trigger=["C"]),
    ]
    assert week(*logged) == [
        "Something is written on 3 of 7 days.",
        "Urges written down: 3.",
        "What set them off most: A (3), B (2).",
        "What you did most: Rang Jo (2).",
    ]
    assert week(logged[0]) == ["Something is written on 1 of 7 days.", "Urges written down: 1."]
    assert week(logged[3]) == ["Something is written on 0 of 7 days."]


WENT = exercise(
    {
        "kind": "choice", "key": "used", "ask": "Did you?", "measure": "went",
        "choices": ["No", "As I planned", "More than I wanted", "Rather not say"],
    },
    id="daily", point="daily",
)  # fmt: skip
ACTED = exercise(
    TRIGGER,
    {"kind": "choice", "key": "acted", "ask": "?", "choices": ["No", "Yes", "Rather not say"], "measure": "acted"},
    id="log",
)


LESS = Goals(at_first=Goal(way=Way.LESS))


def test_the_week_says_how_the_days_went_and_which_urges_were_not_acted_on():
    went = ("No", "No", "As I planned", "More than I wanted", "Rather not say", None)
    days = [on(back, used=answer) for back, answer in enumerate(went)]
    logged = [on(back, "log", trigger=["A"], acted=answer) for back, answer in enumerate(("No", "No", "Yes", None))]
    newest = sorted([*days, on(7, used="More than I wanted"), *logged], key=lambda one: one.day, reverse=True)
    find = {"daily": WENT, "log": ACTED, REVIEW.id: REVIEW}.get
    look = lately(newest, today=TODAY, exercise=REVIEW, find=find, goals=LESS)
    assert (text(week_in_numbers(look)) or "").split("\n") == week_lines(look)[:2]
    assert week_lines(look)[1:3] == [
        "How the days went: none (2), as I wanted (1), more than I wanted (1), not said (2).",
        "Urges written down: 4. Not acted on: 2.",
    ]


def test_no_count_is_called_little():
    source = Path(__file__).parents[2] / "src" / "smartcli" / "findings"
    said = [
        node.args[0].value
        for file in source.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "Later"}
        if node.args and isinstance(node.args[0], ast.Constant)
    ]
    assert len(said) > 50
    little = re.compile(r"\b(only|just|merely|no more than|failed|missed)\b", re.IGNORECASE)
    counts = [text for text in said if "{" in str(text)]
    assert [text for text in counts if little.search(str(text))] == []


def test_what_was_done_is_counted_and_not_what_is_to_be_done_also_of_entries_from_before():
    logged = [
        on(0, "log", strength=7, did=["Rang Jo"], will_do=["Left"]),
        on(1, "log", strength=7, did=None, will_do=["Left"]),
        on(2, "log", strength=7, response=["Rang Jo", "Left"]),
    ]
    assert week(*logged)[2:] == ["What you did most: Rang Jo (2)."]


def test_of_what_came_up_often_three_are_named():
    logged = [on(back, "log", trigger=["D", "C", "B", "A"], did=list("EFGHI")) for back in (0, 1)]
    assert week(*logged)[2:] == [
        "What set them off most: D (2), C (2), B (2).", "What you did most: E (2), F (2), G (2).",
    ]  # fmt: skip


def test_what_is_measured_has_a_name_of_its_own_whatever_was_asked():
    names = {
        "urge": "Urge",
        "urge-peak": "Strongest urge of the day",
        "mood": "Mood",
        "confidence": "How sure of tomorrow",
        "sleep": "Sleep",
        "calm": "How strong",
    }
    scales = [{**SCALE, "key": measure, "measure": measure} for measure in names]
    daily = exercise(*scales, id="daily", point="daily")
    find = {one.id: one for one in (daily, REVIEW)}.get
    answers: dict[str, Any] = dict.fromkeys(names, 3)
    seen = lately([on(0, **answers)], today=TODAY, exercise=REVIEW, find=find)
    ratings = (f"{name}: 3, on 1 day." for name in names.values())
    assert week_lines(seen) == ["Something is written on 1 of 7 days.", *ratings]


def test_other_exercises_say_nothing_of_the_week_and_a_week_s_own_rating_is_no_day():
    assert week_in_numbers(lately([on(0, urge=3)], today=TODAY, exercise=DAILY, find=KNOWN.get)) is None
    again = [on(0, "weekly-review", week=3), on(1, "weekly-review", week=5)]
    assert the_week(lately(again, today=TODAY, exercise=REVIEW, find=KNOWN.get)) is None
    assert week(*again, on(0, "gone", urge=3), on(0, urge=True, calm="4")) == ["Something is written on 2 of 7 days."]
