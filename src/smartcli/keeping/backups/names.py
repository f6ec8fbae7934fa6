"""The names of files inside a backup: readable, the same on every system, and leading nowhere else."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Container

_ELSEWHERE = set('%\\:*?"<>|')  # what a name cannot hold on some system, and our own mark
_MARKED = re.compile(rb"%([0-9A-F]{2})")


def packed(path: str, taken: Container[str]) -> str:
    """The name in the archive of a file at this path (parts joined by /). taken: the folded names there are already."""
    *folders, last = path.split("/")
    plain = "/".join([*(_marked(part) for part in folders), _marked(last)])
    if folded(plain) not in taken:
        return plain
    return "/".join([*(_marked(part) for part in folders), "".join(f"%{byte:02X}" for byte in os.fsencode(last))])


def unpacked(name: str) -> tuple[str, ...] | None:
    """The parts of the path that a name in an archive stands for; None for a name that no backup of ours holds."""
    parts = tuple(_unmarked(part) for part in name.split("/"))
    if any(part is None for part in parts):
        return None
    return tuple(part for part in parts if part is not None)


def folded(name: str) -> str:
    """What two names have in common that are one and the same on some system."""
    return unicodedata.normalize("NFC", name).casefold()


def _marked(part: str) -> str:
    kept = part.rstrip(". ")  # some systems drop these at the end
    return "".join(_mark(char) for char in kept) + "".join(f"%{ord(char):02X}" for char in part[len(kept) :])


def _mark(char: str) -> str:
    if char.isprintable() and char not in _ELSEWHERE:
        return char
    return "".join(f"%{byte:02X}" for byte in os.fsencode(char))


def _unmarked(part: str) -> str | None:
    """One part of a path as it is on the disk."""
    if any(not char.isprintable() or char in _ELSEWHERE - {"%"} for char in part):
        return None
    if part.count("%") != len(_MARKED.findall(part.encode())):
        return None
    path = os.fsdecode(_MARKED.sub(lambda found: bytes.fromhex(found[1].decode()), part.encode()))
    if path.startswith(".") or not path or "/" in path or "\0" in path:
        return None
    if os.name == "nt" and (set(path) & _ELSEWHERE or path[-1] in ". "):
        return None
    return path
