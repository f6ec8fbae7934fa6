"""Which folders were made here, where the file that says so has lost it: emptied, overwritten, taken away by a cloud.

They are noted beside the marks whenever these are written. Where nothing is noted, a folder that is alone in the
journal is ours: the file is there, so this machine has written. Else nobody but the person can say.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from smartcli.home import disk
from smartcli.home.filenames import HEIGHTS
from smartcli.journal.segment_names import is_device, may_hold_segments

if TYPE_CHECKING:
    from smartcli.journal.files import Files

NOTED = "own"
LOST = "?"  # after our new name, where that of before was lost: what is written there may be ours
NO_NAME = "-"  # where this machine has no name of its own yet: it is no name of a folder


def are_lost(words: Sequence[str]) -> bool:
    """Whether the file that should begin with our own name does not."""
    return not words or not (is_device(words[0]) or words[0] == NO_NAME)


def recovered(files: Files, words: Sequence[str] = ()) -> list[str]:
    """Our own name, then the others, as far as they can be known. words: what still stands in the file. OSError."""
    found = _noted(files) or _alone(files)
    return list(dict.fromkeys([*found, *filter(is_device, words)])) if found else [*words]


def note(files: Files, names: Sequence[str]) -> None:
    """Note them beside the marks, where they are not noted yet. It is no reason to fail."""
    with suppress(OSError):
        if names and is_device(names[0]) and _noted(files) != [*filter(is_device, names)]:
            data = "".join(f"{name}\n" for name in names if is_device(name)).encode()
            disk.replace(files.home / HEIGHTS / NOTED, data, files.system, flush=False)


def _noted(files: Files) -> list[str]:
    try:
        data = disk.read_if_any(files.home / HEIGHTS / NOTED, files.system, most=1 << 20) or b""
    except OSError:
        return []
    return [*filter(is_device, data.decode("ascii", "replace").split())]


def _alone(files: Files) -> list[str]:
    """The only folder there is."""
    try:
        found = files.system.scan(os.fspath(files.journal))
    except FileNotFoundError:
        return []
    names = [one.name for one in found if disk.is_folder(one) and may_hold_segments(one.name)]
    return names if len(names) == 1 and is_device(names[0]) else []
