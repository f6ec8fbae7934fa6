"""The benchmarks do the work they time, on entries the program itself would have written. No time is asserted."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import run
from benchmarks.entries import RARE, write_jrnl, write_smartcli
from benchmarks.table import Result, row
from benchmarks.timing import BenchmarkError, Program, Ratios, compare, prove
from benchmarks.works import Goal, Work

from smartcli.journal import Journal

LAST = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


def program(code: str, says: str = "", *, first_words: bool = False) -> Program:
    return Program([sys.executable, "-c", code], os.environ, says, first_words)


def test_the_journal_that_is_measured_is_one_the_program_reads_whole(tmp_path: Path) -> None:
    write_smartcli(tmp_path, 4000, LAST)
    journal = Journal(tmp_path)
    entries = journal.entries()
    assert (len(entries), entries[-1].at, journal.unreadable) == (4000, "2026-11-22T19:00:00.000000+00:00", 0)
    assert len(list(tmp_path.glob("journal/*/*.jsonl"))) == 2
    assert len(list(journal.search([RARE]))) == 40


def test_jrnl_is_given_the_same_words(tmp_path: Path) -> None:
    write_jrnl(tmp_path / "jrnl.txt", 2, LAST)
    assert (tmp_path / "jrnl.txt").read_text("utf-8") == (
        "[2026-11-22 16:36] urge-log\nWhat set it off? a hard call\nHow strong? 0\nWhat helped? saw the lighthouse\n\n"
        "[2026-11-22 19:00] urge-log\nWhat set it off? on the bus\nHow strong? 1\nWhat helped? saw the sea\n\n"
    )


def test_a_program_that_fails_is_not_timed() -> None:
    prove(program("print('done')", says="done"))
    for broken in [program("raise SystemExit(3)"), program("print('other')", says="done")]:
        with pytest.raises(BenchmarkError):
            prove(broken)


def test_each_program_is_compared_with_a_bare_start() -> None:
    programs = [program("print(1)"), program("print(1)", first_words=True)]
    found = compare(program("pass"), programs, rounds=2)
    assert [ratios.least <= ratios.middle <= ratios.most for ratios in found] == [True, True]


def test_a_row_says_what_was_reached() -> None:
    work = Work("export json", 36_500, program(""), program(""), Goal(25, 3.4))
    assert row(Result(work, Ratios(20.5, 20, 26.25), Ratios(61.5, 60, 70))) == (
        "| export json | 36,500 | 20.50 (20.00–26.25) | ≤ 25 | yes | 61.50 (60.00–70.00) | 3.0 | ≥ 3.4 | no |\n"
    )
    alone = Work("where", 300, program(""), None, Goal())
    assert row(Result(alone, Ratios(6, 5, 7), None)) == "| where | 300 | 6.00 (5.00–7.00) | – | – | – | – | – | – |\n"


def test_the_benchmarks_run_through() -> None:
    command = [sys.executable, *run.BENCHMARKS, "--quick", "--rounds", "1", "--no-peer"]
    done = subprocess.run(command, cwd=Path(run.__file__).parent, capture_output=True, text=True)
    rows = [line.split(" | ")[:2] for line in done.stdout.splitlines() if line.startswith("| ")]
    assert (done.returncode, rows[1:]) == (
        0,
        [
            ["| --version", "300"],
            ["| help-now, all of it", "300"],
            ["| urge, its first words", "300"],
            ["| where", "300"],
            ["| journal list (the last 20)", "300"],
            ["| journal search", "300"],
            ["| export json", "300"],
            ["| save a check-in", "300"],
        ],
    )
