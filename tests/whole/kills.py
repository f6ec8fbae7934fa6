"""Every command that writes, killed at each of its writes: what was said to be saved is there, and it goes on."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.whole import contract
from tests.whole.bench import Bench, Tally, benches
from tests.whole.forked import KILLED
from tests.whole.lines import Line
from tests.whole.seen import Seen
from tests.whole.shim import CHANGING, Plan

LOOKED = (0, 1, 3)  # doctor's exit codes: all is well, something to look at, damaged


def plans(bench: Bench) -> Iterator[Plan]:
    """Before each call that changes something on the disk, and in the middle of each write."""
    for number, (kind, path) in enumerate(bench.calls):
        if kind in CHANGING and not path.startswith("<"):
            yield Plan(number)
            if kind == "write":
                yield Plan(number, half=True)


def wrong(bench: Bench, plan: Plan) -> Iterator[str]:
    """One kill, then doctor, then the same command again."""
    bench.lays()
    ended = bench.runs(plan)
    if ended.code != KILLED:
        yield f"odd: it was not killed, it ended with {ended.code}"
        return
    there = bench.looks()
    yield from contract.lost(bench.before, there, bench.after)
    asked = bench.runs_beside("doctor")
    if asked.code not in LOOKED or not asked.out.strip() or contract.INSIDE in asked.err:
        yield f"doctor: {asked.code} {asked.err.strip()[:160]}"
    yield from bench.tries_again(there)
    yield from _back(bench, there, bench.looks())


def _back(bench: Bench, there: Seen, now: Seen) -> Iterator[str]:
    """Words that were erased or sealed before the kill and can be read in a place where they could not, after it."""
    for name in ("raw", "opened"):
        for place, sentences in now[name].items():
            usual = {*bench.before[name].get(place, ()), *bench.after[name].get(place, ()), *there[name].get(place, ())}
            if back := set(sentences) - usual:
                yield f"back: {len(back)} sentences in {place}"


def kills(
    folder: Path, lines: Sequence[Line], *, share: int = 1, seed: int = 1, part: int = 0, parts: int = 1
) -> Tally:
    """As matrix.faults."""
    tally = Tally()
    for bench in benches(folder, [line for line in lines if line.writes], tally, part, parts):
        chance = random.Random(f"{seed} {bench.title}")
        for plan in plans(bench):
            if share == 1 or not chance.randrange(share):
                tally.note(bench, plan, wrong(bench, plan))
    return tally
