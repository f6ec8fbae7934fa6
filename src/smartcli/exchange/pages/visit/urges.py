"""The urges of the span as one drawing: each from its start to after it, or how many a week where there are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from smartcli.exchange.pages.markup import Html, joined, tag, words
from smartcli.exchange.pages.visit.axis import LEFT, RIGHT, WIDTH, Axis
from smartcli.exchange.pages.visit.days import NAMED, apart, gaps
from smartcli.exchange.pages.visit.drawing import (
    FULL,
    HALF,
    OPEN,
    OVER,
    RING,
    figure,
    label,
    line,
    picture,
    placed,
    rectangle,
    sign,
)
from smartcli.exchange.pages.visit.sayings import what_became
from smartcli.findings.visit.facts import Became, Facts, WrittenUrge
from smartcli.text.language import Later, _

TOP, BASE, HEIGHT = 40.0, 290.0, 330.0
STRONGEST = 10
MANY = 150  # from there on they would lie on one another
SIZE = 20.0
NAMES = {Became.ACTED: Later("acted on"), Became.IN_PART: Later("in part")}
ENDS = {Became.ACTED: OVER, Became.IN_PART: HALF, Became.NOT_ACTED: RING, Became.NOT_SAID: OPEN}


def drawing(facts: Facts) -> Html:
    axis = Axis(first=facts.first, last=facts.last, begins=facts.begins)
    is_single = axis.is_daily and len(facts.urges) <= MANY
    parts = _single(facts, axis) if is_single else _stacked(facts, axis)
    title = _("Each urge, its strength before and after") if is_single else _("Urges, and what became of them")
    described = " ".join(what_became(facts).said)
    shown = picture("urges", WIDTH, HEIGHT, title, described, *parts, *axis.drawn(BASE))
    return figure(shown, _key() if is_single else _key_long(axis))


def _single(facts: Facts, axis: Axis) -> Iterator[Html]:
    yield from gaps(axis, {*facts.days, *(urge.day for urge in facts.urges)}, TOP, BASE)
    for high in (0, 5, STRONGEST):
        yield line(LEFT, _y(high), RIGHT, _y(high), "grid")
        yield label(LEFT - 8, _y(high) + 9, str(high), "e")
    by_day = Counter(urge.day for urge in facts.urges)
    seen = Counter[object]()
    named = []
    for urge in facts.urges:
        seen[urge.day] += 1
        x = axis.x(urge.day, seen[urge.day] / (by_day[urge.day] + 1))
        yield from _one(x, urge)
        if urge.became in NAMES:
            named.append((x, _y(urge.strength or 0) - 18, str(NAMES[urge.became])))
    if len(named) <= NAMED:
        yield from apart(named)


def _one(x: float, urge: WrittenUrge) -> Iterator[Html]:
    start = urge.strength if urge.strength is not None else urge.after
    if start is None:
        yield placed(ENDS[urge.became], x, BASE - SIZE / 2, SIZE)
        return
    if urge.strength is not None and urge.after is not None:
        yield line(x, _y(start), x, _y(urge.after), "fall")
        yield placed(FULL, x, _y(urge.after), SIZE)
    yield placed(ENDS[urge.became], x, _y(start), SIZE)


def _y(strength: float) -> float:
    return BASE - (BASE - TOP) * strength / STRONGEST


def _stacked(facts: Facts, axis: Axis) -> Iterator[Html]:
    stretches = axis.stretches()
    found = [Counter(u.became for u in facts.urges if part.first <= u.day <= part.last) for part in stretches]
    most = max([1, *(sum(counts.values()) for counts in found)])
    unit = (BASE - TOP) / most
    for part, counts in zip(stretches, found, strict=True):
        left, right = axis.x(part.first), axis.x(part.last, 1)
        wide, at, low = max(1.0, (right - left) * 0.8), left + (right - left) * 0.1, BASE
        for became, kind in KINDS.items():
            if counts[became]:
                low -= unit * counts[became]
                yield rectangle(at, low, wide, unit * counts[became], kind)
    yield label(LEFT - 8, TOP + 9, str(most), "e")
    yield label(LEFT - 8, BASE + 2, "0", "e")


KINDS = {Became.NOT_ACTED: "in", Became.NOT_SAID: "unsaid", Became.IN_PART: "part", Became.ACTED: "over"}


def _key() -> Html:
    parts = [(RING, _("at the start")), (FULL, _("after")), (OVER, _("acted on")), (HALF, _("in part"))]
    shown = [tag("span", sign(id), words(text)) for id, text in parts]
    return joined(words(_("Strength of each urge, 0 to 10:")), *shown, between=" ")


def _key_long(axis: Axis) -> Html:
    text = _("Urges of each {span}. Blue: not acted on. White with an edge: in part. Orange with an edge: acted on.")
    return words(text.format(span=axis.named))
