"""The journal as the rest of the program sees it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from smartcli.disk import SYSTEM, System
from smartcli.entry import Entry, Table, stamp
from smartcli.errors import SmartError
from smartcli.journal import changing, reading, worth, writing
from smartcli.journal.changing import change
from smartcli.journal.files import Files
from smartcli.journal.merging import Merged, Plan
from smartcli.journal.searching import folded, holds
from smartcli.journal.segments import Segments
from smartcli.journal.troubles import Troubles
from smartcli.journal.worth import Worth
from smartcli.record import Record
from smartcli.step import Answer
from smartcli.words import _


class Deleted(Record):
    """count of total entries went to the trash."""

    count: int
    total: int


class Undone(Record):
    """What was taken back ("delete" or "edit"), and the entries it was about as they are now."""

    op: str
    entries: tuple[Entry, ...]


class Journal:
    """Nothing on the disk is touched before it is used, and reading never changes the journal.

    patience: seconds to wait for another smartcli that is writing. After a reading, `unreadable` counts the lines in
    what was read that could not be, and `differing` the ids that stand for two different entries; both are kept.
    """

    def __init__(self, home: Path, *, system: System = SYSTEM, patience: float = 5.0) -> None:
        self._files = Files(home=home, system=system, patience=patience)
        self._troubles = Troubles(self._files)

    @property
    def unreadable(self) -> int:
        return self._troubles.lines

    @property
    def differing(self) -> int:
        return self._troubles.differing

    @property
    def quarantine(self) -> Path:
        """Where copies of lines that could not be read are kept."""
        return self._files.quarantine

    # Reading

    def entries(self) -> list[Entry]:
        """All entries as they are today, in the order of their ids; those in the trash are left out."""
        return [entry for entry, deleted in self._all() if not deleted]

    def trash(self) -> list[Entry]:
        return [entry for entry, deleted in self._all() if deleted]

    def latest(self, exercise: str | None = None) -> Iterator[Entry]:
        """The newest first. Only as much of the journal is read as is asked for."""
        which = worth.everything if exercise is None else worth.of_exercise(exercise)
        found = reading.newest_first(self._look(), self._troubles, which)
        return (entry for entry, deleted in found if not deleted and exercise in (None, entry.exercise))

    def search(self, words: Sequence[str]) -> Iterator[Entry]:
        """The entries whose answers hold all the words, the newest first; upper and lower case are alike."""
        wanted = [folded(word) for word in words]
        found = self._all(worth.holding(wanted))
        return (entry for entry, deleted in reversed(found) if not deleted and holds(entry, wanted))

    def find(self, id: str) -> Entry:
        """The entry whose id is, begins or ends like this. Upper and lower case are alike."""
        typed = id.strip().upper()
        return _pick(self._all(worth.with_id_like(typed)), typed)

    # Writing

    def append(self, entry: Entry) -> Entry:
        """Save an entry and give it back with its id. NotSaved: it could not be."""
        return Entry.from_line(self._write([entry.as_line()], datetime.fromisoformat(entry.at))[0])

    def edit(self, id: str, patch: Mapping[str, Answer], *, asked: Mapping[str, str], at: datetime) -> Entry:
        """Change the answers that the patch names; the others stay. asked: the wording of the questions in it."""
        entry = self.find(id)
        self._write([change("edit", entry.id, stamp(at), asked=dict(asked), answers=dict(patch))], at)
        changed = self.find(entry.id)
        _confirm(all(changed.answers.get(key) == answer for key, answer in patch.items()))
        return changed

    def delete(self, ids: Iterable[str], *, at: datetime) -> Deleted:
        """Put entries in the trash."""
        here = self._all()
        chosen = list(dict.fromkeys(_pick(here, id.strip().upper()).id for id in ids))
        if chosen:
            self._write([change("delete", id, stamp(at)) for id in chosen], at)
            _confirm({entry.id for entry in self.entries()}.isdisjoint(chosen))
        return Deleted(count=len(chosen), total=sum(not deleted for _entry, deleted in here))

    def undo(self, *, at: datetime) -> Undone:
        """Take back the newest deletion or edit that has not been taken back."""
        newest = changing.newest(self._look().changes())
        if not newest:
            raise SmartError(_("There is nothing to take back."))
        self._write([changing.taking_back(one, stamp(at)) for one in newest], at)
        about = {one["of"] for one in newest}
        return Undone(op=newest[0]["op"], entries=tuple(entry for entry in self.entries() if entry.id in about))

    def merge(self, entries: Iterable[Entry], *, at: datetime, dry_run: bool = False) -> Merged:
        """Add the entries that are not here yet. A dry run only counts."""
        plan = Plan(self._all())
        for entry in entries:
            plan.take(entry)
        if not dry_run and (plan.added or plan.edits):
            writing.add_as_device(self._files, [entry.as_line() for entry in plan.added])
            if plan.edits:
                self._write(plan.edits, at)
            plan.confirm(self.entries())
        return plan.count

    # What they share

    def _look(self) -> Segments:
        self._troubles = Troubles(self._files)
        return Segments(self._files, self._troubles)

    def _all(self, which: Worth = worth.everything) -> list[tuple[Entry, bool]]:
        """Each entry and whether it is in the trash, oldest first."""
        with _no_collection():
            return list(reading.oldest_first(self._look(), self._troubles, which))

    def _write(self, tables: Sequence[Table], at: datetime) -> list[Table]:
        """A change's id is greater than that of what it changes, and than that of the change it takes back."""
        return writing.append(self._files, tables, at, max(_names(tables), default=""))


def _names(tables: Iterable[Table]) -> Iterator[str]:
    return (table[name] for table in tables for name in ("of", "undoes") if name in table)


def _pick(found: Iterable[tuple[Entry, bool]], typed: str) -> Entry:
    """The one living entry that is meant."""
    alike = [(entry, deleted) for entry, deleted in found if typed and _is_like(entry.id, typed)]
    living = {entry.id: entry for entry, deleted in alike if not deleted}
    if typed in living:
        return living[typed]
    if len(living) == 1:
        return next(iter(living.values()))
    if living:
        raise SmartError(
            _("Several entries have an id like this. Please give more of it."), next="smartcli journal list"
        )
    if alike:
        raise SmartError(_("This entry is in the trash."), next="smartcli journal undo")
    raise SmartError(_("No entry has an id like this."), next="smartcli journal list")


def _is_like(id: str, typed: str) -> bool:
    return id.startswith(typed) or id.endswith(typed)


def _confirm(is_there: bool) -> None:
    if not is_there:
        raise SmartError(_("The change was written, and cannot be seen when read again."), next="smartcli where")


@contextmanager
def _no_collection() -> Iterator[None]:
    """Leave the garbage collector out while a whole journal is read: it would walk through all of it many times.

    Afterwards, too: there are no cycles in a journal to be found. A small one is not worth it.
    """
    was_on = gc.isenabled()
    before = gc.get_count()[0]
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] - before > MANY:
            gc.freeze()
        if was_on:
            gc.enable()


MANY = 10_000  # objects
