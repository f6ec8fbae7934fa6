"""Backups: all that a person has in one file, made before anything that rewrites, and put back without replacing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from smartcli.keeping.backups.rotation import away, before, is_ours, newest, old, overdue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smartcli.keeping.backups.changing import Change

__all__ = ["away", "before", "change", "is_ours", "newest", "old", "overdue"]


def change(path: Path, what: Change, now: datetime) -> bool:
    """A backup with something taken out of it; whether there was anything."""
    from smartcli.keeping.backups.changing import change as write_anew  # what a zip needs takes long to load

    return write_anew(path, what, now)
