"""When a row of the path holds that has to be looked up in what was written: one function a name, for path.toml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from smartcli.exercises.exercise import Exercise
from smartcli.exercises.step import Step, number, texts
from smartcli.findings.suggesting.seen import LATELY, Moment, Seen
from smartcli.findings.thresholds import is_low
from smartcli.journal.entry import Entry
from smartcli.text import times_of_week
from smartcli.views.recall_sources import OFTEN, WEEKS, measuring, time_of_week

A_WEEK = 7
OFTEN_WRITTEN = 3  # days in a week
RIGHT_AFTER, LOOK_BACK = "right-after", "lapse-review"  # the two parts of one offer: a no to one is meant for both
LONGEST = 60  # characters shown of the person's own words
RULERS = "readiness-rulers"
RATED = ("importance", "confidence", "readiness")  # of what is low, the first decides; of what is not, how sure


When = Callable[[Seen], Moment | None]
MOMENTS: dict[str, When] = {}


def moment(name: str) -> Callable[[When], When]:
    """Register what a row's `when` can name; the name is in exercises/offers.py, with the values."""

    def register(look: When) -> When:
        MOMENTS[name] = look
        return look

    return register


@moment("hard-day")
def hard_day(seen: Seen) -> Moment | None:
    """The day after a hard evening. On the evening itself nothing is offered but the plan for hard times."""
    return Moment(since=seen.hard_day) if seen.hard_day else None


@moment("more-today")
def more_today(seen: Seen) -> Moment | None:
    """Today was more than wanted, and is brought up."""
    return _more(seen, seen.today)


@moment("more-yesterday")
def more_yesterday(seen: Seen) -> Moment | None:
    return _more(seen, seen.today - timedelta(days=1))


def _more(seen: Seen, on: date) -> Moment | None:
    """Kindly, once for that day; never for somebody who is not sure yet, nor once it was looked back at."""
    looked = seen.last(LOOK_BACK)
    if seen.is_undecided or seen.told_of != on or (looked and looked.day >= on.isoformat()):
        return None
    what = seen.goals.stood(on).words_for_more(on)
    return Moment(since=on.isoformat(), values={"what": what}, also=(RIGHT_AFTER, LOOK_BACK))


# The rulers


@moment("rated-importance-low")
def rated_importance_low(seen: Seen) -> Moment | None:
    return _rated(seen, "importance", low=True)


@moment("rated-confidence-low")
def rated_confidence_low(seen: Seen) -> Moment | None:
    return _rated(seen, "confidence", low=True)


@moment("rated-readiness-low")
def rated_readiness_low(seen: Seen) -> Moment | None:
    return _rated(seen, "readiness", low=True)


@moment("rated-high")
def rated_high(seen: Seen) -> Moment | None:
    """None of them is low."""
    return _rated(seen, "confidence", low=False)


def _rated(seen: Seen, key: str, *, low: bool) -> Moment | None:
    """Of the newest rulers: whether this rating decides what comes next, and is low or is not."""
    last = seen.last(RULERS)
    if last is None or not seen.within(last, LATELY):
        return None
    lows = [one for one in RATED if is_low(last.answers.get(one))]
    rating = number(last.answers.get(key))
    if rating is None or bool(lows) is not low or (lows and lows[0] != key):
        return None
    return Moment(since=last.day, values={"n": rating})


# What was named as hard


@moment("hard-time")
def hard_time(seen: Seen) -> Moment | None:
    """A time of the week at which urges were written down often: since the day on which it became so."""
    logged = _logs(seen)
    times = Counter(time for entry in logged if (time := time_of_week(entry)))
    often = [time for time, count in times.most_common() if count >= OFTEN]
    if not often:
        return None
    time = min(often, key=lambda one: (-times[one], one))
    days = [one.day for one in logged if time_of_week(one) == time]
    return Moment(since=sorted(days)[OFTEN - 1], values={"words": times_of_week.said(time)})


@moment("trigger-often")
def trigger_often(seen: Seen) -> Moment | None:
    """What set off several urges: since the day on which it became so."""
    if not (logged := _logs(seen)):
        return None
    from smartcli.text.same_words import each_once, folded  # only where an urge was written down

    named = [(entry.day, text) for entry in logged for text in each_once(_said(seen, entry, "trigger"))]
    times = Counter(folded(text) for _day, text in named)
    if not times or (most := times.most_common(1)[0])[1] < OFTEN:
        return None
    word, count = most
    days = sorted(day for day, text in named if folded(text) == word)
    words = next(text for _day, text in named if folded(text) == word)
    return Moment(since=days[OFTEN - 1], values={"words": _short(words), "n": count})


@moment("hard-moment-ahead")
def hard_moment_ahead(seen: Seen) -> Moment | None:
    """What the person wrote this week that could be hard."""
    named = ((entry.day, words) for entry in seen.of_last(A_WEEK) if (words := next(_said(seen, entry, "ahead"), "")))
    found = next(named, None)
    return Moment(since=found[0], values={"words": _short(found[1])}) if found else None


@moment("days-written")
def days_written(seen: Seen) -> Moment | None:
    """On several days of the last seven, once there are seven. Another week is no new reason."""
    days = {entry.day for entry in seen.of_last(A_WEEK)}
    first = min((entry.day for entry in seen.entries), default=seen.today.isoformat())
    is_a_week = seen.day_of(first) >= A_WEEK
    return Moment(values={"n": len(days)}) if is_a_week and len(days) >= OFTEN_WRITTEN else None


def _logs(seen: Seen) -> list[Entry]:
    """The urges that were written down in the last weeks."""
    return [entry for entry, _exercise in measuring(seen.of_last(WEEKS * A_WEEK), seen.library.find, "trigger")]


def _said(seen: Seen, entry: Entry, measure: str) -> Iterator[str]:
    exercise: Exercise | None = seen.library.find(entry.exercise)
    steps: Iterable[Step] = exercise.measuring(measure) if exercise else ()
    for step in steps:
        yield from (text.strip() for text in texts(entry.answers.get(step.key)) if text.strip())


def _short(words: str) -> str:
    """In the middle of a sentence of ours."""
    words = " ".join(words.split()).rstrip(". ")
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
