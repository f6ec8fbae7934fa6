from typing import Any

import pytest
from tests.small import SCALE, TEXT, answers, at, begin, choices, exercise

from smartcli.asking.play import given_from, prepared
from smartcli.asking.session import Session
from smartcli.errors import InvalidAnswer
from smartcli.exercises.step import Answer

NAME = {"kind": "text", "key": "name", "ask": "Who?"}
NEAR = {"kind": "scale", "key": "near", "ask": "How near?"}
WHY = {"kind": "text", "key": "why", "ask": "Why?", "only_if": {"key": "near", "at_least": 7}}
PEOPLE = {"kind": "items", "key": "people", "ask": "Your people:", "fields": [NAME, NEAR, WHY]}
AREAS = {"kind": "choices", "key": "areas", "ask": "Which?", "choices": ["Work", "Health", "Home"], "other": True}
RATED = {"kind": "items", "key": "rated", "ask": "Take each.", "rows_from": "areas", "fields": [NAME, NEAR, WHY]}
RIDE = {"kind": "pace", "key": "ride", "ask": "Breathe.", "rounds": 2, "rate": "How strong?"}


def people(**more: Any) -> Session:
    return begin(exercise({**PEOPLE, **more}, TEXT))


def lines(session: Session) -> list[str]:
    return [f"{line.key} | {line.ask} | {line.words}" for line in session.lines()]


# A list that the person ends


def test_rows_are_asked_field_by_field_until_the_first_is_skipped():
    session = people()
    asked = []
    for raw in ("Ana", 9, "my sister", "Bo", 3, None, "the end"):
        asked.append(at(session))
        session.answer(raw)
    assert asked == ["people.0.name", "people.0.near", "people.0.why", "people.1.name", "people.1.near",
                     "people.2.name", "words"]  # fmt: skip
    assert session.answers == {
        "people": [{"name": "Ana", "near": 9, "why": "my sister"}, {"name": "Bo", "near": 3}],
        "words": "the end",
    }


def test_a_turn_says_where_in_the_table_it_stands():
    session = answers(people(), "Ana", 3, "Bo")
    turn = session.turn()
    assert turn.place is not None
    assert (turn.place.table, turn.place.row, turn.place.field, turn.place.label) == ("people", 1, "near", "")
    assert (turn.number, turn.total, turn.step.ask) == (1, 2, "How near?")


def test_a_table_that_is_skipped_at_once_is_a_skipped_answer():
    assert answers(people(), None, "x").answers == {"people": None, "words": "x"}


def test_the_answers_of_an_unfinished_table_hold_what_there_is():
    session = people()
    assert answers(session, "Ana").answers == {"people": [{"name": "Ana"}]}
    assert answers(session, None).answers == {"people": [{"name": "Ana", "near": None}]}


def test_a_table_is_full_at_its_greatest_number_of_rows():
    session = answers(people(at_most=2), "Ana", 1, "Bo", 2)
    assert at(session) == "words"
    assert session.answers["people"] == [{"name": "Ana", "near": 1}, {"name": "Bo", "near": 2}]


def test_a_table_begun_has_its_least_number_of_rows():
    session = answers(people(at_least=3), "Ana", 1, "Bo", 2)
    with pytest.raises(InvalidAnswer, match=r"^Please give at least 3\.$"):
        session.answer(None)
    assert at(answers(session, "Cy", 3, None)) == "words"
    assert at(answers(people(at_least=3), None)) == "words"


@pytest.mark.parametrize(("least", "said"), [({}, 1), ({"at_least": 2}, 2)])
def test_a_needed_table_has_its_least_number_of_rows_and_at_least_one(least, said):
    session = people(required=True, **least)
    with pytest.raises(InvalidAnswer, match=f"^Please give at least {said}.$"):
        session.answer(None)
    assert at(answers(session, "Ana", 1)) == "people.1.name"


def test_back_goes_field_by_field_and_keeps_later_fields():
    session = answers(people(), "Ana", 9, "sister", "Bo")
    session.back()
    assert [at(session), session.turn().before] == ["people.1.name", "Bo"]
    session.back()
    session.back()
    assert [at(session), session.turn().before] == ["people.0.near", 9]
    answers(session, 2)
    assert [at(session), session.turn().before] == ["people.1.name", "Bo"]
    assert answers(session, "Bo", 1, None, None).answers == {
        "people": [{"name": "Ana", "near": 2}, {"name": "Bo", "near": 1}], "words": None,
    }  # fmt: skip


