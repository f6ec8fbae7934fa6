"""Counts in two directions: below some fifty, numbers say more than shades."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smartcli.text.language import _
from smartcli.text.pictures import writing
from smartcli.text.pictures.shapes import Counts
from smartcli.text.pictures.signs import Signs
from smartcli.text.wrapping import wide

LETTERS = 2  # of the name of a column, where there is little room; none of a number
APART = 3, 1  # columns between names or numbers, with much room and with little


def drawn(it: Counts, room: int, signs: Signs) -> list[str]:
    """room: columns. Where the columns have none beside each other, they are cut into blocks."""
    names, label, cell, all_ = _wide(it) if _columns(*_wide(it)[1:], len(it.columns)) <= room else _narrow(it, room)
    most = max(1, (room - label - all_) // cell)
    found = writing.lines(it.title, room)
    for place in range(0, len(it.columns), most):
        part = slice(place, place + most)
        is_last = place + most >= len(it.columns)
        width = label + len(names[part]) * cell + (all_ if is_last else 0)
        found.append("")
        for title, cells, total in _table(it, names, signs):
            if not title and not cells:
                found.append(signs.line * min(room, width))
                continue
            line = writing.fitted(title, label) + "".join(_right(word, cell) for word in cells[part])
            found.append((line + (_right(total, all_) if is_last else "")).rstrip())
    if it.empty and any(not count for row in it.counts for count in row):
        found += ["", *writing.lines(f"{signs.gap} {it.empty}", room)]
    return found


def brief(it: Counts, room: int, signs: Signs) -> list[str]:
    """The columns with their sums, and what is counted first beneath; nothing where they have no room for that."""
    lines = drawn(it.but(title="-", empty=""), room, signs)[1:]
    if lines.count("") != 1:
        return []
    _blank, head, *others = lines
    return [head, *others[len(it.rows) + 1 :][:2]]


def _table(it: Counts, names: Sequence[str], signs: Signs) -> Iterator[tuple[str, Sequence[str], str]]:
    """Each line: its title, its cells, its sum. One without any is where the rule goes."""
    yield " ", names, _("all")
    for title, row in zip(it.rows, it.counts, strict=True):
        yield title, [str(count) if count else signs.gap for count in row], str(sum(row))
    yield "", (), ""
    for title, row in ((_("all"), sums(it)), *it.beneath):
        yield title, [*map(str, row)], str(sum(row))


def sums(it: Counts) -> tuple[int, ...]:
    """Of each column."""
    return tuple(sum(column) for column in zip(*it.counts, strict=True)) if it.counts else (0,) * len(it.columns)


def _wide(it: Counts) -> tuple[Sequence[str], int, int, int]:
    """The names of the columns, and the room for a title, a cell and a sum."""
    cell = max([_digits(it), *map(wide, it.columns)]) + APART[0]
    return it.columns, _titles(it) + APART[0], cell, _last(it) + 4


def _narrow(it: Counts, room: int) -> tuple[Sequence[str], int, int, int]:
    short = [name if any(map(str.isdigit, name)) else name[:LETTERS] for name in it.columns]
    names = short if len({*short}) == len(short) else list(it.columns)
    digits = _digits(it)
    cell = max([digits, *map(wide, names)]) + APART[1]
    label, all_ = _titles(it) + APART[1], _last(it) + 2
    if _columns(label, cell, all_, len(names)) > room:
        label -= APART[1]  # each cell begins with a blank
    cell = min(cell, max(digits + 1, room // 3))
    label = max(LETTERS, min(label, room - cell - all_))
    return [writing.fitted(name, cell - 1).rstrip() for name in names], label, cell, all_


def _digits(it: Counts) -> int:
    """Of the longest number but the sums of the rows."""
    return max([1, *(len(str(count)) for row in (sums(it), *(row for _title, row in it.beneath)) for count in row)])


def _columns(label: int, cell: int, all_: int, count: int) -> int:
    return label + cell * count + all_


def _titles(it: Counts) -> int:
    return max(map(wide, [*it.rows, *(title for title, _row in it.beneath), _("all")]))


def _last(it: Counts) -> int:
    return max(wide(_("all")), len(str(sum(sums(it)))))


def _right(word: str, columns: int) -> str:
    return " " * max(0, columns - wide(word)) + word


def said(it: Counts) -> str:
    """The same in sentences: each row with its sum, and of the columns those in which there is something."""
    parts = [_("{title}.").format(title=it.title.rstrip("."))]
    for title, row in (*zip(it.rows, it.counts, strict=True), (_("all"), sums(it)), *it.beneath):
        there = [f"{name} {count}" for name, count in zip(it.columns, row, strict=True) if count]
        words = _("{title}: {n} ({parts}).") if there else _("{title}: {n}.")
        parts.append(words.format(title=writing.capital(title), n=sum(row), parts=", ".join(there)))
    return " ".join(parts)
