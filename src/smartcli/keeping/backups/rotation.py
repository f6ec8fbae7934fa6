"""Automatic backups: one before anything that rewrites, the newest kept; and the gentle word when the last is old."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from smartcli.errors import Damaged
from smartcli.home import carriers, disk, layout
from smartcli.home.clock import local
from smartcli.home.disk import SYSTEM, System
from smartcli.home.filenames import BACKUPS, ELSEWHERE
from smartcli.text import days_said
from smartcli.text.language import _, ngettext, typed

NEWEST = 5  # automatic ones that are kept
MONTHS = 6  # months of which the newest is kept, too
LONG = timedelta(days=31)  # since the last backup, before a word is said

_STAMP = "%Y-%m-%d-%H%M%S"
_AUTO = re.compile(r"auto-(\d{4}-\d\d)-\d\d-\d{6}(?:-\d+)?\.zip", re.ASCII)
_ANY = re.compile(r"(?:auto|my-log)-(\d{4}-\d\d-\d\d)-(\d{4})(\d\d)?(?:-\d+)?\.zip", re.ASCII)


def before(home: Path, what: str, now: datetime, system: System = SYSTEM, *, is_last: bool = False) -> Path | None:
    """Back up all there is before `what`; None where there is nothing. Whatever it raises, `what` must not begin.

    Take no lock before: this waits for it. is_last: other backups go after it, so it must hold all that can be read.
    """
    from smartcli.keeping.backups import archive, drill  # what a zip needs takes long to load, and home asks for `old`
    from smartcli.keeping.backups.gathering import check_journal, gather

    gathered = gather(home, system)
    check_journal(home, gathered)
    for left in gathered.left:
        is_needed = left.path.split("/")[0] in layout.names(is_needed=True)
        if not left.is_missing and (is_needed or (is_last and left.why)):
            sentence = _("{place} cannot be backed up, so nothing was begun. Is it a link, or another's file?")
            if left.why:
                sentence = _("{place} cannot be backed up, so nothing was begun. The reason: {why}.")
            raise Damaged(sentence.format(place=home / left.path, why=left.why), next="smartcli doctor")
    if not gathered.files:
        return None
    path = free(folder(home, system), f"auto-{now.strftime(_STAMP)}")
    archive.write(path, gathered, now, system, before=what, entries=None)
    if not any(left.why or left.is_missing for left in gathered.left):  # else an older one may be the last that has it
        _rotate(path, now, gathered.files, system)
    drill.sweep(home)
    return path


def folder(home: Path, system: System = SYSTEM) -> Path:
    """The folder of backups, there and private."""
    from smartcli.keeping.backups.archive import not_made

    try:
        disk.private_folder(home, system)
        disk.private_folder(home / BACKUPS, system)
    except OSError as error:
        from smartcli.home.reasons import why

        raise not_made(why(error)) from error
    return home / BACKUPS


def free(folder: Path, name: str) -> Path:
    """A name like this one that no file has. NotMade: it cannot be told, and no backup is to be written over."""
    path, number = folder / f"{name}.zip", 1
    try:
        while disk.is_there(path):
            number += 1
            path = folder / f"{name}-{number}.zip"
    except OSError as error:
        from smartcli.home.reasons import why
        from smartcli.keeping.backups.archive import not_made

        raise not_made(why(error)) from error
    return path


def is_ours(name: str) -> bool:
    """Whether a file in the folder has a name that we give."""
    return _ANY.fullmatch(name) is not None


def away(home: Path) -> str:
    """How many backups a cloud has taken from this computer, as a sentence; "" = none, as far as that can be told."""
    try:
        count = sum(is_ours(carriers.taken(file.name)) for file in disk.listed(home / BACKUPS) or [])
    except OSError:
        return ""
    text = ngettext(
        "{n} backup is not on this computer just now: a cloud has taken it away.",
        "{n} backups are not on this computer just now: a cloud has taken them away.",
        count,
    )
    return text.format(n=count) if count else ""


def newest(home: Path) -> datetime | None:
    """When the last backup was made here, or by us in another place; None = never. OSError: it cannot be told.

    One that a cloud has taken away was made all the same.

    Its day is that of the zone it was made in, as far as that is known.
    """
    made = []
    with suppress(OSError, ValueError):
        noted = datetime.fromisoformat((home / BACKUPS / ELSEWHERE).read_text("ascii").strip())
        made.append(noted if noted.tzinfo else local(noted))
    for file in disk.listed(home / BACKUPS) or []:
        if found := _ANY.fullmatch(carriers.taken(file.name) or file.name):
            with suppress(ValueError):
                stamp = datetime.strptime(f"{found[1]}-{found[2]}{found[3] or '00'}", _STAMP)  # noqa: DTZ007  next line
                made.append(local(stamp))
    return max(made, default=None)


def note_elsewhere(home: Path, now: datetime, system: System = SYSTEM) -> None:
    """Remember that the person has made one in another place."""
    with suppress(OSError):  # it was made all the same
        disk.private_folder(home / BACKUPS, system)
        disk.replace(home / BACKUPS / ELSEWHERE, f"{now.isoformat()}\n".encode(), system)


def old(home: Path, now: datetime, days: Iterable[str]) -> str | None:
    """A word when the last backup is older than a month, and an entry is too. days: the entries', the newest first."""
    try:
        last, limit = newest(home), now - LONG
    except OSError as error:
        from smartcli.home.reasons import why

        return _("Your backups cannot be looked for just now ({why}).").format(why=why(error))
    if last is not None and last > limit:
        return None
    if not any(day <= limit.date().isoformat() for day in days):  # looks no further than it must
        return None
    if last is None:
        return typed(_("There is no backup of your entries yet. When it suits you: smartcli backup"))
    said = _("Your last backup is from {day}. When it suits you: smartcli backup")
    return " ".join(filter(None, [away(home), typed(said, day=days_said.said(last.date(), now.date()))]))


