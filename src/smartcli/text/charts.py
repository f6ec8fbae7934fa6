"""Small charts in characters: a line of blocks, a bar. Gaps stay gaps."""

from __future__ import annotations

from collections.abc import Sequence

BLOCKS = "▁▂▃▄▅▆▇█"
GAP = "·"
PLAIN_BLOCKS = "0123456789"  # where the encoding cannot carry blocks: the digit of the tenth
PLAIN_GAP = "."


def spark(values: Sequence[float | None], *, top: float = 10, blocks: bool = True) -> str:
    """One character a value, its height by value/top; a gap for None."""
    levels = BLOCKS if blocks else PLAIN_BLOCKS
    gap = GAP if blocks else PLAIN_GAP
    return "".join(gap if value is None else levels[_level(value, top, len(levels))] for value in values)


def under(line: str, labels: Sequence[str]) -> list[str]:
    """A line of one character a value, drawn apart, and beneath each its label."""
    wide = [max(1, len(label)) for label in labels]
    rows = (line, labels)
    return [" ".join(f"{cell:<{room}}" for cell, room in zip(row, wide, strict=True)).rstrip() for row in rows]


def _level(value: float, top: float, count: int) -> int:
    share = 0.0 if top <= 0 else max(0.0, min(1.0, value / top))
    return min(count - 1, int(share * count))


def bar(value: float | None, *, of: float = 10, width: int = 20, blocks: bool = True) -> str:
    """A bar of `width` characters, filled by value/of; a gap for None."""
    full, empty = ("█", "░") if blocks else ("#", ".")
    if value is None:
        return GAP if blocks else PLAIN_GAP
    filled = round(width * max(0.0, min(1.0, value / of))) if of > 0 else 0
    return full * filled + empty * (width - filled)
