"""The days of the span as one drawing: each with how much it was, or how it went; gaps stay gaps."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from smartcli.exchange.pages.markup import Html, words
from smartcli.exchange.pages.visit.axis import LEFT, RIGHT, WIDTH, Axis, short
from smartcli.exchange.pages.visit.drawing import figure, label, line, picture, rectangle
from smartcli.exchange.pages.visit.sayings import as_wanted, how_it_went
from smartcli.findings.visit.facts import Facts
from smartcli.text.days_said import SHORT
from smartcli.text.language import _
from smartcli.views.days import Day
from smartcli.views.goal import shown

TOP, BASE, HEIGHT = 44.0, 330.0, 370.0
NAMED = 6  # days of more than was wanted that are named, while there are no more


def drawing(facts: Facts) -> Html:
    """Bars a day, or stacks a week or month where the span is long."""
    axis = Axis(first=facts.first, last=facts.last, begins=facts.begins)
    title = _("Each day: {unit}").format(unit=facts.goal.unit) if facts.amounts else _("How each day went")
    parts, said = (_daily(facts, axis), _key(facts)) if axis.is_daily else (_stacked(facts, axis), _key_long(axis))
    described = " ".join(how_it_went(facts).said)
    return figure(picture("days", WIDTH, HEIGHT, title, described, *parts, *axis.drawn(BASE)), words(said))


def _daily(facts: Facts, axis: Axis) -> Iterator[Html]:
    most = limit(facts)
    top = max([*facts.amounts.values(), (most or 0) * 1.6, 1]) if facts.amounts else AT_ONCE[Day.MORE]
    unit = (BASE - TOP - 26) / top
    wide = min((RIGHT - LEFT) / axis.length * 0.66, 34)
    yield from gaps(axis, facts.days, TOP, BASE)
    named: list[tuple[float, float, str]] = []
    for day, went in sorted(facts.days.items()):
        middle = axis.x(day, 0.5)
        high = _amount(facts, day, went) * unit
        if went is Day.MORE:
            high = high or 26
            named.append((middle, BASE - high - 10, _named(facts, day)))
            yield rectangle(middle - wide / 2, BASE - high, wide, high, "over")
        elif high:
            yield rectangle(middle - wide / 2, BASE - high, wide, high, "in" if as_wanted(went) else "unsaid")
        else:
            yield label(middle, BASE - 6, "0" if went is Day.NONE else "?", "m q")
    if len(named) <= NAMED:
        yield from apart(named)
    if most:
        at = BASE - most * unit
        yield line(LEFT, at, RIGHT, at, "lim")
        yield label(LEFT - 8, at - 4, _("my limit"), "e")
        yield label(LEFT - 8, at + 24, shown(most), "e b")
    if facts.amounts:
        yield label(LEFT - 8, BASE + 2, "0", "e")


def gaps(axis: Axis, written: Collection[date], top: float, base: float) -> Iterator[Html]:
    """Grey where there is nothing, as one field for days in a row."""
    days = [axis.first + timedelta(days=number) for number in range(axis.length)]
    for is_there, some in groupby(days, key=lambda day: day in written):
        run = list(some)
        if not is_there:
            left, right = axis.x(run[0]), axis.x(run[-1], 1)
            yield rectangle(left, top, right - left, base - top, "gap")


def apart(named: Sequence[tuple[float, float, str]]) -> Iterator[Html]:
    """Names over marks, as many as have room beside one another."""
    free = 0.0
    for middle, y, text in named:
        half = len(text) * 6.6
        if middle - half >= free:
            yield label(min(max(middle, LEFT + half), RIGHT - half), y, text, "m b")
            free = middle + half + 8


# How high a bar is that only says how the day went.
AT_ONCE = {Day.NONE: 0.0, Day.AS_WANTED: 0.8, Day.MORE: 1.6}


def _amount(facts: Facts, day: date, went: Day) -> float:
    if facts.amounts:
        return facts.amounts.get(day, 0)
    return 0.8 if went is Day.NOT_SAID and day in facts.happened else AT_ONCE.get(went, 0)


def _named(facts: Facts, day: date) -> str:
    amount = facts.amounts.get(day)
    when = f"{SHORT[day.weekday()]} {short(day)}"
    return when if amount is None else _("{n} on {day}").format(n=shown(amount), day=when)


def limit(facts: Facts) -> float | None:
    """The most that is wanted of a day, where that is an amount above none."""
    return facts.goal.at_most_day or None


def _stacked(facts: Facts, axis: Axis) -> Iterator[Html]:
    """In each week or month so many days of each kind, the most of them possible being as high as there is room."""
    stretches = axis.stretches()
    unit = (BASE - TOP) / max(stretch.length for stretch in stretches)
    for stretch in stretches:
        went = [facts.days.get(stretch.first + timedelta(days=n)) for n in range(stretch.length)]
        left, right = axis.x(stretch.first), axis.x(stretch.last, 1)
        wide, at = max(1.0, (right - left) * 0.8), left + (right - left) * 0.1
        yield rectangle(left, BASE - unit * stretch.length, right - left, unit * went.count(None), "gap")
        low = BASE
        for kind, count in (
            ("in", sum(as_wanted(day) for day in went)),
            ("unsaid", went.count(Day.NOT_SAID)),
            ("over", went.count(Day.MORE)),
        ):
            if count:
                low -= unit * count
                yield rectangle(at, low, wide, unit * count, kind)
    yield label(LEFT - 8, TOP + 22, str(max(stretch.length for stretch in stretches)), "e")
    yield label(LEFT - 8, TOP + 46, _("days"), "e")
    yield label(LEFT - 8, BASE + 2, "0", "e")


def _key(facts: Facts) -> str:
    parts = [_("Bar or 0: how much that day.") if facts.amounts else _("Bar: it happened. 0: none that day.")]
    if any(went is not Day.NONE and not _amount(facts, day, went) for day, went in facts.days.items()):
        parts.append(_("?: how much is not written.") if facts.amounts else _("?: not said."))
    if Day.MORE in facts.days.values():
        parts.append(_("Orange: more than I wanted."))
    return " ".join([*parts, _("Grey: no answer.")])


def _key_long(axis: Axis) -> str:
    text = _("Days of each {span}. Blue: as I wanted. Orange with an edge: more. Grey: no answer.")
    return text.format(span=axis.named)
