"""How each day went, measured by the person's own goal: none, as I wanted, more than I wanted, not said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import Enum

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Answer, Answers, Step, number
from smartcli.journal.entry import Entry
from smartcli.record import Record
from smartcli.text.language import Later, _
from smartcli.text.same_words import folded
from smartcli.views.acted import Acted, lapse_follows, meant
from smartcli.views.goal import Goal, Goals
from smartcli.views.recall_sources import Find

# The measures that say something of a day: how much it was, how it went, whether it happened, and whether an urge
# was acted on.
AMOUNT, WENT, USED, ACTED = MEASURES = ("amount", "went", "used", "acted")
HAPPENED = "happened"  # that it did, and not how the day went


class Day(Enum):
    """How a day went. Its word is the same everywhere."""

    NONE = "none"
    AS_WANTED = "as-wanted"
    MORE = "more"
    NOT_SAID = "not-said"

    @property
    def word(self) -> str:
        return str(WORDS[self])


WORDS: Mapping[Day, Later] = {
    Day.NONE: Later("none"),
    Day.AS_WANTED: Later("as I wanted"),
    Day.MORE: Later("more than I wanted"),
    Day.NOT_SAID: Later("not said"),
}
# What the choices of `went` mean, from the last but one: the last is not to say. The first of four is none.
IN_ORDER = (Day.MORE, Day.AS_WANTED, Day.NONE)


class Told(Record):
    """What one entry says of its day. said: how it went, or HAPPENED. asks: whether it is about the day at all."""

    amount: float | None
    said: frozenset[Day | str]
    asks: bool

    @property
    def happened(self) -> bool:
        """Whether it was done at all, as planned or not."""
        return bool(self.amount or self.said & {Day.AS_WANTED, Day.MORE, HAPPENED})


Telling = tuple[date, Told, str]  # a day, what an entry says of it, and the entry's id
Spent = Mapping[tuple[date, str], float]  # how much it was on a day, in a unit, folded


def told(exercise: Exercise, answers: Answers) -> Told:
    """What these answers say of their day, whatever the exercise is called."""
    steps = [(step, answers.get(step.key)) for step in exercise.steps if step.measure in MEASURES]
    amounts = (number(answer) for step, answer in steps if step.measure == AMOUNT)
    said = frozenset(one for step, answer in steps if step.measure != AMOUNT and (one := _says(step, answer)))
    asks = any(step.measure != ACTED for step, _answer in steps) or HAPPENED in said
    return Told(amount=next(amounts, None), said=said, asks=asks)


def days_of(entries: Iterable[Entry], goals: Goals, find: Find) -> dict[date, Day]:
    """The days of these entries that were asked about, the oldest first; other days are not in it.

    An amount is measured by the goal that stood when it was written, beside amounts of its unit alone. Of several
    entries of a day the one that says most counts. "Yes" of the first check-in, and an urge that was acted on, are more
    than wanted for somebody who wants none; for anybody else they do not say how the day went, and neither do we.
    """
    return days_told(telling_of(entries, find), goals)


def days_told(telling: Iterable[Telling], goals: Goals) -> dict[date, Day]:
    """The same out of what entries were found to say."""
    by_day = _by_day(telling)
    spent = _spent(by_day, goals)
    return {day: _went(day, found, spent, goals) for day, found in sorted(by_day.items())}


def more_by_week(telling: Iterable[Telling], goals: Goals, more: Iterable[date]) -> dict[date, Goal]:
    """Those of these days of more that were it by a limit of a week alone, each with the goal that has it."""
    by_day = _by_day(telling)
    spent, other = _spent(by_day, goals), goals.without_weeks
    found: dict[date, Goal] = {}
    for day in more:
        limited = [goal for _told, id in by_day[day] if (goal := goals.stood(day, id)).at_most_week is not None]
        if limited and _went(day, by_day[day], spent, other) is not Day.MORE:
            found[day] = limited[-1]
    return found


def without_goal(telling: Iterable[Telling], goals: Goals) -> frozenset[date]:
    """The days that were asked about, of which all was written while no goal said how a day should go: neither a way
    nor a limit (Goal.judges). Nobody calls these more than wanted, or as wanted.
    """
    by_day = _by_day(telling)
    return frozenset(
        day for day, found in by_day.items() if not any(goals.stood(day, id).judges(day) for _told, id in found)
    )


def happened_on(telling: Iterable[Telling]) -> frozenset[date]:
    """The days on which it was done at all, as planned or not."""
    return frozenset(day for day, said, _id in telling if said.happened)


def amounts_of(entries: Iterable[Entry], goals: Goals, find: Find, *, unit: str) -> dict[date, float]:
    """How much it was on the days on which that was said in this unit, the oldest first: of several the greatest.

    What was written while another thing was counted is not among them, and neither is a 0 of a day on which it
    happened: nobody has written how much that was.
    """
    return amounts_told(telling_of(entries, find), goals, unit=unit)


def amounts_told(telling: Iterable[Telling], goals: Goals, *, unit: str) -> dict[date, float]:
    """The same out of what entries were found to say."""
    found = [*telling]
    spent, happened = _spent(_by_day(found), goals), happened_on(found)
    amounts = ((day, amount) for (day, counted), amount in sorted(spent.items()) if counted == folded(unit))
    return {day: amount for day, amount in amounts if amount or day not in happened}


def _spent(by_day: Mapping[date, list[tuple[Told, str]]], goals: Goals) -> Spent:
    most: dict[tuple[date, str], float] = {}
    for day, found in by_day.items():
        for one, id in found:
            if one.amount is not None:
                key = day, folded(goals.stood(day, id).unit)
                most[key] = max(one.amount, most.get(key, one.amount))
    return most


def monday(day: date) -> date:
    """The first day of the week in which a limit of a week is counted."""
    return day - timedelta(days=day.weekday())


def telling_of(entries: Iterable[Entry], find: Find) -> Iterator[Telling]:
    """What these entries say of their days, in their order."""
    for entry in entries:
        if exercise := find(entry.exercise):
            yield date.fromisoformat(entry.day), told(exercise, entry.answers), entry.id


def _by_day(telling: Iterable[Telling]) -> dict[date, list[tuple[Told, str]]]:
    found: dict[date, list[tuple[Told, str]]] = {}
    for day, of_it, id in telling:
        if of_it.asks:
            found.setdefault(day, []).append((of_it, id))
    return found


def _says(step: Step, answer: Answer) -> Day | str | None:
    """What an answer says of the day: how it went, or only that it happened."""
    if step.measure == WENT and answer in step.choices:
        return dict(zip(reversed(step.choices[:-1]), IN_ORDER, strict=False)).get(str(answer))
    if step.measure == ACTED:
        return HAPPENED if meant(step, answer) in (Acted.YES, Acted.PARTLY) else None
    happened = _is_yes(step, answer)
    return HAPPENED if happened else Day.NONE if happened is False else None


def _is_yes(step: Step, answer: Answer) -> bool | None:
    """Whether an answer says that it happened: one that the card lapse follows, where some do; else yes in any words.

    Of choices in other words that is neither the first (no) nor the last (rather not say, which is None).
    """
    follows = lapse_follows(step, answer)
    if answer is None or follows is not None:
        return follows or None
    if isinstance(answer, bool):
        return answer
    if isinstance(answer, str) and answer.casefold() in {"yes", _("yes"), "no", _("no")}:
        return answer.casefold() in {"yes", _("yes")}
    return False if answer in step.choices[:1] else True if answer in step.choices[1:-1] else None


def _went(on: date, found: list[tuple[Told, str]], spent: Spent, goals: Goals) -> Day:
    said = {day for one, _id in found for day in one.said}
    said |= {_measured(on, one.amount, spent, goals.stood(on, id)) for one, id in found if one.amount is not None}
    if any(HAPPENED in one.said and goals.stood(on, id).wants_none(on) for one, id in found):
        return Day.MORE
    for day in (Day.MORE, Day.AS_WANTED):
        if day in said:
            return day
    return Day.NONE if Day.NONE in said and HAPPENED not in said else Day.NOT_SAID


def _measured(on: date, amount: float, spent: Spent, goal: Goal) -> Day | str:
    """An amount beside the goal: only that it happened, where no limit says how the day went."""
    if amount <= 0:
        return Day.NONE
    most, week = goal.most(on), goal.at_most_week
    before = (monday(on) + timedelta(days=n) for n in range(on.weekday()))
    so_far = sum(spent.get((day, folded(goal.unit)), 0) for day in before) + amount
    if (most is not None and amount > most) or (week is not None and round(so_far, 6) > week):
        return Day.MORE
    return Day.AS_WANTED if goal.decides(on) else HAPPENED
