"""A line that is typed on a terminal and not shown there, also after the program was stopped in the middle of it."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable
from contextlib import suppress

from smartcli.asking.prompts.unseen import given_back, unechoed
from smartcli.text.incoming import from_bytes, harmless

PASTED = 0.05  # seconds; what follows a line sooner than this was pasted with it
BACKSPACE, CLEAR, END = b"\x08\x7f", b"\x15", b"\x04"


def on_terminal(question: str) -> str:
    """Asked on the terminal that the program was started from, wherever its input and output go. Raises EOFError."""
    if sys.platform == "win32":
        from getpass import getpass

        return getpass(question)
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        raise EOFError from None

    def show(text: str) -> None:
        with suppress(OSError):
            os.write(terminal, text.encode("utf-8", "replace"))

    try:
        return line(terminal, question, show)
    finally:
        os.close(terminal)


def line(terminal: int, prompt: str, show: Callable[[str], None], again: Callable[[], None] = lambda: None) -> str:
    """What is typed up to Enter; of a paste all its lines. again: what is said anew, before the prompt, after a stop.

    The terminal shows nothing of it and keeps nothing of it, so that nobody else reads the half that was typed when the
    program was stopped. Raises EOFError.
    """
    typed = bytearray()

    def ask_again() -> None:
        again()
        show(prompt)

    def leave() -> None:
        show("\n")

    with given_back(terminal, ask_again, leave), unechoed(terminal):
        show(prompt)
        try:
            _read(terminal, typed)
        finally:
            show("\n")
    return harmless(from_bytes(bytes(typed))).removesuffix("\n")


def _read(terminal: int, typed: bytearray) -> None:
    while True:
        data = os.read(terminal, 4096)
        if not data or (data == END and not typed):
            raise EOFError
        for sign in (data[place : place + 1] for place in range(len(data))):
            if sign in BACKSPACE:
                _rub_out(typed)
            elif sign == CLEAR:
                typed.clear()
            else:
                typed += b"\n" if sign == b"\r" else sign
        if typed.endswith(b"\n") and not select.select([terminal], [], [], PASTED)[0]:
            return


def _rub_out(typed: bytearray) -> None:
    """The last character, however many bytes it has."""
    while typed and typed.pop() & 0xC0 == 0x80:
        pass