def _rotate(made: Path, now: datetime, files: Mapping[str, bytes], system: System) -> None:
    """Take old automatic ones away, now that a new one is whole. Nothing else in the folder is touched.

    files: what the new one holds; an older one that has more stays. What does not go stops nothing: `overdue` has it
    then, and doctor says so.
    """
    found = _automatic(made.parent)
    stay = {made.name, *kept(found, now)}
    old = [made.parent / name for name in found if name not in stay]
    for file in _of_no_need(made.parent.parent, old, files, system):
        with suppress(OSError):
            disk.remove(file, system)


def _of_no_need(home: Path, old: Sequence[Path], files: Mapping[str, bytes], system: System) -> list[Path]:
    """Those with nothing in them that is nowhere else."""
    if not old:
        return []
    from smartcli.keeping.backups.last_copies import needed

    stay = needed(home, old, files, system)
    return [file for file in old if file not in stay]


def overdue(home: Path, now: datetime) -> list[str]:
    """Automatic backups that should have gone when the newest of them was made."""
    found = [name for name in _automatic(home / BACKUPS) if not _is_to_come(name, now)]
    if not found:
        return []
    made = datetime.strptime(found[0][5:15], "%Y-%m-%d")  # noqa: DTZ007  its day as it is written there
    stay = kept(found, made)
    old = [home / BACKUPS / name for name in found if name not in stay]
    if not old:
        return []
    from smartcli.keeping.backups.gathering import gather

    return [file.name for file in _of_no_need(home, old, gather(home, SYSTEM).files, SYSTEM)]


def _automatic(folder: Path) -> list[str]:
    """Their names, the newest first. Only files of their own: a link was made by somebody, who moved a backup away."""
    try:
        named = [one for one in SYSTEM.scan(os.fspath(folder)) if _AUTO.fullmatch(one.name)]
        return sorted((one.name for one in named if one.is_file(follow_symlinks=False)), reverse=True)
    except OSError:
        return []


def kept(found: Iterable[str], now: datetime) -> set[str]:
    """Which of these automatic backups stay. Those of days to come do, and take no other's place until then."""
    found = {*found}
    latest = sorted((name for name in found if not _is_to_come(name, now)), reverse=True)
    months = [_month(now.year * 12 + now.month - 1 - back) for back in range(MONTHS)]
    of_month = {name[5:12]: name for name in reversed(latest)}
    return found - {*latest} | {*latest[:NEWEST], *(of_month[month] for month in months if month in of_month)}


def _is_to_come(name: str, now: datetime) -> bool:
    """Whether its day is later than any clock on earth can say now."""
    return name[5:15] > (now + timedelta(days=1)).strftime("%Y-%m-%d")


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
