"""What was counted, in tables: what was done at an urge and what followed, and when urges came."""

from __future__ import annotations

from collections.abc import Sequence

from smartcli.exchange.pages import beside
from smartcli.exchange.pages.markup import AUTO, Html, joined, tag, words
from smartcli.exchange.pages.measure import cut
from smartcli.exchange.pages.pictures.marks import PARTS
from smartcli.exchange.pages.visit.drawing import sign
from smartcli.text.language import _
from smartcli.text.pictures.shapes import Bar, Bars, Counts

ROWS = 6  # of what was done
LABEL, LINES = 13.5, 2  # ems of a line with a name, and how many of them; visit.css
MARKS = 10  # signs in a row; more than that are said as a number
SHADES = 3


def done(found: Bars) -> Html:
    """One sign is one urge, where the row has room for them; the words say the same."""
    rows = [_bar(bar) for bar in found.bars[:ROWS]]
    parts = zip(PARTS, found.parts, strict=False)
    key = joined(*(tag("span", sign(id), words(f" {part}"), kind="key") for id, part in parts), between=" ")
    more = [tag("p", words(text), kind="note") for text in beside(len(found.bars) - ROWS)]
    said = [_("What I wrote, not proof of what works.")]
    if any(sum(bar.counts) > MARKS for bar in found.bars[:ROWS]):
        said.insert(0, _("More than {n} are drawn as {n}.").format(n=MARKS))
    note = tag("p", key, words(" ".join(said)), kind="note picture", between=" ")
    return joined(tag("table", tag("tbody", *rows), kind="did picture"), *more, note)


def labels(found: Bars) -> list[str]:
    """The names of the rows, as they stand there."""
    return [_label(bar) for bar in found.bars[:ROWS]]


def _label(bar: Bar) -> str:
    return cut(bar.label, LABEL, LINES)


def _bar(bar: Bar) -> Html:
    n = sum(bar.counts)
    marks = [sign(id) for id, count in zip(PARTS, scaled(bar.counts), strict=False) for _number in range(count)]
    return tag(
        "tr",
        tag("th", words(_label(bar)), runs=AUTO, more={"scope": "row"}),
        tag("td", tag("b", words(f"{n:,}")), kind="n"),
        tag("td", *marks, kind="marks"),
        tag("td", words(bar.words), kind="word"),
    )


def scaled(counts: Sequence[int]) -> list[int]:
    """How many signs of each part: as many as there are, or its share of a full row; at least one of what is there."""
    n = sum(counts)
    if n <= MARKS:
        return [*counts]
    signs = [max(1, round(count * MARKS / n)) if count else 0 for count in counts]
    most = signs.index(max(signs))
    signs[most] += MARKS - sum(signs)
    return signs


def when(found: Counts) -> Html:
    """Counts by weekday and part of the day; a shade says the same as the number in it."""
    most = max((count for row in found.counts for count in row), default=0)
    head = [tag("td"), *(tag("th", words(name), more={"scope": "col"}) for name in found.columns)]
    head.append(tag("th", words(_("all")), kind="sum", more={"scope": "col"}))
    rows = [
        tag(
            "tr",
            tag("th", words(name), more={"scope": "row"}),
            *(_cell(count, most) for count in counts),
            tag("td", words(f"{sum(counts):,}"), kind="sum"),
        )
        for name, counts in zip(found.rows, found.counts, strict=True)
    ]
    for name, counts in found.beneath:
        cells = [tag("td", words(str(count) if count else "·")) for count in counts]
        total = tag("td", words(f"{sum(counts):,}"), kind="sum")
        rows.append(tag("tr", tag("th", words(name), more={"scope": "row"}), *cells, total, kind="beneath"))
    return tag("table", tag("thead", tag("tr", *head)), tag("tbody", *rows), kind="when")


def _cell(count: int, most: int) -> Html:
    if not count:
        return tag("td", words("·"))
    return tag("td", words(f"{count:,}"), kind=f"deep-{max(1, -(-SHADES * count // most))}")
