"""A change of which no more is known than a digest tells: which entries it is about, and where its line is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from smartcli.journal.line import Table

PLACE = "place"  # in the digest's own table: from which byte to which


class Placed(dict[str, Any]):
    """What tells of it, as in the table of its line. file: its segment; from start to end are the bytes of the line."""

    def __init__(self, told: Table, file: Path) -> None:
        super().__init__(told)
        self.file = file
        self.start, self.end = self.pop(PLACE)
