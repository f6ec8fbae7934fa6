"""Erase entries for good, and say plainly where copies may remain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from smartcli.asking.turn import Turn
from smartcli.commands.options import OfExercise, Since, Until, YesOption, world_of
from smartcli.errors import NeedsTerminal, Usage
from smartcli.exercises.kinds import Text
from smartcli.journal.entry import Entry
from smartcli.journal.selection import Selection
from smartcli.keeping import forgetting
from smartcli.text.language import _, ngettext
from smartcli.views.filters import Filters
from smartcli.views.summary import in_a_list
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
    yes: YesOption = False,
) -> None:
    """Erase entries for good. (delete puts them in the trash, and can be taken back.)"""
    filters = Filters(exercise=exercise, since=since, until=until)
    run(world_of(ctx), ids or (), filters, everything=everything, dry_run=dry_run, yes=yes)


def run(world: World, ids: Sequence[str], filters: Filters, *, everything: bool, dry_run: bool, yes: bool) -> None:
    """One of the three: these entries, what the filters mean, or everything."""
    by_filter = bool(filters.exercise or filters.since or filters.until)
    if bool(ids) + by_filter + everything != 1:
        raise Usage(
            _("Please say what: ids, or --exercise, --from and --to, or --everything."), next="smartcli forget --help"
        )
    chosen = filters.selection(world.stores, world.now())
    found = _found(world, ids, everything, chosen)
    if not found and not everything and not ids:
        world.screen.say(_("There are no such entries. Nothing was changed."))
        return
    drafts = "" if filters.since or filters.until else chosen.exercise
    _tell(world, found, drafts, everything=everything, is_certain=yes and not dry_run)
    if dry_run:
        world.screen.say(_("Nothing was changed (dry run)."))
    elif yes or _agreed(world, len(found)):
        _erase(world, found, drafts, everything=everything)
    else:
        world.screen.say(_("Nothing was changed."))


def _found(world: World, ids: Sequence[str], everything: bool, chosen: Selection) -> list[Entry]:
    """What is meant, the trash too. One that was erased before, when that was cut off, is meant again."""
    journal = world.stores.journal
    here = [*journal.entries(), *journal.trash()]
    if everything:
        return here
    if ids:
        before = journal.forgotten()
        meant = [id for id in ids if not any(_is_like(known, id) for known in before)]
        return [journal.find(id, in_trash=True) for id in meant]
    return [entry for entry in here if chosen.takes(entry, world.stores.library)]


def _is_like(known: str, typed: str) -> bool:
    typed = typed.strip().upper()
    return bool(typed) and (known.startswith(typed) or known.endswith(typed))


def _tell(world: World, found: Sequence[Entry], drafts: str, *, everything: bool, is_certain: bool) -> None:
    say = world.screen.say
    if is_certain:
        text = ngettext("{n} entry is erased now, for good:", "{n} entries are erased now, for good:", len(found))
    else:
        text = ngettext("{n} entry would be erased, for good:", "{n} entries would be erased, for good:", len(found))
    say(text.format(n=len(found)))
    for entry in found[:SHOWN]:
        say(f"- {', '.join(filter(None, in_a_list(entry, world.stores.library)))}")
    if len(found) > SHOWN:
        say(_("and {n} more.").format(n=len(found) - SHOWN))
    if drafts:
        say(_("Drafts of this exercise go too."))
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
        left = forgetting.everything(world.stores, world.now())
        say(_("Erased."), "good")
    else:
        count, left = forgetting.entries(world.stores, found, exercise, world.now())
        text = ngettext("{n} entry is erased.", "{n} entries are erased.", count)
        say(text.format(n=count), "good")
    say()
    say(_("Copies may remain:"))
    for line in [*left, *forgetting.out_of_reach(world.stores)]:
        say(f"- {line}")
