"""Where a journal keeps its files, and how it reaches them."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from smartcli.errors import Damaged
from smartcli.home import disk
from smartcli.home.disk import System
from smartcli.home.filenames import ACCEPTED, DEVICE, DIGESTS, JOURNAL, LOCK, QUARANTINE
from smartcli.home.seal.keys import Keys, Missing, TakenAway
from smartcli.journal import segment_names
from smartcli.journal.segment_names import is_device
from smartcli.record import Record
from smartcli.text.language import _

LONGEST = 1 << 20  # bytes of the file with the names


class Files(Record):
    """The home folder with the names in it. patience: seconds to wait for another smartcli that is writing."""

    home: Path
    system: System
    patience: float
    keys: Keys
    takes_plain: bool = False  # plain lines count whatever the key says: the person said so
    takes_noted: bool = True  # those that were there when the journal was sealed do
    is_away: bool = False  # its folder is not there, which was said: nothing is read, and nothing can be written

    @property
    def journal(self) -> Path:
        return self.home / JOURNAL

    @property
    def device(self) -> Path:
        """Names the folder in the journal that is ours to write in, and below it others that were made here."""
        return self.home / DEVICE

    @property
    def lock(self) -> Path:
        return self.home / LOCK

    @property
    def accepted(self) -> Path:
        """Which plain lines of a sealed journal count."""
        return self.home / ACCEPTED

    def is_strict(self) -> bool:
        """Whether a plain line counts for nothing: the journal is sealed.

        The key tells, where it is whole. One that is lost, or a part of it, was never turned off: what lies here tells.
        Where there never was any, only what this machine wrote does: a stranger's sealed line hides nothing.
        """
        try:
            if self.takes_plain or (self.keys.is_off and not self._is_being_sealed()):
                return False
            is_any = self.keys.is_set_up or self.keys.is_there
            return (self.keys.is_set_up and self.keys.is_there) or self.is_sealed_here(by_us=not is_any)
        except (Missing, TakenAway):  # another window took it away, or a cloud
            return True
        except (Damaged, OSError):  # a folder that cannot be reached; whatever is sealed is not to be read then
            return False

    def _is_being_sealed(self) -> bool:
        """Whether the key is off only because the making of it was cut off. OSError: it cannot be told."""
        from smartcli.home import unfinished  # only where a key was turned off

        return not {unfinished.LOCK, unfinished.NEW_KEY}.isdisjoint(unfinished.read(self.home, self.system))

    def is_sealed_here(self, *, by_us: bool = False) -> bool:
        """Whether what this machine wrote is sealed, as its segments tell; by_us: no other's tell in their place."""
        from smartcli.journal.sealed_here import is_sealed_here  # only where no key tells

        return is_sealed_here(self, by_us=by_us)

    def folders(self) -> list[Path]:
        """Every folder in the journal that may hold segments, whoever made it."""
        found = [] if self.is_new() else self.system.scan(os.fspath(self.journal))
        return [Path(one.path) for one in found if disk.is_folder(one) and segment_names.may_hold_segments(one.name)]

    @property
    def digests(self) -> Path:
        return self.home / DIGESTS

    @property
    def quarantine(self) -> Path:
        return self.home / QUARANTINE

    def is_new(self) -> bool:
        """Whether there has never been a journal here.

        Where there has been one and its folder is not to be found, that is an error and no empty journal: the folder
        may be on a disk that is not there now. Going on as if nothing had been written is how peers lose everything.
        """
        home = self._mode(self.home, within=self.home)
        if home is None:
            if _is_link(self.home):
                raise missing(self.journal)
            return True
        if not stat.S_ISDIR(home):
            raise unreachable(self.home, NotADirectoryError(errno.ENOTDIR, ""))
        # The device is looked for first: where another smartcli is just beginning, it comes after the journal.
        has_device = _is_link(self.device) or self._mode(self.device, within=self.home) is not None
        has_device = has_device or disk.is_away(self.device)
        journal = self._mode(self.journal, within=self.home)
        if not has_device and journal is None and not _is_link(self.journal):
            if self._is_moving():
                raise missing(self.journal)
            return True
        if journal is None or not stat.S_ISDIR(journal):
            raise missing(self.journal)
        try:
            own = self.own_folder()
        except Damaged:  # our name cannot be read: that hides nothing of what was written
            return False
        if own is not None and _is_gone(own, self.system):
            raise missing(own)
        return False

    def _is_moving(self) -> bool:
        """Whether what was the journal is put aside, in the middle of a move."""
        from smartcli.home import move_noted  # only where there is no journal

        try:
            return disk.is_there(move_noted.before(self.home))
        except OSError as error:
            raise unreachable(self.home, error) from error

    def own_folder(self) -> Path | None:
        """The folder that is ours to write in; None when it has no name yet, or the name was lost."""
        name = next(iter(self.names()), "")
        return self.journal / name if is_device(name) else None

    def made_here(self) -> list[Path]:
        """The folders this machine may rewrite: its own, and those it made for what it took in.

        Damaged: it cannot be told which there are.
        """
        names = dict.fromkeys(filter(is_device, self.names()))
        try:
            return [place for name in names if disk.leads_to_folder(place := self.journal / name, self.system)]
        except OSError as error:
            raise unreadable(self.journal, error) from error

    def keep_names(self, own: str, *others: str, is_found: bool = False) -> None:
        """Write down which folders are ours. is_found: what was lost of them is among these."""
        from smartcli.journal.own_names import LOST

        names = dict.fromkeys([own, *others, *([LOST] if not is_found and self._stays_lost(own) else [])])
        disk.replace(self.device, "".join(f"{name}\n" for name in names).encode(), self.system)

    def names(self) -> list[str]:
        """Our own name (it may be no name), then those of other folders made here. Damaged: they cannot be read."""
        from smartcli.journal import own_names

        try:
            words = self._words()
        except Damaged:
            if disk.is_away(self.device) and not own_names.are_lost(found := own_names.recovered(self)):
                return found
            raise
        if words is None:
            return []
        if not own_names.are_lost(words):
            return words
        try:
            return own_names.recovered(self, words)
        except OSError as error:
            raise unreadable(self.journal, error) from error

    def _words(self) -> list[str] | None:
        try:
            found = disk.read_if_any(self.device, self.system, most=LONGEST)
        except OSError as error:  # also a link that leads nowhere: what is written through it lies elsewhere
            raise _damaged(_("{place} cannot be read ({why})."), self.device, error, next="smartcli doctor") from error
        return found.decode("ascii", "replace").split() if found is not None else None

    def is_name_lost(self) -> bool:
        """Whether folders here may be ours, and it cannot be known which. Damaged: the names cannot be read."""
        from smartcli.journal import own_names

        words = None if disk.is_away(self.device) else self._words()
        if words is None:
            return False
        return own_names.LOST in words or (own_names.are_lost(words) and own_names.are_lost(self.names()))

    def is_nameless(self) -> bool:
        """Whether it is not known which folders are ours; so it is also before the first save beside those of others.

        What cannot be read now is no reason: what comes after it says so.
        """
        try:
            is_none = not disk.is_there(self.device) and not disk.is_away(self.device)
            return bool(self.folders()) if is_none else self.is_name_lost()
        except (Damaged, OSError):
            return False

    def is_name_recovered(self) -> bool:
        """Whether our names are not in their file, and known all the same."""
        from smartcli.journal import own_names

        words = None if disk.is_away(self.device) else self._words()
        return words is not None and own_names.are_lost(words) and not own_names.are_lost(self.names())

    def _stays_lost(self, own: str) -> bool:
        try:
            return self.is_name_lost() and any(folder.name != own for folder in self.folders())
        except (Damaged, OSError):
            return False

    def _mode(self, place: Path, *, within: Path) -> int | None:
        """What lies there. None = nothing, and only where the system says just that; else the folder is to blame."""
        try:
            return self.system.stat(os.fspath(place)).st_mode
        except FileNotFoundError:
            return None
        except OSError as error:
            raise unreachable(within, error) from error


