"""High-water marks: what was last seen of each segment, kept beside the journal, so that what is taken away is noticed.

Whoever carries the journal folder can drop a line, empty a file, bring back an older copy. The marks lie outside of it:
a file a segment with a keyed hash of each whole line, which tells nothing that a carrier does not see. They are behind
after a crash, never ahead: a line is marked only once it was seen on the disk, at the end of a run.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.home import disk
from smartcli.journal import own_names
from smartcli.journal.files import Files
from smartcli.journal.height import FILE, PART, UNKNOWN, Height, Judged, Loss, Mark, Signer
from smartcli.journal.height_store import NONE, HeightStore, Unusable
from smartcli.journal.segment_names import is_packed
from smartcli.journal.sighting import Sighting
from smartcli.text.language import _

TRIES = 3  # to take a mark away: where it stays, its lines are missed without a reason


class Heights:
    """The marks of one journal."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._store = HeightStore(files)

    @property
    def accepted(self) -> frozenset[str]:
        """The names of places where numbers are left out, and the person knows."""
        return self._store.accepted()

    # Looking

    def gone(self) -> Loss:
        """What is gone since it was marked. Nothing is changed, and no passphrase is asked for."""
        look = self._look()
        try:
            if not look.marks:
                return Loss()
            if self._store.salt == NONE:  # with which they were made: nobody can make it again
                return Loss(is_unknown=True)
        except OSError:
            return Loss(is_unknown=True)
        try:
            found = self._gone(look, look.judged()) if look.suspects else Loss()
        except (OSError, SmartError):  # the journal cannot be read at all, which is said by whoever reads it
            return Loss()
        return found.but(is_unknown=bool(look.unread))

    def _gone(self, look: Sighting, judged: Iterable[Judged]) -> Loss:
        ours, others = {True: 0, False: 0}, {True: 0, False: 0}
        signs: set[str] = set()
        for one in judged:
            kind = ours if one.mark.folder in look.own else others
            for sign in one.said:
                kind[sign.endswith(FILE)] += 1
            signs.update(one.said)
        if not signs:
            return Loss()
        return Loss(
            lines=ours[False],
            files=ours[True],
            other_lines=others[False],
            other_files=others[True],
            since=self._store.since(),
            signs=frozenset(signs),
        )

    def held(self, gone: Loss, name: str, data: bytes) -> int:
        """How many of the lines that are gone are in a segment that lies elsewhere, such as in a backup."""
        wanted = {sign[:PART] for sign in gone.signs} | {sign[PART : 2 * PART] for sign in gone.signs} - {UNKNOWN}
        there = self._signer.height(data, is_packed=is_packed(name)).lines
        return sum(bool(wanted & {sign[:PART], sign[PART : 2 * PART]}) for sign in there)

    # Marking

    def note(self) -> None:
        """Mark what is there; what is gone stays marked as that. It is no reason to fail, or to wait."""
        with suppress(OSError, SmartError):
            look = self._look(new=True)
            if look.is_changed:
                with disk.locked(self._files.lock, 0.0, self._files.system) as alone:
                    if alone:
                        self.note_alone()
            elif look.is_old:
                self._store.keep_seen(look.certain(), all_there=True)

    def note_alone(self) -> None:
        """The same for whoever has the lock; also before a rewriting, so that no loss is taken for our own doing."""
        with suppress(OSError, SmartError):
            look = self._look(new=True)
            if look.is_changed:
                self._note(look)
                own_names.note(self._files, self._files.names())

    def _note(self, look: Sighting) -> None:
        is_all_there = True
        for one in look.judged():
            if one.missing:
                is_all_there = False
                look.unsettled.add(one.name)
            if not one.is_sure:
                continue
            if one.there is None and not one.missing:
                self._store.remove(one.name)
                continue
            new = one.there or Height(size=0, whole="", lines=())
            usual = one.height.usual if one.missing else new.torn
            changed = look.found.get(self._files.journal / one.mark.folder / one.mark.name, [0, 0])[1]
            mark = one.mark.but(heights=(new.but(gone=one.missing, usual=usual),))
            self._store.write(mark, flush=False, changed=changed)
        for file in look.unmarked:
            with suppress(OSError):
                self._mark(look, file)
        self._store.keep_seen(look.certain(), all_there=is_all_there and not look.unread)

    def _mark(self, look: Sighting, file: Path) -> None:
        mark = Mark(folder=file.parent.name, name=file.name, heights=(look.height(file),))
        self._store.write(mark, flush=False, changed=look.found[file][1])

    def renew(self, file: Path) -> None:
        """A line is about to be added to a segment: a mark that a power cut left damaged is made anew before.

        Afterwards nothing would tell any more that the segment was as it was marked. Under the lock.
        """
        with suppress(OSError, SmartError):
            name = self._store.name(file.parent.name, file.name)
            try:
                self._store.read(name)
            except Unusable:
                look = self._look()
                if look.is_certain(name):
                    self._mark(look, file)

    def check(self) -> None:
        """Before a segment is rewritten: its mark must be written too, or what stood there is missed afterwards.

        SmartError: it cannot be.
        """
        try:
            self._store.try_out()
        except OSError as error:
            raise _unwritable(error) from None

    def is_closed(self) -> bool:
        """Whether it can be seen, with nothing tried, that marks cannot be written."""
        return self._store.is_closed()

    def about_to(self, file: Path, after: bytes) -> None:
        """A segment of ours is to have these bytes: from now on either counts. Under the lock.

        On the disk before the other is: a power cut must not leave the new one without its mark. SmartError: it cannot
        be marked, nor left without a mark, so it must stay as it is.
        """
        self.check()
        try:
            if mark := self._store.read(self._store.name(file.parent.name, file.name)):
                new = self._signer.height(after, is_packed=is_packed(file.name)).but(gone=mark.heights[0].gone)
                self._store.write(mark.but(heights=(mark.heights[0], new)), flush=True)
        except Unusable:  # it says nothing now, and stays
            pass
        except (OSError, SmartError):  # rather no mark than one that is wrong soon
            self.drop(file)

    def became(self, file: Path, new: Path, after: bytes, *, mended: int = 0) -> None:
        """A segment of ours has become another, whose bytes these are; the first may still be there. Under the lock.

        What was gone before stays so. mended: lines that were damaged, and that a repair took out; they are kept.
        SmartError: the first would be missed once it goes.
        """
        try:
            try:
                before = self._store.read(self._store.name(file.parent.name, file.name))
            except Unusable:  # it says nothing now, and stays
                if new == file:
                    return
                before = None
            there = self._signer.height(after, is_packed=is_packed(new.name))
            known = before.heights[0] if before else there
            gone = known.gone[max(0, mended - known.usual) :]
            mark = Mark(folder=new.parent.name, name=new.name, heights=(there.but(gone=gone),))
            self._store.write(mark, flush=True)
        except (OSError, SmartError):
            if new != file:
                self.drop(new)
        if new != file:
            self.drop(file)

    def drop(self, file: Path) -> None:
        """Nothing need be there of a segment any more: its lines are somewhere else. Under the lock.

        One that is damaged stays: what it said is not known by that. SmartError: it cannot be taken away, so the
        segment must stay.
        """
        failed: OSError | None = None
        for _try in range(TRIES):
            try:
                name = self._store.name(file.parent.name, file.name)
                self._store.read(name)
                self._store.remove(name, flush=True)
            except (Unusable, FileNotFoundError, NotADirectoryError):  # or there are no marks at all
                return
            except OSError as error:
                failed = error
            else:
                return
        if failed:
            raise _unwritable(failed)

    def accept(self, gaps: Iterable[str]) -> None:
        """From now on the journal is as it is: nothing that is gone is missed any more. OSError: it was not done.

        gaps: the names of places where numbers are left out, for whoever looks for such. Under the lock.
        """
        self._store.accept(gaps)
        self._store.forget()
        self.note_alone()

    def forget(self) -> None:
        """Take all marks away. OSError: not all of them went."""
        self._store.forget()

    # Comparing

    def _look(self, *, new: bool = False) -> Sighting:
        """One look at all segments from outside. new: where there are no marks yet, begin."""
        look = Sighting(files=self._files, store=self._store)
        if new and look.found:  # where nothing is, nothing is begun
            self._store.begin()
        return look

    @property
    def _signer(self) -> Signer:
        return Signer(salt=self._store.salt, keys=self._files.keys)


def unwritable(error: OSError) -> str:
    """That marks cannot be written, and why."""
    from smartcli.home.reasons import why  # hardly ever needed

    said = _("What is noted of the journal, to see when lines are gone, cannot be written ({why}).")
    return said.format(why=why(error))


def _unwritable(error: OSError) -> SmartError:
    return SmartError(f"{unwritable(error)} {_('So it is not rewritten.')}", next="smartcli doctor")
