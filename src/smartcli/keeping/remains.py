"""Where words can still be read in a home: looked at after something was to erase or seal them, and before it is said.

The places are those of home/layout.py. What cannot be looked into counts: nobody can say that nothing is left there.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from smartcli.asking import drafts
from smartcli.errors import InPart, SmartError
from smartcli.first_aid import card_cache
from smartcli.home import carriers, disk, flat_toml, layout, settings
from smartcli.home.disk import SYSTEM, System
from smartcli.home.filenames import (
    AT_HAND,
    BACKUPS,
    DEVICE,
    DIGESTS,
    DRAFTS,
    HALF,
    JOURNAL,
    KEY,
    MARKS,
    QUARANTINE,
    RECIPIENT,
    SETTINGS,
    UNFINISHED,
    UNPACKED,
)
from smartcli.home.layout import Stored
from smartcli.home.marks import PACKED
from smartcli.home.reasons import PLACES, half, why
from smartcli.home.seal.keys import Keys
from smartcli.journal import accepted, sealing
from smartcli.journal.files import Files
from smartcli.journal.line import SEALED, START, has_sealed
from smartcli.journal.segment_names import LINES, is_segment
from smartcli.keeping import backups, ours
from smartcli.keeping.sought import AGE, Sought
from smartcli.record import Record
from smartcli.text.language import Later, _, ngettext, typed

if TYPE_CHECKING:
    from smartcli.keeping.backups.opening import Archive

OTHERS = "others"  # the folders that other machines write
# What is said of a place that no person knows by a name.
_MORE = {
    OTHERS: Later("what other machines wrote"),
    DEVICE: Later("the name of this machine's folder"),
    HALF: Later("something half written"),
    UNPACKED: Later("a backup that was unpacked to be tried"),
    UNFINISHED: Later("the note that it was begun"),
}


class Remain(Record):
    """A place with so many files that can still be read, or cannot be looked into. why: half a sentence, or "".

    is_shut: nothing that could be done here opens them.
    """

    place: str  # the name of a row, or OTHERS
    count: int = 1
    why: str = ""
    is_shut: bool = False

    @property
    def is_beyond(self) -> bool:
        """Whether nothing more can be done about it from here."""
        return self.is_shut or self.place == OTHERS

    @property
    def said(self) -> str:
        name = str(PLACES.get(self.place) or _MORE.get(self.place) or _("your folder"))
        files = ngettext("{n} file", "{n} files", self.count).format(n=self.count)
        return f"{name} ({files}{'; ' if self.why else ''}{self.why})"


class Lying(Record):
    """A file in a home, and the row it belongs to. data: None where it cannot be read, and trouble says why.

    away: what it is called, where a cloud took it from this computer and this only stands in its place.
    """

    row: Stored
    name: str  # from the home, with / between the parts
    data: bytes | None = None
    trouble: str = ""
    away: str = ""

    @property
    def is_wordless(self) -> bool:
        """Whether it is away, and nothing that is so called has words in it."""
        return bool(self.away) and self.row.sealed == layout.NO_WORDS


def lying(home: Path, system: System = SYSTEM) -> Iterator[Lying]:
    """Every file of ours that may have words in it. What is no file, and a link that leads nowhere, has none."""
    try:
        found = system.scan(os.fspath(home))
    except FileNotFoundError:
        return
    rows = {row.name: row for row in layout.those(is_one=True)}
    for one in sorted(found, key=lambda one: one.name):
        away = carriers.taken(one.name)
        row = rows.get(away or one.name) or _half(one.name)
        if row and row.erased != layout.LEFT and row.name != UNFINISHED:
            yield from [_away(row, one.name, away)] if away else _below(row, home, one.name, system)


def _away(row: Stored, name: str, away: str) -> Lying:
    """What a cloud took from this computer: it comes back when it is asked for, so nobody can say that it is gone."""
    return Lying(row=row, name=name, trouble=why(OSError(errno.EREMOTE, "")), away=away)


def _half(name: str) -> Stored | None:
    """The row of what was cut off, by how it is named."""
    cut_off = HALF if disk.is_temporary(name) else UNPACKED if name.startswith(UNPACKED) else ""
    return next(iter(layout.those(name=cut_off)), None)


def _below(row: Stored, home: Path, name: str, system: System) -> Iterator[Lying]:
    place = home / name
    try:
        mode = system.stat(os.fspath(place)).st_mode
        if stat.S_ISDIR(mode):
            inner = sorted(system.scan(os.fspath(place)), key=lambda one: one.name)
        elif stat.S_ISREG(mode):
            yield Lying(row=row, name=name, data=disk.read(place, system))
            return
        else:
            return
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.ELOOP, errno.ENOTDIR):
            yield Lying(row=row, name=name, trouble=why(error))
        return
    for one in inner:
        yield from _one_below(row, home, f"{name}/{one.name}", one, system)


def _one_below(row: Stored, home: Path, name: str, one: os.DirEntry[str], system: System) -> Iterator[Lying]:
    if away := carriers.taken(one.name):
        if _may_be_ours(f"{name.rpartition('/')[0]}/{away}"):
            yield _away(row, name, away)
        return
    known = row if row.name == UNPACKED else _half(one.name) or row
    # What begins with a dot belongs to whatever carries the folder. A linked folder leads out of the home: where it
    # holds segments nothing is erased or sealed in it.
    is_looked_into = known is not row or row.name == UNPACKED or one.name[0] != "."
    if is_looked_into and one.is_symlink() and os.path.isdir(one):
        if _has_segments(row, one.path, system):
            yield Lying(row=row, name=name, trouble=why(disk.Linked(Path(one.path))))
    elif is_looked_into:
        yield from _below(known, home, name, system)


def _may_be_ours(name: str) -> bool:
    """Whether what is away may be ours, or a copy of that, by its name alone."""
    row, _slash, file = name.partition("/")
    ends = {DRAFTS: (drafts.PLAIN, drafts.SEALED), QUARANTINE: (drafts.PLAIN, drafts.SEALED), BACKUPS: (".zip",)}
    return file.endswith(ends.get(row, ())) or (LINES in file if row == JOURNAL else ours.is_ours(name))


def _has_segments(row: Stored, folder: str, system: System) -> bool:
    """Whether a linked folder is one of the journal. What cannot be looked into may be."""
    try:
        return row.name == JOURNAL and any(is_segment(one.name) for one in system.scan(folder))
    except OSError:
        return True


class Tally:
    """Remains, counted by place. reasons: why nothing could be done there; what is seen now is said before that."""

    def __init__(self, reasons: Mapping[str, str] | None = None) -> None:
        self._reasons = dict(reasons or {})
        self._counts: dict[str, int] = {}

    def add(self, place: str, reason: str = "") -> None:
        self._counts[place] = self._counts.get(place, 0) + 1
        if reason:
            self._reasons[place] = reason

    @property
    def all(self) -> list[Remain]:
        return [Remain(place=place, count=n, why=self._why(place)) for place, n in self._counts.items()]

    def _why(self, place: str) -> str:
        """What is half written is of another place: what failed there is why it still lies here."""
        known = [reason for one, reason in self._reasons.items() if one == place or (place == HALF and one != OTHERS)]
        return self._reasons.get(place) or next(iter(known), "")


def in_part(done: str, left: Sequence[Remain], again: str = "smartcli lock", *, is_nameless: bool = False) -> InPart:
    """What is said where something is left. done: a sentence. again: the command that goes on.

    is_nameless: what is left may be this machine's own, which nobody but the person can know.
    """
    places = "; ".join(one.said for one in left)
    still = _("It can still be read, or cannot be looked at, in: {places}.").format(places=places)
    if all(one.is_beyond for one in left):
        return InPart(f"{done} {still}")
    cure = _("When that is mended, the same command goes on.")
    if is_nameless:
        cure = _(
            "It is not known which folders in the journal this machine wrote. If one of them is its own, name it "
            "first: smartcli repair --mine FOLDER. Then the same command goes on."
        )
        cure = typed(cure)
    return InPart(f"{done} {still} {cure}", next=again)


# After `lock`


def readable(home: Path, reasons: Mapping[str, str] | None = None, system: System = SYSTEM) -> list[Remain]:
    """What anybody can read of what this machine wrote and should be sealed; whole backups are not looked into."""
    tally = Tally(reasons)
    own = {folder.name for folder in _made_here(home, system)}
    rows: accepted.Rows = {}
    try:
        rows = accepted.whole(Files(home=home, system=system, patience=0, keys=Keys(home, system=system)))
    except OSError as error:
        tally.add(JOURNAL, why(error))
    chosen = settings.read(home)
    for one in lying(home, system):
        parts = one.name.split("/")
        is_of_others = parts[0] == JOURNAL and len(parts) > 2 and parts[1] not in own
        went_sealed = one.away.endswith(drafts.SEALED)
        if is_of_others or one.is_wordless or went_sealed or one.row.name == BACKUPS:
            continue
        if one.data is None:
            tally.add(one.row.name, one.trouble)
        elif one.row.name == AT_HAND:
            if not card_cache.read(str(home)).kinds <= {*chosen.at_hand.split()}:
                tally.add(AT_HAND, chosen.unread)
        elif one.row.name == JOURNAL and not _is_sealed_by_us(parts):
            _add_copy(tally, one.name, one.data)
        elif is_ours(one) and is_readable(one.row, _that_counts(one, rows)):
            tally.add(one.row.name)
    return tally.all


def _is_sealed_by_us(parts: Sequence[str]) -> bool:
    """Whether a file of the journal is a segment, where one lies; else an editor, or somebody, may have copied one."""
    return len(parts) == len((JOURNAL, "folder", "file")) and is_segment(parts[-1])


def _add_copy(tally: Tally, name: str, data: bytes) -> None:
    if accepted.has_whole(data):
        tally.add(JOURNAL, _("a copy such as {place} is left as it is; take it away yourself").format(place=name))


def is_ours(one: Lying) -> bool:
    """Whether it is of smartcli, by its name or, of a draft, by what is in it."""
    return ours.is_ours(one.name) or (one.row.name in (DRAFTS, QUARANTINE) and drafts.read(one.data or b"") is not None)


def _that_counts(one: Lying, rows: accepted.Rows) -> bytes:
    """Without the plain lines in the journal that nobody has taken: they are anybody's, and wait to be looked at."""
    data = one.data or b""
    if one.row.name != JOURNAL or data.startswith(AGE):
        return data
    return accepted.apart(data, rows.get(one.name.partition("/")[2], ()))[0]


