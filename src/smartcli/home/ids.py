"""Ids and moments as they are stored. Ids are ULIDs, 48 bits of milliseconds and 80 of chance: they sort by time."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO_PYTHON = str.maketrans(_CROCKFORD, "0123456789ABCDEFGHIJKLMNOPQRSTUV")
LENGTH = 26
_LATEST = (1 << 48) - 1
_PAST_ALL = 1 << 128


def new_id(at: datetime, after: str = "", chance: Callable[[int], bytes] = os.urandom) -> str:
    """An id for this moment that is greater than the one it comes after; after the last id there is none.

    chance: gives so many bytes.
    """
    milliseconds = min(max(int(at.timestamp() * 1000), 0), _LATEST)
    number = milliseconds << 80 | int.from_bytes(chance(10))
    if after and (least := _number(after) + 1) < _PAST_ALL:
        number = max(number, least)
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def id_time(id: str) -> int:
    """The moment an id was made for, in milliseconds since 1970."""
    return _number(id) >> 80


def is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) == LENGTH and value[0] <= "7" and set(value) <= set(_CROCKFORD)


def _number(id: str) -> int:
    """The number an id stands for. One of another make stands for none, and sorts as it may."""
    return int(id.translate(_TO_PYTHON), 32) if len(id) == LENGTH and set(id) <= set(_CROCKFORD) else 0


def stamp(at: datetime) -> str:
    """A moment as it is stored: ISO 8601 with microseconds and offset."""
    return at.isoformat(timespec="microseconds")
