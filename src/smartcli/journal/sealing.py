"""Sealed lines with a key at hand: how a line is closed, and how a reader comes to the lines inside."""

from __future__ import annotations

from collections.abc import Container

from smartcli.home.seal.keys import Foreign, Keys, Unopened, padded
from smartcli.journal import line as lines


def sealed(line: bytes, n: int, keys: Keys) -> bytes:
    """A line (without its line break) as a line that says only where it stands."""
    return lines.around(keys.seal(padded(line)), n)


def opened(data: bytes, keys: Keys, *, is_plain: bool = False) -> bytes:
    """A segment with its sealed lines opened, each in its place. One that cannot be opened stays as it is.

    is_plain: it is known that none is sealed.
    """
    return data if is_plain else lines.opened(data, lambda age: keys.open(age).rstrip(b" "))


def line_by_line(data: bytes, chosen: Container[bytes], keys: Keys) -> bytes:
    """A segment with these of its lines sealed, each in its place."""
    placed = enumerate(data.split(b"\n"), 1)
    return b"\n".join(sealed(line.rstrip(), _number(line, n), keys) if line in chosen else line for n, line in placed)


def _number(line: bytes, place: int) -> int:
    try:
        return number(lines.decode(line), place)
    except ValueError:  # damaged
        return place


def number(table: lines.Table, place: int) -> int:
    """That of a line, where it has one; else its place."""
    n = table.get("n")
    return n if type(n) is int else place


def is_foreign(line: bytes, keys: Keys) -> bool:
    """Whether a sealed line that was not opened is another key's, rather than damaged."""
    try:
        for age in lines.inside_sealed(line):
            keys.open(age)
    except Foreign:
        return True
    except ValueError:
        return False
    return False


__all__ = ["Foreign", "Unopened", "is_foreign", "opened", "sealed"]
