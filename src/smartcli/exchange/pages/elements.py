"""Markup of ours, read again, for who sets or measures it otherwise than a browser does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from smartcli.exchange.pages.markup import Html
from smartcli.record import Record


class Element(Record):
    """One of its elements. kind: its class; runs: its direction."""

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
