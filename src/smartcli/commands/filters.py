"""The options that say which entries are meant, the same for list, search and export."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcli.errors import Usage
from smartcli.exercises.lookup import id_of, none_of
from smartcli.journal.selection import Selection, select
from smartcli.text.language import _
from smartcli.world import World

Since = Annotated[str | None, typer.Option("--from", metavar="DAY", help="From this day on, such as 2026-11-01.")]
Until = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Up to this day.")]
Day = Annotated[str | None, typer.Option("--day", metavar="DAY", help="This day only, such as today or yesterday.")]
OfExercise = Annotated[str | None, typer.Option("--exercise", metavar="ID", help="Entries of this exercise only.")]
OfPoint = Annotated[str | None, typer.Option("--point", metavar="POINT", help="Entries of this point only.")]
Last = Annotated[int | None, typer.Option("--last", metavar="N", help="The newest N only.")]


def selection(
    world: World,
    since: str | None,
    until: str | None,
    day: str | None,
    exercise: str | None,
    point: str | None,
    last: int | None,
) -> Selection:
    known = id_of(world.stores.library, exercise) if exercise else None
    if exercise and known is None and next(world.stores.journal.latest(exercise), None) is None:
        raise none_of(world.stores.library, exercise, _("--exercise names none that there is."), Usage)
    return select(
        since=since,
        until=until,
        day=day,
        exercise=known or exercise,
        point=point,
        last=last,
        today=world.stores.settings().day(world.now()),
    )
