from collections.abc import Callable, Mapping, Sequence

import pytest
from tests.small import SCALE, TEXT, YES_NO, at, begin, exercise

from smartcli.asking.deck import Deck
from smartcli.asking.play import play
from smartcli.asking.turn import Back, ReviewLine, Turn, Walked
from smartcli.errors import InvalidAnswer, Stopped
from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answer

HIGH = {"kind": "text", "key": "helper", "ask": "Who?", "only_if": {"key": "strength", "at_least": 7}}
NOTE = {"kind": "note", "text": "Well."}
THREE = exercise(SCALE, TEXT, YES_NO)


class Script:
    """A prompter that does what it is told, one move an asking, and notes what it was shown."""

    def __init__(self, *moves: object) -> None:
        self.moves = list(moves)
        self.seen: list[object] = []
        self.half = ""

    def introduce(self, exercise: Exercise, *, is_kept: bool | None = None) -> None:
        self.seen.append(f"introduced {exercise.id}")

    def tell(self, text: str, own: Sequence[str] = (), *, wait: bool = False) -> None:
        self.seen.append((text, *own, "wait") if wait else (text, *own))

    def draw(self, lines: Sequence[str]) -> None:
        """What is drawn is looked at elsewhere."""

    def pause(self, words: str) -> None:
        self.seen.append(words)

    def ask(self, turn: Turn) -> object:
        self.seen.append(turn.step.key)
        return self._move(turn)

    def secret(self, ask: str) -> str:
        raise AssertionError(ask)

    def refuse(self, problem: InvalidAnswer) -> None:
        self.seen.append(str(problem))

    def review(self, lines: Sequence[ReviewLine]) -> str | None:
        self.seen.append([f"{line.ask} {line.words}" for line in lines])
        move = self._move(None)
        return move if isinstance(move, str) else None

    def typed(self) -> str:
        return self.half

    def becomes_anothers(self, banner: str, help_now: Callable[[], str]) -> None:
        raise NotImplementedError

    def present(self, deck: Deck) -> None:
        raise NotImplementedError

    def leave_by_x(self) -> None:
        raise NotImplementedError

    def _move(self, turn: Turn | None) -> object:
        move = self.moves.pop(0)
        if isinstance(move, str) and move.startswith("typing ") and turn:
            turn.typing(move.removeprefix("typing "))
            return self._move(turn)
        if isinstance(move, BaseException):
            raise move
        return move


def test_a_walk_is_played_to_its_end():
    found = exercise({**NOTE, "recall": "small.words"}, {**SCALE, "safety": {"card": "crisis", "at_most": 1}}, TEXT)
    script = Script("x", 1, Back(), 0, "words")
    kept: list[dict[str, Answer]] = []
    given = play(
        begin(found, {"small.words": ["old"]}),
        script,
        card=lambda id: f"card {id}",
        keep=lambda s: kept.append(s.answers),
    )
    assert given == {"strength": 0, "words": "words"}
    assert script.seen == [
        "introduced small", ("Well.", "old"),
        "strength", "Please give a whole number from 0 to 10.",
        "strength", ("card crisis", "wait"),
        "words", "strength", "words",  # the card was told in this walk, and comes once
    ]  # fmt: skip
    assert kept == [{"strength": 1}, {"strength": 0}, {"strength": 0, "words": "words"}]


@pytest.mark.parametrize("steps", [5, 6])
def test_more_than_five_steps_are_reviewed_before_saving(steps):
    found = exercise(*({**SCALE, "key": f"s{n}"} for n in range(steps)), NOTE)
    script = Script(*range(steps), None)
    play(begin(found), script, card=str)
    reviews = [seen for seen in script.seen if isinstance(seen, list)]
    assert reviews == ([[f"How strong? {n}" for n in range(6)]] if steps == 6 else [])


def test_answers_are_changed_out_of_the_review():
    found = exercise(SCALE, HIGH, *({**TEXT, "key": f"t{n}"} for n in range(4)))
    script = Script(3, "a", None, "c", "d", "strength", Back(), "strength", 8, "Ana", Back(), "D", "t1", "b", None)
    assert play(begin(found), script, card=str) == {
        "strength": 8, "helper": "Ana", "t0": "a", "t1": "b", "t2": "c", "t3": "D",
    }  # fmt: skip
    asked = [seen for seen in script.seen if isinstance(seen, str)]
    assert asked == [
        "introduced small", "strength", "t0", "t1", "t2", "t3", "strength", "strength", "helper", "t3", "t1",
    ]  # fmt: skip
    assert script.seen[6] == [
        "How strong? 3",
        "In your words? a",
        "In your words? ",
        "In your words? c",
        "In your words? d",
    ]


@pytest.mark.parametrize("reason", [KeyboardInterrupt(), EOFError(), Stopped(15)])
def test_what_is_half_typed_when_a_walk_is_left_is_kept(reason):
    script = Script(7, reason)
    script.half = "half a th"
    session = begin(THREE)
    kept: list[Walked] = []
    with pytest.raises(type(reason)):
        play(session, script, card=str, keep=lambda s: kept.append(s.draft()))
    assert kept == [
        Walked(given={"strength": 7}, done=["strength"], typed={}),
        Walked(given={"strength": 7}, done=["strength"], typed={"words": "half a th"}),
    ]
    again = begin(THREE, draft=kept[-1])
    assert [at(again), again.turn().typed, again.turn().start] == ["words", "half a th", "half a th"]


def test_what_is_being_typed_is_kept_on_the_way_and_stays_over_a_step_back():
    script = Script(7, "typing half", Back(), 7, "whole", True)
    session = begin(THREE)
    kept: list[Mapping[str, str]] = []
    play(session, script, card=str, keep=lambda s: kept.append(s.draft().typed))
    assert kept == [{}, {"words": "half"}, {"words": "half"}, {}, {}]
