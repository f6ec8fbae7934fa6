"""What a reading met that it could not use: counted, copied to quarantine once, left where it is."""

from __future__ import annotations

from zlib import crc32

from smartcli import disk
from smartcli.journal.files import Files


class Troubles:
    """unreadable lines, and ids that stand for two different entries (both are kept)."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.lines = 0
        self.differing = 0

    def unreadable(self, line: bytes) -> None:
        self.lines += 1
        name = f"{crc32(line):08x}-{len(line)}.line"
        disk.set_aside(self._files.quarantine, name, line, self._files.system)
