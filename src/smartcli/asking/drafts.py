"""Drafts: what was written in an exercise that was left early, one small file each."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from datetime import date, datetime
from pathlib import Path

from smartcli.asking.turn import Walked
from smartcli.errors import Damaged
from smartcli.home import carriers, disk
from smartcli.home.clock import is_day
from smartcli.home.disk import SYSTEM, System
from smartcli.home.filenames import DRAFTS, QUARANTINE
from smartcli.home.ids import LENGTH, is_id, new_id, stamp
from smartcli.home.seal.keys import Keys, padded

PLAIN, SEALED, LOCK = ".json", ".age", ".lock"
_CHANCE = frozenset("0123456789abcdefghjkmnpqrstvwxyz")  # of what a sealed one is called

# What stands in a file, in this order, and of what kind it is.
_KINDS: Mapping[str, type] = {
    "id": str, "exercise": str, "version": int, "at": str, "given": dict, "done": list, "typed": dict,
}  # fmt: skip


class Draft(Walked):
    """A walk that was left early, with a name to find it by.

    at: when it was begun. day: the day it is about, where that is not the one on which it is finished.
    """

    id: str
    exercise: str
    version: int
    at: str
    day: str = ""

    @property
    def on(self) -> date | None:
        return date.fromisoformat(self.day) if self.day else None

    @property
    def names(self) -> tuple[str, str]:
        """Of its file, plain and sealed. The sealed one tells neither what nor when: only what of its id is chance."""
        return f"{self.exercise}-{self.id}{PLAIN}", f"{self.id[-16:].lower()}{SEALED}"

    def belongs_to(self, file: Path) -> bool:
        return file.stem in (name.rpartition(".")[0] for name in self.names)


def is_name(name: str) -> bool:
    """Whether a file is called as a draft of ours, its lock, or a copy that another program made of one."""
    stem, _dot, end = name.partition(".")
    if len(stem) == 16 and set(stem) <= _CHANCE and f".{end}".endswith((SEALED, LOCK)):
        return True
    return bool(stem) and any(is_id(part[:LENGTH]) for part in stem.split("-")[1:])


def written(draft: Draft) -> bytes:
    day = {"day": draft.day} if draft.day else {}
    return json.dumps({**{name: getattr(draft, name) for name in _KINDS}, **day}).encode("ascii")


def read(data: bytes) -> Draft | None:
    """None: it is no draft, or a damaged one."""
    try:
        table = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(table, dict) or any(type(table.get(name)) is not kind for name, kind in _KINDS.items()):
        return None
    texts = [*table["done"], *table["typed"].values()]
    if not all(isinstance(text, str) for text in texts):
        return None
    day = table.get("day")
    return Draft(**{name: table[name] for name in _KINDS}, day=day if isinstance(day, str) and is_day(day) else "")


def is_of(exercise: str, name: str, data: bytes) -> bool:
    """Whether a draft of this name is of this exercise. A damaged one is taken for what its name, or it itself, says.

    name: what it was given, and perhaps more at its end, such as the moment it went to quarantine.
    """
    if draft := read(data):
        return draft.exercise == exercise
    begins, id = name.startswith(f"{exercise}-"), name[len(exercise) + 1 :][:LENGTH]
    return (begins and is_id(id)) or f'"exercise": {json.dumps(exercise)}'.encode() in data


class Drafts:
    """A person's drafts. One that a running session works on is held, and nobody else is offered it.

    With a key they are sealed, and those that are there are met only once it is open. damaged: how many files could not
    be used; where that was possible they were moved to quarantine. unread: why the folder could not be looked into, as
    half a sentence; that is not the same as no drafts. unkept: why the last one that was to be kept was not, likewise;
    is_there: a draft of it lies there all the same, without what was written last, or not confirmed by the disk.
    """

    def __init__(self, home: Path, *, keys: Keys | None = None, system: System = SYSTEM) -> None:
        self._folder = home / DRAFTS
        self._quarantine = home / QUARANTINE
        self._system = system
        self._keys = keys or Keys(home, system=system)
        self._held: dict[str, ExitStack] = {}
        self._kept: set[str] = set()  # ids of those that this run has written
        self._met: OSError | None = None  # why the folder, or a file in it, could not be read
        self._unusable: set[str] = set()  # names of files
        self._away: set[str] = set()
        self.unread = ""
        self.unkept = ""
        self.is_there = False

    @property
    def damaged(self) -> int:
        return len(self._unusable)

    def away(self, exercise: str = "") -> str:
        """How many a cloud had taken from this computer when they were looked for last, as a sentence; "" = none.

        exercise: only those that may be of this one, which a sealed one does not tell.
        """
        if not self._away:
            return ""
        from smartcli.text.language import ngettext

        count = sum(not exercise or name.startswith(f"{exercise}-") or name.endswith(SEALED) for name in self._away)
        text = ngettext(
            "{n} draft is not on this computer just now: a cloud has taken it away.",
            "{n} drafts are not on this computer just now: a cloud has taken them away.",
            count,
        )
        return text.format(n=count) if count else ""

    @property
    def closed(self) -> int:
        """How many wait sealed, and cannot be met before the key is open."""
        if self._keys.is_open:
            return 0
        sealed = [file for file in self._listed() if file.name.endswith(SEALED) and is_name(file.name)]
        return sum(not self._is_locked(Path(file.path)) for file in sealed)

    def _listed(self) -> list[os.DirEntry[str]]:
        try:
            return disk.listed(self._folder, self._system) or []
        except OSError as error:
            from smartcli.home.reasons import why  # only where something failed

            self.unread, self._met = why(error), error
            return []

    def rewrite(self) -> None:
        """Put every draft into the form that holds now, sealed or plain, and only then take the old one away.

        OSError, Damaged: not all of them, and why.
        """
        trouble: OSError | Damaged | None = None
        self._met = None
        for draft in self.every():
            try:
                if not os.path.exists(self._file(draft)):
                    self._keep(draft)
                for place in self._places(draft):
                    if place != self._file(draft):
                        disk.erase(place, self._system)
            except (OSError, Damaged) as error:  # the others all the same
                trouble = trouble or error
            finally:
                self.release(draft)
        if trouble := trouble or self._met:
            raise trouble

    def new(self, exercise: str, version: int, at: datetime, on: date | None = None) -> Draft:
        """A draft with nothing in it; there is no file before it is kept."""
        day = on.isoformat() if on else ""
        return Draft(id=new_id(at), exercise=exercise, version=version, at=stamp(at), day=day)

    def every(self) -> list[Draft]:
        """All that nobody holds, the newest first."""
        return [draft for draft in self._readable() if not self._is_held(draft)]

    def newest(self, exercise: str, on: date | None = None) -> Draft | None:
        """The newest of an exercise that nobody holds; it is held from now on. on: of those about this day alone."""
        meant = (one for one in self._readable() if one.exercise == exercise and on in (None, one.on))
        return next((draft for draft in meant if self._hold(draft)), None)

    def keep(self, draft: Draft) -> bool:
        """Write it down and hold it; False when the disk does not take it."""
        try:
            self._keep(draft)
        except (OSError, Damaged) as error:  # the disk, or the key
            from smartcli.home.reasons import why  # only where something failed

            if isinstance(error, disk.Unflushed):
                self._kept.add(draft.id)  # so it is known to be there also when nothing can be looked at later
            self.unkept = why(error) if isinstance(error, OSError) else error.what.rstrip(".")
            self.is_there = draft.id in self._kept or any(map(os.path.lexists, self._places(draft)))
            return False
        self.unkept = ""
        return True

    def _keep(self, draft: Draft) -> None:
        disk.private_folder(self._folder.parent, self._system)
        disk.private_folder(self._folder, self._system)
        self._hold(draft)
        disk.replace(self._file(draft), self._written(draft), self._system)
        self._kept.add(draft.id)  # at once: whatever fails now, it is there
        self._forget_other_form(draft)

    def release(self, draft: Draft) -> None:
        """The session is over and the draft stays: it can be offered again."""
        if held := self._held.pop(draft.id, None):
            for lock in self._locks(draft):
                with suppress(OSError):
                    disk.remove(lock, self._system)
            held.close()

    def drop(self, draft: Draft) -> None:
        """It is not needed any more. OSError: it is still there."""
        trouble: OSError | None = None
        for file in self._places(draft):
            try:
                disk.erase(file, self._system)
            except OSError as error:
                trouble = error
        for lock in self._locks(draft):
            with suppress(OSError):
                disk.remove(lock, self._system)
        self.release(draft)
        if trouble:
            raise trouble

    # Holding: a lock on a file beside it, which goes with the process however that ends

    def _hold(self, draft: Draft) -> bool:
        """Whether it is held only from now on: nobody held it, nor did we."""
        if draft.id in self._held:
            return False
        stack = ExitStack()
        is_ours = stack.enter_context(disk.locked(self._lock(draft), 0, self._system))
        if not is_ours and not disk.has_no_locks(self._lock(draft), self._system):
            stack.close()
            return False
        self._held[draft.id] = stack
        return True

    def _is_held(self, draft: Draft) -> bool:
        return any(map(self._is_locked, self._places(draft)))

    def _is_locked(self, file: Path) -> bool:
        lock = file.with_suffix(".lock")
        if not os.path.lexists(lock):
            return False
        with disk.locked(lock, 0, self._system) as free:
            return not free and not disk.has_no_locks(lock, self._system)

    # Files

    def _file(self, draft: Draft) -> Path:
        return self._folder / draft.names[self._keys.is_set_up]

    def _lock(self, draft: Draft) -> Path:
        return self._file(draft).with_suffix(".lock")

    def _locks(self, draft: Draft) -> list[Path]:
        return [place.with_suffix(".lock") for place in self._places(draft)]

    def _places(self, draft: Draft) -> list[Path]:
        """Where it lies, or would lie in the other form."""
        return [self._folder / name for name in draft.names]

    def _forget_other_form(self, draft: Draft) -> None:
        """Another window may have locked or unlocked since this draft was begun."""
        for place in self._places(draft):
            if place != self._file(draft) and os.path.lexists(place) and not os.path.islink(place):  # see `rewrite`
                disk.remove(place, self._system)

    def _written(self, draft: Draft) -> bytes:
        data = written(draft)
        return self._keys.seal(padded(data)) if self._keys.is_set_up else data

    def _readable(self) -> Iterator[Draft]:
        """The newest first. What cannot be read stops nothing."""
        found = [file.name for file in self._listed()]
        taken = filter(None, map(carriers.taken, found))
        self._away = {name for name in taken if is_name(name) and name.endswith((PLAIN, SEALED))}
        ends = (PLAIN, SEALED) if self._keys.is_open else (PLAIN,)
        drafts = [self._read(self._folder / name) for name in found if name.endswith(ends) and name[0] != "."]
        yield from sorted((draft for draft in drafts if draft), key=lambda draft: draft.id, reverse=True)

    def _read(self, file: Path) -> Draft | None:
        try:
            data = disk.read(file, self._system)
        except FileNotFoundError:  # dropped in this moment
            return None
        except OSError as error:
            if is_name(file.name):
                self._unusable.add(file.name)
                self._met = error
            return None
        try:
            draft = read(self._keys.open(data) if file.name.endswith(SEALED) else data)
        except ValueError:
            draft = None
        if draft is None and not is_name(file.name):  # somebody else's
            return None
        if draft is None or not draft.belongs_to(file):
            self._to_quarantine(file, data)
            return None
        return draft

    def _to_quarantine(self, file: Path, data: bytes) -> None:
        self._unusable.add(file.name)
        from smartcli.home.kept_names import neutral  # for what is rare

        end = SEALED if file.name.endswith(SEALED) else ""
        name = neutral(file.name.removesuffix(SEALED), data) + end
        disk.set_aside(self._quarantine, name, data, self._system)
        if os.path.lexists(self._quarantine / name):
            with suppress(OSError):
                disk.erase(file, self._system)
