"""Putting back what is beside the journal: only what is not here, and never over what is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from smartcli.errors import InPart, SmartError
from smartcli.home import disk, flat_toml, layout
from smartcli.home.disk import SYSTEM, System, Unflushed
from smartcli.home.filenames import IDENTITY, IDENTITY_SUM, KEY, RECIPIENT, RECIPIENT_OFF
from smartcli.home.layout import Stored
from smartcli.home.seal.keys import Keys
from smartcli.journal.files import Files
from smartcli.journal.line import begins_sealed, is_age
from smartcli.keeping.backups import names
from smartcli.keeping.backups.drill import RECIPIENTS
from smartcli.keeping.backups.key_found import completing
from smartcli.keeping.backups.opening import Archive
from smartcli.record import Record
from smartcli.text.language import _

DECLINED = "declined"  # the key of a backup, by the person
CHOSEN = "chosen"  # the part that is all the person chose: their settings


class Incoming(Record):
    """What becomes of the files of one part: those to add by where they go, and how many are here already or differ."""

    new: Mapping[str, tuple[str, ...]]  # the name in the archive, and its place in the home
    already: int = 0
    refused: int = 0
    closed: int = 0
    over: frozenset[str] = frozenset()  # of the new, what belongs to them and takes the place of what is there

    def without_closed(self, archive: Archive) -> Incoming:
        new = {name: place for name, place in self.new.items() if not is_closed(name, archive.read(name))}
        return self.but(new=new, closed=len(self.new) - len(new))

    @property
    def counts(self) -> dict[str, int]:
        return {"added": len(self.new), "already": self.already, "refused": self.refused}


class Beside(Record):
    """Everything but the journal. key: none, added, same, other or left; settings: none, added, same, kept or closed.

    key_left: why the key of the backup is not taken, where there is none here. See key_found.py, or DECLINED.
    """

    parts: Mapping[str, Incoming]
    unknown: int  # files of a part that this smartcli does not know
    key_left: str = ""

    @property
    def closed(self) -> int:
        """Files that stay out, since they are sealed with a key that is neither taken nor here; but for settings."""
        return sum(part.closed for name, part in self.parts.items() if name != CHOSEN)

    @property
    def key(self) -> str:
        return "left" if self.key_left else self._state(KEY, "other")

    @property
    def seals(self) -> bool:
        """Whether what is written is sealed with the key that comes in: it is not where it was turned off."""
        return (KEY, RECIPIENT) in self.parts[KEY].new.values()

    @property
    def completes_key(self) -> bool:
        """Whether half a key is here, and this is the rest of it."""
        return bool(self.parts[KEY].over)

    def without_key(self, why: str) -> Beside:
        """The same, but that the key is not taken."""
        return self.but(parts={**self.parts, KEY: Incoming(new={})}, key_left=why)

    def without_closed(self, archive: Archive) -> Beside:
        """The same, without what nobody could open here, where the key of the backup is not taken."""
        if self.key not in ("other", "left"):
            return self
        parts = {title: part.without_closed(archive) for title, part in self.parts.items()}
        return self.but(parts=parts)

    @property
    def settings(self) -> str:
        if self.parts[CHOSEN].closed and not self.parts[CHOSEN].refused:
            return "closed"
        return self._state(CHOSEN, "kept")

    @property
    def refused(self) -> int:
        """What could not be put where it belongs. Settings and a key of one's own are no loss."""
        return self.unknown + sum(part.refused for name, part in self.parts.items() if name not in (CHOSEN, KEY))

    @property
    def is_new(self) -> bool:
        return any(part.new for part in self.parts.values())

    def _state(self, name: str, differing: str) -> str:
        part = self.parts[name]
        if part.refused:
            return differing
        return "added" if part.new else "same" if part.already else "none"


def is_closed(name: str, data: bytes) -> bool:
    """Whether a file beside the journal, by its name in a backup, is sealed, or a part of it is."""
    row = layout.taken().get(name.split("/")[0])
    if row and row.sealed == layout.FIELD_SEALED:
        return bool(flat_toml.read(data.decode("utf-8", "replace"))[0].get("sealed"))
    return is_age(data) or begins_sealed(data)


def plan(archive: Archive, home: Path, system: System = SYSTEM) -> Beside:
    """What would be done. OSError: what is here cannot be read, so nothing may be done."""
    parts = {row.name: _part(archive, [row], home, system) for row in layout.those(restored=layout.ADDED)}
    parts[CHOSEN] = _part(archive, layout.those(restored=layout.AS_SETTINGS), home, system)
    parts[KEY] = _key(archive, home, system)
    known = layout.taken()
    unknown = sum(name.split("/")[0] not in known for name in archive.names)
    return Beside(parts=parts, unknown=unknown)


