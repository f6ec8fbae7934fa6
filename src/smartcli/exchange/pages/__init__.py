"""Pages to print: one HTML file that needs nothing else, with no script and nothing from the network."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from string import Template

from smartcli.exercises import content
from smartcli.text.language import _
from smartcli.text.sanitize import safe

SUFFIX = ".html"


def page(title: str, style: str, body: str) -> bytes:
    """The whole file. style: a sheet of data/templates, set after page.css.

    body: HTML, in which every text went through `words`.
    """
    frame = Template(_template("page.html"))
    sheet = _template("page.css") + _template(f"{style}.css")
    filled = frame.substitute(lang=content.languages()[0], title=words(title), style=sheet, body=body)
    return filled.encode("utf-8")


def words(text: str) -> str:
    """Anybody's words as nothing but text: no sign in them is taken for markup, or turns the reading round."""
    return escape(safe(text)).replace("\n", "<br>")


def paragraph(text: str, kind: str = "") -> str:
    opened = f'<p class="{kind}">' if kind else "<p>"
    return f"{opened}{words(text)}</p>"


def bullets(texts: Iterable[str]) -> str:
    """A list of the person's words; each line runs the way its script does."""
    items = "\n".join(f'<li dir="auto">{words(text)}</li>' for text in texts)
    return f"<ul>\n{items}\n</ul>"


def beside(left: int) -> list[str]:
    """What says how many there are beside those that are shown."""
    return [_("…and {n} more").format(n=left)] if left > 0 else []


def numbered(title: str, number: int, all_: int) -> str:
    """The title of what stands in several places."""
    return _("{title} ({n} of {all})").format(title=title, n=number, all=all_) if all_ > 1 else title


def section(title: str, *parts: str) -> str:
    return "\n".join(["<section>", f"<h2>{words(title)}</h2>", *parts, "</section>"])


def shortened(text: str, most: int) -> str:
    """At most so many characters, so that one long text does not push the others off the page."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _template(name: str) -> str:
    return content.data().joinpath("templates", name).read_text("utf-8")
