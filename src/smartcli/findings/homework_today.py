"""Which homework home offers today. It is an offer: what was not done is not overdue, and nobody is asked about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from smartcli.findings.upcoming import is_hard_evening, lately
from smartcli.home.homework import DAILY, DAYS, ONCE, AllHomework, GivenExercise, Homework
from smartcli.journal.entry import Entry
from smartcli.record import Record
from smartcli.stores import Stores


class OfferedExercise(Record):
    """An exercise of a homework, for today."""

    homework: Homework
    given: GivenExercise


def offered(stores: Stores, now: datetime) -> tuple[OfferedExercise, ...]:
    """Those of this day that are not done or skipped today; none on a hard evening, the day after it, or while closed.

    now: aware, in the person's zone.
    """
    if stores.is_closed:
        return ()
    today = stores.settings().day(now)
    found = [one for one in of_day(stores.homework(), today) if stores.library.find(one.given.exercise)]
    if not found:
        return ()
    entries = lately(stores, today)  # one look: what it could not read is told of the last one
    if is_hard_evening(stores, now, entries):
        return ()
    return tuple(one for one in found if not _is_done(entries, one, today))


def of_day(kept: AllHomework, today: date) -> Iterator[OfferedExercise]:
    """Those that are for a day by what their giver wrote, each exercise once; without what was skipped on it."""
    seen = set()
    for homework in kept.every:
        if homework.until and homework.until < today.isoformat():
            continue
        for given in homework.exercises:
            is_today = {ONCE, DAILY, DAYS[today.weekday()]} & {*given.when}
            if is_today and given.skipped != today.isoformat() and given.exercise not in seen:
                seen.add(given.exercise)
                yield OfferedExercise(homework=homework, given=given)


def _is_done(entries: Sequence[Entry], one: OfferedExercise, today: date) -> bool:
    """Today; what is for once, since it was taken."""
    since = one.homework.taken if ONCE in one.given.when else today.isoformat()
    return any(entry.exercise == one.given.exercise and entry.day >= since for entry in entries)


def skipped(kept: AllHomework, exercises: set[str], today: date) -> AllHomework:
    """The same, with these exercises not offered any more on this day."""
    every = []
    for homework in kept.every:
        rows = (one.but(skipped=today.isoformat()) if one.exercise in exercises else one for one in homework.exercises)
        every.append(homework.but(exercises=tuple(rows)))
    return kept.but(every=tuple(every))
