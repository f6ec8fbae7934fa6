"""Put a backup back: added to what is here, never over it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from smartcli import record
from smartcli.commands.do import JsonOption, ask_one
from smartcli.errors import NeedsTerminal, SmartError
from smartcli.home import layout
from smartcli.home.filenames import DRAFTS, EXERCISES, KEY, QUARANTINE
from smartcli.journal import Journal, Merged
from smartcli.keeping import backups
from smartcli.keeping.backups import drill, opening, restoring
from smartcli.keeping.backups.opening import Archive
from smartcli.keeping.backups.restoring import Beside
from smartcli.keeping.saving import renew_at_hand
from smartcli.keeping.sealing import seal_beside
from smartcli.record import Record
from smartcli.text.language import _, ngettext, typed
from smartcli.world import World


def restore(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help="A backup.", metavar="FILE")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before adding.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Add what is in a backup and not here. Nothing of yours is replaced or removed."""
    world: World = ctx.obj
    made = opening.load(Path(file))
    try:
        with drill.unpacked(made, world.stores.home) as folder:
            coming = Journal(folder, keys=drill.keys_in(folder, world.stores.keys, world.stores.passphrase))
            found = _look(world, made, coming)
            if found.is_new and not dry_run:
                if not yes and not _agreed(world, found, as_json=as_json):
                    world.screen.note(_("Nothing was changed."))
                    return
                found = _add(world, made, coming, found)
    except OSError as error:
        why = _("Not all of it could be restored ({why}). What was here is as it was; restore again to add the rest.")
        raise SmartError(why.format(why=error.strerror), next="smartcli where") from None
    if as_json:
        world.screen.json({"schema": 1, "dry_run": dry_run, **found.as_json()})
    else:
        for line in _lines(found, dry_run=dry_run):
            world.screen.say(line)
    if found.refused:
        raise SmartError(_("What was refused is damaged, or differs from what you have. Yours was kept."))


class BackupFound(Record):
    """What becomes of everything in the backup."""

    merged: Merged
    beside: Beside

    @property
    def is_new(self) -> bool:
        return bool(self.merged.added or self.merged.edited or self.beside.is_new)

    @property
    def refused(self) -> int:
        return self.merged.refused + self.beside.refused

    def as_json(self) -> dict[str, object]:
        parts = {name: self.beside.parts[name].counts for name in _titles()}
        return {
            "entries": record.values(self.merged),
            **parts,
            "settings": self.beside.settings,
            "key": self.beside.key,
            "refused": self.refused,
        }


def _look(world: World, made: Archive, coming: Journal) -> BackupFound:
    """What would be done, without doing any of it."""
    return BackupFound(
        merged=world.stores.journal.take_in(coming, dry_run=True), beside=restoring.plan(made, world.stores.home)
    )


def _agreed(world: World, found: BackupFound, *, as_json: bool) -> bool:
    asked = NeedsTerminal(
        _("This asks before it adds anything, and nobody is there to answer."), next="smartcli restore FILE --yes"
    )
    if as_json:
        raise asked
    try:
        prompter = world.prompter()
    except NeedsTerminal:
        raise asked from None
    for line in _lines(found, dry_run=True):
        world.screen.say(line)
    yes, no = _("Yes, add it"), _("No, leave all as it is")
    try:
        return ask_one(prompter, _("Add this to what you have?"), [yes, no], required=True, before=yes) == yes
    except EOFError:
        if world.is_home_to_people:
            raise
        raise asked from None


def _add(world: World, made: Archive, coming: Journal, found: BackupFound) -> BackupFound:
    """The key first, so that nothing sealed is written in the open. The settings last: they say that all is set up."""
    backups.before(world.stores.home, "restore", world.now())
    parts = found.beside.parts
    restoring.put(made, parts[KEY], world.stores.home)
    merged = world.stores.journal.take_in(coming)
    for name in (*layout.names(restored=layout.ADDED), restoring.CHOSEN):
        restoring.put(made, parts[name], world.stores.home)
    if world.stores.keys.is_set_up:
        seal_beside(world.stores)  # a plain backup brings plain drafts
        if world.stores.journal.has_plain():
            world.screen.note(typed(_("What you wrote before is still readable. To seal it too: smartcli lock")))
    if merged.added or merged.edited:
        renew_at_hand(world.stores)
    return found.but(merged=merged)


def _titles() -> dict[str, str]:
    """What is beside the journal, as it is told, and in this order."""
    return {EXERCISES: _("Exercises"), DRAFTS: _("Drafts"), QUARANTINE: _("Unreadable lines that were kept")}


def _lines(found: BackupFound, *, dry_run: bool) -> list[str]:
    merged, beside = found.merged, found.beside
    said = _("Entries: {read} read, {added} added, {already} already there, {refused} refused.")
    lines = [said.format(**record.values(merged))]
    if merged.edited:
        text = ngettext(
            "{n} change of an entry comes with them.",
            "{n} changes of entries come with them.",
            merged.edited,
        )
        lines.append(text.format(n=merged.edited))
    for name, title in _titles().items():
        counts = beside.parts[name].counts
        if any(counts.values()):
            text = _("{title}: {added} added, {already} already there, {refused} refused.")
            lines.append(text.format(title=title, **counts))
    chosen = {"added": _("Settings: added."), "kept": _("Settings: yours are kept.")}
    key = {
        "added": _("Key: added. From now on, what you write is sealed, with the passphrase of this backup."),
        "other": _("Key: yours is kept. That of the backup is another one."),
    }
    lines += [chosen.get(beside.settings, ""), key.get(beside.key, "")]
    if beside.unknown:
        text = ngettext("{n} file is of an unknown kind.", "{n} files are of an unknown kind.", beside.unknown)
        lines.append(text.format(n=beside.unknown))
    if dry_run:
        lines.insert(0, _("Nothing is written yet. This is what would be added:"))
    return [line for line in lines if line]
