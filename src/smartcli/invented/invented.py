"""An invented person: who they are, how they write, and the journal that comes of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from smartcli.exercises.library import Library
from smartcli.home import disk, settings
from smartcli.home.filenames import DEVICE, EXERCISES, JOURNAL
from smartcli.invented.chance import Chance
from smartcli.invented.deeds import Line, as_they_stand, lines
from smartcli.invented.effects import NOTHING, Effects
from smartcli.invented.life import Life
from smartcli.invented.truth import END, clock
from smartcli.invented.words import folder, words
from smartcli.journal.entry import Entry
from smartcli.journal.segment_names import LETTERS, numbered
from smartcli.journal.writing import segments
from smartcli.record import Record
from smartcli.views.goal import IN_ENGLISH, WAYS, Way

LAST = date(2026, 11, 22)  # a Sunday, the same every time


class Writes(Record):
    """How regularly somebody writes. share: of all days; gap: days that they stay away on average, 0 = by chance."""

    share: float = 0.93
    gap: float = 0


REGULAR = Writes()
PATCHY = Writes(share=0.55, gap=5)


class Invented(Record):
    """One person. The same values give the same journal, byte for byte.

    about: one of the changes in data/en/people/words.toml. days: how many, up to `last`. urges: written down a day, on
    average. decides: the day from 1 on which somebody undecided decides to stop, 0 = never. counts: whether they count
    how much it is; limits: of a "day", a "week", or "" for none, where they cut down or take a break. machines: 1 or 2.
    own: the share of check-ins and urges that they write in exercises of their own. older: so many days at the
    beginning are written in the first versions of the check-in and the urge log. later: the share of what is told on
    another day, or later that day; edits, deletes: the share of entries that are changed, or put in the trash.
    """

    seed: int
    name: str = "Sam"
    way: Way = Way.LESS
    about: str = "alcohol"
    days: int = 60
    last: date = LAST
    zone: str = "Europe/Madrid"
    writes: Writes = REGULAR
    urges: float = 0.5
    effects: Effects = NOTHING
    decides: int = 0
    counts: bool = True
    limits: str = "day"
    machines: int = 1
    own: float = 0.0
    older: int = 0
    later: float = 0.1
    edits: float = 0.03
    deletes: float = 0.02

    @property
    def first(self) -> date:
        return self.last - timedelta(days=self.days - 1)

    @property
    def now(self) -> datetime:
        """A moment at the end of the last day, by which all is written."""
        return clock(self.last, END, self.zone).astimezone(UTC)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line of every machine, in the order of writing: entries, and what was changed of them."""
        return tuple(lines(Life(self).deeds(), self.seed))

    def entries(self) -> list[Entry]:
        """The entries as they stand at the end, oldest first."""
        return as_they_stand(self.lines)

    @property
    def library(self) -> Library:
        """The exercises they do: the shipped ones, and their own. No home of anybody is looked at."""
        return Library(folder())

    def settings(self, kept: settings.Settings) -> settings.Settings:
        """What they chose at set-up, in settings that are theirs to be."""
        change = words(self.about).ways[self.way.value]
        way = IN_ENGLISH[WAYS.index(self.way)]
        return kept.but(
            name=self.name, change=change, about=self.about, way=way, country="IE", started=self.first.isoformat()
        )

    def write_into(self, home: Path) -> None:
        """A home as they would have filled it. FileExistsError: a journal is there already, and stays as it is."""
        disk.private_folder(home)
        journal = home / JOURNAL
        journal.mkdir(mode=0o700)
        names = list(self._machines())
        for machine, name in enumerate(names):
            disk.private_folder(journal / name)
            mine = (line.table for line in self.lines if line.machine == machine)
            for number, data in enumerate(segments(mine), 1):
                disk.replace(journal / name / numbered(number), data, flush=False)
        disk.replace(home / DEVICE, f"{names[0]}\n".encode("ascii"))
        settings.change(home, self.settings)
        if self.own:
            shutil.copytree(folder() / EXERCISES, home / EXERCISES)

    def _machines(self) -> Iterator[str]:
        """The names of the folders that they write in."""
        chance = Chance(self.seed, "machines")
        for _machine in range(self.machines):
            yield "".join(chance.pick(LETTERS) for _letter in range(8))
