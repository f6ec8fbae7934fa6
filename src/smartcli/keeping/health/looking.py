"""A look: a small function that is given a home, changes nothing, and says what it saw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.home import ownership, reasons
from smartcli.home.disk import SYSTEM, System, listed, unreached
from smartcli.home.filenames import JOURNAL
from smartcli.home.seal.keys import Keys
from smartcli.keeping.health.abilities import Abilities, tried
from smartcli.keeping.health.files import PATIENCE, FolderFound, find
from smartcli.record import EMPTY, Record
from smartcli.text.language import Later, _

WELL, LOOK, DAMAGED = "well", "look", "damaged"
RESULTS = (WELL, LOOK, DAMAGED)
ITS_DISK = Later("See whether it belongs to you, and whether its disk is all right.")

# What a report may hold: numbers, and words that stand in our own code. See report.py.
Fact = int | str
Facts = dict[str, Fact]


class Terminal(Record):
    """What is known of the terminal. encoding: that of standard output."""

    is_one: bool = False
    plain: bool = False
    width: int = 80
    height: int = 24
    encoding: str = ""
    has_shapes: bool = False


class Surroundings(Record):
    """What a look may look at."""

    home: Path
    environ: Mapping[str, str]
    platform: str
    now: datetime
    terminal: Terminal = Terminal()
    system: System = SYSTEM
    keys: Keys | None = None  # open, where the passphrase was given
    patience: float = PATIENCE  # seconds to wait for another smartcli that is writing

    @cached_property
    def found(self) -> FolderFound:
        """The files of the journal, each read once."""
        return find(self.home, self.system, self.patience)

    @cached_property
    def _closed_home(self) -> str:
        try:
            listed(self.home, self.system)
            error = unreached(self.home)
        except OSError as found:
            error = found
        return reasons.why(error) if error else ""

    def closed(self, at: str) -> str:
        """Why a look cannot come to where it has to, as half a sentence; "" = it can."""
        why = self._closed_home if at != ANYWHERE else ""
        return self.found.closed.get(self.home / JOURNAL, "") if at == IN_JOURNAL and not why else why

    @cached_property
    def abilities(self) -> Abilities:
        """What the disk below the home can do; tried once, and only where a home is or may be."""
        try:
            ownership.refuse(self.home, self.system)
        except SmartError:
            return Abilities()
        return tried(self.home, self.system)


class Noticed(Record):
    """What a look saw. said may name places; facts are what a report may hold."""

    result: str = WELL
    said: str
    next: str = ""
    facts: Mapping[str, Fact] = EMPTY
    id: str = ""  # of the look; filled in when it is run
    title: str = ""


# Where a look has to come to, or it would take what it cannot see for what is not there.
ANYWHERE, HOME, IN_JOURNAL = "", "home", "journal"

Look = Callable[[Surroundings], Iterable[Noticed]]
_looks: list[tuple[str, Later, str, Look]] = []


def looks(id: str, title: Later, at: str = HOME) -> Callable[[Look], Look]:
    """Register a look by the word it has in JSON and in a report, and its title in the table."""

    def register(look: Look) -> Look:
        _looks.append((id, title, at, look))
        return look

    return register


def run(given: Surroundings, modules: Sequence[str]) -> Iterator[Noticed]:
    """All looks, module by module. One that fails is itself something seen, and stops no other."""
    for id, title, at, look in sorted(_looks, key=lambda one: modules.index(one[3].__module__)):
        try:
            reason = given.closed(at)
            seen = [_unseen(reason)] if reason else list(look(given))
        except (OSError, SmartError, ValueError, RecursionError) as error:
            found = error if isinstance(error, OSError) else reasons.beneath(error)
            why = reasons.why(found) if found else _("what lies there cannot be understood")
            seen = [_unseen(why)]
        yield from (one.but(id=id, title=str(title)) for one in seen)


def _unseen(why: str) -> Noticed:
    said = _("This could not be looked at ({why}).").format(why=why)
    return Noticed(result=LOOK, said=said, facts={"failed": 1})


def worst(seen: Iterable[Noticed]) -> str:
    return max((one.result for one in seen), key=RESULTS.index, default=WELL)
