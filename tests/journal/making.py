"""Entries, faults and whole processes for the tests of what is kept on the disk."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from operator import itemgetter
from pathlib import Path
from typing import Any

from smartcli.asking.drafts import Drafts
from smartcli.first_aid import card_cache
from smartcli.home import disk, marks, settings
from smartcli.home.disk import SYSTEM, System
from smartcli.home.ids import new_id, stamp
from smartcli.home.seal import passphrase
from smartcli.home.seal.keys import Keys
from smartcli.journal import Journal
from smartcli.journal.entry import Entry
from smartcli.journal.line import numbered
from smartcli.keeping.backups import opening

NOON = datetime.fromisoformat("2026-03-10T12:00:00+01:00")
SOURCE = Path(__file__).parents[2] / "src"


def entry(trigger: str = "a row at work", *, minutes: int = 0, exercise: str = "urge-log", **more: Any) -> Entry:
    """An entry so many minutes after noon."""
    at = NOON + timedelta(minutes=minutes)
    given: dict[str, Any] = {
        "at": stamp(at),
        "zone": "Europe/Madrid",
        "day": at.date().isoformat(),
        "exercise": exercise,
        "version": 1,
        "asked": {"trigger": "What set it off?"},
        "answers": {"trigger": trigger, "strength": 7, "helper": None},
    }
    return Entry(**{**given, **more})


def triggers(entries: Any) -> list[str]:
    return [entry.answers["trigger"] for entry in entries]


def segments(home: Path) -> list[Path]:
    return sorted(home.glob("journal/*/*.jsonl"))


def lines(home: Path) -> list[bytes]:
    return [line for file in segments(home) for line in file.read_bytes().splitlines()]


def begin_segment(home: Path) -> None:
    """The next line goes into a new segment: the last one is closed, as if it were full."""
    last = max(file for file in home.glob("journal/*/*") if file.name[:6].isdigit())
    last.with_name(f"{int(last.name[:6]) + 1:06}.jsonl").write_bytes(b"")


def scattered(home: Path, count: int) -> Path:
    """A journal with so many entries that were each saved where the usual place took nothing; our folder in it."""
    Journal(home).append(entry("first"))
    own = home / "journal" / (home / "device").read_text().split()[0]
    for minutes in range(1, count + 1):
        one = entry(f"row {minutes}", minutes=minutes)
        id = new_id(datetime.fromisoformat(one.at))
        (own / f"{id.lower()}.jsonl").write_bytes(numbered({**one.as_line(), "id": id}, 1))
    return own


# What is there, by a name of its own: for loops that compare it with what was said to be saved

Known = dict[str, Any]


def now(home: Path) -> Known:
    """All that is kept: entries by what set them off, the rest by its file. What is not there has no name."""
    keys = keys_of(home)
    if keys.is_there:
        keys.unlocked()
    journal, chosen, cards = Journal(home, keys=keys), settings.read(home, keys), card_cache.read(str(home)).cards
    found: Known = {"name": chosen.name} if chosen.name else {}
    marked = marks.read(home, keys)
    found |= {} if marked.is_empty else {"marks": [marked.first, marked.away, marked.declined]}
    found |= {"sealed": True} if keys.is_set_up else {}
    found |= {"cards": [card.text for card in cards]} if cards else {}
    found |= {draft.id: draft.typed for draft in Drafts(home, keys=keys).every()}
    found |= {file.name: len(opening.load(file).files("journal")) for file in home.glob("backups/*.zip")}
    both = journal._all()  # entries() and trash() are a half of it each: read once, since loops ask thousands of times
    for one, is_deleted in sorted(both, key=itemgetter(1)):
        key = str(one.answers["trigger"])
        found[key] = [*found.get(key, []), one.answers.get("note"), is_deleted]  # twice there is longer
    return found


SECRET = "AGE-SECRET-KEY-1DL6NDAD2DZ0U3GEX7Y08X9GD0ZNUFLRDYXSS27ZW059PFCY7FT0QE3U4WR"


def keys_of(home: Path, system: System = SYSTEM) -> Keys:
    """The keys of a home, with somebody who knows the passphrase."""
    return Keys(home, lambda _wrong: "open", system=system)


def lay_key(home: Path, *, is_on: bool = True) -> None:
    """A key as `lock` makes it, but for a passphrase that is quick to try."""
    import pyrage

    if is_on and (home / "journal").exists():
        Journal(home).note_plain()
    data = passphrase.protect(f"{SECRET}\n".encode(), "open", work=1)
    recipient = f"{pyrage.x25519.Identity.from_str(SECRET).to_public()}\n"
    disk.private_folder(home / "key")
    disk.replace(home / "key" / "identity.age", data)
    disk.replace(home / "key" / "identity.sum", f"{passphrase.checksum(data)}\n".encode())
    disk.replace(home / "key" / ("recipient" if is_on else "recipient.off"), recipient.encode())


def unlike(known: Known, maybe: Iterable[tuple[str, Any]], there: Known) -> list[str]:
    """What is there otherwise than it is known to be. maybe: what was begun; it may be there or not."""
    begun = list(maybe)
    return [
        f"{key} is {str(there.get(key))[:60]} and should be {str(known.get(key))[:60]}"
        for key in sorted(known.keys() | there.keys())
        if known.get(key) != there.get(key) and (key, there.get(key)) not in begun
    ]


class Faulty(System):
    """A system in which calls fail: {"write": [None, OSError]} lets the first write pass and the second fail.

    A number in the place of an error lets a write take only so many bytes. After the list, all is well again; a name
    with a bare error fails always. `calls` are the names of all calls made.
    """

    def __init__(self, faults: Mapping[str, Any]) -> None:
        self.calls: list[str] = []
        self._faults = {name: list(value) if isinstance(value, list) else value for name, value in faults.items()}

    def _next(self, name: str) -> Any:
        self.calls.append(name)
        fault = self._faults.get(name)
        if isinstance(fault, list):
            fault = fault.pop(0) if fault else None
        if isinstance(fault, BaseException):
            raise fault
        return fault

    def open(self, path: str, flags: int) -> int:
        self._next("open")
        return super().open(path, flags)

    def read(self, file: int, size: int) -> bytes:
        self._next("read")
        return super().read(file, size)

    def write(self, file: int, data: bytes | memoryview) -> int:
        most = self._next("write")
        return super().write(file, data[:most])

    def truncate(self, file: int, size: int) -> None:
        self._next("truncate")
        super().truncate(file, size)

    def flush(self, file: int) -> None:
        self._next("flush")
        super().flush(file)

    def stat(self, place: str | int) -> os.stat_result:
        self._next("stat")
        return super().stat(place)

    def chmod(self, path: str, mode: int) -> None:
        self._next("chmod")
        super().chmod(path, mode)

    def mkdir(self, path: str) -> None:
        self._next("mkdir")
        super().mkdir(path)

    def swap(self, new: str, old: str) -> None:
        self._next("swap")
        super().swap(new, old)

    def remove(self, path: str) -> None:
        self._next("remove")
        super().remove(path)

    def scan(self, folder: str) -> list[os.DirEntry[str]]:
        self._next("scan")
        return super().scan(folder)

    def lock(self, file: int) -> bool:
        return self._next("lock") is None and super().lock(file)


class Counting(System):
    """A system that tells of each call before it makes it. Nothing is really flushed: that would only take time."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def told(self, name: str) -> None:
        self.calls.append(name)

    def open(self, path: str, flags: int) -> int:
        self.told("make" if flags & os.O_CREAT else "open")
        return super().open(path, flags)

    def read(self, file: int, size: int) -> bytes:
        self.told("read")
        return super().read(file, size)

    def write(self, file: int, data: bytes | memoryview) -> int:
        self.told("write")
        return super().write(file, data)

    def seek(self, file: int, position: int) -> None:
        self.told("seek")
        super().seek(file, position)

    def truncate(self, file: int, size: int) -> None:
        self.told("truncate")
        super().truncate(file, size)

    def flush(self, _file: int) -> None:
        self.told("flush")

    def close(self, file: int) -> None:
        super().close(file)  # whatever it says, it is closed
        self.told("close")

    def stat(self, place: str | int) -> os.stat_result:
        self.told("stat")
        return super().stat(place)

    def chmod(self, path: str, mode: int) -> None:
        self.told("chmod")
        super().chmod(path, mode)

    def mkdir(self, path: str) -> None:
        self.told("mkdir")
        super().mkdir(path)

    def swap(self, new: str, old: str) -> None:
        self.told("swap")
        super().swap(new, old)

    def remove(self, path: str) -> None:
        self.told("remove")
        super().remove(path)

    def scan(self, folder: str) -> list[os.DirEntry[str]]:
        self.told("scan")
        return super().scan(folder)

    def lock(self, file: int) -> bool:
        self.told("lock")
        return super().lock(file)


