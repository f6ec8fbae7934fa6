"""What an exercise gives back at its end: one function a kind. None of them judges."""

from smartcli.outcomes import own_words, ratings, tables  # each registers its kinds
from smartcli.outcomes.kind import OUTCOMES, Given, Kind, findings
from smartcli.outcomes.own_words import RIGID

__all__ = ["OUTCOMES", "RIGID", "Given", "Kind", "findings", "own_words", "ratings", "tables"]
