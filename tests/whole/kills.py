"""Every command that writes, killed at each of its writes: what was said to be saved is there, and it goes on."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.whole import contract
from tests.whole.bench import Bench, Tally, benches
from tests.whole.chosen import chosen
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
    """One kill, then doctor, then the command that it names, or the same again."""
    bench.lays()
    ended = bench.runs(plan)
    if ended.code != KILLED:  # it came not so far: what it tries first is chance
        return
    there = bench.looks()
    yield from contract.lost(bench.before, there, bench.after)
    asked = bench.runs_beside("doctor")
    if asked.code not in LOOKED or not asked.out.strip() or contract.INSIDE in asked.err:
        yield f"doctor: {asked.code} {asked.err.strip()[:160]}"
    named = FINISHES.search(" ".join(asked.out.split()))
    yield from bench.tries_again(there, finishes=named[1] if named else "")
    yield from _back(bench, there, bench.looks())


FINISHES = re.compile(
    r"begun and not finished\. (?:Next: )?smartcli "
    r"((?:forget|lock|unlock)(?: --[a-z-]+)?|settings journal-folder (?:--back|/[^ ]+))"
)


def _back(bench: Bench, there: Seen, now: Seen) -> Iterator[str]:
    """Words that were to be erased, or sealed, and after the kill come to a place where they were not."""
    for name in ("raw", "opened"):
        gone = _all(bench.before[name]) - _all(bench.after[name])
        for place, sentences in now[name].items():
            if back := (set(sentences) & gone) - set(there[name].get(place, ())):
                yield f"back: {len(back)} sentences in {place}"


def _all(places: dict[str, list[bytes]]) -> set[bytes]:
    return {sentence for some in places.values() for sentence in some}


def kills(
    folder: Path, lines: Sequence[Line], *, share: int = 1, seed: int = 1, part: int = 0, parts: int = 1
) -> Tally:
    """As matrix.faults."""
    tally = Tally()
    for bench in benches(folder, [line for line in lines if line.writes], tally, part, parts):
        for plan in chosen(bench, plans(bench), share, seed):
            tally.note(bench, plan, wrong(bench, plan))
    return tally
