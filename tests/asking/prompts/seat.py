"""Somebody at a real terminal, with the whole program before them."""

import re
import sys

import pexpect
from tests.program import Program

LOOKS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]|\r")


def ended(child: pexpect.spawn) -> int:
    """The exit code of a program that has left its terminal, or 128 and the signal that ended it."""
    child.wait()
    child.ptyproc.delayafterclose = 0  # there is nobody left to give time to
    child.close()
    status: int = child.exitstatus if child.exitstatus is not None else 128 + child.signalstatus
    return status


class Seat:
    """Somebody at a real terminal."""

    def __init__(self, program: Program, *argv: str, term: str, size: tuple[int, int] = (40, 90)) -> None:
        """size: rows and columns."""
        environ = {**program.environ, "TERM": term, "NO_COLOR": "1"}
        self.program = program
        self.child = pexpect.spawn(
            sys.executable,
            program.command(*argv)[1:],
            env=environ,
            dimensions=size,
            encoding="utf-8",
            timeout=20,
        )
        self.child.delaybeforesend = 0.05
        self.seen = ""

    def sees(self, text: str) -> None:
        self.child.expect_exact(text)
        self.seen += self.child.before + text

    def types(self, keys: str, before: str) -> None:
        """Wait for a question, then type."""
        self.sees(before)
        self.child.send(keys)

    def ends(self) -> int:
        self.child.expect(pexpect.EOF)
        self.seen += self.child.before
        return ended(self.child)

    @property
    def read(self) -> str:
        return LOOKS.sub("", self.seen)
