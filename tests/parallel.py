"""The whole suite on all cores at once, and without a network where that can be had: python -m tests.parallel.

Every worker is a pytest of its own. Each takes the next file that nobody has begun, until none is left, so that all end
at about the same time. Their words come one after the other, and the exit code is the worst one. pytest-xdist would do
the same with two packages more to trust and keep; what is needed of it is the thirty lines below.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import groupby
from pathlib import Path

import pytest
from tests import without_network

# Begun first: whoever begins one of them last keeps all others waiting. It does no harm to leave one out.
LONGEST = [
    "tests/journal/test_faults.py",
    "tests/journal/test_kills.py",
    "tests/asking/interrupted/test_interrupted.py",
    "tests/asking/prompts/test_prompts.py",
    "tests/privacy/test_terminal_is_not_commanded.py",
    "tests/asking/prompts/test_terminal.py",
    "tests/privacy/test_modes.py",
    "tests/privacy/test_errors.py",
    "tests/test_program.py",
    "tests/asking/prompts/test_keyboard.py",
    "tests/asking/prompts/test_real_terminal.py",
    "tests/asking/test_passphrases.py",
]
# What fetches packages, as somebody does who starts it for the first time. All else is run without any network.
NEED_IT = ["tests/test_run.py"]
MEMORY = Path("/dev/shm")
NAME, HELD = "sc-", "held"  # a folder for all that tests leave, and the file locked while one runs
ENOUGH = 2 << 30  # bytes: all that the suite leaves behind, several times over


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--share", metavar="FOLDER", help="leave out files that another pytest with this folder has begun")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run what nobody else has begun, a file at a time."""
    folder = session.config.getoption("share")
    if folder is None or session.testsfailed:  # a file that cannot be loaded: pytest says so
        return None
    for name, items in files(session.items):
        if not is_ours(Path(folder, name.replace("/", "+"))):
            continue
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.shouldfail:
                raise session.Failed(session.shouldfail)
            if session.shouldstop:
                raise session.Interrupted(session.shouldstop)
    return True


def files(items: list[pytest.Item]) -> Iterator[tuple[str, list[pytest.Item]]]:
    """The tests of each file, the longest files first."""
    found = {name: list(several) for name, several in groupby(items, lambda item: item.nodeid.split("::")[0])}
    first = [name for name in LONGEST if name in found]
    yield from ((name, found[name]) for name in dict.fromkeys([*first, *found]))


def is_ours(mark: Path) -> bool:
    """Whether nobody was quicker to begin what this mark stands for."""
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def place() -> str | None:
    """Where the files of the tests lie, unless TMPDIR says it: in memory, where there is enough of it.

    Saving waits for the disk each time, and thousands of times here. What a disk keeps when the power is cut is not
    shown by waiting for one: see tests/journal/power.py.
    """
    if "TMPDIR" in os.environ:
        return None
    try:
        there = os.statvfs(MEMORY)
    except (AttributeError, OSError):
        return None
    is_fit = os.access(MEMORY, os.W_OK) and not there.f_flag & os.ST_NOEXEC
    return str(MEMORY) if is_fit and there.f_bavail * there.f_frsize > ENOUGH else None


@contextmanager
def folder_for_all(among: str | None) -> Iterator[str]:
    """A folder for what the tests leave behind, gone afterwards; what a run that was killed has left goes first.

    Memory is not given back by itself, as a disk's space need not be.
    """
    for left in Path(among or tempfile.gettempdir()).glob(f"{NAME}*/{HELD}"):
        with suppress(OSError), left.open("a") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)  # BlockingIOError: somebody is at it
            shutil.rmtree(left.parent, ignore_errors=True)
    with (
        tempfile.TemporaryDirectory(prefix=NAME, dir=among, ignore_cleanup_errors=True) as folder,
        Path(folder, HELD).open("a") as held,
    ):
        fcntl.flock(held, fcntl.LOCK_EX)
        yield folder


def ended(workers: list[subprocess.Popen[bytes]]) -> list[int]:
    """The exit codes of all. Ctrl-C reaches each of them as well, so they are only waited for."""
    try:
        return [worker.wait() for worker in workers]
    except KeyboardInterrupt:
        return [worker.wait() for worker in workers]


def shared_out(command: list[str], workers: int, *, is_whole: bool) -> tuple[str, list[list[str]]]:
    """Where the suite runs, as a sentence, and what each worker is started with."""
    if why_not := without_network.why_not():
        return f"With the network there is, since an empty one {why_not}.", [command] * workers
    if not is_whole:
        return "In an empty network.", [without_network.inside(command)] * workers
    within = without_network.inside([*command, *(f"--ignore={name}" for name in NEED_IT)])
    return f"In an empty network, all but {', '.join(NEED_IT)}.", [*[within] * workers, [*command, *NEED_IT]]


def main(*arguments: str) -> int:
    workers = (os.cpu_count() or 1) + 1  # one more than cores: many a test waits for a terminal, or for a pause to end
    with folder_for_all(place()) as folder, ExitStack() as open_files:
        marks = Path(folder, "begun")
        marks.mkdir()
        options = ["-p", "no:cacheprovider", "-p", "tests.parallel", f"--share={marks}"]  # all would write one cache
        command, environ = [sys.executable, "-m", "pytest", *options, *arguments], {**os.environ, "TMPDIR": folder}
        where, commands = shared_out(command, workers, is_whole=not arguments)
        sys.stdout.write(f"{where}\n")
        sys.stdout.flush()
        said = [None, *(open_files.enter_context(tempfile.TemporaryFile()) for _other in commands[1:])]
        running = [
            subprocess.Popen(each, stdout=out, stderr=out, env=environ)
            for each, out in zip(commands, said, strict=True)
        ]
        codes = ended(running)
        for out in filter(None, said):
            out.seek(0)
            shutil.copyfileobj(out, sys.stdout.buffer)
    return max(codes, key=abs)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
