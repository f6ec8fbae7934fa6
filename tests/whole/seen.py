"""What is there for the person: entries, drafts, settings, marks, cards, key, files; and where words can be read.

Read with smartcli's own readers on a system without faults. What a run makes anew each time (ids, names of folders,
temporary names) is left out, so that two runs can be compared.
"""

import base64
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyrage
from tests.person import OWN
from tests.whole.lines import CANARY, NEW
from tests.whole.snapshot import Held, Snapshot

from smartcli.asking.drafts import Drafts
from smartcli.errors import SmartError
from smartcli.first_aid import card_cache
from smartcli.home import disk, marks, settings, unfinished
from smartcli.home.filenames import IDENTITY, JOURNAL, UNPACKED
from smartcli.home.seal.keys import Keys
from smartcli.home.seal.passphrase import checksum, unprotect
from smartcli.journal import Journal
from smartcli.journal.entry import Entry

Seen = dict[str, Any]
WHOLE = ("exercises", "path", "outside")  # where files are seen as they are, and not only for the words in them
WORDS, LONGEST = CANARY.encode(), 40  # bytes of a sentence before it
SEALED_LINE = re.compile(rb'"age": ?"([A-Za-z0-9+/=]+)"')
SEALED_FIELD = re.compile(rb'sealed = "([A-Za-z0-9+/=]+)"')
CHANCE = re.compile(r"[0-9A-Z]{26}|[0-9a-z]{8,16}")  # in names of files
AGE = b"age-encryption.org/v1"


def seen(folder: Path, held: Snapshot) -> Seen:
    """held: the folder's snapshot. The home is <folder>/home."""
    home = folder / "home"
    keys = Keys(home)
    found: Seen = {"key": "none", "sealed": False}
    if keys.is_there:
        found["key"], keys._identity = opened_by((held.get(f"home/key/{IDENTITY}") or Held(0, b"")).data or b"")
    found["sealed"] = _or_trouble(lambda: keys.is_set_up)
    found["begun"] = _or_trouble(lambda: sorted(unfinished.read(home)))
    journal = Journal(home, keys=keys)
    found["entries"] = _or_trouble(lambda: _entries(journal))
    found["unread"] = journal.unreadable
    link = held.get(f"home/{JOURNAL}")
    found["leads to"] = [link.data] if link and link.data is not None else []
    found["drafts"] = _or_trouble(
        lambda: _texts([one.exercise, one.given, one.typed] for one in Drafts(home, keys=keys).every())
    )
    chosen = _or_trouble(lambda: settings.read(home, keys))
    found["settings"] = {
        name: getattr(chosen, name, chosen)
        for name in ("name", "change", "way", "country", "plain", "day_ends", "check_in", "started", "at_hand")
    }
    marked = _or_trouble(lambda: marks.read(home, keys))
    found["marks"] = [
        getattr(marked, "first", marked),
        sorted(getattr(marked, "away", ())),
        getattr(marked, "declined", {}),
    ]
    found["cards"] = [(card.kind, card.text, card.first) for card in card_cache.read(str(home)).cards]
    identity = keys._identity
    raw: dict[str, set[bytes]] = {}
    opened: dict[str, set[bytes]] = {}
    files = {}
    for path, one in held.items():
        if one.data is None:
            continue
        place = _place(path)
        if place in WHOLE and left_over(path):
            continue
        if place in WHOLE:
            files[re.sub(r"\d{4}-\d\d-\d\d[-\d]*", "DAY", path)] = _whole(path, one.data)
        else:
            raw.setdefault(place, set()).update(words(one.data, None))
            opened.setdefault(place, set()).update(words(one.data, identity))
    found["files"] = files
    found["copies"] = sorted(path for path in held if path.startswith("home/backups/") and path.endswith(".zip"))
    found["raw"] = {place: sorted(some) for place, some in raw.items() if some}
    found["opened"] = {place: sorted(some) for place, some in opened.items() if some}
    found["temporary"] = sorted(place for path in held if (place := left_over(path)))
    return found


@lru_cache(maxsize=256)
def opened_by(data: bytes) -> tuple[str, Any]:
    """Which passphrase opens a key, and the key."""
    for given in (OWN, NEW):
        try:
            secret = unprotect(data, given, [checksum(data)]).decode()
        except (SmartError, ValueError):
            continue
        [line] = [line for line in secret.splitlines() if line.startswith("AGE-SECRET-KEY-")]
        return given, pyrage.x25519.Identity.from_str(line)
    return "opens with neither passphrase", None


def _or_trouble(look: Callable[[], Any]) -> Any:
    try:
        return look()
    except (SmartError, OSError) as trouble:
        return f"cannot be read: {type(trouble).__name__}"


def _entries(journal: Journal) -> Counter[str]:
    """Each with how often it is there; those in the trash apart."""
    found = Counter(map(_said, journal.entries()))
    found.update(f"trash {_said(one)}" for one in journal.trash())
    return found


def _said(one: Entry) -> str:
    """What it says, and whether it is of another day than that of writing."""
    return json.dumps([one.exercise, one.happened is not None, dict(one.answers)], sort_keys=True)


def _texts(tables: Any) -> list[str]:
    return sorted(json.dumps(table, sort_keys=True) for table in tables)


def _place(path: str) -> str:
    """The part of the home a path lies in."""
    parts = path.split("/")
    if parts[0] != "home" or len(parts) < 2:
        return "outside"
    if disk.is_temporary(parts[-1]):
        return "half written"
    name = parts[1].removeprefix(".")
    return next(
        (known for known in ("settings", "marks", "at-hand", "unpacked") if name.startswith(known)),
        name.split(".")[0] or "home",
    )


def left_over(path: str) -> str:
    """Where something half written lies; nothing for all else."""
    name = path.split("/")[-1]
    is_one = disk.is_temporary(name) or any(part.startswith(UNPACKED) for part in path.split("/"))
    return CHANCE.sub(lambda found: found[0] if found[0] in UNPACKED else "*", path) if is_one else ""


@lru_cache(maxsize=4096)
def _whole(path: str, data: bytes) -> str:
    """What a file is, without what differs from run to run."""
    if path.endswith(".zip"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return f"a backup, {'broken' if archive.testzip() else len(archive.namelist()) > 1}"
        except (zipfile.BadZipFile, OSError):
            return "a broken backup"
    return f"{len(data)} bytes, {sorted(words(data, None))}"


@lru_cache(maxsize=8192)
def words(data: bytes, identity: Any) -> frozenset[bytes]:
    """The sentences of the person in it; also what the key opens, and what lies in a zip."""
    found = set(_sentences(data))
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for name in archive.namelist():
                    found |= words(archive.read(name), identity)
        except (zipfile.BadZipFile, OSError, EOFError):
            pass
    if identity is not None:
        sealed = [data] if data.startswith(AGE) else []
        sealed += [base64.b64decode(text) for text in (*SEALED_LINE.findall(data), *SEALED_FIELD.findall(data))]
        for one in sealed:
            try:
                found |= words(pyrage.decrypt(one, [identity]), identity)
            except pyrage.DecryptError:
                continue
    return frozenset(found)


def _sentences(data: bytes) -> Iterator[bytes]:
    end = data.find(WORDS)
    while end >= 0:
        yield re.split(rb"[^a-z ]", data[max(0, end - LONGEST) : end])[-1].strip()
        end = data.find(WORDS, end + 1)
