"""So many of so many. A rate is said of five and more, never of fewer."""

from __future__ import annotations

from collections.abc import Sequence

from smartcli.findings.comparing import ENOUGH
from smartcli.record import Record
from smartcli.text.language import _

IN_WORDS = 3  # from so many on words may be said of them; of fewer nothing but how many there are


class Share(Record):
    """part: how many; of: out of how many. 0 <= part <= of."""

    part: int
    of: int

    @property
    def has_rate(self) -> bool:
        return self.of >= ENOUGH

    @property
    def rate(self) -> float:
        """From 0 to 1. ValueError: they are fewer than five."""
        if not self.has_rate:
            raise ValueError("too few for a rate")
        return self.part / self.of

    @property
    def percent(self) -> str:
        """75 %. ValueError: they are fewer than five."""
        if not self.has_rate:
            raise ValueError("too few for a rate")
        return _("{n} %").format(n=round(100 * self.part / self.of))

    @property
    def words(self) -> str:
        """3 of 4, which may be said of any."""
        return _("{part} of {of}").format(part=self.part, of=self.of)


def median(values: Sequence[float]) -> float:
    """The one in the middle. values: at least one, in any order."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
