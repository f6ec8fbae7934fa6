"""One next thing, never more, with its reason in words. What a person rates decides the order, never a score."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from smartcli.findings.suggesting import rules
from smartcli.findings.suggesting.seen import Seen, Suggestion
from smartcli.record import EMPTY, Record

__all__ = ["Seen", "Stage", "Suggestion", "first_way", "suggest"]

# After a hard evening comes the plan for hard times, before all else. Then the first rule that has something to offer
# decides; then what was done least, or for long.
RULES: Sequence[Callable[[Seen], Iterator[Suggestion]]] = (
    rules.after_a_lapse,
    rules.what_fits,
    rules.what_is_due,
    rules.readiness,
    rules.the_first_way,
    rules.what_goes_with_it,
    rules.what_was_done,
)


def suggest(seen: Seen, declined: Mapping[str, str] = EMPTY, point: str = "") -> Suggestion | None:
    """The one next thing, of a point where one is named; None = nothing to offer. declined: day by exercise."""
    reasons = (one for reason in (() if seen.is_hard_evening else RULES) for one in reason(seen))
    last = () if seen.is_hard_evening else rules.of_a_point(seen, point) if point else rules.least_done(seen)
    for one in chain(rules.after_a_hard_evening(seen), reasons, last):
        is_elsewhere = point and seen.point(one.exercise) != point
        rests = seen.is_just_done(one.exercise) or seen.is_declined(one, declined)
        if not is_elsewhere and not rests and seen.library.find(one.exercise):
            return one
    return None


class Stage(Record):
    """One stage of the first way: the exercises of which any one will do, and whether one was done."""

    exercises: tuple[str, ...]
    is_done: bool


def first_way(seen: Seen) -> list[Stage]:
    """The way of the first weeks, stage by stage; nothing for somebody who is not new, or has come to its end."""
    stages = [
        Stage(exercises=known, is_done=any(id in seen.newest for id in known))
        for stage in rules.FIRST_WAY
        if (known := tuple(id for id in stage if seen.library.find(id)))
    ]
    return stages if rules.is_new(seen) and not all(stage.is_done for stage in stages) else []
