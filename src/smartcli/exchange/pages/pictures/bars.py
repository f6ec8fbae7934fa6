"""A mark for each time, by what became of it, so that the length is how many."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.exchange.pages.markup import Html
from smartcli.exchange.pages.pictures import svg
from smartcli.exchange.pages.pictures.marks import PARTS, key, mark
from smartcli.text.language import _
from smartcli.text.pictures import bars
from smartcli.text.pictures.shapes import Bar, Bars

HIGH, SIZE = 24.0, 14.0
MOST = 20  # marks in a row; beyond, one stands for several
LONGEST = 190.0  # the room for a name
OTHER = PARTS[-1]


def drawn(it: Bars, id: str) -> Html:
    size = (svg.WIDTH, max(1, len(it.bars)) * HIGH + 4)
    return svg.drawing(id, it.title, bars.said(it), size, _inside(it))


def step(it: Bars) -> int:
    """How many times one mark stands for at most."""
    largest = max([0, *(sum(bar.counts) for bar in it.bars)])
    return 1 if largest <= MOST else -(-largest // (MOST - len(it.parts)))


def _inside(it: Bars) -> Iterator[Html]:
    left = min(LONGEST, max([0.0, *(svg.long(bar.label) for bar in it.bars)]) + 14)
    longest = max([0, *(len(_marks(bar, step(it))) for bar in it.bars)])
    for place, bar in enumerate(it.bars):
        y = place * HIGH + HIGH / 2 + 2
        yield svg.text(0, y + 5, svg.shortened(bar.label, left - 10))
        kinds = _marks(bar, step(it))
        yield from (mark(kind, left + (number + 0.5) * (SIZE + 2), y, SIZE) for number, kind in enumerate(kinds))
        at = left + longest * (SIZE + 2) + 28
        yield svg.text(at - 8, y + 5, str(sum(bar.counts)), f"{svg.END} {svg.BOLD}")
        yield svg.text(at, y + 5, svg.shortened(bar.words, svg.WIDTH - at))


def _marks(bar: Bar, step: int) -> list[str]:
    kinds = [*PARTS, *[OTHER] * len(bar.counts)]
    return [kind for kind, count in zip(kinds, bar.counts, strict=False) for _mark in range(-(-count // step))]


def meanings(it: Bars) -> Html:
    times = step(it)
    one = [("1", _("mark is up to {n} times").format(n=times))] if times > 1 else []
    return key([*zip([*PARTS, *[OTHER] * len(it.parts)], it.parts, strict=False), *one])


def numbers(it: Bars) -> Html:
    rows = [[bar.label, *map(str, bar.counts), str(sum(bar.counts)), bar.words] for bar in it.bars]
    return svg.table(it.title, ["", *it.parts, _("all"), ""], rows)
