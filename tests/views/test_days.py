"""How a day went, measured by the goal of the person: a planned drink is no lapse."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from tests.exercises.shipped import LIBRARY
from tests.small import YES_NO, entry, exercise

from smartcli.home.settings import Settings
from smartcli.journal.entry import Entry
from smartcli.views.days import Day, amounts_of, days_of, telling_of, without_goal
from smartcli.views.goal import MY_GOAL, Goal, Goals, Way, goals_in
from smartcli.views.recall_sources import Find

TUESDAY = date(2026, 3, 10)
UNITS = {"unit": "Drinks"}
DAILY = exercise(
    {"kind": "number", "key": "amount", "ask": "How much?", "measure": "amount"},
    {"kind": "choice", "key": "went", "ask": "How?", "choices": ["No", "As planned", "More", "Rather not say"],
     "measure": "went"},
    {"kind": "choice", "key": "was", "ask": "Was it?", "choices": ["As planned", "More", "Rather not say"],
     "measure": "went"},
    id="daily",
)  # fmt: skip
LOG = exercise(
    {"kind": "choice", "key": "acted", "ask": "?", "choices": ["No", "Partly", "Yes", "Rather not say"],
     "measure": "acted"},
    id="log",
)  # fmt: skip
OWN = exercise({**YES_NO, "measure": "used"}, id="own")


def find(id: str) -> Any:
    return {"daily": DAILY, "log": LOG, "own": OWN}.get(id) or LIBRARY.find(id)


def goals(**said: Any) -> Goals:
    return Goals(at_first=Goal(**said))


def day(goal: Goals, *told: Mapping[str, Any], kind: str = "daily") -> Day | None:
    entries = [entry(answers, exercise=kind) for answers in told]
    return days_of(entries, goal, find).get(TUESDAY)


LESS = goals(way=Way.LESS, unit="Drinks", at_most_day=2)


@pytest.mark.parametrize(
    ("amount", "went"),
    [(0, Day.NONE), (0.5, Day.AS_WANTED), (2, Day.AS_WANTED), (2.5, Day.MORE), (9, Day.MORE), (None, Day.NOT_SAID)],
)
def test_an_amount_is_measured_by_the_own_limit(amount: float | None, went: Day) -> None:
    assert day(LESS, {"amount": amount}) is went


@pytest.mark.parametrize(
    ("goal", "went"),
    [
        (goals(way=Way.LESS, unit="Drinks"), Day.NOT_SAID),
        (goals(way=Way.UNSURE, unit="Drinks"), Day.NOT_SAID),
        (goals(unit="Drinks"), Day.NOT_SAID),
        (goals(way=Way.STOP, unit="Drinks"), Day.MORE),
        (goals(way=Way.BREAK, unit="Drinks"), Day.MORE),
        (goals(way=Way.BREAK, unit="Drinks", until=TUESDAY), Day.MORE),
        (goals(way=Way.BREAK, unit="Drinks", until=date(2026, 3, 9)), Day.NOT_SAID),
        (goals(way=Way.UNSURE, unit="Drinks", at_most_day=1), Day.AS_WANTED),
        (goals(way=Way.LESS, unit="Drinks", at_most_day=0), Day.MORE),
        (goals(way=Way.BREAK, unit="Drinks", at_most_day=1), Day.AS_WANTED),
    ],
)
def test_where_no_limit_is_set_nobody_decides_it_but_the_person(goal: Goals, went: Day) -> None:
    assert day(goal, {"amount": 1}) is went
    assert day(goal, {"amount": 0}) is Day.NONE


@pytest.mark.parametrize(("was", "went"), [("As planned", Day.AS_WANTED), ("More", Day.MORE), (None, Day.NOT_SAID)])
def test_without_a_limit_the_person_says_it(was: str | None, went: Day) -> None:
    assert day(goals(way=Way.LESS, unit="Drinks"), {"amount": 3, "was": was}) is went


def test_a_limit_of_a_week_counts_from_monday() -> None:
    goal = goals(way=Way.LESS, unit="Drinks", at_most_week=5)
    amounts = {"2026-03-08": 9, "2026-03-09": 3, "2026-03-10": 2, "2026-03-11": 0, "2026-03-12": 0.5}
    entries = [entry({"amount": n}, exercise="daily", day=on) for on, n in reversed(amounts.items())]
    assert [*days_of(entries, goal, find).values()] == [Day.MORE, Day.AS_WANTED, Day.AS_WANTED, Day.NONE, Day.MORE]
    assert [*amounts_of(entries, goal, find, unit="Drinks").values()] == [9, 3, 2, 0, 0.5]


@pytest.mark.parametrize(("acted", "amounts"), [("Yes", {}), ("Partly", {}), ("No", {TUESDAY: 0})])
def test_a_0_is_no_amount_of_a_day_on_which_it_happened(acted: str, amounts: dict[date, float]) -> None:
    goal = goals(way=Way.LESS, unit="Drinks", at_most_day=3)
    told = [entry({"amount": 0}, exercise="daily"), entry({"acted": acted}, exercise="urge-log")]
    for entries in (told, told[::-1]):
        assert amounts_of(entries, goal, find, unit="Drinks") == amounts
        more = [*entries, entry({"amount": 2}, exercise="daily")]
        assert amounts_of(more, goal, find, unit="Drinks") == {TUESDAY: 2}


def test_parts_add_up_without_a_rest() -> None:
    goal = goals(way=Way.LESS, unit="Litres", at_most_week=0.3)
    entries = [entry({"amount": 0.1}, exercise="daily", day=f"2026-03-{n}") for n in ("09", "10", "11")]
    assert {*days_of(entries, goal, find).values()} == {Day.AS_WANTED}


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize(
    ("answer", "went"),
    [("No", Day.NONE), ("As planned", Day.AS_WANTED), ("More", Day.MORE), ("Rather not say", Day.NOT_SAID),
     (None, Day.NOT_SAID)],
)  # fmt: skip
def test_what_the_person_says_of_the_day_stands_whatever_the_way(way: Way, answer: str | None, went: Day) -> None:
    assert day(goals(way=way), {"went": answer}) is went


@pytest.mark.parametrize(
    ("way", "went"),
    [(Way.STOP, Day.MORE), (Way.BREAK, Day.MORE), (Way.LESS, Day.NOT_SAID), (Way.UNSURE, Day.NOT_SAID),
     (Way.UNSAID, Day.NOT_SAID)],
)  # fmt: skip
def test_a_yes_of_the_first_version_says_how_the_day_went_only_where_none_was_wanted(way: Way, went: Day) -> None:
    assert day(goals(way=way), {"went": "Yes"}) is went
    assert day(goals(way=way), {"sure": True}, kind="own") is went
    assert day(goals(way=way), {"sure": False}, kind="own") is Day.NONE


@pytest.mark.parametrize(("acted", "went"), [("Yes", Day.MORE), ("Partly", Day.MORE), ("No", None), (None, None)])
def test_an_urge_says_something_of_the_day_only_where_it_was_acted_on(acted: str | None, went: Day | None) -> None:
    assert day(goals(way=Way.STOP), {"acted": acted}, kind="log") is went


def test_of_two_choices_in_own_words_the_second_says_that_it_happened() -> None:
    own = exercise(
        {"kind": "choice", "key": "end", "ask": "?", "choices": ["It passed", "I had one"], "measure": "acted"}
    )
    said = [
        days_of([entry({"end": end}, exercise="own")], goals(way=Way.STOP), lambda _id: own)
        for end in own.steps[0].choices
    ]
    assert [[*one.values()] for one in said] == [[], [Day.MORE]]


def test_an_urge_acted_on_takes_the_none_away_and_puts_nothing_in_its_place() -> None:
    both = [entry({"acted": "Yes"}, exercise="log"), entry({"went": "No"}, exercise="daily")]
    assert days_of(both, goals(way=Way.LESS), find) == {TUESDAY: Day.NOT_SAID}
    assert days_of(both, goals(way=Way.STOP), find) == {TUESDAY: Day.MORE}
    planned = [entry({"acted": "Yes"}, exercise="log"), entry({"went": "As planned"}, exercise="daily")]
    assert days_of(planned, goals(way=Way.LESS), find) == {TUESDAY: Day.AS_WANTED}


def test_of_several_check_ins_the_one_that_says_most_counts() -> None:
    assert day(LESS, {"amount": 1}, {"amount": 3}, {"amount": 0}) is Day.MORE
    assert day(goals(), {"went": "No"}, {"went": "As planned"}, {"went": None}) is Day.AS_WANTED


def test_a_day_that_was_not_asked_about_is_none_of_them() -> None:
    assert days_of([entry({"change": "x"}, exercise=MY_GOAL)], LESS, find) == {}
    assert days_of([entry({"x": 1}, exercise="gone")], LESS, find) == {}


def test_the_words_are_these() -> None:
    assert [one.word for one in Day] == ["none", "as I wanted", "more than I wanted", "not said"]


# The goal


def written(id: str = "01", **answers: Any) -> Entry:
    return entry(answers, exercise=MY_GOAL, id=id)


def only(*entries: Entry, look: Find = find, **said: Any) -> Goal:
    return goals_in(entries, Settings(**said), look).newest


def test_what_was_said_at_set_up_is_the_goal_until_there_is_one() -> None:
    assert only(change="Fewer bets", way="Cut down") == Goal(change="Fewer bets", way=Way.LESS)
    assert only(way="Sideways") == Goal()
    assert only(written(way=None, change=" "), change="Fewer bets", way="Stop") == Goal(
        change="Fewer bets", way=Way.STOP, since="01", day=TUESDAY
    )


@pytest.mark.parametrize(
    ("said", "way"),
    [("Stop", Way.STOP), ("Cut down", Way.LESS), ("Take a break", Way.BREAK), ("Not sure yet", Way.UNSURE)],
)
def test_the_way_is_read(said: str, way: Way) -> None:
    assert only(written(way=said), way="Stop").way is way
    assert only(way=said, look=lambda _id: None).way is way


def test_all_of_a_goal_is_read() -> None:
    found = only(entry(LIBRARY.load(MY_GOAL).sample, exercise=MY_GOAL, id="01"))
    assert found == Goal(
        change="Wine only at the weekend, and clear mornings", way=Way.LESS, unit="Drinks", at_most_day=2,
        at_most_week=5, days_without=4, usual_week=14, cost=3.5, review=date(2026, 12, 20), since="01",
        day=TUESDAY,
    )  # fmt: skip


@pytest.mark.parametrize("unit", ["Nothing", None, " ", 3])
def test_where_nothing_is_counted_there_is_no_amount(unit: object) -> None:
    found = only(written(way="Cut down", unit=unit, at_most_day=2, cost=3, days_without=2))
    assert found == Goal(way=Way.LESS, days_without=2, since="01", day=TUESDAY)


def test_a_break_says_nothing_of_the_days_after_it_but_what_is_counted() -> None:
    found = goals(way=Way.BREAK, until=TUESDAY, unit="Hours", at_most_day=1, at_most_week=3, days_without=2)
    assert found.stood(TUESDAY) == found.at_first
    after = found.stood(date(2026, 3, 11))
    assert after == Goal(way=Way.BREAK, until=TUESDAY, unit="Hours")
    assert (after.judges(date(2026, 3, 11)), after.decides(date(2026, 3, 11))) == (False, False)
    entries = [entry({"amount": 9}, exercise="daily", day=f"2026-03-{n}") for n in (10, 11)]
    assert days_of(entries, found, find) == {TUESDAY: Day.MORE, date(2026, 3, 11): Day.NOT_SAID}
    assert without_goal(telling_of(entries, find), found) == {date(2026, 3, 11)}
    assert amounts_of(entries, found, find, unit="Hours") == dict.fromkeys((TUESDAY, date(2026, 3, 11)), 9)


def test_an_odd_answer_is_none() -> None:
    assert only(written(change=3, way=["Stop"], until="soon", unit="pills", at_most_day="two")) == Goal(
        unit="pills", since="01", day=TUESDAY
    )


def test_an_amount_is_measured_by_the_goal_that_stood_then() -> None:
    found = goals_in([wanted("05", 1), wanted("03", 4)], Settings(), find)
    told = [entry({"amount": 3}, exercise="daily", day=f"2026-03-{id}", id=id) for id in ("06", "04", "02")]
    assert [*days_of(told, found, find).values()] == [Day.NOT_SAID, Day.AS_WANTED, Day.MORE]


@pytest.mark.parametrize(
    ("of", "went"),
    [("06", Day.MORE), ("05", Day.MORE), ("04", Day.AS_WANTED), ("03", Day.AS_WANTED), ("02", Day.NOT_SAID)],
)
def test_a_goal_says_nothing_of_the_days_before_it_whenever_they_are_told(of: str, went: Day) -> None:
    found = goals_in([wanted("05", 1), wanted("03", 4)], Settings(), find)
    later = [entry({"amount": 3}, exercise="daily", day=f"2026-03-{of}", id="07")]
    assert days_of(later, found, find) == {date(2026, 3, int(of)): went}
    assert bool(without_goal(telling_of(later, find), found)) is (went is Day.NOT_SAID)


def test_what_was_said_at_set_up_stands_on_the_days_before_the_first_goal() -> None:
    found = goals_in([wanted("03", 4)], Settings(way="Stop"), find)
    later = [entry({"amount": 3}, exercise="daily", day="2026-03-02", id="07")]
    assert [*days_of(later, found, find).values()] == [Day.MORE]


def wanted(on: str, most: int) -> Entry:
    """A goal of this day of March."""
    return written(on, **UNITS, at_most_day=most).but(day=f"2026-03-{on}")


@pytest.mark.parametrize("way", Way)
def test_only_for_who_wants_none_is_it_enough_that_it_happened(way: Way) -> None:
    happened = way in {Way.STOP, Way.BREAK}
    said = "You wrote that it happened." if happened else "You wrote that it was more than you wanted."
    assert str(Goal(way=way).words_for_more(TUESDAY)) == said
    over = Goal(way=Way.BREAK, until=date(2026, 3, 9))
    assert str(over.words_for_more(TUESDAY)) == "You wrote that it was more than you wanted."


def test_one_unit_in_two_spellings_is_one() -> None:
    stood = [
        entry(exercise=MY_GOAL, answers={"unit": "Beers", "at_most_week": 5}).but(id="1", day="2026-03-01"),
        entry(exercise=MY_GOAL, answers={"unit": "beers ", "at_most_week": 5}).but(id="3", day="2026-03-10"),
    ]
    days = [
        entry(exercise="daily", answers={"amount": 4}).but(id="2", day="2026-03-09"),
        entry(exercise="daily", answers={"amount": 2}).but(id="4", day="2026-03-10"),
    ]
    known = goals_in(reversed(stood), Settings(), LIBRARY.find)
    assert amounts_of(days, known, find, unit="BEERS") == {date(2026, 3, 9): 4, TUESDAY: 2}
    assert days_of(days, known, find)[TUESDAY] is Day.MORE
