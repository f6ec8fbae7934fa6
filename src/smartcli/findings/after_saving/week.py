"""The last seven days in numbers: what was written and rated in them, beside the seven before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from smartcli.exercises.step import Step, texts
from smartcli.findings.after_saving.long_view import A_WEEK, long_view, week
from smartcli.findings.after_saving.window import (
    LEFT_OUT,
    PEAK,
    WEEK,
    WINDOW,
    Lately,
    Ratings,
    after_saving,
    name_of,
    ratings,
    title_of_days,
)
from smartcli.findings.comparing import AS_RATED, ENOUGH, compared, mean
from smartcli.journal.entry import Entry
from smartcli.record import Record
from smartcli.text.finding import Finding, Value
from smartcli.text.language import _, ngettext
from smartcli.text.moved import Moved
from smartcli.text.numbers import about, as_written, shown
from smartcli.text.same_words import each_once, in_one_spelling
from smartcli.views.acted import Acted
from smartcli.views.days import Day, amounts_of
from smartcli.views.recall_sources import PLAN_WENT

if TYPE_CHECKING:
    from smartcli.text.pictures.shapes import Weeks

TWICE = 2  # times something is named before it is said to be frequent
NAMED = 3  # of the most frequent


class Rated(Record):
    """One scale of a daily exercise: how it is named, what it measures, its two ends, and what it was rated."""

    name: str
    measure: str
    low: float
    top: float
    ratings: Ratings


@after_saving
def week_in_numbers(seen: Lately) -> Finding | None:
    """After an exercise that rates a week its line of days; and the first of its numbers, unless it began with them."""
    if not seen.exercise.measuring(WEEK):
        return None
    this = week(seen)
    lines = [] if seen.is_told else [*filter(None, [_written(seen, this), _days(seen, this)])]
    count = len(lines)
    rated = list(_rated(seen))
    drawn = [one for one in [*(one for one in rated if one.measure == PEAK), *rated[:1]] if _points(one, this)]
    points = _points(drawn[0], this) if drawn else ()
    if not (lines or drawn):
        return None
    title = title_of_days(drawn[0].name, drawn[0].ratings, this) if drawn else _("The last seven days")
    return Finding(title=title, text="\n".join(lines), points=points, is_daily=True, sentences=count)


def weeks_of(seen: Lately, begins: int) -> Weeks | None:
    """The weeks of the window, one value a day: of the strongest urge, or of the first rating that has two days.

    begins: the weekday a week begins with, 0 = Monday.
    """
    from smartcli.text.pictures.shapes import Weeks  # only before somebody looks back at a week
    from smartcli.text.week_begins import week_of

    rated = list(_rated(seen))
    first = week_of(seen.today, begins) - timedelta(weeks=WINDOW // A_WEEK - 1)
    for one in [*(one for one in rated if one.measure == PEAK), *rated]:
        found = {date.fromisoformat(day): one.ratings.last(day) for day in one.ratings.by_day}
        days = {day: value for day, value in found.items() if value is not None and first <= day <= seen.today}
        if len(days) >= TWICE:
            began = min(date.fromisoformat(entry.day) for entry in seen.entries) if seen.is_whole else first
            title = _("{name}, {low} to {top}").format(name=one.name, low=shown(one.low), top=shown(one.top))
            return Weeks(
                title=title,
                days=days,
                low=one.low,
                high=one.top,
                first=first,
                last=seen.today,
                began=began,
                begins=begins,
            )
    return None


def week_lines(seen: Lately) -> list[str]:
    """The last seven days: how they went by the person's own goal, what was written and rated, urges, plans."""
    this = week(seen)
    rated = list(_rated(seen))
    own = [_days(seen, this), *_answered(seen, this), *_without(seen, this), *_amounts(seen, this), *_plans(seen, this)]
    lines = [_written(seen, this), *own, *(_said(one, seen) for one in rated), *_urges(seen, this)]
    if any(one.ratings.leaves_out(this) for one in rated):
        lines.append(str(LEFT_OUT))
    return [line for line in lines if line]


