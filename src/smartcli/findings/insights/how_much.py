"""How much it was, beside a usual week before, and what that costs. Days without an amount are in neither."""

from __future__ import annotations

from smartcli.findings.comparing import ENOUGH
from smartcli.findings.insights.log import Log
from smartcli.findings.insights.question import Reply, nothing, question, too_early, weeks_back
from smartcli.text.language import Later, _, ngettext
from smartcli.text.numbers import about, as_written, places
from smartcli.text.pictures.shapes import Weeks

A_WEEK = 7


@question("how-much", Later("How much, and what did it cost?"))
def how_much(log: Log) -> Reply:
    goal, amounts = log.goals.newest, log.amounts
    entries = log.counted_on(amounts)
    if not goal.unit:
        return nothing(_("You count nothing just now, so there is no amount to show."))
    if len(amounts) < ENOUGH:
        return too_early(_too_few(len(amounts), goal.unit), len(amounts), entries)
    total = sum(amounts.values())
    text = _("{unit}: {total} in all, on {n} of {span} days. The other days have no amount in this unit.")
    whole = _("{unit}: {total} in all, on {span} days.")
    said = (text if len(amounts) < log.span else whole).format(
        unit=goal.unit, total=as_written(total), n=len(amounts), span=log.span
    )
    more = [] if goal.usual_week is None else _beside(goal.usual_week, goal.cost, total, len(amounts))
    if goal.usual_week is None and goal.cost:
        more = [
            _("At {cost} each that is about {sum}.").format(cost=as_written(goal.cost), sum=about(total * goal.cost))
        ]
    return Reply(sentence=said, more=tuple(more), n=len(amounts), picture=_weeks(log), entries=entries)


def _too_few(n: int, unit: str) -> str:
    then = _("From five on this page shows how much it was.")
    if not n:
        return _("Too early to say: no day with an amount in {unit} so far.").format(unit=unit) + " " + then
    text = ngettext(
        "Too early to say: {n} day with an amount in {unit} so far.",
        "Too early to say: {n} days with an amount in {unit} so far.",
        n,
    )
    return text.format(n=n, unit=unit) + " " + then


def _beside(usual_week: float, cost: float | None, total: float, days: int) -> list[str]:
    """Beside so many days of usual weeks: what was not written is not taken for none."""
    usual = usual_week * days / A_WEEK
    less = round(usual - total, places(usual))
    text = _("A usual week before was {week}: about {usual} in {days} days, so {difference}.")
    difference = (
        _("about as much")
        if not less
        else (_("about {n} fewer") if less > 0 else _("about {n} more")).format(n=as_written(abs(less)))
    )
    said = [text.format(week=as_written(usual_week), usual=about(usual), days=days, difference=difference)]
    if cost and less:
        text = (
            _("At {cost} each that is about {sum} less.") if less > 0 else _("At {cost} each that is about {sum} more.")
        )
        said.append(text.format(cost=as_written(cost), sum=about(abs(less) * cost)))
    return said


def _weeks(log: Log) -> Weeks:
    first = weeks_back(log, 12)
    days = {day: amount for day, amount in log.amounts.items() if day >= first}
    return Weeks(
        title=_("{unit} a day").format(unit=log.goals.newest.unit),
        days=days,
        low=0,
        high=max(10, *days.values()) if days else 10,
        first=first,
        last=log.last,
        began=log.began,
        begins=log.begins,
    )
