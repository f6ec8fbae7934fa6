"""Erase entries for good, and say plainly where copies may remain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from smartcli import backups
from smartcli.commands import erasing
from smartcli.commands.filters import OfExercise, Since, Until, selection
from smartcli.commands.journal import gist, short, when
from smartcli.commands.saving import renew_at_hand
from smartcli.entry import Entry
from smartcli.errors import Damaged, NeedsTerminal, Usage
from smartcli.kinds import Text
from smartcli.selection import Selection
from smartcli.turn import Turn
from smartcli.words import _, ngettext
from smartcli.world import World

SHOWN = 5  # entries that are named before the question


def forget(
    ctx: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(help="The entries' ids.", metavar="ID…")] = None,
    exercise: OfExercise = None,
    since: Since = None,
    until: Until = None,
    everything: Annotated[bool, typer.Option("--everything", help="All of it, drafts, backups and key too.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be erased.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before erasing.")] = False,
) -> None:
    """Erase entries for good. (delete puts them in the trash, and can be taken back.)"""
    world: World = ctx.obj
    by_filter = bool(exercise or since or until)
    if bool(ids) + by_filter + everything != 1:
        raise Usage(
            _("Please say what: ids, or --exercise, --from and --to, or --everything."), next="smartcli forget --help"
        )
    found = _found(world, ids or [], everything, selection(world, since, until, None, exercise, None, None))
    if not found and not everything:
        world.screen.say(_("There are no such entries. Nothing was changed."))
        return
    _tell(world, found, everything=everything)
    if dry_run:
        world.screen.say(_("Nothing was changed (dry run)."))
    elif yes or _agreed(world, len(found)):
        _erase(world, found, exercise or "", everything=everything)
    else:
        world.screen.say(_("Nothing was changed."))


def _found(world: World, ids: Sequence[str], everything: bool, chosen: Selection) -> list[Entry]:
    """What is meant, the trash too."""
    journal = world.journal
    here = [*journal.entries(), *journal.trash()]
    if (journal.unreadable or journal.lost_files or journal.foreign) and not everything:
        why = _("A part of the journal cannot be read, so it cannot be told whether it is about these entries.")
        raise Damaged(why, next="smartcli repair")
    if everything:
        return here
    if ids:
        return [journal.find(id, in_trash=True) for id in ids]
    return [entry for entry in here if chosen.takes(entry, world.library)]


def _tell(world: World, found: Sequence[Entry], *, everything: bool) -> None:
    say = world.screen.say
    text = ngettext("{n} entry would be erased, for good:", "{n} entries would be erased, for good:", len(found))
    say(text.format(n=len(found)))
    for entry in found[:SHOWN]:
        say(f"- {short(entry)}, {when(entry)}, {world.library.title(entry.exercise)}, {gist(entry)}")
    if len(found) > SHOWN:
        say(_("and {n} more.").format(n=len(found) - SHOWN))
    if everything:
        say(_("With them go your drafts, cards, settings, backups here, and the key."))


def _agreed(world: World, count: int) -> bool:
    """Typed, so that no slip does it."""
    try:
        prompter = world.prompter()
    except NeedsTerminal:
        why = _("This asks before it erases, and nobody is there to answer.")
        raise NeedsTerminal(why, next="smartcli forget … --yes") from None
    step = Text(key="sure", ask=_("This cannot be undone. To erase, type the number {n}:").format(n=count))
    answer = step.read(prompter.ask(Turn(step=step, total=0)))
    return str(answer or "").strip() == str(count)


def _erase(world: World, found: Sequence[Entry], exercise: str, *, everything: bool) -> None:
    say = world.screen.say
    if everything:
        left = erasing.everything(world)
        say(_("Erased. smartcli knows nothing of you any more."))
    else:
        backups.before(world.home, "forget", world.now())  # until it is done; then it goes with those before it
        ids = [entry.id for entry in found]
        done = world.journal.forget(ids, at=world.now())
        left = erasing.copies(world, set(ids), exercise)
        renew_at_hand(world)
        text = ngettext("{n} entry is erased.", "{n} entries are erased.", done.count)
        say(text.format(n=done.count), "good")
        if done.elsewhere:
            left.append(_("In what other machines wrote: it is erased when smartcli next runs there."))
    say()
    say(_("Copies may remain:"))
    for line in left:
        say(f"- {line}")
