"""The journal as the rest of the program sees it."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from smartcli.errors import HERE, Damaged, SmartError
from smartcli.exercises.step import Answer
from smartcli.home import disk
from smartcli.home.disk import SYSTEM, System
from smartcli.home.ids import leaves_room, stamp
from smartcli.home.seal.keys import Keys, opens_any
from smartcli.home.so_far import SoFar
from smartcli.journal import accepted, changing, prefilter, reading, rewriting, writing
from smartcli.journal.changing import change
from smartcli.journal.digest_cache import DigestCache
from smartcli.journal.entry import Entry, entry_or_change
from smartcli.journal.files import Files
from smartcli.journal.height import Loss
from smartcli.journal.heights import Heights
from smartcli.journal.line import CHANGE, FORGETTING, ID, Table, as_said, decode, shows_id
from smartcli.journal.merging import Merged, MergePlan
from smartcli.journal.prefilter import Worth
from smartcli.journal.read_problems import Met, Troubles
from smartcli.journal.reading import REMEMBER, Changes, has_words_of
from smartcli.journal.searching import folded, holds
from smartcli.journal.segments import Segments
from smartcli.journal.union import Union
from smartcli.record import Record
from smartcli.text.language import _, ngettext
from smartcli.text.language import typed as as_typed

if TYPE_CHECKING:
    from smartcli.journal.accepted import Strangers
    from smartcli.journal.happened import Happened
    from smartcli.journal.hidden import Hidden
    from smartcli.journal.past import Past


class Deleted(Record):
    """count of total entries went to the trash."""

    count: int
    total: int


class Undone(Record):
    """What was taken back ("delete" or "edit"), and the entries it was about as they are now."""

    op: str
    entries: tuple[Entry, ...]


class Forgotten(Record):
    """count entries were erased; elsewhere: how many of them still lie in what other machines wrote. whys: what the
    system said of files that could not be read for it, as half sentences."""

    count: int
    elsewhere: int
    whys: tuple[str, ...] = ()


class Journal:
    """Nothing on the disk is touched before it is used, and reading never changes the journal.

    patience: seconds to wait for another smartcli that is writing. so_far: told of what landed, in the moment it did,
    since reading it back may fail. takes_plain: in a sealed journal a plain line counts too. After a reading,
    `unreadable` counts the lines in what was read that could not be, and `differing` the ids that stand for two
    different entries; both are kept.
    """

    def __init__(
        self,
        home: Path,
        *,
        keys: Keys | None = None,
        system: System = SYSTEM,
        patience: float = 5.0,
        so_far: SoFar | None = None,
        takes_plain: bool = False,
    ) -> None:
        keys = keys or Keys(home, system=system)
        self._files = Files(home=home, system=system, patience=patience, keys=keys, takes_plain=takes_plain)
        self._met = Met()
        self._troubles = Troubles(self._files, self._met)
        self._digests = DigestCache(self._files)
        self._so_far = so_far or SoFar()
        self._is_used = False  # there is nothing to tend then
        self._has_many = False  # files that are each read alone

    @property
    def too_long(self) -> int:
        """Lines of more bytes than are read."""
        return self._troubles.too_long

    @property
    def unreadable(self) -> int:
        return self._troubles.lines

    @property
    def differing(self) -> int:
        return self._troubles.differing

    @property
    def foreign(self) -> int:
        """Lines that are sealed with a key that is not here."""
        return self._troubles.foreign

    @property
    def unsealed(self) -> int:
        """Plain lines of a sealed journal, which count for nothing."""
        return sum(self._troubles.strangers.values())

    @property
    def lost_files(self) -> list[Path]:
        """Segments that could not be read at all."""
        return sorted(self._troubles.files)

    @property
    def lost_before(self) -> dict[Path, Damaged]:
        """Of readings before the last, in what was begun: segments that could not be read then, and why."""
        return {file: why for file, why in self._so_far.lost.items() if file not in self._troubles.files}

    @property
    def is_unnoted(self) -> bool:
        """Whether it could not be looked up in the last reading which lines in the open are the person's."""
        return self._troubles.unnoted is not None

    @property
    def why_lost(self) -> list[str]:
        """What the system said of them, as half sentences; each once."""
        return self._troubles.whys()

    @property
    def foreign_files(self) -> list[Path]:
        """Of those, what is sealed with a key that is not here."""
        return sorted(self._troubles.foreign_files)

    @property
    def locked(self) -> int:
        """Lines that are sealed, and were not opened, since nobody gave the passphrase; while sealing is off."""
        return self._troubles.locked

    @property
    def locked_files(self) -> list[Path]:
        """The same of segments."""
        return sorted(self._troubles.locked_files)

    def check_opened(self) -> None:
        """Locked: so it was in the last reading of something."""
        if self._troubles.refused:
            raise self._troubles.refused

    def check_there(self) -> None:
        """Damaged: there was a journal here, and its folder, or the one that is ours to write in, is missing."""
        self._files.is_new()

    def is_sealed_here(self) -> bool:
        """Whether what this machine wrote is sealed. No key is needed."""
        return self._files.is_sealed_here()

    @cached_property
    def gone(self) -> Loss:
        """What was here when it was last looked at, and is not: somebody took it away. Looked up once."""
        return Heights(self._files).gone()

    @property
    def away_files(self) -> list[Path]:
        """Segments that a cloud took from this computer."""
        return sorted(self._troubles.away)

    @property
    def empty_files(self) -> list[Path]:
        """Segments in which nothing is, as far as was read: nothing was written there, or it was taken away."""
        return sorted(self._troubles.empty)

    @property
    def quarantine(self) -> Path:
        """Where copies of lines that could not be read are kept."""
        return self._files.quarantine

    # Reading

    def entries(self) -> list[Entry]:
        """All entries as they are today, in the order of their ids; those in the trash are left out."""
        return [entry for entry, deleted in self._all() if not deleted]

    def every(self) -> Iterator[Entry]:
        """The same, one by one: only a part of the journal is held. What hinders a reading is raised at once."""
        found = reading.oldest_first(self._look(), self._troubles, prefilter.everything)
        return (entry for entry, deleted in found if not deleted)

    def trash(self) -> list[Entry]:
        return [entry for entry, deleted in self._all() if deleted]

    def latest(self, exercise: str | None = None) -> Iterator[Entry]:
        """The newest first. Only as much of the journal is read as is asked for."""
        found = reading.newest_first(self._look(), self._troubles, exercise)
        return (entry for entry, deleted in found if not deleted)

    def past(self, *, today: date, days: int) -> Past:
        """What was done, and the entries of the last days. Only as much is read as they need."""
        from smartcli.journal.past import past

        return past(self._look(), self._troubles, today=today, days=days)

    def count(self) -> int:
        """How many entries there are, but for those in the trash. Of closed segments only the digests are read."""
        from smartcli.journal.past import count

        return count(self._look(), self._troubles)

    def often(self, many: int) -> set[str]:
        """The exercises of which there are more entries than these, as far as that is known without reading them."""
        from smartcli.journal.past import often

        return often(self._look(), many)

    def some(self, *, days: Collection[str] = (), exercises: Collection[str] = ()) -> list[Entry]:
        """The entries of these days (each YYYY-MM-DD) and those of these exercises, by their ids.

        Only as much is read as they need.
        """
        from smartcli.journal.past import some

        return some(self._look(), self._troubles, days, exercises)

    def search(self, words: Sequence[str], *, oldest_first: bool = False) -> Iterator[Entry]:
        """The entries whose answers hold all the words, the newest first; upper and lower case are alike.

        Oldest first they come one by one, and none is held.
        """
        wanted = [folded(word) for word in words]
        every = reading.oldest_first(self._look(), self._troubles, prefilter.holding(wanted))
        found = (entry for entry, deleted in every if not deleted and holds(entry, wanted))
        return found if oldest_first else reversed([*found])

    def find(self, id: str, *, in_trash: bool = False) -> Entry:
        """The entry whose id is, begins or ends like this. Upper and lower case are alike.

        SmartError: there is none, or it cannot be told which; also where its id stands for two.
        """
        found = self.alike(id, in_trash=in_trash)
        if len(found) > 1:
            said = _("Several entries have this very id, so a change would reach all of them. Nothing was changed.")
            raise SmartError(said, next=as_typed("smartcli journal show {id}", id=found[0].id[-6:].lower()))
        return found[0]

    def alike(self, id: str, *, in_trash: bool = False) -> list[Entry]:
        """The same, with all entries that this one id stands for: at least one. SmartError: as `find`."""
        typed = id.strip().upper()
        found = self._all(prefilter.with_id_like(typed))
        picked = self._pick([(entry, deleted and not in_trash) for entry, deleted in found], typed)
        return [entry for entry, deleted in found if entry.id == picked.id and (in_trash or not deleted)]

    def is_untouched(self) -> bool:
        """Whether nothing was ever written here, as far as its files tell: there is none, not even an empty one."""
        return not self._look().chains and not self._troubles.away

    def is_first(self) -> bool:
        """Whether there is one line in the journal, and never was another, such as one that changes or forgets."""
        ids = set()
        for id, _line in self._look().lines():
            ids.add(id)
            if len(ids) > 1:
                return False
        troubles = self._troubles
        return len(ids) == 1 and not (troubles.lost or troubles.empty or troubles.differing)

    # Writing

    def append(self, entry: Entry) -> Entry:
        """Save an entry and give it back with its id. NotSaved: it could not be."""
        return Entry.from_line(self._write([entry.as_line()], datetime.fromisoformat(entry.at), _("Saved."))[0])

    def edit(
        self,
        id: str,
        patch: Mapping[str, Answer],
        *,
        asked: Mapping[str, str],
        at: datetime,
        happened: Happened | None = None,
    ) -> Entry:
        """Change the answers that the patch names; the others stay. asked: the wording of the questions in it.

        happened: when it was, where that is another time than was said.
        """
        entry = self.find(id)
        moved = {"day": happened.day, "happened": happened.said} if happened else {}
        line = change("edit", entry.id, stamp(at), asked=dict(asked), answers=dict(patch), **moved)
        known = self._look().changes()
        self._write(changing.edits(line, entry, known), at, _("The change is saved."), known)
        changed = self.find(entry.id)
        is_moved = not moved or moved == {"day": changed.day, "happened": changed.happened}
        self._confirm(is_moved and all(changed.answers.get(key) == answer for key, answer in patch.items()))
        return changed

    def _pick(self, found: Iterable[tuple[Entry, bool]], typed: str) -> Entry:
        """The one that is meant. Where files could not be read, it may be in them: that is no "none"."""
        try:
            return _pick(found, typed)
        except NoSuchEntry as error:
            if not self.lost_files:
                raise
            said = _("No entry that can be read just now has an id like this, and not all of the journal can be read.")
            whys = [_("The reason: {why}.").format(why=why) for why in self.why_lost]
            raise Damaged(" ".join([said, *whys]), next="smartcli doctor") from error

    def _confirm(self, is_there: bool) -> None:
        """After a change was written, and the journal read again."""
        if not is_there:
            said = [_("The change was written, and cannot be seen when read again.")]
            said += [_("The reason: {why}.").format(why=why) for why in self.why_lost]
            raise SmartError(" ".join(said), next="smartcli where")

    def delete(self, ids: Iterable[str], *, at: datetime) -> Deleted:
        """Put entries in the trash."""
        here = self._all()
        chosen = list(dict.fromkeys(self._pick(here, id.strip().upper()).id for id in ids))
        if chosen:
            done = ngettext("{n} entry is in the trash.", "{n} entries are in the trash.", len(chosen))
            known = self._look().changes()
            deletions = [line for id in chosen for line in changing.deletions(id, stamp(at), known)]
            self._write(deletions, at, done.format(n=len(chosen)), known)
            self._confirm({entry.id for entry in self.entries()}.isdisjoint(chosen))
        count = sum(not deleted and entry.id in chosen for entry, deleted in here)  # an id may stand for two
        return Deleted(count=count, total=sum(not deleted for _entry, deleted in here))

    def take_back(self, written: Entry, *, at: datetime) -> None:
        """Put in the trash what this run wrote. Nothing is read for it, so a sealed journal asks for no passphrase."""
        self._write([change("delete", written.id, stamp(at))], at)

    def can_undo(self) -> bool:
        """Whether there is a deletion or an edit that can be taken back."""
        return bool(self._newest_changes()[0])

    def undo(self, *, at: datetime) -> Undone:
        """Take back the newest deletion or edit that has not been taken back."""
        newest, known = self._newest_changes()
        if whys := self.why_lost:  # the newest may be in what cannot be read
            said = [_("Which change is the newest cannot be told just now, so nothing was taken back.")]
            said += [_("The reason: {why}.").format(why=why) for why in whys]
            raise Damaged(" ".join(said), next="smartcli doctor")
        if not newest:
            raise SmartError(_("There is nothing to take back."), next="smartcli journal trash")
        self._write(changing.takings_back(newest, stamp(at), known), at, _("It is taken back."), known)
        about = {one["of"] for one in newest}
        left = {one["id"] for one in self._newest_changes()[0]}
        there = tuple(entry for entry in self.entries() if entry.id in about)
        deleted_before = {one["of"] for one in newest if one["op"] == "delete"}
        is_back = deleted_before <= {entry.id for entry in there}
        self._confirm(is_back and left.isdisjoint(one["id"] for one in newest))
        return Undone(op=newest[0]["op"], entries=there)

    def forget(self, ids: Iterable[str], *, at: datetime) -> Forgotten:
        """Hide entries, by their whole ids, and erase them for good.

        Those that are hidden already are erased, too: so the same call goes on with one that was cut off.
        """
        chosen = list(dict.fromkeys(ids))
        self.check_marks()
        self.hide(chosen, at=at)
        return self.erase(chosen)

    def _newest_changes(self) -> tuple[list[Table], list[Table]]:
        """Those that undo takes back, and all that are known. What is about no entry here changes nothing."""
        look = self._look()
        known = look.changes()
        changes = _noted(known)
        ids = {id for id in look.there(changes.of) if not changes.is_forgotten(id)}
        trash = {id for id in ids if changes.is_gone(id)}
        some = [one for one in known if _as_bytes(one["of"]) in (trash if one["op"] == "delete" else ids)]
        return changing.newest(some), known

    def hide(self, ids: Iterable[str], *, at: datetime) -> None:
        """Say of entries that they are forgotten: from now on they are in no view. Other machines hide them, too."""
        here = {entry.id for entry, _deleted in self._all()}
        said = {one.id for one in self.hidden() if one.is_said_here} if self._met.hidden else set()
        chosen = [
            id for id in dict.fromkeys(ids) if id in here or (_as_bytes(id) in self._met.hidden and id not in said)
        ]
        if chosen:
            self._write([change("forget", id, stamp(at)) for id in chosen], at)
            self._confirm({entry.id for entry, _deleted in self._all()}.isdisjoint(chosen))

    def erase(self, ids: Collection[str]) -> Forgotten:
        """Take the words of these out of our own segments: only of those that are hidden. Nothing else erases."""
        self._met.clear()
        chosen, whys = self._forgotten().intersection(ids), tuple(self.why_lost)
        others = sum(one.count - 1 for one in self.hidden() if one.id in chosen) if chosen else 0
        if chosen:
            with self._alone():
                rewriting.erase(self._files, chosen)
                self._digests.clear()  # so that none tells of what is forgotten
            self._all()
        left = {_as_bytes(id) for id in chosen} & self._met.hidden
        return Forgotten(count=len(chosen) + others, elsewhere=len(left), whys=whys)

    def remember(self, ids: Iterable[str], *, at: datetime) -> None:
        """Say of forgotten entries that they count again. What was erased does not come back by it."""
        changes = self._look().changes()
        named = set(ids).intersection(_forgotten(changes))
        said = [(one["of"], one["id"]) for one in changes if one["op"] == "forget" and one["of"] in named]
        marked = [(id, id) for id in sorted(named - {of for of, _id in said})]
        if named:
            self._write(
                [change(REMEMBER, of, stamp(at), undoes=id) for of, id in [*said, *marked]], at, _("They count again.")
            )
            self._confirm(named.isdisjoint(self._forgotten()))
        self._met.clear()

    def hidden(self) -> list[Hidden]:
        """What a line says was forgotten, and still lies somewhere in the journal."""
        from smartcli.journal.hidden import hidden  # which only a journal needs in which something was forgotten

        look = Segments(self._files, Troubles(self._files, Met()), self._digests)  # what was met before still counts
        return hidden(look, set(self._files.made_here()).__contains__)

    @property
    def met_hidden(self) -> bool:
        """Whether something was met since this was opened that `hidden` would give."""
        return bool(self._met.hidden)

    @property
    def met_forgotten(self) -> bool:
        """Whether it may be so, as far as was read: a line said of some entry that it was forgotten."""
        return self._met.is_any

    def merge(
        self,
        entries: Iterable[Entry],
        *,
        at: datetime,
        dry_run: bool = False,
        also_forgotten: bool = False,
        is_same: bool = False,
    ) -> Merged:
        """Add the entries that are not here yet. A dry run only counts.

        also_forgotten: those that were forgotten here count again. is_same: as in MergePlan.
        """
        coming, here, forgotten = list(entries), self._all(), self._forgotten()
        back = forgotten.intersection(entry.id for entry in coming) if also_forgotten else set()
        if back:
            here += [(entry, False) for one in self.hidden() if one.id in back for entry in one.entries]
        plan = MergePlan(here, forgotten - back, is_same=is_same)
        for entry in coming:
            plan.take(entry)
        if not dry_run and (plan.added or plan.edits or back):
            self.remember(back, at=at)
            if plan.added:
                self._add_as_device([entry.as_line() for entry in plan.added])
            if plan.edits:
                known, now = self._look().changes(), {entry.id: entry for entry, _deleted in here}
                edits = [line for edit in plan.edits for line in changing.edits(edit, now[edit["of"]], known)]
                self._write(edits, at, _("What is in the file is added."), known)
            plan.confirm(self.entries(), self.why_lost)
        return plan.count.but(back=len(back), elsewhere=self._said_elsewhere(plan.away))

    def take_in(self, other: Journal, *, dry_run: bool = False, remembered: datetime | None = None) -> Merged:
        """Add all lines of another journal that are not here yet, its changes too (counted as edited).

        remembered: now, where entries that were forgotten here, and not there, are to count again.
        """
        here_now = self._look()
        here_now.may_be_damaged = True
        union = Union(here_now.lines(), also_forgotten=remembered is not None)
        union.take(other._look().lines())
        union.refuse(other._troubles.lost)
        if not dry_run:
            if remembered:
                self.remember(union.back, at=remembered)
            if union.new:
                self._add_as_device(union.new)
            here = {id for id, _line in self._look().lines()}
            self._confirm(here.issuperset(union.ids))
        return union.count.but(elsewhere=self._said_elsewhere(union.away))

    def _said_elsewhere(self, away: Collection[str]) -> int:
        """How many of these would not be forgotten but for lines in folders of other machines."""
        if not away:
            return 0
        ours, said_here = set(self._files.made_here()), Changes()
        for file, line in self._look().about({_as_bytes(id) for id in away}):
            with suppress(ValueError):  # counted when all lines are read
                said = entry_or_change(line) if CHANGE in line else None
                if isinstance(said, dict) and (file.parent in ours or said["op"] not in FORGETTING):
                    said_here.note(said)
        return sum(not said_here.is_forgotten(_as_bytes(id)) for id in away)

    # Sealing, and what is left to do

    def check_writable(self) -> None:
        """Damaged: nothing can be saved as things are; to be known before somebody begins to write."""
        writing.check(self._files)

    @contextmanager
    def gone_without(self) -> Iterator[None]:
        """Around what is asked while its folder is not there: nothing is known of it until something is saved."""
        self._files = self._files.but(is_away=True)
        try:
            yield
        finally:
            self._files = self._files.but(is_away=False)

    def tend(self) -> None:
        """What is left to do at the end of a run. It erases nothing, and packing changes nothing of what is kept."""
        if self._is_used:
            Heights(self._files).note()
        if self._is_used:
            self._digests.close()
        if self._digests.missed:
            from smartcli.journal.past import make_digests

            make_digests(self._look())
        if self._has_many:
            with self._alone():
                rewriting.gather(self._files)
        if self._files.keys.is_open and self._files.keys.is_set_up:
            with self._alone():
                rewriting.retire(self._files, rewriting.pack(self._files))

    def take_as_it_is(self, gaps: Iterable[str]) -> None:
        """Whatever is gone is not missed any more. gaps: see Heights.accept."""
        with self._alone():
            Heights(self._files).accept(gaps)
        vars(self).pop("gone", None)
        self._confirm(not (self.gone.is_any or self.gone.is_unknown))

    def check_marks(self) -> None:
        """Before anything is begun that rewrites segments. SmartError: it could not be noted how they stand then."""
        Heights(self._files).check()

    def forgotten(self) -> set[str]:
        """The ids of entries that count as never written, whoever said so."""
        return self._forgotten()

    def accounted_for(self) -> set[bytes]:
        """The ids of all lines here, those that count for nothing too, and of what was forgotten."""
        look = self._look()
        ids = {id for id, _line in look.lines()}
        ids.update(line[ID] for one in self.strangers() for line in one.lines if shows_id(line))
        return ids | {_as_bytes(one["of"]) for one in look.changes() if one["op"] in FORGETTING}

    def elsewhere(self) -> int:
        """How many segments other machines have here."""
        return rewriting.elsewhere(self._files)

    def is_nameless(self) -> bool:
        """Whether it is not known which folders in it this machine made."""
        return self._files.is_nameless()

    def made_here(self) -> list[Path]:
        """The folders in it that are this machine's to rewrite."""
        return self._files.made_here()

    def note_plain(self) -> None:
        """What lies in the open now, whoever wrote it, is about to be sealed by the person, and counts until it is.

        SmartError: that could not be written down, so nothing may be sealed.
        """
        files, keys = self._files, self._files.keys
        # A machine that has written nothing and has no key cannot tell what is its person's, beside what is sealed.
        is_strange = not (keys.is_there or keys.is_off) and files.is_sealed_here()
        if not (is_strange or files.is_strict()):
            accepted.note(files, files.folders())

    def strangers(self) -> list[Strangers]:
        """The plain lines of a sealed journal, which count for nothing. No key is needed."""
        return list(accepted.strangers(self._files, self._files.folders())) if self._files.is_strict() else []

    def take(self, found: Iterable[Strangers]) -> None:
        """Put plain lines under the key, so that they count: in segments of ours, where each lies; others as copies.

        What came since they were looked at is not taken. Asks for the passphrase.
        """
        every = list(found)
        self._files.keys.unlocked()
        with self._alone():
            self._digests.clear()
            for one in every:
                if one.is_ours:
                    rewriting.seal_lines(self._files, one.file, set(one.lines))
        theirs = [one for one in every if not one.is_ours]
        self._take_over(line for one in theirs for line in one.lines)
        rows = dict(accepted.whole(self._files))
        for one in theirs:
            rows[accepted.name_of(one.file)] = (accepted.row(one.data),)
        accepted.write(self._files, rows)

    def _take_over(self, lines: Iterable[bytes]) -> None:
        """Copies of lines that other machines wrote in the open, in a folder of ours, but for those that are there.

        What this machine forgot is not written again, whoever still has it.
        """
        coming = {line.rstrip(b"\r"): str(decode(line).get("id")) for line in lines}
        gone = self._forgotten_here() if coming else set()
        coming = {line: id for line, id in coming.items() if not has_words_of(decode(line), gone)}
        if not coming:
            return
        here = self._said_under_the_key()
        new = [line for line in sorted(coming, key=coming.__getitem__) if as_said(decode(line)) not in here]
        if new:
            writing.add_as_device(self._files, new)
            self._confirm(self._said_under_the_key().issuperset(as_said(decode(line)) for line in new))

    def _forgotten_here(self) -> set[str]:
        """The ids of entries that count as never written, and a folder that was made here says so."""
        from smartcli.journal.hidden import said_here

        return said_here(self._look(), set(self._files.made_here()).__contains__)

    def _said_under_the_key(self) -> set[str]:
        """What the lines say that would count if none in the open did."""
        look = Segments(self._files.but(takes_noted=False), Troubles(self._files, self._met), self._digests)
        return {as_said(decode(line)) for _id, line in look.lines()}

    def has_plain(self) -> bool:
        """Whether there is a line in our own segments that counts and is not sealed: `lock` has it still to do."""
        return any(rewriting.plain_lines(self._files))

    def has_sealed(self) -> bool:
        return any(rewriting.sealed_segments(self._files))

    def all_sealed(self) -> Iterator[bytes]:
        """The age files in the journal, whoever wrote them, to see whether a key opens any: one may be a stranger's."""
        return rewriting.age_files(self._files)

    def has_any_sealed(self) -> bool:
        """Whether anything here is sealed, whoever wrote it."""
        return next(self.all_sealed(), None) is not None

    def is_empty(self) -> bool:
        """Whether there is no line here, whoever wrote it."""
        return self._files.is_new() or not any(rewriting.any_lines(self._files))

    def is_opened_by_key(self) -> bool:
        """Whether the key opens something of what is sealed here; also where nothing is. Asks for the passphrase."""
        return opens_any(self.all_sealed(), self._files.keys.open) is not False

    def opens_any(self, sealed: Iterable[bytes]) -> bool:
        """Whether our key opens one of these age files. Asks for the passphrase where there is one."""
        return opens_any(sealed, self._files.keys.open) is True

    def elsewhere_plain(self) -> int:
        """Segments of other machines that are not sealed."""
        return sum(1 for _file in rewriting.plain_elsewhere(self._files))

    def elsewhere_sealed(self) -> int:
        """Segments of other machines in which something is that our key opens. Asks for the passphrase."""
        return sum(self.opens_any(ages) for ages in rewriting.sealed_elsewhere(self._files))

    def seal_all(self) -> None:
        """Put all there is under the key. What was plain goes only when everything was read back and compared."""
        with self._alone():
            before = self._whole_fingerprint()
            self._digests.clear()
            plain = rewriting.pack(self._files, everything=True)
            self._confirm(self._fingerprint() == before)
            rewriting.retire(self._files, plain)
            self._confirm(self._fingerprint() == before)
            accepted.let_go(self._files, self._files.made_here())
        self._take_over(rewriting.taken_elsewhere(self._files))

    def open_all(self) -> None:
        """Back to plain lines, after the key was turned off."""
        with self._alone():
            before = self._whole_fingerprint()
            self._digests.clear()
            rewriting.unpack(self._files)
            self._confirm(self._fingerprint() == before)

    def _fingerprint(self) -> dict[bytes, set[bytes]]:
        """All lines by their ids."""
        found: dict[bytes, set[bytes]] = {}
        for id, line in self._look().lines():
            found.setdefault(id, set()).add(line)
        return found

    def _whole_fingerprint(self) -> dict[bytes, set[bytes]]:
        """The same; Damaged where not all can be read, so that nothing can be compared with it."""
        found = self._fingerprint()
        if whys := self.why_lost:
            said = [_("Not all of the journal can be read just now.")]
            raise Damaged(
                " ".join([*said, *(_("The reason: {why}.").format(why=why) for why in whys)]), next="smartcli doctor"
            )
        return found

    def _forgotten(self) -> set[str]:
        return _forgotten(self._look().changes())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else writes to our segments, and no Ctrl-C cuts a file in two."""
        with disk.locked(self._files.lock, self._files.patience, self._files.system) as alone:
            if not alone:
                if alone.why_not:
                    from smartcli.home import locks  # hardly ever needed

                    raise locks.not_to_be_had(alone.why_not) from alone.why_not
                raise SmartError(_("Another smartcli is writing just now. Please try again in a moment."), next=HERE)
            Heights(self._files).note_alone()
            shared = self._files
            self._files = shared.but(patience=0.0)  # whoever reads a torn end meanwhile waits for nobody but us
            try:
                with disk.undisturbed():
                    yield
            except OSError as error:
                from smartcli.home.reasons import why

                said = _("The journal could not be rewritten ({why}). Nothing is lost; please try again.")
                raise SmartError(said.format(why=why(error)), next="smartcli doctor") from error
            finally:
                self._files = shared

    # What they share

    def _look(self) -> Segments:
        self._is_used = True
        self._so_far.lost |= self._troubles.files
        self._troubles = Troubles(self._files, self._met)
        found = Segments(self._files, self._troubles, self._digests)
        self._has_many = len(found.chains) > rewriting.MANY
        return found

    def _all(self, which: Worth = prefilter.everything) -> list[tuple[Entry, bool]]:
        """Each entry and whether it is in the trash, oldest first."""
        with _no_collection():
            return list(reading.oldest_first(self._look(), self._troubles, which))

    def _write(self, tables: Sequence[Table], at: datetime, done: str = "", known: Iterable[Table] = ()) -> list[Table]:
        """A change's id is greater than that of what it changes, and than that of the change it takes back.

        known: all changes, where the newest counts: it is greater than those of the same entries, too, whatever clock
        made them, as far as there are greater ones.
        done: what is so when they are on the disk; "" = whoever asked for it says so.
        """
        self._is_used = True
        self._files = self._files.but(is_away=False)  # it may have come back
        about = {table["of"] for table in tables if "of" in table}
        ids = [*_names(tables), *(one["id"] for one in known if one["of"] in about)]
        after = max(filter(leaves_room, ids), default="")
        landed = partial(self._so_far.landed, done) if done else lambda: None
        return writing.append(self._files, tables, at, after, landed, self._so_far.unflushed)

    def _add_as_device(self, lines: Sequence[Table | bytes]) -> None:
        writing.add_as_device(self._files, lines, self._added, self._so_far.unflushed)

    def _added(self, is_all: bool) -> None:
        some, all_ = _("A part of the file is added."), _("The entries of the file are added.")
        self._so_far.landed(all_ if is_all else some)


def _noted(changes: Iterable[Table]) -> Changes:
    found = Changes()
    for one in changes:
        found.note(one)
    return found


def _forgotten(changes: Iterable[Table]) -> set[str]:
    return {id.decode("utf-8", "surrogatepass") for id in _noted(changes).forgotten}


def _as_bytes(id: str) -> bytes:
    return id.encode("utf-8", "surrogatepass")


def _names(tables: Iterable[Table]) -> Iterator[str]:
    return (table[name] for table in tables for name in ("of", "undoes") if name in table)


class NoSuchEntry(SmartError):
    """No entry is meant by what was typed."""


def _pick(found: Iterable[tuple[Entry, bool]], typed: str) -> Entry:
    """The one living entry that is meant."""
    alike = [(entry, deleted) for entry, deleted in found if typed and _is_like(entry.id, typed)]
    living = {entry.id: entry for entry, deleted in alike if not deleted}
    if typed in living:
        return living[typed]
    if len(living) == 1:
        return next(iter(living.values()))
    if living:
        raise SmartError(
            _("Several entries have an id like this. Please give more of it."), next="smartcli journal list"
        )
    if alike:
        raise SmartError(_("This entry is in the trash."), next="smartcli journal undo")
    raise NoSuchEntry(_("No entry has an id like this."), next="smartcli journal list")


def _is_like(id: str, typed: str) -> bool:
    return id.startswith(typed) or id.endswith(typed)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Leave the garbage collector out while a whole journal is read: it would walk through all of it many times.

    Afterwards, too: there are no cycles in a journal to be found. A small one is not worth it.
    """
    was_on = gc.isenabled()
    before = gc.get_count()[0]
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] - before > MANY:
            gc.freeze()
        if was_on:
            gc.enable()


MANY = 10_000  # objects
