"""What is said of entries that come from elsewhere and were forgotten here before."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.journal.merging import Merged
from smartcli.text.language import ngettext, typed


def forgotten_lines(merged: Merged, again: str, *, dry_run: bool) -> Iterator[str]:
    """Of those that stay away, and those that count again. again: what to type for them to come back."""
    if merged.forgotten:
        text = ngettext(
            "{n} was forgotten here and stays away; to bring it back: {command}",
            "{n} were forgotten here and stay away; to bring them back: {command}",
            merged.forgotten,
        )
        yield text.format(n=merged.forgotten, command=typed(again))
    if merged.back:
        if dry_run:
            text = ngettext(
                "{n} was forgotten here and would come back.",
                "{n} were forgotten here and would come back.",
                merged.back,
            )
        else:
            text = ngettext("{n} was forgotten here and is back.", "{n} were forgotten here and are back.", merged.back)
        yield text.format(n=merged.back)
