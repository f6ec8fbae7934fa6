"""Backups: all that a person has in one file, made before anything that rewrites, and put back without replacing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from smartcli.keeping.backups.rotation import away, before, is_ours, newest, old, overdue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smartcli.keeping.backups.changing import Change

__all__ = ["away", "before", "change", "is_one", "is_ours", "newest", "old", "overdue"]


def is_one(path: Path) -> bool:
    """Whether it is a backup of ours, by its name or by what it is. OSError: it cannot be told."""
    if is_ours(path.name):
        return True
    from smartcli.keeping.backups.recognising import is_backup  # what a zip needs takes long to load

    return is_backup(path)


def change(path: Path, what: Change, now: datetime) -> bool:
    """A backup with something taken out of it; whether there was anything."""
    from smartcli.keeping.backups.changing import change as write_anew  # what a zip needs takes long to load

    return write_anew(path, what, now)
