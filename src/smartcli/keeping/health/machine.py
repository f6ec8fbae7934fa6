"""Looks at the machine: the terminal, the versions, the room on the disk and what it can do."""

from __future__ import annotations

import errno
import os
import platform
import shutil
import sys
import warnings
from collections.abc import Iterator
from importlib import metadata, util
from pathlib import Path

from smartcli import __version__
from smartcli.home import disk
from smartcli.home.reasons import why
from smartcli.keeping.health.looking import ANYWHERE, DAMAGED, ITS_DISK, LOOK, Facts, Noticed, Surroundings, looks
from smartcli.text.language import Later, _

PACKAGES = ("typer", "rich", "questionary", "prompt_toolkit", "platformdirs", "pyrage")
LITTLE = 100  # MB


@looks("terminal", Later("terminal"), at=ANYWHERE)
def terminal(given: Surroundings) -> Iterator[Noticed]:
    there = given.terminal
    term = given.environ.get("TERM", "")
    facts: Facts = {
        "terminal": int(there.is_one),
        "columns": there.width,
        "rows": there.height,
        "encoding": there.encoding.lower(),
        "shapes": int(there.has_shapes),
        "colour": int(not given.environ.get("NO_COLOR")),
        "plain": int(there.plain),
        "term": term,
    }
    said = [
        _("{columns} by {rows}, {encoding}.").format(
            columns=there.width, rows=there.height, encoding=there.encoding or _("encoding not known")
        )
        if there.is_one
        else _("None: this goes into a file or a pipe.")
    ]
    said += [_("It cannot show bars and dots, so plain signs are used.")] if not there.has_shapes else []
    said += [_("Plain lines are set.")] if there.plain else []
    said += [_("No colour, as NO_COLOR says.")] if given.environ.get("NO_COLOR") else []
    yield Noticed(said=" ".join(said), facts=facts)


@looks("versions", Later("versions"), at=ANYWHERE)
def versions(_given: Surroundings) -> Iterator[Noticed]:
    python = platform.python_version()
    known = {name: version(name) for name in PACKAGES}
    facts: Facts = {"smartcli": __version__, "python": python, "system": sys.platform}
    facts |= {name: found for name, found in known.items() if found}
    listed = ", ".join(f"{name} {found or _unknown(name)}" for name, found in known.items())
    said = _("smartcli {version}, Python {python} on {system}; {packages}.")
    yield Noticed(
        said=said.format(version=__version__, python=python, system=sys.platform, packages=listed), facts=facts
    )
    if unread := [name for name, found in known.items() if not found and _is_there(name)]:
        said = _("What version this is cannot be read: {names}.").format(names=", ".join(unread))
        yield Noticed(result=LOOK, said=said, next=str(ITS_DISK), facts={"unread": len(unread)})


def version(package: str) -> str:
    """ "" = there is none, or it cannot be read. What lists packages keeps to itself what it could not read."""
    try:
        with warnings.catch_warnings():  # newer Pythons warn where they find none
            warnings.simplefilter("ignore", DeprecationWarning)
            return metadata.version(package) or ""
    except (metadata.PackageNotFoundError, OSError, KeyError, ValueError):
        return ""


def _unknown(package: str) -> str:
    return _("of unknown version") if _is_there(package) else _("not installed")


def _is_there(package: str) -> bool:
    """Whether it can be loaded, whatever is known of it."""
    return package in sys.modules or util.find_spec(package) is not None


@looks("disk", Later("room on the disk"))
def room(given: Surroundings) -> Iterator[Noticed]:
    free = shutil.disk_usage(_nearest(given.home)).free // 1_000_000
    said = _("{n} MB are free.").format(n=free)
    if free < LITTLE:
        yield Noticed(
            result=LOOK, said=said, next=_("Please make some room, so that saving goes on."), facts={"mb": free}
        )
    else:
        yield Noticed(said=said, facts={"mb": free})


@looks("abilities", Later("what the disk can do"))
def abilities(given: Surroundings) -> Iterator[Noticed]:
    """What was tried there, and what it means where it does not work."""
    tried = given.abilities
    cannot = {name: error for name in CANNOT if (error := getattr(tried, name)) is not None}
    facts: Facts = {name: int(name not in cannot) for name in CANNOT} if tried.is_made else {"tried": 0}
    elsewhere = _("A folder on a disk of this computer can do all: copy it there, and name it with --home.")
    room_ = _(
        "Make room there, or name another folder with --home: one that is yours, on a disk that can be written to."
    )
    for name, error in cannot.items():
        result, said = CANNOT[name]
        if name == "write" and error.errno in NOT_LET and _goes_on(given):
            result, said = LOOK, ONLY_ON
        reason = why(error) if error.errno else _("it does not keep who may read them")
        next = room_ if name == "write" else elsewhere
        yield Noticed(result=result, said=str(said.format(why=reason)), next=next, facts=facts)
    if not tried.is_made:
        yield Noticed(said=_("Not tried: there is no folder yet."), facts=facts)
    elif not cannot:
        works = _("Writing, flushing, replacing, locking, closing and removing a file: all work.")
        yield Noticed(said=works, facts=facts)


NOT_LET = (errno.EACCES, errno.EPERM)
ONLY_ON = Later(
    "No new file can be made here ({why}). What you write is added to the files that are there; settings, cards and "
    "drafts may not be kept."
)


def _goes_on(given: Surroundings) -> bool:
    """Whether an entry has a place all the same: a file of this machine to add to, or its folder."""
    own = [one.file for one in given.found.segments if one.is_own and not one.trouble and not one.is_packed]
    places = [*own, *(folder for folder in given.found.folders if folder.name == given.found.own)]
    return any(os.access(place, os.W_OK) for place in places)


# By the name of what was tried.
CANNOT = {
    "write": (DAMAGED, Later("Nothing can be written here ({why}), so nothing can be saved.")),
    "flush": (
        DAMAGED,
        Later("The disk does not say that something is kept for good ({why}), so nothing can be saved."),
    ),
    "swap": (DAMAGED, Later("No file can take the place of another ({why}): drafts and settings cannot be kept.")),
    "lock": (
        LOOK,
        Later(
            "Two windows cannot be kept apart here ({why}). Saving works all the same; what changes what is there, "
            "such as lock, unlock, forget and repair, does not begin."
        ),
    ),
    "close": (LOOK, Later("Files cannot be closed to others here ({why}): whoever uses this disk may read them.")),
    "remove": (LOOK, Later("No file can be taken away here ({why}), so forget and lock cannot finish.")),
}


def _nearest(place: Path) -> Path:
    """The folder itself, or the nearest above it that is there."""
    return next((one for one in (place, *place.parents) if disk.leads_to_folder(one)), place)
