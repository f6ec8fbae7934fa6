"""A part of the key that is missing, and the backup here that has it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from smartcli.errors import SmartError
from smartcli.home import disk
from smartcli.home.filenames import IDENTITY, KEY, RECIPIENT, RECIPIENT_OFF
from smartcli.home.seal.keys import FILES, FOREIGN, MISSING, UNUSABLE, Keys, lacking
from smartcli.journal.files import Files
from smartcli.keeping.health.absences import own_backups
from smartcli.keeping.health.looking import Surroundings
from smartcli.text.language import _


def missing(given: Surroundings) -> Mapping[str, bytes]:
    """The parts that are not here and that a backup of ours has, whose key is the one of which a part is here.

    Nothing where no part is missing, or none of it is here: a whole key comes back with a backup, by restore. OSError:
    it cannot be told what is here.
    """
    here = {name: data for name in FILES if (data := _content(given, name)) is not None}
    lacks = lacking(here)
    if (IDENTITY in lacks) == (RECIPIENT in lacks):  # before a backup is opened for it
        return {}
    from smartcli.keeping.backups import key_found, opening  # what a zip needs takes long to load

    for file in own_backups(given):
        with suppress(SmartError, OSError):
            if parts := key_found.completing(opening.load(file), here):
                return parts if _is_sealed(given) else {_TURNED_OFF.get(name, name): parts[name] for name in parts}
    return {}


_TURNED_OFF = {RECIPIENT: RECIPIENT_OFF}  # as it is called while nothing is sealed


def _is_sealed(given: Surroundings) -> bool:
    """Whether what was written here last is. OSError: it cannot be told."""
    files = Files(home=given.home, system=given.system, patience=0, keys=Keys(given.home, system=given.system))
    return not files.is_new() and files.is_sealed_here()


def keys(given: Surroundings) -> Keys:
    """The key as it lies here: open, where the passphrase was given."""
    return given.keys or Keys(given.home, system=given.system)


def is_unfit(given: Surroundings) -> bool:
    """Whether the recipient is not that of the key, and it is known which is. Damaged, OSError: it cannot be told."""
    here = keys(given)
    return here.is_there and here.unfit in (UNUSABLE, FOREIGN) and here.knows_its_recipient


def is_known(given: Surroundings) -> bool:
    """Whether the recipient is missing, and it is known which it was. Damaged, OSError: it cannot be told."""
    here = keys(given)
    return here.is_there and here.unfit == MISSING and here.knows_its_recipient


def put_known(given: Surroundings) -> None:
    """Write it, turned on or off as what was written here last tells."""
    keys(given).put_right(is_off=not _is_sealed(given))


def is_useless(given: Surroundings) -> bool:
    """Whether a part of a key is here that opens nothing, with which nothing was sealed, and that no backup completes.

    OSError: it cannot be told.
    """
    here = {name for name in FILES if _content(given, name) is not None}
    if not here or IDENTITY in here or missing(given):
        return False
    return not _is_sealed(given)


def set_aside(given: Surroundings) -> None:
    """Keep it in a folder of its own, and look whether it is gone from where a key lies."""
    Keys(given.home, system=given.system).set_aside(f"before-{given.now:%Y%m%d-%H%M%S}")
    if is_useless(given):
        raise SmartError(_("The part of a key is still there."), next="smartcli doctor")


def put(given: Surroundings, parts: Mapping[str, bytes]) -> None:
    """Write them, and look whether they are there."""
    for name, data in parts.items():
        place = given.home / KEY / name
        disk.replace(place, data, given.system)
        if disk.read(place, given.system) != data:
            raise SmartError(
                _("The key could not be read again after writing. Nothing else was changed."), next="smartcli doctor"
            )


def _content(given: Surroundings, name: str) -> bytes | None:
    try:
        return disk.read(given.home / KEY / name, given.system)
    except (FileNotFoundError, NotADirectoryError):
        return None
