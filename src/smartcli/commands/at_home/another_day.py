"""For another day: which one, then the check-in or the urge log of it. Nobody is asked to fill gaps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from smartcli.asking.ask import ask
from smartcli.asking.choose import choose
from smartcli.asking.turn import Prompter
from smartcli.commands.checkin import run as check_in
from smartcli.commands.do import walk
from smartcli.exercises.kinds import WHEN, Date
from smartcli.text.days_said import began, said
from smartcli.text.language import _

if TYPE_CHECKING:
    from smartcli.world import World

NAMED = 6  # days back that can be picked by their names
LOG = "urge-log"
CHECK_IN, URGE = "check-in", "urge"


def write_of_another_day(world: World) -> None:
    """Back at any question leads to home."""
    prompter = world.prompter()
    on = _picked_day(prompter, world.stores.settings().day(world.now()))
    if on is None:
        return
    ways = {CHECK_IN: _("The check-in of that day"), URGE: _("An urge that was there then")}
    way = choose(prompter, _("What would you like to write down?"), ways, before=CHECK_IN)
    if way == CHECK_IN:
        check_in(world, day=on.isoformat(), at_home=True)
    elif way == URGE:
        walk(world, world.stores.library.load(LOG), at_home=True, on=on)


def _picked_day(prompter: Prompter, today: date) -> date | None:
    """One of the last days, or one that is typed; None = back."""
    near = [today - timedelta(days=back) for back in range(1, NAMED + 1)]
    offers: dict[date, str] = {day: began(said(day, today)) for day in near}
    picked = choose(prompter, _("Which day is it about?"), {**offers, today: _("An earlier one")}, before=near[0])
    if picked != today:
        return picked
    step = Date(key="day", ask=_("Which day was it?"), measure=WHEN, today=today)
    typed = ask(prompter, step)
    return date.fromisoformat(typed) if typed else None
