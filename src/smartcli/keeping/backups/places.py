"""What is worth knowing of the place a backup lies in: another disk or the same one, and who else carries it away."""

from __future__ import annotations

from pathlib import Path

from smartcli.home.disk import SYSTEM, System

# How the folders begin that are carried to other machines, in lower case; and what such tools keep in them.
_SYNCED = {
    "dropbox": "Dropbox",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "pcloud": "pCloud",
}
_MARKS = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".nextcloudsync.log": "Nextcloud"}


def synced_by(path: Path) -> str:
    """The name of what seems to carry this place to other machines; empty where nothing does."""
    folders = list(path.absolute().parents)
    for folder in folders:
        for start, name in _SYNCED.items():
            if folder.name.lower().startswith(start):
                return name
    return next((name for folder in folders for mark, name in _MARKS.items() if (folder / mark).exists()), "")


def is_beside(path: Path, home: Path, system: System = SYSTEM) -> bool:
    """Whether both lie on one disk, and would be lost together. Where that cannot be told: yes."""
    try:
        return system.stat(str(path)).st_dev == system.stat(str(home)).st_dev
    except OSError:
        return True
