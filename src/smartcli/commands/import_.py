"""Bring entries in: from an export of ours, or from another program."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from smartcli import record
from smartcli.commands.options import AlsoForgotten, JsonOption, YesOption, world_of
from smartcli.commands.other_programs import ToImport, bring_in, what_it_is
from smartcli.errors import InPart, SmartError, Usage
from smartcli.exchange.readers import json as reader
from smartcli.journal.unread import maybe_new
from smartcli.keeping import backups
from smartcli.keeping.saving import follow_at_hand
from smartcli.text.language import _, ngettext
from smartcli.views.forgotten_before import forgotten_lines
from smartcli.world import World


def import_(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(help="A file from export json, or with --from of another; - is standard input.", metavar="FILE"),
    ],
    program: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="PROGRAM", help="What wrote it: jrnl, dayone, daylio, loop, or csv for a table."
        ),
    ] = None,
    as_exercise: Annotated[
        str | None,
        typer.Option("--as", metavar="EXERCISE", help="With --from and --map: as answers of this exercise."),
    ] = None,
    maps: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="MAP", help="Which column is what, such as day=Date,mood=Score/2."),
    ] = None,
    dates: Annotated[
        str | None, typer.Option("--dates", metavar="ORDER", help="How 03/04 is read: day-first or month-first.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added.")] = False,
    also_forgotten: AlsoForgotten = False,
    yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Bring in entries: from an export, or from another program. Nothing of yours is replaced or removed."""
    asked = ToImport(
        program=program or "",
        exercise=as_exercise,
        maps=maps or (),
        dates=dates,
        dry_run=dry_run,
        also_forgotten=also_forgotten,
        yes=yes,
        as_json=as_json,
    )
    run(world_of(ctx), file, asked)


def run(world: World, file: str, asked: ToImport) -> None:
    """The entries of a file, or of standard input for `-`. Raises SmartError where some were refused."""
    if asked.program:
        bring_in(world, file, asked)
        return
    if asked.exercise or asked.maps or asked.dates:
        said = _("--as, --map and --dates are for files of other programs.")
        raise Usage(said, next="smartcli import --from PROGRAM FILE")
    dry_run, also_forgotten, as_json = asked.dry_run, asked.also_forgotten, asked.as_json
    raw = world.read(file, "smartcli import --help")
    try:
        entries, refused = reader.read(raw)
    except reader.NotOurs as other:
        raise what_it_is(raw) or other from None
    rows = len(entries) + refused
    merge = partial(world.stores.journal.merge, entries, at=world.now(), also_forgotten=also_forgotten)
    merged = merge(dry_run=True)
    notes = maybe_new(world.stores.journal)
    if (merged.added or merged.edited or merged.back) and not dry_run:
        backups.before(world.stores.home, "import", world.now())
        merged = merge(dry_run=False)
    refused += merged.refused
    # What is there already may have come by a run that was cut off before this.
    if (merged.added or merged.edited or merged.back or merged.already) and not dry_run:
        follow_at_hand(world.stores)
    said = _("{read} read, {added} added, {already} already there, {refused} refused.")
    said = said.format(read=rows, added=merged.added, already=merged.already, refused=refused)
    if merged.edited:
        later = ngettext(
            "{n} entry was changed later there; that was taken over.",
            "{n} entries were changed later there; that was taken over.",
            merged.edited,
        )
        said = f"{said} {later.format(n=merged.edited)}"
    again = "smartcli import FILE --also-forgotten"
    said = " ".join([said, *forgotten_lines(merged, again, dry_run=dry_run)])
    if as_json:
        world.screen.json({"schema": 1, "dry_run": dry_run, **record.values(merged), "read": rows, "refused": refused})
    else:
        world.screen.say(f"{_('Nothing was written (dry run):')} {said}" if dry_run else said)
    world.screen.notes(notes)
    if refused:
        kind = InPart if world.stores.so_far.done else SmartError
        raise kind(_("What was refused is damaged, or differs from an entry of yours. Yours was kept."))
