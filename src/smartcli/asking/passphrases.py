"""Where a passphrase comes from: a prompt, or an open file that another program hands in."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from smartcli.errors import HERE, NeedsTerminal, Usage
from smartcli.text.language import _

if TYPE_CHECKING:
    from smartcli.asking.turn import Prompter
    from smartcli.home.seal.keys import Ask
    from smartcli.home.seal.passphrase import WrongPassphrase

LONGEST = 4096  # bytes of a line, its break among them; as much as a terminal takes
MOMENT = 1.0  # seconds; what has not come by then is no further line


THROUGH = f"{HERE} --passphrase-fd 3 3<FILE"


def too_long() -> Usage:
    said = _("This passphrase is too long: at most {n} bytes, in one line.").format(n=LONGEST - 1)
    return Usage(said, next="smartcli lock --help")


def given(number: str) -> Ask:
    """From an open file; a wrong one is not asked for again. Nothing of it is shown.

    Each time the next line; where no other comes, the last one holds for the whole command. Locked: there was none.
    """
    if not number.isdecimal() or len(number) > 6:
        raise Usage(_("After --passphrase-fd the number of an open file is missing."), next=THROUGH)
    fd = int(number)
    lines: list[str] = []
    file = _Lines(fd)

    def ask(before: WrongPassphrase | None) -> str:
        if before:
            raise before
        if (not lines or _is_more(fd)) and (line := file.read()):
            lines.append(line)
        if not lines:
            from smartcli.home.seal.keys import Locked

            raise Locked(_("No passphrase came through --passphrase-fd."), next=THROUGH)
        return lines[-1]

    return ask


def _is_more(fd: int) -> bool:
    """Whether something can be read at once, or nearly so; the other end may stay open with nothing more to say."""
    if sys.platform == "win32":  # select knows no files there
        return True
    import select

    try:
        return bool(select.select([fd], [], [], MOMENT)[0])
    except (OSError, ValueError):
        return False


class _Lines:
    """The lines of an open file, each up to its break and no further: the rest may be somebody else's."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._mark = b""  # of UTF-16, as PowerShell writes it

    def read(self) -> str:
        from smartcli.text.decoded import WIDE
        from smartcli.text.incoming import from_bytes

        line, is_open = self._mark, True
        try:
            while len(line) < LONGEST and not self._ends(line) and (sign := os.read(self._fd, 1)):
                line += sign
                if line in WIDE:
                    self._mark = line
        except OSError as error:
            if error.errno != errno.EBADF:
                raise Usage(_("--passphrase-fd names a file that cannot be read."), next=THROUGH) from error
            is_open = False
        if not is_open:  # said here, since what the system says of it is meant of an output
            raise Usage(_("--passphrase-fd names a file that is not open."), next=THROUGH)
        if len(line) >= LONGEST and not self._ends(line):
            raise too_long()
        text = line.decode("utf-16", "replace") if self._mark else from_bytes(line).removeprefix("\ufeff")
        return text.removesuffix("\n").removesuffix("\r")

    def _ends(self, line: bytes) -> bool:
        if not self._mark:
            return line.endswith(b"\n")
        return len(line) % 2 == 0 and line.decode("utf-16", "replace").endswith("\n")


def asked(prompter: Callable[[], Prompter]) -> Ask:
    """From the person, where somebody is there. Enter alone goes on without."""

    def ask(before: WrongPassphrase | None) -> str:
        from smartcli.home.seal.keys import Locked, nobody

        if not sys.stdin or not sys.stdin.isatty():
            return nobody(before)
        try:
            answer = _secret(prompter, str(before) if before else "")
        except (NeedsTerminal, EOFError):
            return nobody(before)
        if not answer:
            raise Locked(_("Without the passphrase, what you wrote stays closed."), next=HERE)
        return answer

    return ask


def _secret(prompter: Callable[[], Prompter], problem: str) -> str:
    """On the terminal, also where standard output goes elsewhere: what is asked for there stays clean."""
    question = f"{problem} {_('Your passphrase? Enter alone goes on without it.')}".strip()
    if sys.stdout and sys.stdout.isatty():
        return prompter().secret(question)
    from smartcli.asking.prompts import hidden

    return hidden.on_terminal(f"{question} ")
