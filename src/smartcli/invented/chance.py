"""Chance that is the same every time, on every Python: all of it is made of one kind of draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

One = TypeVar("One")

_UNIFORM = 12**0.5  # one part of a draw of `near` has a spread of one by this


class Chance:
    """A stream of draws. name: two streams of one seed have nothing to do with each other."""

    def __init__(self, seed: int, name: str) -> None:
        self._random = Random(f"{seed} {name}")  # noqa: S311  nothing is kept secret by it

    def takes(self, share: float) -> bool:
        """True in this share of all times."""
        return self._random.random() < share

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, each as often."""
        return low + int(self._random.random() * (high - low + 1))

    def near(self, middle: float, spread: float) -> float:
        """About normal: the sum of four draws. spread: the standard deviation."""
        draw = self._random.random
        return middle + spread * (draw() + draw() + draw() + draw() - 2) * _UNIFORM / 2

    def pick(self, ones: Sequence[One]) -> One:
        return ones[int(self._random.random() * len(ones))]

    def weighed(self, shares: Mapping[One, float]) -> One:
        """One of these, each in its share; the last also takes what is missing to one."""
        left = self._random.random()
        *ones, last = shares.items()
        for one, share in ones:
            left -= share
            if left < 0:
                return one
        return last[0]

    def bytes(self, count: int) -> bytes:
        return self._random.getrandbits(8 * count).to_bytes(count, "big")


def rating(value: float, low: int = 0, high: int = 10) -> int:
    """The point of a scale that is nearest."""
    return min(max(round(value), low), high)
