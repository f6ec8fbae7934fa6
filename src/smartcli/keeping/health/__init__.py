"""The journal's health: looks that change nothing, repairs that keep what was there, proofs a person can run."""

from collections.abc import Iterator

from smartcli.keeping.health import (
    absences,
    ids,
    lines,
    looking,
    machine,
    odd_things,
    other_files,
    places,
    sealed,
    unfinished_work,
)
from smartcli.keeping.health.looking import DAMAGED, LOOK, WELL, Noticed, Surroundings, Terminal, worst

# Each brings its looks with it; this is their order in the table.
LOOKS = (places, unfinished_work, lines, ids, absences, odd_things, other_files, sealed, machine)


def look_at(given: Surroundings) -> Iterator[Noticed]:
    """Everything there is to be seen."""
    return looking.run(given, [module.__name__ for module in LOOKS])


__all__ = ["DAMAGED", "LOOK", "LOOKS", "WELL", "Noticed", "Surroundings", "Terminal", "look_at", "worst"]
