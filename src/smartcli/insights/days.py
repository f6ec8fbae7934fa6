"""After every entry: the days written, the last seven days of a rating, urges at similar times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from smartcli.derived import measuring, part_of_day
from smartcli.exercise import Exercise
from smartcli.finding import Finding, Point
from smartcli.hours import PARTS
from smartcli.insights.window import ENOUGH, JOY, WEEK, WINDOW, Lately, after_saving, by_day, day
from smartcli.kinds import Scale
from smartcli.words import _, ngettext


@after_saving
def days_written(seen: Lately) -> Finding | None:
    """On how many of the last days something was written. Missed days are gaps, not debts."""
    days = {entry.day for entry in seen.entries}
    if len(days) <= 1 and seen.is_whole:
        return Finding(text=_("Your first day is written.")) if len(seen.entries) == 1 else None
    span = WINDOW
    if seen.is_whole:
        span = (seen.today - date.fromisoformat(min(days))).days + 1
    text = ngettext("{n} of the last {span} day.", "{n} of the last {span} days.", span)
    return Finding(text=text.format(n=len(days), span=span))


@after_saving
def the_week(seen: Lately) -> Finding | None:
    """The exercise's first measured rating, day by day over the last week, beside the week before."""
    scale = _first_measure(seen.exercise)
    if scale is None:
        return None
    rated = by_day(seen, seen.exercise.id, scale.key)
    week = [rated.get(day(seen.today, back)) for back in range(6, -1, -1)]
    before = [rated.get(day(seen.today, back)) for back in range(13, 6, -1)]
    if sum(value is not None for value in week) < 2:
        return None
    points = tuple(Point(label=day(seen.today, 6 - n), value=value, of=scale.high) for n, value in enumerate(week))
    title = _("The last seven days: {ask}").format(ask=scale.ask)
    return Finding(title=title, text=_compared(week, before), points=points, is_series=True)


def _first_measure(exercise: Exercise) -> Scale | None:
    """Not the rating of a whole week, which is said by the week in numbers, nor of a thing: each day has another."""
    rated = (step for step in exercise.steps if isinstance(step, Scale) and step.measure not in ("", WEEK, JOY))
    return next(rated, None)


def _compared(week: Sequence[float | None], before: Sequence[float | None]) -> str:
    now = [value for value in week if value is not None]
    then = [value for value in before if value is not None]
    if len(now) < ENOUGH or len(then) < ENOUGH:
        return ""
    this, last = sum(now) / len(now), sum(then) / len(then)
    if abs(this - last) < 0.05:
        text = _("About the same on average as the week before ({this}).")
    elif this < last:
        text = _("Lower than the week before on average ({this}, was {last}).")
    else:
        text = _("Higher than the week before on average ({this}, was {last}).")
    return text.format(this=f"{this:.1f}", last=f"{last:.1f}")


@after_saving
def similar_times(seen: Lately) -> Finding | None:
    """How many urges were logged in the window, and how many at this time of day."""
    if not seen.exercise.measuring("trigger"):
        return None
    logged = [entry for entry, _exercise in measuring(seen.entries, seen.find, "trigger")]
    if len(logged) < 2:
        return None
    part = part_of_day(logged[0])
    same = sum(part_of_day(entry) == part for entry in logged)
    text = _("{n} urges written down in {days} days, {same} of them in the {part}.")
    return Finding(text=text.format(n=len(logged), days=WINDOW, same=same, part=PARTS[part][1]))
