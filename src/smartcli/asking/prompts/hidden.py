"""A line that is typed on a terminal and not shown there, also after the program was stopped in the middle of it."""

from __future__ import annotations

import codecs
import os
import select
import sys
from collections.abc import Callable
from contextlib import suppress

from smartcli.asking.prompts.unseen import given_back, unechoed
from smartcli.text.control_strings import ALONE, HALF, MOST, SENT
from smartcli.text.incoming import from_bytes, harmless

PASTED = 0.05  # seconds; what follows a line sooner than this was pasted with it
ESCAPE, BACKSPACE, CLEAR, END = "\x1b", "\x08\x7f", "\x15", b"\x04"


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
    typed: list[str] = []

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
    return harmless(from_bytes("".join(typed).encode("utf-8", "surrogateescape"))).removesuffix("\n")


def _read(terminal: int, typed: list[str]) -> None:
    """Sign by sign. A key that is none, such as an arrow, is let go before what comes after it can change it."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    rest = ""  # the first half of something
    while True:
        data = os.read(terminal, 4096)
        if not data or (data == END and not typed):
            raise EOFError
        rest = _take(rest + decoder.decode(data), typed)
        if rest == ESCAPE and not select.select([terminal], [], [], ALONE)[0]:
            rest = ""
        if typed[-1:] == ["\n"] and not select.select([terminal], [], [], PASTED)[0]:
            return


def _take(text: str, typed: list[str]) -> str:
    """What of it is typed; gives back what may be the first half of a key."""
    place = 0
    while place < len(text):
        if len(text) - place < MOST and HALF.match(text, place):
            return text[place:]
        if found := SENT.match(text, place):
            place = found.end()
            continue
        sign = text[place]
        place += 1
        if sign in BACKSPACE:
            del typed[-1:]
        elif sign == CLEAR:
            typed.clear()
        elif sign != ESCAPE:
            typed.append("\n" if sign == "\r" else sign)
    return ""
