"""What the rule of comparing says of two sets of days or times: a word for each, and nothing of how much."""

from __future__ import annotations

from enum import Enum


class Moved(Enum):
    """How the later of two stands to the earlier."""

    LOWER = "lower"
    HIGHER = "higher"
    NO_CLEAR_DIFFERENCE = "no-clear-difference"
    NOT_ENOUGH = "not-enough"  # no word is said
