"""Work in a child of this process, which cannot change anything here and has an end."""

import atexit
import os
import resource
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

NO_END = "it does not end"
NO_ANSWER = "it ends everything"
ROOM = 4 << 30  # bytes of addresses: what asks for more ends, and not the machine
OFTEN = 0.005  # seconds between two looks at a child


def in_a_child(work: Callable[[], str], seconds: float, answer: Path) -> str:
    """What work gives, or one of the two above. answer: the file it is handed over in. What it prints is lost."""
    answer.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        _answer(work, answer)
    until = time.monotonic() + seconds
    while not (ended := os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT)) and time.monotonic() < until:
        time.sleep(OFTEN)
    with suppress(ProcessLookupError, PermissionError):  # it ended before it led a group
        os.killpg(child, signal.SIGKILL)  # what it started may live on; it was not waited for, so the number is its own
    os.waitpid(child, 0)
    if not ended:
        return NO_END
    return answer.read_text("utf-8") if answer.exists() else NO_ANSWER


def _answer(work: Callable[[], str], answer: Path) -> None:
    """Never comes back."""
    try:
        atexit._clear()  # what a process leaves behind is this one's to sweep, not a child's of a child
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nothing, standard)
        said = work()
        answer.write_text(said, "utf-8")
    finally:
        os._exit(0)
