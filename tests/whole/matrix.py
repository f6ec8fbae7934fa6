"""Every command, every call of it, every error: what is said afterwards, and what is so."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.whole import contract, snapshot
from tests.whole.bench import Bench, Tally, benches
from tests.whole.chosen import chosen
from tests.whole.contract import Case
from tests.whole.lines import Line
from tests.whole.shim import ERRORS, Plan

SHORT = ("ENOSPC", "EDQUOT", "EIO")  # with which a write may take a part first
LASTING = 3  # of so many faults, one lasts


def plans(bench: Bench, seed: int) -> Iterator[Plan]:
    """Each error at each call, once or lasting by turns; a write that takes a half first, too."""
    for number, (kind, _path) in enumerate(bench.calls):
        for place, error in enumerate(ERRORS):
            yield Plan(number, error, lasting=(number + place + seed) % LASTING == 0)
        if kind == "write":
            yield Plan(number, SHORT[(number + seed) % len(SHORT)], half=True, lasting=True)


def wrong(bench: Bench, plan: Plan) -> Iterator[str]:
    """One fault, and a second try without it."""
    bench.lays()
    ended = bench.runs(plan)
    if not ended.is_reached:
        return
    held = snapshot.taken(bench.folder)
    is_same = bench.is_untouched(held)  # then a second try is as the first would have been
    there = bench.before if is_same else bench.looks(held)
    call = bench.calls[plan.number]
    yield from contract.wrong(Case(bench.line, plan, call, ended, bench.usual, bench.before, there, bench.after))
    if not is_same:
        yield from bench.goes_on(held, there)


def faults(
    folder: Path, lines: Sequence[Line], *, share: int = 1, seed: int = 1, part: int = 0, parts: int = 1
) -> Tally:
    """All lines in all their forms. share: of so many cases one, by chance. part of parts: see `benches`."""
    tally = Tally()
    for bench in benches(folder, lines, tally, part, parts):
        for plan in chosen(bench, plans(bench, seed), share, seed):
            tally.note(bench, plan, wrong(bench, plan))
    return tally
