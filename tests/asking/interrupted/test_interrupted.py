"""Interrupted at a prompt of any kind, in any way: what was typed is offered again."""

import sys

import pytest
from tests.asking.interrupted.leaving import WAYS, is_offered_again
from tests.asking.interrupted.own import KINDS, settle
from tests.program import Program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal as POSIX has them")

# Every kind in both ways of asking, one interrupted and one killed; tests/long_interrupted.py has all with all.
TURNS = [("terminal", "plain"), ("plain", "terminal")]


@pytest.mark.parametrize(
    ("kind", "term", "how"),
    [
        (kind, term, how)
        for number, kind in enumerate(KINDS)
        for term, how in zip(TURNS[number % 2], ("CTRL-C", "KILL"), strict=True)
    ],
)
def test_t1_an_interruption_at_any_kind_of_question_loses_nothing(
    program: Program, kind: str, term: str, how: str
) -> None:
    settle(program.home)
    is_offered_again(program, kind, term, how)


@pytest.mark.parametrize("term", ["terminal", "plain"])
@pytest.mark.parametrize("how", [how for how in WAYS if how not in {"CTRL-C", "KILL"}])
def test_half_a_text_survives_every_way_of_being_stopped(program: Program, term: str, how: str) -> None:
    settle(program.home)
    is_offered_again(program, "text", term, how)
