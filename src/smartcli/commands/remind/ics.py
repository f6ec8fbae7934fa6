"""A calendar file: an evening minute, the week, the days to come, hard hours if they are wanted."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from smartcli.commands.options import FloatingOption, OwnTitlesOption, PrivateOption, world_of
from smartcli.commands.remind import evening
from smartcli.errors import SmartError, Usage
from smartcli.exchange import new_file
from smartcli.findings import tomorrow
from smartcli.home.clock import is_day
from smartcli.home.in_calendar import InCalendar
from smartcli.journal.unread import check_read, exit_code, unread
from smartcli.text import hours
from smartcli.text.language import _, typed
from smartcli.views.plan import repeating, without_private
from smartcli.views.plan.own_plan import own_plan
from smartcli.world import World

HELP = "smartcli remind ics --help"


def ics(
    ctx: typer.Context,
    out: Annotated[str | None, typer.Option("--out", metavar="FILE", help="A new file; its name ends in .ics.")] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="HOUR", help="When the evening minute is, such as 20:30; or none.")
    ] = None,
    hard_hours: Annotated[
        bool, typer.Option("--hard-hours", help="Also hours that were often hard, as your log has them.")
    ] = False,
    own_titles: OwnTitlesOption = False,
    with_private: PrivateOption = False,
    floating: FloatingOption = False,
) -> int:
    """Write a calendar file: an evening minute, your week, your days. Made again, it holds the same events."""
    return run(
        world_of(ctx),
        out=out,
        at=at,
        hard_hours=hard_hours,
        own_titles=own_titles,
        with_private=with_private,
        floating=floating,
    )


def run(
    world: World,
    *,
    out: str | None,
    at: str | None = None,
    hard_hours: bool = False,
    own_titles: bool = False,
    with_private: bool = False,
    floating: bool = False,
) -> int:
    """at: HH:MM or "none"; without it the hour that was chosen before, or is asked for. 3 where not all of the journal
    could be read."""
    if out is None:
        raise Usage(_("Please name the new file."), next=typed("smartcli remind ics --out evening.ics"))
    path = new_file.new_path(out, ".ics")
    chosen = evening.given(at, HELP) if at is not None else ""
    from smartcli.exchange import occasions  # with icalendar: only where it is written down
    from smartcli.keeping import calendar_file

    entries, now = world.stores.journal.entries(), world.now()
    today = world.stores.settings().day(now)
    before = world.stores.in_calendar()  # after the entries: what is sealed in it is there once they have been opened
    chosen = chosen or before.evening or evening.asked(world)
    minute = hours.hour(chosen)
    plan = own_plan(world.stores, entries, now)
    slots, last = repeating(reversed(entries), world.stores.library, today)
    whole = occasions.ahead(slots, last, plan)
    coming = whole if with_private else occasions.ahead(without_private(slots), last, plan.without_private())
    hard = tomorrow.hard_hours(world.stores, today) if hard_hours else []
    found = [
        *([occasions.evening(minute, _since(before, occasions.EVENING, today))] if minute else []),
        *coming,
        *occasions.hard_hours(hard, _since(before, occasions.HARD, today)),
    ]
    if not found:
        check_read(world.stores.journal)
        said = [_("There is nothing to be reminded of yet: no hour, and no day in your plan.")]
        said += new_file.without_private(left_out=bool(whole))
        raise SmartError(" ".join(said), next="smartcli remind ics --at 20:30 --out evening.ics")
    zone = None if floating else calendar_file.zone_named(world.zone)
    told = calendar_file.write(
        world.stores, path, found, now=now, zone=zone, kinds=occasions.KINDS, own_titles=own_titles, evening=chosen
    )
    if hard_hours and not hard:
        told.append(_("Your log names no hour that was hard more often than others."))
    world.screen.notes(new_file.written(path, left_out=coming != whole))
    world.screen.notes([*told, *calendar_file.without_zone(zone)])
    world.screen.notes([*world.stores.library.unusable(), *unread(world.stores.journal)])
    return exit_code(world.stores.journal)


def _since(before: InCalendar, kind: str, today: date) -> date:
    """The first day of what repeats: as it was written last, since a later one would be another event."""
    known = [one for one in before.events if one.kind == kind and not one.is_gone]
    first = min((one.since for one in known if not one.ends or one.ends >= today.isoformat()), default="")
    return date.fromisoformat(first) if is_day(first) else today
