"""How things in the journal folder are named: a folder for each device, and in it the segments, files of lines.

000001.jsonl                   numbered: one after the other, each full before the next is begun
000001.jsonl.age               packed: the same lines as one age file
000001-unpacked.jsonl          opened again, where the name it had before was taken
.000001.jsonl.icloud           taken from this computer by a cloud, which brings it back when it is asked for
01jb2….jsonl                   a rescue: what was written while a numbered one could not be, with an id for its name
000001.sync-conflict-….jsonl   a copy: named by what carries the folder, when two machines wrote in it at once
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from smartcli.home.filenames import AWAY

LINES = ".jsonl"
PACKED = ".age"  # what follows the name of a segment that is one age file
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"  # of a device's name

_OURS = re.compile(r"(?:([0-9]{6})(-unpacked)?|[0-9a-z]{26})\.jsonl(?:\.age)?")
_BEGINNING = re.compile(r"[0-9]{6}(?![0-9a-z])")


# Folders


def is_device(name: str) -> bool:
    return len(name) == 8 and set(name) <= set(LETTERS)


def new_device() -> str:
    """A name for a device: chance alone, so that it tells nothing about the machine or the person."""
    return "".join(LETTERS[byte % len(LETTERS)] for byte in os.urandom(8))


def may_hold_segments(folder: str) -> bool:
    """Whether a folder of this name is a writer's. What tools make for themselves begins with a dot."""
    return not folder.startswith(".")


# Segments: making a name


def numbered(number: int) -> str:
    return f"{number:06}{LINES}"


def rescue(id: str) -> str:
    return f"{id.lower()}{LINES}"


def packed(name: str) -> str:
    return name + PACKED


def plain(name: str) -> str:
    return name.removesuffix(PACKED)


def twin(name: str) -> str:
    """The other form of the same segment, which packing or opening leaves in its place."""
    return plain(name) if is_packed(name) else packed(name)


def unpacked(name: str) -> str:
    """Another name for what was packed, where its plain one is taken or is none of ours."""
    return f"{plain(name).replace(LINES, '')}-unpacked{LINES}"


# Segments: telling names apart


def is_segment(name: str) -> bool:
    """Whether a file of this name holds lines of the journal. What tools leave lying begins with a dot or a tilde.

    A tool that makes a copy puts its words before the last part of the name: 000001.jsonl.sync-conflict-….age is one.
    """
    is_one = name.endswith(LINES) or (is_packed(name) and LINES in name)
    return is_one and not name.startswith((".", "~"))


def kept_away(name: str) -> str:
    """The segment that a cloud took from this computer, leaving a name of its own (.000001.jsonl.icloud); else ""."""
    inside = name[1:].removesuffix(AWAY)
    return inside if name.startswith(".") and name.endswith(AWAY) and is_segment(inside) else ""


def is_packed(name: str) -> bool:
    return name.endswith(PACKED)


def is_copy(name: str) -> bool:
    """Whether a segment was named by somebody else: by what carries the folder, when two wrote in it at once."""
    return is_segment(name) and not _OURS.fullmatch(name)


def is_rescue(name: str) -> bool:
    """Whether it is ours, and has lines of its own that belong into no row."""
    return number(name) is None and _OURS.fullmatch(name) is not None and not (is_packed(name) or is_unpacked(name))


def is_unpacked(name: str) -> bool:
    found = _OURS.fullmatch(name)
    return found is not None and found[2] is not None


def number(name: str) -> int | None:
    """The number of a numbered segment, packed or not; None for any other."""
    found = _OURS.fullmatch(name)
    return int(found[1]) if found and found[1] and not found[2] else None


# Segments: their order


def numbers(names: Iterable[str]) -> set[int]:
    """The numbers that are taken in a folder, also those that only a copy or an opened one has."""
    return {int(found[0]) for name in names if (found := _BEGINNING.match(name))}


def chain(names: Iterable[str]) -> list[str]:
    """The numbered segments of a folder, one after the other.

    Where packing was cut off, two files of one number hold the same lines; only the packed one is in the chain.
    """
    return list({found: name for name in sorted(names) if (found := number(name)) is not None}.values())


_LIKE_ONE = re.compile(r"(?:[0-9]{6}|[0-9a-z]{26})(?![0-9a-z]).*" + re.escape(LINES))


def is_like_a_segment(name: str) -> bool:
    """Whether a file is called as a segment, or as a copy of one that another program made."""
    return _LIKE_ONE.search(name) is not None
