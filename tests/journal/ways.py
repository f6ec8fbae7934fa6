"""Every way something is written, each with the home it is tried in. A new one is a function and a line in PATHS."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.home.chosen import chosen_are
from tests.journal.making import NOON, entry, keys_of, lay_key, segments

from smartcli.asking.drafts import Drafts
from smartcli.errors import SmartError
from smartcli.first_aid import card_cache
from smartcli.first_aid.card_cache import CachedCard
from smartcli.home import disk, marks, settings
from smartcli.home.disk import SYSTEM, System
from smartcli.home.seal.keys import Keys
from smartcli.home.settings import Settings
from smartcli.journal import Journal
from smartcli.keeping import backups
from smartcli.keeping.health import Surroundings
from smartcli.keeping.health.repairing import mends

LATER = NOON + timedelta(days=1)
ERRORS = ("ENOSPC", "EDQUOT", "EIO", "EROFS", "EACCES", "EINTR")
THEIRS = "01KKBPENW0FG924SA1P8ZMQN4N"
DRAFT = Drafts(Path("none")).new("urge-log", 1, NOON).but(given={}, done=[], typed={"note": "half a senten"})


def empty(_home: Path) -> None:
    """There is no home yet."""


def used(home: Path) -> None:
    """Something of every kind is there: two entries (one edited), one in the trash, a draft, settings, a card."""
    keys = opened(home, SYSTEM) if (home / "key").exists() else None
    journal = Journal(home, keys=keys)
    ids = [journal.append(entry(text)).id for text in ("before", "edited", "deleted")]
    journal.edit(ids[1], {"note": "first"}, asked={}, at=LATER)
    journal.delete([ids[2]], at=LATER)
    chosen_are(home, Settings(name="Zoe"), keys=keys)
    marks.change(home, lambda kept: kept.but(first=("0a1b2c3d",), away=frozenset({"3d2c1b0a"})), keys or Keys(home))
    card_cache.write(str(home), [CachedCard("reason", "my sister")])
    drafts = Drafts(home, keys=keys)
    drafts.keep(DRAFT)
    drafts.release(DRAFT)


def torn(home: Path) -> None:
    used(home)
    [file] = segments(home)
    file.write_bytes(file.read_bytes() + b'{"v":1,"id":"01KKBPENW0F')


def full(home: Path) -> None:
    used(home)
    Journal(home).append(entry("much", answers={"trigger": "much", "long": "x" * (1 << 20)}))


def append(home: Path, system: System) -> None:
    Journal(home, system=system, patience=0).append(entry("new", minutes=1))


def edit(home: Path, system: System) -> None:
    id = next(one.id for one in Journal(home).entries() if one.answers["trigger"] == "edited")
    Journal(home, system=system, patience=0).edit(id, {"note": "second"}, asked={}, at=LATER)


def delete(home: Path, system: System) -> None:
    ids = [one.id for one in Journal(home).entries()]
    Journal(home, system=system, patience=0).delete(ids, at=LATER)


def take_back(home: Path, system: System) -> None:
    """What this run wrote, with what is known of it and without a passphrase."""
    known = next(Journal(home, keys=opened(home, SYSTEM) if Keys(home).is_there else None).latest())
    Journal(home, keys=Keys(home, system=system), system=system, patience=0).take_back(known, at=LATER)


def undo(home: Path, system: System) -> None:
    Journal(home, system=system, patience=0).undo(at=LATER)


def merge(home: Path, system: System) -> None:
    Journal(home, system=system, patience=0).merge([entry("theirs", id=THEIRS)], at=LATER)


def keep_a_draft(home: Path, system: System) -> None:
    drafts = Drafts(home, system=system)
    is_kept = drafts.keep(DRAFT.but(given={}, done=[], typed={"note": "half a sentence"}))
    drafts.release(DRAFT)
    if not is_kept:
        raise SmartError("said by whoever keeps it")


def drop_a_draft(home: Path, system: System) -> None:
    Drafts(home, system=system).drop(DRAFT)


def choose(home: Path, system: System) -> None:
    chosen_are(home, Settings(name="Ana"), system)


def mark(home: Path, system: System) -> None:
    keys = keys_of(home, system)
    marks.change(home, lambda kept: kept.but(declined={"values": "2026-03-10"}), keys, system)


def put_at_hand(home: Path, system: System) -> None:
    card_cache.write(str(home), [CachedCard("reason", "the sea")], system)


# What rewrites


def sealed(home: Path) -> None:
    """All there is, sealed line by line, and the first segment closed."""
    disk.private_folder(home)
    lay_key(home)
    used(home)
    [file] = segments(home)
    (file.parent / "000002.jsonl").write_bytes(b"")


def with_a_key(home: Path) -> None:
    """As after `unlock`: all is plain, and there is a key."""
    used(home)
    lay_key(home, is_on=False)


def packed(home: Path) -> None:
    sealed(home)
    Journal(home, keys=opened(home, SYSTEM)).tend()


def with_another(home: Path) -> None:
    """Another journal that once was the same and went on apart."""
    used(home)
    shutil.copytree(home / "journal", home / "other" / "journal")
    other = Journal(home / "other")
    other.append(entry("theirs", minutes=9))
    other.edit(other.entries()[0].id, {"note": "theirs"}, asked={}, at=LATER)


def damaged(home: Path) -> None:
    used(home)
    [file] = segments(home)
    lines = file.read_bytes().split(b"\n")
    file.write_bytes(b"\n".join([*lines[:2], lines[1][:99], b"\0" * 30, *lines[2:]]))
    (home / "drafts" / "torn.json").write_bytes(b"{")


def marked_before(home: Path) -> None:
    """Marked with an older smartcli, and since with this one."""
    used(home)
    packed = {
        "first_cards": "11111111",
        "away_cards": "22222222 33333333",
        "declined": "values=2026-01-01/a=b=2026-03-09",
    }
    keys = opened(home, SYSTEM) if (home / "key").exists() else None
    chosen_are(home, settings.read(home, keys).but(**{"more_sealed" if keys else "more": packed}), keys=keys)


def marked_before_sealed(home: Path) -> None:
    disk.private_folder(home)
    lay_key(home)
    marked_before(home)


def opened(home: Path, system: System) -> Keys:
    keys = keys_of(home, system)
    keys.unlocked()
    return keys


def sealed_append(home: Path, system: System) -> None:
    Journal(home, keys=Keys(home, system=system), system=system, patience=0).append(entry("new", minutes=1))


def sealed_edit(home: Path, system: System) -> None:
    journal = Journal(home, keys=keys_of(home, system), system=system, patience=0)
    id = next(one.id for one in journal.entries() if one.answers["trigger"] == "edited")
    journal.edit(id, {"note": "second"}, asked={}, at=LATER)


def choose_sealed(home: Path, system: System) -> None:
    chosen_are(home, Settings(name="Ana"), system, keys=opened(home, SYSTEM))


def forget(home: Path, system: System) -> None:
    ids = [one.id for one in Journal(home).entries()]
    Journal(home, system=system, patience=0).forget(ids[:1], at=LATER)


def forget_sealed(home: Path, system: System) -> None:
    journal = Journal(home, keys=keys_of(home, system), system=system, patience=0)
    journal.forget([one.id for one in journal.entries()][:1], at=LATER)


def lock(home: Path, system: System) -> None:
    keys = keys_of(home, system)
    Journal(home, keys=keys, system=system, patience=0).note_plain()
    keys.turn_on()
    chosen_are(home, settings.read(home), system, keys=keys)
    marks.change(home, lambda kept: kept, keys, system)
    Journal(home, keys=keys, system=system, patience=0).seal_all()
    Drafts(home, keys=keys, system=system).rewrite()


def unlock(home: Path, system: System) -> None:
    keys = opened(home, system)
    chosen = settings.read(home, keys)
    keys.turn_off()
    Journal(home, keys=keys, system=system, patience=0).open_all()
    Drafts(home, keys=keys, system=system).rewrite()
    chosen_are(home, chosen, system, keys=keys)
    marks.change(home, lambda kept: kept, keys, system)


def pack(home: Path, system: System) -> None:
    Journal(home, keys=opened(home, system), system=system, patience=0).tend()


def back_up(home: Path, system: System) -> None:
    backups.before(home, "test", LATER, system)


def take_in(home: Path, system: System) -> None:
    Journal(home, system=system, patience=0).take_in(Journal(home / "other"))


def mend(home: Path, system: System) -> None:
    given = Surroundings(home=home, environ={}, platform="linux", now=LATER, system=system)
    for one in mends(given, keys_of(home, system)):
        one.do()


@dataclass(frozen=True)
class Way:
    """How something is written.

    is_exact: what was said not to be saved is not there, either. is_quiet: it may fail without a word, since nothing
    is lost by that. is_same: afterwards there is the same as before, in another form.
    """

    prepare: Callable[[Path], None]
    run: Callable[[Path, System], None]
    is_exact: bool = False
    is_quiet: bool = False
    is_same: bool = False
    errors: tuple[str, ...] = ERRORS


PATHS = {
    "append the first": Way(empty, append, is_exact=True),
    "append": Way(used, append, is_exact=True),
    "append after a torn line": Way(torn, append, is_exact=True),
    "append to a new segment": Way(full, append, is_exact=True, errors=("ENOSPC", "EIO")),
    "edit": Way(used, edit),
    "delete": Way(used, delete),
    "undo": Way(used, undo),
    "take back": Way(used, take_back, is_exact=True),
    "take back in a sealed journal": Way(packed, take_back, is_exact=True),
    "import the first": Way(empty, merge),
    "import": Way(used, merge),
    "keep the first draft": Way(empty, keep_a_draft),
    "keep a draft": Way(used, keep_a_draft),
    "drop a draft": Way(used, drop_a_draft, is_quiet=True),
    "the first settings": Way(empty, choose),
    "settings": Way(used, choose),
    "the first mark": Way(empty, mark),
    "a mark": Way(used, mark),
    "a mark beside older ones": Way(marked_before, mark),
    "cards at hand": Way(used, put_at_hand),
    "append a sealed line": Way(sealed, sealed_append, is_exact=True),
    "edit in a sealed journal": Way(packed, sealed_edit),
    "keep a sealed draft": Way(sealed, keep_a_draft),
    "drop a sealed draft": Way(sealed, drop_a_draft, is_quiet=True),
    "sealed settings": Way(sealed, choose_sealed),
    "a sealed mark beside older ones": Way(marked_before_sealed, mark),
    "forget": Way(used, forget),
    "forget in a sealed journal": Way(packed, forget_sealed),
    "lock": Way(with_a_key, lock),
    "unlock": Way(sealed, unlock),
    "unlock what is packed": Way(packed, unlock),
    "pack": Way(sealed, pack, is_same=True),
    "backup": Way(used, back_up),
    "take in another journal": Way(with_another, take_in),
    "repair": Way(damaged, mend, is_same=True),
}
