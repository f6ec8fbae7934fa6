"""The days of the span as one drawing: each with how much it was, or how it went; gaps stay gaps."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import groupby

from smartcli.exchange.pages.markup import Html, words
from smartcli.exchange.pages.pictures import svg
from smartcli.exchange.pages.pictures.axis import LEFT
from smartcli.exchange.pages.visit.axis import SpanAxis
from smartcli.exchange.pages.visit.drawing import box, figure
from smartcli.exchange.pages.visit.sayings import as_wanted, how_it_went
from smartcli.findings.visit.facts import Facts
from smartcli.text.days_said import SHORT
from smartcli.text.language import _
from smartcli.text.pictures import writing
from smartcli.views.days import Day

TOP, BASE, HEIGHT = 22.0, 165.0, 184.0
NAMED = 6  # days of more than was wanted that are named, while there are no more
STUMP = 13.0  # the height of what was more than wanted, and how much is not written
FILLED, WIDEST = 0.68, 17.0  # of the room of a day, and of any bar
# How high a bar is that only says how the day went.
AT_ONCE = {Day.NONE: 0.0, Day.AS_WANTED: 0.8, Day.MORE: 1.6}


def drawing(facts: Facts) -> Html:
    """Bars a day, or stacks a week or month where the span is long."""
    axis = SpanAxis(first=facts.first, last=facts.last, begins=facts.begins)
    title = _("Each day: {unit}").format(unit=facts.goal.unit) if facts.amounts else _("How each day went")
    parts, said = (_daily(facts, axis), _key(facts)) if axis.is_daily else (_stacked(facts, axis), _key_long(axis))
    described = " ".join(how_it_went(facts).said)
    drawn = svg.drawing("days", title, described, (svg.WIDTH, HEIGHT), [*parts, *axis.drawn(BASE)])
    return figure(drawn, words(said))


def _daily(facts: Facts, axis: SpanAxis) -> Iterator[Html]:
    most = limit(facts)
    top = max([*facts.amounts.values(), (most or 0) * 1.6, 1]) if facts.amounts else AT_ONCE[Day.MORE]
    unit = (BASE - TOP - 13) / top
    wide = min(axis.step * FILLED, WIDEST)
    yield from gaps(axis, facts.days, TOP, BASE)
    named: list[tuple[float, float, str]] = []
    for day, went in sorted(facts.days.items()):
        middle = axis.middle(day)
        high = _amount(facts, day, went) * unit
        if went is Day.MORE:
            high = high or STUMP
            named.append((middle, BASE - high - 5, _named(facts, day)))
            yield box("over", middle - wide / 2, BASE - high, wide, high)
        elif high:
            yield box("in" if as_wanted(went) else "open", middle - wide / 2, BASE - high, wide, high)
        else:
            yield svg.text(middle, BASE - 3, "0" if went is Day.NONE else "?", f"{svg.MIDDLE} {svg.SMALL}")
    if len(named) <= NAMED:
        yield from apart(named)
    if most:
        at = BASE - most * unit
        yield svg.path("lim", svg.line(LEFT, at, svg.WIDTH, at))
        yield svg.text(LEFT - 4, at - 2, _("my limit"), svg.END)
        yield svg.text(LEFT - 4, at + 12, writing.number(most), f"{svg.END} {svg.BOLD}")
    if facts.amounts:
        yield svg.text(LEFT - 4, BASE + 1, "0", svg.END)


def gaps(axis: SpanAxis, written: Collection[date], top: float, base: float) -> Iterator[Html]:
    """Grey where there is nothing, as one field for days in a row."""
    for is_there, some in groupby(axis.every, key=lambda day: day in written):
        run = list(some)
        if not is_there:
            yield box("gap", axis.left(run[0]), top, axis.right(run[-1]) - axis.left(run[0]), base - top)


def apart(named: Sequence[tuple[float, float, str]]) -> Iterator[Html]:
    """Names over marks, as many as have room beside one another."""
    free = 0.0
    for middle, y, said in named:
        half = svg.long(said, bold=True) / 2 + 1
        at = min(max(middle, LEFT + half), svg.WIDTH - half)
        if at - half >= free:
            yield svg.text(at, y, said, f"{svg.MIDDLE} {svg.BOLD}")
            free = at + half + 4


def _amount(facts: Facts, day: date, went: Day) -> float:
    if facts.amounts:
        return facts.amounts.get(day, 0)
    return 0.8 if went is Day.NOT_SAID and day in facts.happened else AT_ONCE.get(went, 0)


def _named(facts: Facts, day: date) -> str:
    amount = facts.amounts.get(day)
    when = f"{SHORT[day.weekday()]} {writing.day(day)}"
    return when if amount is None else _("{n} on {day}").format(n=writing.number(amount), day=when)


def limit(facts: Facts) -> float | None:
    """The most that is wanted of a day, where that is an amount above none."""
    return facts.goal.at_most_day or None


def _stacked(facts: Facts, axis: SpanAxis) -> Iterator[Html]:
    """In each week or month so many days of each kind, the most of them possible being as high as there is room."""
    stretches = axis.stretches()
    longest = max(stretch.length for stretch in stretches)
    unit = (BASE - TOP) / longest
    for stretch in stretches:
        went = [facts.days.get(day) for day in stretch.days]
        left, wide = axis.left(stretch.first), axis.right(stretch.last) - axis.left(stretch.first)
        yield box("gap", left, BASE - unit * stretch.length, wide, unit * went.count(None))
        kinds = {"in": sum(map(as_wanted, went)), "open": went.count(Day.NOT_SAID), "over": went.count(Day.MORE)}
        low = BASE
        for kind, count in kinds.items():
            low -= unit * count
            yield box(kind, left + wide * 0.1, low, wide * 0.8, unit * count)
    yield svg.text(LEFT - 4, TOP + 11, str(longest), svg.END)
    yield svg.text(LEFT - 4, TOP + 24, _("days"), svg.END)
    yield svg.text(LEFT - 4, BASE + 1, "0", svg.END)


def _key(facts: Facts) -> str:
    parts = [_("Bar or 0: how much that day.") if facts.amounts else _("Bar: it happened. 0: none that day.")]
    if any(went is not Day.NONE and not _amount(facts, day, went) for day, went in facts.days.items()):
        parts.append(_("?: how much is not written.") if facts.amounts else _("?: not said."))
    if Day.MORE in facts.days.values():
        parts.append(_("Orange: more than I wanted."))
    return " ".join([*parts, _("Grey: no answer.")])


def _key_long(axis: SpanAxis) -> str:
    text = _("Days of each {span}. Blue: as I wanted. Orange with an edge: more. Grey: no answer.")
    return text.format(span=axis.named)
