"""What was offered next and declined, as the settings hold it."""

from __future__ import annotations

from collections.abc import Mapping


def declined(text: str) -> Mapping[str, str]:
    """The days on which something was declined, by exercise; what cannot be read is left out."""
    pairs = (part.rpartition("=") for part in text.split("/"))
    return {id: day for id, equals, day in pairs if equals}
