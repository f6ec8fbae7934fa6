"""All that can lie in a home, a row for each: backup, restore, forget, lock, where and doctor take their lists from it.

A new store is a name in filenames.py and a row here; `tests/keeping/test_layout.py` fills a home from the table.
"""

from __future__ import annotations

from smartcli.home import filenames
from smartcli.record import Record

# How it gets into a backup.
LINKS_NAMED = "links named"  # as it lies; a link is left out, and named
LINKS_FOLLOWED = "links followed"
NOT_TAKEN = "not taken"  # it is made anew, or holds nothing

# How it comes back from one.
MERGED = "merged"  # entry by entry
ADDED = "added"  # what is not here; what differs is refused
AS_SETTINGS = "as settings"  # likewise, but that one's own differ is no refusal
AS_KEY = "as key"  # only whole, and where there is none
NEVER = "never"

# What `forget --everything` leaves of it.
ERASED = "erased"  # nothing
ERASED_ALONE = "erased alone"  # nothing, unless other machines write here too: then they must be told
OURS_ERASED = "ours erased"  # only what is none of ours, by its name and by what it is
SWEPT = "swept"  # nothing, once it is old enough that nobody is writing it
LEFT = "left"  # all of it

# What `lock` does, so that none of the person's words can be read in it.
LINES_SEALED = "lines sealed"
DRAFTS_SEALED = "drafts sealed"  # under a name that tells nothing
FILES_SEALED = "files sealed"  # each an age file, with .age after its name
FIELD_SEALED = "field sealed"  # the private part is one text in it
CHOSEN_STAY = "chosen stay"  # only the kinds of card that were picked to be seen
DROPPED = "dropped"  # what was readable goes with `lock --drop-plain`
NO_WORDS = "no words"  # there are none in it
THROWN_AWAY = "thrown away"  # and sealed when it is made again
READABLE = "readable"  # what the person made for reading, and knows to be

# How bad it is for doctor that a line of it cannot be read.
LOOK, DAMAGED = "look", "damaged"


class Stored(Record):
    """What can lie in a home, and what becomes of it. Only what holds for nearly all need not be answered."""

    name: str  # or how it begins or ends, where it has many: see `is_one`
    is_one: bool = True
    depth: int  # how many names a path to a file in it has, at least; 1 = it is a file
    shown: str  # what `where` calls it; "" = it is no place to look into
    backup: str
    only: tuple[str, ...] = ("",)  # the endings of the names that go into a backup
    is_needed: bool = False  # nothing is rewritten before a backup holds it
    restored: str
    erased: str
    sealed: str
    broken: str = ""  # LOOK or DAMAGED for a file of flat TOML
    is_private: bool = True  # nobody else on the machine is to read it

    @property
    def is_folder(self) -> bool:
        return self.depth > 1


