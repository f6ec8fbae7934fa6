import os
import random
from pathlib import Path

import pytest
from tests.journal.making import entry, python, segments, triggers

from smartcli.journal import Journal

# Waits until all are ready, then saves so many entries as fast as it can, telling of each when it is saved.
SAVE = """
import sys
from pathlib import Path
from smartcli.journal import Journal
from tests.journal.making import entry
home, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
sys.stdin.read(1)
for number in range(count):
    Journal(home).append(entry(f"{name}-{number}"))
    print(f"{name}-{number}", flush=True)
"""


def saved_at_once(home: Path, processes: int, each: int) -> list[str]:
    """Start all, let them go together, and give back what each said it had saved."""
    start, go = os.pipe()
    running = [python(SAVE, home, name, each, stdin=start) for name in range(processes)]
    os.close(start)
    os.write(go, b"!" * processes)
    os.close(go)
    said = [process.communicate()[0].decode().split() for process in running]
    assert [process.returncode for process in running] == [0] * processes
    return [name for names in said for name in names]


def test_w4_twelve_that_save_at_once_as_their_first_entry_keep_all_twelve(tmp_path):
    said = saved_at_once(tmp_path / "home", 12, 1)
    assert len(said) == 12
    assert sorted(triggers(Journal(tmp_path / "home").entries())) == sorted(said)


def test_w4_four_that_save_many_lose_nothing_and_share_one_segment(tmp_path):
    said = saved_at_once(tmp_path / "home", 4, 50)
    journal = Journal(tmp_path / "home")
    assert sorted(triggers(journal.entries())) == sorted(said)
    assert len(said) == 200
    assert journal.unreadable == 0
    assert len(segments(tmp_path / "home")) == 1


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_w2_w3_what_was_said_to_be_saved_survives_kill_9(tmp_path):
    """Twenty kills here; the long run has more."""
    home = tmp_path / "home"
    chance = random.Random(1)
    said: list[str] = []
    for number in range(20):
        process = python(SAVE, home, f"round{number}", 1_000_000)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"!")
        process.stdin.flush()
        said += [process.stdout.readline().decode().strip() for _ in range(chance.randint(1, 12))]
        process.kill()
        rest = process.communicate()[0].decode().split("\n")
        said += rest[:-1]  # the last may be half a word
    kept = triggers(Journal(home).entries())
    assert set(said) - set(kept) == set()
    assert len(said) >= 20
    Journal(home).append(entry("and it goes on", minutes=60))
    assert triggers(Journal(home).latest())[0] == "and it goes on"
