"""A file for somebody to take along: private, never over another, read back before it is called done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from smartcli.errors import SmartError, Usage
from smartcli.home import carriers, disk
from smartcli.text.language import _, typed


def new_path(out: str, *suffixes: str) -> Path:
    """The path of a new file whose name ends in one of these. The first one is proposed where it does not."""
    path = Path(out)
    if path.suffix not in suffixes:
        ends = _(" or ").join(suffixes)
        raise Usage(
            _("The name of the file has to end in {ends}.").format(ends=ends),
            next=typed("--out FILE{end}", end=suffixes[0]),
        )
    check_new(path)
    return path


def check_new(path: Path) -> None:
    """There is nothing of this name yet; to be known before a passphrase is asked for."""
    if path.exists():
        raise SmartError(_("There is a file of this name already. Please name a new one."))


def write_new(path: Path, rendered: bytes | Iterable[bytes]) -> None:
    """A new private file, whole or as it is made; read back and compared before it is called done."""
    from hashlib import blake2b  # only a file to take along needs it

    check_new(path)
    going, there = blake2b(), blake2b()

    def parts() -> Iterator[bytes]:
        for part in [rendered] if isinstance(rendered, bytes) else rendered:
            going.update(part)
            yield part
        check_new(path)  # making it may have taken long

    try:
        disk.replace(path, parts())
        for part in disk.in_parts(path):
            there.update(part)
    except OSError as error:
        raise SmartError(_("The file cannot be written here: {reason}.").format(reason=error.strerror)) from None
    if there.digest() != going.digest():
        raise SmartError(_("The file does not hold what was written. Please try another disk."))


def written(path: Path, *, left_out: bool) -> list[str]:
    """So that whoever takes the file along knows what it is, who carries it, and what is not in it."""
    is_open = _("Written. The file is not encrypted.")
    return [is_open, *carriers.in_words(path), *without_private(left_out=left_out)]


def without_private(*, left_out: bool) -> list[str]:
    return [_("What is private, such as people, is left out. To have it in: --with-private")] if left_out else []
