"""The parts of a page in two columns: each kept together where that goes, else one of them goes on in the second."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, product

from smartcli.exchange.pages import numbered
from smartcli.exchange.pages.rows import MORE, SAYS, SOURCE, Block, PageRow, head
from smartcli.record import Record


class Column(Record):
    """The room of one column, in ems of the letters that are used."""

    ems: float
    height: float


Columns = tuple[tuple[Block, ...], tuple[Block, ...]]
Set = Callable[[Sequence[Block], Column], Columns | None]  # into columns, or None where they have no room


def together(blocks: Sequence[Block], column: Column) -> Columns | None:
    """Every part whole: in their order where that goes, the columns as even as can be."""
    heights = [block.height(column.ems) for block in blocks]
    every = product((0,), *[(0, 1)] * (len(blocks) - 1))
    ways = [way for way in every if _highest(heights, way) <= column.height]
    if not ways:
        return None
    best = min(ways, key=lambda way: (list(way) != sorted(way), _highest(heights, way)))
    left, right = (tuple(block for block, side in zip(blocks, best, strict=True) if side == at) for at in (0, 1))
    return left, right


def _highest(heights: Sequence[float], way: Sequence[int]) -> float:
    right = sum(height for height, side in zip(heights, way, strict=True) if side)
    return max(right, sum(heights) - right)


def flowing(blocks: Sequence[Block], column: Column) -> Columns | None:
    """One after the other; the part at the end of the first column goes on in the second, under its title again."""
    ends = list(accumulate(block.height(column.ems) for block in blocks))
    place = sum(end <= column.height for end in ends)
    left, right = tuple(blocks[:place]), tuple(blocks[place:])
    if right and (pieces := _in_two(right[0], column, column.height - (ends[place - 1] if place else 0))):
        left, right = (*left, pieces[0]), (pieces[1], *right[1:])
    return (left, right) if sum(block.height(column.ems) for block in right) <= column.height else None


def _in_two(block: Block, column: Column, room: float) -> tuple[Block, Block] | None:
    """The first piece as high as there is room; None where that holds no text, or the second would hold none."""
    first, second = (numbered(block.title, number, 2) for number in (1, 2))
    ends = list(accumulate((row.height(column.ems) for row in block.rows), initial=head(first, column.ems)))[1:]
    at = sum(end <= room for end in ends)
    while at and (block.rows[at - 1].kind == SAYS or block.rows[at].kind in (MORE, SOURCE)):
        at -= 1
    rest = (*_said_again(block.rows, at), *block.rows[at:])
    return (Block(title=first, rows=block.rows[:at]), Block(title=second, rows=rest)) if at else None


def _said_again(rows: Sequence[PageRow], at: int) -> Iterator[PageRow]:
    """The words above the texts that go on."""
    if rows[at].kind != SAYS:
        yield from [row for row in rows[:at] if row.kind == SAYS][-1:]
