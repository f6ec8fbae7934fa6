"""Which lines are about which entries: told by what a line names, never by letters that stand somewhere in it."""

from __future__ import annotations

import re
from collections.abc import Collection

from smartcli.home.ids import is_entry_id
from smartcli.journal.line import Table, decode

_WRITTEN_OTHERWISE = re.compile(rb'"(?:id|of)"\s*:\s*"[^"]*\\')  # letters by their numbers


class Naming:
    """These entries, by their whole ids. What is no id of an entry is in no line as one, so nothing is about it."""

    def __init__(self, ids: Collection[str]) -> None:
        self._ids = {id: id.encode("ascii") for id in ids if is_entry_id(id)}

    def of(self, line: bytes) -> tuple[str, Table | None]:
        """The id of the one that a line is about, and what it says; "" where it is about none of them.

        None: it is damaged, and about that one as far as can be seen: the id stands in it.
        """
        named = next((id for id, text in self._ids.items() if text in line), "")
        if not named and not _WRITTEN_OTHERWISE.search(line):
            return "", None
        try:
            table = decode(line)
        except ValueError:
            return named, None
        about = table.get("of", table.get("id"))
        return (about, table) if isinstance(about, str) and about in self._ids else ("", table)
