from collections.abc import Sequence

import pytest
from tests.small import CHOICE, MARCH, RANK, SCALE, TEXT, YES_NO, answers, at, begin, choices, exercise

from smartcli.asking.session import Session
from smartcli.errors import InvalidAnswer
from smartcli.exercises.kinds import Choice
from smartcli.exercises.step import Answer

HIGH = {"kind": "text", "key": "helper", "ask": "Who?", "only_if": {"key": "strength", "at_least": 7}}
NOTE = {"kind": "note", "text": "Well."}
THREE = exercise(SCALE, TEXT, YES_NO)


def numbered(session: Session) -> str:
    turn = session.turn()
    return f"{turn.number} of {turn.total}"


# Forward


def test_steps_are_asked_in_order_and_read():
    session = begin(THREE)
    assert [at(session), session.answers] == ["strength", {}]
    answers(session, "7")
    assert [at(session), session.answers] == ["words", {"strength": 7}]
    answers(session, None, "y")
    assert [at(session), session.answers] == [None, {"strength": 7, "words": None, "sure": True}]


def test_an_answer_that_does_not_fit_leaves_everything_as_it_is():
    session = begin(THREE)
    with pytest.raises(InvalidAnswer, match=r"^Please give a whole number from 0 to 10\.$"):
        session.answer("eleven")
    assert [at(session), session.answers, session.is_untouched] == ["strength", {}, True]


def test_after_the_end_nothing_is_asked():
    session = answers(begin(THREE), 1, 2 * "x", True)
    session.answer("more")
    session.told()
    assert session.answers == {"strength": 1, "words": "xx", "sure": True}
    with pytest.raises(LookupError):
        session.turn()


@pytest.mark.parametrize(("strength", "asked"), [(7, "helper"), (6, None), (None, None)])
def test_a_step_is_asked_only_where_its_condition_holds(strength, asked):
    assert at(answers(begin(exercise(SCALE, HIGH)), strength)) == asked


def test_a_needed_step_cannot_be_skipped():
    session = begin(exercise({**TEXT, "required": True}))
    with pytest.raises(InvalidAnswer, match=r"^This one needs an answer before you can go on\.$"):
        session.answer(" ")
    assert at(answers(session, "words")) is None


def test_a_relative_day_counts_from_the_day_of_the_walk():
    session = begin(exercise({"kind": "date", "key": "when", "ask": "When?"}))
    assert answers(session, "in 4 weeks").answers == {"when": "2026-04-07"}


def test_a_turn_says_which_step_of_how_many_it_is():
    session = begin(exercise(NOTE, SCALE, HIGH, TEXT, NOTE))
    session.told()
    assert numbered(session) == "1 of 2"
    assert numbered(answers(session, 9)) == "2 of 3"
    assert numbered(answers(session, "Ana")) == "3 of 3"
    session.back()
    session.back()
    assert numbered(session) == "1 of 2"
    assert numbered(answers(session, 3)) == "2 of 2"


def test_a_pinned_answer_stays_in_sight():
    session = begin(exercise({**TEXT, "pin": True}, {**YES_NO, "pin": True}, SCALE))
    assert session.turn().pinned == ()
    assert answers(session, "a thought").turn().pinned == (("In your words?", "a thought"),)
    assert answers(session, None).turn().pinned == (("In your words?", "a thought"),)


# Back


def test_back_returns_to_the_step_before_with_its_answer_and_later_ones_kept():
    session = answers(begin(THREE), 7, "words")
    session.back()
    assert [at(session), session.turn().before, session.turn().start] == ["words", "words", "words"]
    session.back()
    assert [at(session), session.turn().before, session.turn().start] == ["strength", 7, "7"]
    answers(session, 3)
    assert [at(session), session.turn().before] == ["words", "words"]


def test_back_at_the_first_step_stays_there():
    session = begin(exercise(NOTE, SCALE))
    session.told()
    session.back()
    session.back()
    assert at(session) == "strength"


def test_back_passes_notes_and_they_are_told_again():
    session = begin(exercise(SCALE, NOTE, NOTE, TEXT))
    answers(session, 7)
    session.told()
    session.told()
    assert at(session) == "words"
    session.back()
    assert [at(session), at(answers(session, 7))] == ["strength", "note-2"]


