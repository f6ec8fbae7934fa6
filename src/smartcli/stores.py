"""What belongs to the person: settings, keys, journal, drafts and own exercises. No screen, and no clock."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from smartcli.errors import Damaged, SmartError, Stopped
from smartcli.home import settings
from smartcli.home.filenames import (
    BACKUPS,
    DIGESTS,
    DRAFTS,
    EXERCISES,
    HEIGHTS,
    JOURNAL,
    KEY,
    QUARANTINE,
    UNPACKED,
)
from smartcli.record import Record
from smartcli.text.language import _

if TYPE_CHECKING:
    from smartcli.asking.drafts import Drafts
    from smartcli.exercises.library import Library
    from smartcli.home.homework import AllHomework
    from smartcli.home.in_calendar import InCalendar
    from smartcli.home.marks import Marks
    from smartcli.home.met_danger import MetDanger
    from smartcli.home.seal.keys import Ask, Keys
    from smartcli.home.settings import Settings
    from smartcli.home.so_far import SoFar
    from smartcli.journal import Journal


class Stores(Record):
    """All that lies in one home, opened, and its code loaded, when it is asked for."""

    home: Path
    passphrase: Ask  # raises Locked where nobody can give it

    @cached_property
    def so_far(self) -> SoFar:
        """What this run has done."""
        from smartcli.home.so_far import SoFar

        return SoFar()

    @cached_property
    def met_danger(self) -> MetDanger:
        """Whether this run opened a card for danger, for as long as it runs."""
        from smartcli.home.met_danger import MetDanger

        return MetDanger()

    @cached_property
    def keys(self) -> Keys:
        from smartcli.home.seal.keys import Keys

        return Keys(self.home, self.passphrase, mended=self._key_mended)

    def _key_mended(self, how: str) -> None:
        from smartcli.home.seal.mended import SAID

        self.so_far.found("key", str(SAID[how]))

    @cached_property
    def journal(self) -> Journal:
        from smartcli.journal import Journal

        return Journal(self.home, keys=self.keys, so_far=self.so_far)

    @property
    def is_closed(self) -> bool:
        """Whether reading would ask for the passphrase. What can do without asks nothing then."""
        if self.keys.is_open:
            return False
        return self.keys.is_set_up or (self.keys.is_there and self._is_left_sealed)

    @cached_property
    def _is_left_sealed(self) -> bool:
        """Whether what is here is sealed while sealing is off: that was cut off, or a part of the key is missing."""
        return self.journal.is_sealed_here()

    @cached_property
    def drafts(self) -> Drafts:
        from smartcli.asking.drafts import Drafts

        return Drafts(self.home, keys=self.keys)

    @cached_property
    def library(self) -> Library:
        from smartcli.exercises.library import Library

        return Library(self.home, self.so_far)

    def settings(self) -> Settings:
        """The settings; while the journal is closed, without those that are sealed with it."""
        return self.seen(settings.read(self.home, self.keys))

    def seen(self, kept: Settings) -> Settings:
        """The same settings; where they could not be read, that is remembered."""
        if kept.unread:
            said = _("The settings cannot be read just now ({why}). This goes without them; they stay as they are.")
            self.so_far.could_not_read("settings", said.format(why=kept.unread))
        return kept

    def opened_settings(self) -> Settings:
        """All the settings; asks for the passphrase where some are sealed."""
        if self.settings().sealed and self.keys.is_there:
            self.keys.unlocked()
        return self.settings()

    def change_settings(self, how: Callable[[Settings], Settings], done: str = "") -> Settings:
        """Keep what `how` makes of the settings as they are on the disk now, under the lock; they are given back.

        Whatever of them is sealed must be opened before, where it is to be changed. done: what is so then, in words,
        where the person asked for just this. SmartError: they are as they were.
        """
        settings.change(self.home, how, self.keys, landed=self._landed(done, "smartcli settings"))
        return self.settings()

    def known_marks(self) -> Marks:
        """The same; Damaged where they cannot be read: for whoever chooses or changes by them."""
        kept = self.marks()
        if said := self.so_far.unread.get("marks"):
            raise Damaged(said, next="smartcli doctor")
        return kept

    def marks(self) -> Marks:
        """What the person marked; while the journal is closed, nothing of what is sealed."""
        from smartcli.home import marks

        kept = marks.read(self.home, self.keys)
        if kept.unread:
            said = _("Which cards stand first or were put away cannot be read just now ({why}). That stays as it is.")
            self.so_far.could_not_read("marks", said.format(why=kept.unread))
        return kept

    def mark(self, how: Callable[[Marks], Marks], done: str = "") -> None:
        """Keep what `how` makes of the marks; asks for the passphrase where some are sealed. done: as above."""
        from smartcli.home import marks

        marks.change(self.home, how, self.keys, landed=self._landed(done, "smartcli cards"))

    def in_calendar(self) -> InCalendar:
        """What was written for a calendar last. Damaged where that cannot be read."""
        from smartcli.home import in_calendar

        return in_calendar.read(self.home, self.keys)

    def note_calendar(self, how: Callable[[InCalendar], InCalendar]) -> None:
        """Keep what `how` makes of it; asks for the passphrase where it is sealed. SmartError: it is as it was."""
        from smartcli.home import in_calendar

        def put_aside(data: bytes) -> None:
            said = _("What was written for a calendar before could not be read. It is in quarantine; it begins anew.")
            none = _("What was written for a calendar before is gone: its file is empty. It begins anew.")
            self.so_far.found("calendar", said if data else none)

        in_calendar.change(self.home, how, self.keys, landed=self._landed("", ""), put_aside=put_aside)

    def homework(self) -> AllHomework:
        """What was taken of somebody, for the days between two meetings; nothing while it is sealed and closed."""
        from smartcli.home import homework

        kept = homework.read(self.home, self.keys)
        if kept.unread:
            said = _("The homework cannot be read just now ({why}). It stays as it is.")
            self.so_far.could_not_read("homework", said.format(why=kept.unread))
        return kept

    def opened_homework(self) -> AllHomework:
        """All of it; asks for the passphrase where it is sealed. Damaged: it cannot be read, for whoever goes by it."""
        if self.homework().sealed and self.keys.is_there:
            self.keys.unlocked()
        kept = self.homework()
        if said := self.so_far.unread.get("homework"):
            raise Damaged(said, next="smartcli doctor")
        return kept

    def change_homework(self, how: Callable[[AllHomework], AllHomework], done: str = "") -> None:
        """Keep what `how` makes of it; asks for the passphrase where it is sealed. done: as above."""
        from smartcli.home import homework

        homework.change(self.home, how, self.keys, landed=self._landed(done, "smartcli homework"))

    def _landed(self, done: str, next: str) -> Callable[[], None]:
        def landed() -> None:
            self.so_far.has_changed = True
            if done:
                self.so_far.landed(done, next)

        return landed

    def tend(self) -> None:
        """What is left to do at the end of a run. It is no reason to fail: the next run tries again."""
        with suppress(SmartError, OSError, MemoryError, KeyboardInterrupt, Stopped):  # what was asked for is done
            self._sweep_unpacked()
            if "journal" in vars(self):
                self.journal.tend()
            if "journal" in vars(self) or self.so_far.has_changed:  # who only looks takes nothing away
                self._sweep()

    def _sweep_unpacked(self) -> None:
        """What a killed run left unpacked may be readable: the next one takes it away, whichever it is."""
        if any(name.startswith(UNPACKED) for name in os.listdir(self.home)):
            from smartcli.home import unpacked  # hardly ever

            unpacked.sweep(self.home)

    def _sweep(self) -> None:
        """The same of what is half written."""
        from smartcli.home import disk

        journal = self.home / JOURNAL
        machines = [place for place in _named(journal) if place.is_dir() and not place.is_symlink()]
        for folder in (self.home, *(self.home / name for name in HALF_WRITTEN), *machines):
            for place in _named(folder):
                if disk.is_temporary(place.name) and time.time() - place.lstat().st_mtime > SOON:
                    disk.remove(place)


# Folders of a home, beside the journal's, in which files are put in each other's place.
HALF_WRITTEN = (DRAFTS, QUARANTINE, DIGESTS, HEIGHTS, BACKUPS, EXERCISES, KEY)
SOON = 60  # seconds; what is being written is younger


def _named(folder: Path) -> list[Path]:
    try:
        return [folder / name for name in os.listdir(folder)]
    except OSError:  # there is none, or it cannot be looked at
        return []
