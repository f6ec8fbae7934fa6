"""Taking in another journal whole: a union of lines by their ids. Nothing here is replaced, nothing comes twice."""

from __future__ import annotations

from collections.abc import Iterable

from smartcli.journal.line import CHANGE, FORGETTING, Table, as_said, decode, is_change
from smartcli.journal.merging import Merged
from smartcli.journal.reading import REMEMBER, Changes


class Union:
    """The lines that are here, and what becomes of each that comes. Lines are given with their ids.

    also_forgotten: what was forgotten here, and not there, comes too. It counts once it is remembered; see `back`.
    """

    def __init__(self, here: Iterable[tuple[bytes, bytes]], *, also_forgotten: bool = False) -> None:
        self._here: dict[bytes, list[bytes]] = {}
        self._mine, self._theirs = Changes(), Changes()
        self._also_forgotten = also_forgotten
        self.back: set[str] = set()  # ids of what was forgotten here and comes back
        self.away: list[str] = []  # ids of entries that were forgotten, and not there
        for id, line in here:
            self._here.setdefault(id, []).append(line)
            _note(self._mine, line)
        self._new: dict[bytes, list[bytes]] = {}
        self.count = Merged()

    def take(self, lines: Iterable[tuple[bytes, bytes]]) -> None:
        """Changes count as edited: they belong to entries that were counted."""
        coming = list(lines)
        for _id, line in coming:
            _note(self._theirs, line)
        for id, line in coming:
            table = decode(line) if CHANGE in line else {}
            fate = self._fate(id, line)
            is_entry = "op" not in table
            if fate in ("added", "refused"):
                self._here.setdefault(id, []).append(line)
            if fate == "added":
                self._new.setdefault(id, []).append(line)
                self._add(hidden=int(self._hides(table)))
            if is_entry and fate == "forgotten":
                is_there = self._theirs.is_forgotten(id)
                self._add(there=int(is_there))
                self.away += [] if is_there else [id.decode("utf-8", "surrogatepass")]
            name = fate if is_entry or fate == "refused" else "edited" if fate == "added" else ""
            self._add(read=int(is_entry), **({name: 1} if name else {}))
            if is_entry and fate in ("added", "already") and self._mine.is_forgotten(id):
                self._add(back=int(id.decode("utf-8", "surrogatepass") not in self.back))
                self.back.add(id.decode("utf-8", "surrogatepass"))

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

    def _fate(self, id: bytes, line: bytes) -> str:
        known = self._here.get(id, [])
        if (self._mine.forgets or self._theirs.forgets) and self._stays_away(decode(line)):
            return "forgotten"
        if line in known:
            return "already"
        table = decode(line)
        if table.get("op") == "gone":  # what marks the place of an erased line need not be taken in
            return "already"
        if not known or all(decode(one).get("op") == "gone" for one in known):
            return "added"
        return "already" if any(as_said(decode(one)) == as_said(table) for one in known) else "refused"

    def _stays_away(self, table: Table) -> bool:
        """That something was forgotten, or is remembered, is taken in whatever it is about."""
        if table.get("op") in (*FORGETTING, REMEMBER):
            return False
        about = str(table.get("of", table.get("id"))).encode("utf-8", "surrogatepass")
        return self._theirs.is_forgotten(about) or (self._mine.is_forgotten(about) and not self._also_forgotten)

    def _hides(self, table: Table) -> bool:
        """Whether a line that comes takes an entry out of view that is here."""
        if table.get("op") != "forget":
            return False
        of = str(table.get("of")).encode("utf-8", "surrogatepass")
        is_here = any(CHANGE not in line or "op" not in decode(line) for line in self._here.get(of, ()))
        return is_here and self._theirs.is_forgotten(of) and not self._mine.is_forgotten(of)


def _note(changes: Changes, line: bytes) -> None:
    """What says of an entry that it is forgotten, or remembered."""
    if any(b'"%b"' % op.encode() in line for op in (*FORGETTING, REMEMBER)):
        table = decode(line)
        if table.get("op") in (*FORGETTING, REMEMBER) and is_change(table):
            changes.note(table)
