"""The week by the person's own goal: what was told of the days, how much it was, how plans went; a gap is a gap."""

from datetime import date, timedelta
from typing import Any

import pytest
from tests.small import SCALE, YES_NO, entry, exercise

from smartcli.findings.after_saving import window
from smartcli.findings.after_saving.week import week_in_numbers, week_lines
from smartcli.findings.after_saving.window import KIND, LEFT_OUT, Lately, feedback, lately
from smartcli.journal.entry import Entry
from smartcli.text.finding import Finding, Value
from smartcli.views.goal import Goal, Goals, Way

TODAY = date(2026, 3, 10)
REVIEW = exercise({**SCALE, "key": "week", "measure": "week"}, id="weekly-review")
WENT = ["No", "As planned", "More", "Rather not say"]
DAILY = exercise(
    {"kind": "number", "key": "amount", "ask": "How much?", "measure": "amount"},
    {"kind": "choice", "key": "went", "ask": "How?", "choices": WENT, "measure": "went"},
    {"kind": "choice", "key": "planned", "ask": "Did it happen?", "choices": ["Yes", "No"], "measure": "plan-went"},
    {**SCALE, "key": "urge", "measure": "urge"},
    {**SCALE, "key": "peak", "measure": "urge-peak"},
    id="daily", point="daily",
)  # fmt: skip
TRIGGER = {"kind": "choices", "key": "trigger", "ask": "What?", "choices": ["A"], "measure": "trigger"}
LOG = exercise(TRIGGER, {**YES_NO, "key": "acted", "measure": "acted"}, id="log")
CHOSEN = {"kind": "choice", "key": "acted", "ask": "?", "choices": ["No", "Partly", "Yes"], "measure": "acted"}
ASKED = exercise(TRIGGER, CHOSEN, id="asked")
CALM = exercise(
    {**SCALE, "key": "urge", "measure": "urge"}, {**SCALE, "key": "calm", "measure": "calm"}, id="calm", point="daily"
)
KNOWN = {one.id: one for one in (REVIEW, DAILY, LOG, ASKED, CALM)}


def on(back: int, exercise: str = "daily", **answers: Any) -> Entry:
    return entry(answers, exercise=exercise, day=(TODAY - timedelta(days=back)).isoformat())


def seen(*newest_first: Entry, **goal: Any) -> Lately:
    goals = Goals(at_first=Goal(**goal))
    return lately(newest_first, today=TODAY, exercise=REVIEW, find=KNOWN.get, goals=goals)


def own(*newest_first: Entry, **goal: Any) -> list[str]:
    """What is said but for how many days were written on."""
    return week_lines(seen(*newest_first, **goal))[1:]


@pytest.mark.parametrize(("told", "is_said"), [(4, False), (5, True), (7, True)])
def test_days_with_none_are_set_beside_those_wanted_where_enough_days_were_told_of(told: int, *, is_said: bool) -> None:
    days = [on(back, went="No" if back < 3 else "More") for back in range(told)]
    before = [on(back, went="No") for back in range(7, 14)]
    said = f"Days with none: 3 of the {told} you told of. You wanted 4 in a week."
    assert own(*days, *before, way=Way.LESS, days_without=4)[1:] == ([said] if is_said else [])
    assert own(*days, *before, way=Way.LESS)[1:] == []


def test_a_day_of_which_nothing_was_said_is_not_among_those_told_of() -> None:
    days = [on(back, went="No") for back in range(4)]
    unsaid = [on(back, went="Rather not say") for back in (4, 5)]
    assert own(*days, *unsaid, days_without=4) == ["How the days went: none (4), not said (2)."]
    assert own(*days, on(4, went="More"), on(5, went="Rather not say"), way=Way.LESS, days_without=2) == [
        "How the days went: none (4), more than I wanted (1), not said (1).",
        "Days with none: 4 of the 5 you told of. You wanted 2 in a week.",
    ]


@pytest.mark.parametrize("way", [Way.UNSURE, Way.UNSAID])
def test_without_a_goal_it_is_told_that_it_happened_and_the_answer_as_an_answer(way: Way) -> None:
    days = [on(back, went=went) for back, went in enumerate(("No", "As planned", "More", "Rather not say"))]
    assert own(*days, on(4, amount=2), way=way) == [
        "How the days went: none (1), it happened (3), not said (1).",
        "Of days without a goal your own answer was: as planned (1), more than you wanted (1).",
    ]
    assert own(*days, way=Way.LESS) == [
        "How the days went: none (1), as I wanted (1), more than I wanted (1), not said (1)."
    ]


