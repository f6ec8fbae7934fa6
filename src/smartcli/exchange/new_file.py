"""A file for somebody to take along: private, never over another, read back before it is called done."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from smartcli.errors import HERE, InPart, SmartError, Usage
from smartcli.home import carriers, disk, ownership
from smartcli.journal.segment_names import is_device, is_segment, number
from smartcli.text.language import _, is_inside

ENDS = {".csv", ".html", ".ics", ".json", ".md", ".pdf", ".toml"}  # of what is written here
FEW = 20  # folders that are looked into

if TYPE_CHECKING:
    from smartcli.home.so_far import SoFar


def new_path(out: str, *suffixes: str) -> Path:
    """The path of a new file whose name ends in one of these. The first one is proposed where it does not."""
    path = Path(out)
    if path.suffix.casefold() not in suffixes:
        ends = _(" or ").join(suffixes)
        raise Usage(
            _("The name of the file has to end in {ends}.").format(ends=ends),
            next=f"{HERE} --out FILE{suffixes[0]}",
        )
    check_new(path)
    return path


def check_new(path: Path, next: str = "") -> None:
    """There is a folder for it, and nothing of this name yet; to be known before a passphrase is asked for.

    next: how another name is given, where it is not with --out.
    """
    next = next or f"{HERE} --out FILE{path.suffix if path.suffix in ENDS else ''}"
    if os.path.isdir(path):
        raise SmartError(_("This is a folder. Please name a new file in it."), next=next)
    if os.path.lexists(path):
        raise SmartError(_("There is a file of this name already. Please name a new one."), next=next)
    if ownership.is_place_of_ours(path) or _is_in_a_journal(path):
        raise SmartError(_("smartcli keeps its own files there. Please name one in another folder."), next=next)
    if not path.absolute().parent.is_dir():
        raise SmartError(_("The folder for this file is not there. Please make it first."), next=next)


def _is_in_a_journal(path: Path) -> bool:
    """Whether segments lie beside it, or in folders beside it: a journal may lie in any folder."""
    folder = os.path.dirname(os.path.abspath(path))
    try:
        with os.scandir(folder) as found:
            here = [*found]
        devices = [one.path for one in here if is_device(one.name) and one.is_dir()]
        return any(map(_is_of_a_journal, (one.name for one in here))) or any(
            any(map(_is_of_a_journal, os.listdir(place))) for place in devices[:FEW]
        )
    except OSError:
        return False


def _is_of_a_journal(name: str) -> bool:
    return number(name) is not None and is_segment(name)


def write_new(path: Path, rendered: bytes | Iterable[bytes], so_far: SoFar | None = None) -> None:
    """A new private file, whole or as it is made; read back and compared before it is called done.

    so_far is told of it. SmartError: there is none. InPart: there is one, and something is to be known of it.
    """
    from hashlib import blake2b  # only a file to take along needs it

    if so_far and so_far.no_files:
        raise SmartError(so_far.no_files)
    check_new(path)
    going = blake2b()

    def parts() -> Iterator[bytes]:
        for part in [rendered] if isinstance(rendered, bytes) else rendered:
            going.update(part)
            yield part
        check_new(path)  # making it may have taken long

    trouble: OSError | None = None
    try:
        disk.sweep_halves(path)
        disk.replace(path, parts())
    except disk.Unflushed as error:
        trouble = error  # it took its place all the same
    except OSError as error:
        said = _("The file cannot be written here: {reason}.").format(reason=_why(error))
        raise SmartError(said, next=f"{HERE} --out FILE{path.suffix if path.suffix in ENDS else ''}") from error
    if so_far:
        so_far.landed(_("The file is written."), "")
        so_far.missed += so_far.not_said_yet()  # what could not be read is not in it
    _read_back(path, going.digest())
    if trouble:
        said = _("The file is written, and whole. But the disk has not confirmed it ({why}): a power cut may undo it.")
        raise InPart(said.format(why=_why(trouble))) from trouble


def _read_back(path: Path, digest: bytes) -> None:
    """InPart: it does not hold what was written, or cannot be looked at."""
    from hashlib import blake2b

    there = blake2b()
    try:
        for part in disk.in_parts(path):
            there.update(part)
    except OSError as error:
        said = _("The file is written, and cannot be read back ({why}). Please look at it before you rely on it.")
        raise InPart(said.format(why=_why(error))) from error
    if there.digest() != digest:
        raise InPart(_("There is a file now, and it does not hold what was written. Please try another disk."))


def _why(error: OSError) -> str:
    from smartcli.home.reasons import why  # only where something failed

    return why(error)


def written(path: Path, *, left_out: bool) -> list[str]:
    """So that whoever takes the file along knows what it is, who carries it, and what is not in it."""
    is_open = _("Written. The file is not encrypted.")
    return [is_open, *carriers.in_words(path), *without_private(left_out=left_out)]


def without_private(*, left_out: bool) -> list[str]:
    if not left_out:
        return []
    if is_inside():  # there no options are typed
        return [_("What is private, such as people, is left out.")]
    return [_("What is private, such as people, is left out. To have it in: --with-private")]
