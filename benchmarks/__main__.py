"""`python3 run.py bench`: measure, and print the table."""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.peer import VERSION, Peer, install
from benchmarks.table import HEAD, Result, row
from benchmarks.timing import BenchmarkError, Program, compare
from benchmarks.works import MANY, Stage, Work, works


def main(argv: Sequence[str]) -> int:
    options = read(argv)
    with tempfile.TemporaryDirectory(prefix="smartcli-bench-") as name:
        folder = Path(name)
        environ = surroundings(folder)
        peer = None if options.no_peer else install(folder / "peer")
        try:
            report = measure(folder, environ, peer, options)
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
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the table to a file too")
    return parser.parse_args(argv)


def surroundings(folder: Path) -> dict[str, str]:
    """No settings of the person who measures, and nothing of theirs in reach."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH", "SYSTEMROOT", "TMPDIR")}
    return kept | {"HOME": str(folder), "LANG": "C.UTF-8", "TERM": "dumb"}


def measure(folder: Path, environ: dict[str, str], peer: Peer | None, options: argparse.Namespace) -> str:
    usable = peer if peer and not peer.problem else None
    last = datetime.now(UTC) - timedelta(hours=1)
    stages = [Stage(folder / str(count), count, environ, usable) for count in ([300] if options.quick else [300, MANY])]
    for stage in stages:
        say(f"writing {stage.entries:,} entries")
        stage.prepare(last)
    rounds = options.rounds or (3 if options.quick else 15)
    bare = Program([sys.executable, "-c", "pass"], environ)
    rows = [row(result) for result in results(works(stages), bare, rounds)]
    return heading(rounds, peer) + HEAD + "".join(rows)


def results(pieces: Iterator[Work], bare: Program, rounds: int) -> Iterator[Result]:
    for work in pieces:
        say(f"{work.name}, {work.entries:,} entries")
        programs = [program for program in (work.ours, work.theirs) if program]
        ours, *theirs = compare(bare, programs, rounds)
        yield Result(work, ours, theirs[0] if theirs else None)


def heading(rounds: int, peer: Peer | None) -> str:
    beside = f"beside jrnl {VERSION} on the same entries"
    if peer is None or peer.problem:
        beside = f"without jrnl ({peer.problem if peer else 'not asked for'})"
    return (
        f"Medians of {rounds} paired runs (least–most), as multiples of a bare `python -c pass` started right before, "
        f"{beside}. Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors.\n\n"
    )


def say(what: str) -> None:
    print(f"bench: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
