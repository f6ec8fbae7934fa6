"""A terminal on which what is typed is not shown, and is not lost, until there is something to take it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

if sys.platform != "win32":
    import termios


@contextmanager
def unseen(terminal: int) -> Iterator[None]:
    """Inside, each key waits as it was pressed; Ctrl-C stops. What was typed before is let go."""
    if sys.platform == "win32":
        yield
        return
    try:
        before = termios.tcgetattr(terminal)
    except termios.error:  # the terminal may have gone away
        yield
        return
    iflag, oflag, cflag, lflag, *rest = before
    iflag &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    lflag &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    with suppress(termios.error):
        termios.tcflush(terminal, termios.TCIFLUSH)
        termios.tcsetattr(terminal, termios.TCSANOW, [iflag, oflag, cflag, lflag, *rest])
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSANOW, before)
