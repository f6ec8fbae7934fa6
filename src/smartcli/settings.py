"""The person's choices, one small file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from smartcli import disk, flat, record
from smartcli.errors import SmartError
from smartcli.record import EMPTY, Record
from smartcli.words import _

FILE = "settings.toml"


class Settings(Record):
    """What was chosen at set-up or later. Everything may be empty."""

    name: str = ""  # what to call the person
    change: str = ""  # what the person wants to change, in own words
    way: str = ""  # stop, cut down, a break, not sure: as it stands in setup.toml
    country: str = ""  # two letters, for help lines
    plain: bool = False  # plain lines instead of arrow keys and colour
    day_ends: int = 4  # the hour at which a day ends: what is written at 2 in the night belongs to the day before
    started: str = ""  # the day of the first run
    more: Mapping[str, Any] = EMPTY  # what a newer smartcli keeps here

    def day(self, now: datetime) -> date:
        """The day the person means at this moment."""
        return (now - timedelta(hours=self.day_ends)).date()


def read(home: Path) -> Settings:
    """The settings, or the defaults where there is no file; what cannot be understood is left at its default."""
    try:
        table, _bad = flat.read(disk.read(home / FILE).decode("utf-8", "replace"))
    except OSError:
        return Settings()
    known = set(record.names(Settings)) - {"more"}
    fitting = {name: value for name, value in table.items() if name in known and _fits(name, value)}
    return Settings(**fitting, more={name: value for name, value in table.items() if name not in known})


def _fits(name: str, value: object) -> bool:
    default = getattr(Settings(), name)
    if name == "day_ends":
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 12
    return type(value) is type(default)


def write(home: Path, settings: Settings) -> None:
    """Keep the settings; what a newer smartcli wrote is kept too."""
    _keep_unread(home)
    table = record.values(settings)
    more = table.pop("more")
    try:
        disk.private_folder(home)
        disk.replace(home / FILE, flat.write({**table, **more}).encode())
    except OSError:
        message = _("The settings cannot be written there, so they are as they were.")
        raise SmartError(message, next="smartcli where") from None


def _keep_unread(home: Path) -> None:
    """Nothing replaces what could not be read: a file that cannot be opened stops us; odd lines go to quarantine."""
    try:
        before = disk.read(home / FILE)
    except FileNotFoundError:
        return
    except OSError:
        raise SmartError(_("The settings cannot be read, so they were not changed."), next="smartcli where") from None
    if flat.read(before.decode("utf-8", "replace"))[1]:
        disk.set_aside(home / "quarantine", FILE, before)