def _made_here(home: Path, system: System) -> list[Path]:
    """The folders that this machine made; all, where it cannot be known which these are, or nobody would seal ours."""
    files = Files(home=home, system=system, patience=0, keys=Keys(home, system=system))
    return files.folders() if files.is_name_lost() else files.made_here()


def is_readable(row: Stored, data: bytes) -> bool:
    """Whether a file of this row tells somebody without the key what `lock` would seal."""
    if row.sealed in (layout.NO_WORDS, layout.READABLE, layout.CHOSEN_STAY) or data.startswith(AGE):
        return False
    if row.name == SETTINGS:
        table, bad = flat_toml.read(data.decode("utf-8", "replace"))
        return bool(bad) or any(table.get(name) for name in (*settings.PRIVATE, *PACKED))
    if row.sealed == layout.FIELD_SEALED:
        table, bad = flat_toml.read(data.decode("utf-8", "replace"))
        return bool(bad) or any(name != "sealed" for name in table)
    return not is_closed(data)


def is_closed(data: bytes) -> bool:
    """Whether it is empty or sealed: a file of age, or lines that are, also those that are damaged since."""
    lines = [line for line in data.split(b"\n") if line.strip()]
    return data.startswith(AGE) or all(line.startswith(SEALED) and line.count(START) == 1 for line in lines)


