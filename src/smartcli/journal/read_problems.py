"""What a reading met that it could not use: counted, copied to quarantine once, left where it is."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

from smartcli.errors import Damaged
from smartcli.home import disk
from smartcli.home.seal.keys import Locked, Missing
from smartcli.journal import sealing
from smartcli.journal.files import Files
from smartcli.journal.line import SEALED, is_too_long
from smartcli.journal.segment_names import packed


class Met:
    """What was met of the forgotten, since a journal was opened: in all readings together.

    hidden: the ids of entries that are forgotten and not erased everywhere. is_any: whether a line says so of any.
    """

    def __init__(self) -> None:
        self.hidden: set[bytes] = set()
        self.is_any = False

    def clear(self) -> None:
        self.hidden.clear()


class Troubles:
    """unreadable lines, and ids that stand for two different entries (both are kept)."""

    def __init__(self, files: Files, met: Met) -> None:
        self._files = files
        self.lines = 0
        self.too_long = 0
        self.differing = 0
        self.met = met
        self.strangers: dict[Path, int] = {}  # plain lines of a sealed journal that count for nothing, by segment
        self.foreign = 0  # lines that are whole, and sealed with another key
        self.files: dict[Path, Damaged] = {}  # that could not be read at all, and why
        self.foreign_files: set[Path] = set()  # of those, what is sealed with another key
        self.locked = 0  # lines that are sealed, and nobody gave the passphrase
        self.locked_files: set[Path] = set()  # of the files, those of which that is so
        self.refused: Locked | None = None  # how it was said
        self.away: set[Path] = set()  # that a cloud took from this computer
        self.unnoted: OSError | None = None  # why it could not be looked up which lines in the open are the person's
        self.empty: set[Path] = set()  # in which there is nothing, where lines are expected

    @property
    def lost(self) -> int:
        """All that was met and could not be used; a file counts as one."""
        unnoted = int(self.unnoted is not None)
        return self.lines + self.too_long + self.foreign + self.locked + len(self.files) + len(self.away) + unnoted

    def unreadable(self, line: bytes) -> None:
        if is_too_long(line):  # no copy of so much: it stays where it is
            self.too_long += 1
            return
        self.lines += 1
        name = f"{crc32(line):08x}-{len(line)}.line"
        keys = self._files.keys
        if keys.is_set_up and not line.startswith(SEALED):  # nothing goes into a file in the open then
            name, line = packed(name), keys.seal(line)
        disk.set_aside(self._files.quarantine, name, line, self._files.system)

    def unopened(self, line: bytes) -> None:
        """A sealed line that was not opened: another key's, damaged, or one for which nobody gave the passphrase."""
        try:
            is_foreign = sealing.is_foreign(line, self._files.keys)
        except Damaged as error:
            # Where nothing is sealed here, it hides nothing beside it.
            if self._files.keys.is_set_up and not isinstance(error, Missing):
                raise
            self._shut(error)
            return
        if is_foreign:
            self.foreign += 1
        else:
            self.unreadable(line)

    def _shut(self, trouble: Damaged) -> None:
        if isinstance(trouble, Locked):
            self.locked += 1
            self.refused = self.refused or trouble
        else:
            self.foreign += 1

    def whys(self) -> list[str]:
        """What the system said where a file could not be read at all, as half sentences; each once."""
        if not self.files and self.unnoted is None:
            return []
        from smartcli.home.reasons import beneath, why  # hardly ever

        met = (self.unnoted, *map(beneath, self.files.values()))
        return list(dict.fromkeys(why(error) for error in met if error))

    def file(self, place: Path, trouble: Damaged) -> None:
        self.files.setdefault(place, trouble)
        if isinstance(trouble, Locked):
            self.locked_files.add(place)
            self.refused = self.refused or trouble
        if isinstance(trouble.__cause__, sealing.Foreign) or isinstance(trouble, Missing):
            self.foreign_files.add(place)
