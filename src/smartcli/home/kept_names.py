"""What files in quarantine are called: which kind of thing each is, and nothing of what is in it.

k3v9x1qd-000001.jsonl-0a1b2c3d       a segment, as it was before a repair
0a1b2c3d-310.line                    a line that could not be read
draft-0a1b2c3d.json                  a draft, without the name of its exercise
settings.toml-0a1b2c3d, marks.toml-…, calendar.toml-…, homework.toml-…, at-hand.toml-…
file-0a1b2c3d                        anything else
"""

from __future__ import annotations

import os
import re
from zlib import crc32

from smartcli.home.filenames import AT_HAND, CALENDAR, DEVICE, HOMEWORK, JOURNAL, MARKS, SETTINGS

_CHANCE = r"[0-9a-f]{8}"
_SEGMENT = re.compile(r"([0-9a-z]{8})-([0-9]{6}(?:-unpacked)?|[0-9a-z]{26})\.jsonl")
_FLAT = "|".join(map(re.escape, (SETTINGS, MARKS, CALENDAR, HOMEWORK, AT_HAND)))
_ONE = "|".join(map(re.escape, (SETTINGS, MARKS, CALENDAR, HOMEWORK, AT_HAND, DEVICE, "file", "draft")))
_NEUTRAL = re.compile(
    rf"(?:{_SEGMENT.pattern}(?:\.age)?-{_CHANCE}|{_CHANCE}-[0-9]+\.line|(?:{_ONE})-{_CHANCE}(?:\.json)?)(?:\.age)?"
)
# Those of an older smartcli: a segment, a copy of one, a draft, in the open or sealed, or a file of the home.
_OLD = re.compile(
    rf"[0-9a-z]{{8}}-[^/]*\.jsonl|[^./][^/]*-[0-7][0-9A-HJKMNP-TV-Z]{{25}}\.json|[0-9a-z]{{16}}\.age|"
    rf"(?:{_FLAT})|(?:{_ONE})-[0-9]{{8}}T"
)


def neutral(name: str, data: bytes) -> str:
    """A name for what was called like this, without .age at its end. The same bytes get the same name."""
    end = f"-{crc32(data):08x}"
    if found := _SEGMENT.match(name):
        packed = ".age" if name[found.end() :].startswith(".age") else ""
        return found[0] + packed + end
    for known in (SETTINGS, MARKS, CALENDAR, HOMEWORK, AT_HAND, DEVICE):
        if name.startswith(known):
            return known + end
    if ".jsonl" in name or name == JOURNAL:  # a copy: whoever carries the folder gave it its name; or where that lay
        return "file" + end
    return f"draft{end}.json"


def is_ours(name: str) -> bool:
    """Whether a file there has a name that smartcli gives, or an older one gave; a copy's has more at its end."""
    return _NEUTRAL.match(name) is not None or _OLD.match(name) is not None


def tells(name: str) -> bool:
    """Whether a name there may tell something: a name of an older smartcli."""
    return is_ours(name) and not _NEUTRAL.fullmatch(name)


def chance() -> str:
    """What makes a name its own, where one like it is taken."""
    return os.urandom(4).hex()
