"""A line in the person's crontab, between two marks; everything else in it stays byte for byte."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from datetime import time

from smartcli.errors import InPart, SmartError
from smartcli.keeping.timers.reminder import NoAnswer, Refused, Reminder, check, is_there, refused, run
from smartcli.text import hours
from smartcli.text.language import _

BEGIN, END = "# >>> evening minute", "# <<< evening minute"
UNENDED = f"{BEGIN}, on a line of its own"  # as an older smartcli began it below a line without an end
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
    return _ended(without_block(table)) + f"{BEGIN}\n{line}\n{END}\n".encode()


def _ended(table: bytes) -> bytes:
    """With an end of its last line: cron takes no table without one."""
    return table if not table or table.endswith(b"\n") else table + b"\n"


def without_block(table: bytes) -> bytes:
    """The table as it was before, its last line ended. SmartError: one of our marks is there without the other."""
    rest = _BLOCK.sub(lambda found: b"\n" if found[0].startswith(b"\n") else b"", table)
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
    before = read(environ)
    _put(environ, before, with_block(before, line(reminder)))


def remove(environ: Mapping[str, str]) -> None:
    """The same. A table in which nothing else stood goes."""
    before = read(environ)
    _put(environ, before, _ended(without_block(before)))


def _put(environ: Mapping[str, str], before: bytes, table: bytes) -> None:
    """What crontab says of it is one thing, and what is in the table then another: the second counts."""
    said_no: SmartError | None = None
    try:
        check(environ, "crontab", "-" if table else "-r", stdin=table)
    except (Refused, NoAnswer) as error:
        said_no = error
    now = read(environ)
    if now == table:
        return
    if now == before and said_no:
        raise said_no
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
