"""Words about drugs are told where a substance was named or may be one; all else stays as it is."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from tests.person import Person

from smartcli.exercises.library import Library
from smartcli.views.as_asked import fitting

LIBRARY = Library(Path("/nowhere"))
SHIPPED = [LIBRARY.load(id) for id in LIBRARY.ids()]
OF_DRUGS = ("opioid", "benzodiazepine", "alcohol,", "drugs")


@pytest.mark.parametrize(
    ("about", "told"), [(["Gambling"], False), (["Eating", "Games or screens"], False), (["Gambling", "Alcohol"], True)]
)
def test_in_no_exercise_somebody_is_told_of_drugs_whose_change_is_about_no_substance(
    person: Person, about: list[str], told: bool
) -> None:
    person.types("settings", "change", "--answers", "-", stdin=json.dumps({"about": about}).encode())
    stores = person.world(io.StringIO(), io.StringIO(), None, b"").stores
    for exercise in SHIPPED:
        shown = fitting(exercise, stores, date(2026, 11, 30))
        found = [step.text for step in shown.steps if any(word in step.text for word in OF_DRUGS)]
        of_drugs = [step.text for step in exercise.steps if step.substances and not step.past_limit]
        assert found == (of_drugs if told else [])
        assert [step.key for step in shown.steps if step.asks] == [step.key for step in exercise.steps if step.asks]


def test_where_nothing_was_named_nothing_is_left_out(person: Person) -> None:
    stores = person.world(io.StringIO(), io.StringIO(), None, b"").stores
    for exercise in SHIPPED:
        assert [step.text for step in fitting(exercise, stores, date(2026, 11, 30)).steps if step.text] == [
            step.text for step in exercise.steps if step.text and not step.past_limit
        ]


LOOKING_BACK = LIBRARY.load("lapse-review")


@pytest.mark.parametrize(
    ("about", "first"), [("Gambling", "Something else, such as bets, games or food"), ("Alcohol", "Opioids")]
)
def test_drugs_come_last_in_a_list_for_somebody_whose_change_is_about_no_substance(
    person: Person, about: str, first: str
) -> None:
    person.types("settings", "change", "--answers", "-", stdin=json.dumps({"about": [about]}).encode())
    stores = person.world(io.StringIO(), io.StringIO(), None, b"").stores
    shown, shipped = (
        next(step.choices for step in one.steps if step.key == "what")
        for one in (fitting(LOOKING_BACK, stores, date(2026, 11, 30)), LOOKING_BACK)
    )
    assert shown[0] == first
    assert {*shown} == {*shipped}
