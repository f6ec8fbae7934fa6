"""A look: a small function that is given a home, changes nothing, and says what it saw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.home import ownership, reasons
from smartcli.home.disk import SYSTEM, System
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


Look = Callable[[Surroundings], Iterable[Noticed]]
_looks: list[tuple[str, Later, Look]] = []


def looks(id: str, title: Later) -> Callable[[Look], Look]:
    """Register a look by the word it has in JSON and in a report, and its title in the table."""

    def register(look: Look) -> Look:
        _looks.append((id, title, look))
        return look

    return register


def run(given: Surroundings, modules: Sequence[str]) -> Iterator[Noticed]:
    """All looks, module by module. One that fails is itself something seen, and stops no other."""
    for id, title, look in sorted(_looks, key=lambda one: modules.index(one[2].__module__)):
        try:
            seen = list(look(given))
        except (OSError, SmartError, ValueError, RecursionError) as error:
            found = error if isinstance(error, OSError) else reasons.beneath(error)
            why = reasons.why(found) if found else _("what lies there cannot be understood")
            said = _("This could not be looked at ({why}).").format(why=why)
            seen = [Noticed(result=LOOK, said=said, facts={"failed": 1})]
        yield from (one.but(id=id, title=str(title)) for one in seen)


def worst(seen: Iterable[Noticed]) -> str:
    return max((one.result for one in seen), key=RESULTS.index, default=WELL)
