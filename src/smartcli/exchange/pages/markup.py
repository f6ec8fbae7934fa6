"""Markup: what anybody wrote gets into it as nothing but text, and the type of a text says whether it is markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from html.parser import HTMLParser
from typing import NewType

from smartcli.record import EMPTY, Record
from smartcli.text.sanitize import safe

# Made here alone, out of words and other markup; so the type checker finds a text that nobody escaped.
Html = NewType("Html", str)

NOTHING = Html("")
BREAK = Html("<br>")
AUTO = "auto"  # which way it runs: as its own script does


def words(text: str) -> Html:
    """Anybody's words as nothing but text: no sign in them is taken for markup, or turns the reading round."""
    return Html(escape(safe(text)).replace("\n", BREAK))


def joined(*parts: Html, between: str = "") -> Html:
    return Html(between.join(parts))


def tag(
    name: str, *inside: Html, kind: str = "", runs: str = "", between: str = "", more: Mapping[str, str] = EMPTY
) -> Html:
    """An element with this inside. kind: its class; runs: its direction, ltr, rtl or AUTO; more: its other attributes.

    No attribute holds a style or anything to run: pages are shown under a policy that refuses both.
    """
    attributes = {"class": kind, "dir": runs, **more}
    given = "".join(f' {key}="{escape(safe(value))}"' for key, value in attributes.items() if value)
    return Html(f"<{name}{given}>{between.join(inside)}</{name}>")


def on_lines(name: str, *inside: Html, kind: str = "", runs: str = "") -> Html:
    """The same with all that is inside on lines of its own."""
    return tag(name, NOTHING, *inside, NOTHING, kind=kind, runs=runs, between="\n")


def is_element(markup: Html, name: str, kind: str) -> bool:
    """Whether a piece of markup is an element of this name whose class is this, or begins like it."""
    return markup.startswith(f'<{name} class="{kind}')


class Element(Record):
    """What stands in markup of ours, for who sets or measures it otherwise than a browser does."""

    name: str
    kind: str = ""
    runs: str = ""
    inside: tuple[Element | str, ...] = ()  # other elements, and words

    @property
    def text(self) -> str:
        """All its words, on one line."""
        return " ".join("".join(self._words()).split())

    @property
    def elements(self) -> tuple[Element, ...]:
        return tuple(part for part in self.inside if isinstance(part, Element))

    @property
    def kinds(self) -> list[str]:
        return self.kind.split()

    def _words(self) -> Iterator[str]:
        for part in self.inside:
            yield part if isinstance(part, str) else " " if part.name == "br" else part.text


def elements(markup: Html) -> tuple[Element, ...]:
    """The elements of a piece of markup. All that was made by `tag` is closed, but BREAK."""
    reading = _Reading()
    reading.feed(markup)
    reading.close()
    return Element(name="", inside=tuple(reading.open[0][1])).elements


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[Mapping[str, str | None], list[Element | str]]] = [({}, [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.open[-1][1].append(Element(name=tag))
        else:
            self.open.append((dict(attrs), []))

    def handle_endtag(self, tag: str) -> None:
        given, inside = self.open.pop()
        kind, runs = given.get("class") or "", given.get("dir") or ""
        self.open[-1][1].append(Element(name=tag, kind=kind, runs=runs, inside=tuple(inside)))

    def handle_data(self, data: str) -> None:
        self.open[-1][1].append(data)
