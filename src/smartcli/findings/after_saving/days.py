"""After every entry: the days written, the last seven days of a rating, the times of day at which urges came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Step
from smartcli.findings.after_saving.long_view import long_view, week
from smartcli.findings.after_saving.window import (
    LEFT_OUT,
    OF_NO_DAY,
    PEAK,
    SENTENCES,
    WINDOW,
    Lately,
    Ratings,
    after_saving,
    name_of,
    ratings,
    title_of_days,
)
from smartcli.findings.comparing import AS_RATED, compared, mean
from smartcli.text.finding import Finding, Value
from smartcli.text.language import _
from smartcli.text.moved import Moved
from smartcli.text.times_of_week import PARTS
from smartcli.views.recall_sources import OFTEN, measuring

TWICE = 2  # days rated before there is a line


def days_written(seen: Lately) -> Finding | None:
    """On how many of the last days something was written: new with the first entry of a day. Missed days are gaps."""
    if not seen.is_sure or not seen.is_first_of_its_day:
        return None
    days = {entry.day for entry in seen.entries}
    if len(days) <= 1 and seen.is_whole:
        is_first = len(seen.entries) == 1 and seen.is_first
        return Finding(text=_("Your first day is written.")) if is_first else None
    if seen.span < WINDOW:
        text = _("You wrote on {n} of {span} days so far.")
    else:
        text = _("You wrote on {n} of the last {span} days.")
    return Finding(text=text.format(n=len(days), span=seen.span))


@after_saving
def the_week(seen: Lately) -> Finding | None:
    """A rating of the exercise that is new: day by day over the last seven days; then seven days at a time."""
    this, before = week(seen), week(seen, 1)
    new = (scale for scale in _of_a_day(seen.exercise) if seen.brings(scale.key))
    found = ((scale, ratings(seen, seen.exercise.id, scale)) for scale in new)
    scale, rated = next(((scale, rated) for scale, rated in found if rated.rated(this) >= TWICE), (None, None))
    if scale is None or rated is None:
        return None
    points = tuple(Value(label=day, value=rated.last(day), of=scale.highest) for day in this)
    is_left_out = rated.leaves_out(this)
    every = [
        long_view(seen, rated.rated, lambda days: mean(rated.of(days))),
        _compared(rated, this, before, scale.highest),
    ]
    said = [*filter(None, every)][: SENTENCES - is_left_out] + [str(LEFT_OUT)] * is_left_out
    title = title_of_days(name_of(scale), rated, this)
    return Finding(title=title, text=" ".join(said), points=points, is_daily=True, sentences=len(said))


def _of_a_day(exercise: Exercise) -> list[Step]:
    """The strongest urge of the day, which any day has; and the first rating that says something of one.

    Not the rating of a whole week, which is said by the week in numbers, nor of a thing: each day has another.
    """
    rated = [step for step in exercise.steps if step.is_rating and step.measure not in OF_NO_DAY]
    return [*(step for step in rated if step.measure == PEAK), *rated[:1]]


def _compared(rated: Ratings, this: Sequence[str], before: Sequence[str], top: float) -> str:
    """The two numbers alone, of enough days and a step apart: no word of which is lower, and none of chance."""
    now, then = rated.of(this), rated.of(before)
    moved = compared(then, now, days=(rated.rated(before), rated.rated(this)), top=top, among=AS_RATED)
    if moved not in (Moved.LOWER, Moved.HIGHER):
        return ""
    text = _("On average {this}, and {last} in the seven days before.")
    return text.format(this=f"{mean(now):.1f}", last=f"{mean(then):.1f}")


after_saving(days_written)  # behind the week: where that says two sentences, they are newer


@after_saving
def urges_written(seen: Lately) -> Finding | None:
    """How many urges were logged in the window, and the part of the day that stands out, where one does."""
    if not seen.exercise.measuring("trigger"):
        return None
    logged = [entry for entry, _exercise in measuring(seen.entries, seen.find, "trigger")]
    if len(logged) < 2:
        return None
    from smartcli.journal.happened import part_of_day  # only where urges were written down

    parts = Counter(part for entry in logged if (part := part_of_day(entry)) is not None)
    (part, most), *others = parts.most_common(2) or [(0, 0)]
    stands_out = most >= OFTEN and not any(count == most for _part, count in others)
    if seen.span < WINDOW:
        text = (
            _("{n} urges written down so far, {most} of them {part}.")
            if stands_out
            else _("{n} urges written down so far.")
        )
    elif stands_out:
        text = _("{n} urges written down in {days} days, {most} of them {part}.")
    else:
        text = _("{n} urges written down in {days} days.")
    return Finding(text=text.format(n=len(logged), days=WINDOW, most=most, part=PARTS[part][1]))
