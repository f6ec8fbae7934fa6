"""Where each of the four points stands: what was done of it, when, what could follow and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from smartcli.exercises import content
from smartcli.exercises.content import Point
from smartcli.exercises.exercise import Exercise
from smartcli.findings.due import Due
from smartcli.findings.suggesting import Seen, Stage, Suggestion, first_way, suggest
from smartcli.findings.upcoming import A_YEAR, away
from smartcli.journal.entry import Entry
from smartcli.journal.recent import recent
from smartcli.record import Record
from smartcli.stores import Stores


class Standing(Record):
    """One point: its exercises, the days each was done, the oldest first, and what could follow."""

    point: Point
    exercises: Sequence[Exercise]
    done: Mapping[str, list[str]]
    next: Suggestion | None


class Standings(Record):
    """Where each point stands, all that is due, and the way of the first weeks where it is not done."""

    standing: Sequence[Standing]
    due: Sequence[Due]
    way: Sequence[Stage]


def standings(stores: Stores, now: datetime) -> Standings:
    """From one reading of the journal. now: aware, in the person's zone."""
    done: dict[str, list[str]] = defaultdict(list)
    entries = stores.journal.entries()
    for entry in entries:
        done[entry.exercise].append(entry.day)
    today = stores.settings().day(now)
    lately: list[Entry] = recent(reversed(entries), today=today, days=A_YEAR)[0]
    shelf = stores.library.by_point()
    marks = stores.marks()
    seen = Seen(entries=lately, library=stores.library, today=today, is_away=away(marks))
    standing = [
        Standing(
            point=point,
            exercises=shelf[point.id],
            done=done,
            next=suggest(seen, marks.declined, point=point.id),
        )
        for point in content.points().values()
    ]
    return Standings(standing=standing, due=seen.due, way=first_way(seen))
