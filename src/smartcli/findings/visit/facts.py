"""All that stands on a page for a visit, as data. Who draws it looks nothing up and leaves nothing out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from functools import cached_property

from smartcli.record import Record
from smartcli.text.language import Later, _
from smartcli.text.pictures.shapes import Bars, Counts, Pairs
from smartcli.views.days import Day
from smartcli.views.goal import Goal


class Became(Enum):
    """What became of an urge, as it was written down."""

    NOT_ACTED = "not-acted"
    IN_PART = "in-part"
    ACTED = "acted"
    NOT_SAID = "not-said"
    KEPT_BACK = "kept-back"  # it is in a private answer


# Of what is not told here, why.
OPEN = {Became.NOT_SAID: Later("not said"), Became.KEPT_BACK: Later("not on this page")}


def open_said(became: Iterable[Became]) -> str:
    """What is said of those that are open; "" where none is."""
    found = {*became}
    return _(" or ").join(str(name) for one, name in OPEN.items() if one in found)


class UrgeMark(Record):
    """One urge that was written down. strength, after: 0 to 10, at the start and at the end; None = not rated."""

    day: date
    strength: float | None = None
    after: float | None = None
    became: Became = Became.NOT_SAID


class Facts(Record):
    """The span from `first` to `last`, both in it. Numbers are those of its days; a day that is not named is a gap.

    days: how each went of which something was said; NOT_SAID = that it happened, and not how that was. unsaid: those
    of which nothing was said when it was asked. undecided: those of both on which no goal said how a day should go; of
    these days are NONE or NOT_SAID (Log.undecided). kept_back: those of which only a private answer tells; they are in
    none of the others. amounts: in the unit of the goal. moving, did, when: pictures, or
    None where there is too little for one. limit: the most of a day above none, where all days can be seen beside it
    (Log.limit). begins: the weekday a week begins with, 0 = Monday.
    """

    first: date
    last: date
    goal: Goal
    days: Mapping[date, Day]
    amounts: Mapping[date, float]
    unsaid: frozenset[date] = frozenset()
    undecided: frozenset[date] = frozenset()
    kept_back: frozenset[date] = frozenset()
    limit: float | None = None
    urges: tuple[UrgeMark, ...] = ()
    moving: Pairs | None = None
    did: Bars | None = None
    when: Counts | None = None
    begins: int = 0

    @property
    def length(self) -> int:
        """Days of the span."""
        return (self.last - self.first).days + 1

    @cached_property
    def is_open(self) -> bool:
        """Whether no goal said of any day how it should go: then it is told that it happened, and not how that was."""
        asked = self.asked
        return self.undecided.issuperset(asked) if asked else not self.goal.judges(self.last)

    @cached_property
    def asked(self) -> frozenset[date]:
        """The days that were asked about: all that the insight of the same question calls answered."""
        return self.unsaid.union(self.days)

    @cached_property
    def by_goal(self) -> Mapping[date, Day]:
        """The days on which a goal said how they should go; all of them, where it did on none."""
        return self.days if self.is_open else {day: on for day, on in self.days.items() if day not in self.undecided}

    @property
    def wants_none(self) -> bool:
        """Whether none at all is wanted now: then a day of more is one on which it happened."""
        return self.goal.wants_none(self.last)


class Noted(Record):
    """One note that was chosen: the day it is of, and the person's words."""

    day: date
    words: str


class Low(Record):
    """What was very low on a day: the question, and what was answered."""

    day: date
    asked: str
    answer: str


class Visit(Record):
    """A page for a visit. made: its day. talk, plan, notes: own words, without those that were to be left out.

    low: what was very low, the oldest day first, None = it was not chosen.
    has_table: whether there is a second page, with a table of days.
    has_names: whether names may be among the words; names_in_talk: whether one is all the same in what to talk about.
    """

    made: date
    facts: Facts
    talk: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    notes: tuple[Noted, ...] = ()
    low: tuple[Low, ...] | None = None
    has_plan: bool = True
    has_notes: bool = False
    has_names: bool = False
    names_in_talk: bool = False
    has_table: bool = False
    left_out: bool = False  # whether words were named that are to be left out
