"""What of a journal could not be read, or is there twice, in sentences and as an exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcli.errors import Damaged
from smartcli.text.language import _, ngettext, typed

if TYPE_CHECKING:
    from smartcli.journal.journal import Journal


def unread(journal: Journal) -> list[str]:
    """What the last reading met that it could not use; nothing where all was well."""
    said = []
    if count := journal.unreadable:
        text = ngettext("{n} line could not be read.", "{n} lines could not be read.", count)
        said.append(text.format(n=count) + " " + _("A copy lies in the folder quarantine. Nothing was changed."))
    if files := journal.lost_files:
        text = ngettext(
            "{n} file of the journal could not be read.", "{n} files of the journal could not be read.", len(files)
        )
        said.append(f"{text.format(n=len(files))} {typed('smartcli doctor')}")
    if count := journal.foreign:
        text = ngettext(
            "{n} line is sealed with a key that is not here.",
            "{n} lines are sealed with a key that is not here.",
            count,
        )
        said.append(text.format(n=count))
    if count := journal.differing:
        text = ngettext("{n} id stands for two entries.", "{n} ids stand for two entries.", count)
        said.append(text.format(n=count) + " " + _("Both are kept and shown."))
    if journal.met_hidden and (count := sum(one.is_open for one in journal.hidden())):
        text = ngettext(
            "{n} entry is hidden: a line in the journal says that it was forgotten.",
            "{n} entries are hidden: lines in the journal say that they were forgotten.",
            count,
        )
        said.append(f"{text.format(n=count)} {typed('smartcli forget --agree')}")
    return said


def exit_code(journal: Journal) -> int:
    """Where what was shown is not all there is, the exit code says so too, for whoever does not read."""
    return Damaged.code if journal.unreadable or journal.lost_files or journal.foreign else 0
