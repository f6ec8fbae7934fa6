"""Questions outside an exercise, through the same ways of asking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from smartcli.asking.turn import Back, Prompter, Turn
from smartcli.errors import InvalidAnswer
from smartcli.exercises.kinds import Choice
from smartcli.exercises.step import Answer, Step
from smartcli.record import EMPTY

if TYPE_CHECKING:
    from smartcli.asking.session import Session


def ask_one(
    prompter: Prompter, title: str, choices: Sequence[str], *, required: bool = False, before: str | None = None
) -> str | None:
    """One of these texts. None = skipped."""
    return ask(prompter, Choice(key="menu", ask=title, choices=tuple(choices), required=required), before=before)


def ask(
    prompter: Prompter,
    step: Step,
    *,
    before: str | None = None,
    abouts: Mapping[str, str] = EMPTY,
    is_first: bool = False,
) -> str | None:
    """Ask one thing whose answer is a text, until it fits. None = skipped, which leads back.

    abouts: of its rows, by their words.
    """
    turn = Turn(step=step, before=before, total=0, is_first=is_first, leads_back=not step.required, abouts=abouts)
    answer = until_it_fits(prompter, turn)
    return answer if isinstance(answer, str) else None


def until_it_fits(prompter: Prompter, turn: Turn) -> Answer:
    """What is answered, as its kind reads it; what does not fit is refused and asked again."""
    while True:
        raw = prompter.ask(turn)
        try:
            return turn.step.read(raw)
        except InvalidAnswer as problem:
            prompter.refuse(problem)


def walk(session: Session, prompter: Prompter, *, around: tuple[int, int] = (0, 0)) -> None:
    """Ask what is left. Back: the person goes back from the first question.

    around: how many questions are asked before these, and how many after: all are numbered through.
    """
    before, after = around
    while session.step:
        turn = session.turn()
        try:
            session.answer(prompter.ask(turn.but(number=before + turn.number, total=before + turn.total + after)))
        except InvalidAnswer as problem:
            prompter.refuse(problem)
        except Back:
            session.back()
