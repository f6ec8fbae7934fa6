"""What may be said of two sets of days or times beside each other: the one rule, after saving as in all the log tells.

Nothing is said of fewer than five, nor of ratings that differ by less than a step of their scale.
"""

from __future__ import annotations

from collections.abc import Sequence

from smartcli.text.moved import Moved

ENOUGH = 5  # days before there is a number for them, and on both sides before they are compared
STEPS = 10  # from one end of a scale to the other: a difference of one step is worth a word, less may be chance
TENTH = 0.1  # what chance alone would do in no more than one of ten
AS_RATED = 0  # among so many: two weeks are told with their own numbers, and nothing is said of chance


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def compared(
    then: Sequence[float],
    now: Sequence[float],
    *,
    top: float | None,
    days: tuple[int, int] | None = None,
    among: int = 1,
) -> Moved:
    """What may be said of the second set beside the first.

    then, now: one value a day, or a time; 0 and 1 for whether it was so. days: on how many days each lies, where a day
    may have several values. top: of the scale of ratings, which must differ by a step of it; None for counts. LOWER
    and HIGHER are said only where chance would seldom do it. among: how many comparisons are made side by side: the
    more there are, the more chance has to show for one of them, so they share the tenth. AS_RATED: the ratings of two
    weeks alone, of which it is said that they differ and not that it is more than chance.
    """
    if min(days or (len(then), len(now))) < ENOUGH:
        return Moved.NOT_ENOUGH
    if top is not None and round(abs(mean(now) - mean(then)) * STEPS / top, 6) < 1:  # 4.3 - 3.3 is a whole step
        return Moved.NO_CLEAR_DIFFERENCE
    if among != AS_RATED or top is None:
        from smartcli.findings.chance import by_chance  # only where the whole log is looked at

        if by_chance(then, now) > TENTH / max(1, among):
            return Moved.NO_CLEAR_DIFFERENCE
    return Moved.LOWER if mean(now) < mean(then) else Moved.HIGHER
