"""The key and what lies under it: made or turned on, another passphrase, turned off; what was readable goes last."""

from __future__ import annotations

from datetime import datetime

from smartcli.errors import SmartError
from smartcli.home import disk
from smartcli.home.filenames import LOCK
from smartcli.keeping import backups
from smartcli.keeping.sealing import open_home, plain_backups, seal_home
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


def lock(stores: Stores, setup: Setup, before: tuple[bytes, bool], *, new_key: bool, now: datetime) -> None:
    """Seal all there is, after a backup. before: the mark of the keys when the questions began.

    new_key: the one that is there is set aside. now: aware, in the person's zone.
    """
    backups.before(stores.home, "lock", now)
    turn_on(stores, setup, before, new_key=new_key, now=now)
    seal_home(stores, stores.settings().but(at_hand=setup.kinds))


def turn_on(stores: Stores, setup: Setup, before: tuple[bytes, bool], *, new_key: bool, now: datetime) -> None:
    """Make the key, or turn it on. Nobody else may have made one since the questions were asked."""
    keys = stores.keys
    disk.private_folder(stores.home)
    try:
        with disk.locked(stores.home / LOCK, PATIENCE) as alone:
            if not alone or keys.mark() != before:
                raise SmartError(
                    _("Another window of smartcli is at work here. Nothing was changed; please try again.")
                )
            if new_key and keys.is_there:
                keys.set_aside(f"before-{now:%Y%m%d-%H%M%S}")
            if setup.passphrase:
                keys.create(setup.passphrase, setup.secret)
            else:
                keys.turn_on()
    except OSError as error:
        if keys.is_set_up:
            why = _("Sealing was begun and not finished. Your entries are safe. Make room, then go on:")
        else:
            why = _("The key could not be written ({why}). Nothing is sealed.").format(
                why=error.strerror or error.errno
            )
        raise SmartError(why, next="smartcli lock") from error


def change_passphrase(stores: Stores, new: str) -> None:
    """The same key behind another passphrase. The key is open."""
    try:
        stores.keys.change_passphrase(new)
    except OSError as error:
        why = _("The key could not be written ({why}). Your old passphrase still holds.").format(why=error.strerror)
        raise SmartError(why, next="smartcli where") from error


def drop_plain(stores: Stores, now: datetime) -> int:
    """Take the readable backups away, after a sealed one was made; how many there were. Asks for the passphrase."""
    stores.keys.unlocked()
    stores.journal.entries()  # what is kept must be readable before anything else goes
    found = plain_backups(stores)
    if found:
        backups.before(stores.home, "drop-plain", now)
        for file in found:
            disk.remove(file)
    return len(found)


def unlock(stores: Stores, now: datetime) -> None:
    """All back to plain files, after a backup. Asks for the passphrase; the key stays, turned off."""
    stores.keys.unlocked()
    chosen = stores.opened_settings()
    backups.before(stores.home, "unlock", now)
    if stores.keys.is_set_up:
        stores.keys.turn_off()
    open_home(stores, chosen)
