"""What an answer means that asks whether an urge was acted on: the one place that knows."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from smartcli.exercises.exercise import LAPSE
from smartcli.exercises.step import Answer, Step
from smartcli.text.language import _


class Acted(Enum):
    """Whether an urge was acted on. What was not said is None wherever it is looked for."""

    NO = "no"
    PARTLY = "partly"
    YES = "yes"


def meant(step: Step, answer: Answer) -> Acted | None:
    """What an answer to a step of the measure `acted` says; None where it says nothing of it.

    Of choices: those that the card lapse follows, and then all others are no. Without one yes and no are what they
    say; in other words they go from no to yes: the last is not to say, what stands between is in part. Own words beside
    the choices say nothing.
    """
    if isinstance(answer, bool):
        return Acted.YES if answer else Acted.NO
    follows = lapse_follows(step, answer)
    if follows:
        return Acted.YES
    if (in_words := _in_words(answer)) or answer not in step.choices:
        return in_words
    place = step.choices.index(str(answer))
    if follows is False or place == 0:
        return Acted.NO
    return _from_no_to_yes(place, step.choices)


def lapse_follows(step: Step, answer: Answer) -> bool | None:
    """Whether the card lapse follows this answer; None where it follows none."""
    gates = [safety.comparison for safety in step.safety if safety.card == LAPSE and safety.comparison]
    return any(gate.holds(answer) for gate in gates) if gates else None


def _from_no_to_yes(place: int, choices: Sequence[str]) -> Acted | None:
    yes = max(1, len(choices) - 2)
    return Acted.YES if place == yes else Acted.PARTLY if place < yes else None


def _in_words(answer: Answer) -> Acted | None:
    """Yes and no, wherever they stand, and as an import or an earlier version may have written them."""
    if not isinstance(answer, str):
        return None
    ways = {"no": Acted.NO, "yes": Acted.YES}
    return (ways | {_("no"): Acted.NO, _("yes"): Acted.YES}).get(answer.casefold())