def test_a_break_that_is_over_asks_for_no_days_without() -> None:
    days = [on(back, went="No") for back in range(6)]
    said = "Days with none: 6 of the 6 you told of. You wanted 4 in a week."
    for until, is_said in ((TODAY, True), (TODAY - timedelta(days=1), False)):
        assert own(*days, way=Way.BREAK, until=until, days_without=4)[1:] == ([said] if is_said else [])


def test_that_it_happened_is_not_called_not_said() -> None:
    days = [on(0, "asked", acted="Partly"), on(1, amount=2), on(2, went="Rather not say")]
    assert own(*days, way=Way.LESS)[0] == "How the days went: it happened (2), not said (1)."
    none = [on(back, went="No") for back in range(3, 6)]
    assert own(*days, *none, way=Way.LESS, days_without=4)[:2] == [
        "How the days went: none (3), it happened (2), not said (1).",
        "Days with none: 3 of the 5 you told of. You wanted 4 in a week.",
    ]


def test_how_much_it_was_is_said_in_the_own_unit_of_this_week_alone() -> None:
    four = [on(back, amount=2) for back in range(4)]
    older = [on(back, amount=9) for back in (7, 8)]
    assert own(*four, *older, unit="Drinks", usual_week=20)[1:] == ["Drinks: 8 in all on 4 days."]
    assert own(on(0, amount=2), *older, unit="Drinks", usual_week=20)[1:] == ["Drinks: 2 on 1 day."]
    five = [*four, on(4, amount=1.5)]
    before = "In a usual week before: 20"
    assert own(*five, *older, unit="Drinks", usual_week=20)[1:] == [
        f"Drinks: 9.5 in all on 5 days. {before}, which is about 14 in 5 days."
    ]
    seven = [*five, on(5, amount=0), on(6, amount=1)]
    assert own(*seven, *older, unit="Drinks", usual_week=20)[1:] == [f"Drinks: 10.5 in all on 7 days. {before}."]
    assert own(*five, *older, unit="Drinks")[1:] == ["Drinks: 9.5 in all on 5 days."]
    assert own(*five, *older, usual_week=20)[1:] == []
    assert own(*older, unit="Drinks", usual_week=20) == []


def test_what_was_written_while_another_thing_was_counted_is_no_part_of_it() -> None:
    goal = Goal(way=Way.LESS, unit="Drinks", usual_week=20, since="05")
    goals = Goals(written=(goal,), at_first=Goal(way=Way.LESS, unit="Cigarettes"))
    drinks = [on(back, amount=1).but(id="06") for back in (0, 1)]
    cigarettes = [on(back, amount=12).but(id="04") for back in (2, 3, 4)]
    assert week_lines(seen(*drinks, *cigarettes).but(goals=goals))[-1] == "Drinks: 2 in all on 2 days."


def test_how_plans_went_is_said_in_the_words_of_the_question() -> None:
    days = [on(0, planned="Yes"), on(1, planned="No"), on(2, planned="Yes"), on(7, planned="No")]
    assert "Did your plans happen? Yes (2), No (1)." in own(*days)
    assert not [line for line in own(on(0, peak=1), on(7, planned="No")) if line.startswith("Did")]


def test_an_urge_rated_after_it_was_done_is_left_out_and_that_is_said() -> None:
    done = on(1, went="More", urge=9)
    assert own(on(0, urge=3), done)[-1] == str(LEFT_OUT)
    assert str(LEFT_OUT) not in own(on(0, urge=3), on(1, went="No", urge=9))
    assert str(LEFT_OUT) not in own(on(0, urge=3), on(7, went="More", urge=9))


@pytest.mark.parametrize(
    ("told", "is_left_out"),
    [({"amount": 3}, False), ({"amount": 3.5}, True), ({"went": "As planned"}, False), ({"went": "More"}, True)],
)
def test_what_was_wanted_is_no_urge_acted_on(told: dict[str, Any], *, is_left_out: bool) -> None:
    limit = {"way": Way.LESS, "unit": "Drinks", "at_most_day": 3}
    said = own(*(on(back, urge=6, **told) for back in range(5)), **limit)
    assert (str(LEFT_OUT) in said, "Urge: 6, on 5 days." in said) == (is_left_out, not is_left_out)


