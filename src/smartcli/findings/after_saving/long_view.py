"""The weeks of the window, one number each: the long view, which comes before any other number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from smartcli.findings.after_saving.window import WINDOW, Lately, day
from smartcli.findings.comparing import ENOUGH
from smartcli.text.language import Later, _

A_WEEK = 7
WEEKS = WINDOW // A_WEEK
# They end today, whatever day that is: they are not called weeks, which begin on a day of their own in pictures.
SAID = {
    2: (Later("Two times seven days: {numbers}."), Later("Two times seven days so far: {numbers}.")),
    3: (Later("Three times seven days: {numbers}."), Later("Three times seven days so far: {numbers}.")),
    4: (Later("Four times seven days: {numbers}."), Later("Four times seven days so far: {numbers}.")),
}


def week(seen: Lately, back: int = 0) -> list[str]:
    """The seven days that end today, or seven before them, oldest first."""
    first = A_WEEK * (back + 1) - 1
    return [day(seen.today, days) for days in range(first, first - A_WEEK, -1)]


def long_view(seen: Lately, rated: Callable[[Sequence[str]], int], number: Callable[[Sequence[str]], float]) -> str:
    """A whole number for each week that has enough days, oldest first; "" where that is so of fewer than two.

    rated: how many of these days count. number: what is said of a week. It begins with the first week that has one.
    """
    weeks = [week(seen, back) for back in range(WEEKS - 1, -1, -1)]
    numbers = [str(int(number(days) + 0.5)) if rated(days) >= ENOUGH else "" for days in weeks]
    while numbers and not numbers[0]:
        numbers.pop(0)
    if sum(map(bool, numbers)) < 2:  # one number alone is no view
        return ""
    whole, so_far = SAID[len(numbers)]
    text = whole if seen.span >= WINDOW else so_far
    return str(text.format(numbers=", ".join(one or _("too few days") for one in numbers)))
