"""A small journal made by hand: what is written on a day, in the shipped exercises or in one's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tests.exercises.shipped import LIBRARY
from tests.small import entry

from smartcli.exercises.exercise import Exercise
from smartcli.findings.insights.answers import answer, insights_of, log_of
from smartcli.findings.insights.insight import Insight
from smartcli.findings.insights.log import Log
from smartcli.findings.insights.observation import Observation, observations
from smartcli.journal.entry import Entry
from smartcli.views.goal import Goal, Goals, Way

MONDAY = date(2026, 3, 2)
DRINKS = Goal(way=Way.LESS, unit="Drinks", at_most_day=3, usual_week=21, cost=3)


class Diary:
    """What somebody wrote, the oldest first, and how it answers. goal: as it was said at set-up."""

    def __init__(self, goal: Goal | None = None, **own: Exercise) -> None:
        self.entries: list[Entry] = []
        self.goals = Goals(at_first=goal or Goal(way=Way.STOP))
        self._own = own

    def find(self, id: str) -> Exercise | None:
        return self._own.get(id) or LIBRARY.find(id)

    def write(self, exercise: str, day: int, *, hour: int = 20, **answers: Any) -> str:
        """day: so many days after the first Monday. Gives the id."""
        on = (MONDAY + timedelta(days=day)).isoformat()
        id = f"01K{len(self.entries):023d}"
        at = f"{on}T{hour:02d}:00:00.000000+01:00"
        self.entries.append(entry(answers, id=id, exercise=exercise, day=on, at=at))
        return id

    def check_in(self, day: int, **answers: Any) -> str:
        return self.write("check-in", day, **answers)

    def urge(self, day: int, acted: str | None = "No", did: str = "", hour: int = 20, **more: Any) -> str:
        given: Mapping[str, Any] = {"acted": acted, **({"did": [did]} if did else {}), **more}
        return self.write("urge-log", day, hour=hour, **given)

    @property
    def today(self) -> date:
        return max((date.fromisoformat(one.day) for one in self.entries), default=MONDAY)

    def log(self, **span: Any) -> Log:
        return log_of(self.entries, self.goals, self.find, **{"today": self.today, **span})

    def answer(self, question: str, **span: Any) -> Insight:
        return answer(self.log(**span), question)

    def all(self, **span: Any) -> dict[str, Insight]:
        made = insights_of(self.entries, self.goals, self.find, **{"today": self.today, **span})
        return {one.question: one for one in made}

    def seen(self) -> list[Observation]:
        return list(observations(self.entries, self.find))

    def said(self, measure: str) -> list[object]:
        return [one.value for one in self.seen() if one.measure == measure]
