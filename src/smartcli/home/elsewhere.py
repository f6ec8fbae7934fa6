"""Journals in places where smartcli would look if it were started in another way."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.home import find as homes
from smartcli.home.filenames import DEVICE, JOURNAL


def journals(environ: Mapping[str, str], platform: str, home: Path) -> list[Path]:
    """The folders, other than `home`, where there is one. environ and platform: see find.py."""
    named = {name: value for name, value in environ.items() if name != "SMARTCLI_HOME"}
    plain = {name: value for name, value in named.items() if name != "XDG_DATA_HOME"}
    places = [usual(each, platform) for each in (environ, named, plain)]
    here = os.path.realpath(home)
    return [
        place
        for place in dict.fromkeys(place for place in places if place is not None)
        if _has_journal(place) and os.path.realpath(place) != here
    ]


def usual(environ: Mapping[str, str], platform: str) -> Path | None:
    """The folder that is found where none is named; None = nobody says."""
    if platform in ("linux", "darwin") and not (environ.get("HOME") or environ.get("SMARTCLI_HOME")):
        return None  # we look into no folder that nobody named
    try:
        return Path(homes.find(environ, platform))
    except (SmartError, ImportError, OSError, RuntimeError):
        return None


def _has_journal(place: Path) -> bool:
    return os.path.lexists(place / DEVICE) or os.path.lexists(place / JOURNAL)