TABLE = (
    Stored(
        name=filenames.DEVICE, depth=1, shown="",
        backup=LINKS_NAMED, is_needed=True, restored=NEVER, erased=ERASED_ALONE, sealed=NO_WORDS,
    ),
    Stored(
        name=filenames.JOURNAL, depth=2, shown="journal",
        backup=LINKS_NAMED, is_needed=True, restored=MERGED, erased=ERASED_ALONE, sealed=LINES_SEALED,
    ),
    Stored(
        name=filenames.MOVING, depth=4, shown="moving",  # nothing is sealed or erased before it is at its end
        backup=NOT_TAKEN, restored=NEVER, erased=ERASED, sealed=LINES_SEALED,
    ),
    Stored(
        name=filenames.DRAFTS, depth=2, shown="drafts",  # beside each its lock, FILE.lock
        backup=LINKS_NAMED, only=(".json", ".age"), restored=ADDED, erased=ERASED, sealed=DRAFTS_SEALED,
    ),
    Stored(
        name=filenames.KEY, depth=2, shown="key",  # older ones are in folders in it
        backup=LINKS_FOLLOWED, is_needed=True, restored=AS_KEY, erased=ERASED, sealed=NO_WORDS,
    ),
    Stored(
        name=filenames.QUARANTINE, depth=2, shown="quarantine",
        backup=LINKS_NAMED, restored=ADDED, erased=ERASED, sealed=FILES_SEALED,
    ),
    Stored(
        name=filenames.DIGESTS, depth=2, shown="digests",  # `forget` throws them away too, whatever it erases
        backup=NOT_TAKEN, restored=NEVER, erased=ERASED, sealed=THROWN_AWAY,
    ),
    Stored(
        name=filenames.HEIGHTS, depth=2, shown="heights",  # elsewhere they would miss what was never there
        backup=NOT_TAKEN, restored=NEVER, erased=ERASED, sealed=NO_WORDS,
    ),
    Stored(
        name=filenames.BACKUPS, depth=2, shown="backups",
        backup=NOT_TAKEN, restored=NEVER, erased=OURS_ERASED, sealed=DROPPED,
    ),
    Stored(
        name=filenames.EXERCISES, depth=2, shown="exercises",  # an editor knows no 0600, and no answers are in them
        backup=LINKS_FOLLOWED, restored=ADDED, erased=LEFT, sealed=READABLE, is_private=False,
    ),
    Stored(
        name=filenames.PATH, depth=1, shown="path",  # as with exercises; none of the person's words belong in it
        backup=LINKS_FOLLOWED, restored=AS_SETTINGS, erased=LEFT, sealed=READABLE, is_private=False,
    ),
    Stored(
        name=filenames.SETTINGS, depth=1, shown="settings",
        backup=LINKS_FOLLOWED, restored=AS_SETTINGS, erased=ERASED, sealed=FIELD_SEALED, broken=DAMAGED,
    ),
    Stored(
        name=filenames.MARKS, depth=1, shown="marks",
        backup=LINKS_FOLLOWED, restored=AS_SETTINGS, erased=ERASED, sealed=FIELD_SEALED, broken=DAMAGED,
    ),
    Stored(
        name=filenames.CALENDAR, depth=1, shown="calendar",  # on another machine it goes on with the same events
        backup=LINKS_FOLLOWED, restored=AS_SETTINGS, erased=ERASED, sealed=FIELD_SEALED, broken=DAMAGED,
    ),
    Stored(
        name=filenames.PROMPT_LINE, depth=1, shown="prompt-line",
        backup=NOT_TAKEN, restored=NEVER, erased=ERASED, sealed=NO_WORDS,
    ),
    Stored(
        name=filenames.HOMEWORK, depth=1, shown="homework",  # somebody else's words about the person
        backup=LINKS_FOLLOWED, restored=AS_SETTINGS, erased=ERASED, sealed=FIELD_SEALED, broken=DAMAGED,
    ),
    Stored(
        name=filenames.AT_HAND, depth=1, shown="at-hand",
        backup=NOT_TAKEN, restored=NEVER, erased=ERASED, sealed=CHOSEN_STAY, broken=LOOK,
    ),
    Stored(
        name=filenames.AT_HAND_LOCK, depth=1, shown="",
        backup=NOT_TAKEN, restored=NEVER, erased=ERASED, sealed=NO_WORDS,
    ),
    Stored(
        name=filenames.TOLD, depth=1, shown="",
        backup=NOT_TAKEN, restored=NEVER, erased=ERASED, sealed=NO_WORDS,
    ),
    Stored(
        name=filenames.LOCK, depth=1, shown="",  # held while the rest is erased
        backup=NOT_TAKEN, restored=NEVER, erased=LEFT, sealed=NO_WORDS,
    ),
    Stored(
        name=filenames.UNFINISHED, depth=1, shown="",  # taken away last, since it says what was cut off
        backup=NOT_TAKEN, restored=NEVER, erased=ERASED, sealed=NO_WORDS,
    ),
    Stored(
        name=filenames.ACCEPTED, depth=1, shown="",  # from a backup it would let lines count that nobody has seen
        backup=NOT_TAKEN, restored=NEVER, erased=ERASED, sealed=NO_WORDS,
    ),
    Stored(
        name=filenames.UNPACKED, is_one=False, depth=2, shown="",  # in the home or among the backups
        backup=NOT_TAKEN, restored=NEVER, erased=SWEPT, sealed=DROPPED,
    ),
    Stored(
        name=filenames.HALF, is_one=False, depth=1, shown="",  # in any folder
        backup=NOT_TAKEN, restored=NEVER, erased=SWEPT, sealed=DROPPED,
    ),
)  # fmt: skip


def taken() -> dict[str, Stored]:
    """The rows of what goes into a backup, by name."""
    return {row.name: row for row in TABLE if row.backup != NOT_TAKEN}


def those(**answers: object) -> list[Stored]:
    """The rows that give these answers."""
    return [row for row in TABLE if all(getattr(row, name) == answer for name, answer in answers.items())]


def names(**answers: object) -> list[str]:
    """Their names."""
    return [row.name for row in those(**answers)]