class FaultAt(Counting):
    """A system in which one call fails, counted from 0.

    is_short: if that is a write, it takes a half of it, and the next call fails. is_lasting: from then on all calls
    fail that change something, as on a disk that is full or was pulled out.
    """

    CHANGING = frozenset({"make", "write", "flush", "mkdir", "swap", "chmod"})

    def __init__(self, number: int, error: OSError, *, is_short: bool = False, is_lasting: bool = False) -> None:
        super().__init__()
        self._number, self._error, self._is_short, self._is_lasting = number, error, is_short, is_lasting

    def told(self, name: str) -> None:
        super().told(name)
        place = len(self.calls) - 1
        if place == self._number or (self._is_lasting and place > self._number and name in self.CHANGING):
            raise self._error

    def write(self, file: int, data: bytes | memoryview) -> int:
        if self._is_short and len(self.calls) == self._number:
            self._is_short = False
            self._number += 1
            self.calls.append("write")
            return System.write(self, file, data[: max(1, len(data) // 2)])
        return super().write(file, data)


def fault(number: int) -> OSError:
    return OSError(number, os.strerror(number))


FULL_DISK = fault(errno.ENOSPC)
BROKEN_DISK = fault(errno.EIO)


def python(code: str, *arguments: object, stdin: int | None = None) -> subprocess.Popen[bytes]:
    """A process of its own that runs this code with smartcli at hand."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE if stdin is None else stdin,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), str(SOURCE.parent)])},
    )
