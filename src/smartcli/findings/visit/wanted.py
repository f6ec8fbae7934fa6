"""What somebody wants on a page for a visit."""

from __future__ import annotations

from datetime import date

from smartcli.record import Record

# What can be on it beside the numbers, in the order of the choices in visit.toml: whoever translates these keeps it.
PLAN, NOTES, NAMES, LOW, TABLE = INCLUDE = ("plan", "notes", "names", "low", "table")
USUAL = frozenset({PLAN})  # where nothing was said: nothing that others could mind
LINES = 3  # to talk about, at the most


class Wishes(Record):
    """What was answered. include: names of INCLUDE. notes: as they were offered (offered_notes)."""

    since: date
    include: frozenset[str] = USUAL
    notes: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    talk: tuple[str, ...] = ()
