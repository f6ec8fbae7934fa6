"""Sixty days of two made people: what they are offered, in which order, and what is said to them."""

import pytest
from tests.lives import A, B, Life, Lived, Made
from tests.person import Person

from smartcli.exercises import path_file

TITLE = "Your next 24 hours"  # an author's, and no number of the person's
# In the order of their first offer, each with the day by which that is.
IN_ORDER = (
    (("my-goal", "why-i-want-this", "my-reasons"), 2),
    (("readiness-rulers",), 4),
    (("coping-plan",), 7),
    (("change-plan",), 10),
    (("triggers",), 21),
    (("thought-reframing",), 21),
    (("week-plan",), 21),
    (("staying-well",), 30),
)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> dict[Made, Lived]:
    return {made: Life(Person(tmp_path_factory.mktemp("home") / "home"), made).live() for made in (A, B)}


@pytest.mark.parametrize("made", [A, B], ids=["A", "B"])
def test_each_is_offered_what_is_worth_most_in_good_time_and_in_order(lived: dict[Made, Lived], made: Made) -> None:
    life = lived[made]
    known = [(ids, by) for ids, by in IN_ORDER if not (made.decides and ids == ("change-plan",))]
    days = [life.first(*ids) for ids, _by in known]
    assert all(day <= by for day, (_ids, by) in zip(days, known, strict=True)), days
    assert days == sorted(days)


def test_nobody_undecided_is_led_to_a_plan_or_a_lapse_review(lived: dict[Made, Lived]) -> None:
    undecided = [one.exercise for day, one in lived[B].offers if day < B.decides]
    assert {"lapse-review", *path_file.shipped().only_decided} & {*undecided} == set()
    assert {"readiness-rulers", "my-reasons", "values", "weighing-it-up"} <= {*undecided}
    assert lived[B].first("change-plan") <= B.decides + 7


@pytest.mark.parametrize("made", [A, B], ids=["A", "B"])
def test_nothing_declined_comes_back_without_a_new_reason(lived: dict[Made, Lived], made: Made) -> None:
    life = lived[made]
    assert len(life.declined) >= 5
    for no, declined in life.declined:
        done = [day for day, id in life.done if id == declined.exercise and day >= no]
        for day, again in life.offers:
            if again.exercise == declined.exercise and day > no and not any(no <= one <= day for one in done):
                assert again.since > life.date(no), (declined, again)


@pytest.mark.parametrize("made", [A, B], ids=["A", "B"])
def test_a_life_is_about_what_was_meant(lived: dict[Made, Lived], made: Made) -> None:
    life = lived[made]
    assert 40 <= len({day for day, _id in life.done}) <= 55
    assert len(life.offers) > 4 * len(life.declined)
    assert {day for day, id in life.done if id == "check-in"} >= made.more


def test_on_a_day_of_more_than_was_wanted_no_number_is_told_once_it_is_known(lived: dict[Made, Lived]) -> None:
    """What stands further in is in their own words."""
    life = lived[A]
    goal = next(day for day, id in life.done if id == "my-goal")
    for day in {one for one in A.more if one > goal}:
        ids = [id for on, id in life.done if on == day]
        said = life.said[day][ids.index("check-in") :]
        ours = [line for out in said for line in out.split("\n") if not line.startswith("  ") and line != TITLE]
        assert ours
        assert [line for line in ours if any(map(str.isdigit, line))] == []
