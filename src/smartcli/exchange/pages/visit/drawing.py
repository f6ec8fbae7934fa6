"""What the drawings of this page share beyond `pages/pictures`: marks within a line of text, and stacks."""

from __future__ import annotations

from smartcli.exchange.pages.markup import NOTHING, Html, tag
from smartcli.exchange.pages.pictures import svg
from smartcli.exchange.pages.pictures.marks import SIZE, mark


def sign(kind: str) -> Html:
    """A mark of its own, where words beside it say what it means."""
    more = {"viewBox": f"0 0 {SIZE:g} {SIZE:g}", "aria-hidden": "true"}
    return tag("svg", mark(kind, SIZE / 2, SIZE / 2), kind="sign", more=more)


def box(kind: str, x: float, y: float, wide: float, high: float) -> Html:
    """A rectangle by its upper left corner; none where it has no height."""
    return svg.path(kind, svg.box(x, y, wide, high)) if high > 0 else NOTHING


def figure(drawing: Html, caption: Html) -> Html:
    return tag("figure", drawing, tag("figcaption", caption), kind="picture")
