"""What an invented person does with their journal, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from smartcli.home.ids import stamp
from smartcli.invented.chance import Chance, rating
from smartcli.invented.deeds import Deed
from smartcli.invented.evenings import Aim, Evenings
from smartcli.invented.questions import Questions
from smartcli.invented.second_thoughts import second_thoughts
from smartcli.invented.truth import END, TRIGGERS, TrueDay, Urge, clock, true_days
from smartcli.invented.urges_told import UrgesTold
from smartcli.invented.words import MEASURES, words
from smartcli.journal.entry import Entry
from smartcli.journal.happened import Happened, at_that_day
from smartcli.views.goal import WAYS, Way

if TYPE_CHECKING:
    from smartcli.invented.invented import Invented

CHECK_IN, URGE_LOG, GOAL, RULERS, REASONS = "check-in", "urge-log", "my-goal", "readiness-rulers", "why-i-want-this"
WEEK, WHEEL, LOOK_BACK = "weekly-review", "balance-wheel", "lapse-review"
MY_EVENING, NOTICED = "my-evening", "what-i-noticed"  # in data/en/people/exercises
FIRST_VERSION = 1  # of the check-in and the urge log
AGAIN = 28  # days after which the rulers and the wheel are done again
SUNDAY = 6
SECOND_MACHINE = 0.3  # the share of what is written on it


class Life:
    """One life, played once."""

    def __init__(self, who: Invented) -> None:
        self._who = who
        self._chance = Chance(who.seed, "life")
        self._words = words(who.about)
        self._evenings, self._urges = Evenings(who, self._words), UrgesTold(who, self._words)
        self._library = who.library
        self._sheets: dict[str, Questions] = {}
        self._deeds: list[Deed] = []
        self._is_here = True
        self._looks_back = False  # at a day that was more than wanted, the next time they are here

    def deeds(self) -> list[Deed]:
        """All that they write and change until the end of the last day, in no order."""
        who = self._who
        absent: TrueDay | None = None
        for day in true_days(who.seed, who.first, who.days, who.urges, who.effects):
            self._is_here = day.number == 0 or day.number == who.decides - 1 or self._comes()
            if self._is_here:
                self._day(day, absent)
            absent = None if self._is_here else day
        end = clock(who.last, END, who.zone)
        written = [deed for deed in self._deeds if deed.at < end]
        return [*written, *second_thoughts(who, written, end)]

    # Who comes, and what stands

    def _comes(self) -> bool:
        """Whether they write on the next day. With gaps, staying away goes on for some days."""
        share, gap = self._who.writes.share, self._who.writes.gap
        if not gap or share >= 1:
            return self._chance.takes(share)
        leaves, comes = (1 - share) / (share * gap), 1 / gap
        return self._chance.takes(1 - leaves if self._is_here else comes)

    def _is_first(self, number: int) -> bool:
        """Whether the day lies in the time of the first versions."""
        return number < self._who.older

    def _decided(self, number: int) -> bool:
        return bool(self._who.decides) and number >= self._who.decides - 1

    def _way(self, number: int) -> Way:
        return Way.STOP if self._decided(number) else self._who.way

    def _until(self) -> date:
        """The last day of a break: when two thirds of the days are over."""
        return self._who.first + timedelta(days=max(self._who.days * 2 // 3, 1))

    def _standing(self, day: TrueDay) -> Aim:
        way, who = self._way(day.number), self._who
        counts = who.counts and way is not Way.UNSURE and not self._is_first(day.number)
        if way is Way.STOP or (way is Way.BREAK and day.date <= self._until()):
            return Aim(wants_none=True, counts=counts, limit=0 if counts else None)
        _unit, most, week, _usual, _cost = MEASURES[who.about]
        return Aim(
            wants_none=False,
            counts=counts,
            limit=most if counts and who.limits == "day" else None,
            week=week if counts and who.limits == "week" else None,
        )

    # A day on which they write

    def _day(self, day: TrueDay, absent: TrueDay | None) -> None:
        self._once(day)
        if absent and self._chance.takes(self._who.later):
            self._evening(absent, told=day.date)
        for urge in day.urges:
            self._urge(urge, day)
        if self._looks_back and self._chance.takes(0.5):
            self._look_back(day)
        self._evening(day, told=day.date)
        self._looks_back = day.more
        if day.date.weekday() == SUNDAY and self._chance.takes(0.7):
            self._week(day)

    def _once(self, day: TrueDay) -> None:
        """What is done on the first day, when something is decided, and again after some weeks."""
        sets_goal = self._way(day.number) is not Way.UNSURE and day.number == max(
            self._who.older, self._who.decides - 1, 0
        )
        if day.number == 0:
            self._sample(day, REASONS, 8)
        if sets_goal:
            self._goal(day)
        if day.number % AGAIN == 0 or day.number == self._who.decides - 1:
            self._rulers(day)
            self._wheel(day)

    def _goal(self, day: TrueDay) -> None:
        sheet, who = self._sheet(GOAL), self._who
        unit, most, week, usual, cost = MEASURES[who.about]
        way = self._way(day.number)
        nothing = len(sheet.exercise.steps[3].choices) - 1
        found: dict[str, Any] = {
            "change": self._words.ways[way.value],
            "way": sheet.choice("way", WAYS.index(way)),
            "unit": sheet.choice("unit", unit if who.counts else nothing),
        }
        if way is Way.BREAK:
            found["until"] = self._until().isoformat()
        if who.counts:
            if way is not Way.STOP:
                found["at_most_day"] = most if who.limits == "day" and way is Way.LESS else None
                found["at_most_week"] = week if who.limits == "week" and way is Way.LESS else None
            found |= {"usual_week": usual, "cost": cost}
        found["review"] = (day.date + timedelta(days=AGAIN)).isoformat()
        self._write(GOAL, found, day.date, 9)

    def _rulers(self, day: TrueDay) -> None:
        """One point more each time, two once something is decided."""
        up = day.number // AGAIN + 2 * self._decided(day.number)
        found: dict[str, Any] = {"change": self._words.ways[self._way(day.number).value]}
        for key, middle in (("importance", 6), ("confidence", 4), ("readiness", 5)):
            found[key] = rating(self._chance.near(middle + up, 1))
        self._write(RULERS, found, day.date, 9, 30)

    def _wheel(self, day: TrueDay) -> None:
        """The slices of the sample, each about as good as it says there."""
        found: dict[str, Any] = dict(self._sheet(WHEEL).exercise.sample)
        found["ratings"] = [
            {**one, "satisfaction": rating(self._chance.near(one["satisfaction"], 1))} for one in found["ratings"]
        ]
        self._write(WHEEL, found, day.date, 10)

    def _sample(self, day: TrueDay, id: str, hour: int) -> None:
        self._write(id, dict(self._sheet(id).exercise.sample), day.date, hour)

    def _evening(self, day: TrueDay, told: date) -> None:
        """One who was away tells of the day before in the morning."""
        stands, is_late = self._standing(day), day.date < told
        hour, minute = (7, 5) if is_late else (self._chance.whole(19, 22), self._chance.whole(0, 59))
        happened = at_that_day(day.date) if is_late else None
        if self._chance.takes(self._who.own) and not self._is_first(day.number):
            answers = self._evenings.own(day, stands, self._sheet(MY_EVENING), told=told)
            self._write(MY_EVENING, answers, told, hour, minute, happened=happened)
            return
        first = self._is_first(day.number + (told - day.date).days)
        answers = self._evenings.check_in(day, stands, self._sheet(CHECK_IN), told=told, first=first)
        self._write(CHECK_IN, answers, told, hour, minute, happened=happened, first=first)

    def _urge(self, urge: Urge, day: TrueDay) -> None:
        telling, first = self._urges.telling(urge, day.date), self._is_first(day.number)
        if self._chance.takes(self._who.own) and not first and telling.happened is None:
            self._write(NOTICED, self._urges.own(urge, self._sheet(NOTICED)), day.date, urge.hour, urge.minute)
            return
        answers = self._urges.answers(urge, telling, self._sheet(URGE_LOG), first=first)
        self._write(URGE_LOG, answers, telling.on, telling.hour, telling.minute, happened=telling.happened, first=first)

    def _look_back(self, day: TrueDay) -> None:
        blame = 10 * self._chance.whole(5, 9)
        found = {
            "danger": self._sheet(LOOK_BACK).choices("danger", [0]),
            "before": self._sheet(LOOK_BACK).choices("before", [self._chance.whole(0, TRIGGERS - 1)]),
            "blame": blame,
            "blame_after": max(blame - 10 * self._chance.whole(1, 4), 0),
        }
        self._write(LOOK_BACK, found, day.date, 12, 30)

    def _week(self, day: TrueDay) -> None:
        found = {
            "week": rating(self._chance.near(6, 1.5), 2),
            "good": None,
            "plan": self._chance.pick(self._words.plans),
            "confidence": day.sure,
        }
        self._write(WEEK, found, day.date, 23, 30)

    # Writing

    def _sheet(self, id: str) -> Questions:
        if id not in self._sheets:
            self._sheets[id] = Questions(lambda: self._library.load(id))
        return self._sheets[id]

    def _write(
        self,
        id: str,
        answers: dict[str, Any],
        on: date,
        hour: int,
        minute: int = 0,
        *,
        happened: Happened | None = None,
        first: bool = False,
    ) -> None:
        sheet, chance = self._sheet(id), self._chance
        at = clock(on, hour, self._who.zone, minute) + timedelta(seconds=chance.whole(0, 59))
        entry = Entry(
            at=stamp(at),
            zone=self._who.zone,
            day=happened.day if happened else on.isoformat(),
            happened=happened.said if happened else None,
            exercise=id,
            version=FIRST_VERSION if first else sheet.exercise.version,
            asked=sheet.wording(answers, self._unit),
            answers=answers,
        )
        machine = int(self._who.machines > 1 and chance.takes(SECOND_MACHINE))
        self._deeds.append(Deed(number=len(self._deeds), at=at, machine=machine, table=entry.as_line()))

    @cached_property
    def _unit(self) -> str:
        """What is named with the questions of how much it is."""
        if not self._who.counts:
            return ""
        return self._sheet(GOAL).choice("unit", MEASURES[self._who.about][0])
