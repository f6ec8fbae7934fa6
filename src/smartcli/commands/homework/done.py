"""Put homework away, whatever became of it."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcli.asking.choose import choose
from smartcli.asking.turn import Back
from smartcli.commands.options import YesOption, world_of
from smartcli.errors import NeedsTerminal, SmartError, Usage
from smartcli.home.homework import Homework
from smartcli.text.language import _
from smartcli.text.sanitize import one_line
from smartcli.world import World

SHOWS = "smartcli homework"
LONGEST = 60  # characters of a reason in a row


def done(
    ctx: typer.Context,
    number: Annotated[
        int | None, typer.Argument(metavar="[N]", help="Its number in the list; without it you can pick one.")
    ] = None,
    _yes: YesOption = False,
) -> None:
    """Put homework away, whatever became of it. What you wrote in its exercises stays, and so do the exercises."""
    run(world_of(ctx), number)


def run(world: World, number: int | None = None) -> None:
    """The one of this number in the list; where there are several and none is named, the one that is picked."""
    every = world.stores.opened_homework().every
    if not every:
        raise SmartError(_("There is no homework here."), next="smartcli homework take FILE")
    if number is not None and not 1 <= number <= len(every):
        raise Usage(_("There is no homework of this number."), next=SHOWS)
    if number is not None or len(every) == 1:
        put_away(world, every[(number or 1) - 1])
        return
    try:
        prompter = world.prompter()
    except NeedsTerminal as error:
        said = _("There are several, so it asks which one.")
        raise NeedsTerminal(f"{error} {said}", next="smartcli homework done 1") from error
    rows = {one.id: f"{place}. {in_a_row(one)}" for place, one in enumerate(every, 1)}
    try:
        picked = choose(prompter, _("Which homework is to be put away?"), rows)
    except Back:
        picked = None
    if picked is None:
        world.screen.say(_("Nothing was changed."))
        return
    put_away(world, next(one for one in every if one.id == picked))


def put_away(world: World, one: Homework) -> None:
    """It is gone from the list, and its giver's words from this folder. Nobody is told."""
    said = _("The homework is put away.")
    world.stores.change_homework(lambda kept: kept.without(one.id), said)
    world.screen.say(f"{said} " + _("What you wrote stays in your journal. Nobody is told."))


def in_a_row(one: Homework) -> str:
    """Its giver and the reason, on one line."""
    why = one_line(one.why)
    why = why if len(why) <= LONGEST else f"{why[: LONGEST - 1].rstrip()}…"
    return _("{name}: {why}").format(name=one_line(one.by), why=why) if one.by else why
