"""Adding another journal's entries: by id, never twice, never over what is here."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from smartcli import record
from smartcli.errors import SmartError
from smartcli.journal.changing import change
from smartcli.journal.entry import Entry
from smartcli.journal.line import Table
from smartcli.record import Record
from smartcli.text.language import _
from smartcli.text.sanitize import strict


class Merged(Record):
    """What became of the entries that were read.

    edited: a later edit of an entry that is here was taken over. already: nothing in it is new here, or it lies in the
    trash here and stays there. refused: it has the id of an entry that is here, says something else, and is no later
    edit of it; nothing was done with it. forgotten: it was forgotten, and stays away.

    Of the forgotten: there is how many what came says it of, elsewhere how many only another machine says it of.
    Beside these: back is how many of them were forgotten and count again, and hidden how many entries that are here are
    in no view any more, since what came says that they were forgotten.
    """

    read: int = 0
    added: int = 0
    edited: int = 0
    already: int = 0
    refused: int = 0
    forgotten: int = 0
    there: int = 0
    elsewhere: int = 0
    back: int = 0
    hidden: int = 0


class MergePlan:
    """What is to be done with each entry, given all that are here, each with whether it is in the trash.

    is_same: the ids were made from what was written, so what has the id of an entry that is here is that entry, in
    another wording or as it was before it was changed here.
    """

    def __init__(
        self, here: Iterable[tuple[Entry, bool]], forgotten: Container[str] = (), *, is_same: bool = False
    ) -> None:
        self._forgotten, self._is_same = forgotten, is_same
        self._known: dict[str, list[Entry]] = {}
        self._trash: set[str] = set()
        for entry, deleted in here:
            self._known.setdefault(entry.id, []).append(entry)
            if deleted:
                self._trash.add(entry.id)
        self._added: dict[str, Entry] = {}
        self.edits: list[Table] = []
        self.away: list[str] = []  # ids of those that were forgotten
        self._counts = dict.fromkeys(record.names(Merged), 0)

    def take(self, entry: Entry) -> None:
        self._counts["read"] += 1
        self._counts[self._fate(entry)] += 1

    def _fate(self, entry: Entry) -> str:
        if entry.id in self._forgotten:
            self.away.append(entry.id)
            return "forgotten"
        known = self._known.setdefault(entry.id, [])
        if not known:
            known.append(entry)
            self._added[entry.id] = entry
            return "added"
        if entry.id in self._trash or any(_news(entry, one) == {} for one in known):
            return "already"
        [*_others, mine] = known
        news = _news(entry, mine)
        if news is None or entry.edited is None or _moment(entry.edited) <= _moment(mine.edited):
            return "already" if self._is_same else "refused"
        edited = mine.but(
            asked={**mine.asked, **entry.asked},
            answers={**mine.answers, **entry.answers},
            day=entry.day,
            happened=entry.happened,
            edited=entry.edited,
        )
        if entry.id in self._added:  # twice in one import
            self._added[entry.id] = edited
        else:
            self.edits.append(change("edit", entry.id, entry.edited, **news))
        known.append(edited)
        return "edited"

    @property
    def added(self) -> list[Entry]:
        return [self._added[id] for id in sorted(self._added)]

    @property
    def count(self) -> Merged:
        return Merged(**self._counts)

    def confirm(self, now_here: Iterable[Entry], whys: Iterable[str] = ()) -> None:
        """Look whether it is there. What was written and cannot be read again was not written.

        whys: why not all could be read again, as half sentences.
        """
        found = {entry.id: entry for entry in now_here}
        ids = {*self._added, *(edit["of"] for edit in self.edits)}
        if any(id not in found or _news(self._known[id][-1], found[id]) for id in ids):
            said = [_("Not all of it could be read again after writing. Nothing that was here has been changed.")]
            said += [_("The reason: {why}.").format(why=why) for why in whys]
            raise SmartError(" ".join(said), next="smartcli import FILE --dry-run")


def _news(entry: Entry, mine: Entry) -> dict[str, Any] | None:
    """What an entry says of its day, and the answers and wordings in it that mine lacks or has otherwise.

    None when they differ in more.
    """
    if any(not _alike(getattr(entry, name), getattr(mine, name)) for name in FIXED):
        return None
    news = {"asked": _unlike(entry.asked, mine.asked), "answers": _unlike(entry.answers, mine.answers)}
    moved = {"day": entry.day, "happened": entry.happened}
    is_moved = moved != {"day": mine.day, "happened": mine.happened}
    return {name: part for name, part in news.items() if part} | (moved if is_moved else {})


NEVER = datetime(1, 1, 1, tzinfo=UTC)
FIXED = ("at", "zone", "exercise", "version", "more")


def _unlike(theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in theirs.items() if key not in mine or not _alike(value, mine[key])}


def _alike(one: object, other: object) -> bool:
    """Alike as JSON that an export holds: true is not 1, 1 is not 1.0, and half a character is U+FFFD there."""
    if one == other and (type(one) is str or one is None):
        return True
    return strict(json.dumps(one, sort_keys=True)) == strict(json.dumps(other, sort_keys=True))


def _moment(text: str | None) -> datetime:
    """When something was edited; never, or at no time that can be told, is before everything."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return NEVER
    return moment if moment.tzinfo else NEVER
