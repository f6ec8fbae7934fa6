"""Ways to write entries down, one module each.

A format is a module of this folder with SUFFIX and `render(report) -> Iterator[bytes]`; its docstring is its help. It
gives the file piece by piece, each of whole characters, so that no journal is too large to be written down.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Protocol

from smartcli.exchange.report import Report

BLOCK = 1 << 16  # bytes that are worth a call to the system


class Format(Protocol):
    SUFFIX: str  # of a file's name, with its dot

    def render(self, report: Report) -> Iterator[bytes]: ...


def blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Small pieces put together."""
    held, size = [], 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= BLOCK:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def names() -> list[str]:
    """OSError: it cannot be told. (iter_modules takes a folder that cannot be read for one without formats.)"""
    files = (name for folder in __path__ for name in os.listdir(folder) if name.endswith(".py"))
    return sorted(name.removesuffix(".py") for name in files if not name.startswith("_"))


def load(name: str) -> Format:
    """The format of that name, one of names(); KeyError if there is none."""
    if name not in names():
        raise KeyError(name)
    format: Format = import_module(f"{__name__}.{name}")
    return format
