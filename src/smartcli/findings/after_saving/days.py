"""After every entry: the days written, the last seven days of a rating, the times of day at which urges came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Step
from smartcli.findings.after_saving.window import ENOUGH, JOY, WEEK, WINDOW, Lately, Ratings, after_saving, day, ratings
from smartcli.text.finding import Finding, Value
from smartcli.text.language import _
from smartcli.text.times_of_week import PARTS
from smartcli.views.recall_sources import OFTEN, measuring, part_of_day


@after_saving
def days_written(seen: Lately) -> Finding | None:
    """On how many of the last days something was written. Missed days are gaps, not debts."""
    if not seen.is_sure:
        return None
    days = {entry.day for entry in seen.entries}
    if len(days) <= 1 and seen.is_whole:
        is_first = len(seen.entries) == 1 and seen.is_first
        return Finding(text=_("Your first day is written.")) if is_first else None
    span = WINDOW
    if seen.is_whole:
        span = (seen.today - date.fromisoformat(min(days))).days + 1
    return Finding(text=_("You wrote on {n} of the last {span} days.").format(n=len(days), span=span))


@after_saving
def the_week(seen: Lately) -> Finding | None:
    """The exercise's first measured rating, day by day over the last week, beside the week before."""
    scale = _first_measure(seen.exercise)
    if scale is None:
        return None
    rated = ratings(seen, seen.exercise.id, scale.key)
    week = [day(seen.today, back) for back in range(6, -1, -1)]
    before = [day(seen.today, back) for back in range(13, 6, -1)]
    if rated.rated(week) < 2:
        return None
    points = tuple(Value(label=day, value=rated.last(day), of=scale.highest) for day in week)
    several = _("Where a day has several, this shows the last.") if rated.has_several(week) else ""
    said = [_compared(rated, week, before), several]
    title = _("The last seven days: {ask}").format(ask=scale.ask)
    return Finding(title=title, text=" ".join(filter(None, said)), points=points, is_series=True)


def _first_measure(exercise: Exercise) -> Step | None:
    """Not the rating of a whole week, which is said by the week in numbers, nor of a thing: each day has another."""
    rated = (step for step in exercise.steps if step.is_rating and step.measure not in ("", WEEK, JOY))
    return next(rated, None)


def _compared(rated: Ratings, week: Sequence[str], before: Sequence[str]) -> str:
    now, then = rated.of(week), rated.of(before)
    if rated.rated(week) < ENOUGH or rated.rated(before) < ENOUGH:
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
def urges_written(seen: Lately) -> Finding | None:
    """How many urges were logged in the window, and the part of the day that stands out, where one does."""
    if not seen.exercise.measuring("trigger"):
        return None
    logged = [entry for entry, _exercise in measuring(seen.entries, seen.find, "trigger")]
    if len(logged) < 2:
        return None
    (part, most), *others = Counter(map(part_of_day, logged)).most_common(2)
    if most >= OFTEN and not any(count == most for _part, count in others):
        text = _("{n} urges written down in {days} days, {most} of them {part}.")
    else:
        text = _("{n} urges written down in {days} days.")
    return Finding(text=text.format(n=len(logged), days=WINDOW, most=most, part=PARTS[part][1]))
