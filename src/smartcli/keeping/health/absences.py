"""A look at what was in the journal before and is not: what is gone, which backup has it, how to leave it at that."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from smartcli.errors import SmartError
from smartcli.home.filenames import BACKUPS, JOURNAL
from smartcli.home.seal.keys import Keys
from smartcli.journal.files import Files
from smartcli.journal.height import Loss
from smartcli.journal.heights import Heights, unwritable
from smartcli.journal.unread import missing, unknown
from smartcli.keeping import backups
from smartcli.keeping.health.looking import DAMAGED, LOOK, Noticed, Surroundings, looks
from smartcli.text.language import Later, _, ngettext


def heights(given: Surroundings) -> Heights:
    """The marks of what was seen of the journal, for somebody who has no passphrase."""
    keys = Keys(given.home, system=given.system)
    return Heights(Files(home=given.home, system=given.system, patience=0.0, keys=keys))


@looks("gone", Later("what was here before"))
def gone(given: Surroundings) -> Iterator[Noticed]:
    marks = heights(given)
    found = marks.gone()
    if found.is_unknown and not found.is_any:
        see = _("See whether it belongs to you, and whether its disk is all right.")
        next = f"{see} {_('To begin anew with what is there now: smartcli repair --as-it-is')}"
        yield Noticed(result=LOOK, said=unknown(), next=next, facts={"failed": 1})
        return
    if not found.is_any:
        if marks.is_closed():
            said = f"{_('All of it is here.')} {unwritable(PermissionError(errno.EACCES, ''))}"
            next = _("See whether it belongs to you: nothing is sealed, erased or mended in the journal before that.")
            yield Noticed(result=LOOK, said=said, next=next, facts={"failed": 1})
            return
        yield Noticed(said=_("All of it is here."), facts={"lines": 0, "files": 0})
        return
    facts = {"lines": found.lines + found.other_lines, "files": found.files + found.other_files}
    end = _("To leave it at that: smartcli repair --as-it-is")
    next = f"{_way_back(given, marks, found)} {end}"
    said = f"{missing(found)} {unknown()}" if found.is_unknown else missing(found)
    yield Noticed(result=DAMAGED, said=said, next=next, facts=facts)


def _way_back(given: Surroundings, marks: Heights, found: Loss) -> str:
    """The newest backup that has some of what is gone, as far as that can be seen without the passphrase."""
    from smartcli.keeping.backups import opening  # what a zip needs takes long to load

    mine = own_backups(given)
    for file in mine:
        with suppress(SmartError, OSError):
            made = opening.load(file)
            count = sum(marks.held(found, name, made.read(name)) for name in made.files(JOURNAL))
            if count:
                text = ngettext(
                    "{n} line of it is in the backup {file} in the folder backups. To bring it back: {command}",
                    "{n} lines of it are in the backup {file} in the folder backups. To bring them back: {command}",
                    count,
                )
                return text.format(n=count, file=file.name, command="smartcli restore FILE")
    text = _("A backup may have it; look with: {command}")
    return text.format(command="smartcli restore FILE --dry-run")


def own_backups(given: Surroundings) -> list[Path]:
    """Backups of ours, the newest first."""
    try:
        every = [one for one in given.system.scan(os.fspath(given.home / BACKUPS)) if backups.is_ours(one.name)]
        made = {one.path: _changed(one) for one in every}
        return [Path(path) for path in sorted(made, key=lambda path: made[path], reverse=True)]
    except OSError:
        return []


def _changed(one: os.DirEntry[str]) -> float:
    """When; of a link, when what it leads to was, and where that is not there now, when the link itself was made."""
    try:
        return one.stat().st_mtime
    except OSError:
        return one.stat(follow_symlinks=False).st_mtime
