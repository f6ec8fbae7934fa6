"""A terminal whose ways are changed for a while, and given back: what is typed is not shown, and is not lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from smartcli.asking import interrupts

_as_it_was: dict[int, list[Any]] = {}  # the ways of a terminal that is unseen, which it has again once that is over


@contextmanager
def unseen(terminal: int) -> Iterator[None]:
    """Inside, each key waits as it was pressed; Ctrl-C stops. What was typed before is let go.

    Ctrl-Z waits too: there is nothing yet that could be drawn again.
    """
    if sys.platform == "win32":
        yield
        return
    import termios

    try:
        before = termios.tcgetattr(terminal)
    except termios.error:  # the terminal may have gone away
        yield
        return
    iflag, oflag, cflag, lflag, ispeed, ospeed, signs = before
    signs = list(signs)
    signs[termios.VSUSP] = os.fpathconf(terminal, "PC_VDISABLE").to_bytes(1)
    iflag &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    lflag &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    with suppress(termios.error):
        termios.tcflush(terminal, termios.TCIFLUSH)
        termios.tcsetattr(terminal, termios.TCSANOW, [iflag, oflag, cflag, lflag, ispeed, ospeed, signs])
    _as_it_was[terminal] = before
    try:
        yield
    finally:
        del _as_it_was[terminal]
        with suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSANOW, before)


@contextmanager
def unechoed(terminal: int) -> Iterator[None]:
    """Inside, what is typed is not shown and comes sign by sign. What was typed before is let go."""
    if sys.platform == "win32":
        yield
        return
    import termios

    before = termios.tcgetattr(terminal)
    quiet = list(before)
    quiet[3] &= ~(termios.ECHO | termios.ECHONL | termios.ICANON)
    try:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, quiet)
        yield
    finally:
        with suppress(termios.error):  # the terminal may have gone away
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


@contextmanager
def given_back(
    terminal: int, again: Callable[[], None] = lambda: None, gone: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Whatever is done to the terminal inside: while the program is stopped it is as it is now.

    again: called when it goes on, with the terminal as it was when it stopped. gone: called before it is stopped.
    """
    if sys.platform == "win32":
        yield
        return
    import termios

    try:
        before = termios.tcgetattr(terminal)
    except termios.error:  # the terminal may have gone away
        yield
        return
    inside, before = before, _as_it_was.get(terminal, before)

    def leave() -> None:
        nonlocal inside
        gone()
        with suppress(termios.error):
            inside = termios.tcgetattr(terminal)
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    def come_back() -> None:
        with suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSADRAIN, inside)
        again()

    with interrupts.suspending(leave, come_back):
        yield
