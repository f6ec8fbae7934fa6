"""Putting segments of our own into another form: packed, opened again, or without what was forgotten.

Only folders that this machine made are touched: what other machines write is theirs to rewrite, or whatever carries the
folder would have two versions to choose from, and could lose a line.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from smartcli.errors import SmartError
from smartcli.home import disk
from smartcli.home.seal.keys import Unopened
from smartcli.journal import accepted, sealing, segment_names
from smartcli.journal.accepted import Rows
from smartcli.journal.files import Files
from smartcli.journal.heights import Heights
from smartcli.journal.line import VERSION, Table, between_sealed, has_sealed, inside_sealed, is_age, numbered
from smartcli.journal.segment_names import is_packed, is_segment
from smartcli.text.language import _

if TYPE_CHECKING:
    from smartcli.journal.naming import Naming


def own_segments(files: Files) -> Iterator[Path]:
    """Every plain file with lines of the journal in a folder of ours."""
    return _segments(files, files.made_here())


def _segments(files: Files, folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for file in sorted(files.system.scan(os.fspath(folder)), key=lambda file: file.name):
            if is_segment(file.name) and file.is_file(follow_symlinks=False):
                yield folder / file.name


def elsewhere(files: Files) -> int:
    """How many segments lie in folders of other machines, also where our own is gone; an empty folder counts as one.

    OSError: it cannot be told.
    """
    return sum(max(1, len(list(_segments(files, [folder])))) for folder in _folders_of_others(files))


def _others(files: Files) -> list[Path]:
    return [] if files.is_new() else _folders_of_others(files)


def _folders_of_others(files: Files) -> list[Path]:
    own = files.made_here()
    found = files.system.scan(os.fspath(files.journal))
    folders = [
        Path(place.path) for place in found if disk.is_folder(place) and segment_names.may_hold_segments(place.name)
    ]
    return [folder for folder in folders if folder not in own]


def plain_lines(files: Files) -> Iterator[bytes]:
    """Lines in segments of ours that anybody can read, and that count: what `lock` has still to seal."""
    rows = accepted.whole(files)
    for file in own_segments(files):
        if not is_packed(file.name):
            counting, _strangers = _apart(files, rows, file, disk.read(file, files.system, follow=False))
            yield from between_sealed(counting)


def _apart(files: Files, rows: Rows, file: Path, data: bytes) -> tuple[bytes, list[bytes]]:
    """What counts of a segment that is not packed, and the plain lines that do not."""
    return accepted.apart(data, rows.get(accepted.name_of(file), ())) if files.is_strict() else (data, [])


def sealed_segments(files: Files) -> Iterator[Path]:
    """Segments of ours that are packed, or hold sealed lines."""
    for file in own_segments(files):
        if is_packed(file.name) or has_sealed(disk.read(file, files.system, follow=False)):
            yield file


def age_files(files: Files) -> Iterator[bytes]:
    """Sealed lines and segments, whoever wrote them, as age files. What is only called so is none."""
    folders = [] if files.is_new() else [*files.made_here(), *_others(files)]
    for file in _segments(files, folders):
        yield from _ages(files, file)


def any_lines(files: Files) -> Iterator[Path]:
    """Segments with something in them, whoever wrote them."""
    every = _segments(files, [*files.made_here(), *_others(files)])
    return (file for file in every if files.system.stat(os.fspath(file)).st_size)


def plain_elsewhere(files: Files) -> Iterator[Path]:
    """Segments that other machines wrote, with lines that anybody can read."""
    return (file for file in _segments(files, _others(files)) if any(_plain(files, file)))


def sealed_elsewhere(files: Files) -> Iterator[list[bytes]]:
    """What is sealed in each segment that another machine wrote, as age files."""
    return ([*_ages(files, file)] for file in _segments(files, _others(files)))


def _ages(files: Files, file: Path) -> Iterator[bytes]:
    data = disk.read(file, files.system)
    return filter(is_age, [data] if is_packed(file.name) else inside_sealed(data))


def taken_elsewhere(files: Files) -> Iterator[bytes]:
    """Lines that other machines wrote in the open, and that count all the same."""
    rows = accepted.whole(files)
    for file in _segments(files, _others(files)):
        for size, known in rows.get(accepted.name_of(file), ()):
            data = disk.read(file, files.system, follow=False)[:size]
            if accepted.row(data) == (size, known):
                yield from accepted.apart(data, ())[1]


def _plain(files: Files, file: Path) -> list[bytes]:
    if is_packed(file.name):
        return []
    lines = disk.read(file, files.system, follow=False).split(b"\n")
    return [line for line in lines if line.strip() and not has_sealed(line)]


def pack(files: Files, *, everything: bool = False) -> list[Path]:
    """Seal segments as one file each. Gives those whose first form is still there beside it, to be retired.

    Without everything: only those that are closed (no line is added to them any more). Where our key does not open all
    that is sealed in one, it stays as it lies: inside a file of ours, another key would not open it, either. What is in
    the open there is sealed line by line.
    """
    done = []
    rows = accepted.whole(files)
    for file in list(own_segments(files)):
        if not is_packed(file.name) and (everything or _is_closed(file)):
            data, strangers = _apart(files, rows, file, disk.read(file, files.system, follow=False))
            if not data.strip() or (strangers and not everything):
                continue  # what nobody has looked at is not put under the key, and closes no way to look at it
            plain = sealing.opened(data, files.keys)
            if has_sealed(plain):
                if everything:
                    seal_lines(files, file, {*between_sealed(data)})
                continue
            new = file.with_name(segment_names.packed(file.name))
            if os.path.lexists(new) and _opened(files, disk.read(new, files.system)) != plain:
                continue  # somebody wrote in between: both are read, and nothing is lost
            Heights(files).check()
            disk.replace(new, files.keys.seal(plain), files.system)
            sealed = disk.read(new, files.system, follow=False)
            _confirm(files.keys.open(sealed) == plain)
            Heights(files).became(file, new, sealed)
            done.append(file)
    return done


MANY = 50  # rescue segments of a folder: no more lie there than are read at once
AT_ONCE = 500  # that are put together in one run, so that nobody waits for it
ROOM = 1 << 20  # bytes of those that are put together


def gather(files: Files) -> None:
    """Put rescue segments of ours together, line by line as they are: each file costs more than what is in it.

    The new bytes are read back before one of the old files goes; where that is cut off, a line lies there twice, and
    counts once. Nobody adds to a rescue segment: what is written while this goes on has a file of its own.

    Others stay as they are. Of numbered segments, and of their lines, the numbers show whether one is missing. What a
    sync tool made a copy of, it may be at work on, and would bring back: `repair` moves a copy to quarantine when each
    of its lines stands elsewhere.
    """
    for folder in files.made_here():
        names = sorted(file.name for file in files.system.scan(os.fspath(folder)) if disk.is_file(file))
        small = [folder / name for name in names if segment_names.is_rescue(name)]
        if len(small) > MANY:
            _gather(files, small[:AT_ONCE])


def _gather(files: Files, small: Iterable[Path]) -> None:
    batch: dict[Path, bytes] = {}
    for file in small:
        data = disk.read(file, files.system, follow=False)
        if not data.endswith(b"\n") or (files.keys.is_there and any(map(_is_open, data.splitlines()))):
            continue  # torn; or in the open where lines are sealed, which is for the person to say
        if batch and sum(map(len, batch.values())) + len(data) > ROOM:
            _put_together(files, batch)
            batch = {}
        batch[file] = data
    _put_together(files, batch)


def _is_open(line: bytes) -> bool:
    return bool(line.strip()) and not has_sealed(line)


def _put_together(files: Files, batch: Mapping[Path, bytes]) -> None:
    """The first of them takes the lines of all."""
    if len(batch) < 2:
        return
    first, *others = batch
    new, heights = b"".join(batch.values()), Heights(files)
    heights.about_to(first, new)
    disk.replace(first, new, files.system)
    _confirm(disk.read(first, files.system, follow=False) == new)
    heights.became(first, first, new)
    for file in others:
        heights.drop(file)
        disk.remove(file, files.system)
    disk.flush_folder(os.fspath(first.parent), files.system)


def retire(files: Files, segments: Collection[Path]) -> None:
    """Take away segments that were put into another form, read back and compared; plain lines that nobody took stay."""
    rows = accepted.whole(files)
    for file in segments:
        strangers: list[bytes] = []
        if not is_packed(file.name):
            _counting, strangers = _apart(files, rows, file, disk.read(file, files.system, follow=False))
        if strangers:
            disk.replace(file, b"".join(line + b"\n" for line in strangers), files.system)
        else:
            disk.remove(file, files.system)
    for folder in {file.parent for file in segments}:
        disk.flush_folder(os.fspath(folder), files.system)


def seal_lines(files: Files, file: Path, chosen: Collection[bytes]) -> None:
    """Put plain lines of a segment of ours under the key, each in its place."""
    if not chosen:
        return
    data = disk.read(file, files.system, follow=False)
    new = sealing.line_by_line(data, chosen, files.keys)
    heights = Heights(files)
    heights.about_to(file, new)
    disk.replace(file, new, files.system)
    again = disk.read(file, files.system, follow=False)
    heights.became(file, file, new)
    _confirm(again == new and {*sealing.opened(again, files.keys).split(b"\n")} >= {line.rstrip() for line in chosen})


def unpack(files: Files) -> None:
    """Back to plain lines, file by file; each is read back before its sealed form goes."""
    for file in list(own_segments(files)):
        data = disk.read(file, files.system, follow=False)
        was_packed = is_packed(file.name)
        inside = _opened(files, data) if was_packed else data
        if inside is None:
            continue
        plain = sealing.opened(inside, files.keys)
        if not was_packed and plain == data:
            continue
        new = file.with_name(segment_names.plain(file.name))
        if was_packed and (
            os.path.lexists(new) or not is_segment(new.name)
        ):  # packing was cut off, or a sync made a copy
            new = file.with_name(segment_names.unpacked(file.name))
        heights = Heights(files)
        if new == file:
            heights.about_to(file, plain)
        else:
            heights.check()
        disk.replace(new, plain, files.system)
        _confirm(disk.read(new, files.system, follow=False) == plain)
        heights.became(file, new, plain)
        if new != file:
            retire(files, [file])


def erase(files: Files, forgotten: Collection[str]) -> int:
    """Put an empty mark in the place of every line of these entries; how many lines there were."""
    from smartcli.journal.naming import Naming

    count, naming = 0, Naming(forgotten)
    rows = dict(accepted.whole(files))
    for file in list(own_segments(files)):
        data = disk.read(file, files.system, follow=False)
        was_packed = is_packed(file.name)
        inside = _opened(files, data) if was_packed else data
        lines = (inside or b"").split(b"\n")
        found = {
            place: mark
            for place, line in enumerate(lines)
            if (mark := _mark(files, line, place + 1, naming, is_packed=was_packed))
        }
        if found:
            new = b"\n".join(found.get(place, line) for place, line in enumerate(lines))
            written, heights = files.keys.seal(new) if was_packed else new, Heights(files)
            heights.about_to(file, written)
            _take_again(files, rows, file, data, found)
            disk.replace(file, written, files.system)
            again = disk.read(file, files.system, follow=False)
            _confirm((files.keys.open(again) if was_packed else again) == new)
            heights.became(file, file, written)
            count += len(found)
    return count


def _take_again(
    files: Files, rows: dict[str, tuple[tuple[int, str], ...]], file: Path, data: bytes, found: Mapping[int, bytes]
) -> None:
    """Where plain lines of this segment were taken, they still are when it is written anew: said before it is."""
    name = accepted.name_of(file)
    for size, known in rows.get(name, ()):
        if accepted.row(data[:size]) == (size, known):
            lines = data[:size].split(b"\n")
            new = b"\n".join(found.get(place, line) for place, line in enumerate(lines))
            rows[name] = (*rows[name], accepted.row(new))
            accepted.write(files, rows)


def _mark(files: Files, line: bytes, n: int, forgotten: Naming, *, is_packed: bool) -> bytes:
    """What stands in the place of a line that is about one of these entries; empty when it is about none."""
    about, said = forgotten.of(sealing.opened(line, files.keys))
    table = said or {}
    if not about or table.get("op") in ("forget", "gone", "remember"):
        return b""
    gone: Table = {"v": VERSION, "id": table.get("id", about), "op": "gone", "of": about}
    n = sealing.number(table, n)
    mark = numbered(gone, n)[:-1]
    is_sealed = has_sealed(line) or (files.keys.is_set_up and not is_packed)
    return sealing.sealed(mark, n, files.keys) if is_sealed else mark


def _opened(files: Files, sealed: bytes) -> bytes | None:
    """What is in a packed segment. None: our key does not open it; whoever reads the journal counts it."""
    try:
        return files.keys.open(sealed)
    except Unopened:
        return None


def _is_closed(file: Path) -> bool:
    """Whether a numbered segment has one after it."""
    number = segment_names.number(file.name)
    if number is None:
        return False
    next = segment_names.numbered(number + 1)
    return any(os.path.lexists(file.with_name(name)) for name in (next, segment_names.packed(next)))


def _confirm(is_there: bool) -> None:
    if not is_there:
        raise SmartError(
            _("What was written cannot be read back as it should be. Nothing was taken away."), next="smartcli doctor"
        )
