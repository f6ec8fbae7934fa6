"""A real shell at a real terminal, with nothing of anybody's settings."""

import shutil
from pathlib import Path

import pexpect
from tests.asking.prompts.seat import LOOKS
from tests.program import surroundings

STARTS = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"], "fish": ["--no-config", "-i"]}


def why_not(name: str) -> str:
    return "" if shutil.which(name) else f"{name} is not here"


class Shell:
    """Lines are typed, each until its end is seen."""

    def __init__(self, name: str, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        environ = {**surroundings(), "HOME": str(home), "LANG": "C.UTF-8", "TERM": "dumb", "PS1": "$ "}
        self._name, self._seen, self._count = name, "", 0
        self._child = pexpect.spawn(
            shutil.which(name) or name,
            STARTS[name],
            env=environ,
            cwd=str(home),
            encoding="utf-8",
            timeout=20,
            dimensions=(40, 200),
        )
        self._child.delaybeforesend = 0.05

    def types(self, line: str) -> int:
        """Type a line, and wait for its end; the status it is found to have left at the next prompt."""
        self._count += 1
        status = "$status" if self._name == "fish" else "$?"
        self._child.sendline(line)
        self._child.sendline(f"echo end{self._count}''of:{status}:")
        self._child.expect(rf"end{self._count}of:(\d+):")
        self._seen += self._child.before
        return int(self._child.match[1])

    def leaves(self) -> str:
        """All that was to be read, without looks."""
        self._child.sendline("exit")
        self._child.expect(pexpect.EOF)
        self._child.ptyproc.delayafterclose = 0
        self._child.close()
        return LOOKS.sub("", self._seen + self._child.before)