def test_a_field_can_be_changed_out_of_the_review():
    session = answers(people(), "Ana", 3, "Bo", None, None, "end")
    assert lines(session) == [
        "people.0.name | 1: Who? | Ana", "people.0.near | 1: How near? | 3", "people.1.name | 2: Who? | Bo",
        "words | In your words? | end",
    ]  # fmt: skip
    session.change("people.0.near")
    assert answers(session, 8).step is not None
    assert at(session) == "people.0.why"
    answers(session, "close")
    assert [at(session), lines(session)[1:3]] == [
        None, ["people.0.near | 1: How near? | 8", "people.0.why | 1: Why? | close"],
    ]  # fmt: skip


def test_the_review_shows_what_will_be_saved_and_nothing_else():
    session = answers(people(), "Ana", 8, "close", None, "end")
    session.change("people.0.near")
    answers(session, 2)
    assert lines(session) == [
        "people.0.name | 1: Who? | Ana", "people.0.near | 1: How near? | 2", "words | In your words? | end",
    ]  # fmt: skip
    session.change("people.0.name")
    assert answers(session, None).answers == {"people": None, "words": "end"}
    assert lines(session) == ["words | In your words? | end"]


def test_a_table_that_no_longer_applies_vanishes_from_the_answers_and_from_the_review():
    found = exercise(SCALE, {**PEOPLE, "only_if": {"key": "strength", "at_least": 5}}, TEXT)
    session = answers(begin(found), 9, "Ana", 3, None, "end")
    session.change("strength")
    assert answers(session, 1).answers == {"strength": 1, "words": "end"}
    assert [line.key for line in session.lines()] == ["strength", "words"]


def test_last_time_s_rows_are_the_start_where_the_table_says_so():
    before: dict[str, list[Any]] = {"small.people": [[{"name": "Ana", "near": 3}, {"name": "Bo"}], [{"name": "Old"}]]}
    session = begin(exercise({**PEOPLE, "prefill": True}, TEXT), before)
    starts = []
    while at(session) != "words":
        starts.append(session.turn().before)
        session.answer(starts[-1])
    assert starts == ["Ana", 3, "Bo", None, None]
    assert session.answers == {"people": [{"name": "Ana", "near": 3}, {"name": "Bo", "near": None}]}


@pytest.mark.parametrize("odd", ["text", 7, [1, "x"], [{"other": 1}], [None]])
def test_rows_of_an_older_version_start_nothing_and_harm_nothing(odd):
    session = begin(exercise({**PEOPLE, "prefill": True}), {"small.people": [odd]})
    assert [session.turn().before, session.turn().start] == [None, ""]


# One row for each thing named before


def test_a_row_that_begins_with_another_name_does_not_take_over_the_answers_of_the_one_that_stood_there():
    last: list[dict[str, Any]] = [{"name": "Ana", "near": 7, "why": "kind"}, {"name": "Bo", "near": 3, "why": None}]
    session = begin(exercise({**PEOPLE, "prefill": True}), {"small.people": [last]})
    assert session.turn().before == "Ana"
    assert answers(session, "Cy").turn().before is None
    session.back()
    assert answers(session, "Bo").turn().before == 3


def test_there_is_one_row_for_each_thing_named_and_its_name_is_not_asked():
    session = answers(begin(exercise(AREAS, RATED)), ["Home", "Garden"])
    turn = session.turn()
    assert turn.place is not None
    assert (turn.step.key, turn.place.label, turn.place.row) == ("rated.Home.near", "Home", 0)
    assert answers(session, 9, "kids", None).answers == {
        "areas": ["Home", "Garden"],
        "rated": [{"name": "Home", "near": 9, "why": "kids"}, {"name": "Garden", "near": None}],
    }
    assert lines(session)[1:] == ["rated.Home.near | Home: How near? | 9", "rated.Home.why | Home: Why? | kids"]


@pytest.mark.parametrize("named", [None, []])
def test_where_nothing_was_named_the_table_is_a_skipped_answer(named):
    assert answers(begin(exercise(AREAS, RATED)), named).answers == {"areas": None, "rated": None}


