"""What an exercise gives back at its end: one function a kind. None of them judges."""

from smartcli.findings.outcomes import elsewhere, own_words, ratings, tables  # each registers its kinds
from smartcli.findings.outcomes.kind import OUTCOMES, Given, Kind, findings, without_numbers
from smartcli.findings.outcomes.own_words import RIGID

__all__ = [
    "OUTCOMES",
    "RIGID",
    "Given",
    "Kind",
    "elsewhere",
    "findings",
    "own_words",
    "ratings",
    "tables",
    "without_numbers",
]
