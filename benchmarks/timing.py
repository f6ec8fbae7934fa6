"""Start programs and measure them, each beside a bare Python started in the same moment."""

import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ONCE = [sys.executable, "-I", "-S", str(Path(__file__).with_name("once.py"))]


@dataclass(frozen=True)
class Program:
    """A command line with what surrounds it.

    first_words: only the time until something is said counts. on_screen: it sits at a terminal, and the time until
    `says` stands there counts; then it is ended. without: a file or folder that is taken away first. behind: what is
    run once before all, for what this one keeps for the next run only bit by bit.
    """

    command: Sequence[str]
    environ: Mapping[str, str]
    says: str = ""  # stands in what it prints, or the times would be those of a failure
    first_words: bool = False
    on_screen: bool = False
    without: Path | None = None
    behind: Sequence[str] = ()


@dataclass(frozen=True)
class Took:
    """What one run took: seconds on the clock (until the first words, where those count) and of processor time."""

    clock: float
    processor: float
    peak: int  # bytes of memory at the most


@dataclass(frozen=True)
class Ratios:
    """How many times as long one program took as another, over some rounds."""

    middle: float
    least: float
    most: float


@dataclass(frozen=True)
class Runs:
    """All runs of a program, with the bare start before each."""

    program: Program
    took: list[Took] = field(default_factory=list)
    bare: list[Took] = field(default_factory=list)

    @property
    def peak(self) -> int:
        return max(run.peak for run in self.took)

    def beside_bare(self) -> Ratios:
        return self._ratios(self.bare)

    def beside(self, other: "Runs") -> Ratios:
        """The runs of the same rounds, pair by pair."""
        return self._ratios(other.took)

    def _ratios(self, others: Iterable[Took]) -> Ratios:
        pairs = zip(self.took, others, strict=True)
        ratios = [self._seconds(took) / self._seconds(other) for took, other in pairs]
        return Ratios(median(ratios), min(ratios), max(ratios))

    def _seconds(self, took: Took) -> float:
        """First words are waited for, so the clock counts; else the processor, which others do not hold up."""
        return took.clock if self.program.first_words or self.program.on_screen else took.processor


class BenchmarkError(Exception):
    """A program did not do the work that was to be timed."""


def compare(bare: Program, programs: Sequence[Program], rounds: int) -> list[Runs]:
    """The programs take turns, each right after a bare start, so that a busy moment meets both.

    Every other round goes the other way: what the one before leaves behind is met by each.
    """
    for program in programs:
        prove(program)
    found = [Runs(program) for program in programs]
    for number in range(rounds):
        for runs in found[::-1] if number % 2 else found:
            runs.bare.append(once(bare))
            runs.took.append(once(runs.program))
    return found


def prove(program: Program) -> None:
    """Run it once, which also fills every cache, and see that it does what it is timed for."""
    if program.behind:
        subprocess.run(program.behind, env=program.environ, stdout=subprocess.DEVNULL, check=True)
    take_away(program)
    if program.on_screen:  # there only the words are looked at, and each run waits for them
        once(program)
        return
    done = subprocess.run(
        program.command,
        env=program.environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,  # judged below
    )
    if done.returncode != 0 or program.says not in done.stdout:
        tail = "\n".join(done.stdout.splitlines()[-5:])
        raise BenchmarkError(f"{' '.join(program.command)} ended with {done.returncode}:\n{tail}")


def take_away(program: Program) -> None:
    """What it is to start without."""
    if program.without and program.without.is_dir():
        shutil.rmtree(program.without)
    elif program.without:
        program.without.unlink(missing_ok=True)


def once(program: Program) -> Took:
    mode = "terminal" if program.on_screen else "pipe" if program.first_words else "end"
    words = program.says if program.on_screen else ""
    command = [*ONCE, mode, words, *program.command]
    take_away(program)
    done = subprocess.run(command, env=program.environ, capture_output=True, text=True, check=False)
    said = done.stdout.split()
    if done.returncode != 0 or said[-1:] != ["0"]:
        raise BenchmarkError(f"{' '.join(program.command)} did not do its work. {done.stderr.strip()}")
    clock, processor, peak, _code = said
    return Took(float(clock), float(processor), int(peak))
