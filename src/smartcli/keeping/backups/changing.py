"""A backup written anew with something taken out of it: the one way in which a backup changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.home import disk
from smartcli.home.disk import SYSTEM, System
from smartcli.home.reasons import why
from smartcli.keeping.backups import archive, opening
from smartcli.keeping.backups.rotation import is_ours
from smartcli.text.language import _

# Given a file's name and bytes: the bytes it shall have, or None to leave it out. A SmartError stops the change.
Change = Callable[[str, bytes], bytes | None]


def change(path: Path, what: Change, now: datetime, system: System = SYSTEM) -> bool:
    """Put the changed backup in the old one's place, read back; whether there was anything to change."""
    old = opening.load(path, system)
    before = {name: old.read(name) for name in old.names}
    if old.passed_over and not is_ours(path.name):  # it would go
        raise SmartError(_("somebody has packed other files with one of them; take it away yourself"))
    after = {name: data for name, one in before.items() if (data := what(name, one)) is not None}
    if after == before:
        return False
    data = archive.render(after, now, before="forget", entries=None)
    opening.check(data)
    try:
        disk.replace(path, data, system)
    except OSError as error:
        raise archive.not_made(why(error)) from error
    return True