def _without(seen: Lately, this: Sequence[str]) -> Iterator[str]:
    """The days without it beside those that were wanted, of enough days that were told of: what is missing is a gap."""
    days = ((on, day) for on, day in seen.went.items() if on.isoformat() in this)
    told = [day for on, day in days if day is not Day.NOT_SAID or on in seen.happened]
    wanted = seen.goals.newest.as_of(seen.today).days_without
    if len(told) >= ENOUGH and wanted is not None:
        text = _("Days with none: {n} of the {told} you told of. You wanted {wanted} in a week.")
        yield text.format(n=told.count(Day.NONE), told=len(told), wanted=as_written(wanted))


def _amounts(seen: Lately, this: Sequence[str]) -> Iterator[str]:
    """How much it was in all, in the person's own unit, and in as many days of a usual week before."""
    goal = seen.goals.newest
    found = amounts_of(seen.entries, seen.goals, seen.find, unit=goal.unit) if goal.unit else {}
    amounts = {on: n for on, n in found.items() if on.isoformat() in this}
    if not amounts:
        return
    text = ngettext("{unit}: {n} on {days} day.", "{unit}: {n} in all on {days} days.", len(amounts))
    said = text.format(unit=goal.unit, n=as_written(sum(amounts.values())), days=len(amounts))
    if goal.usual_week is not None and len(amounts) >= ENOUGH:
        said += " " + _usual(goal.usual_week, len(amounts))
    yield said


def _usual(week_before: float, days: int) -> str:
    if days == A_WEEK:
        return _("In a usual week before: {n}.").format(n=as_written(week_before))
    text = _("In a usual week before: {n}, which is about {about} in {days} days.")
    return text.format(n=as_written(week_before), about=about(week_before * days / A_WEEK), days=days)


def _plans(seen: Lately, this: Sequence[str]) -> Iterator[str]:
    """How plans went that were made for the day after, in the words of the question."""
    told = Counter(_texts(seen, [entry for entry in seen.entries if entry.day in this], PLAN_WENT))
    if told:
        words = ", ".join(f"{text} ({times})" for text, times in told.most_common())
        yield _("Did your plans happen? {words}.").format(words=words)


def _written(seen: Lately, this: Sequence[str]) -> str:
    days = len({entry.day for entry in seen.entries} & {*this})
    return _("Something is written on {n} of 7 days.").format(n=days)


def _days(seen: Lately, this: Sequence[str]) -> str:
    """How the days went by the person's own goal, in its words; nothing of days that were not asked about.

    Where no goal said how a day should go, or nobody how it went: that it happened.
    """
    counts = Counter(_word(seen, on, went) for on, went in seen.went.items() if on.isoformat() in this)
    words = [*(went.word for went in Day if went is not Day.NOT_SAID), _("it happened"), Day.NOT_SAID.word]
    told = [f"{word} ({counts[word]})" for word in words if counts[word]]
    return _("How the days went: {days}.").format(days=", ".join(told)) if told else ""


def _word(seen: Lately, on: date, went: Day) -> str:
    is_open = went is Day.NOT_SAID or (on in seen.without_goal and went is not Day.NONE)
    return _("it happened") if is_open and on in seen.happened else went.word


def _answered(seen: Lately, this: Sequence[str]) -> Iterator[str]:
    """What was answered of days without a goal, as the answer: there is no goal that it could be measured by."""
    days = [seen.went[on] for on in seen.without_goal if on.isoformat() in this]
    counts = ((_("as planned"), days.count(Day.AS_WANTED)), (_("more than you wanted"), days.count(Day.MORE)))
    if told := ", ".join(f"{words} ({n})" for words, n in counts if n):
        yield _("Of days without a goal your own answer was: {days}.").format(days=told)


