"""A sheet of paper of an exercise, for a group or for whoever would rather write by hand. Reads no journal."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcli.commands.options import world_of
from smartcli.errors import Usage
from smartcli.exchange.new_file import new_path, write_new
from smartcli.exercises.exercise import Exercise
from smartcli.first_aid import about, helplines, pages
from smartcli.text.language import _
from smartcli.world import World

ON_PAPER = "drugs"  # what its help lines are about, where nobody said: a sheet has no room for all


def worksheet(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help="The name of an exercise, or a file anywhere.", metavar="EXERCISE|FILE")],
    out: Annotated[
        str | None, typer.Option("--out", metavar="FILE", help="A new file, .html: open it in a browser and print it.")
    ] = None,
    example: Annotated[bool, typer.Option("--example", help="With its invented example filled in.")] = False,
    large: Annotated[bool, typer.Option("--large", help="In large print.")] = False,
) -> None:
    """Write a sheet to print and fill in by hand. There is nothing of yours on it."""
    run(world_of(ctx), file, out=out, example=example, large=large)


def run(world: World, file: str, *, out: str | None, example: bool = False, large: bool = False) -> None:
    """The sheet of this exercise or file, in a new .html file."""
    from smartcli.authoring.usable import usable  # only where one is written

    if out is None:
        raise Usage(_("Please say where to write it."), next="smartcli exercises worksheet ID --out FILE.html")
    path = new_path(out, ".html")
    found = usable(world.stores.library, file, _("It can be printed once this is mended."), world.screen.say)
    rendered, is_open = _rendered(world, found, example=example, large=large)
    write_new(path, rendered, world.stores.so_far)
    world.screen.note(_("Written. Open it in a browser to print it."))
    if is_open:
        world.screen.note(_("It has lines for numbers to call. Please fill them in before you hand it out."))


def _rendered(world: World, exercise: Exercise, *, example: bool, large: bool) -> tuple[bytes, bool]:
    """The page, and whether numbers to call are missing on it."""
    from smartcli.exchange.pages import worksheet as pages  # only where one is written

    is_known = helplines.find(world.stores.settings().country) is not None
    sheet = pages.Worksheet(
        exercise=exercise,
        titles={id: world.stores.library.title(id) for id in world.stores.library.ids()},
        calls=_calls(world),
        is_known=is_known,
        answers=pages.example(exercise, world.now().date()) if example else {},
    )
    return pages.html(sheet, large=large), not is_known and pages.sends_to_numbers(sheet)


def _calls(world: World) -> tuple[str, ...]:
    """Whom to call in the country that was chosen, and when that was seen; else what holds in several."""
    kept = world.stores.settings()
    country = helplines.find(kept.country)
    wanted = {"emergency", "crisis", *about.lines(kept.about or ON_PAPER)}
    lines = [line for line in country.lines if line.kind in wanted] if country else []
    emergency = [pages.told(line) for line in lines if line.kind == "emergency"]
    known = pages.to_call(emergency, is_known=country is not None)
    calls = [_("In danger, or someone cannot be woken? Call now: {numbers}.").format(numbers=_(" or ").join(known))]
    calls += [pages.told(line) for line in lines if line.kind != "emergency"]
    if country:
        whose = _("Numbers for this country: {country}.").format(country=country.name)
        seen = pages.when_read(lines, world.now().date().isoformat())
        calls.append(" ".join([whose, *seen]))
    return tuple(calls)