class Unsealed(Record):
    """What of a backup anybody can read: names of files that could be sealed here, and of those that could not.

    Those are segments of other machines, and segments with lines in the open that wait here to be looked at.
    """

    here: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


class Known(Record):
    """What a look into backups has to know of the home: our folders in the journal, and the lines that wait."""

    own: frozenset[str]
    waiting: frozenset[bytes]


def known(home: Path, system: System = SYSTEM) -> Known:
    """OSError, SmartError: it cannot be told."""
    files = Files(home=home, system=system, patience=0, keys=Keys(home, system=system))
    found = accepted.strangers(files, files.folders()) if files.is_strict() else ()
    waiting = frozenset(line for one in found for line in one.lines)
    return Known(own=frozenset(folder.name for folder in _made_here(home, system)), waiting=waiting)


def unsealed(names: Iterable[str], read: Callable[[str], bytes], known: Known) -> Unsealed:
    """Of all that lies in a backup, by its names and what gives their bytes; one without a key is all readable."""
    named = list(names)
    if f"{KEY}/{RECIPIENT}" not in named:
        return Unsealed(here=tuple(named) or (KEY,))
    rows = layout.taken()
    own = known.own | ({*read(DEVICE).decode("ascii", "replace").split()} if DEVICE in named else set())
    here: list[str] = []
    elsewhere: list[str] = []
    for name in named:
        row, data = rows.get(name.split("/")[0]), read(name)
        if row and row.name == JOURNAL:
            if _is_open_in_journal(name, data):
                (here if _is_sealed_here(name, data, own, known.waiting) else elsewhere).append(name)
        elif row and is_readable(row, data):
            here.append(name)
    return Unsealed(here=tuple(here), elsewhere=tuple(elsewhere))


