"""The long runs: the same loops as in the suite, for hours if you like.

.venv/bin/python -m tests.long kills [10000]     kill -9 at any moment
.venv/bin/python -m tests.long fuzz [1000000]    damaged lines
.venv/bin/python -m tests.long faults            every fault at every call of every path that writes
.venv/bin/python -m tests.long machine [2000]    any order of writing, damage, copies and clones
.venv/bin/python -m tests.long past [300]        the same, counted from digests and read in full
.venv/bin/python -m tests.long many [8]          so many processes that save 500 entries each at once
"""

# ruff: noqa: T201  # it prints its figures

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test
from tests.journal.damaging import Fuzz
from tests.journal.faults import found_wrong
from tests.journal.killing import kill_loop
from tests.journal.life import Harm, Life
from tests.journal.machine import Machine
from tests.journal.making import triggers
from tests.journal.many_at_once import saved_at_once
from tests.journal.ways import PATHS

from smartcli.journal import Journal


def kills(folder: Path, count: int, seed: int) -> tuple[str, Sequence[object]]:
    tally = kill_loop(folder, count, seed=seed)
    said = f"{tally.kills} kills, {tally.acknowledged} said to be saved, {tally.torn} torn lines"
    return said, tally.lost


def fuzz(folder: Path, count: int, seed: int) -> tuple[str, Sequence[object]]:
    loop = Fuzz(folder / "home", seed)
    while loop.inputs < count and not loop.wrong:
        loop.damages()
    return f"{loop.inputs} damaged lines", loop.wrong


def faults(folder: Path, _count: int, _seed: int) -> tuple[str, Sequence[object]]:
    tried, wrong = 0, []
    for name, way in PATHS.items():
        (folder / name).mkdir()
        count, found = found_wrong(folder / name, way)
        tried += count
        wrong += [f"{name}: {one}" for one in found]
    return f"{tried} faults in {len(PATHS)} paths", wrong


def machine(_folder: Path, count: int, _seed: int) -> tuple[str, Sequence[object]]:
    run_state_machine_as_test(Machine, settings=settings(deadline=None, max_examples=count, stateful_step_count=50))
    return f"{count} walks of up to 50 steps", []


def past(_folder: Path, count: int, _seed: int) -> tuple[str, Sequence[object]]:
    for walk in (Life, Harm):
        run_state_machine_as_test(walk, settings=settings(deadline=None, max_examples=count, stateful_step_count=50))
    return f"twice {count} walks of up to 50 steps", []


def many(folder: Path, count: int, _seed: int) -> tuple[str, Sequence[object]]:
    said = saved_at_once(folder / "home", count, 500)
    there = triggers(Journal(folder / "home").entries())
    return f"{len(there)} of {count * 500} entries", sorted(set(said).symmetric_difference(there))


RUNS: dict[str, tuple[Callable[[Path, int, int], tuple[str, Sequence[object]]], int]] = {
    "kills": (kills, 10_000),
    "fuzz": (fuzz, 1_000_000),
    "faults": (faults, 0),
    "machine": (machine, 2000),
    "past": (past, 300),
    "many": (many, 8),
}


def main(name: str = "", count: str = "", seed: str = "") -> int:
    if name not in RUNS:
        print(__doc__)
        return 2
    run, usual = RUNS[name]
    chosen = int(seed or time.time())
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        said, wrong = run(Path(folder), int(count or usual), chosen)
    print(f"{name}: {said}, {len(wrong)} wrong, {time.monotonic() - begun:.0f} s (seed {chosen})")
    for one in wrong[:20]:
        print(f"  {one}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
