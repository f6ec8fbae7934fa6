"""What can be saved of a segment: its whole lines, and whole lines inside those that are not."""

from __future__ import annotations

from smartcli.journal.line import edges
from smartcli.keeping.health.files import read_line


def rest(data: bytes) -> bytes:
    """A segment's whole lines, as they are, and what can be saved of the others."""
    kept: list[bytes] = []
    for line in data.removesuffix(b"\n").split(b"\n") if data else []:
        kept += [line] if not line.strip() or read_line(0, line).kind != "torn" else salvaged(line)
    return b"".join(line + b"\n" for line in kept)


def whole(data: bytes) -> set[bytes]:
    """The lines that are whole as they stand."""
    return {line for line in data.split(b"\n") if line.strip() and read_line(0, line).kind != "torn"}


MOST = 50  # places looked at in one line


def salvaged(line: bytes) -> list[bytes]:
    """The whole lines inside one that is not: two that lost the break between them, one with something put before it.

    Inside a text the quotation marks are escaped, so what begins and ends like a line and has its check sum is one.
    """
    starts, ends = (places[:MOST] for places in edges(line))
    kept: list[bytes] = []
    done = 0
    for start in starts:
        whole = (line[start:end] for end in ends if start < end and start >= done)
        found = next((part for part in whole if read_line(0, part).kind != "torn"), None)
        if found is not None:
            kept.append(found)
            done = start + len(found)
    return kept