def test_a_step_whose_condition_no_longer_holds_loses_its_answer_and_finds_it_again():
    session = answers(begin(exercise(SCALE, HIGH, TEXT)), 9, "Ana", "words")
    assert session.answers == {"strength": 9, "helper": "Ana", "words": "words"}
    session.change("strength")
    assert answers(session, 3).answers == {"strength": 3, "words": "words"}
    assert [line.key for line in session.lines()] == ["strength", "words"]
    session.change("strength")
    assert answers(session, 8).answers == {"strength": 8, "helper": "Ana", "words": "words"}


def test_a_step_that_applies_after_a_change_is_asked_and_back_from_it_leads_to_the_change():
    session = answers(begin(exercise(SCALE, HIGH, TEXT, YES_NO)), 3, "words", True)
    session.change("strength")
    answers(session, 8)
    assert at(session) == "helper"
    session.back()
    assert at(session) == "strength"
    session.back()
    assert at(session) == "strength"
    answers(session, 8, "Ana")
    assert [at(session), session.answers] == [None, {"strength": 8, "helper": "Ana", "words": "words", "sure": True}]


def test_back_out_of_a_change_leaves_the_answer_as_it_was():
    session = answers(begin(THREE), 7, "words", True)
    session.change("strength")
    assert [at(session), session.turn().before] == ["strength", 7]
    session.back()
    assert [at(session), session.answers] == [None, {"strength": 7, "words": "words", "sure": True}]


def test_back_from_the_review_leads_to_the_last_step_also_after_a_change():
    session = answers(begin(THREE), 7, "words", True)
    session.change("strength")
    answers(session, 8)
    session.back()
    assert at(session) == "sure"


def test_what_was_never_asked_cannot_be_changed():
    session = answers(begin(exercise(SCALE, HIGH, TEXT)), 3, None)
    session.change("helper")
    session.change("nonsense")
    assert at(session) is None


# The person's own earlier words


def test_a_step_shows_the_newest_earlier_words_each_once():
    found = exercise({**TEXT, "recall": "small.words"})
    before: dict[str, list[Answer]] = {"small.words": ["c", None, "b", "c", ["a", "z"]]}
    assert begin(found, before).turn().recalled == ("c", "b", "a")


def test_a_list_offers_all_earlier_words_first():
    found = exercise(
        {"kind": "choices", "key": "do", "ask": "What?", "choices": ["Leave"], "other": True, "recall": "x.y"}
    )
    session = begin(found, {"x.y": [["Sing", "Leave"], ["a", "b", "c"]]})
    assert choices(session) == ("Sing", "Leave", "a", "b", "c")
    assert answers(session, "1, 2").answers == {"do": ["Sing", "Leave"]}


def test_several_places_are_recalled_by_turns_so_that_none_pushes_the_others_out():
    several = {
        "recall": ["x.y", "a.b"],
        "other": True,
        "choices": ["Leave"],
        "kind": "choices",
        "key": "do",
        "ask": "?",
    }
    before: dict[str, list[Answer]] = {"x.y": [[f"x{n}" for n in range(20)]], "a.b": ["a", None, "x1", "Leave"]}
    assert choices(begin(exercise(several), before))[:7] == ("x0", "a", "x1", "x2", "Leave", "x3", "x4")
    assert len(choices(begin(exercise(several), before))) == 12
    noted = begin(exercise({**NOTE, "recall": ["x.y", "a.b"]}, TEXT), {"x.y": ["last", "old"], "a.b": [None, "old"]})
    assert noted.step is not None
    assert noted.own_words(noted.step) == ["last"]


def test_the_journal_is_looked_into_once_a_path():
    looked: list[str] = []

    def recall(path: str) -> Sequence[Answer]:
        looked.append(path)
        return ["x"]

    session = Session(exercise({**TEXT, "recall": "a.b", "prefill": True}), today=MARCH, recall=recall)
    assert [session.turn().recalled, session.turn().before, session.step is None] == [("x",), "x", False]
    assert looked == ["a.b", "small.words"]


def test_a_note_shows_what_was_written_last_time():
    session = begin(exercise({**NOTE, "recall": "small.words"}, TEXT), {"small.words": [["new", "er"], "old"]})
    assert session.step is not None
    assert session.own_words(session.step) == ["new", "er"]


@pytest.mark.parametrize(("before", "first"), [([], "words"), ([None, "old"], "words"), (["plan"], "note-1")])
def test_a_note_for_earlier_words_is_left_out_when_there_are_none(before, first):
    found = exercise({**NOTE, "recall": "small.words", "only_recalled": True}, TEXT)
    assert at(begin(found, {"small.words": before})) == first


