"""The journal moved into another folder, or back into the home, in steps: a kill at any moment loses nothing.

A copy is made and compared, then the two change places, then the first is taken away. They change at once where the
system can do that; else by two renames in the home, and between them the journal is missing, and never empty. What is
left to do is told from what lies there.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from smartcli.errors import Damaged, InPart, SmartError
from smartcli.home import carriers, disk, locks, move_noted, ownership, unfinished
from smartcli.home.disk import SYSTEM, System
from smartcli.home.filenames import DEVICE, JOURNAL, LOCK, MOVING
from smartcli.home.move_noted import Move
from smartcli.home.reasons import why
from smartcli.journal.files import Files, missing
from smartcli.journal.heights import Heights
from smartcli.journal.segment_names import is_device, may_hold_segments
from smartcli.keeping import backups, remains
from smartcli.keeping.afterwards import reason_of
from smartcli.keeping.journal_folder.copying import Copying, names_in
from smartcli.keeping.journal_folder.destination import Destination, is_same
from smartcli.record import Record
from smartcli.stores import Stores
from smartcli.text.language import _, ngettext

PATIENCE = 5.0  # seconds to wait for another smartcli that is writing


class MoveDone(Record):
    """stays: the folder where the copies of before stay, since others have them from there. beside: how many folders
    were made for what differed from what lay there."""

    stays: Path | None = None
    beside: int = 0


def check(home: Path, system: System = SYSTEM) -> None:
    """SmartError: the journal cannot be moved from where it is, and why; nothing was begun. For before the question."""
    journal = home / JOURNAL
    try:
        if _is_exchanged(home) or not _is_folder(journal, system):
            return
        names_in(journal, system)
        if disk.is_link(journal):  # it stays, with whatever else is in it
            return
        for found in system.scan(os.fspath(journal)):
            if disk.is_temporary(found.name):
                continue
            if carriers.is_theirs(found.name):
                raise _is_carried(journal)
            if not (may_hold_segments(found.name) and found.is_dir() and not found.is_symlink()):
                said = _("{place} lies there, and is not a part of the journal. Nothing was begun; move it away first.")
                raise SmartError(said.format(place=found.path), next="smartcli where")
    except OSError as error:
        raise _not_seen(error) from error


def check_sealed(stores: Stores) -> None:
    """SmartError: what was written here is not all sealed, and would lie in the open where all else is sealed."""
    if not stores.keys.is_set_up:
        return
    try:
        found = [one for one in remains.readable(stores.home) if one.place == JOURNAL]
    except OSError as error:
        raise _not_seen(error) from error
    for one in found:
        if one.why:
            said = _("Whether all that you wrote here is sealed cannot be told ({why}), so nothing was begun.")
            raise SmartError(said.format(why=one.why), next="smartcli doctor")
        said = _("Not all that you wrote here is sealed, so it would go there in the open. Nothing was begun. First:")
        raise SmartError(said, next="smartcli lock")


def _is_carried(journal: Path) -> SmartError:
    """Taken from there, it would be taken from the other machines, too."""
    names = ", ".join(carriers.of(journal)) or _("Another program")
    said = _(
        "{names} carries the folder {place} itself. Taken from there, the journal would go from the other machines "
        "too, so nothing was begun. Move that folder as it is, with all in it, to where you want it, and then type:"
    )
    command = "smartcli settings journal-folder FOLDER"
    return SmartError(said.format(names=names, place=journal), next=command)


def _not_seen(error: OSError) -> SmartError:
    said = _("The journal cannot be looked at ({why}), so nothing was begun.").format(why=why(error))
    return SmartError(said, next="smartcli doctor")


def is_there(home: Path, to: Destination) -> bool:
    """Whether the journal lies there already. SmartError: that cannot be told."""
    try:
        if to.is_home:
            return not (disk.is_link(home / JOURNAL) or _is_exchanged(home) or _is_lost(home))
        return is_same(home / JOURNAL, to.place)
    except OSError as error:
        raise _not_seen(error) from error


def begun(home: Path) -> Move | None:
    """What was begun and is not finished. SmartError: that cannot be told."""
    try:
        return move_noted.read(home)
    except OSError as error:
        raise _not_seen(error) from error


def is_late(home: Path, noted: Move) -> bool:
    """Whether a move came so far that it can only go on. SmartError: that cannot be told."""
    try:
        return _is_late(home, noted)
    except OSError as error:
        raise _not_seen(error) from error


def is_of(move: Move, to: Destination) -> bool:
    """Whether it was begun to go there."""
    return not move.to if to.is_home else bool(move.to) and Path(str(move.to)) == to.place


def _is_exchanged(home: Path) -> bool:
    return disk.is_there(move_noted.before(home))


def _is_late(home: Path, noted: Move) -> bool:
    """Whether it came so far that it can only go on. OSError: that cannot be told."""
    if _is_exchanged(home):
        return True
    journal = home / JOURNAL
    if noted.to:
        return is_same(journal, Path(noted.to))
    return noted.to == "" and _is_folder(journal) and not disk.is_link(journal)


def move(stores: Stores, to: Destination, now: datetime, system: System = SYSTEM) -> MoveDone:
    """Move it, after a backup. A move that was cut off goes on; one to another folder that did not come far is undone.

    SmartError: all is as it was. InPart: it was begun, and what is typed next goes on.
    """
    home = stores.home
    try:
        disk.private_folder(home, system)
        ownership.refuse(home, system)
        is_exchanged, is_lost = _is_exchanged(home), _is_lost(home)
    except OSError as error:
        raise _not_seen(error) from error
    if not (is_exchanged or is_lost):
        backups.before(home, "journal-folder", now, system)
    with disk.locked(home / LOCK, PATIENCE, system) as alone:
        if alone.why_not:
            raise locks.not_to_be_had(alone.why_not) from alone.why_not
        if not alone:
            raise locks.another_window()
        return _Moving(stores, to, system).does()


def leave(stores: Stores, system: System = SYSTEM) -> list[Path]:
    """Undo a move that did not come as far as the exchange; the copies that could not be taken away."""
    with disk.locked(stores.home / LOCK, PATIENCE, system) as alone:
        if alone.why_not:
            raise locks.not_to_be_had(alone.why_not) from alone.why_not
        if not alone:
            raise locks.another_window()
        return _undone(_files(stores, system))


def _files(stores: Stores, system: System) -> Files:
    return Files(home=stores.home, system=system, patience=PATIENCE, keys=stores.keys)


def _is_lost(home: Path) -> bool:
    """Whether there was a journal, and it is not where it was. OSError: that cannot be told."""
    has_been = disk.is_there(home / DEVICE) or disk.is_link(home / JOURNAL)
    return has_been and not _is_folder(home / JOURNAL)


def _is_folder(place: Path, system: System = SYSTEM) -> bool:
    """Whether it is a folder, or a link to one. OSError: it cannot be told, also of what a link leads to."""
    try:
        return stat.S_ISDIR(system.stat(os.fspath(place)).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        return False


def _undone(files: Files) -> list[Path]:
    """What a move made so far is taken away; what of it is still there. The note of it goes when nothing is.

    OSError: not all of that could be done. SmartError: it is too late.
    """
    home, noted = files.home, move_noted.read(files.home, files.system)
    if noted and _is_late(home, noted):  # what lies in the new place is no copy any more
        raise move_noted.first(noted)
    left: list[Path] = []
    if noted and noted.to:
        place = Path(noted.to)
        left = Copying(files, files.journal, place, noted.had).undo()
        if noted.is_new and disk.is_there(place):
            with suppress(OSError):  # others may have put something there
                files.system.remove_folder(os.fspath(place))
    if error := disk.remove_all(home / MOVING, files.system):
        raise error
    if not left:
        unfinished.end(home, unfinished.MOVE, system=files.system)
    return left


class _Moving:
    """One move, under the lock."""

    def __init__(self, stores: Stores, to: Destination, system: System) -> None:
        self._stores, self._to, self._system = stores, to, system
        self._home, self._files = stores.home, _files(stores, system)
        self._journal, self._before = self._home / JOURNAL, move_noted.before(self._home)
        self._new = move_noted.new(self._home)
        self._has_exchanged = False
        where = {"place": to.place}
        self._done = _("The journal lies in {place} now.").format(**where)
        self._again = move_noted.command(Move(to="" if to.is_home else os.fspath(to.place)))

    def does(self) -> MoveDone:
        noted = begun(self._home)
        try:
            is_exchanged = _is_exchanged(self._home)
            if noted and _is_late(self._home, noted) and not is_of(noted, self._to):
                raise move_noted.first(noted)
        except OSError as error:
            raise _not_seen(error) from error
        beside = 0
        if not (is_exchanged or is_there(self._home, self._to)):
            beside = self._brings(noted)
        return self._finishes(beside)

    # As far as the exchange

    def _brings(self, noted: Move | None) -> int:
        """Copy it, and let the two change places. How many folders were made for what differed."""
        source = self._source()
        if noted and not is_of(noted, self._to):
            self._drops(noted)
            noted = None
        if source:
            Heights(self._files).note_alone()  # so that no loss is taken for our own doing
        try:
            noted = noted or self._noted(source)
            move_noted.begin(self._home, noted, self._system)
        except OSError as error:
            said = _("The journal was not moved ({why}). It is where it was.").format(why=why(error))
            raise SmartError(said, next=self._again) from error
        said = _("Moving the journal was begun and not finished. It is where it was.")
        self._stores.so_far.begun(said, self._again)
        copying: Copying | None = None
        try:
            place = self._makes_place(noted)
            if source:
                copying = Copying(self._files, source, place, noted.had)
                copying.all()
            with disk.undisturbed():
                self._exchanges()
                self._has_exchanged = True
                self._stores.so_far.landed(self._done, self._again)
        except InPart:
            raise
        except BaseException as error:
            if self._has_exchanged:  # what was stopped then goes on with the same command
                raise
            self._takes_back(copying, noted, error)
            raise
        return copying.beside if copying else 0

    def _source(self) -> Path | None:
        """Where the journal lies; None: nowhere, or where nobody can get at it, and the new place has it.

        Damaged: it is not where it was, nor in the new place.
        """
        try:
            if not _is_lost(self._home):
                return self._journal if _is_folder(self._journal, self._system) else None
            own = [name for name in self._files.names() if is_device(name)][:1]
        except OSError as error:
            raise _not_seen(error) from error
        if self._to.folders and set(own) <= set(self._to.folders):
            return None
        lost = missing(self._journal)
        said = _("In {place} it is not either: the folder that this machine writes is not there.")
        raise Damaged(f"{lost.what} {said.format(place=self._to.place)}", next="smartcli repair")

    def _noted(self, source: Path | None) -> Move:
        if self._to.is_home:
            return Move(to="", is_new=True)
        names = names_in(source, self._system) if source else []
        had = tuple(name for name in names if disk.is_there(self._to.place / name))
        return Move(to=os.fspath(self._to.place), is_new=self._to.is_new, had=had)

    def _drops(self, noted: Move) -> None:
        """A move to another folder that was cut off."""
        try:
            left = _undone(self._files)
        except OSError as error:
            said = _("A move that was cut off cannot be undone ({why}). Nothing else was begun. First go on with that:")
            raise SmartError(said.format(why=why(error)), next=move_noted.command(noted)) from error
        if left:
            raise _still_there(left, None, move_noted.command(noted))

    def _makes_place(self, noted: Move) -> Path:
        """What is to be the journal lies ready as <home>/moving/new; where files are copied to."""
        disk.private_folder(self._new.parent, self._system)
        if self._to.is_home:
            disk.private_folder(self._new, self._system)
            return self._new
        disk.private_folder(self._to.place, self._system)
        if disk.is_there(self._new):
            self._system.remove(os.fspath(self._new))
        self._system.link(os.fspath(self._to.place), os.fspath(self._new))
        disk.flush_folder(os.fspath(self._new.parent), self._system)
        return self._to.place

    def _exchanges(self) -> None:
        """OSError: all is as it was. InPart: neither is in its place."""
        new, journal, before = map(os.fspath, (self._new, self._journal, self._before))
        had_one = disk.is_there(self._journal)
        if had_one:
            try:
                self._system.exchange(new, journal)
            except OSError as error:
                if error.errno not in disk.NO_EXCHANGE:
                    raise
            else:
                return  # what was the journal is in the place of the new one: see _ends_exchange
            self._system.swap(journal, before)
        try:
            self._system.swap(new, journal)
        except OSError as error:
            try:
                if had_one:
                    self._system.swap(before, journal)
            except OSError:
                said = _(
                    "The journal was taken from its place, and is not in the new one yet ({why}). Nothing is lost."
                )
                raise InPart(said.format(why=why(error)), next=self._again) from error
            raise

    def _takes_back(self, copying: Copying | None, noted: Move, error: BaseException) -> None:
        """After a failure before the exchange. It returns where the error itself is to be told, with nothing changed.

        Raises SmartError: not done. InPart: copies are still there.
        """
        trouble: OSError | None = None
        left: list[Path] = []
        if copying:
            left = copying.undo()
        try:
            left += [file for file in _undone(self._files) if file not in left]
        except OSError as other:
            trouble = other
        if left or trouble:
            raise _still_there(left, error, self._again) from error
        self._stores.so_far.begin()
        if isinstance(error, SmartError | OSError | MemoryError):
            said = _("The journal was not moved. It is where it was.")
            raise SmartError(f"{said} {reason_of(error)}", next=self._again) from error

    # From the exchange on

    def _finishes(self, beside: int) -> MoveDone:
        """The exchange to its end, where it was cut off; a last look; and the first place is emptied or left alone."""
        try:
            with disk.undisturbed():
                self._ends_exchange()
            self._stores.so_far.landed(self._done, self._again)
            disk.flush_folder(os.fspath(self._home), self._system)
            if not is_same(self._journal, self._to.place):
                raise missing(self._journal)
            stays, more = self._clears() if _is_exchanged(self._home) else (None, 0)
            if disk.is_there(self._new.parent):
                self._system.remove_folder(os.fspath(self._new.parent))
            unfinished.end(self._home, unfinished.MOVE, system=self._system)
        except (SmartError, OSError, MemoryError) as error:
            if isinstance(error, InPart):
                raise
            said = _("But not all of it is done, and what is left of it is noted.")
            raise InPart(f"{self._done} {said} {reason_of(error)}", next=self._again) from error
        self._stores.so_far.landed(self._done, "smartcli where")
        return MoveDone(stays=stays, beside=beside + more)

    def _ends_exchange(self) -> None:
        """What was the journal lies aside, and the new place is the journal. What was written between goes along."""
        if not disk.is_there(self._new):
            return
        if not _is_exchanged(self._home):
            self._system.swap(os.fspath(self._new), os.fspath(self._before))
            return
        if disk.is_there(self._journal):  # somebody made a new one in the moment when there was none
            Copying(self._files, self._journal, self._new).take_away()
            self._system.remove_folder(os.fspath(self._journal))
        self._system.swap(os.fspath(self._new), os.fspath(self._journal))

    def _clears(self) -> tuple[Path | None, int]:
        """Take the first place away; where it stays, its name, and how many folders were made for what differed."""
        is_link = disk.is_link(self._before)
        stays, copying = None, Copying(self._files, self._before, self._journal)
        if _is_folder(self._before, self._system) and not is_same(self._before, self._journal):
            copying.all()
            if is_link and self._is_used_by_others():
                stays = Path(os.path.realpath(self._before))
            else:
                copying.take_away()
        if is_link:
            self._system.remove(os.fspath(self._before))
        else:
            for half in self._system.scan(os.fspath(self._before)):
                disk.remove(Path(half.path), self._system)
            self._system.remove_folder(os.fspath(self._before))
        return stays, copying.beside

    def _is_used_by_others(self) -> bool:
        """Whether others have, from the folder of before, what is taken from it."""
        ours = set(self._files.names())
        folders = [one.name for one in self._system.scan(os.fspath(self._before)) if disk.is_folder(one)]
        return bool(carriers.of(self._before)) or any(may_hold_segments(one) and one not in ours for one in folders)


def _still_there(left: list[Path], error: BaseException | None, again: str) -> InPart:
    """How it is told where copies could not be taken away again."""
    said = [_("The journal was not moved. It is where it was.")]
    if isinstance(error, SmartError | OSError | MemoryError):
        said.append(reason_of(error))
    if left:
        text = ngettext(
            "But {n} copy of a file could not be taken away again, in {place}.",
            "But {n} copies of files could not be taken away again, in {place}.",
            len(left),
        )
        said.append(text.format(n=len(left), place=left[0].parent.parent))
    else:
        said.append(_("But what was begun for it could not be taken away again."))
    said.append(_("To go on:"))
    return InPart(" ".join(said), next=again)
