"""Put a backup back: added to what is here, never over it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from smartcli import record
from smartcli.asking.choose import choose
from smartcli.commands.options import AlsoForgotten, JsonOption, YesOption, world_of
from smartcli.errors import Damaged, InPart, NeedsTerminal, SmartError, Usage
from smartcli.home.reasons import why
from smartcli.home.seal.keys import Ask, Keys
from smartcli.home.seal.passphrase import WrongPassphrase
from smartcli.journal import Journal
from smartcli.keeping.backups import drill, opening
from smartcli.keeping.backups.key_found import FITS, HALF, UNFIT, UNOPENED, looks
from smartcli.keeping.backups.opening import Archive
from smartcli.keeping.backups.restoring import DECLINED
from smartcli.keeping.bringing_back import BackupFound, add, is_foreign, look, titles
from smartcli.keeping.saving import follow_at_hand
from smartcli.text.language import _, ngettext, typed
from smartcli.views.forgotten_before import forgotten_lines
from smartcli.world import World


def restore(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help="A backup.", metavar="FILE")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added.")] = False,
    also_forgotten: AlsoForgotten = False,
    with_key: Annotated[
        bool | None,
        typer.Option("--with-key/--without-key", help="Whether to take a key that this journal was never sealed with."),
    ] = None,
    also_plain: Annotated[
        bool, typer.Option("--also-plain", help="Of a sealed journal, also the lines that are not sealed.")
    ] = False,
    yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Add what is in a backup and not here. Nothing of yours is replaced or removed."""
    run(
        world_of(ctx),
        Path(file),
        dry_run=dry_run,
        also_forgotten=also_forgotten,
        also_plain=also_plain,
        with_key=with_key,
        yes=yes,
        as_json=as_json,
    )


def run(
    world: World,
    file: Path,
    *,
    dry_run: bool = False,
    also_forgotten: bool = False,
    with_key: bool | None = None,
    also_plain: bool = False,
    yes: bool = False,
    as_json: bool = False,
) -> None:
    """What is in this backup and not here. with_key: whether a key that is foreign here is taken; None = ask.

    Raises SmartError where some of it was refused.
    """
    made = opening.load(file)
    for line in opening.beside(made):
        world.screen.note(line)
    try:
        with drill.unpacked(made, world.stores.home) as folder:
            keys = _opened(world, made, folder)
            coming = Journal(folder, keys=keys, takes_plain=also_plain or not drill.seals(folder))
            found = look(world.stores, made, coming, keys, world.now(), also_forgotten=also_forgotten)
            if found.beside.key == "added" and with_key is False:
                found = _without_key(found, made)
            elif with_key is None and not dry_run and is_foreign(world.stores, found, coming):
                found = _decided(world, found, made, yes=yes or as_json)
            if found.is_new and not dry_run:
                if not yes and not _agreed(world, found, as_json=as_json):
                    world.screen.note(_("Nothing was changed."))
                    return
                found = add(world.stores, made, coming, keys, found, world.now(), also_forgotten=also_forgotten)
            elif found.merged.already and not dry_run:  # by a run that was cut off before that, maybe
                follow_at_hand(world.stores)
        world.screen.notes(found.notes)
    except OSError as error:
        if dry_run:
            said = _("What would be added cannot be looked at ({why}). Nothing was changed.")
        elif world.stores.so_far.done:
            said = _(
                "Not all of it could be restored ({why}). What was here is as it was; restore again to add the rest."
            )
        else:
            said = _(
                "Nothing of it could be restored ({why}). What was here is as it was; when that is mended, restore."
            )
        raise SmartError(said.format(why=why(error)), next="smartcli doctor") from error
    _tell(world, found, dry_run=dry_run, as_json=as_json)


def _opened(world: World, made: Archive, folder: Path) -> Keys:
    """The keys of the backup; where they and those here are two, each is asked for by its name, and first of all."""
    ours = world.stores.keys
    keys = drill.keys_in(folder, ours, _asked_of_backup(world) if ours.is_there else world.stores.passphrase)
    if keys is ours or not ours.is_there or looks(made) != FITS or not drill.is_sealed(made):
        return keys
    if world.stores.is_closed:
        said = _(
            "This backup is sealed with another key than yours. Your passphrase comes first, then that of the backup; "
            "--passphrase-fd takes each from a line of its own."
        )
        world.screen.note(said)
        _unlock(ours, _("That is not the passphrase of your journal. It comes first, then that of the backup."))
    _unlock(keys, _("That is not the passphrase of the backup. It has one of its own."))
    return keys


def _asked_of_backup(world: World) -> Ask:
    def ask(before: WrongPassphrase | None) -> str:
        if world.is_home_to_people:
            world.screen.note(_("Now the passphrase of the backup."))
        return world.stores.passphrase(before)

    return ask


def _unlock(keys: Keys, wrong: str) -> None:
    try:
        keys.unlocked(is_look=True)
    except WrongPassphrase:
        raise Damaged(wrong, so=_("Nothing was changed."), next="smartcli restore FILE") from None


