"""What an invented person says of a day in the evening: in the check-in, or in an exercise of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from smartcli.invented.chance import Chance, rating
from smartcli.invented.questions import FIRST_CHOICES, Questions
from smartcli.invented.truth import PARTLY, YES, TrueDay
from smartcli.invented.words import MEASURES, Words
from smartcli.record import Record

if TYPE_CHECKING:
    from smartcli.invented.invented import Invented

NONE, PLANNED, MORE, UNSAID = range(4)  # places of how a day went, where there are four
FRESH = 7  # days after which a plan is not asked about any more
SKIPS = 0.04  # the share of questions that are skipped
WENT = {0: 0.55, 1: 0.2, 2: 0.2, 3: 0.05}  # what became of plans: yes, in part, no, another day


class Aim(Record):
    """What stands on a day. wants_none: none at all is wanted; limit, week: the most that is; counts: how much it
    was is asked for."""

    wants_none: bool
    counts: bool
    limit: int | None = None
    week: int | None = None


class Evenings:
    """How somebody tells of their days."""

    def __init__(self, who: Invented, words: Words) -> None:
        self._who, self._words = who, words
        self._chance = Chance(who.seed, "evenings")
        self._planned: date | None = None  # when the last plan was made that was not told of

    def amount(self, day: TrueDay, stands: Aim) -> int:
        """How much it was."""
        chance, acted = self._chance, any(urge.acted in (PARTLY, YES) for urge in day.urges)
        most = stands.limit if stands.limit is not None else MEASURES[self._who.about][1]
        if day.more:
            return (most or MEASURES[self._who.about][1]) + chance.whole(1, 3)
        if stands.wants_none:
            return int(acted)
        is_planned = chance.takes(0.6 if day.date.weekday() in (4, 5) else 0.25)
        return chance.whole(1, max(most, 1)) if is_planned or acted else 0

    def check_in(self, day: TrueDay, stands: Aim, sheet: Questions, *, told: date, first: bool) -> dict[str, Any]:
        """The answers. told: the day on which they are given. first: in the first version of the check-in."""
        found: dict[str, Any] = {}
        if not first and self._planned and day.date < told:
            self._planned = None  # of another day nothing planned is asked
        if not first and self._planned and self._planned < day.date:
            if (day.date - self._planned).days <= FRESH:
                found["plan_went"] = sheet.choice("plan_went", self._chance.weighed(WENT))
            self._planned = None
        found["urge"] = self._or_none(rating(day.peak - self._chance.whole(1, 4)))
        found["urge_peak"] = self._or_none(day.peak)
        found["mood"] = self._or_none(day.mood)
        found["confidence"] = self._or_none(day.sure)
        found["sleep"] = self._or_none(day.sleep)
        if first:
            found["state"] = sheet.choices("state", [self._chance.whole(0, 3)]) if self._chance.takes(0.3) else None
        found |= self._how_it_went(day, stands, sheet, first=first)
        found["line"] = self._chance.pick(self._words.lines) if self._chance.takes(0.3) else None
        found["plan"] = self._plan(told)
        return found

    def own(self, day: TrueDay, stands: Aim, sheet: Questions, *, told: date) -> dict[str, Any]:
        """The same in their own exercise."""
        went = self._went(day, self.amount(day, stands), stands)
        return {
            "night": self._or_none(day.sleep),
            "worst": self._or_none(day.peak),
            "day": sheet.choice("day", went),
            "tomorrow": self._plan(told),
        }

    def _plan(self, told: date) -> str | None:
        if not self._chance.takes(0.6):
            return None
        self._planned = told
        return self._chance.pick(self._words.plans)

    def _how_it_went(self, day: TrueDay, stands: Aim, sheet: Questions, *, first: bool) -> Mapping[str, Any]:
        amount = self.amount(day, stands)
        if stands.counts and not first:
            if self._chance.takes(SKIPS):
                return {"amount": None}
            if amount == 0 or stands.limit is not None or stands.week is not None:
                return {"amount": amount}
            return {"amount": amount, "went": sheet.choice("went", self._went(day, amount, stands) - 1)}
        went = self._went(day, amount, stands)
        if first:
            return {"used": FIRST_CHOICES[{NONE: 0, UNSAID: 2}.get(went, 1)]}
        return {"used": sheet.choice("used", went)}

    def _went(self, day: TrueDay, amount: int, stands: Aim) -> int:
        if self._chance.takes(SKIPS):
            return UNSAID
        if amount == 0:
            return NONE
        return MORE if day.more or stands.wants_none else PLANNED

    def _or_none(self, value: int) -> int | None:
        return None if self._chance.takes(SKIPS) else value
