"""Start one program and say what it took: python once.py end|pipe|terminal WORDS COMMAND…

A process of its own and a small one: what a program has at its peak counts from the process that started it, and the
one that writes journals is large. It prints the seconds until the end or until the words, the seconds of processor
time, the bytes at the peak, and the exit code.
"""

import os
import re
import signal
import sys
from time import perf_counter

SIGNS = re.compile(rb"\x1b\[[0-9;?]*[ -/]*[@-~]")  # what colours, clears and moves about
FORWARD = re.compile(rb"\x1b\[[0-9]*C")  # what moves on over blanks
LONGEST = 60.0  # seconds until words are given up
SIZE = (24, 80)  # rows and columns


def main(mode: str, words: bytes, command: list[str]) -> None:
    null = os.open(os.devnull, os.O_RDWR)
    start = perf_counter()
    if mode == "end":
        child, taken = _started(command, null, null, null), 0.0
    elif mode == "pipe":
        there, here = os.pipe()
        child = _started(command, null, here, null)
        taken = _until(there, words, start)
        while _part(there):
            pass
    else:
        there, here = _terminal()
        child = _started(command, here, here, here)
        taken = _until(there, words, start)
        os.kill(child, signal.SIGTERM)
        while _part(there):
            pass
    _pid, status, used = os.wait4(child, 0)
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    code = 0 if mode == "terminal" else os.waitstatus_to_exitcode(status)
    print(taken or perf_counter() - start, used.ru_utime + used.ru_stime, peak, code)


def _started(command: list[str], *ends: int) -> int:
    """The program with these as its standard streams. What it alone is to hold is closed here."""
    actions = [(os.POSIX_SPAWN_DUP2, end, stream) for stream, end in enumerate(ends)]
    child = os.posix_spawn(command[0], command, os.environ, file_actions=actions, setsid=True)
    for end in set(ends):
        os.close(end)
    return child


def _terminal() -> tuple[int, int]:
    import fcntl
    import struct
    import termios

    there, here = os.openpty()
    fcntl.ioctl(here, termios.TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
    return there, here


def _until(file: int, words: bytes, start: float) -> float:
    """The seconds until they stand there."""
    seen = b""
    while part := _part(file):
        taken = perf_counter() - start
        seen += part
        if words in SIGNS.sub(b"", FORWARD.sub(b" ", seen)):
            return taken
        if taken > LONGEST:
            break
    sys.exit("what was waited for was not said")


def _part(file: int) -> bytes:
    try:
        return os.read(file, 1 << 16)
    except OSError:  # how a terminal says that nobody is at its other end any more
        return b""


if __name__ == "__main__":
    main(sys.argv[1], os.fsencode(sys.argv[2]), sys.argv[3:])
