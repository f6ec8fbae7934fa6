"""What a hand fills in: boxes to tick, lines to write on, numbers to circle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import bidirectional

from smartcli.exchange.pages.markup import AUTO, NOTHING, Html, joined, tag, words

RULE = tag("div", kind="rule")


def said(text: str, kind: str = "") -> Html:
    """A paragraph that runs the way its script does; nothing where there are no words."""
    return tag("p", words(text), kind=kind, runs=AUTO) if text.strip() else NOTHING


def runs(text: str) -> str:
    """Which way the script of a text runs, by its first letter: ltr or rtl."""
    strong = next((kind for sign in text if (kind := bidirectional(sign)) in ("L", "R", "AL")), "L")
    return "ltr" if strong == "L" else "rtl"


def rules(count: int) -> Html:
    return tag("div", *[RULE] * count, kind="rules")


def hand(text: str) -> Html:
    """Words as if somebody had written them by hand."""
    return said(text, "hand")


def slot(text: str = "", kind: str = "slot") -> Html:
    """A short line to write on, within a line."""
    return tag("span", words(text), kind=kind)


def box(text: str, ticked: bool = False) -> Html:
    return joined(tag("span", words("×" if ticked else ""), kind="box"), words(text), between=" ")


def boxes(texts: Sequence[str], ticked: Iterable[str] = (), own: str | None = None) -> Html:
    """One box a text. own: what stands before a line for own words, where they are welcome."""
    known = set(ticked)
    items = [box(text, text in known) for text in texts]
    beside = ", ".join(text for text in known if text not in texts)
    if own is not None:
        items.append(joined(box(own, bool(beside)), slot(beside, "slot wide"), between=" "))
    return listed(items, _columns(texts))


def listed(items: Iterable[Html], kind: str, name: str = "ul") -> Html:
    return tag(name, *(tag("li", item, runs=AUTO if _has_words(item) else "") for item in items), kind=kind)


def _has_words(item: Html) -> bool:
    """What is empty runs as the sheet does."""
    return any(part.partition(">")[2] for part in item.split("<"))


def _columns(texts: Sequence[str]) -> str:
    longest = max(map(len, texts), default=0)
    if len(texts) < 4 or longest > 44:
        return "boxes"
    return "boxes three" if longest <= 26 else "boxes two"


def numbers(marks: Sequence[int], ends: Sequence[str], circled: object) -> Html:
    """A row of numbers, its ends named."""
    low, high = ends if len(ends) == 2 else ("", "")
    row = (slot(str(mark), "mark on" if mark == circled else "mark") for mark in marks)
    return tag("div", slot(low, "low"), *row, slot(high, "high"), kind="scale", runs=AUTO)
