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
from smartcli.exchange.pages.visit.names import MOST, Named, names
from smartcli.exchange.pages.visit.sayings import as_wanted, grey_said, how_it_went
from smartcli.findings.visit.facts import Facts
from smartcli.text.days_said import SHORT
from smartcli.text.language import Later, _
from smartcli.text.numbers import as_written
from smartcli.text.pictures import writing
from smartcli.views.days import Day

TOP, BASE, BENEATH = 22.0, 165.0, 19.0  # of the drawing, of its bars, and for the names of days below them
MARK, LOW = 18.0, 62.0  # where nothing is counted: how high a mark is, all of them alike, and where they stand
STUMP, SIGN = (
    13.0,
    12.0,
)  # the height of what was more than wanted, and how much is not written; and of the sign that says so
FILLED, WIDEST = 0.68, 17.0  # of the room of a day, and of any bar
UNSAID = "–"  # stands where nothing was said when it was asked
HOW_UNSAID = Later("White: I did not say how it went.")
NO_GOAL = Later("White: no goal that day, or I did not say how it went.")
APART = 14.0  # between the lines of two words at the axis
CLOSE = 30.0  # between the limit and the highest number, so that both have room


def drawing(facts: Facts) -> Html:
    """Bars a day, or stacks a week or month where the span is long."""
    axis = SpanAxis(first=facts.first, last=facts.last, begins=facts.begins)
    title = _("Each day: {unit}").format(unit=facts.goal.unit) if facts.amounts else _("How each day went")
    base = LOW if axis.is_daily and not facts.amounts else BASE
    if not axis.is_daily:
        parts, said = _stacked(facts, axis), _key_long(facts, axis)
    elif facts.amounts:
        parts, said = _amounts(facts, axis), _key(facts)
    else:
        parts, said = _marks(facts, axis), _key_marks(facts)
    described = " ".join(how_it_went(facts).said)
    drawn = svg.drawing("days", title, described, (svg.WIDTH, base + BENEATH), [*parts, *axis.drawn(base)])
    return figure(drawn, words(said))


def _amounts(facts: Facts, axis: SpanAxis) -> Iterator[Html]:
    """How much each day was, over one scale."""
    most, highest = facts.limit, max(facts.amounts.values())
    unit = (BASE - TOP - 13) / max(highest, (most or 0) * 1.6, 1)
    wide = min(axis.step * FILLED, WIDEST)
    yield from gaps(axis, facts.asked, TOP, BASE)
    yield from _unsaid(facts, axis, BASE)
    named, others = [], []
    for day, went in sorted(facts.days.items()):
        middle, high = axis.middle(day), facts.amounts.get(day, 0) * unit
        is_unknown = not high and went is not Day.NONE
        if went is Day.MORE and not is_unknown:
            named.append(Named(x=middle, y=BASE - high, said=_named(facts, day)))
        elif went is Day.MORE:
            high = STUMP
        others.append(Named(x=middle, y=BASE - high - (SIGN if is_unknown else 0)))
        yield box(_kind(went), middle - wide / 2, BASE - high, wide, high)
        if is_unknown or not high:
            sign = "?" if is_unknown else "0"
            yield svg.text(middle, BASE - high - 3, sign, f"{svg.MIDDLE} {svg.SMALL}")
    yield from names(sorted(named, key=lambda one: one.y)[:MOST], beside=others, half=wide / 2)
    if most:
        at = BASE - most * unit
        yield svg.path("lim", svg.line(LEFT, at, svg.WIDTH, at))
        low = min(at + 12, BASE + 1 - APART)  # above the 0, however small it is
        yield svg.text(LEFT - 4, low - APART, _("my limit"), svg.END)
        yield svg.text(LEFT - 4, low, as_written(most), f"{svg.END} {svg.BOLD}")
    if highest and abs(highest - (most or 0)) * unit >= CLOSE:
        at = BASE - highest * unit
        yield svg.path("tick", svg.line(LEFT - 3, at, LEFT, at))
        yield svg.text(LEFT - 5, at + 5, as_written(highest), svg.END)
    yield svg.text(LEFT - 4, BASE + 1, "0", svg.END)


def _marks(facts: Facts, axis: SpanAxis) -> Iterator[Html]:
    """That it happened: marks all of one height, since nothing is counted."""
    wide = min(axis.step * FILLED, WIDEST)
    yield from gaps(axis, facts.asked, TOP, LOW)
    yield from _unsaid(facts, axis, LOW)
    for day, went in sorted(facts.days.items()):
        middle = axis.middle(day)
        if went is Day.NONE:
            yield svg.text(middle, LOW - 3, "0", f"{svg.MIDDLE} {svg.SMALL}")
        else:
            yield box(_kind(went), middle - wide / 2, LOW - MARK, wide, MARK)
    more = [day for day, went in sorted(facts.days.items()) if went is Day.MORE]
    if len(more) <= MOST:
        yield from names([Named(x=axis.middle(day), y=LOW - MARK, said=_named(facts, day)) for day in more])


