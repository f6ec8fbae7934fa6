"""`python3 run.py bench`: measure, and print the table."""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks import before
from benchmarks.peer import VERSION, Peer, install
from benchmarks.table import Result, head, row
from benchmarks.timing import BenchmarkError, Program, compare
from benchmarks.works import MANY, MILLION, Stage, Work, works

FEW = 300  # entries
ROUNDS, QUICK_ROUNDS, LONG_ROUNDS = 15, 3, 3


def main(argv: Sequence[str]) -> int:
    options = read(argv)
    with tempfile.TemporaryDirectory(prefix="smartcli-bench-") as name:
        try:
            report = measure(Path(name), options)
        except BenchmarkError as error:
            print(error, file=sys.stderr)
            return 1
    print(report, end="")
    if options.out:
        options.out.write_text(report, "utf-8")
    return 0


def read(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py bench", description="How fast smartcli is, as ratios of one run.")
    parser.add_argument("--quick", action="store_true", help="three rounds and 300 entries only; for a first look")
    parser.add_argument("--rounds", type=int, help="how often each piece of work is timed (usually 15)")
    parser.add_argument("--no-peer", action="store_true", help="without jrnl, which has to be downloaded")
    parser.add_argument("--against", metavar="REV", help="beside smartcli as it was at a commit, taking turns with it")
    parser.add_argument("--only", metavar="WORDS", default="", help="only the work whose name holds these words")
    parser.add_argument("--million", action="store_true", help="also what reads all of a journal of 1,000,000 entries")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the table to a file too")
    return parser.parse_args(argv)


def surroundings(folder: Path) -> dict[str, str]:
    """No settings of the person who measures, and nothing of theirs in reach."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "TMPDIR")}
    return kept | {
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        "PYTHONPATH": str(before.ROOT / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",  # all is compiled already
    }


def measure(folder: Path, options: argparse.Namespace) -> str:
    environ = surroundings(folder)
    before.make_ready(before.ROOT)
    was = before.checkout(options.against, folder / "before") if options.against else None
    peer = None if options.no_peer else install(folder / "peer")
    usable = peer if peer and not peer.problem else None
    stages = [Stage(folder / str(count), count, environ, usable) for count in ([FEW] if options.quick else [FEW, MANY])]
    million = Stage(folder / str(MILLION), MILLION, environ, None)
    last = datetime.now(UTC) - timedelta(hours=1)
    for stage in [*stages, *([million] if options.million else [])]:
        say(f"writing {stage.entries:,} entries")
        stage.prepare(last)
    rounds = options.rounds or (QUICK_ROUNDS if options.quick else ROUNDS)
    bare = Program([sys.executable, "-c", "pass"], environ)
    pieces = [(work, rounds) for work in works(stages)]
    if options.million:
        pieces += [(work, min(rounds, LONG_ROUNDS)) for work in million.whole()]
    chosen = [(work, times) for work, times in pieces if options.only in work.name]
    has_before = was is not None
    rows = [row(result, before=has_before) for result in results(chosen, bare, was)]
    return heading(rounds, peer, options.against) + head(before=has_before) + "".join(rows)


def results(pieces: Iterable[tuple[Work, int]], bare: Program, was: Path | None) -> Iterator[Result]:
    for work, rounds in pieces:
        say(f"{work.name}, {work.entries:,} entries")
        earlier = before.of(was, work.ours) if was and work.is_ours else None
        programs = [program for program in (earlier, work.ours, work.theirs) if program]
        found = compare(bare, programs, rounds)
        old = found.pop(0) if earlier else None
        ours, *theirs = found
        yield Result(
            work,
            ours.beside_bare(),
            theirs[0].beside_bare() if theirs else None,
            ours.peak,
            ours.beside(old) if old else None,
            old.peak if old else 0,
        )


def heading(rounds: int, peer: Peer | None, revision: str | None) -> str:
    beside = f"beside jrnl {VERSION} on the same entries"
    if peer is None or peer.problem:
        beside = f"without jrnl ({peer.problem if peer else 'not asked for'})"
    if revision:
        beside += f", and taking turns with smartcli of {revision}"
    return (
        f"Medians of {rounds} paired runs (least–most) in processor time (first words: on the clock), as multiples of "
        f"a bare `python -c pass` started right before, {beside}. "
        f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors.\n\n"
    )


def say(what: str) -> None:
    print(f"bench: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
