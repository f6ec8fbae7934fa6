"""Somebody at a shell with job control, who lets the program wait with Ctrl-Z and takes it up again with `fg`."""

import io
import os
import re
import shlex
import termios
import time
from collections.abc import Mapping, Sequence

import pexpect

PATIENCE = 30
QUIET, LONGEST = 0.6, 3.0  # seconds
PROMPT = "shell-is-here>"
CTRL_Z = "\x1a"
DRAWN = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]|\r")


class Shell:
    """A shell on a terminal of its own. bash puts the terminal right after a job; sh leaves it as the job did."""

    def __init__(self, environ: Mapping[str, str], *, term: str, name: str = "bash") -> None:
        self.child = pexpect.spawn(
            name,
            ["--norc", "--noprofile", "-i"] if name == "bash" else ["-i"],
            env={**environ, "TERM": term, "PS1": PROMPT, "NO_COLOR": "1", "HISTFILE": os.devnull},
            dimensions=(40, 90),
            encoding="utf-8",
            timeout=PATIENCE,
        )
        self.child.delaybeforesend = 0.1
        self.child.logfile_read = io.StringIO()
        self.sees(PROMPT)

    def begins(self, command: Sequence[str], more: str = "") -> None:
        self.types(f"{shlex.join(command)}{more}\r")

    def sees(self, words: str) -> None:
        self.child.expect_exact(words)

    def types(self, keys: str) -> None:
        self.child.send(keys)

    def waits(self) -> None:
        """Ctrl-Z, and the shell is there again, with the terminal as it left it."""
        self.types(CTRL_Z)
        self.sees("Stopped")
        self.sees(PROMPT)

    def settles(self) -> None:
        """Until nothing more is drawn, or it is seen that something always is."""
        end = time.monotonic() + LONGEST
        while time.monotonic() < end and self.child.expect([pexpect.TIMEOUT, ".+"], timeout=QUIET):
            pass

    def goes_on(self) -> None:
        self.types("fg\r")

    def ends(self) -> str:
        """Leave the shell; all that was seen."""
        self.sees(PROMPT)
        self.types("exit\r")
        return self.closes()

    def closes(self) -> str:
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.seen

    @property
    def seen(self) -> str:
        return DRAWN.sub("", self.child.logfile_read.getvalue())

    @property
    def echoes(self) -> bool:
        return bool(termios.tcgetattr(self.child.child_fd)[3] & termios.ECHO)
