"""The answers to all questions, in their order, for a span: `insights_of`; or of one: `log_of`, then `answer`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from smartcli.findings.insights.as_wanted import as_wanted
from smartcli.findings.insights.back_then import back_then, days_back
from smartcli.findings.insights.before_it import before_it_happened
from smartcli.findings.insights.changes import before_and_after
from smartcli.findings.insights.how_much import how_much
from smartcli.findings.insights.insight import Insight
from smartcli.findings.insights.kindness import how_i_treat_myself
from smartcli.findings.insights.log import Log
from smartcli.findings.insights.moving import moving
from smartcli.findings.insights.observation import Observation, observations
from smartcli.findings.insights.plans import plans
from smartcli.findings.insights.practice import practice
from smartcli.findings.insights.question import Question
from smartcli.findings.insights.strong_days import strong_days
from smartcli.findings.insights.urges import what_became, what_i_did, when
from smartcli.findings.insights.wheel import balance
from smartcli.home.settings import Settings
from smartcli.journal import Journal
from smartcli.journal.entry import Entry
from smartcli.journal.recent import recent
from smartcli.views.days import monday
from smartcli.views.goal import MY_GOAL, Goals, goals_in
from smartcli.views.recall_sources import Find

# The ten in the order in which people and counsellors ask them, then what stands beside them.
QUESTIONS: tuple[Question, ...] = (
    as_wanted,
    what_became,
    what_i_did,
    when,
    before_it_happened,
    strong_days,
    moving,
    how_i_treat_myself,
    plans,
    how_much,
    before_and_after,
    balance,
    practice,
    back_then,
)


def insights_of(
    entries: Iterable[Entry],
    goals: Goals,
    find: Find,
    *,
    today: date,
    first: date | None = None,
    last: date | None = None,
    begins: int = 0,
) -> Sequence[Insight]:
    """The answers to the ten questions and to those beside them, in their order.

    entries: the oldest first, as they are today (journal.every()). first: the first day that is asked about, None =
    the first of which anything is written; last: None = today. begins: the weekday a week begins with, 0 = Monday.
    """
    return answered(log_of(entries, goals, find, today=today, first=first, last=last, begins=begins))


def insights_in(
    journal: Journal,
    said: Settings,
    find: Find,
    *,
    today: date,
    first: date,
    last: date | None = None,
    begins: int = 0,
    at_most: bool = False,
) -> Sequence[Insight]:
    """The same out of a journal, of which no more is read than the span needs.

    said: what was said of the goal at set-up. at_most: where the first day of which anything is written comes later,
    the span begins there.
    """
    return answered(log_in(journal, said, find, today=today, first=first, last=last, begins=begins, at_most=at_most))


def answered(log: Log) -> Sequence[Insight]:
    """All questions, in their order."""
    return [one.insight(log) for one in QUESTIONS]


def log_in(
    journal: Journal,
    said: Settings,
    find: Find,
    *,
    today: date,
    first: date,
    last: date | None = None,
    begins: int = 0,
    at_most: bool = False,
) -> Log:
    """What all questions are asked of. The week of the first day is read whole, since a limit may be one of a week;
    and so are the days that lie a week, a month and a year back. said, at_most: as in insights_in.
    """
    until = min(last or today, today)
    start = monday(min(first, until))
    days = {day.isoformat() for _name, day in days_back(today) if not start <= day <= until}
    apart = journal.some(days=days, exercises=[MY_GOAL])
    inside, is_whole = recent(journal.latest(), today=until, days=(until - start).days + 1)
    entries = sorted([*(entry for entry in apart if entry.day in days), *inside], key=lambda entry: entry.id)
    every = list(observations(entries, find))
    if at_most and is_whole:
        first = max(first, min((one.day for one in every if start <= one.day <= until), default=first))
    goals = goals_in(reversed(apart), said, find)
    log = of_observations(every, goals, find, today=today, first=first, last=until, begins=begins)
    return log.but(is_whole=is_whole)


def answer(log: Log, id: str) -> Insight:
    """The answer to one question. KeyError: there is none of this id."""
    return question_named(id).insight(log)


def question_named(id: str) -> Question:
    """KeyError: there is none."""
    return {one.id: one for one in QUESTIONS}[id]


def log_of(
    entries: Iterable[Entry],
    goals: Goals,
    find: Find,
    *,
    today: date,
    first: date | None = None,
    last: date | None = None,
    begins: int = 0,
) -> Log:
    """What all questions are asked of, for whoever asks only some of them. The rest as in insights_of.

    A day to come is left out: nothing can be written of it.
    """
    until = min(last or today, today)
    every = [one for one in observations(entries, find) if one.day <= today]
    return of_observations(every, goals, find, today=today, first=first, last=until, begins=begins)


def of_observations(
    every: Sequence[Observation],
    goals: Goals,
    find: Find,
    *,
    today: date,
    first: date | None,
    last: date,
    begins: int = 0,
) -> Log:
    start = first or min((one.day for one in every), default=last)
    return Log(
        every=every, goals=goals, find=find, first=min(start, last), last=last, today=today, begins=begins,
    )  # fmt: skip
