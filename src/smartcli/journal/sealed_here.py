"""Whether what this machine wrote is sealed, told by its own segments.

Whoever carries the folder can put a sealed line anywhere: one such line must not stop saving in a journal that is
plain, nor one plain line open one that is sealed. So the folders made here have the say as soon as they hold anything,
in them the segments that have a mark (see heights.py) before those that came since; of these the last, by what there is
more of in it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from smartcli.errors import Damaged
from smartcli.home import disk
from smartcli.home.disk import System
from smartcli.journal import segment_names
from smartcli.journal.files import Files
from smartcli.journal.line import begins_sealed, between_sealed, is_age

ENDS = 20  # segments from either end of a folder that are looked at


def is_sealed_here(files: Files, *, by_us: bool = False) -> bool:
    """Whether this machine's segments are sealed; where it has written none yet, whether anybody's here are.

    by_us: not then. Where it cannot be told which are this machine's, anybody's are asked all the same.
    """
    try:
        folders = files.made_here()
        if by_us and not _may_be_sealed(files, folders):
            return False
        own = _are_sealed(files, folders)
        if own is None and by_us:
            return False
    except Damaged:  # which folders are ours cannot be told: nothing is written in the open behind sealed lines
        own = None
    return any(_are_sealed(files, [folder]) for folder in files.folders()) if own is None else own


def _are_sealed(files: Files, folders: Iterable[Path]) -> bool | None:
    """Whether the last segment is sealed, of the first folder that holds any; None where nothing lies there."""
    kinds = {file: kind for folder in folders for file in _ends(folder, files.system) if (kind := _kind(file, files))}
    if SEALED not in kinds.values():
        return False if kinds else None
    counting = _marked(files, kinds) or list(kinds)
    last = [file for file in counting if file.parent == counting[0].parent][-1]
    return _weight(last, files.system) >= 0


def _may_be_sealed(files: Files, folders: Iterable[Path]) -> bool:
    """What a glance tells, for a plain journal is asked each time: a segment is packed, or the first or last is sealed.

    `lock` packs all there is, so that what is sealed without one that is packed began empty, and is sealed throughout.
    """
    for folder in folders:
        ends = _ends(folder, files.system)
        looked = {*ends[:1], *ends[-1:]}
        if any(segment_names.is_packed(one.name) for one in ends) or SEALED in {_kind(one, files) for one in looked}:
            return True
    return False


PLAIN, SEALED = "plain", "sealed"


def _ends(folder: Path, system: System) -> list[Path]:
    with suppress(OSError):  # one that is closed tells nothing
        names = sorted(file.name for file in system.scan(os.fspath(folder)) if segment_names.is_segment(file.name))
        return [folder / name for name in dict.fromkeys([*names[:ENDS], *names[-ENDS:]])]
    return []


def _kind(file: Path, files: Files) -> str:
    """How a segment begins; "" = that tells nothing. One that cannot be read is told by its name."""
    begins = b""
    with suppress(OSError):
        begins = disk.head(file, 64, files.system)
    if segment_names.is_packed(file.name):
        return SEALED if not begins or is_age(begins) else ""
    return "" if not begins else SEALED if begins_sealed(begins) else PLAIN


def _marked(files: Files, segments: Iterable[Path]) -> Sequence[Path]:
    """Those that were here when the journal was last looked at."""
    from smartcli.journal.height_store import HeightStore  # only where there is a doubt

    store = HeightStore(files)
    with suppress(OSError):
        marks = store.marks()
        return [file for file in segments if store.name(file.parent.name, file.name) in marks]
    return []


def _weight(file: Path, system: System) -> int:
    """Bytes that are sealed in a segment, less those in the open."""
    try:
        if segment_names.is_packed(file.name):
            return system.stat(os.fspath(file)).st_size
        data = disk.read(file, system, follow=False)
    except OSError:
        return 0
    return len(data) - 2 * sum(len(line) + 1 for line in between_sealed(data))
