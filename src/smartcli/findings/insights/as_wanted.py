"""How the days went, by the person's own goal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smartcli.findings.comparing import ENOUGH
from smartcli.findings.insights.log import Log
from smartcli.findings.insights.question import Reply, question, thirteen_weeks, too_early
from smartcli.text.language import Later, _, ngettext
from smartcli.text.months import MONTHS
from smartcli.text.pictures.shapes import Calendar, Cell
from smartcli.views.days import Day
from smartcli.views.goal import Way

TOWARDS = (Way.STOP, Way.LESS, Way.BREAK)  # ways on which a day with none is as was wanted


@question("as-wanted", Later("Am I doing what I set out to do?"))
def as_wanted(log: Log) -> Reply:
    days = log.days
    if len(days) < ENOUGH:
        return too_early(_too_few(len(days)), len(days), log.told_of(days))
    text = _("You answered on {n} of {span} days: {parts}.")
    said = text.format(n=len(days), span=log.span, parts=", ".join(_parts(log, list(days))))
    gap = log.span - len(days)
    if gap:
        said += " " + ngettext("{n} day has no answer.", "{n} days have no answer.", gap).format(n=gap)
    more = tuple(_by_month(log)) if _is_open(log) else (_none(log),)
    return Reply(sentence=said, more=more, n=len(days), picture=_calendar(log), entries=log.told_of(days))


def _too_few(n: int) -> str:
    if not n:
        return _("Too early to say: no day is answered so far. From five on this page shows how they went.")
    text = ngettext(
        "Too early to say: {n} day answered so far. From five on this page shows how they went.",
        "Too early to say: {n} days answered so far. From five on this page shows how they went.",
        n,
    )
    return text.format(n=n)


def _is_open(log: Log) -> bool:
    """Whether nobody has said how a day should go: then it is told that it happened, and not how that was."""
    judged = any(went in (Day.AS_WANTED, Day.MORE) for went in log.days.values())
    return not judged and log.goals.newest.way not in TOWARDS


def _parts(log: Log, days: list[date]) -> Iterator[str]:
    went = [(day, log.days[day]) for day in days]
    none = sum(one is Day.NONE for _day, one in went)
    wanted = sum(one is Day.AS_WANTED for _day, one in went)
    more = sum(one is Day.MORE for _day, one in went)
    open_ = sum(one is Day.NOT_SAID and day in log.happened for day, one in went)
    unsaid = len(went) - none - wanted - more - open_
    if _is_open(log):
        yield _("none on {n}").format(n=none)
    else:
        yield _("as you wanted on {n}").format(n=none + wanted)
        yield _("more than you wanted on {n}").format(n=more)
    if open_:
        yield _("it happened on {n}").format(n=open_)
    if unsaid:
        yield _("not said on {n}").format(n=unsaid)


def _by_month(log: Log) -> Iterator[str]:
    months = sorted({(day.year, day.month) for day in log.days})
    for year, month in months if len(months) > 1 else ():
        days = [day for day in log.days if (day.year, day.month) == (year, month)]
        text = ngettext("{month}: {n} answer, {parts}.", "{month}: {n} answers, {parts}.", len(days))
        yield text.format(month=MONTHS[month - 1], n=len(days), parts=", ".join(_parts(log, days)))


def _none(log: Log) -> str:
    none = sum(went is Day.NONE for went in log.days.values())
    some = any(went is Day.AS_WANTED for went in log.days.values())
    if not (none and some):
        return ""
    return ngettext("On {n} of them there was none at all.", "On {n} of them there was none at all.", none).format(
        n=none
    )


def _calendar(log: Log) -> Calendar:
    unit, first = log.goals.newest.unit, thirteen_weeks(log)
    days = {
        day: Cell(amount=_amount(log, day, went), is_more=went is Day.MORE)
        for day, went in log.days.items()
        if day >= first
    }
    return Calendar(
        title=_("{unit} a day").format(unit=unit) if unit else _("How the days went"),
        unit=unit,
        limit=log.goals.newest.most(log.last) if unit else None,
        days=days,
        first=first,
        last=log.last,
        began=log.began,
        begins=log.begins,
    )


def _amount(log: Log, day: date, went: Day) -> float | None:
    if went is Day.NONE:
        return 0
    if log.goals.newest.unit:
        return log.amounts.get(day)
    return 1 if day in log.happened or went in (Day.AS_WANTED, Day.MORE) else None
