"""Which homework is offered on which day: on its own days alone, never after them, never twice, never on a hard one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.person import Person
from tests.small import quick

from smartcli.findings.homework_today import of_day, skipped
from smartcli.home.homework import DAILY, DAYS, ONCE, WHEN, AllHomework, GivenExercise, Homework

MONDAY = date(2026, 3, 9)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
whens = st.lists(st.sampled_from(WHEN), min_size=1, unique=True).map(tuple)


def kept(*exercises: GivenExercise, until: str = "") -> AllHomework:
    return AllHomework(every=(Homework(id="a", why="So.", until=until, taken="2026-03-01", exercises=exercises),))


def ids(all_: AllHomework, day: date) -> list[str]:
    return [one.given.exercise for one in of_day(all_, day)]


@quick
@given(whens, days)
def test_it_is_offered_on_its_days_alone(when: tuple[str, ...], day: date) -> None:
    is_its = bool({ONCE, DAILY, DAYS[day.weekday()]} & {*when})
    assert ids(kept(GivenExercise(exercise="x", when=when)), day) == (["x"] if is_its else [])


@quick
@given(days, days)
def test_after_its_last_day_it_is_quiet(until: date, day: date) -> None:
    assert bool(ids(kept(GivenExercise(exercise="x", when=(DAILY,)), until=until.isoformat()), day)) == (day <= until)


@quick
@given(days, st.integers(1, 400))
def test_what_was_skipped_is_back_on_another_day(day: date, more: int) -> None:
    after = skipped(kept(GivenExercise(exercise="x", when=(DAILY,)), GivenExercise(exercise="y")), {"x"}, day)
    assert ids(after, day) == ["y"]
    assert ids(after, day + timedelta(days=more)) == ["x", "y"]


def test_of_two_that_name_the_same_it_is_offered_once() -> None:
    both = AllHomework(every=(*kept(GivenExercise(exercise="x")).every, *kept(GivenExercise(exercise="x")).every))
    assert ids(both, MONDAY) == ["x"]


# With a journal


@pytest.fixture
def taker(person: Person) -> Person:
    """Who took two exercises: one for once, one for every day. It is Tuesday 10 March."""
    text = 'format = 1\nwhy = "To see."\n\n[[exercises]]\nexercise = "urge-log"\nwhen = "daily"\n'
    text += '\n[[exercises]]\nexercise = "my-goal"\n'
    file = person.home.parent / "given.toml"
    file.write_text(text)
    assert person.types("homework", "take", str(file), "--yes").code == 0
    return person


def today(person: Person) -> list[str]:
    return [one["exercise"] for one in person.types("--json").json["homework"]]


def test_what_is_done_is_not_offered_again_that_day_and_what_is_for_once_not_at_all(taker: Person) -> None:
    assert today(taker) == ["urge-log", "my-goal"]
    taker.does("urge-log", {"strength": 3})
    taker.does("my-goal", {"change": "less"})
    assert today(taker) == []
    taker.clock.on(days=1)
    assert today(taker) == ["urge-log"]
    taker.clock.on(days=40)
    assert today(taker) == ["urge-log"]


def test_what_was_done_before_it_was_taken_does_not_count_for_once(person: Person) -> None:
    person.does("my-goal", {"change": "less"})
    person.clock.on(days=1)
    file = person.home.parent / "given.toml"
    file.write_text('format = 1\nwhy = "To see."\n\n[[exercises]]\nexercise = "my-goal"\n')
    person.types("homework", "take", str(file), "--yes")
    assert today(person) == ["my-goal"]


def test_on_a_hard_evening_and_the_day_after_it_nothing_of_it_is_offered(taker: Person) -> None:
    taker.does("check-in", {"mood": 0})
    assert today(taker) == []
    taker.clock.on(days=1)
    assert today(taker) == []
    taker.clock.on(days=1)
    assert today(taker) == ["urge-log", "my-goal"]


def test_an_exercise_that_is_gone_is_not_offered(taker: Person) -> None:
    kept = taker.home / "homework.toml"
    kept.write_text(kept.read_text().replace('exercise = "urge-log"', 'exercise = "gone-since"'))
    assert today(taker) == ["my-goal"]
    assert "It is not here any more." in taker.types("homework").out
