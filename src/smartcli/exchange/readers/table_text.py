"""Tables in text: commas, semicolons, tabs or bars between the cells; the first row names the columns."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence

from smartcli.errors import SmartError
from smartcli.record import Record
from smartcli.text.language import _

BETWEEN = ",;\t|"
LOOK = 50  # rows that show what stands between the cells
MOST_COLUMNS = 2_000
_HINT = "sep="  # what Excel takes as the sign in between, in a first line of its own
_LONGEST_CELL = 8 << 20  # characters


class TextTable(Record):
    """names: of the columns, each once. rows: the texts of each row by them. odd: rows with more cells than columns."""

    names: Sequence[str]
    rows: Sequence[Mapping[str, str]]
    odd: int = 0


def table_in(text: str, between: str = "") -> TextTable:
    """SmartError: it is no table. between: what stands between the cells, where that is known."""
    first, _break, rest = text.partition("\n")
    if first.lower().startswith(_HINT) and len(first.strip()) == len(_HINT) + 1:
        between, text = first.strip()[-1], rest
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = [row for row in _rows(text, between or _usual(text)) if any(cell.strip() for cell in row)]
    except csv.Error:
        raise _none() from None
    if not rows or len(rows[0]) > MOST_COLUMNS:
        raise _none()
    names = _each_once([name.strip() for name in rows[0]])
    fitting = [row for row in rows[1:] if not any(cell.strip() for cell in row[len(names) :])]
    tables = [dict(zip(names, row, strict=False)) for row in fitting]
    return TextTable(names=names, rows=tables, odd=len(rows) - 1 - len(fitting))


def _none() -> SmartError:
    return SmartError(_("This is not a table in text (CSV). Nothing was imported."), next="smartcli import --help")


def _rows(text: str, between: str) -> list[list[str]]:
    if len(between) != 1 or between in '"\n\r':
        raise csv.Error
    return [*csv.reader(io.StringIO(text, newline=""), delimiter=between)]


def _usual(text: str) -> str:
    """The sign that parts most rows into as many cells as the first, and more than one."""
    beginning = "\n".join(text.split("\n", 4 * LOOK)[: 4 * LOOK])
    best, found = (0, 0), ","
    for between in BETWEEN:
        try:
            sizes = [len(row) for row in _rows(beginning, between)[:LOOK] if row]
        except csv.Error:
            continue
        if sizes and sizes[0] > 1:
            fit = Counter(sizes)[sizes[0]], sizes[0]
            best, found = max((best, found), (fit, between), key=lambda one: one[0])
    return found


def _each_once(names: Sequence[str]) -> list[str]:
    """A column that is named as one before it gets a number."""
    seen, once = Counter[str](), []
    for name in names:
        seen[name] += 1
        once.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return once
