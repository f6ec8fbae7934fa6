"""A backup brought back: what in it is new, and how it is added to all the stores."""

from __future__ import annotations

from datetime import datetime

from smartcli import record
from smartcli.home import layout
from smartcli.home.filenames import DRAFTS, EXERCISES, KEY, QUARANTINE
from smartcli.journal import Journal, Merged
from smartcli.keeping import backups
from smartcli.keeping.backups import restoring
from smartcli.keeping.backups.opening import Archive
from smartcli.keeping.backups.restoring import Beside
from smartcli.keeping.saving import follow_at_hand
from smartcli.keeping.sealing import seal_beside
from smartcli.record import Record
from smartcli.stores import Stores
from smartcli.text.language import _, typed


def titles() -> dict[str, str]:
    """What is beside the journal, as it is told, and in this order."""
    return {EXERCISES: _("Exercises"), DRAFTS: _("Drafts"), QUARANTINE: _("Unreadable lines that were kept")}


class BackupFound(Record):
    """What becomes of everything in the backup."""

    merged: Merged
    beside: Beside
    notes: tuple[str, ...] = ()  # what else is to be said of it

    @property
    def is_new(self) -> bool:
        return bool(self.merged.added or self.merged.edited or self.merged.back or self.beside.is_new)

    @property
    def refused(self) -> int:
        return self.merged.refused + self.beside.refused

    def as_json(self) -> dict[str, object]:
        parts = {name: self.beside.parts[name].counts for name in titles()}
        return {
            "entries": record.values(self.merged),
            **parts,
            "settings": self.beside.settings,
            "key": self.beside.key,
            "refused": self.refused,
        }


def look(stores: Stores, made: Archive, coming: Journal, now: datetime, *, also_forgotten: bool = False) -> BackupFound:
    """What would be done, without doing any of it. also_forgotten: what was forgotten here counts again."""
    merged = stores.journal.take_in(coming, dry_run=True, remembered=now if also_forgotten else None)
    return BackupFound(merged=merged, beside=restoring.plan(made, stores.home))


def add(
    stores: Stores,
    made: Archive,
    coming: Journal,
    found: BackupFound,
    now: datetime,
    *,
    also_forgotten: bool = False,
) -> BackupFound:
    """The key first, so that nothing sealed is written in the open. The settings last: they say that all is set up."""
    backups.before(stores.home, "restore", now)
    parts = found.beside.parts
    restoring.put(made, parts[KEY], stores.home)
    merged = stores.journal.take_in(coming, remembered=now if also_forgotten else None)
    for name in (*layout.names(restored=layout.ADDED), restoring.CHOSEN):
        restoring.put(made, parts[name], stores.home)
    notes: tuple[str, ...] = ()
    if stores.keys.is_set_up:
        seal_beside(stores)  # a plain backup brings plain drafts
        if stores.journal.has_plain():
            notes = (typed(_("What you wrote before is still readable. To seal it too: smartcli lock")),)
    if merged.added or merged.edited or merged.back:
        follow_at_hand(stores)
    return found.but(merged=merged, notes=notes)
