"""The shipped exercises of one language in one file, read ahead: reading their TOML takes fifty times as long.

`run.py` has it made for a checkout, the build of the wheel for those who install one; no command ever writes it. The
TOML is the truth: a compiled file that is missing, damaged, of another format, or made from other files than lie there
is passed over without a word, and the TOML is read. It is JSON: reading it gives tables and can do nothing else, and
any Python can.

The first line is the check sum of the rest. The second names the exercise files and has what stands above the steps of
each. Then comes the whole table of each, a line an exercise.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

from smartcli.exercises.content import SUFFIX

FORMAT = 1  # of the compiled file

# By the name of each file its size, and the times of its last change: both, since one of them can be set back.
Listing = Mapping[str, Sequence[int]]


class Compiled:
    """What is in a compiled file."""

    def __init__(self, heads: Mapping[str, Mapping[str, Any]], tables: Sequence[bytes]) -> None:
        self.heads = heads  # by the exercise's id, what stands above its steps
        self._tables = dict(zip(heads, tables, strict=True))

    def table(self, id: str) -> dict[str, Any]:
        """All of an exercise's file, as tomllib reads it."""
        table: dict[str, Any] = json.loads(self._tables[id])
        return table


def place(language: str) -> Path:
    """Where the compiled file of a language lies: beside this one, as Python puts what it has compiled."""
    return Path(__file__).with_name(f"shipped-{language}.json")


def read(file: Path, folder: Path) -> Compiled | None:
    """What a compiled file holds of the exercises in that folder; None where the TOML has to be read."""
    try:
        check, _end, rest = file.read_bytes().partition(b"\n")
        if int(check, 16) != crc32(rest):
            return None
        first, *tables = rest.split(b"\n")
        about = json.loads(first)
        if about["format"] != FORMAT or not _is_as_it_was(about["files"], listing(folder)):
            return None
        return Compiled(about["heads"], tables)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):  # whatever it holds instead
        return None


def listing(folder: Path) -> Listing:
    """The exercise files that lie there now, in the order of their names."""
    with os.scandir(folder) as found:
        files = sorted((file.name, file.stat()) for file in found if file.name.endswith(SUFFIX))
    return {name: (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) for name, stat in files}


def _is_as_it_was(then: Listing, now: Listing) -> bool:
    """Whether nothing was added, taken away or changed. A wheel names no times: an installer sets them as it likes."""
    return then.keys() == now.keys() and all([*now[name]][: len(then[name])] == [*then[name]] for name in then)


def written(files: Listing, heads: Mapping[str, Mapping[str, Any]], tables: Sequence[bytes]) -> bytes:
    """The bytes of a compiled file. tables: in the order of the heads, each as JSON on one line."""
    about = json.dumps({"format": FORMAT, "files": files, "heads": heads}, ensure_ascii=False).encode()
    rest = b"\n".join([about, *tables])
    return b"%08x\n%b" % (crc32(rest), rest)
