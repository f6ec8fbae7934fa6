"""All that stands on a page for a visit, as data. Who draws it looks nothing up and leaves nothing out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from smartcli.record import Record
from smartcli.text.pictures.shapes import Bars, Counts, Pairs
from smartcli.views.days import Day
from smartcli.views.goal import Goal, Way


class Became(Enum):
    """What became of an urge, as it was written down."""

    NOT_ACTED = "not-acted"
    IN_PART = "in-part"
    ACTED = "acted"
    NOT_SAID = "not-said"


class UrgeMark(Record):
    """One urge that was written down. strength, after: 0 to 10, at the start and at the end; None = not rated."""

    day: date
    strength: float | None = None
    after: float | None = None
    became: Became = Became.NOT_SAID


class Facts(Record):
    """The span from `first` to `last`, both in it. Numbers are those of its days; a day that is not named is a gap.

    days: how each went that has an answer; NOT_SAID = that it happened, and not how that was. amounts: in the unit of
    the goal. moving, did, when: pictures, or None where there is too little for one. begins: the weekday a week begins
    with, 0 = Monday.
    """

    first: date
    last: date
    goal: Goal
    days: Mapping[date, Day]
    amounts: Mapping[date, float]
    urges: tuple[UrgeMark, ...] = ()
    moving: Pairs | None = None
    did: Bars | None = None
    when: Counts | None = None
    begins: int = 0

    @property
    def length(self) -> int:
        """Days of the span."""
        return (self.last - self.first).days + 1

    @property
    def is_open(self) -> bool:
        """Whether nobody has said how a day should go: then it is told that it happened, and not how that was."""
        judged = any(went in (Day.AS_WANTED, Day.MORE) for went in self.days.values())
        return not judged and self.goal.way in (Way.UNSURE, Way.UNSAID)

    @property
    def wants_none(self) -> bool:
        """Whether none at all is wanted now: then a day of more is one on which it happened."""
        return self.goal.wants_none(self.last)


class Noted(Record):
    """One note that was chosen: the day it is of, and the person's words."""

    day: date
    words: str


class Visit(Record):
    """A page for a visit. made: its day. talk, plan, notes: own words, without those that were to be left out.

    low: very low days, None = they were not chosen. has_table: whether there is a second page, with a table of days.
    has_names: whether names may be among the words.
    """

    made: date
    facts: Facts
    talk: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()
    notes: tuple[Noted, ...] = ()
    low: tuple[date, ...] | None = None
    has_plan: bool = True
    has_notes: bool = False
    has_names: bool = False
    has_table: bool = False
    left_out: bool = False  # whether words were named that are to be left out
