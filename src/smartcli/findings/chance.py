"""How often chance alone would make two sets differ as much as they do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import comb, erfc, sqrt

from smartcli.findings.comparing import mean

COUNTED = 400  # values up to which all ways are counted out; of more the bell is as good


def by_chance(one: Sequence[float], other: Sequence[float]) -> float:
    """How often a difference as great comes up where all values are dealt out anew to two sets of these sizes.

    Of 0 and 1 it is counted out; of other values it follows from their spread, which needs no dice.
    """
    every = [*one, *other]
    if len(every) <= COUNTED and {*every} <= {0, 1}:
        return _dealt(int(sum(one)), int(sum(every)), len(one), len(every))
    return _spread(sum(one), every, len(one))


def _dealt(seen: int, marked: int, drawn: int, of: int) -> float:
    """The share of all ways to draw so many that are no more likely than the one seen (Fisher's exact test)."""
    ways = [comb(marked, n) * comb(of - marked, drawn - n) for n in range(min(marked, drawn) + 1)]
    return sum(way for way in ways if way <= ways[seen]) / comb(of, drawn)


def _spread(total: float, every: Sequence[float], drawn: int) -> float:
    of, centre = len(every), mean(every)
    spread = sum((value - centre) ** 2 for value in every) / (of - 1)
    if not spread:
        return 1.0
    deviation = sqrt(spread * drawn * (of - drawn) / of)
    beyond = abs(total - drawn * centre) - _step(every) / 2
    return erfc(max(0.0, beyond) / deviation / sqrt(2))  # both ends of the bell


def _step(every: Sequence[float]) -> float:
    """The least difference between two values, which the total moves by: half of it is given to chance."""
    ordered = sorted({*every})
    return min(later - earlier for earlier, later in pairwise(ordered))
