"""What was done, without reading all of it: most segments are counted from their digests."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smartcli.journal import prefilter
from smartcli.journal.entry import Entry
from smartcli.journal.prefilter import everything
from smartcli.journal.read_problems import Troubles
from smartcli.journal.reading import AlreadyTold, Changes, entries, note_forgotten
from smartcli.journal.segments import Chain, Segments
from smartcli.record import Record

if TYPE_CHECKING:
    from smartcli.journal.digest import Digest


AFTER_ALL = "~"  # a day that comes after every other: nothing has to be read for its sake


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
    for digest in counted:
        for exercise, by_day in digest.done.items():
            times[exercise] = times.get(exercise, 0) + sum(by_day.values())
            last[exercise] = max(last.get(exercise, ""), *by_day)
    done = {exercise: Done(times=count, last=last[exercise]) for exercise, count in times.items()}
    return Past(done=done, lately=window.newest_first())


def count(segments: Segments, troubles: Troubles) -> int:
    """How many entries there are: as many as a reading of everything would find."""
    read, counted = _parted(segments, troubles, AFTER_ALL)
    return sum(not is_deleted for _entry, is_deleted in read) + sum(digest.count for digest in counted)


def _parted(
    segments: Segments, troubles: Troubles, first_day: str
) -> tuple[Iterator[tuple[Entry, bool]], list[Digest]]:
    """The entries that have to be read, each with whether it is in the trash; and the digests of all others.

    first_day: from which on every entry is read.
    """
    digests = segments.digests()
    changes = Changes()
    for change in segments.changes(digests):
        changes.note(change)
    note_forgotten(changes, troubles)
    segments.keep(digests, changes.forgotten)
    unread = _unread(segments.chains, digests, changes, first_day)
    lines = segments.oldest_first(everything, changes.of, unread)
    return entries(lines, changes, troubles, AlreadyTold(segments)), [digests[file] for file in unread]


def of_days(segments: Segments, troubles: Troubles, days: Collection[str]) -> list[Entry]:
    """The entries of these days, by their ids. Segments whose digests know of no such day are not read."""
    digests = segments.kept()
    changes = Changes()
    for change in segments.changes(digests):
        changes.note(change)
    note_forgotten(changes, troubles)
    changed = sorted(id.decode("utf-8", "surrogatepass") for id in changes.of)
    unread = {
        file
        for file, digest in digests.items()
        if digest.is_whole and not _may_hold_any(digest, changed) and not digest.has_any(days)
    }
    lines = segments.oldest_first(prefilter.of_days(days), changes.of, unread)
    found = entries(lines, changes, troubles, AlreadyTold(segments))
    return [entry for entry, is_deleted in found if not is_deleted and entry.day in days]


def make_digests(segments: Segments) -> None:
    """Make those that were missed, for whoever asks next."""
    changes = Changes()
    for change in segments.changes(segments.kept()):
        changes.note(change)
    segments.make_missing(changes.forgotten)


def _unread(chains: Iterable[Chain], digests: Mapping[Path, Digest], changes: Changes, first_day: str) -> set[Path]:
    """The segments that need no reading: all that is in them counts as it stands, and is of an earlier day."""
    if not _is_in_order(chains, digests):
        return set()
    counted_otherwise = changes.moved.union(filter(changes.is_gone, changes.of))
    changed = sorted(id.decode("utf-8", "surrogatepass") for id in counted_otherwise)
    shared = _shared(digests)
    plain = {
        file: digest
        for file, digest in digests.items()
        if digest.is_whole and file not in shared and not _may_hold_any(digest, changed)
    }
    unread = set(plain)
    if first_day == AFTER_ALL:
        return unread
    from smartcli.journal.recent import ODD

    for file in sorted(plain, key=lambda file: plain[file].last, reverse=True):
        later = (one for one in plain.values() if one.first > plain[file].last)
        if _are_before(first_day, later, ODD):  # whoever looks back has stopped there
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
    """The segments that may hold an entry which is in another one, too."""
    found: set[Path] = set()
    near: list[Path] = []  # whose ids reach as far as those that come next
    for file in sorted(digests, key=lambda file: digests[file].first):
        near = [other for other in near if digests[other].last >= digests[file].first]
        for other in near:
            if digests[file].may_share(digests[other]):
                found |= {file, other}
        near.append(file)
    return found


def _may_hold_any(digest: Digest, ids: Sequence[str]) -> bool:
    """ids: in order."""
    return any(map(digest.may_hold, ids[bisect_left(ids, digest.first) : bisect_right(ids, digest.last)]))


def _are_before(day: str, digests: Iterable[Digest], many: int) -> bool:
    """Whether so many of their entries are; no more are counted than needed."""
    count = 0
    for digest in digests:
        count += digest.before(day)
        if count >= many:
            return True
    return False
