import os
from pathlib import Path

from tests.journal.making import python, triggers

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


def test_w4_eight_that_save_five_hundred_each_keep_all_four_thousand(tmp_path):
    said = saved_at_once(tmp_path / "home", 8, 500)
    journal = Journal(tmp_path / "home")
    entries = journal.entries()
    assert sorted(triggers(entries)) == sorted(said)
    assert len(said) == 4000
    assert journal.unreadable == 0
    ids = [entry.id for entry in entries]
    assert ids == sorted(set(ids))
