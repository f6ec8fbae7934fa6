"""Ids and moments as they are stored. Ids are ULIDs, 48 bits of milliseconds and 80 of chance: they sort by time."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SIGNS = frozenset(_CROCKFORD)
_TO_PYTHON = str.maketrans(_CROCKFORD, "0123456789ABCDEFGHIJKLMNOPQRSTUV")
LENGTH = 26
_LAST_MOMENT = "7ZZZZZZZZZ"  # how the ids of the last millisecond begin
_LATEST = (1 << 48) - 1
_PAST_ALL = 1 << 128
_FIRST_PAST_ENTRIES = "77"  # later than any clock tells (in the year 10018); only changes have ids from here on
_PAST_ENTRIES = 0b11100111 << 120  # the same as a number


def new_id(
    at: datetime, after: str = "", chance: Callable[[int], bytes] = os.urandom, *, of_change: bool = False
) -> str:
    """An id for this moment that is greater than the one it comes after; after the last id there is none.

    chance: gives so many bytes. of_change: one that no entry may have will do.
    """
    milliseconds = min(max(int(at.timestamp() * 1000), 0), _LATEST)
    number = milliseconds << 80 | int.from_bytes(chance(10))
    if after and (least := _number(after) + 1) < (_PAST_ALL if of_change else _PAST_ENTRIES):
        number = max(number, least)
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def id_time(id: str) -> int:
    """The moment an id was made for, in milliseconds since 1970."""
    return _number(id) >> 80


def is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) == LENGTH and value[0] <= "7" and _SIGNS.issuperset(value)


def is_entry_id(value: object) -> bool:
    """The same for an entry. It leaves room for what is to be said of it: the id of a change is greater."""
    return is_id(value) and str(value) < _FIRST_PAST_ENTRIES  # ids sort as their numbers do


def leaves_room(id: str) -> bool:
    """Whether there are ids after this one, and after those, and so on. Only what somebody made up has none."""
    return id[:10] != _LAST_MOMENT


def _number(id: str) -> int:
    """The number an id stands for. One of another make stands for none, and sorts as it may."""
    return int(id.translate(_TO_PYTHON), 32) if len(id) == LENGTH and _SIGNS.issuperset(id) else 0


def stamp(at: datetime) -> str:
    """A moment as it is stored: ISO 8601 with microseconds and offset."""
    return at.isoformat(timespec="microseconds")
