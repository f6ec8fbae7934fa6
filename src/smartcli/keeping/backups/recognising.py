"""Whether something is a backup of ours by what it is: it has our manifest, whatever somebody has called it."""

from __future__ import annotations

import json
import os
import zipfile
import zlib
from pathlib import Path

from smartcli.home import disk
from smartcli.home.disk import SYSTEM, System
from smartcli.keeping.backups.packs import LIST, MANIFEST, manifest_in


def is_backup(path: Path, system: System = SYSTEM) -> bool:
    """Of a file, or of a folder into which one was unpacked. Nothing is read but what leads to the manifest, and that.

    OSError: it cannot be told.
    """
    try:
        if disk.leads_to_folder(path, system):
            return any(_is_manifest(_read(place, system)) for place in (path, *_folders(path, system)))
        return disk.leads_to_file(path, system) and _is_zip_of_ours(path, system)
    except FileNotFoundError:  # it went away in this moment
        return False


def _is_zip_of_ours(path: Path, system: System) -> bool:
    try:
        return _is_manifest(manifest_in(path, system))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, LookupError, NotImplementedError, RuntimeError):
        return False


def _is_manifest(data: bytes) -> bool:
    try:
        manifest = json.loads(data)
    except (ValueError, RecursionError):
        return False
    is_table = isinstance(manifest, dict)
    return is_table and type(manifest.get("schema")) is int and isinstance(manifest.get("files"), dict)


def _read(folder: Path, system: System) -> bytes:
    try:
        return disk.read(folder / MANIFEST, system, most=LIST)
    except OSError:  # there is none, or it is something else
        return b""


def _folders(path: Path, system: System) -> list[Path]:
    """The one folder around all, where there is one."""
    inner = [Path(one.path) for one in system.scan(os.fspath(path)) if one.is_dir(follow_symlinks=False)]
    return inner if len(inner) == 1 else []
