"""How the day stands: what was written, what is begun and waits, what lies ahead; nothing while it is sealed."""

from __future__ import annotations

import os
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from smartcli.exercises.exercise import IMPORTED
from smartcli.home.filenames import HOMEWORK
from smartcli.journal.unread import unread
from smartcli.record import Record
from smartcli.text import days_said
from smartcli.text.language import _

if TYPE_CHECKING:
    from smartcli.asking.drafts import Draft
    from smartcli.findings.homework_today import OfferedExercise
    from smartcli.findings.upcoming import Ahead
    from smartcli.stores import Stores

CHECK_IN = "check-in"  # the exercise of every day


class Today(Record):
    """One look at the stores. What changes meanwhile is seen by the next one."""

    stores: Stores
    now: datetime  # aware, in the person's zone

    @cached_property
    def day(self) -> str:
        return self.date.isoformat()

    @cached_property
    def date(self) -> date:
        return self.stores.settings().day(self.now)

    @cached_property
    def drafts(self) -> list[Draft]:
        """Those that can be gone on with, the newest of each exercise."""
        found = {draft.exercise: draft for draft in sorted(self.stores.drafts.every(), key=lambda draft: draft.at)}
        return [draft for draft in found.values() if self.stores.library.find(draft.exercise)]

    @cached_property
    def is_checked_in(self) -> bool:
        """Whether there is a check-in of today: no look through the journal for one that is not there.

        Those that were written later of another day are passed over; before any other there is none of today.
        """
        if self.stores.is_closed:
            return False
        for entry in self.stores.journal.latest(CHECK_IN):
            if entry.day == self.day or entry.happened is None:
                return entry.day == self.day
        return False

    @cached_property
    def last_day(self) -> str | None:
        """The day on which something was written here last, whatever day it is about."""
        last = next((entry for entry in self.stores.journal.latest() if entry.exercise != IMPORTED), None)
        from smartcli.journal.happened import day_written  # only where it is asked for

        return day_written(last, self.stores.settings().day).isoformat() if last else None

    @cached_property
    def ahead(self) -> Ahead:
        """What is due, and one next thing that is not begun already."""
        from smartcli.findings import upcoming

        return upcoming.ahead(self.stores, now=self.now, waiting=self.drafts)

    @cached_property
    def homework(self) -> tuple[OfferedExercise, ...]:
        """What home offers of the homework today, but for what is begun. Who never took any loads nothing of it."""
        if not os.path.lexists(self.stores.home / HOMEWORK):
            return ()
        from smartcli.findings import homework_today

        begun = {draft.exercise for draft in self.drafts}
        found = homework_today.offered(self.stores, self.now)
        return tuple(one for one in found if one.given.exercise not in begun)

    def greeting(self) -> list[str]:
        name = self.stores.settings().name
        hello = _("Hello, {name}.").format(name=name) if name else _("Hello.")
        if self.stores.is_closed:
            return [hello, _("What you wrote is sealed.")]
        if self.last_day is None:
            return [hello, *self._nothing()]
        if self.last_day == self.day:
            return [hello, _("You have written something today.")]
        return [hello, _("Welcome back. You last wrote {when}.").format(when=days_said.on(self.last_day, self.date))]

    def _nothing(self) -> list[str]:
        """Why there is no entry to speak of: that nothing was written is only one of the reasons."""
        journal = self.stores.journal
        trouble = unread(journal)
        if trouble:
            return [_("What was written here cannot be shown just now."), *trouble]
        if journal.is_untouched():
            return [_("Nothing is written yet.")]
        if next(iter(journal.latest(IMPORTED)), None):
            return [_("What you brought from another program is here. Nothing else is written yet.")]
        return [_("There is no entry in your journal now.")]

    def waiting(self) -> list[str]:
        """A draft, today's check-in."""
        if self.stores.is_closed:
            return []
        titles = [self.stores.library.title(draft.exercise) for draft in self.drafts]
        lines = [_("A draft waits: {title}.").format(title=title) for title in titles]
        return lines if self.is_checked_in else [*lines, _("Today's check-in is open.")]

    def as_json(self) -> dict[str, object]:
        """The same for other programs. Asks for the passphrase where the journal is closed."""
        from smartcli.findings import upcoming

        last_day = self.last_day  # first of all: it opens the journal
        return {
            "schema": 1,
            "day": self.day,
            "checked_in": self.is_checked_in,
            "last_day": last_day,
            "drafts": [draft.exercise for draft in self.drafts],
            **upcoming.as_json(self.stores, self.ahead),
            "homework": [{"exercise": one.given.exercise, "from": one.homework.by} for one in self.homework],
        }
