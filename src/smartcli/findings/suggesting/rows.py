"""What each row of the path offers somebody today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smartcli.exercises.offers import DECIDED, FIRST_WEEKS, SOMETHING_ELSE, UNDECIDED, Offer
from smartcli.exercises.step import number
from smartcli.findings.suggesting.moments import MOMENTS, RULERS
from smartcli.findings.suggesting.seen import RESTS, Moment, Seen, Suggestion
from smartcli.findings.suggesting.taken import TAKE
from smartcli.findings.thresholds import is_low
from smartcli.record import Record

# For somebody who is not ready it comes only after one of these, in which they speak for a change themselves.
WEIGHING = "weighing-it-up"
CHANGE_TALK = ("why-i-want-this", "my-reasons", "motivation-inventory", "where-i-am-going")


class Stage(Record):
    """One step of the first weeks: the exercises of which any one will do, and whether one was done."""

    exercises: tuple[str, ...]
    is_done: bool


def offered(seen: Seen, declined: Mapping[str, str], *, point: str = "") -> Iterator[Suggestion]:
    """All that could be offered, the first first. declined: the day by exercise. point: for whoever looks at one.

    A step of the first weeks waits for its turn, unless the person's own words or ratings lead to it, and while there
    are some nothing else is offered just for a change. At a point all of its own are there, and what it has beside.
    """
    left = _left(seen, declined) if is_new(seen) else []
    now = left if point else [row for row in left[:1] if _has_come(row, seen, declined)]
    waiting = {id for row in left if row not in now for id in row.offer}
    for row in seen.path.rows:
        rests = row.take == SOMETHING_ELSE and (point or left)  # in the first weeks a step a day is enough
        if is_for(row, seen) and (row in now or not row.day) and not rests:
            yield from (one for one in _of(row, seen) if row.early or one.exercise not in waiting)


def is_for(row: Offer, seen: Seen) -> bool:
    return not row.who or row.who == (UNDECIDED if seen.is_undecided else DECIDED)


def is_new(seen: Seen) -> bool:
    """Whether the person began lately, or not yet."""
    return all(seen.within(entry, FIRST_WEEKS) for entry in seen.entries)


def first_way(seen: Seen) -> list[Stage]:
    """The steps of the first weeks; nothing for somebody who is not new, or has come to their end."""
    stages = [
        Stage(exercises=known, is_done=_is_over(row, seen))
        for row in _steps(seen)
        if (known := tuple(id for id in row.offer if seen.library.find(id)))
    ]
    return stages if is_new(seen) and not all(stage.is_done for stage in stages) else []


def _steps(seen: Seen) -> list[Offer]:
    return [row for row in seen.path.rows if row.day and is_for(row, seen)]


def _left(seen: Seen, declined: Mapping[str, str]) -> list[Offer]:
    """The steps that were neither done nor skipped: nobody is asked to make up for a day."""
    return [
        row
        for row in _steps(seen)
        if not _is_over(row, seen) and not all(_is_closed(id, seen, declined) for id in row.offer)
    ]


def _is_closed(id: str, seen: Seen, declined: Mapping[str, str]) -> bool:
    return id in declined or not seen.library.find(id)


def _has_come(row: Offer, seen: Seen, declined: Mapping[str, str]) -> bool:
    """Whether its day is there. One step a day: once one was done, the next one waits for tomorrow.

    What is for a moment of its own, such as an urge, is no step of the day. For each that was skipped, the others come
    a day before their own.
    """
    steps = _steps(seen)
    ids = {id for step in steps for id in step.offer if id not in seen.path.moments}
    if any(seen.within(seen.last(id), 1) for id in ids):
        return False
    skipped = sum(not _is_over(step, seen) and any(id in declined for id in step.offer) for step in steps)
    first = min((entry.day for entry in seen.entries), default=seen.today.isoformat())
    return row.day <= seen.day_of(first) + skipped


def _is_over(row: Offer, seen: Seen) -> bool:
    """Whether what is there once only was done, or what does as well."""
    ids = (*row.offer, *row.instead) if row.day or row.once else row.instead
    return any(_is_written(path, seen) for path in ids)


def _is_written(path: str, seen: Seen) -> bool:
    """Whether an exercise was done, or of exercise.key, whether its newest entry has an answer there."""
    id, _dot, key = path.partition(".")
    last = seen.last(id)
    return last is not None and (not key or bool(last.answers.get(key)))


def _of(row: Offer, seen: Seen) -> Iterator[Suggestion]:
    if row.take:
        yield from TAKE[row.take](seen)
        return
    moment = _moment(row, seen)
    if moment is None or _is_over(row, seen):
        return
    why = row.why.format(**moment.values) if moment.values else row.why
    since = "" if row.once or row.day else moment.since
    for id in row.offer:
        if _is_open(id, row, moment, seen) and _may(id, seen):
            yield Suggestion(exercise=id, why=why, since=since, also=moment.also)


def _moment(row: Offer, seen: Seen) -> Moment | None:
    """Whether the row holds today, and since when."""
    if row.when and row.when not in seen.moments:
        seen.moments[row.when] = MOMENTS[row.when](seen)
    found = seen.moments[row.when] if row.when else Moment()
    if found is None or not row.after:
        return found
    last = min((place for id in row.after if (place := seen.newest.get(id)) is not None), default=None)
    if last is None:
        return None
    day = seen.entries[last].day
    return found if row.when or row.every else found.but(since=day)


def _is_open(id: str, row: Offer, moment: Moment, seen: Seen) -> bool:
    """Whether it was not done already: since the reason came up, and, where days are named, for so many days."""
    last = seen.last(id)
    if last is None or row.day or row.once:
        return True
    if row.every and seen.within(last, row.every):
        return False
    if row.after and not row.when and not row.every:
        return any(seen.is_newer(one, than=id) and seen.within(seen.last(one), RESTS) for one in row.after)
    return last.day < moment.since if moment.since else bool(row.every)


def _may(id: str, seen: Seen) -> bool:
    """Weighing up the good and the bad of it comes after ratings that are high, or after own words for a change."""
    if id != WEIGHING:
        return True
    rulers = seen.last(RULERS)
    ready = rulers.answers.get("readiness") if rulers else None
    return (number(ready) is not None and not is_low(ready)) or any(map(seen.lately, CHANGE_TALK))
