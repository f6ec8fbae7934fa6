"""Whose a folder is: only what smartcli made, or was given empty, is closed to others; and where it makes no home.

It is told from what lies there, and not from a mark of ours: homes are copied, unpacked and carried, which opens them
and loses marks. A folder is ours where nothing lies in it but what the table of a home names; what lies in such a home
is ours too. Nothing else is ever closed, also where it was named as the home.
"""

from __future__ import annotations

import os
from pathlib import Path

from smartcli.errors import Damaged, Usage
from smartcli.home import carriers, disk, layout
from smartcli.home.disk import SYSTEM, System
from smartcli.home.filenames import AT_HAND, AWAY, BACKUPS, DEVICE, MARKS, SETTINGS, UNFINISHED, UNPACKED
from smartcli.text.language import _, quoted, typed

BELOW = 2  # levels: home/journal/DEVICE
SIGNS = (DEVICE, SETTINGS, MARKS, AT_HAND, UNFINISHED)  # one of them lies wherever smartcli was used
OF_THE_SYSTEM = ("/dev", "/proc", "/sys")  # what is written there is gone with the next start, or is no file at all
IN_MEMORY = "/dev/shm"  # noqa: S108  not written to: it is the one place in /dev where folders are at home
NAMES = frozenset(layout.names(is_one=True))
NOT_GIVEN = NAMES - {BACKUPS, *layout.names(erased=layout.LEFT)}  # where nothing lies that a person puts there
DEEPEST = max(row.depth for row in layout.TABLE)


def is_ours(folder: Path, known: os.stat_result, system: System = SYSTEM) -> bool:
    """Whether a folder that lies there may be closed to others. known: what the system says of it."""
    if hasattr(os, "geteuid") and known.st_uid != os.geteuid():
        return False
    real = os.path.realpath(folder)
    if os.path.dirname(real) == os.path.dirname(os.path.dirname(real)) or real == _own_folder():
        return False  # "/" itself and what lies right below it, such as /srv, is there for all; ~ is the person's
    if _holds_only_ours(real, system):
        return True
    if os.path.islink(folder):  # what lies behind a link is judged by itself
        return False
    above = [Path(os.path.abspath(folder)).parents[level] for level in range(BELOW)]
    return any(has_sign(home) and _holds_only_ours(os.fspath(home), system) for home in above)


def is_mixed(home: Path, system: System = SYSTEM) -> bool:
    """Whether other things than ours lie in a home."""
    try:
        return any(not _is_name_of_ours(found.name) for found in system.scan(os.fspath(home)))
    except OSError:
        return False


def refuse(home: Path, system: System = SYSTEM) -> None:
    """Damaged, with what to type: smartcli makes no home here, or nobody can come to it.

    Where it has one already, that is used, wherever it is.

    Among other people's files, `forget` and `lock` could take a folder called drafts or key for one of ours.
    """
    if has_sign(home):
        return
    real = os.path.realpath(home)
    if any(real == one or real.startswith(f"{one}/") for one in OF_THE_SYSTEM) and not real.startswith(f"{IN_MEMORY}/"):
        raise _refused(_("{place} belongs to the system, so nothing can be kept there.").format(place=home))
    if error := disk.unreached(home):
        from smartcli.home.reasons import why  # hardly ever

        said = _("The folder {place} cannot be reached ({why}).").format(place=home, why=why(error))
        raise Damaged(said, so=_("Nothing has been changed."), next="smartcli doctor") from error
    if disk.is_there(home) and not disk.leads_to_folder(home, system):
        said = _("{place} is no folder, so smartcli cannot keep anything in it.").format(place=home)
        raise _refused(said)
    if not is_mixed(home, system):
        return
    if real in ("/", _own_folder()):
        said = _("{place} is for everything you have. smartcli keeps its files in a folder of its own.")
        raise _refused(said.format(place=home), Path(_own_folder()))
    said = _("{place} holds other files. smartcli keeps its own in a folder where nothing else lies.")
    raise _refused(said.format(place=home), home)


def _refused(said: str, around: Path | None = None) -> Damaged:
    """around: where a folder of its own would do."""
    better = quoted(around / "smartcli") if around else "FOLDER"
    return Damaged(said, next=typed("smartcli --home {better}", better=better), code=Usage.code)


def has_sign(home: Path) -> bool:
    """Whether something lies there that shows that it is a home."""
    return any(os.path.lexists(home / name) or disk.is_away(home / name) for name in SIGNS)


def is_place_of_ours(path: Path) -> bool:
    """Whether, in a home, smartcli keeps something of its own there: no place for a file that somebody asks for."""
    real = Path(os.path.realpath(path))
    for level, home in enumerate(list(real.parents)[:DEEPEST]):
        first = real.parts[-1 - level]
        if first in NOT_GIVEN and has_sign(home):
            return True
    return False


def _holds_only_ours(folder: str, system: System) -> bool:
    try:
        return all(_is_name_of_ours(found.name) for found in system.scan(folder))
    except OSError:
        return False


def _is_name_of_ours(name: str) -> bool:
    if name.startswith(".") and carriers.is_placeholder(name):  # of one of ours, perhaps
        name = name[1:].removesuffix(AWAY)
    return name in NAMES or name.startswith(UNPACKED) or disk.is_temporary(name) or carriers.is_theirs(name)


def _own_folder() -> str:
    return os.path.realpath(os.path.expanduser("~"))
