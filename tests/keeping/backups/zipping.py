"""The ways in which a backup comes back after somebody unpacked it and zipped it again."""

import io
import unicodedata
import zipfile
from collections.abc import Mapping


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def zip_of(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for name, data in files.items():
            again.writestr(name, data)
    return out.getvalue()


def with_folders(files: Mapping[str, bytes]) -> dict[str, bytes]:
    folders = {name.rpartition("/")[0] + "/" for name in files if "/" in name}
    return {**dict.fromkeys(sorted(folders), b""), **files}


def in_one_folder(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"my-log-2026/{name}": data for name, data in files.items()}


def from_above(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {"./": b"", "./my log/": b"", **{f"./my log/{name}": data for name, data in files.items()}}


def from_within(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {"./": b"", **{f"./{name}": data for name, data in files.items()}}


def as_a_mac_does(files: Mapping[str, bytes]) -> dict[str, bytes]:
    named = {unicodedata.normalize("NFD", name): data for name, data in in_one_folder(files).items()}
    beside = {f"__MACOSX/{name.replace('/', '/._')}": b"\0\5\x16\7" for name in named}
    return {**with_folders(named), "my-log-2026/.DS_Store": b"\0\0\0\1Bud1", **beside}


def as_windows_does(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {**dict(reversed(list(files.items()))), "Thumbs.db": b"x", "exercises/desktop.ini": b"x"}


WAYS = [with_folders, in_one_folder, from_above, from_within, as_a_mac_does, as_windows_does]
