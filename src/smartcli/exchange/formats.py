"""All ways to write the log down: those in the folder of writers, and the page."""

from __future__ import annotations

from smartcli.exchange import writers
from smartcli.exchange.writers import Format

PAGE = "html"


def names() -> list[str]:
    """OSError: it cannot be told."""
    return sorted([*writers.names(), PAGE])


def load(name: str) -> Format:
    """The format of that name, one of names(); KeyError if there is none."""
    if name != PAGE:
        return writers.load(name)
    from smartcli.exchange.pages import log  # only where a page is written

    return log
