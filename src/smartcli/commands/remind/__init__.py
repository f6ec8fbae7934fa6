"""What is due today; and ways to be reminded: a calendar file, a timer of the system, a line in the shell."""

from __future__ import annotations

import typer

from smartcli.commands.options import JsonOption, world_of
from smartcli.findings.plans_of_today import plans_of_today
from smartcli.findings.today import Today
from smartcli.journal.unread import exit_code, unread
from smartcli.text.language import _, typed
from smartcli.world import World

app = typer.Typer(rich_markup_mode=None, help="Show what is due, and set up reminders.")
WORDS = {
    "ics": "ics",
    "shell": "shell",
    "install": "timer",
    "remove": "timer",
    "status": "timer",
    "notice": "notice",
}  # and the files they are in


@app.callback(invoke_without_command=True)
def remind(ctx: typer.Context, as_json: JsonOption = False) -> int:
    """Show what is due today: the check-in, what you planned for today, days you set. Nothing stays due for long."""
    if ctx.invoked_subcommand is not None:
        return 0
    return run(world_of(ctx), as_json=as_json)


def run(world: World, *, as_json: bool = False) -> int:
    """On the screen, or for other programs. 3 where not all of the journal could be read."""
    today = Today(stores=world.stores, now=world.now())
    wrote_last = today.last_day  # first of all: it opens the journal
    plans, due = plans_of_today(world.stores, world.now()), today.ahead.due
    if as_json:
        rows = [{"text": one.text, "exercise": one.exercise, "day": one.day} for one in due]
        day = {"schema": 1, "day": today.day, "checked_in": today.is_checked_in, "last_day": wrote_last}
        world.screen.json({**day, "plans": plans, "due": rows})
    else:
        _show(world, today, [*plans, *(one.text for one in due)], has_cards=any(one.is_card for one in due))
    world.screen.notes([*filter(None, [today.ahead.path]), *unread(world.stores.journal)])
    return exit_code(world.stores.journal)


def _show(world: World, today: Today, lines: list[str], *, has_cards: bool) -> None:
    say = world.screen.say
    if today.is_checked_in:
        say(_("Today's check-in is written."))
    else:
        say(typed(_("Today's check-in is open: smartcli checkin")))
    for line in lines:
        say(f"- {line}")
    if not lines:
        say(_("Nothing else is due today."))
    if has_cards:
        say(typed(_("What is done can be put away: smartcli cards away")), "quiet")
