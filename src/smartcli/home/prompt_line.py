"""One line that tells whether today is written, for whoever may not open the journal: a shell's prompt, a timer.

<home>/prompt-line: two moments in seconds since 1970, ten digits each, and a text: `1773201600 1774411200 …`. From the
first to the second the text may be shown. It holds none of the person's words, and lies in the home, which nothing
carries away. Kept only where it was asked for: without the file nobody writes one.
"""

from __future__ import annotations

import errno
import os
import stat
from datetime import datetime
from pathlib import Path

from smartcli.home import disk
from smartcli.home.disk import SYSTEM, System, Unflushed
from smartcli.home.filenames import PROMPT_LINE
from smartcli.record import Record
from smartcli.text.sanitize import one_line

MOST = 300  # bytes
DIGITS = 10  # of a moment, until the year 2286


class PromptLine(Record):
    """From when until when it is shown: seconds since 1970."""

    since: int
    until: int
    text: str = ""

    def is_shown(self, now: datetime) -> bool:
        return self.since <= now.timestamp() < self.until


def is_kept(home: Path) -> bool:
    """Whether it was asked for."""
    return os.path.lexists(home / PROMPT_LINE)


def read(home: Path, system: System = SYSTEM) -> PromptLine | None:
    """The line; None where there is none that can be understood. OSError: it cannot be told."""
    try:
        data = disk.read(home / PROMPT_LINE, system, follow=False, most=MOST)
    except FileNotFoundError:
        return None
    since, until, text = (*data.decode("utf-8", "replace").rstrip("\n").split(" ", 2), "", "", "")[:3]
    is_whole = all(len(one) == DIGITS and one.isascii() and one.isdigit() for one in (since, until))
    return PromptLine(since=int(since), until=int(until), text=text) if is_whole else None


def write(home: Path, line: PromptLine, system: System = SYSTEM) -> None:
    """Put it in the place of what was there; for the person alone. What is the same is not written again.

    What lies there and is no plain file is refused (ELOOP, EISDIR).
    """
    new = f"{line.since:0{DIGITS}} {line.until:0{DIGITS}} {one_line(line.text)}\n".encode()
    place = home / PROMPT_LINE
    try:
        is_ours = stat.S_IMODE(system.stat(os.fspath(place)).st_mode) & 0o077 == 0
        if is_ours and disk.read(place, system, follow=False, most=MOST) == new:
            return
    except OSError:  # then it is written, or that says why it cannot be
        pass
    if os.path.islink(place):  # what it leads to is somebody's, and is not written over
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), os.fspath(place))
    disk.private_folder(home, system)
    try:
        disk.replace(place, new, system)
    except Unflushed:  # after a power cut the next run writes it again
        return