def _tell(world: World, found: BackupFound, *, dry_run: bool, as_json: bool) -> None:
    """What came of it, or would. InPart, SmartError: not all of it."""
    if as_json:
        world.screen.json({"schema": 1, "dry_run": dry_run, **found.as_json()})
    else:
        for line in _lines(found, dry_run=dry_run):
            world.screen.say(line)
    if found.missed:
        said = _("Not all of it is restored: {what}. What was here is as it was; restore again to add the rest.")
        kind = InPart if world.stores.so_far.done else SmartError
        raise kind(said.format(what="; ".join(found.missed)), next="smartcli doctor")
    if found.readable:
        said = _("It is restored. But it can be read, and should be sealed, in: {places}.")
        raise InPart(said.format(places="; ".join(found.readable)), next="smartcli lock")
    if found.fewer:
        text = ngettext(
            "{n} entry fewer can be read in this backup than was put in.",
            "{n} entries fewer can be read in this backup than were put in.",
            found.fewer,
        ).format(n=found.fewer)
        if world.stores.so_far.done:
            raise InPart(f"{text} {_('What can be read of it is here now.')}", next="smartcli where")
        raise Damaged(f"{text} {_('What was here is as it was.')}", next="smartcli where")
    if found.beside.closed:
        text = ngettext(
            "{n} file beside the entries is sealed with the key of the backup, and stays out. Into an empty folder all "
            "of it comes back:",
            "{n} files beside the entries are sealed with the key of the backup, and stay out. Into an empty folder "
            "all of it comes back:",
            found.beside.closed,
        )
        kind = InPart if world.stores.so_far.done else SmartError
        raise kind(text.format(n=found.beside.closed), next="smartcli --home FOLDER restore FILE")
    if found.refused:
        kind = InPart if world.stores.so_far.done else SmartError
        raise kind(_("What was refused is damaged, or differs from what you have. Yours was kept."))


def _decided(world: World, found: BackupFound, made: Archive, *, yes: bool) -> BackupFound:
    """A key that this journal was never sealed with is taken on its own yes alone."""
    said = _("This backup has a key, and this journal was never sealed with it.")
    if yes:
        raise Usage(said, next="smartcli restore FILE --yes --with-key")
    world.screen.say(said)
    ways = {
        False: _("No. What comes in can be read without it, as what is here"),
        True: _("Yes. From now on what I write is sealed with it, and its passphrase opens it"),
    }
    is_taken = choose(world.prompter(), _("Take the key too?"), ways, required=True, before=False)
    return found if is_taken else _without_key(found, made)


def _without_key(found: BackupFound, made: Archive) -> BackupFound:
    """None of it is taken, as the person said; what that means for what comes in is told."""
    notes = [*found.notes]
    if found.merged.added and found.beside.seals and not found.beside.completes_key:
        notes.append(_("The entries were sealed there, and are not here: whoever can read your files can read them."))
    return found.but(beside=found.beside.without_key(DECLINED).without_closed(made), notes=tuple(notes))


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
    ways = {True: _("Yes, add it"), False: _("No, leave all as it is")}
    try:
        return choose(prompter, _("Add this to what you have?"), ways, required=True, before=True)
    except EOFError:
        if world.is_home_to_people:
            raise
        raise asked from None


def _left(why: str) -> str:
    whys = {
        HALF: _("a part of it is missing in the backup"),
        UNFIT: _("its parts do not fit one another"),
        UNOPENED: _("nobody gave its passphrase, so it could not be tried"),
    }
    return _("Key: not taken ({why}).").format(why=whys[why]) if why in whys else _("Key: not taken, as you said.")


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
    lines += [*forgotten_lines(merged, "smartcli restore FILE --also-forgotten", dry_run=dry_run)]
    if merged.hidden:
        text = ngettext(
            "{n} entry that you have was forgotten there, and is hidden here too: {command}",
            "{n} entries that you have were forgotten there, and are hidden here too: {command}",
            merged.hidden,
        )
        lines.append(text.format(n=merged.hidden, command=typed("smartcli forget --agree")))
    if found.unsealed:
        text = ngettext(
            "{n} line in it is not sealed and stays out; to take it too: {command}",
            "{n} lines in it are not sealed and stay out; to take them too: {command}",
            found.unsealed,
        )
        lines.append(text.format(n=found.unsealed, command=typed("smartcli restore FILE --also-plain")))
    for name, title in titles().items():
        counts = beside.parts[name].counts
        if any(counts.values()):
            text = _("{title}: {added} added, {already} already there, {refused} refused.")
            lines.append(text.format(title=title, **counts))
    chosen = {
        "added": _("Settings: added."),
        "kept": _("Settings: yours are kept."),
        "closed": _("Settings: not taken. They are sealed with the key of the backup."),
    }
    added = _("Key: added. From now on, what you write is sealed, with the passphrase of this backup.")
    if not beside.seals:
        added = _("Key: added, and turned off, as it was in this backup: what you write can be read.")
    if beside.completes_key:
        added = _("Key: the part that is missing here is added, behind the passphrase of this backup.")
    key = {
        "added": added,
        "other": _("Key: yours is kept. That of the backup is another one."),
        "left": _left(beside.key_left),
    }
    lines += [chosen.get(beside.settings, ""), key.get(beside.key, "")]
    if beside.unknown:
        text = ngettext("{n} file is of an unknown kind.", "{n} files are of an unknown kind.", beside.unknown)
        lines.append(text.format(n=beside.unknown))
    if dry_run:
        lines.insert(0, _("Nothing is written yet. This is what would be added:"))
    return [line for line in lines if line]
