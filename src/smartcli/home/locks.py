"""Whether what changes what is there may begin in a home: not where windows cannot be kept apart, nor in mid-move."""

from __future__ import annotations

import os
from pathlib import Path

from smartcli.errors import HERE, SmartError
from smartcli.home import disk, move_noted
from smartcli.home.disk import SYSTEM, System
from smartcli.home.filenames import LOCK
from smartcli.home.reasons import why
from smartcli.text.language import _


def check(home: Path, system: System = SYSTEM) -> None:
    """SmartError: no lock can be had there by anybody, or the journal is on its way to another folder."""
    check_lock(home, system)
    try:
        move = move_noted.read(home, system)
    except OSError as error:
        raise not_to_be_had(error) from error
    if move is not None:
        raise move_noted.first(move)


def check_lock(home: Path, system: System = SYSTEM) -> None:
    """SmartError: no lock can be had there by anybody. That another smartcli has it is no matter: it will let go."""
    if not os.path.isdir(home):  # nothing is there that two could change
        return
    if error := disk.why_no_lock(home / LOCK, system):
        raise not_to_be_had(error)


def not_to_be_had(error: OSError) -> SmartError:
    """How it is told that the system does not give the lock."""
    if error.errno in disk.NO_LOCKS:
        said = _(
            "Two windows of smartcli cannot be kept apart on this disk ({why}), so nothing was begun, and all is as it "
            "was. On a disk of this computer it works: copy your folder there, and name it with --home."
        )
    else:
        said = _("Nothing can be changed here ({why}), so nothing was begun, and all is as it was.")
    return SmartError(said.format(why=why(error)), next="smartcli doctor")


def another_window() -> SmartError:
    """How it is told that another smartcli has it, and has changed what this one was asked about, or may."""
    return SmartError(
        _("Another window of smartcli is at work here. Nothing was changed; please try again."), next=HERE
    )