def _is_gone(place: Path, system: System) -> bool:
    """Whether nothing lies there, or a link that leads nowhere. Anything else is odd, and hides nothing beside it."""
    try:
        system.stat(os.fspath(place))
    except FileNotFoundError:
        return True
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise unreachable(place.parent, error) from error
    return False


def _is_link(place: Path) -> bool:
    try:
        os.readlink(place)  # knows the junctions of Windows too
    except OSError:
        return False
    return True


class Away(Damaged):
    """The folder that the journal lies in is not there: a disk that is not plugged in, or what carries it."""


def missing(place: Path) -> Away:
    said = _("The journal is not where it was: {place} is missing.").format(place=led_to(place))
    return Away(said, so=_("Nothing has been changed."), next=_way_on(place.parent))


def led_to(place: Path) -> Path:
    """The folder itself, or where a link in its place leads."""
    try:
        return place.parent / os.readlink(place)
    except OSError:
        return place


def _way_on(home: Path) -> str:
    """Where the journal is on its way to another folder, the command that goes on with that."""
    from smartcli.home import move_noted  # hardly ever

    try:
        move = move_noted.read(home) if disk.is_there(move_noted.before(home)) else None
    except OSError:
        move = None
    return move_noted.command(move) if move else "smartcli repair"  # it says what may be the reason, and the ways on


def unreachable(folder: Path, error: OSError) -> Damaged:
    return _damaged(_("The folder {place} cannot be reached ({why})."), folder, error)


def unreadable(place: Path, error: OSError) -> Damaged:
    return _damaged(_("{place} cannot be read ({why})."), place, error)


def unopened(place: Path, *, is_foreign: bool) -> Damaged:
    if is_foreign:
        return _damaged(_("{place} is sealed with another key."), place)
    return _damaged(_("{place} is damaged: the key does not open it."), place)


def linked(place: Path) -> Damaged:
    return _damaged(_("{place} is not a plain file, so it is not read. Please put the file itself there."), place)


def too_large(place: Path) -> Damaged:
    return _damaged(_("{place} has more than 64 MB, so it is not read. Nothing has been changed."), place)


def _damaged(sentence: str, place: Path, error: OSError | None = None, *, next: str = "smartcli where") -> Damaged:
    reason = ""
    if error:
        from smartcli.home.reasons import why  # hardly ever

        reason = why(error)
    return Damaged(sentence.format(place=place, why=reason), so=_("Nothing has been changed."), next=next)