def _is_open_in_journal(name: str, data: bytes) -> bool:
    """What is no segment counts only where it has lines of one."""
    return not is_closed(data) if _is_sealed_by_us(name.split("/")) else accepted.has_whole(data)


def _is_sealed_here(name: str, data: bytes, own: Container[str], waiting: Container[bytes]) -> bool:
    """Whether `lock` here would have sealed it, or named it: not the lines that wait, nor what others wrote."""
    parts = name.split("/")
    if len(parts) > len((JOURNAL, "file")) and parts[1] not in own:
        return False
    return not (_is_sealed_by_us(parts) and is_closed(_without(data, waiting)))


def _without(data: bytes, waiting: Container[bytes]) -> bytes:
    return b"\n".join(line for line in data.split(b"\n") if line not in waiting)


# After `unlock`


def closed(
    home: Path, keys: Keys | None, reasons: Mapping[str, str] | None = None, system: System = SYSTEM
) -> list[Remain]:
    """What this machine wrote and is still sealed; whole backups and digests are not looked into.

    keys: open, so that what another key sealed is told apart, and left out: there is no way to open it here.
    """
    tally = Tally(reasons)
    own = {folder.name for folder in _made_here(home, system)}
    for one in lying(home, system):
        parts = one.name.split("/")
        is_of_others = parts[0] == JOURNAL and len(parts) > 1 and parts[1] not in own
        if is_of_others or one.is_wordless or one.row.name in (BACKUPS, DIGESTS, KEY):
            continue
        if one.data is None:
            tally.add(one.row.name, one.trouble)
        elif not is_ours(one):
            continue
        elif one.row.sealed == layout.FIELD_SEALED:
            if flat_toml.read(one.data.decode("utf-8", "replace"))[0].get("sealed"):
                tally.add(one.row.name)
        elif one.data.startswith(AGE):
            if keys is None or _opens(keys, one.data):
                tally.add(one.row.name)
        elif has_sealed(one.data) and (keys is None or sealing.opened(one.data, keys) != one.data):
            tally.add(one.row.name)
    return tally.all


def _opens(keys: Keys, data: bytes) -> bool:
    try:
        keys.open(data)
    except ValueError:
        return False
    return True


def beyond(home: Path, keys: Keys, system: System = SYSTEM) -> int:
    """How many files of this machine's journal have something sealed that our key does not open. keys: open."""
    own = {folder.name for folder in _made_here(home, system)}
    count = 0
    for one in lying(home, system):
        parts = one.name.split("/")
        if one.data and parts[0] == JOURNAL and len(parts) > 1 and parts[1] in own:
            count += (has_sealed(one.data) or one.data.startswith(AGE)) and not _opens_all(keys, one.data)
    return count


def _opens_all(keys: Keys, data: bytes) -> bool:
    return _opens(keys, data) if data.startswith(AGE) else not has_sealed(sealing.opened(data, keys))


# After `forget`

TAKEN_OVER = Later("words of it were taken over there; finish it, or start it anew and let it go")


