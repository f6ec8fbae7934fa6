"""The urges of the span as one drawing: each from its start to after it, or how many a week where there are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from smartcli.exchange.pages.markup import Html, joined, tag, words
from smartcli.exchange.pages.pictures import svg
from smartcli.exchange.pages.pictures.axis import LEFT
from smartcli.exchange.pages.pictures.marks import DIAMOND, DOT, HALF, RING, SQUARE, mark
from smartcli.exchange.pages.visit.axis import SpanAxis
from smartcli.exchange.pages.visit.days import gaps
from smartcli.exchange.pages.visit.drawing import box, figure, sign
from smartcli.exchange.pages.visit.names import MOST, Named, names
from smartcli.exchange.pages.visit.sayings import what_became
from smartcli.findings.visit.facts import OPEN, Became, Facts, UrgeMark, open_said
from smartcli.text.language import Later, _

TOP, BASE, HEIGHT = 20.0, 145.0, 164.0
STRONGEST = 10
MANY = 150  # from there on they would lie on one another
SIZE = 11.0
NAMES = {Became.ACTED: Later("acted on"), Became.IN_PART: Later("in part")}
ENDS = {Became.ACTED: SQUARE, Became.IN_PART: HALF, Became.NOT_ACTED: f"{RING} paper", **dict.fromkeys(OPEN, DIAMOND)}
KINDS = {Became.NOT_ACTED: "in", **dict.fromkeys(OPEN, "open"), Became.IN_PART: "part", Became.ACTED: "over"}


def drawing(facts: Facts) -> Html:
    axis = SpanAxis(first=facts.first, last=facts.last, begins=facts.begins)
    is_single = axis.is_daily and len(facts.urges) <= MANY
    parts = _single(facts, axis) if is_single else _stacked(facts, axis)
    title = _("Each urge, its strength before and after") if is_single else _("Urges, and what became of them")
    described = " ".join(what_became(facts).said)
    drawn = svg.drawing("urges", title, described, (svg.WIDTH, HEIGHT), [*parts, *axis.drawn(BASE)])
    return figure(drawn, _key(facts) if is_single else _key_long(facts, axis))


def _single(facts: Facts, axis: SpanAxis) -> Iterator[Html]:
    yield from gaps(axis, {*facts.days, *(urge.day for urge in facts.urges)}, TOP, BASE)
    yield svg.path("grid", *(svg.line(LEFT, _y(high), svg.WIDTH, _y(high)) for high in (0, 5, STRONGEST)))
    for high in (0, 5, STRONGEST):
        yield svg.text(LEFT - 4, _y(high) + 5, str(high), svg.END)
    by_day = Counter(urge.day for urge in facts.urges)
    seen = Counter[object]()
    named: list[Named] = []
    for urge in facts.urges:
        seen[urge.day] += 1
        x = axis.left(urge.day) + axis.step * seen[urge.day] / (by_day[urge.day] + 1)
        yield from _one(x, urge)
        if urge.became in NAMES:
            named.append(Named(x=x, y=_y(urge.strength or 0) - 4, said=str(NAMES[urge.became])))
    if len(named) <= MOST:
        yield from names(named)


def _one(x: float, urge: UrgeMark) -> Iterator[Html]:
    start = urge.strength if urge.strength is not None else urge.after
    if start is None:
        yield mark(ENDS[urge.became], x, BASE - SIZE / 2, SIZE)
        return
    if urge.strength is not None and urge.after is not None:
        yield svg.path("fall", svg.line(x, _y(start), x, _y(urge.after)))
        yield mark(DOT, x, _y(urge.after), SIZE)
    yield mark(ENDS[urge.became], x, _y(start), SIZE)


def _y(strength: float) -> float:
    return BASE - (BASE - TOP) * strength / STRONGEST


def _stacked(facts: Facts, axis: SpanAxis) -> Iterator[Html]:
    stretches = axis.stretches()
    found = [Counter(u.became for u in facts.urges if part.first <= u.day <= part.last) for part in stretches]
    most = max([1, *(sum(counts.values()) for counts in found)])
    unit = (BASE - TOP) / most
    for part, counts in zip(stretches, found, strict=True):
        left, wide, low = axis.left(part.first), axis.right(part.last) - axis.left(part.first), BASE
        for became, kind in KINDS.items():
            low -= unit * counts[became]
            yield box(kind, left + wide * 0.1, low, wide * 0.8, unit * counts[became])
    yield svg.text(LEFT - 4, TOP + 5, str(most), svg.END)
    yield svg.text(LEFT - 4, BASE + 1, "0", svg.END)


def _key(facts: Facts) -> Html:
    parts = [(RING, _("at the start")), (DOT, _("after")), (SQUARE, _("acted on")), (HALF, _("in part"))]
    if open_ := open_said(urge.became for urge in facts.urges):
        parts.append((DIAMOND, open_))
    shown = [tag("span", sign(kind), words(f" {text}"), kind="key") for kind, text in parts]
    return joined(words(_("Strength of each urge, 0 to 10:")), *shown, between=" ")


def _key_long(facts: Facts, axis: SpanAxis) -> Html:
    text = _("Urges of each {span}. Blue: not acted on. White with an edge: in part. Orange with an edge: acted on.")
    said = text.format(span=axis.named)
    if open_ := open_said(urge.became for urge in facts.urges):
        said += " " + _("White with a broken edge: {open}.").format(open=open_)
    return words(said)
