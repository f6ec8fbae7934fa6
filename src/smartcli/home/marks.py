"""What the person marked: cards that stand first or are put away, what was offered and declined, days of visits.

<home>/marks.toml has a table for each: `[[first]]` and `[[away]]` with a `mark`, `[[declined]]` with `exercise` and
`day`, `[[visit]]` with a `day`. Where sealing is on it is one text, `sealed`, in which the same stands. Until there was
this file, the first three stood packed in the settings; what is still there counts too, and is moved here when next
something is marked.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from smartcli.home import disk, flat_toml, settings
from smartcli.home.disk import SYSTEM, System
from smartcli.home.filenames import LOCK, MARKS, SETTINGS
from smartcli.home.seal.keys import Keys, padded
from smartcli.home.settings import Settings
from smartcli.record import EMPTY, Record

PACKED = ("first_cards", "away_cards", "declined")  # the settings they were once packed in
_FIELDS = {"first": {"mark"}, "away": {"mark"}, "declined": {"exercise", "day"}, "visit": {"day"}}
VISITS = 2  # that are kept: a second page on the day of a visit still begins at the one before it


class Marks(Record):
    """All of them. A mark of a card is `Card.mark`, and of one put away `Card.away_mark`: eight letters, no words."""

    first: tuple[str, ...] = ()  # in the person's order
    away: frozenset[str] = frozenset()
    declined: Mapping[str, str] = EMPTY  # the day, by exercise
    visits: tuple[str, ...] = ()  # the days on which the last pages for a visit were made, the oldest first
    more: Mapping[str, Any] = EMPTY  # what a newer smartcli keeps here
    sealed: str = ""  # what is sealed in the file
    unread: str = ""  # why the file, or the settings, could not be read, as half a sentence: then some may be missing

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be read of them."""
        return not (self.first or self.away or self.declined or self.visits or self.more)


def read(home: Path, keys: Keys | None = None) -> Marks:
    """The marks; what cannot be read is left out. What is sealed is there once the key is open.

    Where a file cannot be read `unread` says why: what is shown goes on without, and nothing is made from it.
    """
    older = settings.read(home, keys)
    try:
        data = disk.read_if_any(home / MARKS, most=flat_toml.LIMIT)
    except OSError as error:
        from smartcli.home.reasons import why

        return _packed(older).but(unread=why(error))
    here, _is_whole = _found(data or b"", keys if keys and keys.is_open else None)
    return _both(here, _packed(older)).but(unread=older.unread)


def change(
    home: Path,
    how: Callable[[Marks], Marks],
    keys: Keys,
    system: System = SYSTEM,
    *,
    landed: Callable[[], None] = lambda: None,
) -> None:
    """Give the marks to `how`, and keep what it makes of them; sealed or open, as the key says now.

    All under one lock, so that two windows lose nothing of each other's. Asks the passphrase where something is
    sealed. landed: called once they are changed, before any signal counts again. SmartError: they cannot be read, or
    not be written, and are as they were.
    """
    if keys.is_there and (read(home).sealed or settings.read(home).sealed):
        keys.unlocked()  # before the lock: others do not wait for the person
    try:
        disk.private_folder(home, system)
    except OSError as error:
        raise settings.unwritten(error) from error
    with disk.locked(home / LOCK, settings.PATIENCE, system) as alone, disk.undisturbed():
        settings.check_alone(alone)
        _change(home, how, keys, system)
        landed()


def _change(home: Path, how: Callable[[Marks], Marks], keys: Keys, system: System) -> None:
    data = settings.whole(home / MARKS, system)
    older = settings.found(settings.whole(home / SETTINGS, system), keys)  # what cannot be read may hold some, too
    here, is_whole = _found(data or b"", keys if keys.is_there else None)
    if not is_whole:
        settings.keep_aside(home, MARKS, data or b"", keys, system)
    both = _both(here, _packed(older))
    if both != here:  # they stand in both files before they leave one
        settings.put(home / MARKS, _written(both, keys), data, system)
        data = settings.whole(home / MARKS, system)
    if _has_packed(older):
        settings.change_alone(home, _without_packed, keys, system)
    after = how(both)
    if after != both or not is_whole or bool(here.sealed) != keys.is_set_up:
        settings.put(home / MARKS, _written(after, keys), data, system)


