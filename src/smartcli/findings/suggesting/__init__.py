"""One next thing, never more, with its reason in words: what the path offers first. Never a score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from smartcli.findings.hard_evening import HARD_TIMES
from smartcli.findings.suggesting.rows import Stage, first_way, offered
from smartcli.findings.suggesting.seen import Seen, Suggestion
from smartcli.findings.suggesting.taken import of_a_point
from smartcli.record import EMPTY
from smartcli.text.language import _

__all__ = ["Seen", "Stage", "Suggestion", "after_a_hard_evening", "first_way", "suggest"]


def suggest(seen: Seen, declined: Mapping[str, str] = EMPTY, point: str = "") -> Suggestion | None:
    """The one next thing, of a point where one is named; None = nothing to offer. declined: day by exercise.

    After a hard evening comes the plan for hard times, before all else and whatever the path says. Then the first row
    of the path that has something to offer decides.
    """
    usual = iter(()) if seen.is_hard_evening else offered(seen, declined, point=point)
    beside = of_a_point(seen, point) if point and not seen.is_hard_evening else iter(())
    for one in chain(_after_a_hard_evening(seen), usual, beside):
        if (not point or seen.point(one.exercise) == point) and _can_be(one, seen, declined):
            return one
    return None


def _can_be(one: Suggestion, seen: Seen, declined: Mapping[str, str]) -> bool:
    """Whether it is there, was not just done (what is to be read may be) or declined, and fits the undecided."""
    if (seen.is_just_done(one.exercise) and not one.to_read) or seen.is_declined(one, declined):
        return False
    if seen.is_undecided and one.exercise in seen.path.only_decided:
        return False
    return seen.library.find(one.exercise) is not None


def _after_a_hard_evening(seen: Seen) -> Iterator[Suggestion]:
    """That evening and the next day."""
    if seen.hard_day:
        yield after_a_hard_evening(seen.hard_day, written=HARD_TIMES in seen.newest)


def after_a_hard_evening(day: str, *, written: bool) -> Suggestion:
    """The plan for hard times, to be read where it is written. day: the hard one, as YYYY-MM-DD."""
    why = _("It has been very hard. Your plan for hard times is there. You can read it now.")
    anew = _("It has been very hard. You could write down what helps, and who. Then it is there when you need it.")
    why = why if written else anew
    return Suggestion(exercise=HARD_TIMES, why=why, since=day, to_read=written, leads=True)
