"""Which entries are meant, as it was typed: the same filters for a list, a search, an export and what is erased."""

from __future__ import annotations

from datetime import datetime

from smartcli.exercises.lookup import id_of, none_of
from smartcli.journal.selection import Selection, select
from smartcli.record import Record
from smartcli.stores import Stores
from smartcli.text.language import _


class Filters(Record):
    """Days as 2026-11-22, today or yesterday; an exercise by its id or title. None: that was not typed."""

    since: str | None = None
    until: str | None = None
    day: str | None = None
    exercise: str | None = None
    point: str | None = None
    last: int | None = None

    def selection(self, stores: Stores, now: datetime) -> Selection:
        """What they mean on this day. Raises SmartError where they mean nothing."""
        named = (self.exercise or "").strip()
        known = id_of(stores.library, named) if named else None
        if named and known is None and next(stores.journal.latest(named), None) is None:
            raise none_of(stores.library, named, _("There is no exercise of this name."))
        return select(
            since=self.since,
            until=self.until,
            day=self.day,
            exercise=known or named or self.exercise,
            point=self.point,
            last=self.last,
            today=stores.settings().day(now),
        )
