"""What the person wants: which way, what is counted, how much at most. Their own words decide; we set no limit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import number
from smartcli.home.settings import Settings
from smartcli.journal.entry import Entry
from smartcli.record import Record
from smartcli.stores import Stores
from smartcli.text.language import Later
from smartcli.views.recall_sources import Find

MY_GOAL = "my-goal"


class Way(Enum):
    """Which way somebody wants to go."""

    STOP = "stop"
    LESS = "less"
    BREAK = "break"
    UNSURE = "unsure"
    UNSAID = ""


# As the choices stand in my-goal.toml and setup.toml; what was written in English is known in every language.
WAYS = (Way.STOP, Way.LESS, Way.BREAK, Way.UNSURE)
IN_ENGLISH = ("Stop", "Cut down", "Take a break", "Not sure yet")
# What the person wrote of a day that was too much: only for who wants none of it is it enough that it happened.
HAPPENED, MORE = Later("You wrote that it happened."), Later("You wrote that it was more than you wanted.")


class Goal(Record):
    """The newest that was said of it. A limit that is None was not set; unit "" = nothing is counted.

    at_most_day, at_most_week, usual_week: in the unit, halves too. cost: of one, in the person's money.
    days_without: in a week. since, day: the id of its entry, and the day that is of; "" and None at set-up.
    """

    change: str = ""
    way: Way = Way.UNSAID
    until: date | None = None  # of a break: its last day
    unit: str = ""
    at_most_day: float | None = None
    at_most_week: float | None = None
    days_without: float | None = None
    usual_week: float | None = None
    cost: float | None = None
    review: date | None = None
    since: str = ""
    day: date | None = None

    def is_over(self, on: date) -> bool:
        """Whether it was for a break whose last day is before this one."""
        return self.way is Way.BREAK and self.until is not None and on > self.until

    def as_of(self, on: date) -> Goal:
        """The same as it stands on this day: without its limits once it is over. What is counted goes on."""
        return self.but(at_most_day=None, at_most_week=None, days_without=None) if self.is_over(on) else self

    def wants_none(self, on: date) -> bool:
        """Whether none at all is wanted on this day: who stops, or has a break that is not over."""
        return self.way is Way.STOP or (self.way is Way.BREAK and not self.is_over(on))

    def words_for_more(self, on: date) -> Later:
        """What is said of a day that was more than wanted; never a lapse."""
        return HAPPENED if self.wants_none(on) else MORE

    def most(self, on: date) -> float | None:
        """The most that is wanted on this day; None = no limit of a day."""
        return 0 if self.at_most_day is None and self.wants_none(on) else self.at_most_day

    def decides(self, on: date) -> bool:
        """Whether an amount tells by itself if the day went as wanted."""
        return self.most(on) is not None or self.at_most_week is not None

    def judges(self, on: date) -> bool:
        """Whether it says how this day should go, by a way or by a limit: without, no day is more than wanted."""
        return (self.way not in (Way.UNSURE, Way.UNSAID) and not self.is_over(on)) or self.decides(on)


NOW = "~"  # than any id greater: what is written next


class Goals(Record):
    """The goals that were written, the newest first, and what was said at set-up, which stands before all of them."""

    written: tuple[Goal, ...] = ()
    at_first: Goal = Goal()

    @property
    def newest(self) -> Goal:
        return self.written[0] if self.written else self.at_first

    @property
    def without_weeks(self) -> Goals:
        """The same goals without their limits of a week."""
        written = tuple(one.but(at_most_week=None) for one in self.written)
        return Goals(written=written, at_first=self.at_first.but(at_most_week=None))

    def stood(self, on: date, id: str = NOW) -> Goal:
        """The goal that measures what an entry of this id says of this day: the newest that was written before it,
        and is of no later day, as it stands on this one. A goal of today says nothing of yesterday, whenever that is
        told, and that of a break says nothing of the days after it.
        """
        return next((one for one in self.written if one.since <= id and _is_of(one, on)), self.at_first).as_of(on)


def _is_of(goal: Goal, on: date) -> bool:
    return goal.day is None or goal.day <= on


def goal_of(stores: Stores) -> Goal:
    """The goal as it stands; while the journal is closed, nothing of it."""
    return goals_of(stores).newest


def goals_of(stores: Stores) -> Goals:
    """All that was said of the goal; while the journal is closed, nothing of it."""
    if stores.is_closed:
        return Goals()
    return goals_in(stores.journal.latest(MY_GOAL), stores.settings(), stores.library.find)


def goals_in(newest_first: Iterable[Entry], said: Settings, find: Find) -> Goals:
    """The goals in these entries; what was not answered in one is as it was said at set-up."""
    exercise = find(MY_GOAL)
    ways = _choices(exercise, "way")
    at_first = Goal(change=said.change, way=_way(said.way, ways))
    goals = [_goal(entry, exercise, at_first) for entry in newest_first if entry.exercise == MY_GOAL]
    return Goals(written=tuple(goals), at_first=at_first)


def _goal(entry: Entry, exercise: Exercise | None, at_first: Goal) -> Goal:
    answers = entry.answers
    unit = _words(answers.get("unit"))
    step = exercise.step("unit") if exercise else None
    counts = bool(unit) and not (step and unit == step.none)
    numbers = ("at_most_day", "at_most_week", "usual_week", "cost") if counts else ()
    way = _way(answers.get("way"), _choices(exercise, "way"))
    return Goal(
        change=_words(answers.get("change")) or at_first.change,
        way=at_first.way if way is Way.UNSAID else way,
        until=_day(answers.get("until")),
        unit=unit if counts else "",
        days_without=number(answers.get("days_without")),
        review=_day(answers.get("review")),
        since=entry.id,
        day=date.fromisoformat(entry.day),
        **{name: number(answers.get(name)) for name in numbers},
    )


def _choices(exercise: Exercise | None, key: str) -> Sequence[str]:
    step = exercise.step(key) if exercise else None
    return step.choices if step else ()


def _way(said: object, choices: Sequence[str]) -> Way:
    places = (names.index(said) for names in (choices, IN_ENGLISH) if said in names)
    place = next(places, len(WAYS))
    return WAYS[place] if place < len(WAYS) else Way.UNSAID


def _words(answer: object) -> str:
    return answer.strip() if isinstance(answer, str) else ""


def _day(answer: object) -> date | None:
    try:
        return date.fromisoformat(answer) if isinstance(answer, str) else None
    except ValueError:
        return None
