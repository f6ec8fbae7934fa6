"""What a line says was forgotten, and what of it still lies in the journal: hidden, and not erased."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from smartcli.journal.entry import Entry, entry_or_change
from smartcli.journal.line import FORGETTING, Table
from smartcli.journal.reading import WORDLESS, Changes
from smartcli.journal.segments import Segments
from smartcli.record import Record


class Hidden(Record):
    """An entry that is in no view, and still lies somewhere in the journal.

    entries: as first written; several where one id stands for them, none where only a change of it lies here. day: of
    the first, or of that change.
    is_here: whether a line of it lies in a folder that this machine made. is_said_here: whether a line in such a
    folder says that it was forgotten.
    """

    id: str
    day: str
    entries: tuple[Entry, ...]
    is_here: bool
    is_said_here: bool

    @property
    def is_open(self) -> bool:
        """Whether something is left to be said by the person: to erase it here, or that it is to stay hidden."""
        return self.is_here or not self.is_said_here

    @property
    def count(self) -> int:
        """How many entries it is told as; one of which only a change lies here is one."""
        return len(self.entries) or 1


def hidden(segments: Segments, is_ours: Callable[[Path], bool]) -> list[Hidden]:
    """All that is, in the order of the ids. is_ours: whether this machine made a folder."""
    found = _met(segments, is_ours).items()
    return [one.as_hidden(id.decode("utf-8", "surrogatepass")) for id, one in found if one.words]


def said_here(segments: Segments, is_ours: Callable[[Path], bool]) -> set[str]:
    """The ids of what is forgotten, and a folder that this machine made says so."""
    found = _met(segments, is_ours).items()
    return {id.decode("utf-8", "surrogatepass") for id, one in found if one.is_said_here}


def _met(segments: Segments, is_ours: Callable[[Path], bool]) -> dict[bytes, _Found]:
    """What is met of each that is forgotten, by their ids."""
    changes = Changes()
    for change in segments.changes():
        changes.note(change)
    found = {id: _Found() for id in sorted(changes.forgotten)}
    for file, line in segments.about(found) if found else ():
        try:
            said = entry_or_change(line)
        except ValueError:  # counted when all lines are read
            continue
        id = (said.id if isinstance(said, Entry) else said["of"]).encode("utf-8", "surrogatepass")
        if id in found:
            found[id].take(said, is_ours=is_ours(file.parent))
    return found


class _Found:
    """What was met of one id."""

    def __init__(self) -> None:
        self.words: list[Entry | Table] = []
        self._is_here = self.is_said_here = False

    def take(self, said: Entry | Table, *, is_ours: bool) -> None:
        if isinstance(said, Entry) or said["op"] not in WORDLESS:
            self.words.append(said)
            self._is_here |= is_ours
        elif said["op"] in FORGETTING:
            self.is_said_here |= is_ours

    def as_hidden(self, id: str) -> Hidden:
        entries: list[Entry] = []
        for one in self.words:
            if isinstance(one, Entry) and one not in entries:  # else a copy of a file has it too
                entries.append(one)
        days = (one.day if isinstance(one, Entry) else str(one.get("at", ""))[:10] for one in [*entries, *self.words])
        return Hidden(
            id=id, day=next(days), entries=tuple(entries), is_here=self._is_here, is_said_here=self.is_said_here
        )
