"""The elements of a drawing. Looks are classes of pictures.css, since no attribute may hold a style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from smartcli.exchange.pages.markup import Html, tag, words
from smartcli.exchange.pages.measure import width
from smartcli.text.sanitize import one_line

WIDTH = 660.0  # of every drawing that fills its column; letters of 14 are then some 8 points high on paper
LETTERS = 14.0
LINE, MIDDLE, END, BOLD, SMALL = "", "m", "e", "b", "s"  # how a text stands, and looks; several together with a blank


def drawing(id: str, title: str, about: str, size: tuple[float, float], inside: Iterable[Html]) -> Html:
    """All of it. id: of no other drawing on the page; about: what it shows, in sentences; size: width and height."""
    named = tag("title", words(one_line(title)), more={"id": f"{id}-title"})
    said = tag("desc", words(one_line(about)), more={"id": f"{id}-about"})
    box = f"0 0 {number(size[0])} {number(size[1])}"
    more = {"viewBox": box, "role": "img", "aria-labelledby": f"{id}-title", "aria-describedby": f"{id}-about"}
    return tag("svg", named, said, *inside, more=more, between="\n")


def text(x: float, y: float, said: str, kind: str = "") -> Html:
    return tag("text", words(one_line(said)), kind=kind, more={"x": number(x), "y": number(y)})


def path(kind: str, *steps: str) -> Html:
    return tag("path", kind=kind, more={"d": "".join(steps)})


def box(x: float, y: float, wide: float, high: float) -> str:
    """A step of a path: a rectangle by its upper left corner."""
    return f"M{number(x)} {number(y)}h{number(wide)}v{number(high)}h{number(-wide)}z"


def line(x: float, y: float, to_x: float, to_y: float) -> str:
    """A step of a path: a straight line."""
    return f"M{number(x)} {number(y)}L{number(to_x)} {number(to_y)}"


def circle(kind: str, x: float, y: float, radius: float) -> Html:
    return tag("circle", kind=kind, more={"cx": number(x), "cy": number(y), "r": number(radius)})


def number(value: float) -> str:
    """As short as it can be: 12, 12.5."""
    rounded = f"{value:.1f}".removesuffix(".0")
    return "0" if rounded == "-0" else rounded


BOLDER = 1.1  # how much longer bold letters are


def long(said: str, letters: float = LETTERS, *, bold: bool = False) -> float:
    """About how long a text is, in the units of the drawing."""
    return sum(map(width, one_line(said))) * letters * (BOLDER if bold else 1)


def shortened(said: str, room: float, letters: float = LETTERS) -> str:
    """As much of a text as has room. All of it stands in the table beneath."""
    said = one_line(said)
    if long(said, letters) <= room:
        return said
    while said and long(f"{said}…", letters) > room:
        said = said[:-1]
    return f"{said.rstrip()}…"


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """The numbers of a drawing. The first cell of each row names it."""
    head = tag("tr", *(tag("th", words(one), more={"scope": "col"}) if one else tag("td") for one in heads))
    lines = []
    for first, *rest in rows:
        cells = [tag("td", words(one_line(cell))) for cell in rest]
        lines.append(tag("tr", tag("th", words(one_line(first)), more={"scope": "row"}), *cells))
    caption = tag("caption", words(one_line(title)))
    return tag("table", caption, tag("thead", head), tag("tbody", *lines, between="\n"), kind="numbers", between="\n")
