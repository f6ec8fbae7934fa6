"""The key and what lies under it: made or turned on, another passphrase, turned off; what was readable goes last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from smartcli.errors import InPart, SmartError
from smartcli.home import disk, locks, settings, unfinished
from smartcli.home.filenames import BACKUPS, LOCK
from smartcli.home.reasons import why
from smartcli.home.seal.keys import Keys
from smartcli.keeping import backups
from smartcli.keeping.afterwards import reason_of, tried
from smartcli.keeping.remains import Remain, Unsealed
from smartcli.keeping.saving import follow_at_hand
from smartcli.keeping.sealing import NOT_OURS, is_unfinished, open_home, seal_home, sorted_backups, unsealed_now
from smartcli.keeping.tries import Tries
from smartcli.record import Record
from smartcli.stores import Stores
from smartcli.text.language import _, ngettext

SHOWN = 5  # names of files in a sentence
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
    stores.journal.check_marks()
    backups.before(stores.home, "lock", now)
    turn_on(stores, setup, before, new_key=new_key, now=now)
    return go_on(stores, setup.kinds)


def go_on(stores: Stores, kinds: str | None = None) -> list[Remain]:
    """Seal what is not sealed yet, and look; what is left readable. The key is set up and open.

    kinds: what urge may show, as it was chosen now; None = as it was chosen when this was begun, or is kept.
    """
    left = seal_home(stores, _chosen(stores) if kinds is None else kinds)
    if not left and not stores.so_far.missed:
        with tried(stores.so_far, _("But that it was begun is still noted.")):
            unfinished.end(stores.home, unfinished.LOCK, unfinished.NEW_KEY)
        if stores.so_far.is_at_work:
            stores.so_far.landed(_("All is sealed."), "smartcli doctor")
    return left


CHOSEN = b"show="  # before the kinds of card that urge may show, in what was noted when sealing was begun


def _chosen(stores: Stores) -> str:
    """What urge may show: as it was chosen when what was cut off was begun; else as it is kept."""
    begun = unfinished.read(stores.home)
    noted = begun.get(unfinished.LOCK) or begun.get(unfinished.NEW_KEY) or b""
    if noted.startswith(CHOSEN):
        return noted.removeprefix(CHOSEN).decode("ascii", "replace")
    kept = stores.opened_settings()
    if kept.unread:
        raise settings.not_shown(kept.unread)
    return kept.at_hand


def show(stores: Stores, kinds: str) -> None:
    """What may be seen without the passphrase from now on; the cards at hand follow. kinds: with blanks between.

    SmartError: it is as it was. The settings are opened.
    """
    stores.change_settings(
        lambda kept: kept.but(at_hand=kinds), _("What urge may show without the passphrase is kept.")
    )
    follow_at_hand(stores)


def is_cut_off(stores: Stores) -> bool:
    """Whether there is something to go on with."""
    try:
        begun = unfinished.read(stores.home)
    except OSError:  # it may be
        return True
    return unfinished.LOCK in begun or unfinished.NEW_KEY in begun or is_unfinished(stores)


def turn_on(stores: Stores, setup: Setup, before: tuple[bytes, bool], *, new_key: bool, now: datetime) -> None:
    """Make the key, or turn it on. Nobody else may have made one since the questions were asked.

    SmartError: all is as it was. InPart: it was begun.
    """
    keys, kind = stores.keys, unfinished.NEW_KEY if new_key else unfinished.LOCK
    try:
        disk.private_folder(stores.home)
    except OSError as error:
        raise _as_before(setup, before, kind, reason_of(error)) from error
    with disk.locked(stores.home / LOCK, PATIENCE) as alone:
        if alone.why_not:
            raise locks.not_to_be_had(alone.why_not) from alone.why_not
        if not alone or keys.mark() != before:
            raise locks.another_window()
        stores.journal.note_plain()  # what comes into the journal after this is anybody's
        try:
            unfinished.begin(stores.home, kind, CHOSEN + setup.kinds.encode("ascii", "replace"))
        except OSError as error:
            raise _as_before(setup, before, kind, reason_of(error)) from error
        try:
            _make_key(keys, setup, aside=f"before-{now:%Y%m%d-%H%M%S}", new_key=new_key)
        except (SmartError, OSError, MemoryError) as error:
            raise _not_turned_on(stores, setup, before, kind, error) from error
        said = _("Sealing was begun and not finished. Your entries are safe.")
        if before[1] and setup.secret:
            said = f"{_('The new passphrase holds from now on.')} {said}"
        stores.so_far.begun(said, "smartcli lock")


def _make_key(keys: Keys, setup: Setup, *, aside: str, new_key: bool) -> None:
    if new_key and (keys.is_there or keys.is_set_up):
        keys.set_aside(aside)
    if setup.secret and keys.is_half:  # it may be another key's: the paper's is put over none
        keys.copy_aside(aside)
    if setup.passphrase:
        keys.create(setup.passphrase, setup.secret)
    else:
        keys.turn_on()


def _not_turned_on(
    stores: Stores,
    setup: Setup,
    before: tuple[bytes, bool],
    kind: str,
    error: SmartError | OSError | MemoryError,
) -> SmartError:
    """How it is told where the key is not made: that sealing was begun is noted no longer, where that is so."""
    reason, again = reason_of(error), _again(setup, kind)
    try:
        if stores.keys.mark() == before:
            unfinished.end(stores.home, kind)
            return _as_before(setup, before, kind, reason)
        if stores.keys.is_set_up:
            said = _("Sealing was begun and not finished. Your entries are safe.")
            return InPart(f"{said} {reason} {_('When that is mended, go on:')}", next="smartcli lock")
    except (SmartError, OSError, MemoryError):  # then it stays noted, and the same command goes on
        pass
    said = _("The key could not be written, and nothing is sealed yet. That it was begun is noted.")
    if before[1]:
        said = _("The key could not be written. What is sealed stays so. That it was begun is noted.")
    return InPart(f"{said} {reason}", next=again)


def _as_before(setup: Setup, before: tuple[bytes, bool], kind: str, reason: str) -> SmartError:
    """Where nothing was done. before: the identity and whether sealing was on."""
    said = _("The key could not be written. Nothing is sealed.")
    if before[1] and before[0]:
        said = _("The key could not be written. All is as it was, and your old passphrase still holds.")
    elif before[1]:
        said = _("The key could not be written. All is as it was.")
    return SmartError(f"{said} {reason}", next=_again(setup, kind))


def _again(setup: Setup, kind: str) -> str:
    if setup.secret:
        return "smartcli lock --from-paper"
    return "smartcli lock --new-key" if kind == unfinished.NEW_KEY else "smartcli lock"


def change_passphrase(stores: Stores, new: str) -> None:
    """The same key behind another passphrase. The key is open."""
    try:
        stores.keys.change_passphrase(new)
    except OSError as error:
        said = _("The key could not be written ({why}). Your old passphrase still holds.").format(why=why(error))
        raise SmartError(said, next="smartcli where") from error
    stores.so_far.landed(_("The new passphrase holds from now on."), "smartcli doctor")


class Dropped(Record):
    """How many readable backups went; those that are still there, and those of ours that cannot be looked into.

    unknown: all of which it cannot be told what they are. elsewhere: those that stay, since nobody can read anything
    in them but what lies in the journal in the open, too, and is not to be sealed here; folders: of the journal.
    """

    count: int
    left: tuple[Remain, ...]
    unknown: tuple[Path, ...] = ()
    elsewhere: tuple[Path, ...] = ()
    folders: tuple[str, ...] = ()


def drop_plain(stores: Stores, now: datetime) -> Dropped:
    """Take the readable backups away, after a sealed one was made that holds all there is, and look.

    Asks for the passphrase. SmartError, Damaged, NotMade: none is removed.
    """
    stores.keys.unlocked()
    stores.journal.entries()  # what is kept must be readable before anything else goes
    seen, gone, tries = sorted_backups(stores), list[Path](), Tries()
    now_open = unsealed_now(stores) if seen.plain or seen.elsewhere else Unsealed()
    every, dark = [*seen.plain, *(() if now_open.elsewhere else seen.elsewhere)], seen.unknown
    found = [file for file in every if backups.is_ours(file.name)]
    if found and now_open.here:
        raise _not_all_sealed(now_open.here)
    alone = _with_last_copies(stores, found)
    found = [file for file in found if file not in alone]
    if found:
        backups.before(stores.home, "drop-plain", now, is_last=True)
        for file in found:
            with tries.at(BACKUPS):
                disk.erase(file)
                gone.append(file)
    if gone:
        stores.so_far.begun(_("Readable backups were taken away."), "smartcli lock --drop-plain")
    after = sorted_backups(stores)
    plain, unseen = after.plain, after.unknown
    others = [file for file in plain if not backups.is_ours(file.name)]  # they may be all that somebody has of them
    still = sorted({*plain, *found} - {*gone, *others, *alone})  # one that could not be looked into before counts, too
    whys = [tries.reasons.get(BACKUPS, ""), *(dark.get(file, "") for file in still)]
    left = [*_counted(still, next(filter(None, whys), "")), *_counted(others, _named(others))]
    left += [Remain(place=BACKUPS, why=_has_last_copies(file, count)) for file, count in alone.items()]
    for reason in dict.fromkeys(unseen.values()):
        files = [file for file, why in unseen.items() if why == reason and why != str(NOT_OURS)]
        left += _counted([file for file in files if file not in still], reason)
    if gone:
        text = ngettext("{n} readable backup removed.", "{n} readable backups removed.", len(gone))
        stores.so_far.landed(text.format(n=len(gone)), "smartcli lock --drop-plain")
    return Dropped(
        count=len(gone),
        left=tuple(left),
        unknown=tuple(unseen),
        elsewhere=tuple(after.elsewhere),
        folders=tuple(dict.fromkeys(name.split("/")[1] for name in now_open.elsewhere)),
    )


def _with_last_copies(stores: Stores, files: Sequence[Path]) -> dict[Path, int]:
    """Those in which something is that is nowhere else any more, and how many lines. The key is open."""
    if not files:
        return {}
    from smartcli.keeping.backups import last_copies, opening

    here = stores.journal.accounted_for()
    counts = {file: last_copies.count_others(opening.load(file), here) for file in files}
    return {file: count for file, count in counts.items() if count}


def _has_last_copies(file: Path, count: int) -> str:
    text = ngettext(
        "{n} line in {file} is nowhere else any more: bring it back first, by {command}, or take the file "
        "away yourself",
        "{n} lines in {file} are nowhere else any more: bring them back first, by {command}, or take the "
        "file away yourself",
        count,
    )
    return text.format(n=count, file=file.name, command="smartcli restore FILE")


def _not_all_sealed(names: Sequence[str]) -> SmartError:
    """Before anything goes: the backup that is made first would be readable too."""
    shown = ", ".join(names[:SHOWN]) + (" …" if names[SHOWN:] else "")
    said = _(
        "Not all that would go into the new backup is sealed: {names}. So no backup was removed. What is none of "
        "smartcli's, such as a copy of your own, take away yourself; the rest is sealed by:"
    )
    return SmartError(said.format(names=shown), next="smartcli lock")


def _named(files: list[Path]) -> str:
    """Why those stay that have a name of the person's own."""
    names = ", ".join(file.name for file in files)
    return _("smartcli did not name {names}: see what it is, and take it away yourself").format(names=names)


