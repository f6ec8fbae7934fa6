"""Where each of the four points stands: what was done of it, when, what could follow and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from smartcli.exercises import content, path_file
from smartcli.exercises.content import Point
from smartcli.exercises.exercise import Exercise
from smartcli.findings.due import Due
from smartcli.findings.practised import practised
from smartcli.findings.suggesting import Seen, Stage, Suggestion, first_way, suggest
from smartcli.findings.upcoming import A_YEAR, away
from smartcli.journal.past import Done
from smartcli.record import Record
from smartcli.stores import Stores
from smartcli.views.goal import goals_of

FOUR_WEEKS = 28  # days


class Standing(Record):
    """One point: its exercises, how often each was done and when last, and what could follow.

    lately: how often something of it was done in the last four weeks. is_so_far: nothing was written before those.
    """

    point: Point
    exercises: Sequence[Exercise]
    done: Mapping[str, Done]
    next: Suggestion | None
    lately: int = 0
    is_so_far: bool = False


class Standings(Record):
    """Where each point stands, all that is due, and the way of the first weeks where it is not done."""

    standing: Sequence[Standing]
    due: Sequence[Due]
    way: Sequence[Stage]
    path: str  # what is wrong with the person's own path, in whose place ours stands


def standings(stores: Stores, now: datetime) -> Standings:
    """From one look into the journal. now: aware, in the person's zone."""
    today = stores.settings().day(now)
    goals = goals_of(stores)  # before the journal is looked through: what could not be read of it is told after that
    past = stores.journal.past(today=today, days=A_YEAR)
    shelf = stores.library.by_point()
    marks = stores.marks()
    path = path_file.in_force(stores.home, stores.so_far)
    seen = Seen(
        entries=past.lately,
        library=stores.library,
        today=today,
        is_away=away(marks),
        own=path.offers,
        goals=goals,
    )
    first = (today - timedelta(days=FOUR_WEEKS - 1)).isoformat()
    fresh = [entry.exercise for entry in past.lately if first <= entry.day <= today.isoformat()]
    times = practised(fresh, stores.library.find)
    is_so_far = all(entry.day >= first for entry in past.lately)
    standing = [
        Standing(
            point=point,
            exercises=shelf[point.id],
            done=past.done,
            next=suggest(seen, marks.declined, point=point.id),
            lately=times[point.id],
            is_so_far=is_so_far,
        )
        for point in content.points().values()
    ]
    return Standings(standing=standing, due=seen.due, way=first_way(seen), path=path.said)
