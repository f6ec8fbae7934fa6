"""The suite in another place and at another time: no test may hang on where and when it runs.

python -m tests.anywhere [--when 2028-02-29T23:30] [--zone Pacific/Kiritimati] [--order SEED] [WORDS]

Further words go to pytest: files, -k, --durations. All lies in a folder with a long name, blanks and dots in it; the
tests come in an order of the seed; the clock shows `when` at the start, in that zone, and goes on from there, for
all that is started too. That takes a C compiler and a loader that knows LD_PRELOAD.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from math import ceil
from pathlib import Path
from zoneinfo import ZoneInfo

from tests import parallel

AHEAD, LOADED = "CLOCK_AHEAD", "LD_PRELOAD"
LONG = 150  # signs of a folder's name: paths in sentences are broken elsewhere, and are longer than a socket's may be
CLOCK = Path(__file__).with_name("other_clock.c")


def named(folder: Path) -> Path:
    """A folder below this one: its name is long, with what a shell, a pattern or a suffix might stumble over."""
    deep = folder / "a place.with blanks" / "and dots."
    missing = LONG - len(str(deep)) - 1
    made = deep / ("x" * missing) if missing > 0 else deep
    made.mkdir(parents=True)
    return made


def clock(folder: Path, when: datetime) -> dict[str, str]:
    """What makes the clock of a process show this moment now. SystemExit: it cannot be made here."""
    made = folder / "other_clock.so"
    compiler = shutil.which("cc")
    if compiler is None:
        sys.exit("Another time needs a C compiler (cc).")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(made), str(CLOCK), "-ldl"], check=True)
    return {AHEAD: str(ceil(when.timestamp() - datetime.now(when.tzinfo).timestamp())), LOADED: str(made)}


@contextmanager
def environ(zone: str, when: str) -> Iterator[dict[str, str]]:
    """The surroundings, for as long as it takes."""
    with parallel.folder_for_all(parallel.place()) as folder:
        moment = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(zone))
        place = named(Path(folder))
        yield {**os.environ, "TZ": zone, "TMPDIR": str(place), **clock(Path(folder), moment)}


def main(*arguments: str) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.anywhere")
    parser.add_argument("--when", default="2028-02-29T23:30")
    parser.add_argument("--zone", default="Pacific/Kiritimati")
    parser.add_argument("--order", default="1")
    given, words = parser.parse_known_args(arguments)
    with environ(given.zone, given.when) as surroundings:
        command = [sys.executable, "-m", "tests.parallel", f"--shuffle={given.order}", *words]
        return subprocess.run(command, env=surroundings).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
