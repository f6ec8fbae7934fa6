"""What was done, without reading all of it: most segments are counted from their digests."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smartcli.journal import prefilter
from smartcli.journal.entry import Entry
from smartcli.journal.prefilter import Worth, everything
from smartcli.journal.read_problems import Troubles
from smartcli.journal.reading import AlreadyTold, Changes, entries, looked_at_together, note_forgotten
from smartcli.journal.segments import Chain, Held, Segments
from smartcli.record import Record

if TYPE_CHECKING:
    from smartcli.journal.digest import Digest


ByDay = Mapping[str, Mapping[str, int]]  # how many entries there are, by exercise and day

AFTER_ALL = "~"  # a day that comes after every other: nothing has to be read for its sake
NEAR = 50  # segments that reach over one another and are compared; of more, all are read


class Done(Record):
    """How many entries of an exercise there are, and the newest day that they are of."""

    times: int
    last: str


class Past(Record):
    """What was done, by exercise; and the entries of the last days, the newest first."""

    done: Mapping[str, Done]
    lately: Sequence[Entry]


def past(segments: Segments, troubles: Troubles, *, today: date, days: int) -> Past:
    """The same as a reading of everything would find. days: how far to look back, today among them."""
    from smartcli.journal.recent import Window  # which whoever only counts does without

    window = Window(today=today, days=days)
    read, counted = _parted(segments, troubles, window.first)
    times: dict[str, int] = {}
    last: dict[str, str] = {}
    for entry, is_deleted in read:
        if not is_deleted:
            window.take(entry)
            times[entry.exercise] = times.get(entry.exercise, 0) + 1
            last[entry.exercise] = max(last.get(entry.exercise, ""), entry.day)
    for table in counted:
        for exercise, by_day in table.items():
            times[exercise] = times.get(exercise, 0) + sum(by_day.values())
            last[exercise] = max(last.get(exercise, ""), *by_day)
    done = {exercise: Done(times=count, last=last[exercise]) for exercise, count in times.items()}
    return Past(done=done, lately=window.newest_first())


def count(segments: Segments, troubles: Troubles) -> int:
    """How many entries there are: as many as a reading of everything would find."""
    read, counted = _parted(segments, troubles, AFTER_ALL)
    every = (times for table in counted for by_day in table.values() for times in by_day.values())
    return sum(not is_deleted for _entry, is_deleted in read) + sum(every)


def _parted(segments: Segments, troubles: Troubles, first_day: str) -> tuple[Iterator[tuple[Entry, bool]], list[ByDay]]:
    """The entries that have to be read, each with whether it is in the trash; and how many all others are.

    first_day: from which on every entry is read.
    """
    digests = segments.digests()
    changes = Changes(segments.whole)
    for change in segments.changes(digests):
        changes.note(change)
    note_forgotten(changes, troubles)
    segments.keep(digests, changes.forgotten)
    others = changes.moved.union(filter(changes.is_gone, changes.of))
    otherwise = sorted(id.decode("utf-8", "surrogatepass") for id in others)
    unread = _unread(segments.chains, digests, otherwise, first_day)
    counted = [_done(segments, file, digests[file], otherwise, changes) for file in unread]
    lines = segments.oldest_first(everything, changes.of, unread)
    return entries(lines, changes, troubles, AlreadyTold(segments)), counted


def _done(segments: Segments, file: Path, digest: Digest, otherwise: Sequence[str], changes: Changes) -> ByDay:
    """How many entries of a segment there are today: its digest says how many there were.

    otherwise: ids of those that are gone, or of another day, and so are not to be counted as the digest does; in order.
    """
    ids = _held_ids(digest, otherwise)
    if not ids:
        return digest.done
    done = {exercise: Counter(by_day) for exercise, by_day in digest.done.items()}
    for id, entry in segments.written(file, ids):
        by_day = done.setdefault(entry.exercise, Counter())
        by_day[entry.day] -= 1
        if not changes.is_gone(id):
            by_day[changes.day(id, entry)] += 1
    return {exercise: +by_day for exercise, by_day in done.items() if +by_day}


def some(segments: Segments, troubles: Troubles, days: Collection[str], exercises: Collection[str]) -> list[Entry]:
    """The entries of these days, and those of these exercises, by their ids.

    Segments whose digests know of no such day and of no such exercise are not read.
    """
    segments.open()
    digests = segments.kept()
    wanted = _of(days, exercises)
    changes = Changes(segments.whole)
    for change in segments.changes(digests, wanted):
        changes.note(change)
    note_forgotten(changes, troubles)
    moved_to = changes.moved_to(days)
    moved = sorted(id.decode("utf-8", "surrogatepass") for id in moved_to)
    whole = {file: digest for file, digest in digests.items() if digest.is_whole}
    held = {
        file: (digest.those_of(days), digest.done.keys() & exercises, _held_ids(digest, moved))
        for file, digest in whole.items()
    }
    unread = {file for file in whole if not any(held[file])}
    known = {file: _known(whole[file], *named) for file, named in held.items() if file not in unread}
    lines = segments.oldest_first(wanted, moved_to, unread, known)
    found = entries(looked_at_together(lines), changes, troubles, AlreadyTold(segments))
    here = (entry for entry, is_deleted in found if not is_deleted)
    picked = [entry for entry in here if entry.day in days or entry.exercise in exercises]
    segments.make_missing(digests, changes.forgotten)
    return sorted(picked, key=lambda entry: entry.id)


def _known(digest: Digest, days: Collection[str], exercises: Collection[str], ids: Collection[bytes]) -> Held:
    """What there is in a segment of what is wanted: of these days and exercises, and of changed ones with these ids."""
    return Held(_of(days, exercises), ids, None if days or ids else digest.places_of(exercises))


def _of(days: Collection[str], exercises: Collection[str]) -> Worth:
    """What is worth reading for these days and these exercises."""
    named = [prefilter.of_days(days)] if days else []
    return prefilter.any_of([*named, *([prefilter.of_exercises(exercises)] if exercises else [])])


def often(segments: Segments, many: int) -> set[str]:
    """The exercises of which more entries than these are known to be: those in segments with a digest are counted."""
    counts: Counter[str] = Counter()
    for digest in segments.kept().values():
        counts.update({exercise: sum(by_day.values()) for exercise, by_day in digest.done.items()})
    return {exercise for exercise, count in counts.items() if count > many}


def make_digests(segments: Segments) -> None:
    """Make those that were missed, for whoever asks next."""
    kept = segments.kept()
    changes = Changes(segments.whole)
    for change in segments.changes(kept):
        changes.note(change)
    segments.make_missing(kept, changes.forgotten)


def _unread(
    chains: Iterable[Chain], digests: Mapping[Path, Digest], otherwise: Sequence[str], first_day: str
) -> set[Path]:
    """The segments that need no reading: all that is in them is of an earlier day.

    otherwise: ids of entries that do not count as they stand, in order.
    """
    if not _is_in_order(chains, digests):
        return set()
    shared = _shared(digests)
    plain = {file: digest for file, digest in digests.items() if digest.is_whole and file not in shared}
    unread = set(plain)
    if first_day == AFTER_ALL:
        return unread
    from smartcli.journal.recent import ODD

    for file in sorted(plain, key=lambda file: plain[file].last, reverse=True):
        later = (one for one in plain.values() if one.first > plain[file].last)
        if _are_before(first_day, later, otherwise, ODD):  # whoever looks back has stopped there
            break
        unread.remove(file)
    return unread


def _is_in_order(chains: Iterable[Chain], digests: Mapping[Path, Digest]) -> bool:
    """Whether all ids in a segment are greater than those in the one before, as its writer leaves them."""
    for chain in chains:
        last = ""
        for digest in (digests[file] for file in chain if file in digests):
            if digest.first and digest.first <= last:
                return False
            last = max(last, digest.last)
    return True


def _shared(digests: Mapping[Path, Digest]) -> set[Path]:
    """The segments that may hold an entry which is in another one, too; one without an entry does not."""
    found: set[Path] = set()
    near: list[Path] = []  # whose ids reach as far as those that come next
    for file in sorted((one for one in digests if digests[one].first), key=lambda file: digests[file].first):
        near = [other for other in near if digests[other].last >= digests[file].first]
        if len(near) >= NEAR:
            found |= {file, *near}
            near = [max(near, key=lambda other: digests[other].last)]  # by which it is seen of the next
        for other in near:
            if digests[file].may_share(digests[other]):
                found |= {file, other}
        near.append(file)
    return found


def _held(digest: Digest, ids: Sequence[str]) -> Iterator[str]:
    """Those of these ids, in order, that may be in it."""
    return filter(digest.may_hold, ids[bisect_left(ids, digest.first) : bisect_right(ids, digest.last)])


def _held_ids(digest: Digest, ids: Sequence[str]) -> set[bytes]:
    return {id.encode("utf-8", "surrogatepass") for id in _held(digest, ids)}


def _are_before(day: str, digests: Iterable[Digest], changed: Sequence[str], many: int) -> bool:
    """Whether so many of their entries are, and are not changed; no more are counted than needed."""
    count = 0
    for digest in digests:
        count += max(0, digest.before(day) - sum(1 for _id in _held(digest, changed)))
        if count >= many:
            return True
    return False
