"""Which files in the folders of a home are smartcli's, by their names; copies of drafts, and backups, by what they are.

Nothing else in them is taken or changed.

Such a folder may be a link to one in which other things lie, and anybody may put something into it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from smartcli.asking import drafts
from smartcli.home import disk, kept_names, layout
from smartcli.home.disk import SYSTEM, System
from smartcli.home.filenames import BACKUPS, DIGESTS, DRAFTS, ELSEWHERE, HEIGHTS, JOURNAL, KEY, MOVING, QUARANTINE
from smartcli.home.seal.keys import FILES as KEY_FILES
from smartcli.journal import digest_cache, height_store, own_names
from smartcli.journal.segment_names import LINES, is_device, is_like_a_segment, may_hold_segments
from smartcli.keeping import backups

_OLDER_KEY = re.compile(r"before-[0-9]{8}-[0-9]{6}")
_RULES: Mapping[str, Callable[[str], bool]] = {
    DRAFTS: drafts.is_name,
    KEY: frozenset(KEY_FILES).__contains__,
    QUARANTINE: kept_names.is_ours,
    DIGESTS: digest_cache.is_digest,
    HEIGHTS: lambda name: height_store.is_mark(name) or name == own_names.NOTED,
    BACKUPS: lambda name: backups.is_ours(name) or name == ELSEWHERE,
}


def is_ours(path: str) -> bool:
    """Whether a file has a name that we give. path: from the home, with / between its parts."""
    row, *inner = path.split("/")
    is_named = _RULES.get(row) or (_RULES[BACKUPS] if row in layout.names(erased=layout.OURS_ERASED) else None)
    if not inner or disk.is_temporary(inner[-1]) or is_named is None:
        return True
    return is_named(inner[-1]) and all(map(partial(_may_lie_in, row), inner[:-1]))


def _may_lie_in(row: str, folder: str) -> bool:
    return row == KEY and _OLDER_KEY.fullmatch(folder) is not None


def found(home: Path, row: str, system: System = SYSTEM) -> list[Path]:
    """What is ours below a folder of the home: files, and links in the place of files or of folders that hold some.

    OSError: it cannot be told.
    """
    return list(_found(home, row, system, is_linked=disk.is_link(home / row)))


def erase(home: Path, row: str, system: System = SYSTEM) -> OSError | None:
    """Take that away, and folders in which nothing is left. What cannot be hinders nothing else; its first error.

    A link stays as it is, with what it leads to: nobody could find that afterwards.
    """
    return _erase(home, row, system, is_linked=disk.is_link(home / row))


def others(home: Path, row: str, system: System = SYSTEM) -> bool:
    """Whether something else lies there too, but for what carries the folder. OSError: it cannot be told."""
    return _has_others(home, row, system, is_linked=disk.is_link(home / row))


def _has_others(home: Path, path: str, system: System, *, is_linked: bool) -> bool:
    for one in system.scan(os.fspath(home / path)):
        kind = _kind(home, f"{path}/{one.name}", system, is_linked=is_linked)
        if kind == _INTO and _has_others(home, f"{path}/{one.name}", system, is_linked=is_linked):
            return True
        if not kind and not one.name.startswith("."):
            return True
    return False


_TAKE, _LINK, _INTO = "take", "link", "into"


def _found(home: Path, path: str, system: System, *, is_linked: bool) -> Iterator[Path]:
    for one in sorted(system.scan(os.fspath(home / path)), key=lambda one: one.name):
        name, place = f"{path}/{one.name}", Path(one.path)
        kind = _kind(home, name, system, is_linked=is_linked)
        if kind == _INTO:
            yield from _found(home, name, system, is_linked=is_linked)
        elif kind:
            yield place


def _erase(home: Path, path: str, system: System, *, is_linked: bool) -> OSError | None:
    place, trouble = home / path, list[OSError]()
    try:
        names = _names_in(place, system, is_linked=is_linked)
    except OSError as error:
        return error
    for name in names:
        inner = f"{path}/{name}"
        try:
            kind = _kind(home, inner, system, is_linked=is_linked)
        except OSError as error:
            trouble.append(error)
            continue
        if kind == _INTO:
            found = _erase(home, inner, system, is_linked=is_linked)
        elif kind == _LINK:
            found = disk.Linked(home / inner)
        else:
            found = disk.remove_all(home / inner, system) if kind else None
        trouble += [found] if found else []
    try:
        if not trouble and not disk.is_link(place) and not system.scan(os.fspath(place)):
            system.remove_folder(os.fspath(place))
    except OSError as error:
        trouble.append(error)
    return next(iter(trouble), None)


def _names_in(place: Path, system: System, *, is_linked: bool) -> list[str]:
    try:
        return sorted(one.name for one in system.scan(os.fspath(place)))
    except PermissionError:  # closed even to its owner, perhaps
        if is_linked:
            raise
        system.chmod(os.fspath(place), 0o700)
        return sorted(one.name for one in system.scan(os.fspath(place)))


def _kind(home: Path, path: str, system: System, *, is_linked: bool) -> str:
    """What becomes of something in a folder of the home; "" = it is none of ours.

    is_linked: that folder is a link. Where it is not, what begins with a dot goes with it: whatever carries the folder
    keeps older versions of the same there.
    """
    place = home / path
    is_dotted = place.name.startswith(".")
    if disk.is_link(place):
        if not disk.leads_to_folder(place, system):
            is_meant = is_taken(path, is_linked=is_linked)
        else:
            is_meant = _may_hold(path, is_linked=is_linked) and any(_found(home, path, system, is_linked=True))
        return (_LINK if is_meant else "") if not is_dotted else "" if is_linked else _TAKE
    if is_dotted and not is_linked:
        return _TAKE
    if not disk.leads_to_folder(place, system):
        return _TAKE if is_taken(path, is_linked=is_linked) or _is_ours_by_what_it_is(home, path, system) else ""
    return _INTO if _may_hold(path, is_linked=is_linked) else ""


def _is_ours_by_what_it_is(home: Path, path: str, system: System) -> bool:
    return _is_draft(home, path, system) or _is_backup(home, path)


def _is_backup(home: Path, path: str) -> bool:
    """Whether it is a backup under another name."""
    try:
        return path.partition("/")[0] == BACKUPS and backups.is_one(home / path)
    except OSError:
        return False


def _is_draft(home: Path, path: str, system: System) -> bool:
    """Whether it is a draft under another name: a copy of one."""
    if path.partition("/")[0] != DRAFTS or not path.endswith(drafts.PLAIN):
        return False
    try:
        return drafts.read(disk.read(home / path, system)) is not None
    except OSError:
        return False


def is_taken(path: str, *, is_linked: bool) -> bool:
    """Whether a file goes with all there is. In a linked journal only a segment does that lies as one of ours does."""
    row, *between, name = path.split("/")
    if row not in (JOURNAL, MOVING) or disk.is_temporary(name):
        return is_ours(path)
    if not is_linked:
        return LINES in name
    return bool(between) and is_device(between[-1]) and is_like_a_segment(name)


def _may_hold(path: str, *, is_linked: bool) -> bool:
    """Whether a folder may have files of ours in it."""
    row, *between, name = path.split("/")
    if row == KEY:
        return not between and _may_lie_in(row, name)
    if row in (JOURNAL, MOVING):
        depth = len(between) - (row == MOVING)
        return depth < 0 or (depth == 0 and (is_device(name) if is_linked else may_hold_segments(name)))
    return row not in _RULES and not is_linked
