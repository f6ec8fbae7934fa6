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
AMBIGUOUS = ("ja", "ko", "zh")  # where a terminal may give a block or a ring two columns


def are_wide(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a terminal of this locale may give a block or a ring two columns."""
    named = next((environ[name] for name in DECIDES if environ.get(name)), "")
    return named.lower().partition("_")[0].partition(".")[0] in AMBIGUOUS


def signs(stream: object, *, wide: bool = False) -> Signs:
    """Blocks where the stream's encoding has them and they are one column wide, else ASCII."""
    return ASCII if wide or not carries(BLOCKS.every, stream) else BLOCKS
