"""A notice on the desktop, where there is a program for one: neutral, since a locked screen shows it."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, time, timedelta

from smartcli.errors import SmartError
from smartcli.findings.today import Today
from smartcli.home import prompt_line
from smartcli.keeping.prompting import OPEN
from smartcli.keeping.timers.reminder import is_there, run
from smartcli.stores import Stores

NAME = "Evening minute"
BUS = "DBUS_SESSION_BUS_ADDRESS"


def is_wanted(stores: Stores, now: datetime, at: time | None) -> bool:
    """Whether this day is not written, and its hour has come: a timer that was missed may start at any other.

    Of a sealed journal that is closed the line for prompts is asked; without one nobody knows, and it is not wanted.
    """
    kept = stores.settings()
    if at is not None and now.replace(tzinfo=None) < _moment(kept.day(now), at, kept.day_ends):
        return False
    if not stores.is_closed:
        return not Today(stores=stores, now=now).is_checked_in
    line = prompt_line.read(stores.home)
    return line is not None and line.is_shown(now)


def _moment(day: object, at: time, day_ends: int) -> datetime:
    """That hour of a person's day, on the clock of the wall: one in the night is after the evening."""
    begins = datetime.fromisoformat(f"{day}")
    return datetime.combine(begins + timedelta(days=int(at.hour < day_ends)), at)


def send(environ: Mapping[str, str]) -> None:
    """One notice; silence where there is no program for it, or nobody to show it."""
    text = str(OPEN)
    programs = {
        "notify-send": ("--urgency=low", "--hint=int:transient:1", f"--app-name={NAME}", text),
        "osascript": ("-e", f'display notification "{text}"'),  # macOS; not tried
        "msg": ("*", text),  # Windows; not tried
    }
    for program, words in programs.items():
        if is_there(environ, program):
            with suppress(SmartError):
                run(_with_bus(environ), program, *words)
            return


def _with_bus(environ: Mapping[str, str]) -> Mapping[str, str]:
    """With the way to the person's desktop, which cron does not know."""
    if BUS in environ or not hasattr(os, "getuid"):
        return environ
    bus = f"/run/user/{os.getuid()}/bus"
    try:
        return {**environ, BUS: f"unix:path={bus}"} if stat.S_ISSOCK(os.stat(bus).st_mode) else environ
    except OSError:
        return environ
