"""From lines to entries: what was changed is applied, what was deleted is told apart."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from operator import itemgetter

from smartcli.home.clock import is_day
from smartcli.journal.entry import Entry, entries_in, entry_or_change
from smartcli.journal.line import CHANGE, FORGETTING, Placed, Table, as_said, identity, unchecked
from smartcli.journal.prefilter import Worth
from smartcli.journal.read_problems import Troubles
from smartcli.journal.segments import Line, Segments

MANY = 256  # lines at most that are looked at together
REMEMBER = "remember"  # what says that a forgotten entry counts again
WORDLESS = (*FORGETTING, REMEMBER, "delete", "restore", "unedit")  # changes with nothing in them that somebody wrote
_OPPOSITE = {"delete": "restore", "restore": "delete"}

_id = itemgetter("id")


def has_words_of(line: Table, ids: Container[str]) -> bool:
    """Whether it holds what somebody wrote of one of these entries."""
    return line.get("of", line.get("id")) in ids and line.get("op") not in WORDLESS


class Changes:
    """The changes known so far. On the way back in time, a change is always met before what it changes.

    whole: gives what was written in a change of which only a digest told.
    """

    def __init__(self, whole: Callable[[Table], Table] | None = None) -> None:
        self._whole = whole
        self.of: dict[bytes, list[Table]] = {}  # by the entry's id, newest first
        self.taken_back: set[str] = set()  # ids of edits that were undone, and of what was forgotten and is remembered
        self.forgets: dict[bytes, set[str]] = {}  # by the entry's id: the changes that forget it, "" for a mark
        self._remembered: set[bytes] = set()
        self._named: set[tuple[bytes, str, str]] = set()  # deletions that a restoring names, and the other way round

    def note(self, change: Table) -> None:
        of = change["of"].encode("utf-8", "surrogatepass")
        known = self.of.setdefault(of, [])
        alike = [place for place, other in enumerate(known) if identity(other) == identity(change)]
        same = next((place for place in alike if self._said(known[place]) == self._said(change)), None)
        if same is None:  # else it is met again, perhaps in a copy of a file
            known.append(change)
            known.sort(key=_id, reverse=True)  # a digest tells of some before their turn
            if alike:  # two that somebody gave the same id: whichever way they are met, the same one counts
                known.sort(key=self._by_what_is_said, reverse=True)
        elif isinstance(known[same], Placed):  # all of it, now that its segment is read
            known[same] = change
        if change["op"] in ("unedit", REMEMBER):
            self.taken_back.add(str(change.get("undoes")))
        if change["op"] in _OPPOSITE:
            self._named.add((of, _OPPOSITE[change["op"]], str(change.get("undoes"))))
        if change["op"] == REMEMBER:
            self._remembered.add(of)
        if change["op"] in FORGETTING:
            self.forgets.setdefault(of, set()).add("" if change["op"] == "gone" else change["id"])

    def _said(self, change: Table) -> str:
        return as_said(self._whole(change) if self._whole else change)

    def _by_what_is_said(self, change: Table) -> tuple[str, str]:
        return str(change["id"]), self._said(change)

    def applied(self, id: bytes, entry: Entry) -> tuple[Entry, bool]:
        """The entry as it is today, and whether it is in the trash."""
        for change in reversed(self.of.get(id, ())):
            if change["op"] == "edit" and change["id"] not in self.taken_back:
                entry = _edited(entry, self._whole(change) if self._whole else change)
        return entry, self._is_deleted(id)

    def day(self, id: bytes, entry: Entry) -> str:
        """The day that the entry is of today."""
        edits = (one for one in self.of.get(id, ()) if one["op"] == "edit" and one["id"] not in self.taken_back)
        days = (one.get("day") for one in edits)
        return next((day for day in days if isinstance(day, str) and is_day(day)), entry.day)

    def is_gone(self, id: bytes) -> bool:
        """Whether an entry of this id counts no more: it is in the trash, or forgotten."""
        return self.is_forgotten(id) or self._is_deleted(id)

    def is_forgotten(self, id: bytes) -> bool:
        """Whether an entry of this id counts as never written: it was erased, or will be where it still lies."""
        return any(self._holds(id, mark) for mark in self.forgets.get(id, ()))

    def _holds(self, id: bytes, mark: str) -> bool:
        """A mark in the place of a line tells of no more than that it was erased: whoever remembers it knew."""
        return mark not in self.taken_back if mark else id not in self._remembered

    @property
    def moved(self) -> set[bytes]:
        """The ids of entries of which was said, perhaps, that they happened on another day."""
        return {id for id, changes in self.of.items() if any("day" in change for change in changes)}

    def moved_to(self, days: Collection[str]) -> set[bytes]:
        """The ids of those of which was said, perhaps, that they happened on one of these days."""
        return {id for id in self.moved if any(change.get("day") in days for change in self.of[id])}

    @property
    def forgotten(self) -> set[bytes]:
        """The ids of entries that count as never written."""
        return {id for id in self.forgets if self.is_forgotten(id)}

    def _is_deleted(self, id: bytes) -> bool:
        """The newest says it. What another names counts no more, whatever its id: there may be none after it."""
        some = ((one["op"], str(one["id"])) for one in self.of.get(id, ()) if one["op"] in _OPPOSITE)
        return next((op for op, change_id in some if (id, op, change_id) not in self._named), "") == "delete"


def _edited(entry: Entry, change: Table) -> Entry:
    """What a change does not name stays."""
    asked, answers, at = change.get("asked"), change.get("answers"), change.get("at")
    day, happened = change.get("day"), change.get("happened")
    if isinstance(day, str) and is_day(day):  # that it happened at another time
        entry = entry.but(day=day, happened=happened if isinstance(happened, str) else None)
    return entry.but(
        asked={**entry.asked, **asked} if isinstance(asked, dict) else entry.asked,
        answers={**entry.answers, **answers} if isinstance(answers, dict) else entry.answers,
        edited=at if isinstance(at, str) else entry.edited,
    )


def newest_first(segments: Segments, troubles: Troubles, exercise: str | None) -> Iterator[tuple[Entry, bool]]:
    """Each entry, of one exercise or of all, as it is today and whether it is in the trash."""
    changes = Changes(segments.whole)

    def note(change: Table) -> None:
        changes.note(change)
        troubles.met.is_any |= change["op"] in FORGETTING

    lines = looked_at_together(_marks_first(segments.newest_first(exercise, changes.forgets, note)))
    found = entries(lines, changes, troubles, AlreadyTold(segments, newest_first=True))
    return found if exercise is None else ((entry, gone) for entry, gone in found if entry.exercise == exercise)


def _marks_first(lines: Iterable[Line]) -> Iterator[Line]:
    """The same lines, what was erased told before it: its mark has its id, and a copy of it may lie elsewhere."""
    alike: list[Line] = []
    for line in lines:
        if alike and line[0] != alike[0][0]:
            yield from alike if len(alike) == 1 else sorted(alike, key=_is_no_change)
            alike = []
        alike.append(line)
    yield from sorted(alike, key=_is_no_change)


def _is_no_change(line: Line) -> bool:
    return not (isinstance(line[1], bytes) and CHANGE in line[1])


def looked_at_together(lines: Iterator[Line]) -> Iterator[Line]:
    """The same lines, some at once, with the entries that they say: a look at each alone takes three times as long.

    As whoever asks may soon have enough, there is one at first, then always as many as before.
    """
    many = 1
    while some := [*islice(lines, many)]:
        plain = [line for line in some if _may_be_entry(line)]
        found = entries_in(b"".join(line + b"\n" for _id, line, _is_worth in plain if isinstance(line, bytes)))
        if found is None or len(found) < len(plain):
            yield from some
        else:
            entries = iter(found)
            yield from ((*next(entries), True) if _may_be_entry(line) else line for line in some)
        many = min(2 * many, MANY)


def _may_be_entry(line: Line) -> bool:
    """Whether it is to be looked at, and is no change."""
    return line[2] and isinstance(line[1], bytes) and CHANGE not in line[1]


def oldest_first(segments: Segments, troubles: Troubles, worth: Worth) -> Iterator[tuple[Entry, bool]]:
    """The same the other way round: what was changed must be known before, so all of the journal is looked through."""
    changes = Changes()
    for change in segments.changes():
        changes.note(change)
    note_forgotten(changes, troubles)
    return entries(segments.oldest_first(worth, changes.of), changes, troubles, AlreadyTold(segments))


class AlreadyTold:
    """The entries that were given, sixteen bytes each: where files lie out of order, one may come again.

    Kept are the signs of their ids and of their lines. What two lines of one id say is compared only when one is late.
    """

    def __init__(self, segments: Segments, *, newest_first: bool = False) -> None:
        self._segments = segments
        self._newest_first = newest_first
        self._ids, self._lines = array("q"), array("q")
        self._times: Counter[int] = Counter()  # made of them at the first that comes out of order
        self._given: set[int] = set()
        self._is_late = False

    def note(self, id: bytes, line: bytes | Entry) -> bool:
        """It is given now. Whether one of this id is known to have been before."""
        known, sign = hash(id), _sign(line)
        self._ids.append(known)
        self._lines.append(sign)
        if not self._is_late:
            return False
        self._times[known] += 1
        self._given.add(sign)
        return self._times[known] > 1

    def was(self, entry: Entry, id: bytes, last: bytes) -> bool:
        """Whether it was given. last: the id before it, which comes before it where all is in order."""
        if not self._is_late and (not last or (id > last) is not self._newest_first):
            return False
        if not self._is_late:
            self._is_late = True
            self._times.update(self._ids)
            self._given.update(self._lines)
        return self._times[hash(id)] > 0 and any(entry == one for one in self._given_of(id))

    def _given_of(self, id: bytes) -> Iterator[Entry]:
        """What was given of this id."""
        for _file, line in self._segments.about({id}):
            if _sign(line) in self._given:
                with suppress(ValueError):
                    said = entry_or_change(line)
                    if isinstance(said, Entry) and said.id.encode("utf-8", "surrogatepass") == id:
                        yield said


def _sign(line: bytes | Entry) -> int:
    """Of a line, or of the entry that it was seen to be: what it says, without its check sum."""
    if isinstance(line, Entry):
        return hash(line.__dict__["_line"])
    return hash(unchecked(line))


def entries(
    lines: Iterable[Line], changes: Changes, troubles: Troubles, told: AlreadyTold
) -> Iterator[tuple[Entry, bool]]:
    """Of entries that nothing has changed, only those whose lines are worth reading.

    A line that stands in several files (a copy made by whatever carries the folder) counts once; the same id with
    another content is another entry.
    """
    alike: list[Entry] = []  # the entries met with one id
    before = last = b""
    for id, line, is_worth in lines:
        if not (is_worth or (line and id in changes.of)):
            continue
        found = line if isinstance(line, Entry) else _said(line, changes, troubles)
        if found is None:
            continue
        if id in changes.forgets and changes.is_forgotten(id):
            troubles.met.hidden.add(id)
            continue
        if id != last:
            before, last, alike = last, id, []
        if found in alike:
            continue
        alike.append(found)
        if told.was(found, id, before):
            continue
        troubles.differing += told.note(id, line) or len(alike) > 1
        yield changes.applied(id, found) if id in changes.of else (found, False)


def note_forgotten(changes: Changes, troubles: Troubles) -> None:
    """Where a change of what is forgotten still lies here: it may hold words, too."""
    troubles.met.is_any |= bool(changes.forgets)
    for id in changes.forgets:
        if any(change["op"] not in WORDLESS for change in changes.of[id]) and changes.is_forgotten(id):
            troubles.met.hidden.add(id)


def _said(line: bytes, changes: Changes, troubles: Troubles) -> Entry | None:
    """The entry that a line says. A change is noted, and what cannot be read too."""
    try:
        said = entry_or_change(line)
    except ValueError:
        troubles.unreadable(line)
        return None
    if isinstance(said, Entry):
        return said
    changes.note(said)
    troubles.met.is_any |= said["op"] in FORGETTING
    return None
