"""Reminders that the system has: they lie outside the home, and name it. What cannot be told of one hides no other."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.keeping.timers import cron, systemd
from smartcli.keeping.timers.reminder import SetUp
from smartcli.record import Record
from smartcli.text.language import _, typed

SYSTEMD, CRON = "systemd", "cron"
LOOKS: Mapping[str, Callable[[Mapping[str, str]], SetUp | None]] = {SYSTEMD: systemd.look, CRON: cron.look}
SHOWN = {SYSTEMD: systemd.SHOWN, CRON: cron.SHOWN}  # what the person may type to see it


class Look(Record):
    """What there is of one timer."""

    timer: str
    found: SetUp | None = None
    others_home: str = ""  # whose it is, where it is for another folder
    why: str = ""  # nobody can tell whether there is one, as a sentence

    @property
    def untold(self) -> str:
        said = _("Whether there is a reminder by {timer} cannot be told: {why}")
        return said.format(timer=self.timer, why=self.why)


def look(environ: Mapping[str, str], home: Path, timer: str) -> Look:
    """home: the folder of this run."""
    try:
        found = LOOKS[timer](environ)
        its_home = found.home(environ) if found else ""
    except SmartError as error:
        return Look(timer=timer, why=error.what)
    is_anothers = bool(its_home) and os.path.realpath(its_home) != os.path.realpath(home)
    return Look(timer=timer, found=found, others_home=its_home if is_anothers else "")


def looks(environ: Mapping[str, str], home: Path) -> list[Look]:
    return [look(environ, home, timer) for timer in LOOKS]


def standing(environ: Mapping[str, str], home: Path) -> list[str]:
    """For whoever erases everything: a line for each of this home; one also for a timer of which nobody can tell."""
    lines = []
    for one in looks(environ, home):
        if one.found and not one.others_home:
            said = _("In the reminder by {timer}, which names this program and may name your folder: {command}")
            lines.append(said.format(timer=one.timer, command=typed("smartcli remind remove")))
        elif one.why:
            said = _("In a reminder by {timer}, if you set one up; it cannot be told: {why}")
            lines.append(said.format(timer=one.timer, why=one.why))
    return lines
