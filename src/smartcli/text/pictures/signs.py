"""The signs that pictures are drawn with: blocks and rings, or ASCII where these cannot be shown or are too wide."""

from __future__ import annotations

import os
from collections.abc import Mapping

from smartcli.record import Record
from smartcli.text.sanitize import carries


class Signs(Record):
    """levels: of a height, the lowest first. parts: of a bar, in their order. Each sign is one column wide."""

    levels: str
    parts: str
    gap: str
    line: str
    end: str
    earlier: str
    later: str
    both: str

    @property
    def every(self) -> str:
        return "".join((self.levels, self.parts, self.gap, self.line, self.end, self.earlier, self.later, self.both))


BLOCKS = Signs(levels="▁▂▃▄▅▆▇█", parts="█▒░▓", gap="·", line="─", end="|", earlier="○", later="●", both="◉")
ASCII = Signs(levels="0123456789X", parts="#/o=", gap=".", line="-", end="|", earlier="o", later="*", both="@")
DECIDES = ("LC_ALL", "LC_CTYPE", "LANG")  # which letters there are, the one that has the say first
BARE = ("c", "posix")  # the locales that have no letters but those of ASCII
FILLED_IN = ("", "c.utf-8", "c.utf8", "utf-8")  # LC_CTYPE as Python itself makes it where the locale is bare
AMBIGUOUS = ("ja", "ko", "zh")  # where a terminal may give a block or a ring two columns


def are_wide(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a terminal of this locale may give a block or a ring two columns."""
    named = next((environ[name] for name in DECIDES if environ.get(name)), "")
    return named.lower().partition("_")[0].partition(".")[0] in AMBIGUOUS


def is_bare(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether the locale has the letters of ASCII alone (LC_ALL=C, LANG=POSIX).

    The encoding of a stream does not tell: Python takes UTF-8 there, and says so in LC_CTYPE to all that it starts.
    """
    everywhere, letters, language = (environ.get(name, "").lower() for name in DECIDES)
    if not everywhere and letters in FILLED_IN:
        return language in BARE
    return (everywhere or letters) in BARE


def signs(stream: object, *, ascii_only: bool = False) -> Signs:
    """Blocks where the stream's encoding has them and nothing speaks against them, else ASCII."""
    return ASCII if ascii_only or not carries(BLOCKS.every, stream) else BLOCKS
