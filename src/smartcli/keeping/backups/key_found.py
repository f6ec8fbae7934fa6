"""The key in a backup: taken whole, where its parts fit one another and it opens what the backup holds, or not."""

from __future__ import annotations

from collections.abc import Mapping

from smartcli.home.filenames import IDENTITY, IDENTITY_SUM, KEY, RECIPIENT, RECIPIENT_OFF
from smartcli.home.seal.keys import Keys, Locked, lacking
from smartcli.home.seal.passphrase import DamagedKey, checksum
from smartcli.journal import Journal
from smartcli.keeping.backups.opening import Archive

PARTS = (RECIPIENT, RECIPIENT_OFF, IDENTITY, IDENTITY_SUM)
# What a backup's key is like.
NONE = "none"  # there is none in it
FITS = "fits"
HALF = "half"  # a part of it is missing
UNFIT = "unfit"  # its parts are not of one key, or it does not open what is in the backup
UNOPENED = "unopened"  # nobody gave its passphrase, so it cannot be told


def looks(made: Archive) -> str:
    """What can be told of it without its passphrase: NONE, HALF, UNFIT, or FITS where nothing speaks against it."""
    parts = _parts(made)
    if not parts:
        return NONE
    if lacking(parts):
        return HALF
    fits = checksum(parts[IDENTITY]) in parts[IDENTITY_SUM].decode("ascii", "replace").split()
    return FITS if fits else UNFIT


def completing(made: Archive, here: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """What half a key here lacks, by its name, out of a backup that has all of it; nothing where it is another key's.

    here: the parts there are. One that stands here and belongs to what is missing is given, too.
    """
    recipient = here.get(RECIPIENT, here.get(RECIPIENT_OFF))
    if not here or (recipient is None) == (IDENTITY not in here) or looks(made) != FITS:
        return {}
    theirs = _parts(made)
    if recipient is None:
        is_same = theirs[IDENTITY] == here[IDENTITY]
        return {RECIPIENT: theirs.get(RECIPIENT) or theirs[RECIPIENT_OFF]} if is_same else {}
    is_same = recipient.strip() in _recipients(theirs)
    return {name: theirs[name] for name in (IDENTITY_SUM, IDENTITY)} if is_same else {}


def key_in(made: Archive, coming: Journal, keys: Keys) -> str:
    """What the key of a backup is like. coming: its journal, with its keys. Asks for its passphrase.

    WrongPassphrase: none that was given opens it.
    """
    if (seen := looks(made)) != FITS:
        return seen
    try:
        fits = _recipients(_parts(made)) == {keys.public.encode("ascii")} and coming.is_opened_by_key()
    except Locked:
        return UNOPENED
    except DamagedKey:
        return UNFIT
    return FITS if fits else UNFIT


def _parts(made: Archive) -> dict[str, bytes]:
    return {name: made.read(f"{KEY}/{name}") for name in PARTS if f"{KEY}/{name}" in made.names}


def _recipients(parts: dict[str, bytes]) -> set[bytes]:
    return {parts[name].strip() for name in (RECIPIENT, RECIPIENT_OFF) if name in parts}
