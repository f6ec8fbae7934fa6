"""Start programs and time them, each beside a bare Python started in the same moment."""

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Program:
    """A command line with what surrounds it. first_words: only the time until something is said counts."""

    command: Sequence[str]
    environ: Mapping[str, str]
    says: str = ""  # stands in what it prints, or the times would be those of a failure
    first_words: bool = False


@dataclass(frozen=True)
class Ratios:
    """How many times a bare Python's start a program took, over some rounds."""

    middle: float
    least: float
    most: float


class BenchmarkError(Exception):
    """A program did not do the work that was to be timed."""


def compare(bare: Program, programs: Sequence[Program], rounds: int) -> list[Ratios]:
    """The programs take turns, each right after a bare start, so that a busy moment meets both."""
    for program in programs:
        prove(program)
    found: list[list[float]] = [[] for _ in programs]
    for _ in range(rounds):
        for ratios, program in zip(found, programs, strict=True):
            floor = seconds(bare)
            ratios.append(seconds(program) / floor)
    return [Ratios(median(ratios), min(ratios), max(ratios)) for ratios in found]


def prove(program: Program) -> None:
    """Run it once, which also fills every cache, and see that it does what it is timed for."""
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


def seconds(program: Program) -> float:
    timed: Callable[[Program], float] = until_first_words if program.first_words else until_end
    return timed(program)


def until_end(program: Program) -> float:
    null = subprocess.DEVNULL
    start = perf_counter()
    subprocess.run(program.command, env=program.environ, stdin=null, stdout=null, stderr=null, check=True)
    return perf_counter() - start


def until_first_words(program: Program) -> float:
    null, pipe = subprocess.DEVNULL, subprocess.PIPE
    start = perf_counter()
    with subprocess.Popen(program.command, env=program.environ, stdin=null, stdout=pipe, stderr=null) as process:
        assert process.stdout is not None
        words = os.read(process.stdout.fileno(), 1)
        taken = perf_counter() - start
        process.stdout.read()
    if not words:
        raise BenchmarkError(f"{' '.join(program.command)} said nothing")
    return taken
