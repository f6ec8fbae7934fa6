"""What was written a week, a month and a year ago: on that very day, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from smartcli.findings.insights.log import Log
from smartcli.findings.insights.observation import DONE, LINE, Observation
from smartcli.findings.insights.question import Reply, nothing, question
from smartcli.text import days_said
from smartcli.text.language import Later, _

A_WEEK, A_MONTH, A_YEAR = Later("A week ago"), Later("A month ago"), Later("A year ago")


@question("back-then", Later("What did I write back then?"), is_extra=True)
def back_then(log: Log) -> Reply:
    """Not of the span alone: a year ago lies before most."""
    found = [(name, day, [one for one in log.every if one.day == day]) for name, day in days_back(log.today)]
    told = [(name, day, seen) for name, day, seen in found if seen]
    if not told:
        return nothing(_("Nothing is written a week, a month or a year ago to the day."))
    said = [_said(log, str(name), day, seen) for name, day, seen in told]
    entries = tuple(one.entry for _name, _day, seen in told for one in seen)
    return Reply(sentence=said[0], more=tuple(said[1:]), n=len(told), entries=entries)


def days_back(today: date) -> list[tuple[Later, date]]:
    """The same day of the month before and of the year before; the last there is, where they are shorter."""
    before = today.replace(day=1) - timedelta(days=1)
    month = before.replace(day=min(today.day, before.day))
    year = today.replace(year=today.year - 1, day=28 if (today.month, today.day) == (2, 29) else today.day)
    return [(A_WEEK, today - timedelta(days=7)), (A_MONTH, month), (A_YEAR, year)]


def _said(log: Log, ago: str, day: date, seen: Sequence[Observation]) -> str:
    lines = [str(one.value) for one in seen if one.measure == LINE]
    titles = list(dict.fromkeys(log.title(one.exercise) for one in seen if one.measure == DONE))
    text = _("{ago}, {day}: {titles}.").format(ago=ago, day=days_said.on(day, log.today), titles=", ".join(titles))
    return " ".join([text, *(_("You wrote: “{line}”").format(line=line) for line in lines)])
