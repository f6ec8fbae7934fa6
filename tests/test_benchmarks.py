"""The benchmarks do the work they time, on entries the program itself would have written. No time is asserted."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import run
from benchmarks import before
from benchmarks.entries import RARE, write_jrnl, write_life, write_smartcli
from benchmarks.table import Result, head, row
from benchmarks.timing import BenchmarkError, Program, Ratios, Runs, Took, compare, once, prove
from benchmarks.works import Goal, Work

from smartcli.journal import Journal

ROOT = Path(run.__file__).parent
LAST = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


def program(code: str, says: str = "", *, first_words: bool = False, on_screen: bool = False) -> Program:
    return Program([sys.executable, "-c", code], os.environ, says, first_words, on_screen)


def test_the_journal_that_is_measured_is_one_the_program_reads_whole(tmp_path: Path) -> None:
    write_smartcli(tmp_path, 4000, LAST)
    journal = Journal(tmp_path)
    entries = journal.entries()
    assert (len(entries), entries[-1].at, journal.unreadable) == (4000, "2026-11-22T19:00:00.000000+00:00", 0)
    assert len(list(tmp_path.glob("journal/*/*.jsonl"))) == 2
    assert len(list(journal.search([RARE]))) == 40


def test_what_the_log_tells_is_measured_with_somebody_who_wrote_about_as_much(tmp_path: Path) -> None:
    write_life(tmp_path / "life", 400, LAST)
    entries = Journal(tmp_path / "life").entries()
    assert 300 < len(entries) < 500
    assert max(entry.day for entry in entries) <= "2026-11-21"


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
    found = [runs.beside_bare() for runs in compare(program("pass"), programs, rounds=2)]
    assert [ratios.least <= ratios.middle <= ratios.most for ratios in found] == [True, True]


def test_what_a_run_takes_of_the_processor_and_of_memory_is_its_own() -> None:
    large = bytearray(200_000_000)  # of this process, which starts it
    took = once(program("bytearray(50_000_000)"))
    assert 50_000_000 < took.peak < len(large)
    assert took.processor > 0


def test_on_a_screen_the_words_are_waited_for_and_then_it_is_ended() -> None:
    asks = "import time; print('\\x1b[1mHow\\x1b[2Care you?', flush=True); time.sleep(50)"
    took = once(program(asks, "How are you?", on_screen=True))
    assert took.clock < 50
    with pytest.raises(BenchmarkError):
        once(program("print('Well.')", "How are you?", on_screen=True))
    with pytest.raises(BenchmarkError):
        once(program("raise SystemExit(3)"))


def test_what_a_program_is_to_start_without_is_taken_away_before_each_run(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    alone = replace(program(f"import os; os.mkdir({str(kept)!r})"), without=kept)
    assert len(compare(program("pass"), [alone], rounds=2)[0].took) == 2
    assert kept.exists()


def test_the_processor_counts_and_for_first_words_the_clock() -> None:
    new, old = Took(clock=3, processor=1, peak=5), Took(clock=2, processor=4, peak=7)
    ended, said = (Runs(program("", first_words=is_first), [new, old], [new, new]) for is_first in (False, True))
    other = Runs(program(""), [old, old])
    assert (ended.beside(other).least, said.beside(other).most, ended.peak) == (0.25, 1.5, 7)
    assert ended.beside_bare() == Ratios(2.5, 1, 4)


def test_an_earlier_smartcli_is_started_from_files_of_its_own(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("no history here: this is not a checkout")
    root = before.checkout("HEAD", tmp_path)
    code = "import smartcli; from smartcli.exercises import content; print(smartcli.__file__, content.data())"
    prove(before.of(root, program(code, says=f"{root / 'src' / 'smartcli' / '__init__.py'} {root / 'data'}")))
    assert list(root.glob("src/smartcli/__pycache__/__main__.*.pyc"))
    with pytest.raises(BenchmarkError):
        before.checkout("no-such-commit", tmp_path)


def test_a_row_says_what_was_reached() -> None:
    work = Work("export json", 36_500, program(""), program(""), Goal(25, 3.4))
    assert row(Result(work, Ratios(20.5, 20, 26.25), Ratios(61.5, 60, 70), 20_900_000)) == (
        "| export json | 36,500 | 20.50 (20.00–26.25) | ≤ 25 | yes | 61.50 (60.00–70.00) | 3.0 | ≥ 3.4 | no | 21 |\n"
    )
    alone = Result(Work("where", 300, program("")), Ratios(6, 5, 7), None, 9_000_000)
    cells = "| where | 300 | 6.00 (5.00–7.00) | – | – | – | – | – | – | 9 |"
    assert (row(alone), row(alone, before=True)) == (f"{cells}\n", f"{cells} – | – |\n")


def test_a_row_has_a_cell_for_each_heading() -> None:
    work = Work("where", 300, program(""))
    result = Result(work, Ratios(6, 5, 7), None, 9_000_000, Ratios(0.75, 0.5, 1), 10_000_000)
    for has_before in (False, True):
        table = head(before=has_before) + row(result, before=has_before)
        assert len({line.count("|") for line in table.splitlines()}) == 1
    assert row(result, before=True).endswith("| 9 | 0.75 (0.50–1.00) | 10 |\n")


def bench(*options: str) -> tuple[int, list[list[str]]]:
    command = [sys.executable, *run.BENCHMARKS, "--quick", "--rounds", "1", "--no-peer", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    rows = [line.strip("| ").split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")]
    return done.returncode, rows[1:]


def test_the_benchmarks_run_through() -> None:
    code, rows = bench()
    assert (code, [cells[:2] for cells in rows]) == (
        0,
        [
            ["--version", "300"],
            ["help-now, all of it", "300"],
            ["urge, its first words", "300"],
            ["where", "300"],
            ["Typer alone, told to list", "–"],
            ["exercises list", "300"],
            ["checkin, until it has asked", "300"],
            ["journal list (the last 20)", "300"],
            ["journal search", "300"],
            ["home, no terminal", "300"],
            ["points", "300"],
            ["export csv", "300"],
            ["export csv --wide", "300"],
            ["export json", "300"],
            ["insights", "300"],
            ["insights, cold", "300"],
            ["insights, life", "300"],
            ["insights, cold, life", "300"],
            ["insights --last all, life", "300"],
            ["visit --answers", "300"],
            ["insights, sealed", "300"],
            ["insights, cold, sealed", "300"],
            ["journal list, sealed", "300"],
            ["save a check-in, sealed", "300"],
            ["save a check-in", "300"],
        ],
    )


def test_the_benchmarks_set_an_earlier_commit_beside() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("no history here: this is not a checkout")
    code, rows = bench("--against", "HEAD", "--only", "list")
    assert (code, [(cells[0], len(cells)) for cells in rows]) == (
        0,
        [
            ("Typer alone, told to list", 12),
            ("exercises list", 12),
            ("journal list (the last 20)", 12),
            ("journal list, sealed", 12),
        ],
    )
    assert (rows[0][10], "–" in rows[1][10], "–" in rows[2][10]) == ("–", True, True)
    assert rows[1][10] != "–"
    assert bench("--against", "no-such-commit")[0] == 1
