from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.small import MARCH, SCALE, TEXT, YES_NO, answers, at, begin, exercise, quick

from smartcli.asking.play import given_from, prepared
from smartcli.asking.session import Session
from smartcli.asking.turn import Walked
from smartcli.errors import InvalidAnswer
from smartcli.exercises.step import texts

NOTE = {"kind": "note", "text": "Well."}
NAME = {"kind": "text", "key": "name", "ask": "Who?"}
NEAR = {"kind": "scale", "key": "near", "ask": "How near?"}
WHY = {"kind": "text", "key": "why", "ask": "Why?", "only_if": {"key": "near", "at_least": 5}}
# A bit of everything, each part depending on one before it.
EVERYTHING = exercise(
    NOTE,
    SCALE,
    YES_NO,
    {**NOTE, "only_if": {"key": "sure", "is": True}},
    {"kind": "choices", "key": "areas", "ask": "Which?", "choices": ["Work", "Health", "Home"], "other": True},
    {"kind": "items", "key": "rated", "ask": "Take each.", "rows_from": "areas", "fields": [NAME, NEAR, WHY]},
    {"kind": "rank", "key": "order", "ask": "First?", "from": "areas", "top": 2},
    {**TEXT, "required": True, "only_if": {"key": "strength", "at_least": 7}},
    {"kind": "items", "key": "people", "ask": "People:", "fields": [NAME, NEAR, WHY], "at_least": 2, "at_most": 3},
    {
        "kind": "pace",
        "key": "ride",
        "ask": "Breathe.",
        "rounds": 2,
        "rate": "Now?",
        "only_if": {"key": "sure", "is": True},
    },
    NOTE,
    {"kind": "date", "key": "when", "ask": "When?"},
    {"kind": "lines", "key": "last", "ask": "What else?"},
    NOTE,
)
# What may be answered to each kind; not all of it fits.
RAWS: dict[str, list[object]] = {
    "scale": [None, 0, 3, 7, "10", "x", 99, True],
    "yes-no": [None, True, False, "maybe"],
    "choices": [None, "1", "1, 2, 3", ["Own"], ["Own", "Home"], "9"],
    "rank": [None, "1", "2, 1", "1, 1", "4"],
    "text": [None, "words", "\ud800\x1b[/x]", " ", 7],
    "date": [None, "in 4 weeks", "2026-01-01", "soon"],
    "lines": [None, "a\nb", ["a"], [1]],
    "breaths": [None, 30, 60, "x"],
}


COMPLETE: dict[str, Any] = {
    "strength": 8,
    "sure": True,
    "areas": ["Work", "Own"],
    "rated": [{"name": "Work", "near": 9, "why": "rent"}, {"name": "Own", "near": None}],
    "order": ["Own"],
    "words": "x",
    "people": [{"name": "Ana", "near": 3}, {"name": "Bo", "near": 8, "why": "calm"}],
    "ride": [
        {"seconds": 60, "rating": 7},
        {"seconds": 60, "rating": 5, "more": True},
        {"seconds": 30, "rating": None, "more": None},
    ],
    "when": "2026-04-07",
    "last": ["a", "b"],
}  # fmt: skip


def go_on(session: Session, raw: object) -> None:
    """Tell what is next, or answer it; what does not fit leaves it open."""
    step = session.step
    if step and not step.asks:
        session.told()
    elif step:
        try:
            session.answer(raw)
        except InvalidAnswer:
            assert session.step == step


def wander(session: Session, moves: list[int]) -> Session:
    """Answer, go back, change answers out of the review, leave and come back, as the numbers say."""
    for move in moves:
        listed = session.lines()
        if move < 15:
            session.back()
        elif move < 25:
            session = Session(session.exercise, today=MARCH, draft=session.draft())
        elif session.step is None:
            session.change(listed[move % len(listed)].key)
        else:
            raws = RAWS.get(session.step.kind, [None])
            go_on(session, raws[move % len(raws)])
    return session


def end(session: Session) -> Session:
    """Answer what is left: nothing where that may be, words where something is needed."""
    for raw in _then():
        if session.step is None:
            return session
        go_on(session, raw)
    raise AssertionError("the walk does not end")


def _then() -> Iterator[object]:
    """None where it may be, words where something is needed."""
    for _ in range(200):
        yield None
        yield "words"


def walk(session: Session, raw: Callable[[Session], object]) -> Session:
    """An unbroken walk; what does not fit is an error here."""
    while step := session.step:
        session.answer(raw(session)) if step.asks else session.told()
    return session


