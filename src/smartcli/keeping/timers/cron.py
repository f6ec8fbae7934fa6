"""A line in the person's crontab, between two marks; everything else in it stays byte for byte."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from datetime import time

from smartcli.errors import InPart, SmartError
from smartcli.keeping.timers.reminder import Reminder, check, is_there, refused, run
from smartcli.text import hours
from smartcli.text.language import _

BEGIN, UNENDED, END = "# >>> evening minute", "# >>> evening minute, on a line of its own", "# <<< evening minute"
_BLOCK = re.compile(
    rb"(?:^|(?<=\n))%b\n(?:(?!# [<>]).*\n)*?%b\n|\n%b\n(?:(?!# [<>]).*\n)*?%b\n"
    % tuple(map(re.escape, (mark.encode() for mark in (BEGIN, END, UNENDED, END))))
)
_LINE = re.compile(rb"^(\d+) (\d+) \* \* \* (.*)$", re.MULTILINE)
NONE_YET = b"no crontab"


def is_at_work(environ: Mapping[str, str]) -> bool:
    return is_there(environ, "crontab")


def line(reminder: Reminder) -> str:
    """One line: cron takes a bare % for the end of the command, and mails what is said."""
    words = " ".join(map(shlex.quote, reminder.argv)).replace("%", "\\%")
    return f"{reminder.at.minute} {reminder.at.hour} * * * LANG=C.UTF-8 {words} >/dev/null 2>&1"


def with_block(table: bytes, line: str) -> bytes:
    """The table with our line at its end, in the place of one that was there."""
    rest = without_block(table)
    is_ended = not rest or rest.endswith(b"\n")
    head = f"{BEGIN}\n" if is_ended else f"\n{UNENDED}\n"
    return rest + f"{head}{line}\n{END}\n".encode()


def without_block(table: bytes) -> bytes:
    """The table as it was before. SmartError: one of our marks is there without the other."""
    rest = _BLOCK.sub(b"", table)
    if any(mark.encode() in rest for mark in (BEGIN, END)):
        said = _("The lines between “evening minute” in your crontab were changed. Please take them out by hand.")
        raise SmartError(said, next="crontab -e")
    return rest


def read(environ: Mapping[str, str]) -> bytes:
    """The whole table; empty where there is none. SmartError: nobody can tell."""
    ended = run(environ, "crontab", "-l")
    if ended.returncode and NONE_YET not in ended.stderr:
        raise refused(("crontab", "-l"), ended.stderr)
    return b"" if ended.returncode else ended.stdout


def installed(environ: Mapping[str, str]) -> bytes:
    """Our line; empty where there is none."""
    found = _BLOCK.search(read(environ)) if is_at_work(environ) else None
    at = _LINE.search(found[0]) if found else None
    return at[0] if at else b""


def install(environ: Mapping[str, str], reminder: Reminder) -> None:
    """SmartError: the table is as it was. InPart: it is not what it was to be."""
    _put(environ, with_block(read(environ), line(reminder)))


def remove(environ: Mapping[str, str]) -> None:
    """The same. A table in which nothing else stood goes."""
    _put(environ, without_block(read(environ)))


def _put(environ: Mapping[str, str], table: bytes) -> None:
    if table:
        check(environ, "crontab", "-", stdin=table)
    else:
        check(environ, "crontab", "-r")
    if read(environ) != table:
        said = _("Your crontab was written, and does not read as it should. Please look at it.")
        raise InPart(said, next="crontab -l")


def hour(found: bytes) -> time | None:
    at = _LINE.search(found)
    return hours.hour(f"{int(at[2])}:{int(at[1]):02}") if at else None


def program(found: bytes) -> str:
    """What it starts."""
    at = _LINE.search(found)
    words = shlex.split(at[3].decode("utf-8", "replace").replace("\\%", "%")) if at else []
    return next((word for word in words if "=" not in word), "")
