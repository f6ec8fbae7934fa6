"""What stands on the terminal and was not before anybody's eyes for as long as they liked."""

from __future__ import annotations

from collections.abc import Callable


class Unread:
    """Rows that were printed since somebody was last waited for: one count for all questions of a run."""

    def __init__(self, said: Callable[[], int] = lambda: 0) -> None:
        """said: how many lines others have printed there up to now."""
        self._said = said
        self._theirs = 0  # of those, the ones that were read
        self._ours = 0

    @property
    def rows(self) -> int:
        return self._ours + self._said() - self._theirs

    def add(self, rows: int) -> None:
        self._ours += rows

    def is_read(self) -> None:
        """All that stands there has been read."""
        self._ours, self._theirs = 0, self._said()
