"""The key and what lies under it: made or turned on, another passphrase, turned off; what was readable goes last."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from smartcli.errors import InPart, SmartError
from smartcli.home import disk, locks, unfinished
from smartcli.home.filenames import BACKUPS, LOCK
from smartcli.home.reasons import why
from smartcli.home.settings import Settings
from smartcli.keeping import backups
from smartcli.keeping.remains import Remain
from smartcli.keeping.saving import follow_at_hand
from smartcli.keeping.sealing import is_unfinished, open_home, plain_backups, seal_home, unknown_backups
from smartcli.keeping.tries import Tries
from smartcli.record import Record
from smartcli.stores import Stores
from smartcli.text.language import _

PATIENCE = 5.0  # seconds to wait for another smartcli that is writing


class Setup(Record):
    """What was chosen. passphrase "": the key that is there is used as it is. kinds: with blanks between."""

    passphrase: str
    secret: str
    kinds: str
    is_new: bool


def lock(stores: Stores, setup: Setup, before: tuple[bytes, bool], *, new_key: bool, now: datetime) -> list[Remain]:
    """Seal all there is, after a backup; what is left readable. before: the mark of the keys when the questions began.

    new_key: the one that is there is set aside. now: aware, in the person's zone.
    """
    backups.before(stores.home, "lock", now)
    turn_on(stores, setup, before, new_key=new_key, now=now)
    return go_on(stores, stores.settings().but(at_hand=setup.kinds))


def go_on(stores: Stores, chosen: Settings) -> list[Remain]:
    """Seal what is not sealed yet, and look; what is left readable. The key is set up and open."""
    left = seal_home(stores, chosen)
    if not left and not stores.so_far.missed:
        with suppress(OSError):  # said again next time, and then it is done
            unfinished.end(stores.home, unfinished.LOCK, unfinished.NEW_KEY)
        if stores.so_far.is_at_work:
            stores.so_far.landed(_("All is sealed."), "smartcli doctor")
    return left


def show(stores: Stores, kinds: str) -> Settings:
    """What may be seen without the passphrase from now on; the cards at hand follow. kinds: with blanks between.

    SmartError: it is as it was. The settings are opened.
    """
    chosen = stores.change_settings(
        lambda kept: kept.but(at_hand=kinds), _("What urge may show without the passphrase is kept.")
    )
    follow_at_hand(stores)
    return chosen


def is_cut_off(stores: Stores) -> bool:
    """Whether there is something to go on with."""
    try:
        begun = unfinished.read(stores.home)
    except OSError:  # it may be
        return True
    return unfinished.LOCK in begun or unfinished.NEW_KEY in begun or is_unfinished(stores)


def turn_on(stores: Stores, setup: Setup, before: tuple[bytes, bool], *, new_key: bool, now: datetime) -> None:
    """Make the key, or turn it on. Nobody else may have made one since the questions were asked."""
    keys = stores.keys
    try:
        disk.private_folder(stores.home)
        with disk.locked(stores.home / LOCK, PATIENCE) as alone:
            if not alone:
                locks.check(stores.home)
            if not alone or keys.mark() != before:
                raise SmartError(
                    _("Another window of smartcli is at work here. Nothing was changed; please try again.")
                )
            stores.journal.note_plain()  # what comes into the journal after this is anybody's
            unfinished.begin(stores.home, unfinished.NEW_KEY if new_key else unfinished.LOCK)
            if new_key and keys.is_there:
                keys.set_aside(f"before-{now:%Y%m%d-%H%M%S}")
            if setup.secret and keys.is_half:  # it may be another key's: the paper's is put over none
                keys.copy_aside(f"before-{now:%Y%m%d-%H%M%S}")
            if setup.passphrase:
                keys.create(setup.passphrase, setup.secret)
            else:
                keys.turn_on()
            stores.so_far.begun(_("Sealing was begun and not finished. Your entries are safe."), "smartcli lock")
    except OSError as error:
        said = _("Sealing was begun and not finished ({why}). Your entries are safe. Mend that, then go on:")
        if keys.is_set_up:
            raise InPart(said.format(why=why(error)), next="smartcli lock") from error
        said = _("The key could not be written ({why}). Nothing is sealed.")
        raise SmartError(said.format(why=why(error)), next="smartcli lock") from error


def change_passphrase(stores: Stores, new: str) -> None:
    """The same key behind another passphrase. The key is open."""
    try:
        stores.keys.change_passphrase(new)
    except OSError as error:
        said = _("The key could not be written ({why}). Your old passphrase still holds.").format(why=why(error))
        raise SmartError(said, next="smartcli where") from error


class Dropped(Record):
    """How many readable backups went; those that are still there, and those of ours that cannot be looked into."""

    count: int
    left: tuple[Remain, ...]


def drop_plain(stores: Stores, now: datetime) -> Dropped:
    """Take the readable backups away, after a sealed one was made that holds all there is, and look.

    Asks for the passphrase. Damaged, NotMade: none is removed.
    """
    stores.keys.unlocked()
    stores.journal.entries()  # what is kept must be readable before anything else goes
    found, gone, tries = plain_backups(stores), list[Path](), Tries()
    if found:
        backups.before(stores.home, "drop-plain", now, is_last=True)
        for file in found:
            with tries.at(BACKUPS):
                disk.remove(file)
                gone.append(file)
    if gone:
        stores.so_far.begun(_("Readable backups were taken away."), "smartcli lock --drop-plain")
    still = sorted({*plain_backups(stores), *found} - {*gone})  # one that could not be looked into before counts, too
    dark = [file for file in unknown_backups(stores) if backups.is_ours(file.name) and file not in still]
    left = tuple(_counted(still, tries.reasons.get(BACKUPS, ""))) + tuple(_counted(dark, _("they cannot be opened")))
    stores.so_far.begin()
    return Dropped(count=len(gone), left=left)


def _counted(files: list[Path], reason: str) -> list[Remain]:
    return [Remain(place=BACKUPS, count=len(files), why=reason)] if files else []


def unlock(stores: Stores, now: datetime) -> list[Remain]:
    """All to plain files, after a backup; what is left sealed. Asks for the passphrase; the key stays, turned off."""
    stores.keys.unlocked()
    chosen = stores.opened_settings()
    backups.before(stores.home, "unlock", now)
    try:
        unfinished.begin(stores.home, unfinished.UNLOCK)
        if stores.keys.is_set_up:
            stores.keys.turn_off()
    except OSError as error:
        if stores.keys.is_set_up:
            with suppress(OSError):
                unfinished.end(stores.home, unfinished.UNLOCK)
            said = _("The key could not be turned off ({why}). All is sealed as before.")
            raise SmartError(said.format(why=why(error)), next="smartcli doctor") from error
        raise
    stores.so_far.begun(_("Taking the seal off was begun and not finished. Nothing is lost."), "smartcli unlock")
    left = open_home(stores, chosen)
    if not left:
        with suppress(OSError):
            unfinished.end(stores.home, unfinished.UNLOCK)
        stores.so_far.landed(_("The seal is off."), "smartcli doctor")
    return left


def is_unlock_cut_off(stores: Stores) -> bool:
    """Whether `unlock` has something to go on with, be it only its last step. What cannot be read may be."""
    try:
        return unfinished.UNLOCK in unfinished.read(stores.home)
    except OSError:
        return True
