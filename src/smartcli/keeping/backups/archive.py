"""Writing a backup: one zip that any program can open, with a list of all that is in it and what it should be."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import smartcli
from smartcli.errors import InPart, SmartError
from smartcli.home import disk
from smartcli.home.disk import SYSTEM, System, Unflushed
from smartcli.home.ids import stamp
from smartcli.home.reasons import why
from smartcli.keeping.backups import opening
from smartcli.keeping.backups.gathering import Gathered
from smartcli.keeping.backups.opening import SCHEMA, Archive
from smartcli.keeping.backups.packs import MANIFEST
from smartcli.text.language import _


class NotMade(SmartError):
    """There is no backup."""


def write(path: Path, gathered: Gathered, made: datetime, system: System, **more: object) -> Archive:
    """Put it on the disk, and read it back: when this returns, it is whole. more: further words for the manifest."""
    data = render(gathered.files, made, **more)
    disk.sweep_halves(path, system)
    try:
        with suppress(Unflushed):  # what can be read back is a backup
            disk.replace(path, data, system)
    except OSError as error:
        raise not_made(why(error)) from error
    try:
        written = disk.read(path, system, most=len(data))
        if written != data:
            raise not_made(_("the disk does not give back what was written"))
        return opening.check(written)
    except OSError as error:
        raise without(path, not_made(why(error)), system) from error
    except SmartError as error:
        raise without(path, error, system) from error


def render(files: Mapping[str, bytes], made: datetime, **more: object) -> bytes:
    """The archive. The manifest comes first."""
    listed = {name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()}
    manifest = {"schema": SCHEMA, "made": stamp(made), "smartcli": smartcli.__version__, **more, "files": listed}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in [(MANIFEST, json.dumps(manifest, indent=1).encode("ascii")), *files.items()]:
            archive.writestr(_head(name, made), data)
    return out.getvalue()


def not_made(reason: str) -> NotMade:
    said = _("There is no new backup: {why}.").format(why=reason)
    return NotMade(said, so=_("What you have is as it was."), next="smartcli where")


def _head(name: str, made: datetime) -> zipfile.ZipInfo:
    year = min(max(made.year, 1980), 2107)  # what a zip can say
    head = zipfile.ZipInfo(name, (year, *made.timetuple()[1:6]))
    head.compress_type = zipfile.ZIP_DEFLATED
    head.create_system = 3  # Unix, whose modes follow
    head.external_attr = 0o100600 << 16
    return head


def without(path: Path, problem: SmartError, system: System = SYSTEM) -> SmartError:
    """Take a new file away that is not to be relied on; how it is told then. InPart: it is still there."""
    try:
        disk.remove(path, system)
        return problem
    except OSError as error:
        said = _("A file that may not be a whole backup could not be taken away again ({why}): {place}")
        return InPart(f"{problem.what} {said.format(why=why(error), place=path)}", next="smartcli doctor")
