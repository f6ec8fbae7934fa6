"""Bring entries in from an export."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcli import record
from smartcli.commands.do import JsonOption, read_json
from smartcli.errors import InvalidAnswer, SmartError, Usage
from smartcli.journal.entry import Entry
from smartcli.keeping import backups
from smartcli.keeping.saving import renew_at_hand
from smartcli.text.language import _, ngettext
from smartcli.world import World


def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help="A file from export json; - is standard input.", metavar="FILE")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Merge entries from an export. Nothing of yours is replaced or removed."""
    world: World = ctx.obj
    rows = _rows(world, file)
    entries, refused = [], 0
    for row in rows:
        try:
            entries.append(Entry.from_json(row))
        except InvalidAnswer:
            refused += 1
    if not dry_run:
        backups.before(world.stores.home, "import", world.now())
    merged = world.stores.journal.merge(entries, at=world.now(), dry_run=dry_run)
    refused += merged.refused
    if (merged.added or merged.edited) and not dry_run:
        renew_at_hand(world.stores)
    said = _("{read} read, {added} added, {already} already there, {refused} refused.")
    said = said.format(read=len(rows), added=merged.added, already=merged.already, refused=refused)
    if merged.edited:
        later = ngettext(
            "{n} entry was changed later there; that was taken over.",
            "{n} entries were changed later there; that was taken over.",
            merged.edited,
        )
        said = f"{said} {later.format(n=merged.edited)}"
    if as_json:
        world.screen.json(
            {"schema": 1, "dry_run": dry_run, **record.values(merged), "read": len(rows), "refused": refused}
        )
    else:
        world.screen.say(f"{_('Nothing was written (dry run):')} {said}" if dry_run else said)
    if refused:
        raise SmartError(_("What was refused is damaged, or differs from an entry of yours. Yours was kept."))


def _rows(world: World, file: str) -> list[object]:
    try:
        table = read_json(world, file)
    except OSError:
        raise SmartError(_("The file cannot be opened.")) from None
    except (ValueError, RecursionError):
        raise SmartError(_("This is not an export of smartcli (export json). Nothing was imported.")) from None
    if isinstance(table, dict) and isinstance(table.get("schema"), int) and table["schema"] > 1:
        raise SmartError(_("This export comes from a newer smartcli. Please update first. Nothing was imported."))
    rows = table.get("entries") if isinstance(table, dict) else None
    if not isinstance(rows, list):
        raise Usage(_("This is not an export of smartcli (export json). Nothing was imported."))
    return rows
