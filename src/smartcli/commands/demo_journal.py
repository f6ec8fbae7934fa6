"""Show what three months of somebody invented come to: their home, to be walked through, or all of it as one text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from smartcli.demo import another_life
from smartcli.errors import Usage
from smartcli.findings.today import Today
from smartcli.findings.upcoming import due_lines
from smartcli.invented.invented import Invented
from smartcli.invented.people import PEOPLE
from smartcli.journal.entry import Entry
from smartcli.journal.unread import unread
from smartcli.text.language import Inside, Later, _, ngettext
from smartcli.views.plan.own_plan import own_plan
from smartcli.world import World

USUAL, MOST = 90, 400  # days
WHO = "sam"
BANNER = Later("DEMO: an invented person. Nothing is saved.")


def run(
    world: World, *, person: str | None = None, days: str | None = None, whole: bool = False, as_json: bool = False
) -> None:
    """Their home at a terminal; else, and with `whole`, home, insights, points, plan and visit as one text."""
    who = chosen(person, days)
    with another_life(world, who, banner=str(BANNER)) as apart:
        if as_json:
            world.screen.json({"schema": 1, "journal": _as_json(apart, who)})
        elif whole or not world.is_home_to_people:
            _show(apart, who)
        else:
            _stay(apart, who)
        so_far = apart.stores.so_far
        world.screen.notes([*so_far.missed, *so_far.not_said_yet(), *unread(apart.stores.journal)])


def chosen(person: str | None, days: str | None) -> Invented:
    """Who it is, with so many days behind them. Usage: there is nobody of this name, or these are no days."""
    who = PEOPLE.get((person or WHO).strip().casefold())
    if who is None:
        names = ", ".join(one.name for one in PEOPLE.values())
        said = _("There is nobody of this name. There are: {names}.").format(names=names)
        raise Usage(said, next="smartcli demo --journal --person Sam")
    text = (days or str(USUAL)).strip()
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and 1 <= int(text) <= MOST):
        said = _("--days wants a whole number from 1 to {most}.").format(most=MOST)
        raise Usage(said, next="smartcli demo --journal --days 90")
    return who.but(days=int(text))


def _opening(who: Invented) -> str:
    said = ngettext("{name} has written for {n} day.", "{name} has written for {n} days.", who.days)
    return said.format(name=who.name, n=who.days)


def _stay(world: World, who: Invented) -> None:
    from smartcli.commands import doors  # with all that they lead to, which only somebody at a terminal needs
    from smartcli.text import rows_of_home

    world.screen.say(str(BANNER), "plan")
    world.screen.say(_opening(who) + " " + _("You can open every row. What you write there is gone when you leave."))
    with Inside(rows_of_home.ROWS):
        doors.stay(world)


def _show(world: World, who: Invented) -> None:
    """One below the other, each with its heading."""
    screen = world.screen
    screen.say(str(BANNER), "plan")
    screen.say(_opening(who))
    for title, show in _parts(world).items():
        screen.say()
        screen.title(f"== {title} ==")
        screen.say()
        show()
    screen.say()
    screen.say(str(BANNER), "plan")


def _parts(world: World) -> dict[str, Callable[[], object]]:
    """What there is to see, by the names of its rows at home."""
    from smartcli.commands import insights, plan, points, visit
    from smartcli.text import rows_of_home as rows

    today = world.stores.settings().day(world.now())
    span = insights.usual_span(today)
    return {
        _("Home"): lambda: _greet(world),
        str(rows.INSIGHTS): lambda: insights.show(world, insights.answers(world, span), span),
        str(rows.POINTS): lambda: points.show_points(world),
        str(rows.PLAN): lambda: plan.show_plan(world, own_plan(world.stores, _entries(world), world.now())),
        str(rows.VISIT): lambda: visit.show_usual(world),
    }


def _greet(world: World) -> None:
    today = Today(stores=world.stores, now=world.now())
    for line in [*today.greeting(), *today.waiting(), *due_lines(today.ahead)]:
        world.screen.say(line)


def _entries(world: World) -> Sequence[Entry]:
    return world.stores.journal.entries()


def _as_json(world: World, who: Invented) -> dict[str, Any]:
    from smartcli.commands import insights, plan, points

    span = insights.usual_span(world.stores.settings().day(world.now()))
    found = insights.answers(world, span)
    return {
        "person": who.name,
        "days": who.days,
        "home": Today(stores=world.stores, now=world.now()).as_json(),
        "insights": insights.as_findings(found, found, span),
        "points": points.as_table(world),
        "plan": plan.as_table(own_plan(world.stores, _entries(world), world.now())),
    }
