"""The person's choices, one small file. Read, changed and written in one, under the lock.

That there is no file, that it cannot be read and that nothing stands in it are three things: what cannot be read is
shown as the defaults, says so in `unread`, and is never written back.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smartcli import record
from smartcli.errors import HERE, Damaged, InPart, SmartError
from smartcli.home import disk, flat_toml
from smartcli.home.disk import SYSTEM, Lock, System, Unflushed
from smartcli.home.filenames import LOCK, QUARANTINE, SETTINGS
from smartcli.record import EMPTY, Record
from smartcli.text.language import _

if TYPE_CHECKING:
    from smartcli.home.seal.keys import Keys

PATIENCE = 5.0  # seconds that another smartcli that is writing is waited for
SEALED_SIZE = 1024  # characters, or several times as many: how long they are tells next to nothing


class Settings(Record):
    """What was chosen at set-up or later. Everything may be empty."""

    name: str = ""  # what to call the person
    change: str = ""  # what the person wants to change, in own words
    about: str = ""  # what that is about: names of first_aid/about.py, with blanks between
    way: str = ""  # stop, cut down, a break, not sure: as it stands in setup.toml
    country: str = ""  # two letters, for help lines
    plain: bool = False  # plain lines instead of arrow keys and colour
    discreet: bool = False  # home and the check-in tell nobody what this is for
    day_ends: int = 4  # the hour at which a day ends: what is written at 2 in the night belongs to the day before
    started: str = ""  # the day of the first run
    check_in: str = ""  # which questions of the check-in are left out or added: exercises/chosen_questions.py
    at_hand: str = ""  # kinds of card, with blanks between, that `urge` may show while the journal is sealed
    sealed: str = ""  # what is PRIVATE while the journal is sealed
    more: Mapping[str, Any] = EMPTY  # what a newer smartcli keeps here, or an older one did
    more_sealed: Mapping[str, str] = EMPTY  # and among what is sealed
    unread: str = ""  # why the file could not be read, as half a sentence: then nothing here is what was chosen
    is_unopened: bool = False  # what is sealed is not opened by the key that is open: damaged, or another key's

    def day(self, now: datetime) -> date:
        """The day the person means at this moment."""
        return (now - timedelta(hours=self.day_ends)).date()


PRIVATE = ("name", "change", "about", "way")
NOT_WRITTEN = ("more", "more_sealed", "unread", "is_unopened")  # what is known of a file, and is no setting in it


def read(home: Path, keys: Keys | None = None, system: System = SYSTEM) -> Settings:
    """The settings, or the defaults where there is no file; what cannot be understood is left at its default.

    What is sealed is there once the key is open. Where the file cannot be read: the defaults, and `unread` says why.
    """
    try:
        data = disk.read_if_any(home / SETTINGS, system, most=flat_toml.LIMIT)
    except OSError as error:
        from smartcli.home.reasons import why

        return Settings(unread=why(error))
    return found(data, keys)


def found(data: bytes | None, keys: Keys | None) -> Settings:
    """The settings in a file; None = there is none."""
    kept = _table(data or b"")
    if not (kept.sealed and keys and keys.is_open):
        return kept
    import json
    from base64 import b64decode

    try:
        table = json.loads(keys.open(b64decode(kept.sealed)))
        texts = {name: text for name, text in table.items() if isinstance(text, str)}
    except (ValueError, AttributeError, RecursionError):  # damaged, or another key's: it stays where it is
        return kept.but(is_unopened=True)
    opened = {name: texts.pop(name) for name in PRIVATE if name in texts}
    return kept.but(**opened, more_sealed=texts)


def _table(data: bytes) -> Settings:
    table, _bad = flat_toml.read(data.decode("utf-8", "replace"))
    known = set(record.names(Settings)) - set(NOT_WRITTEN)
    fitting = {name: value for name, value in table.items() if name in known and _fits(name, value)}
    return Settings(**fitting, more={name: value for name, value in table.items() if name not in known})


def _fits(name: str, value: object) -> bool:
    default = getattr(Settings(), name)
    if name == "day_ends":
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 12
    return type(value) is type(default)


# Changing them


def change(
    home: Path,
    how: Callable[[Settings], Settings],
    keys: Keys | None = None,
    system: System = SYSTEM,
    *,
    landed: Callable[[], None] = lambda: None,
) -> None:
    """Give the settings to `how`, and keep what it makes of them; sealed or open, as the key says now.

    All under one lock, so that two windows lose nothing of each other's, and looked at afterwards. What a newer
    smartcli keeps there stays. With a key the private ones are sealed: all of them once it is open; until then what is
    sealed stays as it is. landed: called once they are changed, before any signal counts again. SmartError: they are as
    they were. InPart: they are changed, and not flushed.
    """
    try:
        disk.private_folder(home, system)
    except OSError as error:
        raise unwritten(error) from error
    with disk.locked(home / LOCK, PATIENCE, system) as alone, disk.undisturbed():
        check_alone(alone)
        change_alone(home, how, keys, system)
        landed()


def check_alone(lock: Lock) -> None:
    """Where another has the lock nothing is changed. Some disks know no locks: there we go on."""
    if not lock and lock.why_not is None:
        raise SmartError(
            _("Another smartcli is writing just now, so this was not changed. Please try again."), next=HERE
        )


def change_alone(home: Path, how: Callable[[Settings], Settings], keys: Keys | None, system: System) -> None:
    """The same for whoever holds the lock."""
    data = whole(home / SETTINGS, system)
    before = found(data, keys)
    after = how(before)
    is_given = any(getattr(after, name) != getattr(before, name) for name in PRIVATE)
    if before.sealed and keys and keys.is_set_up and is_given and not keys.is_open:
        raise SmartError(
            _("Another window has sealed the settings. They were not changed; please try again."), next=HERE
        )
    if before.is_unopened and (is_given or not (keys and keys.is_set_up)):
        keep_aside(home, SETTINGS, data or b"", keys, system)
        after = after.but(sealed="", is_unopened=False)
    elif data and not _is_whole(data):
        keep_aside(home, SETTINGS, data, keys, system)
    try:
        flat_toml.fitting(_written(after))
    except OSError as error:
        raise unwritten(error) from error
    put(home / SETTINGS, _written(_sealed(after, keys)).encode(), data, system)


def _written(settings: Settings) -> str:
    table = record.values(settings)
    more = table["more"]
    return flat_toml.write({**{name: value for name, value in table.items() if name not in NOT_WRITTEN}, **more})


def _is_whole(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    return not flat_toml.read(text)[1] and text.encode("utf-8") == data


def without(data: bytes, names: Collection[str], keys: Keys) -> bytes:
    """The bytes of a settings file without these settings, and all else as it stands; what is sealed is opened.

    ValueError: what is sealed in it is another key's, or damaged. Asks for the passphrase where something is sealed.
    """
    kept = [line for line in data.splitlines(keepends=True) if not _sets(line, names)]
    sealed = flat_toml.text(flat_toml.read(data.decode("utf-8", "replace"))[0], "sealed")
    if sealed:
        import json
        from base64 import b64decode

        table = json.loads(keys.open(b64decode(sealed)))
        if names := {name for name in table if name in names}:
            private = {name: value for name, value in table.items() if name not in names}
            line = flat_toml.write({"sealed": _closed(private, keys.seal_again)}).encode("ascii")
            kept = [line if _sets(one, ("sealed",)) else one for one in kept]
    return b"".join(kept)


def _sets(line: bytes, names: Collection[str]) -> bool:
    """Whether a line sets one of these; of a damaged one, whether it speaks of it."""
    text = line.decode("utf-8", "replace")
    if flat_toml.read(text)[1]:
        return any(name in text for name in names)
    return text.partition("=")[0].strip() in names


def _closed(private: Mapping[str, Any], seal: Callable[[bytes], bytes]) -> str:
    """What is private as one text."""
    import json
    from base64 import b64encode

    text = json.dumps(private)
    text = text.ljust(-(-len(text) // SEALED_SIZE) * SEALED_SIZE)
    return b64encode(seal(text.encode("ascii"))).decode("ascii")


def _sealed(settings: Settings, keys: Keys | None) -> Settings:
    """As they are written. What is sealed and was not opened stays as it is."""
    if keys is None or settings.is_unopened:
        return settings
    private = {**settings.more_sealed, **{name: getattr(settings, name) for name in PRIVATE}}
    if not keys.is_set_up:
        more = {**settings.more, **settings.more_sealed}
        return settings.but(sealed="", more=more) if keys.is_open else settings
    if keys.is_open or not settings.sealed:
        settings = settings.but(sealed=_closed(private, keys.seal) if any(private.values()) else "")
    return settings.but(**dict.fromkeys(PRIVATE, ""))


# Reading and writing so that nothing is lost; marks.toml too


def whole(file: Path, system: System) -> bytes | None:
    """What is in a file that is to be changed; None = there is none. Damaged: it cannot be read, so it stays."""
    try:
        return disk.read_if_any(file, system, most=flat_toml.LIMIT)
    except OSError as error:
        raise unread(error) from error


def _another_keys(name: str, data: bytes, keys: Keys) -> bytes:
    """What another key sealed in such a file, where nothing else in it would be lost; else nothing."""
    from base64 import b64decode

    from smartcli.home.seal.keys import Foreign

    table, bad = flat_toml.read(data.decode("utf-8", "replace"))
    if bad or not keys.is_open or (name != SETTINGS and {*table} != {"sealed"}):
        return b""
    try:
        inside = b64decode(flat_toml.text(table, "sealed"))
        keys.open(inside)
    except Foreign:
        return inside
    except ValueError:
        pass
    return b""


def keep_aside(home: Path, name: str, data: bytes, keys: Keys | None, system: System) -> None:
    """Keep the whole file in quarantine, before what could be read of it takes its place. Damaged where that fails.

    Of what another key sealed the age file is kept as it is: that key opens it, and ours could not help.
    """
    from zlib import crc32

    is_sealed = keys is not None and keys.is_set_up
    kept = (_another_keys(name, data, keys) or keys.seal(data)) if keys and is_sealed else data
    name = f"{name}-{crc32(data):08x}{'.age' if is_sealed else ''}"
    disk.set_aside(home / QUARANTINE, name, kept, system)
    if not os.path.lexists(home / QUARANTINE / name):
        raise Damaged(
            _("A part of the settings cannot be read, and no copy of it can be kept, so they were not changed."),
            next="smartcli doctor",
        )


def put(file: Path, data: bytes, before: bytes | None, system: System) -> None:
    """Write it, and look at it: what is said is what is there. before: what was; None = nothing."""
    if data == before:
        return
    try:
        disk.replace(file, data, system)
    except Unflushed as error:
        raise _changed(_("the disk has not confirmed it, so a power cut may undo it"), error) from error
    except OSError as error:
        raise unwritten(error) from error
    now = _now(file, system)
    if isinstance(now, OSError):
        raise _changed(_("they cannot be read again"), now) from now
    if now != data:
        raise _unknown()


def _now(file: Path, system: System) -> bytes | OSError | None:
    try:
        return disk.read_if_any(file, system, most=flat_toml.LIMIT)
    except OSError as error:
        return error


def _changed(but: str, error: OSError) -> InPart:
    from smartcli.home.reasons import why

    said = _("The settings are changed. But {but} ({why}).").format(but=but, why=why(error))
    return InPart(said, next="smartcli settings")


def _unknown() -> Damaged:
    said = _("Whether the settings were changed cannot be told: they do not read as they were written.")
    return Damaged(said, next="smartcli settings")


def unread(error: OSError) -> Damaged:
    from smartcli.home.reasons import why

    said = _("The settings cannot be read ({why}), so they were not changed.")
    return Damaged(said.format(why=why(error)), next="smartcli doctor")


def unwritten(error: OSError) -> SmartError:
    from smartcli.home.reasons import why

    said = _("The settings cannot be written there ({why}), so they stay as they are.")
    return SmartError(said.format(why=why(error)), next="smartcli doctor")


def not_shown(why: str) -> Damaged:
    return Damaged(
        _("The settings cannot be read just now ({why}). They stay as they are.").format(why=why),
        next="smartcli doctor",
    )
