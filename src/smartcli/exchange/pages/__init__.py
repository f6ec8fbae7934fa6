"""Pages to print: one HTML file that needs nothing else, with no script and nothing from the network."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from string import Template

from smartcli.exchange.pages.markup import AUTO, Html, on_lines, tag, words
from smartcli.exercises import content
from smartcli.text.language import _

SUFFIX = ".html"


def page(title: str, style: str, body: Html) -> bytes:
    """The whole file. style: a sheet of data/templates, set after page.css; or several, with blanks between."""
    before, after = around(title, style)
    return before + body.encode("utf-8") + after


def around(title: str, style: str) -> tuple[bytes, bytes]:
    """What stands before the body of a file and after it, for a page that is written piece by piece."""
    sheet = "\n" + "".join(_template(f"{name}.css") for name in ("page", *style.split()))
    before, _body, after = _template("page.html").partition("$body")
    lang = content.languages()[0]
    filled = Template(before).substitute(lang=lang, title=words(title), hash=_hash(sheet), style=sheet)
    return filled.encode("utf-8"), Template(after).substitute().encode("utf-8")


def _hash(sheet: str) -> str:
    """What the policy of a page says of its sheet: no other style counts in it, whoever puts one there."""
    return f"sha256-{b64encode(sha256(sheet.encode('utf-8')).digest()).decode('ascii')}"


def paragraph(text: str, kind: str = "") -> Html:
    return tag("p", words(text), kind=kind)


def bullets(texts: Iterable[str]) -> Html:
    """A list of the person's words; each line runs the way its script does."""
    return on_lines("ul", *(tag("li", words(text), runs=AUTO) for text in texts))


def beside(left: int) -> list[str]:
    """What says how many there are beside those that are shown."""
    return [_("…and {n} more").format(n=left)] if left > 0 else []


def numbered(title: str, number: int, all_: int) -> str:
    """The title of what stands in several places."""
    return _("{title} ({n} of {all})").format(title=title, n=number, all=all_) if all_ > 1 else title


def section(title: str, *parts: Html) -> Html:
    return on_lines("section", tag("h2", words(title)), *parts)


def shortened(text: str, most: int) -> str:
    """At most so many characters, so that one long text does not push the others off the page."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _template(name: str) -> str:
    return content.data().joinpath("templates", name).read_text("utf-8")
