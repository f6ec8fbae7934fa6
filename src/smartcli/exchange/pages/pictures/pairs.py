"""Earlier and later as two marks on a line: a ring is earlier, a dot is later."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.exchange.pages.markup import Html
from smartcli.exchange.pages.pictures import svg
from smartcli.exchange.pages.pictures.marks import DOT, RING, key, mark
from smartcli.text.language import _
from smartcli.text.numbers import shown
from smartcli.text.pictures import pairs
from smartcli.text.pictures.shapes import Pair, Pairs

HIGH, HEAD, SIZE = 26.0, 20.0, 14.0
LONGEST = 210.0  # the room for a name
VALUE = 44.0  # and for a value
WORD = 130.0  # and for the word of the rule


def drawn(it: Pairs, id: str) -> Html:
    return svg.drawing(id, it.title, pairs.said(it), (svg.WIDTH, HEAD + len(it.pairs) * HIGH + 4), _inside(it))


def _inside(it: Pairs) -> Iterator[Html]:
    has_words = any(pair.moved in pairs.WORDS for pair in it.pairs)
    names = [pairs.named(it, pair) for pair in it.pairs]
    left = min(LONGEST, max([0.0, *map(svg.long, names)]) + 8) + VALUE
    right = svg.WIDTH - VALUE - (WORD if has_words else 0)
    ends = {(pair.low, pair.high) for pair in it.pairs}
    if len(ends) == 1:
        low, high = ends.pop()
        for value, at in ((low, left), ((low + high) / 2, (left + right) / 2), (high, right)):
            yield svg.text(at, 13, shown(value), svg.MIDDLE)
    yield mark(RING, left - 22, 8, 11)
    yield mark(DOT, right + 22, 8, 11)
    for place, (name, pair) in enumerate(zip(names, it.pairs, strict=True)):
        y = HEAD + place * HIGH + HIGH / 2
        yield svg.text(0, y + 5, svg.shortened(name, left - VALUE - 4))
        yield from _line(it, pair, left, right, y)
        if pair.moved in pairs.WORDS:
            yield svg.text(right + VALUE, y + 5, str(pairs.WORDS[pair.moved]))


def _line(it: Pairs, pair: Pair, left: float, right: float, y: float) -> Iterator[Html]:
    ticks = [svg.line(at, y - 5, at, y + 5) for at in (left, (left + right) / 2, right)]
    yield svg.path("grid", svg.line(left, y, right, y), *ticks)
    earlier, later = pairs.values(it, pair)
    yield svg.text(left - 14, y + 5, earlier, svg.END)
    yield svg.text(right + 14, y + 5, later)
    at = [None if one is None else left + pairs.share(one, pair) * (right - left) for one in (pair.earlier, pair.later)]
    if at[0] is not None and at[1] is not None:
        yield svg.path("fall", svg.line(at[0], y, at[1], y))
    is_near = at[0] is not None and at[1] is not None and abs(at[0] - at[1]) < SIZE * 0.6
    if at[0] is not None:
        yield mark("ring paper", at[0], y, SIZE)
    if at[1] is not None:
        yield mark(DOT, at[1], y, SIZE * 0.5 if is_near else SIZE * 0.86)


def meanings(it: Pairs) -> Html:
    return key([(RING, it.earlier), (DOT, it.later)])


def numbers(it: Pairs) -> Html:
    rows = []
    for pair in it.pairs:
        earlier, later = pairs.values(it, pair)
        rows.append(
            [
                pairs.named(it, pair),
                earlier,
                str(pair.n[0]),
                later,
                str(pair.n[1]),
                str(pairs.WORDS.get(pair.moved, "")),
            ]
        )
    return svg.table(it.title, ["", it.earlier, _("n"), it.later, _("n"), ""], rows)