def put(
    archive: Archive,
    part: Incoming,
    home: Path,
    system: System = SYSTEM,
    written: Callable[[Path], None] = lambda _p: None,
) -> None:
    """Write the new files of a part. What has come to be there meanwhile stays; one that fails stops no other.

    written: told of each that lies there now.
    """
    trouble: OSError | SmartError | None = None
    for name, place in part.new.items():
        path, data = home.joinpath(*place), archive.read(name)
        try:
            if name in part.over or not disk.is_there(path):
                disk.private_folder(path.parent, system)
                try:
                    disk.replace(path, data, system)
                except Unflushed:
                    written(path)
                    raise
                written(path)
                if disk.read(path, system) != data:
                    raise SmartError(_("it does not read as it was written"))
        except (OSError, SmartError) as error:
            trouble = trouble or error
    if trouble:
        raise trouble


def put_whole(archive: Archive, part: Incoming, home: Path, system: System = SYSTEM) -> None:
    """The same, all of it or nothing: half a key is worse than none. InPart: what was put there does not go again.

    The public half, which says that a journal is sealed, comes last: so what is cut off goes on at the next try.
    """
    there: list[Path] = []
    order = [f"{KEY}/{name}" for name in (IDENTITY_SUM, IDENTITY, *RECIPIENTS)]
    ordered = sorted(part.new, key=lambda name: order.index(name) if name in order else -1)
    try:
        for name in ordered:
            put(archive, part.but(new={name: part.new[name]}), home, system, there.append)
    except BaseException as error:
        # The public half first: where that stays, the whole key does.
        is_left = not all(_is_taken_back(path, system) for path in reversed(there))
        if is_left and isinstance(error, OSError | SmartError):
            said = _("A part of the key is put in its place, and cannot be taken away again ({why}). The rest is not.")
            raise InPart(said.format(why=_reason(error)), next="smartcli doctor") from error
        raise


def _is_taken_back(path: Path, system: System) -> bool:
    try:
        disk.remove(path, system)
    except OSError:
        return False
    return True


def _reason(error: OSError | SmartError) -> str:
    from smartcli.home.reasons import why

    return why(error) if isinstance(error, OSError) else error.what


def _part(archive: Archive, rows: Iterable[Stored], home: Path, system: System) -> Incoming:
    new: dict[str, tuple[str, ...]] = {}
    already = refused = 0
    for row, name in ((one, name) for one in rows for name in archive.files(one.name)):
        place = names.unpacked(name) or ()
        if len(place) < row.depth or not (row.is_folder or len(place) == 1):
            refused += 1
            continue
        there = _content(home.joinpath(*place), system)
        if there is None:
            new[name] = place
        elif there == archive.read(name):
            already += 1
        else:
            refused += 1
    return Incoming(new=new, already=already, refused=refused)


def _key(archive: Archive, home: Path, system: System) -> Incoming:
    """The key goes where there is none, or a part of this one, as where that was lost or bringing it back was cut off.

    The same one behind another passphrase is the same one: that here stays.
    """
    part = _part(archive, layout.those(restored=layout.AS_KEY), home, system)
    here = [_content(home / KEY / name, system) for name in (*RECIPIENTS, IDENTITY)]
    if not any(here) or (not part.new and not part.refused):
        return _turned_on(part, home, system)
    if not any(here[:2]) and not part.refused:
        return _turned_on(part, home, system)
    old = [name for name in part.new if name.count("/") > 1]  # keys that were set aside before
    theirs = {archive.read(name) for name in archive.files(KEY) if name.removeprefix(f"{KEY}/") in RECIPIENTS}
    is_same = bool(theirs & set(here[:2])) if theirs else part.refused == 0
    aside = {name: place for name, place in part.new.items() if name in old}
    if is_same and here[-1] is None:
        there = {name: data for name, data in zip(RECIPIENTS, here, strict=False) if data}
        lost = {f"{KEY}/{name}": (KEY, name) for name in completing(archive, there)}
        return Incoming(new={**aside, **lost}, already=int(not lost), over=frozenset(lost))
    return Incoming(new=aside if is_same else {}, already=int(is_same), refused=int(not is_same))


def _turned_on(part: Incoming, home: Path, system: System) -> Incoming:
    """The same; a key that was off in the backup is on where what was written here is sealed."""
    off = f"{KEY}/{RECIPIENT_OFF}"
    files = Files(home=home, system=system, patience=0, keys=Keys(home, system=system))
    if off not in part.new or not files.is_sealed_here():
        return part
    return part.but(new={**part.new, off: (KEY, RECIPIENT)})


def _content(path: Path, system: System) -> bytes | None:
    """None = nothing is there. What is there and cannot be read is never taken for nothing."""
    if not disk.is_there(path):
        return None
    return disk.read(path, system)
