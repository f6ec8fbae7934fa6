"""A command that is killed at any of its writes. All of them in the long run: tests.long killed."""

from pathlib import Path

import pytest
from tests.whole import forked, kills, snapshot
from tests.whole.bench import OLD, Bench
from tests.whole.homes import Prepared
from tests.whole.lines import PLAIN, WRITING
from tests.whole.shim import Plan

SOME = [line for line in WRITING if line.home == "used"][::4]
SHARE = 12  # of so many kills one is tried in the suite


def test_wherever_a_command_is_killed_what_was_saved_is_there_and_it_goes_on(tmp_path: Path) -> None:
    tally = kills.kills(tmp_path / "case", SOME, share=SHARE)
    assert tally.found == []
    assert tally.cases > 20


@pytest.mark.parametrize("argv", ["settings change --day-ends 3", "journal list", "cards"])
def test_what_a_kill_left_half_written_goes_at_the_next_run_that_reads_or_changes(tmp_path: Path, argv: str) -> None:
    forked.load_all()
    line = next(line for line in WRITING if line.argv == "settings change --day-ends 3")
    tried = Bench(tmp_path / "case", line, Prepared(tmp_path / "case", line.home, PLAIN), PLAIN)
    number = next(place for place, (kind, path) in enumerate(tried.calls) if kind == "fsync" and ".settings" in path)
    tried.lays()
    assert tried.runs(Plan(number)).code == forked.KILLED
    assert tried.looks()["temporary"]
    snapshot.age(tried.folder, OLD)
    assert tried.runs_beside(*argv.split()).code == 0
    assert tried.looks()["temporary"] == []
