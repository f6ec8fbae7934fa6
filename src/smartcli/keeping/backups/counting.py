"""How many entries a backup should have, and how many can be read in it once it is unpacked."""

from __future__ import annotations

from pathlib import Path

from smartcli.errors import Damaged, SmartError
from smartcli.home.reasons import why
from smartcli.home.seal.keys import Keys, Missing, nobody
from smartcli.home.seal.passphrase import DamagedKey
from smartcli.home.unpacked import StillUnpacked
from smartcli.journal import Journal
from smartcli.keeping.backups import drill
from smartcli.keeping.backups.drill import Count
from smartcli.keeping.backups.opening import Archive
from smartcli.stores import Stores
from smartcli.text.language import _


class Untried(SmartError):
    """Every byte of a backup is as it should be, and there is no place to unpack it."""


def expected(home: Path) -> int | None:
    """How many entries there are, those in the trash too; None where they cannot be read without asking."""
    journal = Journal(home)
    try:
        count = len(journal.entries()) + len(journal.trash())
        journal.check_opened()
        return count
    except Damaged:
        return None


def count(stores: Stores, made: Archive, *, asking: bool) -> Count:
    """Unpack it and read it. asking: the passphrase may be asked for. StillUnpacked, Untried: it is as it should be."""
    left: StillUnpacked | None = None
    try:
        with drill.unpacked(made, stores.home) as folder:
            may_open = asking or stores.keys.is_open
            ask = stores.passphrase if asking else nobody
            keys = drill.keys_in(folder, stores.keys, ask) if may_open else Keys(folder)
            try:
                found = drill.count(folder, keys)
            except DamagedKey as error:
                if keys is stores.keys:
                    raise
                if asking:
                    said = _("The key in this backup does not open its entries.")
                    if isinstance(error, Missing):
                        said = _("A part of the key is missing in this backup.")
                    raise Damaged(said, next="smartcli where") from error
                found = drill.unopened(folder)
    except StillUnpacked as error:
        left = error
    except OSError as error:
        said = _(
            "Every byte of the backup is as it should be. But reading it could not be tried in your folder ({why}). In "
            "another, empty one it can:"
        )
        raise Untried(said.format(why=why(error)), next="smartcli --home FOLDER backup --verify FILE") from None
    drill.sweep(stores.home)
    if made.entries is not None and found.entries is not None and found.entries + found.trash < made.entries:
        raise Damaged(_("Less can be read in this backup than was put in."), next="smartcli where")
    if left:
        raise left
    return found
