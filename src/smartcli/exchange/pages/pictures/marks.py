"""The marks of a key: a small drawing and what it means. The same shape means the same everywhere.

Hollow is earlier and full is later; orange with an outline is more than was wanted, or acted on; half of it is in part.
"""

from __future__ import annotations

from collections.abc import Sequence

from smartcli.exchange.pages.markup import Html, joined, tag, words
from smartcli.exchange.pages.pictures import svg

SIZE = 14.0
DOT, HALF, SQUARE, DIAMOND, RING, GAP, LIMIT = "dot", "half", "over", "other", "ring", "gap", "lim"
PARTS = (DOT, HALF, SQUARE, DIAMOND)  # of what a bar is made of, in their order


def mark(kind: str, x: float, y: float, size: float = SIZE) -> Html:
    """One mark by its middle."""
    half = size / 2
    match kind:
        case "dot":
            return svg.circle(DOT, x, y, half * 0.86)
        case "ring" | "ring paper":
            return svg.circle(kind, x, y, half * 0.76)
        case "half":
            low, high = (x - half * 0.8, y - half * 0.8), (x + half * 0.8, y + half * 0.8)
            corner = f"M{svg.number(low[0])} {svg.number(low[1])}L{svg.number(low[0])} {svg.number(high[1])}"
            filled = svg.path("over-in", f"{corner}L{svg.number(high[0])} {svg.number(high[1])}z")
            whole = svg.box(*low, size * 0.8, size * 0.8)
            return joined(svg.path("paper", whole), filled, svg.path("outline", whole, svg.line(*low, *high)))
        case "other":
            points = ((x, y - half * 0.9), (x + half * 0.9, y), (x, y + half * 0.9), (x - half * 0.9, y))
            return svg.path("other", "M", "L".join(f"{svg.number(a)} {svg.number(b)}" for a, b in points), "z")
        case "gap":
            return svg.path(GAP, svg.box(x - half * 0.8, y - half * 0.8, size * 0.8, size * 0.8))
        case "lim" | "mean":
            return svg.path(kind, svg.line(x - half, y, x + half, y))
        case _:
            return svg.path(kind, svg.box(x - half * 0.8, y - half * 0.8, size * 0.8, size * 0.8))


def key(meanings: Sequence[tuple[str, str]]) -> Html:
    """A line that tells what each mark means; a kind that is one sign long stands as itself."""
    parts = [tag("span", _shown(kind), words(f" {meaning}"), kind="key") for kind, meaning in meanings]
    return joined(*parts, between=" ")


def _shown(kind: str) -> Html:
    if len(kind) == 1:
        return tag("b", words(kind))
    more = {"viewBox": f"0 0 {svg.number(SIZE)} {svg.number(SIZE)}", "aria-hidden": "true"}
    return tag("svg", mark(kind, SIZE / 2, SIZE / 2), kind="sign", more=more)
