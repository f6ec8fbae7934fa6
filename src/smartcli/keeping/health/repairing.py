"""Repairs: each says first what it would do, keeps what was there, and only then puts the new in its place.

Only what this machine made is touched. Nothing that can be read before is harder to read afterwards, whatever fails.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from smartcli.errors import Damaged, SmartError
from smartcli.home import disk, flat_toml, layout, unfinished
from smartcli.home.disk import Unflushed
from smartcli.home.filenames import DEVICE, JOURNAL, UNFINISHED
from smartcli.home.reasons import why
from smartcli.home.seal.keys import Keys
from smartcli.journal.files import Files, led_to
from smartcli.journal.height import torn_in
from smartcli.journal.segment_names import is_device
from smartcli.keeping.health import key_parts, lines, other_files, places, quarantine
from smartcli.keeping.health.absences import heights
from smartcli.keeping.health.files import Segment
from smartcli.keeping.health.looking import Surroundings
from smartcli.keeping.health.salvage import rest, salvaged, whole
from smartcli.record import Record
from smartcli.text.language import _, ngettext


class Mend(Record):
    """One repair. rewrites: it changes what a person wrote, so a backup is made before."""

    id: str
    said: str
    of: tuple[str | int, ...] = ()  # what was found, such as the file and its lines
    do: Callable[[], None]
    rewrites: bool = True

    @property
    def sign(self) -> tuple[str | int, ...]:
        """The same for what is still the same repair, when it is looked at once more."""
        return self.id, *self.of

    @property
    def about(self) -> tuple[str, ...]:
        """The same for what is left of it, when a part of it was done."""
        return self.id, *(part for part in self.of if isinstance(part, str))


class Mended(Record):
    """The repairs that were done, and those that were not, or not to their end: why, as half a sentence, or "".

    is_begun: whether something of those that are left was done.
    """

    done: tuple[Mend, ...] = ()
    left: tuple[tuple[Mend, str], ...] = ()
    is_begun: bool = False


def do_all(
    found: list[Mend], again: Callable[[], tuple[list[Mend], bool]], landed: Callable[[], None] = lambda: None
) -> Mended:
    """Do each, whatever becomes of the others.

    again: what is found afterwards, and whether all could be looked at for it: what is so still was not done.
    landed: called when one was done.
    """
    reasons: dict[int, str] = {}
    written: set[int] = set()  # those of which it is known that the new is in its place
    for place, one in enumerate(found):
        try:
            with disk.undisturbed():
                one.do()
                written.add(place)
                landed()
        except Unflushed as error:
            written.add(place)
            landed()
            reasons[place] = _("it is done, but the disk has not confirmed it: {why}").format(why=why(error))
        except (OSError, MemoryError) as error:
            reasons[place] = why(error)
        except SmartError as error:
            reasons[place] = str(error).rstrip(".")
    try:
        found_again, is_all = again()
    except (OSError, MemoryError, SmartError):  # it cannot be told; what was seen to be written counts
        found_again, is_all = [], False
    still = Counter(one.about for one in found_again)
    signs = {one.sign for one in found_again}
    done, left, is_begun = [], [], False
    for place, one in enumerate(found):
        is_still = still[one.about] > 0
        if is_still:
            still[one.about] -= 1
            is_begun = is_begun or one.sign not in signs
        elif is_all or place in written:
            done.append(one)
        if is_still or place in reasons:  # it failed at its end, and is done all the same
            left.append((one, reasons.get(place, "")))
    return Mended(done=tuple(done), left=tuple(left), is_begun=is_begun)


def mends(given: Surroundings, keys: Keys) -> list[Mend]:
    """What can be repaired here, in the order in which it is done."""
    kinds = (_key, _name, _segments, _copies, _drafts, _flat_files, _unfinished, _names, _leftovers, _modes)
    return [mend for kind in kinds for mend in kind(given, keys)]


def _keep(given: Surroundings, keys: Keys, name: str, data: bytes) -> None:
    quarantine.keep(given.home, name, data, keys, given.system)


# The key


def _key(given: Surroundings, _keys: Keys) -> Iterator[Mend]:
    with suppress(OSError, SmartError):  # which the look at the key says
        if parts := key_parts.missing(given):
            said = _(
                "Bring back the part of the key that is missing, from a backup here. Its passphrase is that of then."
            )
            yield Mend(id="key", said=said, do=partial(key_parts.put, given, parts), rewrites=False)
        elif key_parts.is_useless(given):
            said = _("Put a part of a key aside, inside the folder key: nothing here was sealed with it.")
            yield Mend(id="key", said=said, do=partial(key_parts.set_aside, given), rewrites=False)
        elif key_parts.is_known(given):
            said = _("Write the file recipient of the key anew: it is missing, and which it was is known.")
            yield Mend(id="key", said=said, do=partial(key_parts.put_known, given), rewrites=False)
        elif key_parts.is_unfit(given):
            said = _("Write the file recipient of the key anew: it is not the one that belongs to your key.")
            yield Mend(id="key", said=said, do=key_parts.keys(given).put_right, rewrites=False)


# The name of this machine's folder


def _name(given: Surroundings, keys: Keys) -> Iterator[Mend]:
    files = _files(given, keys)
    with suppress(OSError, SmartError):  # which the look at the name says
        if files.is_name_recovered():
            said = _("Write down again which folder in the journal is this machine's: {name}.")
            names = [*filter(is_device, files.names())]
            do = partial(_name_again, given, keys, files, names)
            yield Mend(id="name", said=said.format(name=names[0]), of=(names[0],), do=do, rewrites=False)


def _name_again(given: Surroundings, keys: Keys, files: Files, names: list[str]) -> None:
    if data := disk.read(files.device, given.system):  # whatever stands there
        _keep(given, keys, DEVICE, data)
    files.keep_names(*names, is_found=True)


def as_own(given: Surroundings, keys: Keys, name: str) -> Mend:
    """Take a folder for one that this machine made, since the person says so. SmartError: it is none."""
    files = _files(given, keys)
    if not is_device(name) or name not in [folder.name for folder in files.folders()]:
        here = ", ".join(sorted(folder.name for folder in files.folders() if is_device(folder.name)))
        said = _("There is no such folder in the journal. There are: {names}.").format(names=here or "-")
        raise SmartError(said, so=_("Nothing was changed."), next="smartcli where")
    said = _("Take the folder {name} in the journal for this machine's: what is in it counts as written here.")
    names = [one for one in filter(is_device, files.names()) if one != name]
    do = partial(files.keep_names, *(names[:1] or [name]), name, *names[1:], is_found=True)
    return Mend(id="name", said=said.format(name=name), of=(name,), do=do, rewrites=False)


def _files(given: Surroundings, keys: Keys) -> Files:
    return Files(home=given.home, system=given.system, patience=0, keys=keys)


# Segments with lines that cannot be read


def _segments(given: Surroundings, keys: Keys) -> Iterator[Mend]:
    for one in given.found.segments:
        if one.is_own and one.torn and not _is_spare(given, one):
            stay, torn = len(one.lines) - len(one.torn), len(one.torn)
            text = ngettext(
                "Take {torn} line that cannot be read out of {place}; {stay} stay.",
                "Take {torn} lines that cannot be read out of {place}; {stay} stay.",
                torn,
            )
            said = text.format(torn=torn, stay=stay, place=one.name)
            saved = sum(len(salvaged(line.data)) for line in one.torn)
            if saved:
                text = ngettext("{n} more can be saved.", "{n} more can be saved.", saved)
                said = f"{said} {text.format(n=saved)}"
            yield Mend(id="lines", said=said, of=(one.name, torn, stay, saved), do=partial(rewrite, given, keys, one))


def rewrite(given: Surroundings, keys: Keys, one: Segment) -> None:
    """The same segment with its whole lines alone, byte for byte and with the numbers they had."""
    system, file = given.system, one.file
    before = disk.read(file, system, follow=False)
    after = rest(before)
    _keep(given, keys, f"{file.parent.name}-{file.name}", before)
    new = Path(disk.temporary(os.fspath(file)))
    try:
        disk.replace(new, after, system)
        written = disk.read(new, system, follow=False)
        if not whole(before) <= whole(written):
            raise SmartError(
                _("The repaired file could not be read again. The old one was left as it was."), next="smartcli doctor"
            )
        marks = heights(given)
        marks.about_to(file, after)
        system.swap(os.fspath(new), os.fspath(file))
        marks.became(file, file, after, mended=sum(torn_in(line.data) for line in one.torn))
    except BaseException:
        with suppress(OSError):
            disk.remove(new, system)
        raise
    try:
        disk.flush_folder(os.fspath(file.parent), system)
    except OSError as error:
        raise Unflushed(error) from error


# Files that move to quarantine


def _copies(given: Surroundings, keys: Keys) -> Iterator[Mend]:
    for one in given.found.segments:
        if _is_spare(given, one):
            said = _("Move the copy {place} to quarantine: all its lines stand elsewhere too.").format(place=one.name)
            yield Mend(id="copies", said=said, of=(one.name,), do=partial(set_aside, given, keys, one.file))


def _is_spare(given: Surroundings, one: Segment) -> bool:
    return one.is_own and one.is_copy and lines.contained(given, one)


def _drafts(given: Surroundings, keys: Keys) -> Iterator[Mend]:
    bad = [file for file in other_files.damaged_drafts(given.home, given.system) if disk.leads_to_file(file)]
    for file in bad:
        said = _("Move a draft that cannot be read to quarantine.")
        yield Mend(id="drafts", said=said, do=partial(set_aside, given, keys, file))


def set_aside(given: Surroundings, keys: Keys, file: Path) -> None:
    in_journal = (given.home / JOURNAL) in file.parents
    name = f"{file.parent.name}-{file.name}" if in_journal else file.name
    try:
        _keep(given, keys, name, disk.read(file, given.system))
    except Unflushed as error:  # no copy to rely on, so the file itself stays
        raise OSError(error.errno, error.strerror, error.filename) from error
    if in_journal:  # all its lines stand elsewhere
        heights(given).drop(file)
    disk.erase(file, given.system)
    try:
        disk.flush_folder(os.fspath(file.parent), given.system)
    except OSError as error:
        raise Unflushed(error) from error


# Settings, and the cards at hand


def _flat_files(given: Surroundings, keys: Keys) -> Iterator[Mend]:
    for name in [row.name for row in layout.TABLE if row.broken]:
        file, bad = given.home / name, 0
        with suppress(OSError):  # doctor says so
            bad = other_files.bad_lines(file, given.system) if disk.leads_to_file(file) else 0
        if bad:
            text = ngettext(
                "Take {n} line that cannot be read out of {name}; the others stay.",
                "Take {n} lines that cannot be read out of {name}; the others stay.",
                bad,
            )
            yield Mend(id=name, said=text.format(n=bad, name=name), of=(bad,), do=partial(_trim, given, keys, file))


def _trim(given: Surroundings, keys: Keys, file: Path) -> None:
    data = disk.read(file, given.system)
    table, _bad = flat_toml.read(data.decode("utf-8", "replace"))
    _keep(given, keys, file.name, data)
    disk.replace(file, flat_toml.write(table).encode("ascii") or b"\n", given.system)


# What was begun


def _unfinished(given: Surroundings, keys: Keys) -> Iterator[Mend]:
    with suppress(OSError):  # doctor says so
        if not unfinished.is_clear(given.home, given.system):
            said = _(
                "Put what cannot be understood in the file {name} into quarantine. If sealing, opening or erasing was "
                "cut off, type that command once more."
            )
            do = partial(_clear, given, keys, given.home / UNFINISHED)
            yield Mend(id="unfinished", said=said.format(name=UNFINISHED), do=do, rewrites=False)


def _clear(given: Surroundings, keys: Keys, file: Path) -> None:
    if disk.is_link(file):
        raise disk.Linked(file)
    if data := disk.read(file, given.system):
        _keep(given, keys, file.name, data)
    unfinished.put_right(given.home, given.system)


# Names in quarantine


def _names(given: Surroundings, _keys: Keys) -> Iterator[Mend]:
    with suppress(OSError):
        if found := quarantine.telling(given.home, given.system):
            text = ngettext(
                "Give {n} file in quarantine a name that tells nothing.",
                "Give {n} files in quarantine names that tell nothing.",
                len(found),
            )
            do = partial(_rename, given, found)
            yield Mend(id="names", said=text.format(n=len(found)), of=(len(found),), do=do, rewrites=False)


def _rename(given: Surroundings, files: list[Path]) -> None:
    for file in files:
        quarantine.rename(file, given.system)


# Left-overs and modes


def _leftovers(given: Surroundings, _keys: Keys) -> Iterator[Mend]:
    found = other_files.leftovers(given)
    if found:
        text = ngettext(
            "Remove {n} file of something that was cut off.",
            "Remove {n} files of something that was cut off.",
            len(found),
        )
        do = partial(_remove, given, found)
        yield Mend(id="left-over", said=text.format(n=len(found)), of=(len(found),), do=do, rewrites=False)


def _remove(given: Surroundings, files: list[Path]) -> None:
    for file in files:
        disk.remove(file, given.system)


def _modes(given: Surroundings, _keys: Keys) -> Iterator[Mend]:
    found = places.open_to_others(given)
    if found and not given.abilities.close:
        text = ngettext(
            "Close {n} file or folder to others on this machine.",
            "Close {n} files and folders to others on this machine.",
            len(found),
        )
        do = partial(_close, given, found)
        yield Mend(id="modes", said=text.format(n=len(found)), of=(len(found),), do=do, rewrites=False)


def _close(given: Surroundings, found: list[Path]) -> None:
    for place in found:
        with suppress(FileNotFoundError, PermissionError):  # gone meanwhile, or somebody else's, which doctor says
            known = place.lstat()
            if stat.S_ISREG(known.st_mode) or stat.S_ISDIR(known.st_mode):
                given.system.chmod(os.fspath(place), stat.S_IMODE(known.st_mode) & 0o700)


# A journal that is gone


def is_gone(given: Surroundings) -> bool:
    """Whether there was a journal here, and its folder, or this machine's folder in it, is not to be found."""
    own, journal = given.found.own, given.home / JOURNAL
    try:
        if not disk.leads_to_folder(journal, given.system):
            return disk.is_there(given.home / DEVICE) or disk.is_there(journal)
        return bool(own) and not disk.leads_to_folder(journal / own, given.system)
    except OSError as error:
        said = _("Whether the journal is where it was cannot be told just now ({why}). Nothing was changed.")
        raise Damaged(said.format(why=why(error)), next="smartcli doctor") from error


def check_free(given: Surroundings) -> None:
    """SmartError: what lies in the journal's place is not ours to take away, so no new one can begin there."""
    journal = given.home / JOURNAL
    if disk.is_there(journal) and not disk.is_link(journal) and not disk.leads_to_folder(journal):
        said = _("{place} is a file. Please move it away first; it was not touched.").format(place=journal)
        raise SmartError(said, next="smartcli repair --start-anew")


def start_anew(given: Surroundings, keys: Keys) -> None:
    """Let a new journal begin: what names the old one goes to quarantine, and nothing else is touched.

    That is the name of its folder and, where the journal lay elsewhere, the way there, which was a link.
    """
    check_free(given)
    journal = given.home / JOURNAL
    if disk.is_there(given.home / DEVICE):
        set_aside(given, keys, given.home / DEVICE)
    if disk.is_link(journal) and not disk.leads_to_folder(journal):
        _keep(given, keys, JOURNAL, f"{led_to(journal)}\n".encode("utf-8", "surrogateescape"))
        disk.remove(journal, given.system)
    with suppress(OSError):  # what was seen of the old one is not missed in the new one
        heights(given).forget()