def _rated(seen: Lately) -> Iterator[Rated]:
    """The measured scales of the daily exercises, in their order; not of those done in the middle of an urge."""
    daily = (found for id in dict.fromkeys(entry.exercise for entry in seen.entries) if (found := seen.find(id)))
    for exercise in daily:
        for step in exercise.steps if exercise.point == "daily" else ():
            if step.is_rating and step.measure not in ("", WEEK):
                rated = ratings(seen, exercise.id, step)
                low, top = step.limits[0] or 0, step.highest
                yield Rated(name=name_of(step), measure=step.measure, low=low, top=top, ratings=rated)


def _said(one: Rated, seen: Lately) -> str:
    """The weeks first. An average only of enough days; of fewer, from where to where. All ratings of a day count."""
    this, before = week(seen), week(seen, 1)
    now, then = one.ratings.of(this), one.ratings.of(before)
    if not now:
        return ""
    rated = one.ratings.rated(this)
    days = ngettext("on {n} day", "on {n} days", rated).format(n=rated)
    span = "{low}" if min(now) == max(now) else _("{low} to {high}")
    parts = [span.format(low=shown(min(now)), high=shown(max(now))), days]
    if rated >= ENOUGH and min(now) < max(now):
        parts.insert(0, _("{mean} on average").format(mean=f"{mean(now):.1f}"))
    weeks = long_view(seen, one.ratings.rated, lambda days: mean(one.ratings.of(days)))
    said = [f"{one.name}. {weeks} {_('The last seven days:')}" if weeks else f"{one.name}:", f"{', '.join(parts)}."]
    moved = compared(then, now, days=(one.ratings.rated(before), rated), top=one.top, among=AS_RATED)
    if moved in (Moved.LOWER, Moved.HIGHER):
        said.append(_("The seven days before: {mean}.").format(mean=f"{mean(then):.1f}"))
    return " ".join(said)


def _points(one: Rated, this: Sequence[str]) -> tuple[Value, ...]:
    """Day by day, with gaps; nothing where one day alone was rated."""
    points = tuple(Value(label=day, value=one.ratings.last(day), of=one.top) for day in this)
    return points if one.ratings.rated(this) >= TWICE else ()


def _urges(seen: Lately, this: Sequence[str]) -> Iterator[str]:
    """How many urges were written down, what set them off, what was done.

    How many there are also hangs on how much is written, so no two weeks are set beside each other.
    """
    now = [entry for entry in seen.entries if entry.day in this and _measuring(seen, entry, "trigger")]
    if not now:
        return
    text = _("Urges written down: {n}.").format(n=len(now))
    let_be = [entry for entry in now if _became(seen, entry) is Acted.NO]
    yield " ".join(filter(None, (text, _("Not acted on: {n}.").format(n=len(let_be)) if let_be else "")))
    for measure, often in (
        ("trigger", _("What set them off most: {words}.")),
        ("did", _("What you did most: {words}.")),
    ):
        if words := _most(_texts(seen, now, measure)):
            yield often.format(words=words)


def _became(seen: Lately, entry: Entry) -> Acted | None:
    from smartcli.views.at_urges import followed  # only where an urge was written down

    exercise = seen.find(entry.exercise)
    return followed(exercise, entry.answers) if exercise else None


def _measuring(seen: Lately, entry: Entry, measure: str) -> list[Step]:
    """The steps of an entry's exercise that carry this measure."""
    exercise = seen.find(entry.exercise)
    return exercise.measuring(measure) if exercise else []


def _texts(seen: Lately, entries: Sequence[Entry], measure: str) -> list[str]:
    """The words of these entries that measure this, in the order of the entries; the same words once for each."""
    found = [[step.among(entry.answers) for step in _measuring(seen, entry, measure)] for entry in entries]
    return [text for answers in found for text in each_once(text for one in answers for text in texts(one))]


def _most(named: Sequence[str]) -> str:
    """named: the newest first, whose spelling is shown."""
    counts = Counter(in_one_spelling(named))
    often = [(text, times) for text, times in counts.most_common(NAMED) if times >= TWICE]
    return ", ".join(f"{text} ({times})" for text, times in often)
