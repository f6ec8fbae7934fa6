"""The long runs: the same loops as in the suite, for hours if you like.

.venv/bin/python -m tests.long kills [10000]     kill -9 at any moment
.venv/bin/python -m tests.long fuzz [1000000]    damaged lines
.venv/bin/python -m tests.long faults            every fault at every call of every path that writes
.venv/bin/python -m tests.long machine [2000]    any order of writing, damage, copies and clones
.venv/bin/python -m tests.long past [300]        the same, counted from digests and read in full
.venv/bin/python -m tests.long carrier [300]     whoever carries the folder takes away, brings back, mixes
.venv/bin/python -m tests.long odd [2000]        any command in a home of any odd files
.venv/bin/python -m tests.long many [8]          so many processes that save 500 entries each at once
.venv/bin/python -m tests.long commands          every fault at every call of every command, in whole processes
.venv/bin/python -m tests.long killed            every command that writes, killed at every write
.venv/bin/python -m tests.long mutants [MODULE]  slips in the modules that keep words, against their tests

After the count a seed can stand. Those of commands take `--share 1/N` for a part by chance and `--only WORD` for those
with it in their names. A module that is named gets 25 mutants by chance, with `mutants 1000 --only MODULE` all it has.
`--at-once N` is for so many processes (as many as there are cores), `--all` lists all that is wrong.
"""

# ruff: noqa: T201  # it prints its figures

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test
from tests import parallel
from tests.journal.carrier import Carrier
from tests.journal.damaging import Fuzz
from tests.journal.faults import found_wrong
from tests.journal.killing import kill_loop
from tests.journal.life import Harm, Life
from tests.journal.machine import Machine
from tests.journal.making import triggers
from tests.journal.many_at_once import saved_at_once
from tests.journal.ways import PATHS
from tests.mutants import running as mutating
from tests.odd_homes import tries
from tests.whole import kills as whole_kills
from tests.whole import matrix, several
from tests.whole.bench import Tally
from tests.whole.lines import LINES

from smartcli.journal import Journal


@dataclass(frozen=True)
class Given:
    """What a run is told. share: of so many cases one. only: in the names of the commands. at_once: processes."""

    folder: Path
    count: int
    seed: int
    share: int
    only: str
    at_once: int


INSIDE = "inside"  # the kind of what nobody foresaw: an exception that reached the boundary and no sentence knows


def kills(given: Given) -> tuple[str, Sequence[object]]:
    tally = kill_loop(given.folder, given.count, seed=given.seed)
    said = f"{tally.kills} kills, {tally.acknowledged} said to be saved, {tally.torn} torn lines"
    return said, tally.lost


def fuzz(given: Given) -> tuple[str, Sequence[object]]:
    loop = Fuzz(given.folder / "home", given.seed)
    while loop.inputs < given.count and not loop.wrong:
        loop.damages()
    return f"{loop.inputs} damaged lines", loop.wrong


def faults(given: Given) -> tuple[str, Sequence[object]]:
    tried, wrong = 0, []
    for name, way in PATHS.items():
        (given.folder / name).mkdir()
        count, found = found_wrong(given.folder / name, way)
        tried += count
        wrong += [f"{name}: {one}" for one in found]
    return f"{tried} faults in {len(PATHS)} paths", wrong


def machine(given: Given) -> tuple[str, Sequence[object]]:
    run_state_machine_as_test(
        Machine, settings=settings(deadline=None, max_examples=given.count, stateful_step_count=50)
    )
    return f"{given.count} walks of up to 50 steps", []


def past(given: Given) -> tuple[str, Sequence[object]]:
    for walk in (Life, Harm):
        run_state_machine_as_test(
            walk, settings=settings(deadline=None, max_examples=given.count, stateful_step_count=50)
        )
    return f"twice {given.count} walks of up to 50 steps", []


def carrier(given: Given) -> tuple[str, Sequence[object]]:
    run_state_machine_as_test(
        Carrier, settings=settings(deadline=None, max_examples=given.count, stateful_step_count=30)
    )
    return f"{given.count} walks of up to 30 steps", []


def many(given: Given) -> tuple[str, Sequence[object]]:
    said = saved_at_once(given.folder / "home", given.count, 500)
    there = triggers(Journal(given.folder / "home").entries())
    return f"{len(there)} of {given.count * 500} entries", sorted(set(said).symmetric_difference(there))


def commands(given: Given) -> tuple[str, Sequence[object]]:
    return whole(given, matrix.faults)


def killed(given: Given) -> tuple[str, Sequence[object]]:
    return whole(given, whole_kills.kills)


def whole(given: Given, run: Callable[..., Tally]) -> tuple[str, Sequence[object]]:
    chosen = [line for line in LINES if given.only in line.title]
    tally = several.all_of(run, given.folder, chosen, share=given.share, seed=given.seed, parts=given.at_once)
    kinds = "".join(f", {count} {kind}" for kind, count in sorted(tally.kinds.items()) if kind != INSIDE)
    said = f"{tally.cases} cases in {tally.lines} command lines of {tally.calls} calls"
    return f"{said}, {tally.kinds[INSIDE]} times something inside went wrong{kinds}", tally.found


def mutated(given: Given) -> tuple[str, Sequence[object]]:
    """One module, those with the word in their names, or all of them."""
    every = mutating.MODULES
    modules = [given.only] if given.only in every else [one for one in every if given.only in one]
    few = given.count or (mutating.SOME if given.only else mutating.FEW)
    found = mutating.run(given.folder, modules, given.seed, few=few)
    enough = found.share >= mutating.ENOUGH
    return f"{found} in {len(modules)} modules", [] if enough else [
        f"{found.share:.1f} % is below {mutating.ENOUGH:.0f} %"
    ]


def odd(given: Given) -> tuple[str, Sequence[object]]:
    tried, wrong = tries(given.folder, given.count, given.seed)
    return f"{tried} homes of odd files", wrong


RUNS: dict[str, tuple[Callable[[Given], tuple[str, Sequence[object]]], int]] = {
    "kills": (kills, 10_000),
    "fuzz": (fuzz, 1_000_000),
    "faults": (faults, 0),
    "machine": (machine, 2000),
    "past": (past, 300),
    "carrier": (carrier, 300),
    "odd": (odd, 2000),
    "many": (many, 8),
    "commands": (commands, 0),
    "killed": (killed, 0),
    "mutants": (mutated, 0),
}


def main(*words: str) -> int:
    parser = argparse.ArgumentParser(usage=__doc__, add_help=False)
    parser.add_argument("name", choices=RUNS)
    parser.add_argument("count", nargs="?", default="")
    parser.add_argument("seed", type=int, nargs="?", default=int(time.time()))
    parser.add_argument("--share", default="1/1")
    parser.add_argument("--only", default="")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--all", action="store_true")
    chosen = parser.parse_args(words)
    run, usual = RUNS[chosen.name]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(dir=parallel.place()) as folder:
        given = Given(
            folder=Path(folder),
            count=int(chosen.count) if chosen.count.isdecimal() else usual,
            seed=chosen.seed,
            share=int(chosen.share.rpartition("/")[2]),
            only=chosen.only or ("" if chosen.count.isdecimal() else chosen.count),
            at_once=chosen.at_once,
        )
        said, wrong = run(given)
    print(f"{chosen.name}: {said}, {len(wrong)} wrong, {time.monotonic() - begun:.0f} s (seed {chosen.seed})")
    for one in wrong[: None if chosen.all else 20]:
        print(f"  {one}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
