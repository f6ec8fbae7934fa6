"""Bring entries in from an export."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcli import record
from smartcli.commands.options import AlsoForgotten, JsonOption, YesOption, world_of
from smartcli.errors import InPart, SmartError
from smartcli.exchange.readers import json as reader
from smartcli.keeping import backups
from smartcli.keeping.saving import follow_at_hand
from smartcli.text.language import _, ngettext
from smartcli.views.forgotten_before import forgotten_lines
from smartcli.world import World


def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help="A file from export json; - is standard input.", metavar="FILE")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added.")] = False,
    also_forgotten: AlsoForgotten = False,
    _yes: YesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Merge entries from an export. Nothing of yours is replaced or removed."""
    run(world_of(ctx), file, dry_run=dry_run, also_forgotten=also_forgotten, as_json=as_json)


def run(world: World, file: str, *, dry_run: bool = False, also_forgotten: bool = False, as_json: bool = False) -> None:
    """The entries of a file, or of standard input for `-`. Raises SmartError where some were refused."""
    raw = world.read(file, "smartcli import --help")
    entries, refused = reader.read(raw)
    rows = len(entries) + refused
    if not dry_run:
        backups.before(world.stores.home, "import", world.now())
    merged = world.stores.journal.merge(entries, at=world.now(), dry_run=dry_run, also_forgotten=also_forgotten)
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
    if refused:
        kind = InPart if world.stores.so_far.done else SmartError
        raise kind(_("What was refused is damaged, or differs from an entry of yours. Yours was kept."))
