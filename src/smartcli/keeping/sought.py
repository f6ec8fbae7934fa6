"""Entries that are to be gone, and what tells of them in a file: for whoever erases it, and whoever looks after."""

from __future__ import annotations

import re
from collections.abc import Collection

from smartcli.asking.drafts import is_of, read
from smartcli.home import settings
from smartcli.home.filenames import DRAFTS, HOMEWORK, JOURNAL, MARKS, QUARANTINE, SETTINGS
from smartcli.home.marks import PACKED
from smartcli.home.seal.keys import Keys, Missing
from smartcli.journal import sealing
from smartcli.journal.line import FORGETTING, START, has_sealed
from smartcli.journal.naming import Naming
from smartcli.journal.reading import REMEMBER
from smartcli.keeping.taken_over import stand_in

AGE = b"age-encryption.org/"  # how a sealed file begins

# How files of marks, and of settings that held them once, are told in quarantine, whatever they are called there.
_HEADINGS = re.compile(rb"^\s*\[\[(?:first|away|declined)\]\]", re.MULTILINE)
_SETTINGS = re.compile(b"|".join(rb"\b%b\s*=" % name.encode() for name in (*PACKED, "sealed")))


class Sought:
    """These entries, by their whole ids, and with an exercise its drafts. What our key does not open is noted.

    What is sealed is opened, so the passphrase is asked for where anything is.
    """

    def __init__(self, keys: Keys, ids: Collection[str], exercise: str, sums: Collection[str] = ()) -> None:
        """sums: of their texts, where drafts may have them, too."""
        self._keys, self._named, self._exercise, self._sums = keys, Naming(ids), exercise, sums
        self.unopened: set[str] = set()  # names of files, or JOURNAL; whoever looks at one empties it before
        self.took_a_draft = False  # the file that was looked at last, since words of theirs stand in it

    def without(self, name: str, data: bytes) -> bytes | None:
        """A file of a home, or of a backup, without what tells of them; None = all of it goes.

        name: from the home, with / between its parts. What our key does not open stays as it is.
        """
        part, _slash, file = name.partition("/")
        if part == MARKS:  # of any card
            return None
        if part == SETTINGS:
            return self._without_packed(name, data)
        if part not in (JOURNAL, QUARANTINE, DRAFTS):
            return data
        try:
            plain = self._keys.open(data) if data.startswith(AGE) else data
        except (ValueError, Missing):
            self.unopened.add(name)
            return data
        kept = self._lines(plain) if part == JOURNAL else self._beside(part, file, plain)
        if kept is None or kept == plain:
            return None if kept is None else data
        return self._keys.seal_again(kept) if data.startswith(AGE) else kept

    def _beside(self, part: str, file: str, plain: bytes) -> bytes | None:
        """A draft, or what went to quarantine: lines, a draft, settings, or marks."""
        if self._exercise and is_of(self._exercise, file, plain):
            return None
        self.took_a_draft = self._have_words_in(plain)
        if self.took_a_draft:
            return None
        if part == DRAFTS or file.startswith(HOMEWORK):  # which names no entry
            return plain
        if self._exercise and file.startswith("draft-") and b'"exercise":' not in plain:
            return None  # damaged, and it may be one of them: its name does not say
        if file.startswith(MARKS) or _HEADINGS.search(plain):
            return None
        kept = self._lines(plain)
        if not plain.startswith(START) and _SETTINGS.search(plain):
            kept = self._without_packed(file, kept)
        return kept if kept.strip() else None

    def _have_words_in(self, plain: bytes) -> bool:
        """Whether it is a draft into which words of theirs were taken over."""
        draft = read(plain) if self._sums else None
        return draft is not None and stand_in(draft, self._sums)

    def are_in(self, segment: bytes) -> bool:
        """Whether a segment of the journal, here, tells of them by more than the mark that they are gone."""
        try:
            plain = self._keys.open(segment) if segment.startswith(AGE) else segment
        except (ValueError, Missing):
            self.unopened.add(JOURNAL)
            return False
        return any(self._tells(self._opened(line)) for line in plain.split(b"\n"))

    def _opened(self, line: bytes) -> bytes:
        try:
            plain = sealing.opened(line, self._keys)
        except Missing:
            plain = line
        if has_sealed(plain):
            self.unopened.add(JOURNAL)
        return plain

    def _lines(self, plain: bytes) -> bytes:
        lines = plain.split(b"\n")
        return b"\n".join(line for line in lines if not self._named.of(self._opened(line))[0])

    def _without_packed(self, name: str, data: bytes) -> bytes:
        """Settings, which in an older smartcli held the marks."""
        try:
            return settings.without(data, PACKED, self._keys)
        except (ValueError, Missing):  # another key's, or damaged
            self.unopened.add(name)
            return data

    def _tells(self, line: bytes) -> bool:
        about, said = self._named.of(line)
        return bool(about) and (said or {}).get("op") not in (*FORGETTING, REMEMBER)
