"""What `export json` wrote, here or on another machine."""

from __future__ import annotations

import json

from smartcli.errors import InvalidAnswer, SmartError, Usage
from smartcli.journal.entry import Entry
from smartcli.text.language import _


def read(raw: bytes) -> tuple[list[Entry], int]:
    """The entries of an export, and how many rows of it are none. Raises SmartError where it is no export."""
    entries, refused = [], 0
    for row in _rows(raw):
        try:
            entries.append(Entry.from_json(row))
        except InvalidAnswer:
            refused += 1
    return entries, refused


def _rows(raw: bytes) -> list[object]:
    try:
        table = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise SmartError(_("This is not an export of smartcli (export json). Nothing was imported.")) from None
    if isinstance(table, dict) and isinstance(table.get("schema"), int) and table["schema"] > 1:
        raise SmartError(_("This export comes from a newer smartcli. Please update first. Nothing was imported."))
    rows = table.get("entries") if isinstance(table, dict) else None
    if not isinstance(rows, list):
        raise Usage(_("This is not an export of smartcli (export json). Nothing was imported."))
    return rows