def test_rows_follow_when_the_list_they_come_from_changes_and_keep_their_answers():
    session = answers(begin(exercise(AREAS, RATED)), ["Work", "Home"], 1, 2)
    session.change("areas")
    answers(session, ["Health", "Home"])
    assert [at(session), session.turn().number] == ["rated.Health.near", 2]
    assert answers(session, 3).answers["rated"] == [{"name": "Health", "near": 3}, {"name": "Home", "near": 2}]
    assert [line.key for line in session.lines()] == ["areas", "rated.Health.near", "rated.Home.near"]
    session.change("areas")
    assert answers(session, ["Work"]).answers["rated"] == [{"name": "Work", "near": 1}]


def test_a_thing_named_twice_has_one_row():
    lines_step = {"kind": "lines", "key": "areas", "ask": "Which?"}
    session = answers(begin(exercise(lines_step, RATED)), ["Work", "Home", "Work"], 1, 2)
    assert session.answers["rated"] == [{"name": "Work", "near": 1}, {"name": "Home", "near": 2}]


def test_rows_can_come_from_another_table_and_from_an_order():
    again = {**RATED, "rows_from": "people"}
    session = answers(begin(exercise(PEOPLE, again)), "Ana", 1, "Bo", 2, None, 5, 6)
    assert session.answers["rated"] == [{"name": "Ana", "near": 5}, {"name": "Bo", "near": 6}]
    order = {"kind": "rank", "key": "order", "ask": "First?", "from": "areas"}
    session = answers(begin(exercise(AREAS, order, {**RATED, "rows_from": "order"})), "1, 2", "2, 1", 5, 6)
    assert session.answers["rated"] == [{"name": "Health", "near": 5}, {"name": "Work", "near": 6}]


def test_the_rows_of_a_table_can_be_put_in_order_by_their_names():
    order = {"kind": "rank", "key": "order", "ask": "First?", "from": "people"}
    session = answers(begin(exercise(PEOPLE, order)), "Ana", 8, "my sister", "Bo", 2, None)
    assert choices(session) == ("Ana", "Bo")
    assert answers(session, "2, 1").answers["order"] == ["Bo", "Ana"]


def test_last_time_s_row_of_the_same_name_is_the_start():
    fields = [NAME, {**NEAR, "prefill": True}, WHY]
    before: dict[str, list[Any]] = {
        "small.rated": [[{"name": "Work", "near": 4}, {"name": "Home", "near": 8, "why": "x"}]]
    }
    session = answers(begin(exercise(AREAS, {**RATED, "fields": fields}), before), ["Home", "Garden"])
    assert session.turn().before == 8
    answers(session, 8)
    assert session.turn().before is None
    answers(session, None)
    assert session.turn().before is None


# Pace


def test_a_pace_has_its_rounds_and_then_asks_whether_to_stay():
    session = begin(exercise(RIDE, TEXT))
    asked = []
    for raw in (60, 7, 60, 6, False):
        asked.append(at(session))
        session.answer(raw)
    assert asked == ["ride.0.seconds", "ride.0.rating", "ride.1.seconds", "ride.1.rating", "ride.1.more"]
    assert [at(session), session.answers["ride"]] == [
        "words", [{"seconds": 60, "rating": 7}, {"seconds": 60, "rating": 6, "more": False}],
    ]  # fmt: skip


def test_a_pace_goes_on_as_often_as_the_person_stays_and_sixty_rounds_at_the_most():
    session = answers(begin(exercise(RIDE, TEXT)), 60, None)
    rounds = 1
    while at(session) != "words":
        answers(session, 60, rounds % 11)
        rounds += 1
        if at(session) != "words":
            session.answer("y")
    assert rounds == 60
    rows = session.answers["ride"]
    assert isinstance(rows, list)
    assert [len(rows), rows[-1]] == [60, {"seconds": 60, "rating": 59 % 11}]


def test_a_pace_ends_with_a_round_that_is_skipped():
    session = answers(begin(exercise(RIDE, TEXT)), 60, 8, None)
    assert [at(session), session.answers["ride"]] == ["words", [{"seconds": 60, "rating": 8}]]
    assert answers(begin(exercise(RIDE)), None).answers == {"ride": None}


