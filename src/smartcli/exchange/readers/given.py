"""A file that somebody gave, looked at in the ways that readers look: its bytes, its text, as JSON, as a zip."""

from __future__ import annotations

import json
from functools import cached_property

from smartcli.errors import SmartError
from smartcli.exchange.readers.packed import Packed
from smartcli.text.decoded import decoded

ZIP = b"PK\x03\x04"


class GivenFile:
    """Each look is made once, and never fails: what it is not, is None."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    @property
    def is_zip(self) -> bool:
        return self.raw.startswith(ZIP)

    @cached_property
    def text(self) -> str | None:
        """Its lines end in LF alone."""
        if self.is_zip:
            return None
        try:
            text = decoded(self.raw)
        except ValueError:
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    @cached_property
    def json(self) -> object:
        return json_in(self.text or "")

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Of the files in it, where it is a zip that can be read."""
        try:
            return self.packed.names if self.is_zip else ()
        except SmartError:
            return ()

    @cached_property
    def packed(self) -> Packed:
        """SmartError: it is none that can be read."""
        return Packed(self.raw)


def json_in(text: str) -> object:
    """None: it is none."""
    if text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found
