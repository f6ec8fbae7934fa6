"""How the days went, by the person's own goal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from smartcli.findings.comparing import ENOUGH
from smartcli.findings.insights.log import Log
from smartcli.findings.insights.question import Reply, question, thirteen_weeks, too_early
from smartcli.text.language import Later, _, ngettext
from smartcli.text.numbers import as_written
from smartcli.text.pictures.shapes import Calendar, Cell
from smartcli.views.days import Day


@question("as-wanted", Later("Am I doing what I set out to do?"))
def as_wanted(log: Log) -> Reply:
    days = log.days
    if len(days) < ENOUGH:
        return too_early(_too_few(len(days)), len(days), log.told_of(days))
    open_ = [day for day in days if day in log.undecided]
    by_goal = [day for day in days if day not in open_]
    said = " ".join(filter(None, (_answered(log, by_goal, open_), _by_week(log), _gap(log))))
    months = _by_month(log, open_) if not by_goal else (_none(log, by_goal), *(_not_sure(log, open_) if open_ else ()))
    more = (*months, _as_answered(log, open_))
    return Reply(sentence=said, more=tuple(more), n=len(days), picture=_calendar(log), entries=log.told_of(days))


def _answered(log: Log, by_goal: Sequence[date], open_: Sequence[date]) -> str:
    n, span = len(log.days), log.span
    if by_goal and open_:
        text = _("You answered on {n} of {span} days. By your goal, on {m} of them: {parts}.")
        return text.format(n=n, span=span, m=len(by_goal), parts=", ".join(_parts(log, by_goal, is_open=False)))
    text = _("You answered on {n} of {span} days: {parts}.")
    return text.format(n=n, span=span, parts=", ".join(_parts(log, list(log.days), is_open=bool(open_))))


def _by_week(log: Log) -> str:
    """How many days of more were that by a limit of a week, which no number of these days shows, and which limit."""
    said, days = _("{unit}: {n}"), log.more_by_week
    limits = dict.fromkeys(said.format(unit=one.unit, n=as_written(one.at_most_week or 0)) for one in days.values())
    text = ngettext(
        "By your limit of a week ({limits}) it was more on {n} day.",
        "By your limit of a week ({limits}) it was more on {n} days.",
        len(days),
    )
    return text.format(limits=", ".join(limits), n=len(days)) if days else ""


def _gap(log: Log) -> str:
    gap = log.span - len(log.days)
    return ngettext("{n} day has no answer.", "{n} days have no answer.", gap).format(n=gap) if gap else ""


def _too_few(n: int) -> str:
    if not n:
        return _("Too early to say: no day is answered so far. From five on this page shows how they went.")
    text = ngettext(
        "Too early to say: {n} day answered so far. From five on this page shows how they went.",
        "Too early to say: {n} days answered so far. From five on this page shows how they went.",
        n,
    )
    return text.format(n=n)


def _parts(log: Log, days: Sequence[date], *, is_open: bool) -> Iterator[str]:
    went = [log.days[day] for day in days]
    none, wanted, more = (went.count(one) for one in (Day.NONE, Day.AS_WANTED, Day.MORE))
    unsaid = sum(day in log.unsaid for day in days)
    open_ = len(went) - none - unsaid - (0 if is_open else wanted + more)
    if is_open:
        yield _("none on {n}").format(n=none)
    else:
        yield _("as you wanted on {n}").format(n=none + wanted)
        yield _("more than you wanted on {n}").format(n=more)
    if open_:
        words = _("it happened on {n}") if is_open else _("it happened on {n} (how it went is not said)")
        yield words.format(n=open_)
    if unsaid:
        yield _("not said on {n}").format(n=unsaid)


def _by_month(log: Log, open_: Sequence[date]) -> list[str]:
    """Each month there is, where there are several."""
    months = sorted({(day.year, day.month) for day in open_})
    return [_month(log, open_, *month) for month in months] if len(months) > 1 else []


def _month(log: Log, open_: Sequence[date], year: int, month: int) -> str:
    days = [day for day in open_ if (day.year, day.month) == (year, month)]
    text = ngettext("{month}: {n} answer, {parts}.", "{month}: {n} answers, {parts}.", len(days))
    return text.format(
        month=log.month(date(year, month, 1)), n=len(days), parts=", ".join(_parts(log, days, is_open=True))
    )


def _not_sure(log: Log, open_: Sequence[date]) -> Iterator[str]:
    """The days before somebody decided, by the month."""
    text = (
        ngettext("On {n} other day you were not sure yet.", "On {n} other days you were not sure yet.", len(open_))
        if log.unsure.issuperset(open_)
        else ngettext("On {n} other day no goal stood.", "On {n} other days no goal stood.", len(open_))
    )
    yield text.format(n=len(open_))
    for month in sorted({(day.year, day.month) for day in open_}):
        yield _month(log, open_, *month)


def _as_answered(log: Log, open_: Sequence[date]) -> str:
    """What somebody answered of days without a goal, as their answer: there is no goal that it could be measured by."""
    went = [log.days[day] for day in open_ if day in log.happened]
    counts = (
        (_("as planned on {n}"), went.count(Day.AS_WANTED)),
        (_("more than you wanted on {n}"), went.count(Day.MORE)),
    )
    parts = ", ".join(text.format(n=n) for text, n in counts if n)
    text = ngettext(
        "Of the {n} day without a goal on which it happened, your own answer was: {parts}.",
        "Of the {n} days without a goal on which it happened, your own answer was: {parts}.",
        len(went),
    )
    return text.format(n=len(went), parts=parts) if parts else ""


def _none(log: Log, by_goal: Sequence[date]) -> str:
    none = sum(log.days[day] is Day.NONE for day in by_goal)
    some = sum(log.days[day] is Day.AS_WANTED for day in by_goal)
    if not (none and some):
        return ""
    text = ngettext(
        "On {n} of the {wanted} days as you wanted there was none at all.",
        "On {n} of the {wanted} days as you wanted there was none at all.",
        none,
    )
    return text.format(n=none, wanted=none + some)


def _calendar(log: Log) -> Calendar:
    unit, first = log.goals.newest.unit, thirteen_weeks(log)
    days = {
        day: Cell(
            amount=_amount(log, day, went),
            is_more=day in log.more,
            is_said=day not in log.unsaid,
        )
        for day, went in log.days.items()
        if day >= first
    }
    return Calendar(
        title=_("{unit} a day").format(unit=unit) if unit else _("How the days went"),
        unit=unit,
        limit=log.limit(first) if unit else None,
        days=days,
        first=first,
        last=log.last,
        began=log.began,
        begins=log.begins,
    )


def _amount(log: Log, day: date, went: Day) -> float | None:
    """None: not written in the unit of now."""
    if went is Day.NONE:
        return 0
    if day in log.unsaid:
        return None
    return log.amounts.get(day) if log.goals.newest.unit else 1
