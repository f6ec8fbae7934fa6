"""What is said of entries that come from elsewhere and were forgotten before: here, on another machine, or there."""

from __future__ import annotations

from collections.abc import Iterator

from smartcli.journal.merging import Merged
from smartcli.text.language import ngettext, typed


def forgotten_lines(merged: Merged, again: str, *, dry_run: bool) -> Iterator[str]:
    """Of those that stay away, and those that count again. again: what to type for them to come back."""
    if here := merged.forgotten - merged.there - merged.elsewhere:
        text = ngettext(
            "{n} was forgotten here and stays away; to bring it back: {command}",
            "{n} were forgotten here and stay away; to bring them back: {command}",
            here,
        )
        yield text.format(n=here, command=typed(again))
    if merged.elsewhere:
        text = ngettext(
            "{n} was forgotten on another machine and stays away; to bring it back: {command}",
            "{n} were forgotten on another machine and stay away; to bring them back: {command}",
            merged.elsewhere,
        )
        yield text.format(n=merged.elsewhere, command=typed(again))
    if merged.there:
        text = ngettext(
            "{n} was forgotten there already and stays away.",
            "{n} were forgotten there already and stay away.",
            merged.there,
        )
        yield text.format(n=merged.there)
    if merged.back:
        if dry_run:
            text = ngettext(
                "{n} was forgotten before and would come back.",
                "{n} were forgotten before and would come back.",
                merged.back,
            )
        else:
            text = ngettext(
                "{n} was forgotten before and is back.", "{n} were forgotten before and are back.", merged.back
            )
        yield text.format(n=merged.back)
