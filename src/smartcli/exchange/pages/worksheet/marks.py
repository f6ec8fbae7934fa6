"""What a hand fills in: boxes to tick, lines to write on, numbers to circle. All texts go through `words`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import bidirectional

from smartcli.exchange.pages import words

RULE = '<div class="rule"></div>'


def said(text: str, kind: str = "") -> str:
    """A paragraph that runs the way its script does; nothing where there are no words."""
    opened = f'<p class="{kind}" dir="auto">' if kind else '<p dir="auto">'
    return f"{opened}{words(text)}</p>" if text.strip() else ""


def runs(text: str) -> str:
    """Which way the script of a text runs, by its first letter: ltr or rtl."""
    strong = next((kind for sign in text if (kind := bidirectional(sign)) in ("L", "R", "AL")), "L")
    return "ltr" if strong == "L" else "rtl"


def rules(count: int) -> str:
    return f'<div class="rules">{RULE * count}</div>'


def hand(text: str) -> str:
    """Words as if somebody had written them by hand."""
    return said(text, "hand")


def slot(text: str = "", kind: str = "slot") -> str:
    """A short line to write on, within a line."""
    return f'<span class="{kind}">{words(text)}</span>'


def box(text: str, ticked: bool = False) -> str:
    sign = '<span class="box">×</span>' if ticked else '<span class="box"></span>'
    return f"{sign} {words(text)}"


def boxes(texts: Sequence[str], ticked: Iterable[str] = (), own: str | None = None) -> str:
    """One box a text. own: what stands before a line for own words, where they are welcome."""
    known = set(ticked)
    items = [box(text, text in known) for text in texts]
    beside = ", ".join(text for text in known if text not in texts)
    if own is not None:
        items.append(f"{box(own, bool(beside))} {slot(beside, 'slot wide')}")
    return listed(items, _columns(texts))


def listed(items: Iterable[str], kind: str, tag: str = "ul") -> str:
    """Items that are HTML already."""
    rows = "".join(f"<li{_AUTO if _has_words(item) else ''}>{item}</li>" for item in items)
    return f'<{tag} class="{kind}">{rows}</{tag}>'


_AUTO = ' dir="auto"'


def _has_words(item: str) -> bool:
    """What is empty runs as the sheet does."""
    return any(part.partition(">")[2] for part in item.split("<"))


def _columns(texts: Sequence[str]) -> str:
    longest = max(map(len, texts), default=0)
    if len(texts) < 4 or longest > 44:
        return "boxes"
    return "boxes three" if longest <= 26 else "boxes two"


def numbers(marks: Sequence[int], ends: Sequence[str], circled: object) -> str:
    """A row of numbers, its ends named."""
    low, high = ends if len(ends) == 2 else ("", "")
    row = "".join(f'<span class="{"mark on" if mark == circled else "mark"}">{mark}</span>' for mark in marks)
    return (
        f'<div class="scale" dir="auto"><span class="low">{words(low)}</span>{row}'
        f'<span class="high">{words(high)}</span></div>'
    )