def test_an_urge_acted_on_is_one_on_a_day_as_wanted_too() -> None:
    acted = on(1, "log", trigger=["A"], acted=True)
    limit = {"way": Way.LESS, "unit": "Drinks", "at_most_day": 3}
    assert own(on(0, urge=3), on(1, urge=9, amount=1), acted, **limit)[-1] == str(LEFT_OUT)


def test_urges_that_were_not_acted_on_are_counted_by_the_answer_no() -> None:
    logged = [on(back, "log", trigger=["A"], acted=acted) for back, acted in enumerate((False, True, None, False))]
    assert own(*logged)[-2:] == ["Urges written down: 4. Not acted on: 2.", "What set them off most: A (4)."]
    asked = [on(back, "asked", acted=acted) for back, acted in enumerate(("No", "Yes", "Partly", "No", "No"))]
    assert own(*(one.but(answers={**one.answers, "trigger": ["A"]}) for one in asked))[-2] == (
        "Urges written down: 5. Not acted on: 3."
    )
    assert own(*logged[1:3])[-2:] == ["Urges written down: 2.", "What set them off most: A (2)."]


def test_the_same_words_are_counted_together_once_an_urge_as_they_were_spelled_last() -> None:
    logged = [on(back, "asked", acted="No", trigger=words) for back, words in enumerate((["a b", "A b"], ["A b!"]))]
    assert own(*logged)[-1] == "What set them off most: a b (2)."
    assert own(*logged[:1])[-1] == "Urges written down: 1. Not acted on: 1."


def test_the_strongest_urge_is_drawn_before_any_other_and_where_it_was_told_already_nothing_else_is() -> None:
    look = seen(on(0, urge=3, peak=5), on(2, urge=1, peak=8))
    finding = week_in_numbers(look)
    assert finding is not None
    assert finding.text.split("\n")[0] == "Something is written on 2 of 7 days."
    assert finding.title == "The last seven days: Strongest urge of the day"
    assert ([point.value for point in finding.points][-3:], finding.sentences) == ([8, None, 5], 2)
    again = week_in_numbers(look.but(is_told=True))
    assert again is not None
    assert (again.title, again.text, again.sentences) == (finding.title, "", 0)
    other = week_in_numbers(seen(on(0, urge=3), on(2, urge=1, peak=8)))
    assert other is not None
    assert other.title == "The last seven days: Urge"  # of one rating there is no line
    assert week_in_numbers(seen(on(0, peak=3)).but(is_told=True)) is None


def test_only_the_first_rating_is_drawn() -> None:
    finding = week_in_numbers(seen(on(0, "calm", urge=3, calm=4), on(2, "calm", calm=1)))
    assert finding is not None
    assert (finding.text, finding.points) == ("Something is written on 2 of 7 days.", ())


def test_on_a_day_of_more_than_was_wanted_one_kind_sentence_is_said_and_no_number() -> None:
    more = on(0, went="More")
    for look, is_more in ((seen(more), True), (seen(on(0, went="No"), on(1, went="More")), False), (seen(), False)):
        assert look.is_more is is_more
    assert [one.text for one in feedback(seen(more, on(1, urge=2), on(2, urge=2)))] == [str(KIND)]
    assert feedback(seen(on(0, urge=2), on(1, urge=2)))[0].title == "The last seven days: Urge"


def test_one_picture_and_two_sentences_are_said_and_what_does_not_fit_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    points = (Value(label="a", value=1, of=2),)
    every = [
        Finding(title="first picture", points=points),
        None,
        Finding(title="second picture", points=points),
        Finding(text="one"),
        Finding(text="two and three", sentences=2),
        Finding(text="four"),
        Finding(text="five"),
        Finding(title="third picture", points=points),
    ]
    monkeypatch.setattr(window, "AFTER_SAVING", [lambda _seen, one=one: one for one in every])
    assert [one.title or one.text for one in feedback(seen(on(0, urge=2)))] == ["first picture", "one", "four"]
