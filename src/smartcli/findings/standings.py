"""Where each of the four points stands: what was done of it, when, what could follow and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from smartcli.exercises import content, path_file
from smartcli.exercises.content import Point
from smartcli.exercises.exercise import Exercise
from smartcli.findings.due import Due
from smartcli.findings.suggesting import Seen, Stage, Suggestion, first_way, suggest
from smartcli.findings.upcoming import A_YEAR, away
from smartcli.journal.past import Done
from smartcli.record import Record
from smartcli.stores import Stores
from smartcli.views.goal import goals_of


class Standing(Record):
    """One point: its exercises, how often each was done and when last, and what could follow."""

    point: Point
    exercises: Sequence[Exercise]
    done: Mapping[str, Done]
    next: Suggestion | None


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
    standing = [
        Standing(
            point=point,
            exercises=shelf[point.id],
            done=past.done,
            next=suggest(seen, marks.declined, point=point.id),
        )
        for point in content.points().values()
    ]
    return Standings(standing=standing, due=seen.due, way=first_way(seen), path=path.said)
