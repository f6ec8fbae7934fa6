"""Erase entries for good, and say plainly where copies may remain."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from smartcli.commands.hidden import (
    ALL,
    agreed,
    as_listed,
    listed,
    say_beyond,
    say_erased,
    say_failed,
    settle,
    short,
    tell_drafts,
    tell_lines,
)
from smartcli.commands.options import OfExercise, Since, Until, YesOption, world_of
from smartcli.errors import Damaged, Usage
from smartcli.home import locks
from smartcli.journal.selection import Selection
from smartcli.journal.unread import exit_code, unread
from smartcli.keeping import forgetting
from smartcli.keeping.afterwards import told_first
from smartcli.keeping.forgetting import Meant
from smartcli.keeping.remains import in_part
from smartcli.keeping.timers.standing import standing
from smartcli.text.language import _, ngettext
from smartcli.views.filters import Filters
from smartcli.world import World

if TYPE_CHECKING:
    from smartcli.journal.hidden import Hidden


def forget(
    ctx: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(help="The entries' ids.", metavar="ID…")] = None,
    exercise: OfExercise = None,
    since: Since = None,
    until: Until = None,
    everything: Annotated[bool, typer.Option("--everything", help="All of it, drafts, backups and key too.")] = False,
    agree: Annotated[
        bool, typer.Option("--agree", help="What another machine has forgotten is hidden: erase it here too.")
    ] = False,
    disagree: Annotated[bool, typer.Option("--disagree", help="Bring what is hidden so back.")] = False,
    go_on: Annotated[bool, typer.Option("--go-on", help="Finish what was begun, and cut off.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be erased.")] = False,
    yes: YesOption = False,
) -> None:
    """Erase entries for good. (delete puts them in the trash, and can be taken back.)"""
    filters = Filters(exercise=exercise, since=since, until=until)
    ways = {"--everything": everything, "--agree": agree, "--disagree": disagree, "--go-on": go_on}
    named = [way for way, is_named in ways.items() if is_named]
    run(world_of(ctx), ids or (), filters, ways=named, dry_run=dry_run, yes=yes)


def run(
    world: World,
    ids: Sequence[str],
    filters: Filters,
    *,
    ways: Sequence[str] = (),
    dry_run: bool = False,
    yes: bool = False,
) -> None:
    """One of these: some entries, what the filters mean, or one of the ways by its name.

    InPart: something can still be read here.
    """
    by_filter = any(given is not None for given in (filters.exercise, filters.since, filters.until))
    chosen = bool(ids) + by_filter + len(ways)
    if not chosen:
        raise Usage(
            _("Please say what: ids, or --exercise, --from and --to, or --everything."), next="smartcli forget --help"
        )
    if chosen > 1:
        said = _("Please give one of these at a time: {names}.")
        every = _("ids; --exercise, --from and --to; --everything; --agree; --disagree; --go-on")
        raise Usage(said.format(names=every), next="smartcli forget --help")
    if not (dry_run or "--everything" in ways):  # for all there is, nothing is rewritten
        locks.check(world.stores.home)
    if "--everything" in ways:
        run_everything(world, dry_run=dry_run, yes=yes)
    elif "--agree" in ways or "--disagree" in ways:
        settle(world, is_agreed="--agree" in ways, dry_run=dry_run, yes=yes)
    elif "--go-on" in ways:
        run_on(world, dry_run=dry_run)
    else:
        run_chosen(world, ids, filters, dry_run=dry_run, yes=yes)


def run_chosen(world: World, ids: Sequence[str], filters: Filters, *, dry_run: bool, yes: bool) -> None:
    """These entries, or what the filters mean."""
    chosen = filters.selection(world.stores, world.now())
    found = _found(world, ids, chosen)
    if not found and forgetting.begun(world.stores) is not None:  # by this very command, maybe, and then cut off
        world.screen.say(_("Erasing entries was begun and not finished. It goes on."))
        run_on(world, dry_run=dry_run)
        return
    if not found:
        if exit_code(world.stores.journal):
            none = _("Of what can be read here there are no such entries. Nothing was changed.")
            raise Damaged(" ".join([none, *unread(world.stores.journal)]), next="smartcli doctor")
        world.screen.say(_("There are no such entries. Nothing was changed."))
        return
    exercise = "" if filters.since or filters.until else chosen.exercise
    meant = Meant(ids=frozenset(found), exercise=exercise)
    with told_first():
        _tell(world, found, exercise, is_certain=yes and not dry_run)
        tell_drafts(world, meant)
    if dry_run:
        world.screen.say(_("Nothing was changed (dry run)."))
    elif yes or agreed(world, str(_count(found))):
        say_erased(world, forgetting.entries(world.stores, meant, world.now()))
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
        say_erased(world, forgetting.entries(world.stores, meant, world.now()))


def run_everything(world: World, *, dry_run: bool, yes: bool) -> None:
    """All there is. Nothing of it need be readable: no passphrase, no whole key, no settings are asked for."""
    say = world.screen.say
    count, why = forgetting.counted(world.stores)
    with told_first():
        if count is None:
            text = _("All your entries will be erased, for good. They cannot be counted here: {why}.")
            say(text.format(why=why))
        else:
            text = ngettext("{n} entry will be erased, for good.", "{n} entries will be erased, for good.", count)
            say(text.format(n=count))
        say(_("With them will go your drafts, cards, settings, backups here, and the key. No backup is made first."))
    if dry_run:
        say(_("Nothing was changed (dry run)."))
        return
    if not yes and not agreed(world, ALL if count is None else str(count)):
        say(_("Nothing was changed."))
        return
    done = forgetting.everything(world.stores, world.now())
    if not done.left:
        say(_("Erased."), "good")
    say_beyond(world, [*standing(world.environ, world.stores.home), *done.beyond])
    if done.left:
        said = _("Not all of it is erased.")
        raise in_part(said, done.left, "smartcli forget --everything", is_nameless=done.is_nameless)
    say_failed(done, "smartcli forget --everything")


def _found(world: World, ids: Sequence[str], chosen: Selection) -> dict[str, list[str]]:
    """What is meant, the trash too: by its id, each entry that it stands for as it is listed.

    What is hidden already is meant again, so that the same command goes on with one that was cut off.
    """
    journal, library = world.stores.journal, world.stores.library
    here = [*journal.entries(), *journal.trash()]
    hidden = {one.id: one for one in journal.hidden()} if journal.met_hidden else {}
    if ids:
        return dict(_named(world, typed, {entry.id for entry in here}, hidden) for typed in ids)
    both = [*here, *(entry for one in hidden.values() for entry in one.entries)]
    meant = {entry.id for entry in both if chosen.takes(entry, library)}
    found: dict[str, list[str]] = {id: [] for id in sorted(meant)}
    for entry in both:  # all that have the id go, whatever it was that they were found by
        if entry.id in meant:
            found[entry.id].append(listed(world, entry))
    return found


def _named(world: World, typed: str, here: Collection[str], hidden: Mapping[str, Hidden]) -> tuple[str, list[str]]:
    """One id. What was forgotten before is meant only where nothing else is."""
    journal = world.stores.journal
    before = [id for id in journal.forgotten() if _is_like(id, typed)]
    if len(before) == 1 and not any(_is_like(id, typed) for id in here):
        [id] = before
        said = as_listed(world, hidden[id]) if id in hidden else [_("{id}, forgotten before").format(id=short(id))]
        return id, said
    found = journal.alike(typed, in_trash=True)
    return found[0].id, [listed(world, entry) for entry in found]


def _is_like(known: str, typed: str) -> bool:
    typed = typed.strip().upper()
    return bool(typed) and (known.startswith(typed) or known.endswith(typed))


def _count(found: Mapping[str, Sequence[str]]) -> int:
    return sum(map(len, found.values()))


def _tell(world: World, found: Mapping[str, Sequence[str]], exercise: str, *, is_certain: bool) -> None:
    say, n = world.screen.say, _count(found)
    if is_certain:
        text = ngettext("{n} entry will be erased, for good:", "{n} entries will be erased, for good:", n)
    else:
        text = ngettext("{n} entry would be erased, for good:", "{n} entries would be erased, for good:", n)
    say(text.format(n=n))
    tell_lines(world, [line for lines in found.values() for line in lines])
    if n > len(found):
        say(_("Some of them have one and the same id, so they can only go together."))
    if exercise:
        say(_("Drafts of this exercise will go too."))