def test_a_pace_without_a_rating_asks_for_the_rounds_only():
    session = answers(begin(exercise({"kind": "pace", "key": "ride", "ask": "Breathe.", "rounds": 1})), 45)
    assert at(session) == "ride.0.more"
    assert answers(session, None).answers == {"ride": [{"seconds": 45, "more": None}]}


# Answers that are there beforehand

WHOLE = exercise(SCALE, AREAS, RATED, PEOPLE, RIDE, TEXT)
ENTRY: dict[str, Any] = {
    "strength": 7,
    "areas": ["Work", "Garden"],
    "rated": [{"name": "Work", "near": 9, "why": "rent"}, {"name": "Garden", "near": None}],
    "people": [{"name": "Ana", "near": 3}, {"name": "Bo", "near": 8, "why": "calm"}],
    "ride": [
        {"seconds": 60, "rating": 7},
        {"seconds": 60, "rating": 5, "more": True},
        {"seconds": 30, "rating": None, "more": None},
    ],
    "words": None,
}  # fmt: skip


def test_enter_everywhere_gives_an_entry_s_answers_again():
    session = begin(WHOLE, given=given_from(WHOLE, ENTRY))
    while session.step:
        session.answer(session.turn().before)
    assert session.answers == ENTRY
    assert session.is_untouched is True


def test_prepared_answers_give_themselves():
    session = begin(WHOLE)
    while session.step:
        session.answer(prepared(session.turn(), ENTRY))
    assert session.answers == ENTRY


def test_prepared_rows_are_found_by_their_name_wherever_they_stand():
    rows: Any = [{"why": "Work", "near": 9, "name": "Garden"}, {"near": 4, "name": "Work"}, "nonsense"]
    session = begin(exercise(AREAS, RATED))
    while session.step:
        session.answer(prepared(session.turn(), {"areas": ["Work", "Garden"], "rated": rows}))
    assert session.answers["rated"] == [{"name": "Work", "near": 4}, {"name": "Garden", "near": 9, "why": "Work"}]


@pytest.mark.parametrize("odd", [None, 7, "x", ["x", 1], [[]]])
def test_what_is_no_table_prepares_nothing(odd):
    session = begin(exercise(PEOPLE))
    assert prepared(session.turn(), {"people": odd}) is None
    assert begin(exercise(PEOPLE), given=given_from(exercise(PEOPLE), {"people": odd})).turn().before is None


def test_clearing_a_rows_first_field_out_of_the_review_takes_that_row_out_and_no_other():
    people = {
        "kind": "items",
        "key": "people",
        "ask": "Who?",
        "fields": [{**TEXT, "key": "name"}, {**SCALE, "key": "near"}],
    }
    session = answers(begin(exercise(people)), "Ana", 7, "Bo", 8, "Cem", 9, None)
    session.change("people.1.name")
    session.answer(None)
    assert session.step is None
    assert session.answers == {"people": [{"name": "Ana", "near": 7}, {"name": "Cem", "near": 9}]}
    assert [line.key for line in session.lines()] == [
        "people.0.name",
        "people.0.near",
        "people.1.name",
        "people.1.near",
    ]


def test_what_a_row_is_about_is_not_offered_to_the_rows_after_it() -> None:
    written: dict[str, list[Answer]] = {"log.trigger": [["Boredom", "a long day", "A long day."]]}
    choice = {"kind": "choice", "key": "trigger", "ask": "What?", "choices": ["Boredom", "Anger"], "other": True}
    text = {"kind": "text", "key": "trigger", "ask": "What?"}
    for field in (choice, text):
        fields = [{**field, "recall": "log.trigger"}, {"kind": "text", "key": "answer", "ask": "And then?"}]
        table = exercise({"kind": "items", "key": "plans", "ask": "Plans?", "fields": fields})
        session = begin(table, written)
        assert session.turn().recalled == ("Boredom", "a long day")
        answers(session, "a long day", None)
        assert session.turn().recalled == ("Boredom",)
        if field is choice:
            assert session.turn().step.choices == ("Boredom", "Anger")
        session.back()
        session.back()
        assert session.turn().recalled == ("Boredom", "a long day")
