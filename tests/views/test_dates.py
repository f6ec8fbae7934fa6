"""The table of the days that exercises ask for, beside the exercises that are shipped."""

import pytest
from tests.exercises.shipped import LIBRARY

from smartcli.exercises.kinds import Date as DateStep
from smartcli.views.dates import DATES, NEWEST, DayToCome


def test_every_day_to_come_that_a_shipped_exercise_asks_for_is_in_the_table():
    steps = ((id, path, step) for id in LIBRARY.ids() for path, step in LIBRARY.load(id).every_step())
    # What tells when something was lies behind.
    asked = {(id, path) for id, path, step in steps if isinstance(step, DateStep) and step.measure != "when"}
    assert asked == {(one.exercise, one.on) for one in DATES if one.on}


@pytest.mark.parametrize("one", DATES, ids=lambda one: f"{one.exercise}.{one.on}")
def test_what_the_table_names_is_asked_and_kept_as_it_says(one: DayToCome):
    exercise = LIBRARY.load(one.exercise)
    steps = dict(exercise.every_step())
    table, _dot, _key = one.on.rpartition(".")
    beside = {key: steps[f"{table}.{key}" if table else key] for key in [one.about, *one.cards] if key}
    assert [beside[key].card for key in one.cards] == ["plan"] * len(one.cards)
    assert not one.told or one.told in steps
    assert not table or one.stands == NEWEST  # a row is not looked for in other entries
    assert one.stands == NEWEST or not exercise.replaces


@pytest.mark.parametrize("one", DATES, ids=lambda one: f"{one.exercise}.{one.on}")
def test_every_day_has_words_for_the_plan_and_for_when_it_has_come(one: DayToCome):
    assert "{words}" in str(one.due) or not one.about or not one.on
    assert one.says or one.about
