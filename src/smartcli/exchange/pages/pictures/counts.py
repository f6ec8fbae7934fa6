"""Counts in two directions, each in its cell; deeper blue is more, and the number says how many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smartcli.exchange.pages.markup import Html
from smartcli.exchange.pages.pictures import svg
from smartcli.text.language import _
from smartcli.text.pictures import counts
from smartcli.text.pictures.shapes import Counts

HIGH, HEAD = 26.0, 24.0
LONGEST, WIDEST = 170.0, 64.0  # the room for the name of a row, and a cell
SHADES = ("deep-1", "deep-2", "deep-3")
NONE = "·"


def drawn(it: Counts, id: str) -> Html:
    below = 1 + len(it.beneath)
    size = (svg.WIDTH, HEAD + (len(it.counts) + below) * HIGH + 8)
    return svg.drawing(id, it.title, counts.said(it), size, _inside(it))


def _inside(it: Counts) -> Iterator[Html]:
    names = [*it.rows, *(name for name, _row in it.beneath), _("all")]
    left = min(LONGEST, max(map(svg.long, names)) + 12)
    wide = min(WIDEST, (svg.WIDTH - left) / (len(it.columns) + 1))
    most = max([1, *(count for row in it.counts for count in row)])
    yield from _words(left, wide, 16, [*it.columns, _("all")], svg.SMALL if wide < WIDEST / 2 else "")
    y = HEAD
    for name, row in zip(it.rows, it.counts, strict=True):
        for place, count in enumerate(row):
            if count:
                shade = SHADES[min(2, (count * 3 - 1) // most)]
                yield svg.path(shade, svg.box(left + place * wide + 1, y + 1, wide - 2, HIGH - 2))
        yield svg.text(0, y + HIGH - 8, svg.shortened(name, left - 6))
        yield from _words(left, wide, y + HIGH - 8, [str(count) if count else NONE for count in row])
        yield from _words(left + len(row) * wide, wide, y + HIGH - 8, [str(sum(row))], svg.BOLD)
        y += HIGH
    yield svg.path("base", svg.line(0, y + 3, left + (len(it.columns) + 1) * wide, y + 3))
    y += 6
    sums = counts.sums(it)
    for name, row in ((_("all"), sums), *it.beneath):
        yield svg.text(0, y + HIGH - 8, svg.shortened(name, left - 6))
        yield from _words(
            left, wide, y + HIGH - 8, [*map(str, row), str(sum(row))], "" if (name, row) in it.beneath else svg.BOLD
        )
        y += HIGH


def _words(left: float, wide: float, y: float, cells: Sequence[str], kind: str = "") -> Iterator[Html]:
    for place, said in enumerate(cells):
        at = left + (place + 0.5) * wide
        yield svg.text(at, y, svg.shortened(said, wide), f"{svg.MIDDLE} {kind}".strip())


def numbers(it: Counts) -> Html:
    sums = counts.sums(it)
    every = [*zip(it.rows, it.counts, strict=True), (_("all"), sums), *it.beneath]
    rows = [[name, *map(str, row), str(sum(row))] for name, row in every]
    return svg.table(it.title, ["", *it.columns, _("all")], rows)