DRINKS = {"kind": "number", "key": "n", "ask": "How many?", "unit_from": "goal.unit"}


@pytest.mark.parametrize("only", ["only_recalled", "only_unrecalled"])
@pytest.mark.parametrize(
    "asks", [SCALE, YES_NO, CHOICE, RANK, {**DRINKS, "recall": "other.words"}], ids=lambda s: s["kind"]
)
def test_any_kind_can_wait_for_what_was_written_before_or_was_not(only, asks):
    found = exercise({"recall": "goal.unit", **asks, only: True}, TEXT)
    earlier: list[dict[str, list[Answer]]] = [
        {},
        {"goal.unit": [None, "Bets"]},
        {"goal.unit": [" "]},
        {"goal.unit": ["Bets"]},
    ]
    for before in earlier:
        is_there = before.get("goal.unit") == ["Bets"]
        assert (at(begin(found, before)) == asks["key"]) is (is_there is (only == "only_recalled"))


def test_a_number_takes_its_unit_from_what_was_written():
    session = begin(exercise(DRINKS, TEXT), {"goal.unit": ["Bets", "Drinks"]})
    assert [session.turn().step.hint, session.turn().step.show(2.5)] == ["Bets", "Bets: 2.5"]
    nowhere = begin(exercise(DRINKS, TEXT)).turn().step
    assert [nowhere.hint, nowhere.show(2.5)] == ["", "2.5"]


def test_a_unit_can_stand_above_in_the_same_walk():
    unit = {**CHOICE, "key": "unit", "choices": ["Bets", "Nothing"], "other": True, "none": "Nothing"}
    found = exercise(unit, {**DRINKS, "unit_from": "small.unit", "only_recalled": True}, TEXT)
    earlier: dict[str, list[Answer]] = {"small.unit": ["Drinks"]}
    assert answers(begin(found, earlier), "Bets").turn().step.hint == "Bets"
    for nothing in ("Nothing", None):
        assert at(answers(begin(found, earlier), nothing)) == "words"
    session = answers(begin(found, earlier), "Bets", 3)
    session.change("unit")
    assert answers(session, "my own").turn().step.key == "words"
    session.change("unit")
    assert "n" not in answers(session, "Nothing").answers


def test_a_step_can_wait_for_words_that_it_does_not_show():
    unit = {**CHOICE, "key": "unit", "choices": ["Bets", "Nothing"], "none": "Nothing"}
    found = exercise(
        unit, {"kind": "number", "key": "cost", "ask": "?", "waits_for": "small.unit", "only_recalled": True}
    )
    session = answers(begin(found), "Bets")
    assert [at(session), session.turn().step.hint, session.turn().recalled] == ["cost", "", ()]
    assert at(answers(begin(found), "Nothing")) is None


def test_the_review_shows_a_number_with_its_unit():
    session = answers(begin(exercise(DRINKS), {"goal.unit": ["Bets"]}), 2)
    assert [line.words for line in session.lines()] == ["Bets: 2"]


def test_answers_at_hand_are_asked_for_whatever_was_written():
    found = exercise({**DRINKS, "only_recalled": True}, {**CHOICE, "recall": "goal.unit", "only_unrecalled": True})
    assert at(begin(found, at_hand=["n"])) == "n"
    assert at(begin(found, {"goal.unit": ["Bets"]}, at_hand=["which"])) == "n"
    assert at(answers(begin(found, {"goal.unit": ["Bets"]}, at_hand=["which"]), 1)) == "which"


def test_the_last_answer_is_the_start_where_the_step_says_so():
    found = exercise({**SCALE, "prefill": True}, TEXT)
    session = begin(found, {"small.strength": [4, 9], "small.words": ["x"]})
    assert [session.turn().before, session.turn().start] == [4, "4"]
    assert answers(session, 5).turn().before is None
    session.back()
    assert session.turn().before == 5


def test_a_step_that_was_skipped_last_time_starts_empty():
    assert begin(exercise({**SCALE, "prefill": True}), {"small.strength": [None, 9]}).turn().before is None


