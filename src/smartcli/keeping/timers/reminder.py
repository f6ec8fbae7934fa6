"""What a timer of the system is to start, and when; the programs of the system that are asked for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import time
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.home.find import find
from smartcli.record import Record
from smartcli.text import hours
from smartcli.text.language import _

SECONDS = 5  # that a program of the system may take
STATUS = "smartcli remind status"
MADE_BY = "Made by smartcli remind install. smartcli remind remove takes it away."


class Reminder(Record):
    """Every day at that hour, this program."""

    at: time
    argv: tuple[str, ...]  # whole paths; no line break in any


class SetUp(Record):
    """A reminder that the system has."""

    at: time | None  # None = not an hour of every day, as we write it
    argv: tuple[str, ...]  # what it starts; () where that cannot be read
    is_as_written: bool = True  # so that it can be taken away

    def home(self, environ: Mapping[str, str]) -> str:
        """The folder that its notice is for; "" where that cannot be read."""
        words = iter(self.argv)
        named = next(words, "") if "--home" in words else ""  # what comes after it
        return named or (_usual_home(environ) if self.argv else "")


def _usual_home(environ: Mapping[str, str]) -> str:
    """Where it is for a timer, which knows no other variables."""
    return find({"HOME": environ.get("HOME", "")}, sys.platform)


def reminder(at: time, home: Path, environ: Mapping[str, str]) -> Reminder:
    """The notice of this smartcli, for this home. SmartError: its place cannot be written into such a file."""
    argv = [sys.executable, "-P", "-m", "smartcli", "remind", "notice", "--at", hours.said(at)]
    if os.fspath(home) != _usual_home(environ):
        argv += ["--home", os.path.abspath(home)]
    if not sys.executable or any(not one.isprintable() for one in argv):
        said = _("The folder that smartcli lies in, or your own, has a name that no timer can be told.")
        raise SmartError(said, next="smartcli remind ics --at 20:30 --out evening.ics")
    return Reminder(at=at, argv=tuple(argv))


def is_there(environ: Mapping[str, str], program: str) -> bool:
    return shutil.which(program, path=environ.get("PATH", "")) is not None


def run(environ: Mapping[str, str], *argv: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """A program of the system, in English. SmartError: it is not there. NoAnswer: it does not end."""
    program = shutil.which(argv[0], path=environ.get("PATH", ""))
    try:
        if program is None:
            raise FileNotFoundError(argv[0])
        return subprocess.run(
            [program, *argv[1:]],
            input=stdin,
            capture_output=True,
            env={**environ, "LC_ALL": "C"},
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        said = _("{program} did not answer within {n} seconds.").format(program=argv[0], n=SECONDS)
        raise NoAnswer(said, next=STATUS) from error
    except (OSError, subprocess.SubprocessError) as error:
        raise SmartError(_("{program} could not be run here.").format(program=argv[0]), next=STATUS) from error


class NoAnswer(SmartError):
    """A program of the system did not end in time. It is not asked again for the same."""


class Refused(SmartError):
    """A program of the system said no."""


def check(environ: Mapping[str, str], *argv: str, stdin: bytes = b"") -> bytes:
    """The same, and its output. Refused: it said no, with its own first line."""
    ended = run(environ, *argv, stdin=stdin)
    if ended.returncode:
        raise refused(argv, ended.stderr)
    return ended.stdout


def refused(argv: Sequence[str], stderr: bytes) -> Refused:
    from smartcli.text.sanitize import one_line

    first = one_line(next(iter(stderr.decode("utf-8", "replace").strip().splitlines()), ""))[:200]
    return Refused(
        _("{program} said no: {why}").format(program=" ".join(argv[:2]), why=first or _("without a word")), next=STATUS
    )
