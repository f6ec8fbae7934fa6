"""Erase entries for good, and say plainly where copies may remain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from smartcli.asking.turn import Turn
from smartcli.commands.options import OfExercise, Since, Until, YesOption, world_of
from smartcli.errors import InPart, NeedsTerminal, Usage
from smartcli.exercises.kinds import Text
from smartcli.journal.entry import Entry
from smartcli.journal.selection import Selection
from smartcli.keeping import forgetting
from smartcli.keeping.forgetting import Erasure, Meant
from smartcli.keeping.remains import OTHERS, in_part
from smartcli.text.language import _, ngettext
from smartcli.views.filters import Filters
from smartcli.views.summary import in_a_list
from smartcli.world import World

SHOWN = 5  # entries that are named before the question
ALL = "everything"  # what is typed where the entries cannot be counted


def forget(
    ctx: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(help="The entries' ids.", metavar="ID…")] = None,
    exercise: OfExercise = None,
    since: Since = None,
    until: Until = None,
    everything: Annotated[bool, typer.Option("--everything", help="All of it, drafts, backups and key too.")] = False,
    go_on: Annotated[bool, typer.Option("--go-on", help="Finish what was begun, and cut off.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be erased.")] = False,
    yes: YesOption = False,
) -> None:
    """Erase entries for good. (delete puts them in the trash, and can be taken back.)"""
    filters = Filters(exercise=exercise, since=since, until=until)
    run(world_of(ctx), ids or (), filters, everything=everything, go_on=go_on, dry_run=dry_run, yes=yes)


def run(
    world: World,
    ids: Sequence[str],
    filters: Filters,
    *,
    everything: bool = False,
    go_on: bool = False,
    dry_run: bool = False,
    yes: bool = False,
) -> None:
    """One of the four: these entries, what the filters mean, everything, or what was cut off.

    InPart: something can still be read here.
    """
    by_filter = bool(filters.exercise or filters.since or filters.until)
    if bool(ids) + by_filter + everything + go_on != 1:
        raise Usage(
            _("Please say what: ids, or --exercise, --from and --to, or --everything."), next="smartcli forget --help"
        )
    if everything:
        run_everything(world, dry_run=dry_run, yes=yes)
    elif go_on:
        run_on(world, dry_run=dry_run)
    else:
        run_chosen(world, ids, filters, dry_run=dry_run, yes=yes)


def run_chosen(world: World, ids: Sequence[str], filters: Filters, *, dry_run: bool, yes: bool) -> None:
    """These entries, or what the filters mean."""
    chosen = filters.selection(world.stores, world.now())
    meant, found = _found(world, ids, chosen)
    if not found and not ids:
        world.screen.say(_("There are no such entries. Nothing was changed."))
        return
    exercise = "" if filters.since or filters.until else chosen.exercise
    _tell(world, found, exercise, is_certain=yes and not dry_run)
    if dry_run:
        world.screen.say(_("Nothing was changed (dry run)."))
    elif yes or _agreed(world, str(len(found))):
        _erased(world, forgetting.entries(world.stores, Meant(ids=meant, exercise=exercise), world.now()))
    else:
        world.screen.say(_("Nothing was changed."))


def run_on(world: World, *, dry_run: bool) -> None:
    """What was begun and cut off, finished: it was agreed to then."""
    meant = forgetting.begun(world.stores)
    if meant is None:
        world.screen.say(_("Nothing was begun that is not finished. Nothing was changed."))
    elif dry_run:
        text = ngettext(
            "{n} entry would be erased, for good.", "{n} entries would be erased, for good.", len(meant.ids)
        )
        world.screen.say(text.format(n=len(meant.ids)))
        world.screen.say(_("Nothing was changed (dry run)."))
    else:
        _erased(world, forgetting.entries(world.stores, meant, world.now()))


def run_everything(world: World, *, dry_run: bool, yes: bool) -> None:
    """All there is. Nothing of it need be readable: no passphrase, no whole key, no settings are asked for."""
    say = world.screen.say
    count = forgetting.counted(world.stores)
    if count is None:
        say(_("All your entries will be erased, for good. They cannot be counted here: they are sealed, or damaged."))
    else:
        text = ngettext("{n} entry will be erased, for good.", "{n} entries will be erased, for good.", count)
        say(text.format(n=count))
    say(_("With them will go your drafts, cards, settings, backups here, and the key. No backup is made first."))
    if dry_run:
        say(_("Nothing was changed (dry run)."))
        return
    if not yes and not _agreed(world, ALL if count is None else str(count)):
        say(_("Nothing was changed."))
        return
    done = forgetting.everything(world.stores, world.now())
    if not done.left:
        say(_("Erased."), "good")
    _say_beyond(world, done.beyond)
    if done.left:
        raise in_part(_("Not all of it is erased."), done.left, "smartcli forget --everything")


def _found(world: World, ids: Sequence[str], chosen: Selection) -> tuple[frozenset[str], list[Entry]]:
    """The ids that are meant, and their entries, the trash too; one that was erased before is meant, and has none."""
    journal = world.stores.journal
    if ids:
        before = [(id, [known for known in journal.forgotten() if _is_like(known, id)]) for id in ids]
        found = [journal.find(id, in_trash=True) for id, known in before if not known]
        return frozenset([*(one for _id, known in before for one in known), *(entry.id for entry in found)]), found
    here = [*journal.entries(), *journal.trash()]
    found = [entry for entry in here if chosen.takes(entry, world.stores.library)]
    return frozenset(entry.id for entry in found), found


def _is_like(known: str, typed: str) -> bool:
    typed = typed.strip().upper()
    return bool(typed) and (known.startswith(typed) or known.endswith(typed))


def _tell(world: World, found: Sequence[Entry], exercise: str, *, is_certain: bool) -> None:
    say = world.screen.say
    if is_certain:
        text = ngettext("{n} entry will be erased, for good:", "{n} entries will be erased, for good:", len(found))
    else:
        text = ngettext("{n} entry would be erased, for good:", "{n} entries would be erased, for good:", len(found))
    say(text.format(n=len(found)))
    for entry in found[:SHOWN]:
        say(f"- {', '.join(filter(None, in_a_list(entry, world.stores.library)))}")
    if len(found) > SHOWN:
        say(_("and {n} more.").format(n=len(found) - SHOWN))
    if exercise:
        say(_("Drafts of this exercise will go too."))


def _agreed(world: World, word: str) -> bool:
    """Typed, so that no slip does it."""
    try:
        prompter = world.prompter()
    except NeedsTerminal:
        why = _("This asks before it erases, and nobody is there to answer.")
        raise NeedsTerminal(why, next="smartcli forget … --yes") from None
    ask = _("This cannot be undone. To erase, type the number {n}:").format(n=word)
    if word == ALL:
        ask = _("This cannot be undone. To erase, type the word {word}:").format(word=word)
    step = Text(key="sure", ask=ask)
    answer = step.read(prompter.ask(Turn(step=step, total=0)))
    return str(answer or "").strip().casefold() == word


def _erased(world: World, done: Erasure) -> None:
    """What is so now. InPart: some of it can still be read, or something else was not done."""
    if not done.left:
        text = ngettext("{n} entry is erased.", "{n} entries are erased.", done.count)
        world.screen.say(text.format(n=done.count), "good")
    _say_beyond(world, done.beyond)
    if done.left:
        here = all(one.place == OTHERS for one in done.left)
        said = _("Erased from all that this machine wrote.") if here else _("Not all of it is erased.")
        raise in_part(said, done.left, "smartcli forget --go-on")
    if done.failed:
        places = "; ".join(one.said for one in done.failed)
        raise InPart(_("It is erased. But this could not be renewed: {places}.").format(places=places))


def _say_beyond(world: World, lines: Iterable[str]) -> None:
    world.screen.say()
    world.screen.say(_("Copies may remain:"))
    for line in lines:
        world.screen.say(f"- {line}")
