"""A session at a real terminal under strace: in which files the person's words were written."""

import os
import re
import shutil
import subprocess
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pexpect
from tests.asking.prompts.seat import Seat
from tests.program import Program

# Whatever puts bytes or names somewhere else; -y tells the file behind each descriptor.
CALLS = [
    "write", "pwrite64", "writev", "pwritev", "pwritev2", "sendto", "sendmsg", "sendmmsg", "open",
    "openat", "creat", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat",
    "mkdir", "mkdirat", "mknod", "mknodat", "execve", "execveat", "setxattr", "memfd_create",
]  # fmt: skip
TRACED = re.compile(rb"^(?:\d+ +)?(\w+)\((.*)$")
FILE = re.compile(rb"^(?:AT_FDCWD<[^>]*>|\d+<([^>]*)>)")
TERMINAL = re.compile(rb"^/dev/(?:pts/\d+|tty|ptmx)$")


def why_not() -> str:
    """Why no session can be watched here, or nothing."""
    if shutil.which("strace") is None:
        return "needs the program strace"
    if subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True).returncode:
        return "this system lets nobody trace a program"
    if getattr(os, "geteuid", lambda: 1)():
        return "smartcli lets only an administrator look into it"
    return ""


class Watched(Seat):
    """Somebody at a real terminal, and the log of what the program did there."""

    def __init__(self, program: Program, log: Path, *argv: str, term: str) -> None:
        self.program = program
        self.log = log
        calls = ",".join(f"?{name}" for name in CALLS)  # not every machine has all of them
        strace = ["-f", "-y", "-s", "1000000", "-e", f"trace={calls}", "-o", str(log)]
        environ = {**program.environ, "TERM": term, "NO_COLOR": "1"}
        words = [*strace, *program.command(*argv)]
        self.child = pexpect.spawn("strace", words, env=environ, dimensions=(40, 90), encoding="utf-8", timeout=60)
        self.child.delaybeforesend = 0.05
        self.seen = ""

    def places(self, words: Sequence[str], home: Path) -> Counter[str]:
        """Where any of these words went, apart from the terminal: folder or call, and how often."""
        found: Counter[str] = Counter()
        raw = [form for one in words for form in forms(one)]
        for line in self.log.read_bytes().split(b"\n"):
            if call := TRACED.match(line):
                name, rest = call.groups()
                if any(form in rest for form in raw):
                    place = _place(name, rest, home)
                    if place:
                        found[place] += 1
        return found


def forms(words: str) -> set[bytes]:
    """The words as they could stand in strace's log: as they are, in UTF-16, base64, hexadecimal, reversed."""
    data = words.encode()
    kinds = {data, data.hex().encode(), data[::-1], _logged(words.encode("utf-16-le"))}
    return kinds | {b64encode(b"\0" * gap + data)[4:-4] for gap in range(3)}


def _logged(data: bytes) -> bytes:
    return b"".join(bytes([byte]) if 32 <= byte < 127 else b"\\%o" % byte for byte in data)


def _place(name: bytes, rest: bytes, home: Path) -> str:
    """The folder in the home that is written to, or the file elsewhere; nothing for the terminal."""
    file = FILE.match(rest)
    path = (file.group(1) or b"") if file else b""
    if TERMINAL.match(path):
        return ""
    text = path.decode()
    if text.startswith(f"{home}/"):
        return text.removeprefix(f"{home}/").split("/")[0]
    return f"{name.decode()} {text}"
