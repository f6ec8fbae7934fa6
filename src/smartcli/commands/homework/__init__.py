"""Homework, between two meetings: make a file of it, take one, see what there is, put it away. Nothing is sent."""

from __future__ import annotations

from typing import Any

import typer

from smartcli.commands.homework.shown import lines_of, when_said
from smartcli.commands.options import JsonOption, world_of
from smartcli.findings.homework_today import offered
from smartcli.home.homework import Homework
from smartcli.journal.unread import exit_code, unread
from smartcli.text.language import _, typed
from smartcli.world import World

app = typer.Typer(rich_markup_mode=None, help="Homework between two meetings: make a file of it, take one.")
WORDS = {"make": "make", "take": "take", "done": "done"}


@app.callback(invoke_without_command=True)
def homework(ctx: typer.Context, as_json: JsonOption = False) -> int:
    """Show the homework that you took. Home offers it on its day, and you are free to skip it."""
    return 0 if ctx.invoked_subcommand is not None else run(world_of(ctx), as_json=as_json)


def run(world: World, *, as_json: bool = False) -> int:
    """All that was taken and is not put away, with what is for today. 3 where not all of the journal could be read."""
    stores = world.stores
    every = stores.opened_homework().every
    today = {one.given.exercise for one in offered(stores, world.now())} if every else set()
    if as_json:
        world.screen.json({"schema": 1, "homework": [_as_json(one, today) for one in every]})
    else:
        _show(world, every, today)
    if not every:
        return 0
    world.screen.notes([*stores.library.unusable(), *unread(stores.journal)])
    return exit_code(stores.journal)


def _show(world: World, every: tuple[Homework, ...], today: set[str]) -> None:
    stores, screen = world.stores, world.screen
    if not every:
        screen.say(_("There is no homework here."))
        screen.say(typed(_("To take one that somebody gave you: smartcli homework take FILE")))
        screen.say(typed(_("To make one for somebody: smartcli homework make --out FILE")))
        return
    day = stores.settings().day(world.now())
    for number, one in enumerate(every, 1):
        if number > 1:
            screen.say()
        screen.title(_("{n}. From {name}").format(n=number, name=one.by) if one.by else _("{n}.").format(n=number))
        for line in lines_of(one, stores.library, day):
            screen.words(line)
    screen.say()
    if today:
        titles = ", ".join(stores.library.title(id) for id in sorted(today))
        screen.words(_("For today, if you want: {titles}.").format(titles=titles))
    screen.say(typed(_("To put one away: smartcli homework done")))


def _as_json(one: Homework, today: set[str]) -> dict[str, Any]:
    rows = [
        {
            "exercise": given.exercise, "when": list(given.when), "when_said": when_said(given.when),
            "if_hard": given.smaller, "today": given.exercise in today,
        }
        for given in one.exercises
    ]  # fmt: skip
    head = {"id": one.id, "from": one.by, "why": one.why, "word": one.word, "until": one.until, "taken": one.taken}
    return {**head, "exercises": rows}
