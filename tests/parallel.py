"""The whole suite on all cores at once, and without a network where that can be had: python -m tests.parallel.

One pytest collects all tests, which takes a while, and then parts into several workers. Each takes the next file that
nobody has begun, until none is left, so that all end at about the same time. Their words come one after the other, and
the exit code is the worst one. pytest-xdist would do the same with two packages more to trust and keep, and each of its
workers would collect anew.
"""

import fcntl
import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from tests import without_network

# Begun first: whoever begins one of them last keeps all others waiting. It does no harm to leave one out.
LONGEST = [
    "tests/journal/test_faults.py",
    "tests/exchange/test_worksheet_pdf.py",
    "tests/journal/test_power.py",
    "tests/exchange/test_worksheet.py",
    "tests/asking/interrupted/test_waiting.py",
    "tests/keeping/test_cut_off.py",
    "tests/keeping/test_journal_folder_cut_off.py",
    "tests/journal/test_past.py",
    "tests/whole/test_commands.py",
    "tests/exchange/test_visit_page.py",
    "tests/whole/test_killed.py",
    "tests/journal/test_kills.py",
    "tests/privacy/test_terminal_is_not_commanded.py",
    "tests/machines/test_recipes.py",
    "tests/asking/interrupted/test_interrupted.py",
    "tests/asking/prompts/test_prompts.py",
    "tests/commands/test_tomorrow.py",
    "tests/test_portability.py",
    "tests/privacy/test_modes.py",
    "tests/journal/test_damage_fuzz.py",
    "tests/findings/test_lives.py",
    "tests/mutants/test_mutating.py",
    "tests/asking/prompts/test_terminal.py",
    "tests/privacy/test_errors.py",
    "tests/test_program.py",
    "tests/asking/prompts/test_keyboard.py",
    "tests/asking/prompts/test_real_terminal.py",
    "tests/asking/test_passphrases.py",
    "tests/test_odd_homes.py",
    "tests/test_parallel.py",
    "tests/test_benchmarks.py",
]
# What fetches packages, as somebody does who starts it for the first time. All else is run without any network.
NEED_IT = ["tests/test_run.py"]
MEMORY = Path("/dev/shm")
NAME, HELD = "sc-", "held"  # a folder for all that tests leave, and the file locked while one runs
ENOUGH = 2 << 30  # bytes: all that the suite leaves behind, several times over


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--share", metavar="FOLDER", help="run on several cores; the folder holds what they say")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Part, and run what nobody else has begun, a file at a time."""
    folder = session.config.getoption("share")
    if folder is None or session.testsfailed:  # a file that cannot be loaded: pytest says so
        return None
    part(Path(folder), session.config)
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


def part(folder: Path, config: pytest.Config) -> None:
    """Comes back in each worker, and not in the one that waits for them: it tells what they said, and ends."""
    gc.collect()
    gc.freeze()  # or each would copy, and look through again and again, what only stands there
    sys.stdout.flush()
    sys.stderr.flush()
    words = [None, *(folder / f"said-{place}" for place in range(1, workers()))]
    begun = []
    for file in words:
        if not (number := os.fork()):
            _speak(file, config)
            return
        begun.append(number)
    code = max(map(_ended, begun), key=abs)
    for file in filter(None, words):
        with file.open("rb") as said:
            shutil.copyfileobj(said, sys.stdout.buffer)
    sys.stdout.flush()
    os._exit(abs(code))


def _speak(file: Path | None, config: pytest.Config) -> None:
    """What it captures is its own, and what it says goes into the file, where there is one."""
    capturing: Any = config.pluginmanager.getplugin("capturemanager")
    capturing.stop_global_capturing()
    if file:
        own = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(own, 1)
        os.dup2(own, 2)
        os.close(own)
    capturing.start_global_capturing()
    capturing.suspend_global_capture(in_=True)


def _ended(number: int) -> int:
    """Its exit code, below 0 for a signal. Ctrl-C reaches each of them as well, so it is only waited for."""
    while True:
        with suppress(KeyboardInterrupt):
            return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def workers() -> int:
    """One more than cores: many a test waits for a terminal, or for a pause to end."""
    return (os.cpu_count() or 1) + 1


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


def ended(running: list[subprocess.Popen[bytes]]) -> list[int]:
    """The exit codes of all. Ctrl-C reaches each of them as well, so they are only waited for."""
    try:
        return [one.wait() for one in running]
    except KeyboardInterrupt:
        return [one.wait() for one in running]


def shared_out(command: list[str], shared: list[str], *, is_whole: bool) -> tuple[str, list[list[str]]]:
    """Where the suite runs, as a sentence, and what runs it: the command with what makes it part, or beside that one
    without."""
    if why_not := without_network.why_not():
        return f"With the network there is, since an empty one {why_not}.", [[*command, *shared]]
    if not is_whole:
        return "In an empty network.", [without_network.inside([*command, *shared])]
    within = without_network.inside([*command, *shared, *(f"--ignore={name}" for name in NEED_IT)])
    return f"In an empty network, all but {', '.join(NEED_IT)}.", [within, [*command, *NEED_IT]]


def main(*arguments: str) -> int:
    with folder_for_all(place()) as folder, ExitStack() as open_files:
        marks = Path(folder, "begun")
        marks.mkdir()
        options = ["-p", "no:cacheprovider", "-p", "tests.parallel"]  # all would write one cache
        command = [sys.executable, "-m", "pytest", *options, *arguments]
        environ = {**os.environ, "TMPDIR": folder, "OPENBLAS_NUM_THREADS": "1"}  # what has several threads cannot part
        where, commands = shared_out(command, [f"--share={marks}"], is_whole=not arguments)
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