def all_agree(session: Session) -> None:
    """The answers are those of an unbroken walk: cell by cell, with Enter everywhere, out of a mapping."""
    cells, answers = session.draft().given, session.answers
    assert walk(begin(EVERYTHING), lambda one: cells.get(one.turn().step.key)).answers == answers
    again = begin(EVERYTHING, given=given_from(EVERYTHING, answers))
    assert walk(again, lambda one: one.turn().before).answers == answers
    assert walk(begin(EVERYTHING), lambda one: prepared(one.turn(), answers)).answers == answers


def complete() -> Session:
    return walk(begin(EVERYTHING), lambda one: prepared(one.turn(), COMPLETE))


MOVES = st.lists(st.integers(0, 200), min_size=30, max_size=60)


@quick
@given(MOVES)
def test_however_answers_are_changed_they_are_those_of_an_unbroken_walk(moves):
    all_agree(end(wander(complete(), moves)))


@settings(quick, max_examples=25)
@given(MOVES)
def test_wherever_a_walk_is_what_it_shows_holds_together(moves):
    session = begin(EVERYTHING)
    for move in moves:
        session = wander(session, [move])
        _holds_together(session)
    all_agree(end(session))


def _holds_together(session: Session) -> None:
    shown = [(line.key, line.words) for line in session.lines()]
    assert len({key for key, _words in shown}) == len(shown)
    cells = given_from(session.exercise, session.answers)
    named = {f"rated.{name}.name" for name in texts(session.answers.get("areas"))}
    there = {key for key, value in cells.items() if value is not None} - named
    assert {key for key, words in shown if words} == there
    if session.step and session.step.asks:
        turn = session.turn()
        assert 1 <= turn.number <= turn.total <= 11
        assert isinstance(turn.start, str)


# Drafts


def test_a_walk_that_is_left_and_resumed_at_every_point_gives_the_answers_of_an_unbroken_one():
    session = begin(EVERYTHING)
    steps = 0
    while step := session.step:
        asked = step.key
        session = begin(EVERYTHING, draft=session.draft())
        assert at(session) == asked
        go_on(session, prepared(session.turn(), COMPLETE) if step.asks else None)
        steps += 1
    assert session.answers == COMPLETE
    assert steps > 20


def test_a_walk_that_is_resumed_after_a_step_back_asks_that_step_with_its_answer():
    session = answers(begin(exercise(SCALE, TEXT, YES_NO)), 7, "words")
    session.back()
    again = begin(session.exercise, draft=session.draft())
    assert [at(again), again.turn().before, again.is_untouched] == ["words", "words", False]


def test_a_walk_that_is_left_in_the_middle_of_a_change_asks_from_there():
    session = answers(begin(exercise(SCALE, TEXT)), 7, "words")
    session.change("strength")
    again = begin(session.exercise, draft=session.draft())
    assert [at(again), again.turn().before] == ["strength", 7]
    assert answers(again, 8, again.given("words")).answers == {"strength": 8, "words": "words"}


def test_a_draft_of_an_older_version_is_asked_on_from_where_it_no_longer_fits():
    draft = Walked(given={"strength": 7, "words": "seven", "sure": True}, done=["strength", "words", "sure"])
    newer = exercise(SCALE, {**SCALE, "key": "words"}, YES_NO)
    session = begin(newer, draft=draft)
    assert [at(session), session.answers] == ["words", {"strength": 7}]
    assert answers(session, 3).turn().before is True


def test_a_draft_finds_the_new_steps_of_a_newer_version():
    draft = Walked(given={"strength": 7, "gone": "x"}, done=["strength", "gone"], typed={"words": "half", "gone": "y"})
    session = begin(exercise({**TEXT, "key": "new"}, SCALE, TEXT), draft=draft)
    assert at(session) == "new"
    assert answers(session, None, session.given("strength")).turn().typed == "half"
    assert answers(session, None).answers == {"new": None, "strength": 7, "words": None}


NONSENSE: list[Any] = [{}, [[]], [{"x": [1]}], 10**30, -1.5, True, "\ud800", [None, {"name": 7}], {"strength": {}}]


@pytest.mark.parametrize("odd", NONSENSE, ids=repr)
def test_a_draft_with_nonsense_in_it_is_asked_like_a_new_one(odd):
    keys = [
        *(step.key for step in EVERYTHING.steps),
        "people.0.name",
        "people.0.near",
        "ride.0.seconds",
        "rated.Own.near",
    ]
    for done in ([], keys, [odd, None, 7]):
        draft = Walked(given=dict.fromkeys(keys, odd), done=done, typed=dict.fromkeys(keys, odd))
        session = begin(EVERYTHING, draft=draft)
        if session.step and session.step.asks:
            assert isinstance(session.turn().start, str)
        assert end(session).answers.keys() >= {"strength", "sure", "last"}
