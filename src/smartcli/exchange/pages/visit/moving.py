"""What moved between the first part of the span and the last: a row each, with both numbers and how many days."""

from __future__ import annotations

from smartcli.exchange.pages.markup import Html, joined, tag, words
from smartcli.exchange.pages.visit.drawing import FULL, RING, line, placed, shape, sign
from smartcli.text.language import _, ngettext
from smartcli.text.pictures.shapes import Moved, Pair, Pairs

WIDTH, HEIGHT, EDGE = 620.0, 40.0, 14.0
MOST = 6  # rows on a sheet


def table(found: Pairs) -> Html:
    """Hollow is earlier, full is later; each row runs over its own scale."""
    head = tag(
        "tr",
        tag("td"),
        tag("th", sign(RING), words(found.earlier)),
        tag("td", _ends(found)),
        tag("th", sign(FULL), words(found.later)),
        tag("td"),
    )
    rows = [_row(pair) for pair in found.pairs[:MOST]]
    return tag("table", tag("thead", head), tag("tbody", *rows), kind="moving")


def _ends(found: Pairs) -> Html:
    """The ends of the scale, where all rows have the same."""
    ends = {(pair.low, pair.high) for pair in found.pairs[:MOST]}
    names = [f"{end:g}" for end in ends.pop()] if len(ends) == 1 else []
    return tag("p", *(tag("span", words(name)) for name in names), kind="ends")


def _row(pair: Pair) -> Html:
    strong = pair.moved in (Moved.LOWER, Moved.HIGHER)
    return tag(
        "tr",
        shape("th", words(pair.label), scope="row"),
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

    parts = [
        line(EDGE, 20, WIDTH - EDGE, 20, "grid"),
        line(EDGE, 10, EDGE, 30, "grid"),
        line(WIDTH - EDGE, 10, WIDTH - EDGE, 30, "grid"),
    ]
    if pair.earlier is not None and pair.later is not None:
        parts.append(line(x(pair.earlier), 20, x(pair.later), 20, "fall"))
    if pair.earlier is not None:
        parts.append(placed(RING, x(pair.earlier), 20, 30))
    if pair.later is not None:
        parts.append(placed(FULL, x(pair.later), 20, 22 if pair.earlier == pair.later else 30))
    return shape("svg", *parts, viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}", kind="scale", aria_hidden="true")
