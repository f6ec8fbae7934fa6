"""The journal on its way to another folder: what is noted before the first step, and the command that goes on.

In <home>/moving lie, for a moment, the new place (`new`: a link, or a folder) and the old one (`before`).
"""

from __future__ import annotations

import json
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.home import unfinished
from smartcli.home.disk import SYSTEM, System
from smartcli.home.filenames import MOVING
from smartcli.record import Record
from smartcli.text.language import _, quoted, typed


class Move(Record):
    """to: the folder, whole; "" = back into the home; None = it cannot be read where to.

    is_new: there was no such folder. had: the files that lay there before under a name of ours, each FOLDER/FILE.
    """

    to: str | None
    is_new: bool = False
    had: tuple[str, ...] = ()


def new(home: Path) -> Path:
    """What is to be the journal."""
    return home / MOVING / "new"


def before(home: Path) -> Path:
    """What was the journal. Where it lies here, the journal has been exchanged, or is just being."""
    return home / MOVING / "before"


def read(home: Path, system: System = SYSTEM) -> Move | None:
    """What is noted; None = nothing is. OSError: it cannot be told."""
    noted = unfinished.read(home, system).get(unfinished.MOVE)
    if noted is None:
        return None
    try:
        to, is_new, had = json.loads(noted)
        return Move(to=str(to), is_new=bool(is_new), had=tuple(map(str, had)))
    except (ValueError, TypeError):
        return Move(to=None)


def begin(home: Path, move: Move, system: System = SYSTEM) -> None:
    """OSError: it could not be noted, so nothing may begin."""
    unfinished.begin(home, unfinished.MOVE, json.dumps([move.to, move.is_new, move.had]).encode("ascii"), system)


def command(move: Move) -> str:
    """What is typed to go on."""
    if move.to is None:
        return "smartcli settings journal-folder FOLDER"
    if not move.to:
        return "smartcli settings journal-folder --back"
    return typed("smartcli settings journal-folder {folder}", folder=quoted(Path(move.to)))


def first(move: Move) -> SmartError:
    """Why nothing else that changes what is there begins now."""
    said = _(
        "The journal is on its way to another folder, and not all there. Nothing was begun. First go on with that:"
    )
    return SmartError(said, next=command(move))
