"""The person's choices, one small file."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smartcli import record
from smartcli.errors import SmartError
from smartcli.home import disk, flat_toml
from smartcli.home.disk import SYSTEM, System
from smartcli.home.filenames import QUARANTINE, SETTINGS
from smartcli.record import EMPTY, Record
from smartcli.text.language import _

if TYPE_CHECKING:
    from smartcli.home.seal.keys import Keys

SEALED_SIZE = 1024  # characters, or several times as many: how long they are tells next to nothing


class Settings(Record):
    """What was chosen at set-up or later. Everything may be empty."""

    name: str = ""  # what to call the person
    change: str = ""  # what the person wants to change, in own words
    way: str = ""  # stop, cut down, a break, not sure: as it stands in setup.toml
    country: str = ""  # two letters, for help lines
    plain: bool = False  # plain lines instead of arrow keys and colour
    day_ends: int = 4  # the hour at which a day ends: what is written at 2 in the night belongs to the day before
    started: str = ""  # the day of the first run
    at_hand: str = ""  # kinds of card, with blanks between, that `urge` may show while the journal is sealed
    sealed: str = ""  # what is PRIVATE while the journal is sealed
    more: Mapping[str, Any] = EMPTY  # what a newer smartcli keeps here, or an older one did
    more_sealed: Mapping[str, str] = EMPTY  # and among what is sealed

    def day(self, now: datetime) -> date:
        """The day the person means at this moment."""
        return (now - timedelta(hours=self.day_ends)).date()


PRIVATE = ("name", "change", "way")


def read(home: Path, keys: Keys | None = None) -> Settings:
    """The settings, or the defaults where there is no file; what cannot be understood is left at its default.

    What is sealed is there once the key is open.
    """
    kept = _read(home)
    if kept.sealed and keys and keys.is_open:
        import json
        from base64 import b64decode

        with suppress(ValueError):  # damaged, or another key's: it stays where it is
            table = json.loads(keys.open(b64decode(kept.sealed)))
            texts = {name: text for name, text in table.items() if isinstance(text, str)}
            opened = {name: texts.pop(name) for name in PRIVATE if name in texts}
            return kept.but(**opened, more_sealed=texts)
    return kept


def _read(home: Path) -> Settings:
    try:
        table, _bad = flat_toml.read(disk.read(home / SETTINGS).decode("utf-8", "replace"))
    except OSError:
        return Settings()
    known = set(record.names(Settings)) - {"more", "more_sealed"}
    fitting = {name: value for name, value in table.items() if name in known and _fits(name, value)}
    return Settings(**fitting, more={name: value for name, value in table.items() if name not in known})


def _fits(name: str, value: object) -> bool:
    default = getattr(Settings(), name)
    if name == "day_ends":
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 12
    return type(value) is type(default)


def write(home: Path, settings: Settings, system: System = SYSTEM, *, keys: Keys | None = None) -> None:
    """Keep the settings; what a newer smartcli wrote is kept too.

    With a key, the private ones are sealed: all of them once it is open, and until then they stay as they are.
    """
    _keep_unread(home, system)
    table = record.values(_sealed(settings, keys))
    more = table.pop("more")
    del table["more_sealed"]
    try:
        disk.private_folder(home, system)
        disk.replace(home / SETTINGS, flat_toml.write({**table, **more}).encode(), system)
    except OSError:
        raise unwritten() from None


def _sealed(settings: Settings, keys: Keys | None) -> Settings:
    """As they are written. What is sealed and was not opened stays as it is."""
    if keys is None:
        return settings
    private = {**settings.more_sealed, **{name: getattr(settings, name) for name in PRIVATE}}
    if not keys.is_set_up:
        more = {**settings.more, **settings.more_sealed}
        return settings.but(sealed="", more=more) if keys.is_open else settings
    if keys.is_open or not settings.sealed:
        import json
        from base64 import b64encode

        text = json.dumps(private)
        text = text.ljust(-(-len(text) // SEALED_SIZE) * SEALED_SIZE)
        settings = settings.but(
            sealed=b64encode(keys.seal(text.encode("ascii"))).decode("ascii") if any(private.values()) else ""
        )
    return settings.but(**dict.fromkeys(PRIVATE, ""))


def _keep_unread(home: Path, system: System) -> None:
    """Nothing replaces what could not be read: a file that cannot be opened stops us; odd lines go to quarantine."""
    try:
        before = disk.read(home / SETTINGS, system)
    except FileNotFoundError:
        return
    except OSError:
        raise unread() from None
    if flat_toml.read(before.decode("utf-8", "replace"))[1]:
        disk.set_aside(home / QUARANTINE, SETTINGS, before, system)


def unread() -> SmartError:
    return SmartError(_("The settings cannot be read, so they were not changed."), next="smartcli where")


def unwritten() -> SmartError:
    return SmartError(_("The settings cannot be written there, so they are as they were."), next="smartcli where")
