"""What a question is asked of: observations of a span, goals, the day; and what several questions want of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

from smartcli.findings.comparing import mean
from smartcli.findings.insights.observation import (
    AFTER,
    DAY,
    DID,
    DONE,
    PEAK,
    URGE,
    URGE_WRITTEN,
    Observation,
)
from smartcli.record import Record
from smartcli.text.language import _
from smartcli.text.months import MONTHS
from smartcli.text.same_words import folded
from smartcli.views.acted import Acted
from smartcli.views.days import (
    ACTED,
    Day,
    Telling,
    Told,
    amounts_told,
    days_told,
    happened_on,
    more_by_week,
    without_goal,
)
from smartcli.views.goal import Goal, Goals, Way
from smartcli.views.recall_sources import Find

Kind = TypeVar("Kind")


class WrittenUrge(Record):
    """One urge as it was written down.

    before, after: its strength, 0 to 10. when: the part of the day. acted: what became of it. None = not said.
    did: what was done about it, each once, in the order written.
    """

    entry: str
    day: date
    when: int | None
    before: float | None
    after: float | None
    acted: Acted | None
    did: tuple[str, ...]


class Log(Record):
    """every: observations up to today, the oldest entry first; of other days than those of the span, too.

    first, last: the span that is asked about. begins: the weekday a week begins with, 0 = Monday.
    is_whole: nothing is written of days before the earliest of them.
    """

    every: Sequence[Observation]
    goals: Goals
    find: Find
    first: date
    last: date
    today: date
    begins: int = 0
    is_whole: bool = True

    @property
    def span(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @cached_property
    def began(self) -> date:
        """The day of the span before which nothing is written: that of the first entry of all, where it lies in it."""
        earliest = min((one.day for one in self.every), default=self.first)
        return max(earliest, self.first) if self.is_whole else self.first

    @cached_property
    def _measured(self) -> Mapping[str, Sequence[Observation]]:
        found: dict[str, list[Observation]] = {}
        for one in self.every:
            if self.first <= one.day <= self.last:
                found.setdefault(one.measure, []).append(one)
        return found

    def of(self, measure: str) -> Sequence[Observation]:
        """Those of the span that measure this, the oldest entry first."""
        return self._measured.get(measure, ())

    def texts(self, measure: str) -> Iterator[tuple[str, Observation]]:
        """The words of the span that measure this: the same words in the spelling used last, once for each entry."""
        found = [(one.value, one) for one in self.of(measure) if isinstance(one.value, str)]
        spelled = {folded(text): text for text, _one in found}
        once = {(folded(text), one.entry): one for text, one in found}
        return ((spelled[words], one) for (words, _entry), one in once.items())

    def within(self, day: date) -> bool:
        return self.first <= day <= self.last

    # Days

    @cached_property
    def _telling(self) -> Sequence[Telling]:
        return [(one.day, one.value, one.entry) for one in self.every if isinstance(one.value, Told)]

    @cached_property
    def days(self) -> Mapping[date, Day]:
        """How the days of the span went that were asked about, by the goal that stood; the oldest first."""
        return {day: went for day, went in days_told(self._telling, self.goals).items() if self.within(day)}

    @cached_property
    def happened(self) -> frozenset[date]:
        """The days of the span on which it was done at all, as planned or not."""
        return frozenset(day for day in happened_on(self._telling) if self.within(day))

    @cached_property
    def unsaid(self) -> frozenset[date]:
        """The days of the span that were asked about, and of which nothing was said: passed over, or rather not."""
        return frozenset(day for day, went in self.days.items() if went is Day.NOT_SAID) - self.happened

    @cached_property
    def undecided(self) -> frozenset[date]:
        """The days of the span without a goal (days.without_goal). Of these it is told that it happened, and not how
        the day went.
        """
        return without_goal(self._telling, self.goals) & frozenset(self.days)

    @cached_property
    def more(self) -> Sequence[date]:
        """The days of the span that were more than wanted, by a goal that stood; the oldest first."""
        return [day for day, went in self.days.items() if went is Day.MORE and day not in self.undecided]

    @cached_property
    def more_by_week(self) -> Mapping[date, Goal]:
        """Those of them that were it by a limit of a week alone, each with the goal that has it."""
        return more_by_week(self._telling, self.goals, self.more)

    @cached_property
    def answered_more(self) -> Sequence[date]:
        """Those without a goal of which somebody answered that they were: that is their answer, and no more."""
        return [day for day, went in self.days.items() if went is Day.MORE and day in self.undecided]

    @cached_property
    def unsure(self) -> frozenset[date]:
        """Those of them on which the person had said that they were not sure yet which way to go."""
        asked = [(day, self.goals.stood(day, id).way) for day, said, id in self._telling if said.asks]
        return self.undecided - {day for day, way in asked if way is not Way.UNSURE}

    @cached_property
    def amounts(self) -> Mapping[date, float]:
        """How much it was on the days of the span on which that was said, in the unit that is counted now.

        What was written while another thing was counted is not among them.
        """
        unit = self.goals.newest.unit
        found = amounts_told(self._telling, self.goals, unit=unit) if unit else {}
        return {day: amount for day, amount in found.items() if self.within(day)}

    def limit(self, first: date) -> float | None:
        """The most of a day by the newest goal; None where from that day on one went by another goal, or by none, and
        lies on the other side of it.
        """
        goals, most = self.goals, self.goals.newest.as_of(self.last).most(self.last)
        others = {day for day, said, id in self._telling if said.asks and goals.stood(day, id).most(day) != most}
        amounts = ((day, self.amounts[day]) for day in others & self.amounts.keys() if day >= first)
        if most is None or any((amount > most) is not (day in self.more) for day, amount in amounts):
            return None
        return most

    def told_of(self, days: Iterable[date]) -> tuple[str, ...]:
        """The entries of these days that say how they went."""
        return self.entries_of(DAY, days)

    def counted_on(self, days: Iterable[date]) -> tuple[str, ...]:
        """The entries that say how much it was on these days, in the unit that is counted now: of several of a day
        those with the greatest, which is what counts.
        """
        much = {day: self.amounts[day] for day in days if day in self.amounts}
        unit = folded(self.goals.newest.unit)
        counted = ((day, id) for day, said, id in self._telling if day in much and said.amount == much[day])
        return tuple(id for day, id in counted if folded(self.goals.stood(day, id).unit) == unit)

    def entries_of(self, measure: str, days: Iterable[date]) -> tuple[str, ...]:
        """The entries that measure this on these days; of the strongest urge those that are as strong as the day's."""
        wanted = frozenset(days)
        most = self.ratings(measure) if measure == PEAK else {}
        return tuple(
            one.entry for one in self.of(measure) if one.day in wanted and most.get(one.day, one.value) == one.value
        )

    @cached_property
    def _day_of(self) -> Mapping[str, date]:
        """The day of each entry, by its id."""
        return {one.entry: one.day for one in self.every if one.measure == DONE}

    def days_of(self, entries: Iterable[str]) -> tuple[date, date] | None:
        """The first and the last day that these entries are of; None where there are none."""
        days = {self._day_of[id] for id in entries}
        return (min(days), max(days)) if days else None

    @cached_property
    def written(self) -> Sequence[date]:
        """The days of the span of which something is written, in their order."""
        return sorted({one.day for one in self.of(DONE)})

    def ratings(self, measure: str) -> Mapping[date, float]:
        """One number a day: the greatest of the strongest urge, of any other rating its mean."""
        found: dict[date, list[float]] = {}
        for one in self.of(measure):
            if isinstance(one.value, float):
                found.setdefault(one.day, []).append(one.value)
        summed = max if measure == PEAK else mean
        return {day: summed(values) for day, values in sorted(found.items())}

    # Urges

    @cached_property
    def urges(self) -> Sequence[WrittenUrge]:
        """The urges of the span that were written down, in the order of their days."""
        found = {one.entry: one for one in self.of(URGE_WRITTEN)}
        said: dict[str, dict[str, list[object]]] = {entry: {} for entry in found}
        rated = ((measure, one.value, one) for measure in (URGE, URGE + AFTER, ACTED) for one in self.of(measure))
        for measure, value, one in (*rated, *((DID, text, one) for text, one in self.texts(DID))):
            if one.entry in said:
                said[one.entry].setdefault(measure, []).append(value)
        urges = [_urge(one, said[entry]) for entry, one in found.items()]
        return sorted(urges, key=lambda urge: (urge.day, urge.entry))

    # Words

    def title(self, exercise: str) -> str:
        """What an exercise is called; its id where it is gone."""
        found = self.find(exercise)
        return found.title if found else exercise

    def point(self, exercise: str) -> str:
        found = self.find(exercise)
        return found.point if found else ""

    def month(self, day: date) -> str:
        """The month of a day: September; with its year where the span has several, or it is another than today's."""
        is_plain = self.first.year == self.last.year == self.today.year
        shown = _("{month}") if is_plain else _("{month} {year}")
        return shown.format(month=MONTHS[day.month - 1], year=day.year)

    def when(self, day: date) -> str:
        """18 September; the year where it is another than today's."""
        shown = _("{day} {month}") if day.year == self.today.year else _("{day} {month} {year}")
        return shown.format(day=day.day, month=MONTHS[day.month - 1], year=day.year)


def _urge(one: Observation, said: Mapping[str, Sequence[object]]) -> WrittenUrge:
    return WrittenUrge(
        entry=one.entry,
        day=one.day,
        when=one.when,
        before=_first(said.get(URGE), float),
        after=_first(said.get(URGE + AFTER), float),
        acted=_first(said.get(ACTED), Acted),
        did=tuple(text for text in said.get(DID, ()) if isinstance(text, str)),
    )


def _first(values: Sequence[object] | None, kind: type[Kind]) -> Kind | None:
    for value in values or ():
        if isinstance(value, kind):
            return value
    return None
