"""Reminders that the system still has, for whoever erases everything: they lie outside the home, and name it."""

from __future__ import annotations

from collections.abc import Mapping

from smartcli.errors import SmartError
from smartcli.keeping.timers import cron, systemd
from smartcli.text.language import _, typed


def standing(environ: Mapping[str, str]) -> list[str]:
    """A line for each; one also for a timer of which nobody can tell."""
    lines = []
    for timer, is_there in (("systemd", systemd.lies_there), ("cron", cron.installed)):
        try:
            if is_there(environ):
                said = _("In the reminder by {timer}, which names this program and may name your folder: {command}")
                lines.append(said.format(timer=timer, command=typed("smartcli remind remove")))
        except SmartError as error:
            said = _("In a reminder by {timer}, if you set one up; it cannot be told: {why}")
            lines.append(said.format(timer=timer, why=error.what))
    return lines
