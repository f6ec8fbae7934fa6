"""Shapes of a drawing in a page: nothing gets into one but numbers and escaped words."""

from __future__ import annotations

from html import escape

from smartcli.exchange.pages.markup import Html, joined, tag, words


def shape(name: str, *inside: Html, kind: str = "", **given: str | float) -> Html:
    """An element of SVG. kind: its class; `_` in a name stands for `-`."""
    every = {**({"class": kind} if kind else {}), **given}
    said = "".join(f' {key.replace("_", "-")}="{escape(_number(value))}"' for key, value in every.items())
    return Html(f"<{name}{said}/>") if not inside else Html(f"<{name}{said}>{joined(*inside)}</{name}>")


def label(x: float, y: float, text: str, kind: str = "") -> Html:
    """Words in a drawing."""
    return shape("text", words(text), kind=kind, x=x, y=y)


def rectangle(x: float, y: float, width: float, height: float, kind: str) -> Html:
    return shape("rect", kind=kind, x=x, y=y, width=width, height=height)


def line(x: float, y: float, to_x: float, to_y: float, kind: str) -> Html:
    return shape("path", kind=kind, d=f"M{_number(x)} {_number(y)}L{_number(to_x)} {_number(to_y)}")


def picture(id: str, width: float, height: float, title: str, description: str, *parts: Html) -> Html:
    """A whole drawing with its name and what it shows in words. id: its own on the page."""
    named = [Html(f'<title id="{id}-t">{words(title)}</title>'), Html(f'<desc id="{id}-d">{words(description)}</desc>')]
    return shape(
        "svg",
        *named,
        *parts,
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        role="img",
        aria_labelledby=f"{id}-t {id}-d",
    )


def sign(id: str, name: str = "") -> Html:
    """A mark within a line of text, out of SIGNS. name: what it means, where no words beside it say so."""
    seen = {"role": "img", "aria_label": name} if name else {"aria_hidden": "true"}
    return shape("svg", shape("use", href=f"#{id}", width=18, height=18), kind="u", viewBox="0 0 18 18", **seen)


def placed(id: str, x: float, y: float, size: float) -> Html:
    """The same mark within a drawing; x, y: its middle."""
    return shape("use", href=f"#{id}", x=x - size / 2, y=y - size / 2, width=size, height=size)


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 1):g}"


FULL, RING, HALF, OVER, OPEN = "full", "ring", "half", "over", "open"
# full: later, or not acted on. ring: earlier. half: in part. over: acted on, or more than was wanted. open: not said.
# Each differs by its form, so that a print without colour says the same.
_FORMS = {
    FULL: [shape("circle", kind="dot", cx=9, cy=9, r=7.5)],
    RING: [shape("circle", kind="ring", cx=9, cy=9, r=6.5)],
    HALF: [shape("path", kind="white", d="M2 2H16V16H2z"), shape("path", kind="more", d="M2 2V16H16z"),
           shape("path", kind="edge", d="M2 2H16V16H2zL16 16")],
    OVER: [shape("path", kind="more", d="M2 2H16V16H2z"), shape("path", kind="edge", d="M2 2H16V16H2z")],
    OPEN: [shape("circle", kind="unsaid", cx=9, cy=9, r=6.5)],
}  # fmt: skip


def signs() -> Html:
    """The marks, once on a page, for all that name them."""
    forms = [shape("symbol", *parts, id=id, viewBox="0 0 18 18") for id, parts in _FORMS.items()]
    return shape("svg", shape("defs", *forms), kind="defs", aria_hidden="true", width=0, height=0)


def figure(drawing: Html, caption: Html) -> Html:
    return tag("figure", drawing, tag("figcaption", caption))
