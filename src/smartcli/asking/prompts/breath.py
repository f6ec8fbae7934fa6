"""The time of a round of breathing: which breath it is, and what is said with it."""

from __future__ import annotations

from smartcli.asking.turn import Turn
from smartcli.exercises.kinds import Breaths
from smartcli.text.language import Later
from smartcli.text.sanitize import one_line

IN, HOLD, OUT = Later("breathe in"), Later("hold"), Later("breathe out")


def length(step: Breaths) -> int:
    """Seconds of one breath."""
    return max(1, step.inhale + step.hold + step.exhale)


def phase(step: Breaths, elapsed: float) -> tuple[Later, int, int]:
    """What to do now, the how manieth second of it, and how many it has."""
    second = int(elapsed) % length(step)
    for what, seconds in ((IN, step.inhale), (HOLD, step.hold)):
        if second < seconds:
            return what, second + 1, seconds
        second -= seconds
    return OUT, second + 1, max(1, step.exhale)


def says(turn: Turn, elapsed: float) -> str:
    """The line said with this breath; later rounds go on where the round before ended."""
    step = turn.step
    if not isinstance(step, Breaths) or not step.says:
        return ""
    before = (turn.place.row if turn.place else 0) * -(-step.seconds // length(step))
    return one_line(step.says[(before + int(elapsed) // length(step)) % len(step.says)])
