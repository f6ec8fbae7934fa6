"""Lines in the open in a sealed journal: what was there when it was sealed is the person's, all else waits to be seen.

Anybody who carries the folder can put a line into it; only who has the recipient can seal one. So in a sealed journal a
plain line counts for nothing, in whatever folder it lies. <home>/accepted names what lay in the open when `lock` began,
or was taken since: a line for each, the bytes from the beginning of a segment, their SHA-256, and which segment it is.
Whatever comes behind, or in their place, is no part of it. Whoever carries the folder gives the names in it, so none of
them stands there as it is: a line break in one would begin another line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.home import disk
from smartcli.journal import segment_names
from smartcli.journal.files import Files
from smartcli.journal.line import between_sealed, decode, is_sealed, is_whole
from smartcli.record import Record
from smartcli.text.language import _

Rows = Mapping[str, tuple[tuple[int, str], ...]]  # by the folder and the name of a segment: bytes, and their sum


_ROW = re.compile(r"([0-9]{1,15}) ([0-9a-f]{64}) ([^/]+/[^/]+)")
_ODD = re.compile(rb"[^!-$&-~]")  # what of a name is written as %XX: all but plain signs of ASCII, and the sign itself
_WRITTEN = re.compile(rb"%([0-9A-F]{2})")


class Strangers(Record):
    """The plain lines of one segment that count for nothing. data: the segment as it was looked at."""

    file: Path
    is_ours: bool
    data: bytes
    lines: tuple[bytes, ...]
    changed: float  # when the file was last changed, in seconds since 1970

    @property
    def day(self) -> str:
        """That, as a day here."""
        return datetime.fromtimestamp(self.changed).astimezone().date().isoformat()


def name_of(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def read(files: Files) -> Rows:
    """What was taken. What cannot be read of it is not taken: it waits to be seen once more."""
    try:
        return whole(files)
    except OSError:
        return {}


def whole(files: Files) -> Rows:
    """The same for what goes on from it. OSError: it cannot be read, and nothing may take its place."""
    text = (disk.read_if_any(files.accepted, files.system) or b"").decode("utf-8", "surrogateescape")
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    is_torn = False  # what follows what is no line of ours may be the rest of a name, as it was written before
    for line in text.split("\n"):
        row = _ROW.fullmatch(line)
        if row and not is_torn:
            name = os.fsdecode(_WRITTEN.sub(lambda sign: bytes([int(sign[1], 16)]), os.fsencode(row[3])))
            found[name] = (*found.get(name, ()), (int(row[1]), row[2]))
        is_torn = row is None
    return found


def write(files: Files, rows: Rows) -> None:
    """OSError: it could not be, and is as it was."""
    lines = [f"{size} {known} {_told(name)}\n" for name, parts in rows.items() for size, known in dict.fromkeys(parts)]
    if lines:
        disk.replace(files.accepted, "".join(lines).encode("ascii"), files.system)
    elif os.path.lexists(files.accepted):
        disk.remove(files.accepted, files.system)


def _told(name: str) -> str:
    return _ODD.sub(lambda sign: b"%%%02X" % ord(sign[0]), os.fsencode(name)).decode("ascii")


def row(data: bytes) -> tuple[int, str]:
    from hashlib import sha256  # which takes longer to load than all else here, and is needed by few

    return len(data), sha256(data).hexdigest()


def apart(data: bytes, parts: Iterable[tuple[int, str]]) -> tuple[bytes, list[bytes]]:
    """A segment without the plain lines that count for nothing, and those. parts: what of it was taken.

    Damaged lines stay where they are: whoever reads counts them.
    """
    size = max((size for size, known in parts if row(data[:size]) == (size, known)), default=0)
    taken, rest = data[:size], data[size:]
    strangers = [line for line in between_sealed(rest) if _is_plain(line)]
    if not strangers:
        return data, []
    gone = set(strangers)
    return taken + b"\n".join(line for line in rest.split(b"\n") if line not in gone), strangers


def _is_plain(line: bytes) -> bool:
    """Whether it is whole, and can be read by anybody."""
    if not is_whole(line):
        return False
    try:
        return b'"age"' not in line or not is_sealed(decode(line))
    except ValueError:
        return True


def has_whole(data: bytes) -> bool:
    """Whether anybody can read a whole line of a journal in it, whatever it is and is called; nothing else counts."""
    return any(_is_plain(line) for line in between_sealed(data))


def plain_in(data: bytes) -> bool:
    """Whether a segment that is not packed has anything that anybody can read."""
    return any(line.strip() for line in between_sealed(data))


# In a journal


def strangers(files: Files, folders: Iterable[Path]) -> Iterator[Strangers]:
    """Those of all segments in these folders. What cannot be read has none that count."""
    rows = read(files)
    ours = set(files.made_here())
    for file in _open_segments(files, folders):
        try:
            data = disk.read(file, files.system, follow=False)
            changed = files.system.stat(os.fspath(file)).st_mtime
        except OSError:  # which is counted by whoever reads all
            continue
        _counting, found = apart(data, rows.get(name_of(file), ()))
        if found:
            yield Strangers(file=file, is_ours=file.parent in ours, data=data, lines=tuple(found), changed=changed)


def note(files: Files, folders: Iterable[Path]) -> None:
    """What lies in the open now is the person's own: they are about to seal it. SmartError: it cannot be told."""
    try:
        rows: dict[str, tuple[tuple[int, str], ...]] = dict(whole(files))
        for file in _open_segments(files, folders):
            data = disk.read(file, files.system, follow=False)
            if plain_in(data):
                rows[name_of(file)] = (*rows.get(name_of(file), ()), row(data))
        write(files, rows)
    except OSError as error:
        from smartcli.home.reasons import why

        said = _("It could not be written down what is to be sealed ({why}). Nothing is sealed.")
        raise SmartError(said.format(why=why(error)), next="smartcli doctor") from error


def let_go(files: Files, folders: Iterable[Path]) -> None:
    """What lay in the open in these is sealed, or gone."""
    rows, names = whole(files), {folder.name for folder in folders}
    kept = {name: parts for name, parts in rows.items() if name.partition("/")[0] not in names}
    if kept != rows:
        write(files, kept)


def _open_segments(files: Files, folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for one in sorted(files.system.scan(os.fspath(folder)), key=lambda one: one.name):
            is_open = segment_names.is_segment(one.name) and not segment_names.is_packed(one.name)
            if is_open and one.is_file(follow_symlinks=False):
                yield folder / one.name
