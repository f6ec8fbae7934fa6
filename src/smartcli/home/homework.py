"""The homework that somebody took, between two meetings: of whom, why, which exercises on which days.

<home>/homework.toml has `[[homework]]` with what its giver wrote, and `[[exercise]]` with a row for each, which names
its homework by `of`. Where sealing is on it is one text, `sealed`, in which the same stands: somebody else's words
about the person are theirs to keep closed. The file is there once something was taken.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from smartcli import record
from smartcli.errors import Damaged, InPart, SmartError
from smartcli.home import disk, flat_toml, settings
from smartcli.home.disk import SYSTEM, System, Unflushed
from smartcli.home.filenames import HOMEWORK, LOCK
from smartcli.home.seal.keys import Keys, padded
from smartcli.record import EMPTY, Record
from smartcli.text.language import _

ONCE, DAILY = "once", "daily"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")  # as in the file, from Monday on
WHEN = (ONCE, DAILY, *DAYS)
SEALED = "sealed"


class GivenExercise(Record):
    """An exercise of a homework. when: some of WHEN. smaller: what to do where it is hard. skipped: a day, or ""."""

    exercise: str
    when: tuple[str, ...] = (ONCE,)
    smaller: str = ""
    skipped: str = ""


class Homework(Record):
    """One homework that was taken. by: from whom it says it is. until, taken: days."""

    id: str
    why: str
    by: str = ""
    word: str = ""
    until: str = ""
    taken: str = ""
    exercises: tuple[GivenExercise, ...] = ()


class AllHomework(Record):
    """All that lies there."""

    every: tuple[Homework, ...] = ()
    more: Mapping[str, Any] = EMPTY  # what a newer smartcli keeps here
    sealed: str = ""  # what is sealed in the file
    unread: str = ""  # why the file could not be read, as half a sentence

    def without(self, id: str) -> AllHomework:
        """The same, with one of them put away."""
        return self.but(every=tuple(one for one in self.every if one.id != id))


def read(home: Path, keys: Keys | None = None) -> AllHomework:
    """All of it; what cannot be read is left out. What is sealed is there once the key is open."""
    try:
        data = disk.read_if_any(home / HOMEWORK, most=flat_toml.LIMIT)
    except OSError as error:
        from smartcli.home.reasons import why

        return AllHomework(unread=why(error))
    found, is_whole = _found(data or b"", keys if keys and keys.is_open else None)
    if data is not None and not (found.every or found.sealed or (is_whole and data)):
        return found.but(unread=_("what is in it cannot be understood"))
    return found


def change(
    home: Path,
    how: Callable[[AllHomework], AllHomework],
    keys: Keys,
    system: System = SYSTEM,
    *,
    landed: Callable[[], None] = lambda: None,
) -> None:
    """Give it to `how`, and keep what it makes of it, under the lock; sealed or open, as the key says now.

    Asks the passphrase where something is sealed. landed: called once it is changed. SmartError: it is as it was.
    """
    if keys.is_there and read(home).sealed:
        keys.unlocked()  # before the lock: others do not wait for the person
    try:
        disk.private_folder(home, system)
    except OSError as error:
        raise _unwritten(error) from error
    with disk.locked(home / LOCK, settings.PATIENCE, system) as alone, disk.undisturbed():
        settings.check_alone(alone)
        _change(home, how, keys, system)
        landed()


def _change(home: Path, how: Callable[[AllHomework], AllHomework], keys: Keys, system: System) -> None:
    data = _whole(home / HOMEWORK, system)
    here, is_whole = _found(data or b"", keys if keys.is_there else None)
    after = how(here)
    if not is_whole:
        _keep_aside(home, data or b"", keys, system)
    is_as_it_is = after == here and is_whole and bool(here.sealed) == keys.is_set_up
    if is_as_it_is or (data is None and not after.every):
        return
    _put(home / HOMEWORK, _written(after, keys), system)


# The form in the file


def _found(data: bytes, keys: Keys | None) -> tuple[AllHomework, bool]:
    """What is in it, and whether all of it was understood."""
    table, is_whole = _table(data)
    if SEALED not in table:
        return _read(table, is_whole)
    sealed = flat_toml.text(table, SEALED)
    here, is_whole = _read({name: value for name, value in table.items() if name != SEALED}, is_whole)
    if keys is None:
        return here.but(sealed=sealed), False
    try:
        inside, is_whole_inside = _read(*_table(keys.open(b64decode(sealed, validate=True))))
    except ValueError:  # damaged, or another key's
        return here.but(sealed=sealed), False
    known = {one.id for one in inside.every}
    every = (*inside.every, *(one for one in here.every if one.id not in known))
    both = inside.but(every=every, more={**here.more, **inside.more}, sealed=sealed)
    return both, is_whole and is_whole_inside


def _table(data: bytes) -> tuple[dict[str, Any], bool]:
    text = data.decode("utf-8", "replace")
    table, bad = flat_toml.read(text)
    return table, not bad and text.encode("utf-8") == data


_HEAD = {"id", "why", "by", "word", "until", "taken"}
_ROW = {"of", "exercise", "when", "smaller", "skipped"}


def _read(table: Mapping[str, Any], is_whole: bool) -> tuple[AllHomework, bool]:
    heads = [row for row in flat_toml.rows(table, "homework") if row.keys() == _HEAD and _are_texts(row)]
    ids = [row["id"] for row in heads]
    rows = [row for row in flat_toml.rows(table, "exercise") if _is_row(row) and row["of"] in ids]
    every = tuple(
        Homework(**head, exercises=tuple(_exercise(row) for row in rows if row["of"] == head["id"]))
        for number, head in enumerate(heads)
        if head["id"] not in ids[:number]
    )
    more = {name: value for name, value in table.items() if name not in {"homework", "exercise"}}
    as_written = heads == table.get("homework", []) and rows == table.get("exercise", []) and len({*ids}) == len(ids)
    return AllHomework(every=every, more=more), is_whole and as_written


def _are_texts(row: Mapping[str, object]) -> bool:
    return all(isinstance(value, str) for value in row.values())


def _is_row(row: Mapping[str, object]) -> bool:
    when = row.get("when")
    rest = {name: value for name, value in row.items() if name != "when"}
    is_when = isinstance(when, list) and bool(when) and all(one in WHEN for one in when)
    return row.keys() == _ROW and is_when and _are_texts(rest)


def _exercise(row: Mapping[str, Any]) -> GivenExercise:
    given = {name: value for name, value in row.items() if name not in {"of", "when"}}
    return GivenExercise(**given, when=tuple(row["when"]))


def _written(kept: AllHomework, keys: Keys) -> bytes:
    heads, rows = [], []
    for one in kept.every:
        heads.append({name: getattr(one, name) for name in record.names(Homework) if name in _HEAD})
        rows += [
            {
                "of": one.id, "exercise": part.exercise, "when": list(part.when), "smaller": part.smaller,
                "skipped": part.skipped,
            }
            for part in one.exercises
        ]  # fmt: skip
    tables = {name: some for name, some in (("homework", heads), ("exercise", rows)) if some}
    try:
        data = flat_toml.fitting(flat_toml.write({**kept.more, **tables})).encode("ascii")
    except OSError as error:
        raise _unwritten(error) from error
    if not keys.is_set_up:
        return data or b"\n"  # one without a byte is no list with nothing in it
    return flat_toml.write({SEALED: b64encode(keys.seal(padded(data))).decode("ascii")}).encode("ascii")


# Reading and writing so that nothing is lost


def _whole(file: Path, system: System) -> bytes | None:
    try:
        return disk.read_if_any(file, system, most=flat_toml.LIMIT)
    except OSError as error:
        from smartcli.home.reasons import why

        said = _("The homework cannot be read ({why}), so it was not changed.")
        raise Damaged(said.format(why=why(error)), next="smartcli doctor") from error


def _keep_aside(home: Path, data: bytes, keys: Keys, system: System) -> None:
    try:
        settings.keep_aside(home, HOMEWORK, data, keys, system)
    except Damaged as error:
        said = _("A part of the homework cannot be read, and no copy of it can be kept, so it was not changed.")
        raise Damaged(said, next="smartcli doctor") from error


def _put(file: Path, data: bytes, system: System) -> None:
    """Write it, and look at it: what is said is what is there."""
    from smartcli.home.reasons import why  # beside a write it is little

    changed = _("The homework is changed. But {but} ({why}).")
    try:
        disk.replace(file, data, system)
    except Unflushed as error:
        but = _("the disk has not confirmed it, so a power cut may undo it")
        raise InPart(changed.format(but=but, why=why(error)), next="smartcli homework") from error
    except OSError as error:
        raise _unwritten(error) from error
    try:
        there = disk.read_if_any(file, system, most=flat_toml.LIMIT)
    except OSError as error:
        but = _("it cannot be read again")
        raise InPart(changed.format(but=but, why=why(error)), next="smartcli homework") from error
    if there != data:
        said = _("Whether the homework was changed cannot be told: it does not read as it was written.")
        raise Damaged(said, next="smartcli homework")


def _unwritten(error: OSError) -> SmartError:
    from smartcli.home.reasons import why

    said = _("The homework cannot be written there ({why}), so it stays as it is.")
    return SmartError(said.format(why=why(error)), next="smartcli doctor")
