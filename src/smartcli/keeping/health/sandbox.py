"""A throw-away home, and the real program started in it, watched from outside."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

# The same way in as the installed command has; -P: nothing that lies where somebody stands is taken for ours.
START = "import sys; from smartcli.__main__ import main; sys.exit(main())"

# Runs several command lines in one process and counts what would reach out of the machine, or start another program.
# The last count shows that the counter counts: it is told of a connection that nobody makes.
WATCHED = """
import json, sys
OWN = 1  # AF_UNIX
network, programs = [], []
def watch(event, arguments):
    if event.startswith("socket.") and not (event == "socket.__new__" and int(arguments[1]) == OWN):
        network.append(event)
    elif event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty"):
        programs.append(event)
sys.addaudithook(watch)
from smartcli.__main__ import main
codes = [main(line) for line in json.loads(sys.argv[1])]
found = {"codes": codes, "network": len(network), "programs": len(programs)}
sys.audit("socket.connect", None, ("nowhere", 1))
found["counts"] = len(network) - found["network"]
sys.stdout.flush()
print(json.dumps(found), file=sys.stderr)
"""

# Saves several check-ins, one after the other.
MANY = """
import json, sys
from smartcli.__main__ import main
sys.exit(max(main(["do", "check-in", "--answers", file]) for file in sys.argv[1:]))
"""

SECONDS = 60  # after which a process that should have ended long ago is given up


class Trial:
    """A folder that is thrown away, with a home in it, and what is needed to start smartcli there.

    source: the folder in which Python finds smartcli.
    """

    def __init__(self, folder: Path, source: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.source = source

    @property
    def environ(self) -> dict[str, str]:
        """Little: what a process needs to start, and a home of its own."""
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        here = {"HOME": str(self.folder), "SMARTCLI_HOME": str(self.home), "PYTHONPATH": str(self.source)}
        return {**kept, **here, "LANG": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}

    def command(self, *argv: str) -> list[str]:
        return self.python(START, *argv)

    def python(self, code: str, *argv: str) -> list[str]:
        return [sys.executable, "-P", "-u", "-c", code, *argv]

    def run(self, *argv: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
        return self.call(self.command(*argv), **more)

    def call(
        self, command: Sequence[str], *, stdin: bytes = b"", environ: Mapping[str, str] | None = None, umask: int = -1
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            env={**self.environ, **(environ or {})},
            cwd=self.folder,
            timeout=SECONDS,
            umask=umask,
            check=False,
        )

    def begin(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self.environ,
            cwd=self.folder,
        )

    def answers(self, line: str) -> str:
        """A file with the answers to a check-in."""
        file = self.folder / f"{len(os.listdir(self.folder))}.json"
        file.write_text(json.dumps({"line": line}), "utf-8")
        return str(file)

    def lines(self) -> list[str]:
        """What stands in the journal: each check-in's line."""
        listed = json.loads(self.run("journal", "list", "--json").stdout)
        return [str(entry["answers"].get("line")) for entry in listed["entries"]]


def fingerprint(home: Path) -> list[tuple[str, int, int]]:
    """Every name under a folder with its size and the time of its last change, in billionths of a second."""
    names = [os.path.join(path, name) for path, folders, files in os.walk(home) for name in (*folders, *files)]
    if os.path.isdir(home):
        names.append(os.fspath(home))
    known = [(name, os.lstat(name)) for name in names]
    return sorted((name, one.st_size, one.st_mtime_ns) for name, one in known)


def has_own_network() -> list[str] | None:
    """How a program is started here where there is no network at all; None where that cannot be had."""
    tool = shutil.which("unshare")
    if tool is None:
        return None
    alone = [tool, "-rn"]
    tried = subprocess.run([*alone, sys.executable, "-c", ""], capture_output=True, timeout=SECONDS, check=False)
    return alone if tried.returncode == 0 else None


def until(process: subprocess.Popen[bytes], word: bytes) -> bool:
    """Read what a process says, line by line; whether the word came."""
    assert process.stdout is not None  # noqa: S101  begin() asked for a pipe
    deadline = time.monotonic() + SECONDS
    for line in process.stdout:
        if word in line:
            return True
        if time.monotonic() > deadline:
            break
    return False
