"""My plan, page by page; then its parts in rows, each of which opens the exercise that fills it, and files of it."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from smartcli.asking.choose import choose
from smartcli.asking.turn import Back
from smartcli.commands import plan
from smartcli.commands.at_home.reading import GOES_ON, read
from smartcli.commands.plan import show_plan
from smartcli.text import rows_of_home
from smartcli.text.language import _
from smartcli.views.plan.own_plan import own_plan

if TYPE_CHECKING:
    from smartcli.exercises.exercise import Exercise
    from smartcli.world import World


def read_plan(world: World) -> Exercise | None:
    """The exercise of the part that is to be added to or changed; None where the person goes back."""
    prompter = world.prompter()
    made = own_plan(world.stores, world.stores.journal.entries(), world.now())
    read(world, prompter, lambda: show_plan(world, made), end=GOES_ON)
    rows: dict[str, str] = {}
    for part in made.parts:
        if part.fills:
            title = world.stores.library.title(part.fills)
            rows.setdefault(part.fills, part.title if part.title == title else f"{part.title}: {title}")
    files = {".html": str(rows_of_home.PAGE), ".ics": str(rows_of_home.CALENDAR)}  # a dot: no exercise's id has one
    try:
        picked = choose(prompter, _("Anything to add or change?"), rows | files)
    except Back:
        return None
    if picked in files:
        read(world, prompter, lambda: _take_along(world, str(picked)))
        return None
    return world.stores.library.load(picked) if picked else None


def _take_along(world: World, suffix: str) -> None:
    """A new file in the folder that the person is in, and where it is."""
    names = (f"my-plan{suffix}" if n == 1 else f"my-plan-{n}{suffix}" for n in count(1))
    path = next(path for name in names if not os.path.lexists(path := Path.cwd() / name))
    plan.run(world, out=str(path))
    world.screen.note(_("It is here: {place}").format(place=path))
