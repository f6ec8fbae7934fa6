"""Many processes that save at the same moment."""

import os
from pathlib import Path

from tests.journal.making import python

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
