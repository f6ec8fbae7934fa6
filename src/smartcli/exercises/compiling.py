"""Compile the shipped exercises. run.py does it (python -m smartcli.exercises.compiling), and the build of the wheel.

It is the program's own folder that is written to, never the person's.
"""

from __future__ import annotations

import json
import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from smartcli.exercises import compiled, content, reader
from smartcli.exercises.exercise import HEAD
from smartcli.exercises.library import read_file


def main() -> int:
    for folder in folders(content.data()):
        file = compiled.place(folder.parent.name)
        new = file.with_name(f"{file.name}.{os.getpid()}")
        new.write_bytes(compiled_from(folder))
        new.replace(file)  # at once and whole: somebody may be reading it
    return 0


def folders(data: Path) -> list[Path]:
    """The folder of exercises of each language."""
    return sorted(data.glob(f"*/{content.SHELF}"))


def compiled_from(folder: Path, *, with_times: bool = True) -> bytes:
    """The compiled file of a folder. with_times: whether the times of the files in it will stay as they are.

    A file that cannot be used, or would not be the same out of JSON, is left to be read as TOML.
    """
    files = compiled.listing(folder)  # first: what is changed meanwhile is noticed
    heads: dict[str, Mapping[str, Any]] = {}
    tables: list[bytes] = []
    for name in files:
        found, _problems = read_file(folder / name)
        table = _as_json(tomllib.loads((folder / name).read_text("utf-8-sig"))) if found else b""
        if found and table and reader.read(found.id, json.loads(table))[0] == found:
            heads[found.id] = {part: getattr(found, part) for part in HEAD}
            tables.append(table)
    known = files if with_times else {name: stat[:1] for name, stat in files.items()}
    return compiled.written(known, heads, tables)


def _as_json(table: Mapping[str, Any]) -> bytes:
    try:
        return json.dumps(table, ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError):  # a day without quotes, a number that is none
        return b""


if __name__ == "__main__":
    sys.exit(main())
