"""A backup brought back: what in it is new, and how it is added to all the stores."""

from __future__ import annotations

from datetime import datetime

from smartcli import record
from smartcli.errors import Damaged
from smartcli.home import layout
from smartcli.home.filenames import AT_HAND, DRAFTS, EXERCISES, JOURNAL, KEY, QUARANTINE, UNPACKED
from smartcli.home.seal.keys import Keys
from smartcli.journal import Journal, Merged
from smartcli.journal.unread import maybe_new
from smartcli.keeping import backups
from smartcli.keeping.backups import restoring
from smartcli.keeping.backups.key_found import FITS, HALF, key_in, looks
from smartcli.keeping.backups.opening import Archive
from smartcli.keeping.backups.restoring import Beside
from smartcli.keeping.saving import follow_at_hand
from smartcli.keeping.sealing import seal_beside
from smartcli.keeping.tries import Tries
from smartcli.record import Record
from smartcli.stores import Stores
from smartcli.text.language import _, ngettext, typed

BESIDES = (JOURNAL, UNPACKED)  # what was readable before, and the backup itself as it lies there now


def titles() -> dict[str, str]:
    """What is beside the journal, as it is told, and in this order."""
    return {EXERCISES: _("Exercises"), DRAFTS: _("Drafts"), QUARANTINE: _("Unreadable lines that were kept")}


class BackupFound(Record):
    """What becomes of everything in the backup."""

    merged: Merged
    beside: Beside
    unsealed: int  # plain lines in a sealed journal: they are left out
    notes: tuple[str, ...] = ()  # what else is to be said of it
    fewer: int  # entries that can be read, than were put in
    missed: tuple[str, ...] = ()  # what should have come in and did not
    readable: tuple[str, ...] = ()  # places in which it is not sealed as it should be

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
            "unsealed": self.unsealed,
            "refused": self.refused,
        }


def look(
    stores: Stores, made: Archive, coming: Journal, keys: Keys, now: datetime, *, also_forgotten: bool
) -> BackupFound:
    """What would be done, without doing any of it. also_forgotten: what was forgotten here counts again.

    keys: of the backup. Damaged: its key is not to be had, and without it what is sealed would become readable.
    Locked: nobody gave the passphrase for what is sealed in it.
    """
    beside = restoring.plan(made, stores.home)
    if beside.key == "added" and (seen := looks(made)) != FITS:
        beside = _left_out(beside, seen, coming)
    # Where the journal here has lost its key, that of the backup is what opens it.
    here = stores.journal if stores.keys.is_there or not keys.is_there else Journal(stores.home, keys=keys)
    merged = here.take_in(coming, dry_run=True, remembered=now if also_forgotten else None)
    coming.check_opened()
    unsealed = coming.unsealed
    if whys := coming.why_lost:
        said = [_("Not all of the backup can be read just now, so nothing was changed.")]
        said += [_("The reason: {why}.").format(why=why) for why in whys]
        raise Damaged(" ".join(said), next="smartcli doctor")
    if beside.key == "added" and (seen := key_in(made, coming, keys)) != FITS:
        beside = _left_out(beside, seen, coming)
    beside = beside.without_closed(made)
    notes = maybe_new(here)
    fewer = _fewer(made, merged, unsealed)
    return BackupFound(merged=merged, beside=beside, unsealed=unsealed, fewer=fewer, notes=tuple(notes))


def _fewer(made: Archive, merged: Merged, unsealed: int) -> int:
    """How many entries fewer were read than the backup says that could be when it was made."""
    return max(0, (made.entries or 0) - merged.read - unsealed)


def _left_out(beside: Beside, seen: str, coming: Journal) -> Beside:
    """Without the key; Damaged where what it sealed would lie here readable then."""
    if not coming.has_any_sealed():
        return beside.without_key(seen)
    said = _("The key in this backup does not fit what is sealed in it.")
    if seen == HALF:
        said = _("A part of the key is missing in this backup.")
    so = _("So nothing was changed: without a key of yours, what is sealed in it would become readable.")
    raise Damaged(f"{said} {so}", next="smartcli lock --from-paper")


def is_foreign(stores: Stores, found: BackupFound, coming: Journal) -> bool:
    """Whether the key of a backup would come into a journal that was never sealed with it."""
    if found.beside.key != "added" or found.beside.completes_key or stores.journal.is_empty():
        return False
    return not coming.opens_any(stores.journal.all_sealed())


def add(
    stores: Stores,
    made: Archive,
    coming: Journal,
    keys: Keys,
    found: BackupFound,
    now: datetime,
    *,
    also_forgotten: bool,
) -> BackupFound:
    """The key first, so that nothing sealed is written in the open. The settings last: they say that all is set up."""
    backups.before(stores.home, "restore", now)
    parts = found.beside.parts
    if parts[KEY].new:
        stores.journal.note_plain()  # it was the person's own until now, and goes on counting
    restoring.put_whole(made, parts[KEY], stores.home)
    if found.beside.key == "added":
        stores.so_far.begun(_("The key is added. The rest is not, or not all of it."), "smartcli doctor")
        stores.keys.share(keys)  # its passphrase was given
    merged = stores.journal.take_in(coming, remembered=now if also_forgotten else None)
    tries, part = Tries(), _("A part of the backup is added.")
    for name in (*layout.names(restored=layout.ADDED), restoring.CHOSEN):
        with tries.at(name):
            restoring.put(
                made, parts[name], stores.home, written=lambda _place: stores.so_far.landed(part, "smartcli doctor")
            )
    missed = [_("Entries: {why}").format(why=why) for why in coming.why_lost]
    missed += _missed(made, stores, found.beside, tries)  # before drafts get the names they have when sealed
    notes, readable = [*found.notes], []
    # already: by a run that was cut off, maybe. With a key, less may be seen there.
    if merged.added or merged.edited or merged.back or merged.already or found.beside.key == "added":
        follow_at_hand(stores)
    if stores.keys.is_set_up:
        left = [one for one in seal_beside(stores) if one.place not in BESIDES]  # a plain backup brings plain drafts
        came = {AT_HAND, *(place[0] for part in parts.values() for place in part.new.values())}
        readable = [one.said for one in left if one.place in came or one.why]
        if stores.journal.has_plain() or len(readable) < len(left):
            notes.append(typed(_("What you wrote before is still readable. To seal it too: smartcli lock")))
    if stores.so_far.done and not (missed or readable):
        stores.so_far.landed(_("What is new in the backup is added."), "smartcli doctor")
    fewer = _fewer(made, merged, coming.unsealed)
    return found.but(merged=merged, notes=tuple(notes), fewer=fewer, missed=tuple(missed), readable=tuple(readable))


def _missed(made: Archive, stores: Stores, beside: Beside, tries: Tries) -> list[str]:
    """What should have come in and is not there, now that it is looked at, in words."""
    now = restoring.plan(made, stores.home).parts
    left = {name: part.new.keys() & now[name].new.keys() for name, part in beside.parts.items()}
    named = {**titles(), restoring.CHOSEN: _("Settings"), KEY: _("Key")}
    said = []
    for name, files in left.items():
        if files:
            n = ngettext("{n} file", "{n} files", len(files)).format(n=len(files))
            reason = tries.reasons.get(name, "")
            said.append(f"{named.get(name, name)}: {n}{'; ' if reason else ''}{reason}")
    return said
