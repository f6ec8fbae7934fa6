"""The programs whose files can be brought in, and those that are only known by their files, with what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Protocol

from smartcli.errors import SmartError
from smartcli.exchange.readers.brought import Hints, Reading
from smartcli.exchange.readers.given import GivenFile
from smartcli.record import Record
from smartcli.text.language import Later, _, typed

# By what is typed after --from, in the order in which a file is looked at: what any table is comes last.
NAMES: Sequence[str] = ("loop", "dayone", "daylio", "jrnl", "csv")


class Program(Protocol):
    """A module of this folder."""

    TITLE: str  # as it calls itself
    LOOKS: Later  # what one of its files looks like

    def is_it(self, given: GivenFile) -> bool: ...  # whether it looks like one of its files
    def read(self, given: GivenFile, wanted: Hints) -> Reading: ...  # SmartError: it is none


def load(name: str) -> Program:
    """KeyError: it is none of NAMES."""
    if name not in NAMES:
        raise KeyError(name)
    program: Program = import_module(f"smartcli.exchange.readers.{name}")
    return program


class KnownFile(Record):
    """A file that is known and not read: what it looks like, and what to do."""

    begins: tuple[bytes, ...] = ()
    holds: bytes = b""
    file: str = ""  # in the zip
    said: Later


_CLASSIC = Later(
    "This looks like an entry of Day One Classic (.doentry). A newer Day One reads it, and can export JSON, which "
    "can be brought in."
)
_KNOWN: Sequence[KnownFile] = (
    KnownFile(
        file="backup.daylio",
        said=Later(
            "This looks like a backup of Daylio, which is made for Daylio alone. There, please choose “Export entries” "
            "and “CSV”, and bring in that file."
        ),
    ),
    KnownFile(begins=(b"<?xml", b"\xef\xbb\xbf<?xml", b"<!DOCTYPE plist", b"<plist"), holds=b"<plist", said=_CLASSIC),
    KnownFile(begins=(b"bplist00",), said=_CLASSIC),
    KnownFile(
        begins=(b"SQLite format 3\0",),
        holds=b"Repetitions",
        said=Later(
            "This looks like a backup of Loop Habit Tracker. There, in its settings, please choose “Export as CSV”, "
            "and bring in that file."
        ),
    ),
    KnownFile(
        begins=(b"gAAAAA",),
        said=Later(
            "This looks like a journal of jrnl that is encrypted. It can be written down readable, and brought in: "
            "jrnl --export json"
        ),
    ),
)
_LOOK = 1 << 20  # bytes in which it is looked


def known_file(given: GivenFile) -> SmartError | None:
    """That it is a file of a program that is known, and cannot be read like this; None = it is none of those."""
    for one in _KNOWN:
        if one.file:
            is_it = any(name.rpartition("/")[2] == one.file for name in given.names)
        else:
            is_it = given.raw.startswith(one.begins) and one.holds in given.raw[:_LOOK]
        if is_it:
            said = str(one.said)
            return SmartError(said, so=_("Nothing was imported."), next="smartcli import --help")
    return None


def recognised(given: GivenFile) -> SmartError | None:
    """What a file looks like that is no export of ours, and what to type; None = like nothing that is known."""
    if known := known_file(given):
        return known
    for name in NAMES:
        program = load(name)
        if program.is_it(given):
            next = f"smartcli import --from {name} {MAPPED.get(name, '')}FILE"
            return SmartError(str(program.LOOKS), so=_("Nothing was imported."), next=typed(next))
    return None


MAPPED: Mapping[str, str] = {"csv": "--map day=COLUMN,text=COLUMN "}
