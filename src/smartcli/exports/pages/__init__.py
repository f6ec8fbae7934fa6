"""Pages to print: one HTML file that needs nothing else, with no script and nothing from the network."""

from __future__ import annotations

from html import escape
from math import ceil
from string import Template
from unicodedata import east_asian_width

from smartcli import content
from smartcli.safe import safe
from smartcli.words import _

SUFFIX = ".html"


def page(title: str, style: str, body: str) -> bytes:
    """The whole file. style: a sheet of data/templates. body: HTML, in which every text went through `words`."""
    frame = Template(_template("page.html"))
    sheet = _template(f"{style}.css")
    filled = frame.substitute(lang=content.languages()[0], title=words(title), style=sheet, body=body)
    return filled.encode("utf-8")


def words(text: str) -> str:
    """Anybody's words as nothing but text: no sign in them is taken for markup, or turns the reading round."""
    return escape(safe(text)).replace("\n", "<br>")


def paragraph(text: str, kind: str = "") -> str:
    opened = f'<p class="{kind}">' if kind else "<p>"
    return f"{opened}{words(text)}</p>"


def bullets(texts: list[str]) -> str:
    """A list of the person's words; each line runs the way its script does."""
    items = "\n".join(f'<li dir="auto">{words(text)}</li>' for text in texts)
    return f"<ul>\n{items}\n</ul>"


def more(left: int) -> list[str]:
    """What says how many there are beside those that are shown."""
    return [paragraph(_("…and {n} more").format(n=left), "more")] if left > 0 else []


def section(title: str, *parts: str) -> str:
    return "\n".join(["<section>", f"<h2>{words(title)}</h2>", *parts, "</section>"])


def shortened(text: str, most: int) -> str:
    """At most so many characters, so that one long text does not push the others off the page."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def height(text: str, columns: int) -> int:
    """About how many lines a text takes, with so many small letters on one."""
    return max(1, ceil(sum(map(_width, text)) / columns))


def _width(sign: str) -> float:
    if east_asian_width(sign) in "WF" or sign in "MW@%":
        return 2
    return 1.5 if sign.isupper() or sign in "mw" else 1


def _template(name: str) -> str:
    return content.data().joinpath("templates", name).read_text("utf-8")
