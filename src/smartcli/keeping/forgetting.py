"""Entries erased for good, or all there is: from the journal, and from where they may lie beside it; then a look."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smartcli.errors import InPart, SmartError
from smartcli.first_aid import card_cache
from smartcli.home import carriers, disk, layout, unfinished
from smartcli.home.filenames import (
    AT_HAND,
    BACKUPS,
    DRAFTS,
    HALF,
    JOURNAL,
    LOCK,
    MARKS,
    QUARANTINE,
    SETTINGS,
    UNFINISHED,
)
from smartcli.home.layout import Stored
from smartcli.home.reasons import beneath, why
from smartcli.home.seal.keys import padded
from smartcli.journal import Journal
from smartcli.keeping import backups, ours, remains, taken_over
from smartcli.keeping.remains import OTHERS, Remain
from smartcli.keeping.saving import check_cards, renew_at_hand
from smartcli.keeping.sealing import files_in, sweep
from smartcli.keeping.sought import AGE, Sought
from smartcli.keeping.tries import Tries
from smartcli.record import Record
from smartcli.stores import Stores
from smartcli.text.language import Later, _, ngettext
from smartcli.text.same_words import folded
from smartcli.views.at_urges import tried_in_all
from smartcli.views.own_cards import of_every_exercise

if TYPE_CHECKING:
    from smartcli.home.marks import Marks


class Meant(Record):
    """Whole ids of entries, and the exercise all of which is meant, or "". sums: of their texts; see taken_over.py."""

    ids: frozenset[str]
    exercise: str = ""
    sums: frozenset[str] = frozenset()


class Erasure(Record):
    """count: entries that were erased. left: where they can still be read here. beyond: where copies may be, in words.

    failed: what went wrong on the way, by place, also where nothing is left by it. is_nameless: what is left in the
    journal may be this machine's own, since it is not known, or was not, which folders are.
    """

    count: int
    left: tuple[Remain, ...]
    beyond: tuple[str, ...]
    failed: tuple[Remain, ...] = ()
    is_nameless: bool = False


def entries(stores: Stores, meant: Meant, now: datetime) -> Erasure:
    """Erase these entries, and with an exercise its drafts; then look whether that is so.

    What fails at one place stops no other. Should all of it be cut off, `begun` knows what was meant. SmartError:
    nothing was erased. Nothing is touched but what tells of these, whatever else a line says was forgotten.
    """
    before, is_nameless = begun(stores), stores.journal.is_nameless()
    meant = meant.but(sums=meant.sums | _sums(stores, meant.ids))
    if before:
        meant = Meant(
            ids=meant.ids | before.ids,
            exercise=meant.exercise or before.exercise,
            sums=meant.sums | before.sums,
        )
    backups.before(stores.home, "forget", now)  # until it is done; then it too is written without them
    _begin(stores, meant)
    tries = Tries()
    count = _from_journal(stores, meant, now, tries)
    stores.so_far.begun(_("Erasing was begun and not finished."), "smartcli forget --go-on")
    with tries.at(AT_HAND):
        if not disk.is_link(stores.home / AT_HAND):  # where it is one, what it leads to is made anew
            disk.remove(stores.home / AT_HAND)  # made anew at the end
    beside(stores, meant.exercise, tries)
    backed_up(stores, Sought(stores.keys, meant.ids, meant.exercise, meant.sums), now, tries)
    remembered(stores, meant.exercise, tries)
    with tries.at(AT_HAND):
        renew_at_hand(stores)
    sweep(stores, patient=True)
    return _looked_at(stores, meant, count, tries, is_nameless=is_nameless)


def _sums(stores: Stores, ids: Collection[str]) -> frozenset[str]:
    """Of the texts of these entries, where there are drafts at all into which they may have been taken."""
    if not files_in(stores.home / DRAFTS) and not files_in(stores.home / BACKUPS):
        return frozenset()
    here = [*stores.journal.entries(), *stores.journal.trash()]
    hidden = [entry for one in stores.journal.hidden() for entry in one.entries] if stores.journal.met_hidden else []
    gone = [entry for entry in [*here, *hidden] if entry.id in ids]
    return taken_over.sums(gone, (entry for entry in here if entry.id not in ids), stores.library.find)


def in_drafts(stores: Stores, meant: Meant) -> list[str]:
    """The exercises of drafts into which words of these were taken over, but for those that go with them."""
    sums = _sums(stores, meant.ids)
    found = [one.exercise for one in stores.drafts.every() if sums and taken_over.stand_in(one, sums)]
    return [exercise for exercise in dict.fromkeys(found) if exercise != meant.exercise]


def begun(stores: Stores) -> Meant | None:
    """What was to be forgotten when that was cut off. Where the journal is sealed, it asks for the passphrase."""
    data = _unfinished(stores).get(unfinished.FORGET)
    if data is None:
        return None
    try:
        table = json.loads(stores.keys.open(data) if data.startswith(AGE) else data)
        sums = frozenset(str(one) for one in table.get("sums", ()))
        return Meant(ids=frozenset(str(id) for id in table["ids"]), exercise=str(table["exercise"]), sums=sums)
    except (ValueError, LookupError, TypeError):
        return Meant(ids=frozenset())


def _unfinished(stores: Stores) -> dict[str, bytes]:
    try:
        return unfinished.read(stores.home)
    except OSError as error:
        raise _nothing(why(error)) from error


def _begin(stores: Stores, meant: Meant) -> None:
    """An id tells when an entry was written: where the journal is sealed, this is too."""
    sums = {"sums": sorted(meant.sums)} if meant.sums else {}
    data = json.dumps({"ids": sorted(meant.ids), "exercise": meant.exercise, **sums}).encode("ascii")
    try:
        is_sealed = stores.keys.is_set_up
        unfinished.begin(stores.home, unfinished.FORGET, stores.keys.seal(padded(data)) if is_sealed else data)
    except OSError as error:
        raise _nothing(why(error)) from error


def _nothing(reason: str) -> SmartError:
    said = _("Nothing was erased ({why}). All is as it was.").format(why=reason)
    return SmartError(said, next="smartcli doctor")


def _from_journal(stores: Stores, meant: Meant, now: datetime, tries: Tries) -> int:
    """How many entries were erased there. SmartError: it could not even be written down that they are forgotten."""
    try:
        done = stores.journal.forget(meant.ids, at=now)
        if done.whys:
            tries.failed(JOURNAL, "; ".join(done.whys))
        return done.count
    except (SmartError, OSError) as error:
        tries.failed(JOURNAL, error)
        if _is_written_down(stores, meant):
            return 0
        raise _not_begun(stores, _nothing(tries.reasons[JOURNAL])) from error


def _not_begun(stores: Stores, nothing: SmartError) -> SmartError:
    """InPart: that it was begun stays noted, and the same command goes on."""
    try:
        unfinished.end(stores.home, unfinished.FORGET)
    except OSError:
        said = _("But that erasing was begun is noted, and goes on with:")
        return InPart(f"{nothing} {said}", next="smartcli forget --go-on")
    return nothing


def _is_written_down(stores: Stores, meant: Meant) -> bool:
    """Whether the journal says of any that it is forgotten. Where that cannot be told, it may be."""
    try:
        return bool(meant.ids & stores.journal.forgotten() or stores.journal.why_lost)
    except (SmartError, OSError):
        return True


def beside(stores: Stores, exercise: str, tries: Tries) -> None:
    """The drafts of an exercise that is forgotten, but for one that another window works on."""
    with tries.at(DRAFTS):
        for draft in stores.drafts.every() if exercise else ():
            if draft.exercise == exercise:
                stores.drafts.drop(draft)


def backed_up(stores: Stores, sought: Sought, now: datetime, tries: Tries) -> None:
    """Quarantine, with what it has got on the way, and the backups here, written anew without these entries."""
    with tries.at(QUARANTINE):
        for file in files_in(stores.journal.quarantine):
            if not ours.is_ours(f"{QUARANTINE}/{file.name}"):
                continue
            with tries.at(QUARANTINE):
                _erase_lines(sought, file, stores.home)
    with tries.at(BACKUPS):
        for file in files_in(stores.home / BACKUPS):
            with tries.at(BACKUPS):
                if backups.is_one(file):
                    backups.change(file, sought.without, now)


def remembered(stores: Stores, exercise: str, tries: Tries) -> None:
    """After the journal: no mark stays of a card that is gone, and nothing of a forgotten exercise."""
    with tries.at(MARKS):
        there = _marks_of_cards(stores)
        stores.mark(lambda kept: _without_marks(kept, there, exercise))


def _marks_of_cards(stores: Stores) -> set[str]:
    """Damaged: not all can be read that makes the cards, so nobody can say which are gone."""
    found = of_every_exercise(stores)
    check_cards(stores)
    return {mark for cards in found for card in cards for mark in (card.mark, card.away_mark)}


def _without_marks(kept: Marks, there: Collection[str], exercise: str) -> Marks:
    return kept.but(
        first=tuple(mark for mark in kept.first if mark in there),
        away=kept.away & set(there),
        declined={id: day for id, day in kept.declined.items() if id != exercise},
    )


def _is_of_the_journal(stores: Stores, at_hand: card_cache.AtHand) -> bool:
    """Whether all that is at hand stands in the journal as it is now."""
    entries = stores.journal.entries()
    cards = {(card.kind, card.text) for card in of_every_exercise(stores, entries)[0]}
    done = {folded(one.text) for one in tried_in_all(entries, stores.library.find)}
    has_cards = all((card.kind, card.text) in cards for card in at_hand.cards)
    return has_cards and all(folded(one.text) in done for one in at_hand.tried)


def _looked_at(stores: Stores, meant: Meant, count: int, tries: Tries, *, is_nameless: bool) -> Erasure:
    """What is so now. Only where nothing is left is it done."""
    sought = Sought(stores.keys, meant.ids, meant.exercise, meant.sums)
    is_nameless = is_nameless or stores.journal.is_nameless()
    left = remains.telling(stores.home, sought, {OTHERS: str(LATER), **tries.reasons})
    if is_nameless:
        left = [one.but(place=JOURNAL, why="") if one.place == OTHERS and not one.is_shut else one for one in left]
    here = {one.place for one in left if not one.is_shut}  # each is named once, and what the settings hold with them
    try:
        kept = stores.marks() if here & {MARKS, SETTINGS} else stores.known_marks()
        has_marks = _without_marks(kept, _marks_of_cards(stores), meant.exercise) != kept
    except SmartError as error:
        tries.failed(MARKS, error)
        has_marks = True
    if has_marks and MARKS not in here:
        left.append(Remain(place=MARKS, why=tries.reasons.get(MARKS, "")))
    if AT_HAND not in here and not _is_of_the_journal(stores, card_cache.read(str(stores.home))):
        whys = [tries.reasons.get(AT_HAND), tries.reasons.get(MARKS), *stores.journal.why_lost]
        left.append(Remain(place=AT_HAND, why=next(filter(None, whys), "")))
    beyond = []
    if any(one.place == OTHERS and not one.is_shut for one in left):
        beyond.append(_("In what other machines wrote: {later}.").format(later=LATER))
    if n := stores.journal.unreadable:
        text = ngettext(
            "In {n} line of the journal that is damaged.", "In {n} lines of the journal that are damaged.", n
        )
        beyond.append(text.format(n=n))
    # Nothing more can be done from here; the cards at hand are still to be made anew.
    if all(one.is_beyond for one in left) and AT_HAND not in tries.reasons:
        with tries.at(UNFINISHED):
            unfinished.end(stores.home, unfinished.FORGET)
        stores.so_far.landed(_("It is erased."))
    return Erasure(
        count=count,
        left=tuple(left),
        beyond=(*beyond, *out_of_reach(stores)),
        failed=_failed(tries, left),
        is_nameless=is_nameless and any(one.place == JOURNAL for one in left),
    )


def bring_back(stores: Stores, ids: Collection[str], now: datetime) -> None:
    """Let hidden entries count again."""
    stores.journal.remember(ids, at=now)
    renew_at_hand(stores)


def _erase_lines(sought: Sought, file: Path, home: Path) -> None:
    """What could not be read, without the lines that tell of these entries."""
    before = disk.read(file)
    kept = sought.without(file.relative_to(home).as_posix(), before)
    if kept is None:
        disk.erase(file)
    elif kept != before:
        disk.replace(file, kept)


# All there is


def counted(stores: Stores) -> tuple[int | None, str]:
    """How many entries there are, those in the trash too; None where nobody can tell, and why, as half a sentence."""
    try:
        if stores.keys.is_set_up:
            return None, _("they are sealed")
        journal = Journal(stores.home)
        count = len(journal.entries()) + len(journal.trash())
    except (SmartError, OSError) as error:
        found = beneath(error)
        return None, why(found) if found else _("they are sealed, or damaged")
    if journal.unreadable or journal.foreign or journal.locked or journal.lost_files:
        return None, "; ".join(journal.why_lost) or _("some are sealed, or damaged")
    return count, ""


def everything(stores: Stores, now: datetime) -> Erasure:
    """Take away all that smartcli keeps, and nothing else that lies in the folder; then look whether that is so.

    No backup is made, and no passphrase is asked for: whoever lost it must be able to start anew. Where other machines
    write here and the key is open, these are told; else only what was written here goes. SmartError: nothing is gone.
    """
    home, tries, is_nameless = stores.home, Tries(), stores.journal.is_nameless()
    try:
        disk.private_folder(home)
        unfinished.begin(home, unfinished.EVERYTHING)
    except OSError as error:
        raise _nothing(why(error)) from error
    stores.so_far.begun(_("Erasing everything was begun and not finished."), "smartcli forget --everything")
    others = _others(stores, tries)
    told = _tell(stores, now) if others > 0 else None
    for row in layout.TABLE:
        if row.erased in (layout.ERASED, layout.OURS_ERASED) and row.name != UNFINISHED:
            _take_away(home, row.name, row, tries)
    _take_away_journal(stores, tries, others=others, is_told=told is not None)
    with tries.at(HALF):
        sweep(stores, patient=True)
    is_nameless = is_nameless or stores.journal.is_nameless()
    own = _in_ours(stores, told or frozenset(), tries)
    stores.keys.let_go()
    left = [*remains.left(home, tries.reasons, others=bool(others)), *own]
    is_nameless = is_nameless and others > 0
    if not left and not is_nameless:
        with tries.at(UNFINISHED):
            unfinished.end(home, *unfinished.KINDS)
        stores.so_far.landed(_("It is erased."), "smartcli where")
    if others and not (is_nameless and own):
        left.append(_of_others(home, others, tries, is_told=told is not None, is_nameless=is_nameless))
    return Erasure(
        count=0,
        left=tuple(left),
        beyond=(*_not_ours(home), *out_of_reach(stores)),
        failed=_failed(tries, left),
        is_nameless=is_nameless,
    )


def _take_away_journal(stores: Stores, tries: Tries, *, others: int, is_told: bool) -> None:
    """All of it where nobody else writes in it; else, where the others are not told, what was written here.

    The name of our folder in it goes last: by that it is gone on with.
    """
    name, journal = layout.those(erased=layout.ERASED_ALONE)
    if others > 0 and not is_told:
        for folder in _made_here(stores):
            _take_away(stores.home, folder.relative_to(stores.home).as_posix(), journal, tries)
    elif not others:
        _take_away(stores.home, journal.name, journal, tries)
        if why_not := tries.reasons.get(journal.name):
            tries.failed(name.name, why_not)
        else:
            _take_away(stores.home, name.name, name, tries)


def _failed(tries: Tries, left: Sequence[Remain]) -> tuple[Remain, ...]:
    """What went wrong where nothing is left."""
    places = {one.place for one in left}
    return tuple(Remain(place=place, why=reason) for place, reason in tries.reasons.items() if place not in places)


def _in_ours(stores: Stores, ids: frozenset[str], tries: Tries) -> list[Remain]:
    """What of these can still be read in what this machine wrote, where that stays, since others are told by it."""
    found = remains.telling(stores.home, Sought(stores.keys, ids, ""), tries.reasons) if ids else []
    return [one for one in found if one.place == JOURNAL and not one.is_shut]


def _of_others(home: Path, count: int, tries: Tries, *, is_told: bool, is_nameless: bool) -> Remain:
    """What other machines wrote; or all of the journal, where it cannot be told whose it is."""
    if count > 0 and is_nameless:
        return Remain(place=JOURNAL, count=count)
    if count < 0:
        return Remain(place=JOURNAL, why=tries.reasons[JOURNAL])
    alone = _("they cannot be told without the passphrase; take the folder {place} away yourself")
    return Remain(place=OTHERS, count=count, why=str(LATER) if is_told else alone.format(place=home / JOURNAL))


LATER = Later("hidden there, and erased when you agree there")


def _not_ours(home: Path) -> list[str]:
    known = {row.name for row in layout.TABLE if row.erased != layout.LEFT} | {LOCK}
    if not os.path.isdir(home):
        return []
    said = []
    if not all((carriers.taken(place.name) or place.name) in known for place in home.iterdir()):
        said.append(_("What is not ours was left alone, your own exercise files too: {place}").format(place=home))
    for row in layout.those(is_folder=True, is_one=True):
        with suppress(OSError):  # then it is said that something is left there, or there is nothing
            if row.erased != layout.LEFT and ours.others(home, row.name):
                said.append(_("What is not ours was left alone, in: {place}").format(place=home / row.name))
    return said


def _others(stores: Stores, tries: Tries) -> int:
    """How many files other machines have in the journal; -1: that cannot be told, so nothing in it is touched."""
    try:
        return stores.journal.elsewhere() if os.path.lexists(stores.home / JOURNAL) else 0
    except (SmartError, OSError) as error:
        tries.failed(JOURNAL, error)
        return -1


def _tell(stores: Stores, now: datetime) -> frozenset[str] | None:
    """Tell other machines that all is forgotten, as far as it can be read without asking; of what, or None.

    What is hidden goes with it: it lies in our folders, too, where nobody has agreed to what another machine forgot.
    """
    journal = stores.journal if stores.keys.is_open else Journal(stores.home)
    try:
        here = {entry.id for entry in [*journal.entries(), *journal.trash()]}
        ids = frozenset(here.union(one.id for one in journal.hidden()))
        journal.forget(ids, at=now)
    except (SmartError, OSError):
        return None
    return ids


def _made_here(stores: Stores) -> list[Path]:
    try:
        return stores.journal.made_here()
    except (SmartError, OSError):
        return []


def _take_away(home: Path, name: str, row: Stored, tries: Tries) -> None:
    """name: of the row, or of a folder in it."""
    place = home / name
    if place.is_symlink() and not os.path.exists(place):
        tries.failed(row.name, _("it is a link, and what it leads to is not there now"))
        return
    try:
        if not row.is_folder or not disk.leads_to_folder(place):
            error = disk.Linked(place) if disk.is_link(place) else disk.remove_all(place)
        else:
            error = ours.erase(home, name)
    except OSError as again:
        error = again
    if error:
        tries.failed(row.name, error)


def out_of_reach(stores: Stores) -> list[str]:
    """Where this program cannot look, or cannot erase."""
    names = carriers.of(stores.home / JOURNAL)
    lines = []
    if names:
        lines.append(_("In the old versions that {names} keeps of the folder.").format(names=", ".join(names)))
    return [
        *lines,
        _("In exports and backups you have put somewhere else."),
        _("In what a sync or backup program of this computer has copied."),
        _("On the disk itself, until it is written over."),
    ]
