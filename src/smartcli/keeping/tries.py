"""Work on several places of a home, each for itself: what fails at one stops none of the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from smartcli.errors import SmartError
from smartcli.home.reasons import half


class Tries:
    """What failed, by the place it was at (the name of a row in home/layout.py): half a sentence or a whole one."""

    def __init__(self) -> None:
        self.reasons: dict[str, str] = {}

    @contextmanager
    def at(self, place: str) -> Iterator[None]:
        """Around the work at one place."""
        try:
            yield
        except (OSError, MemoryError, SmartError) as error:
            self.failed(place, error)

    def failed(self, place: str, problem: OSError | MemoryError | SmartError | str) -> None:
        """It did not work there. The first reason stays."""
        self.reasons.setdefault(place, problem if isinstance(problem, str) else half(problem))
