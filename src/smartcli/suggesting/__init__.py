"""One next thing, never more, with its reason in words. What a person rates decides the order, never a score."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from smartcli.entry import Entry
from smartcli.library import Library
from smartcli.record import EMPTY
from smartcli.suggesting import rules
from smartcli.suggesting.seen import RESTS, Seen, Suggestion

__all__ = ["Suggestion", "is_resting", "suggest"]

# The first rule that has something to offer decides.
RULES: Sequence[Callable[[Seen], Iterator[Suggestion]]] = (
    rules.after_a_lapse,
    rules.what_is_due,
    rules.readiness,
    rules.the_first_way,
    rules.what_was_done,
    rules.least_done,
)


def suggest(
    newest_first: Sequence[Entry], library: Library, today: date, declined: Mapping[str, str] = EMPTY, point: str = ""
) -> Suggestion | None:
    """The one next thing, of a point where one is named; None = nothing to offer. declined: day by exercise."""
    seen = Seen(entries=newest_first, library=library, today=today)
    for one in (one for reason in RULES for one in reason(seen)):
        is_elsewhere = point and seen.point(one.exercise) != point
        if not is_elsewhere and not is_resting(declined, one.exercise, today) and library.find(one.exercise):
            return one
    return None


def is_resting(declined: Mapping[str, str], id: str, today: date) -> bool:
    """Whether it was declined in the last two weeks."""
    return (today - timedelta(days=RESTS)).isoformat() < declined.get(id, "") <= today.isoformat()
