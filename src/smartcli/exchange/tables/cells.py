"""A cell of a table: what is in it, and how it is kept from being run as a formula."""

from __future__ import annotations

from collections.abc import Iterable

from smartcli.text.sanitize import safe

# A spreadsheet takes a cell that starts so for a formula and runs it, on the machine of whoever the table was sent to.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
BETWEEN = " | "  # several answers in one cell; a bar stands in hardly anybody's words
WITHIN = "; "  # several in one field of a row, where the rows have the bar between them


def cell(value: object) -> str:
    """A skipped answer is an empty cell, never 0."""
    match value:
        case str():
            text = safe(value)
            return f"'{text}" if text.lstrip().startswith(_STARTS_A_FORMULA) else text
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return str(value)
    return ""


def in_quotes(value: object) -> str:
    """The same as it stands in a line of CSV: texts in quotes, numbers as they are, nothing as nothing."""
    text = cell(value)
    if not text or not isinstance(value, str | bool):
        return text
    return '"' + text.replace('"', '""') + '"'


def in_one(values: Iterable[object], between: str = BETWEEN) -> str | int | float | bool | None:
    """Several values as one text, each in its place; None where there is nothing in any of them."""
    texts = [_as_text(value) for value in values]
    return between.join(texts) if any(texts) else None


def _as_text(value: object) -> str:
    """As in a cell, but within a text: a sign that begins a formula begins none there."""
    if isinstance(value, list):
        return str(in_one(value, WITHIN) or "")
    if isinstance(value, dict):
        return WITHIN.join(f"{name}: {_as_text(inner)}" for name, inner in value.items())
    return value if isinstance(value, str) else cell(value)