def _unsaid(facts: Facts, axis: SpanAxis, base: float) -> Iterator[Html]:
    """A sign where nothing was said: it is no day with none, and no gap."""
    for day in sorted(facts.unsaid & {*axis.every}):
        yield svg.text(axis.middle(day), base - 3, UNSAID, f"{svg.MIDDLE} {svg.SMALL}")


def _kind(went: Day) -> str:
    return "over" if went is Day.MORE else "in" if as_wanted(went) else "open"


def gaps(axis: SpanAxis, written: Collection[date], top: float, base: float) -> Iterator[Html]:
    """Grey where there is nothing, as one field for days in a row."""
    for is_there, some in groupby(axis.every, key=lambda day: day in written):
        run = list(some)
        if not is_there:
            yield box("gap", axis.left(run[0]), top, axis.right(run[-1]) - axis.left(run[0]), base - top)


def _named(facts: Facts, day: date) -> str:
    amount = facts.amounts.get(day)
    when = f"{SHORT[day.weekday()]} {writing.day(day)}"
    return when if amount is None else _("{n} on {day}").format(n=as_written(amount), day=when)


def _stacked(facts: Facts, axis: SpanAxis) -> Iterator[Html]:
    """In each week or month so many days of each kind, the most of them possible being as high as there is room."""
    stretches = axis.stretches()
    longest = max(stretch.length for stretch in stretches)
    unit = (BASE - TOP) / longest
    for stretch in stretches:
        days = [day for day in stretch.days if day in facts.asked]
        went = [facts.by_goal.get(day) for day in days]  # None: nothing was said, or there was no goal
        left, wide = axis.left(stretch.first), axis.right(stretch.last) - axis.left(stretch.first)
        yield box("gap", left, BASE - unit * stretch.length, wide, unit * (stretch.length - len(days)))
        blue, over = sum(map(as_wanted, went)), went.count(Day.MORE)
        kinds = {"in": blue, "open": len(days) - blue - over, "over": over}
        low = BASE
        for kind, count in kinds.items():
            low -= unit * count
            yield box(kind, left + wide * 0.1, low, wide * 0.8, unit * count)
    yield svg.text(LEFT - 4, TOP + 11, str(longest), svg.END)
    yield svg.text(LEFT - 4, TOP + 24, _("days"), svg.END)
    yield svg.text(LEFT - 4, BASE + 1, "0", svg.END)


def _key(facts: Facts) -> str:
    parts = [_("Bar or 0: how much that day.")]
    if any(went is not Day.NONE and not facts.amounts.get(day) for day, went in facts.days.items()):
        parts.append(_("?: it happened, no amount in this unit."))
    drawn = [day for day in facts.days if facts.amounts.get(day)]
    return " ".join([*parts, *_key_unsaid(facts), *_kinds(facts, drawn)])


def _key_marks(facts: Facts) -> str:
    parts = [_("A mark: it happened that day. 0: none that day."), *_key_unsaid(facts)]
    return " ".join([*parts, *_kinds(facts, [*facts.days])])


def _key_unsaid(facts: Facts) -> Iterator[str]:
    if facts.unsaid:
        yield _("{sign}: I did not say.").format(sign=UNSAID)


def _kinds(facts: Facts, drawn: Sequence[date]) -> Iterator[str]:
    """What the looks of a bar or mark say. drawn: the days that have one."""
    went = [facts.days.get(day) for day in drawn]
    if Day.MORE in facts.days.values():
        yield _("Orange: {more}.").format(more=more_said(facts))
    if Day.NOT_SAID in went and not facts.is_open:
        yield str(NO_GOAL if facts.undecided else HOW_UNSAID)
    yield grey_said(facts)


def _key_long(facts: Facts, axis: SpanAxis) -> str:
    parts = [_("Days of each {span}.").format(span=axis.named)]
    if not facts.is_open:
        parts.append(_("Blue: as I wanted. Orange with an edge: {more}.").format(more=more_said(facts)))
    else:
        parts.append(_("Blue: none."))
    if facts.is_open and (facts.unsaid or Day.NOT_SAID in facts.days.values()):
        parts.append(_("White: it happened, or I did not say.") if facts.unsaid else _("White: it happened."))
    elif facts.undecided:
        parts.append(str(NO_GOAL))
    elif facts.unsaid or Day.NOT_SAID in facts.days.values():
        parts.append(str(HOW_UNSAID))
    return " ".join([*parts, grey_said(facts)])


def more_said(facts: Facts) -> str:
    """What a day of more is called: for who wants none, that it happened."""
    return _("it happened, not as I wanted") if facts.wants_none else _("more than I wanted")
