"""When two weeks may be set beside each other: where there are enough days in both, and a difference worth a word."""

from __future__ import annotations

from collections.abc import Sequence

ENOUGH = 5  # days in a week before it is given a number, and in both before they are compared
STEPS = 10  # from one end of a scale to the other: a difference of one step is worth a word, less may be chance


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def differ(now: Sequence[float], then: Sequence[float], *, days: tuple[int, int], top: float) -> bool:
    """Whether the ratings of two spans differ enough to say so. days: rated in each. top: of their scale."""
    if min(days) < ENOUGH:
        return False
    return round(abs(mean(now) - mean(then)) * STEPS / top, 6) >= 1  # 4.3 - 3.3 is a whole step
