"""A part of my plan on a page, row by row, and how high it stands there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from smartcli.exchange.pages import beside, shortened
from smartcli.exchange.pages.measure import wrapped
from smartcli.record import Record
from smartcli.text.language import _
from smartcli.views.plan import Filled, grouped
from smartcli.views.plan.lines import PlanLine

ARROW = " → "
LINE = 1.2  # ems from line to line, as in plan.css; so are all figures below
OVER, UNDER = 0.45, 0.8  # ems above a title, and under a part
TITLE = 1.15
BOLD = 1.1  # how much wider bold letters run

Titles = Mapping[str, str]  # of exercises, by id


class RowStyle(Record):
    """How rows of a kind are set: the size of the letters, how wide they run, the indent and the gap, in ems."""

    size: float = 1
    runs: float = 1
    indent: float = 0
    gap: float = 0.15


ITEM, SAYS, MORE, SOURCE, EMPTY = "item", "says", "more", "source", "empty"
LOOKS = {
    ITEM: RowStyle(indent=1.3),
    SAYS: RowStyle(size=0.92, runs=BOLD),
    MORE: RowStyle(size=0.85, runs=BOLD),
    SOURCE: RowStyle(size=0.85),
    EMPTY: RowStyle(size=0.92),
}


class PageRow(Record):
    """One paragraph or bullet."""

    kind: str
    text: str

    def height(self, ems: float) -> float:
        look = LOOKS[self.kind]
        return wrapped(self.text, (ems - look.indent) / look.size / look.runs) * LINE * look.size + look.gap


class Block(Record):
    """A part, or a piece of one, as it stands in a column."""

    title: str
    rows: tuple[PageRow, ...]

    def height(self, ems: float) -> float:
        return head(self.title, ems) + sum(row.height(ems) for row in self.rows)


def head(title: str, ems: float) -> float:
    """What a part takes beside its rows."""
    return OVER + UNDER + TITLE * LINE * wrapped(title, ems / TITLE / BOLD)


def block(part: Filled, lines: Sequence[PlanLine], longest: int, titles: Titles | None) -> Block:
    """A part with these of its lines, and the number of the others; without titles it names no source."""
    if not part.lines:
        return Block(title=part.title, rows=(PageRow(kind=EMPTY, text=empty(part)),))
    rows = list(_rows(lines, longest))
    rows += [PageRow(kind=MORE, text=text) for text in beside(len(part.lines) - len(lines) + part.more)]
    rows += [PageRow(kind=SOURCE, text=source(part, titles))] if titles is not None else []
    return Block(title=part.title, rows=tuple(rows))


def _rows(lines: Iterable[PlanLine], longest: int) -> Iterable[PageRow]:
    for says, texts in grouped(lines, ARROW):
        if says:
            yield PageRow(kind=SAYS, text=f"{says}:")
        for text in texts:
            yield PageRow(kind=ITEM, text=shortened(" ".join(text.split()), longest))


def source(part: Filled, titles: Titles) -> str:
    """The exercises a part comes from, by their titles."""
    if not part.exercises:
        return _("From: set-up")
    return _("From: {titles}").format(titles=", ".join(titles.get(id, id) for id in part.exercises))


def by_title(part: Filled, titles: Titles) -> Filled:
    """A part that names what fills it by its title: on paper nothing can be typed."""
    return part.but(fills=titles.get(part.fills, part.fills))


def empty(part: Filled) -> str:
    """What stands in a part without lines: the exercise that fills it."""
    if part.left_out:
        return _("What is private is left out here.")
    if part.fills:
        return _("Nothing here yet. The exercise “{title}” fills it.").format(title=part.fills)
    return _("Nothing here yet.")
