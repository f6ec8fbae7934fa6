"""Slides: what comes next, what comes back, what is forgotten."""

from typing import Any

from tests.small import CHOICE, exercise

from smartcli.asking.deck import NOTE, QUESTION, ROW, Deck, Slide
from smartcli.asking.live import ask_live
from smartcli.asking.prompts.answers import AnswersPrompter
from smartcli.asking.turn import Back, Turn
from smartcli.errors import InvalidAnswer
from smartcli.exercises.step import FacilitatorNotes

TURN = Turn(step=exercise({**CHOICE, "safety": {"card": "stay", "is": "Two"}}).steps[0])
HEAD = Slide(kind=NOTE, text="Hello.", notes=(FacilitatorNotes(aim="To see.", ask=("How?",)),))
ASKED = Slide(kind=QUESTION, text="Which?", answers=("One",), turn=TURN)
FURTHER = Slide(kind=ROW, answers=("Two", "3"))


def deck(*slides: Slide) -> Deck:
    return Deck(slides, card=lambda id: f"# {id}", width=60)


def walked(one: Deck, *moves: str) -> list[tuple[int, tuple[str, ...]]]:
    """Where it stands after each move, and what of the answer is to be seen there."""
    seen = []
    for move in moves:
        one.back() if move == "b" else one.next()
        seen.append((one.place, one.answers))
    return seen


def test_the_question_comes_before_its_answer_and_the_answer_before_what_follows() -> None:
    one = deck(HEAD, ASKED, FURTHER)
    assert (one.is_first, one.waits, one.onward) == (True, False, "goes on")
    assert walked(one, " ", " ", " ") == [(1, ()), (1, ("One",)), (2, ("Two", "3"))]
    assert (one.is_last, one.onward, one.next()) == (True, "ends it", False)
    assert one.place == 2


def test_back_goes_the_same_way() -> None:
    one = deck(HEAD, ASKED, FURTHER)
    walked(one, " ", " ", " ")
    assert walked(one, "b", "b", "b", "b") == [(1, ("One",)), (1, ()), (0, ()), (0, ())]


def test_what_the_keys_do_is_said_where_they_do_something() -> None:
    one = deck(HEAD, ASKED)
    assert one.ways == ["n notes", "q leave"]
    one.next()
    assert (one.onward, one.ways) == ("shows the answer", ["b back", "n notes", "l answer it here", "q leave"])


def test_notes_stay_until_the_next_slide() -> None:
    one = deck(HEAD, ASKED)
    assert one.noted == []
    one.turn_notes()
    assert one.noted == ["Aim: To see.", "Ask: How?"]
    one.next()
    assert one.noted == []
    one.turn_notes()
    assert one.noted == ["There is no note here."]
    one.next()
    assert one.noted == ["There is no note here."]
    one.turn_notes()
    assert one.noted == []


class Group(AnswersPrompter):
    """Those who are here, with these answers."""

    def __init__(self, *answers: object) -> None:
        super().__init__({})
        self.waiting = list(answers)
        self.refused: list[str] = []

    def ask(self, turn: Turn) -> object:
        answer = self.waiting.pop(0)
        if isinstance(answer, type):
            raise answer
        return answer

    def refuse(self, problem: InvalidAnswer) -> None:
        self.refused.append(str(problem))


def live(*answers: Any) -> tuple[Deck, Group]:
    one, group = deck(HEAD, ASKED, FURTHER), Group(*answers)
    one.next()
    ask_live(group, one)
    return one, group


def test_what_is_said_live_is_shown_until_the_next_slide() -> None:
    one, group = live("Three")
    assert (one.heard, group.told, group.refused) == ("Three", [], [])
    one.next()
    assert one.heard == "Three"  # beside the invented answer
    one.next()
    assert one.heard == ""
    one.back()
    assert one.heard == ""


def test_what_is_said_live_may_call_for_a_card() -> None:
    one, group = live("Two")
    assert (one.heard, group.told) == ("Two", ["# stay"])


def test_what_cannot_be_an_answer_is_asked_again_and_going_back_is_none() -> None:
    one, group = live("Ninety", Back)
    assert one.heard == ""
    assert len(group.refused) == 1


def test_where_nothing_is_asked_nobody_is_asked() -> None:
    ask_live(Group(), deck(HEAD))