def _counted(files: list[Path], reason: str) -> list[Remain]:
    return [Remain(place=BACKUPS, count=len(files), why=reason)] if files else []


def unlock(stores: Stores, now: datetime) -> list[Remain]:
    """All to plain files, after a backup; what is left sealed. Asks for the passphrase; the key stays, turned off."""
    stores.keys.unlocked()
    chosen = stores.opened_settings()
    if chosen.unread:
        raise settings.not_shown(chosen.unread)
    stores.journal.check_marks()
    backups.before(stores.home, "unlock", now)
    try:
        unfinished.begin(stores.home, unfinished.UNLOCK)
    except (SmartError, OSError, MemoryError) as error:  # before anything was changed
        raise _still_sealed(reason_of(error)) from error
    try:
        if stores.keys.is_set_up:
            stores.keys.turn_off()
    except (SmartError, OSError, MemoryError) as error:
        raise _not_turned_off(stores, error) from error
    stores.so_far.begun(_("Taking the seal off was begun and not finished. Nothing is lost."), "smartcli unlock")
    left = open_home(stores, chosen.at_hand)
    if not left and not stores.so_far.missed:
        with tried(stores.so_far, _("But that it was begun is still noted.")):
            unfinished.end(stores.home, unfinished.UNLOCK)
        stores.so_far.landed(_("The seal is off."), "smartcli doctor")
    return left


def _not_turned_off(stores: Stores, error: SmartError | OSError | MemoryError) -> SmartError:
    """How it is told where the key is as it was, or may be off."""
    reason = reason_of(error)
    try:
        if stores.keys.is_set_up:
            unfinished.end(stores.home, unfinished.UNLOCK)
            return _still_sealed(reason)
    except (SmartError, OSError, MemoryError):  # then it stays noted, and the same command goes on
        pass
    return InPart(
        f"{_('Taking the seal off was begun and not finished. Nothing is lost.')} {reason}", next="smartcli unlock"
    )


def _still_sealed(reason: str) -> SmartError:
    return SmartError(
        f"{_('The key could not be turned off. All is sealed as before.')} {reason}", next="smartcli doctor"
    )


def is_unlock_cut_off(stores: Stores) -> bool:
    """Whether `unlock` has something to go on with, be it only its last step. What cannot be read may be."""
    try:
        return unfinished.UNLOCK in unfinished.read(stores.home)
    except OSError:
        return True