def telling(home: Path, sought: Sought, reasons: Mapping[str, str], system: System = SYSTEM) -> list[Remain]:
    """Where these entries can still be read, each backup of ours opened; what other machines wrote by its own name.

    The marks and the cards at hand, which mean entries without naming them, are looked at by whoever knows them.
    """
    tally, shut = Tally(reasons), Tally()
    own = {folder.name for folder in _made_here(home, system)}
    for one in lying(home, system):
        parts = one.name.split("/")
        place = OTHERS if parts[0] == JOURNAL and len(parts) > 1 and parts[1] not in own else one.row.name
        if one.is_wordless:
            continue
        sought.unopened.clear()
        if one.row.name == BACKUPS and not one.away:
            _add_backup(tally, home, one, sought)
        elif one.data is None:
            tally.add(place, one.trouble)
        else:
            with _looked_into(tally, place):
                _add_telling(tally, place, one, one.data, sought)
        if sought.unopened:
            shut.add(place, _("sealed with a key that is not here, or damaged"))
    return [*tally.all, *(one.but(is_shut=True) for one in shut.all)]


@contextmanager
def _looked_into(tally: Tally, place: str) -> Iterator[None]:
    """Around a look into what may be sealed: what cannot be opened is no reason to leave the rest unlooked at."""
    try:
        yield
    except (OSError, SmartError) as error:
        tally.add(place, half(error))


def _add_telling(tally: Tally, place: str, one: Lying, data: bytes, sought: Sought) -> None:
    if one.row.name == JOURNAL or not is_ours(one):
        if sought.are_in(data):
            tally.add(place)
    elif one.row.name in (HALF, UNPACKED, DIGESTS) or (
        one.row.name not in (MARKS, AT_HAND) and sought.without(one.name, data) != data
    ):
        tally.add(place, str(TAKEN_OVER) if one.row.name == DRAFTS and sought.took_a_draft else "")


def _add_backup(tally: Tally, home: Path, one: Lying, sought: Sought) -> None:
    """One of ours is opened, whatever it is called; what else lies there may have lines of a journal in it."""
    place = home / one.name
    with _looked_into(tally, BACKUPS):
        if backups.is_one(place) or (one.data is None and not disk.leads_to_file(place)):
            try:
                made = _loaded(place, one.data)
            except (OSError, SmartError):
                damaged = _("it is damaged, so nobody can say what is in it; take it away yourself")
                tally.add(BACKUPS, one.trouble or damaged)
                return
            if _is_in_backup(made, sought):
                tally.add(BACKUPS)
        elif one.data and sought.are_in(one.data):
            tally.add(BACKUPS, _("one of them lies there unpacked; take it away yourself"))


def _loaded(place: Path, data: bytes | None) -> Archive:
    from smartcli.keeping.backups import opening

    return opening.load(place) if data is None else opening.check(data)


def _is_in_backup(made: Archive, sought: Sought) -> bool:
    """OSError, SmartError: it cannot be told."""
    return any(sought.without(name, one) != one for name, one in ((name, made.read(name)) for name in made.names))


# After `forget --everything`


def left(home: Path, reasons: Mapping[str, str], *, others: bool, system: System = SYSTEM) -> list[Remain]:
    """What is still there of what should be gone. others: other machines write here, so the journal stays."""
    tally = Tally(reasons)
    stay = {row.name for row in layout.TABLE if _stays(row, others=others)}
    for row in layout.TABLE:
        if row.is_one and row.name not in stay and row.name != UNFINISHED:
            for reason in _still(home, row):
                tally.add(row.name, reason)
    for one in lying(home, system):
        if not one.row.is_one or (one.away and one.row.name not in stay):
            tally.add(one.row.name, one.trouble)
    return tally.all


def _stays(row: Stored, *, others: bool) -> bool:
    return row.erased == layout.LEFT or (row.erased == layout.ERASED_ALONE and others)


def _still(home: Path, row: Stored) -> Iterator[str]:
    """For each that is still there "", or why that cannot be told."""
    place = home / row.name
    try:
        if row.is_folder and disk.leads_to_folder(place):
            yield from ("" for _one in ours.found(home, row.name))
        elif disk.is_there(place):
            yield ""
    except FileNotFoundError:
        if place.is_symlink():  # to a disk that is not there now
            yield ""
    except OSError as error:
        yield why(error)