def visited(marks: Marks, day: str) -> Marks:
    """The same with a page for a visit made on this day."""
    return marks.but(visits=_last([*marks.visits, day]))


# The form in the file


def _found(data: bytes, keys: Keys | None) -> tuple[Marks, bool]:
    """The marks in it, and whether all of it was understood."""
    table, is_whole = _table(data)
    sealed = flat_toml.text(table, "sealed")
    if "sealed" not in table:
        return _marks(table, is_whole)
    here, is_whole = _marks({name: value for name, value in table.items() if name != "sealed"}, is_whole)
    if keys is None:
        return here.but(sealed=sealed), False
    try:
        inside, is_whole_inside = _marks(*_table(keys.open(b64decode(sealed, validate=True))))
    except ValueError:  # damaged, or another key's
        return here.but(sealed=sealed), False
    return _both(here, inside).but(sealed=sealed), is_whole and is_whole_inside


def _table(data: bytes) -> tuple[dict[str, Any], bool]:
    text = data.decode("utf-8", "replace")
    table, bad = flat_toml.read(text)
    return table, not bad and text.encode("utf-8") == data


def _marks(table: Mapping[str, Any], is_whole: bool) -> tuple[Marks, bool]:
    """Those in a table that was read; a row that is not as we write it is left out, and makes it no whole one."""
    rows = {name: [row for row in flat_toml.rows(table, name) if _fits(row, _FIELDS[name])] for name in _FIELDS}
    marks = Marks(
        first=tuple(row["mark"] for row in rows["first"]),
        away=frozenset(row["mark"] for row in rows["away"]),
        declined={row["exercise"]: row["day"] for row in rows["declined"]},
        visits=_last(row["day"] for row in rows["visit"]),
        more={name: value for name, value in table.items() if name not in _FIELDS},
    )
    return marks, is_whole and all(rows[name] == table.get(name, []) for name in _FIELDS)


def _fits(row: Mapping[str, object], fields: set[str]) -> bool:
    return row.keys() == fields and all(isinstance(value, str) for value in row.values())


def _written(marks: Marks, keys: Keys) -> bytes:
    rows = {
        "first": [{"mark": mark} for mark in marks.first],
        "away": [{"mark": mark} for mark in sorted(marks.away)],
        "declined": [{"exercise": id, "day": day} for id, day in marks.declined.items()],
        "visit": [{"day": day} for day in marks.visits],
    }
    text = flat_toml.write({**marks.more, **{name: some for name, some in rows.items() if some}})
    try:
        data = flat_toml.fitting(text).encode("ascii")
    except OSError as error:
        raise settings.unwritten(error) from error
    if not keys.is_set_up:
        return data or b"\n"  # one without a byte was cut off
    return flat_toml.write({"sealed": b64encode(keys.seal(padded(data))).decode("ascii")}).encode("ascii")


def _both(here: Marks, other: Marks) -> Marks:
    """What one of them has: of two days the later."""
    days = {**other.declined, **here.declined}
    return here.but(
        first=tuple(dict.fromkeys([*here.first, *other.first])),
        away=here.away | other.away,
        declined={id: max(day, other.declined.get(id, day)) for id, day in days.items()},
        visits=_last([*other.visits, *here.visits]),
        more={**other.more, **here.more},
    )


def _last(days: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(days))[-VISITS:])


# As they once stood in the settings


def _packed(kept: Settings) -> Marks:
    """What an older smartcli marked: with blanks between, and exercise=day with / between."""
    return _both(_unpacked(kept.more), _unpacked(kept.more_sealed))


def _unpacked(table: Mapping[str, Any]) -> Marks:
    first, away, words = (flat_toml.text(table, name) for name in PACKED)
    return Marks(first=tuple(first.split()), away=frozenset(away.split()), declined=declined(words))


def declined(text: str) -> Mapping[str, str]:
    """The days on which something was declined, by exercise; what cannot be read is left out."""
    pairs = (part.rpartition("=") for part in text.split("/"))
    return {id: day for id, equals, day in pairs if equals}


def _has_packed(kept: Settings) -> bool:
    return any(name in kept.more or name in kept.more_sealed for name in PACKED)


def _without_packed(kept: Settings) -> Settings:
    more, sealed = (
        {name: value for name, value in table.items() if name not in PACKED} for table in (kept.more, kept.more_sealed)
    )
    return kept.but(more=more, more_sealed=sealed)
