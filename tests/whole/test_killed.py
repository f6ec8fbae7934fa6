"""A command that is killed at any of its writes. All of them in the long run: tests.long killed."""

from pathlib import Path

from tests.whole import kills
from tests.whole.lines import WRITING

SOME = [line for line in WRITING if line.home == "used"][::4]
SHARE = 12  # of so many kills one is tried in the suite


def test_wherever_a_command_is_killed_what_was_saved_is_there_and_it_goes_on(tmp_path: Path) -> None:
    tally = kills.kills(tmp_path / "case", SOME, share=SHARE)
    assert tally.found == []
    assert tally.cases > 20
