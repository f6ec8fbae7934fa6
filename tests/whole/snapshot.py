"""A folder held in memory: put down again and again, and compared."""

import os
import shutil
import stat
from pathlib import Path
from typing import NamedTuple


class Held(NamedTuple):
    """What is known of a file or folder. data: None for a folder; a link's target for a link."""

    mode: int
    data: bytes | None
    time: int = 0  # when it was changed, in ns


Snapshot = dict[str, Held]  # by the path in the folder, each folder before what is in it


def taken(folder: Path) -> Snapshot:
    found: Snapshot = {}
    _take(str(folder), "", found)
    return found


def _take(root: str, inside: str, found: Snapshot) -> None:
    with os.scandir(os.path.join(root, inside)) as entries:
        here = sorted(entries, key=lambda entry: entry.name)
    for entry in here:
        name = os.path.join(inside, entry.name)
        known = entry.stat(follow_symlinks=False)
        if entry.is_symlink():
            found[name] = Held(known.st_mode, os.fsencode(os.readlink(entry.path)), known.st_mtime_ns)
        elif entry.is_dir(follow_symlinks=False):
            found[name] = Held(known.st_mode, None)
            _take(root, name, found)
        else:
            with open(entry.path, "rb") as file:
                found[name] = Held(known.st_mode, file.read(), known.st_mtime_ns)


def put(folder: Path, held: Snapshot) -> None:
    """All of it and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    root = str(folder)
    os.mkdir(root)
    for name, one in held.items():
        path = os.path.join(root, name)
        if stat.S_ISLNK(one.mode):
            os.symlink(one.data or b"", os.fsencode(path))
            continue
        if one.data is None:
            os.mkdir(path)
        else:
            file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
            os.write(file, one.data)
            os.close(file)
            os.utime(path, ns=(one.time, one.time))
        os.chmod(path, one.mode & 0o7777)


def content(held: Snapshot) -> dict[str, bytes | None]:
    """The same without times and modes: what there is to read."""
    return {name: one.data for name, one in held.items()}


def age(folder: Path, moment: float) -> None:
    """Make all files as if they had been changed then, in seconds since 1970."""
    for path in folder.rglob("*"):
        os.utime(path, (moment, moment), follow_symlinks=False)
