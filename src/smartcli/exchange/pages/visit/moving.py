"""What moved between the first part of the span and the last: a row each, with both numbers and how many days."""

from __future__ import annotations

from smartcli.exchange.pages.markup import Html, joined, tag, words
from smartcli.exchange.pages.pictures import svg
from smartcli.exchange.pages.pictures.marks import DOT, RING, mark
from smartcli.exchange.pages.visit.drawing import sign
from smartcli.text.language import _, ngettext
from smartcli.text.moved import Moved
from smartcli.text.pictures.shapes import Pair, Pairs

WIDTH, HEIGHT, EDGE = 220.0, 14.0, 6.0
MOST = 6  # rows on a sheet


def table(found: Pairs) -> Html:
    """Hollow is earlier, full is later; each row runs over its own scale."""
    head = tag(
        "tr",
        tag("td"),
        tag("th", sign(RING), words(found.earlier)),
        tag("td", _ends(found)),
        tag("th", sign(DOT), words(found.later)),
        tag("td"),
    )
    rows = [_row(pair) for pair in found.pairs[:MOST]]
    return tag("table", tag("thead", head), tag("tbody", *rows), kind="moving picture")


def _ends(found: Pairs) -> Html:
    """The ends of the scale, where all rows have the same."""
    ends = {(pair.low, pair.high) for pair in found.pairs[:MOST]}
    names = [f"{end:g}" for end in ends.pop()] if len(ends) == 1 else []
    return tag("p", *(tag("span", words(name)) for name in names), kind="ends")


def _row(pair: Pair) -> Html:
    strong = pair.moved in (Moved.LOWER, Moved.HIGHER)
    return tag(
        "tr",
        tag("th", words(pair.label), more={"scope": "row"}),
        _value(pair.earlier, pair.n[0]),
        tag("td", _drawn(pair)),
        _value(pair.later, pair.n[1]),
        tag("td", words(_moved(pair)), kind="word"),
        kind="strong" if strong else "",
    )


def _value(value: float | None, days: int) -> Html:
    n = ngettext("{n} day", "{n} days", days).format(n=f"{days:,}")
    shown = tag("b", words("–" if value is None else f"{value:.1f}"))
    return tag("td", joined(shown, tag("i", words(n)), between=" "), kind="n")


def _moved(pair: Pair) -> str:
    return {
        Moved.LOWER: _("lower"),
        Moved.HIGHER: _("higher"),
        Moved.NO_CLEAR_DIFFERENCE: _("no clear difference"),
    }.get(pair.moved, _("too few to say"))


def _drawn(pair: Pair) -> Html:
    """The numbers beside it say the same, so it has no name of its own."""
    span = (pair.high - pair.low) or 1

    def x(value: float) -> float:
        return EDGE + (WIDTH - 2 * EDGE) * min(1.0, max(0.0, (value - pair.low) / span))

    middle = HEIGHT / 2
    ticks = [svg.line(at, 3, at, HEIGHT - 3) for at in (EDGE, WIDTH - EDGE)]
    parts = [svg.path("grid", svg.line(EDGE, middle, WIDTH - EDGE, middle), *ticks)]
    if pair.earlier is not None and pair.later is not None:
        parts.append(svg.path("fall", svg.line(x(pair.earlier), middle, x(pair.later), middle)))
    if pair.earlier is not None:
        parts.append(mark(f"{RING} paper", x(pair.earlier), middle, 11))
    if pair.later is not None:
        parts.append(mark(DOT, x(pair.later), middle, 7 if pair.earlier == pair.later else 11))
    more = {"viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}", "aria-hidden": "true"}
    return tag("svg", *parts, kind="scale", more=more)
