"""Taking in another journal whole: a union of lines by their ids. Nothing here is replaced, nothing comes twice."""

from __future__ import annotations

import json
from collections.abc import Iterable

from smartcli.journal.line import CHANGE, Table, decode
from smartcli.journal.merging import Merged
from smartcli.journal.reading import FORGETTING


class Union:
    """The lines that are here, and what becomes of each that comes. Lines are given with their ids."""

    def __init__(self, here: Iterable[tuple[bytes, bytes]]) -> None:
        self._here: dict[bytes, list[bytes]] = {}
        self._forgotten: set[str] = set()
        for id, line in here:
            self._here.setdefault(id, []).append(line)
            self._note(line)
        self._new: dict[bytes, list[bytes]] = {}
        self.count = Merged()

    def take(self, lines: Iterable[tuple[bytes, bytes]]) -> None:
        """Changes count as edited: they belong to entries that were counted."""
        coming = list(lines)
        for _id, line in coming:
            self._note(line)
        for id, line in coming:
            fate = self._fate(id, line)
            is_entry = CHANGE not in line or "op" not in decode(line)
            if fate in ("added", "refused"):
                self._here.setdefault(id, []).append(line)
            if fate == "added":
                self._new.setdefault(id, []).append(line)
            name = fate if is_entry or fate == "refused" else "edited" if fate == "added" else ""
            self._add(read=int(is_entry), **({name: 1} if name else {}))

    @property
    def new(self) -> list[bytes]:
        """Lines that are not here, in the order of their ids."""
        return [line for id in sorted(self._new) for line in self._new[id]]

    @property
    def ids(self) -> set[bytes]:
        """Of the new lines."""
        return set(self._new)

    def refuse(self, count: int) -> None:
        """Lines that could not be read over there."""
        self._add(read=count, refused=count)

    def _add(self, **more: int) -> None:
        self.count = self.count.but(**{name: getattr(self.count, name) + n for name, n in more.items()})

    def _note(self, line: bytes) -> None:
        if b'"forget"' in line or b'"gone"' in line:
            table = decode(line)
            if table.get("op") in FORGETTING and isinstance(table.get("of"), str):
                self._forgotten.add(table["of"])

    def _fate(self, id: bytes, line: bytes) -> str:
        known = self._here.get(id, [])
        if line in known:
            return "already"
        table = decode(line)
        if self._is_forgotten(table):  # erased here or there: it does not come back
            return "already"
        if not known:
            return "added"
        return "already" if any(_said(decode(one)) == _said(table) for one in known) else "refused"

    def _is_forgotten(self, table: Table) -> bool:
        """That something was forgotten is taken in; what marks the place of an erased line need not be."""
        if table.get("op") in FORGETTING:
            return bool(table["op"] == "gone")
        return not self._forgotten.isdisjoint(str(table.get(name)) for name in ("id", "of"))


def _said(table: Table) -> str:
    """What a line says, wherever it stands."""
    return json.dumps({name: value for name, value in table.items() if name not in ("n", "crc")}, sort_keys=True)
