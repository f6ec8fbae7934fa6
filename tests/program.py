"""The real program in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.privacy.child.sitecustomize import with_watch

# Of the surroundings of the suite: what runs it, and what tests/anywhere.py sets.
KEPT = {"PATH", "SYSTEMROOT", "COVERAGE_PROCESS_START", "TZ", "TMPDIR", "CLOCK_AHEAD", "LD_PRELOAD"}


def surroundings() -> dict[str, str]:
    """What a program started by a test has of the environment of the suite."""
    return {name: value for name, value in os.environ.items() if name in KEPT}


@dataclass(frozen=True)
class Program:
    """The real program in a process of its own, with a home of its own and no terminal. source: where its code lies."""

    home: Path
    source: Path = Path(__file__).parents[1] / "src"

    @property
    def environ(self) -> dict[str, str]:
        source = with_watch(str(self.source))
        return {
            **surroundings(),
            "HOME": str(self.home.parent),
            "SMARTCLI_HOME": str(self.home),
            "PYTHONPATH": source,
            "LANG": "C.UTF-8",
        }

    def command(self, *argv: str) -> list[str]:
        return [sys.executable, "-m", "smartcli", *argv]

    def run(
        self, *argv: str, stdin: bytes = b"", fds: Sequence[int] = (), **environ: str
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            self.command(*argv),
            input=stdin,
            capture_output=True,
            env={**self.environ, **environ},
            cwd="/",
            check=False,
            pass_fds=fds,
        )
