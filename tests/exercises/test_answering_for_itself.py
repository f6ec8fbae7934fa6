"""What a kind of step answers when it is asked what it can do, and that nobody's table of kinds leaves one out."""

import pytest
from tests.small import TEXT, step

from smartcli.authoring.compared import WHY
from smartcli.errors import InvalidAnswer
from smartcli.exchange.pages.worksheet.places import PLACES
from smartcli.exchange.pages.worksheet.questions import TABLES
from smartcli.exercises.kinds import ALL, KINDS
from smartcli.exercises.step import Step

EVERY = {
    "note": step(kind="note", text="Welcome."),
    "text": step(kind="text"),
    "lines": step(kind="lines"),
    "scale": step(kind="scale", high=100, ends=["none", "most"]),
    "choice": step(kind="choice", choices=["One", "Two"]),
    "choices": step(kind="choices", choices=["Here", "There"]),
    "rank": step(kind="rank", choices=["Up", "Down"]),
    "yes-no": step(kind="yes-no"),
    "number": step(kind="number", low=1, unit="minutes"),
    "date": step(kind="date"),
    "items": step(kind="items", fields=[TEXT]),
    "pace": step(kind="pace", rate="Now?"),
}
TRUE_OF = {
    "asks": set(KINDS) - {"note"},
    "has_words": set(KINDS) - {"scale", "number", "yes-no", "pace"},
    "is_prose": {"text"},
    "is_measured": {"scale", "yes-no", "number", "date"},
    "is_rating": {"scale"},
    "is_day": {"date"},
    "is_ticked": {"choice", "choices", "yes-no"},
    "picks": {"choice", "choices"},
    "orders": {"rank"},
    "several": {"lines", "choices", "rank"},
    "is_table": {"items", "pace"},
    "is_ready_made": {"pace"},
    "speaks_for_itself": {"text", "lines", "choices", "rank"},
    "stands_alone": set(KINDS),
    "leaves_room": set(KINDS),
    "offers": {"choice", "choices", "rank", "yes-no"},
    "columns": {"items", "pace"},
}


@pytest.mark.parametrize(("asked", "kinds"), TRUE_OF.items())
def test_each_kind_answers_for_itself(asked: str, kinds: set[str]) -> None:
    assert set(EVERY) == set(KINDS)
    assert {kind for kind, one in EVERY.items() if getattr(one, asked)} == kinds


def test_what_stands_in_an_exercise_file_changes_the_answer() -> None:
    assert step(kind="choice", choices=["One"], other=True).speaks_for_itself
    assert not step(kind="note", text="x", only_recalled=True).stands_alone
    assert EVERY["scale"].highest == 100
    assert EVERY["number"].highest == 10
    assert EVERY["number"].limits == (1, None)
    assert EVERY["text"].limits == (None, None)
    assert EVERY["text"].choices == EVERY["text"].ends == ()
    assert EVERY["text"].at_most == EVERY["text"].top == 0
    assert not EVERY["scale"].but(low=5, high=5).leaves_room
    assert not EVERY["items"].but(at_most=0).leaves_room
    assert not EVERY["pace"].but(rounds=0).leaves_room
    assert EVERY["items"].but(rows_from="there").source == EVERY["rank"].but(from_="there").source == "there"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"note", "items"}])
def test_any_answer_of_a_kind_is_one(kind: str) -> None:
    assert EVERY[kind].read(EVERY[kind].usual("words")) is not None


@pytest.mark.parametrize("kind", [kind for kind, one in EVERY.items() if one.asks])
def test_every_answer_that_is_possible_is_one(kind: str) -> None:
    one: Step = EVERY[kind]
    for answer in one.possible(["words", 7, 7.5, True]):
        try:
            assert one.read(answer) == (None if answer == [] else answer)
        except InvalidAnswer:  # words are no day, nor are they asked of a person who is free
            assert kind == "date"


def test_no_kind_is_left_out_where_each_is_drawn_or_explained_in_its_own_way() -> None:
    assert {one.kind for one in ALL} == set(KINDS)
    assert set(WHY) == set(KINDS)
    told, in_words = {"note"}, {"text"}
    assert {*PLACES, *TABLES} == set(KINDS) - told - in_words
