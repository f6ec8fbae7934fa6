"""Ratings of a change: where high begins, so that what is said of them and what is offered next never contradict."""

from smartcli.exercises.step import number

HIGH = 7  # "shrink the goal until confidence is 7": a rule of thumb from motivational interviewing, not a cut-off


def is_low(rating: object) -> bool:
    """Whether it was rated, and lower. What was skipped is not low."""
    return (rated := number(rating)) is not None and rated < HIGH
