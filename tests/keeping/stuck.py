"""A home in which a place does not change, whatever is tried, or in which everything ends at a certain write."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from smartcli.home.disk import System

CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CALLS = ("open", "write", "truncate", "touch", "chmod", "mkdir", "swap", "exchange", "link", "remove", "remove_folder")


class Killed(BaseException):
    """The process is no more."""


@contextmanager
def _before_each(before: Callable[[str, tuple[Any, ...]], None]) -> Iterator[None]:
    """Every call that changes something is shown first: its name, and what it was given."""
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(System, name, _shown(name, getattr(System, name), before))
        yield


def _shown(name: str, call: Callable[..., Any], before: Callable[[str, tuple[Any, ...]], None]) -> Callable[..., Any]:
    def shown(self: System, *given: Any) -> Any:
        if name != "open" or given[1] & CHANGING:
            before(name, given)
        return call(self, *given)

    return shown


@contextmanager
def stuck(*places: Path, number: int = errno.EACCES) -> Iterator[None]:
    """These files, or folders and all in them, cannot be changed, as if they were somebody else's."""
    names = [os.path.realpath(place) for place in places]

    def refuse(_name: str, given: tuple[Any, ...]) -> None:
        for path in given:
            if isinstance(path, str) and any(f"{os.path.realpath(path)}/".startswith(f"{name}/") for name in names):
                raise OSError(number, os.strerror(number), path)

    with _before_each(refuse):
        yield


@contextmanager
def killed_at(place: int) -> Iterator[list[int]]:
    """Nothing is changed any more from this call on (from 0). Gives the number of calls that came."""
    count = [0]

    def end(_name: str, _given: tuple[Any, ...]) -> None:
        count[0] += 1
        if count[0] > place:
            raise Killed

    with _before_each(end):
        yield count
