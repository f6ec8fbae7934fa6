"""My plan, page by page; then its parts in rows, each of which opens the exercise that fills it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcli.asking.choose import choose
from smartcli.asking.turn import Back
from smartcli.commands.at_home.reading import GOES_ON, read
from smartcli.commands.plan import show_plan
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
    try:
        picked = choose(prompter, _("Anything to add or change?"), rows)
    except Back:
        return None
    return world.stores.library.load(picked) if picked else None
