"""Every kind of question × both ways of asking × every way of being stopped, and Ctrl-Z. Run it by its name:

python3 run.py test tests/long_interrupted.py
"""

import pytest
from tests.asking.interrupted.leaving import TERMS, WAYS, is_offered_again
from tests.asking.interrupted.own import KINDS, settle
from tests.asking.interrupted.waiting import waits_and_goes_on
from tests.program import Program


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost(program: Program, kind: str, term: str, how: str) -> None:
    settle(program.home)
    is_offered_again(program, kind, term, how)


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("kind", KINDS)
def test_any_kind_of_question_waits_and_goes_on(program: Program, kind: str, term: str) -> None:
    waits_and_goes_on(program, kind, term)
