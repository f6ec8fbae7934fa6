"""Looks at what lies beside the journal: drafts, quarantine, backups, settings, exercises, cards, left-overs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from smartcli import authoring
from smartcli.asking.drafts import LOCK, PLAIN, SEALED
from smartcli.asking.drafts import is_name as is_draft_name
from smartcli.asking.drafts import read as read_draft
from smartcli.authoring import path
from smartcli.exercises.library import Library, read_file
from smartcli.home import disk, flat_toml, layout
from smartcli.home.disk import System
from smartcli.home.filenames import BACKUPS, DRAFTS, EXERCISES, PATH, QUARANTINE
from smartcli.home.layout import Stored
from smartcli.home.reasons import why
from smartcli.home.so_far import SoFar
from smartcli.keeping import backups
from smartcli.keeping.health.looking import DAMAGED, ITS_DISK, LOOK, WELL, Noticed, Surroundings, looks
from smartcli.keeping.health.quarantine import AGE
from smartcli.record import Record
from smartcli.text.language import Later, _, ngettext, quoted, typed

STALE = 600  # seconds after which what is half written, or held, is taken for left over
OLD = 31  # days after which a backup is called old


def looked_into(folder: Path, system: System) -> tuple[list[str], str]:
    """The names of the files in a folder, and why it cannot be told what lies there, in a sentence; "" = it can.

    One look gives both: of two, the one that fails may be the first. No folder: nothing, and nothing wrong.
    """
    try:
        found = system.scan(os.fspath(folder))
        return sorted(entry.name for entry in found if not disk.leads_to_folder(entry.path)), ""
    except (FileNotFoundError, NotADirectoryError):
        return [], ""
    except OSError as error:
        return [], _("It cannot be told what lies there ({why}).").format(why=why(error))


def names_in(folder: Path, system: System) -> list[str]:
    """The names alone: none where it cannot be looked into, which another look says."""
    return looked_into(folder, system)[0]


# Drafts


@looks("drafts", Later("drafts"))
def drafts(given: Surroundings) -> Iterator[Noticed]:
    found = _drafts(given.home, given.system)
    days = max((max(0, int((given.now.timestamp() - time) // 86400)) for time in found.changed), default=0)
    kept, bad = found.kept, found.damaged
    facts = {"drafts": len(kept), "damaged": len(bad), "days": days}
    if bad:
        text = ngettext("{n} draft cannot be read.", "{n} drafts cannot be read.", len(bad))
        yield Noticed(result=DAMAGED, said=text.format(n=len(bad)), next="smartcli repair", facts=facts)
    for reason in found.whys:
        yield Noticed(result=LOOK, said=reason, next=str(ITS_DISK), facts={**facts, "unknown": 1})
    if bad or found.whys:
        return
    if kept:
        text = ngettext("{n} draft; the oldest is {days} old.", "{n} drafts; the oldest is {days} old.", len(kept))
        yield Noticed(said=text.format(n=len(kept), days=days_in_words(days)), facts=facts)
    else:
        yield Noticed(said=_("None."), facts=facts)


class _Drafts(Record):
    """What lies in the folder of drafts. changed: when each was, in seconds since 1970. whys: sentences, of what cannot
    be looked at: it may be whole."""

    kept: tuple[Path, ...]
    damaged: tuple[Path, ...]
    changed: tuple[float, ...]
    whys: tuple[str, ...]


def _drafts(home: Path, system: System) -> _Drafts:
    folder = home / DRAFTS
    names, reason = looked_into(folder, system)
    found = [folder / name for name in names if name[0] != "." and name.endswith((PLAIN, SEALED))]
    kept = [file for file in found if is_draft_name(file.name)]
    whys, damaged, changed = [reason] if reason else [], [], []
    for file in found:
        try:
            if not is_draft_name(file.name):  # somebody else's, or a copy of a draft
                if file.name.endswith(PLAIN) and read_draft(disk.read(file, system)):
                    damaged.append(file)
                continue
            changed.append(system.stat(os.fspath(file)).st_mtime)
            if file.name.endswith(PLAIN) and not _is_draft(file, disk.read(file, system)):
                damaged.append(file)
        except OSError as error:
            whys.append(_("A draft cannot be looked at ({why}).").format(why=why(error)))
    return _Drafts(kept=tuple(kept), damaged=tuple(damaged), changed=tuple(changed), whys=tuple(dict.fromkeys(whys)))


def damaged_drafts(home: Path, system: System) -> list[Path]:
    return [*_drafts(home, system).damaged]


def _is_draft(file: Path, data: bytes) -> bool:
    draft = read_draft(data)
    return draft is not None and draft.belongs_to(file)


def days_in_words(days: int) -> str:
    return ngettext("{n} day", "{n} days", days).format(n=days) if days else _("less than a day")


@looks("quarantine", Later("quarantine"))
def quarantine(given: Surroundings) -> Iterator[Noticed]:
    names, reason = looked_into(given.home / QUARANTINE, given.system)
    if reason:
        yield Noticed(result=LOOK, said=reason, next=str(ITS_DISK), facts={"unknown": 1})
        return
    count = len(names)
    text = ngettext(
        "{n} file: a copy of what could not be read.", "{n} files: copies of what could not be read.", count
    )
    yield Noticed(said=text.format(n=count) if count else _("Empty."), facts={"files": count})


@looks("left-over", Later("left over"))
def left_over(given: Surroundings) -> Iterator[Noticed]:
    found = leftovers(given)
    text = ngettext("{n} file of something that was cut off.", "{n} files of something that was cut off.", len(found))
    if found:
        yield Noticed(result=LOOK, said=text.format(n=len(found)), next="smartcli repair", facts={"files": len(found)})
    else:
        yield Noticed(said=_("Nothing."), facts={"files": 0})


def leftovers(given: Surroundings) -> list[Path]:
    """Replacements that were never finished, and locks of drafts that nobody holds; nothing that may still be used."""
    home = given.home
    folders = [home, *(home / name for name in layout.names(is_folder=True, is_one=True))]
    half = [
        folder / name
        for folder in [*folders, *given.found.folders]
        for name in names_in(folder, given.system)
        if disk.is_temporary(name)
    ]
    locked = [name for name in names_in(home / DRAFTS, given.system) if name.endswith(LOCK)]
    locks = [home / DRAFTS / name for name in locked if is_draft_name(name)]
    return [file for file in half if _is_stale(file, given.now)] + [
        file for file in locks if _is_stale(file, given.now) and _is_free(file, given.system)
    ]


def _is_stale(file: Path, now: datetime) -> bool:
    try:
        return now.timestamp() - file.lstat().st_mtime > STALE
    except OSError:
        return False


def _is_free(lock: Path, system: System) -> bool:
    if not disk.leads_to_file(lock):
        return False
    with disk.locked(lock, 0, system) as free:
        return bool(free)


# Backups


@looks("backups", Later("last backup"))
def backup(given: Surroundings) -> Iterator[Noticed]:
    last = backups.newest(given.home)
    if last is None:
        is_due = any(one.lines or one.is_packed for one in given.found.segments)
        said = _("There is none yet.")
        yield Noticed(
            result=LOOK if is_due else WELL, said=said, next="smartcli backup" if is_due else "", facts={"backups": 0}
        )
        return
    days = max(0, (given.now - last).days)
    said = _("It is {days} old.").format(days=days_in_words(days))
    if kept := len(backups.overdue(given.home, given.now)):
        yield _overdue(given, kept)
    is_due = days > OLD
    yield Noticed(
        result=LOOK if is_due else WELL, said=said, next="smartcli backup" if is_due else "", facts={"days": days}
    )


def _overdue(given: Surroundings, kept: int) -> Noticed:
    """Backups that stayed while something was missed, or did not go when they should have: which, nobody noted."""
    if not os.access(given.home / BACKUPS, os.W_OK | os.X_OK):
        text = ngettext(
            "{n} old automatic backup cannot be taken away.", "{n} old automatic backups cannot be taken away.", kept
        )
        next = _("Is the folder backups yours to write in?")
        return Noticed(result=LOOK, said=text.format(n=kept), next=next, facts={"overdue": kept})
    text = ngettext(
        "{n} old automatic backup is not needed any more. It goes when the next one is made by itself.",
        "{n} old automatic backups are not needed any more. They go when the next one is made by itself.",
        kept,
    )
    return Noticed(said=text.format(n=kept), facts={"overdue": kept})


# What the person set and wrote for themselves


@looks("settings", Later("settings"))
def settings_(given: Surroundings) -> Iterator[Noticed]:
    seen = [_flat(given, row, _("They are in order.")) for row in layout.those(broken=layout.DAMAGED)]
    yield from [one for one in seen if one.result != WELL] or seen[:1]


@looks("at-hand", Later("what urge shows"))
def at_hand_(given: Surroundings) -> Iterator[Noticed]:
    yield from [_flat(given, row, _("In order.")) for row in layout.those(broken=layout.LOOK)]


MOVED_AND_BACK = Later("Please move it away. A backup may have it: smartcli restore FILE")


def _flat(given: Surroundings, row: Stored, fine: str) -> Noticed:
    file = given.home / row.name
    is_there = disk.is_there(file)
    if is_there and not disk.leads_to_file(file):
        said = _("{place} is not a plain file.").format(place=file)
        return Noticed(result=DAMAGED, said=said, next=_("Please move it away."), facts={"plain": 0})
    data = _data(file, given.system)
    if data == b"" and row.broken == DAMAGED:  # we write none without a byte
        said = _("{place} is empty: what stood in it is gone.").format(place=row.name)
        return Noticed(result=DAMAGED, said=said, next=typed(str(MOVED_AND_BACK)), facts={"empty": 1})
    bad = _bad_lines(data or b"")
    if not bad:
        return Noticed(said=fine if is_there else _("None yet."), facts={"there": int(is_there), "bad": 0})
    text = ngettext("{n} line of {place} cannot be read.", "{n} lines of {place} cannot be read.", bad)
    said = text.format(n=bad, place=row.name)
    return Noticed(result=row.broken, said=said, next="smartcli repair", facts={"bad": bad})


def bad_lines(file: Path, system: System) -> int:
    return _bad_lines(_data(file, system) or b"")


def _data(file: Path, system: System) -> bytes | None:
    try:
        return disk.read(file, system)
    except FileNotFoundError:
        return None


def _bad_lines(data: bytes) -> int:
    return 0 if data.startswith(AGE) else flat_toml.read(data.decode("utf-8", "replace"))[1]


@looks("exercises", Later("your own exercises"))
def exercises(given: Surroundings) -> Iterator[Noticed]:
    met = SoFar()
    library = Library(given.home, met)
    own = [file for file in library.files.values() if file.parent == library.own]
    if unread := met.unread.get(EXERCISES):
        yield Noticed(result=LOOK, said=unread, next=str(ITS_DISK), facts={"unknown": 1})
        return
    wrong = [file for file in own if _has_problem(file, library)]
    facts = {"files": len(own), "wrong": len(wrong)}
    for file in wrong:
        said = _("{name} has a problem.").format(name=file.name)
        yield Noticed(result=LOOK, said=said, next=typed("smartcli check {file}", file=quoted(file)), facts=facts)
    if not wrong:
        text = ngettext("{n} file, in order.", "{n} files, in order.", len(own))
        yield Noticed(said=text.format(n=len(own)) if own else _("None."), facts=facts)


@looks("path", Later("what you want to be offered"))
def own_path(given: Surroundings) -> Iterator[Noticed]:
    file = given.home / PATH
    if not disk.is_there(file):
        yield Noticed(said=_("None of your own."))
        return
    wrong = path.problems(file, Library(given.home))
    if wrong:
        said = _("{name} has a problem.").format(name=PATH)
        yield Noticed(result=LOOK, said=said, next=typed("smartcli check {file}", file=quoted(file)))
    else:
        yield Noticed(said=_("In order."))


def _has_problem(file: Path, library: Library) -> bool:
    found, problems = read_file(file)
    return found is None or bool(problems or authoring.check(found, library))
