"""What `export json` wrote, here or on another machine."""

from __future__ import annotations

import json

from smartcli.errors import Damaged, InvalidAnswer, SmartError
from smartcli.exchange.writers.json import HEAD
from smartcli.journal.entry import Entry
from smartcli.text.decoded import decoded
from smartcli.text.language import _

AGAIN = "smartcli export json --out FILE.json"  # there, where the entries are
OURS = {"exercise", "answers"}  # what other programs' entries do not have


def read(raw: bytes) -> tuple[list[Entry], int]:
    """The entries of an export, and how many rows of it are none. Raises SmartError where it is no export.

    Damaged: it began as one of ours, and is cut off or was changed.
    """
    entries, refused = [], 0
    rows = _rows(raw)
    for row in rows:
        try:
            entries.append(Entry.from_json(row))
        except InvalidAnswer:
            refused += 1
    if rows and not any(map(_is_meant, rows)):
        raise NotOurs(raw)
    return entries, refused


class NotOurs(SmartError):
    """What another program wrote is not damaged: it is another thing."""

    def __init__(self, raw: bytes) -> None:
        next = "smartcli restore FILE" if raw.startswith(b"PK") else "smartcli import --help"
        super().__init__(_("This is not an export of smartcli (export json). Nothing was imported."), next=next)


def _rows(raw: bytes) -> list[object]:
    text = ""
    try:
        text = decoded(raw)  # redirected by PowerShell, it is UTF-16
        table = json.loads(text)
    except (ValueError, RecursionError):
        if text.startswith(HEAD.rstrip().decode()):
            raise Damaged(_("This export is cut off, or was changed. Nothing was imported."), next=AGAIN) from None
        raise NotOurs(raw) from None
    if (
        not isinstance(table, dict)
        or type(table.get("schema")) is not int
        or not isinstance(table.get("entries"), list)
    ):
        raise NotOurs(raw)
    if table["schema"] > 1:
        raise SmartError(
            _("This export comes from a newer smartcli. Please update first. Nothing was imported."),
            next="smartcli --version",
        )
    rows: list[object] = table["entries"]
    return rows


def _is_meant(row: object) -> bool:
    """Whether a row is an entry of ours, whole or not."""
    return isinstance(row, dict) and row.keys() >= OURS
