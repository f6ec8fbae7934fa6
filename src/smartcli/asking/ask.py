"""One choice outside an exercise, through the same ways of asking."""

from __future__ import annotations

from collections.abc import Sequence

from smartcli.asking.turn import Prompter, Turn
from smartcli.errors import InvalidAnswer
from smartcli.exercises.kinds import Choice


def ask_one(
    prompter: Prompter, title: str, choices: Sequence[str], *, required: bool = False, before: str | None = None
) -> str | None:
    """One of these texts. None = skipped."""
    return ask(prompter, Choice(key="menu", ask=title, choices=tuple(choices), required=required), before=before)


def ask(prompter: Prompter, step: Choice, *, before: str | None = None) -> str | None:
    """Ask a choice until the answer fits. None = skipped."""
    while True:
        raw = prompter.ask(Turn(step=step, before=before, total=0))
        try:
            answer = step.read(raw)
        except InvalidAnswer as problem:
            prompter.refuse(problem)
            continue
        return answer if isinstance(answer, str) else None
