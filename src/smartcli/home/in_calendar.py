"""What was written for the person's calendar last, so that the next file goes on with the same events.

<home>/calendar.toml holds a random `seed`, the hour that was chosen for the evening (`evening`), and an `[[event]]` for
each one that was written: never its words, but a keyed digest of them, which tells whether they changed. Where sealing
is on, all of it is one text, `sealed`.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4, uuid5

from smartcli import record
from smartcli.errors import Damaged, SmartError
from smartcli.home import disk, flat_toml
from smartcli.home.disk import SYSTEM, System, Unflushed
from smartcli.home.filenames import CALENDAR, LOCK
from smartcli.home.seal.keys import Keys, padded
from smartcli.home.settings import PATIENCE, check_alone, keep_aside
from smartcli.record import EMPTY, Record
from smartcli.text.language import _

MOST = 500  # events that are remembered; the plan of a year has a tenth of that


class Written(Record):
    """An event as it was written last. No word of it."""

    uid: str
    kind: str  # evening, week, date, hard
    form: str  # a digest of what it said, keyed with the seed
    sequence: int  # how often that has changed
    at: str  # when it was changed last; ISO 8601 in UTC
    starts: str  # the first day, or the first moment on the clock of the wall
    since: str  # the day from which it was looked for
    ends: str = ""  # the last day; "" = it goes on
    is_gone: bool = False  # it was taken back: should it come again, calendars are to take it for newer


class InCalendar(Record):
    """All of it."""

    seed: str = ""  # 32 hexadecimal digits; "" = nothing was written yet
    evening: str = ""  # HH:MM
    events: tuple[Written, ...] = ()
    more: Mapping[str, Any] = EMPTY  # what a newer smartcli keeps here
    sealed: str = ""  # what is sealed in the file, and was not opened

    @property
    def is_empty(self) -> bool:
        return not (self.seed or self.events or self.more or self.sealed)

    def begun(self) -> InCalendar:
        """The same with a seed."""
        return self if self.seed else self.but(seed=uuid4().hex)

    def uid(self, mark: str) -> str:
        """Of the event that this mark stands for: random to look at, and the same in every file."""
        return str(uuid5(UUID(hex=self.seed), mark)).upper()

    def form(self, content: bytes) -> str:
        """What tells whether an event has changed."""
        from hashlib import blake2b

        return blake2b(content, digest_size=16, key=bytes.fromhex(self.seed)).hexdigest()


def read(home: Path, keys: Keys | None = None, system: System = SYSTEM) -> InCalendar:
    """What was written last; while sealed and closed, only that something was. Damaged: the file cannot be read."""
    return _found(_whole(home, system) or b"", keys if keys and keys.is_open else None)[0]


def change(
    home: Path,
    how: Callable[[InCalendar], InCalendar],
    keys: Keys,
    system: System = SYSTEM,
    *,
    landed: Callable[[], None] = lambda: None,
    put_aside: Callable[[bytes], None] = lambda _data: None,
) -> None:
    """Give it to `how`, and keep what comes back; sealed or open, as the key says now. All under one lock.

    Asks for the passphrase where something is sealed. A part that cannot be read goes into quarantine first: put_aside
    is given what lay there. A file without a byte was cut off; there is nothing of it to be kept.
    SmartError: it is as it was.
    """
    if keys.is_there and read(home, None, system).sealed:
        keys.unlocked()  # before the lock: others do not wait for the person
    try:
        disk.private_folder(home, system)
    except OSError as error:
        raise _unwritten(error) from error
    with disk.locked(home / LOCK, PATIENCE, system) as alone, disk.undisturbed():
        check_alone(alone)
        data = _whole(home, system)
        before, is_whole = _found(data or b"", keys if keys.is_there else None)
        if data is not None and not (is_whole and data):
            if data:
                keep_aside(home, CALENDAR, data, keys, system)
            put_aside(data)
        after = how(before)
        new = _as_written(after, keys)
        if new != data and not (data is None and after.is_empty):
            try:
                disk.replace(home / CALENDAR, new, system)
            except Unflushed:  # it is there; after a power cut the events are begun anew, and nothing else is lost
                pass
            except OSError as error:
                raise _unwritten(error) from error
        landed()


def _whole(home: Path, system: System) -> bytes | None:
    try:
        return disk.read_if_any(home / CALENDAR, system, most=flat_toml.LIMIT)
    except OSError as error:
        from smartcli.home.reasons import why

        said = _("What was written for a calendar before cannot be read ({why}). No calendar was made.")
        raise Damaged(said.format(why=why(error)), next="smartcli doctor") from error


def _unwritten(error: OSError) -> SmartError:
    from smartcli.home.reasons import why

    said = _("It cannot be kept what the calendar holds ({why}). No calendar was made.")
    return SmartError(said.format(why=why(error)), next="smartcli doctor")


# The form in the file


def _found(data: bytes, keys: Keys | None) -> tuple[InCalendar, bool]:
    """What stands in it, and whether all of it was understood."""
    table, is_whole = _table(data)
    sealed = flat_toml.text(table, "sealed")
    if not sealed:
        return _read(table, is_whole)
    if keys is None:
        return InCalendar(sealed=sealed), True
    try:
        return _read(*_table(keys.open(b64decode(sealed, validate=True))))
    except ValueError:  # damaged, or another key's
        return InCalendar(), False


def _table(data: bytes) -> tuple[dict[str, Any], bool]:
    text = data.decode("utf-8", "replace")
    table, bad = flat_toml.read(text)
    return table, not bad and text.encode("utf-8") == data


def _read(table: Mapping[str, Any], is_whole: bool) -> tuple[InCalendar, bool]:
    seed, evening, rows = (table.get(name) for name in ("seed", "evening", "event"))
    known = [Written(**row) for row in flat_toml.rows(table, "event") if _fits(row)]
    is_seed = isinstance(seed, str) and len(seed) == 32 and set(seed) <= set("0123456789abcdef")
    found = InCalendar(
        seed=cast("str", seed) if is_seed else "",
        evening=evening if isinstance(evening, str) else "",
        events=tuple(known[-MOST:]) if is_seed else (),
        more={name: value for name, value in table.items() if name not in ("seed", "evening", "event", "sealed")},
    )
    return found, is_whole and (is_seed or not rows) and len(known) == len(rows or ())


_KINDS = {"sequence": int, "is_gone": bool}


def _fits(row: Mapping[str, object]) -> bool:
    names = record.names(Written)
    return row.keys() <= {*names} and all(type(row.get(name)) is _KINDS.get(name, str) for name in names)


def _as_written(kept: InCalendar, keys: Keys) -> bytes:
    table: dict[str, Any] = {**kept.more, "seed": kept.seed, "evening": kept.evening}
    if kept.events:
        table["event"] = [record.values(one) for one in kept.events[-MOST:]]
    data = flat_toml.write(table).encode("ascii")
    if not keys.is_set_up:
        return data
    return flat_toml.write({"sealed": b64encode(keys.seal(padded(data))).decode("ascii")}).encode("ascii")
