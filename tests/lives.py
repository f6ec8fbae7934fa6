"""Two made people who live with smartcli for sixty days: what they write, and what they are offered.

A wants to drink less, and has three evenings of more than she wanted. B gambles and is not sure yet until day 34. They
take most of what is offered and decline some; chance is seeded, so each life is the same every time.
"""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from tests.person import Person

from smartcli.exercises.library import Library
from smartcli.findings.suggesting import Suggestion
from smartcli.findings.today import Today

DAYS = 60
FIRST = datetime.fromisoformat("2026-03-02T19:30:00+01:00")  # a Monday
DAY = re.compile(r"20\d\d-\d\d-\d\d")
DECLINE = "Something else for now"


@dataclass(frozen=True)
class Made:
    """Who it is. more: the days of more than was wanted. decides: the day on which B decides; 0 = long ago."""

    seed: int
    way: str
    change: str
    counts: bool  # how many drinks it was
    more: frozenset[int]
    here: float  # the share of days on which something is written
    urges: float  # the share of those with an urge
    rulers: tuple[int, int, int]  # importance, confidence, readiness
    decides: int = 0
    takes: float = 0.85


A = Made(
    seed=4, way="Cut down", change="Wine only at the weekend", counts=True, more=frozenset({12, 27, 41}), here=0.77,
    urges=0.5, rulers=(8, 5, 7),
)  # fmt: skip
B = Made(
    seed=2, way="Not sure yet", change="Bets on my phone", counts=False, more=frozenset({4, 9, 17, 22, 30, 45}),
    here=0.78, urges=0.4, rulers=(4, 3, 3), decides=34,
)  # fmt: skip


@dataclass
class Lived:
    """What came of it. offers: each with its day, from 1. declined: the same, of those that were not wanted."""

    offers: list[tuple[int, Suggestion]] = field(default_factory=list)
    declined: list[tuple[int, Suggestion]] = field(default_factory=list)
    done: list[tuple[int, str]] = field(default_factory=list)
    said: dict[int, list[str]] = field(default_factory=dict)  # after saving, by day

    def date(self, day: int) -> str:
        return (FIRST + timedelta(days=day - 1)).date().isoformat()

    def first(self, *ids: str) -> int:
        """The day on which one of these was offered first; a day that never comes for none."""
        return next((day for day, one in self.offers if one.exercise in ids), DAYS + 1)


class Life:
    """Somebody's sixty days, by the commands that they type."""

    def __init__(self, person: Person, made: Made) -> None:
        self.person, self.made = person, made
        self.chance = random.Random(made.seed)
        self.lived = Lived()
        self.day = 0

    @property
    def way(self) -> str:
        return "Stop" if self.made.decides and self.day >= self.made.decides else self.made.way

    @cached_property
    def library(self) -> Library:
        return Library(self.person.home)

    def live(self) -> Lived:
        about = {"name": "Sam", "change": self.made.change, "way": self.made.way, "country": "Ireland"}
        self.person.clock.now = FIRST
        self.person.types("settings", "change", "--answers", "-", stdin=json.dumps(about).encode())
        for self.day in range(1, DAYS + 1):
            is_here = self.day == 1 or self.day in {*self.made.more, self.made.decides} or self.takes(self.made.here)
            if is_here:
                self.person.clock.now = FIRST + timedelta(days=self.day - 1)
                self.evening()
        return self.lived

    def evening(self) -> None:
        if self.day == self.made.decides:
            self.does("my-goal", self.answers("my-goal"))
        self.looks_at_home()
        if self.takes(self.made.urges) or self.day in self.made.more:
            self.does("urge-log", self.urge())
        self.does("check-in", self.check_in())
        self.looks_at_home()

    def takes(self, share: float) -> bool:
        return self.chance.random() < share

    def looks_at_home(self) -> None:
        """What is offered; it is done, or declined through the menu, as somebody at the terminal would."""
        one = self.offered()
        if one is None:
            return
        self.lived.offers.append((self.day, one))
        if self.takes(self.made.takes):
            self.does(one.exercise, self.answers(one.exercise))
        else:
            self.lived.declined.append((self.day, one))
            assert self.person.types(answers=[DECLINE, "Leave"]).code == 0

    def offered(self) -> Suggestion | None:
        world = self.person.world(io.StringIO(), io.StringIO(), None, b"")
        return Today(stores=world.stores, now=world.now()).ahead.next

    def does(self, id: str, answers: Mapping[str, Any]) -> None:
        said = self.person.types("do", id, "--answers", "-", stdin=json.dumps(answers).encode())
        assert said.code == 0, (id, said.err)
        self.lived.done.append((self.day, id))
        self.lived.said.setdefault(self.day, []).append(said.out)

    # What they write

    def answers(self, id: str) -> dict[str, Any]:
        """The sample, as if it were theirs, with days that lie ahead; their own where these decide something."""
        exercise = self.library.load(id)
        ahead = (self.person.clock.now + timedelta(days=14)).date().isoformat()
        found: dict[str, Any] = json.loads(DAY.sub(ahead, json.dumps(dict(exercise.sample))))
        if id == "readiness-rulers":
            found |= dict(zip(("importance", "confidence", "readiness"), self.made.rulers, strict=True))
        if id == "my-goal":
            counted = {"unit": "Drinks", "at_most_day": 2} if self.made.counts else {"unit": "Nothing"}
            return {"way": self.way, "change": self.made.change, **counted}
        return found

    def urge(self) -> dict[str, Any]:
        acted = "Yes" if self.day in self.made.more else "No"
        trigger = self.chance.choice(["Stress or worry", "Feeling lonely", "Boredom", "A certain place"])
        return {"strength": self.chance.randint(4, 9), "trigger": [trigger], "acted": acted}

    def check_in(self) -> dict[str, Any]:
        rated = {key: self.chance.randint(3, 8) for key in ("urge", "urge_peak", "mood", "confidence", "sleep")}
        more, planned = self.day in self.made.more, self.takes(0.3)
        if self.made.counts and any(id == "my-goal" for _day, id in self.lived.done):
            return {**rated, "amount": 4 if more else 2 if planned else 0}
        return {**rated, "used": "More than I wanted" if more else "As I planned" if planned else "No"}
