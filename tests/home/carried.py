"""Folders that something carries to other machines, made as its program makes them."""

from pathlib import Path

from smartcli.home import carriers

# Folders as the programs make them, and who carries them.
REAL = {
    "Syncthing": "Syncthing",
    "Dropbox": "Dropbox",
    "Dropbox (Personal)": "Dropbox",
    "Library/CloudStorage/Dropbox": "Dropbox",
    "Nextcloud": "Nextcloud",
    "Nextcloud2": "Nextcloud",
    "ownCloud": "ownCloud",
    "OneDrive": "OneDrive",
    "OneDrive - Work": "OneDrive",
    "Library/CloudStorage/OneDrive-Personal": "OneDrive",
    "Google Drive": "Google Drive",
    "GoogleDrive": "Google Drive",
    "Library/CloudStorage/GoogleDrive-ana@example.org/My Drive": "Google Drive",
    "Library/Mobile Documents/com~apple~CloudDocs": "iCloud",
    "Library/Mobile Documents/iCloud~md~app": "iCloud",
    "iCloudDrive": "iCloud",
    "iCloud Drive (Archive)": "iCloud",
    "pCloud": "pCloud",
    "pCloudDrive": "pCloud",
    "pCloud Drive": "pCloud",
    "MEGA": "MEGA",
    "MEGAsync Uploads": "MEGA",
    "Resilio Sync": "Resilio",
    "Box": "Box",
    "Box Sync": "Box",
    "Library/CloudStorage/Box-Box": "Box",
    "Tresorit": "Tresorit",
    "Seafile": "Seafile",
    "Yandex.Disk": "Yandex Disk",
    "Яндекс.Диск": "Yandex Disk",
    "Proton Drive": "Proton Drive",
    "Library/CloudStorage/ProtonDrive-ana@example.org-folder": "Proton Drive",
    "SynologyDrive": "Synology Drive",
    "Library/CloudStorage/Elsewhere-ana@example.org": "Elsewhere",  # whoever it is: macOS has only such folders there
}


def lay(folder: Path, mark: str) -> None:
    """Put a mark into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / mark.replace("*", "0a1b2c")
    place.write_bytes(b"") if "." in mark[1:] or mark in carriers.FILES else place.mkdir()
