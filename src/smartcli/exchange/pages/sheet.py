"""What of my plan stands on its one sheet, and how large: all of it if that can be, else a fair share of each part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product, zip_longest

from smartcli.exchange.pages import shortened
from smartcli.exchange.pages.columns import Column, Columns, Set, flowing, together
from smartcli.exchange.pages.rows import ARROW, Block, Titles, block, by_title
from smartcli.record import Record
from smartcli.text.language import Later
from smartcli.views.plan import Filled, Plan
from smartcli.views.plan.lines import PlanLine

# Millimetres of a column on A4 and on Letter, the smaller of each; plan.css leaves so much.
WIDE, HIGH = 91.0, 237.0
POINT = 25.4 / 72
SIZES = {"larger": 11.0, "usual": 10.0, "smaller": 9.5, "small": 9.0, "smallest": 8.5}  # points, by classes of plan.css
EASY, HARDER = ("larger", "usual", "smaller", "small"), ("smallest",)  # to read
LONGEST = (1000, 400, 180)  # characters of one text: the first that lets all of them have room
MOST = 200  # lines; more never have room
FIRST = "hard-times"  # the part in which people and numbers come before all else
DAYS, NEXT = "dates", 6  # the part whose last lines are the first to go, and how many always stay before others go
WORTH = 3  # as many texts may be missing so that no part is broken


class PlanSheet(Record):
    """The parts as they are set. size: a class of plan.css; cut: something the person wrote had no room."""

    size: str
    columns: Columns
    cut: bool = False


def fitted(plan: Plan, titles: Titles) -> PlanSheet:
    """The largest letters with which all has room, else without the names of the exercises, shorter, fewer."""
    parts = [_trimmed(by_title(part, titles)) for part in plan.parts]
    all_ = [" ".join(line.text(ARROW).split()) for part in plan.parts for line in part.lines]
    for longest, named in product(LONGEST if len(all_) <= MOST else (), (titles, None)):
        if found := _whole([block(part, part.lines, longest, named) for part in parts]):
            return found.but(cut=any(len(text) > longest for text in all_))
    return (_with_fewer_days(parts) if len(all_) <= MOST else None) or _shares(parts)


def _with_fewer_days(parts: Sequence[Filled]) -> PlanSheet | None:
    """All but the days that are far away: they come up by themselves."""
    most = max((len(part.lines) for part in parts if part.id == DAYS), default=0)
    for count in range(most - 1, NEXT - 1, -1):
        counts = [count if part.id == DAYS else len(part.lines) for part in parts]
        blocks = [_so_far(part, range(count)) for part, count in zip(parts, counts, strict=True)]
        if found := _whole(blocks):
            return found.but(cut=True)
    return None


def _trimmed(part: Filled) -> Filled:
    """Without what no page shows: the work is the same with a short text and with a whole book."""
    lines = (line.but(words=tuple(shortened(word, LONGEST[0] + 1) for word in line.words)) for line in part.lines)
    return part.but(lines=tuple(lines))


def column(size: str) -> Column:
    em = SIZES[size] * POINT
    return Column(ems=WIDE / em, height=HIGH / em)


def _whole(blocks: Sequence[Block]) -> PlanSheet | None:
    if not flowing(blocks, column("smallest")) and not together(blocks, column("smallest")):
        return None
    ways = ((way, size) for sizes in (EASY, HARDER) for way in (together, flowing) for size in sizes)
    tried = (PlanSheet(size=size, columns=found) for way, size in ways if (found := way(blocks, column(size))))
    return next(tried, None)


def _shares(parts: Sequence[Filled]) -> PlanSheet:
    """The smallest letters, without the names of the exercises; as few parts broken as can be."""
    (whole, shown), (broken, more) = (_filled(parts, way) for way in (together, flowing))
    return PlanSheet(size="smallest", columns=broken if more > shown + WORTH else whole, cut=True)


def _filled(parts: Sequence[Filled], way: Set) -> tuple[Columns, int]:
    """Line after line, always for the part that stands lowest, until none has room; and how many lines that are."""
    room = column("smallest")
    orders = [list(in_turn(part)) for part in parts]
    taken = [0] * len(parts)
    blocks = [_so_far(part, ()) for part in parts]
    set_ = way(blocks, room) or ((), tuple(blocks))
    wanting = {number for number, order in enumerate(orders) if order}
    while wanting:
        number = min(wanting, key=lambda number: (blocks[number].height(room.ems), number))
        tried = list(blocks)
        tried[number] = _so_far(parts[number], orders[number][: taken[number] + 1])
        if found := way(tried, room):
            set_, blocks = found, tried
            taken[number] += 1
        if not found or taken[number] == len(orders[number]):
            wanting.remove(number)
    return set_, sum(taken)


def _so_far(part: Filled, numbers: Sequence[int]) -> Block:
    return block(part, [part.lines[number] for number in sorted(numbers)], LONGEST[-1], None)


def in_turn(part: Filled) -> Iterator[int]:
    """The numbers of the lines: the first of each kind, then the second of each; in hard times people first of all."""
    numbers = range(len(part.lines))
    first = [number for number in numbers if part.id == FIRST and part.lines[number].private]
    yield from _turns(part.lines, first)
    yield from _turns(part.lines, sorted(set(numbers) - set(first)))


def _turns(lines: Sequence[PlanLine], numbers: Sequence[int]) -> Iterator[int]:
    kinds: dict[Later, list[int]] = {}
    for number in numbers:
        kinds.setdefault(lines[number].says, []).append(number)
    for turn in zip_longest(*kinds.values()):
        yield from (number for number in turn if number is not None)