@pytest.mark.parametrize(
    ("earlier", "other", "start"),
    [
        ({}, False, None),
        ({"setup.way": ["Cut down"]}, False, "Cut down"),
        ({"setup.way": ["Sideways"]}, False, None),
        ({"setup.way": ["Sideways"]}, True, "Sideways"),
        ({"setup.way": ["Cut down"], "small.way": ["Stop"]}, False, "Stop"),
        ({"setup.way": ["Cut down"], "small.way": [None]}, False, None),
    ],
)
def test_one_of_a_list_starts_at_what_was_said_elsewhere_until_it_has_an_answer(earlier, other, start):
    way = {"kind": "choice", "key": "way", "ask": "Which way?", "choices": ["Stop", "Cut down"], "other": other}
    turn = begin(exercise({**way, "recall": "setup.way", "prefill": True}), earlier).turn()
    assert turn.before == start
    assert isinstance(turn.step, Choice)
    assert set(turn.step.choices) == {"Stop", "Cut down"} | ({"Sideways"} if other and earlier else set())


RANKS = exercise(
    {"kind": "choices", "key": "areas", "ask": "Which?", "choices": ["A", "B"], "other": True},
    {"kind": "rank", "key": "order", "ask": "First?", "from": "areas", "top": 2},
)


def test_an_order_is_made_of_what_an_earlier_step_named():
    session = answers(begin(RANKS), ["C", "B"])
    assert choices(session) == ("B", "C")
    assert answers(session, "2, 1").answers == {"areas": ["B", "C"], "order": ["C", "B"]}


def test_nothing_is_put_in_order_where_nothing_was_named():
    session = answers(begin(RANKS), None)
    assert [at(session), session.answers] == [None, {"areas": None}]


def test_an_order_is_asked_again_when_its_list_no_longer_holds_it():
    session = answers(begin(RANKS), "1, 2", "2, 1")
    session.change("areas")
    answers(session, "1")
    assert [at(session), session.turn().before] == ["order", ["B", "A"]]
    assert answers(session, "1").answers == {"areas": ["A"], "order": ["A"]}
    session.change("areas")
    assert answers(session, "1, 2").answers == {"areas": ["A", "B"], "order": ["A"]}


# Whether there is something to keep


def test_a_walk_is_untouched_until_something_is_written():
    session = begin(THREE)
    assert answers(session, None).is_untouched is True
    session.typing("words", "x")
    assert session.is_untouched is False
    assert answers(session, None).is_untouched is True
    assert answers(session, False).is_untouched is False


def test_a_step_back_over_all_that_was_written_does_not_make_it_nothing():
    session = answers(begin(THREE), 7)
    session.back()
    assert session.is_untouched is False


def test_a_walk_over_an_entry_is_untouched_until_something_is_changed():
    session = begin(THREE, given={"strength": 7, "words": "x", "sure": None})
    assert answers(session, 7).is_untouched is True
    assert answers(session, None).is_untouched is False


def test_a_day_is_said_in_the_review_and_asked_again_as_it_is_typed():
    day = {"kind": "date", "key": "by", "ask": "By when?", "pin": True}
    table = {"kind": "items", "key": "steps", "ask": "Steps?", "fields": [TEXT, {**day, "pin": False}]}
    session = answers(begin(exercise(day, table)), "in 4 days", "Call Ana", "tomorrow")
    assert session.answers["by"] == "2026-03-14"
    assert [line.words for line in session.lines()] == ["Saturday 14 March", "Call Ana", "tomorrow"]
    assert session.turn().pinned == (("By when?", "Saturday 14 March"),)
    session.change("by")
    assert session.turn().start == "2026-03-14"


# Tables that ask for fewer rows than they take


WAYS = {
    "kind": "items",
    "key": "ways",
    "ask": "How?",
    "fields": [{**TEXT, "key": "way"}],
    "at_most": 8,
    "opens_with": 2,
}


def test_a_table_that_opens_with_two_rows_asks_for_two():
    session = answers(begin(exercise(WAYS, SCALE)), "one", "two")
    assert [at(session), session.answers] == ["strength", {"ways": [{"way": "one"}, {"way": "two"}]}]


def test_rows_that_stand_there_already_stay_though_the_table_opens_with_fewer():
    rows = {f"ways.{n}.way": words for n, words in enumerate(["one", "two", "three", "four"])}
    session = Session(exercise(WAYS, SCALE), today=MARCH, given=rows)
    answers(session, *rows.values())
    assert [at(session), session.answers["ways"]] == ["strength", [{"way": words} for words in rows.values()]]
